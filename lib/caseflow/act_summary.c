/* act_summary.c - the summary procedure (简易程序, 行政处罚法 51-52): decided on the spot, filed with the agency. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/cash.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/file.h"
#include "lib/caseflow/penalty.h"
#include "lib/caseflow/subject.h"
#include "lib/caseflow/words.h"

static const struct field summary_fields[] = {
	SUBJECT_FIELDS,
	{ .name = "acted_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 200 },
	{ .name = "cause", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "facts", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 4000 },
	{ .name = "evidence", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 2000 },
	{ .name = "basis", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 3, .max = 300 },
	{ .name = "certificates_shown", .type = FIELD_TICK, .flags = FIELD_REQUIRED },
	{ .name = "rights_told", .type = FIELD_TICK, .flags = FIELD_REQUIRED },
	{ .name = "defence", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 2000 },
	{ .name = "penalty", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "summary_penalty" },
	{ .name = "amount", .type = FIELD_MONEY, .min = 1, .max = 100000000000000 },
	{ .name = "collect", .type = FIELD_CHOICE, .codes = "collect" },
	CASH_FIELDS,
	{ .name = "handed", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "party_signature" },
	{ .name = "witness", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 1, .max = 60 },
	{ .name = "second", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ 0 }
};

static enum err
summary_prepare(struct act_move *m)
{
	enum err e = subject_prepare(m);

	if (e == OK)
		e = option_causes(m, "cause");
	if (e == OK)
		e = option_codes(m, "penalty", "summary_penalty");
	if (e == OK)
		e = option_codes(m, "collect", "collect");
	if (e == OK)
		e = option_codes(m, "cash_reason", "cash_reason");
	if (e == OK)
		e = option_codes(m, "handed", "party_signature");
	return e == OK ? option_officers(m, "second", "officer") : e;
}

static bool
fined(struct act_move *m)
{
	return strstr(input_text(m->in, "penalty"), "fine") != NULL;
}

/* Citizens to 200, organisations to 3000 yuan, or a warning. */
static enum err
check_limit(struct act_move *m)
{
	bool natural = str_eq(input_text(m->in, "new_kind"), "person");
	struct register_subject s;
	struct ref ref;
	int64_t limit;
	enum err e = OK;

	if (input_ref(m->in, "subject", &ref)) {
		e = register_get(m->a, m->db, ref, &s);
		natural = e == OK && s.natural_person;
	}
	if (e == OK)
		e = act_parameter(m, natural ? "summary.citizen_max" : "summary.organisation_max", &limit);
	if (e == OK && input_number(m->in, "amount") > limit)
		act_problem(m, "amount", "above_summary", arena_printf(m->a, "%d", (int)(limit / 100)));
	return e;
}

static enum err
summary_check(struct act_move *m)
{
	int64_t second;
	enum err e = subject_check(m, true);

	if (fined(m) != input_given(m->in, "amount"))
		act_problem(m, "amount", fined(m) ? "required" : "amount_not_wanted", NULL);
	if (fined(m) && !input_given(m->in, "collect"))
		act_problem(m, "collect", "required", NULL);
	if (input_number(m->in, "certificates_shown") == 0)
		act_problem(m, "certificates_shown", "certificates_not_shown", NULL);
	if (input_number(m->in, "rights_told") == 0)
		act_problem(m, "rights_told", "rights_not_told", NULL);
	if (str_eq(input_text(m->in, "handed"), "refused") && !input_given(m->in, "witness"))
		act_problem(m, "witness", "required", NULL);
	if (e == OK)
		e = account_of(m, "second", &second);
	if (e == OK && second == m->actor.account)
		act_problem(m, "second", "same_officer", NULL);
	if (e == OK)
		e = act_not_too_old(m, "acted_at");
	if (e == OK)
		e = check_limit(m);
	return e == OK ? cash_check(m) : e;
}

static enum err
set_cause(struct act_move *m)
{
	struct db_row r;
	struct ref ref;
	enum err e;

	if (!input_ref(m->in, "cause", &ref))
		return OK;
	e = case_cause_on(m, ref, time_day(input_time(m->in, "acted_at")), &r);
	if (e != OK)
		return e;
	case_of(m)->cause_id = row_i64(r, "id");
	case_of(m)->cause_name = row_text(r, "name");
	case_of(m)->field = row_text(r, "field");
	return DB_EXEC(m->a, m->db,
	    "update xz.caseflow_case set cause_id = $2, cause_name = $3, filed_on = $4, act_from = $4, act_to = $4"
	    " where id = $1", DB_I64(case_of(m)->id), DB_I64(case_of(m)->cause_id), DB_TEXT(case_of(m)->cause_name),
	    DB_DAY(time_day(input_time(m->in, "acted_at"))));
}

