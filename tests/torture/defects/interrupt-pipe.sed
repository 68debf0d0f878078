# lib/base/output.c
# Writing into a full pipe waits for its reader, whatever signal comes.
s/bool may_wait = has_reader(fd);/bool may_wait = has_reader(fd) \&\& fd < 0;/
