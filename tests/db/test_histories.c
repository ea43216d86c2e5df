/* test_histories.c - people of every field do random things with random forms, from the clue to the archive, the court
 * and the public: whatever they manage, what tests/db/must_hold.h lists holds, and every term ends when
 * tests/db/terms_plain.h says.
 * XZ_TEST_PLAY_DB: an empty store of its own.  XZ_HISTORIES: how many (8), XZ_SEED: of which chance,
 * XZ_TALK: every refusal. */
#include "tests/db/fields.h"
#include "tests/db/forms.h"
#include "tests/db/must_hold.h"
#include "tests/db/tally.h"
#include "tests/db/terms_court.h"
#include "tests/db/terms_origins.h"

#include "lib/caseflow/money.h"
#include "lib/caseflow/publication.h"
#include "lib/disclosure/disclosure.h"
#include "lib/review/review.h"

#define STEPS 160

/* ---- the people of one agency */

struct crew {
	const struct demo_agency *g;
	int64_t account[24];
	unsigned n;
	bool harsh;		/* sums on the far side of the lines for a hearing */
	bool pays, fights;	/* what the party is like */
};

static void
load_crew(const struct demo_agency *g, struct crew *c)
{
	int u, i;

	talk_of = g->code;
	*c = (struct crew){ .g = g, .harsh = rnd(2) == 0, .pays = rnd(2) == 0, .fights = rnd(3) == 0 };
	c->account[c->n++] = g->head;
	c->account[c->n++] = g->intake;
	c->account[c->n++] = g->reviewer[0];
	c->account[c->n++] = g->reviewer[1];
	c->account[c->n++] = g->chair;
	c->account[c->n++] = g->publisher;
	c->account[c->n++] = g->archivist;
	for (u = 0; u < DEMO_UNITS; u++) {
		c->account[c->n++] = g->unit[u].head;
		for (i = 0; i < DEMO_OFFICERS; i++)
			c->account[c->n++] = g->unit[u].officer[i];
	}
}

static struct act
act_of(int64_t who)
{
	return (struct act){ .principal = who, .occurred_at = TIME_NONE, .request = "test" };
}

static void
try_action(struct arena *a, const struct crew *c, int64_t who, const struct caseflow_key *key, const char **answer)
{
	struct act act = act_of(who);
	struct caseflow_form form;
	struct problems p;
	int i;
	enum err e = caseflow_form(a, D->db, &act, key, &form);

	problems_init(&p, a);
	if (e == OK) {
		if (strcmp(key->action, "report") == 0)
			form_report(a, form.in, c->harsh);
		else
			form_fill(a, form.in, key->action);
		if (!ref_zero(key->subject))
			(void)input_set(form.in, "subject", story_ref(a, key->subject));
		for (i = 1; strcmp(key->action, "report") == 0 && i <= REVIEW_POINTS; i++)
			(void)input_set(form.in, arena_printf(a, "answer%d", i), "已经补正");
		input_read(form.in, D->now, &p);
		e = p.n > 0 ? ERR_INPUT : caseflow_do(a, D->db, &act, key, form.cf != NULL ? form.cf->version : 0,
		    &form, &p, answer);
	}
	count(key->action, e, &p);
}

static void
try_waiting(struct arena *a, const struct crew *c, const struct case_file *cf)
{
	struct caseflow_waiting w;
	struct problems p;
	const char *answer;
	int64_t who;
	struct act act;
	int i;

	problems_init(&p, a);
	for (i = 0; i < 2 && caseflow_next_approval(a, D->db, cf->id, &w) == OK; i++) {
		who = rnd(8) == 0 ? c->account[rnd(c->n)] : strcmp(w.duty, "agency_head") == 0 ? c->g->head :
		    c->g->unit[i].head;
		act = act_of(who);
		count("approve", caseflow_approve(a, D->db, &act, w.ref, rnd(10) > 0, "意见", &p, &answer), &p);
	}
	if (caseflow_next_cosign(a, D->db, cf->id, &w) == OK) {
		who = rnd(10) == 0 ? c->account[rnd(c->n)] : w.account;
		act = act_of(w.account);
		count("countersign", caseflow_countersign(a, D->db, &act, w.ref, who, "account", rnd(12) > 0, "不符",
		    &p, &answer), &p);
	}
}

/* ---- what comes from elsewhere than the desk's forms: the bank, the publisher's page */

static enum err
pay_fn(struct arena *a, struct db *db, void *ctx)
{
	return money_take(a, db, "bank", ctx);
}

static void
try_payment(struct arena *a, const struct case_track *k)
{
	struct money_state m;
	struct payment_line line;

	must(money_load(a, D->db, k->id, time_day(D->now), &m));
	if (m.decision == 0 || m.pay_code == NULL || m.owed_fen <= m.paid_fen)
		return;
	line = (struct payment_line){ .pay_code = m.pay_code, .paid_at = D->now,
	    .amount_fen = (m.owed_fen + m.surcharge_fen - m.paid_fen) / (rnd(3) == 0 ? 2 : 1),
	    .serial = arena_printf(a, "TEST%012d", ++D->payments_made) };
	count("pay", db_tx_run(a, D->db, NULL, pay_fn, &line, NULL), NULL);
}

