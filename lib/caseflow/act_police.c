/* act_police.c - a suspected crime goes to the police: proposed by two officers, decided in three days, sent in a day;
 * receipt, answer, goods, what is asked again, what the procurator is told, and what comes back
 * (行政执法机关移送涉嫌犯罪案件的规定 5-10, 12). */
#include "lib/caseflow/police.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/caseflow/goods.h"
#include "lib/caseflow/handover.h"
#include "lib/caseflow/decision.h"
#include "lib/review/review.h"

static enum err
police_moves(struct act_move *m, const char *state)
{
	return DB_EXEC(m->a, m->db, "update xz.caseflow_police p set state = $2 where p.id = " POLICE_LIVE,
	    DB_I64(case_of(m)->id), DB_TEXT(state));
}

/* Nothing may be dated before what it follows: the column of the live transfer. */
static enum err
not_before(struct act_move *m, const char *field)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select greatest(p.proposed_on,"
	    " (p.sent_at at time zone 'Asia/Shanghai')::date, p.receipt_on, p.answered_on, p.asked_again_on) as day"
	    " from xz.caseflow_police p where p.id = " POLICE_LIVE, DB_I64(case_of(m)->id));

	if (e == OK)
		act_not_before(m, field, row_day(r, "day"));
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
clocks_end(struct act_move *m)
{
	static const char *const rules[] = { "transfer.police.answer", "transfer.police.goods",
	    "transfer.police.reconsider", "transfer.police.again" };
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < sizeof(rules) / sizeof(*rules); i++)
		e = case_clock_close(m, rules[i], "cancelled");
	return e;
}

/* ---- proposed and decided */

static const struct field propose_fields[] = {
	{ .name = "crime", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 100 },
	{ .name = "facts", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 10,
	    .max = 20000 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 8000 },
	{ 0 }
};

static enum err
propose_apply(struct act_move *m)
{
	int64_t clock;
	enum err e = DB_EXEC(m->a, m->db, "insert into xz.caseflow_police (case_id, state, proposed_on)"
	    " values ($1, 'proposed', $2)", DB_I64(case_of(m)->id), DB_DAY(m->today));

	return e == OK ? case_clock_open(m, "transfer.police.decide", m->today, &clock) : e;
}

static const struct field refuse_fields[] = {
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 4000 },
	{ 0 }
};

static enum err
refuse_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.caseflow_police p set state = 'refused', refused_why = $2"
	    " where p.id = " POLICE_LIVE, DB_I64(case_of(m)->id), DB_TEXT(input_text(m->in, "reason")));

	return e == OK ? case_clock_close(m, "transfer.police.decide", "met") : e;
}

static const struct field police_fields[] = {
	{ .name = "receiver", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "crime", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 100 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 8000 },
	{ .name = "papers", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 4000 },
	{ .name = "decided_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "sent_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ 0 }
};

/* What was proposed, to be read and decided on. */
static enum err
police_prepare(struct act_move *m)
{
	char day[DAY_TEXT_SIZE];
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select d.data::json #>> '{input,crime}' as crime,"
	    " d.data::json #>> '{input,reason}' as reason from xz.record_document d where d.subject_kind = 'case'"
	    " and d.subject_id = $1 and d.type = 'police_report' and d.state <> 'void' order by d.id desc limit 1",
	    DB_I64(case_of(m)->id));

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	day_text(m->today, day);
	input_default(m->in, "crime", row_text_or(r, "crime", ""));
	input_default(m->in, "reason", row_text_or(r, "reason", ""));
	input_default(m->in, "decided_on", day);
	return OK;
}

static enum err
police_check(struct act_move *m)
{
	act_not_before(m, "decided_on", case_of(m)->filed_on);
	if (input_given(m->in, "sent_at") && time_day(input_time(m->in, "sent_at")) < input_day(m->in, "decided_on"))
		act_problem(m, "sent_at", "before_start", NULL);
	return OK;
}

/* Where the field's rule does not count the time at the police the term stands meanwhile (生态环境行政处罚办法 54). */
static enum err
term_leaves(struct act_move *m)
{
	bool stands;
	enum err e = case_decide_stands(m, "police", &stands);

	if (e != OK || case_of(m)->filed_on == DAY_NONE)
		return e;
	return stands ? case_clock_pause(m, "case.decide", "police", m->today) :
	    case_clock_close(m, "case.decide", "met");
}

/* What stood goes on, else a term of its own begins (移送规定 10); a clue is to be decided on. */
static enum err
term_comes_back(struct act_move *m, int32_t day)
{
	int64_t due, id;
	enum err e = case_clock_due(m, "case.decide", &due);

	if (case_of(m)->filed_on == DAY_NONE)
		return case_clock_open(m, "clue.verify", day, &id);
	if (e == OK)
		return case_decide_go_on(m, "police", day);
	return e == ERR_NOT_FOUND ? case_clock_open(m, "case.decide", day, &id) : e;
}

