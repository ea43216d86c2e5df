/* act_remedy.c - reconsideration and litigation, and revocation by the agency itself. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/defendant.h"
#include "lib/caseflow/outcome.h"
#include "lib/caseflow/read.h"
#include "lib/caseflow/shown.h"

static const struct field file_fields[] = {
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "remedy_kind" },
	{ .name = "body", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "filed_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "accepted_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ .name = "number", .type = FIELD_LINE, .min = 2, .max = 60 },
	{ .name = "late_reason", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 5, .max = 2000 },
	{ .name = "through_us", .type = FIELD_TICK },
	{ .name = "simple", .type = FIELD_TICK },
	{ .name = "copy_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ 0 }
};

static enum err
decision_of(struct act_move *m, struct db_row *r)
{
	return DB_ONE(m->a, m->db, r,
	    "select id, ref, decided_on, served_on from xz.caseflow_decision where track_id = $1"
	    " and revoked_on is null", DB_I64(track_of(m)->id));
}

static int32_t
given_day(struct act_move *m, const char *field)
{
	return input_given(m->in, field) ? input_day(m->in, field) : DAY_NONE;
}

static const char *
given_text(struct act_move *m, const char *field)
{
	return input_given(m->in, field) ? input_text(m->in, field) : NULL;
}

static enum err
file_prepare(struct act_move *m)
{
	return option_codes(m, "kind", "remedy_kind");
}

/* Without a review that ended before it no court takes the suit (行政诉讼法 44, 45). */
static enum err
suit_check(struct act_move *m, struct db_row decision)
{
	struct db_row r;
	bool first;
	enum err e;

	if (strcmp(input_text(m->in, "kind"), "litigation") != 0)
		return OK;
	/* on the spot, the day of service is the day it was decided */
	e = decision_review_first(m, row_day(decision, row_has(decision, "served_on") ? "served_on" : "decided_on"),
	    &first);
	if (e != OK || !first)
		return e;
	e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_remedy where decision_id = $1 and kind = 'reconsideration'"
	    " and result <> 'withdrawn' and result_on <= $2::date) as reviewed", DB_I64(row_i64(decision, "id")),
	    DB_DAY(input_given(m->in, "filed_on") ? input_day(m->in, "filed_on") : m->today));
	if (e == OK && !row_bool(r, "reviewed"))
		act_problem(m, "kind", "review_first", NULL);
	return e;
}

static bool
of_suit(struct act_move *m)
{
	return strcmp(input_text(m->in, "kind"), "litigation") == 0;
}

/* Who is late is heard with a good reason (行政复议法 20(2), 行政诉讼法 48); whether it is one the body decides. */
static enum err
late_check(struct act_move *m, struct db_row decision)
{
	int32_t until, filed = input_day(m->in, "filed_on");
	char text[DAY_TEXT_SIZE];
	struct remedy_term t;
	enum err e = caseflow_remedy_term(m->a, m->db, row_i64(decision, "id"), &t);

	if (e != OK || !input_given(m->in, "filed_on") || !remedy_late(&t, of_suit(m), filed))
		return e;
	until = of_suit(m) ? t.suit_until : t.review_until;
	day_text(until, text);
	if (!input_given(m->in, "late_reason"))
		act_problem(m, "late_reason", "remedy_late", text);
	return OK;
}

static enum err
file_check(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_of(m, &r);

	if (e == OK && input_given(m->in, "filed_on") && input_day(m->in, "filed_on") < row_day(r, "decided_on"))
		act_problem(m, "filed_on", "before_start", NULL);
	if (e == OK && input_given(m->in, "filed_on"))
		act_not_before(m, "accepted_on", input_day(m->in, "filed_on"));
	if (e == OK && input_given(m->in, "filed_on"))
		act_not_before(m, "copy_on", input_day(m->in, "filed_on"));
	if (of_suit(m) && input_number(m->in, "through_us") != 0)
		act_problem(m, "through_us", "only_review_through", NULL);
	if (of_suit(m) && input_number(m->in, "simple") != 0)
		act_problem(m, "simple", "only_review_simple", NULL);
	if (e == OK)
		e = suit_check(m, r);
	return e == OK ? late_check(m, r) : e;
}

