# lib/sheet/xlsx_package.c
# A part may unpack to any number of times its size.
s/if (s\.size > RATIO_FROM && /if (s.size > RATIO_FROM \&\& s.size > MAX_ENTRY \&\& /
