/* year.c - see year.h. */
#include "lib/spotcheck/year.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/db/json.h"
#include "lib/db/kept.h"

/* $1 the first day, $2 the first day of the next year, $3 agency or null */
#define SCOPE " and k.agency_id = any ((select xz.spotcheck_sealed_rights())::bigint[]) and ($3::bigint is null" \
	" or k.agency_id = $3)"
#define GRADE "case when k.contributions = 'none' then 'C' when k.pledges or k.contributions = 'beacon' then" \
	" 'A' else 'B' end"
#define DRAWS " from xz.spotcheck_task k where k.state <> 'draft' and k.announced_at >= $1::date::timestamptz" \
	" and k.announced_at < $2::date::timestamptz" SCOPE
/* Without those that came in for others. */
#define DRAWN " from xz.spotcheck_task k join xz.spotcheck_selected s on s.task_id = k.id" \
	" and not exists (select from xz.spotcheck_substitution u" \
    "  where u.task_id = k.id and u.kind = 'object' and u.in_id = s.object_id)" \
    " join xz.spotcheck_pool p on p.task_id = s.task_id and p.object_id = s.object_id" \
    " where k.drawn_at >= $1::date::timestamptz and k.drawn_at < $2::date::timestamptz" SCOPE
#define VISITS " from xz.spotcheck_visit v join xz.spotcheck_task k on k.id = v.task_id" \
    " join xz.spotcheck_pool p on p.task_id = v.task_id and p.object_id = v.object_id" \
    " where v.visited_on >= $1 and v.visited_on < $2 and v.state in ('done', 'published')" SCOPE
#define HIT "exists (select from xz.spotcheck_visit_result x where x.visit_id = v.id" \
	" and x.result not in ('none', 'no_activity'))"
#define SUBS " from xz.spotcheck_substitution u join xz.spotcheck_task k on k.id = u.task_id" \
    " where u.at >= $1::date and u.at < $2::date" SCOPE
#define DRAW_FIGURES "count(*) as draws, count(*) filter (where " GRADE " = 'A') as grade_a, count(*) filter (where " \
	GRADE " = 'B') as grade_b," \
    " count(*) filter (where " GRADE " = 'C') as grade_c, count(*) filter (where k.state = 'lapsed') as lapsed"
#define SUB_FIGURES "count(*) filter (where u.kind = 'object') as subs_object," \
	" count(*) filter (where u.kind = 'officer') as subs_officer"
#define FIGURES "draws, grade_a, grade_b, grade_c, lapsed, drawn, drawn_objects, visits, hits, visited_objects," \
	" subs_object, subs_officer"

#define YEAR(q) DB_DAY(day_of((q)->year, 1, 1)), DB_DAY(day_of((q)->year + 1, 1, 1)), DB_ID((q)->agency)

#define TOTALS "select (select coalesce(sum(l.added - l.ended), 0)::bigint from xz.spotcheck_library l" \
    "  where l.day < least($2::date, xz.today() + 1)) as library, " FIGURES \
    " from (select " DRAW_FIGURES DRAWS ") d," \
    " (select count(*) as drawn, count(distinct p.object) as drawn_objects" DRAWN ") s," \
    " (select count(*) as visits, count(*) filter (where " HIT \
    ") as hits, count(distinct p.object) as visited_objects" VISITS ") w," \
    " (select " SUB_FIGURES SUBS ") z"
#define AGENCIES "with d as (select k.agency_id, " DRAW_FIGURES DRAWS " group by 1)," \
    " s as (select k.agency_id, count(*) as drawn, count(distinct p.object) as drawn_objects" DRAWN \
    " group by 1), w as (select k.agency_id, count(*) as visits, count(*) filter (where " HIT \
    ") as hits, count(distinct p.object) as visited_objects" VISITS " group by 1)," \
    " z as (select k.agency_id, " SUB_FIGURES SUBS " group by 1)" \
    " select g.code, g.name as agency_zh, coalesce(nullif(g.name_en, ''), g.name) as agency_en," \
    " coalesce(draws, 0) as draws, coalesce(grade_a, 0) as grade_a, coalesce(grade_b, 0) as grade_b," \
    " coalesce(grade_c, 0) as grade_c, coalesce(lapsed, 0) as lapsed," \
    " coalesce(drawn, 0) as drawn, coalesce(drawn_objects, 0) as drawn_objects, coalesce(visits, 0) as visits," \
    " coalesce(hits, 0) as hits, coalesce(visited_objects, 0) as visited_objects, coalesce(subs_object, 0) as" \
    " subs_object, coalesce(subs_officer, 0) as subs_officer" \
    " from d full join s using (agency_id) full join w using (agency_id) full join z using (agency_id)" \
    " join xz.people_agency g on g.id = agency_id order by g.code"
