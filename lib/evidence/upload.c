/* upload.c - see upload.h. */
#include "lib/evidence/upload.h"

#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/evidence/incoming.h"
#include "lib/evidence/scan.h"
#include "lib/evidence/spool.h"
#include "lib/sec/chunk.h"

#define MIB (1 << 20)

static enum err
parameter(struct arena *a, struct db *db, const char *key, int64_t agency, int64_t now, int64_t *out)
{
	struct calendar_parameter p;
	enum err e = calendar_parameter_get(a, db, key, time_day(now), agency, NULL, &p);

	if (e == OK)
		*out = p.value;
	return e;
}

enum err
evidence_upload_max(struct arena *a, struct db *db, int64_t agency, int64_t now, int64_t *out)
{
	int64_t mib;
	enum err e = parameter(a, db, "upload.file", agency, now, &mib);

	if (e == OK)
		*out = mib * MIB;
	return e;
}

static enum err
within_limits(struct arena *a, struct db *db, const struct evidence_upload_new *u)
{
	int64_t count = 0, size = 0, largest = 0;
	struct db_row r;
	enum err e = evidence_upload_max(a, db, u->agency, u->now, &largest);

	if (e == OK && (u->size < 1 || u->size > largest))
		return err_set(ERR_INPUT, "a file of %" PRId64 " bytes", u->size);
	if (e == OK)
		e = parameter(a, db, "upload.open", u->agency, u->now, &count);
	if (e == OK)
		e = parameter(a, db, "upload.open.size", u->agency, u->now, &size);
	/* two at once must not pass together */
	if (e == OK)
		e = DB_EXEC(a, db, "select pg_advisory_xact_lock(hashtextextended('upload ' || $1::bigint, 0))",
		    DB_I64(u->account));
	if (e == OK)
		e = DB_ONE(a, db, &r, "select count(*) as n, coalesce(sum(size), 0)::bigint as bytes"
		    " from xz.record_upload"
		    " where account_id = $1 and state = 'open' and expires_at > $2", DB_I64(u->account),
		    DB_TIME(u->now));
	if (e == OK && (row_i64(r, "n") >= count || row_i64(r, "bytes") + u->size > size * MIB))
		return err_set(ERR_LIMIT, "%" PRId64 " uploads of %" PRId64 " bytes under way", row_i64(r, "n"),
		    row_i64(r, "bytes"));
	return e;
}

static enum err
life(struct arena *a, struct db *db, int64_t agency, int64_t now, int64_t *until)
{
	int64_t days = 0;
	enum err e = parameter(a, db, "upload.life", agency, now, &days);

	*until = now + days * DAY_US;
	return e;
}

enum err
evidence_upload_begin(struct arena *a, struct db *db, const struct evidence_upload_new *u, struct ref *out)
{
	struct db_row r;
	int64_t until;
	enum err e = within_limits(a, db, u);

	if (e == OK)
		e = life(a, db, u->agency, u->now, &until);
	if (e == OK)
		e = DB_ONE(a, db, &r,
		    "insert into xz.record_upload (account_id, agency_id, subject_kind, subject_id, name, size, sha256,"
		    " made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ref",
		    DB_I64(u->account), DB_I64(u->agency), DB_TEXT(u->subject_kind), DB_I64(u->subject),
		    DB_TEXT(u->name), DB_I64(u->size), u->sha256 != NULL ? DB_BYTES(u->sha256, 32) : DB_NULL,
		    DB_TIME(u->now), DB_TIME(until));
	if (e == OK)
		*out = row_ref(r, "ref");
	return e;
}

