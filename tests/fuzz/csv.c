/*
 * Any bytes as a text file: rows of valid text, or a refusal that says why.
 * The first two bytes choose an encoding and a delimiter.
 */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const encodings[] = {
		NULL, NULL, NULL, "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE",
		"Windows-1252"
	};
	static const char delimiters[] = { 0, 0, ',', ';', '\t', '|' };
	struct source_options options = { .name = "fuzz.csv" };

	if (n < 2)
		return 0;
	options.encoding = encodings[bytes[0] % COUNT(encodings)];
	options.delimiter = delimiters[bytes[1] % COUNT(delimiters)];
	read_source(as_file(bytes + 2, n - 2), &options);
	return 0;
}
