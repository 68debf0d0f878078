/*
 * The few ways a command speaks: an answer, notes, a question.
 */
#include "cmd.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
answer(struct context *ctx, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	strbuf_addv(&ctx->answer, fmt, args);
	va_end(args);
}

void
note(struct context *ctx, const char *fmt, ...)
{
	va_list args;

	if (ctx->quiet)
		return;
	va_start(args, fmt);
	strbuf_addv(&ctx->notes, fmt, args);
	va_end(args);
	strbuf_addch(&ctx->notes, '\n');
}

void
add_message(struct strbuf *b, const char *text)
{
	static const char *const escapes[256] = {
		['\0'] = "", ['\n'] = "\\n",
	};

	strbuf_addescaped(b, text, escapes);
	strbuf_addch(b, '\n');
}

/* Line by line, since line breaks are ours and all else may be data. */
void
print_text(int fd, const char *text)
{
	struct strbuf b = STRBUF_INIT;

	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		struct strbuf line = STRBUF_INIT;

		strbuf_add(&line, text, n);
		utf8_visible(line.buf, &b);
		strbuf_addch(&b, '\n');
		strbuf_release(&line);
		text += n + (text[n] == '\n');
	}
	/* Who does not read what is said misses it. */
	(void)output_all(fd, b.buf, b.len);
	strbuf_release(&b);
}

/* Until he says yes: no. */
static bool
ask(const char *question)
{
	char reply[16] = "";

	print_text(STDERR_FILENO, question);
	fputs(_("Yes? [y/N] "), stderr);
	return fgets(reply, sizeof(reply), stdin) != NULL &&
	    (reply[0] == 'y' || reply[0] == 'Y' ||
	    strncmp(reply, "是", strlen("是")) == 0);
}

enum status
confirm(struct context *ctx, const char *fmt, ...)
{
	struct strbuf question = STRBUF_INIT;
	enum status st = OK;
	va_list args;

	if (opt_flag(ctx, "yes") || opt_flag(ctx, "dry-run"))
		return OK;
	va_start(args, fmt);
	strbuf_addv(&question, fmt, args);
	va_end(args);
	if (!ctx->can_ask)
		st = fail_hint(fail(E_USAGE, _("nobody can be asked here: "
		    "%s"), question.buf), _("say --yes to do it"));
	else if (!ask(question.buf))
		st = fail(E_FAIL, _("nothing was done"));
	strbuf_release(&question);
	return st;
}

struct parse
context_parse(struct context *ctx)
{
	return (struct parse){ &ctx->arena, ctx->session.now };
}
