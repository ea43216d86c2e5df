/* item.c - see item.h. */
#include "lib/spotcheck/item.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/db/db.h"
#include "lib/law/item.h"
#include "lib/spotcheck/keeper.h"

#define ITEM "select i.id, i.ref, i.code, i.name as name_zh, coalesce(nullif(i.name_en, ''), i.name) as name_en," \
	" i.kind, i.mode," \
    " i.method, i.standard, i.pass_test, m.name as matter_zh, coalesce(nullif(m.name_en, ''), m.name) as matter_en," \
    " i.agency_id, g.ref as agency_ref, g.short_name as agency_name, coalesce(nullif(g.name_en, ''), g.short_name)" \
    " as agency_en," \
    " i.published_on, i.valid_from, i.version, r.ratio_a, r.per_year_a, r.ratio_b, r.per_year_b, r.ratio_c," \
    " r.per_year_c," \
    " r.ratio_d, r.per_year_d, r.source as rate_source" \
    " from xz.law_check_item i left join xz.law_matter m on m.id = i.matter_id" \
    " left join xz.people_agency g on g.id = i.agency_id" \
    " left join lateral (select max(x.ratio_permille) filter (where x.class = 'A') as ratio_a," \
    "  max(x.per_year) filter (where x.class = 'A') as per_year_a," \
    " max(x.ratio_permille) filter (where x.class = 'B') as ratio_b," \
    "  max(x.per_year) filter (where x.class = 'B') as per_year_b," \
    " max(x.ratio_permille) filter (where x.class = 'C') as ratio_c," \
    "  max(x.per_year) filter (where x.class = 'C') as per_year_c," \
    " max(x.ratio_permille) filter (where x.class = 'D') as ratio_d," \
    "  max(x.per_year) filter (where x.class = 'D') as per_year_d, max(x.source) as source" \
    "  from xz.spotcheck_rate x where x.item_id = i.id and x.valid_to is null) r on true"

enum err
spotcheck_item_list(struct arena *a, struct db *db, const struct spotcheck_item_query *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out, ITEM
	    " where i.valid_to is null and i.valid_from <= $3 and ($1::text is null or i.kind = $1)"
	    " and ($2::text is null or position($2 in i.name) > 0 or starts_with(i.code, $2))"
	    " and ($5::uuid is null or g.ref = $5) and (not $6 or i.published_on is not null)"
	    " and ($4::uuid is null or (i.code, i.id) > (select x.code, x.id from xz.law_check_item x"
	    " where x.ref = $4))"
	    " order by i.code, i.id limit $7", DB_TEXT(q->kind), DB_TEXT(q->text), DB_DAY(q->today),
	    DB_REF_OR_NULL(q->after), DB_REF_OR_NULL(q->agency), DB_BOOL(q->published), DB_I64(q->want));
}

enum err
spotcheck_item_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out)
{
	return DB_ONE(a, db, out, ITEM " where i.ref = $1 and i.valid_to is null", DB_REF(ref));
}

enum err
spotcheck_item_choices(struct arena *a, struct db *db, int32_t today, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select i.ref, i.name as name_zh, coalesce(nullif(i.name_en, ''), i.name) as name_en, i.code, i.kind,"
	    " g.short_name as agency_name from xz.law_check_item i left join xz.people_agency g on g.id = i.agency_id"
	    " where i.valid_to is null and i.valid_from <= $1 and i.published_on <= $1 order by i.code, i.id",
	    DB_DAY(today));
}

static enum err
put_one(struct arena *a, struct db *db, int64_t item, const char *class, const struct spotcheck_rate *r,
    const char *source, int32_t from)
{
	/* one that began the same day keeps that one day */
	enum err e = DB_EXEC(a, db,
	    "update xz.spotcheck_rate set valid_to = greatest(valid_from, $3::date - 1) where item_id = $1"
	    " and class = $2 and valid_to is null"
	    " and (not $4 or (ratio_permille, per_year, source) is distinct from ($5::int, $6::int, $7::text))",
	    DB_I64(item), DB_TEXT(class), DB_DAY(from), DB_BOOL(r->given), DB_I64(r->permille), DB_I64(r->per_year),
	    DB_TEXT(source));

	if (e != OK || !r->given)
		return e;
	return DB_EXEC(a, db,
	    "insert into xz.spotcheck_rate (item_id, class, ratio_permille, per_year, source, valid_from)"
	    " select $1, $2, $3, $4, $5, $6 where not exists (select from xz.spotcheck_rate r where r.item_id = $1"
	    " and r.class = $2"
	    " and r.valid_to is null)", DB_I64(item), DB_TEXT(class), DB_I64(r->permille), DB_I64(r->per_year),
	    DB_TEXT(source), DB_DAY(from));
}

static enum err
rates_put(struct arena *a, struct db *db, int64_t item, const struct spotcheck_rates *r, int32_t from)
{
	static const char *const class[] = { "A", "B", "C", "D" };
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < 4; i++)
		e = put_one(a, db, item, class[i], &r->rate[i], r->source, from);
	return e;
}

enum err
spotcheck_rates_put(struct arena *a, struct db *db, int64_t item, const struct spotcheck_rates *r,
    int32_t from, int64_t by)
{
	enum err e = spotcheck_may(a, db, by, SPOT_ITEM, item);

	return e == OK ? rates_put(a, db, item, r, from) : e;
}

enum err
spotcheck_item_add(struct arena *a, struct db *db, const struct law_item_new *n,
    const struct spotcheck_rates *r, int32_t from, int64_t by, int64_t *id)
{
	enum err e = spotcheck_may(a, db, by, SPOT_OF_AGENCY, n->agency);

	if (e == OK)
		e = law_item_add(a, db, n, from, id);
	return e == OK ? rates_put(a, db, *id, r, from) : e;
}

enum err
spotcheck_item_change(struct arena *a, struct db *db, int64_t id, int32_t version, const struct law_item_new *n,
    const struct spotcheck_rates *r, int32_t from, int64_t by)
{
	enum err e = spotcheck_may(a, db, by, SPOT_ITEM, id);

	if (e == OK)
		e = law_item_change(a, db, id, version, n);
	return e == OK ? rates_put(a, db, id, r, from) : e;
}

enum err
spotcheck_item_publish(struct arena *a, struct db *db, int64_t id, int32_t version, int32_t day, int64_t by)
{
	enum err e = spotcheck_may(a, db, by, SPOT_ITEM, id);

	return e == OK ? law_item_publish(a, db, id, version, day) : e;
}

enum err
spotcheck_item_end(struct arena *a, struct db *db, int64_t id, int32_t version, int32_t last_day, int64_t by)
{
	enum err e = spotcheck_may(a, db, by, SPOT_ITEM, id);

	return e == OK ? law_item_end(a, db, id, version, last_day) : e;
}
