/* act_outcome.c - see outcome.h. */
#include "lib/caseflow/outcome.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/money.h"
#include "lib/caseflow/penalty.h"

static bool
is(const struct act_move *m, const char *result)
{
	return str_eq(input_text(m->in, "result"), result);
}

bool
result_changes(const struct act_move *m)
{
	return is(m, "changed") || is(m, "partly_revoked");
}

static enum err
sums_of(struct act_move *m, struct db_row *r)
{
	return DB_ONE(m->a, m->db, r, "select fine_fen, confiscation_fen from xz.caseflow_decision"
	    " where track_id = $1 and revoked_on is null", DB_I64(track_of(m)->id));
}

enum err
result_change_options(struct act_move *m)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select p.kind, min(k.name_zh) as name_zh, min(k.name_en) as name_en, min(k.seq) as seq"
	    " from xz.caseflow_penalty p join xz.law_code k on k.kind = 'penalty_kind' and k.code = p.kind"
	    " where p.case_id = $1 and p.party_id = $2 and p.stage = 'decision' group by p.kind order by min(k.seq)",
	    DB_I64(case_of(m)->id), DB_I64(track_of(m)->party_id));

	for (i = 0; e == OK && i < db_count(rows); i++)
		input_option(m->in, "fallen_kinds", row_text(db_at(rows, i), "kind"),
		    row_text(db_at(rows, i), "name_zh"), row_text(db_at(rows, i), "name_en"));
	return e;
}

/* *heavier: the sum is above what was decided. */
static void
check_sum(struct act_move *m, const char *field, int64_t was, bool *heavier)
{
	bool opposed = input_given(m->in, "opposed");

	if (was > 0 && !input_given(m->in, field))
		act_problem(m, field, "required", NULL);
	else if (was == 0 && input_given(m->in, field) && !opposed)
		act_problem(m, field, "amount_not_wanted", NULL);
	else if (input_number(m->in, field) > was) {
		*heavier = true;
		if (!opposed)
			act_problem(m, field, "changed_heavier", NULL);
	}
}

static void
check_redo(struct act_move *m)
{
	bool redo = input_number(m->in, "redo") != 0;

	if (redo && !is(m, "revoked") && !is(m, "partly_revoked"))
		act_problem(m, "redo", "only_what_fell_is_redone", NULL);
	if (!redo && input_given(m->in, "redo_by"))
		act_problem(m, "redo_by", "redo_not_ordered", NULL);
	if (redo && input_given(m->in, "result_on"))
		act_not_before(m, "redo_by", input_day(m->in, "result_on"));
}

enum err
result_change_check(struct act_move *m)
{
	bool heavier = false;
	struct db_row r;
	enum err e;

	check_redo(m);
	if (!result_changes(m)) {
		if (input_given(m->in, "changed_text"))
			act_problem(m, "changed_text", "nothing_changed", NULL);
		if (input_given(m->in, "fallen_kinds"))
			act_problem(m, "fallen_kinds", "nothing_changed", NULL);
		if (input_given(m->in, "opposed"))
			act_problem(m, "opposed", "nothing_changed", NULL);
		return OK;
	}
	if (!input_given(m->in, "changed_text"))
		act_problem(m, "changed_text", "required", NULL);
	e = sums_of(m, &r);
	if (e == OK) {
		check_sum(m, "changed_fine", row_i64(r, "fine_fen"), &heavier);
		check_sum(m, "changed_gains", row_i64(r, "confiscation_fen"), &heavier);
	}
	/* only a change can make anything heavier, and only what is heavier needs to be asked for */
	if (e == OK && input_given(m->in, "opposed") && (!heavier || !is(m, "changed")))
		act_problem(m, "opposed", "not_heavier", NULL);
	return e;
}

enum err
result_change(struct act_move *m, int64_t decision)
{
	int64_t owed = input_number(m->in, "changed_fine") + input_number(m->in, "changed_gains");
	const struct value *fallen = input_value(m->in, "fallen_kinds");
	struct money_state s;
	enum err e = DB_EXEC(m->a, m->db, "update xz.caseflow_decision set fine_fen = $2, confiscation_fen = $3,"
	    " changed_on = $4, changed_text = $5, fallen_kinds = fallen_kinds || $6::text[] where id = $1",
	    DB_I64(decision), DB_I64(input_number(m->in, "changed_fine")),
	    DB_I64(input_number(m->in, "changed_gains")), DB_DAY(input_day(m->in, "result_on")),
	    DB_TEXT(input_text(m->in, "changed_text")), DB_TEXTS(fallen->list, fallen->list_n));

	if (e == OK)
		e = case_clock_close(m, "payment.term", "cancelled");
	if (e == OK)
		e = case_clock_close(m, "demand.term", "cancelled");
	if (e == OK)
		e = money_load(m->a, m->db, track_of(m)->id, m->today, &s);
	if (e != OK || s.paid_fen >= owed)
		return e;
	return decision_pay_from(m, decision, input_day(m->in, "result_served_on"));
}

