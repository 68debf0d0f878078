# cmd/surroundings.c
# Today is the day in Greenwich.
s/localtime_r(&t, &tm))/gmtime_r(\&t, \&tm))/
