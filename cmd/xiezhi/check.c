/* check.c - xiezhi check: the faults of credit codes and citizen numbers, one a
 * line, in constant memory whatever the length of a line; and what check_law.c finds. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cmd/xiezhi/check.h"
#include "cmd/xiezhi/cmd.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/register/code.h"

/* A longer line has more than 18 characters, whatever they are. */
#define KEPT 80

struct line {
	char kept[KEPT + 1];
	size_t n;
};

static void
keep(struct line *l, int c)
{
	(void)putchar_unlocked(c);
	if (l->n < KEPT)	/* NUL counts as a character, and as one outside every alphabet */
		l->kept[l->n++] = (char)(c == '\0' ? 1 : c);
}

/* In place: letters and digits of full width (U+FF01 to U+FF5E) as those of half, small letters as capitals. */
static void
narrow_capitals(char *s)
{
	const unsigned char *from = (const unsigned char *)s;
	char *to = s;

	while (*from != '\0') {
		unsigned c = *from, wide = c == 0xef && (from[1] == 0xbc || from[1] == 0xbd) ?
		    (from[1] - 0xbcU) * 64 + (from[2] & 0x3fU) : 0;

		if (wide >= 1 && wide <= 94 && (from[2] & 0xc0) == 0x80) {
			c = wide + 0x20;
			from += 2;
		}
		from++;
		*to++ = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : (char)c;
	}
	*to = '\0';
}

static void
answer(struct line *l, bool uscc, int32_t today)
{
	enum code_fault fault;

	l->kept[l->n] = '\0';
	narrow_capitals(l->kept);
	fault = uscc ? code_uscc(l->kept) : code_citizen_id(l->kept, today);
	(void)printf("\t%s\n", code_fault_name(fault));
	l->n = 0;
}

/* Line ends are LF or CRLF; a last line needs none. */
static void
each_line(bool uscc, int32_t today)
{
	struct line l = { .n = 0 };
	bool any = false, cr = false;
	int c;

	while ((c = getchar_unlocked()) != EOF) {
		if (c == '\n') {
			answer(&l, uscc, today);
			any = cr = false;
			continue;
		}
		if (cr)
			keep(&l, '\r');
		cr = c == '\r';
		if (!cr)
			keep(&l, c);
		any = true;
	}
	if (cr)
		keep(&l, '\r');
	if (any)
		answer(&l, uscc, today);
}

int
cmd_check(int argc, char **argv)
{
	bool uscc;

	if ((argc == 2 || argc == 3) && strcmp(argv[1], "law") == 0)
		return cmd_with_arena(check_law, argc, argv);
	if (argc != 2)
		return cmd_usage(argv[0]);
	uscc = strcmp(argv[1], "uscc") == 0;
	if (!uscc && strcmp(argv[1], "citizen-id") != 0)
		return cmd_usage(argv[0]);
	each_line(uscc, time_day(clock_now()));
	if (ferror(stdin) || fflush(stdout) != 0 || ferror(stdout)) {
		perror("xiezhi check");
		return 1;
	}
	return 0;
}
