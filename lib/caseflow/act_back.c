/* act_back.c - new facts, another basis or something heavier: back to the investigation, then a new notice. */
#include "lib/base/arena.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/case_priv.h"
#include "lib/review/review.h"

static const struct field back_fields[] = {
	{ .name = "cause", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "back_cause" },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 4000 },
	{ 0 }
};

static enum err
back_prepare(struct act_move *m)
{
	return option_codes(m, "cause", "back_cause");
}

/* The report is of all parties without a decision; a hearing or review of another of them comes to its end first. */
static enum err
back_check(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select coalesce((select y.name from xz.caseflow_track k join xz.caseflow_party y on y.id = k.party_id"
	    " where k.case_id = $1 and k.id <> $2 and (k.state like 'hearing\\_%' or k.state = 'lighter_review')"
	    " order by k.id limit 1), '') as name", DB_I64(case_of(m)->id), DB_I64(track_of(m)->id));

	if (e == OK && *row_text(r, "name") != '\0')
		act_problem(m, "", "other_party_heard", row_text(r, "name"));
	return e;
}

/* The others are notified anew as well: their terms to speak end here. */
static enum err
end_defence_terms(struct act_move *m)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select q.id from xz.calendar_clock q join xz.caseflow_track k on k.id = q.subject_id"
	    " where q.subject_kind = 'track' and q.rule in ('defence.term', 'hearing.request')"
	    " and q.state = 'open' and k.case_id = $1"
	    " and not exists (select from xz.caseflow_decision d where d.track_id = k.id)", DB_I64(case_of(m)->id));

	for (i = 0; e == OK && i < db_count(rows); i++)
		e = act_clock_close(m, row_i64(db_at(rows, i), "id"), "cancelled", m->occurred);
	return e;
}

static enum err
back_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_track set review_passed = false, state = 'to_notify' where id = $1",
	    DB_I64(track_of(m)->id));

	if (e == OK)
		e = review_lapse(m->a, m->db, case_of(m)->id);
	if (e == OK)
		e = end_defence_terms(m);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_case set state = 'investigating', review_passed_version = 0 where id = $1",
		    DB_I64(case_of(m)->id));
	if (e == OK)	/* by the states as they are now */
		e = case_approvals_end(m, true);
	case_of(m)->state = "investigating";
	return e;
}

const struct act_step caseflow_back_steps[] = {
	{ .code = "back_to_investigation", .fields = back_fields, .prepare = back_prepare, .check = back_check,
	    .effect = back_apply },
	{ 0 }
};
