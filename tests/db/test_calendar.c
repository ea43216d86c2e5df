/* test_calendar.c - the stored calendar, parameters and clocks, in one
 * transaction that is rolled back.  XZ_TEST_DB: an empty store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/calendar/reference.h"
#include "lib/db/db.h"
#include "lib/sec/sec.h"

struct fixture {
	void (*test)(struct arena *a, struct db *db);
};

static int64_t agency, province_agency;

static int32_t
day(const char *text)
{
	int32_t d;

	if (!day_parse(text, &d))
		fail_msg("day %s", text);
	return d;
}

static int64_t
at(const char *text)
{
	int64_t t;

	if (!time_parse(text, &t))
		fail_msg("time %s", text);
	return t;
}

static void
ok(enum err e)
{
	if (e != OK)
		fail_msg("%s: %s", err_name(e), err_last());
}

/* The calendar as shipped, two regions and two agencies. */
static void
prepare(struct arena *a, struct db *db)
{
	struct calendar_loaded loaded;
	struct db_row r;

	ok(DB_EXEC(a, db, "insert into xz.people_region (code, name, parent, level) values"
	    " ('000000', 'x', null, 'country'), ('430000', 'x', '000000', 'province'),"
	    " ('430400', 'x', '430000', 'city') on conflict do nothing"));
	ok(DB_ONE(a, db, &r, "insert into xz.people_agency (code, name, short_name, number_word, kind, region)"
	    " values ('CALENDAR-CITY', 'c', 'c', 'c', 'organ', '430400') returning id"));
	agency = row_i64(r, "id");
	ok(DB_ONE(a, db, &r, "insert into xz.people_agency (code, name, short_name, number_word, kind, region)"
	    " values ('CALENDAR-PROVINCE', 'p', 'p', 'p', 'organ', '430000') returning id"));
	province_agency = row_i64(r, "id");
	ok(calendar_reference_load(a, db, "etc/reference", &loaded));
	ok(calendar_reference_load(a, db, "etc/reference", &loaded));
	assert_int_equal(loaded.calendar + loaded.inserted + loaded.closed, 0);	/* again: nothing */
}

static enum err
body(struct arena *a, struct db *db, void *ctx)
{
	struct fixture *f = ctx;

	prepare(a, db);
	f->test(a, db);
	return ERR_STATE;	/* rolls back */
}

static void
in_store(void (*test)(struct arena *a, struct db *db))
{
	const char *conninfo = getenv("XZ_TEST_DB");
	struct fixture f = { .test = test };
	struct act act = { .occurred_at = TIME_NONE, .scope = "" };
	struct arena *a;
	struct db *db;

	if (conninfo == NULL) {
		print_message("# SKIP: XZ_TEST_DB is not set\n");
		return;
	}
	a = arena_new("test");
	ok(db_open(a, arena_printf(a, "%s user=xz_admin", conninfo), "test_calendar", &db));
	assert_int_equal(db_tx_run(a, db, &act, body, &f, NULL), ERR_STATE);
	arena_free(a);
}

static struct clock_new
new_clock(const char *rule, const char *start)
{
	return (struct clock_new){ .subject_kind = "case", .subject_id = 1, .subject_ref = ref_random(),
	    .agency = agency, .duty = "officer", .rule = rule, .sector = "市场监管",
	    .start_at = at(start) };
}

static const char *
due(struct arena *a, struct db *db, int64_t clock)
{
	struct clock_row c;
	char *text = arena_alloc(a, TIME_TEXT_SIZE);

	ok(calendar_clock_get(a, db, clock, at("2026-03-05T12:00"), &c));
	if (c.stopped)
		return "stopped";
	time_text(c.due_at, text);
	return text;
}

