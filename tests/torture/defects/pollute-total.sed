# lib/ledger/doubts.c
# A row of totals is taken for a record.
s/return word != NULL && is_total_word(word->text);/return word != NULL \&\& is_total_word(word->text) \&\& row->number == 0;/
