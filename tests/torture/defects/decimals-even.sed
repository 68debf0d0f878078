# lib/value/decimal.c
# A half goes up where it should go to the even digit.
s/if (rounded % 2 != 0 && /if (rounded % 2 > 1 \&\& /
