/*
 * tradecli-pdf: draws one document as a PDF.  Reads what lib/sheet/
 * document_pdf.c writes from standard input, writes the PDF to standard
 * output; what is wrong, as a keyword with fields, to standard error.
 *
 *	tradecli-pdf [--fonts FOLDER]
 *	tradecli-pdf --list-fonts
 */
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "pdf/font.h"
#include "pdf/pages.h"

/* On one line, whatever it names. */
static void
complain(const char *text)
{
	for (; *text != '\0'; text++)
		fputc(*text == '\n' ? ' ' : *text, stderr);
	fputc('\n', stderr);
}

int
main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	const char *fonts = NULL;
	struct paper paper;
	enum status st;

	setlocale(LC_CTYPE, "C.UTF-8");
	if (argc == 2 && strcmp(argv[1], "--list-fonts") == 0) {
		font_list(NULL);
		return fflush(stdout) == 0 ? OK : E_OUTPUT;
	}
	if (argc == 3 && strcmp(argv[1], "--fonts") == 0)
		fonts = argv[2];
	else if (argc != 1) {
		fputs("usage: tradecli-pdf [--fonts FOLDER] <LINES >PDF\n",
		    stderr);
		return E_USAGE;
	}
	st = input_paper(&arena, &paper);
	if (st == OK)
		st = pages_draw(&paper, fonts, &arena);
	if (st != OK)
		complain(fail_text());
	arena_release(&arena);
	fflush(stderr);
	_exit((int)st);		/* what libraries keep is not ours to free */
}
