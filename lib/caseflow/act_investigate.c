/* act_investigate.c - records, evidence, service address, correction, aid, suspension, extension. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/case_priv.h"
#include "lib/door/door.h"
#include "lib/law/law.h"

#define ON_SITE (FIELD_REQUIRED | FIELD_PERSONAL)

static enum err
check_span(struct act_move *m)
{
	if (input_given(m->in, "ended_at") && input_time(m->in, "ended_at") < input_time(m->in, "started_at"))
		act_problem(m, "ended_at", "before_start", NULL);
	if (input_given(m->in, "signed") && str_eq(input_text(m->in, "signed"), "refused") &&
	    !input_given(m->in, "witness"))
		act_problem(m, "witness", "required", NULL);
	return act_not_too_old(m, "started_at");
}

static const struct field onsite_fields[] = {
	{ .name = "started_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "ended_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "place", .type = FIELD_LINE, .flags = ON_SITE | FIELD_WIDE, .min = 2, .max = 200 },
	{ .name = "present_person", .type = FIELD_LINE, .flags = ON_SITE, .min = 1, .max = 60 },
	{ .name = "present_role", .type = FIELD_LINE, .flags = ON_SITE, .min = 1, .max = 60 },
	{ .name = "certificates_shown", .type = FIELD_TICK, .flags = FIELD_REQUIRED },
	{ .name = "rights_told", .type = FIELD_TICK, .flags = FIELD_REQUIRED },
	{ .name = "found", .type = FIELD_TEXT, .flags = ON_SITE | FIELD_WIDE, .min = 5, .max = 20000 },
	{ .name = "signed", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "party_signature" },
	{ .name = "witness", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 2, .max = 60 },
	{ .name = "second", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ 0 }
};

static enum err
record_prepare(struct act_move *m)
{
	enum err e = option_codes(m, "signed", "party_signature");

	return e == OK ? option_case_officers(m, "second", true) : e;
}

/* 行政处罚法 55: without the certificates shown there is no record. */
static enum err
record_check(struct act_move *m)
{
	if (input_number(m->in, "certificates_shown") == 0)
		act_problem(m, "certificates_shown", "certificates_not_shown", NULL);
	if (input_number(m->in, "rights_told") == 0)
		act_problem(m, "rights_told", "rights_not_told", NULL);
	return check_span(m);
}

static const struct field question_fields[] = {
	{ .name = "question", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 1, .max = 2000 },
	{ .name = "answer", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 1, .max = 4000 },
	{ 0 }
};
static const struct field interview_fields[] = {
	{ .name = "started_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "ended_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "place", .type = FIELD_LINE, .flags = ON_SITE | FIELD_WIDE, .min = 2, .max = 200 },
	{ .name = "person", .type = FIELD_LINE, .flags = ON_SITE, .min = 1, .max = 60 },
	{ .name = "person_number", .type = FIELD_LINE, .flags = FIELD_PERSONAL | FIELD_CODE, .min = 6, .max = 30 },
	{ .name = "person_role", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "interview_role" },
	{ .name = "person_contact", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 3, .max = 60 },
	{ .name = "certificates_shown", .type = FIELD_TICK, .flags = FIELD_REQUIRED },
	{ .name = "rights_told", .type = FIELD_TICK, .flags = FIELD_REQUIRED },
	{ .name = "questions", .type = FIELD_ROWS, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 1, .max = 100,
	    .rows = question_fields },
	{ .name = "signed", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "party_signature" },
	{ .name = "witness", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 2, .max = 60 },
	{ .name = "second", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ 0 }
};

static enum err
interview_prepare(struct act_move *m)
{
	enum err e = option_codes(m, "person_role", "interview_role");

	return e == OK ? record_prepare(m) : e;
}

static const struct field evidence_fields[] = {
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "evidence_kind" },
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 100 },
	{ .name = "source", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 200 },
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 200 },
	{ .name = "taken_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "original", .type = FIELD_TICK },
	{ .name = "pages", .type = FIELD_NUMBER, .min = 1, .max = 100000 },
	{ .name = "shows", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 2000 },
	{ .name = "note", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 2000 },
	{ .name = "second", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ 0 }
};

static enum err
evidence_prepare(struct act_move *m)
{
	enum err e = option_codes(m, "kind", "evidence_kind");

	return e == OK ? option_case_officers(m, "second", true) : e;
}

static enum err
evidence_check(struct act_move *m)
{
	return act_not_too_old(m, "taken_at");
}

