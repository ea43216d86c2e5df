/* in.c - see in.h. */
#include "lib/exchange/in.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/envelope.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"
#include "lib/source/public.h"

#define OPENED 64		/* secrets a worker keeps open: opening one takes longer than all else of a request */
#define SECRET_MAX 64

static const struct sign_key *opener;
static struct {
	int64_t key;		/* 0: none */
	unsigned char secret[SECRET_MAX];
	size_t n;
} opened[OPENED];

void
exchange_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)c;
	opener = k->exchange_sm2;
}

static enum err
tell(struct arena *a, struct db *db, const char *owner, const struct sign_key *key)
{
	unsigned char *pub;
	size_t n;
	enum err e;

	if (key == NULL)
		return OK;
	e = sign_public(a, key, &pub, &n);
	return e == OK ? DB_EXEC(a, db, "insert into xz.exchange_seal (owner, public_key) values ($1, $2)"
	    " on conflict (public_key) do nothing", DB_TEXT(owner), DB_BYTES(pub, n)) : e;
}

enum err
exchange_key_tell(struct arena *a, struct db *db, const struct program_keys *k)
{
	enum err e = tell(a, db, "exchange", k->exchange_sm2);

	return e == OK ? tell(a, db, "courier", k->courier_sm2) : e;
}

/* Of a key that does not change. */
static enum err
open_secret(struct arena *a, int64_t key, const unsigned char *sealed, size_t n, struct exchange_caller *out)
{
	size_t at = (size_t)key % OPENED, len;
	char *text;
	enum err e;

	if (opened[at].key != key) {
		if (opener == NULL)
			return err_set(ERR_IO, "the key exchange-sm2 is missing");
		e = envelope_open(a, opener, EXCHANGE_PURPOSE, sealed, n, &text, &len);
		if (e != OK || len > SECRET_MAX)
			return err_set(ERR_IO, "the secret of a link does not open");
		memcpy(opened[at].secret, text, len);
		opened[at].n = len;
		opened[at].key = key;
	}
	out->check = opened[at].secret;
	out->check_n = opened[at].n;
	return OK;
}

enum err
exchange_caller(struct arena *a, struct db *db, const char *keyid, struct exchange_caller *out)
{
	const unsigned char *sealed;
	struct db_row r;
	size_t n;
	enum err e = DB_ONE(a, db, &r, "select key_id, link, algorithm, public_key, secret_sealed"
	    " from xz.exchange_key_of($1)", DB_TEXT(keyid));

	if (e != OK)
		return e;
	*out = (struct exchange_caller){ .key = row_i64(r, "key_id"), .link = row_text(r, "link") };
	if (!key_algorithm(row_text(r, "algorithm"), &out->algorithm))
		return err_set(ERR_DB, "an unknown algorithm");
	if (row_has(r, "public_key")) {
		out->check = row_bytes(a, r, "public_key", &out->check_n);
		return OK;
	}
	sealed = row_bytes(a, r, "secret_sealed", &n);
	return open_secret(a, out->key, sealed, n, out);
}

enum err
exchange_enter(struct arena *a, struct db *db, int64_t key, const char *nonce, const char *route,
    struct exchange_refusal *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select refusal, wait from xz.exchange_enter($1, $2, $3)", DB_I64(key),
	    DB_TEXT(nonce), DB_TEXT(route));

	if (e == OK)
		*out = (struct exchange_refusal){ .code = row_text_null(r, "refusal"), .wait = row_i32(r, "wait") };
	return e;
}

static void
came(struct db_row r, struct exchange_came *out)
{
	out->state = row_text(r, "state");
	out->reason = row_text(r, "reason");
	out->field = row_text(r, "field");
	out->answer = row_text(r, "answer");
}

enum err
exchange_put(struct arena *a, struct db *db, int64_t key, const char *nonce, const char *route,
    const char *idempotency_key, const void *body, size_t n, struct exchange_refusal *refused,
    struct exchange_came *out)
{
	unsigned char sum[SHA256_SIZE], *sealed;
	const unsigned char *pub;
	size_t pub_n, sealed_n;
	struct db_row r;
	enum err e = source_key_now(a, db, &pub, &pub_n);

