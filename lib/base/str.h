/* str.h - one growable string.  Never NULL, always NUL-ended, length known;
 * it lives in the arena it was made with. */
#ifndef LIB_BASE_STR_H
#define LIB_BASE_STR_H
#include <stdbool.h>
#include <stddef.h>

struct arena;

struct str {
	struct arena *arena;
	char *s;	/* NUL-ended */
	size_t len;	/* without the NUL */
	size_t cap;
};

void str_init(struct str *s, struct arena *a);
void str_add(struct str *s, const char *text);
void str_addn(struct str *s, const void *bytes, size_t n);
void str_addc(struct str *s, char c);
void str_printf(struct str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Small helpers on plain strings. */
bool str_eq(const char *a, const char *b);		/* NULL equals NULL only */
bool str_starts(const char *s, const char *prefix);
bool str_empty(const char *s);				/* NULL or "" */
/* Valid UTF-8 without NUL, surrogates or over-long forms (RFC 3629). */
bool str_utf8_ok(const char *s, size_t n);
/* Number of code points of valid UTF-8. */
size_t str_utf8_len(const char *s);
/* Decodes the code point at *p and moves *p on; 0 at the end. */
unsigned str_utf8_next(const char **p);
/* Copy without leading and trailing white space (U+3000 too), CRLF to LF. */
char *str_clean(struct arena *a, const char *s);
/* Whole decimal number within [min, max]; NULL is none. */
bool str_i64(const char *s, long long min, long long max, long long *out);
/* Hex, lower case; out has 2 n + 1 bytes. */
void str_hex(const void *bytes, size_t n, char *out);
/* Exactly n bytes of lower- or upper-case hex. */
bool str_unhex(const char *hex, void *out, size_t n);
#endif
