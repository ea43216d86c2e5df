/* encode.c - base64, base64url and base32 (RFC 4648).  Decoding is strict: one
 * text for one value, so that a token or a secret has no second spelling. */
#include "lib/sec/sec.h"

#include <stdint.h>
#include <string.h>

#include "lib/base/arena.h"

static const char base64_digit[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char base64url_digit[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
static const char base32_digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* bits: of one digit.  The text is padded with '=' to a multiple of pad. */
static char *
encode(struct arena *a, const char *digit, unsigned bits, size_t pad, const void *bytes, size_t n)
{
	const unsigned char *b = bytes;
	char *out = arena_alloc(a, n * 8 / bits + 1 + pad + 1);
	uint32_t acc = 0;
	unsigned have = 0;
	size_t i, at = 0;

	for (i = 0; i < n; i++) {
		acc = acc << 8 | b[i];
		have += 8;
		while (have >= bits) {
			have -= bits;
			out[at++] = digit[acc >> have & ((1U << bits) - 1)];
		}
		acc &= (1U << have) - 1;
	}
	if (have > 0)
		out[at++] = digit[acc << (bits - have) & ((1U << bits) - 1)];
	while (pad > 0 && at % pad != 0)
		out[at++] = '=';
	out[at] = '\0';
	return out;
}

/* Unpadded text of n digits. */
static bool
decode(struct arena *a, const char *digit, unsigned bits, const char *text, size_t n,
    unsigned char **out, size_t *out_n)
{
	unsigned char *b = arena_alloc(a, n * bits / 8 + 1);
	uint32_t acc = 0;
	unsigned have = 0;
	const char *at;
	size_t i, len = 0;

	for (i = 0; i < n; i++) {
		at = text[i] != '\0' ? strchr(digit, text[i]) : NULL;
		if (at == NULL)
			return false;
		acc = acc << bits | (uint32_t)(at - digit);
		have += bits;
		if (have >= 8) {
			have -= 8;
			b[len++] = (unsigned char)(acc >> have & 255);
			acc &= (1U << have) - 1;
		}
	}
	if (acc != 0 || have >= bits)	/* stray bits, or a length nothing encodes to */
		return false;
	b[len] = '\0';
	*out = b;
	*out_n = len;
	return true;
}

char *
base64_encode(struct arena *a, const void *bytes, size_t n)
{
	return encode(a, base64_digit, 6, 4, bytes, n);
}

char *
base64url_encode(struct arena *a, const void *bytes, size_t n)
{
	return encode(a, base64url_digit, 6, 0, bytes, n);
}

bool
base64url_decode(struct arena *a, const char *text, unsigned char **out, size_t *n)
{
	return text != NULL && decode(a, base64url_digit, 6, text, strlen(text), out, n);
}

bool
base64_decode(struct arena *a, const char *text, unsigned char **out, size_t *n)
{
	size_t len, pad = 0;

	if (text == NULL)
		return false;
	len = strlen(text);
	if (len % 4 != 0)
		return false;
	while (pad < 2 && pad < len && text[len - 1 - pad] == '=')
		pad++;
	return decode(a, base64_digit, 6, text, len - pad, out, n);
}

char *
base32_encode(struct arena *a, const void *bytes, size_t n)
{
	return encode(a, base32_digit, 5, 0, bytes, n);
}

bool
base32_decode(struct arena *a, const char *text, unsigned char **out, size_t *n)
{
	size_t len;

	if (text == NULL)
		return false;
	len = strlen(text);
	if (len % 8 == 0)	/* padding only where it belongs */
		while (len > 0 && text[len - 1] == '=')
			len--;
	return decode(a, base32_digit, 5, text, len, out, n);
}
