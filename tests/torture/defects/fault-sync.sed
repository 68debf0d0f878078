# lib/base/output.c
# whether a file could be synced is not looked at
s/ || fsync(fd) != 0)/ || (fsync(fd) != 0 \&\& false))/
