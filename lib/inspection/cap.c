/* cap.c - how often a firm may be visited in a year (年度频次上限): by one agency, about one item, by all together.  A
 * visit that would be one too many is refused, unless it is of those that may go ahead; by what it went ahead stays
 * with it.  While one is planned or asked for, what others ask for counts; when it is approved, what stands in the
 * ledger (ledger.c). */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"

static int
year_of(int64_t us)
{
	int year, month, day;

	day_parts(time_day(us), &year, &month, &day);
	return year;
}

enum err
insp_cap_figure(struct arena *a, struct db *db, const char *key, int32_t day, int64_t agency, const char *item,
    int64_t *of, int64_t *parameter)
{
	struct calendar_parameter p;
	enum err e = calendar_parameter_get(a, db, key, day, agency, item, &p);

	*of = e == OK ? p.value : -1;
	*parameter = e == OK ? p.id : 0;
	return e == ERR_NOT_FOUND ? OK : e;
}

static bool
about_item(struct db_row r, const char *code)
{
	const char *items = row_text(r, "codes"), *p = items;
	size_t n = strlen(code);

	while ((p = strstr(p, code)) != NULL) {
		if ((p == items || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return true;
		p += n;
	}
	return false;
}

/* A joint visit is one of each agency that made it, and one of the firm's. */
static int64_t
of_agency(const struct db_rows *visits, bool booked, int64_t agency, const char *item)
{
	int64_t n = 0;
	int i;

	for (i = 0; i < db_count(visits); i++) {
		struct db_row r = db_at(visits, i);

		n += (!booked || row_bool(r, "booked")) && row_bool(r, "counted") &&
		    row_i64(r, "agency_id") == agency &&
		    (item == NULL || about_item(r, item));
	}
	return n;
}

static bool
of_the_count(struct db_row r, bool booked, const char *kind)
{
	return row_bool(r, "counted") && (!booked || row_bool(r, "booked")) &&
	    (kind == NULL || str_eq(row_text(r, "kind"), kind));
}

/* kind NULL: any. */
static int64_t
of_firm(const struct db_rows *visits, bool booked, const char *kind, const char *joint)
{
	int64_t n = 0;
	int i, j;

	for (i = 0; i < db_count(visits); i++) {
		struct db_row r = db_at(visits, i);
		const char *its = row_text_or(r, "joint", "");

		if (!of_the_count(r, booked, kind) || (*its != '\0' && str_eq(its, joint)))
			continue;
		for (j = 0; *its != '\0' && j < i; j++)
			if (of_the_count(db_at(visits, j), booked, kind) &&
			    str_eq(row_text_or(db_at(visits, j), "joint", ""), its))
				break;
		n += *its == '\0' || j == i;
	}
	return n;
}

static const char *
joint_of(const struct inspection *i)
{
	return i->joint_ref != NULL ? i->joint_ref : "";
}

static enum err
counted(struct arena *a, struct db *db, const struct inspection *i, int64_t when, bool booked,
    struct inspection_caps *out)
{
	int32_t day = time_day(when);
	int64_t parameter;
	enum err e = DB_MANY(a, db, &out->visits,
	    "select v.day, v.agency_id, v.agency_name, v.kind, v.counted, v.done, array_to_string(v.items,"
	    " ' ') as codes, v.joint, v.booked from xz.inspection_visits($1, $2::int, $3) v"
	    " order by v.day, v.agency_name, v.ref",
	    DB_I64(i->subject), DB_I64(year_of(when)), DB_ID(i->id));

	out->year = year_of(when);
	if (e == OK)
		e = insp_cap_figure(a, db, "inspection.cap.agency", day, i->agency, NULL, &out->agency_of, &parameter);
	if (e == OK)
		e = insp_cap_figure(a, db, "inspection.cap.firm", day, i->agency, NULL, &out->firm_of, &parameter);
	if (e != OK)
		return e;
	out->agency_n = of_agency(out->visits, booked, i->agency, NULL);
	out->firm_n = of_firm(out->visits, booked, NULL, joint_of(i));
	return OK;
}

enum err
inspection_caps(struct arena *a, struct db *db, const struct inspection *i, int64_t when, struct inspection_caps *out)
{
	return counted(a, db, i, when, false, out);
}

enum err
insp_way(struct act_move *m, struct insp_way *out)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows, "select way, counted, beyond, basis from xz.inspection_way"
	    " where ((way = 'emergency' and $1) or way = $2) and kind in ('', $3) and valid_from <= $4"
	    " and coalesce(valid_to, 'infinity') >= $4"
	    " order by way = 'emergency' desc, kind desc, valid_from desc limit 1", DB_BOOL(insp_of(m)->emergency),
	    insp_of(m)->source != NULL ? DB_TEXT(insp_of(m)->source) : DB_NULL, DB_TEXT(insp_of(m)->kind),
	    DB_DAY(m->today));

	*out = (struct insp_way){ .counted = true };
	if (e == OK && db_count(rows) == 1)
		*out = (struct insp_way){ .way = row_text(db_at(rows, 0), "way"),
		    .basis = row_text(db_at(rows, 0), "basis"), .counted = row_bool(db_at(rows, 0), "counted"),
		    .beyond = row_bool(db_at(rows, 0), "beyond") };
	return e;
}

