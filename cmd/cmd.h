/*
 * What commands share: how a command describes itself, what it is handed, and
 * the few ways it speaks.
 */
#ifndef CMD_H
#define CMD_H

#include <unistd.h>

#include "tradecli.h"

struct context;

enum {				/* what a verb needs, and its options */
	NEED_NOTHING	= 0,
	NEED_READ	= 1 << 0,	/* the ledger, to look at */
	NEED_WRITE	= 1 << 1,	/* the ledger, in one transaction */

	OPT_SELECT	= 1 << 4,	/* --where --sort --limit --all */
	OPT_FORMAT	= 1 << 5,	/* --format --output --no-header ... */
	OPT_COLUMNS	= 1 << 6,	/* --fields */
	OPT_DRY		= 1 << 7,	/* --dry-run */
	OPT_YES		= 1 << 8,	/* --yes */
	OPT_IMPORT	= 1 << 9,	/* --null --sheet --map --rejects ... */
	OPT_RECORD	= 1 << 10,	/* one for each field of the noun */
	OPT_INIT	= 1 << 11,	/* --company --currency --demo */
	OPT_OUTPUT	= 1 << 12,	/* --output alone */
	OPT_REASON	= 1 << 13,	/* --reason */
	OPT_PERIOD	= 1 << 14,	/* --period */
	OPT_EXIT	= 1 << 15,	/* --exit-code */
	OPT_PART	= 1 << 16,	/* --part */
	OPT_GLOBAL	= 1 << 18,	/* every verb has these */
	OPT_LIMIT	= 1 << 19,	/* --limit alone */
	HIDDEN		= 1 << 20,	/* not shown by help */
	OPT_HEAD	= 1 << 21,	/* one for each of its own fields,
					 * none for those of its lines */
	OPT_BATCH	= 1 << 22,	/* --atomic --keep-going */
	ALONE		= 1 << 23,	/* not within a batch */
	OPENS_ITSELF	= 1 << 24,	/* another view of the ledger */
	TAKES_LONG	= 1 << 25,	/* may change very many records */

	/* Of prices: rows of price_options that not all verbs have. */
	ASKS_ONE	= 1 << 26,	/* about one price */
	ASKS_LINES	= 1 << 27,	/* about lines of an inquiry */
	ASKS_STEPS	= 1 << 28,	/* step by step */
};

struct option_row {
	const char *name;	/* takes an argument everywhere, or nowhere */
	char	    letter;	/* '\0': none */
	const char *arg;	/* "FILE"; NULL: a flag */
	const char *help;
	unsigned    groups;	/* OPT_*; 0: of the verbs that list it; of
				 * those only that have one of these */
};

struct verb {
	const char *name;	/* "" : the command itself */
	const char *args;	/* "CODE [FILE]", for usage */
	const char *summary;
	unsigned    flags;	/* NEED_* | OPT_* */
	int	    min_args, max_args;	/* operands; max -1: any number */
	enum status (*run)(struct context *);
	const struct option_row *options;	/* its own; ends with a
						 * nameless row; or NULL */
};

/* The option of this name that the verb has, its own or one of a group it has;
 * NULL.  Fields given as options are not among them. */
const struct option_row *verb_option(const struct verb *, const char *name);
/* Has the verb this row of its own list? */
bool verb_lists(const struct verb *, const struct option_row *);

struct command;
/* The fields that are options of a verb, if any. */
struct flat verb_fields(const struct command *, const struct verb *,
    struct arena *);

struct command {
	const char	    *name, *summary;
	const struct entity *entity;	/* the noun, or NULL */
	const struct verb   *verbs;	/* ends with a nameless one */
	const char	    *example;	/* one that can be copied */
};

extern const struct command *const all_commands[];	/* as help shows them */

/* ---- options (opt.c) ----------------------------------------------------- */

/* The options that verbs share; ends with a nameless row. */
extern const struct option_row all_options[];

struct given {
	const char *name, *value;	/* value NULL: a flag */
};

struct options {
	struct given *list;
	size_t	      n;
	size_t	      nouter;	/* the first ones: those of the batch */
	char	    **operands;
	int	      noperands;
};

/* A command line; list[0] is the program, list[n] is NULL. */
struct words {
	char **list;
	int    n;
};

/* What getopt must know of all options, in the arena: made once. */
struct names;
const struct names *names_collect(struct arena *);

/* Split the command line into ctx->options; E_USAGE for an unknown option,
 * with a near one as the hint.  Whether a verb has an option is
 * options_check()'s business. */
