/* spool.c - files that came through the door, opened with the spool's key, scanned and stored; see file.h. */
#include "lib/base/arena.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/door/envelope.h"
#include "lib/door/file.h"
#include "lib/evidence/scan.h"
#include "lib/evidence/store.h"
#include "lib/evidence/type.h"
#include "lib/sec/keys.h"
#include "lib/sec/parcel.h"
#include "lib/sec/sec.h"

static const struct sign_key *spool_key;

void
door_spool_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)c;
	spool_key = k->spool_sm2;
}

/* One that came: */
struct came {
	int64_t id, agency, size;
	struct ref ref, message;
};

static enum err
add_piece(struct arena *a, struct db *db, const struct came *f, int64_t *at, struct store_writer *w)
{
	unsigned char *bytes;
	const void *sealed;
	struct db_row r;
	size_t n, len;
	enum err e = DB_ONE(a, db, &r, "select at, sealed from xz.door_file_next($1, $2)", DB_I64(f->id), DB_I64(*at));

	if (e == ERR_NOT_FOUND || (e == OK && row_i64(r, "at") != *at))
		return err_set(ERR_STATE, "a piece is missing");
	if (e != OK)
		return e;
	sealed = row_bytes(a, r, "sealed", &n);
	if (parcel_open(a, spool_key, door_piece_purpose(a, f->ref, *at), sealed, n, &bytes, &len) != OK || len == 0)
		return err_set(ERR_STATE, "a piece that the spool's key does not open");
	*at += (int64_t)len;
	e = evidence_store_add(w, bytes, len);
	wipe(bytes, len);
	return e;
}

/* ERR_STATE: damaged. */
static enum err
gather(struct arena *a, struct db *db, const struct came *f, struct store_writer **w)
{
	int64_t at = 0;
	enum err e = evidence_store_begin(a, w);

	while (e == OK && at < f->size) {
		struct arena *own = arena_child(a);

		e = add_piece(own, db, f, &at, *w);
		arena_free(own);
	}
	return e == OK && at != f->size ? err_set(ERR_STATE, "of another size than was said") : e;
}

static enum err
stored(struct arena *a, struct db *db, const struct came *f, const struct store_content *c, const char *type)
{
	return DB_EXEC(a, db, "select xz.door_file_stored($1, $2, $3, $4, $5, $6)", DB_I64(f->id),
	    DB_BYTES(c->sha256, 32), DB_BYTES(c->sm3, 32), DB_I64(c->size), DB_TEXT(type), DB_TEXT(c->address));
}

/* In the store, or *why not. */
static enum err
take_in(struct arena *a, struct db *db, const struct came *f, const char **why)
{
	struct store_content c;
	struct store_writer *w;
	const char *type;
	enum err e = gather(a, db, f, &w);

	if (e == ERR_STATE)
		*why = "damaged";
	if (e == OK)
		e = evidence_store_digest(w, &c);
	if (e != OK)
		return e;
	type = arena_strdup(a, evidence_type_of(c.begin, c.begin_n));
	if (!evidence_type_shown(type)) {
		*why = "type";
		return err_set(ERR_INPUT, "a file of type %s", type);
	}
	e = evidence_store_keep(w, f->agency, &c);
	if (e == OK) {
		e = evidence_scan(a, db, &c, "message", f->message);
		if (e == ERR_INPUT)
			*why = "infected";
	}
	return e == OK ? stored(a, db, f, &c, type) : e;
}

enum err
door_file_work(struct arena *a, struct db *db, bool *more)
{
	const char *why = NULL;
	struct came f;
	struct db_row r;
	enum err e;

	*more = false;
	if (spool_key == NULL)
		return OK;
	e = DB_ONE(a, db, &r, "select id, ref, message, agency_id, size from xz.door_file_take()");
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	*more = true;
	f = (struct came){ .id = row_i64(r, "id"), .ref = row_ref(r, "ref"), .message = row_ref(r, "message"),
	    .agency = row_i64(r, "agency_id"), .size = row_i64(r, "size") };
	e = take_in(a, db, &f, &why);
	if (why == NULL)
		return e;
	LOG(LOG_INFO, "file refused", LOG_I64("file", f.id), LOG_TEXT("why", why), LOG_TEXT("detail", err_last()));
	return DB_EXEC(a, db, "select xz.door_file_refused($1, $2)", DB_I64(f.id), DB_TEXT(why));
}

enum err
door_file_get(struct arena *a, struct db *db, struct ref file, struct door_stored *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select message, size, type, address, encode(sha256, 'hex') as sha256"
	    " from xz.door_file_get($1)", DB_REF(file));

	if (e == OK)
		*out = (struct door_stored){ .message = row_ref(r, "message"), .size = row_i64(r, "size"),
		    .type = row_text(r, "type"), .address = row_text(r, "address"), .sha256 = row_text(r, "sha256") };
	return e;
}