#define ITEMS "select i.code, i.name as item_zh, coalesce(nullif(i.name_en, ''), i.name) as item_en," \
    " count(distinct r.visit_id) as visits, count(distinct r.visit_id) filter (where r.result not in ('none'," \
    " 'no_activity')) as hits" \
    " from (select v.id" VISITS ") v join xz.spotcheck_visit_result r on r.visit_id = v.id" \
    " join xz.law_check_item i on i.id = r.item_id group by i.id, i.code, i.name, i.name_en" \
    " order by i.code"

/* Of whom, in the order of their numbers: what may be seen is part of what the figures hang on. */
static enum err
key_of(struct arena *a, struct db *db, const struct spotcheck_year_query *q, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select coalesce(string_agg(x::text, ',' order by x), '') as agencies"
	    " from unnest(xz.spotcheck_sealed_rights()) x where $1::bigint is null or x = $1", DB_ID(q->agency));

	if (e == OK)
		*out = arena_printf(a, "%d %s", q->year, row_text(r, "agencies"));
	return e;
}

enum err
spotcheck_year(struct arena *a, struct db *db, const struct spotcheck_year_query *q, struct spotcheck_year *out)
{
	struct db_kept k;
	struct db_row r;
	const char *key = NULL;
	enum err e = key_of(a, db, q, &key);

	if (e == OK)
		e = db_kept_find(a, db, "spotcheck.year", key, &k);
	if (e == ERR_NOT_FOUND) {
		e = DB_ONE(a, db, &r, "select json_build_object('all', row_to_json(y), 'agencies', (select json_agg(x)"
		    " from (" AGENCIES ") x), 'items', (select json_agg(x) from (" ITEMS ") x))::text as doc,"
		    " drawn + visits as counted from (" TOTALS ") y", YEAR(q));
		if (e == OK)
			e = db_kept_put(a, db, "spotcheck.year", key, r, &k);
	}
	if (e != OK)
		return e;
	*out = (struct spotcheck_year){ .all = db_at(db_json_rows(a, json_object_get(k.doc, "all")), 0),
	    .agencies = db_json_rows(a, json_object_get(k.doc, "agencies")),
	    .items = db_json_rows(a, json_object_get(k.doc, "items")), .at = k.at };
	return OK;
}

enum err
spotcheck_year_first(struct arena *a, struct db *db, int *out)
{
	struct db_row r;
	int month, day;
	enum err e = DB_ONE(a, db, &r,
	    "select min(k.announced_at) as first from unnest(xz.spotcheck_sealed_rights()) g (id)"
	    " cross join lateral (select x.announced_at from xz.spotcheck_task x where x.agency_id = g.id"
	    " and x.state <> 'draft' order by x.announced_at limit 1) k");

	if (e == OK && !row_has(r, "first"))
		return err_set(ERR_NOT_FOUND, "no draw yet");
	if (e == OK)
		day_parts(time_day(row_time(r, "first")), out, &month, &day);
	return e;
}

/* ---- the rows */

#define NAME_OF(id) "coalesce((select o.name from xz.spotcheck_object o where o.object_id = " id "), " id ")"
#define OF_DRAW "k.draw_id, k.title, g.name as agency_zh, coalesce(nullif(g.name_en, ''), g.name) as agency_en"
/* $4 key, $5 n of the last row, $6 how many */
#define PAGE(key, n) " and ($4 = 0 or (" key ", " n ") > ($4, $5::bigint)) order by " key ", " n " limit $6"
#define AFTER(q) DB_I64((q)->after), DB_I64((q)->after_n), DB_I64((q)->want)

static enum err
draws(struct arena *a, struct db *db, const struct spotcheck_year_rows *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select k.id as key, 0::bigint as n, " OF_DRAW ", null as object_id, null as name,"
	    " (k.announced_at at time zone 'Asia/Shanghai')::date as day, k.state as note from (select k.id" DRAWS
	    "  and ($7::text is null or " GRADE " = $7) and ($8::text is null or k.state = $8)"
	    PAGE("k.id", "0::bigint") ") x"
	    " join xz.spotcheck_task k on k.id = x.id join xz.people_agency g on g.id = k.agency_id order by k.id",
	    YEAR(&q->q), AFTER(q), DB_TEXT(q->grade), DB_TEXT(q->state));
}

