# lib/base/output.c
# A file gets its name before it is on the disk.
s/ || fsync(fd) != 0)/)/
