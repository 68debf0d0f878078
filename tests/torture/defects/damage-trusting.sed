# lib/ledger/ledger.c
# Neither seals nor hashes are computed anew.
s/(st = records_verify_rows(l->records, pass_problem, &c)) != OK/false/
s/is_full && (st = records_verify_chain/false \&\& (st = records_verify_chain/
