/* code.c - see code.h. */
#include "lib/door/code.h"

#include <ctype.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/sec/sec.h"

#define RANDOM_BYTES 12		/* 20 digits of base 32; the last makes way for the check */
#define FIELD_POLYNOMIAL 0x25U	/* x^5 + x^2 + 1: the field of 32 elements, x of order 31 */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* The sum of the digits times powers of x: any wrong digit and any two exchanged change it. */
static char
check_digit(const char *code)
{
	unsigned sum = 0;
	size_t i;

	for (i = 0; i < DOOR_CODE_SIZE - 1; i++) {
		sum ^= (unsigned)(strchr(digits, code[i]) - digits);
		sum <<= 1;
		if (sum & 0x20U)
			sum ^= FIELD_POLYNOMIAL;
	}
	return digits[sum];
}

static void
digest(const char *code, unsigned char hash[DOOR_HASH_SIZE])
{
	char text[sizeof("xz-slip-1\n") + DOOR_CODE_SIZE] = "xz-slip-1\n";

	memcpy(text + strlen(text), code, DOOR_CODE_SIZE);
	sha256(text, sizeof(text) - 1, hash);
	wipe(text, sizeof(text));
}

const char *
door_code_new(struct arena *a, unsigned char hash[DOOR_HASH_SIZE])
{
	unsigned char bytes[RANDOM_BYTES];
	char *code;

	random_bytes(bytes, sizeof(bytes));
	code = base32_encode(a, bytes, sizeof(bytes));
	code[DOOR_CODE_SIZE - 1] = check_digit(code);
	digest(code, hash);
	wipe(bytes, sizeof(bytes));
	return code;
}

const char *
door_code_shown(struct arena *a, const char *code)
{
	return arena_printf(a, "%.5s-%.5s-%.5s-%.5s", code, code + 5, code + 10, code + 15);
}

/* Digits that are no digits of ours are the letters they are taken for. */
static char
meant(char c)
{
	const char up = (char)toupper((unsigned char)c);

	return up == '0' ? 'O' : up == '1' ? 'I' : up == '8' ? 'B' : up;
}

bool
door_code_read(struct arena *a, const char *typed, unsigned char hash[DOOR_HASH_SIZE])
{
	char *code = arena_alloc(a, DOOR_CODE_SIZE + 1);
	size_t n = 0;

	for (; *typed != '\0'; typed++) {
		if (!isalnum((unsigned char)*typed))
			continue;
		if (n == DOOR_CODE_SIZE || strchr(digits, meant(*typed)) == NULL)
			return false;
		code[n++] = meant(*typed);
	}
	if (n != DOOR_CODE_SIZE || code[n - 1] != check_digit(code))
		return false;
	digest(code, hash);
	return true;
}
