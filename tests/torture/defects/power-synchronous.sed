# lib/store/store.c
# Nothing is synced: a power cut tears the ledger.
s/synchronous = FULL/synchronous = OFF/
