/* test_spotcheck.c - libraries, plans, drafts and the announcement: pools, quotas, recusals, the bytes of the files
 * against xiezhi verify-draw, and what must be refused.  XZ_TEST_PLAY_DB: an empty store of its own. */
#include <sys/wait.h>
#include <unistd.h>

#include "tests/db/play.h"

#include "lib/draw/draw.h"
#include "lib/law/item.h"
#include "lib/people/people.h"
#include "lib/spotcheck/announcement.h"
#include "lib/spotcheck/item.h"
#include "lib/spotcheck/library.h"
#include "lib/spotcheck/officer.h"
#include "lib/spotcheck/plan.h"
#include "lib/spotcheck/secret.h"

#define ASK(sql, ...) __extension__ ({ struct db_row row_; must(DB_ONE(A, D->db, &row_, sql, \
	##__VA_ARGS__)); row_i64(row_, "n"); })
#define SAY(sql, ...) __extension__ ({ struct db_row row_; must(DB_ONE(A, D->db, &row_, sql, \
	##__VA_ARGS__)); row_text(row_, "t"); })
#define RUN(sql, ...) must(DB_EXEC(A, D->db, sql, ##__VA_ARGS__))

#define OWN (D->agency[0].coordinator)

static const char *item_text;	/* a published item, as forms name it */
static struct ref item_ref;

static int64_t
today(void)
{
	return time_day(D->now);
}

/* A firm in the register with what pools go by. */
static struct ref
firm(const char *region, const char *industry, const char *class)
{
	struct demo_party p;

	must(demo_party_new(A, D, false, &p));
	RUN("update xz.register_subject set region = $2, industry = $3 where ref = $1", DB_REF(p.subject),
	    DB_TEXT(region), DB_TEXT(industry));
	if (class != NULL)
		RUN("insert into xz.register_class (subject_id, class, source) select id, $2, 'test'"
		    " from xz.register_subject where ref = $1", DB_REF(p.subject), DB_TEXT(class));
	return p.subject;
}

static struct spotcheck_found
count_of(const char *region)
{
	struct spotcheck_scope q = { .region = region, .not_since = DAY_NONE };
	struct spotcheck_found f;

	must(spotcheck_library_count(A, D->db, &q, (int32_t)today(), &f));
	return f;
}

static int64_t
add_firms(const char *region)
{
	struct spotcheck_scope q = { .region = region, .not_since = DAY_NONE };
	int64_t added, renewed;

	must(spotcheck_library_add(A, D->db, &q, (int32_t)today(), OWN, &added, &renewed));
	return added;
}

static void
test_library_holds_firms_of_the_query(void **state)
{
	struct spotcheck_object_query all = { .want = 10 };
	const struct db_rows *rows;
	struct demo_party person;
	struct spotcheck_found f;
	struct ref one = firm("430481", "C14", "A"), two = firm("430482", "F51", NULL);
	const char *ref;

	(void)state;
	must(demo_party_new(A, D, true, &person));
	RUN("update xz.register_subject set region = '430481' where ref = $1", DB_REF(person.subject));
	RUN("update xz.register_code set valid_to = xz.today() where subject_id = (select id from xz.register_subject"
	    " where ref = $1)", DB_REF(two));
	f = count_of("430481");
	assert_int_equal(f.fresh, 1);
	assert_int_equal(f.present, 0);
	assert_int_equal(add_firms("430481"), 1);
	assert_int_equal(add_firms("430481"), 0);
	assert_int_equal(count_of("430481").present, 1);
	assert_int_equal(add_firms("430482"), 1);
	all.text = NULL;
	must(spotcheck_object_list(A, D->db, &all, &rows));
	assert_int_equal(db_count(rows), 2);
	/* the one without a code goes by its ref */
	ref = story_ref(A, two);
	assert_int_equal(ASK("select count(*) as n from xz.spotcheck_object where object_id = $1", DB_TEXT(ref)), 1);
	assert_int_equal(ASK("select count(*) as n from xz.spotcheck_object o"
	    " join xz.register_subject s on s.id = o.subject_id"
	    " join xz.register_code c on c.subject_id = s.id where s.ref = $1 and o.object_id = c.code"
	    " and o.region = '430481'", DB_REF(one)), 1);
}

