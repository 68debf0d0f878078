# cmd/surroundings.c
# Numbers and letters are those of the place.
s/setlocale(LC_CTYPE, "C.UTF-8");/setlocale(LC_ALL, "");/; s/ctx->chinese = is_chinese(lang);/&\n\tsetlocale(LC_ALL, "");/
