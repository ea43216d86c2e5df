/* admin_agency.c - see admin.h: agencies, units, officers, certificates. */
#include "lib/people/admin.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

static const char *
plain(const char *s)
{
	return s != NULL ? s : "";
}

static struct people_bodies
bodies_of(const struct people_agency_new *n)
{
	return (struct people_bodies){ .review_body = n->review_body, .court = n->court, .ground = n->review_ground,
	    .also = n->review_also, .channel = n->review_channel };
}

enum err
people_agency_add(struct arena *a, struct db *db, const struct people_agency_new *n, int64_t *id)
{
	struct people_bodies bodies = bodies_of(n);
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "insert into xz.people_agency (code, uscc, name, short_name, name_en, number_word, kind, region, field,"
	    " parent_id, power_source, address, telephone, duties_text, review_body, court, pay_bank, pay_place)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) returning id",
	    DB_TEXT(n->code), DB_TEXT(n->uscc), DB_TEXT(n->name), DB_TEXT(n->short_name), DB_TEXT(plain(n->name_en)),
	    DB_TEXT(n->number_word), DB_TEXT(n->kind), DB_TEXT(n->region), DB_TEXT(plain(n->field)), DB_ID(n->parent),
	    DB_TEXT(plain(n->power_source)), DB_TEXT(plain(n->address)), DB_TEXT(plain(n->telephone)),
	    DB_TEXT(plain(n->duties_text)), DB_TEXT(plain(n->review_body)), DB_TEXT(plain(n->court)),
	    DB_TEXT(plain(n->pay_bank)), DB_TEXT(plain(n->pay_place)));

	if (e != OK)
		return e;
	*id = row_i64(r, "id");
	e = DB_EXEC(a, db,
	    "insert into xz.people_agency_tree (ancestor, descendant, depth) select $1::bigint, $1::bigint, 0"
	    " union all select ancestor, $1, depth + 1 from xz.people_agency_tree where descendant = $2",
	    DB_I64(*id), DB_ID(n->parent));
	return e == OK ? people_bodies_put(a, db, *id, day_of(2000, 1, 1), &bodies) : e;
}

enum err
people_agency_change(struct arena *a, struct db *db, int64_t id, int32_t version,
    const struct people_agency_new *n, bool active)
{
	struct people_bodies bodies = bodies_of(n);
	int32_t from = n->bodies_from;
	struct db_row r;
	int64_t done;
	enum err e = DB_EXEC_N(a, db, &done,
	    "update xz.people_agency set uscc = $3, name = $4, short_name = $5, name_en = $6, number_word = $7,"
	    " region = $8, field = $9, power_source = $10, address = $11, telephone = $12, duties_text = $13,"
	    " review_body = $14, court = $15, active = $16, pay_bank = $17, pay_place = $18, version = version + 1"
	    " where id = $1 and version = $2",
	    DB_I64(id), DB_I64(version), DB_TEXT(n->uscc), DB_TEXT(n->name), DB_TEXT(n->short_name),
	    DB_TEXT(plain(n->name_en)), DB_TEXT(n->number_word), DB_TEXT(n->region), DB_TEXT(plain(n->field)),
	    DB_TEXT(plain(n->power_source)), DB_TEXT(plain(n->address)), DB_TEXT(plain(n->telephone)),
	    DB_TEXT(plain(n->duties_text)), DB_TEXT(plain(n->review_body)), DB_TEXT(plain(n->court)), DB_BOOL(active),
	    DB_TEXT(plain(n->pay_bank)), DB_TEXT(plain(n->pay_place)));

	if (e == OK && done == 0)
		return err_set(ERR_CONFLICT, "the agency was changed meanwhile");
	if (e == OK && from == 0) {
		e = DB_ONE(a, db, &r, "select xz.today() as day");
		if (e == OK)
			from = row_day(r, "day");
	}
	return e == OK ? people_bodies_put(a, db, id, from, &bodies) : e;
}

#define AGENCY "select g.id, coalesce(g.parent_id, 0) as parent_id, g.ref, g.code," \
	" coalesce(g.uscc, '') as uscc, g.name," \
    " g.short_name, g.name_en, g.number_word, g.kind, g.region, r.name as region_name, g.field, g.power_source," \
    " g.address, g.telephone, g.pay_bank, g.pay_place," \
    " g.duties_text, g.review_body, g.court, coalesce(p.short_name, '') as parent_name," \
    " coalesce(b.review_ground, 'own_government') as review_ground, coalesce(b.review_also, '') as review_also," \
    " coalesce(b.review_channel, '') as review_channel," \
    " g.active, g.version, (select max(t.depth) from xz.people_agency_tree t where t.descendant = g.id) as depth" \
    " from xz.people_agency g join xz.people_region r on r.code = g.region" \
    " left join xz.people_agency p on p.id = g.parent_id left join lateral (select x.review_ground, x.review_also," \
    "   x.review_channel from xz.people_remedy_body x where x.agency_id = g.id and x.valid_from <= xz.today()" \
    "   order by x.valid_from desc limit 1) b on true"

