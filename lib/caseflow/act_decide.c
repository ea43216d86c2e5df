/* act_decide.c - collective discussion, the decision with its six contents. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/daily.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/outcome.h"
#include "lib/caseflow/penalty.h"
#include "lib/caseflow/words.h"
#include "lib/disclosure/disclosure.h"
#include "lib/law/law.h"
#include "lib/record/record.h"

static const struct field deliberate_fields[] = {
	{ .name = "held_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "present", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 4,
	    .max = 2000 },
	{ .name = "dissent", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 4000 },
	{ .name = "conclusion", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 8000 },
	{ 0 }
};

/* The leaders weigh what was investigated (行政处罚法 57). */
static enum err
deliberate_check(struct act_move *m)
{
	act_not_before(m, "held_on", case_of(m)->filed_on);
	return OK;
}

static enum err
deliberate_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db,
	    "insert into xz.caseflow_deliberation (track_id, held_on, present, dissent, conclusion)"
	    " values ($1, $2, $3, $4, $5)", DB_I64(track_of(m)->id), DB_DAY(input_day(m->in, "held_on")),
	    DB_TEXT(input_text(m->in, "present")), DB_TEXT(input_text(m->in, "dissent")),
	    DB_TEXT(input_text(m->in, "conclusion")));

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set deliberated = true where id = $1",
		    DB_I64(track_of(m)->id));
	return e;
}

static const struct field decide_fields[] = {
	{ .name = "facts", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE | FIELD_FIXED,
	    .min = 10, .max = 20000 },
	{ .name = "basis", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE | FIELD_FIXED, .min = 5,
	    .max = 4000 },
	{ .name = "discretion", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 4000 },
	{ .name = "defence_answer", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 4000 },
	{ .name = "ban_until", .type = FIELD_DAY },
	{ .name = "ban_open", .type = FIELD_TICK },
	{ .name = "remedies", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 10, .max = 2000 },
	{ .name = "device_records", .type = FIELD_TICK },
	{ .name = "pay_code_source", .type = FIELD_CHOICE, .codes = "pay_code_source" },
	{ .name = "pay_code", .type = FIELD_LINE, .flags = FIELD_CODE, .min = 6, .max = 40 },
	{ 0 }
};

/* What the passed review read: the decision says the same (行政处罚法 57-58). */
struct grounds {
	const char *facts, *evidence, *basis, *discretion;
};

/* Lines end once; what is typed comes without blanks at its end. */
static const char *
trimmed(struct arena *a, const char *s)
{
	size_t n = strlen(s);

	while (n > 0 && (s[n - 1] == '\n' || s[n - 1] == ' '))
		n--;
	return arena_strndup(a, s, n);
}

static enum err
grounds_of(struct act_move *m, struct grounds *out)
{
	const struct db_rows *rows;
	struct db_row t;
	struct str s;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select c.name, xz.law_cited(c.id, 'broken') as broken, xz.law_cited(c.id, 'applied') as applied,"
	    " coalesce(t.name, '') as tier, q.explanation from xz.caseflow_proposal q"
	    " join xz.caseflow_report p on p.id = q.report_id join xz.law_cause c on c.id = q.cause_id"
	    " left join xz.law_tier t on t.id = q.tier_id"
	    " where p.case_id = $1 and p.version = $2 and q.party_id = $3 order by q.id",
	    DB_I64(case_of(m)->id), DB_I64(track_of(m)->report_version), DB_I64(track_of(m)->party_id));

	if (e == OK)
		e = DB_ONE(m->a, m->db, &t, "select facts, evidence_index from xz.caseflow_report where case_id = $1"
		    " and version = $2", DB_I64(case_of(m)->id), DB_I64(track_of(m)->report_version));
	if (e != OK)
		return e;
	out->facts = trimmed(m->a, row_text(t, "facts"));
	out->evidence = row_text_or(t, "evidence_index", "");
	str_init(&s, m->a);
	for (i = 0; i < db_count(rows); i++)
		str_printf(&s, CASE_BASIS, row_text(db_at(rows, i), "name"),
		    row_text(db_at(rows, i), "broken"), row_text(db_at(rows, i), "applied"));
	out->basis = trimmed(m->a, s.s);
	str_init(&s, m->a);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row q = db_at(rows, i);

		if (*row_text(q, "tier") != '\0')
			str_printf(&s, CASE_OF_TIER, row_text(q, "name"), row_text(q, "tier"));
		else if (str_empty(row_text(q, "explanation")))
			str_printf(&s, CASE_OF_NO_TIER, row_text(q, "name"));
		str_printf(&s, "%s\n", row_text(q, "explanation"));
	}
	out->discretion = trimmed(m->a, s.s);
	return OK;
}

