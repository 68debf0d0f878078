# lib/store/store.c
# The journal is kept in memory: who is killed leaves a half-written ledger.
s/journal_mode = TRUNCATE/journal_mode = MEMORY/