static struct people_agency
agency_of(struct db_row r)
{
	return (struct people_agency){ .id = row_i64(r, "id"), .parent = row_i64(r, "parent_id"),
	    .ref = row_ref(r, "ref"), .code = row_text(r, "code"), .uscc = row_text(r, "uscc"),
	    .name = row_text(r, "name"), .short_name = row_text(r, "short_name"), .name_en = row_text(r, "name_en"),
	    .number_word = row_text(r, "number_word"), .kind = row_text(r, "kind"), .region = row_text(r, "region"),
	    .region_name = row_text(r, "region_name"), .field = row_text(r, "field"),
	    .power_source = row_text(r, "power_source"), .address = row_text(r, "address"),
	    .telephone = row_text(r, "telephone"), .pay_bank = row_text(r, "pay_bank"),
	    .pay_place = row_text(r, "pay_place"), .duties_text = row_text(r, "duties_text"),
	    .review_body = row_text(r, "review_body"), .court = row_text(r, "court"),
	    .review_ground = row_text(r, "review_ground"), .review_also = row_text(r, "review_also"),
	    .review_channel = row_text(r, "review_channel"), .parent_name = row_text(r, "parent_name"),
	    .active = row_bool(r, "active"),
	    .version = row_i32(r, "version"), .depth = (int)row_i64_or(r, "depth", 0) };
}

enum err
people_agency_list(struct arena *a, struct db *db, struct people_agency **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, AGENCY " order by (select string_agg(lpad(t.ancestor::text, 12, '0'), '/'"
	    " order by t.depth desc) from xz.people_agency_tree t where t.descendant = g.id)");

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct people_agency, (size_t)*n);
	for (i = 0; i < *n; i++)
		(*out)[i] = agency_of(db_at(rows, i));
	return OK;
}

enum err
people_agency_get(struct arena *a, struct db *db, struct ref ref, struct people_agency *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, AGENCY " where g.ref = $1", DB_REF(ref));

	if (e == OK)
		*out = agency_of(r);
	return e;
}

enum err
people_unit_add(struct arena *a, struct db *db, int64_t agency, const char *name, const char *name_en, int64_t *id)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "insert into xz.people_unit (agency_id, name, name_en) values ($1, $2, $3) returning id",
	    DB_I64(agency), DB_TEXT(name), DB_TEXT(plain(name_en)));

	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

enum err
people_unit_list(struct arena *a, struct db *db, int64_t agency, struct people_unit **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select id, agency_id, ref, name, name_en, active, version from xz.people_unit"
	    " where $1 = 0 or agency_id = $1 order by agency_id, id", DB_I64(agency));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct people_unit, (size_t)*n);
	for (i = 0; i < *n; i++) {
		struct db_row r = db_at(rows, i);

		(*out)[i] = (struct people_unit){ .id = row_i64(r, "id"), .agency = row_i64(r, "agency_id"),
		    .ref = row_ref(r, "ref"), .name = row_text(r, "name"), .name_en = row_text(r, "name_en"),
		    .active = row_bool(r, "active"), .version = row_i32(r, "version") };
	}
	return OK;
}

enum err
people_officer_add(struct arena *a, struct db *db, const struct people_officer_new *n, int64_t *id)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "insert into xz.people_officer (name, agency_id, unit_id, kind, law_qualified) values ($1, $2, $3, $4, $5)"
	    " returning id", DB_TEXT(n->name), DB_I64(n->agency), DB_ID(n->unit),
	    DB_TEXT(n->kind != NULL ? n->kind : "formal"), DB_BOOL(n->law_qualified));

	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

enum err
people_certificate_add(struct arena *a, struct db *db, int64_t officer, const struct people_certificate_new *n,
    int64_t *id)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "insert into xz.people_certificate (officer_id, no, kind, field, region, valid_from, valid_to)"
	    " values ($1, $2, $3, $4, $5, $6, $7) returning id", DB_I64(officer), DB_TEXT(n->no), DB_TEXT(n->kind),
	    DB_TEXT(n->field), DB_TEXT(n->region), DB_DAY(n->valid_from), DB_DAY(n->valid_to));

	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

enum err
people_certificate_status(struct arena *a, struct db *db, const char *no, const char *status, int32_t since)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n,
	    "update xz.people_certificate set status = $2, status_since = $3, version = version + 1 where no = $1",
	    DB_TEXT(no), DB_TEXT(status), DB_DAY(since));

	return e == OK && n == 0 ? err_set(ERR_NOT_FOUND, "no certificate %s", no) : e;
}

enum err
people_agencies_without_bank(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select name from xz.people_agency where active and kind in ('organ', 'authorised')"
	    " and (pay_bank = '' or pay_place = '') order by id");
}
