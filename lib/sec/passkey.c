/* passkey.c - see passkey.h. */
#include "lib/sec/passkey.h"

#include "lib/sec/openssl.h"

#include <fido.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <stdbool.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

#define CLIENT_MAX 4096
#define DATA_MIN 37		/* digest of the party's id, flags, count */
#define DATA_MAX 4096
#define SIGNATURE_MAX 1024
#define USER_PRESENT 0x01
#define USER_VERIFIED 0x04
#define WITH_KEY 0x40
#define WITH_EXTENSIONS 0x80
#define KEY_AT 55		/* id of the maker's model, length of the key's id */
#define CBOR_DEPTH 4

_Static_assert(PASSKEY_ES256 == COSE_ES256 && PASSKEY_RS256 == COSE_RS256, "names of kinds");

const char *
passkey_fault_name(enum passkey_fault f)
{
	static const char *const names[] = { [PASSKEY_GOOD] = "good", [PASSKEY_FORM] = "form", [PASSKEY_TYPE] = "type",
	    [PASSKEY_CHALLENGE] = "challenge", [PASSKEY_ORIGIN] = "origin", [PASSKEY_PARTY] = "party",
	    [PASSKEY_USER] = "user", [PASSKEY_SIGNATURE] = "signature" };

	return names[f];
}

/* What the browser says that it did, for which page. */
static enum passkey_fault
look_client(struct arena *a, const struct passkey_party *p, const char *type, const char *challenge,
    struct passkey_bytes client)
{
	const char *origin;
	const char *const *o;
	json_t *j;

	if (client.n == 0 || client.n > CLIENT_MAX || !str_utf8_ok((const char *)client.p, client.n))
		return PASSKEY_FORM;
	j = json_in(a, arena_strndup(a, (const char *)client.p, client.n), JSON_REJECT_DUPLICATES);
	if (!json_is_object(j))
		return PASSKEY_FORM;
	if (!str_eq(json_text_at(a, j, "type"), type))
		return PASSKEY_TYPE;
	if (challenge == NULL || !str_eq(json_text_at(a, j, "challenge"), challenge))
		return PASSKEY_CHALLENGE;
	origin = json_text_at(a, j, "origin");
	for (o = p->origins; *o != NULL && !str_eq(origin, *o); o++)
		;
	/* in a frame of another page */
	if (*o == NULL || json_object_get(j, "topOrigin") != NULL || json_is_true(json_object_get(j, "crossOrigin")))
		return PASSKEY_ORIGIN;
	return PASSKEY_GOOD;
}

/* Bytes that one CBOR item takes, as devices write it (CTAP2: no tags, no open ends); 0: it is none.  libcbor takes
 * memory for as many members as an item claims to have, before it has seen one. */
static size_t
cbor_item(const unsigned char *p, size_t n, int depth)
{
	unsigned major, info;
	uint64_t value, items, i;
	size_t head = 1, used, m;

	if (n == 0 || depth == 0)
		return 0;
	major = p[0] >> 5;
	info = p[0] & 31;
	head += info < 24 ? 0 : (size_t)1 << (info & 3);
	if (info > 27 || head > n || major == 6)
		return 0;
	value = info < 24 ? info : 0;
	for (i = 1; i < head; i++)
		value = value << 8 | p[i];
	if (major < 2 || major == 7)
		return head;
	if (value > n - head)
		return 0;
	if (major < 4)
		return head + (size_t)value;
	items = major == 5 ? 2 * value : value;
	for (used = head, i = 0; i < items; i++, used += m) {
		m = cbor_item(p + used, n - used, depth - 1);
		if (m == 0)
			return 0;
	}
	return used;
}

/* What its flags say is there, and nothing behind. */
static bool
whole(struct passkey_bytes data)
{
	unsigned flags = data.p[SHA256_SIZE];
	size_t used = DATA_MIN, m;

	if (flags & WITH_KEY) {
		if (data.n < KEY_AT)
			return false;
		used = KEY_AT + ((size_t)data.p[KEY_AT - 2] << 8 | data.p[KEY_AT - 1]);
		m = used < data.n ? cbor_item(data.p + used, data.n - used, CBOR_DEPTH) : 0;
		if (m == 0)
			return false;
		used += m;
	}
	if (flags & WITH_EXTENSIONS) {
		m = cbor_item(data.p + used, data.n - used, CBOR_DEPTH);
		if (m == 0)
			return false;
		used += m;
	}
	return used == data.n;
}

/* What the device says: for whom, and that it knows who is there. */
static enum passkey_fault
look_data(const struct passkey_party *p, struct passkey_bytes data)
{
	unsigned char party[SHA256_SIZE];

	if (data.n < DATA_MIN || data.n > DATA_MAX)
		return PASSKEY_FORM;
	sha256(p->id, strlen(p->id), party);
	if (memcmp(data.p, party, SHA256_SIZE) != 0)
		return PASSKEY_PARTY;
	if ((data.p[SHA256_SIZE] & (USER_PRESENT | USER_VERIFIED)) != (USER_PRESENT | USER_VERIFIED))
		return PASSKEY_USER;
	return whole(data) ? PASSKEY_GOOD : PASSKEY_FORM;
}

