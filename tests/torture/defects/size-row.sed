# lib/sheet/source_text.c
# A row has no limit.
s/if (s->nbytes > RECORD_MAX || /if (/
