# lib/base/output.c
# A restore takes the old ledger away before the new one is there.
s/if (renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0)/if (unlink(b) == 0 \&\& usleep(200000) == 0 \&\& rename(a, b) == 0)/
