/*
 * Pictures in PNG: how large they are, before any library is asked to read
 * them.
 */
#ifndef BASE_PNG_H
#define BASE_PNG_H

struct png {
	unsigned width, height;		/* pixels */
	unsigned across, down;		/* of them in a metre; 0: it does not
					 * say */
};

/* What is wrong with a file that should be a PNG of at most 4000 by 4000
 * pixels; NULL: nothing that its head tells. */
const char *png_look(const char *path, struct png *);

#endif