static void
try_clock(struct arena *a, struct db *db)
{
	struct clock_new c = new_clock("clue.verify", "2026-03-02T09:00");
	struct clock_extension x = { .n = 15, .unit = "wd", .at = at("2026-03-20T09:00"), .reason = "complex" };
	struct ref basis = ref_random(), none = { .b = { 0 } };
	struct clock_row *list;
	struct db_row r;
	int64_t id, found;
	size_t n;

	ok(DB_ONE(a, db, &r, "insert into xz.people_principal (kind) values ('person') returning id"));
	x.by = row_i64(r, "id");
	ok(calendar_clock_start(a, db, &c, &id));
	assert_string_equal(due(a, db, id), "2026-03-23T23:59:59+08:00");
	ok(calendar_clock_find(a, db, "case", 1, "clue.verify", &found));
	assert_int_equal(found, id);
	ok(calendar_clock_exclude_begin(a, db, id, "test", at("2026-03-09T10:00"), basis));
	assert_string_equal(due(a, db, id), "stopped");
	assert_int_equal(calendar_clock_exclude_begin(a, db, id, "test", at("2026-03-10T10:00"), basis), ERR_STATE);
	ok(calendar_clock_exclude_begin(a, db, id, "hearing", at("2026-03-11T08:00"), none));
	assert_int_equal(calendar_clock_exclude_end(a, db, id, "test", at("2026-03-09T09:00"), basis), ERR_INPUT);
	ok(calendar_clock_exclude_end(a, db, id, "test", at("2026-03-12T15:00"), basis));
	assert_string_equal(due(a, db, id), "stopped");
	ok(calendar_clock_exclude_end(a, db, id, "hearing", at("2026-03-13T09:00"), none));
	assert_string_equal(due(a, db, id), "2026-03-27T23:59:59+08:00");
	assert_int_equal(calendar_clock_exclude_end(a, db, id, "hearing", at("2026-03-14T09:00"), none), ERR_NOT_FOUND);
	ok(calendar_clock_extend(a, db, id, &x));
	assert_string_equal(due(a, db, id), "2026-04-20T23:59:59+08:00");
	ok(calendar_clock_list(a, db, "case", 1, at("2026-04-18T12:00"), &list, &n));
	assert_int_equal(n, 1);
	assert_int_equal(list[0].left.workdays, 1);
	assert_int_equal(list[0].left.days, 2);
	assert_false(list[0].left.over);
	assert_int_equal(list[0].extension_n, 15);
	assert_non_null(strstr(list[0].source, "第十八条"));
	assert_non_null(strstr(list[0].derivation, "hearing"));
	ok(calendar_clock_due(a, db, at("2026-04-20T23:59:58"), 10, &list, &n));
	assert_int_equal(n, 0);
	ok(calendar_clock_due(a, db, at("2026-04-22T12:00"), 10, &list, &n));
	assert_int_equal(n, 1);
	assert_true(list[0].left.over);
	assert_int_equal(list[0].left.workdays, 2);
	ok(calendar_clock_tick(a, db, id, TIME_NONE));
	ok(calendar_clock_due(a, db, at("2026-04-22T12:00"), 10, &list, &n));
	assert_int_equal(n, 0);
	ok(calendar_clock_close(a, db, id, "met", at("2026-04-22T12:00"), 0));
	assert_int_equal(calendar_clock_close(a, db, id, "met", at("2026-04-22T12:00"), 0), ERR_STATE);
	assert_int_equal(calendar_clock_extend(a, db, id, &x), ERR_STATE);
	assert_int_equal(calendar_clock_find(a, db, "case", 1, "clue.verify", &found), ERR_NOT_FOUND);
}

static void
try_given_and_missing(struct arena *a, struct db *db)
{
	struct clock_new c = new_clock("supervise.reply", "2026-03-02T09:00");
	struct clock_row row;
	int64_t id;

	assert_int_equal(calendar_clock_start(a, db, &c, &id), ERR_NOT_FOUND);
	c.unit_given = "d";
	c.n_given = 10;
	c.expiry_action = "lift";
	ok(calendar_clock_start(a, db, &c, &id));
	assert_string_equal(due(a, db, id), "2026-03-12T23:59:59+08:00");
	ok(calendar_clock_get(a, db, id, at("2026-03-05T12:00"), &row));
	assert_string_equal(row.source, "");
	assert_string_equal(row.expiry_action, "lift");
	c.rule = "cash.max";
	c.unit_given = NULL;
	assert_int_equal(calendar_clock_start(a, db, &c, &id), ERR_INPUT);
	ok(calendar_clock_move(a, db, row.id, province_agency, 0, "unit_head", 0));
	ok(calendar_clock_get(a, db, row.id, at("2026-03-05T12:00"), &row));
	assert_int_equal(row.agency, province_agency);
}

