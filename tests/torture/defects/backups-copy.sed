# lib/store/store.c
# The copy is given up half way, and nobody notices.
s/sqlite3_backup_step(b, COPY_PAGES)/sqlite3_backup_step(b, 8) == SQLITE_OK ? SQLITE_DONE : SQLITE_DONE/
