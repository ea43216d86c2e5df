/* act_filing.c - filing proposed and decided, transfer, officers named, recusal asked of each. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/file.h"
#include "lib/caseflow/goods.h"
#include "lib/caseflow/handover.h"
#include "lib/caseflow/lenient.h"
#include "lib/caseflow/limitation.h"
#include "lib/caseflow/subject.h"
#include "lib/caseflow/words.h"
#include "lib/law/law.h"
#include "lib/record/record.h"

static const struct field propose_fields[] = {
	{ .name = "proposal", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "filing_proposal" },
	{ .name = "cause", .type = FIELD_REF },
	{ .name = "act_from", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ .name = "act_to", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ .name = "harm", .type = FIELD_CHOICE, .codes = "limitation_harm" },
	{ .name = "act_region", .type = FIELD_LINE, .min = 6, .max = 12 },
	{ .name = "place_of_act", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 2, .max = 200 },
	{ .name = "designated_by", .type = FIELD_LINE, .min = 4, .max = 100 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 4000 },
	{ 0 }
};

static enum err
propose_prepare(struct act_move *m)
{
	struct db_row r;
	enum err e = option_codes(m, "proposal", "filing_proposal");

	if (e == OK)
		e = option_codes(m, "harm", "limitation_harm");
	if (e == OK)
		e = option_causes(m, "cause");
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select q.finding, g.region from xz.caseflow_clue q, xz.people_agency g"
		    " where q.case_id = $1 and g.id = $2", DB_I64(case_of(m)->id), DB_I64(case_of(m)->agency));
	if (e != OK)
		return e;
	input_default(m->in, "reason", row_text_or(r, "finding", ""));
	input_default(m->in, "act_region", row_text(r, "region"));
	return OK;
}

/* The day the matter came to the agency, and the field of the cause: some have limitations of their own. */
static enum err
discovered(struct act_move *m, int32_t *day, const char **field)
{
	struct ref cause = { { 0 } };
	struct db_row r;
	enum err e;

	(void)input_ref(m->in, "cause", &cause);
	e = DB_ONE(m->a, m->db, &r,
	    "select (q.received_at at time zone 'Asia/Shanghai')::date as day,"
	    " coalesce((select c.field from xz.law_cause c where c.ref = $2), '') as field"
	    " from xz.caseflow_clue q where q.case_id = $1", DB_I64(case_of(m)->id), DB_REF_OR_NULL(cause));
	if (e == OK) {
		*day = row_day(r, "day");
		*field = row_text(r, "field");
	}
	return e;
}

