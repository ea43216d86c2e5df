/* parameter.c - the dated figures of law; see calendar.h. */
#include "lib/calendar/calendar.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/words.h"
#include "lib/db/db.h"

/* The agency's region, $3, and those above it, the nearest first. */
#define WITH_REGIONS \
	"with recursive up (code, parent, depth) as (" \
	" select r.code, r.parent, 0 from xz.people_agency g join xz.people_region r on r.code = g.region" \
	" where g.id = $3" \
	" union all" \
	" select r.code, r.parent, up.depth + 1 from up join xz.people_region r on r.code = up.parent" \
	" where up.depth < 9)"
/* On the day $2 in the sector $4. */
#define BEST(key) \
	" select p.id, p.value, p.unit, p.source from xz.calendar_parameter p left join up on up.code = p.region" \
	" where p.key = " key " and p.valid_from <= $2 and (p.valid_to is null or p.valid_to >= $2)" \
	" and (p.agency_id is null or p.agency_id = $3)" \
	" and (p.region = '000000' or up.code is not null)" \
	" and (p.sector = '' or p.sector = $4)" \
	" order by p.agency_id is null, case when p.region = '000000' then 99 else up.depth end," \
	" p.sector = '', p.origin = 'shipped', p.valid_from desc, p.id desc limit 1"

enum err
calendar_parameter_get(struct arena *a, struct db *db, const char *key, int32_t basis_day,
    int64_t agency, const char *sector, struct calendar_parameter *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    WITH_REGIONS
	    BEST("$1"),
	    DB_TEXT(key), DB_DAY(basis_day), DB_ID(agency), DB_TEXT(sector != NULL ? sector : ""));

	if (e == ERR_NOT_FOUND)
		return err_set(ERR_NOT_FOUND, "no parameter %s", key);
	if (e == OK)
		*out = (struct calendar_parameter){ .id = row_i64(r, "id"), .value = row_i64(r, "value"),
		    .unit = row_text(r, "unit"), .source = row_text(r, "source") };
	return e;
}

enum err
calendar_parameters_get(struct arena *a, struct db *db, const char *const *keys, size_t n, int32_t basis_day,
    int64_t agency, const char *sector, struct calendar_parameter *out)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    WITH_REGIONS
	    " select k.n, p.id, p.value, p.unit, p.source from unnest($1::text[]) with ordinality k (key, n)"
	    " cross join lateral (" BEST("k.key") ") p",
	    DB_TEXTS(keys, n), DB_DAY(basis_day), DB_ID(agency), DB_TEXT(sector != NULL ? sector : ""));

	for (i = 0; i < (int)n; i++)
		out[i] = (struct calendar_parameter){ .id = 0 };
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		out[row_i64(r, "n") - 1] = (struct calendar_parameter){ .id = row_i64(r, "id"),
		    .value = row_i64(r, "value"), .unit = row_text(r, "unit"), .source = row_text(r, "source") };
	}
	return e;
}

enum err
calendar_sector_of(struct arena *a, struct db *db, int64_t agency, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select coalesce((select field from xz.people_agency where id = $1"
	    " and field not like '%;%'), '') as field", DB_ID(agency));

	if (e == OK)
		*out = row_text(r, "field");
	return e;
}

enum err
calendar_figures(struct arena *a, struct db *db, const char *const *keys, size_t n, int32_t basis_day,
    int64_t agency, const char *sector, struct calendar_figure **out, size_t *out_n)
{
	const struct db_rows *rows;
	int i;
	enum err e = sector == NULL ? calendar_sector_of(a, db, agency, &sector) : OK;

	if (e == OK)
		e = DB_MANY(a, db, &rows, WITH_REGIONS
		    " select k.key, w.name_zh, w.name_en, p.id, p.value, p.unit, p.source"
		    " from unnest($1::text[]) with ordinality k (key, n)"
		    " cross join lateral (select q.name_zh, q.name_en from xz.calendar_parameter q where q.key = k.key"
		    "   order by q.id desc limit 1) w"
		    " left join lateral (" BEST("k.key") ") p on true order by k.n",
		    DB_TEXTS(keys, n), DB_DAY(basis_day), DB_ID(agency), DB_TEXT(sector));
	if (e != OK)
		return e;
	*out_n = (size_t)db_count(rows);
	*out = ARENA_ARRAY(a, struct calendar_figure, *out_n);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		(*out)[i] = (struct calendar_figure){ .key = row_text(r, "key"), .name_zh = row_text(r, "name_zh"),
		    .name_en = row_text(r, "name_en") };
		if (row_has(r, "id"))
			(*out)[i].p = (struct calendar_parameter){ .id = row_i64(r, "id"), .value = row_i64(r, "value"),
			    .unit = row_text(r, "unit"), .source = row_text(r, "source") };
	}
	return OK;
}

