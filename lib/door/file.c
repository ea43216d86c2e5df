/* file.c - files on their way in through the door; see file.h. */
#include "lib/door/file.h"

#include <string.h>
#include <strings.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/door/envelope.h"
#include "lib/sec/parcel.h"
#include "lib/sec/sec.h"

#define SIZE_PARAMETER "door.file"
#define COUNT_PARAMETER "door.files"

const char *
door_piece_purpose(struct arena *a, struct ref file, int64_t at)
{
	char text[REF_TEXT_SIZE];

	ref_text(file, text);
	return arena_printf(a, "door file %s %lld", text, (long long)at);
}

enum err
door_limits(struct arena *a, struct db *db, int32_t today, struct door_limits *out)
{
	static const char *const keys[] = { SIZE_PARAMETER, COUNT_PARAMETER };
	struct calendar_parameter p[2];
	enum err e = calendar_parameters_get(a, db, keys, 2, today, 0, NULL, p);

	if (e == OK)
		*out = (struct door_limits){ .size = p[0].id != 0 ? p[0].value << 20 : 0,
		    .count = p[1].id != 0 ? (int)p[1].value : 0 };
	return e;
}

bool
door_name_ok(const char *name)
{
	static const char *const endings[] = { "jpg", "jpeg", "png", "gif", "webp", "pdf", "mp4", "mov", "webm", "mp3",
	    "m4a", "wav" };
	const char *dot = strrchr(name, '.');
	size_t i;

	for (i = 0; dot != NULL && i < sizeof(endings) / sizeof(*endings); i++)
		if (strcasecmp(dot + 1, endings[i]) == 0)
			return true;
	return false;
}

static struct db_param
session(struct arena *a, const char *token)
{
	unsigned char *hash = arena_alloc(a, SHA256_SIZE);

	sha256(token, strlen(token), hash);
	return DB_BYTES(hash, SHA256_SIZE);
}

static enum err
key_now(struct arena *a, struct db *db, const unsigned char **pub, size_t *n)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.door_key_now() as key");

	if (e == OK && !row_has(r, "key"))
		return err_set(ERR_STATE, "no key of the spool");
	if (e == OK)
		*pub = row_bytes(a, r, "key", n);
	return e;
}

enum err
door_file_begin(struct arena *a, struct db *db, const char *token, struct ref which, int64_t size, int32_t today,
    struct ref *out)
{
	const unsigned char *pub;
	struct door_limits most;
	struct db_row r;
	size_t n;
	enum err e = door_limits(a, db, today, &most);

	if (e == OK && (size < 1 || size > most.size))
		return err_set(ERR_INPUT, "a file of %lld bytes", (long long)size);
	if (e == OK)
		e = key_now(a, db, &pub, &n);
	if (e != OK)
		return e;
	e = DB_ONE(a, db, &r, "select ref from xz.door_file_begin($1, $2, $3)", session(a, token), DB_REF(which),
	    DB_I64(size));
	if (e == ERR_INPUT && str_eq(db_constraint(db), "door_many"))
		return err_set(ERR_LIMIT, "too many files under way");
	if (e == OK)
		*out = row_ref(r, "ref");
	return e;
}

enum err
door_file_had(struct arena *a, struct db *db, const char *token, struct ref file, int64_t *had, int64_t *size)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select had, size from xz.door_file_had($1, $2)", session(a, token),
	    DB_REF(file));

	if (e == OK) {
		*had = row_i64(r, "had");
		*size = row_i64(r, "size");
	}
	return e;
}

enum err
door_file_piece(struct arena *a, struct db *db, const char *token, struct ref file, int64_t at, const void *bytes,
    size_t n, int64_t *had, int64_t *size)
{
	const unsigned char *pub;
	unsigned char *sealed;
	size_t pub_n, sealed_n;
	struct db_row r;
	enum err e = n > DOOR_PIECE ? err_set(ERR_INPUT, "a piece of %zu bytes", n) : key_now(a, db, &pub, &pub_n);

	if (e == OK)
		e = parcel_close(a, pub, pub_n, door_piece_purpose(a, file, at), bytes, n, &sealed, &sealed_n);
	if (e == OK)
		e = DB_ONE(a, db, &r, "select had, size, taken from xz.door_file_piece($1, $2, $3, $4, $5)",
		    session(a, token), DB_REF(file), DB_I64(at), DB_I64((int64_t)n), DB_BYTES(sealed, sealed_n));
	if (e != OK)
		return e;
	*had = row_i64(r, "had");
	*size = row_i64(r, "size");
	if (row_bool(r, "taken"))
		return OK;
	return *had == at ? err_set(ERR_INPUT, "more than was said") : err_set(ERR_CONFLICT, "another piece is next");
}

const char *
door_file_mark(struct arena *a, const void *bytes, size_t n)
{
	char *hex = arena_alloc(a, 2 * SHA256_SIZE + 1);
	unsigned char digest[SHA256_SIZE];

	sha256(bytes, n, digest);
	str_hex(digest, sizeof(digest), hex);
	return hex;
}

enum err
door_file_whole(struct arena *a, struct db *db, const char *token, struct ref which, const void *bytes, size_t n,
    int32_t today, struct ref *out)
{
	const unsigned char *p = bytes;
	int64_t had = 0, size;
	enum err e = door_file_begin(a, db, token, which, (int64_t)n, today, out);

	while (e == OK && (size_t)had < n) {
		size_t k = n - (size_t)had > DOOR_PIECE ? DOOR_PIECE : n - (size_t)had;
		struct arena *own = arena_child(a);

		e = door_file_piece(own, db, token, *out, had, p + had, k, &had, &size);
		arena_free(own);
	}
	return e;
}

enum err
door_file_end(struct arena *a, struct db *db, const char *token, struct ref file)
{
	return DB_EXEC(a, db, "select xz.door_file_end($1, $2)", session(a, token), DB_REF(file));
}