/* Years in force that day for this kind of harm, else those of every act; 0: no row speaks. */
static enum err
limitation_years(struct act_move *m, const char *key, const char *field, int32_t day, int *years)
{
	struct calendar_parameter p;
	enum err e = ERR_NOT_FOUND;

	*years = 0;
	if (key != NULL)
		e = calendar_parameter_get(m->a, m->db, key, day, case_of(m)->agency, field, &p);
	if (e == ERR_NOT_FOUND)
		e = calendar_parameter_get(m->a, m->db, "limitation", day, case_of(m)->agency, field, &p);
	if (e == OK)
		*years = (int)p.value;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Which figure the kind of harm asks for; NULL: that of every act. */
static const char *
limitation_key(struct act_move *m)
{
	if (!input_given(m->in, "harm"))
		return NULL;
	return str_eq(input_text(m->in, "harm"), "pollution") ? "limitation.pollution" : "limitation.harm";
}

/* 生态环境法典 1054 speaks of its own field, from its own day. */
static enum err
check_harm(struct act_move *m, const char *key, const char *field, int32_t found)
{
	struct calendar_parameter p;
	enum err e = key == NULL ? OK : calendar_parameter_get(m->a, m->db, key, found, case_of(m)->agency, field, &p);

	if (e != ERR_NOT_FOUND)
		return e;
	act_problem(m, "harm", "harm_not_of_field", NULL);
	return OK;
}

/* 行政处罚法 36: from the end of the act to its discovery, which is the day of the clue and not that of filing. */
static enum err
check_limitation(struct act_move *m)
{
	struct limitation_facts f = { .ended = input_given(m->in, "act_to") ? input_day(m->in, "act_to") :
	    input_day(m->in, "act_from") };
	const char *field, *key = limitation_key(m);
	char text[DAY_TEXT_SIZE];
	int32_t found, last;
	enum err e = discovered(m, &found, &field);

	if (e == OK)
		e = check_harm(m, key, field, found);
	if (e != OK || f.ended == DAY_NONE)
		return e;
	e = limitation_years(m, key, field, f.ended, &f.years_then);
	if (e == OK)
		e = limitation_years(m, key, field, found, &f.years_now);
	last = limitation_last(&f);
	if (e != OK || last == DAY_NONE || last >= found)
		return e;
	day_text(last, text);
	act_problem(m, "act_to", "limitation", arena_strdup(m->a, text));
	return OK;
}

/* 行政处罚法 22, 25: the agency of the place of the act, or whom the common superior names.  What is not filed may be
 * another's. */
static enum err
check_region(struct act_move *m, bool file)
{
	const char *code = input_text(m->in, "act_region");
	struct db_row r;
	enum err e;

	if (!input_given(m->in, "act_region")) {
		if (file)
			act_problem(m, "act_region", "required", NULL);
		return OK;
	}
	e = DB_ONE(m->a, m->db, &r, "select exists (select from xz.people_region p where p.code = $1"
	    "   and p.valid_from <= $3 and coalesce(p.valid_to, 'infinity') >= $3) as known,"
	    " xz.people_region_within($1, g.region) as ours from xz.people_agency g where g.id = $2",
	    DB_TEXT(code), DB_I64(case_of(m)->agency), DB_DAY(m->today));
	if (e != OK)
		return e;
	if (!row_bool(r, "known"))
		act_problem(m, "act_region", "unknown_region", NULL);
	else if (file && !row_bool(r, "ours") && !input_given(m->in, "designated_by"))
		act_problem(m, "act_region", "region_elsewhere", NULL);
	return OK;
}

static enum err
propose_check(struct act_move *m)
{
	enum err e;

	if (strcmp(input_text(m->in, "proposal"), "file") != 0)
		return check_region(m, false);
	if (!input_given(m->in, "cause"))
		act_problem(m, "cause", "required", NULL);
	if (!input_given(m->in, "act_from"))
		act_problem(m, "act_from", "required", NULL);
	if (!input_given(m->in, "place_of_act"))
		act_problem(m, "place_of_act", "required", NULL);
	if (input_given(m->in, "act_to") && input_day(m->in, "act_to") < input_day(m->in, "act_from"))
		act_problem(m, "act_to", "before_start", NULL);
	e = check_region(m, true);
	return e == OK ? check_limitation(m) : e;
}

static enum err
propose_apply(struct act_move *m)
{
	struct db_row r;
	struct ref cause;
	int32_t last = input_given(m->in, "act_to") ? input_day(m->in, "act_to") : input_day(m->in, "act_from");
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_clue set proposal = $2, proposal_reason = $3 where case_id = $1",
	    DB_I64(case_of(m)->id), DB_TEXT(input_text(m->in, "proposal")), DB_TEXT(input_text(m->in, "reason")));

	if (e != OK || !input_ref(m->in, "cause", &cause))
		return e;
	e = case_cause_on(m, cause, last != DAY_NONE ? last : m->today, &r);
	if (e != OK)
		return e;
	case_of(m)->cause_id = row_i64(r, "id");
	case_of(m)->cause_name = row_text(r, "name");
	case_of(m)->field = row_text(r, "field");
	return DB_EXEC(m->a, m->db,
	    "update xz.caseflow_case set cause_id = $2, cause_name = $3, act_from = $4, act_to = $5, harm = $6,"
	    " act_region = $7 where id = $1", DB_I64(case_of(m)->id), DB_I64(case_of(m)->cause_id),
	    DB_TEXT(case_of(m)->cause_name), DB_DAY(input_day(m->in, "act_from")), DB_DAY(last),
	    DB_BOOL(input_given(m->in, "harm")), DB_TEXT(input_text(m->in, "act_region")));
}

static const struct field decide_fields[] = {
	{ .name = "verdict", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "filing_verdict" },
	{ .name = "reason_code", .type = FIELD_CHOICE, .codes = "filing_reason" },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 2000 },
	{ 0 }
};

static enum err
decide_prepare(struct act_move *m)
{
	struct db_row r;
	enum err e = option_codes(m, "verdict", "filing_verdict");

	if (e == OK)
		e = option_codes(m, "reason_code", "filing_reason");
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "select proposal from xz.caseflow_clue where case_id = $1", DB_I64(case_of(m)->id));
	if (e == OK)
		input_default(m->in, "verdict", row_text_or(r, "proposal", ""));
	return e;
}

