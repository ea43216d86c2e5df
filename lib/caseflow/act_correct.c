/* act_correct.c - orders to correct (行政处罚法 28), what a re-check found, and the days that are fined when it found
 * that the order was not obeyed (生态环境法典 1060). */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/daily.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/penalty.h"
#include "lib/caseflow/words.h"
#include "lib/law/law.h"
#include "lib/record/written.h"

#define DAILY_GROUND "daily_ground"

static const struct field correct_fields[] = {
	{ .name = "party", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "demand", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 3,
	    .max = 4000 },
	{ .name = "basis", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 3, .max = 300 },
	{ .name = "at_once", .type = FIELD_TICK },
	{ .name = "due_on", .type = FIELD_DAY },
	{ .name = "daily", .type = FIELD_TICK },
	{ 0 }
};

/* Whether a law of the field knows fines by the day, that day. */
static enum err
daily_known(struct act_move *m, int32_t day, bool *out)
{
	struct law_code *grounds;
	int n = 0;
	enum err e = law_sector_codes(m->a, m->db, DAILY_GROUND,
	    case_of(m)->field != NULL ? case_of(m)->field : "", day, &grounds, &n);

	*out = n > 0;
	return e;
}

static enum err
correct_prepare(struct act_move *m)
{
	bool known;
	enum err e = daily_known(m, m->today, &known);

	if (e == OK && !known)
		input_leave_out(m->in, "daily");
	return e == OK ? option_parties(m, "party") : e;
}

static enum err
correct_check(struct act_move *m)
{
	bool known = true;
	enum err e = OK;

	if (input_number(m->in, "daily") != 0)
		e = daily_known(m, m->today, &known);
	if (!known)
		act_problem(m, "daily", "daily_not_here", NULL);
	if (input_number(m->in, "at_once") == 0 && !input_given(m->in, "due_on"))
		act_problem(m, "due_on", "required", NULL);
	if (input_given(m->in, "due_on") && input_day(m->in, "due_on") < m->today)
		act_problem(m, "due_on", "past", NULL);
	return e;
}

/* An order is fought as a decision is. */
static enum err
correct_paper(struct act_move *m)
{
	const char *remedies;
	enum err e = decision_remedies(m, m->today, &remedies);

	if (e == OK)
		act_doc_text(m, "remedies", remedies);
	return e;
}

static int32_t
correct_by(const struct act_move *m)
{
	return input_number(m->in, "at_once") != 0 ? m->today : input_day(m->in, "due_on");
}

/* Until the day that the paper says, a holiday or not; then it is to be checked. */
static enum err
correct_clock(struct act_move *m)
{
	int64_t clock;

	return act_clock_start(m, &(struct clock_new){ .subject_kind = "case",
	    .subject_id = case_of(m)->id, .subject_ref = case_of(m)->ref, .agency = case_of(m)->agency,
	    .unit = case_of(m)->unit, .duty = "officer", .rule = "correct.term",
	    .start_at = time_of_day(m->today, 12, 0), .unit_given = "d", .n_given = correct_by(m) - m->today,
	    .any_day = true }, &clock);
}

static enum err
correct_apply(struct act_move *m)
{
	bool daily = input_number(m->in, "daily") != 0;
	int64_t party, clock;
	enum err e = party_of(m, "party", &party);

	if (e == OK && party != 0)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_correction (case_id, party_id, demand, due_on, ordered_on, daily)"
		    " values ($1, $2, $3, $4, $5, $6)", DB_I64(case_of(m)->id), DB_I64(party),
		    DB_TEXT(input_text(m->in, "demand")), DB_DAY(correct_by(m)), DB_DAY(m->today), DB_BOOL(daily));
	if (e != OK || party == 0)
		return e;
	if (daily) {
		act_doc(m, "daily", json_true());
		return case_clock_open(m, "daily.recheck", m->today, &clock);
	}
	return correct_by(m) > m->today ? correct_clock(m) : OK;
}

static const struct field check_fields[] = {
	{ .name = "correction", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "checked_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "result", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "correction_result" },
	{ .name = "surprise", .type = FIELD_TICK },
	{ .name = "openly_why", .type = FIELD_LINE, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 300 },
	{ 0 }
};

static enum err
check_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = option_codes(m, "result", "correction_result");

	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows,
		    "select ref, left(demand, 40) as label from xz.caseflow_correction where case_id = $1"
		    " and result is null order by id", DB_I64(case_of(m)->id));
	if (e == OK)
		option_rows(m, "correction", rows);
	return e;
}

/* Not before the order: its term, or what was to be done at once, began with it.  Where days may be fined the party is
 * not told of the re-check before; if it was, it is said why. */
