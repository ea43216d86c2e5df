/* read.c - what pages ask of figures; see figure.h. */
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/figure/figure.h"

enum err
figure_agencies(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select g.ref, g.short_name as name_zh,"
	    " coalesce(nullif(g.name_en, ''), g.short_name) as name_en from xz.people_agency g"
	    " where g.id = any ((select xz.figure_agencies())::bigint[]) order by g.code");
}

enum err
figure_totals(struct arena *a, struct db *db, const struct figure_query *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "with t as (select d.kind, sum(d.n) as n, sum(d.fen) as fen from xz.figure_delta d"
	    "  where d.kind = any (array(select distinct k.code from xz.figure_kind k))"
	    "   and d.agency_id = any (array(select g.id from xz.people_agency g where $3::uuid is null or g.ref = $3))"
	    "   and d.day >= $1 and d.day <= $2 and ($4::text is null or d.district = $4)"
	    "   and ($5::text is null or starts_with(d.trade, $5)) and ($6::text is null or d.cause = $6)"
	    "  group by d.kind),"
	    " k as (select distinct on (k.code) k.n, k.code, k.name_zh, k.name_en, k.unit, k.formula_zh, k.formula_en,"
	    "   array_to_string(k.dims, ' ') as dims from xz.figure_kind k where k.valid_from <= $2"
	    "  order by k.code, k.valid_from desc)"
	    " select k.code, k.name_zh, k.name_en, k.unit, k.formula_zh, k.formula_en, k.dims,"
	    "  coalesce(t.n, 0)::bigint as n, coalesce(t.fen, 0)::bigint as fen from k left join t on t.kind = k.code"
	    " order by k.n", DB_DAY(q->from), DB_DAY(q->to), DB_REF_OR_NULL(q->agency), DB_TEXT(q->district),
	    DB_TEXT(q->trade), DB_TEXT(q->cause));
}

/* What a query counts; ASKED: its parameters. */
#define COUNTED " from xz.figure_delta d where d.kind = $1 and d.agency_id = any (array(select g.id" \
	" from xz.people_agency g where $4::uuid is null or g.ref = $4)) and d.day >= $2 and d.day <= $3" \
	" and ($5::text is null or d.district = $5) and ($6::text is null or starts_with(d.trade, $6))" \
	" and ($7::text is null or d.cause = $7)"
#define SUMS " sum(d.n)::bigint as n, sum(d.fen)::bigint as fen," \
	" coalesce(sum(d.n) filter (where d.booked > d.day), 0)::bigint as late"
#define ASKED(q) DB_TEXT((q)->kind), DB_DAY((q)->from), DB_DAY((q)->to), DB_REF_OR_NULL((q)->agency), \
	DB_TEXT((q)->district), DB_TEXT((q)->trade), DB_TEXT((q)->cause)

static enum err
by_month(struct arena *a, struct db *db, const struct figure_query *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "with t as (select date_trunc('month', d.day)::date as month," SUMS COUNTED " group by 1)"
	    " select to_char(m.m, 'YYYY-MM') as key, to_char(m.m, 'YYYY-MM') as name_zh,"
	    "  to_char(m.m, 'YYYY-MM') as name_en, coalesce(t.n, 0)::bigint as n, coalesce(t.fen, 0)::bigint as fen,"
	    "  coalesce(t.late, 0)::bigint as late"
	    " from generate_series(date_trunc('month', $2::date), $3::date, interval '1 month') m (m)"
	    " left join t on t.month = m.m::date order by m.m", ASKED(q));
}

static enum err
by_agency(struct arena *a, struct db *db, const struct figure_query *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "with t as (select d.agency_id," SUMS COUNTED " group by 1)"
	    " select '' as key, g.short_name as name_zh,"
	    "  coalesce(nullif(g.name_en, ''), g.short_name) as name_en, t.n, t.fen, t.late, g.ref"
	    " from t join xz.people_agency g on g.id = t.agency_id order by t.n desc, g.code", ASKED(q));
}