static enum err
police_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.caseflow_case set closed_at = $2 where id = $1",
	    DB_I64(case_of(m)->id), DB_TIME(m->now));

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_police set state = 'sent', sent_at = $2"
		    " where case_id = $1 and state = 'proposed'", DB_I64(case_of(m)->id),
		    DB_TIME(input_time(m->in, "sent_at")));
	if (e == OK)
		e = case_clock_close(m, "transfer.police.decide", "met");
	if (e == OK)
		e = term_leaves(m);
	if (e == OK)
		e = measures_hand_over(m);
	if (e == OK)
		e = remedy_clocks_leave(m);
	return e == OK ? review_lapse(m->a, m->db, case_of(m)->id) : e;
}

static const struct field returned_fields[] = {
	{ .name = "received_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "number", .type = FIELD_LINE, .min = 2, .max = 60 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 4000 },
	{ 0 }
};

static enum err
returned_check(struct act_move *m)
{
	struct db_row r;
	int32_t sent;
	char text[DAY_TEXT_SIZE];
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select closed_at from xz.caseflow_case where id = $1", DB_I64(case_of(m)->id));

	if (e != OK || !row_has(r, "closed_at") || !input_given(m->in, "received_on"))
		return e;
	sent = time_day(row_time(r, "closed_at"));
	day_text(sent, text);
	if (input_day(m->in, "received_on") < sent)
		act_problem(m, "received_on", "before_day", text);
	return OK;
}

/* No crime was found: the agency handles the case itself (移送规定 10). */
static enum err
returned_apply(struct act_move *m)
{
	enum err e = measures_take_back(m, input_day(m->in, "received_on"));

	if (case_of(m)->filed_on == DAY_NONE)
		m->to = "clue_verified";
	if (e == OK)
		e = term_comes_back(m, input_day(m->in, "received_on"));
	if (e == OK)
		e = police_moves(m, "returned");
	if (e == OK)
		e = clocks_end(m);
	if (e == OK)
		e = remedy_clocks_return(m);
	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.caseflow_case set closed_at = null, review_passed_version = 0 where id = $1",
	    DB_I64(case_of(m)->id)) : e;
}

/* ---- what the police say */

static const struct field receipt_fields[] = {
	{ .name = "received_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "number", .type = FIELD_LINE, .min = 2, .max = 60 },
	{ 0 }
};

static enum err
receipt_check(struct act_move *m)
{
	return not_before(m, "received_on");
}

static enum err
receipt_apply(struct act_move *m)
{
	int64_t clock;
	enum err e = DB_EXEC(m->a, m->db, "update xz.caseflow_police p set state = 'received', receipt_on = $2,"
	    " receipt_number = $3 where p.id = " POLICE_LIVE, DB_I64(case_of(m)->id),
	    DB_DAY(input_day(m->in, "received_on")),
	    DB_TEXT(input_given(m->in, "number") ? input_text(m->in, "number") : NULL));

	return e == OK ? case_clock_open(m, "transfer.police.answer", input_day(m->in, "received_on"), &clock) : e;
}

static const struct field answer_fields[] = {
	{ .name = "police_answer", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "police_answer" },
	{ .name = "received_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "number", .type = FIELD_LINE, .min = 2, .max = 60 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 4000 },
	{ 0 }
};

static enum err
answer_prepare(struct act_move *m)
{
	return option_codes(m, "police_answer", "police_answer");
}

static enum err
answer_check(struct act_move *m)
{
	if (str_eq(input_text(m->in, "police_answer"), "not_filed") && !input_given(m->in, "reason"))
		act_problem(m, "reason", "required", NULL);
	return not_before(m, "received_on");
}

/* Filed: goods in three days (12); not: three days to ask again (9). */
static enum err
answered(struct act_move *m, bool filed, const char *else_state)
{
	int64_t clock;
	bool wait = false;
	enum err e = police_moves(m, filed ? "filed" : else_state);

	if (e == OK && filed)
		e = police_goods_wait(m, &wait);
	if (e == OK && wait)
		e = case_clock_open(m, "transfer.police.goods", input_day(m->in, "received_on"), &clock);
	if (e == OK && !filed && str_eq(else_state, "not_filed"))
		e = case_clock_open(m, "transfer.police.reconsider", input_day(m->in, "received_on"), &clock);
	return e;
}

static enum err
answer_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.caseflow_police p set answered_on = $2, answer_number = $3"
	    " where p.id = " POLICE_LIVE, DB_I64(case_of(m)->id), DB_DAY(input_day(m->in, "received_on")),
	    DB_TEXT(input_given(m->in, "number") ? input_text(m->in, "number") : NULL));

	if (e == OK)
		e = case_clock_close(m, "transfer.police.answer", "met");
	act_note(m, "answer", json_string(input_text(m->in, "police_answer")));
	return e == OK ? answered(m, str_eq(input_text(m->in, "police_answer"), "filed"), "not_filed") : e;
}

