/* replay.c - runs a fuzz target on the files named, in TAP: what the fuzzer
 * once found stays found.  Usage: fuzz_<target> tests/fuzz/corpus/<target>/... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

#define INPUT_MAX (1 << 20)

static int
run(const char *path)
{
	uint8_t *data = malloc(INPUT_MAX), *exact;
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL || data == NULL)
		return -1;
	n = fread(data, 1, INPUT_MAX, f);
	(void)fclose(f);
	exact = malloc(n > 0 ? n : 1);	/* no room behind it: the sanitizer sees each step too far */
	if (exact == NULL)
		return -1;
	memcpy(exact, data, n);
	(void)LLVMFuzzerTestOneInput(exact, n);
	free(exact);
	free(data);
	return 0;
}

int
main(int argc, char **argv)
{
	int i, failed, bad = argc < 2;

	printf("1..%d\n", argc - 1);
	for (i = 1; i < argc; i++) {
		failed = run(argv[i]) != 0;
		printf("%sok %d - %s\n", failed ? "not " : "", i, argv[i]);
		(void)fflush(stdout);
		bad |= failed;
	}
	return bad;
}