static enum err
decide_check(struct act_move *m)
{
	const char *verdict = input_text(m->in, "verdict"), *code = input_text(m->in, "reason_code");

	if (strcmp(verdict, "file") == 0 && case_of(m)->cause_id == 0)
		act_problem(m, "verdict", "no_cause", NULL);
	if (strcmp(verdict, "return") == 0) {
		if (!input_given(m->in, "reason"))
			act_problem(m, "reason", "required", NULL);
		return OK;
	}
	if (*code == '\0')
		act_problem(m, "reason_code", "required", NULL);
	else if ((strcmp(verdict, "file") == 0) != str_starts(code, "y"))
		act_problem(m, "reason_code", "reason_mismatch", NULL);
	return OK;
}

static enum err
file_case(struct act_move *m)
{
	const char *number, *title;
	struct db_row r;
	int64_t party, clock;
	int y, mo, d;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select g.number_word, s.subject_id, s.subject_name, j.kind from xz.caseflow_clue s"
	    " join xz.register_subject j on j.id = s.subject_id, xz.people_agency g"
	    " where s.case_id = $1 and g.id = $2", DB_I64(case_of(m)->id), DB_I64(case_of(m)->agency));

	if (e != OK)
		return e;
	day_parts(m->today, &y, &mo, &d);
	e = record_number_next(m->a, m->db, case_of(m)->agency, "case",
	    arena_printf(m->a, "%s" CASE_NUMBER_WORD, row_text(r, "number_word")), y, &number);
	title = arena_printf(m->a, CASE_TITLE, row_text(r, "subject_name"), case_of(m)->cause_name);
	if (e == OK)
		e = subject_party(m, row_i64(r, "subject_id"), &party);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_case set number = $2, title = $3, filed_on = $4 where id = $1",
		    DB_I64(case_of(m)->id), DB_TEXT(number), DB_TEXT(title), DB_DAY(m->today));
	case_of(m)->number = number;
	case_of(m)->title = title;
	case_of(m)->filed_on = m->today;
	act_note(m, "number", json_string(number));
	return e == OK ? case_clock_open(m, "case.decide", m->today, &clock) : e;
}

/* The reporter who gave a name is told in the term of the day, where there is one (rules of complaints: until
 * 2026-04-14 five working days; since then the law of the field says whether). */
static enum err
reporter_clock(struct act_move *m)
{
	struct db_row r;
	int64_t term, clock;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select real_name from xz.caseflow_clue where case_id = $1", DB_I64(case_of(m)->id));

	if (e != OK || !row_bool(r, "real_name"))
		return e;
	e = act_parameter(m, "reporter.tell", &term);
	if (e == ERR_NOT_FOUND)
		return OK;
	return e == OK ? case_clock_open(m, "reporter.tell", m->today, &clock) : e;
}

static const struct field tell_fields[] = {
	{ .name = "told_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "told_how", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "told_how" },
	{ .name = "note", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 2000 },
	{ 0 }
};

static enum err
tell_prepare(struct act_move *m)
{
	return option_codes(m, "told_how", "told_how");
}

static enum err
tell_check(struct act_move *m)
{
	struct db_row r;
	char text[DAY_TEXT_SIZE];
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select max(recorded_at) as at from xz.record_step where chain_id = $1 and kind = 'decide_filing'"
	    " and y = (select h.y from xz.record_chain h where h.id = $1)",
	    DB_I64(case_of(m)->chain_id));

	if (e != OK || !row_has(r, "at") || !input_given(m->in, "told_on") ||
	    input_day(m->in, "told_on") >= time_day(row_time(r, "at")))
		return e;
	day_text(time_day(row_time(r, "at")), text);
	act_problem(m, "told_on", "before_day", text);
	return OK;
}

static enum err
tell_apply(struct act_move *m)
{
	m->occurred = time_of_day(input_day(m->in, "told_on"), 12, 0) < m->now ?
	    time_of_day(input_day(m->in, "told_on"), 12, 0) : m->now;
	return DB_EXEC(m->a, m->db, "update xz.caseflow_clue set told_on = $2, told_how = $3 where case_id = $1",
	    DB_I64(case_of(m)->id), DB_DAY(input_day(m->in, "told_on")), DB_TEXT(input_text(m->in, "told_how")));
}

