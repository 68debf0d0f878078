# lib/base/output.c
# A file is written under its own name.
/^temp_name(/,/^}/s/"%.*s.%s.%ld.tmp", (int)dir, path, base,/"%.*s%s", (int)dir, path, base);/
/^temp_name(/,/^}/s/^	    (long)getpid());$//
