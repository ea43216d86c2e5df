/* paper.c - see paper.h. */
#include "lib/paper/paper.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/child.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"

#define PDF_MAX (32 << 20)
#define PATIENCE_US (12 * SECOND_US)

static const char *program;

void
paper_use(const char *path)
{
	program = path;
}

void
paper_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)k;
	paper_use(arena_printf(a, "%s/bin/xiezhi-paper", conf_text(c, "app", ".")));
}

enum err
paper_pdf(struct arena *a, const char *title, int64_t made_at, const char *article, const void **pdf, size_t *n)
{
	const struct child c = { .program = program, .answer_max = PDF_MAX, .patience_us = PATIENCE_US };
	char made[TIME_TEXT_SIZE];
	const char *input;
	enum err e;

	if (program == NULL)
		return err_set(ERR_IO, "no program that sets papers");
	time_text(made_at, made);
	input = arena_printf(a, "title %s\nmade %s\n\n%s", title, made, article);
	e = child_run(a, &c, input, strlen(input), pdf, n);
	if (e == OK && (*n < 5 || memcmp(*pdf, "%PDF-", 5) != 0))
		return err_set(ERR_IO, "%s: no PDF", program);
	return e;
}