static const struct field again_fields[] = {
	{ .name = "asked_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 8000 },
	{ 0 }
};

static enum err
again_check(struct act_move *m)
{
	return not_before(m, "asked_on");
}

/* To whom the case went. */
static enum err
again_paper(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select d.data::json #>> '{input,receiver}' as receiver"
	    " from xz.record_document d where d.subject_kind = 'case' and d.subject_id = $1"
	    " and d.type = 'police_transfer' and d.state <> 'void' order by d.id desc limit 1", DB_I64(case_of(m)->id));

	if (e == OK && row_has(r, "receiver"))
		act_doc(m, "receiver", json_string(row_text(r, "receiver")));
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
again_apply(struct act_move *m)
{
	int64_t clock;
	enum err e = DB_EXEC(m->a, m->db, "update xz.caseflow_police p set state = 'asked_again', asked_again_on = $2"
	    " where p.id = " POLICE_LIVE, DB_I64(case_of(m)->id), DB_DAY(input_day(m->in, "asked_on")));

	if (e == OK)
		e = case_clock_close(m, "transfer.police.reconsider", "met");
	return e == OK ? case_clock_open(m, "transfer.police.again", input_day(m->in, "asked_on"), &clock) : e;
}

static enum err
again_answer_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_police p set answered_again_on = $2 where p.id = " POLICE_LIVE,
	    DB_I64(case_of(m)->id), DB_DAY(input_day(m->in, "received_on")));

	if (e == OK)
		e = case_clock_close(m, "transfer.police.again", "met");
	act_note(m, "answer", json_string(input_text(m->in, "police_answer")));
	return e == OK ? answered(m, str_eq(input_text(m->in, "police_answer"), "filed"), "upheld") : e;
}

static const struct field procurator_fields[] = {
	{ .name = "body", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "asked_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 8000 },
	{ 0 }
};

static enum err
procurator_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.caseflow_police p set state = 'told_procurator',"
	    " procurator_on = $2 where p.id = " POLICE_LIVE, DB_I64(case_of(m)->id),
	    DB_DAY(input_day(m->in, "asked_on")));

	return e == OK ? case_clock_close(m, "transfer.police.reconsider", "met") : e;
}

/* ---- the goods */

static const struct field goods_fields[] = {
	{ .name = "handed_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 200 },
	{ .name = "receiver_person", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2,
	    .max = 60 },
	{ .name = "papers", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 4000 },
	{ 0 }
};

static enum err
goods_check(struct act_move *m)
{
	return not_before(m, "handed_on");
}

static enum err
goods_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.caseflow_police p set goods_on = $2 where p.id = " POLICE_LIVE,
	    DB_I64(case_of(m)->id), DB_DAY(input_day(m->in, "handed_on")));

	if (e == OK)
		e = case_clock_close(m, "transfer.police.goods", "met");
	if (e == OK)
		e = measures_hand_over(m);
	goods_of(m)->to = "transferred";
	goods_of(m)->day = input_day(m->in, "handed_on");
	goods_of(m)->place = input_text(m->in, "place");
	goods_of(m)->other = input_text(m->in, "receiver_person");
	return e == OK ? goods_pick_all(m, 0, "") : e;
}

static const struct field told_fields[] = {
	{ .name = "receiver", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "told_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "recipient", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 1, .max = 60 },
	{ 0 }
};

static enum err
told_check(struct act_move *m)
{
	return not_before(m, "told_on");
}

/* 行政强制法 21: the party is told in writing. */
static enum err
told_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_police p set party_told_on = $2 where p.id = " POLICE_LIVE,
	    DB_I64(case_of(m)->id), DB_DAY(input_day(m->in, "told_on")));

	return e == OK ? measures_hand_over(m) : e;
}

const struct act_step caseflow_police_steps[] = {
	{ .code = "police_propose", .fields = propose_fields, .effect = propose_apply },
	{ .code = "police_refuse", .fields = refuse_fields, .effect = refuse_apply },
	{ .code = "police_transfer", .fields = police_fields, .prepare = police_prepare,
	    .check = police_check, .effect = police_apply },
	{ .code = "police_receipt", .fields = receipt_fields, .check = receipt_check, .effect = receipt_apply },
	{ .code = "police_answer", .fields = answer_fields, .prepare = answer_prepare, .check = answer_check,
	    .effect = answer_apply },
	{ .code = "police_again", .fields = again_fields, .check = again_check, .paper = again_paper,
	    .effect = again_apply },
	{ .code = "police_again_answer", .fields = answer_fields, .prepare = answer_prepare, .check = answer_check,
	    .effect = again_answer_apply },
	{ .code = "police_procurator", .fields = procurator_fields, .check = again_check, .effect = procurator_apply },
	{ .code = "police_goods", .fields = goods_fields, .check = goods_check, .effect = goods_apply,
	    .after = goods_move },
	{ .code = "police_goods_told", .fields = told_fields, .check = told_check, .effect = told_apply },
	{ .code = "police_returned", .fields = returned_fields, .check = returned_check, .effect = returned_apply },
	{ 0 }
};
