/* test_keeper.c - who writes what of random checks: for each kind of row its own agency's coordinator, the city's where
 * it is theirs too, and nobody else.  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

#include "lib/law/item.h"
#include "lib/spotcheck/item.h"
#include "lib/spotcheck/library.h"
#include "lib/spotcheck/officer.h"
#include "lib/spotcheck/plan.h"
#include "lib/spotcheck/task.h"

#define ASK(sql, ...) __extension__ ({ struct db_row row_; must(DB_ONE(A, D->db, &row_, sql, \
	##__VA_ARGS__)); row_i64(row_, "n"); })
#define SAY(sql, ...) __extension__ ({ struct db_row row_; must(DB_ONE(A, D->db, &row_, sql, \
	##__VA_ARGS__)); row_text(row_, "t"); })
#define RUN(sql, ...) must(DB_EXEC(A, D->db, sql, ##__VA_ARGS__))
#define OWN (D->agency[0].coordinator)
#define OTHER (D->agency[1].coordinator)

static struct ref a_firm;

static int32_t
today(void)
{
	return time_day(D->now);
}

static struct ref
firm(void)
{
	struct demo_party p;

	must(demo_party_new(A, D, false, &p));
	return p.subject;
}

static int64_t kept_officer, kept_object, kept_item, kept_plan;
static struct ref kept_tie, kept_line, kept_task_ref;

static enum err
by_officer(int64_t by)
{
	return spotcheck_officer_set(A, D->db, kept_officer,
	    (int32_t)ASK("select coalesce(max(version), 0) as n from xz.spotcheck_officer"
	    " where officer_id = $1", DB_I64(kept_officer)), NULL, 0, true, "", by);
}

static enum err
by_tie(int64_t by)
{
	struct spotcheck_tie_new t = { .officer = kept_officer, .subject = a_firm,
	    .kind = by == OWN ? "relative" : "other", .source = "found", .from = today(), .by = by };

	return spotcheck_tie_add(A, D->db, &t);
}

static void
in_force(void)
{
	RUN("update xz.spotcheck_tie set valid_to = null where ref = $1", DB_REF(kept_tie));
	RUN("update xz.spotcheck_object set ended_on = null, version = 1 where id = $1", DB_I64(kept_object));
}

static enum err
by_tie_end(int64_t by)
{
	in_force();
	return spotcheck_tie_end(A, D->db, kept_officer, kept_tie, today(), by);
}

static enum err
by_object(int64_t by)
{
	in_force();
	return spotcheck_object_end(A, D->db, kept_object, 1, "moved", today(), by);
}

static enum err
by_item(int64_t by)
{
	struct spotcheck_rates r = { { { true, (int)by % 100, 1 } }, "test" };

	return spotcheck_rates_put(A, D->db, kept_item, &r, today(), by);
}

static enum err
by_line(int64_t by)
{
	struct spotcheck_line_new n = { .title = "任务", .kind = "routine", .scope = "", .batches = 1, .from_month = 1,
	    .to_month = 2 };

	return spotcheck_line_put(A, D->db, kept_plan, kept_line, &n, by);
}

static enum err
by_publication(int64_t by)
{
	/* no plan has this version: allowed is who comes that far */
	return spotcheck_plan_publish(A, D->db, kept_plan, 0, by) == ERR_CONFLICT ? OK : ERR_DENIED;
}

static enum err
by_task(int64_t by)
{
	struct spotcheck_task t;

	must(spotcheck_task_get(A, D->db, kept_task_ref, &t));
	return spotcheck_task_change(A, D->db, &t, t.version, by);
}

static const char *
all_of_it(void)
{
	return SAY("select md5(concat((select string_agg(x::text, '|' order by x.officer_id)"
	    " from xz.spotcheck_officer x), (select string_agg(x::text, '|' order by x.id)"
	    " from xz.spotcheck_tie x), (select string_agg(x::text, '|' order by x.id) from"
	    " xz.spotcheck_object x), (select string_agg(x::text, '|' order by x.id)"
	    " from xz.spotcheck_rate x), (select string_agg(x::text,"
	    " '|' order by x.id) from xz.spotcheck_plan x), (select string_agg(x::text, '|' order by x.id)"
	    " from xz.spotcheck_plan_line x), (select string_agg(x::text, '|' order by x.id)"
	    " from xz.spotcheck_task x))) as t");
}