static enum err
file_apply(struct act_move *m)
{
	struct defence_start d = { .suit = of_suit(m), .simple = input_number(m->in, "simple") != 0,
	    .copy_on = given_day(m, "copy_on"), .handed_on = input_number(m->in, "through_us") != 0 ?
	    input_day(m->in, "filed_on") : DAY_NONE };
	struct db_row r;
	enum err e = decision_of(m, &r);

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_remedy (decision_id, kind, body, number, filed_on, accepted_on,"
		    " late_reason, through_us, simple, copy_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
		    DB_I64(row_i64(r, "id")),
		    DB_TEXT(input_text(m->in, "kind")), DB_TEXT(input_text(m->in, "body")),
		    DB_TEXT(input_text(m->in, "number")),
		    DB_DAY(input_day(m->in, "filed_on")), DB_DAY(given_day(m, "accepted_on")),
		    DB_TEXT(given_text(m, "late_reason")), DB_BOOL(d.handed_on != DAY_NONE), DB_BOOL(d.simple),
		    DB_DAY(d.copy_on));
	if (e == OK)
		e = defence_clocks(m, &d);
	return e == OK ? remedy_clocks(m, row_i64(r, "id"), of_suit(m) ? "remedy.suit" : "remedy.review") : e;
}

static const struct field result_fields[] = {
	{ .name = "remedy", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "result", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "remedy_result" },
	{ .name = "result_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "result_served_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ .name = "result_number", .type = FIELD_LINE, .min = 2, .max = 60 },
	{ .name = "body_way", .type = FIELD_CHOICE, .codes = "review_way" },
	{ .name = "final", .type = FIELD_TICK },
	{ .name = "perform_by", .type = FIELD_DAY },
	{ .name = "changed_text", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 4000 },
	{ .name = "changed_fine", .type = FIELD_MONEY, .max = 100000000000000 },
	{ .name = "changed_gains", .type = FIELD_MONEY, .max = 100000000000000 },
	{ .name = "fallen_kinds", .type = FIELD_CHOICES },
	{ .name = "opposed", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 5, .max = 2000 },
	{ .name = "redo", .type = FIELD_TICK },
	{ .name = "redo_by", .type = FIELD_DAY },
	{ 0 }
};

static enum err
result_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = option_codes(m, "result", "remedy_result");

	if (e == OK)
		e = option_codes(m, "body_way", "review_way");
	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows,
		    "select x.ref, x.body || ' ' || x.filed_on as label from xz.caseflow_remedy x"
		    " join xz.caseflow_decision d on d.id = x.decision_id where d.track_id = $1 and x.result is null"
		    " order by x.id", DB_I64(track_of(m)->id));
	if (e == OK)
		option_rows(m, "remedy", rows);
	return e == OK ? result_change_options(m) : e;
}

static enum err
result_check(struct act_move *m)
{
	bool silent = str_eq(input_text(m->in, "result"), "unanswered");
	struct db_row r;
	struct ref ref;
	enum err e;

	if (!input_ref(m->in, "remedy", &ref))
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select kind, filed_on from xz.caseflow_remedy where ref = $1", DB_REF(ref));
	if (e != OK)
		return e;
	act_not_before(m, "result_on", row_day(r, "filed_on"));
	/* terms run from the day it reached the party (行政诉讼法 45, 85); of silence nothing does */
	if (silent && strcmp(row_text(r, "kind"), "reconsideration") != 0)
		act_problem(m, "result", "only_review_silent", NULL);
	if (!silent && !input_given(m->in, "result_served_on"))
		act_problem(m, "result_served_on", "required", NULL);
	if (!silent && input_given(m->in, "result_on"))
		act_not_before(m, "result_served_on", input_day(m->in, "result_on"));
	return result_change_check(m);
}

/* A body is silent once its own term is over, not before. */
static enum err
silence_check(struct act_move *m, int64_t decision)
{
	char text[DAY_TEXT_SIZE];
	struct remedy_term t;
	size_t i;
	enum err e = caseflow_remedy_term(m->a, m->db, decision, &t);

	for (i = 0; e == OK && i < t.step_n; i++)
		if (str_starts(t.steps[i].code, "body_") && t.steps[i].to != DAY_NONE &&
		    t.steps[i].to >= input_day(m->in, "result_on")) {
			day_text(t.steps[i].to, text);
			act_problem(m, "result_on", "body_has_time", text);
			break;
		}
	return e;
}

/* Of an act revoked, changed or void. */
static enum err
end_decision(struct act_move *m, int64_t decision, int32_t day, const char *reason)
{
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_decision set revoked_on = $2, revoke_reason = $3 where id = $1",
	    DB_I64(decision), DB_DAY(day), DB_TEXT(reason));

	if (e == OK)
		e = case_clock_close(m, "service.term", "cancelled");
	if (e == OK)
		e = case_clock_close(m, "payment.term", "cancelled");
	if (e == OK)
		e = case_clock_close(m, "demand.term", "cancelled");
	return e == OK ? remedy_clocks_end(m) : e;
}

/* The party has its whole term for remedies: a decision may fall after its track closed, and a closed file is not
 * opened again. */
static const char *
fallen(const struct act_move *m)
{
	return strcmp(track_of(m)->state, "track_closed") == 0 ? "=" : "revoked";
}