static enum err
open_track(struct act_move *m, const struct register_subject *s)
{
	struct db_row r;
	int64_t party;
	enum err e = subject_party(m, s->id, &party);

	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "insert into xz.caseflow_track (case_id, party_id, procedure, procedure_version, state,"
		    " report_version, outcome) values ($1, $2, $3, $4, 'served', 0, 'penalty') returning ref",
		    DB_I64(case_of(m)->id), DB_I64(party), DB_TEXT(case_of(m)->procedure),
		    DB_I64(case_of(m)->procedure_version));
	if (e == OK)
		e = track_load(m->a, m->db, row_ref(r, "ref"), case_of(m)->id, track_of(m));
	return e;
}

static enum err
put_penalty(struct act_move *m)
{
	bool warned = strstr(input_text(m->in, "penalty"), "warning") != NULL;
	struct penalty list[2];
	int n = 0;

	if (warned)
		list[n++] = (struct penalty){ track_of(m)->party_id, case_of(m)->cause_id, "warning", CASE_WARNING,
		    0, "" };
	if (fined(m))
		list[n++] = (struct penalty){ track_of(m)->party_id, case_of(m)->cause_id, "fine", CASE_FINE,
		    input_number(m->in, "amount"), "" };
	act_doc(m, "penalties", penalty_json(m->a, list, n));
	if (fined(m) && !str_eq(input_text(m->in, "collect"), "on_site"))
		act_doc(m, "pay", json_pack("{s:s}", "code", decision_pay_code(m)));
	return penalty_put(m, list, n, "decision", 1);
}

static enum err
summary_apply(struct act_move *m)
{
	struct register_subject s;
	const char *remedies;
	int64_t second = 0;
	enum err e = subject_take(m, &s);

	if (e != OK || m->p->n > 0)
		return e;
	e = file_open(m, arena_printf(m->a, CASE_TITLE_SUMMARY, s.natural_person ? CASE_NATURAL_PERSON : s.name), NULL);
	if (e == OK)
		e = set_cause(m);
	if (e == OK)
		e = file_name_officer(m, m->actor.account, "lead", "accepted", "");
	if (e == OK)
		e = account_of(m, "second", &second);
	if (e == OK)
		e = file_name_officer(m, second, "assist", "accepted", "second");
	m->second = second;
	if (e == OK && m->p->n == 0)
		e = open_track(m, &s);
	if (e == OK && m->p->n == 0)
		e = put_penalty(m);
	m->clock_day = time_day(input_time(m->in, "acted_at"));
	m->fen = input_number(m->in, "amount");
	if (e == OK && m->p->n == 0)
		e = decision_remedies(m, m->clock_day, &remedies);
	if (e == OK && m->p->n == 0)
		act_doc_text(m, "remedies", remedies);
	return e;
}

static enum err
summary_after(struct act_move *m)
{
	struct decision_new d = { .facts = input_text(m->in, "facts"), .basis = input_text(m->in, "basis"),
	    .discretion = "", .fine_fen = input_number(m->in, "amount") };
	int64_t id, clock;
	enum err e = decision_remedies(m, m->clock_day, &d.remedies);

	if (e == OK)
		e = decision_put(m, &d, &id);
	/* handed over on the spot: the fifteen days run from that day */
	case_turn(m, true);
	if (e == OK)
		e = decision_served(m, m->clock_day);
	if (e == OK)
		e = cash_taken(m, id);
	if (e == OK && d.fine_fen == 0)
		e = case_clock_open(m, "close.term", m->clock_day, &clock);
	case_turn(m, false);
	return e;
}

static const struct field file_fields[] = {
	{ .name = "filed_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "note", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 1000 },
	{ 0 }
};

/* Filed after it was decided: the case's day is the day of the act. */
static enum err
file_check(struct act_move *m)
{
	act_not_before(m, "filed_on", case_of(m)->filed_on);
	return OK;
}

const struct act_step caseflow_summary_steps[] = {
	{ .code = "summary_decide", .fields = summary_fields, .prepare = summary_prepare, .check = summary_check,
	    .effect = summary_apply, .after = summary_after },
	{ .code = "summary_file", .fields = file_fields, .check = file_check },
	{ 0 }
};
