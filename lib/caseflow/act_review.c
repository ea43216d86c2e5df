/* act_review.c - the reviewer's acts on a case, and the head's approval of the intended penalty. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/hearing_line.h"
#include "lib/caseflow/words.h"
#include "lib/review/review.h"

static const struct field return_fields[] = {
	{ .name = "missing", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 4000 },
	{ 0 }
};

static enum err
return_apply(struct act_move *m)
{
	struct review_request q;
	enum err e = review_find(m->a, m->db, case_of(m)->id, 0, &q);

	if (e == OK && q.returned) {
		act_problem(m, "missing", "returned_once", NULL);
		return OK;
	}
	if (e == OK)
		e = review_return(m->a, m->db, q.id, m->actor.account, input_text(m->in, "missing"));
	m->gives_back = true;
	return e == OK ? case_clock_pause(m, "review.term", "completion", m->today) : e;
}

static const struct field complete_fields[] = {
	{ .name = "answer", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 4000 },
	{ 0 }
};

static enum err
complete_apply(struct act_move *m)
{
	struct review_request q;
	enum err e = review_find(m->a, m->db, case_of(m)->id, 0, &q);

	if (e == OK && !q.returned) {
		act_problem(m, "", "not_returned", NULL);
		return OK;
	}
	if (e == OK)
		e = case_clock_resume(m, "review.term", "completion", m->today);
	if (e == ERR_NOT_FOUND) {
		act_problem(m, "", "not_returned", NULL);
		return OK;
	}
	return e;
}

static const struct field call_fields[] = {
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ 0 }
};

static enum err
call_apply(struct act_move *m)
{
	struct review_request q;
	enum err e = review_find(m->a, m->db, case_of(m)->id, 0, &q);

	if (e == OK && q.legal) {
		act_problem(m, "reason", "legal_already", NULL);
		return OK;
	}
	return e == OK ? review_call_in(m->a, m->db, q.id, m->actor.account, input_text(m->in, "reason"), m->now) : e;
}

#define POINT(n) \
	{ .name = "point" #n, .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "review_point" }, \
	{ .name = "note" #n, .type = FIELD_LINE, .flags = FIELD_PERSONAL, .max = 500 }
static const struct field opinion_fields[] = {
	POINT(1), POINT(2), POINT(3), POINT(4), POINT(5), POINT(6), POINT(7), POINT(8),
	{ .name = "opinion", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "review_opinion" },
	{ .name = "opinion_text", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 8000 },
	{ 0 }
};

static enum err
opinion_prepare(struct act_move *m)
{
	enum err e = option_codes(m, "opinion", "review_opinion");
	int i;

	for (i = 1; e == OK && i <= REVIEW_POINTS; i++)
		e = option_codes(m, arena_printf(m->a, "point%d", i), "review_point");
	return e;
}

static bool
point_ok(struct act_move *m, int n)
{
	return strcmp(input_text(m->in, arena_printf(m->a, "point%d", n)), "ok") == 0;
}

static enum err
opinion_check(struct act_move *m)
{
	bool agree = strcmp(input_text(m->in, "opinion"), "agree") == 0;
	int i;

	for (i = 1; i <= REVIEW_POINTS; i++) {
		const char *point = arena_printf(m->p->arena, "point%d", i);

		if (!input_given(m->in, point) || point_ok(m, i))
			continue;
		if (agree)
			act_problem(m, "opinion", "agree_with_problem", arena_printf(m->a, "%d", i));
		if (!input_given(m->in, arena_printf(m->a, "note%d", i)))
			act_problem(m, arena_printf(m->p->arena, "note%d", i), "required", NULL);
	}
	return OK;
}

static void
verdict_of(struct act_move *m, struct review_verdict *v)
{
	int i;

	*v = (struct review_verdict){ .opinion = input_text(m->in, "opinion"),
	    .text = input_text(m->in, "opinion_text") };
	for (i = 0; i < REVIEW_POINTS; i++) {
		v->ok[i] = point_ok(m, i + 1);
		v->note[i] = input_text(m->in, arena_printf(m->a, "note%d", i + 1));
	}
}

static enum err
opine(struct act_move *m, int64_t track)
{
	struct review_verdict v;
	struct review_request q;
	enum err e = review_find(m->a, m->db, case_of(m)->id, track, &q);

	if (e != OK)
		return e;
	verdict_of(m, &v);
	act_note(m, "kind", json_string(q.legal ? "legal" : "case"));
	act_doc(m, "legal", json_boolean(q.legal));
	act_doc(m, "kind_name", json_string(q.legal ? CASE_REVIEW_LEGAL : CASE_REVIEW_CASE));
	act_doc(m, "reviewer", json_string(m->actor.name));
	return review_opine(m->a, m->db, q.id, m->actor.account, &v, m->now);
}

static enum err
opinion_apply(struct act_move *m)
{
	enum err e = opine(m, 0);

	if (e != OK)
		return e;
	if (strcmp(input_text(m->in, "opinion"), "agree") != 0) {
		m->to = "investigating";
		m->gives_back = true;
		return OK;
	}
	return DB_EXEC(m->a, m->db, "update xz.caseflow_case set review_passed_version = $2 where id = $1",
	    DB_I64(case_of(m)->id), DB_I64(case_of(m)->reported_version));
}

static enum err
hearing_opinion_apply(struct act_move *m)
{
	enum err e = opine(m, track_of(m)->id);

	if (e != OK)
		return e;
	/* not agreed: the officers review the defence anew, on the report that was passed, or go back to investigate */
	if (strcmp(input_text(m->in, "opinion"), "agree") != 0) {
		m->to = "heard";
		m->gives_back = true;
	}
	return DB_EXEC(m->a, m->db, "update xz.caseflow_track set review_passed = true where id = $1",
	    DB_I64(track_of(m)->id));
}