/* One firm of each kind in a division of its own: each of the four questions finds its own ones, and they add up. */
static void
test_library_is_built_by_each_of_the_four(void **state)
{
	static const struct {
		struct spotcheck_scope q;
		int want;
	} ask[] = {
		{ { .region = "430426", .not_since = DAY_NONE }, 4 },
		{ { .region = "430426", .industry = "C14", .not_since = DAY_NONE }, 2 },
		{ { .region = "430426", .licence = "food_production", .not_since = DAY_NONE }, 1 },
		{ { .region = "430426", .classes = "D", .not_since = DAY_NONE }, 1 },
		{ { .region = "430426", .classes = "A,D", .not_since = DAY_NONE }, 3 },
		{ { .region = "430426", .classes = "N", .not_since = DAY_NONE }, 1 },
		{ { .region = "430426", .industry = "C14", .licence = "food_production", .classes = "D",
		    .not_since = DAY_NONE }, 0 },
	};
	struct ref food = firm("430426", "C1419", "A"), risky = firm("430426", "C14", "D"),
	    shop = firm("430426", "F51", NULL);
	struct spotcheck_found f;
	int64_t added, renewed;
	size_t i;

	(void)state;
	(void)risky;
	(void)shop;
	(void)firm("430426", "F52", "A");
	RUN("insert into xz.register_licence (subject_id, kind, number, valid_from, valid_to, state)"
	    " select s.id, 'food_production', x.number, x.valid_from, x.valid_to, x.state"
	    " from xz.register_subject s, (values ('SC1', xz.today() - 9, null::date, 'valid'),"
	    " ('SC0', xz.today() - 900, xz.today() - 1, 'valid'), ('SC2', xz.today() - 9, null, 'revoked')) x (number,"
	    " valid_from, valid_to, state)"
	    " where (s.ref = $1) = (x.number = 'SC1') and s.region = '430426'", DB_REF(food));
	for (i = 0; i < sizeof(ask) / sizeof(*ask); i++) {
		must(spotcheck_library_count(A, D->db, &ask[i].q, (int32_t)today(), &f));
		assert_int_equal(f.fresh, ask[i].want);
	}
	must(spotcheck_library_add(A, D->db, &ask[3].q, (int32_t)today(), OWN, &added, &renewed));
	assert_int_equal(added, 1);
	assert_int_equal(ASK("select count(*) as n from xz.spotcheck_object o"
	    " join xz.register_subject s on s.id = o.subject_id where s.ref = $1",
	    DB_REF(risky)), 1);
	must(spotcheck_library_add(A, D->db, &ask[2].q, (int32_t)today(), OWN, &added, &renewed));
	assert_int_equal(added, 1);
	assert_int_equal(ASK("select count(*) as n from xz.spotcheck_object o"
	    " join xz.register_subject s on s.id = o.subject_id where s.ref = $1",
	    DB_REF(food)), 1);
	must(spotcheck_library_add(A, D->db, &ask[0].q, (int32_t)today(), OWN, &added, &renewed));
	assert_int_equal(added, 2);
}

static void
test_library_follows_the_register_and_keeps_what_ended(void **state)
{
	struct ref one = firm("430423", "C14", "A");
	struct spotcheck_object_query q = { .region = "430423", .want = 10 };
	const struct db_rows *rows;
	struct db_row r;

	(void)state;
	assert_int_equal(add_firms("430423"), 1);
	RUN("update xz.register_subject set industry = 'F52' where ref = $1", DB_REF(one));
	assert_int_equal(add_firms("430423"), 0);
	assert_string_equal(SAY("select industry as t from xz.spotcheck_object where region = '430423'"), "F52");
	must(spotcheck_object_list(A, D->db, &q, &rows));
	must(spotcheck_object_get(A, D->db, row_ref(db_at(rows, 0), "ref"), &r));
	assert_int_equal(spotcheck_object_end(A, D->db, row_i64(r, "id"), 99, "moved", (int32_t)today(), OWN),
	    ERR_CONFLICT);
	must(spotcheck_object_end(A, D->db, row_i64(r, "id"), row_i32(r, "version"), "moved", (int32_t)today(), OWN));
	assert_int_equal(count_of("430423").ended, 1);
	assert_int_equal(add_firms("430423"), 0);
	must(spotcheck_object_list(A, D->db, &q, &rows));
	assert_int_equal(db_count(rows), 0);
}

