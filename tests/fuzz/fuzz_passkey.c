/* fuzz_passkey.c - what a browser says of a passkey: a line of client data, then what the device says, as of one that
 * is made (with its key in CBOR) and as of one that is used. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/sec/passkey.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const origins[] = { "https://localhost", NULL };
	static const struct passkey_party party = { .id = "localhost", .origins = origins };
	static const unsigned char nothing[64] = { 0 };
	const uint8_t *line = n > 0 ? memchr(data, '\n', n) : NULL;
	size_t first = line != NULL ? (size_t)(line - data) : n, rest = line != NULL ? n - first - 1 : 0;
	struct passkey_bytes client = { data, first }, said = { line != NULL ? line + 1 : data, rest };
	struct arena *a = arena_new("fuzz");
	struct passkey_key k = { .kind = PASSKEY_ES256, .bytes = { nothing, sizeof(nothing) } };
	int64_t count;

	MUST(passkey_used(a, &party, "challenge", client, said, client, &k, &count) != PASSKEY_GOOD);
	if (passkey_made(a, &party, "challenge", client, said, &k) == PASSKEY_GOOD) {
		MUST(k.id.n > 0 && k.id.n <= PASSKEY_ID_MAX);
		MUST(k.bytes.n == (k.kind == PASSKEY_ES256 ? 64 : 259));
		MUST(passkey_used(a, &party, "challenge", client, said, client, &k, &count) != PASSKEY_GOOD);
	}
	arena_free(a);
	return 0;
}