/* I10 in the store itself, whoever writes. */
static void
refused(struct db *db, const char *sql)
{
	ok(db_script(db, "savepoint s"));
	assert_int_not_equal(db_script(db, sql), OK);
	ok(db_script(db, "rollback to savepoint s"));
}

static void
try_guards(struct arena *a, struct db *db)
{
	struct clock_new c = new_clock("case.decide", "2026-03-02T09:00");
	int64_t id;

	ok(calendar_clock_start(a, db, &c, &id));
	refused(db, "update xz.calendar_clock set due_at = due_at - interval '1 second'");
	refused(db, "update xz.calendar_clock set start_at = start_at + interval '1 second'");
	refused(db, "update xz.calendar_clock set term_n = term_n + 1");
	refused(db, "delete from xz.calendar_clock");
	refused(db, "update xz.calendar_parameter set value = 1");
	ok(calendar_clock_close(a, db, id, "cancelled", at("2026-03-05T12:00"), 0));
	refused(db, "update xz.calendar_clock set state = 'open', closed_at = null");
	refused(db, "insert into xz.calendar_parameter (key, value, unit, source, valid_from, origin)"
	    " values ('x', 1, 'wd', '', '2020-01-01', 'site')");
}

static void
try_parameters(struct arena *a, struct db *db)
{
	struct calendar_parameter_new n = { .key = "hearing.threshold.citizen", .unit = "fen", .value = 100000,
	    .source = "省规定", .region = "430000", .valid_from = day("2025-01-01") };
	struct calendar_parameter_row *list;
	struct calendar_parameter p;
	struct calendar_loaded loaded;
	int64_t id, own;
	size_t count, i;

	ok(calendar_parameter_get(a, db, "remedy.review", day("2023-12-31"), agency, "", &p));
	assert_non_null(strstr(p.source, "1999"));
	ok(calendar_parameter_get(a, db, "remedy.review", day("2024-01-01"), agency, "", &p));
	assert_null(strstr(p.source, "1999"));
	assert_int_equal(calendar_parameter_get(a, db, "case.decide", day("2021-07-14"), agency, "", &p),
	    ERR_NOT_FOUND);
	assert_int_equal(calendar_parameter_get(a, db, "nothing.here", day("2026-01-01"), 0, NULL, &p), ERR_NOT_FOUND);
	ok(calendar_parameter_put(a, db, &n, &id));
	ok(calendar_parameter_get(a, db, n.key, day("2024-12-31"), agency, "市场监管", &p));
	assert_int_equal(p.value, 1000000);
	/* the city is in the province */
	ok(calendar_parameter_get(a, db, n.key, day("2025-01-01"), agency, "市场监管", &p));
	assert_int_equal(p.value, 100000);
	assert_int_equal(p.id, id);
	ok(calendar_parameter_get(a, db, n.key, day("2025-01-01"), 0, "市场监管", &p));		/* the country */
	assert_int_equal(p.value, 1000000);
	n.agency = agency;
	n.region = NULL;
	n.value = 200000;
	ok(calendar_parameter_put(a, db, &n, &own));
	ok(calendar_parameter_get(a, db, n.key, day("2025-01-01"), agency, "市场监管", &p));
	assert_int_equal(p.value, 200000);
	ok(calendar_parameter_get(a, db, n.key, day("2025-01-01"), province_agency, "市场监管", &p));
	assert_int_equal(p.value, 100000);
	n.valid_from = day("2026-01-01");
	n.value = 300000;
	ok(calendar_parameter_put(a, db, &n, &own));
	ok(calendar_parameter_get(a, db, n.key, day("2025-12-31"), agency, "市场监管", &p));
	assert_int_equal(p.value, 200000);
	ok(calendar_parameter_get(a, db, n.key, day("2026-01-01"), agency, "市场监管", &p));
	assert_int_equal(p.value, 300000);
	assert_int_equal(calendar_parameter_end(a, db, own, 9, day("2026-06-30")), ERR_CONFLICT);
	ok(calendar_parameter_end(a, db, own, 1, day("2026-06-30")));
	ok(calendar_parameter_get(a, db, n.key, day("2026-07-01"), agency, "市场监管", &p));
	assert_int_equal(p.value, 100000);		/* the province's again */
	n.unit = "wd";
	assert_int_equal(calendar_parameter_put(a, db, &n, &own), ERR_INPUT);
	n.key = "my.own";
	assert_int_equal(calendar_parameter_put(a, db, &n, &own), ERR_NOT_FOUND);
	ok(calendar_parameter_list(a, db, NULL, &list, &count));
	assert_true(count > 50);
	for (i = 0; i < count; i++)
		assert_true(*list[i].name_zh != '\0' && *list[i].name_en != '\0');
	ok(calendar_reference_load(a, db, "etc/reference", &loaded));
	assert_int_equal(loaded.inserted + loaded.closed, 0);	/* the site's rows stay */
}

