# lib/ledger/paper.c
# From the third paper on a number is left out.
s/^\t\t    (long long)n);$/\t\t    (long long)n + (n > 2));/
