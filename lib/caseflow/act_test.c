/* act_test.c - sealed and seized goods are tested: for how long is told in writing, that time does not count for the
 * measure, and what came of it is told too (行政强制法 25). */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/decision.h"

#define MEASURE_TERM "measure.term"
#define TEST "test"
#define TEST_TERM "measure.test"

static const struct field begin_fields[] = {
	{ .name = "measure", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "test_kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "test_kind" },
	{ .name = "body", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "from_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "until_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ .name = "told_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "recipient", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 1, .max = 60 },
	{ 0 }
};

/* Sealed and seized ones; what is preserved has its seven days whatever is tested. */
static enum err
begin_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = option_codes(m, "test_kind", "test_kind");

	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows, "select q.ref, q.place || ' ' || coalesce((select string_agg(g.name,"
		    "   '、' order by g.no) from xz.caseflow_goods g where g.measure_id = q.id), '') as label"
		    " from xz.caseflow_measure q where q.case_id = $1 and q.state = 'live' and q.kind <> 'preserve'"
		    " order by q.id", DB_I64(case_of(m)->id));
	if (e == OK)
		option_rows(m, "measure", rows);
	return e;
}

/* ERR_NOT_FOUND: none was chosen, or it is over. */
static enum err
measure_of(struct act_move *m, struct db_row *r)
{
	struct ref ref;

	if (!input_ref(m->in, "measure", &ref))
		return ERR_NOT_FOUND;
	return DB_ONE(m->a, m->db, r, "select q.id, q.from_day, exists (select from xz.caseflow_test t"
	    " where t.measure_id = q.id and t.ended_on is null) as tested from xz.caseflow_measure q"
	    " where q.ref = $1 and q.case_id = $2 and q.state = 'live' and q.kind <> 'preserve'", DB_REF(ref),
	    DB_I64(case_of(m)->id));
}

static enum err
begin_check(struct act_move *m)
{
	struct db_row r;
	enum err e = measure_of(m, &r);

	if (e == OK)
		act_not_before(m, "from_day", row_day(r, "from_day"));
	if (e == OK && row_bool(r, "tested"))
		act_problem(m, "measure", "tested_already", NULL);
	if (input_given(m->in, "from_day"))
		act_not_before(m, "until_day", input_day(m->in, "from_day"));
	return e == ERR_NOT_FOUND ? OK : e;
}

/* The term stands still; the day that was told has a clock of its own, so that nobody forgets it. */
static enum err
stand_still(struct act_move *m, int64_t measure, struct ref test)
{
	int32_t from = input_day(m->in, "from_day"), until = input_day(m->in, "until_day");
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "measure", measure, MEASURE_TERM, &clock);

	if (e == OK)
		e = calendar_clock_exclude_begin(m->a, m->db, clock, TEST, time_of_day(from, 0, 0), test);
	if (e == ERR_NOT_FOUND)
		e = OK;
	if (e != OK || until == from)
		return e;
	return act_clock_start(m, &(struct clock_new){ .subject_kind = "case", .subject_id = case_of(m)->id,
	    .subject_ref = case_of(m)->ref, .agency = case_of(m)->agency, .unit = case_of(m)->unit, .duty = "officer",
	    .rule = TEST_TERM, .start_at = time_of_day(from, 12, 0), .unit_given = "d", .n_given = until - from,
	    .any_day = true }, &clock);
}

static enum err
begin_apply(struct act_move *m)
{
	struct db_row q, r;
	enum err e = measure_of(m, &q);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	e = DB_ONE(m->a, m->db, &r, "insert into xz.caseflow_test (case_id, measure_id, kind, body, from_on, until_on,"
	    " told_on) values ($1, $2, $3, $4, $5, $6, $7) returning ref", DB_I64(case_of(m)->id),
	    DB_I64(row_i64(q, "id")), DB_TEXT(input_text(m->in, "test_kind")), DB_TEXT(input_text(m->in, "body")),
	    DB_DAY(input_day(m->in, "from_day")), DB_DAY(input_day(m->in, "until_day")),
	    DB_DAY(input_day(m->in, "told_on")));
	return e == OK ? stand_still(m, row_i64(q, "id"), row_ref(r, "ref")) : e;
}

/* ---- what came of it */

static const struct field end_fields[] = {
	{ .name = "test_of", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "ended_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "number", .type = FIELD_LINE, .min = 2, .max = 60 },
	{ .name = "result", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 8000 },
	{ .name = "told_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "recipient", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 1, .max = 60 },
	{ 0 }
};

#define OPEN_TESTS " from xz.caseflow_test t where t.case_id = $1 and t.ended_on is null"

static enum err
end_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select t.ref, t.body || ' ' || t.from_on || ' – ' || t.until_on as label" OPEN_TESTS " order by t.id",
	    DB_I64(case_of(m)->id));

	if (e == OK)
		option_rows(m, "test_of", rows);
	return e;
}

static enum err
test_of(struct act_move *m, struct db_row *r)
{
	struct ref ref;

	if (!input_ref(m->in, "test_of", &ref))
		return ERR_NOT_FOUND;
	return DB_ONE(m->a, m->db, r, "select t.id, t.ref, t.measure_id, t.from_on, t.until_on, t.body" OPEN_TESTS
	    " and t.ref = $2", DB_I64(case_of(m)->id), DB_REF(ref));
}

static enum err
end_check(struct act_move *m)
{
	struct db_row r;
	enum err e = test_of(m, &r);

	if (e == OK)
		act_not_before(m, "ended_on", row_day(r, "from_on"));
	if (input_given(m->in, "ended_on"))
		act_not_before(m, "told_on", input_day(m->in, "ended_on"));
	return e == ERR_NOT_FOUND ? OK : e;
}

/* What ran over the day that was told counts. */
static enum err
go_on(struct act_move *m, struct db_row test)
{
	int32_t ended = input_day(m->in, "ended_on"), until = row_day(test, "until_on");
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "measure", row_i64(test, "measure_id"), MEASURE_TERM, &clock);

	if (e == OK)
		e = calendar_clock_exclude_end(m->a, m->db, clock, TEST,
		    time_of_day((ended < until ? ended : until) + 1, 0, 0), row_ref(test, "ref"));
	if (e == ERR_NOT_FOUND)
		e = OK;
	return e == OK ? case_clock_close(m, TEST_TERM, "met") : e;
}

static enum err
end_apply(struct act_move *m)
{
	struct db_row r;
	enum err e = test_of(m, &r);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	act_doc(m, "body", json_string(row_text(r, "body")));
	e = DB_EXEC(m->a, m->db, "update xz.caseflow_test set ended_on = $2, result = $3, result_told_on = $4"
	    " where id = $1", DB_I64(row_i64(r, "id")), DB_DAY(input_day(m->in, "ended_on")),
	    DB_TEXT(input_text(m->in, "result")), DB_DAY(input_day(m->in, "told_on")));
	return e == OK ? go_on(m, r) : e;
}

const struct act_step caseflow_test_steps[] = {
	{ .code = "measure_test", .fields = begin_fields, .prepare = begin_prepare, .check = begin_check,
	    .effect = begin_apply, .needs = "held" },
	{ .code = "measure_test_end", .fields = end_fields, .prepare = end_prepare, .check = end_check,
	    .effect = end_apply, .needs = "tests" },
	{ 0 }
};
