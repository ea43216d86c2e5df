/* secrecy.c - see secrecy.h. */
#include "lib/base/secrecy.h"

#include <stddef.h>

#include "lib/base/str.h"
#include "lib/base/words.h"

static bool
is_blank(unsigned cp)
{
	return cp == ' ' || cp == '\t' || cp == '\r' || cp == 0xa0 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200b);
}

/* The next that is no blank; *s behind it.  0: the end. */
static unsigned
next_shown(const char **s)
{
	unsigned cp;

	do
		cp = str_utf8_next(s);
	while (is_blank(cp));
	return cp;
}

static bool
one_of(unsigned cp, const char *set)
{
	unsigned c;

	while ((c = str_utf8_next(&set)) != 0)
		if (c == cp)
			return true;
	return false;
}

/* The words of a list with blanks between; *rest: behind the one that stands at s. */
static bool
begins_with_one(const char *s, const char *words, const char **rest)
{
	const char *w = words, *p;
	unsigned c, cp;

	while (*w != '\0') {
		p = s;
		while ((c = str_utf8_next(&w)) != 0 && c != ' ') {
			cp = next_shown(&p);
			if (cp != c)
				break;
		}
		if (c == 0 || c == ' ') {
			*rest = p;
			return true;
		}
		while (*w != '\0' && *w++ != ' ')
			;
	}
	return false;
}

/* "密级" and a colon or not. */
static bool
says_level(const unsigned before[3])
{
	static const char *const word[] = { SECRECY_LEVEL_WORD };
	size_t i = one_of(before[0], SECRECY_COLONS);

	return one_of(before[i], word[1]) && one_of(before[i + 1], word[0]);
}

/* before: what stands before the level, the nearest first (0: the beginning). */
static bool
is_mark(const unsigned before[3], const char *rest)
{
	const char *p = rest, *behind;
	unsigned after = next_shown(&p);

	if (one_of(after, SECRECY_STARS) || says_level(before))
		return true;
	if (before[0] != 0 && before[0] != '\n' && !one_of(before[0], SECRECY_LEFT))
		return false;
	return after == 0 || after == '\n' || one_of(after, SECRECY_RIGHT) ||
	    begins_with_one(rest, SECRECY_THINGS, &behind);
}

bool
secrecy_marked(const char *text)
{
	unsigned before[3] = { 0, 0, 0 };
	const char *s = text, *rest;

	do {
		if (begins_with_one(s, SECRECY_LEVELS, &rest) && is_mark(before, rest))
			return true;
		before[2] = before[1];
		before[1] = before[0];
		before[0] = next_shown(&s);
	} while (before[0] != 0);
	return false;
}
