/* digest.c - SHA-256, SM3 and their HMACs; see sec.h. */
#include "lib/sec/openssl.h"
#include "lib/sec/sec.h"

#include <limits.h>
#include <stdlib.h>

#include "lib/base/arena.h"

struct digest {
	EVP_MD_CTX *ctx;
};

/* Fetched once: an implicit fetch at every use costs more than a short hash. */
static EVP_MD *
algorithm(enum digest_kind kind)
{
	static EVP_MD *sha256_md, *sm3_md;
	EVP_MD **md = kind == DIGEST_SM3 ? &sm3_md : &sha256_md;

	if (*md == NULL)
		*md = EVP_MD_fetch(NULL, kind == DIGEST_SM3 ? "SM3" : "SHA256", NULL);
	if (*md == NULL)
		abort();
	return *md;
}

static void
free_ctx(void *p)
{
	EVP_MD_CTX_free(p);
}

struct digest *
digest_new(struct arena *a, enum digest_kind kind)
{
	struct digest *d = ARENA_NEW(a, struct digest);

	d->ctx = EVP_MD_CTX_new();
	if (d->ctx == NULL || EVP_DigestInit_ex2(d->ctx, algorithm(kind), NULL) != 1)
		abort();
	arena_defer(a, free_ctx, d->ctx);
	return d;
}

void
digest_add(struct digest *d, const void *bytes, size_t n)
{
	if (n > 0 && EVP_DigestUpdate(d->ctx, bytes, n) != 1)
		abort();
}

void
digest_end(struct digest *d, unsigned char out[32])
{
	unsigned n = 0;

	if (EVP_DigestFinal_ex(d->ctx, out, &n) != 1 || n != 32)
		abort();
}

static void
one_shot(enum digest_kind kind, const void *bytes, size_t n, unsigned char out[32])
{
	if (EVP_Digest(n > 0 ? bytes : "", n, out, NULL, algorithm(kind), NULL) != 1)
		abort();
}

void
sha256(const void *bytes, size_t n, unsigned char out[SHA256_SIZE])
{
	one_shot(DIGEST_SHA256, bytes, n, out);
}

void
sha1(const void *bytes, size_t n, unsigned char out[20])
{
	if (EVP_Digest(n > 0 ? bytes : "", n, out, NULL, EVP_sha1(), NULL) != 1)
		abort();
}

void
sm3(const void *bytes, size_t n, unsigned char out[SM3_SIZE])
{
	one_shot(DIGEST_SM3, bytes, n, out);
}

static void
hmac(enum digest_kind kind, const void *key, size_t key_n, const void *bytes, size_t n,
    unsigned char out[32])
{
	unsigned len = 0;

	if (key_n > INT_MAX)
		abort();
	if (HMAC(algorithm(kind), key_n > 0 ? key : "", (int)key_n, n > 0 ? bytes : (const void *)"", n,
	    out, &len) == NULL || len != 32)
		abort();
}

void
hmac_sha256(const void *key, size_t key_n, const void *bytes, size_t n, unsigned char out[32])
{
	hmac(DIGEST_SHA256, key, key_n, bytes, n, out);
}

void
hmac_sm3(const void *key, size_t key_n, const void *bytes, size_t n, unsigned char out[32])
{
	hmac(DIGEST_SM3, key, key_n, bytes, n, out);
}
