/*
 * The door to pango and fontconfig.
 */
#include "pdf/font.h"

#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"

/*
 * The fonts of documents, in the order in which they are asked for a letter,
 * and the Debian package of each.  Without the first ones there are no
 * documents, so that they look the same everywhere; the others are for names
 * of people and places far away.
 */
struct family {
	const char	*name, *package;
	bool		 is_needed;
};

static const struct family families[] = {
	{ "Carlito", "fonts-crosextra-carlito", true },
	{ "Noto Sans CJK SC", "fonts-noto-cjk", true },
	{ "DejaVu Sans", "fonts-dejavu-core", false },
	{ "Noto Sans Arabic", "fonts-noto-core", false },
	{ "Noto Sans Hebrew", "fonts-noto-core", false },
	{ "Noto Sans Thai", "fonts-noto-core", false },
	{ "Noto Sans Devanagari", "fonts-noto-core", false },
	{ "Noto Sans Bengali", "fonts-noto-core", false },
	{ "Noto Sans Tamil", "fonts-noto-core", false },
	{ "Noto Sans Georgian", "fonts-noto-core", false },
	{ "Noto Sans Armenian", "fonts-noto-core", false },
	{ "Noto Sans Lao", "fonts-noto-core", false },
	{ "Noto Sans Khmer", "fonts-noto-core", false },
	{ "Noto Sans Myanmar", "fonts-noto-core", false },
	{ "Noto Sans Sinhala", "fonts-noto-core", false },
	{ "Noto Sans Ethiopic", "fonts-noto-core", false },
};

/* Where letters of a script are that none of the fonts here has. */
static const struct { GUnicodeScript script; size_t family; } scripts[] = {
	{ G_UNICODE_SCRIPT_CYRILLIC, 2 }, { G_UNICODE_SCRIPT_GREEK, 2 },
	{ G_UNICODE_SCRIPT_LATIN, 2 }, { G_UNICODE_SCRIPT_ARABIC, 3 },
	{ G_UNICODE_SCRIPT_HEBREW, 4 }, { G_UNICODE_SCRIPT_THAI, 5 },
	{ G_UNICODE_SCRIPT_DEVANAGARI, 6 }, { G_UNICODE_SCRIPT_BENGALI, 7 },
	{ G_UNICODE_SCRIPT_TAMIL, 8 }, { G_UNICODE_SCRIPT_GEORGIAN, 9 },
	{ G_UNICODE_SCRIPT_ARMENIAN, 10 }, { G_UNICODE_SCRIPT_LAO, 11 },
	{ G_UNICODE_SCRIPT_KHMER, 12 }, { G_UNICODE_SCRIPT_MYANMAR, 13 },
	{ G_UNICODE_SCRIPT_SINHALA, 14 }, { G_UNICODE_SCRIPT_ETHIOPIC, 15 },
};

static const struct { double size, grey; bool is_bold; } faces[] = {
	[FACE_WATERMARK] = { 90, 0.92, true },
	[FACE_COMPANY]	= { 13.5, 0.05, true },
	[FACE_CONTACT]	= { 8.5, 0.30, false },
	[FACE_TITLE]	= { 16, 0.05, true },
	[FACE_RUNNING]	= { 9.5, 0.05, true },
	[FACE_FOOT]	= { 8, 0.35, false },
	[FACE_LABEL]	= { 7.5, 0.35, false },
	[FACE_VALUE]	= { 9.5, 0.05, false },
	[FACE_STRONG]	= { 9.5, 0.05, true },
	[FACE_HEADING]	= { 9.5, 0.05, true },
	[FACE_CLAUSE]	= { 9, 0.05, false },
	[FACE_HEAD]	= { 8.5, 0.05, true },
	[FACE_CELL]	= { 9.5, 0.05, false },
	[FACE_SUM]	= { 9.5, 0.05, true },
	[FACE_SMALL]	= { 8, 0.30, false },
};

/* What draws the letters of a font; face is NULL where cairo can do it. */
struct outlines {
	PangoFont	*font;
	cairo_font_face_t *face;
	struct outlines	*next;
};

