/* class.c - see class.h. */
#include "lib/register/class.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/db/db.h"

enum err
register_firms(struct arena *a, struct db *db, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select s.id, s.ref, m.name, s.kind from xz.register_subject s"
	    " join xz.register_name m on m.subject_id = s.id and m.valid_to is null"
	    " where s.kind <> 'person' and s.status = 'active' order by s.id limit $1", DB_I64(limit));
}

enum err
register_place(struct arena *a, struct db *db, int64_t subject, const char *region, const char *industry)
{
	return DB_EXEC(a, db, "update xz.register_subject set region = $2, industry = $3, version = version + 1"
	    " where id = $1", DB_I64(subject), DB_TEXT(region), DB_TEXT(industry));
}

enum err
register_class_set(struct arena *a, struct db *db, int64_t subject, const char *class, const char *source, int32_t from)
{
	enum err e = DB_EXEC(a, db,
	    "update xz.register_class set valid_to = greatest(valid_from, $2::date - 1) where subject_id = $1"
	    " and valid_to is null", DB_I64(subject), DB_DAY(from));

	return e != OK ? e : DB_EXEC(a, db,
	    "insert into xz.register_class (subject_id, class, source, valid_from) values ($1, $2, $3, $4)",
	    DB_I64(subject), DB_TEXT(class), DB_TEXT(source), DB_DAY(from));
}

enum err
register_licence_add(struct arena *a, struct db *db, int64_t subject, const struct register_licence_new *n)
{
	return DB_EXEC(a, db,
	    "insert into xz.register_licence (subject_id, kind, number, authority, valid_from, valid_to)"
	    " values ($1, $2, $3, $4, $5, $6)", DB_I64(subject), DB_TEXT(n->kind), DB_TEXT(n->number),
	    DB_TEXT(n->authority), DB_DAY(n->from), DB_DAY(n->to));
}

enum err
register_licence_set(struct arena *a, struct db *db, int64_t subject, const struct register_licence_new *n,
    const char *state, const char **word)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select id, (authority, valid_from, valid_to, state) is not distinct from ($4::text, $5::date, $6::date,"
	    " $7::text) as same from xz.register_licence where subject_id = $1 and kind = $2 and number = $3"
	    " order by id desc limit 1 for update", DB_I64(subject), DB_TEXT(n->kind), DB_TEXT(n->number),
	    DB_TEXT(n->authority), DB_DAY(n->from), DB_DAY(n->to), DB_TEXT(state));

	*word = e == ERR_NOT_FOUND ? "added" : e == OK && row_bool(r, "same") ? "same" : "changed";
	if (e == ERR_NOT_FOUND)
		return DB_EXEC(a, db,
		    "insert into xz.register_licence (subject_id, kind, number, authority, valid_from, valid_to, state)"
		    " values ($1, $2, $3, $4, $5, $6, $7)", DB_I64(subject), DB_TEXT(n->kind), DB_TEXT(n->number),
		    DB_TEXT(n->authority), DB_DAY(n->from), DB_DAY(n->to), DB_TEXT(state));
	if (e != OK || row_bool(r, "same"))
		return e;
	return DB_EXEC(a, db,
	    "update xz.register_licence set authority = $2, valid_from = $3, valid_to = $4, state = $5 where id = $1",
	    DB_I64(row_i64(r, "id")), DB_TEXT(n->authority), DB_DAY(n->from), DB_DAY(n->to), DB_TEXT(state));
}

enum err
register_geo_set(struct arena *a, struct db *db, int64_t subject, const char *lat, const char *lon, const char *source)
{
	return DB_EXEC(a, db, "insert into xz.register_geo (subject_id, lat, lon, source)"
	    " values ($1, $2::text::numeric, $3::text::numeric, $4)"
	    " on conflict (subject_id) do update set lat = excluded.lat, lon = excluded.lon, source = excluded.source,"
	    " noted_at = xz.now()", DB_I64(subject), DB_TEXT(lat), DB_TEXT(lon), DB_TEXT(source));
}
