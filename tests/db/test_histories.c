/* test_histories.c - random people do random things with random forms: whatever they manage, no path
 * reaches a decision without the review that applies, two certified officers who accepted, and, for a
 * penalty, a notice at least as heavy (I1-I3, I9-I11); and each decision, the demo's too, has the paper of
 * its outcome.  XZ_TEST_DEMO_DB: a store with the demo. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/caseflow/caseflow.h"
#include "lib/caseflow/pending.h"
#include "lib/db/db.h"
#include "lib/record/record.h"
#include "lib/review/review.h"
#include "lib/register/register.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

#define STEPS 400

static struct arena *whole;
static struct db *db;
static int64_t now;
static int done, refused;

static uint64_t chance;

static unsigned
rnd(unsigned below)
{
	chance ^= chance >> 12;
	chance ^= chance << 25;
	chance ^= chance >> 27;
	return (unsigned)((chance * 2685821657736338717ULL) >> 33) % below;
}

static void
must(enum err e)
{
	if (e != OK)
		fail_msg("%s: %s", err_name(e), err_last());
}

static void
set_clock(struct arena *a)
{
	char text[TIME_TEXT_SIZE];

	time_text(now, text);
	clock_set_offset(now - clock_real_now());
	must(db_script(db, arena_printf(a, "set xz.clock_at to '%s'", text)));
}

/* ---- a form filled with values of its fields' types, right more often than wrong */

static const char *
some_text(struct arena *a, const struct field *f)
{
	struct str s;
	unsigned i, n = (unsigned)(f->min > 0 ? f->min : 1) + rnd(12);

	str_init(&s, a);
	for (i = 0; i < n; i++)
		str_add(&s, (const char *const[]){ "甲", "乙", "丙", "查", "实" }[rnd(5)]);
	return s.s;
}

static const char *
some_value(struct arena *a, const struct input *in, const struct field *f, const char *options)
{
	char text[TIME_TEXT_SIZE];
	const struct option *o;
	size_t n;

	switch (f->type) {
	case FIELD_LINE:
	case FIELD_TEXT:
		return some_text(a, f);
	case FIELD_DAY:
		day_text(time_day(now) - 3 + (int32_t)rnd(5), text);
		return arena_strdup(a, text);
	case FIELD_TIME:
		time_text(now - (int64_t)rnd(600) * 60 * SECOND_US, text);
		text[16] = '\0';
		return arena_strdup(a, text);
	case FIELD_MONEY:
		return arena_printf(a, "%u", 500 + rnd(200) * 1000);
	case FIELD_NUMBER:
		return "1";
	case FIELD_TICK:
		return rnd(8) > 0 ? "1" : NULL;
	case FIELD_CHOICE:
	case FIELD_CHOICES:
	case FIELD_REF:
	case FIELD_REFS:
		o = input_options(in, options, &n);
		return n > 0 ? o[rnd(3) == 0 ? rnd((unsigned)n) : 0].value : NULL;
	case FIELD_ROWS:
	case FIELD_END:
		break;
	}
	return NULL;
}

static void
fill(struct arena *a, struct input *in)
{
	const struct field *f, *g;
	const char *value;
	int i;

	for (f = input_form(in); f->type != FIELD_END; f++) {
		if (f->type == FIELD_ROWS) {
			for (i = 0; i < ((f->flags & FIELD_REQUIRED) != 0 ? 1 : (int)rnd(2)); i++)
				for (g = f->rows; g->type != FIELD_END; g++) {
					value = some_value(a, in, g, arena_printf(a, "%s.%s", f->name, g->name));
					if (value != NULL && ((g->flags & FIELD_REQUIRED) != 0 || rnd(2) == 0))
						(void)input_set(in, arena_printf(a, "%s_%d_%s", f->name, i, g->name),
						    value);
				}
			continue;
		}
		if (str_starts(f->name, "new_") ||
		    ((f->flags & FIELD_REQUIRED) == 0 && strcmp(f->name, "subject") != 0 && rnd(3) > 0))
			continue;
		value = some_value(a, in, f, f->name);
		if (value != NULL)
			(void)input_set(in, f->name, value);
		if (f->type == FIELD_REFS && value != NULL) {
			size_t n;
			const struct option *o = input_options(in, f->name, &n);

			for (i = 1; i < (int)n && i < 3; i++)
				(void)input_set(in, f->name, o[i].value);
		}
	}
}