struct font {
	FcConfig	*config;
	PangoFontMap	*map;
	PangoContext	*context;
	PangoLayout	*layouts[NFACES];
	PangoLayout	*broken;	/* the last one */
	double		 table_factor;
	PangoWeight	 weights[2];
	gunichar	 missing;	/* 0: none */
	struct outlines	*outlines;
};

/* ---- which fonts there are ----------------------------------------------- */

/* All other fonts do not exist: what is installed beside them changes no
 * document. */
static void
write_config(struct strbuf *b, const char *folder)
{
	strbuf_addstr(b, "<?xml version=\"1.0\"?><fontconfig>");
	if (folder != NULL)
		strbuf_addf(b, "<dir>%s</dir>", folder);
	else
		strbuf_addstr(b, "<dir>/usr/share/fonts</dir>"
		    "<dir>/usr/local/share/fonts</dir>"
		    "<cachedir>/var/cache/fontconfig</cachedir>");
	strbuf_addstr(b, "<selectfont><acceptfont>");
	for (size_t i = 0; i < COUNT(families); i++)
		strbuf_addf(b, "<pattern><patelt name=\"family\"><string>%s"
		    "</string></patelt></pattern>", families[i].name);
	strbuf_addstr(b, "</acceptfont><rejectfont>");
	for (int scalable = 0; scalable < 2; scalable++)
		strbuf_addf(b, "<pattern><patelt name=\"scalable\"><bool>%s"
		    "</bool></patelt></pattern>", scalable ? "true" : "false");
	strbuf_addstr(b, "</rejectfont></selectfont></fontconfig>");
}

static FcConfig *
make_config(const char *folder)
{
	FcConfig *config = FcConfigCreate();
	struct strbuf b = STRBUF_INIT;

	write_config(&b, folder);
	if (config == NULL || !FcConfigParseAndLoadFromMemory(config,
	    (const FcChar8 *)b.buf, FcTrue) || !FcConfigBuildFonts(config))
		no_memory();
	strbuf_release(&b);
	return config;
}

/* Its upright file, or another one; NULL: it is not installed. */
static const char *
find_file(const FcConfig *config, const struct family *family, struct arena *a)
{
	FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString,
	    family->name, (char *)NULL);
	FcObjectSet *wanted = FcObjectSetBuild(FC_FILE, (char *)NULL);
	FcFontSet *found = FcFontList((FcConfig *)config, pattern, wanted);
	const char *best = NULL;
	FcChar8 *file;

	for (int i = 0; found != NULL && i < found->nfont; i++) {
		const char *path;

		if (FcPatternGetString(found->fonts[i], FC_FILE, 0,
		    &file) != FcResultMatch)
			continue;
		path = (const char *)file;
		if (best == NULL || strstr(path, "-Regular.") != NULL)
			best = arena_strdup(a, path);
	}
	if (found != NULL)
		FcFontSetDestroy(found);
	FcObjectSetDestroy(wanted);
	FcPatternDestroy(pattern);
	return best;
}

static bool
is_installed(const FcConfig *config, const struct family *family)
{
	struct arena a = ARENA_INIT;
	bool is = find_file(config, family, &a) != NULL;

	arena_release(&a);
	return is;
}

void
font_list(const char *folder)
{
	FcConfig *config = make_config(folder);
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < COUNT(families); i++) {
		const char *path = find_file(config, &families[i], &a);

		printf("%s\t%s\t%s\t%s\n", families[i].name,
		    families[i].package, families[i].is_needed ? "needed" :
		    "more", path != NULL ? path : "");
	}
	arena_release(&a);
	FcConfigDestroy(config);
}

static enum status
check_families(const FcConfig *config)
{
	for (size_t i = 0; i < COUNT(families); i++)
		if (families[i].is_needed &&
		    !is_installed(config, &families[i]))
			return fail(E_FAIL, "font\t%s\t%s", families[i].name,
			    families[i].package);
	return OK;
}

/* What the library went on after; "" is nothing. */
static char trouble[80];

/* "Carlito Bold 9.5" is Carlito Bold. */
static void
cut_size(char *name)
{
	size_t n = strlen(name);

	while (n > 0 && strchr("0123456789. ", name[n - 1]) != NULL)
		name[--n] = '\0';
}

