/* handover.c - see handover.h. */
#include "lib/caseflow/handover.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/goods.h"
#include "lib/caseflow/words.h"

static const char *
rule_of(struct db_row measure)
{
	return str_eq(row_text(measure, "kind"), "preserve") ? "preserve.term" : "measure.term";
}

static enum err
live_measures(struct act_move *m, const struct db_rows **out)
{
	return DB_MANY(m->a, m->db, out,
	    "select id, ref, kind, from_day, place, keeper, extended, case kind"
	    " when 'preserve' then '" CASE_PRESERVED "' when 'seal' then '" CASE_SEALED_UP "'"
	    " else '" CASE_SEIZED "' end as kind_name from xz.caseflow_measure where case_id = $1"
	    " and state = 'live' order by id for update", DB_I64(case_of(m)->id));
}

static enum err
goods_json(struct act_move *m, int64_t measure, json_t **out)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select name, spec, quantity, note from xz.caseflow_goods where measure_id = $1 order by no",
	    DB_I64(measure));

	*out = json_array();
	for (i = 0; e == OK && i < db_count(rows); i++)
		json_array_append_new(*out,
		    json_pack("{s:s,s:s,s:s,s:s}", "name", row_text(db_at(rows, i), "name"), "spec",
		    row_text(db_at(rows, i), "spec"), "quantity", row_text(db_at(rows, i), "quantity"), "note",
		    row_text(db_at(rows, i), "note")));
	return e;
}

static enum err
hand_over(struct act_move *m, struct db_row measure, json_t *list)
{
	char day[DAY_TEXT_SIZE];
	json_t *goods;
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "measure", row_i64(measure, "id"), rule_of(measure), &clock);

	if (e == OK)
		e = act_clock_close(m, clock, "cancelled", m->now);
	if (e == ERR_NOT_FOUND)
		e = OK;
	if (e == OK)
		e = goods_term_end(m, row_i64(measure, "id"), "cancelled");
	if (e == OK)
		e = goods_json(m, row_i64(measure, "id"), &goods);
	if (e != OK)
		return e;
	day_text(row_day(measure, "from_day"), day);
	json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:s,s:o}", "kind", row_text(measure, "kind_name"),
	    "from_day", day, "place", row_text(measure, "place"), "keeper", row_text(measure, "keeper"),
	    "goods", goods));
	return OK;
}

enum err
measures_hand_over(struct act_move *m)
{
	const struct db_rows *rows;
	json_t *list = json_array();
	int i;
	enum err e = live_measures(m, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++)
		e = hand_over(m, db_at(rows, i), list);
	if (e != OK || db_count(rows) == 0) {
		json_decref(list);
		return e;
	}
	act_note(m, "measures", json_integer(db_count(rows)));
	act_doc(m, "measures", list);
	return OK;
}

/* The clock that ended when the case went away: the newest that was cancelled.  Whose term had run out has none. */
static const struct clock_row *
cancelled(const struct clock_row *list, size_t n, const char *rule)
{
	const struct clock_row *last = NULL;
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(list[i].rule, rule) && str_eq(list[i].state, "cancelled") &&
		    (last == NULL || list[i].id > last->id))
			last = &list[i];
	return last;
}

static enum err
take_back(struct act_move *m, struct db_row measure, int32_t day)
{
	const struct clock_row *was;
	struct clock_row *list;
	int32_t away;
	size_t n;
	enum err e = calendar_clock_list(m->a, m->db, "measure", row_i64(measure, "id"), m->now, &list, &n);

	was = e == OK ? cancelled(list, n, rule_of(measure)) : NULL;
	if (was == NULL)
		return e;
	away = day - time_day(was->closed_at);
	e = measure_clock_start(m, row_i64(measure, "id"), row_ref(measure, "ref"), rule_of(measure),
	    time_day(was->start_at) + away);
	return e == OK && row_bool(measure, "extended") ? measure_clock_extend(m, row_i64(measure, "id")) : e;
}

enum err
measures_take_back(struct act_move *m, int32_t day)
{
	const struct db_rows *rows;
	int i;
	enum err e = live_measures(m, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++)
		e = take_back(m, db_at(rows, i), day);
	return e == OK ? goods_come_back(m) : e;
}