/* A report whose rows fit each other, with a random outcome and sums. */
static void
fill_report(struct arena *a, struct input *in)
{
	static const char *const texts[] = { "facts", "evidence_index", "nature", "opinion" };
	static const char *const outcomes[] = { "penalty", "penalty", "penalty", "no_penalty", "no_violation" };
	const struct option *party, *cause;
	const char *outcome = outcomes[rnd(5)];
	size_t i, n, causes;

	for (i = 0; i < 4; i++)
		(void)input_set(in, texts[i], "经查明当事人的行为事实清楚证据确凿");
	party = input_options(in, "proposals.party", &n);
	cause = input_options(in, "proposals.cause", &causes);
	for (i = 0; i < n && causes > 0; i++) {
		const char *c = cause[rnd((unsigned)causes)].value;

		(void)input_set(in, arena_printf(a, "proposals_%zu_party", i), party[i].value);
		(void)input_set(in, arena_printf(a, "proposals_%zu_cause", i), c);
		(void)input_set(in, arena_printf(a, "proposals_%zu_outcome", i), outcome);
		(void)input_set(in, arena_printf(a, "proposals_%zu_explanation", i), "说明");
		if (strcmp(outcome, "no_penalty") == 0)
			(void)input_set(in, arena_printf(a, "proposals_%zu_ground", i), "minor_corrected");
		if (strcmp(outcome, "penalty") != 0)
			continue;
		(void)input_set(in, arena_printf(a, "penalties_%zu_party", i), party[i].value);
		(void)input_set(in, arena_printf(a, "penalties_%zu_cause", i), c);
		(void)input_set(in, arena_printf(a, "penalties_%zu_kind", i), "fine");
		(void)input_set(in, arena_printf(a, "penalties_%zu_amount", i),
		    arena_printf(a, "%u", 1000 + rnd(300) * 1000));
	}
	if (rnd(4) == 0)
		(void)input_set(in, "declared_major", "1");
}

/* ---- the people of one agency */

struct crew {
	int64_t account[40];
	int n;
};

static void
load_crew(struct arena *a, const char *code, struct crew *c)
{
	const struct db_rows *rows;
	int i;

	must(DB_MANY(a, db, &rows,
	    "select c.id from xz.people_account c join xz.people_agency g on g.id = c.agency_id where g.code = $1"
	    " order by c.id", DB_TEXT(code)));
	for (i = c->n = 0; i < db_count(rows) && i < 40; i++)
		c->account[c->n++] = row_i64(db_at(rows, i), "id");
}

static void
count(enum err e)
{
	if (e == OK)
		done++;
	else if (e == ERR_INPUT || e == ERR_STATE || e == ERR_DENIED || e == ERR_NOT_FOUND || e == ERR_CONFLICT)
		refused++;
	else
		fail_msg("%s: %s", err_name(e), err_last());
}

static void
try_action(struct arena *a, int64_t who, const struct caseflow_key *key, const char **answer)
{
	struct act act = { .principal = who, .occurred_at = TIME_NONE, .request = "test" };
	struct caseflow_form form;
	struct problems p;
	int i;
	enum err e = caseflow_form(a, db, &act, key, &form);

	problems_init(&p, a);
	if (e == OK) {
		if (strcmp(key->action, "report") == 0 && rnd(3) > 0)
			fill_report(a, form.in);
		else
			fill(a, form.in);
		for (i = 1; strcmp(key->action, "report") == 0 && i <= REVIEW_POINTS; i++)
			(void)input_set(form.in, arena_printf(a, "answer%d", i), "已经补正");
		input_read(form.in, now, &p);
		if (p.n > 0) {
			if (getenv("XZ_TALK") != NULL)
				print_message("# %s %s %s\n", key->action, p.first->field, p.first->code);
			refused++;
			return;
		}
		e = caseflow_do(a, db, &act, key, form.cf != NULL ? form.cf->version : 0, &form, &p, answer);
	}
	if (e != OK && getenv("XZ_TALK") != NULL)
		print_message("# %s %s %s\n", key->action, err_name(e), err_last());
	count(e);
}