static void
try_calendar_change(struct arena *a, struct db *db)
{
	struct calendar_change changes[] = { { .day = day("2026-03-20"), .kind = "holiday", .name = "试",
	    .source = "site" },
	    { .day = day("2026-03-21"), .kind = "workday", .name = "试", .source = "site" },
	    { .day = day("2026-10-10"), .kind = "plain", .name = "", .source = "site" } };
	struct clock_new c = new_clock("clue.verify", "2026-03-02T09:00");
	struct calendar_loaded loaded;
	const struct workdays *w;
	struct clock_row row;
	struct calendar_place at_first = { 0 }, at_last = { 0 };
	int64_t id, version, n;

	ok(calendar_workdays(a, db, &w));
	assert_int_equal(workdays_last(w), day("2026-12-31"));
	assert_true(workday_is(w, day("2026-10-10")));
	ok(calendar_clock_start(a, db, &c, &id));
	ok(calendar_refresh(a, db, 1000, &at_first, &n));
	assert_int_equal(n, 0);
	ok(calendar_change(a, db, "test", 0, changes, 1, &version));
	ok(calendar_workdays(a, db, &w));
	assert_int_equal(workdays_id(w), version);
	assert_false(workday_is(w, day("2026-03-20")));
	assert_false(workday_is(w, day("2026-10-01")));	/* the rest stays */
	ok(calendar_clock_behind(a, db, &n));
	assert_int_equal(n, 1);
	at_last.version = version;	/* the clock stands before that place: it is left to the next run */
	ok(calendar_refresh(a, db, 1000, &at_last, &n));
	assert_int_equal(n, 0);
	ok(calendar_refresh(a, db, 1000, &at_first, &n));
	assert_int_equal(n, 1);
	assert_int_equal(at_first.clock, id);
	ok(calendar_clock_behind(a, db, &n));
	assert_int_equal(n, 0);
	assert_string_equal(due(a, db, id), "2026-03-24T23:59:59+08:00");
	ok(calendar_change(a, db, "test 2", 2027, changes, 3, &version));
	at_first = (struct calendar_place){ 0 };
	ok(calendar_refresh(a, db, 1000, &at_first, &n));
	assert_string_equal(due(a, db, id), "2026-03-23T23:59:59+08:00");	/* another calendar may be shorter */
	ok(calendar_clock_get(a, db, id, at("2026-03-05T12:00"), &row));
	assert_string_equal(row.calendar, "test 2");
	ok(calendar_workdays(a, db, &w));
	assert_false(workday_is(w, day("2026-10-10")));
	assert_int_equal(workdays_last(w), day("2027-12-31"));
	ok(calendar_reference_load(a, db, "etc/reference", &loaded));
	assert_int_equal(loaded.calendar, 0);		/* shipped days agree but for the site's */
	changes[0].kind = "feast";
	assert_int_equal(calendar_change(a, db, "test 3", 0, changes, 1, &version), ERR_INPUT);
}