/* ---- a lighter penalty is confirmed, no new notice */

static const struct field lighter_fields[] = {
	{ .name = "verdict", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "approval_verdict" },
	{ .name = "opinion_text", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 4000 },
	{ 0 }
};

static enum err
lighter_prepare(struct act_move *m)
{
	return option_codes(m, "verdict", "approval_verdict");
}

static enum err
lighter_apply(struct act_move *m)
{
	bool agree = strcmp(input_text(m->in, "verdict"), "agree") == 0;
	struct review_verdict v = { .opinion = agree ? "agree" : "correct", .text = input_text(m->in, "opinion_text"),
	    .ok = { true, true, true, true, true, true, true, true } };
	struct review_request q;
	int version;
	enum err e = review_find(m->a, m->db, case_of(m)->id, track_of(m)->id, &q);

	if (e == OK)
		e = review_opine(m->a, m->db, q.id, m->actor.account, &v, m->now);
	act_doc(m, "kind_name", json_string(CASE_REVIEW_CASE));
	if (e != OK || agree)
		return e;
	/* not confirmed: the penalty of the notice stands again, for the officers to review anew */
	m->to = "notified";
	m->gives_back = true;
	e = penalty_latest(m, track_of(m)->party_id, "review", &version);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_track set defence = coalesce(defence, 'stated') where id = $1",
		    DB_I64(track_of(m)->id));
	return e;
}

/* ---- the agency head approves the intended penalty and the notice */

static const struct field approve_fields[] = {
	{ .name = "verdict", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "approval_verdict" },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 2000 },
	{ 0 }
};

static enum err
approve_check(struct act_move *m)
{
	if (strcmp(input_text(m->in, "verdict"), "return") == 0 && !input_given(m->in, "words"))
		act_problem(m, "words", "required", NULL);
	return OK;
}

/* deliberation.hearing: the leaders discuss whatever gives the right to a hearing (2: what is heard, act_hearing.c). */
#define DELIBERATE_WITH_RIGHT 1

