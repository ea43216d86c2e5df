/* public.c - see public.h. */
#include "lib/people/public.h"

#include "lib/db/db.h"

enum err
people_public_agencies(struct arena *a, struct db *db, const char *region, const char *kind,
    struct ref after, int want, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select g.ref, g.name, g.name_en, g.kind, r.name as region_zh, coalesce(nullif(r.name_en, ''),"
	    " r.name) as region_en, g.address, g.telephone,"
	    " (select count(*) from xz.people_officer o where o.agency_id = g.id and o.active"
	    " and o.kind = 'formal') as officers"
	    " from xz.people_agency g join xz.people_region r on r.code = g.region where g.active"
	    " and ($1::text is null or g.region like rtrim($1, '0') || '%') and ($2::text is null or g.kind = $2)"
	    " and ($3::uuid is null or g.code > (select x.code from xz.people_agency x where x.ref = $3))"
	    " order by g.code limit $4", DB_TEXT(region), DB_TEXT(kind), DB_REF_OR_NULL(after), DB_I64(want));
}

enum err
people_public_regions(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select r.code, r.name as name_zh, coalesce(nullif(r.name_en, ''), r.name) as name_en, count(*) as n"
	    " from xz.people_agency g join xz.people_region r on r.code = g.region where g.active"
	    " group by r.code, r.name, r.name_en order by r.code");
}

enum err
people_public_agency(struct arena *a, struct db *db, struct ref ref, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select g.id, g.ref, g.code, g.name, g.name_en, g.short_name, g.uscc, g.kind, r.name as region_zh,"
	    " coalesce(nullif(r.name_en, ''), r.name) as region_en, g.field, g.power_source, g.address, g.telephone,"
	    " g.duties_text, coalesce(b.review_body, g.review_body) as review_body,"
	    " coalesce(b.court, g.court) as court,"
	    " p.ref as parent_ref, p.name as parent_name,"
	    " (select count(*) from xz.people_officer o where o.agency_id = g.id and o.active"
	    " and o.kind = 'formal') as officers"
	    " from xz.people_agency g join xz.people_region r on r.code = g.region"
	    " left join xz.people_agency p on p.id = g.parent_id left join lateral (select x.court, x.review_body ||"
	    "   case when x.review_also = '' then '' else '、' || x.review_also end as review_body"
	    "   from xz.people_remedy_body x where x.agency_id = g.id and x.valid_from <= xz.today()"
	    "   order by x.valid_from desc limit 1) b on true where g.ref = $1 and g.active", DB_REF(ref));
}

enum err
people_public_units(struct arena *a, struct db *db, int64_t agency, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select name as name_zh, coalesce(nullif(name_en, ''), name) as name_en from xz.people_unit"
	    " where agency_id = $1 and active order by id", DB_I64(agency));
}

enum err
people_public_delegations(struct arena *a, struct db *db, int64_t agency, int32_t today,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select d.from_agency = $1 as given, g.ref as other_ref, g.name as other_name, d.matters, d.letter_no,"
	    " d.from_day, d.until_day from xz.people_delegation d"
	    " join xz.people_agency g on g.id = case when d.from_agency = $1 then d.to_agency else d.from_agency end"
	    " where (d.from_agency = $1 or d.to_agency = $1) and d.from_day <= $2"
	    " and coalesce(d.until_day, 'infinity') >= $2"
	    " order by given desc, d.from_day desc, d.id", DB_I64(agency), DB_DAY(today));
}

enum err
people_public_below(struct arena *a, struct db *db, int64_t agency, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select ref, name as name_zh, coalesce(nullif(name_en, ''), name) as name_en from xz.people_agency"
	    " where parent_id = $1 and active order by code limit 100", DB_I64(agency));
}

enum err
people_public_officers(struct arena *a, struct db *db, const char *text, struct ref agency, int32_t today,
    struct ref after, int want, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select c.ref, o.name, g.ref as agency_ref, g.name as agency_zh, coalesce(nullif(g.name_en, ''),"
	    " g.name) as agency_en, c.no, c.kind, c.field, r.name as region_name, c.valid_from, c.valid_to,"
	    " c.status_since, case when c.status <> 'valid' then c.status when c.valid_from > $3 then 'not_yet'"
	    "   when c.valid_to < $3 then 'expired' else 'valid' end as standing"
	    " from xz.people_certificate c join xz.people_officer o on o.id = c.officer_id and o.active"
	    " join xz.people_agency g on g.id = o.agency_id join xz.people_region r on r.code = c.region"
	    " where ($1::text is null or c.officer_id in (select y.id from xz.people_officer y where y.active"
	    "   and position($1 in y.name) > 0) or starts_with(c.no, $1)) and ($2::uuid is null or g.ref = $2)"
	    " and ($4::uuid is null or c.no > (select x.no from xz.people_certificate x where x.ref = $4))"
	    " order by c.no limit $5", DB_TEXT(text), DB_REF_OR_NULL(agency), DB_DAY(today), DB_REF_OR_NULL(after),
	    DB_I64(want));
}

enum err
people_public_choices(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select ref, short_name as name_zh, coalesce(nullif(name_en, ''), short_name) as name_en"
	    " from xz.people_agency"
	    " where active order by code limit 500");
}