enum status options_parse(struct words, struct context *) MUST_CHECK;
enum status options_check(const struct options *, const struct command *,
    const struct verb *, struct arena *) MUST_CHECK;

/* ---- the context (surroundings.c, speak.c) ------------------------------- */

struct context {
	const struct command *command;
	const struct verb    *verb;
	struct options	      options;
	char		    **args;	/* operands behind command and verb */
	int		      nargs;

	const struct names   *names;	/* of all options */
	struct context	     *outer;	/* the batch, in a line of one */
	bool		      is_atomic;	/* a batch: all or nothing */
	bool		      reads_stdin;	/* a batch: its lines */
	struct batch	     *batch;	/* what else it knows */
	bool		      in_group;	/* a line: committed with others;
					 * a batch: its ledger waits for it */

	struct session	      session;
	const char	     *key;	/* it is kept under; NULL: none */
	const char	     *ledger_path;	/* NULL: nowhere to look */
	struct ledger	     *ledger;	/* open when the verb needs it */
	struct records	     *records;
	struct arena	      arena;	/* until the command ends */

	bool		      is_kept;	/* something was changed for good */
	const char	     *done;	/* in spite of a failure, or NULL */
	const char	     *form;	/* what a person wrote in an editor */

	bool		      chinese;
	bool		      quiet;
	bool		      is_terminal;	/* stdout */
	bool		      can_ask;		/* stdin and stderr are one */
	bool		      color;
	int		      screen;	/* columns; 0: no terminal */

	struct strbuf	      answer;	/* for stdout, once all is kept */
	struct strbuf	      notes;	/* for stderr, then */
	int		      out, err;	/* the two, or what holds them back */
};

#define CONTEXT_INIT	{ .answer = STRBUF_INIT, .notes = STRBUF_INIT,	\
    .out = STDOUT_FILENO, .err = STDERR_FILENO }

/* The value of an option, NULL when it was not given. */
const char *opt_text(const struct context *, const char *name);
bool opt_flag(const struct context *, const char *name);
/* A whole number of 0 and more; `otherwise` when it was not given. */
enum status opt_number(const struct context *, const char *name,
    int64_t otherwise, int64_t *) MUST_CHECK;
/* All values of one that may be repeated; n of them, in the arena. */
const char **opt_all(struct context *, const char *name, size_t *n);

/* All values of one that is said for a line, "2=500", or for all, "500";
 * E_USAGE. */
enum status opt_line_names(struct context *, const char *name,
    struct line_names *) MUST_CHECK;
enum status opt_line_values(struct context *, const char *name,
    struct line_values *) MUST_CHECK;

/* How field texts are read here: relative dates, the context's arena. */
struct parse context_parse(struct context *);

/* Text for stdout or stderr, shown when the command has succeeded and its
 * changes are kept.  Notes are left out with --quiet. */
void answer(struct context *, const char *fmt, ...) FORMAT(2, 3);
void note(struct context *, const char *fmt, ...) FORMAT(2, 3);

/* Ask on the terminal, default no; E_USAGE when nobody can be asked and --yes
 * was not given.  E_FAIL without a message: the answer was no. */
enum status confirm(struct context *, const char *fmt, ...)
    MUST_CHECK FORMAT(2, 3);

/* Lines of text as they may reach a terminal, at once. */
void print_text(int fd, const char *lines);
/* One line of them: a name with a line break in it says nothing on a line of
 * its own. */
void add_message(struct strbuf *, const char *text);

/* The language --lang, the environment or nothing asks for; then all the
 * rest: E_USAGE for what cannot be meant. */
void set_language(struct context *, char **argv);
enum status look_around(struct context *) MUST_CHECK;
/* Who works with it, for the history; in a batch asked once. */
void find_user(struct context *);
/* How many columns a character takes, before a table goes to a screen: the
 * library that draws it asks the locale, which takes time to load. */
void count_in_columns(void);

/* The command as typed, for the history. */
const char *command_line(struct words, struct arena *);

/* A file without a name, to read back what was written; E_OUTPUT. */
enum status open_scratch(int *fd) MUST_CHECK;

/* A folder of the program: `built` beside it when it was just built,
 * `installed` from where it was installed to, else `otherwise`. */
const char *data_folder(const char *built, const char *installed,
    const char *otherwise, struct arena *);

/* The path of the program that draws PDF files. */
const char *pdf_program(struct context *);

/* ---- memory (memory.c) --------------------------------------------------- */

