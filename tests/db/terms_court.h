/* terms_court.h - when the court could be asked, reckoned again (行政强制法 53, 54; 行政处罚法 72(2); rules 2.3): not
 * before the time to fight the decision is over, nor before the demand's ten working days; within three months.
 * Covered to the day: decisions that were not fought and whose paper told how they are fought.  Of the others: the
 * demand's days alone. */
#ifndef TESTS_DB_TERMS_COURT_H
#define TESTS_DB_TERMS_COURT_H
#include "tests/db/terms_plain.h"

static int64_t
court_after(int64_t day, int64_t n, const char *unit)
{
	struct plain_term t = { .day = day };

	plain_count(&t, n, unit);
	while (!plain_workday(t.day))
		t.day++;
	return t.day;
}

/* One application.  Days are counted from 1970. */
static void
court_one(struct arena *a, struct db_row r)
{
	int64_t served = row_i64(r, "served"), demanded = row_i64(r, "demanded");
	int64_t asked = row_i64(r, "asked"), end, until;
	const char *what = arena_printf(a, "the court was asked on %d for"
	    " %s", plain_number(asked), row_text(r, "number"));

	if (asked <= court_after(demanded, 10, "wd"))
		fail_msg("%s: before the demand's ten working days", what);
	if (row_bool(r, "fought") || row_bool(r, "untold"))
		return;
	end = court_after(served, 60, "d");
	/* 行政复议法 23: decided on the spot since 2024, no suit before the review */
	if (!row_bool(r, "spot") || plain_number(row_i64(r, "decided")) < 20240101) {
		int64_t suit = court_after(served, 6, "month");

		end = suit > end ? suit : end;
	}
	if (row_i64(r, "instalment") > end)
		end = row_i64(r, "instalment");
	if (asked <= end)
		fail_msg("%s: it may be fought until %d", what, plain_number(end));
	until = court_after(end, 3, "month");
	if (asked > until && !row_bool(r, "late"))
		fail_msg("%s: after %d, without a reason", what, plain_number(until));
}

/* Every application there is. */
static int
court_agree(struct arena *of, struct db *db)
{
	struct arena *a = arena_child(of);
	const struct db_rows *rows;
	int i, n;

	plain_load(a, db);
	must(DB_MANY(a, db, &rows,
	    "select d.number, d.served_on - date '1970-01-01' as served, d.decided_on - date '1970-01-01' as decided,"
	    " q.served_on - date '1970-01-01' as demanded, q.applied_on - date '1970-01-01' as asked,"
	    " d.procedure = 'summary' as spot, d.untold is not null as untold, q.late_reason is not null as late,"
	    " exists (select from xz.caseflow_remedy m where m.decision_id = d.id and m.filed_on <= q.applied_on) as"
	    " fought,"
	    " coalesce((select max(i.due_on) from xz.caseflow_instalment i where i.decision_id = d.id)"
	    "   - date '1970-01-01', 0) as instalment from xz.caseflow_demand q join xz.caseflow_decision d"
	    " on d.id = q.decision_id where q.applied_on is not null order by q.id"));
	for (i = 0; i < db_count(rows); i++)
		court_one(a, db_at(rows, i));
	n = db_count(rows);
	arena_free(a);
	return n;
}
#endif