static enum err
evidence_after(struct act_move *m)
{
	struct db_row r;
	int64_t pages = input_number(m->in, "pages");
	enum err e = DB_ONE(m->a, m->db, &r,
	    "insert into xz.caseflow_evidence (case_id, no, kind, name, source, place, taken_at, taken_by, original,"
	    " pages, note, shows, step_seq)"
	    " select $1, coalesce(max(no), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12"
	    " from xz.caseflow_evidence where case_id = $1 returning no",
	    DB_I64(case_of(m)->id), DB_TEXT(input_text(m->in, "kind")), DB_TEXT(input_text(m->in, "name")),
	    DB_TEXT(input_text(m->in, "source")), DB_TEXT(input_text(m->in, "place")),
	    DB_TIME(input_time(m->in, "taken_at")), DB_TEXT(m->actor.name),
	    DB_BOOL(input_number(m->in, "original") != 0), DB_ID(pages), DB_TEXT(input_text(m->in, "note")),
	    DB_TEXT(input_text(m->in, "shows")), DB_I64(m->seq));

	return e;
}

static const struct field address_fields[] = {
	{ .name = "party", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "recipient", .type = FIELD_LINE, .flags = ON_SITE, .min = 1, .max = 60 },
	{ .name = "telephone", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 5, .max = 30 },
	{ .name = "address", .type = FIELD_LINE, .flags = ON_SITE | FIELD_WIDE, .min = 3, .max = 200 },
	{ .name = "electronic", .type = FIELD_TICK },
	{ .name = "electronic_channel", .type = FIELD_CHOICE, .codes = "electronic_channel" },
	{ .name = "electronic_address", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 3, .max = 100 },
	{ .name = "signed_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ 0 }
};

static enum err
address_prepare(struct act_move *m)
{
	enum err e = option_parties(m, "party");

	return e == OK ? option_codes(m, "electronic_channel", "electronic_channel") : e;
}

/* What a party sent is about that party, and a withdrawal is no consent. */
static enum err
message_check(struct act_move *m)
{
	struct door_message of;
	int64_t party;
	struct db_row r;
	enum err e;

	if (ref_zero(case_source(m)->message))
		return OK;
	e = door_message_get(m->a, m->db, case_source(m)->message, &of);
	if (e == OK)
		e = party_of(m, "party", &party);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select party_id from xz.caseflow_track where id = $1", DB_I64(of.track));
	if (e != OK)
		return e;
	if (party != 0 && party != row_i64(r, "party_id"))
		act_problem(m, "party", "message_party", NULL);
	if (str_eq(of.sort, "withdrawal") && input_number(m->in, "electronic") != 0)
		act_problem(m, "electronic", "message_withdrawal", NULL);
	return OK;
}

static enum err
address_check(struct act_move *m)
{
	bool electronic = input_number(m->in, "electronic") != 0;

	if (electronic && !str_eq(input_text(m->in, "electronic_channel"), "door") &&
	    !input_given(m->in, "electronic_address"))
		act_problem(m, "electronic_address", "required", NULL);
	return message_check(m);
}

static enum err
address_apply(struct act_move *m)
{
	int64_t party;
	enum err e = party_of(m, "party", &party);

	if (e == OK && party != 0)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_party set service_address = $2, electronic_consent = $3,"
		    " electronic_channel = case when $3 then $4 end, electronic_on = $5 where id = $1",
		    DB_I64(party), DB_TEXT(input_text(m->in, "address")),
		    DB_BOOL(input_number(m->in, "electronic") != 0), DB_TEXT(input_given(m->in, "electronic_channel") ?
		    input_text(m->in, "electronic_channel") : "other"), DB_DAY(input_day(m->in, "signed_on")));
	return e;
}

static const struct field aid_fields[] = {
	{ .name = "body", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "request", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 4000 },
	{ .name = "sent_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ 0 }
};

static enum err
aid_check(struct act_move *m)
{
	act_not_before(m, "sent_on", case_of(m)->filed_on);
	return OK;
}

static enum err
aid_apply(struct act_move *m)
{
	struct calendar_parameter p;
	int64_t clock;
	enum err e = DB_EXEC(m->a, m->db,
	    "insert into xz.caseflow_aid (case_id, body, request, sent_on) values ($1, $2, $3, $4)",
	    DB_I64(case_of(m)->id), DB_TEXT(input_text(m->in, "body")), DB_TEXT(input_text(m->in, "request")),
	    DB_DAY(input_day(m->in, "sent_on")));

	if (e == OK)
		e = case_figure(m, "aid.answer", input_day(m->in, "sent_on"), &p);
	if (e == OK)
		act_doc(m, "answer_days", json_integer(p.value));
	return e == OK ? case_clock_open(m, "aid.answer", input_day(m->in, "sent_on"), &clock) : e;
}

static const struct field aid_answer_fields[] = {
	{ .name = "letter", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "answered_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "answer", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 8000 },
	{ 0 }
};

static enum err
aid_answer_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select ref, body || ' ' || sent_on as label from xz.caseflow_aid where case_id = $1"
	    " and answered_on is null order by id", DB_I64(case_of(m)->id));

	if (e == OK)
		option_rows(m, "letter", rows);
	return e;
}