static enum err
drawn(struct arena *a, struct db *db, const struct spotcheck_year_rows *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select x.id as key, x.n, " OF_DRAW ", x.object_id, " NAME_OF("x.object_id") " as name,"
	    " (k.drawn_at at time zone 'Asia/Shanghai')::date as day, null as note"
	    " from (select k.id, s.seq::bigint as n, s.object_id"
	    /* draw by draw, until the page is full */
	    "  from (select k.id from xz.spotcheck_task k where k.drawn_at >= $1::date::timestamptz"
	    "   and k.drawn_at < $2::date::timestamptz" SCOPE " and k.id >= $4 order by k.id offset 0) k"
	    "  cross join lateral (select s.seq, s.object_id from xz.spotcheck_selected s where s.task_id = k.id"
	    "   and not exists (select from xz.spotcheck_substitution u where u.task_id = k.id"
	    "   and u.kind = 'object' and u.in_id = s.object_id) order by s.seq offset 0) s where true"
	    PAGE("k.id", "s.seq") ") x join xz.spotcheck_task k on k.id = x.id"
	    " join xz.people_agency g on g.id = k.agency_id"
	    " order by x.id, x.n", YEAR(&q->q), AFTER(q));
}

static enum err
drawn_objects(struct arena *a, struct db *db, const struct spotcheck_year_rows *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select x.object as key, 0::bigint as n, null as draw_id, null as title, null as agency_zh,"
	    " null as agency_en, o.object_id, o.name, (x.at at time zone 'Asia/Shanghai')::date as day, null as note"
	    " from (select p.object, max(k.drawn_at) as at"
	    DRAWN " and ($4 = 0 or p.object > $4) group by 1 order by 1 limit $5) x"
	    " join xz.spotcheck_object o on o.id = x.object order by x.object",
	    YEAR(&q->q), DB_I64(q->after), DB_I64(q->want));
}

static enum err
visited_objects(struct arena *a, struct db *db, const struct spotcheck_year_rows *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select x.object as key, 0::bigint as n, null as draw_id, null as title, null as agency_zh,"
	    " null as agency_en, o.object_id, o.name, x.day, null as note"
	    " from (select p.object, max(v.visited_on) as day"
	    VISITS " and ($4 = 0 or p.object > $4) group by 1 order by 1 limit $5) x"
	    " join xz.spotcheck_object o on o.id = x.object order by x.object",
	    YEAR(&q->q), DB_I64(q->after), DB_I64(q->want));
}

static enum err
visits(struct arena *a, struct db *db, const struct spotcheck_year_rows *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select x.id as key, 0::bigint as n, " OF_DRAW ", x.object_id, " NAME_OF("x.object_id") " as name,"
	    " x.visited_on as day, w.note, w.note_en"
	    " from (select v.id, v.task_id, v.object_id, v.visited_on" VISITS
	    "  and (not $7 or " HIT ") and ($8::text is null or exists (select from xz.spotcheck_visit_result y"
	    "   join xz.law_check_item i on i.id = y.item_id where y.visit_id = v.id and i.code = $8"
	    " and (not $7 or y.result not in ('none', 'no_activity'))))"
	    PAGE("v.id", "0::bigint") ") x join xz.spotcheck_task k on k.id = x.task_id"
	    " join xz.people_agency g on g.id = k.agency_id"
	    " cross join lateral (select string_agg(distinct c.name_zh, '；') as note,"
	    "   string_agg(distinct coalesce(nullif(c.name_en, ''), c.name_zh), '; ') as note_en"
	    " from xz.spotcheck_visit_result r join xz.law_code c"
	    "   on c.kind = 'inspect_result' and c.code = r.result and c.valid_to is null where r.visit_id = x.id) w"
	    " order by x.id", YEAR(&q->q), AFTER(q), DB_BOOL(str_eq(q->kind, "hits")), DB_TEXT(q->item));
}

static enum err
subs(struct arena *a, struct db *db, const struct spotcheck_year_rows *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select x.id as key, x.n, " OF_DRAW ", x.for_object as object_id, " NAME_OF("x.for_object") " as name,"
	    " (x.at at time zone 'Asia/Shanghai')::date as day, x.reason as note"
	    " from (select k.id, u.n::bigint as n, u.for_object, u.at, u.reason" SUBS
	    "  and u.kind = $7" PAGE("k.id", "u.n") ") x join xz.spotcheck_task k on k.id = x.id"
	    " join xz.people_agency g on g.id = k.agency_id"
	    " order by x.id, x.n", YEAR(&q->q), AFTER(q),
	    DB_TEXT(str_eq(q->kind, "subs_object") ? "object" : "officer"));
}

enum err
spotcheck_year_list(struct arena *a, struct db *db, const struct spotcheck_year_rows *q, const struct db_rows **out)
{
	static const struct {
		const char *kind;
		enum err (*run)(struct arena *a, struct db *db, const struct spotcheck_year_rows *q,
		    const struct db_rows **out);
	} lists[] = { { "draws", draws }, { "drawn", drawn }, { "drawn_objects", drawn_objects },
	    { "visited_objects", visited_objects }, { "visits", visits }, { "hits", visits }, { "subs_object", subs },
	    { "subs_officer", subs } };
	size_t i;

	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (str_eq(lists[i].kind, q->kind))
			return lists[i].run(a, db, q, out);
	return err_set(ERR_NOT_FOUND, "no rows of that kind");
}
