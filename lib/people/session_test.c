/* session_test.c - a session without a sign-in, where the clock can be moved.  A package may leave it out, with
 * cmd/xiezhi/session.c. */
#include "lib/base/arena.h"
#include "lib/people/session.h"
#include "lib/sec/sec.h"

enum err
people_session_for(struct arena *a, struct db *db, const char *username, const char **token)
{
	unsigned char csrf[32];
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select a.id from xz.people_account a where a.username = $1 and a.active",
	    DB_TEXT(username));

	if (e != OK)
		return e;
	*token = random_token(a, 32);
	random_bytes(csrf, sizeof(csrf));
	return DB_EXEC(a, db, "select xz.people_session_start($1, $2, $3, 'test', '')", DB_I64(row_i64(r, "id")),
	    people_session_hash(a, *token), DB_BYTES(csrf, sizeof(csrf)));
}
