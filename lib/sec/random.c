/* random.c - random bytes, and what must not leak by time or stay in memory;
 * see sec.h. */
#include "lib/sec/openssl.h"
#include "lib/sec/sec.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

#include "lib/base/arena.h"

void
random_bytes(void *out, size_t n)
{
	unsigned char *p = out;
	ssize_t got;

	while (n > 0) {
		got = getrandom(p, n, 0);
		if (got < 0) {
			if (errno == EINTR)
				continue;
			abort();
		}
		p += got;
		n -= (size_t)got;
	}
}

struct ref
ref_random(void)
{
	struct ref r;

	random_bytes(r.b, sizeof(r.b));
	return r;
}

char *
random_token(struct arena *a, size_t n)
{
	unsigned char *bytes = arena_alloc(a, n);
	char *token;

	random_bytes(bytes, n);
	token = base64url_encode(a, bytes, n);
	wipe(bytes, n);
	return token;
}

bool
same_bytes(const void *a, const void *b, size_t n)
{
	return n == 0 || CRYPTO_memcmp(a, b, n) == 0;
}

void
wipe(void *p, size_t n)
{
	if (n > 0)
		OPENSSL_cleanse(p, n);
}
