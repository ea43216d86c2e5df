/* ratio.c - see ratio.h. */
#include "lib/spotcheck/ratio.h"

#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

#define POOL_MAX 100000000

/* Tenths of what stands before the sign; the sign is put in *sign. */
static bool
tenths(const char *text, int64_t *out, const char **sign)
{
	int64_t v = 0;
	int digits = 0;

	for (; *text >= '0' && *text <= '9' && digits < 9; text++, digits++)
		v = v * 10 + (*text - '0');
	v *= 10;
	if (digits > 0 && *text == '.' && text[1] >= '0' && text[1] <= '9') {
		v += text[1] - '0';
		text += 2;
	}
	while (*text == ' ')
		text++;
	*out = v;
	*sign = text;
	return digits > 0;
}

bool
spotcheck_ratio_parse(const char *text, int *permille)
{
	const char *sign;
	int64_t v;

	if (!tenths(text, &v, &sign))
		return false;
	if (strcmp(sign, "‰") == 0)
		v = v % 10 == 0 ? v / 10 : -1;
	else if (*sign != '\0' && strcmp(sign, "%") != 0 && strcmp(sign, "％") != 0)
		return false;
	if (v < 0 || v > 1000)
		return false;
	*permille = (int)v;
	return true;
}

const char *
spotcheck_ratio_text(struct arena *a, int permille)
{
	return permille % 10 == 0 ? arena_printf(a, "%d%%", permille / 10) : arena_printf(a, "%d.%d%%", permille / 10,
	    permille % 10);
}

bool
spotcheck_quota_parse(const char *text, struct spotcheck_quota *out)
{
	long long n;

	*out = (struct spotcheck_quota){ .n = -1 };
	if (str_i64(text, 0, POOL_MAX, &n)) {
		out->n = n;
		return true;
	}
	return spotcheck_ratio_parse(text, &out->permille);
}

const char *
spotcheck_quota_text(struct arena *a, struct spotcheck_quota q)
{
	return q.n >= 0 ? arena_printf(a, "%" PRId64, q.n) : spotcheck_ratio_text(a, q.permille);
}

int64_t
spotcheck_quota_of(struct spotcheck_quota q, int64_t pool)
{
	return q.n >= 0 ? q.n : (pool * q.permille + 999) / 1000;
}