static void
test_sites_are_numbered_by_kind(void **state)
{
	struct spotcheck_object_new n = { .subject = firm("430424", "C14", NULL), .kind = "site", .name = "一号库房",
	    .address = "" };
	struct demo_party person;
	const char *id, *code;

	(void)state;
	code = SAY("select c.code as t from xz.register_code c join xz.register_subject s on s.id = c.subject_id"
	    " where s.ref = $1", DB_REF(n.subject));
	must(spotcheck_object_add(A, D->db, &n, OWN, &id));
	assert_string_equal(id, arena_printf(A, "%s-S1", code));
	must(spotcheck_object_add(A, D->db, &n, OWN, &id));
	assert_string_equal(id, arena_printf(A, "%s-S2", code));
	n.kind = "product";
	must(spotcheck_object_add(A, D->db, &n, OWN, &id));
	assert_string_equal(id, arena_printf(A, "%s-P1", code));
	n.kind = "project";
	must(spotcheck_object_add(A, D->db, &n, OWN, &id));
	assert_string_equal(id, arena_printf(A, "%s-J1", code));
	must(demo_party_new(A, D, true, &person));
	n.subject = person.subject;
	assert_int_equal(spotcheck_object_add(A, D->db, &n, OWN, &id), ERR_NOT_FOUND);
}

/* ---- officers */

static int64_t
officers_drawn(const char *drawn)
{
	struct spotcheck_officer_query q = { .agency = D->agency[0].id, .drawn = drawn, .today = (int32_t)today(),
	    .want = 100 };
	const struct db_rows *rows;

	must(spotcheck_officer_list(A, D->db, &q, &rows));
	return db_count(rows);
}

static void
test_officers_need_a_certificate_an_account_and_the_library(void **state)
{
	int64_t all = officers_drawn("yes"), not_drawn = officers_drawn("no"), officer;
	struct db_row r;
	const char *skills[] = { "food" };

	(void)state;
	assert_int_equal(all, ASK("select count(*) as n from xz.people_duty d"
	    " join xz.people_account c on c.id = d.account_id"
	    " where d.duty = 'officer' and c.agency_id = $1", DB_I64(D->agency[0].id)));
	assert_true(all > 0 && not_drawn > 0);	/* heads and reviewers hold certificates, and open no visit */
	officer = ASK("select officer_id as n from xz.people_account where id = $1",
	    DB_I64(D->agency[0].unit[1].officer[3]));
	must(spotcheck_officer_set(A, D->db, officer, 0, skills, 1, false, "长期病假", OWN));
	assert_int_equal(officers_drawn("yes"), all - 1);
	assert_int_equal(officers_drawn("no"), not_drawn + 1);
	assert_int_equal(spotcheck_officer_set(A, D->db, officer, 0, skills, 1, true, "", OWN), ERR_CONFLICT);
	must(spotcheck_officer_set(A, D->db, officer, 1, skills, 1, true, "", OWN));
	assert_int_equal(officers_drawn("yes"), all);
	RUN("update xz.people_certificate set status = 'suspended' where officer_id = $1", DB_I64(officer));
	assert_int_equal(officers_drawn("yes"), all - 1);
	RUN("update xz.people_certificate set status = 'valid' where officer_id = $1", DB_I64(officer));
	RUN("update xz.people_account set active = false where officer_id = $1", DB_I64(officer));
	assert_int_equal(officers_drawn("yes"), all - 1);
	assert_int_equal(officers_drawn("no"), not_drawn + 1);
	RUN("update xz.people_account set active = true where officer_id = $1", DB_I64(officer));
	must(spotcheck_officer_get(A, D->db, (struct ref){ { 0 } }, (int32_t)today(),
	    &r) == ERR_NOT_FOUND ? OK : ERR_DB);
}

/* ---- items and plans */