static enum err
make_track(struct act_move *m, struct db_row r, bool deliberate)
{
	const char *outcome = row_text(r, "outcome");
	bool penalty = strcmp(outcome, "penalty") == 0, right = false;
	struct calendar_parameter heard;
	struct penalty *list;
	int n;
	enum err e = penalty_list(m, row_i64(r, "party_id"), "report", case_of(m)->reported_version, &list, &n);

	if (e == OK && penalty)
		e = hearing_right_of(m, row_bool(r, "natural_person"), list, n, &right);
	if (e == OK)
		e = case_figure(m, "deliberation.hearing", m->today, &heard);
	if (e != OK)
		return e;
	deliberate |= right && heard.value == DELIBERATE_WITH_RIGHT;
	return DB_EXEC(m->a, m->db,
	    "insert into xz.caseflow_track as k (case_id, party_id, procedure, procedure_version, state,"
	    " report_version, outcome, hearing_right, major, review_passed)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, true)"
	    " on conflict (case_id, party_id) do update set state = excluded.state,"
	    " report_version = excluded.report_version, outcome = excluded.outcome,"
	    " hearing_right = excluded.hearing_right, major = excluded.major, review_passed = true,"
	    " deliberated = false, defence = null, heard = false, version = k.version + 1"
	    " where not exists (select from xz.caseflow_decision d where d.track_id = k.id)",
	    DB_I64(case_of(m)->id), DB_I64(row_i64(r, "party_id")), DB_TEXT(case_of(m)->procedure),
	    DB_I64(case_of(m)->procedure_version), DB_TEXT(penalty ? "to_notify" : "to_decide"),
	    DB_I64(case_of(m)->reported_version), DB_TEXT(outcome), DB_BOOL(right), DB_BOOL(deliberate));
}

static enum err
approve_apply(struct act_move *m)
{
	const struct db_rows *rows;
	struct review_need need;
	int i;
	enum err e;

	if (strcmp(input_text(m->in, "verdict"), "agree") != 0) {
		m->to = "investigating";
		m->gives_back = true;
		return DB_EXEC(m->a, m->db, "update xz.caseflow_case set review_passed_version = 0 where id = $1",
		    DB_I64(case_of(m)->id));
	}
	e = review_needed(m->a, m->db, case_of(m)->id, case_of(m)->reported_version, m->today,
	    case_of(m)->declared_major, &need);
	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows,
		    "select distinct on (q.party_id) q.party_id, q.outcome, y.natural_person"
		    " from xz.caseflow_proposal q join xz.caseflow_report t on t.id = q.report_id"
		    " join xz.caseflow_party y on y.id = q.party_id"
		    " where t.case_id = $1 and t.version = $2 order by q.party_id, q.id",
		    DB_I64(case_of(m)->id), DB_I64(case_of(m)->reported_version));
	for (i = 0; e == OK && i < db_count(rows); i++)
		e = make_track(m, db_at(rows, i), need.deliberate);
	return e;
}

const struct act_step caseflow_review_steps[] = {
	{ .code = "review_return", .fields = return_fields, .effect = return_apply },
	{ .code = "review_complete", .fields = complete_fields, .effect = complete_apply, .needs = "returned" },
	{ .code = "review_call_in", .fields = call_fields, .effect = call_apply },
	{ .code = "review_opinion", .fields = opinion_fields, .prepare = opinion_prepare, .check = opinion_check,
	    .effect = opinion_apply },
	{ .code = "hearing_opinion", .fields = opinion_fields, .prepare = opinion_prepare, .check = opinion_check,
	    .effect = hearing_opinion_apply },
	{ .code = "lighter_confirm", .fields = lighter_fields, .prepare = lighter_prepare, .effect = lighter_apply },
	{ .code = "approve_penalty", .fields = approve_fields, .prepare = lighter_prepare, .check = approve_check,
	    .effect = approve_apply },
	{ 0 }
};