static enum err
decide_prepare(struct act_move *m)
{
	const char *remedies;
	struct grounds g;
	struct db_row r;
	enum err e = option_codes(m, "pay_code_source", "pay_code_source");

	input_default(m->in, "pay_code_source", "local");
	if (e == OK)
		e = grounds_of(m, &g);
	if (e == OK) {
		input_default(m->in, "facts", g.facts);
		input_default(m->in, "basis", g.basis);
		input_default(m->in, "discretion", g.discretion);
	}
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "select coalesce((select content from xz.caseflow_defence where track_id = $1 and kind = 'review'"
		    " order by id desc limit 1), '') as answer", DB_I64(track_of(m)->id));
	if (e == OK)
		input_default(m->in, "defence_answer", row_text(r, "answer"));
	if (e == OK)
		e = decision_remedies(m, time_day(m->occurred), &remedies);
	if (e == OK)
		input_default(m->in, "remedies", remedies);
	return e;
}

/* What was notified and reviewed is what is decided; without a penalty there is nothing to weigh. */
static enum err
reviewed_penalties(struct act_move *m, struct penalty **list, int *n)
{
	int version;
	enum err e = penalty_latest(m, track_of(m)->party_id, "review", &version);

	*list = NULL;
	*n = 0;
	if (e != OK || strcmp(track_of(m)->outcome, "penalty") != 0)
		return e;
	return penalty_list(m, track_of(m)->party_id, "review", version, list, n);
}

/* A penalty for a term says when it ends, or that it does not: it is shown until then (信用修复管理办法 12(3)). */
static enum err
ban_check(struct act_move *m, const struct penalty *list, int n)
{
	bool until = input_given(m->in, "ban_until"), open = input_number(m->in, "ban_open") != 0, timed = false;
	struct law_code *kinds;
	int i, k, kinds_n;
	enum err e = law_codes(m->a, m->db, "timed_penalty", m->today, &kinds, &kinds_n);

	for (i = 0; e == OK && i < n; i++)
		for (k = 0; k < kinds_n; k++)
			timed = timed || strcmp(list[i].kind, kinds[k].code) == 0;
	if (e != OK)
		return e;
	if (timed && !until && !open)
		act_problem(m, "ban_until", "ban_end_needed", NULL);
	if (!timed && (until || open))
		act_problem(m, until ? "ban_until" : "ban_open", "ban_not_decided", NULL);
	if (until && open)
		act_problem(m, "ban_open", "ban_end_or_none", NULL);
	act_not_before(m, "ban_until", m->today);
	return OK;
}

