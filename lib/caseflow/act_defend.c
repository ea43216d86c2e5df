/* act_defend.c - see defendant.h. */
#include "lib/caseflow/defendant.h"

#include <string.h>

#include "lib/base/str.h"

enum err
defence_clocks(struct act_move *m, const struct defence_start *d)
{
	int64_t id;
	enum err e = OK;

	if (d->handed_on != DAY_NONE)
		e = case_clock_open(m, "defend.forward", d->handed_on, &id);
	if (e == OK && d->copy_on != DAY_NONE)
		e = case_clock_open(m, d->suit ? "defend.suit" : d->simple ? "defend.simple" : "defend.review",
		    d->copy_on, &id);
	return e;
}

/* Remedies against the decision that stands, of which this day is not known yet. */
static enum err
option_remedies(struct act_move *m, const char *lacking)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select x.ref, x.body || ' ' || x.filed_on as label from xz.caseflow_remedy x"
	    " join xz.caseflow_decision d on d.id = x.decision_id where d.track_id = $1 and " REMEDY_LACKS
	    " order by x.id",
	    DB_I64(track_of(m)->id), DB_TEXT(lacking));

	if (e == OK)
		option_rows(m, "remedy", rows);
	return e;
}

/* ERR_NOT_FOUND: none was chosen. */
static enum err
remedy_of(struct act_move *m, struct db_row *r)
{
	struct ref ref;

	if (!input_ref(m->in, "remedy", &ref))
		return ERR_NOT_FOUND;
	return DB_ONE(m->a, m->db, r, "select x.id, x.kind, x.simple, x.filed_on, x.copy_on from xz.caseflow_remedy x"
	    " join xz.caseflow_decision d on d.id = x.decision_id where x.ref = $1 and d.track_id = $2", DB_REF(ref),
	    DB_I64(track_of(m)->id));
}

static bool
suit(struct db_row r)
{
	return strcmp(row_text(r, "kind"), "litigation") == 0;
}

/* ---- a copy reaches the agency */

static const struct field copy_fields[] = {
	{ .name = "remedy", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "copy_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "simple", .type = FIELD_TICK },
	{ 0 }
};

static enum err
copy_prepare(struct act_move *m)
{
	return option_remedies(m, "copy");
}

static enum err
copy_check(struct act_move *m)
{
	struct db_row r;
	enum err e = remedy_of(m, &r);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	act_not_before(m, "copy_on", row_day(r, "filed_on"));
	if (suit(r) && input_number(m->in, "simple") != 0)
		act_problem(m, "simple", "only_review_simple", NULL);
	return OK;
}

static enum err
copy_apply(struct act_move *m)
{
	struct defence_start d = { .simple = input_number(m->in, "simple") != 0, .handed_on = DAY_NONE,
	    .copy_on = input_day(m->in, "copy_on") };
	struct db_row r;
	enum err e = remedy_of(m, &r);

	if (e != OK)
		return e;
	d.suit = suit(r);
	e = DB_EXEC(m->a, m->db, "update xz.caseflow_remedy set copy_on = $2, simple = $3 where id = $1",
	    DB_I64(row_i64(r, "id")), DB_DAY(d.copy_on), DB_BOOL(d.simple));
	return e == OK ? defence_clocks(m, &d) : e;
}

/* ---- what was handed in here goes on to the body */

static const struct field forward_fields[] = {
	{ .name = "remedy", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "forwarded_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ 0 }
};

static enum err
forward_prepare(struct act_move *m)
{
	return option_remedies(m, "forward");
}

static enum err
forward_check(struct act_move *m)
{
	struct db_row r;
	enum err e = remedy_of(m, &r);

	if (e == OK)
		act_not_before(m, "forwarded_on", row_day(r, "filed_on"));
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
forward_apply(struct act_move *m)
{
	struct db_row r;
	enum err e = remedy_of(m, &r);

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_remedy set forwarded_on = $2 where id = $1",
		    DB_I64(row_i64(r, "id")), DB_DAY(input_day(m->in, "forwarded_on")));
	return e == OK ? case_clock_close(m, "defend.forward", "met") : e;
}

/* ---- the answer, with its evidence */

static const struct field answer_fields[] = {
	{ .name = "remedy", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ .name = "answered_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "answer", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 20000 },
	{ .name = "evidence_index", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 20000 },
	{ 0 }
};

static enum err
answer_prepare(struct act_move *m)
{
	struct db_row r;
	enum err e = option_remedies(m, "answer");

	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select coalesce((select p.evidence_index from xz.caseflow_report p"
		    " where p.case_id = $1 and p.version = $2), '') as evidence", DB_I64(case_of(m)->id),
		    DB_I64(track_of(m)->report_version));
	if (e == OK)
		input_default(m->in, "evidence_index", row_text(r, "evidence"));
	return e;
}

static enum err
answer_check(struct act_move *m)
{
	struct db_row r;
	enum err e = remedy_of(m, &r);

	if (e == OK && row_has(r, "copy_on"))
		act_not_before(m, "answered_on", row_day(r, "copy_on"));
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
answer_apply(struct act_move *m)
{
	struct db_row r;
	enum err e = remedy_of(m, &r);

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_remedy set answered_on = $2, answer = $3, evidence = $4 where id = $1",
		    DB_I64(row_i64(r, "id")), DB_DAY(input_day(m->in, "answered_on")),
		    DB_TEXT(input_text(m->in, "answer")), DB_TEXT(input_text(m->in, "evidence_index")));
	return e == OK ? case_clock_close(m, suit(r) ? "defend.suit" : row_bool(r, "simple") ? "defend.simple" :
	    "defend.review", "met") : e;
}

const struct act_step caseflow_defend_steps[] = {
	{ .code = "remedy_copy", .fields = copy_fields, .prepare = copy_prepare, .check = copy_check,
	    .effect = copy_apply },
	{ .code = "remedy_forward", .fields = forward_fields, .prepare = forward_prepare, .check = forward_check,
	    .effect = forward_apply },
	{ .code = "remedy_answer", .fields = answer_fields, .prepare = answer_prepare, .check = answer_check,
	    .effect = answer_apply },
	{ 0 }
};