/* The first cap that is reached: its key, its numbers, its parameter.  key NULL: none. */
struct reached {
	const char *key, *item;
	int64_t n, of, parameter;
};

static enum err
item_reached(struct act_move *m, const struct inspection_caps *c, bool booked, struct reached *out)
{
	const struct db_rows *items;
	int32_t day = time_day(insp_of(m)->from_at);
	int k;
	enum err e = inspection_items(m->a, m->db, insp_of(m)->id, &items);

	for (k = 0; e == OK && k < db_count(items) && out->key == NULL; k++) {
		struct reached x = { .key = "item", .item = row_text(db_at(items, k), "code") };

		x.n = of_agency(c->visits, booked, insp_of(m)->agency, x.item);
		e = insp_cap_figure(m->a, m->db, "inspection.cap.item", day, insp_of(m)->agency, x.item, &x.of,
		    &x.parameter);
		if (x.of >= 0 && x.n >= x.of)
			*out = x;
	}
	return e;
}

static enum err
reached(struct act_move *m, bool booked, struct reached *out)
{
	struct inspection_caps c;
	int32_t day = time_day(insp_of(m)->from_at);
	int64_t parameter;
	enum err e = counted(m->a, m->db, insp_of(m), insp_of(m)->from_at, booked, &c);

	*out = (struct reached){ .key = NULL };
	if (e != OK)
		return e;
	if (c.agency_of >= 0 && c.agency_n >= c.agency_of) {
		*out = (struct reached){ .key = "agency", .n = c.agency_n, .of = c.agency_of };
		return insp_cap_figure(m->a, m->db, "inspection.cap.agency", day, insp_of(m)->agency, NULL, &parameter,
		    &out->parameter);
	}
	if (c.firm_of >= 0 && c.firm_n >= c.firm_of) {
		*out = (struct reached){ .key = "firm", .n = c.firm_n, .of = c.firm_of };
		return insp_cap_figure(m->a, m->db, "inspection.cap.firm", day, insp_of(m)->agency, NULL, &parameter,
		    &out->parameter);
	}
	return item_reached(m, &c, booked, out);
}

/* Two visits of a firm that are asked for at once are counted one after the other. */
enum err
insp_cap_lock(struct act_move *m)
{
	return DB_EXEC(m->a, m->db,
	    "select pg_advisory_xact_lock(hashtextextended('inspection.cap ' || $1::bigint, 0))",
	    DB_I64(insp_of(m)->subject));
}

enum err
insp_cap(struct act_move *m, bool booked)
{
	struct insp_way way;
	struct reached x;
	enum err e = insp_cap_lock(m);

	if (e == OK)
		e = insp_way(m, &way);
	if (e == OK)
		e = reached(m, booked, &x);
	if (e != OK || x.key == NULL)
		return e;
	if (!way.beyond)
		return act_refuse(m, ERR_STATE, "", str_eq(x.key, "agency") ? "inspect_cap_agency" : str_eq(x.key,
		    "firm") ? "inspect_cap_firm" :
		    "inspect_cap_item", arena_printf(m->a, "%s%s%" PRId64 "/%" PRId64, x.item != NULL ? x.item : "",
		    x.item != NULL ? " " : "", x.n, x.of));
	act_note(m, "beyond", json_pack("{s:s,s:s,s:s,s:I,s:I,s:I}", "way", way.way, "cap", x.key, "item",
	    x.item != NULL ? x.item : "", "n", (json_int_t)x.n, "of", (json_int_t)x.of, "parameter",
	    (json_int_t)x.parameter));
	return DB_EXEC(m->a, m->db,
	    "update xz.inspection set beyond = $2 where id = $1", DB_I64(insp_of(m)->id), DB_TEXT(way.way));
}

enum err
insp_routine(struct act_move *m, bool booked, int64_t *n)
{
	struct inspection_caps c;
	enum err e = counted(m->a, m->db, insp_of(m), insp_of(m)->from_at, booked, &c);

	*n = e == OK ? of_firm(c.visits, booked, "routine", joint_of(insp_of(m))) : 0;
	return e;
}
