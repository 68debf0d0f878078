# lib/store/store.c
# Nobody waits for another writer.
s/sqlite3_busy_handler(s->db, wait_turn, s);/sqlite3_busy_handler(s->db, NULL, NULL);/
