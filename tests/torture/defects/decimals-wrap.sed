# lib/value/decimal.c
# What leaves the range is wrapped.
s/if (v > INT64_MAX || v < -(wide)INT64_MAX)/if (v == 0 \&\& out == NULL)/