static void
make_kept(void)
{
	struct spotcheck_object_new site = { .kind = "site", .name = "库房", .address = "" };
	struct law_item_new item = { .code = "T-K", .name = "自有事项", .name_en = "", .pass_test = "",
	    .kind = "general", .mode = "onsite", .method = "现场", .standard = "标准",
	    .agency = D->agency[0].id };
	struct spotcheck_rates none = { .source = "" };
	struct spotcheck_task t = { .agency = D->agency[0].id, .title = "任务", .scope = { .not_since = DAY_NONE },
	    .strata_by = "class", .agencies = "sj", .skills = "", .unit_by = "unit", .team_size = 2,
	    .contributions = "none", .beacon = "", .publication = "at-draw",
	    .reveal_by = TIME_NONE, .publish_by = TIME_NONE };
	const struct db_rows *rows;
	struct db_row r;
	struct ref plan;
	const char *id;

	a_firm = firm();
	site.subject = a_firm;
	kept_officer = ASK("select officer_id as n from xz.people_account where id = $1",
	    DB_I64(D->agency[0].unit[1].officer[0]));
	must(by_tie(OWN));
	must(spotcheck_tie_list(A, D->db, kept_officer, &rows));
	kept_tie = row_ref(db_at(rows, 0), "ref");
	must(spotcheck_object_add(A, D->db, &site, OWN, &id));
	kept_object = ASK("select id as n from xz.spotcheck_object where object_id = $1", DB_TEXT(id));
	must(spotcheck_item_add(A, D->db, &item, &none, today(), OWN, &kept_item));
	must(spotcheck_plan_add(A, D->db, D->agency[0].id, 2027, "归属", OWN, &plan));
	must(spotcheck_plan_get(A, D->db, plan, &r));
	kept_plan = row_i64(r, "id");
	must(by_line(OWN));
	must(spotcheck_line_list(A, D->db, kept_plan, &rows));
	kept_line = row_ref(db_at(rows, 0), "ref");
	must(spotcheck_task_add(A, D->db, &t, 2026, OWN, &kept_task_ref));
}

static void
test_only_their_keepers_write(void **state)
{
	static const struct {
		enum err (*write)(int64_t by);
		bool city;	/* the city's coordinator too */
	} c[] = { { by_officer, true }, { by_tie, true }, { by_tie_end, true }, { by_object, true }, { by_item, false },
	    { by_line, false },
		{ by_publication, false }, { by_task, false } };
	const char *before;
	size_t i;

	(void)state;
	make_kept();
	for (i = 0; i < sizeof(c) / sizeof(*c); i++) {
		if (c[i].write != by_tie)
			must(c[i].write(OWN));
		if (c[i].city)
			must(c[i].write(D->coordinator));
		in_force();
		before = all_of_it();
		assert_int_equal(c[i].write(OTHER), ERR_DENIED);
		assert_int_equal(c[i].write(D->agency[0].head), ERR_DENIED);
		assert_int_equal(c[i].write(0), ERR_DENIED);
		if (!c[i].city)
			assert_int_equal(c[i].write(D->coordinator), ERR_DENIED);
		assert_string_equal(all_of_it(), before);
	}
}

static void
test_what_is_no_agencys_is_the_citys(void **state)
{
	struct law_item_new item = { .code = "T-C", .name = "全市事项", .name_en = "", .pass_test = "",
	    .kind = "general", .mode = "onsite", .method = "现场", .standard = "标准" };
	struct spotcheck_rates none = { .source = "" };
	struct spotcheck_scope q = { .region = "430427", .not_since = DAY_NONE };
	int64_t added, renewed;
	struct ref one = firm(), plan;
	int64_t id = 0;

	(void)state;
	assert_int_equal(spotcheck_item_add(A, D->db, &item, &none, today(), OWN, &id), ERR_DENIED);
	must(spotcheck_item_add(A, D->db, &item, &none, today(), D->coordinator, &id));
	assert_int_equal(spotcheck_item_publish(A, D->db, id, 1, today(), OWN), ERR_DENIED);
	must(spotcheck_item_publish(A, D->db, id, 1, today(), D->coordinator));
	assert_int_equal(spotcheck_item_change(A, D->db, id, 2, &item, &none, today(), OTHER), ERR_DENIED);
	assert_int_equal(spotcheck_item_end(A, D->db, id, 2, today(), OTHER), ERR_DENIED);
	must(spotcheck_item_end(A, D->db, id, 2, today(), D->coordinator));
	assert_int_equal(spotcheck_plan_add(A, D->db, D->agency[1].id, 2027, "他人", OWN, &plan), ERR_DENIED);
	/* an object that a program added; the library built again leaves what is another's as it is */
	RUN("update xz.register_subject set region = '430427', industry = 'C14' where ref = $1", DB_REF(one));
	must(spotcheck_library_add(A, D->db, &q, today(), OWN, &added, &renewed));
	assert_int_equal(added, 1);
	RUN("update xz.spotcheck_object set added_by = (select min(id) from xz.people_principal where kind = 'service')"
	    " where region = '430427'");
	RUN("update xz.register_subject set industry = 'F52' where ref = $1", DB_REF(one));
	must(spotcheck_library_add(A, D->db, &q, today(), OTHER, &added, &renewed));
	assert_int_equal(added + renewed, 0);
	assert_string_equal(SAY("select industry as t from xz.spotcheck_object where region = '430427'"), "C14");
	kept_object = ASK("select id as n from xz.spotcheck_object where region = '430427'");
	must(spotcheck_library_add(A, D->db, &q, today(), D->coordinator, &added, &renewed));
	assert_int_equal(renewed, 1);
	assert_int_equal(by_object(OWN), ERR_DENIED);
	must(by_object(D->coordinator));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_only_their_keepers_write),
		cmocka_unit_test(test_what_is_no_agencys_is_the_citys),
	};

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
