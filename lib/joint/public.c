/* public.c - see public.h. */
#include "lib/joint/public.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/sec/sec.h"

/* The digest under which the store knows the session. */
static struct db_param
hash_of(struct arena *a, const char *token)
{
	unsigned char *hash = arena_alloc(a, SHA256_SIZE);

	sha256(token, strlen(token), hash);
	return DB_BYTES(hash, SHA256_SIZE);
}

enum err
joint_refuse_grounds(struct arena *a, struct db *db, const char *token, struct ref visit, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select code, name_zh, name_en, source from xz.joint_refuse_grounds($1, $2)",
	    hash_of(a, token), DB_REF(visit));
}

enum err
joint_refuse(struct arena *a, struct db *db, const char *token, struct ref visit, const char *ground)
{
	struct db_row r;
	const char *word;
	enum err e = DB_ONE(a, db, &r, "select xz.joint_refuse($1, $2, $3) as word", hash_of(a, token), DB_REF(visit),
	    DB_TEXT(ground));

	if (e != OK)
		return e;
	word = row_text(r, "word");
	if (str_eq(word, "taken"))
		return OK;
	if (str_eq(word, "unknown"))
		return err_set(ERR_NOT_FOUND, "no visit of theirs");
	return str_eq(word, "again") ? err_set(ERR_CONFLICT, "refused already") :
	    err_set(ERR_STATE, "not to be refused on that ground now");
}

enum err
joint_refused_of(struct arena *a, struct db *db, const char *token, struct ref visit, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select state, ground_zh, ground_en, received_at, decided_at, wrong, words, to_zh,"
	    " to_en from xz.joint_refused_of($1, $2)", hash_of(a, token), DB_REF(visit));
}

enum err
joint_wishes_of(struct arena *a, struct db *db, const char *token, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select kind, from_on, to_on from xz.joint_wishes_of($1)", hash_of(a, token));
}

enum err
joint_wish(struct arena *a, struct db *db, const char *token, const char *kind, int32_t from, int32_t to, int32_t today)
{
	struct calendar_parameter p = { .value = 0 };
	struct db_row r;
	const char *word;
	enum err e = calendar_parameter_get(a, db, JOINT_QUIET, today, 0, NULL, &p);

	if (e == OK || e == ERR_NOT_FOUND)
		e = DB_ONE(a, db, &r, "select xz.joint_wish($1, $2, $3, $4, $5::int) as word", hash_of(a, token),
		    DB_TEXT(kind), DB_DAY(from), DB_DAY(to), DB_I64(p.value));
	if (e != OK)
		return e;
	word = row_text(r, "word");
	if (str_eq(word, "taken"))
		return OK;
	return str_eq(word, "unknown") ? err_set(ERR_NOT_FOUND, "a slip of no firm") :
	    err_set(ERR_STATE, "not of those days, or too many");
}
