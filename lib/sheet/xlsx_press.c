/*
 * Full blocks go to the thread by one channel, and come back empty by the
 * other.  Knows bytes and a file; nothing of sheets.
 */
#include "sheet/xlsx_press.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/channel.h"
#include "sheet/late.h"
#include "sheet/xlsx_proof.h"

enum { BLOCK_SIZE = 256 * 1024, NBLOCKS = 4, PACKED_SIZE = 64 * 1024 };

struct block {
	size_t		 n;
	enum deflate_end end;
	struct piece	*ended;		/* by it; NULL: its piece goes on */
	char		 bytes[BLOCK_SIZE];
};

struct press {
	const char		*name;
	int			 fd;
	struct channel		*full, *empty;
	struct thread		*thread;	/* NULL: it has ended */
	struct block		*block;		/* that is being filled */

	/* Of the thread alone, until it has ended: */
	int			 error;		/* errno of its failure */
	bool			 has_begun;	/* the piece */
	off_t			 at;		/* where it begins */
	struct sums		 sums;		/* of what was written of it */
	struct deflate		*deflate;
	struct proof		*proof;
	char			 packed[PACKED_SIZE];

	struct block		 blocks[NBLOCKS];
};

static void
write_packed(struct press *p, size_t n)
{
	const char *bytes = p->packed;

	while (n > 0 && p->error == 0) {
		ssize_t done = write(p->fd, bytes, n);

		if (done < 0 && errno != EINTR)
			p->error = errno;
		if (done <= 0)
			continue;
		bytes += done;
		n -= (size_t)done;
		p->sums.packed += (uint64_t)done;
	}
}

static void
begin_piece(struct press *p)
{
	p->at += (off_t)p->sums.packed;
	p->sums = (struct sums){ 0 };
	deflate_begin(p->deflate);
	proof_begin(p->proof, p->at);
	p->has_begun = true;
}

static void
pack_block(struct press *p, const struct block *b)
{
	size_t n;

	p->sums.raw += b->n;
	p->sums.raw_crc = deflate_crc(p->sums.raw_crc, b->bytes, b->n);
	deflate_give(p->deflate, b->bytes, b->n, b->end);
	do {
		n = deflate_take(p->deflate, p->packed, sizeof(p->packed));
		write_packed(p, n);
	} while (n == sizeof(p->packed) && p->error == 0);
}

static void
prove(struct press *p)
{
	if (p->error == 0 && !proof_follow(p->proof, p->sums.packed))
		p->error = EIO;
}

/* What was read back must be what was given. */
static void
end_piece(struct press *p, struct piece *out)
{
	struct sums found = proof_sums(p->proof);

	if (p->error == 0 && (found.raw != p->sums.raw ||
	    found.raw_crc != p->sums.raw_crc))
		p->error = EIO;
	*out = (struct piece){ p->at, found, proof_cells(p->proof) };
	p->has_begun = false;
}

static void
run(void *self)
{
	struct press *p = self;
	struct block *b;

	while ((b = channel_take(p->full)) != NULL) {
		if (!p->has_begun)
			begin_piece(p);
		if (p->error == 0)
			pack_block(p, b);
		prove(p);
		if (b->ended != NULL)
			end_piece(p, b->ended);
		channel_put(p->empty, b);
	}
}

/* Not by calloc(): most workbooks need no more than a page of a block. */
static struct press *
new_press(int fd, const char *name)
{
	struct press *p = malloc(sizeof(*p));

	if (p == NULL)
		no_memory();
	p->name = name;
	p->fd = fd;
	p->error = 0;
	p->has_begun = false;
	p->at = 0;
	p->sums = (struct sums){ 0 };
	p->deflate = deflate_open();
	p->proof = proof_new(fd);
	p->full = channel_new(NBLOCKS);
	p->empty = channel_new(NBLOCKS);
	for (size_t i = 1; i < NBLOCKS; i++)
		channel_put(p->empty, &p->blocks[i]);
	p->block = &p->blocks[0];
	p->block->n = 0;
	return p;
}

enum status
press_open(const char *path, const char *name, struct press **out)
{
	enum status st = late_isal();
	int fd;

	if (st != OK)
		return st;
	unlink(path);			/* left by a process of our number */
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd < 0)
		return fail_errno(E_OUTPUT, _("%s: cannot be written"), name);
	unlink(path);
	*out = new_press(fd, name);
	(*out)->thread = thread_start(run, *out);
	return OK;
}

static void
end_thread(struct press *p)
{
	channel_close(p->full);
	thread_join(p->thread);
	p->thread = NULL;
}

void
press_close(struct press *p)
{
	if (p == NULL)
		return;
	end_thread(p);
	channel_free(p->full);
	channel_free(p->empty);
	deflate_close(p->deflate);
	proof_free(p->proof);
	close(p->fd);
	free(p);
}

/* Four blocks stand in two channels of four: only taking can wait. */
static void
hand_over(struct press *p, struct piece *ended, enum deflate_end end)
{
	p->block->ended = ended;
	p->block->end = end;
	channel_put(p->full, p->block);
	p->block = channel_take(p->empty);
	p->block->n = 0;
}

void
press_add(struct press *p, const char *bytes, size_t n)
{
	while (n > 0) {
		size_t room = BLOCK_SIZE - p->block->n;
		size_t part = n < room ? n : room;

		memcpy(p->block->bytes + p->block->n, bytes, part);
		p->block->n += part;
		bytes += part;
		n -= part;
		if (p->block->n == BLOCK_SIZE)
			hand_over(p, NULL, DEFLATE_GOES_ON);
	}
}

void
press_end(struct press *p, struct piece *piece, bool is_last)
{
	hand_over(p, piece, is_last ? DEFLATE_LAST : DEFLATE_PIECE);
}

enum status
press_finish(struct press *p)
{
	end_thread(p);
	if (p->error == 0)
		return OK;
	errno = p->error;
	return fail_errno(E_OUTPUT, _("%s: cannot be written"), p->name);
}

enum status
press_copy(const struct press *p, const struct piece *piece,
    struct output *out)
{
	off_t at = piece->at, end = at + (off_t)piece->sums.packed;
	char bytes[PACKED_SIZE];

	while (at < end) {
		size_t rest = (size_t)(end - at);
		ssize_t n = pread(p->fd, bytes,
		    rest < sizeof(bytes) ? rest : sizeof(bytes), at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO;	/* it has become shorter */
		if (n <= 0)
			return fail_errno(E_OUTPUT, _("%s: cannot be read"),
			    p->name);
		output_write(out, bytes, (size_t)n);
		at += n;
	}
	return OK;
}
