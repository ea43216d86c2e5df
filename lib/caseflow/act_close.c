/* act_close.c - a track closes on a ground of the cause's field; the case closes with its last track; the archive. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/case_priv.h"
#include "lib/caseflow/money.h"

static const struct field close_fields[] = {
	{ .name = "ground", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "close_ground" },
	{ .name = "execution", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 4000 },
	{ .name = "ruling_no", .type = FIELD_LINE, .min = 4, .max = 60 },
	{ .name = "ruling_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ .name = "goods", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 2000 },
	{ 0 }
};

static enum err
close_prepare(struct act_move *m)
{
	return option_sector_codes(m, "ground", "close_ground");
}

/* The day the court was asked; DAY_NONE: never. */
static enum err
court_asked(struct act_move *m, int32_t *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select max(q.applied_on) as day from xz.caseflow_demand q join xz.caseflow_decision d"
	    " on d.id = q.decision_id where d.track_id = $1", DB_I64(track_of(m)->id));

	if (e == OK)
		*out = row_day(r, "day");
	return e;
}

/* What the court did stands in a paper of the court: its ruling that ended the execution, or that it took the case. */
static enum err
check_court(struct act_move *m)
{
	int32_t asked = DAY_NONE;
	enum err e = court_asked(m, &asked);

	if (e != OK)
		return e;
	if (asked == DAY_NONE) {
		act_problem(m, "ground", "court_not_asked", NULL);
		return OK;
	}
	if (!input_given(m->in, "ruling_no"))
		act_problem(m, "ruling_no", "ruling_needed", NULL);
	if (!input_given(m->in, "ruling_on"))
		act_problem(m, "ruling_on", "required", NULL);
	else
		act_not_before(m, "ruling_on", asked);
	return OK;
}

static bool
fits(const struct case_track *k, const char *ground)
{
	static const struct {
		const char *ground, *state, *outcome;	/* NULL: any */
	} rows[] = {
		{ "revoked", "revoked", NULL }, { "no_penalty", "executed", "no_penalty" },
		{ "no_penalty", "executed", "no_violation" }, { "no_penalty", "executed", "transfer" },
		{ "transfer", "executed", "transfer" }, { "no_penalty", "executed", "transfer_other" },
		{ "transfer", "executed", "transfer_other" }, { "executed", "executed", "penalty" },
		{ "unenforceable", "served", "penalty" }, { "other", "executed", NULL }, { "other", "revoked", NULL },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (strcmp(rows[i].ground, ground) == 0 && strcmp(rows[i].state, k->state) == 0 &&
		    (rows[i].outcome == NULL || strcmp(rows[i].outcome, k->outcome) == 0))
			return true;
	return false;
}

/* A payment may have been reversed since. */
static enum err
check_paid(struct act_move *m)
{
	struct money_state s;
	enum err e = money_load(m->a, m->db, track_of(m)->id, m->today, &s);

	if (e == OK && s.owed_fen > s.paid_fen)
		act_problem(m, "ground", "guard_fine_settled", NULL);
	return e;
}

/* The ground must be what happened: a penalty that is not carried out closes by the court's paper alone. */
static enum err
close_check(struct act_move *m)
{
	const char *ground = input_text(m->in, "ground");
	const struct case_track *k = track_of(m);

	if (*ground == '\0')
		return OK;
	if (str_starts(ground, "court") && strcmp(k->state, "revoked") != 0 && strcmp(k->outcome, "penalty") == 0)
		return check_court(m);
	if (!fits(k, ground)) {
		act_problem(m, "ground", strcmp(k->state, "served") == 0 ? "guard_not_executed" : "ground_mismatch",
		    NULL);
		return OK;
	}
	return strcmp(ground, "executed") == 0 ? check_paid(m) : OK;
}

static enum err
close_apply(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_track set closed_at = $2 where id = $1", DB_I64(track_of(m)->id), DB_TIME(m->now));

	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "select exists (select from xz.caseflow_track where case_id = $1 and closed_at is null) as more",
		    DB_I64(case_of(m)->id));
	if (e != OK || row_bool(r, "more"))
		return e;
	e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_case set state = 'closed', closed_at = $2 where id = $1",
	    DB_I64(case_of(m)->id), DB_TIME(m->now));
	case_of(m)->state = "closed";
	return e;
}

/* ---- an investigation that was ended closes without a decision (程序规定 77(3)) */

static const struct field terminated_fields[] = {
	{ .name = "ground", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "close_ground" },
	{ .name = "execution", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 4000 },
	{ .name = "goods", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 2000 },
	{ 0 }
};

static enum err
terminated_prepare(struct act_move *m)
{
	input_default(m->in, "ground", "terminated");
	return option_sector_codes(m, "ground", "close_ground");
}

static enum err
terminated_check(struct act_move *m)
{
	if (input_given(m->in, "ground") && strcmp(input_text(m->in, "ground"), "terminated") != 0)
		act_problem(m, "ground", "ground_mismatch", NULL);
	return OK;
}

static const struct field archive_fields[] = {
	{ .name = "volume", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 1, .max = 60 },
	{ .name = "retention", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "retention" },
	{ .name = "pages", .type = FIELD_NUMBER, .flags = FIELD_REQUIRED, .min = 1, .max = 100000 },
	{ .name = "note", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 2000 },
	{ 0 }
};

static enum err
archive_prepare(struct act_move *m)
{
	return option_codes(m, "retention", "retention");
}

/* Every paper of the file with its digest, in the order they were made. */
static enum err
archive_apply(struct act_move *m)
{
	const struct db_rows *rows;
	json_t *list = json_array();
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select coalesce(d.title, t.name_zh) as name_zh, d.number,"
	    " to_char(d.made_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as made,"
	    " encode(d.data_sha256, 'hex') as sha256 from xz.record_document d"
	    " join xz.record_document_type t on t.code = d.type where d.subject_kind = 'case' and d.subject_id = $1"
	    " and d.state <> 'void' order by d.id", DB_I64(case_of(m)->id));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		json_array_append_new(list, json_pack("{s:i,s:s,s:s,s:s,s:s}", "no", i + 1, "name",
		    row_text(r, "name_zh"), "number", row_text_or(r, "number", ""), "made", row_text(r, "made"),
		    "sha256", row_text(r, "sha256")));
	}
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_case set archived_at = $2 where id = $1",
		    DB_I64(case_of(m)->id), DB_TIME(m->now));
	act_doc(m, "papers", list);
	return e;
}

const struct act_step caseflow_close_steps[] = {
	{ .code = "close", .fields = close_fields, .prepare = close_prepare, .check = close_check,
	    .effect = close_apply },
	{ .code = "close_terminated", .fields = terminated_fields, .prepare = terminated_prepare,
	    .check = terminated_check },
	{ .code = "archive", .fields = archive_fields, .prepare = archive_prepare, .effect = archive_apply },
	{ 0 }
};