static void
try_publish(struct arena *a, const struct crew *c, const struct case_track *k)
{
	static const char *const codes[] = { "revoked", "changed", "illegal", "void" };
	struct disclosure_item *it = ARENA_NEW(a, struct disclosure_item);
	struct act act = act_of(rnd(12) == 0 ? c->account[rnd(c->n)] : c->g->publisher);
	struct caseflow_span_word *w;
	struct problems p;
	const char *answer;
	int i;

	problems_init(&p, a);
	if (disclosure_get(a, D->db, k->ref, it) != OK)
		return;
	if (rnd(3) == 0) {
		count("withdraw", caseflow_withdraw(a, D->db, &act, k->ref, codes[rnd(4)], "试验", &p, &answer), &p);
		return;
	}
	if (rnd(8) == 0) {
		count("withhold", caseflow_withhold(a, D->db, &act, k->ref, "依法不予公示", &p, &answer), &p);
		return;
	}
	w = ARENA_ARRAY(a, struct caseflow_span_word, (size_t)it->span_n + 1);
	for (i = 0; i < it->span_n; i++)
		w[i] = (struct caseflow_span_word){ .span = it->span[i].id, .redact = true };
	if (rnd(8) > 0)
		count("spans", caseflow_spans(a, D->db, &act, k->ref, w, it->span_n, &p, &answer), &p);
	count("publish", caseflow_publish(a, D->db, &act, k->ref, &p, &answer), &p);
}

static void
try_beside(struct arena *a, const struct crew *c, const struct case_file *cf)
{
	struct case_track *list;
	int n;

	must(caseflow_track_list(a, D->db, cf->id, &list, &n));
	if (n == 0)
		return;
	list += rnd((unsigned)n);
	if (!list->decided)
		return;
	if (rnd(5) == 0)
		try_publish(a, c, list);
	else if (c->pays && rnd(8) == 0)
		try_payment(a, list);
}

/* ---- one history */

static struct ref
new_file(struct arena *a, const struct crew *c)
{
	struct caseflow_key key = { .procedure = rnd(6) == 0 ? "summary" : "ordinary" };
	bool summary = key.procedure[0] == 's';
	const char *answer = NULL;
	struct demo_party party;
	struct ref ref = { { 0 } };
	int i;

	key.action = summary ? "summary_decide" : "clue_register";
	must(demo_party_new(a, D, rnd(3) == 0, &party));
	key.subject = party.subject;
	for (i = 0; i < 20 && answer == NULL; i++)
		try_action(a, c, summary ? c->g->unit[rnd(2)].officer[rnd(4)] : rnd(6) == 0 ?
		    c->account[rnd(c->n)] : c->g->intake, &key, &answer);
	if (answer != NULL)
		(void)ref_parse(strrchr(answer, ' ') + 1, &ref);
	return ref;
}

/* What was done and may be done anew. */
static bool
again(const char *action, const char *state)
{
	return (strcmp(action, "clue_verify") == 0 && strcmp(state, "clue_verified") == 0) ||
	    strcmp(action, "clue_reassign") == 0 || strcmp(action, "transfer") == 0 ||
	    strcmp(action, "executed") == 0 || strcmp(action, "close") == 0 || strcmp(action, "deliberate") == 0;
}

/* A party that fights asks for a hearing and for remedies; one that does not pay is led to the court. */
static bool
wanted(const struct crew *c, const char *action)
{
	static const char *const fight[] = { "hearing_request", "remedy_file", "remedy_result", NULL };
	static const char *const unpaid[] = { "demand", "demand_serve", "court_apply", NULL };
	const char *const *list = c->fights ? fight : unpaid;

	if (!c->fights && c->pays)
		return false;
	for (; *list != NULL; list++)
		if (strcmp(*list, action) == 0)
			return true;
	return false;
}

/* Rare, or no history gets far. */
static bool
rarely(const char *action)
{
	static const char *const list[] = { "transfer", "terminate", "police_transfer", "police_propose", "suspend",
	    "revoke", "remedy_file", "back_to_investigation", "clue_exclude", "clue_reassign", "jurisdiction_ask",
	    "recusal_note", "recusal_ask", "party_add", "hearing_recuse_chair", "hearing_recuse_clerk", "hearing_end",
	    "hearing_suspend", "hearing_withdraw", "measure", "preserve", "measure_report", "order_correct",
	    "aid_send", "clue_extend", "extend_decision", "remedy_told", "evidence_add", "interview_record",
	    "slip_print", "file_open", "door_answer", "evidence_file", "service_address", "onsite_record",
	    "review_return", "review_call_in", "terms.derived", "instalments", NULL };
	int i;

	for (i = 0; list[i] != NULL; i++)
		if (strcmp(list[i], action) == 0)
			return true;
	return false;
}

/* The last day of a term that runs, or the day before it or after it: where guards are off by one.  Often of the one
 * that ends last, behind which the court's window opens. */