static void
test_item_rates_are_dated(void **state)
{
	struct spotcheck_rates rates = { { { true, 30, 1 }, { true, 50, 1 }, { true, 100, 2 }, { false, 0, 0 } },
	    "依据甲" };
	struct law_item_new n = { .code = "T-1", .name = "试验事项", .name_en = "Test", .kind = "general",
	    .mode = "onsite", .method = "现场", .standard = "标准", .pass_test = "合格" };
	struct db_row r;
	int64_t id = 0;

	(void)state;
	must(law_item_add(A, D->db, &n, (int32_t)today(), &id));
	assert_int_equal(law_item_add(A, D->db, &n, (int32_t)today(), &id), ERR_CONFLICT);
	must(DB_ONE(A, D->db, &r, "select ref from xz.law_check_item where code = 'T-1'"));
	item_ref = row_ref(r, "ref");
	item_text = story_ref(A, item_ref);
	must(spotcheck_rates_put(A, D->db, id, &rates, (int32_t)today() - 10, D->coordinator));
	rates.rate[1].permille = 60;
	must(spotcheck_rates_put(A, D->db, id, &rates, (int32_t)today(), D->coordinator));
	must(spotcheck_item_get(A, D->db, item_ref, &r));
	assert_int_equal(row_i64(r, "ratio_a"), 30);
	assert_int_equal(row_i64(r, "ratio_b"), 60);
	assert_false(row_has(r, "ratio_d"));
	assert_int_equal(ASK("select count(*) as n from xz.spotcheck_rate where item_id = $1", DB_I64(id)), 4);
	assert_int_equal(ASK("select ratio_permille as n from xz.spotcheck_rate where item_id = $1"
	    " and valid_to = $2::date - 1", DB_I64(id), DB_DAY(today())), 50);
	assert_int_equal(law_item_publish(A, D->db, id, 7, (int32_t)today()), ERR_CONFLICT);
	must(law_item_publish(A, D->db, id, 1, (int32_t)today()));
	/* shipped data does not take back what a site wrote */
	assert_string_equal(SAY("select origin as t from xz.law_check_item where id = $1", DB_I64(id)), "site");
}

static void
test_a_published_plan_is_fixed(void **state)
{
	const char *items[] = { item_text }, *agencies[] = { "sj", "hj" };
	struct spotcheck_line_new n = { .title = "食品抽查", .kind = "routine", .joint = true, .scope = "食品生产者",
	    .batches = 2, .from_month = 3, .to_month = 9, .ratio_permille = 50, .item = items, .item_n = 1,
	    .agency = agencies, .agency_n = 2 };
	const struct db_rows *rows;
	struct db_row r;
	struct ref plan;
	int64_t id;

	(void)state;
	must(spotcheck_plan_add(A, D->db, D->agency[0].id, 2026, "计划", OWN, &plan));
	must(spotcheck_plan_get(A, D->db, plan, &r));
	id = row_i64(r, "id");
	assert_int_equal(spotcheck_plan_publish(A, D->db, id, row_i32(r, "version"), OWN), ERR_STATE);
	must(spotcheck_line_put(A, D->db, id, (struct ref){ { 0 } }, &n, OWN));
	n.item_n = 0;
	must(spotcheck_line_put(A, D->db, id, (struct ref){ { 0 } }, &n, OWN));
	assert_int_equal(spotcheck_plan_publish(A, D->db, id, 1, OWN), ERR_CONFLICT);
	assert_int_equal(spotcheck_plan_publish(A, D->db, id, 3, OWN), ERR_STATE);
	must(spotcheck_line_list(A, D->db, id, &rows));
	assert_int_equal(db_count(rows), 2);
	assert_string_equal(row_text(db_at(rows, 0), "items_zh"), "试验事项");
	must(spotcheck_line_remove(A, D->db, row_ref(db_at(rows, 1), "ref"), OWN));
	must(spotcheck_plan_publish(A, D->db, id, 4, OWN));
	n.item_n = 1;
	assert_int_equal(spotcheck_line_put(A, D->db, id, (struct ref){ { 0 } }, &n, OWN), ERR_STATE);
	assert_int_equal(spotcheck_line_remove(A, D->db, row_ref(db_at(rows, 0), "ref"), OWN), ERR_STATE);
	assert_int_equal(spotcheck_plan_publish(A, D->db, id, 5, OWN), ERR_CONFLICT);
}

/* ---- drafts and the announcement */

#define REGION "430405"
static struct ref firms[12];

static struct spotcheck_task
plain(void)
{
	return (struct spotcheck_task){ .agency = D->agency[0].id, .title = "试验抽查",
	    .scope = { .region = REGION, .not_since = DAY_NONE }, .strata_by = "class", .quota_all_given = true,
	    .quota_all = { .n = -1, .permille = 250 }, .agencies = "sj", .skills = "",
	    .unit_by = "unit", .team_size = 2, .contributions = "witness", .pledges = true, .beacon = "",
	    .publication = "at-draw", .reveal_by = D->now + 5 * DAY_US, .publish_by = TIME_NONE, .item = &item_text,
	    .item_n = 1 };
}