/* Of a font whose file cannot be read the library says that the output will be
 * ugly, and leaves its letters out.  Keeps the name of the font, if the words
 * have one. */
static GLogWriterOutput
heed(GLogLevelFlags level, const GLogField *fields, gsize n, gpointer to)
{
	(void)to;
	if (!(level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL)) ||
	    *trouble != '\0')
		return G_LOG_WRITER_HANDLED;
	for (gsize i = 0; i < n; i++) {
		const char *text = fields[i].value, *name;

		if (strcmp(fields[i].key, "MESSAGE") != 0)
			continue;
		name = strchr(text, '\'');
		snprintf(trouble, sizeof(trouble), "%s", name != NULL ?
		    name + 1 : text);
		trouble[strcspn(trouble, "'\t")] = '\0';
		cut_size(trouble);
	}
	return G_LOG_WRITER_HANDLED;
}

/* ---- letters ------------------------------------------------------------- */

static bool
is_of_table(enum face face)
{
	return face >= FACE_HEAD;
}

static double
size_of(const struct font *font, enum face face)
{
	return faces[face].size * (is_of_table(face) ? font->table_factor : 1);
}

static void
set_description(struct font *font, enum face face)
{
	PangoFontDescription *d = pango_font_description_new();
	struct strbuf names = STRBUF_INIT;

	for (size_t i = 0; i < COUNT(families); i++)
		strbuf_addf(&names, "%s%s", i > 0 ? "," : "",
		    families[i].name);
	pango_font_description_set_family(d, names.buf);
	pango_font_description_set_weight(d, faces[face].is_bold ?
	    PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_absolute_size(d, size_of(font, face) *
	    PANGO_SCALE);
	pango_layout_set_font_description(font->layouts[face], d);
	pango_font_description_free(d);
	strbuf_release(&names);
}

/* Figures of one width stand below each other; letters that melt into one
 * are hard to find again in the file. */
static void
make_layout(struct font *font, enum face face)
{
	PangoAttrList *attributes = pango_attr_list_new();

	font->layouts[face] = pango_layout_new(font->context);
	pango_attr_list_insert(attributes,
	    pango_attr_font_features_new("tnum=1,lnum=1,liga=0,clig=0"));
	pango_layout_set_attributes(font->layouts[face], attributes);
	pango_attr_list_unref(attributes);
	pango_layout_set_wrap(font->layouts[face], PANGO_WRAP_WORD_CHAR);
	set_description(font, face);
}

static void
make_context(struct font *font)
{
	cairo_font_options_t *options = cairo_font_options_create();

	font->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(font->map),
	    font->config);
	font->context = pango_font_map_create_context(font->map);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(font->context, options);
	pango_cairo_context_set_resolution(font->context, 72);
	pango_context_set_round_glyph_positions(font->context, FALSE);
	pango_context_set_language(font->context,
	    pango_language_from_string("zh-cn"));
	pango_context_set_base_dir(font->context, PANGO_DIRECTION_LTR);
	cairo_font_options_destroy(options);
}

enum status
font_open(const char *folder, struct font **out)
{
	struct font *font = calloc(1, sizeof(*font));
	enum status st;

	if (font == NULL)
		no_memory();
	font->table_factor = 1;
	font->config = make_config(folder);
	if ((st = check_families(font->config)) != OK) {
		font_close(font);
		return st;
	}
	g_log_set_writer_func(heed, NULL, NULL);
	make_context(font);
	for (int face = 0; face < NFACES; face++)
		make_layout(font, (enum face)face);
	*out = font;
	return OK;
}

static void free_outlines(struct font *);

void
font_close(struct font *font)
{
	free_outlines(font);
	for (int face = 0; face < NFACES; face++)
		if (font->layouts[face] != NULL)
			g_object_unref(font->layouts[face]);
	if (font->context != NULL)
		g_object_unref(font->context);
	if (font->map != NULL)
		g_object_unref(font->map);
	FcConfigDestroy(font->config);
	free(font);
}

