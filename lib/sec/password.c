/* password.c - see password.h.  Encoded hashes: argon2's own form, or
 * $pbkdf2-sm3$i=ROUNDS$SALT$HASH with base64url without padding. */
#include "lib/sec/openssl.h"
#include "lib/sec/password.h"

#include <argon2.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

#define ARGON2_ROUNDS 2
#define ARGON2_KIB (19 * 1024)
#define PBKDF2_ROUNDS 300000
#define PBKDF2_ROUNDS_MAX 10000000
#define PBKDF2_PREFIX "$pbkdf2-sm3$i="
#define SALT_SIZE 16
#define HASH_SIZE 32

/* The work of an unknown account must cost what a known one costs, so it takes
 * the scheme this process met last. */
static bool last_was_pbkdf2;

static void
pbkdf2(const char *password, const unsigned char *salt, size_t salt_n, int rounds,
    unsigned char out[HASH_SIZE])
{
	size_t n = strlen(password);

	if (n > INT_MAX || salt_n > INT_MAX ||
	    PKCS5_PBKDF2_HMAC(password, (int)n, salt, (int)salt_n, rounds, EVP_sm3(), HASH_SIZE, out) != 1)
		abort();
}

static char *
hash_pbkdf2(struct arena *a, const char *password)
{
	unsigned char salt[SALT_SIZE], hash[HASH_SIZE];
	char *encoded;

	random_bytes(salt, sizeof(salt));
	pbkdf2(password, salt, sizeof(salt), PBKDF2_ROUNDS, hash);
	encoded = arena_printf(a, PBKDF2_PREFIX "%d$%s$%s", PBKDF2_ROUNDS,
	    base64url_encode(a, salt, sizeof(salt)), base64url_encode(a, hash, sizeof(hash)));
	wipe(hash, sizeof(hash));
	return encoded;
}

static enum err
hash_argon2(struct arena *a, const char *password, char **out)
{
	unsigned char salt[SALT_SIZE];
	size_t n = argon2_encodedlen(ARGON2_ROUNDS, ARGON2_KIB, 1, SALT_SIZE, HASH_SIZE, Argon2_id);
	char *encoded = arena_alloc(a, n);
	int rc;

	random_bytes(salt, sizeof(salt));
	rc = argon2id_hash_encoded(ARGON2_ROUNDS, ARGON2_KIB, 1, password, strlen(password),
	    salt, sizeof(salt), HASH_SIZE, encoded, n);
	if (rc != ARGON2_OK)
		return err_set(ERR_IO, "argon2id: %s", argon2_error_message(rc));
	*out = encoded;
	return OK;
}

enum err
password_hash(struct arena *a, const char *scheme, const char *password, char **out)
{
	if (str_eq(scheme, "argon2id"))
		return hash_argon2(a, password, out);
	if (!str_eq(scheme, "pbkdf2-sm3"))
		return err_set(ERR_INPUT, "unknown password scheme: %s", scheme);
	*out = hash_pbkdf2(a, password);
	return OK;
}

static bool
verify_pbkdf2(struct arena *a, const char *encoded, const char *password)
{
	unsigned char *salt, *want, got[HASH_SIZE];
	char *rounds_text = arena_strdup(a, encoded + strlen(PBKDF2_PREFIX));
	char *salt_text = strchr(rounds_text, '$');
	char *hash_text = salt_text != NULL ? strchr(salt_text + 1, '$') : NULL;
	size_t salt_n, want_n;
	long long rounds;
	bool ok;

	if (hash_text == NULL)
		return false;
	*salt_text++ = '\0';
	*hash_text++ = '\0';
	if (!str_i64(rounds_text, 1, PBKDF2_ROUNDS_MAX, &rounds) ||
	    !base64url_decode(a, salt_text, &salt, &salt_n) ||
	    !base64url_decode(a, hash_text, &want, &want_n) || want_n != HASH_SIZE)
		return false;
	pbkdf2(password, salt, salt_n, (int)rounds, got);
	ok = same_bytes(got, want, HASH_SIZE);
	wipe(got, sizeof(got));
	return ok;
}

static void
dummy_work(struct arena *a, const char *password)
{
	char *ignored;

	if (last_was_pbkdf2)
		(void)hash_pbkdf2(a, password);
	else if (hash_argon2(a, password, &ignored) != OK)
		err_clear();
}

bool
password_verify(const char *encoded, const char *password)
{
	struct arena *a = arena_new("password_verify");
	bool ok = false;

	if (encoded == NULL) {
		dummy_work(a, password);
	} else {
		last_was_pbkdf2 = str_starts(encoded, PBKDF2_PREFIX);
		if (last_was_pbkdf2)
			ok = verify_pbkdf2(a, encoded, password);
		else
			ok = argon2id_verify(encoded, password, strlen(password)) == ARGON2_OK;
	}
	arena_free(a);
	return ok;
}
