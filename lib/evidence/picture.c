/* picture.c - rows of small pictures; see picture.h.  The process is picture_process.c's. */
#include "lib/evidence/picture.h"

#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/evidence/file.h"
#include "lib/evidence/store_priv.h"
#include "lib/sec/sec.h"

#define PICTURE_FILE_MAX (40 << 20)

struct whole {
	unsigned char *bytes;
	size_t n;
};

static enum err
collect(const void *bytes, size_t n, void *ctx)
{
	struct whole *w = ctx;

	memcpy(w->bytes + w->n, bytes, n);
	w->n += n;
	return OK;
}

bool
evidence_picture_wanted(const char *type)
{
	return str_eq(type, "image/jpeg") || str_eq(type, "image/png");
}

static const char *
purpose(struct arena *a, int64_t file)
{
	return arena_printf(a, "picture %" PRId64, file);
}

static enum err
ask(struct arena *a, const struct evidence_attachment *t, struct picture *p)
{
	struct store_reader *file;
	struct whole w = { .n = 0 };
	enum err e;

	if (t->size > PICTURE_FILE_MAX) {
		*p = (struct picture){ .failed = "large" };
		return OK;
	}
	e = evidence_store_open(a, t->address, &file);
	if (e == OK && evidence_store_size(file) != t->size)
		e = err_set(ERR_STATE, "a file of another size");
	if (e != OK)
		return e;
	w.bytes = arena_alloc(a, (size_t)t->size);
	e = evidence_store_read(file, 0, t->size, collect, &w);
	return e == OK ? evidence_picture_ask(a, w.bytes, w.n, p) : e;
}

enum err
evidence_picture_make(struct arena *a, struct db *db, struct ref attachment, int64_t now)
{
	struct arena *own = arena_child(a);	/* a photo is large, and not wanted any longer */
	struct evidence_attachment t;
	struct picture p = { 0 };
	unsigned char *sealed = NULL;
	size_t sealed_n = 0;
	struct db_row r;
	enum err e = evidence_attachment_get(own, db, attachment, &t);

	if (e == OK)
		e = DB_ONE(own, db, &r, "select exists (select from xz.record_picture where file_id = $1) as there",
		    DB_I64(t.file));
	if (e == OK && !row_bool(r, "there") && evidence_picture_wanted(t.type)) {
		e = ask(own, &t, &p);
		if (e == OK && p.failed == NULL)
			seal(own, evidence_store_used.key, purpose(own, t.file), p.small, p.small_n, &sealed,
			    &sealed_n);
		if (e == OK)
			e = DB_EXEC(own, db,
			    "insert into xz.record_picture (file_id, state, reason, width, height,"
			    " taken_at, latitude_e6, longitude_e6, small, made_at)"
			    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
			    " on conflict do nothing",
			    DB_I64(t.file), DB_TEXT(p.failed == NULL ? "made" : "failed"),
			    DB_TEXT(p.failed == NULL ? "" : p.failed), DB_ID(p.width), DB_ID(p.height),
			    DB_TIME(p.taken_at), p.placed ? DB_I64(p.latitude_e6) : DB_NULL,
			    p.placed ? DB_I64(p.longitude_e6) : DB_NULL, sealed != NULL ? DB_BYTES(sealed, sealed_n) :
			    DB_NULL, DB_TIME(now));
	}
	arena_free(own);
	return e;
}

enum err
evidence_picture_small(struct arena *a, struct db *db, struct ref attachment, const void **bytes, size_t *n)
{
	const void *sealed;
	unsigned char *plain;
	struct db_row r;
	size_t sealed_n;
	enum err e = DB_ONE(a, db, &r, "select p.file_id, p.small from xz.record_attachment t"
	    " join xz.record_picture p on p.file_id = t.file_id where t.ref = $1", DB_REF(attachment));

	if (e != OK)
		return e;
	sealed = row_bytes(a, r, "small", &sealed_n);
	if (sealed == NULL || evidence_store_used.key == NULL)
		return err_set(ERR_NOT_FOUND, "no small picture");
	e = unseal(a, evidence_store_used.key, purpose(a, row_i64(r, "file_id")), sealed, sealed_n, &plain, n);
	if (e != OK)
		return err_set(ERR_IO, "small picture: %s", arena_strdup(a, err_last()));
	*bytes = plain;
	return OK;
}
