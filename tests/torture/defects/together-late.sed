# lib/store/store.c
# Who writes takes the lock only when he writes: what was read is old then.
s/"BEGIN IMMEDIATE"/"BEGIN"/
