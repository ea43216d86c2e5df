/* act_measure.c - register-and-preserve, sealing and seizure: goods, extension, report, release. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/goods.h"
#include "lib/caseflow/handover.h"
#include "lib/caseflow/words.h"

static const struct field goods_fields[] = {
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 1, .max = 100 },
	{ .name = "spec", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .max = 100 },
	{ .name = "quantity", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 1, .max = 40 },
	{ .name = "note", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .max = 200 },
	{ 0 }
};
/* Taken at once: from the minute typed, approved and reported afterwards. */
static const struct field emergency_fields[] = {
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "emergency_kind" },
	{ .name = "emergency_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "party", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 200 },
	{ .name = "keeper", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 100 },
	{ .name = "basis", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 3, .max = 300 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ .name = "goods", .type = FIELD_ROWS, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 1, .max = 200,
	    .rows = goods_fields },
	{ 0 }
};
static const struct field measure_fields[] = {
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "measure_kind" },
	{ .name = "party", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "from_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 200 },
	{ .name = "keeper", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 100 },
	{ .name = "basis", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 3, .max = 300 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ .name = "goods", .type = FIELD_ROWS, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 1, .max = 200,
	    .rows = goods_fields },
	{ 0 }
};
static const struct field preserve_fields[] = {
	{ .name = "party", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "from_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 200 },
	{ .name = "keeper", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 100 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ .name = "goods", .type = FIELD_ROWS, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 1, .max = 200,
	    .rows = goods_fields },
	{ 0 }
};

static enum err
today_default(struct act_move *m, const char *field)
{
	char text[DAY_TEXT_SIZE];

	day_text(m->today, text);
	input_default(m->in, field, arena_strdup(m->a, text));
	return OK;
}

static enum err
preserve_prepare(struct act_move *m)
{
	enum err e = option_parties(m, "party");

	return e == OK ? today_default(m, "from_day") : e;
}

static enum err
measure_prepare(struct act_move *m)
{
	enum err e = option_codes(m, "kind", "measure_kind");

	return e == OK ? preserve_prepare(m) : e;
}

/* Clocks of a measure hang on the measure: several can run at once. */
enum err
measure_clock_start(struct act_move *m, int64_t measure, struct ref ref, const char *rule, int32_t day)
{
	int64_t id;
	struct calendar_parameter lapses;
	struct clock_new c = { .subject_kind = "measure", .subject_id = measure, .subject_ref = ref,
	    .agency = case_of(m)->agency, .unit = case_of(m)->unit, .duty = "officer", .rule = rule,
	    .sector = case_of(m)->field, .start_at = time_of_day(day, 12, 0) };
	enum err e = case_figure(m, "preserve.lapse", day, &lapses);

	/* 行政处罚法 56 does not let it lift by itself; some fields' rules do */
	if (str_eq(rule, "preserve.term") && lapses.value != 0)
		c.expiry_action = "preserve_lapse";
	return e == OK ? act_clock_start(m, &c, &id) : e;
}

static enum err
take_goods(struct act_move *m, const char *kind, const char *basis, const char *rule, int32_t from,
    bool emergency)
{
	int64_t party;
	struct db_row r;
	enum err e = party_of(m, "party", &party);

	if (e != OK || party == 0)
		return e;
	e = DB_ONE(m->a, m->db, &r,
	    "insert into xz.caseflow_measure (case_id, party_id, kind, reason, basis, place, keeper, from_day,"
	    " emergency, reported_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id, ref",
	    DB_I64(case_of(m)->id), DB_I64(party), DB_TEXT(kind), DB_TEXT(input_text(m->in, "reason")), DB_TEXT(basis),
	    DB_TEXT(input_text(m->in, "place")), DB_TEXT(input_text(m->in, "keeper")),
	    DB_DAY(from), DB_BOOL(emergency), DB_TIME(emergency ? m->now : TIME_NONE));
	if (e == OK)
		e = goods_rows_add(m, row_i64(r, "id"));
	if (e == OK)
		e = measure_clock_start(m, row_i64(r, "id"), row_ref(r, "ref"), rule, from);
	return e == OK ? goods_term_start(m, row_i64(r, "id"), row_ref(r, "ref")) : e;
}

/* Approved first, taken then (行政强制法 18, 行政处罚法 56): what was taken before is reported as an emergency. */
static enum err
from_check(struct act_move *m)
{
	if (!m->final && input_given(m->in, "from_day") && input_day(m->in, "from_day") < m->today)
		act_problem(m, "from_day", "before_approval", NULL);
	goods_rows_check(m);
	return OK;
}

/* The day of the approval; the paper names it. */
static int32_t
taken_on(struct act_move *m)
{
	char text[DAY_TEXT_SIZE];

	day_text(m->today, text);
	act_doc(m, "from_day", json_string(text));
	act_note(m, "taken_on", json_string(text));
	return m->today;
}

/* 行政强制法 24: how the measure is fought stands in its paper. */
static enum err
measure_paper(struct act_move *m)
{
	const char *remedies;
	enum err e = decision_remedies(m, m->today, &remedies);

	if (e == OK)
		act_doc_text(m, "remedies", remedies);
	return e;
}

static enum err
measure_apply(struct act_move *m)
{
	return take_goods(m, input_text(m->in, "kind"), input_text(m->in, "basis"), "measure.term", taken_on(m), false);
}

static enum err
preserve_apply(struct act_move *m)
{
	return take_goods(m, "preserve", CASE_PRESERVE_BASIS, "preserve.term", taken_on(m), false);
}

/* ---- later acts on a live measure */

/* extend: only what may still be extended: once, and before its term is over (行政强制法 25). */
static enum err
option_measures(struct act_move *m, bool extend)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select q.ref, case q.kind when 'preserve' then '" CASE_PRESERVED "'"
	    " when 'seal' then '" CASE_SEALED_UP "' else '" CASE_SEIZED "' end"
	    " || ' ' || to_char(q.from_day, '" CASE_DAY_SQL "') || ' ' ||"
	    " coalesce((select string_agg(name, '、' order by no)"
	    "   from xz.caseflow_goods g where g.measure_id = q.id and g.no <= 3), '') as label"
	    " from xz.caseflow_measure q where q.case_id = $1 and q.state = 'live' and (not $2 or (q.kind <> 'preserve'"
	    "   and not q.extended and exists (select from xz.calendar_clock k where k.subject_kind = 'measure'"
	    "     and k.subject_id = q.id and k.rule = 'measure.term' and k.state = 'open' and k.due_at >= $3)))"
	    " order by q.id", DB_I64(case_of(m)->id), DB_BOOL(extend), DB_TIME(m->now));

	if (e == OK)
		option_rows(m, "measure", rows);
	return e;
}

