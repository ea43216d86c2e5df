/* library.c - see library.h. */
#include "lib/spotcheck/library.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/db/json.h"
#include "lib/db/kept.h"
#include "lib/people/people.h"
#include "lib/spotcheck/keeper.h"
#include "lib/spotcheck/sql.h"

const char *
spotcheck_region_prefix(struct arena *a, const char *region)
{
	size_t n;

	if (region == NULL || strlen(region) != 6)
		return region;
	for (n = 6; n > 2 && region[n - 1] == '0' && region[n - 2] == '0'; n -= 2)
		;
	return arena_strndup(a, region, n);
}

/* A faulty code is no code: anybody may have typed it. */
#define OBJECT_ID "coalesce(c.code, xz.spotcheck_ref_text(s.ref))"
/* $1 region, $2 industry, $3 licence, $4 today, $5 classes */
#define FIRMS " from xz.register_subject s join xz.register_name m on m.subject_id = s.id and m.valid_to is null" \
    " left join xz.register_code c on c.subject_id = s.id and c.kind = 'uscc' and c.valid_to is null and c.fault = ''"
#define FIRMS_WHERE " where s.kind <> 'person' and s.status = 'active'" \
	" and ($1::text is null or starts_with(s.region, $1))" \
    " and ($2::text is null or starts_with(s.industry, $2))" \
    " and ($3::text is null or exists (select from xz.register_licence l" \
    "  where l.subject_id = s.id and l.kind = $3 and l.state = 'valid' and l.valid_from <= $4::date" \
    " and (l.valid_to is null or l.valid_to >= $4)))" \
    " and ($5::text is null or coalesce((select k.class from xz.register_class k where k.subject_id = s.id" \
    " and k.valid_to is null), 'N')" \
    "  = any (string_to_array($5, ',')))"

static const char *
or_dash(const char *text)
{
	return text != NULL ? text : "-";
}

/* What was counted of the library and is kept no longer holds. */
static enum err
forget_counts(struct arena *a, struct db *db)
{
	enum err e = db_kept_forget(a, db, "spotcheck.library");

	return e == OK ? db_kept_forget(a, db, "spotcheck.pools") : e;
}

enum err
spotcheck_library_count(struct arena *a, struct db *db, const struct spotcheck_scope *q, int32_t today,
    struct spotcheck_found *out)
{
	const char *region = spotcheck_region_prefix(a, q->region), *key = arena_printf(a, "%d|%s|%s|%s|%s",
	    (int)today, or_dash(region), or_dash(q->industry), or_dash(q->licence), or_dash(q->classes));
	struct db_kept k;
	struct db_row r;
	enum err e = db_kept_find(a, db, "spotcheck.library", key, &k);

	if (e == ERR_NOT_FOUND) {
		e = DB_ONE(a, db, &r, "select row_to_json(y)::text as doc, fresh + present + ended as counted from"
		    " (select count(*) filter (where o.id is null) as fresh,"
		    " count(o.id) filter (where o.ended_on is null) as present,"
		    " count(o.ended_on) as ended" FIRMS " left join xz.spotcheck_object o on o.subject_id = s.id"
		    " and o.kind = 'firm'" FIRMS_WHERE ") y", DB_TEXT(region), DB_TEXT(q->industry),
		    DB_TEXT(q->licence), DB_DAY(today), DB_TEXT(q->classes));
		if (e == OK)
			e = db_kept_put(a, db, "spotcheck.library", key, r, &k);
	}
	if (e != OK)
		return e;
	r = db_at(db_json_rows(a, k.doc), 0);
	*out = (struct spotcheck_found){ row_i64(r, "fresh"), row_i64(r, "present"), row_i64(r, "ended") };
	return OK;
}

