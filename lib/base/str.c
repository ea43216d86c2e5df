/* str.c - see str.h. */
#include "lib/base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"

void
str_init(struct str *s, struct arena *a)
{
	*s = (struct str){ .arena = a, .cap = 64 };
	s->s = arena_alloc(a, s->cap);
}

static void
reserve(struct str *s, size_t more)
{
	if (more > SIZE_MAX / 4 - s->len)
		abort();
	if (s->len + more + 1 <= s->cap)
		return;
	while (s->cap < s->len + more + 1)
		s->cap *= 2;
	s->s = arena_regrow(s->arena, s->s, s->cap, 1);
}

void
str_addn(struct str *s, const void *bytes, size_t n)
{
	reserve(s, n);
	if (n > 0)
		memcpy(s->s + s->len, bytes, n);
	s->len += n;
	s->s[s->len] = '\0';
}

void
str_add(struct str *s, const char *text)
{
	str_addn(s, text, strlen(text));
}

void
str_addc(struct str *s, char c)
{
	if (s->len + 2 > s->cap)
		reserve(s, 1);
	s->s[s->len++] = c;
	s->s[s->len] = '\0';
}

void
str_printf(struct str *s, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		abort();
	reserve(s, (size_t)n);
	va_start(ap, fmt);
	(void)vsnprintf(s->s + s->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	s->len += (size_t)n;
}

bool
str_eq(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

bool
str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool
str_empty(const char *s)
{
	return s == NULL || *s == '\0';
}

/* Length of the well-formed sequence at p (at most n bytes), 0 if none. */
static size_t
sequence(const unsigned char *p, size_t n, unsigned *cp)
{
	static const unsigned least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len, i;
	unsigned c;

	if (p[0] < 0x80) {
		*cp = p[0];
		return 1;
	}
	if (p[0] >= 0xc2 && p[0] <= 0xdf)
		len = 2;
	else if ((p[0] & 0xf0) == 0xe0)
		len = 3;
	else if (p[0] >= 0xf0 && p[0] <= 0xf4)
		len = 4;
	else
		return 0;
	if (n < len)
		return 0;
	c = p[0] & (0xffU >> (len + 1));
	for (i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3fU);
	}
	if (c < least[len] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	*cp = c;
	return len;
}

bool
str_utf8_ok(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned cp;
	size_t used;

	while (n > 0) {
		used = sequence(p, n, &cp);
		if (used == 0 || cp == 0)
			return false;
		p += used;
		n -= used;
	}
	return true;
}

size_t
str_utf8_len(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

unsigned
str_utf8_next(const char **p)
{
	unsigned cp;
	size_t used;

	if (**p == '\0')
		return 0;
	used = sequence((const unsigned char *)*p, strnlen(*p, 4), &cp);
	if (used == 0) {
		*p += 1;
		return 0xfffd;
	}
	*p += used;
	return cp;
}

static size_t
space_at(const char *p)
{
	if (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')
		return 1;
	return strncmp(p, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

char *
str_clean(struct arena *a, const char *s)
{
	struct str out;
	size_t n, keep = 0;

	while ((n = space_at(s)) > 0)
		s += n;
	str_init(&out, a);
	while (*s != '\0') {
		if (s[0] == '\r') {
			if (s[1] != '\n')
				str_addc(&out, '\n');
			s++;
			continue;
		}
		n = space_at(s);
		str_addn(&out, s, n > 0 ? n : 1);
		if (n == 0)
			keep = out.len;
		s += n > 0 ? n : 1;
	}
	out.s[keep] = '\0';
	return out.s;
}

bool
str_i64(const char *s, long long min, long long max, long long *out)
{
	const char *p = s;
	unsigned long long v = 0;
	bool minus;

	if (s == NULL)
		return false;
	minus = *p == '-';
	p += minus;
	if (*p == '\0' || strlen(p) > 18)
		return false;
	for (; *p != '\0'; p++) {
		if (*p < '0' || *p > '9')
			return false;
		v = v * 10 + (unsigned)(*p - '0');
	}
	*out = minus ? -(long long)v : (long long)v;
	return *out >= min && *out <= max;
}

void
str_hex(const void *bytes, size_t n, char *out)
{
	static const char digit[] = "0123456789abcdef";
	const unsigned char *b = bytes;
	size_t i;

	for (i = 0; i < n; i++) {
		out[2 * i] = digit[b[i] >> 4];
		out[2 * i + 1] = digit[b[i] & 15];
	}
	out[2 * n] = '\0';
}

static int
nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
str_unhex(const char *hex, void *out, size_t n)
{
	unsigned char *b = out;
	size_t i;
	int hi, lo;

	if (strlen(hex) != 2 * n)
		return false;
	for (i = 0; i < n; i++) {
		hi = nibble(hex[2 * i]);
		lo = nibble(hex[2 * i + 1]);
		if (hi < 0 || lo < 0)
			return false;
		b[i] = (unsigned char)(hi << 4 | lo);
	}
	return true;
}
