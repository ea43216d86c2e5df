/* item.c - see item.h. */
#include "lib/law/item.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/db/db.h"

enum err
law_item_add(struct arena *a, struct db *db, const struct law_item_new *n, int32_t from, int64_t *id)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "insert into xz.law_check_item (code, name, name_en, kind, method, standard, pass_test, mode, agency_id,"
	    " valid_from, origin)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'site') returning id", DB_TEXT(n->code),
	    DB_TEXT(n->name), DB_TEXT(n->name_en), DB_TEXT(n->kind), DB_TEXT(n->method), DB_TEXT(n->standard),
	    DB_TEXT(n->pass_test), DB_TEXT(n->mode), DB_ID(n->agency), DB_DAY(from));

	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

/* One row, or somebody was first. */
static enum err
one(enum err e, int64_t n)
{
	return e == OK && n != 1 ? err_set(ERR_CONFLICT, "the check item was changed meanwhile") : e;
}

enum err
law_item_change(struct arena *a, struct db *db, int64_t id, int32_t version, const struct law_item_new *n)
{
	int64_t done = 0;
	enum err e = DB_EXEC_N(a, db, &done,
	    "update xz.law_check_item set name = $3, name_en = $4, kind = $5, method = $6, standard = $7,"
	    " pass_test = $8, mode = $9, origin = 'site', version = version + 1 where id = $1 and version = $2"
	    " and valid_to is null", DB_I64(id), DB_I64(version), DB_TEXT(n->name), DB_TEXT(n->name_en),
	    DB_TEXT(n->kind), DB_TEXT(n->method), DB_TEXT(n->standard), DB_TEXT(n->pass_test), DB_TEXT(n->mode));

	return one(e, done);
}

enum err
law_item_publish(struct arena *a, struct db *db, int64_t id, int32_t version, int32_t day)
{
	int64_t done = 0;
	enum err e = DB_EXEC_N(a, db, &done,
	    "update xz.law_check_item set published_on = $3, origin = 'site', version = version + 1"
	    " where id = $1 and version = $2 and published_on is null and valid_to is null",
	    DB_I64(id), DB_I64(version), DB_DAY(day));

	return one(e, done);
}

enum err
law_item_end(struct arena *a, struct db *db, int64_t id, int32_t version, int32_t last_day)
{
	int64_t done = 0;
	enum err e = DB_EXEC_N(a, db, &done,
	    "update xz.law_check_item set valid_to = $3, origin = 'site', version = version + 1"
	    " where id = $1 and version = $2 and valid_to is null", DB_I64(id), DB_I64(version), DB_DAY(last_day));

	return one(e, done);
}