static struct ref
drafted(const struct spotcheck_task *t)
{
	struct ref ref;

	must(spotcheck_task_add(A, D->db, t, 2026, OWN, &ref));
	return ref;
}

static enum err
announce_fn(struct arena *a, struct db *db, void *ctx)
{
	return spotcheck_announce(a, db, ctx);
}

static enum err
announce(struct ref task, int32_t version, struct problems *p, struct spotcheck_announcing *x)
{
	problems_init(p, A);
	*x = (struct spotcheck_announcing){ .task = task, .version = version, .by = OWN, .problems = p };
	return db_tx_run(A, D->db, NULL, announce_fn, x, NULL);
}

static void
make_firms(void)
{
	static const char *const class[] = { "A", "A", "A", "A", "A", "B", "B", "C", "C", "D", NULL, NULL };
	int i;

	for (i = 0; i < 12; i++)
		firms[i] = firm(REGION, "C14", class[i]);
	assert_int_equal(add_firms(REGION), 12);
}

static void
test_preview_counts_strata_and_quotas(void **state)
{
	struct spotcheck_task t = plain();
	struct spotcheck_quota_row own[] = { { "B", { .n = 2 } } };
	struct spotcheck_pools p;

	(void)state;
	make_firms();
	t.quota = own;
	t.quota_n = 1;
	must(spotcheck_task_get(A, D->db, drafted(&t), &t));
	assert_string_equal(t.draw_id, "sj-2026-0001");
	must(spotcheck_pools_now(A, D->db, &t, (int32_t)today(), &p));
	assert_int_equal(p.stratum_n, 5);
	assert_int_equal(p.pool, 12);
	assert_string_equal(p.stratum[0].key, "A");
	assert_int_equal(p.stratum[0].pool, 5);
	assert_int_equal(p.stratum[0].quota, 2);	/* a quarter of five, rounded up */
	assert_int_equal(p.stratum[1].quota, 2);
	assert_int_equal(p.stratum[3].quota, 1);
	assert_string_equal(p.stratum[4].name_zh, "未分类");
	assert_int_equal(p.officers, officers_drawn("yes"));
	t.scope.classes = "C,D";
	must(spotcheck_pools_now(A, D->db, &t, (int32_t)today(), &p));
	assert_int_equal(p.pool, 3);
	t.strata_by = "region";
	must(spotcheck_pools_now(A, D->db, &t, (int32_t)today(), &p));
	assert_string_equal(p.stratum[0].name_zh, "珠晖区");
	t.strata_by = "industry";
	must(spotcheck_pools_now(A, D->db, &t, (int32_t)today(), &p));
	assert_string_equal(p.stratum[0].key, "C14");
	assert_string_equal(p.stratum[0].name_zh, "食品制造业");
	t.strata_by = "none";
	must(spotcheck_pools_now(A, D->db, &t, (int32_t)today(), &p));
	assert_string_equal(p.stratum[0].name_en, "All");
	t.scope.licence = "food_production";
	must(spotcheck_pools_now(A, D->db, &t, (int32_t)today(), &p));
	assert_int_equal(p.pool, 0);
	t.agencies = "sj,hj";
	t.unit_by = "agency";
	must(spotcheck_pools_now(A, D->db, &t, (int32_t)today(), &p));
	assert_int_equal(p.unit_n, 2);
}

static void
visit(struct ref subject, const char *certificate, int days_ago, bool clean)
{
	RUN("with v as materialized (select id, xz.new_ref() as source, xz.today() - $4::int as day"
	    " from xz.register_subject where ref = $1) insert into xz.inspection_visit (subject_id, agency_id, kind,"
	    " day, officers, source_kind, source_ref, clean)"
	    " select v.id, $2, 'routine', v.day, array[$3::text], 'inspection', v.source, $5 from v cross join lateral"
	    " xz.inspection_take('inspection', v.source, v.id, $2, v.day, 'routine', true, null, null, null,"
	    " 'routine')", DB_REF(subject), DB_I64(D->agency[0].id), DB_TEXT(certificate),
	    DB_I64(days_ago), DB_BOOL(clean));
}