static enum err
measure_of(struct act_move *m, struct db_row *r)
{
	struct ref ref;
	enum err e;

	if (!input_ref(m->in, "measure", &ref))
		return ERR_NOT_FOUND;
	e = DB_ONE(m->a, m->db, r,
	    "select id, ref, kind, from_day, extended from xz.caseflow_measure where ref = $1 and case_id = $2"
	    " and state = 'live' for update", DB_REF(ref), DB_I64(case_of(m)->id));
	if (e == ERR_NOT_FOUND)
		act_problem(m, "measure", "measure_ended", NULL);
	return e;
}

static const struct field extend_fields[] = {
	{ .name = "measure", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ 0 }
};

static enum err
live_prepare(struct act_move *m)
{
	return option_measures(m, true);
}

enum err
measure_clock_extend(struct act_move *m, int64_t measure)
{
	struct calendar_parameter p;
	int64_t clock;
	enum err e = case_figure(m, "measure.extension", m->today, &p);

	if (e == OK)
		e = calendar_clock_find(m->a, m->db, "measure", measure, "measure.term", &clock);
	return e == OK ? act_clock_extend(m, clock, &p, "measure_extend") : e;
}

static enum err
extend_apply(struct act_move *m)
{
	struct db_row r;
	enum err e = measure_of(m, &r);

	if (e == ERR_NOT_FOUND)
		return OK;
	if (e == OK && row_bool(r, "extended")) {
		act_problem(m, "measure", "extended_once", NULL);
		return OK;
	}
	if (e == OK)
		e = measure_clock_extend(m, row_i64(r, "id"));
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_measure set extended = true where id = $1",
		    DB_I64(row_i64(r, "id")));
	return e;
}

static const struct field release_fields[] = {
	{ .name = "measure", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "released_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "disposal", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "disposal" },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 2000 },
	{ 0 }
};

static enum err
release_prepare(struct act_move *m)
{
	enum err e = option_measures(m, false);

	if (e == OK)
		e = option_codes(m, "disposal", "disposal");
	return e == OK ? today_default(m, "released_on") : e;
}

/* What was only preserved has a release of its own (行政处罚法 56); what has ended meanwhile apply refuses. */
static enum err
release_paper(struct act_move *m)
{
	struct db_row r;
	struct ref ref;
	enum err e;

	if (!input_ref(m->in, "measure", &ref))
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select kind from xz.caseflow_measure where ref = $1 and case_id = $2", DB_REF(ref),
	    DB_I64(case_of(m)->id));
	if (e == OK && str_eq(row_text(r, "kind"), "preserve"))
		m->document = "preservation_release";
	return e == ERR_NOT_FOUND ? OK : e;
}

