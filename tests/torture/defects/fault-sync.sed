# lib/base/output.c
# a file that could not be synced gets its name all the same
s/fchmod\(fd, 0600\) != 0 \|\| fsync\(fd\) != 0/fchmod(fd, 0600) != 0/