void
font_shrink_tables(struct font *font, double factor)
{
	font->table_factor = factor;
	for (int face = 0; face < NFACES; face++)
		if (is_of_table((enum face)face))
			set_description(font, (enum face)face);
}

double
font_leading(const struct font *font, enum face face)
{
	return size_of(font, face) * 1.28;
}

/* Capitals stand in the middle of their line, and so do Chinese characters. */
double
font_baseline(const struct font *font, enum face face)
{
	return size_of(font, face) * (1.28 / 2 + 0.34);
}

double
font_grey(enum face face)
{
	return faces[face].grey;
}

/* ---- lines --------------------------------------------------------------- */

static void
look_for_missing(struct font *font, PangoLayout *layout)
{
	PangoLayoutIter *iter = pango_layout_get_iter(layout);

	do {
		PangoLayoutRun *run = pango_layout_iter_get_run_readonly(iter);

		for (int i = 0; run != NULL && i < run->glyphs->num_glyphs;
		    i++) {
			PangoGlyph glyph = run->glyphs->glyphs[i].glyph;

			if (glyph & PANGO_GLYPH_UNKNOWN_FLAG &&
			    font->missing == 0)
				font->missing = glyph &
				    ~PANGO_GLYPH_UNKNOWN_FLAG;
		}
	} while (pango_layout_iter_next_run(iter));
	pango_layout_iter_free(iter);
}

enum status
font_check(const struct font *font)
{
	GUnicodeScript script = g_unichar_get_script(font->missing);
	char letter[8] = "";

	if (*trouble != '\0')
		return fail(E_FAIL, "unread\t%s", trouble);
	if (font->missing == 0)
		return OK;
	g_unichar_to_utf8(font->missing, letter);
	for (size_t i = 0; i < COUNT(scripts); i++) {
		const struct family *family = &families[scripts[i].family];

		if (scripts[i].script == script &&
		    !is_installed(font->config, family))
			return fail(E_INVALID, "glyph\t%s\tU+%04X\t%s",
			    letter, font->missing, family->package);
	}
	return fail(E_INVALID, "letter\t%s\tU+%04X", letter, font->missing);
}

size_t
font_break(struct font *font, enum face face, const char *text, double width)
{
	PangoLayout *layout = font->layouts[face];

	font->broken = layout;
	if (*text == '\0')
		return 0;
	pango_layout_set_text(layout, text, -1);
	pango_layout_set_width(layout, width < 0 ? -1 :
	    (int)(width * PANGO_SCALE));
	if (pango_layout_get_unknown_glyphs_count(layout) > 0)
		look_for_missing(font, layout);
	return (size_t)pango_layout_get_line_count(layout);
}

struct font_line
font_line(const struct font *font, size_t i)
{
	PangoLayoutLine *line = pango_layout_get_line_readonly(font->broken,
	    (int)i);
	PangoRectangle logical;

	pango_layout_line_get_extents(line, NULL, &logical);
	return (struct font_line){ (size_t)line->start_index,
	    (double)logical.width / PANGO_SCALE };
}

/* ---- drawing ------------------------------------------------------------- */

/* Cairo 1.16 loses subroutines of some letters when it makes a subset of a CFF
 * font: they can be copied from the file, but are blank on the page.  Of fonts
 * it takes for synthetic it writes plain outlines, which are complete, and
 * shorter; a flag that has no other meaning makes them such. */
static cairo_font_face_t *
make_outlines(PangoFont *font)
{
	enum { SYNTHETIC = 1 << 6 };
	FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
	FcChar8 *format = NULL;
	cairo_font_face_t *face;

	if (FcPatternGetString(pattern, FC_FONTFORMAT, 0, &format) !=
	    FcResultMatch || strcmp((char *)format, "CFF") != 0)
		return NULL;
	face = cairo_ft_font_face_create_for_pattern(pattern);
	cairo_ft_font_face_set_synthesize(face, SYNTHETIC);
	return face;
}

static cairo_font_face_t *
outlines_of(struct font *f, PangoFont *font)
{
	struct outlines *o = f->outlines;

	while (o != NULL && o->font != font)
		o = o->next;
	if (o != NULL)
		return o->face;
	if ((o = malloc(sizeof(*o))) == NULL)
		no_memory();
	*o = (struct outlines){ g_object_ref(font), make_outlines(font),
	    f->outlines };
	f->outlines = o;
	return o->face;
}

