/* figure.c - see cite.h: numerals, figures in words, parts of an article. */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/law/cite.h"
#include "lib/law/words.h"

#define CHARACTER 3	/* bytes of a Chinese one */
#define NUMERAL_MAX 9999

static const char digits[] = LAW_DIGITS;
static const char *const zeros[] = { LAW_ZEROS, NULL };
static const struct { const char *word; int n; } places[] = { { LAW_THOUSAND, 1000 }, { LAW_HUNDRED, 100 },
    { LAW_TEN, 10 } };
#define PLACES (sizeof(places) / sizeof(*places))

/* -1: none */
static int
digit_at(const char *p)
{
	size_t i;

	for (i = 0; zeros[i] != NULL; i++)
		if (str_starts(p, zeros[i]))
			return 0;
	for (i = 0; i + 1 < sizeof(digits); i += CHARACTER)
		if (strncmp(p, digits + i, CHARACTER) == 0)
			return (int)(i / CHARACTER) + 1;
	return -1;
}

int
law_numeral_at(const char *p, size_t *bytes)
{
	int total = 0, last = -1, d;
	const char *q = p;
	size_t i, n = strspn(p, "0123456789");

	*bytes = n;
	if (n > 0 && n <= 4) {
		for (; q < p + n; q++)
			total = total * 10 + (*q - '0');
		return total;
	}
	for (;; q += CHARACTER) {
		d = digit_at(q);
		if (d >= 0) {
			last = d;
			continue;
		}
		for (i = 0; i < PLACES && !str_starts(q, places[i].word); i++)
			;
		if (i == PLACES)
			break;
		total += (last < 1 ? 1 : last) * places[i].n;
		last = 0;
	}
	*bytes = (size_t)(q - p);
	total += last > 0 ? last : 0;
	return *bytes > 0 && total <= NUMERAL_MAX ? total : -1;
}

static void
add_numeral(struct str *out, int n)
{
	bool gap = false, any = false;
	size_t i;
	int d;

	for (i = 0; i <= PLACES; i++) {
		int unit = i < PLACES ? places[i].n : 1;

		d = n / unit % 10;
		if (d == 0) {
			gap = any;
			continue;
		}
		if (gap)
			str_add(out, zeros[1]);
		if (unit != 10 || d != 1 || any)
			str_addn(out, digits + (size_t)(d - 1) * CHARACTER, CHARACTER);
		if (i < PLACES)
			str_add(out, places[i].word);
		any = true;
		gap = false;
	}
}

const char *
law_numeral(struct arena *a, int64_t n)
{
	struct str out;

	str_init(&out, a);
	if (n / 10000 > 0) {
		add_numeral(&out, (int)(n / 10000));
		str_add(&out, LAW_MYRIAD);
	}
	add_numeral(&out, (int)(n % 10000));
	return out.s;
}

/* Whether the character before p belongs to a number: 五日 is not said by 十五日. */
static bool
goes_on_before(const char *text, const char *p)
{
	if (p > text && p[-1] >= '0' && p[-1] <= '9')
		return true;
	if (p - text < CHARACTER)
		return false;
	p -= CHARACTER;
	return digit_at(p) >= 0 || str_starts(p, LAW_TEN) || str_starts(p, LAW_HUNDRED) ||
	    str_starts(p, LAW_THOUSAND) || str_starts(p, LAW_MYRIAD);
}

static bool
holds(const char *text, const char *phrase)
{
	const char *p;

	for (p = strstr(text, phrase); p != NULL; p = strstr(p + 1, phrase))
		if (!goes_on_before(text, p))
			return true;
	return false;
}

/* In any of the writings of the number, with one of the words behind it and before it what must be there. */
static bool
number_then(struct arena *a, const char *text, const char *before, int64_t n, const char *const *words)
{
	const char *numeral = law_numeral(a, n), *myriads = n % 10000 == 0 && n > 0 ?
	    arena_printf(a, "%" PRId64 LAW_MYRIAD, n / 10000) : n % 1000 == 0 && n > 0 ?
	    arena_printf(a, "%" PRId64 LAW_THOUSAND, n / 1000) : NULL;

	for (; *words != NULL; words++)
		if (holds(text, arena_printf(a, "%s%s%s", before, numeral, *words)) ||
		    holds(text, arena_printf(a, "%s%" PRId64 "%s", before, n, *words)) ||
		    holds(text, arena_printf(a, "%s%" PRId64 " %s", before, n, *words)) ||
		    (myriads != NULL && holds(text, arena_printf(a, "%s%s%s", before, myriads, *words))) ||
		    (n == 2 && holds(text, arena_printf(a, "%s" LAW_TWO "%s", before, *words))))
			return true;
	return false;
}