static enum err
check_check(struct act_move *m)
{
	bool surprise = input_number(m->in, "surprise") != 0;
	struct db_row r;
	struct ref ref;
	enum err e;

	if (!input_ref(m->in, "correction", &ref))
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select ordered_on, daily from xz.caseflow_correction where ref = $1"
	    " and case_id = $2", DB_REF(ref), DB_I64(case_of(m)->id));
	if (e == OK && row_has(r, "ordered_on"))
		act_not_before(m, "checked_on", row_day(r, "ordered_on"));
	if (e == OK && row_bool(r, "daily") && !surprise && !input_given(m->in, "openly_why"))
		act_problem(m, "openly_why", "surprise_or_why", NULL);
	if (surprise && input_given(m->in, "openly_why"))
		act_problem(m, "openly_why", "surprise_and_why", NULL);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* The clock of an order: of those of one term, or of one day, whichever. */
static enum err
check_clock(struct act_move *m, bool daily, int32_t day)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select id from xz.calendar_clock where subject_kind = 'case' and subject_id = $1 and rule = $4"
	    " and state = 'open' and case when $5 then start_at else due_at end > $2"
	    " and case when $5 then start_at else due_at end <= $3 order by id limit 1", DB_I64(case_of(m)->id),
	    DB_TIME(time_of_day(day, 0, 0)), DB_TIME(time_of_day(day + 1, 0, 0)),
	    DB_TEXT(daily ? "daily.recheck" : "correct.term"), DB_BOOL(daily));

	if (e == ERR_NOT_FOUND)
		return OK;
	return e == OK ? act_clock_close(m, row_i64(r, "id"), "met", m->occurred) : e;
}

static enum err
check_apply(struct act_move *m)
{
	struct db_row r;
	struct ref ref;
	enum err e;

	if (!input_ref(m->in, "correction", &ref))
		return OK;
	e = DB_ONE(m->a, m->db, &r,
	    "update xz.caseflow_correction set corrected_on = $3, result = $4, surprise = $5, openly_why = $6"
	    " where ref = $1 and case_id = $2 returning due_on, daily, ordered_on", DB_REF(ref), DB_I64(case_of(m)->id),
	    DB_DAY(input_day(m->in, "checked_on")), DB_TEXT(input_text(m->in, "result")),
	    DB_BOOL(input_number(m->in, "surprise") != 0),
	    DB_TEXT(input_given(m->in, "openly_why") ? input_text(m->in, "openly_why") : NULL));
	if (e != OK || (!row_bool(r, "daily") && !row_has(r, "due_on")))
		return e;
	return check_clock(m, row_bool(r, "daily"), row_day(r, row_bool(r, "daily") ? "ordered_on" : "due_on"));
}

/* ---- the days that are fined */

/* Re-checks of this agency's other cases which found that a party of this one ($1) had not obeyed an order whose paper
 * spoke of days, with the fine they stand on.  Counted are the days after the first such order since it was last
 * found corrected, but those that were counted before. */
#define COUNTABLE \
	" from xz.caseflow_party y join xz.caseflow_party o on o.subject_id = y.subject_id and o.case_id <> y.case_id" \
	" join xz.caseflow_correction c on c.case_id = o.case_id and c.party_id = o.id and c.daily" \
	"   and c.result in ('partly', 'not_corrected', 'obstructed')" \
	" join xz.caseflow_case k on k.id = c.case_id and k.agency_id = $2" \
	" join xz.caseflow_track t on t.case_id = o.case_id and t.party_id = o.id" \
	" join xz.caseflow_decision d on d.track_id = t.id and d.revoked_on is null and d.fine_fen > 0" \
	" cross join lateral (select greatest((select min(f.ordered_on) from xz.caseflow_correction f" \
	"     where f.case_id = c.case_id and f.party_id = c.party_id and f.daily and f.id <= c.id and f.id >" \
	"     coalesce((select max(z.id) from xz.caseflow_correction z where z.case_id = c.case_id" \
	"       and z.party_id = c.party_id and z.id < c.id and z.result = 'corrected'), 0))," \
	"   (select max(b.until_on) from xz.caseflow_daily b where b.decision_id = d.id and b.case_id <> $1)) + 1" \
	"   as from_on) w" \
	" where y.case_id = $1 and w.from_on <= c.corrected_on and not exists" \
	"   (select from xz.caseflow_daily b where b.correction_id = c.id and b.case_id <> $1)"

enum err
daily_countable(struct act_move *m, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select exists (select" COUNTABLE ") as yes", DB_I64(case_of(m)->id),
	    DB_I64(case_of(m)->agency));

	*out = e == OK && row_bool(r, "yes");
	return e;
}

static const struct field daily_fields[] = {
	{ .name = "recheck", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "ground", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = DAILY_GROUND },
	{ 0 }
};