enum err
spotcheck_library_add(struct arena *a, struct db *db, const struct spotcheck_scope *q, int32_t today, int64_t by,
    int64_t *added, int64_t *renewed)
{
	struct db_row r;
	enum err e = spotcheck_may(a, db, by, SPOT_NEW, 0);

	if (e == OK)
		e = DB_ONE(a, db, &r,
		    "with keeper as (" KEEPER("$6", "$7") "), put as (insert into xz.spotcheck_object as x (subject_id,"
		    " kind, n, object_id, name, address, region, industry, added_by)"
	    " select s.id, 'firm', 0, " OBJECT_ID ", m.name, coalesce(d.address, ''), s.region, s.industry, $6" FIRMS
	    " left join lateral (select y.address from xz.register_address y where y.subject_id = s.id"
	    " and y.valid_to is null"
	    "  order by y.kind <> 'registered', y.id limit 1) d on true" FIRMS_WHERE
	    " and not exists (select from xz.spotcheck_object z where z.object_id = " OBJECT_ID
	    " and z.subject_id <> s.id)"
	    " on conflict (subject_id, kind, n) do update set name = excluded.name, address = excluded.address,"
	    " region = excluded.region,  industry = excluded.industry where x.ended_on is null and coalesce(" ADDER("x")
	    ", 0) = any ((select below from keeper)::bigint[])"
	    "  and (x.name, x.address, x.region, x.industry) is distinct from"
	    "  (excluded.name, excluded.address, excluded.region, excluded.industry) returning (xmax = 0) as made)"
	    " select count(*) filter (where made) as added, count(*) filter (where not made) as renewed from put",
	    DB_TEXT(spotcheck_region_prefix(a, q->region)), DB_TEXT(q->industry), DB_TEXT(q->licence), DB_DAY(today),
	    DB_TEXT(q->classes), DB_I64(by), DB_I64(DUTY_COORDINATOR));
	if (e != OK)
		return e;
	*added = row_i64(r, "added");
	*renewed = row_i64(r, "renewed");
	return forget_counts(a, db);
}

enum err
spotcheck_object_add(struct arena *a, struct db *db, const struct spotcheck_object_new *n, int64_t by,
    const char **object_id)
{
	const char *letter = str_eq(n->kind, "product") ? "P" : str_eq(n->kind, "project") ? "J" : "S";
	struct db_row r;
	enum err e = spotcheck_may(a, db, by, SPOT_NEW, 0);
	int64_t subject;

	/* two at once take numbers one after the other */
	if (e == OK)
		e = DB_ONE(a, db, &r,
		    "select id, pg_advisory_xact_lock(hashtextextended('spotcheck_object ' || id, 0))"
		    " from xz.register_subject where ref = $1 and kind <> 'person'", DB_REF(n->subject));
	if (e != OK)
		return e;
	subject = row_i64(r, "id");
	e = DB_ONE(a, db, &r,
	    "insert into xz.spotcheck_object (subject_id, kind, n, object_id, name, address, region,"
	    " industry, added_by)"
	    " select s.id, $2, k.n, " OBJECT_ID
	    " || '-' || $3 || k.n, $4, $5, coalesce($6, s.region), coalesce($7, s.industry), $8" FIRMS
	    " cross join lateral (select coalesce(max(o.n), 0) + 1 as n from xz.spotcheck_object o"
	    " where o.subject_id = s.id and o.kind = $2) k"
	    " where s.id = $1 returning object_id", DB_I64(subject), DB_TEXT(n->kind), DB_TEXT(letter),
	    DB_TEXT(n->name), DB_TEXT(n->address), DB_TEXT(n->region), DB_TEXT(n->industry), DB_I64(by));
	if (e == OK)
		*object_id = row_text(r, "object_id");
	return e;
}

enum err
spotcheck_object_end(struct arena *a, struct db *db, int64_t id, int32_t version, const char *reason, int32_t day,
    int64_t by)
{
	int64_t done = 0;
	enum err e = spotcheck_may(a, db, by, SPOT_OBJECT, id);

	if (e != OK)
		return e;
	e = DB_EXEC_N(a, db, &done,
	    "update xz.spotcheck_object set ended_on = $4, end_reason = $3, version = version + 1"
	    " where id = $1 and version = $2"
	    " and ended_on is null", DB_I64(id), DB_I64(version), DB_TEXT(reason), DB_DAY(day));
	return e == OK && done != 1 ? err_set(ERR_CONFLICT, "the entry was changed meanwhile") : e;
}

#define ENTRY \
	"o.ref, o.object_id, o.name, o.address, o.kind, o.ended_on, o.end_reason, s.ref as subject_ref, k.class," \
    " g.name as region_zh, coalesce(nullif(g.name_en, ''), g.name) as region_en, i.name_zh as industry_zh, i.name_en" \
    " as industry_en," \
    " e.name_zh as end_zh, e.name_en as end_en"
