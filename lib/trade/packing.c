/*
 * Packing as arithmetic: pieces, carton numbers, kilograms, cubic metres.
 * Knows neither products nor shipments.
 */
#include "trade/packing.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "value/ratio.h"

enum { CM3_IN_M3 = 1000000, MIXES_MAX = 100000 };

/* ---- mixed cartons, as they are typed ------------------------------------ */

static enum status
no_mix(const char *text)
{
	fail_clear();
	return fail_hint(fail(E_USAGE, _("'%s' does not say what is in a mixed "
	    "carton"), text), _("line=pieces: 1=16,2=8; ten of them: "
	    "10x1=16,2=8"));
}

/* A number of 1 and more at *p, which goes behind it. */
static bool
read_count(const char **p, int64_t *out)
{
	char *end;

	if (**p < '0' || **p > '9')
		return false;
	*out = strtoll(*p, &end, 10);
	*p = end;
	return *out >= 1 && *out <= MIXES_MAX;
}

static bool
read_part(const char **p, struct mix_part *part)
{
	char number[DECIMAL_TEXT_MAX];
	size_t n;

	if (!read_count(p, &part->line) || *(*p)++ != '=')
		return false;
	n = strcspn(*p, ",");
	if (n >= sizeof(number))
		return false;
	memcpy(number, *p, n);
	number[n] = '\0';
	*p += n;
	return decimal_parse(number, &part->quantity) == OK &&
	    !decimal_is_none(part->quantity) && part->quantity.micros > 0;
}

static bool
names_line(const struct mix *m, int64_t line)
{
	for (size_t i = 0; i < m->nparts; i++)
		if (m->parts[i].line == line)
			return true;
	return false;
}

enum status
mix_parse(const char *text, struct arena *a, struct mix *out)
{
	size_t most = strlen(text) / 2 + 1;
	struct mix m = { 1, arena_alloc(a, most * sizeof(*m.parts)), 0 };
	const char *p = text;

	if (p[strspn(p, "0123456789")] == 'x' && (!read_count(&p, &m.cartons)
	    || *p++ != 'x'))
		return no_mix(text);
	do {
		struct mix_part part;

		if (!read_part(&p, &part) || names_line(&m, part.line))
			return no_mix(text);
		m.parts[m.nparts++] = part;
	} while (*p++ == ',');
	*out = m;
	return OK;
}

/* ---- packing ------------------------------------------------------------- */

static bool
is_positive(struct decimal d)
{
	return !decimal_is_none(d) && d.micros > 0;
}

static enum status
check_full(const struct pack_line *l)
{
	const struct full_carton *f = &l->full;
	const struct decimal all[] = { l->quantity, f->pieces, f->length,
	    f->width, f->height, f->gross };

	for (size_t i = 0; i < COUNT(all); i++)
		if (!is_positive(all[i]))
			return fail(E_INVALID, _("line %lld: cannot be packed "
			    "without quantity, pieces in a carton, its sides "
			    "and its weight"), (long long)l->line);
	if (decimal_is_none(f->net) || f->net.micros > f->gross.micros)
		return fail(E_INVALID, _("line %lld: the net weight of a "
		    "carton is missing, or more than its gross weight"),
		    (long long)l->line);
	return OK;
}

/* Packing in progress. */
struct packer {
	const struct packing_job *job;
	struct packing		  packing;
	struct decimal		 *rest;	/* of each line: not in mixed ones */
	int64_t			  next;	/* number of the next carton */
};

/* The goods of one carton: all of a full one, of others their share. */
static enum status
weigh(const struct pack_line *l, struct decimal quantity, struct decimal *net)
{
	if (quantity.micros == l->full.pieces.micros) {
		*net = l->full.net;
		return OK;
	}
	return ratio_round(ratio_divide(ratio_multiply(ratio_of(l->full.net),
	    ratio_of(quantity)), ratio_of(l->full.pieces)), WEIGHT_PLACES,
	    net);
}

