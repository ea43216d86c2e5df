/* test_drawn.c - what comes after the announcement of a draw or its result: lapse, replacements, teams by hand, visits,
 * sealed results, files on a full disk.  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/ceremony.h"

#include "lib/spotcheck/files.h"
#include "lib/spotcheck/substitution.h"
#include "lib/spotcheck/visit.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

static int64_t
due(void)
{
	struct db_row r;
	int64_t done;

	must(DRAWS_ONE(A, D->db, &r, "select id from xz.people_account where username = 'xz-daemon'"));
	must(spotcheck_due(A, D->db, row_i64(r, "id"), &done));
	return done;
}

static void
test_lapses(void **state)
{
	const char *token[2], *id = "T-lapse", *code;
	struct spotcheck_lapse_note note;
	struct spotcheck_draw d;

	(void)state;
	announce((struct draws_new){ .draw_id = id, .contributions = "witness", .pledges = true,
	    .reveal_in = HOUR_US });
	announce((struct draws_new){ .draw_id = "T-lapse-nobody", .contributions = "witness", .pledges = true,
	    .reveal_in = HOUR_US });
	announce((struct draws_new){ .draw_id = "T-lapse-drawn", .contributions = "none", .reveal_in = HOUR_US });
	must(spotcheck_witness_links(A, D->db, act_of(), id, 2, &said, token));
	assert_string_equal(pledge(id, token[0], NULL, "甲", "a"), "pledged");
	assert_string_equal(pledge(id, token[1], NULL, "乙", "b"), "pledged");
	must(spotcheck_pledging_end(A, D->db, act_of(), id, &said));
	assert_string_equal(reveal(id, token[0], NULL, NULL, "a"), "revealed");
	must(spotcheck_close(A, D->db, act_of(), "T-lapse-drawn", NULL, &said));
	state_is(id, "revealing");
	wait_days(0);
	wait_days(0);
	wait_days(0);
	assert_string_equal(reveal(id, token[1], NULL, NULL, "b"), "late");
	told(spotcheck_close(A, D->db, act_of(), id, NULL, &said), ERR_STATE, "draw_late");
	told(spotcheck_run(A, D->db, act_of(), "T-lapse-drawn", &said), ERR_STATE, "draw_late");
	told(spotcheck_wall_code(A, D->db, act_of(), "T-lapse-nobody", &said, &code), ERR_STATE, "draw_late");
	assert_true(due() >= 3);
	get(id, &d);
	assert_string_equal(d.state, "lapsed");
	assert_string_equal(d.lapse_reason, "missing_value");
	get("T-lapse-nobody", &d);
	assert_string_equal(d.lapse_reason, "no_contribution");
	get("T-lapse-drawn", &d);
	assert_string_equal(d.lapse_reason, "not_drawn");
	assert_int_equal(number("select count(*) as n from xz.event e join xz.spotcheck_task k on k.draw_id = $1"
	    " join xz.spotcheck_file f on f.task_id = k.id and f.name = 'announcement.json'"
	    " where e.kind = 'draw.lapsed' and e.payload ->> 'id' = $1"
	    " and e.payload ->> 'digest' = encode(f.sha256, 'hex')", id), 1);
	assert_int_equal(number("select count(*) as n from xz.people_task t"
	    " join xz.spotcheck_task k on k.id = t.subject_id"
	    " where t.kind = 'draw_lapsed' and t.duty = 'coordinator' and k.draw_id = $1", id), 1);
	assert_int_equal(verified(id), 3);
	due();
	assert_int_equal(number("select count(*) as n from xz.event where kind = 'draw.lapsed'"
	    " and payload ->> 'id' = $1", id), 1);
	told(spotcheck_lapse_seen(A, D->db, act_of(), id, " ", &said), ERR_INPUT, "required");
	must(spotcheck_lapse_seen(A, D->db, act_of(), id, "一位见证人没有公开，重新组织", &said));
	told(spotcheck_lapse_seen(A, D->db, act_of(), id, "再一次", &said), ERR_STATE, "draw_seen");
	assert_int_equal(number("select count(*) as n from xz.people_task t"
	    " join xz.spotcheck_task k on k.id = t.subject_id"
	    " where t.kind = 'draw_lapsed' and t.done_at is null and k.draw_id = $1", id), 0);
	get(id, &d);
	must(spotcheck_lapse_note(A, D->db, d.id, &note));
	assert_string_equal(note.words, "一位见证人没有公开，重新组织");
	assert_int_equal(verified(id), 3);
}

static enum err
signed_by(const struct act *act, int64_t signer, struct ref ref)
{
	return spotcheck_visit_sign(A, D->db, act, ref,
	    &(struct spotcheck_signing){ .signer = signer, .method = signer == act->principal ? "account" : "code",
	    .agree = true }, &said);
}

static int64_t
late(const char *id)
{
	return number("select count(*) as n from xz.people_task t join xz.spotcheck_task k on k.id = t.subject_id"
	    " where t.subject_kind = 'draw' and t.kind = 'draw_visits_late' and t.done_at is null and k.draw_id = $1",
	    id);
}

/* With the last visit but one nothing ends; with the signature of the last the alert does. */
static void
late_ends(const char *id)
{
	const struct db_rows *rows;
	struct act two = { .occurred_at = TIME_NONE };
	struct db_row r;
	int i, n;

	must(DRAWS_MANY(A, D->db, &rows,
	    "select v.id, v.ref, one.account_id as one, two.account_id as two from xz.spotcheck_visit v"
	    " join xz.spotcheck_task k on k.id = v.task_id join xz.spotcheck_visit_officer one on one.visit_id = v.id"
	    " and one.place = 1"
	    " join xz.spotcheck_visit_officer two on two.visit_id = v.id and two.place = 2"
	    " where k.draw_id = $1 and v.state = 'open' order by v.id", DB_TEXT(id)));
	n = db_count(rows);
	assert_true(n > 1);
	assert_int_equal(late(id), 1);
	for (i = 0; i < n; i++) {
		struct db_row v = db_at(rows, i);

		must(DRAWS_ONE(A, D->db, &r,
		    "update xz.spotcheck_visit set state = 'to_sign', visited_on = xz.today(),"
		    " subject_status = 'existing', recorded_by = $2 where id = $1 returning id",
		    DB_I64(row_i64(v, "id")), DB_I64(row_i64(v, "one"))));
		assert_int_equal(late(id), 1);
		two.principal = row_i64(v, "two");
		problems_init(&said, A);
		must(signed_by(&two, two.principal, row_ref(v, "ref")));
		assert_int_equal(late(id), i + 1 < n ? 1 : 0);
	}
}

