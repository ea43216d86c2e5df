/* fuzz_input.c - typed values of a form: lines name=text; what is given is
 * within its bounds, and the form survives JSON. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "tests/fuzz/fuzz.h"

static const struct field row[] = {
	{ .name = "a", .type = FIELD_LINE, .max = 5, .flags = FIELD_REQUIRED },
	{ .name = "b", .type = FIELD_MONEY },
	{ 0 }
};
static const struct field form[] = {
	{ .name = "line", .type = FIELD_LINE, .max = 10 },
	{ .name = "text", .type = FIELD_TEXT },
	{ .name = "day", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ .name = "time", .type = FIELD_TIME },
	{ .name = "money", .type = FIELD_MONEY, .min = 1, .max = 100000 },
	{ .name = "number", .type = FIELD_NUMBER, .min = -9, .max = 9 },
	{ .name = "choice", .type = FIELD_CHOICE },
	{ .name = "choices", .type = FIELD_CHOICES },
	{ .name = "tick", .type = FIELD_TICK },
	{ .name = "ref", .type = FIELD_REF },
	{ .name = "rows", .type = FIELD_ROWS, .rows = row, .max = 20 },
	{ 0 }
};

static void
fill(struct arena *a, struct input *in, const char *text)
{
	const char *end, *eq;

	for (; *text != '\0'; text = *end == '\n' ? end + 1 : end) {
		end = text + strcspn(text, "\n");
		eq = memchr(text, '=', (size_t)(end - text));
		if (eq != NULL)
			(void)input_set(in, arena_strndup(a, text, (size_t)(eq - text)),
			    arena_strndup(a, eq + 1, (size_t)(end - eq - 1)));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new("fuzz");
	struct input *in = input_new(a, form), *again = input_new(a, form);
	char *text = arena_strndup(a, (const char *)data, n), *json;
	struct problems p;

	input_option(in, "choice", "x", NULL, NULL);
	input_option(in, "choices", "x", NULL, NULL);
	fill(a, in, text);
	problems_init(&p, a);
	input_read(in, time_of_day(day_of(2026, 3, 1), 12, 0), &p);
	if (input_given(in, "money"))
		MUST(input_number(in, "money") >= 1 && input_number(in, "money") <= 100000);
	if (input_given(in, "number"))
		MUST(input_number(in, "number") >= -9 && input_number(in, "number") <= 9);
	if (input_given(in, "line"))
		MUST(str_utf8_len(input_text(in, "line")) <= 10);
	if (input_given(in, "day"))
		MUST(input_day(in, "day") <= day_of(2026, 3, 1));
	if (str_utf8_ok(text, strlen(text))) {
		json = input_to_json(a, in);
		MUST(input_from_json(again, json));
		MUST(str_eq(json, input_to_json(a, again)) || input_row_count(in, "rows") > 0);
	}
	(void)input_from_json(input_new(a, form), text);
	arena_free(a);
	return 0;
}