static bool
says_percent(struct arena *a, const char *text, const char *before, int64_t n)
{
	static const char *const times[] = { LAW_MULTIPLE, NULL };

	return (n > 0 && n % 100 == 0 && number_then(a, text, before, n / 100, times)) ||
	    strstr(text, arena_printf(a, "%s" LAW_PERCENT "%s", before, law_numeral(a, n))) != NULL ||
	    holds(text, arena_printf(a, "%s%" PRId64 "%%", before, n));
}

/* ０ to ９ as 0 to 9. */
static const char *
narrow(struct arena *a, const char *text)
{
	static const char wide[] = LAW_WIDE_ZERO;
	struct str out;

	str_init(&out, a);
	for (; *text != '\0'; text++) {
		if (strncmp(text, wide, 2) == 0 && (unsigned char)text[2] >= (unsigned char)wide[2] &&
		    (unsigned char)text[2] <= (unsigned char)wide[2] + 9) {
			str_addc(&out, (char)('0' + ((unsigned char)text[2] - (unsigned char)wide[2])));
			text += 2;
		} else {
			str_addc(&out, *text);
		}
	}
	return out.s;
}

static bool
says(struct arena *a, const char *words, const char *before, int64_t value, const char *unit)
{
	static const char *const days[] = { LAW_DAYS, NULL }, *const workdays[] = { LAW_WORKDAYS, NULL },
	    *const hours[] = { LAW_HOURS, NULL }, *const months[] = { LAW_MONTHS, NULL },
	    *const years[] = { LAW_YEARS, NULL }, *const counts[] = { LAW_COUNTS, NULL },
	    *const yuan[] = { LAW_YUAN, NULL }, *const times[] = { LAW_MULTIPLE, NULL };
	static const struct { const char *unit; const char *const *words; int64_t of; } units[] = {
	    { "d", days, 1 }, { "wd", workdays, 1 }, { "h", hours, 1 }, { "month", months, 1 }, { "year", years, 1 },
	    { "count", counts, 1 }, { "fen", yuan, 100 }, { "times", times, 100 } };
	size_t i;

	words = narrow(a, words);
	if (str_eq(unit, "times") && value == 100 && *before == '\0' && strstr(words, LAW_ONCE) != NULL)
		return true;
	if (str_eq(unit, "pct_x100"))
		return value % 100 == 0 && says_percent(a, words, before, value / 100);
	for (i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (str_eq(units[i].unit, unit))
			return value % units[i].of == 0 &&
			    number_then(a, words, before, value / units[i].of, units[i].words);
	return false;
}

bool
law_says(struct arena *a, const char *words, int64_t value, const char *unit)
{
	return value <= 0 || says(a, words, "", value, unit);
}

bool
law_says_range(struct arena *a, const char *words, int64_t low, int64_t high, const char *unit)
{
	return law_says(a, words, high, unit) &&
	    (law_says(a, words, low, unit) || !says(a, words, LAW_AT_LEAST, high, unit));
}

/* （三） at the beginning of a line. */
static int
item_of(const char *line)
{
	static const char *const begins[] = { LAW_ITEM_BEGINS }, *const ends[] = { LAW_ITEM_ENDS };
	size_t i, n, m;
	int v;

	for (i = 0; i < sizeof(begins) / sizeof(*begins); i++) {
		m = strlen(begins[i]);
		if (!str_starts(line, begins[i]))
			continue;
		v = law_numeral_at(line + m, &n);
		return v > 0 && str_starts(line + m + n, ends[i]) ? v : 0;
	}
	return 0;
}

const char *
law_part(struct arena *a, const char *article, int para, int item)
{
	char *text = arena_strdup(a, article), *line, *end;
	int at = 0, of;

	for (line = strtok_r(text, "\n", &end); line != NULL; line = strtok_r(NULL, "\n", &end)) {
		of = item_of(line);
		if (of == 0)
			at++;
		if (item == 0 ? of == 0 && at == (para > 0 ? para : 1) : of == item && (para == 0 || at == para))
			return line;
	}
	return NULL;
}