static enum err
decide_check(struct act_move *m)
{
	struct penalty *list, *then;
	struct grounds g;
	struct daily d;
	int n, then_n, version;
	bool again = false;
	enum err e = reviewed_penalties(m, &list, &n);

	if (e == OK)
		e = grounds_of(m, &g);
	if (e == OK && input_given(m->in, "facts") && strcmp(trimmed(m->a, input_text(m->in, "facts")), g.facts) != 0)
		act_problem(m, "facts", "differs_from_report", NULL);
	if (e == OK && input_given(m->in, "basis") && strcmp(trimmed(m->a, input_text(m->in, "basis")), g.basis) != 0)
		act_problem(m, "basis", "differs_from_report", NULL);
	if (e == OK)
		e = penalty_latest(m, track_of(m)->party_id, "notice", &version);
	if (e == OK)
		e = penalty_list(m, track_of(m)->party_id, "notice", version, &then, &then_n);
	if (e == OK && strcmp(track_of(m)->outcome, "penalty") == 0 && n == 0)
		act_problem(m, "", "guard_no_reviewed_penalty", NULL);
	if (e == OK)
		e = redo_same(m, list, n, g.facts, &again);
	if (again)
		act_problem(m, "", "guard_redo_same", NULL);
	if (e == OK && penalty_heavier(list, n, then, then_n))
		act_problem(m, "", "guard_heavier_than_notice", NULL);
	if (e == OK)
		e = ban_check(m, list, n);
	if (e == OK)
		e = daily_of(m, &d);
	if (e == OK && n > 0 && d.party == track_of(m)->party_id && (n > 1 || list[0].amount_fen != d.sum_fen))
		act_problem(m, "", "guard_daily_sum", daily_text(m->a, &d));
	if (strcmp(track_of(m)->outcome, "penalty") == 0 && !input_given(m->in, "discretion"))
		act_problem(m, "discretion", "required", NULL);
	if (str_eq(input_text(m->in, "pay_code_source"), "nontax") && !input_given(m->in, "pay_code"))
		act_problem(m, "pay_code", "required", NULL);
	return e == OK ? decision_remedies_check(m, time_day(m->occurred), input_number(m->in, "device_records") != 0)
	    : e;
}

/* To whom a case goes that is another agency's. */
static enum err
receiver_of(struct act_move *m)
{
	struct db_row r;
	enum err e;

	if (strcmp(track_of(m)->outcome, "transfer_other") != 0)
		return OK;
	e = DB_ONE(m->a, m->db, &r,
	    "select coalesce((select q.receiver from xz.caseflow_proposal q join xz.caseflow_report p"
	    " on p.id = q.report_id where p.case_id = $1 and p.version = $2 and q.party_id = $3 order by q.id limit 1),"
	    " '') as receiver", DB_I64(case_of(m)->id), DB_I64(track_of(m)->report_version),
	    DB_I64(track_of(m)->party_id));
	if (e == OK)
		act_doc(m, "receiver", json_string(row_text(r, "receiver")));
	return e;
}

/* 行政处罚法 28: with a penalty goes an order to correct; one that was made before is named. */
static enum err
correct_doc(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select string_agg(number, '、' order by id) as numbers from xz.record_document where subject_kind = 'case'"
	    " and subject_id = $1 and type = 'order_correct' and state = 'sealed'", DB_I64(case_of(m)->id));

	if (e == OK)
		act_doc(m, "correct", json_string(row_has(r, "numbers") ?
		    arena_printf(m->a, CASE_CORRECTED, row_text(r, "numbers")) : CASE_CORRECT));
	return e;
}

/* What the decision says of money: how much, by which code, or that there is none. */
static void
money_doc(struct act_move *m, const struct penalty *list, int n, const char *pay_code)
{
	int64_t due = penalty_sum(list, n, "fine") + penalty_sum(list, n, "confiscate_gains");

	if (due == 0) {
		act_doc(m, "nothing_due", json_true());
		return;
	}
	penalty_doc(m, "total", due);
	act_doc(m, "pay", json_pack("{s:s}", "code", pay_code));
}