static enum err
decide_paper(struct act_move *m)
{
	const char *verdict = input_text(m->in, "verdict");

	if (strcmp(verdict, "return") == 0)
		m->document = NULL;
	else if (strcmp(verdict, "file") != 0)
		m->document = "not_filing_approval";
	return OK;
}

static enum err
decide_apply(struct act_move *m)
{
	const char *verdict = input_text(m->in, "verdict");
	enum err e;

	if (strcmp(verdict, "return") == 0) {	/* back to the verifiers: the clue's clock runs on */
		m->to = "clue_verifying";
		return OK;
	}
	e = case_clock_close(m, "clue.verify", "met");
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_clue set outcome = $2, outcome_reason = $3 where case_id = $1",
		    DB_I64(case_of(m)->id), DB_TEXT(verdict), DB_TEXT(input_text(m->in, "reason_code")));
	if (e == OK)
		e = reporter_clock(m);
	if (e == OK)
		e = lenient_note(m);
	if (e != OK)
		return e;
	if (strcmp(verdict, "file") == 0)
		return file_case(m);
	m->to = "not_filed";
	return OK;
}

static const struct field transfer_fields[] = {
	{ .name = "receiver", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "basis", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 300 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 4000 },
	{ .name = "papers", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 2000 },
	{ .name = "designated_by", .type = FIELD_LINE, .min = 4, .max = 100 },
	{ 0 }
};

/* What came by transfer is not sent on where the field's rule says so: the common superior names who has it (程序规定
 * 14). */
static enum err
transfer_check(struct act_move *m)
{
	struct law_code *once;
	struct db_row r;
	int n;
	enum err e = law_sector_codes(m->a, m->db, "transfer_once", case_of(m)->field, m->today, &once, &n);

	if (e != OK || n == 0 || input_given(m->in, "designated_by"))
		return e;
	e = DB_ONE(m->a, m->db, &r, "select channel = 'transfer' as yes from xz.caseflow_clue where case_id = $1",
	    DB_I64(case_of(m)->id));
	if (e == OK && row_bool(r, "yes"))
		act_problem(m, "designated_by", "transferred_once", NULL);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
transfer_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.caseflow_clue set designated_by = $2 where case_id = $1",
	    DB_I64(case_of(m)->id),
	    DB_TEXT(input_given(m->in, "designated_by") ? input_text(m->in, "designated_by") : NULL));

	if (e != OK)
		return e;
	if (case_of(m)->filed_on != DAY_NONE) {	/* a case already: it ends here, the clue's outcome stays */
		e = measures_hand_over(m);
		if (e == OK)
			e = remedy_clocks_leave(m);
		goods_of(m)->to = "transferred";
		goods_of(m)->other = input_text(m->in, "receiver");
		if (e == OK)
			e = goods_pick_all(m, 0, "");
		return e == OK ? DB_EXEC(m->a, m->db, "update xz.caseflow_case set closed_at = $2 where id = $1",
		    DB_I64(case_of(m)->id), DB_TIME(m->now)) : e;
	}
	return DB_EXEC(m->a, m->db,
	    "update xz.caseflow_clue set outcome = 'transfer', outcome_reason = $2 where case_id = $1",
	    DB_I64(case_of(m)->id), DB_TEXT(input_text(m->in, "receiver")));
}

/* ---- whose it is, asked of the common superior (行政处罚法 25, 程序规定 13, 14): a paper, nothing else changes */

static const struct field jurisdiction_fields[] = {
	{ .name = "superior", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "other_agency", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 4000 },
	{ 0 }
};

static const struct field assign_fields[] = {
	{ .name = "lead", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "assist", .type = FIELD_REFS, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 1, .max = 5 },
	{ .name = "replaces", .type = FIELD_REF },
	{ .name = "reason", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .max = 200 },
	{ 0 }
};

static enum err
assign_prepare(struct act_move *m)
{
	enum err e = option_officers(m, "lead", "officer");

	if (e == OK)
		e = option_officers(m, "assist", "officer");
	return e == OK ? option_case_officers(m, "replaces", false) : e;
}

static enum err
assign_check(struct act_move *m)
{
	const struct value *v = input_value(m->in, "assist");
	size_t i;

	for (i = 0; i < v->list_n; i++)
		if (strcmp(v->list[i], input_value(m->in, "lead")->raw) == 0)
			act_problem(m, "assist", "same_officer", NULL);
	if (input_given(m->in, "replaces") && !input_given(m->in, "reason"))
		act_problem(m, "reason", "required", NULL);
	return OK;
}

