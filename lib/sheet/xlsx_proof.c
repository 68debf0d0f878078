/*
 * Follows a file while it grows: what is read back later would have to wait
 * until all of it is there.  Knows packed bytes, and of XML the tag of a cell.
 */
#include "sheet/xlsx_proof.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "sheet/xlsx_verify.h"

enum { CHUNK = 64 * 1024 };

struct proof {
	int		 fd;
	off_t		 at;		/* where the piece begins */
	struct sums	 sums;
	size_t		 ncells;
	struct inflate	*inflate;
	char		 packed[CHUNK];
	char		 raw[TALLY_KEPT + CHUNK];
};

struct proof *
proof_new(int fd)
{
	struct proof *p = malloc(sizeof(*p));

	if (p == NULL)
		no_memory();
	p->fd = fd;
	p->inflate = NULL;
	return p;
}

void
proof_free(struct proof *p)
{
	if (p == NULL)
		return;
	inflate_close(p->inflate);
	free(p);
}

void
proof_begin(struct proof *p, off_t at)
{
	inflate_close(p->inflate);
	p->inflate = inflate_open();
	p->at = at;
	p->sums = (struct sums){ 0 };
	p->ncells = 0;
	memset(p->raw, 0, TALLY_KEPT);
}

static bool
unpack(struct proof *p, size_t n)
{
	char *raw = p->raw + TALLY_KEPT;
	size_t got;

	inflate_give(p->inflate, p->packed, n);
	do {
		if (!inflate_take(p->inflate, raw, CHUNK, &got))
			return false;
		p->sums.raw += got;
		p->sums.raw_crc = deflate_crc(p->sums.raw_crc, raw, got);
		p->ncells += tally_tags(p->raw, got);
		memmove(p->raw, p->raw + got, TALLY_KEPT);
	} while (got == CHUNK);
	return true;
}

bool
proof_follow(struct proof *p, uint64_t packed)
{
	struct sums *s = &p->sums;

	while (s->packed < packed) {
		uint64_t rest = packed - s->packed;
		ssize_t n = pread(p->fd, p->packed,
		    rest < CHUNK ? (size_t)rest : CHUNK,
		    p->at + (off_t)s->packed);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		s->packed_crc = deflate_crc(s->packed_crc, p->packed,
		    (size_t)n);
		s->packed += (uint64_t)n;
		if (!unpack(p, (size_t)n))
			return false;
	}
	return true;
}

struct sums
proof_sums(const struct proof *p)
{
	return p->sums;
}

size_t
proof_cells(const struct proof *p)
{
	return p->ncells;
}