enum err
decision_doc(struct act_move *m, const char *pay_code)
{
	static const char *const papers[][2] = { { "penalty", "decision" }, { "no_penalty", "no_penalty_decision" },
	    { "no_violation", "no_violation_decision" }, { "transfer", "police_transfer" },
	    { "transfer_other", "transfer_letter" } };
	struct penalty *list;
	struct daily d;
	struct grounds g;
	bool publish = false;
	size_t i;
	int n;
	enum err e = reviewed_penalties(m, &list, &n);

	if (e == OK)
		e = daily_of(m, &d);
	if (e == OK)
		e = grounds_of(m, &g);
	if (e == OK && n > 0)
		e = correct_doc(m);
	if (e == OK)
		e = case_is_published(m, &publish);
	if (e != OK)
		return e;
	for (i = 0; i < sizeof(papers) / sizeof(*papers); i++)
		if (strcmp(papers[i][0], track_of(m)->outcome) == 0)
			m->document = papers[i][1];
	if (d.party == track_of(m)->party_id && strcmp(track_of(m)->outcome, "penalty") == 0) {
		m->document = "daily_decision";
		act_doc(m, "daily", daily_json(m->a, &d));
	}
	act_doc(m, "penalties", penalty_json(m->a, list, n));
	act_doc(m, "outcome", json_string(track_of(m)->outcome));
	act_doc(m, "published", json_string(publish ? "1" : "0"));
	if (publish)
		act_doc(m, "told_public", json_string(CASE_TOLD_PUBLIC));
	act_doc(m, "evidence", json_string(g.evidence));
	if (track_of(m)->heard || str_eq(track_of(m)->defence, "stated"))
		act_doc(m, "defended", json_true());
	money_doc(m, list, n, pay_code);
	return receiver_of(m);
}

/* Who approves reads the penalties on its draft. */
static enum err
decide_paper(struct act_move *m)
{
	return decision_doc(m, input_given(m->in, "pay_code") ? input_text(m->in, "pay_code") : decision_pay_code(m));
}

static enum err
decide_apply(struct act_move *m)
{
	struct penalty *list;
	int n;
	enum err e = reviewed_penalties(m, &list, &n);

	if (e == OK)
		e = penalty_put(m, list, n, "decision", 1);
	if (e != OK)
		return e;
	act_note(m, "outcome", json_string(track_of(m)->outcome));
	m->fen = penalty_sum(list, n, "fine") + penalty_sum(list, n, "confiscate_gains");
	m->clock_day = m->today;
	return OK;
}

static enum err
ground_of(struct act_move *m, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select (select q.ground from xz.caseflow_proposal q join xz.caseflow_report p on p.id = q.report_id"
	    " where p.case_id = $1 and p.version = $2 and q.party_id = $3 order by q.id limit 1) as ground",
	    DB_I64(case_of(m)->id), DB_I64(track_of(m)->report_version), DB_I64(track_of(m)->party_id));

	if (e == OK)
		*out = row_text_null(r, "ground");
	return e;
}

static enum err
decide_after(struct act_move *m)
{
	struct decision_new d = { .facts = input_text(m->in, "facts"), .basis = input_text(m->in, "basis"),
	    .discretion = input_text(m->in, "discretion"), .remedies = input_text(m->in, "remedies"),
	    .pay_code = input_given(m->in, "pay_code") ? input_text(m->in, "pay_code") : NULL,
	    .pay_code_source = input_given(m->in, "pay_code_source") ? input_text(m->in, "pay_code_source") : NULL,
	    .ban_until = input_given(m->in, "ban_until") ? input_day(m->in, "ban_until") : 0,
	    .ban_open = input_number(m->in, "ban_open") != 0 };
	struct penalty *list;
	int64_t decision;
	bool publish = false;
	int n;
	enum err e = reviewed_penalties(m, &list, &n);

	d.fine_fen = penalty_sum(list, n, "fine");
	d.confiscation_fen = penalty_sum(list, n, "confiscate_gains");
	if (e == OK)
		e = ground_of(m, &d.ground);
	if (e == OK)
		e = decision_put(m, &d, &decision);
	if (e == OK)
		e = case_is_published(m, &publish);
	if (e == OK && publish)
		e = disclosure_open(m->a, m->db, decision);
	if (e == OK && publish)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set publish_state = 'open' where id = $1",
		    DB_I64(track_of(m)->id));
	return e;
}

const struct act_step caseflow_decide_steps[] = {
	{ .code = "deliberate", .fields = deliberate_fields, .check = deliberate_check, .effect = deliberate_apply },
	{ .code = "decide", .fields = decide_fields, .prepare = decide_prepare, .check = decide_check,
	    .effect = decide_apply, .after = decide_after, .paper = decide_paper },
	{ 0 }
};
