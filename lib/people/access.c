/* access.c - see access.h. */
#include "lib/people/access.h"

#include "lib/db/db.h"

enum err
people_access_note(struct arena *a, struct db *db, const struct people_reading *x)
{
	if (x->part)
		return DB_EXEC(a, db, "select xz.people_access_part($1, $2, $3)", DB_TEXT(x->route), DB_TEXT(x->kind),
		    DB_REF(x->ref));
	return DB_EXEC(a, db,
	    "insert into xz.people_access (y, account_id, route, subject_kind, subject_ref, rows_seen, query, refused)"
	    " select extract(year from xz.now() at time zone 'Asia/Shanghai')::int, $1, $2, $3, $4, $5, $6, $7",
	    DB_I64(x->account), DB_TEXT(x->route), DB_TEXT(x->kind), DB_REF_OR_NULL(x->ref), DB_I64(x->rows),
	    DB_TEXT(x->query), DB_BOOL(x->refused));
}

enum err
people_access_link(struct arena *a, struct db *db, int most, struct people_access_linked *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select linked, behind, first_behind from xz.people_access_chain($1::int)",
	    DB_I64(most));

	if (e == OK)
		*out = (struct people_access_linked){ .linked = row_i32(r, "linked"), .behind = row_i32(r, "behind"),
		    .first_behind = row_text_null(r, "first_behind") };
	return e;
}

enum err
people_access_head(struct arena *a, struct db *db, struct people_access_head *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select n, digest, told_n, told_ago from xz.people_access_head_now()");

	if (e == OK)
		*out = (struct people_access_head){ .n = row_i64(r, "n"), .digest = row_text(r, "digest"),
		    .told_n = row_i64(r, "told_n"), .told_ago = row_i64(r, "told_ago") };
	return e;
}

enum err
people_access_told(struct arena *a, struct db *db, int64_t n)
{
	return DB_EXEC(a, db, "select xz.people_access_told($1)", DB_I64(n));
}

enum err
people_access_check(struct arena *a, struct db *db, int64_t after, int most, struct people_access_check *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select looked, last, wrong, first_wrong from xz.people_access_verify($1, $2::int)",
	    DB_I64(after), DB_I64(most));

	if (e == OK)
		*out = (struct people_access_check){ .looked = row_i32(r, "looked"), .wrong = row_i32(r, "wrong"),
		    .last = row_i64_or(r, "last", 0), .first_wrong = row_i64_or(r, "first_wrong", 0) };
	return e;
}

enum err
people_access_outside(struct arena *a, struct db *db, int64_t *rows, bool *head_fits)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select unlinked, coalesce(head_fits, false) as head_fits"
	    " from xz.people_access_outside()");

	if (e == OK) {
		*rows = row_i64(r, "unlinked");
		*head_fits = row_bool(r, "head_fits");
	}
	return e;
}

enum err
people_access_retire(struct arena *a, struct db *db, int64_t months, int most, int64_t *n)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.people_access_retire($1::int, $2::int)::bigint as n", DB_I64(months),
	    DB_I64(most));

	if (e == OK)
		*n = row_i64(r, "n");
	return e;
}

enum err
people_sign_in_retire(struct arena *a, struct db *db, int64_t months, int most, int64_t *n)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.people_sign_in_retire($1::int, $2::int)::bigint as n",
	    DB_I64(months), DB_I64(most));

	if (e == OK)
		*n = row_i64(r, "n");
	return e;
}