/* What is said and done when it has run out. */
_Noreturn void out_of_memory(void);
/* Is what the program was asked to do kept?  From here on it must not say that
 * nothing was done. */
void memory_done(bool);

/* ---- running (run.c) ----------------------------------------------------- */

/* One command line, from its words to what it prints.  The context is new and
 * knows `names`, and for a line of a batch `outer`; E_ROWS is no failure. */
enum status run(struct context *, struct words) MUST_CHECK;
/* Print the failure that stands; the exit code. */
int report_failure(struct context *, enum status);
/* Forget what was not kept, give everything back. */
void context_release(struct context *);

/* ---- keys (key.c) -------------------------------------------------------- */

/* What --key says, if anything; E_USAGE. */
enum status key_choose(struct context *) MUST_CHECK;
/* Was the command done under its key before?  Then `*done`, it is to end as it
 * did then (E_ROWS), and what it answered is the answer.  E_CONFLICT: the key
 * is another command's. */
enum status key_look(struct context *, bool *done) MUST_CHECK;
/* What is kept is kept under the key, with the answer and how it ended. */
void key_keep(struct context *, enum status);

/* ---- a batch (batch.c, group.c, words.c) --------------------------------- */

/* May this command stand in its batch?  E_USAGE. */
enum status batch_check(const struct context *) MUST_CHECK;
/* Before it does anything: it joins the group that is committed together, or
 * the group ends. */
enum status batch_join(struct context *) MUST_CHECK;

/*
 * Commands of a batch that are committed together.  What they print is held
 * back until then: who is told that something is done can rely on it.
 */
struct group {
	struct context	*ctx;		/* of the batch */
	bool		 is_open, is_kept;
	size_t		 n;		/* commands done in it */
	size_t		 first, last;	/* their lines */
	int64_t		 began;		/* milliseconds */
	int		 out, err;	/* what they said; -1: not open */
	int		 marks;		/* where one ends that wrote to err */
	off_t		 out_end, err_end;
};

#define GROUP_INIT(batch)	{ .ctx = (batch), .out = -1, .err = -1,	\
    .marks = -1 }

/* Hold back what is said from here on; E_OUTPUT. */
enum status group_begin(struct group *) MUST_CHECK;
/* Has it lasted so long that others should have their turn? */
bool group_is_due(const struct group *);
/* The command of this line is done; forget what an undone one said. */
enum status group_add(struct group *, size_t line) MUST_CHECK;
void group_cut(struct group *);
/* Commit, then tell what was held back.  A failed commit: nothing of it is
 * done, nothing is told. */
enum status group_end(struct group *) MUST_CHECK;
/* Forget what was done, and what was said. */
void group_drop(struct group *);
void group_close(struct group *);

/* The words of a line as a POSIX shell would split it, behind list[0], the
 * program; a comment or nothing gives none.  Nothing is expanded: what the
 * shell would do more with is E_USAGE. */
enum status words_split(const char *line, struct arena *, struct words *)
    MUST_CHECK;

/* ---- output (out.c) ------------------------------------------------------ */

/* The sink that -f and -o ask for. */
struct printing {
	struct sink_options  options;
	struct output	    *out;
	struct sink	    *sink;
	struct about_line   *about;
	bool		     for_people;	/* words may be translated */
};

/* A word of ours in a row: translated for people, plain for programs. */
const char *print_word(const struct printing *, const char *msgid);

/* The hash of the ledger's newest operation, for who wants to know later what
 * the figures stood on; "" when there is no ledger. */
enum status ledger_state(struct context *, const char **hash) MUST_CHECK;

enum print_what {
	PRINT_TABLE,		/* one table, or one record with its parts */
	PRINT_TABLES,		/* more tables than one */
	PRINT_RECORDS,		/* more records than one, with their parts */
	PRINT_TEMPLATE,		/* a table to fill in: no first sheet */
};

/* `title` names the document. */
enum status print_open(struct context *, const char *title, enum print_what,
    struct printing *) MUST_CHECK;
/* Do two names stand for one file? */
bool same_file(const char *, const char *);
/* Is it the ledger, or the journal the engine keeps beside it? */
bool is_ledger_file(struct context *, const char *path);
/* A file to write, which must not be the ledger, one of its companions, any
 * other ledger, or `input` (NULL: none): E_USAGE. */
enum status open_file(struct context *, const char *path, const char *input,
    struct output **) MUST_CHECK;
/* Complete it when `st` is OK, drop it otherwise. */
enum status print_close(struct context *, struct printing *, enum status st)
    MUST_CHECK;