static void
test_sealed_until_the_visits_are_done(void **state)
{
	const char *id = "T-sealed";
	struct spotcheck_draw d;

	(void)state;
	announce((struct draws_new){ .draw_id = id, .contributions = "none", .after_visits = true,
	    .publish_in = 10 * DAY_US });
	must(spotcheck_close(A, D->db, act_of(), id, NULL, &said));
	must(spotcheck_run(A, D->db, act_of(), id, &said));
	get(id, &d);
	assert_string_equal(d.state, "drawn");
	assert_null(d.seed);
	assert_int_equal(verified(id), 3);
	assert_int_equal(number("select count(*) as n from xz.spotcheck_file f"
	    " join xz.spotcheck_task k on k.id = f.task_id"
	    " where k.draw_id = $1 and f.name in ('result.json', 'avoid.tsv') and f.public_at is not null", id), 0);
	due();
	state_is(id, "drawn");
	must(demo_clock(D, D->now + 11 * DAY_US));
	due();
	get(id, &d);
	assert_string_equal(d.state, "published");
	assert_non_null(d.seed);
	assert_int_equal(verified(id), 0);
	assert_int_equal(number("select count(*) as n from xz.people_task t"
	    " join xz.spotcheck_task k on k.id = t.subject_id"
	    " where t.kind = 'draw_visits_late' and k.draw_id = $1", id), 1);
	late_ends(id);
}

/* ---- who comes in for whom */

static void
drawn(const char *id, struct draws_new n)
{
	n.draw_id = id;
	n.contributions = "none";
	announce(n);
	must(spotcheck_close(A, D->db, act_of(), id, NULL, &said));
	must(spotcheck_run(A, D->db, act_of(), id, &said));
}

/* Object-id of the n-th selected that still stands; its first officer in *officer. */
static const char *
standing(const char *id, int n, const char **officer)
{
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r,
	    "select s.object_id, s.team[1] as one from xz.spotcheck_selected s join xz.spotcheck_task k"
	    " on k.id = s.task_id where k.draw_id = $1 and s.out_by is null order by s.seq offset $2 limit 1",
	    DB_TEXT(id), DB_I64(n)));
	if (officer != NULL)
		*officer = arena_strdup(A, row_text_or(r, "one", ""));
	return arena_strdup(A, row_text(r, "object_id"));
}