static void
test_recusals_from_ties_and_three_clean_visits(void **state)
{
	struct spotcheck_task t = plain();
	struct spotcheck_tie_new tie = { .subject = firms[0], .kind = "relative", .source = "declared",
	    .from = (int32_t)today(), .by = OWN };
	struct spotcheck_pools p;
	const struct db_rows *rows;
	const char *certificate;
	int64_t officer[2];
	int i;

	(void)state;
	for (i = 0; i < 2; i++)
		officer[i] = ASK("select officer_id as n from xz.people_account where id = $1",
		    DB_I64(D->agency[0].unit[0].officer[i]));
	certificate = SAY("select no as t from xz.people_certificate where officer_id = $1", DB_I64(officer[1]));
	tie.officer = officer[0];
	must(spotcheck_tie_add(A, D->db, &tie));
	assert_int_equal(spotcheck_tie_add(A, D->db, &tie), ERR_CONFLICT);
	for (i = 0; i < 3; i++)
		visit(firms[1], certificate, 30 * (i + 1), true);
	visit(firms[2], certificate, 10, true);
	visit(firms[2], certificate, 20, true);
	visit(firms[2], certificate, 30, false);
	visit(firms[3], certificate, 10, true);
	visit(firms[3], certificate, 20, true);
	visit(firms[3], certificate, 370, true);	/* longer ago than a year */
	must(spotcheck_pools_now(A, D->db, &t, (int32_t)today(), &p));
	assert_int_equal(p.relative, 1);
	assert_int_equal(p.three_clean, 1);
	assert_int_equal(p.former_employer + p.other, 0);
	must(spotcheck_tie_list(A, D->db, officer[0], &rows));
	assert_int_equal(db_count(rows), 1);
}

static int
verify(struct ref task)
{
	char folder[] = "/tmp/xz-draw-XXXXXX", path[4096], *slash;
	ssize_t got = readlink("/proc/self/exe", path, sizeof(path) - 1);
	const struct db_rows *rows;
	int i, status, up;

	assert_true(got > 0);
	path[got] = '\0';
	for (up = 0; up < 3 && (slash = strrchr(path, '/')) != NULL; up++)
		*slash = '\0';
	assert_non_null(mkdtemp(folder));
	must(DB_MANY(A, D->db, &rows,
	    "select f.name, f.body from xz.spotcheck_file f join xz.spotcheck_task t on t.id = f.task_id"
	    " where t.ref = $1"
	    " and f.public_at is not null", DB_REF(task)));
	for (i = 0; i < db_count(rows); i++) {
		size_t n;
		const void *body = row_bytes(A, db_at(rows, i), "body", &n);
		FILE *f = fopen(arena_printf(A, "%s/%s", folder, row_text(db_at(rows, i), "name")), "w");

		assert_non_null(f);
		assert_int_equal(fwrite(body, 1, n, f), n);
		assert_int_equal(fclose(f), 0);
	}
	status = system(arena_printf(A, "%s/bin/xiezhi verify-draw %s >%s/said 2>&1", path, folder, folder));
	if (WEXITSTATUS(status) != 3)
		assert_int_equal(system(arena_printf(A, "cat %s/said >&2", folder)), 0);
	assert_int_equal(system(arena_printf(A, "rm -rf %s", folder)), 0);
	return WEXITSTATUS(status);
}

