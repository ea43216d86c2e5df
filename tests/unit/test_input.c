/* test_input.c - typed, bounded values of a form. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"

static const struct field row[] = {
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .max = 5 },
	{ .name = "kind", .type = FIELD_CHOICE },
	{ .name = "n", .type = FIELD_NUMBER, .min = 1, .max = 9 },
	{ 0 }
};
static const struct field form[] = {
	{ .name = "line", .type = FIELD_LINE, .min = 2, .max = 4 },
	{ .name = "text", .type = FIELD_TEXT },
	{ .name = "day", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ .name = "time", .type = FIELD_TIME, .flags = FIELD_NOT_FUTURE },
	{ .name = "money", .type = FIELD_MONEY, .min = 100, .max = 1000000 },
	{ .name = "number", .type = FIELD_NUMBER, .min = -5, .max = 5 },
	{ .name = "choice", .type = FIELD_CHOICE },
	{ .name = "choices", .type = FIELD_CHOICES, .max = 2 },
	{ .name = "tick", .type = FIELD_TICK },
	{ .name = "ref", .type = FIELD_REF },
	{ .name = "refs", .type = FIELD_REFS },
	{ .name = "rows", .type = FIELD_ROWS, .min = 1, .max = 3, .rows = row },
	{ 0 }
};

#define REF "01ARZ3NDEKTSV4RRFFQ69G5FAV"

struct fixture {
	struct arena *a;
	struct input *in;
	struct problems p;
	int64_t now;
};

static int
set_up(void **state)
{
	struct arena *a = arena_new("test");
	struct fixture *f = ARENA_NEW(a, struct fixture);

	f->a = a;
	f->in = input_new(a, form);
	f->now = time_of_day(day_of(2026, 3, 10), 12, 0);
	problems_init(&f->p, a);
	input_option(f->in, "choice", "a", "甲", "A");
	input_option(f->in, "choices", "a", "甲", NULL);
	input_option(f->in, "choices", "b", "乙", NULL);
	input_option(f->in, "choices", "c", "丙", NULL);
	input_option(f->in, "rows.kind", "x", "箱", "box");
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(((struct fixture *)*state)->a);
	return 0;
}

/* Reads one field and gives the code of its first problem, "" for none. */
static const char *
problem(struct fixture *f, const char *name, const char *text)
{
	const struct problem *p;

	f->in = input_new(f->a, form);
	input_option(f->in, "choice", "a", "甲", "A");
	input_option(f->in, "choices", "a", "甲", "A");
	assert_true(input_set(f->in, name, text));
	problems_init(&f->p, f->a);
	input_read(f->in, f->now, &f->p);
	for (p = f->p.first; p != NULL; p = p->next)
		if (strcmp(p->field, name) == 0)
			return p->code;
	return "";
}

static void
test_input_checks_each_type(void **state)
{
	static const struct {
		const char *name, *text, *code;
	} c[] = {
		{ "line", "ab", "" }, { "line", "a", "short" }, { "line", "明明明明明", "long" },
		{ "line", "a\nb", "line" }, { "line", "a\x7f", "control" }, { "line", "\xff\xff", "utf8" },
		{ "line", "  \xe3\x80\x80 ", "" }, { "text", "a\r\nb\tc", "" }, { "text", "a\x01", "control" },
		{ "day", "2026-03-10", "" }, { "day", "2026-03-11", "future" }, { "day", "2026-02-29", "day" },
		{ "day", "x", "day" }, { "time", "2026-03-10T12:00", "" }, { "time", "2026-03-10T12:01", "future" },
		{ "time", "2026-03-10", "time" }, { "money", "1", "" }, { "money", "0.99", "small" },
		{ "money", "10000", "" }, { "money", "10000.01", "large" }, { "money", "1.234", "money" },
		{ "money", "1.", "money" }, { "money", ".5", "money" }, { "money", "1 000.5", "" },
		{ "money", "-1", "money" }, { "money", "五万", "money" }, { "money", "99999999999999999999", "money" },
		{ "number", "-5", "" }, { "number", "6", "large" }, { "number", "-6", "small" },
		{ "number", "1.0", "number" }, { "number", "0x1", "number" }, { "choice", "a", "" },
		{ "choice", "b", "choice" }, { "choices", "z", "choice" }, { "tick", "1", "" },
		    { "tick", "2", "choice" },
		{ "ref", REF, "" }, { "ref", "01ARZ3NDEKTSV4RRFFQ69G5FA", "choice" },
		{ "ref", "01arz3ndektsv4rrffq69g5fav", "choice" }, { "refs", REF, "" }, { "refs", "x", "choice" },
	};
	size_t i;

	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++)
		if (strcmp(problem(*state, c[i].name, c[i].text), c[i].code) != 0)
			fail_msg("%s \"%s\": not \"%s\"", c[i].name, c[i].text, c[i].code);
}

