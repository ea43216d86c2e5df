/* envelope.c - see envelope.h. */
#include "lib/sec/sm2.h"
#include "lib/sec/envelope.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/sec/keyfile.h"
#include "lib/sec/sec.h"

#define VERSION 1
#define KEY_ID 8
#define HEAD (1 + KEY_ID)

const char *
envelope_text(struct arena *a, json_t *j)
{
	char *made = json_dumps(j, JSON_COMPACT), *text;
	size_t n;

	if (made == NULL)
		abort();
	n = strlen(made);
	text = arena_strdup(a, made);
	keyfile_wipe_later(a, text, n);
	wipe(made, n);
	free(made);
	json_decref(j);
	return text;
}

static void
put_head(const unsigned char *pub, size_t pub_n, unsigned char out[HEAD])
{
	unsigned char sum[SHA256_SIZE];

	sha256(pub, pub_n, sum);
	out[0] = VERSION;
	memcpy(out + 1, sum, KEY_ID);
}

/* The purpose, its NUL, the text: wiped with the arena. */
static unsigned char *
packed(struct arena *a, const char *purpose, const void *text, size_t n, size_t *out_n)
{
	size_t k = strlen(purpose) + 1;
	unsigned char *plain = arena_alloc(a, k + n);

	memcpy(plain, purpose, k);
	memcpy(plain + k, text, n);
	keyfile_wipe_later(a, plain, k + n);
	*out_n = k + n;
	return plain;
}

enum err
envelope_close(struct arena *a, const unsigned char *pub, size_t pub_n, const char *purpose, const void *text,
    size_t n, unsigned char **out, size_t *out_n)
{
	EVP_PKEY *key = n <= ENVELOPE_MAX ? sm2_public(pub, pub_n) : NULL;
	EVP_PKEY_CTX *ctx = key != NULL ? EVP_PKEY_CTX_new(key, NULL) : NULL;
	unsigned char *plain = NULL, *bytes = NULL;
	size_t plain_n = 0, len = 0;
	bool ok = ctx != NULL && EVP_PKEY_encrypt_init(ctx) == 1;

	if (ok) {
		plain = packed(a, purpose, text, n, &plain_n);
		ok = EVP_PKEY_encrypt(ctx, NULL, &len, plain, plain_n) == 1;
	}
	if (ok) {
		bytes = arena_alloc(a, HEAD + len);
		put_head(pub, pub_n, bytes);
		ok = EVP_PKEY_encrypt(ctx, bytes + HEAD, &len, plain, plain_n) == 1;
	}
	EVP_PKEY_CTX_free(ctx);
	EVP_PKEY_free(key);
	ERR_clear_error();
	if (!ok)
		return err_set(ERR_INPUT, "no envelope: no SM2 key, or %zu bytes", n);
	*out = bytes;
	*out_n = HEAD + len;
	return OK;
}

static bool
is_for(struct arena *a, const struct sign_key *k, const unsigned char *sealed, size_t n)
{
	unsigned char *pub, head[HEAD];
	size_t pub_n;

	if (sm2_private(k) == NULL || n <= HEAD || sign_public(a, k, &pub, &pub_n) != OK)
		return false;
	put_head(pub, pub_n, head);
	return memcmp(head, sealed, HEAD) == 0;
}

enum err
envelope_open(struct arena *a, const struct sign_key *k, const char *purpose, const unsigned char *sealed, size_t n,
    char **text, size_t *text_n)
{
	size_t len = 0, skip = strlen(purpose) + 1;
	EVP_PKEY_CTX *ctx = is_for(a, k, sealed, n) ? EVP_PKEY_CTX_new(sm2_private(k), NULL) : NULL;
	unsigned char *plain = NULL;
	bool ok = ctx != NULL && EVP_PKEY_decrypt_init(ctx) == 1 &&
	    EVP_PKEY_decrypt(ctx, NULL, &len, sealed + HEAD, n - HEAD) == 1;

	if (ok) {
		plain = arena_alloc(a, len + 1);
		keyfile_wipe_later(a, plain, len + 1);
		ok = EVP_PKEY_decrypt(ctx, plain, &len, sealed + HEAD, n - HEAD) == 1 && len >= skip &&
		    memcmp(plain, purpose, skip) == 0;
	}
	EVP_PKEY_CTX_free(ctx);
	ERR_clear_error();
	if (!ok)
		return err_set(ERR_INPUT, "an envelope that this key does not open");
	plain[len] = '\0';
	*text = (char *)plain + skip;
	*text_n = len - skip;
	return OK;
}