#define ENTRY_JOINS " join xz.register_subject s on s.id = o.subject_id" \
    " left join xz.register_class k on k.subject_id = o.subject_id and k.valid_to is null" \
    " left join xz.people_region g on g.code = left(o.region, 6)" \
    " left join xz.law_code i on i.kind = 'industry' and i.code = left(o.industry, 3)" \
    " left join xz.law_code e on e.kind = 'object_end' and e.code = o.end_reason"

/* The place in the list behind an entry; "" from the start. */
static enum err
place_after(struct arena *a, struct db *db, struct ref after, const char **out)
{
	struct db_row r;
	enum err e;

	*out = "";
	if (ref_zero(after))
		return OK;
	e = DB_ONE(a, db, &r, "select object_id from xz.spotcheck_object where ref = $1", DB_REF(after));
	if (e == OK)
		*out = row_text(r, "object_id");
	return e == ERR_NOT_FOUND ? OK : e;
}

#define LISTED "select " ENTRY " from (select x.ref, x.object_id, x.name, x.address, x.kind, x.ended_on," \
	" x.end_reason, x.subject_id, x.region, x.industry from xz.spotcheck_object x" \
	" where (x.ended_on is not null) = $1 and x.object_id > $2"
#define LISTED_END " order by x.object_id limit $3) o" ENTRY_JOINS " order by o.object_id"

enum err
spotcheck_object_list(struct arena *a, struct db *db, const struct spotcheck_object_query *q,
    const struct db_rows **out)
{
	const char *after;
	enum err e = place_after(a, db, q->after, &after);

	if (e != OK)
		return e;
	if (q->text == NULL && q->kind == NULL && q->region == NULL && q->industry == NULL)
		return DB_MANY(a, db, out, LISTED LISTED_END, DB_BOOL(q->ended), DB_TEXT(after), DB_I64(q->want));
	return DB_MANY(a, db, out, LISTED
	    " and ($4::text is null or position($4 in x.name) > 0 or starts_with(x.object_id, $4))"
	    " and ($5::text is null or x.kind = $5) and ($6::text is null or starts_with(x.region, $6))"
	    " and ($7::text is null or starts_with(x.industry, $7))" LISTED_END,
	    DB_BOOL(q->ended), DB_TEXT(after), DB_I64(q->want), DB_TEXT(q->text), DB_TEXT(q->kind),
	    DB_TEXT(spotcheck_region_prefix(a, q->region)), DB_TEXT(q->industry));
}

enum err
spotcheck_object_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select " ENTRY ", o.id, o.version, o.added_at, m.name as firm, s.status"
	    " from xz.spotcheck_object o" ENTRY_JOINS
	    " join xz.register_name m on m.subject_id = s.id and m.valid_to is null where o.ref = $1", DB_REF(ref));
}

enum err
spotcheck_object_siblings(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select o.ref, o.object_id, o.name, o.kind, o.ended_on from xz.spotcheck_object o where o.id <> $1"
	    " and o.subject_id = (select x.subject_id from xz.spotcheck_object x where x.id = $1) order by o.object_id"
	    " limit 200", DB_I64(id));
}

enum err
spotcheck_library_size(struct arena *a, struct db *db, int64_t *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select coalesce(sum(added - ended), 0)::bigint as n from xz.spotcheck_library");

	if (e == OK)
		*out = row_i64(r, "n");
	return e;
}

enum err
spotcheck_regions(struct arena *a, struct db *db, int64_t agency, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select g.code, g.name as name_zh, coalesce(nullif(g.name_en, ''), g.name) as name_en"
	    " from xz.people_region g"
	    " join xz.people_agency y on y.id = $1 where (g.code = y.region or g.parent = y.region)"
	    " and g.valid_to is null order by g.code", DB_I64(agency));
}

enum err
spotcheck_firm(struct arena *a, struct db *db, const char *code, struct db_row *out)
{
	struct ref ref;
	bool by_ref = ref_parse(code, &ref);

	return DB_ONE(a, db, out,
	    "select s.ref, m.name from xz.register_subject s join xz.register_name m on m.subject_id = s.id"
	    " and m.valid_to is null"
	    " where s.kind <> 'person' and (s.ref = $2 or s.id = (select c.subject_id from xz.register_code c"
	    " where c.kind = 'uscc'"
	    "  and c.code = $1 and c.valid_to is null))", DB_TEXT(code), by_ref ? DB_REF(ref) : DB_NULL);
}