static void
test_input_gives_typed_values(void **state)
{
	struct fixture *f = *state;
	struct ref ref;

	assert_true(input_set(f->in, "money", " 1 234.5 "));
	assert_true(input_set(f->in, "number", "-3"));
	assert_true(input_set(f->in, "day", "2026-03-09"));
	assert_true(input_set(f->in, "choices", "a"));
	assert_true(input_set(f->in, "choices", "b"));
	assert_true(input_set(f->in, "tick", "1"));
	assert_true(input_set(f->in, "ref", REF));
	input_read(f->in, f->now, &f->p);
	assert_int_equal(input_number(f->in, "money"), 123450);
	assert_int_equal(input_number(f->in, "number"), -3);
	assert_int_equal(input_day(f->in, "day"), day_of(2026, 3, 9));
	assert_int_equal(input_time(f->in, "time"), TIME_NONE);
	assert_true(input_has(f->in, "choices", "b"));
	assert_false(input_has(f->in, "choices", "c"));
	assert_int_equal(input_number(f->in, "tick"), 1);
	assert_true(input_ref(f->in, "ref", &ref));
	assert_false(input_given(f->in, "line"));
	assert_string_equal(input_text(f->in, "line"), "");
	assert_int_equal(f->p.n, 1);	/* rows: at least one */
	assert_string_equal(f->p.first->code, "few");
}

static void
test_input_refuses_what_is_not_a_field(void **state)
{
	struct fixture *f = *state;

	assert_false(input_set(f->in, "unknown", "1"));
	assert_true(input_set(f->in, "line", "ab"));
	assert_false(input_set(f->in, "line", "cd"));
	assert_false(input_set(f->in, "rows", "1"));
	assert_false(input_set(f->in, "rows_3_name", "1"));
	assert_false(input_set(f->in, "rows_00_name", "1"));
	assert_false(input_set(f->in, "rows_0_", "1"));
	assert_false(input_set(f->in, "rows__name", "1"));
	assert_false(input_set(f->in, "rows_99999999999999999999_name", "1"));
	assert_true(input_set(f->in, "rows_0_name", "1"));
	assert_false(input_set(f->in, "rows_0_name", "1"));
}

static void
test_input_rows(void **state)
{
	struct fixture *f = *state;
	const struct value *v;

	assert_true(input_set(f->in, "rows_2_name", "two"));
	assert_true(input_set(f->in, "rows_2_kind", "x"));
	assert_true(input_set(f->in, "rows_0_name", " "));
	assert_true(input_set(f->in, "rows_1_kind", "y"));
	input_read(f->in, f->now, &f->p);
	assert_int_equal(f->p.n, 2);
	assert_string_equal(f->p.first->field, "rows_1_name");
	assert_string_equal(f->p.first->code, "required");
	assert_string_equal(f->p.first->next->field, "rows_1_kind");
	v = input_value(f->in, "rows");
	assert_int_equal(v->row_n, 2);
	assert_string_equal(input_text(v->row[1], "name"), "two");
	assert_int_equal(input_row_count(f->in, "rows"), 3);
	assert_false(v->given);
}

static void
test_input_list_bounds(void **state)
{
	struct fixture *f = *state;

	(void)input_set(f->in, "choices", "a");
	(void)input_set(f->in, "choices", "b");
	(void)input_set(f->in, "choices", "b");
	(void)input_set(f->in, "choices", "c");
	(void)input_set(f->in, "rows_0_name", "r");
	input_read(f->in, f->now, &f->p);
	assert_int_equal(f->p.n, 1);
	assert_string_equal(f->p.first->code, "many");
	assert_string_equal(f->p.first->arg, "2");
}

static void
test_input_defaults_only_before_typing(void **state)
{
	struct fixture *f = *state;
	size_t n;

	input_default(f->in, "line", "abc");
	assert_string_equal(input_raw(f->in, "line", &n)[0], "abc");
	assert_true(input_set(f->in, "text", "x"));
	(void)input_raw(f->in, "line", &n);
	assert_int_equal(n, 0);
}

static void
test_input_json_round(void **state)
{
	struct fixture *f = *state;
	struct input *again = input_new(f->a, form);
	char *json;

	(void)input_set(f->in, "rows_1_name", "锅\"");
	(void)input_set(f->in, "choices", "b");
	(void)input_set(f->in, "choices", "a");
	(void)input_set(f->in, "line", "ab");
	json = input_to_json(f->a, f->in);
	assert_string_equal(json, "{\"line\":\"ab\",\"choices\":[\"b\",\"a\"],\"rows\":[{\"name\":\"锅\\\"\"}]}");
	assert_true(input_from_json(again, json));
	assert_string_equal(input_to_json(f->a, again), json);
	assert_false(input_from_json(input_new(f->a, form), "{\"no\":\"1\"}"));
	assert_false(input_from_json(input_new(f->a, form), "[1]"));
	assert_false(input_from_json(input_new(f->a, form), "{\"line\":1}"));
	assert_false(input_from_json(input_new(f->a, form), "{\"rows\":[{},{},{},{}]}"));
	assert_false(input_from_json(input_new(f->a, form), "{\"line\":\"a\\u0000b\"}"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_input_checks_each_type, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_input_gives_typed_values, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_input_refuses_what_is_not_a_field, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_input_rows, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_input_list_bounds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_input_defaults_only_before_typing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_input_json_round, set_up, tear_down),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
