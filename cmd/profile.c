/*
 * --profile: where profiles are, and which there are.
 */
#include "cmd.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const char suffix[] = ".profile";

static const char *
folder(struct context *ctx)
{
	return data_folder("profiles", "../share/tradecli/profiles",
	    DATADIR "/profiles", &ctx->arena);
}

static bool
ends_so(const char *name)
{
	size_t n = strlen(name), len = strlen(suffix);

	return n > len && strcmp(name + n - len, suffix) == 0;
}

static int
is_profile(const struct dirent *entry)
{
	return ends_so(entry->d_name);
}

static enum status
no_such_profile(struct context *ctx, const char *name)
{
	struct strbuf b = STRBUF_INIT;
	struct dirent **list;
	int n = scandir(folder(ctx), &list, is_profile, alphasort);
	enum status st;

	for (int i = 0; i < n; i++) {
		strbuf_addf(&b, " %.*s", (int)(strlen(list[i]->d_name) -
		    strlen(suffix)), list[i]->d_name);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	st = fail_hint(fail(E_USAGE, _("there is no profile '%s'"), name),
	    _("there are:%s; or name a file: ./mine.profile"), b.buf);
	strbuf_release(&b);
	return st;
}

enum status
profile_choose(struct context *ctx, const struct profile_part **out)
{
	const char *name = opt_text(ctx, "profile"), *path = name;
	enum status st;

	*out = NULL;
	if (name == NULL)
		return OK;
	if (strchr(name, '/') == NULL && !ends_so(name))
		path = arena_printf(&ctx->arena, "%s/%s%s", folder(ctx), name,
		    suffix);
	st = profile_read(path, &ctx->arena, out);
	if (st != E_NOTFOUND || path == name)
		return st;
	fail_clear();
	return no_such_profile(ctx, name);
}

/* One that cannot be read is told when it is asked for. */
static enum status
try_profile(struct context *ctx, const char *file, struct source *s,
    struct profile_guess *out)
{
	const struct profile_part *part;

	if (profile_read(arena_printf(&ctx->arena, "%s/%s", folder(ctx), file),
	    &ctx->arena, &out->all) != OK) {
		fail_clear();
		return OK;
	}
	out->name = arena_strndup(&ctx->arena, file, strlen(file) -
	    strlen(suffix));
	if (profile_fit(out->all, s, &part) != OK)
		return E_INVALID;	/* it is read again, and told then */
	out->noun = part != NULL ? part->entity : NULL;
	return OK;
}

void
profile_recognise(struct context *ctx, struct source *s,
    struct profile_guess *out)
{
	struct dirent **list;
	int n = scandir(folder(ctx), &list, is_profile, alphasort);

	*out = (struct profile_guess){ .noun = NULL };
	for (int i = 0; i < n; i++) {
		if (out->noun == NULL && try_profile(ctx, list[i]->d_name, s,
		    out) != OK)
			fail_clear();
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}
