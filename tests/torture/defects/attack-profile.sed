# lib/ledger/profile.c
# Each part of a profile takes memory, however often it stands there.
s/if (profile_find(r->first, part->entity, part->is_lines) != NULL)/if (r->first != NULL \&\& r->nlines == 0)/
