/* file.h - files that go with what a party sends in.  In at the public's door they come in pieces, each sealed for the
 * spool's key before the store has any of it; the pool for slow work, which has that key, opens them, has them
 * scanned and stores them, or refuses them; whoever takes the message over takes them over as evidence.
 *
 * The spool is a table: whose a piece is, how far a file is and which message it belongs to are one transaction. */
#ifndef LIB_DOOR_FILE_H
#define LIB_DOOR_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

#define DOOR_PIECE (1 << 20)		/* bytes of a piece at most */
#define DOOR_NAME_MAX 200		/* characters */
#define DOOR_FORM_FILES 3		/* of a form without a script ... */
#define DOOR_FORM_MAX (10 << 20)	/* ... and their bytes together */

struct arena;
struct conf;
struct db;
struct db_rows;
struct program_keys;

/* ---- in at the door; token: of the session */

struct door_limits {
	int64_t size;			/* bytes of one file */
	int count;			/* with one message */
};
ERR_CHECKED enum err door_limits(struct arena *a, struct db *db, int32_t today, struct door_limits *out);
/* By its ending it may be a picture, sound, film or PDF; by its content the pool for slow work decides. */
bool door_name_ok(const char *name);
/* ERR_NOT_FOUND: no case of theirs, or nothing may be sent on it; ERR_INPUT: larger than may be; ERR_LIMIT: too much
 * under way; ERR_STATE: none are taken, for want of the spool's key. */
ERR_CHECKED enum err door_file_begin(struct arena *a, struct db *db, const char *token, struct ref which, int64_t size,
    int32_t today, struct ref *out);
/* ERR_NOT_FOUND: none of theirs under way. */
ERR_CHECKED enum err door_file_had(struct arena *a, struct db *db, const char *token, struct ref file, int64_t *had,
    int64_t *size);
/* The next n bytes.  ERR_NOT_FOUND as above; ERR_CONFLICT: *had says which are next; ERR_INPUT: more than were said,
 * or than a piece has. */
ERR_CHECKED enum err door_file_piece(struct arena *a, struct db *db, const char *token, struct ref file, int64_t at,
    const void *bytes, size_t n, int64_t *had, int64_t *size);
/* What tells its bytes from others. */
const char *door_file_mark(struct arena *a, const void *bytes, size_t n);
/* All of it at once. */
ERR_CHECKED enum err door_file_whole(struct arena *a, struct db *db, const char *token, struct ref which,
    const void *bytes, size_t n, int32_t today, struct ref *out);
ERR_CHECKED enum err door_file_end(struct arena *a, struct db *db, const char *token, struct ref file);

/* ---- the spool's key */

/* xiezhi migrate: what the store is told of it. */
ERR_CHECKED enum err door_key_tell(struct arena *a, struct db *db, const struct program_keys *k);
/* Of the pool for slow work (module_start of cgi/modules.h). */
void door_spool_start(struct arena *a, const struct conf *c, const struct program_keys *k);
/* The next file that came with a message is stored or refused; *more: there was one.  Without a session. */
ERR_CHECKED enum err door_file_work(struct arena *a, struct db *db, bool *more);

/* ---- at the desk, for who may write the case */

struct door_stored {
	struct ref message;
	int64_t size;
	const char *type, *address, *sha256;	/* sha256: hex */
};
/* ERR_NOT_FOUND: none, not theirs, or not stored (yet). */
ERR_CHECKED enum err door_file_get(struct arena *a, struct db *db, struct ref file, struct door_stored *out);
#endif
