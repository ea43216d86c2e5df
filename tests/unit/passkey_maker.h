/* passkey_maker.h - a device of tests: makes keys and says what a browser and its passkey say.  Included first. */
#ifndef TESTS_UNIT_PASSKEY_MAKER_H
#define TESTS_UNIT_PASSKEY_MAKER_H
#define ERR_STATE OPENSSL_ERR_STATE	/* as in lib/sec/openssl.h: before any other header */
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#undef ERR_STATE
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/passkey.h"
#include "lib/sec/sec.h"

#define UP 0x01
#define UV 0x04
#define AT 0x40

struct maker {
	EVP_PKEY *key;
	int kind;
	unsigned char point[64];	/* ES256 */
	unsigned char n[256];		/* RS256; e is 65537 */
};

static inline struct maker
maker_new(int kind)
{
	struct maker m = { .kind = kind, .key = kind == PASSKEY_ES256 ? EVP_EC_gen("P-256") : EVP_RSA_gen(2048) };
	unsigned char point[65];
	BIGNUM *n = NULL;
	size_t len;

	if (kind == PASSKEY_ES256) {
		(void)EVP_PKEY_get_octet_string_param(m.key, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof(point), &len);
		memcpy(m.point, point + 1, sizeof(m.point));
	} else {
		(void)EVP_PKEY_get_bn_param(m.key, OSSL_PKEY_PARAM_RSA_N, &n);
		(void)BN_bn2binpad(n, m.n, sizeof(m.n));
		BN_free(n);
	}
	return m;
}

static inline struct passkey_bytes
maker_client(struct arena *a, const char *type, const char *challenge, const char *origin, const char *more)
{
	const char *s = arena_printf(a, "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\"%s}", type, challenge,
	    origin, more);

	return (struct passkey_bytes){ (const unsigned char *)s, strlen(s) };
}

/* Flags AT: with the key, as when it is made; its id is 16 bytes of 0x11. */
static inline struct passkey_bytes
maker_data(struct arena *a, const struct maker *m, const char *party, unsigned char flags, uint32_t count)
{
	/* {1: 2, 3: -7, -1: 1, -2: x, -3: y}; {1: 3, 3: -257, -1: n, -2: e} */
	static const unsigned char es[] = { 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32 },
	    rs[] = { 0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0 }, e[] = { 0x21, 0x43, 1, 0, 1 };
	unsigned char head[37], zero[16] = { 0 }, id[16];
	struct str s;

	str_init(&s, a);
	sha256(party, strlen(party), head);
	head[32] = flags;
	head[33] = (unsigned char)(count >> 24);
	head[34] = (unsigned char)(count >> 16);
	head[35] = (unsigned char)(count >> 8);
	head[36] = (unsigned char)count;
	str_addn(&s, head, sizeof(head));
	if (flags & AT) {
		memset(id, 0x11, sizeof(id));
		str_addn(&s, zero, 16);
		str_addn(&s, "\0\20", 2);
		str_addn(&s, id, 16);
		if (m->kind == PASSKEY_ES256) {
			str_addn(&s, es, sizeof(es));
			str_addn(&s, m->point, 32);
			str_addn(&s, "\x22\x58\x20", 3);
			str_addn(&s, m->point + 32, 32);
		} else {
			str_addn(&s, rs, sizeof(rs));
			str_addn(&s, m->n, sizeof(m->n));
			str_addn(&s, e, sizeof(e));
		}
	}
	return (struct passkey_bytes){ (const unsigned char *)s.s, s.len };
}

static inline struct passkey_bytes
maker_sign(struct arena *a, const struct maker *m, struct passkey_bytes data, struct passkey_bytes client)
{
	unsigned char *sig = arena_alloc(a, 512), digest[SHA256_SIZE];
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	struct str s;
	size_t n = 512;

	str_init(&s, a);
	sha256(client.p, client.n, digest);
	str_addn(&s, data.p, data.n);
	str_addn(&s, digest, sizeof(digest));
	if (EVP_DigestSignInit(c, NULL, EVP_sha256(), NULL, m->key) != 1 ||
	    EVP_DigestSign(c, sig, &n, (const unsigned char *)s.s, s.len) != 1)
		n = 0;
	EVP_MD_CTX_free(c);
	return (struct passkey_bytes){ sig, n };
}
#endif
