/* wrong_paper.c - see wrong_paper.h. */
#include "lib/caseflow/wrong_paper.h"

#include "lib/base/arena.h"
#include "lib/caseflow/case_priv.h"
#include "lib/caseflow/words.h"

#define DECISIONS_A_RUN 50

/* unmarked: only those that no step of the record names. */
static enum err
wrong(struct arena *a, struct db *db, int64_t after, bool unmarked, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select w.id, w.case_ref, w.track_ref, w.agency, w.case_number, w.number, w.paper, w.other_type,"
	    " w.review_first, w.no_remedies"
	    " from (select d.id, c.ref as case_ref, k.ref as track_ref, g.name as agency,"
	    "   coalesce(c.number, c.clue_number, '') as case_number, d.number, t.name_zh as paper,"
	    "   r.type <> case when d.outcome = 'penalty' and d.procedure = 'summary' then 'summary_decision'"
	    "     else case d.outcome when 'penalty' then"
	    "       case r.type when 'daily_decision' then r.type else 'decision' end"
	    "       when 'no_penalty' then 'no_penalty_decision' when 'no_violation' then 'no_violation_decision'"
	    "       else r.type end end as other_type,"
	    "   d.procedure = 'summary' and d.remedies <> '' and position('" CASE_REVIEW_FIRST "' in d.remedies) = 0"
	    "     and d.decided_on >= (select min(p.valid_from) from xz.calendar_parameter p"
	    "       where p.key = 'remedy.review_first' and p.value = 1) as review_first,"
	    "   d.outcome = 'penalty' and d.untold is null and position('" CASE_REVIEW "' in d.remedies) = 0"
	    "     as no_remedies"
	    "   from xz.caseflow_decision d join xz.record_document r on r.id = d.document_id and r.state <> 'void'"
	    "   join xz.record_document_type t on t.code = r.type join xz.people_agency g on g.id = d.agency_id"
	    "   join xz.caseflow_track k on k.id = d.track_id join xz.caseflow_case c on c.id = k.case_id"
	    "   where d.revoked_on is null and d.changed_on is null and d.id > $1 and (d.faults = '{}' or not $3)) w"
	    " where w.other_type or w.review_first or w.no_remedies order by w.id limit $2",
	    DB_I64(after), DB_I64(limit), DB_BOOL(unmarked));
}

enum err
caseflow_wrong_papers(struct arena *a, struct db *db, int64_t after, int limit, const struct db_rows **out)
{
	return wrong(a, db, after, false, limit, out);
}

/* ---- the daemon's word of it, in the record */

static enum err
faulty_effect(struct act_move *m)
{
	const char **fault = m->with;
	json_t *list = json_array();
	size_t n;

	for (n = 0; fault[n] != NULL; n++)
		json_array_append_new(list, json_string(fault[n]));
	act_note(m, "faults", list);
	return DB_EXEC(m->a, m->db,
	    "update xz.caseflow_decision set faults = $2 where track_id = $1 and revoked_on is null",
	    DB_I64(track_of(m)->id), DB_TEXTS(fault, n));
}

static enum err
mark(struct arena *a, struct db *db, const struct act *act, struct db_row r)
{
	static const char *const faults[] = { "other_type", "review_first", "no_remedies" };
	const char *of[sizeof(faults) / sizeof(*faults) + 1] = { NULL };
	struct act_request q = { .kind = &caseflow_kind, .by = ACT_DAEMON, .version = ACT_ANY_VERSION, .with = of,
	    .key = { .ref = row_ref(r, "case_ref"), .part = row_ref(r, "track_ref"), .action = "paper.faulty" } };
	struct problems p;
	size_t i, n = 0;

	for (i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		if (row_bool(r, faults[i]))
			of[n++] = faults[i];
	problems_init(&p, a);
	return act_do_within(a, db, act, &q, &p);
}

static enum err
mark_some(struct arena *a, struct db *db, void *ctx)
{
	struct act act = { .occurred_at = TIME_NONE };
	const struct db_rows *rows;
	int64_t *n = ctx;
	int i;
	enum err e;

	act.principal = *n;
	e = wrong(a, db, 0, true, DECISIONS_A_RUN, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++)
		e = mark(a, db, &act, db_at(rows, i));
	*n = e == OK ? db_count(rows) : 0;
	return e;
}

enum err
caseflow_wrong_papers_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	*n = by;
	return db_tx_run(a, db, NULL, mark_some, n, NULL);
}

const struct act_step caseflow_faulty_steps[] = {
	{ .code = "paper.faulty", .effect = faulty_effect },
	{ .code = NULL },
};