static void
test_substitutions(void **state)
{
	const char *id = "T-subs", *object, *officer, *in;
	struct spotcheck_substituting s = { .draw_id = id };
	struct act keyed;
	int i;

	(void)state;
	drawn(id, (struct draws_new){ .quota = 3 });
	s.object = standing(id, 0, &officer);
	s.reason = "recused";
	told(spotcheck_substitute(A, D->db, act_of(), &s, &said), ERR_INPUT, "draw_reason");
	s.reason = "because";
	told(spotcheck_substitute(A, D->db, act_of(), &s, &said), ERR_INPUT, "draw_reason");
	s.reason = "dissolved";
	s.words = "已注销，登记机关复函";
	keyed = *act_of();
	keyed.key = "substitute-once";
	keyed.body = "the form as it was sent";
	must(spotcheck_substitute(A, D->db, &keyed, &s, &said));
	assert_non_null(s.in);
	/* sent again it is answered the same; a store of before has the very key and answer */
	in = arena_strdup(A, s.in);
	must(spotcheck_substitute(A, D->db, &keyed, &s, &said));
	assert_string_equal(s.in, in);
	assert_int_equal(number("select count(*) as n from xz.db_act a join xz.spotcheck_substitution s"
	    " on s.in_id = a.answer where a.key = 'substitute-once' and a.answer = $1"
	    " and a.body_hash = sha256('the form as it was sent')", in), 1);
	assert_int_equal(verified(id), 0);
	told(spotcheck_substitute(A, D->db, act_of(), &s, &said), ERR_INPUT, "draw_not_selected");
	object = standing(id, 1, &officer);
	s = (struct spotcheck_substituting){ .draw_id = id, .object = object, .officer = officer, .reason = "recused" };
	must(spotcheck_substitute(A, D->db, act_of(), &s, &said));
	assert_int_equal(verified(id), 0);
	told(spotcheck_substitute(A, D->db, act_of(), &s, &said), ERR_INPUT, "draw_not_selected");
	/* the stratum runs dry: six of it, three drawn, three to come in */
	for (i = 0; i < 8; i++) {
		s = (struct spotcheck_substituting){ .draw_id = id, .object = standing(id, 0, NULL),
		    .reason = "moved" };
		must(spotcheck_substitute(A, D->db, act_of(), &s, &said));
	}
	assert_int_equal(verified(id), 0);
	assert_true(number("select count(*) as n from xz.spotcheck_substitution s"
	    " join xz.spotcheck_task k on k.id = s.task_id"
	    " where k.draw_id = $1 and s.in_id is null", id) > 0);
	assert_int_equal(number("select count(*) as n from xz.event where kind = 'draw.substituted'"
	    " and payload ->> 'id' = $1", id), 10);
	assert_int_equal(number("select count(*) as n from xz.people_task t"
	    " join xz.spotcheck_visit v on v.id = t.subject_id"
	    " and t.subject_kind = 'spot_visit' join xz.spotcheck_task k on k.id = v.task_id where k.draw_id = $1"
	    " and v.state = 'replaced' and t.done_at is null", id), 0);
}

