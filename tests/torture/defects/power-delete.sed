# lib/store/store.c
# The journal is removed, and its folder not synced: it comes back with the
# power and takes back what was promised.
s/journal_mode = TRUNCATE/journal_mode = DELETE/
