/* result.c - the result is told: the record, the orders to correct and the result as papers, the ledger of visits, the
 * terms that run from here. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"
#include "lib/inspection/words.h"
#include "lib/record/record.h"
#include "lib/record/written.h"
#include "lib/spotcheck/visit.h"

/* What came of all items. */
struct told {
	const struct db_rows *items;
	const char **note;
	const char *outcome;
	int failed, orders;
	struct spotcheck_settled *settled;
};

static enum err
add_up(struct act_move *m, struct told *x)
{
	struct ref *refs;
	int i, n, clues = 0;
	enum err e = inspection_items(m->a, m->db, insp_of(m)->id, &x->items);

	if (e != OK)
		return e;
	n = db_count(x->items);
	refs = ARENA_ARRAY(m->a, struct ref, (size_t)n + 1);
	x->note = ARENA_ARRAY(m->a, const char *, (size_t)n + 1);
	x->settled = ARENA_ARRAY(m->a, struct spotcheck_settled, (size_t)n + 1);
	for (i = 0; i < n; i++) {
		struct db_row r = db_at(x->items, i);
		bool fail = str_eq(row_text(r, "answer"), "fail"), clue = fail && str_eq(row_text(r, "remedy"), "clue");

		refs[i] = row_ref_or_zero(r, "note_ref");
		x->failed += fail;
		x->orders += fail && str_eq(row_text(r, "remedy"), "order");
		clues += clue;
		x->settled[i] = (struct spotcheck_settled){ row_i64(r, "item_id"),
		    clue ? "pending" : fail ? "corrected" :
		    str_eq(row_text(r, "answer"), "na") ? "no_activity" : "none" };
	}
	x->outcome = clues > 0 ? "clue" : x->failed > 0 ? "rectify" : "no_issue";
	return record_sides_open(m->a, m->db, refs, (size_t)n, x->note);
}

static json_t *
rows_of(struct act_move *m, const struct told *x)
{
	json_t *list = json_array();
	int i;

	for (i = 0; i < db_count(x->items); i++) {
		struct db_row r = db_at(x->items, i);

		json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "code",
		    row_text(r, "code"), "name", row_text(r, "name_zh"), "standard", row_text(r, "standard"),
		    "answer", row_text(r, "answer_zh"), "measured", row_has(r, "measured") ?
		    arena_printf(m->a, "%s %s", row_text(r, "measured"), row_text(r, "unit")) : "", "sample",
		    row_text_or(r, "sample", ""), "note", x->note[i] != NULL ? x->note[i] : "", "remedy",
		    row_has(r, "due_on") ?
		    arena_printf(m->a, INSPECTION_REMEDY, row_text(r, "remedy_zh"),
		    record_day(m->a, row_day(r, "due_on"))) :
		    row_text_or(r, "remedy_zh", "")));
	}
	return list;
}

static json_t *
when(int64_t us)
{
	char text[TIME_TEXT_SIZE];

	time_text(us, text);
	return json_sprintf("%.10s %.5s", text, text + 11);
}

/* 现场检查笔录 */
static enum err
record_paper(struct act_move *m, const struct told *x)
{
	const struct db_rows *team;
	struct ref refs[2];
	const char *text[2];
	json_t *shown = json_array();
	struct db_row s;
	int64_t id;
	int i;
	enum err e = inspection_signature(m->a, m->db, insp_of(m)->id, &s);

	if (e == OK)
		e = inspection_officers(m->a, m->db, insp_of(m)->id, &team);
	if (e != OK)
		return e;
	refs[0] = row_ref_or_zero(s, "person_ref");
	refs[1] = row_ref_or_zero(s, "witness_ref");
	e = record_sides_open(m->a, m->db, refs, 2, text);
	for (i = 0; e == OK && i < db_count(team); i++)
		if (row_has(db_at(team, i), "shown_at"))
			json_array_append_new(shown,
			    json_pack("{s:s,s:s,s:o,s:o}", "name", row_text(db_at(team, i), "name"), "certificate",
			    row_text(db_at(team, i), "certificate_no"),
			    "at", when(row_time(db_at(team, i), "shown_at")),
			    "signed", when(row_time(db_at(team, i), "signed_at"))));
	return e == OK ? insp_paper(m, "inspection_record", json_pack("{s:o,s:o,s:o,s:o,s:s,s:s,s:s,s:s,s:b}", "items",
	    rows_of(m, x), "shown", shown, "arrived", when(insp_of(m)->arrived_at),
	    "ended", when(insp_of(m)->checked_at), "statement", insp_of(m)->statement != NULL ?
	    insp_of(m)->statement : "", "way", row_text(s, "way"), "person", text[0] != NULL ? text[0] : "", "witness",
	    text[1] != NULL ? text[1] : "", "emergency", (int)insp_of(m)->emergency), &id) : e;
}

/* One order an item, each with its day; the re-check follows within its term. */
static enum err
order(struct act_move *m, struct db_row item, const char *note)
{
	char day[DAY_TEXT_SIZE];
	struct db_row r;
	int64_t id, clock;
	enum err e;

	day_text(row_day(item, "due_on"), day);
	e = insp_paper(m, "inspection_order",
	    json_pack("{s:s,s:s,s:s,s:s}", "item", row_text(item, "name_zh"), "standard",
	    row_text(item, "standard"), "found", note != NULL ? note : "", "due_on", day), &id);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "insert into xz.inspection_order (inspection_id, n, due_on, document_id) values ($1, $2, $3, $4)"
		    " returning id, ref", DB_I64(insp_of(m)->id), DB_I64(row_i32(item, "n")),
		    DB_DAY(row_day(item, "due_on")), DB_I64(id));
	return e == OK ? insp_recheck_clock(m, row_i64(r, "id"), row_ref(r, "ref"), row_day(item, "due_on"), &clock) :
	    e;
}