/* `n` cartons of a kind; `outer` is the carton, NULL: a row before says. */
static enum status
add_row(struct packer *p, const struct packed *what,
    const struct pack_line *of, const struct full_carton *outer)
{
	struct packed row = *what;
	struct decimal own = { 0 };
	enum status st = weigh(of, row.quantity, &row.net);

	row.line = of->line;
	row.length = row.width = row.height = NO_DECIMAL;
	if (outer != NULL) {
		row.length = outer->length;
		row.width = outer->width;
		row.height = outer->height;
		own.micros = outer->gross.micros - outer->net.micros;
	}
	if (st == OK)
		st = decimal_add(row.net, own, &row.gross);
	if (st != OK)
		return fail_in(st, _("line %lld"), (long long)of->line);
	p->packing.rows[p->packing.n++] = row;
	p->next = row.last + 1;
	return OK;
}

static enum status
pack_line(struct packer *p, size_t i)
{
	const struct pack_line *l = &p->job->lines[i];
	int64_t pieces = l->full.pieces.micros, rest = p->rest[i].micros;
	struct packed row = { .quantity = l->full.pieces, .first = p->next,
	    .last = p->next + rest / pieces - 1 };
	enum status st = OK;

	if (rest >= pieces)
		st = add_row(p, &row, l, &l->full);
	row.first = row.last = p->next;
	row.quantity.micros = rest % pieces;
	if (st == OK && row.quantity.micros > 0)
		st = add_row(p, &row, l, &l->full);
	return st;
}

/* Where the line stands in the job; nlines: nowhere. */
static size_t
line_at(const struct packing_job *job, int64_t line)
{
	size_t i = 0;

	while (i < job->nlines && job->lines[i].line != line)
		i++;
	return i;
}

/* What is in mixed cartons is not left for the others. */
static enum status
take_mixed(struct packer *p, const struct mix *m)
{
	for (size_t i = 0; i < m->nparts; i++) {
		const struct mix_part *part = &m->parts[i];
		size_t at = line_at(p->job, part->line);
		struct decimal n = { m->cartons * DECIMAL_SCALE }, all;
		enum status st;

		if (at == p->job->nlines)
			return fail(E_INVALID, _("a mixed carton names line "
			    "%lld: there is no such line"),
			    (long long)part->line);
		if ((st = decimal_multiply(n, part->quantity, &all)) != OK ||
		    (st = decimal_subtract(p->rest[at], all,
		    &p->rest[at])) != OK)
			return st;
		if (p->rest[at].micros < 0)
			return fail(E_INVALID, _("line %lld: there is more of "
			    "it in the mixed cartons than in the shipment"),
			    (long long)part->line);
	}
	return OK;
}

static struct ratio
volume_of(struct decimal length, struct decimal width, struct decimal height)
{
	return ratio_divide(ratio_multiply(ratio_multiply(ratio_of(length),
	    ratio_of(width)), ratio_of(height)), ratio_int(CM3_IN_M3));
}

static bool
is_larger(const struct full_carton *a, const struct full_carton *b)
{
	return ratio_sign(ratio_subtract(volume_of(a->length, a->width,
	    a->height), volume_of(b->length, b->width, b->height))) > 0;
}

static enum status
pack_mixed(struct packer *p, const struct mix *m)
{
	const struct packing_job *job = p->job;
	struct packed row = { .first = p->next,
	    .last = p->next + m->cartons - 1 };
	const struct full_carton *outer = NULL;
	enum status st = OK;

	for (size_t i = 0; i < m->nparts; i++) {
		const struct full_carton *f =
		    &job->lines[line_at(job, m->parts[i].line)].full;

		if (outer == NULL || is_larger(f, outer))
			outer = f;
	}
	for (size_t i = 0; st == OK && i < m->nparts; i++) {
		row.quantity = m->parts[i].quantity;
		st = add_row(p, &row,
		    &job->lines[line_at(job, m->parts[i].line)], outer);
		outer = NULL;
	}
	return st;
}

enum status
packing_make(const struct packing_job *job, struct arena *a,
    struct packing *out)
{
	struct packer p = { job, { NULL, 0 }, NULL, 1 };
	size_t most = 2 * job->nlines;
	enum status st = OK;