static void
free_outlines(struct font *font)
{
	for (struct outlines *o = font->outlines, *next; o != NULL; o = next) {
		next = o->next;
		if (o->face != NULL)
			cairo_font_face_destroy(o->face);
		g_object_unref(o->font);
		free(o);
	}
}

static void
choose_font(struct font *f, cairo_t *cr, PangoFont *font)
{
	cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font(
	    PANGO_CAIRO_FONT(font));
	cairo_font_face_t *face = outlines_of(f, font);
	cairo_font_options_t *options;
	cairo_matrix_t matrix;

	if (face == NULL) {
		cairo_set_scaled_font(cr, scaled);
		return;
	}
	options = cairo_font_options_create();
	cairo_scaled_font_get_font_options(scaled, options);
	cairo_scaled_font_get_font_matrix(scaled, &matrix);
	cairo_set_font_face(cr, face);
	cairo_set_font_matrix(cr, &matrix);
	cairo_set_font_options(cr, options);
	cairo_font_options_destroy(options);
}

/* Letters on their way to the page. */
struct letters {
	cairo_t		*cr;
	double		 x, y;
	cairo_glyph_t	*glyphs;
	int		 nglyphs;
	cairo_text_cluster_t *clusters;	/* which letters are which text */
	int		 nclusters;
};

static void
place_glyphs(struct letters *l, const PangoGlyphString *glyphs)
{
	for (int i = 0; i < glyphs->num_glyphs; i++) {
		const PangoGlyphInfo *g = &glyphs->glyphs[i];

		if (g->glyph != PANGO_GLYPH_EMPTY)
			l->glyphs[l->nglyphs++] = (cairo_glyph_t){ g->glyph,
			    l->x + (double)g->geometry.x_offset / PANGO_SCALE,
			    l->y + (double)g->geometry.y_offset / PANGO_SCALE };
		l->x += (double)g->geometry.width / PANGO_SCALE;
	}
}

static void
find_clusters(struct letters *l, PangoGlyphItem *run, const char *text)
{
	PangoGlyphItemIter at;

	for (bool more = pango_glyph_item_iter_init_start(&at, run, text);
	    more; more = pango_glyph_item_iter_next_cluster(&at)) {
		int step = at.end_glyph > at.start_glyph ? 1 : -1, n = 0;

		for (int i = at.start_glyph; i != at.end_glyph; i += step)
			n += run->glyphs->glyphs[i].glyph !=
			    PANGO_GLYPH_EMPTY;
		l->clusters[l->nclusters++] = (cairo_text_cluster_t){
		    at.end_index - at.start_index, n };
	}
}

static void
show_run(struct font *f, struct letters *l, PangoGlyphItem *run)
{
	const PangoItem *item = run->item;
	const char *text = pango_layout_get_text(f->broken);
	size_t n = (size_t)run->glyphs->num_glyphs;

	l->glyphs = g_new(cairo_glyph_t, n);
	l->clusters = g_new(cairo_text_cluster_t, n + (size_t)item->length);
	l->nglyphs = l->nclusters = 0;
	place_glyphs(l, run->glyphs);
	find_clusters(l, run, text);
	choose_font(f, l->cr, item->analysis.font);
	cairo_show_text_glyphs(l->cr, text + item->offset, item->length,
	    l->glyphs, l->nglyphs, l->clusters, l->nclusters,
	    item->analysis.level % 2 == 1 ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD :
	    (cairo_text_cluster_flags_t)0);
	g_free(l->glyphs);
	g_free(l->clusters);
}

void
font_show(struct font *font, cairo_t *cr, size_t i)
{
	PangoLayoutLine *line = pango_layout_get_line_readonly(font->broken,
	    (int)i);
	struct letters l = { .cr = cr };

	cairo_get_current_point(cr, &l.x, &l.y);
	for (GSList *run = line->runs; run != NULL; run = run->next)
		show_run(font, &l, run->data);
}
