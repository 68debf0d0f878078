# lib/record/verify.c
# rows are not compared with their seals, rows of no operation not looked for
s/^\t\tif (!is_sealed(r, &q, e, record))$/\t\tif (false)/
s/^\t\tif (id > reach)$/\t\tif (false)/
