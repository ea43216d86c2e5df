/* key.c - the store is told of the spool's key; see file.h. */
#include "lib/db/db.h"
#include "lib/door/file.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

enum err
door_key_tell(struct arena *a, struct db *db, const struct program_keys *k)
{
	unsigned char *pub;
	size_t n;
	enum err e;

	if (k->spool_sm2 == NULL)
		return OK;
	e = sign_public(a, k->spool_sm2, &pub, &n);
	return e == OK ? DB_EXEC(a, db, "insert into xz.door_key (public_key) values ($1)"
	    " on conflict (public_key) do nothing", DB_BYTES(pub, n)) : e;
}