static enum err
daily_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = option_sector_codes(m, "ground", DAILY_GROUND);
	int i;

	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows, "select c.ref, y.name, d.number, d.fine_fen, c.corrected_on, w.from_on"
		    COUNTABLE " order by c.id", DB_I64(case_of(m)->id), DB_I64(case_of(m)->agency));
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		struct daily d = { .base_fen = row_i64(r, "fine_fen"),
		    .days = row_day(r, "corrected_on") - row_day(r, "from_on") + 1 };

		d.sum_fen = d.base_fen * d.days;
		input_option_ref(m->in, "recheck", row_ref(r, "ref"), arena_printf(m->a, CASE_DAILY_OPTION,
		    row_text(r, "name"), row_text(r, "number"), record_day(m->a, row_day(r, "from_on")),
		    record_day(m->a, row_day(r, "corrected_on")), daily_text(m->a, &d)), NULL);
	}
	return e;
}

/* Counted anew before the report, the row is written over. */
static enum err
daily_apply(struct act_move *m)
{
	struct daily d;
	struct ref ref;
	enum err e;

	if (!input_ref(m->in, "recheck", &ref))
		return OK;
	e = DB_EXEC(m->a, m->db,
	    "insert into xz.caseflow_daily (case_id, party_id, correction_id, decision_id, ground, from_on, until_on,"
	    " base_fen) select $1, y.id, c.id, d.id, $4, w.from_on, c.corrected_on, d.fine_fen" COUNTABLE
	    " and c.ref = $3 limit 1 on conflict (case_id) do update set party_id = excluded.party_id,"
	    " correction_id = excluded.correction_id, decision_id = excluded.decision_id, ground = excluded.ground,"
	    " from_on = excluded.from_on, until_on = excluded.until_on, base_fen = excluded.base_fen",
	    DB_I64(case_of(m)->id), DB_I64(case_of(m)->agency), DB_REF(ref), DB_TEXT(input_text(m->in, "ground")));
	if (e == OK)
		e = daily_of(m, &d);
	if (e == OK)
		act_note(m, "daily", json_pack("{s:s,s:i,s:I,s:I}", "decision", d.number, "days", (int)d.days,
		    "base_fen", (json_int_t)d.base_fen, "sum_fen", (json_int_t)d.sum_fen));
	return e;
}

enum err
daily_of(struct act_move *m, struct daily *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select b.party_id, b.from_on, b.until_on, b.base_fen, c.ordered_on, c.corrected_on, d.number,"
	    " d.decided_on, g.name_zh, g.source from xz.caseflow_daily b"
	    " join xz.caseflow_correction c on c.id = b.correction_id"
	    " join xz.caseflow_decision d on d.id = b.decision_id"
	    " left join lateral (select name_zh, source from xz.law_code q where q.kind = '" DAILY_GROUND "'"
	    "   and q.code = b.ground and q.sector = $2 and q.valid_from <= b.until_on"
	    "   order by q.valid_from desc limit 1) g on true"
	    " where b.case_id = $1", DB_I64(case_of(m)->id),
	    DB_TEXT(case_of(m)->field != NULL ? case_of(m)->field : ""));

	*out = (struct daily){ .party = 0 };
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	*out = (struct daily){ .party = row_i64(r, "party_id"), .base_fen = row_i64(r, "base_fen"),
	    .from_on = row_day(r, "from_on"), .until_on = row_day(r, "until_on"),
	    .ordered_on = row_day(r, "ordered_on"), .checked_on = row_day(r, "corrected_on"),
	    .decided_on = row_day(r, "decided_on"), .number = row_text(r, "number"),
	    .ground = row_text_or(r, "name_zh", ""), .source = row_text_or(r, "source", "") };
	out->days = out->until_on - out->from_on + 1;
	out->sum_fen = out->base_fen * out->days;
	return OK;
}

const char *
daily_text(struct arena *a, const struct daily *d)
{
	return arena_printf(a, CASE_DAILY_SUM, (int)d->days, penalty_yuan(a, d->base_fen), penalty_yuan(a, d->sum_fen));
}

static void
put_day(json_t *o, const char *name, int32_t day)
{
	char text[DAY_TEXT_SIZE];

	day_text(day, text);
	json_object_set_new(o, name, json_string(text));
}

json_t *
daily_json(struct arena *a, const struct daily *d)
{
	json_t *o = json_pack("{s:s,s:s,s:s,s:i,s:s,s:s}", "number", d->number, "ground", d->ground, "source",
	    d->source, "days", (int)d->days, "base", penalty_yuan(a, d->base_fen), "sum", penalty_yuan(a, d->sum_fen));

	put_day(o, "decided_on", d->decided_on);
	put_day(o, "ordered_on", d->ordered_on);
	put_day(o, "checked_on", d->checked_on);
	put_day(o, "from", d->from_on);
	put_day(o, "until", d->until_on);
	return o;
}

const struct act_step caseflow_correct_steps[] = {
	{ .code = "order_correct", .fields = correct_fields, .prepare = correct_prepare, .check = correct_check,
	    .paper = correct_paper, .effect = correct_apply },
	{ .code = "correct_check", .fields = check_fields, .prepare = check_prepare, .check = check_check,
	    .effect = check_apply, .needs = "corrections" },
	{ .code = "daily_count", .fields = daily_fields, .prepare = daily_prepare, .effect = daily_apply },
	{ 0 }
};
