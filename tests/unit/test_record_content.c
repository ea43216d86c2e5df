/* test_record_content.c - where the contents of a paper are looked for, and of which papers they are asked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/input.h"
#include "lib/record/content.h"

static const char text[] = "{\"a\":\"x\",\"blank\":\" \",\"none\":null,\"no\":false,\"yes\":true,\"zero\":0,\"one\":1,"
    "\"list\":[{\"n\":\"x\",\"m\":\"\"},{\"n\":\"y\",\"m\":\"z\"}],\"empty\":[],\"in\":{\"k\":\"v\"},"
    "\"field\":\"农业农村\"}";
static struct arena *a;
static json_t *data;

/* Whether the place holds something: no problem is added. */
static bool
held(const char *found, const char *applies)
{
	json_t *row = json_pack("[{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}]", "item", "i", "name_zh", "名", "name_en",
	    "name", "source", "法", "found", found, "applies", applies, "field", "f", "todo_zh", "做", "todo_en", "do");
	char *rows = json_dumps(row, 0);
	struct problems p;
	enum err e;

	problems_init(&p, a);
	e = record_content_check(a, rows, data, true, &p);
	assert_int_equal(e == OK, p.n == 0);
	if (p.n > 0) {
		assert_string_equal(p.first->field, "f");
		assert_string_equal(p.first->arg, "名（法）：做");
		assert_string_equal(p.first->arg_en, "name (法): do");
	}
	free(rows);
	json_decref(row);
	return e == OK;
}

static void
test_places(void **state)
{
	static const char *const there[] = { "a", "yes", "one", "list", "in", "in.k", "list.*.n", "list.*.m/n",
	    "list#2", "blank|a", "empty|none|in.k" };
	static const char *const missing[] = { "b", "blank", "none", "no", "zero", "empty", "empty.*.n", "list.*.m",
	    "list.*.o", "list#3", "a.b", "in.j", "in.j/i", "a.*", "b|c", "" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(there) / sizeof(*there); i++)
		assert_true(held(there[i], ""));
	for (i = 0; i < sizeof(missing) / sizeof(*missing); i++)
		assert_false(held(missing[i], ""));
}

static void
test_of_which_papers(void **state)
{
	(void)state;
	assert_false(held("b", "a"));
	assert_false(held("b", "a=x;in.k=v"));
	assert_false(held("b", "!blank;a!=y"));
	assert_true(held("b", "a=y"));
	assert_true(held("b", "!a"));
	assert_true(held("b", "a!=x"));
	assert_true(held("b", "a;none"));
	assert_true(record_content_applies(data, ""));
	assert_string_equal(record_content_field(data), "农业农村");
}

static void
test_a_draft_has_no_approvals_yet(void **state)
{
	static const char rows[] = "[{\"item\":\"i\",\"found\":\"approvals\",\"applies\":\"\"}]";
	struct problems p;

	(void)state;
	problems_init(&p, a);
	assert_int_equal(record_content_check(a, rows, data, false, &p), OK);
	assert_int_equal(record_content_check(a, rows, data, true, &p), ERR_INPUT);
	assert_int_equal(record_content_check(a, "{}", data, true, &p), ERR_DB);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_places), cmocka_unit_test(test_of_which_papers),
	    cmocka_unit_test(test_a_draft_has_no_approvals_yet) };
	int failed;

	cmocka_set_message_output(CM_OUTPUT_TAP);
	a = arena_new("content");
	data = json_loads(text, 0, NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	json_decref(data);
	arena_free(a);
	return failed;
}
