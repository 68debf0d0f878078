# lib/trade/party.c
# Roles that are nothing but separators end the program.
s/ || \*out == NULL ||/ ||/