static void
test_unassigned_is_assigned_by_hand(void **state)
{
	const char *id = "T-unassigned", *team[2];
	struct spotcheck_assigning s = { .draw_id = id, .team = team, .team_n = 2,
	    .reason = "名录内人员均须回避，由外县人员检查" };
	const struct db_rows *rows;
	struct spotcheck_draw d;
	struct db_row r;
	int i;

	(void)state;
	drawn(id, (struct draws_new){ .bar_all = true });
	assert_int_equal(verified(id), 0);
	s.object = standing(id, 0, NULL);
	/* everybody of the pool is recused: none of them is a candidate, nor taken when named */
	must(DRAWS_MANY(A, D->db, &rows,
	    "select certificate_no as no from xz.spotcheck_team_pool p join xz.spotcheck_task k on k.id = p.task_id"
	    " where k.draw_id = $1 limit 2", DB_TEXT(id)));
	team[0] = row_text(db_at(rows, 0), "no");
	team[1] = row_text(db_at(rows, 1), "no");
	told(spotcheck_assign(A, D->db, act_of(), &s, &said), ERR_INPUT, "draw_team");
	get(id, &d);
	must(spotcheck_candidates(A, D->db, d.id, s.object, time_day(D->now), &rows));
	assert_true(db_count(rows) >= 3);
	for (i = 0; i < db_count(rows); i++) {
		assert_string_not_equal(row_text(db_at(rows, i), "place"), "pool");
		assert_string_not_equal(row_text(db_at(rows, i), "no"), team[0]);
	}
	team[0] = row_text(db_at(rows, 0), "no");
	team[1] = "ZF-0000-000";
	told(spotcheck_assign(A, D->db, act_of(), &s, &said), ERR_INPUT, "draw_team");
	team[1] = team[0];
	told(spotcheck_assign(A, D->db, act_of(), &s, &said), ERR_INPUT, "draw_team");
	team[1] = row_text(db_at(rows, 1), "no");
	s.reason = "  ";
	told(spotcheck_assign(A, D->db, act_of(), &s, &said), ERR_INPUT, "draw_assign_reason");
	s.reason = "名录内人员均须回避，由其他机关人员检查";
	/* a tie found since bars the officer too */
	must(DRAWS_ONE(A, D->db, &r,
	    "insert into xz.spotcheck_tie (officer_id, subject_id, kind, source, valid_from, noted_by)"
	    " select t.officer_id, p.subject_id, 'relative', 'found', xz.today(), $3"
	    " from xz.people_certificate t, xz.spotcheck_pool p"
	    " where t.no = $1 and p.object_id = $2 limit 1 returning id", DB_TEXT(row_text(db_at(rows, 2), "no")),
	    DB_TEXT(s.object), DB_I64(coordinator.principal)));
	team[1] = row_text(db_at(rows, 2), "no");
	told(spotcheck_assign(A, D->db, act_of(), &s, &said), ERR_INPUT, "draw_team");
	team[1] = row_text(db_at(rows, 1), "no");
	must(spotcheck_assign(A, D->db, act_of(), &s, &said));
	told(spotcheck_assign(A, D->db, act_of(), &s, &said), ERR_STATE, "draw_has_team");
	assert_int_equal(number("select count(*) as n from xz.spotcheck_visit_officer o"
	    " join xz.spotcheck_visit v on v.id = o.visit_id"
	    " join xz.spotcheck_task k on k.id = v.task_id where k.draw_id = $1 and v.direct", id), 2);
	assert_int_equal(number("select count(*) as n from xz.record_step s join xz.record_chain c on c.id = s.chain_id"
	    " join xz.spotcheck_task k on k.chain_id = c.id where k.draw_id = $1 and s.kind = 'spotcheck.assigned'",
	    id), 1);
	assert_int_equal(verified(id), 0);
}

/* ---- the visit */

static void
set(struct input *in, const char *name, const char *text)
{
	assert_true(input_set(in, name, text));
}

/* A drawn visit of one item, with who goes there. */
struct going {
	const char *id;
	struct ref ref;
	struct act one, two;		/* by each of the two */
	struct spotcheck_visit v;
};

static struct going
drawn_visit(const char *id)
{
	struct going g = { .id = id, .one = { .occurred_at = TIME_NONE }, .two = { .occurred_at = TIME_NONE } };
	const struct db_rows *rows;
	struct db_row r;

	announce((struct draws_new){ .draw_id = id, .contributions = "none" });
	must(DRAWS_ONE(A, D->db, &r,
	    "insert into xz.spotcheck_task_item select k.id, (select i.id from xz.law_check_item i"
	    " order by i.code limit 1)"
	    " from xz.spotcheck_task k where k.draw_id = $1 returning 1", DB_TEXT(id)));
	must(spotcheck_close(A, D->db, act_of(), id, NULL, &said));
	must(spotcheck_run(A, D->db, act_of(), id, &said));
	must(DRAWS_MANY(A, D->db, &rows,
	    "select v.ref, o.account_id from xz.spotcheck_visit v"
	    " join xz.spotcheck_task k on k.id = v.task_id"
	    " join xz.spotcheck_visit_officer o on o.visit_id = v.id"
	    " where k.draw_id = $1 order by v.id, o.place limit 2", DB_TEXT(id)));
	assert_int_equal(db_count(rows), 2);
	g.ref = row_ref(db_at(rows, 0), "ref");
	g.one.principal = row_i64(db_at(rows, 0), "account_id");
	g.two.principal = row_i64(db_at(rows, 1), "account_id");
	must(spotcheck_visit_get(A, D->db, g.ref, g.one.principal, &g.v));
	return g;
}

