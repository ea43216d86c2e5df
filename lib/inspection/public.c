/* public.c - see public.h. */
#include "lib/inspection/public.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/sec.h"

enum err
inspection_public_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select convert_from(p.json, 'UTF8') as body, encode(p.sha256, 'hex') as sha256, p.published_at,"
	    " p.agency_name, p.name, p.object_id, p.day, p.kind, p.outcome, r.score, array_to_string(r.said,"
	    " ',') as said from xz.inspection_public p"
	    " left join xz.inspection_rating r on r.ref = p.ref where p.ref = $1", DB_REF(ref));
}

#define SHOWN "select p.ref, p.agency_name, p.name, p.object_id, p.kind, p.day, p.outcome, p.published_at, r.score"
#define BELOW(after) "(p.published_at, p.ref) < (case when " after "::uuid is null then 'infinity'" \
    " else (select x.published_at from xz.inspection_public x where x.ref = " after ") end," \
    " coalesce(" after ", 'ffffffff-ffff-ffff-ffff-ffffffffffff'))"

enum err
inspection_public_list(struct arena *a, struct db *db, const struct inspection_public_query *q,
    const struct db_rows **out)
{
	if (q->text != NULL)
		return DB_MANY(a, db, out,
		    SHOWN " from xz.inspection_public_find($1, $2,"
		    " (select x.published_at from xz.inspection_public x where x.ref = $3), $3, $4::int) f (ref)"
		    " join xz.inspection_public p on p.ref = f.ref left join xz.inspection_rating r on r.ref = p.ref"
		    " order by p.published_at desc, p.ref desc", DB_TEXT(q->text), DB_REF_OR_NULL(q->agency),
		    DB_REF_OR_NULL(q->after), DB_I64(q->want));
	if (!ref_zero(q->agency))
		return DB_MANY(a, db, out,
		    SHOWN " from xz.inspection_public p left join xz.inspection_rating r on r.ref = p.ref"
		    " where p.agency_ref = $1 and " BELOW("$2")
		    " order by p.published_at desc, p.ref desc limit $3", DB_REF(q->agency),
		    DB_REF_OR_NULL(q->after), DB_I64(q->want));
	return DB_MANY(a, db, out,
	    SHOWN " from xz.inspection_public p left join xz.inspection_rating r on r.ref = p.ref"
	    " where " BELOW("$1")
	    " order by p.published_at desc, p.ref desc limit $2", DB_REF_OR_NULL(q->after), DB_I64(q->want));
}

static json_t *
when(int64_t us)
{
	char text[TIME_TEXT_SIZE];

	if (us == TIME_NONE)
		return json_null();
	time_text(us, text);
	return json_string(text);
}

enum err
inspection_keys_json(struct arena *a, struct db *db, const char **out)
{
	const struct db_rows *rows;
	json_t *list = json_array();
	size_t n;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select kid, agency_name, public, valid_from, valid_until from xz.inspection_key order by kid");

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const void *pub = row_bytes(a, r, "public", &n);

		json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:o,s:o}", "kid", row_text(r, "kid"),
		    "agency", row_text(r, "agency_name"), "public", base64_encode(a, pub, n),
		    "from", when(row_time(r, "valid_from")), "until", when(row_time(r, "valid_until"))));
	}
	*out = json_text_of(a, list);
	return e;
}

enum err
inspection_revoked_json(struct arena *a, struct db *db, const char **out)
{
	const struct db_rows *rows;
	json_t *list = json_array();
	char ref[REF_TEXT_SIZE];
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select ref, revoked_at from xz.inspection_code where revoked_at is not null order by revoked_at, ref");

	for (i = 0; e == OK && i < db_count(rows); i++) {
		ref_text(row_ref(db_at(rows, i), "ref"), ref);
		json_array_append_new(list, json_pack("{s:s,s:o}", "ref", ref, "at",
		    when(row_time(db_at(rows, i), "revoked_at"))));
	}
	*out = json_text_of(a, list);
	return e;
}

enum err
inspection_rate(struct arena *a, struct db *db, struct ref ref, const char *code, int score, const char *const *said,
    size_t said_n, const char **word)
{
	unsigned char hash[32];
	struct db_row r;
	enum err e;

	sha256(code, strlen(code), hash);
	e = DB_ONE(a, db, &r, "select xz.inspection_rate($1, $2, $3, $4) as word", DB_REF(ref), DB_BYTES(hash, 32),
	    DB_I64(score), DB_TEXTS(said, said_n));
	if (e == OK)
		*word = row_text(r, "word");
	return e;
}
