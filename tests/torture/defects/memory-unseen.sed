# cmd/memory.c
# nobody looks whether there was memory
s/^\tif (p == NULL && n > 0)$/\tif (p == NULL \&\& n == 0)/
