/* fuzz_csv.c - the CSV reader: no row breaks it, and what it accepts, written
 * again, reads the same. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/str.h"
#include "tests/fuzz/fuzz.h"

/* Behind a header, as a file has it: its first line says how the lines end and what parts the fields. */
static void
read_again(struct arena *a, const char *const *field, size_t n)
{
	const char *const *back;
	struct csv *c;
	struct str s;
	size_t i, m, header;

	str_init(&s, a);
	str_add(&s, "header\n");
	header = s.len;
	for (i = 0; i < n; i++) {
		if (i > 0)
			str_addc(&s, ',');
		csv_write_field(&s, field[i]);
	}
	if (s.len == header)	/* a quoted empty field alone: written as an empty line */
		return;
	c = csv_memory(a, s.s, s.len);
	MUST(csv_next(c) == CSV_ROW);
	MUST(csv_next(c) == CSV_ROW);
	back = csv_fields(c, &m);
	MUST(m == n);
	for (i = 0; i < n; i++)
		MUST(strcmp(back[i], field[i]) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new("fuzz"), *row;
	struct csv *c = csv_memory(a, data, n);
	const char *const *field;
	enum csv_result r;
	size_t count, raw_n;

	while ((r = csv_next(c)) != CSV_END) {
		MUST(r != CSV_FAILED);
		(void)csv_raw(c, &raw_n);
		MUST(raw_n <= CSV_ROW_MAX + 2 && csv_line(c) >= 1);
		if (r == CSV_BAD)
			continue;
		field = csv_fields(c, &count);
		row = arena_child(a);
		read_again(row, field, count);
		arena_free(row);
	}
	arena_free(a);
	return 0;
}