/* Of the letter chosen; DAY_NONE: none is. */
static enum err
letter_sent(struct act_move *m, int32_t *out)
{
	struct db_row r;
	struct ref ref;
	enum err e;

	*out = DAY_NONE;
	if (!input_ref(m->in, "letter", &ref))
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select sent_on from xz.caseflow_aid where ref = $1 and case_id = $2",
	    DB_REF(ref), DB_I64(case_of(m)->id));
	if (e == OK)
		*out = row_day(r, "sent_on");
	return e;
}

static enum err
aid_answer_check(struct act_move *m)
{
	int32_t sent;
	enum err e = letter_sent(m, &sent);

	if (e == OK)
		act_not_before(m, "answered_on", sent);
	return e;
}

/* Each letter has its own term; those of one day have the same. */
static enum err
answer_clock(struct act_move *m, int32_t sent)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select id from xz.calendar_clock where subject_kind = 'case' and subject_id = $1 and rule = 'aid.answer'"
	    " and state = 'open' and start_at = $2 order by id limit 1", DB_I64(case_of(m)->id),
	    DB_TIME(time_of_day(sent, 12, 0)));

	if (e == ERR_NOT_FOUND)
		return OK;
	return e == OK ? act_clock_close(m, row_i64(r, "id"), "met", m->occurred) : e;
}

static enum err
aid_answer_apply(struct act_move *m)
{
	int32_t sent;
	struct ref ref;
	enum err e = letter_sent(m, &sent);

	if (e != OK || !input_ref(m->in, "letter", &ref))
		return e;
	e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_aid set answered_on = $3, answer = $4 where ref = $1 and case_id = $2",
	    DB_REF(ref), DB_I64(case_of(m)->id), DB_DAY(input_day(m->in, "answered_on")),
	    DB_TEXT(input_text(m->in, "answer")));
	return e == OK ? answer_clock(m, sent) : e;
}

static const struct field suspend_fields[] = {
	{ .name = "cause", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "suspension" },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ .name = "until", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE,
	    .min = 2, .max = 300 },
	{ 0 }
};

static enum err
suspend_prepare(struct act_move *m)
{
	return option_codes(m, "cause", "suspension");
}

static enum err
suspend_apply(struct act_move *m)
{
	enum err e = case_decide_stand(m, "suspension", m->today);

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_case set suspended_from = $2 where id = $1",
		    DB_I64(case_of(m)->id), DB_DAY(m->today));
	return e;
}

static const struct field why_fields[] = {
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ 0 }
};

static enum err
resume_apply(struct act_move *m)
{
	enum err e = case_decide_go_on(m, "suspension", m->today);

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_case set suspended_from = null where id = $1",
		    DB_I64(case_of(m)->id));
	return e;
}

static const struct field terminate_fields[] = {
	{ .name = "cause", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "termination" },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ 0 }
};

static enum err
terminate_prepare(struct act_move *m)
{
	return option_codes(m, "cause", "termination");
}

static enum err
terminate_apply(struct act_move *m)
{
	return DB_EXEC(m->a, m->db, "update xz.caseflow_case set closed_at = $2 where id = $1",
	    DB_I64(case_of(m)->id), DB_TIME(m->now));
}

/* Once by the head, once more as the field's rule has it: by the leaders, by the agency above, or not at all. */
static const struct field extend_fields[] = {
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ .name = "discussed_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ .name = "present", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 4, .max = 2000 },
	{ .name = "dissent", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 4000 },
	{ .name = "conclusion", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 5, .max = 8000 },
	{ .name = "superior_approval", .type = FIELD_LINE, .min = 4, .max = 100 },
	{ .name = "further_days", .type = FIELD_NUMBER, .min = 1, .max = 180 },
	{ 0 }
};

