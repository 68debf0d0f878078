# lib/sheet/xlsx_xml.c
# A document type is passed over instead of refused.
s/if (s->at\[2\] == 'D')/if (s->at[2] == 'D' \&\& s->at[1] == 'D')/