static struct input *
results(struct going *g, const char *first, const char *second)
{
	char today[DAY_TEXT_SIZE];
	struct spotcheck_item *items;
	struct input *in;
	int n;

	must(spotcheck_visit_form(A, D->db, &g->v, &in, &items, &n));
	assert_int_equal(n, 1);
	day_text(time_day(D->now), today);
	set(in, "visited_on", arena_strdup(A, today));
	set(in, "status", "existing");
	set(in, "item_1", first);
	set(in, "item_1", second);
	set(in, "note", "法定代表人在场");
	problems_init(&said, A);
	input_read(in, D->now, &said);
	assert_int_equal(said.n, 0);
	return in;
}

/* Told and counted once it is signed; its public words name nobody. */
static void
visit_counts(const struct going *g)
{
	struct db_row r;
	int64_t done;

	assert_int_equal(number("select count(*) as n from xz.inspection_visit i"
	    " join xz.spotcheck_visit v on v.ref = i.source_ref"
	    " join xz.spotcheck_task k on k.id = v.task_id where k.draw_id = $1 and not i.clean"
	    " and cardinality(i.officers) = 2", g->id), 1);
	must(DRAWS_ONE(A, D->db, &r, "select id from xz.people_account where username = 'xz-daemon'"));
	must(spotcheck_visits_publish(A, D->db, row_i64(r, "id"), &done));
	assert_int_equal(number("select count(*) as n from xz.spotcheck_visit v"
	    " join xz.spotcheck_task k on k.id = v.task_id"
	    " join xz.event e on e.subject_ref = v.ref and e.kind = 'disclosure.published'"
	    " and e.payload ->> 'digest' = encode(v.sha256, 'hex')"
	    " where k.draw_id = $1 and v.state = 'published'"
	    " and position('法定代表人' in convert_from(v.body, 'UTF8')) = 0", g->id), 1);
}

static void
test_visit(void **state)
{
	struct going g = drawn_visit("T-visit");
	struct spotcheck_substituting s = { .draw_id = g.id, .reason = "moved" };
	struct input *in;

	(void)state;
	in = results(&g, "none", "corrected");
	told(spotcheck_visit_record(A, D->db, &g.one, g.ref, g.v.version, in, &said), ERR_INPUT, "visit_none_alone");
	in = results(&g, "corrected", "pending");
	told(signed_by(&g.two, g.two.principal, g.ref), ERR_STATE, "visit_state");
	problems_init(&said, A);
	assert_int_equal(spotcheck_visit_record(A, D->db, &coordinator, g.ref, g.v.version, in, &said), ERR_DENIED);
	problems_init(&said, A);
	must(spotcheck_visit_record(A, D->db, &g.one, g.ref, g.v.version, in, &said));
	problems_init(&said, A);
	told(signed_by(&g.one, g.one.principal, g.ref), ERR_STATE, "visit_own");
	problems_init(&said, A);
	must(signed_by(&g.two, g.two.principal, g.ref));
	must(spotcheck_visit_get(A, D->db, g.ref, g.two.principal, &g.v));
	assert_string_equal(g.v.state, "done");
	assert_true(g.v.problem);
	assert_string_equal(g.v.note, "法定代表人在场");
	assert_true(g.v.due_on > time_day(D->now) + 20);
	visit_counts(&g);
	/* who was recorded cannot be replaced */
	s.object = g.v.object;
	told(spotcheck_substitute(A, D->db, act_of(), &s, &said), ERR_STATE, "draw_visited");
}

/* ---- a disk that is full while files are published */

static int64_t
here(const char *folder, const char *path)
{
	struct stat st;

	return stat(arena_printf(A, "%s/%s", folder, path), &st) == 0 ? (int64_t)st.st_size : -1;
}

/* As with a full disk: no file can grow beyond so many bytes. */
static enum err
published(const char *folder, rlim_t most)
{
	struct rlimit was, now;
	int64_t n;
	enum err e;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	now = (struct rlimit){ most < was.rlim_max ? most : was.rlim_max, was.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &now), 0);
	e = spotcheck_files_publish(A, D->db, folder, &n);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	return e;
}

