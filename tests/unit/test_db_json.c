/* test_db_json.c - rows out of JSON as the store writes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/db/json.h"

static void
test_rows(void **state)
{
	struct arena *a = arena_new("test");
	const struct db_rows *rows;

	(void)state;
	/* as json_agg and row_to_json lay rows out */
	assert_int_equal(db_json_rows(a, "[{\"id\":7,\"name\":\"甲\",\"open\":true,\"at\":null}, \n"
	    " {\"id\":-8,\"name\":\"\",\"open\":false,\"at\":\"2026-11-30T10:00:00+08:00\"}]", &rows), OK);
	assert_int_equal(db_count(rows), 2);
	assert_int_equal(row_i64(db_at(rows, 0), "id"), 7);
	assert_string_equal(row_text(db_at(rows, 0), "name"), "甲");
	assert_true(row_bool(db_at(rows, 0), "open"));
	assert_false(row_has(db_at(rows, 0), "at"));
	assert_int_equal(row_i64(db_at(rows, 1), "id"), -8);
	assert_string_equal(row_text(db_at(rows, 1), "name"), "");
	assert_false(row_bool(db_at(rows, 1), "open"));
	assert_true(row_time(db_at(rows, 1), "at") != TIME_NONE);
	assert_int_equal(db_json_rows(a, NULL, &rows), OK);
	assert_int_equal(db_count(rows), 0);
	assert_int_equal(db_json_rows(a, "null", &rows), OK);
	assert_int_equal(db_count(rows), 0);
	assert_int_equal(db_json_rows(a, "[]", &rows), OK);
	assert_int_equal(db_count(rows), 0);
	arena_free(a);
}

static void
test_text(void **state)
{
	struct arena *a = arena_new("test");
	const struct db_rows *rows;

	(void)state;
	assert_int_equal(db_json_rows(a, "{\"\\u0061\" : \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u001f\\u00e9\\u7532}\","
	    " \"b\":\"]\"}", &rows), OK);
	assert_int_equal(db_count(rows), 1);
	assert_string_equal(row_text(db_at(rows, 0), "a"), "\"\\/\b\f\n\r\t\x1f" "é甲}");
	assert_string_equal(row_text(db_at(rows, 0), "b"), "]");
	arena_free(a);
}

static void
test_nested(void **state)
{
	struct arena *a = arena_new("test");
	const struct db_rows *rows, *in;

	(void)state;
	assert_int_equal(db_json_rows(a, "{\"list\" : [{\"x\":\"]}\\\"\\\\\"},{\"x\":\"[{\"}], \"one\" : {\"y\":1.5},"
	    " \"z\" : 2}", &rows), OK);
	assert_string_equal(row_text(db_at(rows, 0), "one"), "{\"y\":1.5}");
	assert_int_equal(row_i64(db_at(rows, 0), "z"), 2);
	assert_int_equal(db_json_rows(a, row_text(db_at(rows, 0), "list"), &in), OK);
	assert_int_equal(db_count(in), 2);
	assert_string_equal(row_text(db_at(in, 0), "x"), "]}\"\\");
	assert_string_equal(row_text(db_at(in, 1), "x"), "[{");
	arena_free(a);
}

static void
test_wrong(void **state)
{
	static const char *const bad[] = { "", "x", "[", "{", "[1]", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1}}",
	    "{\"a\":\"", "{\"a\":\"\\", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\\u0000\"}",
	    "{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":[\"}", "{\"a\":[\"\\", "{\"a\":{}", "[{\"a\":1},{\"a\":1,\"b\":2}]",
	    "[{\"a\":1,\"b\":2},{\"a\":1}]", "[{\"a\":1},]", "[{\"a\":1}{\"a\":1}]", "[{\"a\":1}] 2" };
	struct arena *a = arena_new("test");
	const struct db_rows *rows;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (db_json_rows(a, bad[i], &rows) != ERR_DB)
			fail_msg("taken: %s", bad[i]);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_nested),
		cmocka_unit_test(test_wrong),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
