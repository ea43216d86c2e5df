/* totp.c - see totp.h. */
#include "lib/sec/openssl.h"
#include "lib/sec/totp.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/day.h"
#include "lib/sec/sec.h"

#define STEP_SECONDS 30
#define DIGITS 6

void
totp_code(const void *secret, size_t n, int64_t counter, char out[7])
{
	unsigned char message[8], mac[20];
	uint64_t c = (uint64_t)counter;
	unsigned len = 0, at, value;
	int i;

	for (i = 7; i >= 0; i--, c >>= 8)
		message[i] = (unsigned char)(c & 255);
	if (n > INT_MAX || HMAC(EVP_sha1(), n > 0 ? secret : "", (int)n, message, sizeof(message),
	    mac, &len) == NULL || len != sizeof(mac))
		abort();
	at = mac[19] & 15;
	value = ((unsigned)mac[at] & 0x7f) << 24 | (unsigned)mac[at + 1] << 16 |
	    (unsigned)mac[at + 2] << 8 | mac[at + 3];
	(void)snprintf(out, DIGITS + 1, "%06u", value % 1000000U);
	wipe(mac, sizeof(mac));
}

bool
totp_check(const void *secret, size_t n, const char *code, int64_t real_us, int64_t last_counter,
    int64_t *counter)
{
	int64_t now = real_us / SECOND_US / STEP_SECONDS, c;
	char want[DIGITS + 1];
	bool found = false;

	if (code == NULL || strlen(code) != DIGITS)
		return false;
	/* Every step is compared: the time says nothing.  The newest match wins, so
	 * that a code two steps share cannot be used twice. */
	for (c = now - 1; c <= now + 1; c++) {
		totp_code(secret, n, c, want);
		if (same_bytes(want, code, DIGITS) && c > last_counter) {
			found = true;
			*counter = c;
		}
	}
	wipe(want, sizeof(want));
	return found;
}
