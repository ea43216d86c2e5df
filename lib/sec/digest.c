/* digest.c - SHA-256 and its HMAC, SHA-1, digests in parts; see sec.h.  SM3 is sm.c's. */
#include "lib/sec/openssl.h"
#include "lib/sec/sec.h"

#include <limits.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/sec/sm.h"

struct digest {
	EVP_MD_CTX *ctx;	/* SHA-256 */
	struct sm3 *sm3;	/* or this */
};

/* Fetched once: an implicit fetch at every use costs more than a short hash. */
static EVP_MD *
sha256_md(void)
{
	static EVP_MD *md;

	if (md == NULL)
		md = EVP_MD_fetch(NULL, "SHA256", NULL);
	if (md == NULL)
		abort();
	return md;
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

	if (kind == DIGEST_SM3) {
		d->sm3 = sm3_new();
		arena_defer(a, sm3_free, d->sm3);
		return d;
	}
	d->ctx = EVP_MD_CTX_new();
	if (d->ctx == NULL || EVP_DigestInit_ex2(d->ctx, sha256_md(), NULL) != 1)
		abort();
	arena_defer(a, free_ctx, d->ctx);
	return d;
}

void
digest_add(struct digest *d, const void *bytes, size_t n)
{
	if (d->sm3 != NULL)
		sm3_add(d->sm3, bytes, n);
	else if (n > 0 && EVP_DigestUpdate(d->ctx, bytes, n) != 1)
		abort();
}

void
digest_end(struct digest *d, unsigned char out[32])
{
	unsigned n = 0;

	if (d->sm3 != NULL)
		sm3_end(d->sm3, out);
	else if (EVP_DigestFinal_ex(d->ctx, out, &n) != 1 || n != 32)
		abort();
}

void
sha256(const void *bytes, size_t n, unsigned char out[SHA256_SIZE])
{
	if (EVP_Digest(n > 0 ? bytes : "", n, out, NULL, sha256_md(), NULL) != 1)
		abort();
}

void
sha1(const void *bytes, size_t n, unsigned char out[20])
{
	if (EVP_Digest(n > 0 ? bytes : "", n, out, NULL, EVP_sha1(), NULL) != 1)
		abort();
}

void
hmac_sha256(const void *key, size_t key_n, const void *bytes, size_t n, unsigned char out[32])
{
	unsigned len = 0;

	if (key_n > INT_MAX)
		abort();
	if (HMAC(sha256_md(), key_n > 0 ? key : "", (int)key_n, n > 0 ? bytes : (const void *)"", n,
	    out, &len) == NULL || len != 32)
		abort();
}
