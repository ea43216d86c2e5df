/* public.c - see public.h. */
#include "lib/source/public.h"

#include <ctype.h>
#include <jansson.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/envelope.h"
#include "lib/sec/sec.h"
#include "lib/source/envelope.h"

#define SECRET_BYTES 10		/* 16 letters */
#define ONCE_BYTES 16
#define ONCE_TEXT 22

const char *
source_once(struct arena *a)
{
	return random_token(a, ONCE_BYTES);
}

bool
source_once_ok(const char *text)
{
	return text != NULL && strlen(text) == ONCE_TEXT &&
	    strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == ONCE_TEXT;
}

static void
mark(struct arena *a, const char *what, const struct source_report *r, const char *text, unsigned char out[SHA256_SIZE])
{
	const char *bytes = arena_printf(a, "xz-report-%s\n%s\n%s\n%s", what, r->once, r->sort, text);

	sha256(bytes, strlen(bytes), out);
}

/* One form with one content is one message. */
static const char *
message_of(struct arena *a, const struct source_report *r, const char *text)
{
	unsigned char sum[SHA256_SIZE];
	char *hex = arena_alloc(a, 2 * SHA256_SIZE + 1);

	mark(a, "message", r, text, sum);
	str_hex(sum, SHA256_SIZE, hex);
	return hex;
}

/* Of what only the sender and this request know, so that a form sent again is answered alike. */
static const char *
secret_of(struct arena *a, const struct source_report *r, const char *text)
{
	unsigned char sum[SHA256_SIZE];

	mark(a, "secret", r, text, sum);
	return base32_encode(a, sum, SECRET_BYTES);
}

static void
secret_hash(const char *secret, unsigned char out[SHA256_SIZE])
{
	sha256(secret, strlen(secret), out);
}

static const char *
as_json(struct arena *a, const struct source_report *r)
{
	return envelope_text(a, json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "about", r->about, "place", r->place,
	    "content", r->content, "name", r->name, "telephone", r->telephone, "address", r->address));
}

enum err
source_key_now(struct arena *a, struct db *db, const unsigned char **pub, size_t *n)
{
	struct db_row row;
	enum err e = DB_ONE(a, db, &row, "select xz.source_key_now() as key");

	*pub = NULL;
	*n = 0;
	if (e == OK && !row_has(row, "key"))
		return err_set(ERR_STATE, "no key of the intake");
	if (e == OK)
		*pub = row_bytes(a, row, "key", n);
	return e;
}

enum err
source_open(struct arena *a, struct db *db, bool *out)
{
	const unsigned char *pub;
	size_t n;
	enum err e = source_key_now(a, db, &pub, &n);

	*out = e == OK;
	return e == ERR_STATE ? OK : e;
}

void
source_name(struct arena *a, const struct source_report *r, struct source_sealed *out)
{
	const char *text = as_json(a, r);

	out->once = message_of(a, r, text);
	out->secret = secret_of(a, r, text);
	secret_hash(out->secret, out->hash);
}

enum err
source_seal(struct arena *a, struct db *db, const struct source_report *r, struct source_sealed *out)
{
	const unsigned char *pub;
	size_t pub_n;
	enum err e = source_key_now(a, db, &pub, &pub_n);

	return e == OK ? source_seal_to(a, pub, pub_n, r, out) : e;
}

enum err
source_seal_to(struct arena *a, const unsigned char *pub, size_t pub_n, const struct source_report *r,
    struct source_sealed *out)
{
	const char *text = as_json(a, r);

	source_name(a, r, out);
	return envelope_close(a, pub, pub_n, SOURCE_PURPOSE, text, strlen(text), &out->bytes, &out->n);
}

enum err
source_take(struct arena *a, struct db *db, const struct source_report *r, struct source_receipt *out)
{
	struct source_sealed s;
	const struct db_rows *rows;
	enum err e = source_seal(a, db, r, &s);

	if (e == OK)
		e = DB_MANY(a, db, &rows, "select number, again from xz.source_take($1, $2, $3, $4, $5, $6)",
		    DB_TEXT(s.once), DB_TEXT(r->sort), DB_BOOL(*r->name != '\0'), DB_REF_OR_NULL(r->agency),
		    DB_BYTES(s.bytes, s.n), DB_BYTES(s.hash, sizeof(s.hash)));
	if (e == OK && db_count(rows) == 0)
		return err_set(ERR_STATE, "nobody takes it in");
	if (e == OK)
		*out = (struct source_receipt){ .number = row_text(db_at(rows, 0), "number"), .secret = s.secret,
		    .again = row_bool(db_at(rows, 0), "again") };
	return e;
}

/* Capitals and digits alone; of base 32 the digits that are taken for letters as the letters they are taken for. */
static const char *
typed(struct arena *a, const char *text, bool letters)
{
	char *out = arena_alloc(a, strlen(text) + 1), *p = out;

	for (; *text != '\0'; text++) {
		int c = toupper((unsigned char)*text);

		if (c == '0' && letters)
			c = 'O';
		if (c == '1' && letters)
			c = 'I';
		if (c == '8' && letters)
			c = 'B';
		if (isalnum(c))
			*p++ = (char)c;
	}
	*p = '\0';
	return out;
}

/* A number is of fourteen digits; behind them, after a hyphen, the request of the message. */
#define DIGITS 14
static const char *
typed_number(struct arena *a, const char *text)
{
	const char *all = typed(a, text, false);

	return strlen(all) > DIGITS ? arena_printf(a, "%.*s-%s", DIGITS, all, all + DIGITS) : all;
}

enum err
source_status(struct arena *a, struct db *db, const char *number, const char *secret, struct source_status **out,
    int *n)
{
	unsigned char hash[SHA256_SIZE];
	const struct db_rows *rows;
	int i;
	enum err e;

	secret_hash(typed(a, secret, true), hash);
	e = DB_MANY(a, db, &rows, "select * from xz.source_status($1, $2)", DB_TEXT(typed_number(a, number)),
	    DB_BYTES(hash, sizeof(hash)));
	if (e != OK)
		return e;
	*n = db_count(rows);
	if (*n == 0)
		return err_set(ERR_NOT_FOUND, "no such pair");
	*out = ARENA_ARRAY(a, struct source_status, (size_t)*n);
	for (i = 0; i < *n; i++) {
		struct db_row r = db_at(rows, i);

		(*out)[i] = (struct source_status){ .number = row_text(r, "number"), .sort = row_text(r, "sort"),
		    .state = row_text(r, "state"), .agency_name = row_text(r, "agency_name"),
		    .agency_en = row_text(r, "agency_en"), .answer = row_text_null(r, "answer"),
		    .received_at = row_time(r, "received_at"), .told_at = row_time(r, "told_at"),
		    .clue = row_bool(r, "clue") };
	}
	return OK;
}
