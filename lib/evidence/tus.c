/* tus.c - see tus.h. */
#include "lib/evidence/tus.h"

#include <stdbool.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

static bool
key_ok(const char *key, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (key[i] <= 0x20 || key[i] == 0x7f)
			return false;
	return n > 0;
}

/* All n bytes, a NUL among them too: what is a text is for the caller to ask. */
static const char *
text_of(struct arena *a, const unsigned char *bytes, size_t n)
{
	char *copy = arena_alloc(a, n + 1);

	if (n > 0)
		memcpy(copy, bytes, n);
	return copy;
}

enum err
tus_metadata(struct arena *a, const char *header, const char *key, const char **value, size_t *n)
{
	const char *p = header;
	bool found = false;

	while (true) {
		size_t len = strcspn(p, ","), key_n;
		char *pair = arena_strndup(a, p, len), *space;
		unsigned char *bytes = NULL;
		size_t bytes_n = 0;

		space = strchr(pair, ' ');
		key_n = space != NULL ? (size_t)(space - pair) : len;
		if (!key_ok(pair, key_n) || (space != NULL && !base64_decode(a, space + 1, &bytes, &bytes_n)))
			return err_set(ERR_INPUT, "Upload-Metadata");
		if (key_n == strlen(key) && memcmp(pair, key, key_n) == 0) {
			if (found)
				return err_set(ERR_INPUT, "Upload-Metadata: a key twice");
			found = true;
			*value = text_of(a, bytes, bytes_n);
			*n = bytes_n;
		}
		p += len;
		if (*p == '\0')
			break;
		p++;
	}
	return found ? OK : err_set(ERR_NOT_FOUND, "Upload-Metadata: no %s", key);
}

enum err
tus_checksum(struct arena *a, const char *header, const void *bytes, size_t n)
{
	bool one = str_starts(header, "sha1 "), two = str_starts(header, "sha256 ");
	size_t want = one ? 20 : 32, got;
	unsigned char digest[32], *said;

	if ((!one && !two) || !base64_decode(a, strchr(header, ' ') + 1, &said, &got) || got != want)
		return err_set(ERR_INPUT, "Upload-Checksum");
	if (one)
		sha1(bytes, n, digest);
	else
		sha256(bytes, n, digest);
	return same_bytes(said, digest, want) ? OK : err_set(ERR_CONFLICT, "not the bytes of Upload-Checksum");
}
