/* remedy_body.c - see admin.h: who reviews an agency's acts and which court hears suits against them, by day. */
#include "lib/people/admin.h"

#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

static const char *
plain(const char *s)
{
	return s != NULL ? s : "";
}

enum err
people_bodies_put(struct arena *a, struct db *db, int64_t agency, int32_t from, const struct people_bodies *b)
{
	struct people_bodies was;
	enum err e = people_bodies_on(a, db, agency, from, &was);

	if (e == ERR_NOT_FOUND)
		e = OK;
	else if (e == OK && str_eq(was.review_body, plain(b->review_body)) && str_eq(was.court, plain(b->court)) &&
	    str_eq(was.ground, b->ground != NULL ? b->ground : "own_government") &&
	    str_eq(was.also, plain(b->also)) && str_eq(was.channel, plain(b->channel)))
		return OK;
	if (e != OK)
		return e;
	return DB_EXEC(a, db,
	    "insert into xz.people_remedy_body (agency_id, valid_from, review_body, review_ground, review_also,"
	    " review_channel, court) values ($1, $2, $3, $4, $5, $6, $7)"
	    " on conflict (agency_id, valid_from) do update set review_body = excluded.review_body,"
	    " review_ground = excluded.review_ground, review_also = excluded.review_also,"
	    " review_channel = excluded.review_channel, court = excluded.court",
	    DB_I64(agency), DB_DAY(from), DB_TEXT(plain(b->review_body)),
	    DB_TEXT(b->ground != NULL ? b->ground : "own_government"), DB_TEXT(plain(b->also)),
	    DB_TEXT(plain(b->channel)), DB_TEXT(plain(b->court)));
}

enum err
people_bodies_on(struct arena *a, struct db *db, int64_t agency, int32_t day, struct people_bodies *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select review_body, review_ground, review_also, review_channel, court from xz.people_remedy_body"
	    " where agency_id = $1 and valid_from <= $2 order by valid_from desc limit 1", DB_I64(agency), DB_DAY(day));

	if (e == OK)
		*out = (struct people_bodies){ .review_body = row_text(r, "review_body"),
		    .ground = row_text(r, "review_ground"), .also = row_text(r, "review_also"),
		    .channel = row_text(r, "review_channel"), .court = row_text(r, "court") };
	return e;
}