enum err
evidence_upload_get(struct arena *a, struct db *db, struct ref ref, bool lock, int64_t now, struct evidence_upload *out)
{
	struct db_row r;
	enum err e = OK;
	size_t n;

	if (lock)
		e = DB_ONE(a, db, &r, "select id from xz.record_upload where ref = $1 for update", DB_REF(ref));
	if (e == OK)
		e = DB_ONE(a, db, &r,
		    "select u.id, u.ref, u.account_id, u.agency_id, u.subject_kind, u.subject_id, u.name,"
		    " u.size, u.had_bytes, u.sha256, u.taken, u.state, u.reason, u.expires_at, t.ref as attachment,"
		    " s.ref as subject_ref from xz.record_upload u cross join lateral (select x.ref from xz.subject x"
		    " where x.kind = u.subject_kind and x.id = u.subject_id limit 1) s"
		    " left join xz.record_attachment t on t.id = u.attachment_id"
		    " where u.ref = $1", DB_REF(ref));
	if (e != OK)
		return e;
	*out = (struct evidence_upload){ .id = row_i64(r, "id"), .ref = row_ref(r, "ref"),
	    .account = row_i64(r, "account_id"), .agency = row_i64(r, "agency_id"),
	    .subject_kind = row_text(r, "subject_kind"), .subject = row_i64(r, "subject_id"),
	    .subject_ref = row_ref(r, "subject_ref"), .name = row_text(r, "name"), .size = row_i64(r, "size"),
	    .had = row_i64(r, "had_bytes"), .state = row_text(r, "state"), .reason = row_text_null(r, "reason"),
	    .attachment = row_ref_or_zero(r, "attachment"), .expires_at = row_time(r, "expires_at") };
	if (row_has(r, "sha256"))
		out->sha256 = row_bytes(a, r, "sha256", &n);
	if (row_has(r, "taken"))
		out->taken = row_bytes(a, r, "taken", &out->taken_n);
	out->expired = str_eq(out->state, "open") && out->expires_at <= now;
	return OK;
}

static struct incoming
incoming_of(const struct evidence_upload *u)
{
	return (struct incoming){ .upload = u->ref, .size = u->size, .had = u->had, .state = u->taken,
	    .state_n = u->taken_n };
}

struct piece {
	struct ref ref;
	int64_t offset, now;
	const void *bytes;
	size_t n;
	struct evidence_upload *out;
	bool moved;			/* bytes that came before lie in the body now */
};

static enum err
put_piece(struct arena *a, struct db *db, void *ctx)
{
	struct piece *p = ctx;
	struct evidence_upload *u = ARENA_NEW(a, struct evidence_upload);
	struct incoming in;
	const void *taken;
	int64_t until;
	size_t taken_n;
	enum err e = evidence_upload_get(a, db, p->ref, true, p->now, u);

	if (e != OK)
		return e;
	in = incoming_of(u);
	p->out->had = u->had;
	p->out->size = u->size;
	p->out->expires_at = u->expires_at;
	if (!str_eq(u->state, "open") || u->expired)
		return err_set(ERR_STATE, "the upload is %s", u->expired ? "expired" : u->state);
	if (p->offset != u->had)
		return err_set(ERR_CONFLICT, "offset %" PRId64 ", not %" PRId64, u->had, p->offset);
	if ((int64_t)p->n > u->size - u->had)
		return err_set(ERR_INPUT, "%zu bytes at %" PRId64 " of %" PRId64, p->n, u->had, u->size);
	if (p->n == 0)
		return OK;
	e = life(a, db, u->agency, p->now, &until);
	/* First on the disk, then known: killed in between, the piece is sent again and replaces this one. */
	if (e == OK)
		e = evidence_incoming_add(a, &in, p->bytes, p->n, &taken, &taken_n);
	if (e == OK)
		e = DB_EXEC(a, db, "update xz.record_upload set had_bytes = $2, expires_at = $3, taken = $4"
		    " where id = $1", DB_I64(u->id), DB_I64(u->had + (int64_t)p->n), DB_TIME(until),
		    taken != NULL ? DB_BYTES(taken, taken_n) : DB_NULL);
	if (e == OK) {
		p->out->had = u->had + (int64_t)p->n;
		p->out->expires_at = until;
		p->moved = taken != in.state;
	}
	return e;
}