static void
test_disk_full(void **state)
{
	const char *id = "T-full", *other = "T-full-2", *seen;
	char folder[] = "/tmp/xz-full-XXXXXX";
	struct db_row r;
	int64_t avoid, result;
	enum err e;

	(void)state;
	assert_non_null(mkdtemp(folder));
	(void)signal(SIGXFSZ, SIG_IGN);
	must(published(folder, RLIM_INFINITY));		/* of the tests before */
	announce((struct draws_new){ .draw_id = id, .contributions = "none" });
	announce((struct draws_new){ .draw_id = other, .contributions = "none", .officers = 2 });
	/* a step of three files, of which the longest does not fit: none of them; the other draw's fit */
	must(DRAWS_ONE(A, D->db, &r,
	    "update xz.spotcheck_file f set body = f.body || convert_to(repeat(' ', 9000), 'UTF8')"
	    " from xz.spotcheck_task k where k.id = f.task_id and k.draw_id = $1 and f.name = 'officers.tsv'"
	    " returning 1", DB_TEXT(id)));
	e = published(folder, 9000);
	seen = arena_strdup(A, err_last());
	assert_int_equal(e, ERR_IO);
	assert_non_null(strstr(seen,
	    "draw T-full: none of the 3 files of this step is published, they will be tried again: "));
	assert_non_null(strstr(seen, "/T-full/officers.tsv: "));
	assert_int_equal(here(folder, "T-full/announcement.json"), -1);
	assert_int_equal(here(folder, "T-full/objects.tsv"), -1);
	assert_int_equal(here(folder, "T-full/officers.tsv"), -1);
	assert_true(here(folder, "T-full-2/announcement.json") > 0);
	assert_true(here(folder, "T-full-2/officers.tsv") > 0);
	assert_int_equal(here(folder, "new.1"), -1);
	must(published(folder, RLIM_INFINITY));
	assert_true(here(folder, "T-full/announcement.json") > 0);
	assert_true(here(folder, "T-full/officers.tsv") > 9000);
	/* the result, and the recusals that come with it */
	must(spotcheck_close(A, D->db, act_of(), other, NULL, &said));
	must(published(folder, RLIM_INFINITY));
	must(spotcheck_run(A, D->db, act_of(), other, &said));
	avoid = (int64_t)strlen(body(other, "avoid.tsv"));
	result = (int64_t)strlen(body(other, "result.json"));
	assert_true(avoid < result);
	assert_int_equal(published(folder, (rlim_t)(result - 1)), ERR_IO);
	assert_int_equal(here(folder, "T-full-2/avoid.tsv"), -1);
	assert_int_equal(here(folder, "T-full-2/result.json"), -1);
	assert_int_equal(here(folder, "T-full-2/contributions.tsv"), 0);
	must(published(folder, RLIM_INFINITY));
	assert_int_equal(here(folder, "T-full-2/avoid.tsv"), avoid);
	assert_int_equal(here(folder, "T-full-2/result.json"), result);
	(void)!system(arena_printf(A, "rm -r %s", folder));
}

/* The lines of the record are digested: members and their order are as the first draw had them. */
static void
test_lines_stay_as_they_are(void **state)
{
	static const struct {
		const char *kind, *members;
	} want[] = {
		{ "spotcheck.assigned", "object team words draw" }, { "spotcheck.closed", "draw" },
		{ "spotcheck.drawn", "selected draw" }, { "spotcheck.lapse_seen", "words draw" },
		{ "spotcheck.lapsed", "why draw" }, { "spotcheck.pledging_ended", "pledges draw" },
		{ "spotcheck.result_published", "open_visits draw" },
		{ "spotcheck.substituted", "n kind for out in reason words draw" },
		{ "spotcheck.visit_recorded", "object day status results note draw" },
		{ "spotcheck.visit_signed", "object method second draw" }, { "spotcheck.witness_links", "links draw" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(want) / sizeof(*want); i++) {
		const struct db_rows *rows;

		must(DRAWS_MANY(A, D->db, &rows, "select distinct (select string_agg(x.name, ' ' order by x.n)"
		    " from json_object_keys(convert_from(s.line, 'UTF8')::json -> 'payload') with ordinality"
		    " as x (name, n)) as members from xz.record_step s where s.kind = $1 order by 1 desc",
		    DB_TEXT(want[i].kind)));
		if (db_count(rows) == 0)
			fail_msg("no step %s", want[i].kind);
		assert_string_equal(row_text(db_at(rows, 0), "members"), want[i].members);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_lapses, firms),
		cmocka_unit_test(test_substitutions),
		cmocka_unit_test(test_unassigned_is_assigned_by_hand),
		cmocka_unit_test(test_visit),
		cmocka_unit_test(test_disk_full),
		cmocka_unit_test(test_sealed_until_the_visits_are_done),
		cmocka_unit_test(test_lines_stay_as_they_are),
	};

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
