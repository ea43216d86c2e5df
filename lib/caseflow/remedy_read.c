/* remedy_read.c - what the store knows of a decision's remedies, for remedy_term(). */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/read.h"

static enum err
figures(struct arena *a, struct db *db, struct db_row d, int32_t day, struct remedy_figure *out, bool *review_first)
{
	struct calendar_parameter p[REMEDY_FIGURE_N + 1];
	const char *keys[REMEDY_FIGURE_N + 1];
	int i;
	enum err e;

	memcpy(keys, remedy_figure_key, sizeof(remedy_figure_key));
	keys[REMEDY_FIGURE_N] = "remedy.review_first";
	e = calendar_parameters_get(a, db, keys, REMEDY_FIGURE_N + 1, day, row_i64(d, "agency_id"),
	    row_text(d, "field"), p);
	for (i = 0; e == OK && i < REMEDY_FIGURE_N; i++) {
		out[i] = (struct remedy_figure){ .n = p[i].value };
		if (p[i].id != 0 && term_unit_parse(p[i].unit, &out[i].unit))
			out[i].source = p[i].source;
	}
	if (e == OK)
		*review_first = str_eq(row_text(d, "procedure"), "summary") && p[REMEDY_FIGURE_N].id != 0 &&
		    p[REMEDY_FIGURE_N].value != 0;
	return e;
}

static enum err
past(struct arena *a, struct db *db, int64_t decision, struct remedy_facts *f)
{
	const struct db_rows *rows;
	struct remedy_past *list;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select kind, filed_on, accepted_on, result, result_on, result_served_on, body_way, final, perform_by"
	    " from xz.caseflow_remedy where decision_id = $1 order by filed_on, id", DB_I64(decision));

	if (e != OK)
		return e;
	f->past_n = (size_t)db_count(rows);
	f->past = list = ARENA_ARRAY(a, struct remedy_past, f->past_n);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		list[i] = (struct remedy_past){ .suit = str_eq(row_text(r, "kind"), "litigation"),
		    .filed_on = row_day(r, "filed_on"), .accepted_on = row_day(r, "accepted_on"),
		    .result = row_text_null(r, "result"), .result_on = row_day(r, "result_on"),
		    .served_on = row_day(r, "result_served_on"), .body_way = row_text_null(r, "body_way"),
		    .final = row_bool(r, "final"), .perform_by = row_day(r, "perform_by") };
	}
	return OK;
}

static enum err
decision_row(struct arena *a, struct db *db, int64_t decision, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select d.agency_id, d.decided_on, d.served_on, d.procedure, d.remedies, d.untold, d.told_on, w.way,"
	    " coalesce((select l.field from xz.caseflow_track t join xz.caseflow_case k on k.id = t.case_id"
	    "   join xz.law_cause l on l.id = k.cause_id where t.id = d.track_id), '') as field,"
	    " coalesce((select c.source from xz.law_code c where c.kind = 'service_counts' and c.code = w.way"
	    "   and c.valid_from <= d.served_on and coalesce(c.valid_to, 'infinity') >= d.served_on"
	    "   order by c.valid_from desc limit 1), '') as way_source,"
	    " (select max(i.due_on) from xz.caseflow_instalment i where i.decision_id = d.id) as instalments_end,"
	    " (select max(q.served_on) from xz.caseflow_demand q where q.decision_id = d.id) as demanded_on"
	    " from xz.caseflow_decision d cross join lateral (select coalesce((select s.method"
	    "   from xz.caseflow_service s where s.track_id = d.track_id and s.what = 'decision' order by s.id desc"
	    "   limit 1), case when d.procedure = 'summary' then 'on_the_spot' else 'direct' end) as way) w"
	    " where d.id = $1", DB_I64(decision));
}

enum err
caseflow_remedy_term(struct arena *a, struct db *db, int64_t decision, struct remedy_term *out)
{
	struct remedy_figure figure[REMEDY_FIGURE_N];
	const struct workdays *w;
	struct remedy_facts f;
	struct db_row d;
	enum err e = decision_row(a, db, decision, &d);

	if (e != OK)
		return e;
	f = (struct remedy_facts){ .way = row_text(d, "way"), .way_source = row_text(d, "way_source"),
	    .served_on = row_day(d, "served_on"), .untold = row_has(d, "untold") || *row_text(d, "remedies") == '\0',
	    .told_on = row_day(d, "told_on"), .instalments_end = row_day(d, "instalments_end"),
	    .demanded_on = row_day(d, "demanded_on") };
	e = figures(a, db, d, row_day(d, row_has(d, "served_on") ? "served_on" : "decided_on"), figure,
	    &f.review_first);
	if (e == OK)
		e = past(a, db, decision, &f);
	if (e == OK)
		e = calendar_workdays(a, db, &w);
	if (e == OK && !remedy_term(a, w, figure, &f, out))
		e = err_set(ERR_INPUT, "a term of decision %lld ends outside the calendar", (long long)decision);
	return e;
}
