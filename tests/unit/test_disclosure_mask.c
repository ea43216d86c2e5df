/* test_disclosure_mask.c - what stands in public where spans were confirmed: also where they overlap. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/disclosure/disclosure.h"

static struct arena *arena;

#define NAME(at_, len_, text_) { .field = "facts", .at = at_, .len = len_, .text = text_, .rule = "known_person", \
    .state = "confirmed" }
#define MARK(at_, len_, text_) { .field = "facts", .at = at_, .len = len_, .text = text_, .state = "confirmed" }

static void
shows(const char *facts, struct disclosure_span *span, int n, const char *want)
{
	struct disclosure_item it = { .state = "draft", .draft = json_pack("{s:s}", "facts", facts), .span = span,
	    .span_n = n };
	json_t *doc;

	assert_int_equal(disclosure_text(arena, NULL, &it, &doc), OK);
	assert_string_equal(json_string_value(json_object_get(doc, "facts")), want);
	json_decref(it.draft);
}
#define SHOWS(facts, want, ...) do { \
	struct disclosure_span list[] = { __VA_ARGS__ }; \
	shows(facts, list, (int)(sizeof(list) / sizeof(*list)), want); \
} while (0)

static void
test_disclosure_mask_alone(void **state)
{
	(void)state;
	SHOWS("经查张三丰在场。", "经查张某某在场。", NAME(2, 3, "张三丰"));
	SHOWS("电话13812345678。", "电话****。", MARK(2, 11, "13812345678"));
	SHOWS("张三丰李四", "张某某李某", NAME(0, 3, "张三丰"), NAME(3, 2, "李四"));
}

static void
test_disclosure_mask_overlap(void **state)
{
	(void)state;
	/* a name in a name, whichever comes first */
	SHOWS("经查张三丰在场。", "经查张某某在场。", NAME(2, 2, "张三"), NAME(2, 3, "张三丰"));
	SHOWS("经查张三丰在场。", "经查张某某在场。", NAME(2, 3, "张三丰"), NAME(2, 2, "张三"));
	SHOWS("经查张三丰在场。", "经查张某某在场。", NAME(2, 3, "张三丰"), NAME(3, 2, "三丰"));
	/* neither covers the other: no character of either stays */
	SHOWS("见张三丰田家。", "见****家。", NAME(1, 3, "张三丰"), NAME(3, 2, "丰田"));
	/* three that overlap by turns, and one apart */
	SHOWS("甲乙丙丁戊己庚", "****己某", MARK(0, 2, "甲乙"), MARK(1, 3, "乙丙丁"), MARK(3, 2, "丁戊"),
	    NAME(5, 2, "己庚"));
	/* a person's own mark upon a name: the whole goes */
	SHOWS("经查张三丰在场。", "经查****在场。", MARK(2, 1, "张"), NAME(2, 3, "张三丰"));
}

static void
test_disclosure_mask_others(void **state)
{
	struct disclosure_span other = { .field = "title", .at = 0, .len = 2, .text = "经查", .state = "confirmed" };
	struct disclosure_span kept = { .field = "facts", .at = 0, .len = 2, .text = "经查", .state = "rejected" };

	(void)state;
	SHOWS("经查张三在场。", "经查张某在场。", other, kept, NAME(2, 2, "张三"));
}

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new("test");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_disclosure_mask_alone),
		cmocka_unit_test(test_disclosure_mask_overlap),
		cmocka_unit_test(test_disclosure_mask_others),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
