/* hook.c - see hook.h. */
#include "lib/exchange/hook.h"

#include <jansson.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/envelope.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

static const struct sign_key *opener;

void
hook_start(const struct program_keys *k)
{
	opener = k->courier_sm2;
}

enum err
hook_take(struct arena *a, struct db *db, int most, struct hook **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select y, link, pos, kind, about, subject_ref, code, url, inside, sealed"
	    " from xz.exchange_hook_take($1::int)", DB_I64(most));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct hook, (size_t)*n);
	for (i = 0; i < *n; i++) {
		struct db_row r = db_at(rows, i);
		struct hook *h = &(*out)[i];

		*h = (struct hook){ .y = row_i64(r, "y"), .link = row_i64(r, "link"), .pos = row_i64(r, "pos"),
		    .kind = row_text(r, "kind"), .about = row_text(r, "about"), .ref = row_ref(r, "subject_ref"),
		    .code = row_text(r, "code"), .url = row_text(r, "url"), .inside = row_bool(r, "inside") };
		if (row_has(r, "sealed"))
			h->sealed = row_bytes(a, r, "sealed", &h->sealed_n);
	}
	return OK;
}

enum err
hook_message(struct arena *a, const struct hook *h, int64_t now, struct hook_message *out)
{
	unsigned char mac[32], mac_sm3[32];
	const char *text;
	char ref[REF_TEXT_SIZE], *secret;
	size_t n;
	enum err e;

	if (opener == NULL || h->sealed == NULL)
		return err_set(ERR_IO, "no secret");
	e = envelope_open(a, opener, HOOK_PURPOSE, h->sealed, h->sealed_n, &secret, &n);
	if (e != OK)
		return err_set(ERR_IO, "the secret does not open");
	ref_text(h->ref, ref);
	out->id = arena_printf(a, "%s-%lld", h->code, (long long)h->pos);
	out->timestamp = arena_printf(a, "%lld", (long long)(now / SECOND_US));
	out->body = json_text_of(a, json_pack("{s:I,s:s,s:s,s:s}", "pos", (json_int_t)h->pos, "kind", h->kind,
	    "about", h->about, "ref", ref));
	text = arena_printf(a, "%s.%s.%s", out->id, out->timestamp, out->body);
	hmac_sha256(secret, n, text, strlen(text), mac);
	hmac_sm3(secret, n, text, strlen(text), mac_sm3);
	out->signature = arena_printf(a, "v1,%s vsm3,%s", base64_encode(a, mac, sizeof(mac)),
	    base64_encode(a, mac_sm3, sizeof(mac_sm3)));
	return OK;
}

enum err
hook_told(struct arena *a, struct db *db, const struct hook *h, const struct hook_answer *x)
{
	unsigned char sum[SHA256_SIZE];

	sha256(x->body != NULL ? x->body : "", x->n, sum);
	return DB_EXEC(a, db, "select xz.exchange_hook_told($1::int, $2, $3, $4, $5::int, $6, $7)", DB_I64(h->y),
	    DB_I64(h->link), DB_I64(h->pos), DB_TEXT(h->kind), DB_I64(x->status), DB_BYTES(sum, sizeof(sum)),
	    DB_TEXT(x->error));
}