	if (e == OK)
		e = envelope_close(a, pub, pub_n, EXCHANGE_RAW_PURPOSE, body, n, &sealed, &sealed_n);
	if (e != OK)
		return e;
	sha256(body, n, sum);
	e = DB_ONE(a, db, &r, "select refusal, wait, inbox, state, reason, field, answer, again"
	    " from xz.exchange_put($1, $2, $3, $4, $5, $6)", DB_I64(key), DB_TEXT(nonce), DB_TEXT(route),
	    DB_TEXT(idempotency_key), DB_BYTES(sum, sizeof(sum)), DB_BYTES(sealed, sealed_n));
	if (e != OK)
		return e;
	*refused = (struct exchange_refusal){ .code = row_text_null(r, "refusal"), .wait = row_i32(r, "wait") };
	out->inbox = row_i64(r, "inbox");
	out->again = row_bool(r, "again");
	came(r, out);
	return OK;
}

enum err
exchange_refuse(struct arena *a, struct db *db, struct exchange_came *x, const char *reason, const char *field)
{
	x->state = "refused";
	x->reason = reason;
	x->field = field;
	x->answer = "";
	return DB_EXEC(a, db, "select xz.exchange_end($1, 'refused', $2, $3, '')", DB_I64(x->inbox), DB_TEXT(reason),
	    DB_TEXT(field));
}

enum err
exchange_clue(struct arena *a, struct db *db, const struct exchange_caller *c, const struct source_report *report,
    struct exchange_came *x)
{
	struct source_report own = *report;
	struct source_sealed s;
	struct db_row r;
	enum err e;

	own.once = arena_printf(a, "%s %s", c->link, report->once);	/* two links have numbers of their own */
	e = source_seal(a, db, &own, &s);
	if (e == OK)
		e = DB_ONE(a, db, &r, "select state, reason, field, answer"
		    " from xz.exchange_clue($1, $2, $3, $4, $5, $6, $7, $8)",
		    DB_I64(x->inbox), DB_TEXT(report->once), DB_TEXT(report->sort), DB_BOOL(*report->name != '\0'),
		    DB_REF_OR_NULL(report->agency), DB_BYTES(s.bytes, s.n), DB_BYTES(s.hash, sizeof(s.hash)),
		    DB_TIME(report->received_at != 0 ? report->received_at : TIME_NONE));
	if (e == OK)
		came(r, x);
	return e;
}

enum err
exchange_events(struct arena *a, struct db *db, int64_t key, int64_t after, struct exchange_page *out)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select pos, kind, subject_kind, subject_ref, at, last, more"
	    " from xz.exchange_events($1, $2, $3::int)", DB_I64(key), DB_I64(after), DB_I64(EXCHANGE_EVENTS_MAX));

	if (e != OK)
		return e;
	*out = (struct exchange_page){ .event = ARENA_ARRAY(a, struct exchange_event, (size_t)db_count(rows)) };
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		out->last = row_i64(r, "last");
		out->more = row_bool(r, "more");
		if (row_has(r, "pos"))
			out->event[out->n++] = (struct exchange_event){ .pos = row_i64(r, "pos"),
			    .at = row_time(r, "at"), .kind = row_text(r, "kind"),
			    .subject_kind = row_text(r, "subject_kind"), .ref = row_ref(r, "subject_ref") };
	}
	return OK;
}

enum err
exchange_called(struct arena *a, struct db *db, const struct exchange_use *u)
{
	return DB_EXEC(a, db, "select xz.exchange_called($1, $2, $3, $4::int, $5::int, $6::int, $7::int, $8)",
	    DB_I64(u->key), DB_TEXT(u->route), DB_TEXT(u->subject), DB_I64(u->rows), DB_I64(u->bytes), DB_I64(u->ms),
	    DB_I64(u->status), DB_TEXT(u->error));
}
