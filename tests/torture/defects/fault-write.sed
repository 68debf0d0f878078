# lib/base/output.c
# that something could not be written is not told
s/^\tif (o->error == 0)$/\tif (o->error != EPIPE)/
