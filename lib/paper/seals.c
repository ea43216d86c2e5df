/* seals.c - see seals.h. */
#include "lib/paper/seals.h"

#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/stamp.h"

enum err
paper_seals_list(struct arena *a, struct db *db, const struct db_rows **out)
{
	return stamp_keys(a, db, out);
}

enum err
paper_seals_pem(struct arena *a, struct db *db, const char *key_id, const char **out)
{
	const struct db_rows *rows;
	enum err e = stamp_keys(a, db, &rows);
	size_t n;
	int i;

	if (e != OK)
		return e;
	for (i = 0; i < db_count(rows); i++)
		if (str_eq(row_text(db_at(rows, i), "key_id"), key_id)) {
			*out = stamp_pem(a, row_bytes(a, db_at(rows, i), "public", &n));
			return OK;
		}
	return err_set(ERR_NOT_FOUND, "no such key");
}

enum err
paper_seals_revoke(struct arena *a, struct db *db, const char *key_id, const char *reason)
{
	return stamp_revoke(a, db, key_id, reason);
}

enum err
paper_seals_device(struct arena *a, struct db *db, const char *agency_code, const char *pem)
{
	struct stamp s;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select id from xz.people_agency where code = $1 and active", DB_TEXT(agency_code));

	if (e != OK)
		return e;
	if (!stamp_from_pem(a, pem, &s))
		return err_set(ERR_INPUT, "not an SM2 public key in PEM");
	return stamp_announce(a, db, row_i64(r, "id"), &s);
}
