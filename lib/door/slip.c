/* slip.c - see slip.h. */
#include "lib/door/slip.h"

#include "lib/base/arena.h"
#include "lib/db/db.h"

struct door_slip *
door_slip_new(struct arena *a)
{
	struct door_slip *slip = ARENA_NEW(a, struct door_slip);

	slip->code = door_code_new(a, slip->hash);
	return slip;
}

enum err
door_slip_put(struct arena *a, struct db *db, const char *kind, int64_t subject, int64_t account, int64_t now,
    struct door_slip *slip)
{
	enum err e = DB_EXEC(a, db, "update xz.door_slip set ended_at = $3 where kind = $1 and subject_id = $2"
	    " and ended_at is null", DB_TEXT(kind), DB_I64(subject), DB_TIME(now));

	if (e == OK)
		e = DB_EXEC(a, db, "insert into xz.door_slip (kind, subject_id, code_hash, printed_by, printed_at)"
		    " values ($1, $2, $3, $4, $5)", DB_TEXT(kind), DB_I64(subject),
		    DB_BYTES(slip->hash, sizeof(slip->hash)), DB_I64(account), DB_TIME(now));
	slip->put = e == OK;
	return e;
}
