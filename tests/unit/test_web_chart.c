/* test_web_chart.c - charts as whole numbers: the scale, parts one on the other, a line, bars; the same again is the
 * same; nothing, one thing and very much are drawn too. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/web/chart.h"
#include "lib/web/priv.h"

struct drawing {
	struct arena *a;
	struct web_state state;
	struct req r;
};

static void
begin(struct drawing *d)
{
	*d = (struct drawing){ .a = arena_new("chart") };
	d->r = (struct req){ .arena = d->a, .lang = "zh-CN", .web = &d->state };
	assert_true(hdf_init(&d->state.hdf) == STATUS_OK);
}

static void
end(struct drawing *d)
{
	hdf_destroy(&d->state.hdf);
	arena_free(d->a);
}

static int
at(struct drawing *d, const char *name)
{
	return hdf_get_int_value(d->state.hdf, name, -1);
}

static const char *
text(struct drawing *d, const char *name)
{
	return hdf_get_value(d->state.hdf, name, "");
}

static void
test_stacked(void **state)
{
	static const char *const part[] = { "一", "二" };
	const int64_t v[3][2] = { { 30, 10 }, { 0, 0 }, { 1, -5 } };
	const struct chart_point p[] = { { "01", "40", v[0] }, { "02", "0", v[1] }, { "03", "1", v[2] } };
	struct drawing d;

	(void)state;
	begin(&d);
	chart_stacked(&d.r, "c", &(struct chart){ .name = "数", .point = p, .n = 3, .part = part, .parts = 2 });
	/* four steps of 10 reach 40 */
	assert_string_equal(text(&d, "c.ticks.4.text"), "40");
	assert_int_equal(at(&d, "c.ticks.4.y"), 10);
	assert_int_equal(at(&d, "c.ticks.0.y"), 130);
	/* the second part stands on the first, and both are 120 high */
	assert_int_equal(at(&d, "c.columns.0.h"), 90);
	assert_int_equal(at(&d, "c.columns.0.y"), 40);
	assert_int_equal(at(&d, "c.columns.1.h"), 30);
	assert_int_equal(at(&d, "c.columns.1.y"), 10);
	/* nothing is not drawn, little is */
	assert_int_equal(at(&d, "c.columns.2.h"), 3);
	assert_int_equal(at(&d, "c.columns.3.h"), -1);
	assert_string_equal(text(&d, "c.parts.1.name"), "二");
	end(&d);
}

static void
test_line(void **state)
{
	const int64_t v[] = { 0, 500, 1000 };
	const struct chart_point p[] = { { "a", "0", &v[0] }, { "b", "500", &v[1] }, { "c", "1000", &v[2] } };
	struct drawing d;

	(void)state;
	begin(&d);
	chart_line(&d.r, "c", &(struct chart){ .name = "数", .point = p, .n = 3, .parts = 1 });
	assert_string_equal(text(&d, "c.ticks.4.text"), "2k");
	assert_string_equal(text(&d, "c.ticks.3.text"), "1.5k");
	assert_string_equal(text(&d, "c.lines.0.points"), "96,130 202,100 307,70");
	end(&d);
}

static void
test_bars(void **state)
{
	int64_t v[20];
	struct chart_point p[20];
	struct drawing d;
	size_t i;

	(void)state;
	begin(&d);
	for (i = 0; i < 20; i++) {
		v[i] = i == 0 ? INT64_MAX / 1000 : 20 - (int64_t)i;
		p[i] = (struct chart_point){ "x", "y", &v[i] };
	}
	chart_bars(&d.r, "c", &(struct chart){ .name = "数", .point = p, .n = 20, .parts = 1 });
	assert_int_equal(at(&d, "c.bars.0.w"), 360);
	assert_int_equal(at(&d, "c.bars.1.w"), 1);	/* something, however little */
	assert_int_equal(at(&d, "c.bars.11.y"), 393);
	assert_int_equal(at(&d, "c.bars.12.y"), -1);
	chart_columns(&d.r, "none", &(struct chart){ .name = "数", .n = 0 });
	assert_int_equal(at(&d, "none.columns.0.h"), -1);
	assert_string_equal(text(&d, "none.ticks.4.text"), "4");
	end(&d);
}

static void
test_same(void **state)
{
	const int64_t v[] = { 7, 13 };
	const struct chart_point p[] = { { "a", "7", &v[0] }, { "b", "13", &v[1] } };
	char *once = NULL;
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		struct drawing d;
		char *dump;

		begin(&d);
		chart_columns(&d.r, "c", &(struct chart){ .name = "数", .point = p, .n = 2 });
		assert_true(hdf_write_string(d.state.hdf, &dump) == STATUS_OK);
		if (once != NULL)
			assert_string_equal(dump, once);
		free(once);
		once = dump;
		end(&d);
	}
	free(once);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_stacked), cmocka_unit_test(test_line),
	    cmocka_unit_test(test_bars), cmocka_unit_test(test_same) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