static void
try_waiting(struct arena *a, const struct crew *c, const struct case_file *cf)
{
	struct caseflow_waiting w;
	struct problems p;
	const char *answer;
	int64_t who = c->account[rnd((unsigned)c->n)];
	struct act act = { .principal = who, .occurred_at = TIME_NONE, .request = "test" };

	if (caseflow_next_approval(a, db, cf->id, &w) == OK) {
		problems_init(&p, a);
		count(caseflow_approve(a, db, &act, w.ref, rnd(6) > 0, "意见", &p, &answer));
	}
	if (caseflow_next_cosign(a, db, cf->id, &w) == OK) {
		problems_init(&p, a);
		act.principal = w.account;
		count(caseflow_countersign(a, db, &act, w.ref, rnd(5) > 0 ? w.account : who, "account", rnd(6) > 0,
		    "不符", &p, &answer));
	}
}

/* What must hold of every store at every moment; rows found are breaches. */
static void
check_invariants(struct arena *a)
{
	struct db_row r;

	must(DB_ONE(a, db, &r,
	    "select"
	    " (select count(*) from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id"
	    "   join xz.caseflow_case c on c.id = k.case_id where c.procedure = 'ordinary' and not exists"
	    "   (select from xz.review_request q where q.case_id = c.id and q.state = 'done' and q.opinion = 'agree'"
	    "     and q.report_version >= k.report_version and q.opined_at <= d.decided_on + 1)) as unreviewed,"
	    " (select count(*) from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id"
	    "   join xz.caseflow_case c on c.id = k.case_id where (select count(distinct o.account_id)"
	    " from xz.caseflow_officer o"
	    "   join xz.people_certificate t on t.no = o.certificate_no where o.case_id = c.id and o.role <> 'verifier'"
	    "   and o.accepted_at is not null) < 2) as alone,"
	    " (select count(*) from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id"
	    "   join xz.caseflow_case c on c.id = k.case_id where c.procedure = 'ordinary' and d.outcome = 'penalty'"
	    "   and d.fine_fen > coalesce((select sum(p.amount_fen) from xz.caseflow_penalty p"
	    " where p.party_id = k.party_id"
	    "     and p.stage = 'notice' and p.kind = 'fine' and p.stage_version = (select max(version)"
	    " from xz.caseflow_notice n"
	    "     where n.track_id = k.id)), -1)) as heavier,"
	    " (select count(*) from (select track_id from xz.caseflow_decision where revoked_on is null group by 1"
	    " having count(*) > 1) x) as twice, (select count(*) from xz.review_request q"
	    " join xz.caseflow_officer o on o.case_id = q.case_id and o.account_id = q.reviewer"
	    "   where q.state = 'done') as own_review,"
	    " (select count(*) from xz.caseflow_hearing h join xz.caseflow_track k on k.id = h.track_id"
	    "   join xz.caseflow_officer o on o.case_id = k.case_id and o.account_id = h.chair_account) as own_hearing,"
	    " (select count(*) from xz.caseflow_decision d left join xz.record_document p on p.id = d.document_id"
	    "   where p.type is distinct from case when d.procedure = 'summary' then 'summary_decision'"
	    " when d.outcome = 'penalty'     then 'decision' when d.outcome = 'transfer' then 'police_transfer' else"
	    " d.outcome || '_decision' end"
	    "     or p.number is distinct from d.number) as mistyped,"
	    " (select count(*) from xz.record_chain h where h.seq <> (select count(*) from xz.record_step s"
	    " where s.chain_id = h.id)) as gaps"));
	assert_int_equal(row_i64(r, "unreviewed"), 0);
	assert_int_equal(row_i64(r, "alone"), 0);
	assert_int_equal(row_i64(r, "heavier"), 0);
	assert_int_equal(row_i64(r, "twice"), 0);
	assert_int_equal(row_i64(r, "own_review"), 0);
	assert_int_equal(row_i64(r, "own_hearing"), 0);
	assert_int_equal(row_i64(r, "mistyped"), 0);
	assert_int_equal(row_i64(r, "gaps"), 0);
}