enum err
result_redo(struct act_move *m, struct ref remedy)
{
	int32_t from = input_given(m->in, "result_served_on") ? input_day(m->in, "result_served_on") :
	    input_day(m->in, "result_on");
	struct clock_new c = { .subject_kind = "track", .subject_id = track_of(m)->id, .subject_ref = track_of(m)->ref,
	    .agency = case_of(m)->agency, .unit = case_of(m)->unit, .duty = "officer", .rule = "redo.term",
	    .sector = case_of(m)->field, .start_at = time_of_day(from, 12, 0) };
	int64_t clock;
	enum err e;

	if (input_number(m->in, "redo") == 0)
		return OK;
	if (input_given(m->in, "redo_by")) {
		c.unit_given = "d";
		c.n_given = input_day(m->in, "redo_by") - from;
		c.any_day = true;
	}
	e = DB_EXEC(m->a, m->db, "update xz.caseflow_remedy set redo = true, redo_by = $2 where ref = $1",
	    DB_REF(remedy), DB_DAY(input_given(m->in, "redo_by") ? input_day(m->in, "redo_by") : DAY_NONE));
	if (e == OK)
		e = act_clock_start(m, &c, &clock);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* ---- not the same again */

static bool
same_text(const char *a, const char *b)
{
	for (;; a++, b++) {
		while (*a == ' ' || *a == '\n')
			a++;
		while (*b == ' ' || *b == '\n')
			b++;
		if (*a != *b)
			return false;
		if (*a == '\0')
			return true;
	}
}

static enum err
penalties_of(struct act_move *m, struct db_row d, struct penalty **list, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select kind, amount_fen, detail from xz.caseflow_penalty"
	    " where case_id = $1 and party_id = $2 and stage = 'decision' order by id", DB_I64(row_i64(d, "case_id")),
	    DB_I64(row_i64(d, "party_id")));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*list = ARENA_ARRAY(m->a, struct penalty, (size_t)*n);
	for (i = 0; i < *n; i++) {
		struct db_row r = db_at(rows, i);

		(*list)[i] = (struct penalty){ .kind = row_text(r, "kind"), .amount_fen = row_i64(r, "amount_fen"),
		    .detail = row_text(r, "detail") };
	}
	return OK;
}

enum err
redo_same(struct act_move *m, const struct penalty *list, int n, const char *facts, bool *again)
{
	const struct db_rows *rows;
	struct penalty *then;
	int i, then_n;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select k.case_id, k.party_id, d.facts, d.outcome from xz.caseflow_remedy x"
	    " join xz.caseflow_decision d on d.id = x.decision_id join xz.caseflow_track k on k.id = d.track_id"
	    " join xz.caseflow_party y on y.id = k.party_id and y.case_id = k.case_id"
	    " join xz.caseflow_case c on c.id = k.case_id"
	    " where x.redo and x.redone is null and d.agency_id = $1 and c.cause_id = $2 and k.id <> $3"
	    " and y.subject_id = (select subject_id from xz.caseflow_party where id = $4)",
	    DB_I64(case_of(m)->agency), DB_I64(case_of(m)->cause_id), DB_I64(track_of(m)->id),
	    DB_I64(track_of(m)->party_id));

	*again = false;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row d = db_at(rows, i);

		e = penalties_of(m, d, &then, &then_n);
		if (e == OK && strcmp(row_text(d, "outcome"), track_of(m)->outcome) == 0 &&
		    same_text(row_text(d, "facts"), facts) && penalty_same(list, n, then, then_n))
			*again = true;
	}
	return e;
}

/* ---- decided anew */

static const struct field redone_fields[] = {
	{ .name = "number", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 60 },
	{ 0 }
};

/* A later decision of this agency on the same party. */
static enum err
redone_check(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id"
	    " join xz.caseflow_party y on y.id = k.party_id join xz.caseflow_party o on o.subject_id = y.subject_id"
	    " where d.number = $1 and d.agency_id = $2 and o.id = $3 and k.id <> $4 and d.decided_on >="
	    "   (select max(x.result_on) from xz.caseflow_remedy x join xz.caseflow_decision b on b.id = x.decision_id"
	    "   where b.track_id = $4 and x.redo)) as yes", DB_TEXT(input_text(m->in, "number")),
	    DB_I64(case_of(m)->agency), DB_I64(track_of(m)->party_id), DB_I64(track_of(m)->id));

	if (e == OK && input_given(m->in, "number") && !row_bool(r, "yes"))
		act_problem(m, "number", "no_such_decision", NULL);
	return e;
}

static enum err
redone_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.caseflow_remedy x set redone = $2 from xz.caseflow_decision d"
	    " where d.id = x.decision_id and d.track_id = $1 and x.redo and x.redone is null",
	    DB_I64(track_of(m)->id), DB_TEXT(input_text(m->in, "number")));

	act_note(m, "redone", json_string(input_text(m->in, "number")));
	return e == OK ? case_clock_close(m, "redo.term", "met") : e;
}

const struct act_step caseflow_outcome_steps[] = {
	{ .code = "redone", .fields = redone_fields, .check = redone_check, .effect = redone_apply },
	{ 0 }
};
