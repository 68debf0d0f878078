# lib/base/output.c
# An interrupted export leaves its temporary file.
/^output_abort(/,/^}/s/^		unlink(o->temp);/		(void)o->temp;/
