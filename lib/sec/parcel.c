/* parcel.c - see parcel.h. */
#include "lib/sec/parcel.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/sec/envelope.h"
#include "lib/sec/seal_key.h"
#include "lib/sec/sec.h"

#define LENGTH 2

enum err
parcel_close(struct arena *a, const unsigned char *pub, size_t pub_n, const char *purpose, const void *bytes, size_t n,
    unsigned char **out, size_t *out_n)
{
	unsigned char master[SEAL_KEY_SIZE], *envelope, *sealed, *p;
	struct seal_key k;
	size_t envelope_n, sealed_n;
	enum err e;

	random_bytes(master, sizeof(master));
	e = envelope_close(a, pub, pub_n, purpose, master, sizeof(master), &envelope, &envelope_n);
	if (e == OK) {
		seal_key_of(master, &k);
		seal(a, &k, purpose, bytes, n, &sealed, &sealed_n);
		wipe(&k, sizeof(k));
	}
	wipe(master, sizeof(master));
	if (e != OK)
		return e;
	*out_n = LENGTH + envelope_n + sealed_n;
	p = *out = arena_alloc(a, *out_n);
	p[0] = (unsigned char)(envelope_n >> 8);
	p[1] = (unsigned char)envelope_n;
	memcpy(p + LENGTH, envelope, envelope_n);
	memcpy(p + LENGTH + envelope_n, sealed, sealed_n);
	return OK;
}

enum err
parcel_open(struct arena *a, const struct sign_key *k, const char *purpose, const void *parcel, size_t n,
    unsigned char **bytes, size_t *bytes_n)
{
	const unsigned char *p = parcel;
	size_t envelope_n = n > LENGTH ? (size_t)p[0] << 8 | p[1] : 0, master_n;
	struct seal_key key;
	char *master;
	enum err e;

	if (envelope_n == 0 || n - LENGTH < envelope_n)
		return err_set(ERR_INPUT, "not a parcel");
	e = envelope_open(a, k, purpose, p + LENGTH, envelope_n, &master, &master_n);
	if (e == OK && master_n != SEAL_KEY_SIZE)
		e = err_set(ERR_INPUT, "a parcel without its key");
	if (e != OK)
		return e;
	seal_key_of((const unsigned char *)master, &key);
	e = unseal(a, &key, purpose, p + LENGTH + envelope_n, n - LENGTH - envelope_n, bytes, bytes_n);
	wipe(&key, sizeof(key));
	return e;
}