/* Shipped figures that change from one release to the next. */
static void
try_reference_change(struct arena *a, struct db *db)
{
	static const char head[] = "key,value,unit,source,region,sector,valid_from,valid_to,name_zh,name_en,note\n";
	char *folder = arena_strdup(a, "/tmp/xz-reference-XXXXXX"), *path;
	struct calendar_loaded loaded;
	struct calendar_parameter p;
	FILE *f;

	assert_non_null(mkdtemp(folder));
	assert_int_equal(system(arena_printf(a, "cp etc/reference/workday.csv %s/", folder)), 0);
	path = arena_printf(a, "%s/parameter.csv", folder);
	f = fopen(path, "w");
	assert_non_null(f);
	(void)fprintf(f, "%swithdraw.term,11,wd,a,000000,,2021-07-15,,名,n,\n"		/* was 3: wrong */
	    "service.term,7,wd,b,000000,,2021-07-15,2025-12-31,名,n,\n"		/* ends */
	    "service.term,9,wd,b,000000,,2026-01-01,,名,n,\n", head);
	assert_int_equal(fclose(f), 0);
	ok(calendar_reference_load(a, db, folder, &loaded));
	assert_int_equal(loaded.inserted, 2);
	assert_true(loaded.closed > 40);
	ok(calendar_parameter_get(a, db, "withdraw.term", day("2024-01-01"), agency, "", &p));
	assert_int_equal(p.value, 11);
	ok(calendar_parameter_get(a, db, "service.term", day("2025-12-31"), agency, "", &p));
	assert_int_equal(p.value, 7);
	ok(calendar_parameter_get(a, db, "service.term", day("2026-01-01"), agency, "", &p));
	assert_int_equal(p.value, 9);
	/* left the file: holds for days gone by, not from today on */
	ok(calendar_parameter_get(a, db, "case.decide", day("2022-01-01"), agency, "", &p));
	assert_int_equal(calendar_parameter_get(a, db, "case.decide", day("2199-01-01"), agency, "", &p),
	    ERR_NOT_FOUND);
	ok(calendar_reference_load(a, db, folder, &loaded));
	assert_int_equal(loaded.inserted + loaded.closed, 0);
	ok(calendar_reference_load(a, db, "etc/reference", &loaded));
	ok(calendar_parameter_get(a, db, "withdraw.term", day("2024-01-01"), agency, "", &p));
	assert_int_equal(p.value, 3);
	f = fopen(path, "w");
	assert_non_null(f);
	(void)fprintf(f, "%sreview.term,ten,wd,a,000000,,2021-07-15,,名,n,\n", head);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(calendar_reference_load(a, db, folder, &loaded), ERR_INPUT);
	f = fopen(path, "w");	/* two rows of one day */
	assert_non_null(f);
	(void)fprintf(f, "%sx.y,1,wd,a,000000,市场监管,2021-07-15,,名,n,\n"
	    "x.y,2,wd,a,000000,市场监管,2021-07-15,,名,n,\n", head);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(calendar_reference_load(a, db, folder, &loaded), ERR_INPUT);
	assert_int_equal(calendar_reference_load(a, db, "/nowhere", &loaded), ERR_IO);
	assert_int_equal(system(arena_printf(a, "rm -rf %s", folder)), 0);
}

#define IN_STORE(name) static void test_calendar_##name(void **state) { (void)state; in_store(try_##name); }
IN_STORE(clock)
IN_STORE(given_and_missing)
IN_STORE(guards)
IN_STORE(parameters)
IN_STORE(calendar_change)
IN_STORE(reference_change)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calendar_clock),
		cmocka_unit_test(test_calendar_given_and_missing),
		cmocka_unit_test(test_calendar_guards),
		cmocka_unit_test(test_calendar_parameters),
		cmocka_unit_test(test_calendar_calendar_change),
		cmocka_unit_test(test_calendar_reference_change),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
