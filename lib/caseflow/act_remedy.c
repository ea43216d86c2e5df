/* act_remedy.c - reconsideration and litigation, and revocation by the agency itself. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/decision.h"
#include "lib/disclosure/disclosure.h"

static const struct field file_fields[] = {
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "remedy_kind" },
	{ .name = "body", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "filed_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "number", .type = FIELD_LINE, .min = 2, .max = 60 },
	{ 0 }
};

static enum err
decision_of(struct act_move *m, struct db_row *r)
{
	return DB_ONE(m->a, m->db, r,
	    "select id, ref, decided_on, served_on from xz.caseflow_decision where track_id = $1"
	    " and revoked_on is null", DB_I64(track_of(m)->id));
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

static enum err
file_check(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_of(m, &r);

	if (e == OK && input_given(m->in, "filed_on") && input_day(m->in, "filed_on") < row_day(r, "decided_on"))
		act_problem(m, "filed_on", "before_start", NULL);
	return e == OK ? suit_check(m, r) : e;
}

static enum err
file_apply(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_of(m, &r);

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_remedy (decision_id, kind, body, number, filed_on)"
		    " values ($1, $2, $3, $4, $5)", DB_I64(row_i64(r, "id")), DB_TEXT(input_text(m->in, "kind")),
		    DB_TEXT(input_text(m->in, "body")), DB_TEXT(input_text(m->in, "number")),
		    DB_DAY(input_day(m->in, "filed_on")));
	return e;
}

static const struct field result_fields[] = {
	{ .name = "remedy", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "result", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "remedy_result" },
	{ .name = "result_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "result_number", .type = FIELD_LINE, .min = 2, .max = 60 },
	{ 0 }
};

static enum err
result_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = option_codes(m, "result", "remedy_result");

	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows,
		    "select x.ref, x.body || ' ' || x.filed_on as label from xz.caseflow_remedy x"
		    " join xz.caseflow_decision d on d.id = x.decision_id where d.track_id = $1 and x.result is null"
		    " order by x.id", DB_I64(track_of(m)->id));
	if (e == OK)
		option_rows(m, "remedy", rows);
	return e;
}

static enum err
result_check(struct act_move *m)
{
	struct db_row r;
	struct ref ref;
	enum err e;

	if (!input_ref(m->in, "remedy", &ref))
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select filed_on from xz.caseflow_remedy where ref = $1", DB_REF(ref));
	if (e == OK)
		act_not_before(m, "result_on", row_day(r, "filed_on"));
	return e;
}

/* An act revoked, changed or declared illegal or void is to be withdrawn (行政处罚法 48). */
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
	/* what was never published has nothing to withdraw */
	if (e == OK && strcmp(track_of(m)->publish_state, "open") == 0) {
		struct disclosure_item it;

		e = disclosure_get(m->a, m->db, track_of(m)->ref, &it);
		if (e == OK)
			e = disclosure_withhold(m->a, m->db, it.id, reason, m->actor.account);
		if (e == OK)
			e = case_clock_close(m, "publish.penalty", "cancelled");
		if (e == OK)
			e = DB_EXEC(m->a, m->db,
			    "update xz.caseflow_track set publish_state = 'withheld' where id = $1",
			    DB_I64(track_of(m)->id));
	}
	return e;
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
	int64_t clock;
	enum err e = decision_of(m, &r);

	if (e != OK || !input_ref(m->in, "remedy", &ref))
		return e;
	e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_remedy set result = $2, result_on = $3, result_number = $4 where ref = $1",
	    DB_REF(ref), DB_TEXT(result), DB_DAY(input_day(m->in, "result_on")),
	    DB_TEXT(input_text(m->in, "result_number")));
	if (e == OK && (strcmp(result, "revoked") == 0 || strcmp(result, "illegal") == 0 ||
	    strcmp(result, "void") == 0 || strcmp(result, "changed") == 0)) {
		m->to = fallen(m);
		m->clock_day = input_day(m->in, "result_on");
		e = end_decision(m, row_i64(r, "id"), m->clock_day, result);
		if (e == OK && strcmp(track_of(m)->publish_state, "published") == 0)
			e = case_clock_open(m, "withdraw.term", m->clock_day, &clock);
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
	return e == OK ? end_decision(m, row_i64(r, "id"), m->today, input_text(m->in, "reason")) : e;
}

const struct act_step caseflow_remedy_steps[] = {
	{ .code = "remedy_file", .fields = file_fields, .prepare = file_prepare, .check = file_check,
	    .effect = file_apply },
	{ .code = "remedy_result", .fields = result_fields, .prepare = result_prepare, .check = result_check,
	    .effect = result_apply },
	{ .code = "revoke", .fields = revoke_fields, .prepare = revoke_prepare, .effect = revoke_apply },
	{ 0 }
};
