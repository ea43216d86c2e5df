/* loaded.c - see loaded.h. */
#include "lib/db/loaded.h"

#include "lib/db/db.h"

#define FIRST_YEAR 2023

enum err
db_loaded_prepare(struct db *db)
{
	return db_script(db, "do $$ begin if to_regclass('public.xz_loaded') is null then"
	    " create table public.xz_loaded (name text primary key, sha256 text not null,"
	    " at timestamptz not null default clock_timestamp());"	/* real time */
	    " grant select on public.xz_loaded to public; end if; end $$");
}

enum err
db_loaded_is(struct arena *a, struct db *db, const char *name, const char *sha256, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select exists (select from public.xz_loaded where name = $1 and sha256 = $2) as same",
	    DB_TEXT(name), DB_TEXT(sha256));

	if (e == OK)
		*out = row_bool(r, "same");
	return e;
}

enum err
db_loaded_note(struct arena *a, struct db *db, const char *name, const char *sha256)
{
	return DB_EXEC(a, db,
	    "insert into public.xz_loaded (name, sha256) values ($1, $2)"
	    " on conflict (name) do update set sha256 = excluded.sha256, at = clock_timestamp()",	/* real time */
	    DB_TEXT(name), DB_TEXT(sha256));
}

enum err
db_partitions(struct arena *a, struct db *db, int64_t *made)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.db_make_partitions($1,"
	    " extract(year from xz.today())::int + 1) as made", DB_I64(FIRST_YEAR));

	if (e == OK)
		*made = row_i64(r, "made");
	return e;
}

enum err
db_clock_get(struct arena *a, struct db *db, struct db_clock *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select offset_us, movable from xz.db_clock");

	if (e == OK)
		*out = (struct db_clock){ row_i64(r, "offset_us"), row_bool(r, "movable") };
	return e;
}

enum err
db_clock_set(struct arena *a, struct db *db, int64_t offset_us)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n, "update xz.db_clock set offset_us = $1 where movable",
	    DB_I64(offset_us));

	return e == OK && n == 0 ? err_set(ERR_STATE, "the clock of this store cannot be moved") : e;
}

enum err
db_clock_movable(struct arena *a, struct db *db, bool movable)
{
	return DB_EXEC(a, db, "update xz.db_clock set movable = $1 where movable <> $1", DB_BOOL(movable));
}

enum err
db_alone(struct arena *a, struct db *db, const char *what)
{
	struct db_row r;

	return DB_ONE(a, db, &r, "select pg_advisory_lock(hashtextextended($1, 7825)) is null as got",
	    DB_TEXT(what));
}
