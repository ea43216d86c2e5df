/* firm.c - see firm.h. */
#include "lib/joint/firm.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/joint/cover.h"
#include "lib/joint/joint.h"

#define QUIET_MAX 400

enum err
joint_at_firm(struct arena *a, struct db *db, int64_t firm, int32_t from, int32_t to, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select what, agency_name as agency_zh, agency_en, items, from_on, to_on"
	    " from xz.joint_at_firm($1, $2, $3)", DB_I64(firm), DB_DAY(from), DB_DAY(to));
}

enum err
joint_wishes(struct arena *a, struct db *db, int64_t firm, int32_t from, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select kind, from_on, to_on from xz.joint_wish where subject_id = $1"
	    " and to_on >= $2 order by from_on, id limit 100", DB_I64(firm), DB_DAY(from));
}

/* ---- the least number of visits */

struct work {
	const struct db_rows *lines;
	struct cover_item item[COVER_ITEMS];
	int64_t agency[COVER_AGENCIES];
	int cap[COVER_AGENCIES];
	int32_t quiet[QUIET_MAX];
	struct cover_task t;
};

/* The place of the agency among those of the firm; -1: no room. */
static int
seat(struct work *w, int64_t agency)
{
	int i;

	for (i = 0; i < w->t.agency_n; i++)
		if (w->agency[i] == agency)
			return i;
	if (i == COVER_AGENCIES)
		return -1;
	w->agency[i] = agency;
	w->t.agency_n++;
	return i;
}