static enum err
name_by_ref(struct act_move *m, const char *text, const char *role, const char *field)
{
	struct db_row r;
	struct ref ref;
	enum err e;

	if (!ref_parse(text, &ref))
		return OK;
	e = DB_ONE(m->a, m->db, &r,
	    "select c.id, exists (select from xz.caseflow_officer o where o.case_id = $2 and o.account_id = c.id"
	    " and o.role <> 'verifier' and o.state in ('named', 'accepted')) as there,"
	    " exists (select from xz.caseflow_officer o where o.case_id = $2 and o.account_id = c.id"
	    " and o.state = 'recused') as recused"
	    " from xz.people_account c join xz.people_principal p on p.id = c.id where p.ref = $1",
	    DB_REF(ref), DB_I64(case_of(m)->id));
	if (e != OK)
		return e;
	if (row_bool(r, "recused")) {
		act_problem(m, field, "recused", NULL);
		return OK;
	}
	if (row_bool(r, "there"))
		return file_renew_certificate(m, row_i64(r, "id"));
	return file_name_officer(m, row_i64(r, "id"), role, "named", field);
}

static enum err
assign_apply(struct act_move *m)
{
	const struct value *v = input_value(m->in, "assist");
	int64_t out;
	size_t i;
	enum err e = account_of(m, "replaces", &out);

	if (e == OK && out != 0)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_officer set state = 'removed', reason = $3 where case_id = $1"
		    " and account_id = $2 and role <> 'verifier' and state in ('named', 'accepted')",
		    DB_I64(case_of(m)->id), DB_I64(out), DB_TEXT(input_text(m->in, "reason")));
	if (e == OK && out != 0)
		e = act_cosigns_lapse(m, out);
	if (e == OK)
		e = name_by_ref(m, input_value(m->in, "lead")->raw, "lead", "lead");
	for (i = 0; e == OK && i < v->list_n; i++)
		e = name_by_ref(m, v->list[i], "assist", "assist");
	return e;
}

static const struct field accept_fields[] = {
	{ .name = "recusal", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "recusal" },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 1000 },
	{ 0 }
};

static enum err
accept_prepare(struct act_move *m)
{
	return option_codes(m, "recusal", "recusal");
}

static enum err
accept_check(struct act_move *m)
{
	if (!str_eq(input_text(m->in, "recusal"), "none") && !input_given(m->in, "reason"))
		act_problem(m, "reason", "required", NULL);
	return OK;
}

static enum err
accept_apply(struct act_move *m)
{
	bool recused = !str_eq(input_text(m->in, "recusal"), "none");
	struct db_row r;
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_officer set state = $3, accepted_at = $4, reason = $5 where case_id = $1"
	    " and account_id = $2 and role <> 'verifier' and state = 'named'",
	    DB_I64(case_of(m)->id), DB_I64(m->actor.account), DB_TEXT(recused ? "recused" : "accepted"),
	    DB_TIME(recused ? TIME_NONE : m->now), DB_TEXT(recused ? input_text(m->in, "recusal") : NULL));

	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select xz.caseflow_officers_ready($1, $2)"
		    " >= xz.calendar_officers_least($2) as enough", DB_I64(case_of(m)->id), DB_DAY(m->today));
	if (e == OK && row_bool(r, "enough") && strcmp(case_of(m)->state, "filed") == 0)
		m->to = "investigating";
	return e;
}

const struct act_step caseflow_filing_steps[] = {
	{ .code = "propose_filing", .fields = propose_fields, .prepare = propose_prepare, .check = propose_check,
	    .effect = propose_apply },
	{ .code = "decide_filing", .fields = decide_fields, .prepare = decide_prepare, .check = decide_check,
	    .effect = decide_apply, .paper = decide_paper },
	{ .code = "reporter_tell", .fields = tell_fields, .prepare = tell_prepare, .check = tell_check,
	    .effect = tell_apply },
	{ .code = "transfer", .fields = transfer_fields, .check = transfer_check, .effect = transfer_apply,
	    .after = goods_move },
	{ .code = "jurisdiction_ask", .fields = jurisdiction_fields },
	{ .code = "assign_officers", .fields = assign_fields, .prepare = assign_prepare, .check = assign_check,
	    .effect = assign_apply },
	{ .code = "accept_assignment", .fields = accept_fields, .prepare = accept_prepare, .check = accept_check,
	    .effect = accept_apply },
	{ 0 }
};