/* ---- libfido2's objects, which go with the arena */

static void
free_cred(void *p)
{
	fido_cred_t *c = p;

	fido_cred_free(&c);
}

static void
free_assert(void *p)
{
	fido_assert_t *s = p;

	fido_assert_free(&s);
}

static void
free_es256(void *p)
{
	es256_pk_t *k = p;

	es256_pk_free(&k);
}

static void
free_rs256(void *p)
{
	rs256_pk_t *k = p;

	rs256_pk_free(&k);
}

static void
free_evp(void *p)
{
	EVP_PKEY_free(p);
}

/* NULL: no key of that kind; a point beside the curve is none. */
static const void *
public_key(struct arena *a, int kind, struct passkey_bytes k)
{
	EVP_PKEY *whole;
	void *out;
	bool read;

	if (kind == PASSKEY_ES256) {
		out = es256_pk_new();
		arena_defer(a, free_es256, out);
		read = out != NULL && es256_pk_from_ptr(out, k.p, k.n) == FIDO_OK;
		whole = read ? es256_pk_to_EVP_PKEY(out) : NULL;
	} else {
		out = rs256_pk_new();
		arena_defer(a, free_rs256, out);
		read = out != NULL && rs256_pk_from_ptr(out, k.p, k.n) == FIDO_OK;
		whole = read ? rs256_pk_to_EVP_PKEY(out) : NULL;
	}
	arena_defer(a, free_evp, whole);
	return whole != NULL ? out : NULL;
}

static struct passkey_bytes
kept(struct arena *a, const unsigned char *p, size_t n)
{
	unsigned char *copy = arena_alloc(a, n);

	if (n > 0)
		memcpy(copy, p, n);
	return (struct passkey_bytes){ copy, n };
}

static bool
read_key(struct arena *a, int kind, struct passkey_bytes data, struct passkey_key *out)
{
	fido_cred_t *c = fido_cred_new();

	arena_defer(a, free_cred, c);
	if (c == NULL || fido_cred_set_type(c, kind) != FIDO_OK ||
	    fido_cred_set_authdata_raw(c, data.p, data.n) != FIDO_OK)
		return false;
	*out = (struct passkey_key){ .id = kept(a, fido_cred_id_ptr(c), fido_cred_id_len(c)), .kind = kind,
	    .bytes = kept(a, fido_cred_pubkey_ptr(c), fido_cred_pubkey_len(c)), .count = fido_cred_sigcount(c) };
	return out->id.n > 0 && out->id.n <= PASSKEY_ID_MAX && public_key(a, kind, out->bytes) != NULL;
}

enum passkey_fault
passkey_made(struct arena *a, const struct passkey_party *p, const char *challenge, struct passkey_bytes client,
    struct passkey_bytes data, struct passkey_key *out)
{
	enum passkey_fault f = look_client(a, p, "webauthn.create", challenge, client);

	if (f == PASSKEY_GOOD)
		f = look_data(p, data);
	if (f != PASSKEY_GOOD)
		return f;
	fido_init(0);
	return read_key(a, PASSKEY_ES256, data, out) || read_key(a, PASSKEY_RS256, data, out) ? PASSKEY_GOOD :
	    PASSKEY_FORM;
}

enum passkey_fault
passkey_used(struct arena *a, const struct passkey_party *p, const char *challenge, struct passkey_bytes client,
    struct passkey_bytes data, struct passkey_bytes signature, const struct passkey_key *k, int64_t *count)
{
	enum passkey_fault f = look_client(a, p, "webauthn.get", challenge, client);
	fido_assert_t *s;
	const void *key;

	if (f == PASSKEY_GOOD)
		f = look_data(p, data);
	if (f != PASSKEY_GOOD)
		return f;
	if (signature.n == 0 || signature.n > SIGNATURE_MAX)
		return PASSKEY_FORM;
	fido_init(0);
	key = public_key(a, k->kind, k->bytes);
	s = fido_assert_new();
	arena_defer(a, free_assert, s);
	if (key == NULL || s == NULL || fido_assert_set_clientdata(s, client.p, client.n) != FIDO_OK ||
	    fido_assert_set_rp(s, p->id) != FIDO_OK || fido_assert_set_count(s, 1) != FIDO_OK ||
	    fido_assert_set_up(s, FIDO_OPT_TRUE) != FIDO_OK || fido_assert_set_uv(s, FIDO_OPT_TRUE) != FIDO_OK ||
	    fido_assert_set_authdata_raw(s, 0, data.p, data.n) != FIDO_OK ||
	    fido_assert_set_sig(s, 0, signature.p, signature.n) != FIDO_OK)
		return PASSKEY_FORM;
	if (fido_assert_verify(s, 0, k->kind, key) != FIDO_OK)
		return PASSKEY_SIGNATURE;
	*count = fido_assert_sigcount(s, 0);
	return PASSKEY_GOOD;
}