static enum err
figure(struct arena *a, struct db *db, const char *key, int32_t day, int64_t agency, int none, int *out)
{
	struct calendar_parameter p;
	enum err e = calendar_parameter_get(a, db, key, day, agency, NULL, &p);

	*out = e == OK ? (int)p.value : none;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* From today on; false: they do not fit. */
static bool
read_lines(struct work *w, int32_t today)
{
	int i;

	if (db_count(w->lines) > COVER_ITEMS)
		return false;
	for (i = 0; i < db_count(w->lines); i++) {
		struct db_row r = db_at(w->lines, i);
		int at = seat(w, row_i64(r, "agency_id"));

		if (at < 0)
			return false;
		w->item[w->t.item_n++] = (struct cover_item){ .agency = at, .from = row_day(r, "from_on") > today ?
		    row_day(r, "from_on") : today, .to = row_day(r, "to_on") };
	}
	return true;
}

/* Visits of the year take their places. */
static enum err
less_visits(struct arena *a, struct db *db, int64_t firm, int32_t today, struct work *w)
{
	int year, month, mday, i, k, n;
	struct joint_visit *list;
	enum err e;

	day_parts(today, &year, &month, &mday);
	e = joint_ledger(a, db, firm, year, &list, &n);
	for (i = 0; e == OK && i < n; i++) {
		for (k = 0; k < w->t.agency_n; k++)
			if (list[i].nth > 0 && w->agency[k] == list[i].agency && w->cap[k] > 0)
				w->cap[k]--;
		if (list[i].counted && w->t.firm > 0)
			w->t.firm--;
	}
	return e;
}

static enum err
read_bounds(struct arena *a, struct db *db, int64_t firm, int32_t today, struct work *w)
{
	const struct db_rows *rows;
	int i;
	enum err e = joint_wishes(a, db, firm, today, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		int32_t day;

		for (day = row_day(r, "from_on"); str_eq(row_text(r, "kind"), "quiet") && day <= row_day(r, "to_on") &&
		    w->t.quiet_n < QUIET_MAX; day++)
			w->quiet[w->t.quiet_n++] = day;
	}
	for (i = 0; e == OK && i < w->t.agency_n; i++)
		e = figure(a, db, "inspection.cap.agency", today, w->agency[i], -1, &w->cap[i]);
	if (e == OK)
		e = figure(a, db, "inspection.merge.agencies", today, 0, 0, &w->t.most);
	if (e == OK)
		e = figure(a, db, "inspection.cap.firm", today, 0, -1, &w->t.firm);
	return e == OK ? less_visits(a, db, firm, today, w) : e;
}

/* Names of the lines that are checked in one visit, each once. */
static const char *
names(struct arena *a, const struct work *w, uint64_t items, const char *column)
{
	const char *all = NULL;
	int i, k;

	for (i = 0; i < w->t.item_n; i++) {
		const char *one = row_text(db_at(w->lines, i), column);

		for (k = 0; k < i; k++)
			if ((items >> k & 1) != 0 && str_eq(row_text(db_at(w->lines, k), column), one))
				break;
		if ((items >> i & 1) != 0 && k == i)
			all = all == NULL ? one : arena_printf(a, "%s、%s", all, one);
	}
	return all != NULL ? all : "";
}

static void
write_down(struct arena *a, const struct work *w, const struct cover_plan *p, struct joint_proposal *out)
{
	static const char *const why[] = { [COVER_FOUND] = NULL, [COVER_QUIET] = "quiet", [COVER_AGENCY] = "agency",
	    [COVER_FIRM] = "firm", [COVER_LONG] = "long" };
	int i, k;

	out->why = why[p->why];
	out->visit = ARENA_ARRAY(a, struct joint_proposed, (size_t)p->n + 1);
	for (i = 0; i < p->n; i++)
		out->visit[i] = (struct joint_proposed){ .day = p->visit[i].day,
		    .agencies_zh = names(a, w, p->visit[i].items, "agency_name"),
		    .agencies_en = names(a, w, p->visit[i].items, "agency_en"),
		    .items_zh = names(a, w, p->visit[i].items, "name"),
		    .items_en = names(a, w, p->visit[i].items, "name_en") };
	out->n = p->n;
	for (i = 0; p->why != COVER_FOUND && i < w->t.item_n && p->which >= 0; i++) {
		k = p->why == COVER_QUIET ? i : w->item[i].agency;
		if (k != p->which || (p->why != COVER_QUIET && p->why != COVER_AGENCY))
			continue;
		out->which_zh = row_text(db_at(w->lines, i), p->why == COVER_QUIET ? "name" : "agency_name");
		out->which_en = row_text(db_at(w->lines, i), p->why == COVER_QUIET ? "name_en" : "agency_en");
	}
}

/* If each agency came for itself, without bounds. */
static int
separately(const struct work *w)
{
	int free[COVER_AGENCIES], a, i, n = 0;
	struct cover_plan p;

	for (a = 0; a < COVER_AGENCIES; a++)
		free[a] = -1;
	for (a = 0; a < w->t.agency_n; a++) {
		struct cover_item item[COVER_ITEMS];
		struct cover_task t = { .item = item, .cap = free, .agency_n = w->t.agency_n, .firm = -1 };

		for (i = 0; i < w->t.item_n; i++)
			if (w->item[i].agency == a)
				item[t.item_n++] = w->item[i];
		if (joint_cover(&t, &p) && p.why == COVER_FOUND)
			n += p.n;
	}
	return n;
}

enum err
joint_propose(struct arena *a, struct db *db, int64_t firm, int year, int32_t today, struct joint_proposal *out)
{
	struct work *w = ARENA_NEW(a, struct work);
	struct cover_plan *p = ARENA_NEW(a, struct cover_plan);
	int32_t first = day_of(year, 1, 1) > today ? day_of(year, 1, 1) : today;
	enum err e = DB_MANY(a, db, &w->lines, "select agency_id, agency_name, agency_en, code, name, name_en, from_on,"
	    " to_on from xz.joint_to_cover($1, $2::int) where to_on >= $3", DB_I64(firm), DB_I64(year), DB_DAY(first));

	*out = (struct joint_proposal){ .n = 0 };
	if (e != OK)
		return e;
	w->t = (struct cover_task){ .item = w->item, .cap = w->cap, .quiet = w->quiet, .firm = -1 };
	if (!read_lines(w, first)) {
		out->why = "long";
		return OK;
	}
	e = read_bounds(a, db, firm, first, w);
	if (e != OK)
		return e;
	if (!joint_cover(&w->t, p))
		return err_set(ERR_DB, "more lines than were counted");
	out->lines = w->t.item_n;
	out->separately = separately(w);
	write_down(a, w, p, out);
	return OK;
}

enum err
joint_planned_firms(struct arena *a, struct db *db, int year, int64_t after, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select s.id, coalesce((select v.name from xz.register_name v"
	    " where v.subject_id = s.id and v.valid_to is null limit 1), '') as name from xz.register_subject s"
	    " where s.id > $2 and exists (select from xz.joint_firm f join xz.joint_line l on l.id = f.line_id"
	    " join xz.joint_programme p on p.id = l.programme_id and p.filed_edition = l.edition and p.year = $1::int"
	    " where f.subject_id = s.id) order by s.id limit $3", DB_I64(year), DB_I64(after), DB_I64(limit));
}