static enum err
by_district(struct arena *a, struct db *db, const struct figure_query *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "with t as (select d.district," SUMS COUNTED " group by 1)"
	    " select t.district as key, coalesce(r.name, t.district) as name_zh,"
	    "  coalesce(nullif(r.name_en, ''), r.name, t.district) as name_en, t.n, t.fen, t.late"
	    " from t left join xz.people_region r on r.code = t.district order by t.n desc, t.district", ASKED(q));
}

/* By its section, the letter. */
static enum err
by_trade(struct arena *a, struct db *db, const struct figure_query *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "with t as (select case d.trade when 'none' then 'none' else left(d.trade, 1) end as trade,"
	    SUMS COUNTED " group by 1)"
	    " select t.trade as key, coalesce(c.name_zh, t.trade) as name_zh,"
	    "  coalesce(nullif(c.name_en, ''), c.name_zh, t.trade) as name_en, t.n, t.fen, t.late"
	    " from t left join lateral (select c.name_zh, c.name_en from xz.law_code c where c.kind = 'industry'"
	    "  and c.code = t.trade order by c.valid_from desc limit 1) c on true order by t.n desc, t.trade",
	    ASKED(q));
}

static enum err
by_cause(struct arena *a, struct db *db, const struct figure_query *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "with t as (select d.cause," SUMS COUNTED " group by 1)"
	    " select t.cause as key, coalesce(c.name, t.cause) as name_zh,"
	    "  coalesce(nullif(c.name_en, ''), c.name, t.cause) as name_en, t.n, t.fen, t.late"
	    " from t left join lateral (select c.name, c.name_en from xz.law_cause c where c.code = t.cause"
	    "  order by c.valid_from desc limit 1) c on true order by t.n desc, t.cause", ASKED(q));
}

enum err
figure_by(struct arena *a, struct db *db, const struct figure_query *q, const char *by, const struct db_rows **out)
{
	static const struct {
		const char *by;
		enum err (*ask)(struct arena *a, struct db *db, const struct figure_query *q,
		    const struct db_rows **out);
	} ways[] = { { "agency", by_agency }, { "month", by_month }, { "district", by_district }, { "trade", by_trade },
	    { "cause", by_cause } };
	size_t i;

	for (i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		if (str_eq(ways[i].by, by))
			return ways[i].ask(a, db, q, out);
	return err_set(ERR_NOT_FOUND, "figures by %s", by);
}

/* What the event is about stands in a column before it is looked for: worked out in the condition, row security would
 * not let it choose an index. */
enum err
figure_rows(struct arena *a, struct db *db, const struct figure_query *q, int64_t after, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "with t as (select d.y, d.pos, d.day, d.agency_id, d.district, d.trade, d.cause, d.fen"
	    COUNTED " and d.pos > $8 order by d.pos limit $9),"
	    " w as materialized (select t.pos, coalesce((e.payload ->> 'about')::uuid, e.subject_ref) as ref from t"
	    "  join xz.event_order o on o.pos = t.pos join xz.event e on e.y = o.y and e.id = o.id)"
	    " select t.y, t.pos, t.day, g.short_name as agency_zh,"
	    "  coalesce(nullif(g.name_en, ''), g.short_name) as agency_en,"
	    "  coalesce(r.name, t.district) as district_zh,"
	    "  coalesce(nullif(r.name_en, ''), r.name, t.district) as district_en,"
	    "  t.trade, coalesce(c.name, t.cause) as cause_zh,"
	    "  coalesce(nullif(c.name_en, ''), c.name, t.cause) as cause_en,"
	    "  t.fen, s.kind, s.ref, s.whole, s.number, s.title, s.party"
	    " from t join w on w.pos = t.pos join xz.people_agency g on g.id = t.agency_id"
	    " left join xz.people_region r on r.code = t.district"
	    " left join lateral (select c.name, c.name_en from xz.law_cause c where c.code = t.cause"
	    "  order by c.valid_from desc limit 1) c on true"
	    " left join lateral (select x.kind, x.ref, x.whole, x.number, x.title, x.party from xz.subject x"
	    "  where x.ref = w.ref limit 1) s on true order by t.pos", ASKED(q), DB_I64(after), DB_I64(limit));
}
