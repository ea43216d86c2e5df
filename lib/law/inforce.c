/* inforce.c - see inforce.h. */
#include "lib/law/inforce.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/law/words.h"

#define CHARACTER 3	/* bytes of a Chinese one */
#define SUBJECT_MAX 6	/* 本实施细则 */

static const char *const begins[] = { LAW_BEGINS, NULL };
static const char *const zeros[] = { LAW_ZEROS, NULL };
static const char *const ends[] = { LAW_SUBJECT_ENDS, NULL };

static bool
any_at(const char *p, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_starts(p, *words))
			return true;
	return false;
}

/* The value of the digit at p, in any of its three writings, -1: none.  *bytes is its length. */
static int
digit_at(const char *p, size_t *bytes)
{
	static const char numerals[] = LAW_DIGITS;
	static const char wide[] = LAW_WIDE_ZERO;
	size_t i;

	*bytes = 1;
	if (*p >= '0' && *p <= '9')
		return *p - '0';
	*bytes = CHARACTER;
	if (any_at(p, zeros))
		return 0;
	for (i = 0; i + 1 < sizeof(numerals); i += CHARACTER)
		if (strncmp(p, numerals + i, CHARACTER) == 0)
			return (int)(i / CHARACTER) + 1;
	if (strncmp(p, wide, 2) == 0 && (unsigned char)p[2] >= (unsigned char)wide[2] &&
	    (unsigned char)p[2] <= (unsigned char)wide[2] + 9)
		return (unsigned char)p[2] - (unsigned char)wide[2];
	return -1;
}

/* 2026, 二〇二六, 十二, 三十一 and then the word; gives what follows, NULL: it is not there. */
static const char *
number_at(const char *p, const char *word, int *out)
{
	bool any = false, ten = false;
	int d, n = 0;
	size_t bytes;

	for (;; p += bytes) {
		while (*p == ' ')
			p++;
		d = digit_at(p, &bytes);
		if (d >= 0) {
			n = ten ? n + d : n * 10 + d;
		} else if (str_starts(p, LAW_TEN) && !ten && n < 10) {
			n = n == 0 ? 10 : n * 10;
			ten = true;
			bytes = CHARACTER;
		} else {
			break;
		}
		if (n > 9999)
			return NULL;
		any = true;
	}
	*out = n;
	return any && str_starts(p, word) ? p + strlen(word) : NULL;
}

static const char *
date_at(const char *p, int32_t *out)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int y, m, d, last;

	p = number_at(p, LAW_YEAR, &y);
	if (p != NULL)
		p = number_at(p, LAW_MONTH, &m);
	if (p != NULL)
		p = number_at(p, LAW_DAY, &d);
	if (p == NULL || y < 1949 || y > 2199 || m < 1 || m > 12)
		return NULL;
	last = m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) ? 29 : days[m - 1];
	if (d < 1 || d > last)
		return NULL;
	*out = day_of(y, m, d);
	return p;
}

/* Behind 本条例自, NULL: p does not begin with it.  A single character is the law in 本法 only: 本条 is a part. */
static const char *
subject_at(const char *p)
{
	const char *q = p + strlen(LAW_THIS);
	int i;

	for (i = 0; i < SUBJECT_MAX && *q != '\0'; i++, (void)str_utf8_next(&q)) {
		if (str_starts(q, LAW_FROM))
			return i > 1 || (i == 1 && str_starts(p + strlen(LAW_THIS), LAW_SUBJECT_LAW)) ?
			    q + strlen(LAW_FROM) : NULL;
		if (any_at(q, ends))
			return NULL;
	}
	return NULL;
}

int32_t
law_first_day(const char *text)
{
	const char *p, *q;
	int32_t day, found = DAY_NONE;

	for (p = text; (p = strstr(p, LAW_THIS)) != NULL; p += strlen(LAW_THIS)) {
		q = subject_at(p);
		if (q != NULL)
			q = date_at(q, &day);
		if (q != NULL && any_at(q, begins))
			found = day;
	}
	return found;
}