static struct ref
new_file(struct arena *a, const struct crew *c)
{
	struct caseflow_key key = { .procedure = rnd(6) == 0 ? "summary" : "ordinary" };
	const char *answer = NULL;
	struct ref ref = { { 0 } };
	struct db_row r;
	int i;

	key.action = key.procedure[0] == 's' ? "summary_decide" : "clue_register";
	must(DB_ONE(a, db, &r, "select ref from xz.register_subject where origin = 'demo' order by id"
	    " offset $1 % (select count(*) from xz.register_subject where origin = 'demo') limit 1",
	    DB_I64(rnd(10000))));
	key.subject = row_ref(r, "ref");
	for (i = 0; i < 60 && answer == NULL; i++)
		try_action(a, c->account[rnd((unsigned)c->n)], &key, &answer);
	if (answer != NULL)
		(void)ref_parse(strrchr(answer, ' ') + 1, &ref);
	return ref;
}

/* Rare, or no history gets far. */
static bool
ends(const char *action)
{
	static const char *const list[] = { "transfer", "terminate", "police_transfer", "suspend", "revoke",
	    "remedy_file", "back_to_investigation", "clue_exclude", NULL };
	int i;

	for (i = 0; list[i] != NULL; i++)
		if (strcmp(list[i], action) == 0)
			return true;
	return false;
}

static void
one_history(const struct crew *c)
{
	struct arena *a = arena_child(whole);
	struct case_file cf;
	const char *answer;
	struct ref ref;
	int i;

	set_clock(a);
	ref = new_file(a, c);
	for (i = 0; i < STEPS && !ref_zero(ref); i++) {
		struct arena *step = arena_child(a);
		int64_t who = c->account[rnd((unsigned)c->n)];
		struct caseflow_choice *list;
		int n = 0;

		now += (int64_t)rnd(rnd(4) == 0 ? 5 * 86400 : 7200) * SECOND_US;
		set_clock(step);
		must(caseflow_get(step, db, ref, &cf));
		try_waiting(step, c, &cf);
		if (caseflow_choices(step, db, &(struct act){ .principal = who, .occurred_at = TIME_NONE }, ref, &list,
		    &n) == OK && n > 0) {
			struct caseflow_choice *pick = rnd(3) > 0 ? &list[0] : &list[rnd((unsigned)n)];

			answer = NULL;
			if (ends(pick->action) && rnd(30) > 0) {
				arena_free(step);
				continue;
			}
			try_action(step, who, &(struct caseflow_key){ .case_ref = ref, .track_ref = pick->track,
			    .action = pick->action }, &answer);
		}
		arena_free(step);
	}
	check_invariants(a);
	arena_free(a);
}

static void
test_histories_keep_the_law(void **state)
{
	const char *rounds = getenv("XZ_HISTORIES");
	int n = rounds != NULL ? (int)strtol(rounds, NULL, 10) : 6, i;
	struct crew crew;

	(void)state;
	for (i = 0; i < n; i++) {
		now = clock_real_now() - 400 * DAY_US;
		load_crew(whole, i % 2 == 0 ? "sj" : "hj", &crew);
		assert_true(crew.n > 10);
		one_history(&crew);
	}
	print_message("# %d acts done, %d refused\n", done, refused);
	assert_true(done > n * 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_histories_keep_the_law) };
	const char *conninfo = getenv("XZ_TEST_DEMO_DB"), *seed = getenv("XZ_SEED");
	struct seal_key *k;
	const char *path;

	cmocka_set_message_output(CM_OUTPUT_TAP);
	if (str_empty(conninfo)) {
		(void)printf("1..0 # SKIP XZ_TEST_DEMO_DB names no store\n");
		return 0;
	}
	whole = arena_new("test");
	path = arena_printf(whole, "/tmp/xiezhi-test-%d.key", (int)clock_monotonic_us());
	if (seal_key_make(path) != OK || seal_key_load(whole, path, &k) != OK ||
	    db_open(whole, arena_printf(whole, "%s user=xz_admin", conninfo), "test", &db) != OK) {
		(void)printf("Bail out! %s\n", err_last());
		return 1;
	}
	(void)remove(path);
	record_start(whole, NULL, &(struct program_keys){ .identity = k });
	register_start(whole, NULL, &(struct program_keys){ .identity = k });
	chance = seed != NULL ? strtoull(seed, NULL, 10) : 20261121U;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