/* Who fixes a further term in this field; NULL: nobody, the rule knows none. */
static enum err
who_extends_further(struct act_move *m, const char **out)
{
	struct law_code *list;
	int n;
	enum err e = law_sector_codes(m->a, m->db, "decide_further", case_of(m)->field, m->today, &list, &n);

	if (e == OK)
		*out = n > 0 ? list[0].code : NULL;
	return e;
}

/* A term that the leaders fix together leaves a record of its own (程序规定 64, 生态办法 57, 住建 29). */
static void
check_discussion(struct act_move *m)
{
	static const char *const record[] = { "present", "conclusion" };
	size_t i;

	if (!input_given(m->in, "discussed_on"))
		act_problem(m, "discussed_on", "discussion_needed", NULL);
	else
		act_not_before(m, "discussed_on", case_of(m)->filed_on);
	for (i = 0; i < sizeof(record) / sizeof(*record); i++)
		if (!input_given(m->in, record[i]))
			act_problem(m, record[i], "required", NULL);
}

static enum err
check_further(struct act_move *m)
{
	struct calendar_parameter most;
	const char *who;
	enum err e = who_extends_further(m, &who);

	if (e == OK)
		e = case_figure(m, "case.decide.further", m->today, &most);
	if (e != OK)
		return e;
	if (who == NULL || case_of(m)->decide_extended > 1) {
		act_problem(m, "", who == NULL ? "no_further_extension" : "extended_twice", NULL);
		return OK;
	}
	if (str_eq(who, "superior") && !input_given(m->in, "superior_approval"))
		act_problem(m, "superior_approval", "required", NULL);
	if (str_eq(who, "leaders"))
		check_discussion(m);
	if (!input_given(m->in, "further_days"))
		act_problem(m, "further_days", "required", NULL);
	else if (most.id != 0 && input_number(m->in, "further_days") > most.value)
		act_problem(m, "further_days", "further_too_long", arena_printf(m->a, "%lld", (long long)most.value));
	return OK;
}

static enum err
extend_check(struct act_move *m)
{
	struct calendar_parameter p;
	enum err e;

	if (case_of(m)->decide_extended > 0)
		return check_further(m);
	e = case_figure(m, "case.decide.extension", time_day(m->occurred), &p);
	if (e == OK && p.id == 0)
		act_problem(m, "", "no_extension", NULL);
	if (input_given(m->in, "further_days"))
		act_problem(m, "further_days", "further_not_yet", NULL);
	return e;
}

static enum err
extend_paper(struct act_move *m)
{
	const char *who = NULL;
	enum err e = case_of(m)->decide_extended == 0 ? OK : who_extends_further(m, &who);

	if (e == OK && str_eq(who, "leaders"))
		m->document = "deliberation";
	return e;
}

static enum err
extend_apply(struct act_move *m)
{
	const char *who;
	enum err e;

	if (case_of(m)->decide_extended == 0) {
		e = case_clock_extend(m, "case.decide", "case.decide.extension", "extend_decision");
	} else {
		e = who_extends_further(m, &who);
		if (e == OK)
			e = case_clock_extend_by(m, "case.decide", input_number(m->in, "further_days"),
			    str_eq(who, "superior") ? "extend_superior" : "extend_discussed");
	}
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_case set decide_extended = decide_extended + 1 where id = $1",
		    DB_I64(case_of(m)->id));
	return e;
}

const struct act_step caseflow_investigate_steps[] = {
	{ .code = "onsite_record", .fields = onsite_fields, .prepare = record_prepare, .check = record_check },
	{ .code = "interview_record", .fields = interview_fields, .prepare = interview_prepare, .check = record_check },
	{ .code = "evidence_add", .fields = evidence_fields, .prepare = evidence_prepare, .check = evidence_check,
	    .after = evidence_after },
	{ .code = "service_address", .fields = address_fields, .prepare = address_prepare, .check = address_check,
	    .effect = address_apply },
	{ .code = "aid_send", .fields = aid_fields, .check = aid_check, .effect = aid_apply },
	{ .code = "aid_answer", .fields = aid_answer_fields, .prepare = aid_answer_prepare, .check = aid_answer_check,
	    .effect = aid_answer_apply, .needs = "aids" },
	{ .code = "suspend", .fields = suspend_fields, .prepare = suspend_prepare, .effect = suspend_apply },
	{ .code = "resume", .fields = why_fields, .effect = resume_apply },
	{ .code = "terminate", .fields = terminate_fields, .prepare = terminate_prepare, .effect = terminate_apply },
	{ .code = "extend_decision", .fields = extend_fields, .check = extend_check, .effect = extend_apply,
	    .paper = extend_paper },
	{ 0 }
};