static void
test_announcement_binds_the_operator(void **state)
{
	struct spotcheck_task t = plain();
	struct spotcheck_minimum unit = { .min = 1 };
	struct spotcheck_announcing x, again;
	struct problems p;
	struct ref ref;
	struct db_row r;
	unsigned char secret[32], commitment[32];
	const void *sealed, *stored;
	size_t n, m;

	(void)state;
	unit.unit = SAY("select u.name as t from xz.people_unit u join xz.people_account a on a.unit_id = u.id"
	    " where a.id = $1", DB_I64(D->agency[0].unit[0].officer[0]));
	t.minimum = &unit;
	t.minimum_n = 1;
	ref = drafted(&t);
	must(announce(ref, 1, &p, &x));
	assert_int_equal(x.pools.pool, 12);
	assert_int_equal(verify(ref), 3);
	must(DB_ONE(A, D->db, &r,
	    "select t.id, t.draw_id, t.state, t.commitment, t.secret_sealed, f.body from xz.spotcheck_task t"
	    " join xz.spotcheck_file f on f.task_id = t.id and f.name = 'avoid.tsv' and f.public_at is null"
	    " where t.ref = $1", DB_REF(ref)));
	assert_string_equal(row_text(r, "state"), "announced");
	sealed = row_bytes(A, r, "secret_sealed", &n);
	stored = row_bytes(A, r, "commitment", &m);
	must(spotcheck_secret_open(A, row_text(r, "draw_id"), sealed, n, secret));
	draw_commitment(secret, commitment);
	assert_memory_equal(commitment, stored, 32);
	assert_int_equal(spotcheck_secret_open(A, "sj-2026-0001", sealed, n, secret), ERR_STATE);
	assert_int_equal(ASK("select count(*) as n from xz.event e join xz.spotcheck_file f on f.task_id = $1"
	    " and f.name = 'announcement.json'"
	    " where e.kind = 'draw.announced' and e.subject_kind = 'draw'"
	    " and e.payload = jsonb_build_object('digest', encode(f.sha256, 'hex'), 'id', $2::text)",
	    DB_I64(row_i64(r, "id")), DB_TEXT(row_text(r, "draw_id"))), 1);
	/* the digests of the files are those of the announcement, and the lines lie bytewise */
	assert_int_equal(ASK("select count(*) as n from xz.spotcheck_file f"
	    " join xz.spotcheck_file j on j.task_id = f.task_id and j.name = 'announcement.json'"
	    " where f.task_id = $1 and f.name like '%.tsv'"
	    " and convert_from(j.body, 'UTF8')::json -> 'files' ->> f.name = encode(sha256(f.body), 'hex')",
	    DB_I64(row_i64(r, "id"))), 3);
	assert_int_equal(ASK("select count(*) as n from (select l, lag(l) over (order by i) as before"
	    " from xz.spotcheck_file f, regexp_split_to_table(convert_from(f.body, 'UTF8'),"
	    " '\\n') with ordinality x (l, i) where f.task_id = $1 and f.name like 'o%' and l <> ''"
	    " and f.name = 'objects.tsv') y where l collate \"C\" <= before collate \"C\"", DB_I64(row_i64(r, "id"))),
	    0);
	assert_int_equal(ASK("select count(*) as n from xz.spotcheck_avoid where task_id = $1",
	    DB_I64(row_i64(r, "id"))), 2);
	/* the second coordinator is told */
	assert_int_equal(announce(ref, 1, &p, &again), ERR_CONFLICT);
	assert_int_equal(announce(ref, 2, &p, &again), ERR_CONFLICT);
	t.id = row_i64(r, "id");
	assert_int_equal(spotcheck_task_change(A, D->db, &t, 2, OWN), ERR_CONFLICT);
}

static void
test_announcement_takes_the_register_of_the_moment(void **state)
{
	struct spotcheck_task t = plain();
	struct spotcheck_announcing x;
	struct spotcheck_pools before;
	struct problems p;
	struct ref ref = drafted(&t);

	(void)state;
	must(spotcheck_pools_now(A, D->db, &t, (int32_t)today(), &before));
	assert_int_equal(before.pool, 12);
	RUN("update xz.register_subject set status = 'cancelled' where ref = $1", DB_REF(firms[11]));
	must(announce(ref, 1, &p, &x));
	assert_int_equal(x.pools.pool, 11);
	assert_int_equal(verify(ref), 3);
}

/* What is wrong, as "field: code" at most once each. */
static void
refused_for(struct spotcheck_task t, const char *field, const char *code)
{
	struct spotcheck_announcing x;
	struct problems p;
	const struct problem *one;
	struct ref ref = drafted(&t);
	int64_t files = ASK("select count(*) as n from xz.spotcheck_file");
	enum err e = announce(ref, 1, &p, &x);

	for (one = p.first; one != NULL; one = one->next)
		if (strcmp(one->field, field) == 0 && strcmp(one->code, code) == 0)
			break;
	if (e != ERR_INPUT || one == NULL)
		fail_msg("%s %s: %s %s, %s %s", field, code, err_name(e), err_last(), p.first != NULL ? p.first->field :
		    "", p.first != NULL ? p.first->code : "");
	assert_int_equal(ASK("select count(*) as n from xz.spotcheck_task k"
	    " left join xz.spotcheck_pool o on o.task_id = k.id where k.ref = $1 and"
	    " (k.state <> 'draft' or o.task_id is not null)", DB_REF(ref)), 0);
	assert_int_equal(ASK("select count(*) as n from xz.spotcheck_file"), files);
}
#define REFUSED(field_, code_, ...) do { struct spotcheck_task t = plain(); __VA_ARGS__; refused_for(t, field_, \
	code_); } while (0)