enum err
evidence_upload_piece(struct arena *a, struct db *db, struct ref ref, int64_t offset, const void *bytes, size_t n,
    int64_t now, struct evidence_upload *out)
{
	struct piece p = { .ref = ref, .offset = offset, .now = now, .bytes = bytes, .n = n, .out = out };
	struct evidence_upload u;
	struct incoming in;
	enum err e = db_tx_run(a, db, NULL, put_piece, &p, NULL);

	/* Aligned pieces, as our own page sends them, leave nothing to tidy. */
	if (e == OK && p.moved && offset % CHUNK_PLAIN != 0 && evidence_upload_get(a, db, ref, false, now, &u) == OK) {
		in = incoming_of(&u);
		evidence_incoming_tidy(a, &in);
	}
	return e;
}

enum err
evidence_upload_assemble(struct arena *a, const struct evidence_upload *u, struct store_content *out)
{
	struct incoming in = incoming_of(u);

	return evidence_incoming_keep(a, &in, u->agency, u->sha256, out);
}

enum err
evidence_upload_close(struct arena *a, struct db *db, int64_t id, const char *state, const char *reason,
    int64_t attachment)
{
	return DB_EXEC(a, db,
	    "update xz.record_upload set state = $2, reason = $3, attachment_id = $4 where id = $1 and state = 'open'",
	    DB_I64(id), DB_TEXT(state), DB_TEXT(reason), DB_ID(attachment));
}

struct ending {
	struct ref ref;
	int64_t now;
	const char *state, *reason;
};

static enum err
end_tx(struct arena *a, struct db *db, void *ctx)
{
	const struct ending *q = ctx;
	struct evidence_upload u;
	enum err e = evidence_upload_get(a, db, q->ref, true, q->now, &u);

	return e == OK ? evidence_upload_close(a, db, u.id, q->state, q->reason, 0) : e;
}

static enum err
close_upload(struct arena *a, struct db *db, struct ref ref, int64_t now, const char *state, const char *reason)
{
	struct ending q = { ref, now, state, reason };
	enum err e = db_tx_run(a, db, NULL, end_tx, &q, NULL);

	return e == OK ? evidence_spool_drop(a, ref) : e;
}

enum err
evidence_upload_end(struct arena *a, struct db *db, struct ref upload, int64_t now)
{
	return close_upload(a, db, upload, now, "ended", NULL);
}

enum err
evidence_upload_finish(struct arena *a, struct db *db, const struct act *act, const struct evidence_upload *u,
    db_tx_fn put,
    struct ref *attachment)
{
	struct store_content content;
	struct evidence_put p = { .act = act, .subject = u->subject_ref, .name = u->name, .content = &content,
	    .upload = u->id };
	const char *why = NULL;
	enum err e, refused;

	if (str_eq(u->state, "done")) {
		*attachment = u->attachment;
		return evidence_spool_drop(a, u->ref);	/* it may have been killed before it came to that */
	}
	e = evidence_upload_assemble(a, u, &content);
	if (e == ERR_CONFLICT || e == ERR_STATE)
		why = e == ERR_CONFLICT ? "changed" : "damaged";
	if (e == OK)
		e = evidence_scan(a, db, &content, u->subject_kind, u->subject_ref);
	if (e == ERR_INPUT) {
		why = "infected";
		e = ERR_STATE;
	}
	if (e == OK) {
		/* Put together without the transaction, as that may take a while; two who do so at once meet here. */
		e = db_tx_run(a, db, NULL, put, &p, NULL);
		why = e == ERR_DENIED || e == ERR_NOT_FOUND ? "denied" : e == ERR_STATE ? "ended" : NULL;
		if (e == ERR_CONFLICT)	/* of rows, not of digests: asked again it may go */
			e = err_set(ERR_DB, "%s", arena_strdup(a, err_last()));
	}
	if (why != NULL) {
		refused = close_upload(a, db, u->ref, act->occurred_at, "refused", why);
		return refused == OK ? err_set(e, "upload refused: %s", why) : refused;
	}
	if (e != OK)
		return e;
	*attachment = p.ref;
	return evidence_spool_drop(a, u->ref);
}