enum err
calendar_parameter_list(struct arena *a, struct db *db, const char *key,
    struct calendar_parameter_row **out, size_t *n)
{
	const struct db_rows *rows;
	struct calendar_parameter_row *list;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select p.id, p.key, p.value, p.unit, p.source, p.region, p.agency_id, g.name as agency_name, p.sector,"
	    " p.valid_from, p.valid_to, p.origin, p.name_zh, p.name_en, p.note, p.version"
	    " from xz.calendar_parameter p left join xz.people_agency g on g.id = p.agency_id"
	    " where $1::text is null or p.key = $1 order by p.key, p.valid_from desc, p.id desc", DB_TEXT(key));

	if (e != OK)
		return e;
	*n = (size_t)db_count(rows);
	*out = list = ARENA_ARRAY(a, struct calendar_parameter_row, *n);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		list[i] = (struct calendar_parameter_row){
		    .p = { .id = row_i64(r, "id"), .value = row_i64(r, "value"), .unit = row_text(r, "unit"),
		    .source = row_text(r, "source") },
		    .key = row_text(r, "key"), .name_zh = row_text(r, "name_zh"), .name_en = row_text(r, "name_en"),
		    .region = row_text(r, "region"), .agency_name = row_text_or(r, "agency_name", ""),
		    .sector = row_text(r, "sector"), .origin = row_text(r, "origin"), .note = row_text(r, "note"),
		    .agency = row_i64_or(r, "agency_id", 0), .valid_from = row_day(r, "valid_from"),
		    .valid_to = row_day(r, "valid_to"), .version = row_i32(r, "version") };
	}
	return OK;
}

enum err
calendar_unconfirmed(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select key, name_zh, region, sector, source from xz.calendar_parameter"
	    " where source || note like '%" CALENDAR_UNCONFIRMED "%' and valid_from <= xz.today()"
	    " and (valid_to is null or valid_to >= xz.today()) order by key, region, sector");
}

enum err
calendar_parameter_put(struct arena *a, struct db *db, const struct calendar_parameter_new *p, int64_t *id)
{
	const char *region = p->region != NULL ? p->region : "000000";
	const char *sector = p->sector != NULL ? p->sector : "";
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select unit, name_zh, name_en from xz.calendar_parameter"
	    " where key = $1 and origin = 'shipped' order by id desc limit 1", DB_TEXT(p->key));

	if (e != OK)
		return e;
	if (!str_eq(row_text(r, "unit"), p->unit) || p->value < 0 || str_empty(p->source))
		return err_set(ERR_INPUT, "parameter %s: unit, value or source", p->key);
	e = DB_EXEC(a, db, "update xz.calendar_parameter set valid_to = $5::date - 1, version = version + 1"
	    " where key = $1 and origin = 'site' and region = $2 and agency_id is not distinct from $3::bigint"
	    " and sector = $4 and valid_from < $5 and (valid_to is null or valid_to >= $5)",
	    DB_TEXT(p->key), DB_TEXT(region), DB_ID(p->agency), DB_TEXT(sector), DB_DAY(p->valid_from));
	if (e != OK)
		return e;
	e = DB_ONE(a, db, &r, "insert into xz.calendar_parameter (key, value, unit, source, region, agency_id, sector,"
	    " valid_from, origin, name_zh, name_en, note)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8, 'site', $9, $10, $11) returning id",
	    DB_TEXT(p->key), DB_I64(p->value), DB_TEXT(p->unit), DB_TEXT(p->source), DB_TEXT(region),
	    DB_ID(p->agency), DB_TEXT(sector), DB_DAY(p->valid_from), DB_TEXT(row_text(r, "name_zh")),
	    DB_TEXT(row_text(r, "name_en")), DB_TEXT(p->note != NULL ? p->note : ""));
	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

enum err
calendar_parameter_end(struct arena *a, struct db *db, int64_t id, int32_t version, int32_t last_day)
{
	struct db_row r;
	int64_t n;
	enum err e = DB_ONE(a, db, &r, "select version, valid_from, valid_to from xz.calendar_parameter"
	    " where id = $1 and origin = 'site'", DB_I64(id));

	if (e != OK)
		return e;
	if (row_i32(r, "version") != version)
		return err_set(ERR_CONFLICT, "parameter %lld has another version", (long long)id);
	if (last_day < row_day(r, "valid_from") - 1 ||
	    (row_has(r, "valid_to") && last_day > row_day(r, "valid_to")))
		return err_set(ERR_INPUT, "parameter %lld: last day", (long long)id);
	e = DB_EXEC_N(a, db, &n, "update xz.calendar_parameter set valid_to = $3, version = version + 1"
	    " where id = $1 and version = $2", DB_I64(id), DB_I64(version), DB_DAY(last_day));
	return e == OK && n == 0 ? err_set(ERR_CONFLICT, "parameter %lld changed", (long long)id) : e;
}
