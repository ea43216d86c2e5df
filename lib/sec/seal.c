/* seal.c - values sealed with SM4-CTR, then HMAC-SM3; see sec.h. */
#include "lib/sec/sec.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/keyfile.h"
#include "lib/sec/seal_key.h"
#include "lib/sec/sm.h"

#define VERSION 1
#define KEY_SIZE SEAL_KEY_SIZE
#define ID_SIZE SEAL_ID_SIZE
#define NONCE_SIZE SM4_BLOCK
#define TAG_SIZE 32
#define HEAD_SIZE (1 + ID_SIZE + NONCE_SIZE)

enum use { USE_ID, USE_CIPHER, USE_TAG, USE_LOOKUP };

/* A key of its own for each use and purpose: HMAC-SM3(master, label LF purpose). */
static void
derive(const struct seal_key *k, enum use use, const char *purpose, unsigned char out[32])
{
	static const char *const label[] = { "xz-seal-1 id\n", "xz-seal-1 cipher\n",
	    "xz-seal-1 tag\n", "xz-seal-1 lookup\n" };
	struct arena *a = arena_new("derive");
	char *text = arena_printf(a, "%s%s", label[use], purpose);

	hmac_sm3(k->master, KEY_SIZE, text, strlen(text), out);
	arena_free(a);
}

void
seal_key_of(const unsigned char master[SEAL_KEY_SIZE], struct seal_key *out)
{
	unsigned char id[32];

	memcpy(out->master, master, SEAL_KEY_SIZE);
	derive(out, USE_ID, "", id);
	memcpy(out->id, id, SEAL_ID_SIZE);
}

enum err
seal_key_make(const char *path)
{
	unsigned char key[KEY_SIZE];
	char text[2 * KEY_SIZE + 2];
	struct arena *a;
	enum err e;

	if (keyfile_there(path))
		return OK;
	a = arena_new("seal_key_make");
	random_bytes(key, sizeof(key));
	str_hex(key, sizeof(key), text);
	text[2 * KEY_SIZE] = '\n';
	e = keyfile_write(a, path, text, 2 * KEY_SIZE + 1);
	wipe(key, sizeof(key));
	wipe(text, sizeof(text));
	arena_free(a);
	return e;
}

enum err
seal_key_load(struct arena *a, const char *path, struct seal_key **out)
{
	struct arena *own = arena_new("seal_key_load");	/* the text is wiped at once */
	struct seal_key *k = ARENA_NEW(a, struct seal_key);
	unsigned char master[KEY_SIZE];
	char *text;
	size_t n;
	enum err e = keyfile_read(own, path, &text, &n);

	keyfile_wipe_later(a, k, sizeof(*k));
	if (e == OK) {
		if (n > 0 && text[n - 1] == '\n')
			text[--n] = '\0';
		if (n != 2 * KEY_SIZE || !str_unhex(text, master, KEY_SIZE))
			e = err_set(ERR_IO, "%s: not a sealing key", path);
		else
			seal_key_of(master, k);
		wipe(master, sizeof(master));
	}
	arena_free(own);
	if (e != OK)
		return e;
	*out = k;
	return OK;
}

void
seal(struct arena *a, const struct seal_key *k, const char *purpose, const void *plain, size_t n,
    unsigned char **out, size_t *out_n)
{
	unsigned char *p = arena_alloc(a, HEAD_SIZE + n + TAG_SIZE);
	unsigned char key[32];

	p[0] = VERSION;
	memcpy(p + 1, k->id, ID_SIZE);
	random_bytes(p + 1 + ID_SIZE, NONCE_SIZE);
	derive(k, USE_CIPHER, purpose, key);
	sm4_ctr(key, p + 1 + ID_SIZE, plain, n, p + HEAD_SIZE);
	derive(k, USE_TAG, purpose, key);
	hmac_sm3(key, sizeof(key), p, HEAD_SIZE + n, p + HEAD_SIZE + n);
	wipe(key, sizeof(key));
	*out = p;
	*out_n = HEAD_SIZE + n + TAG_SIZE;
}

enum err
unseal(struct arena *a, const struct seal_key *k, const char *purpose, const void *sealed, size_t n,
    unsigned char **plain, size_t *plain_n)
{
	const unsigned char *p = sealed;
	unsigned char key[32], tag[TAG_SIZE], *out;
	bool ours;
	size_t len;

	if (n < HEAD_SIZE + TAG_SIZE || p[0] != VERSION)
		return err_set(ERR_INPUT, "not a sealed value");
	if (!same_bytes(p + 1, k->id, ID_SIZE))
		return err_set(ERR_INPUT, "sealed with another key");
	len = n - HEAD_SIZE - TAG_SIZE;
	derive(k, USE_TAG, purpose, key);
	hmac_sm3(key, sizeof(key), p, HEAD_SIZE + len, tag);
	ours = same_bytes(tag, p + HEAD_SIZE + len, TAG_SIZE);
	wipe(tag, sizeof(tag));
	if (ours) {
		out = arena_alloc(a, len + 1);
		derive(k, USE_CIPHER, purpose, key);
		sm4_ctr(key, p + 1 + ID_SIZE, p + HEAD_SIZE, len, out);
		*plain = out;
		*plain_n = len;
	}
	wipe(key, sizeof(key));
	return ours ? OK : err_set(ERR_INPUT, "sealed value altered, or sealed for another purpose");
}

void
seal_lookup(const struct seal_key *k, const char *purpose, const char *value, unsigned char out[32])
{
	unsigned char key[32];

	derive(k, USE_LOOKUP, purpose, key);
	hmac_sm3(key, sizeof(key), value, strlen(value), out);
	wipe(key, sizeof(key));
}
