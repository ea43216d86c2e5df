/* range.c - see range.h. */
#include "lib/web/range.h"

#include <stddef.h>
#include <string.h>

#include "lib/base/str.h"

#define DIGITS_MAX 18

/* Digits at *p as a number; false: none, or more than any file has. */
static bool
digits(const char **p, int64_t *out)
{
	size_t n = strspn(*p, "0123456789"), i;

	*out = 0;
	for (i = 0; i < n && i < DIGITS_MAX; i++)
		*out = *out * 10 + ((*p)[i] - '0');
	*p += n;
	return n > 0 && n <= DIGITS_MAX;
}

enum range
range_parse(const char *header, int64_t size, int64_t *from, int64_t *n, bool *open)
{
	const char *p = header;
	int64_t first, last;
	bool endless;

	*from = 0;
	*n = size;
	if (open != NULL)
		*open = false;
	if (p == NULL || !str_starts(p, "bytes="))
		return RANGE_WHOLE;
	p += 6;
	if (*p == '-') {		/* the last so many */
		p++;
		if (!digits(&p, &last) || *p != '\0')
			return RANGE_WHOLE;
		if (last == 0 || size == 0)
			return RANGE_NOT_THERE;
		*n = last < size ? last : size;
		*from = size - *n;
		return RANGE_PART;
	}
	if (!digits(&p, &first) || *p++ != '-')
		return RANGE_WHOLE;
	endless = *p == '\0';
	if (endless)
		last = size - 1;
	else if (!digits(&p, &last) || *p != '\0' || last < first)
		return RANGE_WHOLE;
	if (first >= size)
		return RANGE_NOT_THERE;
	*from = first;
	*n = (last < size ? last + 1 : size) - first;
	if (open != NULL)
		*open = endless;
	return RANGE_PART;
}