static void
test_what_cannot_be_announced_is_said_at_its_field(void **state)
{
	struct spotcheck_quota_row row = { "Z", { .n = 1 } }, many = { "A", { .n = 6 } };
	struct spotcheck_minimum nobody = { "无此大队", 1 }, few = { "执法一大队", 19 },
	    two[2] = { { "执法一大队", 2 }, { "执法三大队", 2 } };

	(void)state;
	REFUSED("region", "spot_pool_empty", t.scope.region = "430412");
	REFUSED("quotas_0_stratum", "spot_stratum_empty", t.quota = &row, t.quota_n = 1);
	REFUSED("quotas_0_quota", "spot_quota_above", t.quota = &many, t.quota_n = 1);
	REFUSED("quota_all", "spot_quota_above", t.quota_all.n = 3);
	REFUSED("quota_all", "spot_quota_none", t.quota_all_given = false);
	REFUSED("team_size", "spot_officers_few", t.team_size = 20);
	REFUSED("team_size", "spot_officers_few", t.skills = "chemistry");
	REFUSED("per_unit_0_unit", "spot_unit_none", t.minimum = &nobody, t.minimum_n = 1);
	REFUSED("per_unit_0_min", "spot_unit_few", t.team_size = 20, t.minimum = &few, t.minimum_n = 1);
	REFUSED("per_unit", "spot_minima", t.minimum = two, t.minimum_n = 2);
	REFUSED("reveal_by", "spot_reveal_past", t.reveal_by = D->now - DAY_US);
	REFUSED("reveal_by", "required", t.reveal_by = TIME_NONE);
	REFUSED("publish_by", "spot_publish_by", t.publication = "after-visits", t.publish_by = D->now + DAY_US);
	REFUSED("beacon", "spot_beacon", t.contributions = "beacon", t.pledges = false);
	REFUSED("pledges", "spot_pledges", t.contributions = "none");
	REFUSED("items", "spot_items_none", t.item_n = 0);
	RUN("update xz.law_check_item set published_on = null where ref = $1", DB_REF(item_ref));
	REFUSED("items", "spot_item_unpublished", (void)0);
	RUN("update xz.law_check_item set published_on = valid_from where ref = $1", DB_REF(item_ref));
}

static void
test_a_draft_reads_back_as_written(void **state)
{
	struct spotcheck_task t = plain(), back;
	struct spotcheck_quota_row rows[2] = { { "A", { .n = 3 } }, { "B", { .n = -1, .permille = 5 } } };
	struct spotcheck_minimum m = { "执法一大队", 1 };

	(void)state;
	t.scope = (struct spotcheck_scope){ "430400", "F51", "food_business", "firm,site", "C,D,N", 20000 };
	t.quota = rows;
	t.quota_n = 2;
	t.minimum = &m;
	t.minimum_n = 1;
	t.contributions = "beacon";
	t.pledges = false;
	t.beacon = "上证指数 2026-12-01 收盘";
	must(spotcheck_task_get(A, D->db, drafted(&t), &back));
	assert_string_equal(back.scope.kinds, "firm,site");
	assert_int_equal(back.scope.not_since, 20000);
	assert_int_equal(back.quota_n, 2);
	assert_int_equal(back.quota[1].q.permille, 5);
	assert_true(back.quota_all_given);
	assert_string_equal(back.minimum[0].unit, m.unit);
	assert_string_equal(back.beacon, t.beacon);
	assert_string_equal(back.item[0], item_text);
	assert_int_equal(back.item_n, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_library_holds_firms_of_the_query),
		cmocka_unit_test(test_library_is_built_by_each_of_the_four),
		cmocka_unit_test(test_library_follows_the_register_and_keeps_what_ended),
		cmocka_unit_test(test_sites_are_numbered_by_kind),
		cmocka_unit_test(test_officers_need_a_certificate_an_account_and_the_library),
		cmocka_unit_test(test_item_rates_are_dated),
		cmocka_unit_test(test_a_published_plan_is_fixed),
		cmocka_unit_test(test_preview_counts_strata_and_quotas),
		cmocka_unit_test(test_recusals_from_ties_and_three_clean_visits),
		cmocka_unit_test(test_announcement_binds_the_operator),
		cmocka_unit_test(test_announcement_takes_the_register_of_the_moment),
		cmocka_unit_test(test_what_cannot_be_announced_is_said_at_its_field),
		cmocka_unit_test(test_a_draft_reads_back_as_written),
	};

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