/* ---- verbs every noun has (verbs.c, change.c, import.c) ------------------ */

enum status verb_list(struct context *);
enum status verb_add(struct context *);
enum status verb_show(struct context *);
enum status verb_edit(struct context *);
enum status verb_rm(struct context *);
enum status verb_search(struct context *);
enum status verb_import(struct context *);
enum status verb_export(struct context *);
enum status verb_template(struct context *);

/* Of nouns with states (move.c). */
enum status verb_move(struct context *);

/* Of nouns that are looked at, not typed in. */
#define LOOK_VERBS							\
	{ "list", "", N_("list them (the default)"),			\
	    NEED_READ | OPT_SELECT | OPT_COLUMNS | OPT_FORMAT, 0, 0,	\
	    verb_list, NULL },						\
	{ "show", "CODE...", N_("show everything about one"),		\
	    NEED_READ | OPT_FORMAT | OPT_COLUMNS, 1, -1, verb_show,	\
	    NULL },							\
	{ "search", "TEXT...", N_("find by words"),			\
	    NEED_READ | OPT_SELECT | OPT_COLUMNS | OPT_FORMAT, 1, -1,	\
	    verb_search, NULL },					\
	{ "export", "[FILE]", N_("write a spreadsheet with all fields"),	\
	    NEED_READ | OPT_SELECT | OPT_COLUMNS | OPT_FORMAT, 0, 1,	\
	    verb_export, NULL }

#define STATE_VERBS							\
	{ "move", "NUMBER STATE", N_("move it to another state"),	\
	    NEED_WRITE | OPT_REASON | OPT_DRY, 2, 2, verb_move, NULL }

#define ENTITY_VERBS	ENTITY_VERBS_WITH(0)
#define ENTITY_VERBS_WITH(part)						\
	{ "list", "", N_("list them (the default)"),			\
	    NEED_READ | OPT_SELECT | OPT_COLUMNS | OPT_FORMAT, 0, 0,	\
	    verb_list, NULL },						\
	{ "add", "[NAME]", N_("add one"),				\
	    NEED_WRITE | OPT_RECORD | OPT_DRY, 0, 1, verb_add, NULL },	\
	{ "show", "CODE...", N_("show everything about one"),		\
	    NEED_READ | OPT_FORMAT | OPT_COLUMNS, 1, -1, verb_show, NULL }, \
	{ "edit", "CODE", N_("change fields, or the whole in an editor"),	\
	    NEED_WRITE | OPT_RECORD | OPT_DRY, 1, 1, verb_edit, NULL },	\
	{ "rm", "CODE...", N_("remove; put away what is in use"),	\
	    NEED_WRITE | OPT_RECORD | OPT_DRY | OPT_YES, 1, -1,		\
	    verb_rm, NULL },						\
	{ "search", "TEXT...", N_("find by words"),			\
	    NEED_READ | OPT_SELECT | OPT_COLUMNS | OPT_FORMAT, 1, -1,	\
	    verb_search, NULL },					\
	{ "import", "FILE...", N_("read a spreadsheet"),		\
	    NEED_WRITE | OPT_IMPORT | OPT_DRY | (part) | TAKES_LONG,	\
	    0, -1,							\
	    verb_import, NULL },					\
	{ "export", "[FILE]", N_("write a spreadsheet with all fields"),	\
	    NEED_READ | OPT_SELECT | OPT_COLUMNS | OPT_FORMAT | (part),	\
	    0, 1, verb_export, NULL },					\
	{ "template", "[FILE]", N_("write an empty spreadsheet to fill in"),	\
	    NEED_NOTHING | OPT_FORMAT, 0, 1, verb_template, NULL }

/* The profile that --profile asks for: the name of one that comes with the
 * program, or a file; NULL without the option.  E_USAGE lists what there is. */
struct profile_part;
enum status profile_choose(struct context *, const struct profile_part **)
    MUST_CHECK;
/* A profile of the program whose headings the source has; noun is NULL when
 * there is none. */
struct profile_guess {
	const char		  *name;
	const struct profile_part *all;
	const struct entity	  *noun;
};
void profile_recognise(struct context *, struct source *,
    struct profile_guess *);
/* Open a file to be imported as --encoding and --delimiter say. */
enum status import_open(struct context *, const char *path, struct source **)
    MUST_CHECK;
/* Append 's.csv: row 3, column C "Terms": why', and the way out. */
void print_problem(const struct problem *, struct strbuf *out);

