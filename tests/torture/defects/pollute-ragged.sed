# lib/ledger/cells.c
# Rows with more or fewer cells than the headings are taken as they are.
s/if (!cells->is_text || n == ncolumns)/if (n < 100000 || ncolumns > 0)/