	for (size_t i = 0; i < job->nmixes; i++)
		most += job->mixes[i].nparts;
	p.packing.rows = arena_alloc(a, (most + 1) * sizeof(*p.packing.rows));
	p.rest = arena_alloc(a, (job->nlines + 1) * sizeof(*p.rest));
	for (size_t i = 0; st == OK && i < job->nlines; i++) {
		st = check_full(&job->lines[i]);
		p.rest[i] = job->lines[i].quantity;
	}
	for (size_t i = 0; st == OK && i < job->nmixes; i++)
		st = take_mixed(&p, &job->mixes[i]);
	for (size_t i = 0; st == OK && i < job->nlines; i++)
		st = pack_line(&p, i);
	for (size_t i = 0; st == OK && i < job->nmixes; i++)
		st = pack_mixed(&p, &job->mixes[i]);
	if (st == OK)
		*out = p.packing;
	return st;
}

/* ---- what it comes to ---------------------------------------------------- */

/* `sum` and n times what is in one. */
static enum status
add_times(struct decimal *sum, int64_t n, struct decimal each)
{
	struct ratio all;

	if (decimal_is_none(each))
		return OK;
	all = ratio_add(ratio_of(*sum), ratio_multiply(ratio_int(n),
	    ratio_of(each)));
	return ratio_round(all, DECIMAL_PLACES, sum);
}

static enum status
sum_line(const struct packing *p, int64_t line, struct packed_sum *out)
{
	struct ratio volume = ratio_int(0);
	struct packed_sum sum = { .cartons = 0 };
	enum status st = OK;

	for (size_t i = 0; st == OK && i < p->n; i++) {
		const struct packed *r = &p->rows[i];
		int64_t n = r->last - r->first + 1;

		if (r->line != line)
			continue;
		if (!decimal_is_none(r->length)) {
			sum.cartons += n;
			volume = ratio_add(volume, ratio_multiply(ratio_int(n),
			    volume_of(r->length, r->width, r->height)));
		}
		if ((st = add_times(&sum.quantity, n, r->quantity)) == OK &&
		    (st = add_times(&sum.net, n, r->net)) == OK)
			st = add_times(&sum.gross, n, r->gross);
	}
	if (st == OK)
		st = ratio_round(volume, VOLUME_PLACES, &sum.volume);
	if (st != OK)
		return fail_in(st, _("line %lld"), (long long)line);
	*out = sum;
	return OK;
}

static enum status
add_sums(struct packed_sum *all, const struct packed_sum *line)
{
	enum status st = decimal_add(all->quantity, line->quantity,
	    &all->quantity);

	all->cartons += line->cartons;
	if (st == OK)
		st = decimal_add(all->net, line->net, &all->net);
	if (st == OK)
		st = decimal_add(all->gross, line->gross, &all->gross);
	if (st == OK)
		st = decimal_add(all->volume, line->volume, &all->volume);
	return st;
}

static bool
is_first_of_line(const struct packing *p, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (p->rows[j].line == p->rows[i].line)
			return false;
	return true;
}

enum status
packing_sum(const struct packing *p, int64_t line, struct packed_sum *out)
{
	struct packed_sum all = { .cartons = 0 }, one;
	enum status st = OK;

	if (line != 0)
		return sum_line(p, line, out);
	for (size_t i = 0; st == OK && i < p->n; i++)
		if (is_first_of_line(p, i) &&
		    (st = sum_line(p, p->rows[i].line, &one)) == OK)
			st = add_sums(&all, &one);
	if (st == OK)
		*out = all;
	return st;
}

static int
by_number(const void *a, const void *b)
{
	const struct packed *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->last > y->last) - (x->last < y->last);
}

int64_t
packing_fault(const struct packing *p)
{
	struct arena a = ARENA_INIT;
	struct packed *rows = arena_alloc(&a, (p->n + 1) * sizeof(*rows));
	int64_t next = 1, fault = 0;

	for (size_t i = 0; i < p->n; i++)
		rows[i] = p->rows[i];
	qsort(rows, p->n, sizeof(*rows), by_number);
	for (size_t i = 0; fault == 0 && i < p->n; i++) {
		bool same = i > 0 && by_number(&rows[i - 1], &rows[i]) == 0;

		if (!same && rows[i].first != next)
			fault = rows[i].first < next ? rows[i].first : next;
		next = rows[i].last + 1;
	}
	arena_release(&a);
	return fault;
}
