/* flips.c - runs one of xiezhi's checks again and again in this process: flips COMMAND ARGUMENT... reads lines
 * "OFFSET MASK FILE", changes that byte, runs the command, changes it back, and prints
 * {"code":...,"out":"...","err":"..."} for each.  See tests/lib/flips.mjs. */
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/str.h"

#define SAID_MAX 65536

int
cmd_usage(const char *name)
{
	(void)fprintf(stderr, "usage: %s\n", name);
	return 2;
}

static _Noreturn void
die(const char *what)
{
	perror(what);
	exit(1);
}

static void
flip(const char *file, long at, int mask)
{
	int fd = open(file, O_RDWR | O_CLOEXEC);
	unsigned char c;

	if (fd < 0 || pread(fd, &c, 1, at) != 1)
		die(file);
	c ^= (unsigned char)mask;
	if (pwrite(fd, &c, 1, at) != 1 || close(fd) != 0)
		die(file);
}

/* What was written to f since it was made.  Names of a changed file need not be UTF-8 any more. */
static json_t *
said(FILE *f)
{
	static char buf[SAID_MAX];
	json_t *text;
	size_t n, i;

	rewind(f);
	n = fread(buf, 1, sizeof(buf), f);
	(void)fclose(f);
	text = json_stringn(buf, n);
	if (text != NULL)
		return text;
	for (i = 0; i < n; i++)
		if (buf[i] < 0)
			buf[i] = '?';
	return json_stringn(buf, n);
}

/* The standard descriptor goes to a new file; *kept: where it went before. */
static FILE *
divert(int standard, int *kept)
{
	FILE *f = tmpfile();

	if (f == NULL || (*kept = dup(standard)) < 0 || dup2(fileno(f), standard) < 0)
		die("divert");
	return f;
}

static void
run(int (*command)(int, char **), int argc, char **argv)
{
	int out_kept, err_kept, code;
	FILE *out, *err;
	json_t *line;

	(void)fflush(stdout);
	out = divert(1, &out_kept);
	err = divert(2, &err_kept);
	code = command(argc, argv);
	(void)fflush(stdout);
	if (dup2(out_kept, 1) < 0 || dup2(err_kept, 2) < 0 || close(out_kept) != 0 || close(err_kept) != 0)
		die("back");
	line = json_pack("{s:i, s:o, s:o}", "code", code, "out", said(out), "err", said(err));
	(void)json_dumpf(line, stdout, JSON_COMPACT);
	(void)putchar('\n');
	json_decref(line);
}

int
main(int argc, char **argv)
{
	char line[4096], file[4096];
	long at;
	int mask;

	if (argc < 3 || (!str_eq(argv[1], "verify-draw") && !str_eq(argv[1], "verify-record")))
		return cmd_usage("flips verify-draw|verify-record ARGUMENT...");
	while (fgets(line, sizeof(line), stdin) != NULL) {
		if (sscanf(line, "%ld %d %4095[^\n]", &at, &mask, file) != 3)
			return cmd_usage(line);
		flip(file, at, mask);
		run(str_eq(argv[1], "verify-draw") ? cmd_verify_draw : cmd_verify_record, argc - 1, argv + 1);
		flip(file, at, mask);
	}
	return 0;
}
