/* test_register_feed.c - xiezhi import places, classes, licences on the demo's register: what changes, what stays, what
 * is refused and why; the object library's query follows. */
#include "tests/db/cli.h"

#include "lib/base/day.h"
#include "lib/spotcheck/library.h"

static void
write_file(struct cli *c, const char *name, const char *text)
{
	FILE *f = fopen(arena_printf(c->a, "%s/%s", c->folder, name), "w");

	assert_non_null(f);
	(void)fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

/* Imports and holds the summary against what is expected. */
static void
import(struct cli *c, const char *kind, const char *text, int want_rc, const char *summary)
{
	char *out;
	int rc;

	write_file(c, "feed.csv", text);
	out = cli_run(c, arena_printf(c->a, "import %s %s/feed.csv --rejects %s/r.csv", kind, c->folder, c->folder),
	    &rc);
	if (strstr(out, summary) == NULL)
		fail_msg("%s: %s, not %s", kind, out, summary);
	assert_int_equal(rc, want_rc);
}

static void
refused(struct cli *c, const char *reasons)
{
	assert_int_equal(system(arena_printf(c->a, "for w in %s; do grep -q \",$w,\" %s/r.csv || exit 1; done", reasons,
	    c->folder)), 0);
}

static int64_t
found(struct cli *c, struct spotcheck_scope q)
{
	struct spotcheck_found f;

	ok(spotcheck_library_count(c->a, c->db, &q, day_of(2199, 1, 1), &f));
	return f.fresh + f.present + f.ended;
}

static void
test_feeds(void **state)
{
	struct db_stmt *st;
	const char *one, *two, *day;
	const struct db_rows *rows;
	struct cli c;

	(void)state;
	if (!cli_open_store(&c, "XZ_TEST_DEMO_DB"))
		return;
	st = ARENA_NEW(c.a, struct db_stmt);
	*st = (struct db_stmt){ .sql = "select k.code from xz.register_code k"
	    " join xz.register_subject s on s.id = k.subject_id and s.kind <> 'person'"
	    " and s.status = 'active' where k.kind = 'uscc' and k.valid_to is null and k.fault = '' order by k.code"
	    " limit 2", .where = "test" };
	ok(db_many(c.a, c.db, st, &rows, NULL, 0));
	assert_int_equal(db_count(rows), 2);
	one = row_text(db_at(rows, 0), "code");
	two = row_text(db_at(rows, 1), "code");
	*st = (struct db_stmt){ .sql = "select to_char(xz.today(), 'YYYY-MM-DD') as day", .where = "test" };
	ok(db_many(c.a, c.db, st, &rows, NULL, 0));
	day = row_text(db_at(rows, 0), "day");

	import(&c, "places", arena_printf(c.a, "uscc,region,industry\n%s,430424,A0111\n%s,430424,\n", one, two), 0,
	    "2 rows: 0 added, 2 changed, 0 unchanged, 0 refused");
	import(&c, "places", arena_printf(c.a, "industry,uscc,region\nA0111,%s,430424\n,%s,430424\n", one, two), 0,
	    "2 rows: 0 added, 0 changed, 2 unchanged, 0 refused");
	import(&c, "places", arena_printf(c.a,
	    "uscc,region,industry\n%s,999999,\n%s,,Z9999\n91430000000000000X,430424,\n%s\n", one, one, one), 1,
	    "4 rows: 0 added, 0 changed, 0 unchanged, 4 refused");
	refused(&c, "region industry code columns");

	import(&c, "classes", arena_printf(c.a, "uscc,class,source,valid_from\n%s,D,信用分类第 1 期,%s\n", one, day),
	    0, "1 rows: ");
	import(&c, "classes", arena_printf(c.a, "uscc,class,source,valid_from\n%s,D,信用分类第 1 期,%s\n", one, day), 0,
	    "0 added, 0 changed, 1 unchanged");
	import(&c, "classes", arena_printf(c.a,
	    "uscc,class,source,valid_from\n%s,E,源,2020-11-02\n%s,A,,2020-11-02\n%s,A,源,2198-01-01\n"
	    "%s,A,源,2020-01-01\n", one, one, one, one), 1, "0 added, 0 changed, 0 unchanged, 4 refused");
	refused(&c, "class source date");
	assert_int_equal(count_of(&c, arena_printf(c.a,
	    "select count(*) as n from xz.register_class k join xz.register_code r on r.subject_id = k.subject_id"
	    " where r.code = '%s' and k.valid_to is null and k.class = 'D'", one)), 1);

	import(&c, "licences", arena_printf(c.a,
	    "uscc,kind,number,authority,valid_from,valid_to,state\n%s,road_transport,FEED-1,市交通局,2024-01-01,,"
	    "valid\n%s,road_transport,FEED-2,市交通局,2023-01-01,2024-01-01,valid\n", one, two), 0,
	    "2 rows: 2 added, 0 changed, 0 unchanged, 0 refused");
	import(&c, "licences", arena_printf(c.a,
	    "uscc,kind,number,authority,valid_from,valid_to,state\n%s,road_transport,FEED-1,市交通局,2024-01-01,,"
	    "valid\n%s,road_transport,FEED-2,市交通局,2023-01-01,2027-01-01,suspended\n", one, two), 0,
	    "2 rows: 0 added, 1 changed, 1 unchanged, 0 refused");
	import(&c, "licences", arena_printf(c.a,
	    "uscc,kind,number,authority,valid_from,valid_to,state\n%s,no_kind,X,,2024-01-01,,valid\n"
	    "%s,road_transport,X,,2024-01-01,2023-01-01,valid\n%s,road_transport,X,,2024-01-01,,lost\n", one, one, one),
	    1, "0 added, 0 changed, 0 unchanged, 3 refused");
	refused(&c, "licence date state");

	/* what was fed is what the library's query asks for */
	assert_int_equal(found(&c, (struct spotcheck_scope){ .region = "430424", .not_since = DAY_NONE }), 2);
	assert_int_equal(found(&c, (struct spotcheck_scope){ .region = "430424", .industry = "A01",
	    .not_since = DAY_NONE }), 1);
	assert_int_equal(found(&c, (struct spotcheck_scope){ .region = "430424", .classes = "D", .industry = "A01",
	    .not_since = DAY_NONE }), 1);
	assert_int_equal(found(&c, (struct spotcheck_scope){ .region = "430424", .licence = "road_transport",
	    .industry = "A01", .not_since = DAY_NONE }), 1);
	cli_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_feeds) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