/* What is to be destroyed stays until two officers have made its record (goods_destroy). */
static enum err
goods_go(struct act_move *m, int64_t measure, const char *disposal)
{
	struct goods_moving *g = goods_of(m);
	enum err e = DB_EXEC(m->a, m->db, "update xz.caseflow_goods set disposed = $2 where measure_id = $1",
	    DB_I64(measure), DB_TEXT(disposal));

	if (e != OK || str_eq(disposal, "destroyed"))
		return e;
	g->confiscates = str_eq(disposal, "confiscated");
	if (!g->confiscates)
		g->to = str_eq(disposal, "seized") ? "converted" : disposal;
	g->day = input_day(m->in, "released_on");
	return goods_pick_all(m, measure, "measure");
}

static enum err
release_apply(struct act_move *m)
{
	bool preserve;
	struct db_row r;
	int64_t clock;
	enum err e = measure_of(m, &r);

	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK)
		return e;
	if (input_day(m->in, "released_on") < row_day(r, "from_day")) {
		act_problem(m, "released_on", "before_start", NULL);
		return OK;
	}
	preserve = str_eq(row_text(r, "kind"), "preserve");
	e = calendar_clock_find(m->a, m->db, "measure", row_i64(r, "id"), preserve ? "preserve.term" : "measure.term",
	    &clock);
	if (e == OK)
		e = act_clock_close(m, clock, "met", m->now);
	if (e == ERR_NOT_FOUND)
		e = OK;		/* the term had run out before the release was written */
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_measure set state = $2, ended_on = $3, end_reason = $4 where id = $1",
		    DB_I64(row_i64(r, "id")),
		    DB_TEXT(str_eq(input_text(m->in, "disposal"), "seized") ? "converted" : "released"),
		    DB_DAY(input_day(m->in, "released_on")), DB_TEXT(input_text(m->in, "disposal")));
	if (e == OK)
		e = goods_term_end(m, row_i64(r, "id"), "cancelled");
	return e == OK ? goods_go(m, row_i64(r, "id"), input_text(m->in, "disposal")) : e;
}

/* ---- 强制法 19: taken at once in an emergency, reported and approved within 24 hours */

static enum err
report_apply(struct act_move *m)
{
	const char *kind = input_text(m->in, "kind");
	int64_t clock, due;
	enum err e;

	/* the clock runs from the minute it was taken; the report is this act */
	m->occurred = input_time(m->in, "emergency_at");
	m->clock_day = time_day(m->occurred);
	e = take_goods(m, kind, input_text(m->in, "basis"), str_eq(kind, "preserve") ? "preserve.term" : "measure.term",
	    m->clock_day, true);
	if (e == OK)
		e = case_clock_open(m, "measure.emergency_report", m->clock_day, &clock);
	if (e == OK)
		e = case_clock_due(m, "measure.emergency_report", &due);
	if (e == OK)
		act_note(m, "reported_late", json_boolean(m->now > due));
	m->occurred = m->now;
	return e == OK ? case_clock_close(m, "measure.emergency_report", m->now > due ? "lapsed" : "met") : e;
}

static enum err
report_check(struct act_move *m)
{
	goods_rows_check(m);
	return m->final ? OK : act_not_too_old(m, "emergency_at");
}

static enum err
report_prepare(struct act_move *m)
{
	enum err e = option_codes(m, "kind", "emergency_kind");

	return e == OK ? option_parties(m, "party") : e;
}

const struct act_step caseflow_measure_steps[] = {
	{ .code = "preserve", .fields = preserve_fields, .prepare = preserve_prepare, .check = from_check,
	    .effect = preserve_apply },
	{ .code = "measure", .fields = measure_fields, .prepare = measure_prepare, .check = from_check,
	    .paper = measure_paper, .effect = measure_apply },
	{ .code = "measure_report", .fields = emergency_fields, .prepare = report_prepare, .check = report_check,
	    .effect = report_apply },
	{ .code = "measure_extend", .fields = extend_fields, .prepare = live_prepare, .effect = extend_apply,
	    .needs = "sealed" },
	{ .code = "measure_release", .fields = release_fields, .prepare = release_prepare, .effect = release_apply,
	    .paper = release_paper, .after = goods_move, .needs = "live" },
	{ 0 }
};
