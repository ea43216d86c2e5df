/* stamp.c - see stamp.h. */
#include "lib/sec/stamp.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/sec.h"

#define PEM_LINE 64

static enum err
sign_file(struct arena *a, const struct stamp *s, const void *bytes, size_t n, unsigned char **sig, size_t *sig_n)
{
	return sign(a, s->held, bytes, n, sig, sig_n);
}

static void
named(struct stamp *s, const unsigned char *public)
{
	unsigned char digest[SHA256_SIZE];

	memcpy(s->public, public, STAMP_PUBLIC);
	sha256(public, STAMP_PUBLIC, digest);
	str_hex(digest, 8, s->id);
}

enum err
stamp_file(struct arena *a, const char *folder, struct ref agency, struct stamp *out)
{
	unsigned char *public;
	char ref[REF_TEXT_SIZE];
	const char *path;
	struct sign_key *key;
	size_t n;
	enum err e;

	ref_text(agency, ref);
	path = arena_printf(a, "%s/seal-%s.pem", folder, ref);
	e = sign_key_make(path, SIGN_SM2);
	if (e == OK)
		e = sign_key_load(a, path, &key);
	if (e == OK)
		e = sign_public(a, key, &public, &n);
	if (e == OK && n != STAMP_PUBLIC)
		e = err_set(ERR_IO, "%s: not an SM2 key", path);
	if (e != OK)
		return e;
	*out = (struct stamp){ .holder = "file", .sign = sign_file, .held = key };
	named(out, public);
	return OK;
}

enum err
stamp_announce(struct arena *a, struct db *db, int64_t agency, const struct stamp *s)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.sec_key_announce($1, 'seal', $2, $3, $4) as id", DB_I64(agency),
	    DB_TEXT(STAMP_ALGORITHM), DB_BYTES(s->public, STAMP_PUBLIC), DB_TEXT(s->holder));

	if (e == OK && !str_eq(row_text(r, "id"), s->id))
		return err_set(ERR_DB, "another name for the key");
	return e;
}

bool
stamp_verify(const void *public, size_t public_n, const void *bytes, size_t n, const void *sig, size_t sig_n)
{
	return sign_verify(SIGN_SM2, public, public_n, bytes, n, sig, sig_n);
}

/* SEQUENCE { SEQUENCE { id-ecPublicKey, sm2p256v1 }, BIT STRING }: RFC 5480, GB/T 32918 */
static const unsigned char head[] = { 0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
    0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d, 0x03, 0x42, 0x00 };

const char *
stamp_pem(struct arena *a, const void *public)
{
	unsigned char der[sizeof(head) + STAMP_PUBLIC];
	const char *text;
	struct str out;
	size_t i, n;

	memcpy(der, head, sizeof(head));
	memcpy(der + sizeof(head), public, STAMP_PUBLIC);
	text = base64_encode(a, der, sizeof(der));
	n = strlen(text);
	str_init(&out, a);
	str_add(&out, "-----BEGIN PUBLIC KEY-----\n");
	for (i = 0; i < n; i += PEM_LINE) {
		str_addn(&out, text + i, n - i < PEM_LINE ? n - i : PEM_LINE);
		str_addc(&out, '\n');
	}
	str_add(&out, "-----END PUBLIC KEY-----\n");
	return out.s;
}

bool
stamp_from_pem(struct arena *a, const char *pem, struct stamp *out)
{
	const char *begin = strstr(pem, "-----BEGIN PUBLIC KEY-----"), *end;
	unsigned char *der;
	struct str text;
	size_t n;

	end = begin == NULL ? NULL : strstr(begin, "-----END PUBLIC KEY-----");
	if (end == NULL)
		return false;
	str_init(&text, a);
	for (begin = strchr(begin, '\n'); begin != NULL && begin < end; begin++)
		if (strchr(" \r\n", *begin) == NULL)
			str_addc(&text, *begin);
	if (!base64_decode(a, text.s, &der, &n) || n != sizeof(head) + STAMP_PUBLIC ||
	    memcmp(der, head, sizeof(head)) != 0 || der[sizeof(head)] != 4)
		return false;
	*out = (struct stamp){ .holder = "device" };
	named(out, der + sizeof(head));
	return true;
}

enum err
stamp_keys(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select key_id, agency_name, agency_name_en, purpose, algorithm, public, holder, valid_from,"
	    " valid_until, revoked_at, revoke_reason from xz.sec_keys()");
}

enum err
stamp_revoke(struct arena *a, struct db *db, const char *id, const char *reason)
{
	struct db_row r;

	return DB_ONE(a, db, &r, "update xz.sec_key set revoked_at = xz.now(), revoke_reason = $2"
	    " where key_id = $1 and revoked_at is null returning key_id", DB_TEXT(id), DB_TEXT(reason));
}
