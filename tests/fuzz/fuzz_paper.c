/* fuzz_paper.c - a paper as xiezhi-paper reads it: what is taken has texts without control characters, rows within
 * their table's columns, and no more notes than there is room for. */
#include <string.h>

#include "cmd/paper/input.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "tests/fuzz/fuzz.h"

static void
text_ok(const char *s)
{
	for (; s != NULL && *s != '\0'; s++)
		MUST(*s == '\n' || ((unsigned char)*s >= ' ' && *s != 0x7f));
}

static void
table_ok(const struct block *b)
{
	const struct row *r;
	const struct cell *c;
	int n;

	for (r = b->rows; r != NULL; r = r->next) {
		for (n = 0, c = r->cells; c != NULL; c = c->next, n++)
			text_ok(c->text);
		MUST(n <= b->columns);
	}
}

static void
paper_ok(const struct paper *p)
{
	const struct block *b;
	int i;

	MUST(p->title != NULL && p->made != NULL && p->blocks != NULL);
	MUST(p->notes_n >= 0 && p->notes_n <= PAPER_NOTES);
	for (i = 0; i < p->notes_n; i++)
		text_ok(p->notes[i]);
	text_ok(p->qr);
	text_ok(p->foot);
	text_ok(p->pages);
	text_ok(p->draft);
	for (b = p->blocks; b != NULL; b = b->next) {
		MUST(b->text != NULL);
		text_ok(b->text);
		text_ok(b->label);
		MUST(b->kind == BLOCK_TABLE || (b->rows == NULL && b->columns == 0));
		table_ok(b);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new("fuzz");
	char *text = arena_strndup(a, (const char *)data, n);
	struct paper p;

	if (str_utf8_ok(text, strlen(text)) && paper_read(a, text, &p) == NULL)
		paper_ok(&p);
	arena_free(a);
	return 0;
}