/* Whether it stands in the firm's count: of a joint visit only the first that tells. */
static enum err
counts(struct act_move *m, bool *out)
{
	struct insp_way way;
	struct db_row r;
	enum err e = insp_way(m, &way);

	*out = way.counted;
	if (e != OK || insp_of(m)->joint_ref == NULL)
		return e;
	e = DB_EXEC(m->a, m->db, "select pg_advisory_xact_lock(hashtextextended('inspection.joint ' || $1::bigint, 0))",
	    DB_I64(insp_of(m)->joint));
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "select exists (select from xz.inspection_visit where joint_ref = $1::text::uuid"
		    " and counted) as yes", DB_TEXT(insp_of(m)->joint_ref));
	*out = e == OK && way.counted && !row_bool(r, "yes");
	return e;
}

/* A draw's visit is recorded and in the ledger by the random check itself. */
static enum err
ledger(struct act_move *m, const struct told *x)
{
	struct spotcheck_settling s = { .visit = insp_of(m)->spot_visit, .day = time_day(insp_of(m)->arrived_at),
	    .result = x->settled, .result_n = db_count(x->items), .problem = x->failed > 0,
	    .joint_ref = insp_of(m)->joint_ref };
	struct db_row r;
	bool counted = true;
	enum err e = insp_take(m);

	if (e == OK)
		e = counts(m, &counted);

	if (e != OK)
		return e;
	if (insp_of(m)->spot_visit == 0)
		return DB_EXEC(m->a, m->db,
		    "insert into xz.inspection_visit (subject_id, agency_id, kind, day, counted, reason, officers,"
		    " source_kind, source_ref, clean, joint_ref) values ($1, $2, $3, $4, $9, coalesce($5, ''),"
		    " array(select o.certificate_no"
		    " from xz.inspection_officer o where o.inspection_id = $6 and o.shown_at is not null"
		    " order by o.place), 'inspection', $7, $8, $10::text::uuid)",
		    DB_I64(insp_of(m)->subject), DB_I64(insp_of(m)->agency),
		    DB_TEXT(insp_of(m)->joint != 0 ? "joint" : insp_of(m)->kind),
		    DB_DAY(time_day(insp_of(m)->arrived_at)), DB_TEXT(insp_of(m)->source), DB_I64(insp_of(m)->id),
		    DB_REF(insp_of(m)->ref), DB_BOOL(x->failed == 0), DB_BOOL(counted),
		    insp_of(m)->joint_ref != NULL ? DB_TEXT(insp_of(m)->joint_ref) : DB_NULL);
	e = DB_ONE(m->a, m->db, &r,
	    "select min(account_id) as second from xz.inspection_officer where inspection_id = $1"
	    " and signed_at is not null and account_id <> $2", DB_I64(insp_of(m)->id), DB_I64(m->actor.account));
	s.second = e == OK ? row_i64_or(r, "second", 0) : 0;
	s.uncounted = !counted;
	return e == OK ? spotcheck_visit_settle(m->a, m->db, m->act, &s) : e;
}

/* 行政检查结果告知书 */
static enum err
result_paper(struct act_move *m, const struct told *x)
{
	static const char *const keys[] = { "inspection.publish" };
	json_t *figures = NULL;
	int64_t id;
	enum err e = calendar_stated(m->a, m->db, keys, 1, m->today, insp_of(m)->agency, "", &figures);

	return e == OK ? insp_paper(m, "inspection_result", json_pack("{s:o,s:s,s:i,s:i,s:o}", "items", rows_of(m, x),
	    "outcome", x->outcome, "failed", x->failed, "orders", x->orders, "figures", figures), &id) : e;
}

enum err
insp_tell(struct act_move *m)
{
	struct told x = { .failed = 0 };
	int64_t clock;
	int i;
	enum err e = add_up(m, &x);

	if (e == OK)
		e = record_paper(m, &x);
	for (i = 0; e == OK && i < db_count(x.items); i++)
		if (row_has(db_at(x.items, i), "due_on"))
			e = order(m, db_at(x.items, i), x.note[i]);
	if (e == OK)
		e = result_paper(m, &x);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection set told_at = $2, outcome = $3 where id = $1", DB_I64(insp_of(m)->id),
		    DB_TIME(m->now), DB_TEXT(x.outcome));
	if (e == OK)
		e = ledger(m, &x);
	if (e == OK)
		e = act_clock_start(m, &(struct clock_new){ .subject_kind = "inspection",
		    .subject_id = insp_of(m)->id, .subject_ref = insp_of(m)->ref, .agency = insp_of(m)->agency,
		    .unit = insp_of(m)->unit, .duty = "publisher", .rule = "inspection.publish",
		    .start_at = m->now }, &clock);
	act_note(m, "outcome", json_string(x.outcome));
	m->to = x.orders > 0 ? "rectify" : "told";
	return e;
}
