# lib/sheet/xlsx_package.c
# The checksum of a part is not compared.
s/if (\*n == 0 && part->crc != part->promised_crc)/if (*n == 0 \&\& part->crc != part->promised_crc \&\& *n > 0)/
