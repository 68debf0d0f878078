# lib/value/decimal.c
# Each of equal remainders gets what is left over for one of them.
s/rest == limit && nequal > 0/rest == limit \&\& nequal <= split->n/
