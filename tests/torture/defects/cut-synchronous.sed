# lib/store/store.c
# Nothing is synced: what was promised is gone with the power.
s/synchronous = FULL/synchronous = OFF/
