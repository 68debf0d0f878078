/*
 * A main for the targets without a fuzzer: runs every file that is named once
 * more.  What it ran is told before it runs, for the one that fails.
 */
#include "fuzz.h"

static void
replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes;
	long n;

	CHECK(file != NULL && fseek(file, 0, SEEK_END) == 0);
	n = ftell(file);
	CHECK(n >= 0 && fseek(file, 0, SEEK_SET) == 0);
	bytes = malloc((size_t)n + 1);
	CHECK(bytes != NULL);
	CHECK(fread(bytes, 1, (size_t)n, file) == (size_t)n);
	fclose(file);
	printf("%s\n", path);
	fflush(stdout);
	CHECK(LLVMFuzzerTestOneInput(bytes, (size_t)n) == 0);
	free(bytes);
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		replay(argv[i]);
	return 0;
}