/* Import a file of rates, if it is one of the ECB or the board of a bank, as
 * its headings tell; E_INVALID names the cells that cannot be read. */
enum status import_rates(struct context *, const char *path, bool *is_one)
    MUST_CHECK;

/* Import a file as `entity` (NULL: find out). */
enum status import_one(struct context *, const char *path,
    const struct entity *) MUST_CHECK;

/* Terms of payment that are new and leave open when they are due; `old` is NULL
 * for a new record. */
void note_terms(struct context *, const struct entity *, const void *old,
    const void *record);

/* Fields given as options into a record or its lines. */
enum status set_given(struct context *, const struct entity *of,
    void *record, size_t *n) MUST_CHECK;

/* An export to a terminal must say so; E_USAGE. */
enum status check_export(const struct context *) MUST_CHECK;

/* Words to search for: some, and in UTF-8; E_USAGE. */
enum status check_words(const char *) MUST_CHECK;

/* Let a person edit the record as a form in $EDITOR. */
enum status edit_form(struct context *, const struct entity *, void *record)
    MUST_CHECK;

/* ---- prices (price.c, price_sheet.c) ------------------------------------- */

/* All that `price` can be told; for other verbs that ask for a price. */
extern const struct option_row price_options[];

/* A sheet of costs as the options say it, and what freight was counted by. */
struct told_sheet {
	struct cost_sheet	 sheet;
	struct carton		 carton;
	struct cargo		 cargo;		/* .cartons 0: not known */
	const struct container	*type;		/* or NULL */
	struct container_limits	 limits;
	const struct air_rule	*rule;		/* or NULL */
	struct container_plan	 plan;
};

/* E_USAGE, E_INVALID: they say where.  In two steps: what the options say, and
 * what is counted of it for these goods alone. */
enum status told_sheet(struct context *, struct told_sheet *) MUST_CHECK;
enum status told_costs(struct context *, struct told_sheet *) MUST_CHECK;
enum status told_room(struct context *, struct told_sheet *) MUST_CHECK;
/* cost_sheet_check(), with a way out. */
enum status told_check(const struct cost_sheet *) MUST_CHECK;
/* The steps from cartons to containers. */
void told_steps(struct context *, const struct told_sheet *,
    struct price_steps *);
/* "--freight --insurance" for people, "freight,insurance" for programs. */
const char *missing_text(struct context *, unsigned missing, bool for_people);
/* A price that cannot be had is an error where it alone is asked for. */
enum status refuse_price(struct context *, const struct incoterm *,
    unsigned missing) MUST_CHECK;

/* ---- options for one line of many (line_options.c) ----------------------- */

/* The options as they are for this line: "2=16" is 16 for line 2 alone and
 * stands behind what is said of all; with room for more to be said. */
struct options line_options(struct context *, int64_t line);
/* Of price_options: is this one said of line 2 alone, as "2=..."? */
bool is_of_line(const struct context *, const char *name, int64_t line);
/* E_USAGE: what only a line can have is said of several; E_NOTFOUND: there is
 * no such line. */
enum status check_line_options(struct context *, const int64_t *lines,
    size_t n) MUST_CHECK;
/* Say it for the user, who did not. */
void say_option(struct context *, const char *name, const char *value);
/* What the ledger knows: how the product is packed; its taxes, where its cost
 * was said; what it costs, with its taxes, freight and rate. */
void say_packing(struct context *, const struct product *);
void say_taxes(struct context *, const struct product *);
enum status say_cost(struct context *, const struct line_cost *) MUST_CHECK;
/* NULL for none. */
const char *number_text(struct context *, struct decimal);

/* ---- prices for an inquiry (inquiry_price.c) ----------------------------- */

/* What to ask for its lines, from the options of `price` and what the ledger
 * knows: shown (inquiry price), or made a quote of (quote price). */
enum status inquiry_price_run(struct context *) MUST_CHECK;
enum status quote_price_run(struct context *) MUST_CHECK;

/* ---- help (help.c) ------------------------------------------------------- */

enum status help_overview(struct context *) MUST_CHECK;
enum status help_verb(struct context *, const struct command *,
    const struct verb *) MUST_CHECK;
/* E_USAGE: an operand is missing. */
enum status missing_operand(const struct context *) MUST_CHECK;
const struct command *find_command(const char *name);
const struct verb *find_verb(const struct command *, const char *name);
enum status no_such_verb(const struct command *, const char *name) MUST_CHECK;

/* A person meant a word of a list: the near one, or NULL. */
const char *near_word(const char *word, const char *const *words, size_t n);

#endif
