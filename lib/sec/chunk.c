/* chunk.c - see chunk.h. */
#include "lib/sec/chunk.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/sec/keyfile.h"
#include "lib/sec/sec.h"
#include "lib/sec/seal_key.h"
#include "lib/sec/sm.h"

#define FORMAT 2
#define ID_SIZE 16
#define ID_AT (1 + SEAL_ID_SIZE)

struct chunk_keys {
	int format;
	unsigned char id[ID_SIZE];
	unsigned char cipher[32], tag[32];
};

void
chunk_head(const struct seal_key *k, unsigned char head[CHUNK_HEAD])
{
	head[0] = FORMAT;
	memcpy(head + 1, k->id, SEAL_ID_SIZE);
	random_bytes(head + ID_AT, ID_SIZE);
}

static void
derive(const struct seal_key *k, const char *label, const unsigned char id[ID_SIZE], unsigned char out[32])
{
	unsigned char text[64];
	size_t n = strlen(label);

	memcpy(text, label, n);
	memcpy(text + n, id, ID_SIZE);
	hmac_sm3(k->master, SEAL_KEY_SIZE, text, n + ID_SIZE, out);
}

enum err
chunk_keys(struct arena *a, const struct seal_key *k, const unsigned char head[CHUNK_HEAD], struct chunk_keys **out)
{
	struct chunk_keys *f;

	if (head[0] != FORMAT && head[0] != 1)
		return err_set(ERR_INPUT, "a file of format %d", head[0]);
	if (!same_bytes(head + 1, k->id, SEAL_ID_SIZE))
		return err_set(ERR_INPUT, "a file sealed with another key");
	f = ARENA_NEW(a, struct chunk_keys);
	keyfile_wipe_later(a, f, sizeof(*f));
	memcpy(f->id, head + ID_AT, ID_SIZE);
	f->format = head[0];
	derive(k, f->format == 1 ? "xz-chunk-1 cipher\n" : "xz-chunk-2 cipher\n", f->id, f->cipher);
	derive(k, f->format == 1 ? "xz-chunk-1 tag\n" : "xz-chunk-2 tag\n", f->id, f->tag);
	*out = f;
	return OK;
}

static void
big_endian(uint64_t v, unsigned char out[8])
{
	int i;

	for (i = 7; i >= 0; i--) {
		out[i] = (unsigned char)v;
		v >>= 8;
	}
}

static size_t
nonce_size(const struct chunk_keys *k)
{
	return k->format == 1 ? 0 : SM4_BLOCK;
}

size_t
chunk_extra(const struct chunk_keys *k)
{
	return nonce_size(k) + CHUNK_TAG;
}

static void
tag_of(const struct chunk_keys *k, uint64_t number, bool last, const unsigned char *bytes, size_t n,
    unsigned char out[CHUNK_TAG])
{
	struct sm3 *mac = sm3_new_hmac(k->tag, sizeof(k->tag));
	unsigned char place[ID_SIZE + 9];

	memcpy(place, k->id, ID_SIZE);
	big_endian(number, place + ID_SIZE);
	place[ID_SIZE + 8] = last ? 1 : 0;
	sm3_add(mac, place, sizeof(place));
	sm3_add(mac, bytes, n);
	sm3_end(mac, out);
	sm3_free(mac);
}

void
chunk_seal(const struct chunk_keys *k, uint64_t number, bool last, const unsigned char *plain, size_t n,
    unsigned char *out)
{
	if (n > CHUNK_PLAIN || k->format != FORMAT)
		abort();
	random_bytes(out, SM4_BLOCK);
	sm4_ctr(k->cipher, out, plain, n, out + SM4_BLOCK);
	tag_of(k, number, last, out, SM4_BLOCK + n, out + SM4_BLOCK + n);
}

enum err
chunk_check(const struct chunk_keys *k, uint64_t number, bool last, const unsigned char *sealed, size_t n)
{
	unsigned char tag[CHUNK_TAG];

	if (n < chunk_extra(k) || n > CHUNK_PLAIN + chunk_extra(k))
		return err_set(ERR_INPUT, "a chunk of %zu bytes", n);
	tag_of(k, number, last, sealed, n - CHUNK_TAG, tag);
	if (!same_bytes(tag, sealed + n - CHUNK_TAG, CHUNK_TAG))
		return err_set(ERR_INPUT, "chunk %llu does not fit its tag", (unsigned long long)number);
	return OK;
}

enum err
chunk_open(const struct chunk_keys *k, uint64_t number, bool last, const unsigned char *sealed, size_t n, size_t want,
    unsigned char *out)
{
	unsigned char block[SM4_BLOCK] = { 0 };
	enum err e = chunk_check(k, number, last, sealed, n);

	if (e != OK)
		return e;
	if (k->format == 1)
		big_endian(number, block);
	else
		memcpy(block, sealed, SM4_BLOCK);
	if (want > n - chunk_extra(k))
		want = n - chunk_extra(k);
	sm4_ctr(k->cipher, block, sealed + nonce_size(k), want, out);
	return OK;
}