static bool
to_an_edge(struct arena *a, const struct case_file *cf)
{
	const struct db_rows *rows;
	int64_t due;

	must(DB_MANY(a, D->db, &rows, "select due_at from xz.calendar_clock where state = 'open' and due_at > $2"
	    " and due_at < $2 + interval '200 days' and ((subject_kind = 'case' and subject_id = $1)"
	    " or (subject_kind = 'track' and subject_id in (select id from xz.caseflow_track where case_id = $1)))"
	    " order by due_at, id", DB_I64(cf->id), DB_TIME(D->now)));
	if (db_count(rows) == 0)
		return false;
	due = row_time(db_at(rows, rnd(2) == 0 ? db_count(rows) - 1 : (int)rnd((unsigned)db_count(rows))), "due_at");
	must(demo_clock(D, time_of_day(time_day(due) + (int32_t)rnd(3) - 1, 10, 0)));
	return true;
}

/* Minutes mostly; some days now and then; once it is decided also the weeks and months in which terms end. */
static void
time_passes(struct arena *a, const struct case_file *cf)
{
	bool decided = strcmp(cf->phase, "execute") == 0 || strcmp(cf->state, "handling") == 0;
	int64_t seconds = rnd(7200);

	if (rnd(decided ? 4 : 12) == 0 && to_an_edge(a, cf))
		return;
	if (rnd(6) == 0)
		seconds = (int64_t)rnd(9) * 86400 + rnd(3600);
	if (decided && rnd(6) == 0)
		seconds = (int64_t)rnd(rnd(4) == 0 ? 190 : 30) * 86400;
	must(demo_clock(D, D->now + seconds * SECOND_US));
}

static void
one_step(struct arena *a, const struct crew *c, struct ref ref)
{
	struct caseflow_choice *list, *pick;
	struct case_file cf;
	const char *answer = NULL;
	int64_t who = c->account[0];
	int n = 0, tries;

	must(caseflow_get(a, D->db, ref, &cf));
	time_passes(a, &cf);
	try_waiting(a, c, &cf);
	try_beside(a, c, &cf);
	for (tries = 0; tries < 8 && n == 0; tries++) {
		who = c->account[rnd(c->n)];
		if (caseflow_choices(a, D->db, &(struct act){ .principal = who, .occurred_at = TIME_NONE }, ref, &list,
		    &n) != OK)
			n = 0;
	}
	if (n == 0)
		return;
	pick = rnd(3) > 0 ? &list[0] : &list[rnd((unsigned)n)];
	for (tries = 0; tries < n; tries++)
		if (wanted(c, list[tries].action) && rnd(2) == 0)
			pick = &list[tries];
	if (!wanted(c, pick->action) && (again(pick->action, cf.state) || (!pick->must && rarely(pick->action))) &&
	    rnd(12) > 0)
		return;
	try_action(a, c, who, &(struct caseflow_key){ .case_ref = ref, .track_ref = pick->track,
	    .action = pick->action }, &answer);
}

static void
one_history(const struct crew *c)
{
	struct arena *a = arena_child(A), *step;
	struct ref ref;
	int i;

	D->now = 0;
	D->latest = time_of_day(day_of(2027, 6, 1), 9, 0);	/* the record has a place for each year to the next */
	must(demo_clock(D, time_of_day(day_of(2023, 2, 1) + (int32_t)rnd(1330), 9, 0)));
	ref = new_file(a, c);
	for (i = 0; i < STEPS && !ref_zero(ref); i++) {
		step = arena_child(a);
		one_step(step, c, ref);
		arena_free(step);
	}
	arena_free(a);
}

static void
test_histories_keep_the_law(void **state)
{
	const char *rounds = getenv("XZ_HISTORIES");
	int n = rounds != NULL ? (int)strtol(rounds, NULL, 10) : 8, i, asked = 0;
	struct crew crew;

	(void)state;
	for (i = 0; i < n; i++) {
		load_crew(field_agency(i % FIELDS_N), &crew);
		/* each field has one who fights and one who does not pay; the others are as it comes */
		if (i < 2 * FIELDS_N) {
			crew.harsh = crew.fights = i < FIELDS_N;
			crew.pays = rnd(2) == 0 && crew.fights;
		}
		one_history(&crew);
		must_hold(A, D->db);
		terms_agree(A, D->db);
		asked = court_agree(A, D->db);
	}
	print_message("# %d acts done, %d refused, the court asked %d times\n", done, refusals, asked);
	for (i = 0; seen[i].action != NULL; i++)
		if (getenv("XZ_TALK") != NULL)
			print_message("#   %s %d %d\n", seen[i].action, seen[i].done, seen[i].refused);
	assert_true(done > n * 10);
	assert_true(n < 16 || times("serve_decision") > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_histories_keep_the_law) };
	const char *seed = getenv("XZ_SEED");

	chance = seed != NULL ? strtoull(seed, NULL, 10) : 20261121U;
	(void)printf("# XZ_SEED=%llu\n", (unsigned long long)chance);
	return play_group(tests, sizeof(tests) / sizeof(*tests), fields_make);
}