static enum err
result_apply(struct act_move *m)
{
	const char *result = input_text(m->in, "result");
	struct db_row r;
	struct ref ref;
	enum err e = decision_of(m, &r);

	if (e != OK || !input_ref(m->in, "remedy", &ref))
		return e;
	e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_remedy set result = $2, result_on = $3, result_number = $4, result_served_on = $5,"
	    " body_way = $6, final = $7, perform_by = $8, opposed = $9 where ref = $1",
	    DB_REF(ref), DB_TEXT(result), DB_DAY(input_day(m->in, "result_on")),
	    DB_TEXT(input_text(m->in, "result_number")), DB_DAY(given_day(m, "result_served_on")),
	    DB_TEXT(given_text(m, "body_way")), DB_BOOL(input_number(m->in, "final") != 0),
	    DB_DAY(given_day(m, "perform_by")), DB_TEXT(given_text(m, "opposed")));
	if (e == OK && strcmp(result, "unanswered") == 0)
		e = silence_check(m, row_i64(r, "id"));
	if (e == OK)
		e = remedy_clocks(m, row_i64(r, "id"), NULL);
	m->clock_day = input_day(m->in, "result_on");
	if (e == OK)
		e = result_redo(m, ref);
	if (e == OK && result_changes(m)) {
		e = result_change(m, row_i64(r, "id"));
		if (e == OK)
			e = shown_anew(m, row_i64(r, "id"), &ref, m->clock_day, result);
	} else if (e == OK && (str_eq(result, "revoked") || str_eq(result, "void"))) {
		m->to = fallen(m);
		e = end_decision(m, row_i64(r, "id"), m->clock_day, result);
		if (e == OK)
			e = shown_end(m, m->clock_day, result);
	} else if (e == OK && str_eq(result, "illegal")) {	/* it stands (行政复议法 65, 行政诉讼法 74) */
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_decision set illegal_on = $2 where id = $1",
		    DB_I64(row_i64(r, "id")), DB_DAY(m->clock_day));
		if (e == OK)
			e = shown_end(m, m->clock_day, result);
	}
	return e;
}

static const struct field revoke_fields[] = {
	{ .name = "cause", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "revoke_cause" },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 4000 },
	{ 0 }
};

static enum err
revoke_prepare(struct act_move *m)
{
	return option_codes(m, "cause", "revoke_cause");
}

static enum err
revoke_apply(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_of(m, &r);

	m->to = fallen(m);
	if (e == OK)
		e = end_decision(m, row_i64(r, "id"), m->today, input_text(m->in, "reason"));
	if (e == OK)	/* what was handed in with the agency is corrected by itself (实施条例 38) */
		e = case_clock_close(m, "defend.forward", "met");
	/* the term to withdraw what was published is the transition's */
	if (e == OK && strcmp(track_of(m)->publish_state, "open") == 0)
		e = shown_end(m, m->today, input_text(m->in, "reason"));
	if (e == OK && strcmp(track_of(m)->publish_state, "published") == 0)
		e = shown_drop_draft(m, input_text(m->in, "reason"));
	return e;
}

/* ---- what the paper did not say, or said wrong: the terms are longer (行政复议法 20(3), 行诉解释 64) */

static const struct field told_fields[] = {
	{ .name = "untold", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 5, .max = 1000 },
	{ .name = "told_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ 0 }
};

static enum err
told_prepare(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select untold from xz.caseflow_decision where track_id = $1"
	    " and revoked_on is null", DB_I64(track_of(m)->id));

	if (e == OK && row_has(r, "untold"))
		input_default(m->in, "untold", row_text(r, "untold"));
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
told_check(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_of(m, &r);

	if (e == OK && input_given(m->in, "told_on"))
		act_not_before(m, "told_on", row_day(r, row_has(r, "served_on") ? "served_on" : "decided_on"));
	return e;
}

static enum err
told_apply(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_of(m, &r);

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_decision set untold = $2, told_on = $3 where id = $1",
		    DB_I64(row_i64(r, "id")), DB_TEXT(input_text(m->in, "untold")), DB_DAY(given_day(m, "told_on")));
	return e == OK ? remedy_clocks(m, row_i64(r, "id"), NULL) : e;
}

const struct act_step caseflow_remedy_steps[] = {
	{ .code = "remedy_file", .fields = file_fields, .prepare = file_prepare, .check = file_check,
	    .effect = file_apply },
	{ .code = "remedy_result", .fields = result_fields, .prepare = result_prepare, .check = result_check,
	    .effect = result_apply },
	{ .code = "remedy_told", .fields = told_fields, .prepare = told_prepare, .check = told_check,
	    .effect = told_apply },
	{ .code = "revoke", .fields = revoke_fields, .prepare = revoke_prepare, .effect = revoke_apply },
	{ 0 }
};
