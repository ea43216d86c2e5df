/* plain.c - see plain.h. */
#include "lib/base/plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/base/words.h"

#define MISSING 0x3013

/* ---- characters */

/* What GBK kept in Unicode's private area until its characters were there: GB 18030-2022, annex D. */
static const struct letter { unsigned private, is; } letters[] = {
	{ 0xe78d, 0xfe10 }, { 0xe78e, 0xfe12 }, { 0xe78f, 0xfe11 }, { 0xe790, 0xfe13 }, { 0xe791, 0xfe14 },
	{ 0xe792, 0xfe15 }, { 0xe793, 0xfe16 }, { 0xe794, 0xfe17 }, { 0xe795, 0xfe18 }, { 0xe796, 0xfe19 },
	{ 0xe7c7, 0x1e3f }, { 0xe7c8, 0x1f9 }, { 0xe7e7, 0x303e }, { 0xe7e8, 0x2ff0 }, { 0xe7e9, 0x2ff1 },
	{ 0xe7ea, 0x2ff2 }, { 0xe7eb, 0x2ff3 }, { 0xe7ec, 0x2ff4 }, { 0xe7ed, 0x2ff5 }, { 0xe7ee, 0x2ff6 },
	{ 0xe7ef, 0x2ff7 }, { 0xe7f0, 0x2ff8 }, { 0xe7f1, 0x2ff9 }, { 0xe7f2, 0x2ffa }, { 0xe7f3, 0x2ffb },
	{ 0xe815, 0x2e81 }, { 0xe816, 0x20087 }, { 0xe817, 0x20089 }, { 0xe818, 0x200cc }, { 0xe819, 0x2e84 },
	{ 0xe81a, 0x3473 }, { 0xe81b, 0x3447 }, { 0xe81c, 0x2e88 }, { 0xe81d, 0x2e8b }, { 0xe81e, 0x9fb4 },
	{ 0xe81f, 0x359e }, { 0xe820, 0x361a }, { 0xe821, 0x360e }, { 0xe822, 0x2e8c }, { 0xe823, 0x2e97 },
	{ 0xe824, 0x396e }, { 0xe825, 0x3918 }, { 0xe826, 0x9fb5 }, { 0xe827, 0x39cf }, { 0xe828, 0x39df },
	{ 0xe829, 0x3a73 }, { 0xe82a, 0x39d0 }, { 0xe82b, 0x9fb6 }, { 0xe82c, 0x9fb7 }, { 0xe82d, 0x3b4e },
	{ 0xe82e, 0x3c6e }, { 0xe82f, 0x3ce0 }, { 0xe830, 0x2ea7 }, { 0xe831, 0x215d7 }, { 0xe832, 0x9fb8 },
	{ 0xe833, 0x2eaa }, { 0xe834, 0x4056 }, { 0xe835, 0x415f }, { 0xe836, 0x2eae }, { 0xe837, 0x4337 },
	{ 0xe838, 0x2eb3 }, { 0xe839, 0x2eb6 }, { 0xe83a, 0x2eb7 }, { 0xe83b, 0x2298f }, { 0xe83c, 0x43b1 },
	{ 0xe83d, 0x43ac }, { 0xe83e, 0x2ebb }, { 0xe83f, 0x43dd }, { 0xe840, 0x44d6 }, { 0xe841, 0x4661 },
	{ 0xe842, 0x464c }, { 0xe843, 0x9fb9 }, { 0xe844, 0x4723 }, { 0xe845, 0x4729 }, { 0xe846, 0x477c },
	{ 0xe847, 0x478d }, { 0xe848, 0x2eca }, { 0xe849, 0x4947 }, { 0xe84a, 0x497a }, { 0xe84b, 0x497d },
	{ 0xe84c, 0x4982 }, { 0xe84d, 0x4983 }, { 0xe84e, 0x4985 }, { 0xe84f, 0x4986 }, { 0xe850, 0x499f },
	{ 0xe851, 0x499b }, { 0xe852, 0x49b7 }, { 0xe853, 0x49b6 }, { 0xe854, 0x9fba }, { 0xe855, 0x241fe },
	{ 0xe856, 0x4ca3 }, { 0xe857, 0x4c9f }, { 0xe858, 0x4ca0 }, { 0xe859, 0x4ca1 }, { 0xe85a, 0x4c77 },
	{ 0xe85b, 0x4ca2 }, { 0xe85c, 0x4d13 }, { 0xe85d, 0x4d14 }, { 0xe85e, 0x4d15 }, { 0xe85f, 0x4d16 },
	{ 0xe860, 0x4d17 }, { 0xe861, 0x4d18 }, { 0xe862, 0x4d19 }, { 0xe863, 0x4dae }, { 0xe864, 0x9fbb }
};

static int
by_private(const void *a, const void *b)
{
	unsigned x = ((const struct letter *)a)->private, y = ((const struct letter *)b)->private;

	return x < y ? -1 : x > y;
}

static unsigned
letter_of(unsigned cp)
{
	const struct letter key = { .private = cp }, *hit;

	if (cp < letters[0].private || cp > letters[sizeof(letters) / sizeof(*letters) - 1].private)
		return cp;
	hit = bsearch(&key, letters, sizeof(letters) / sizeof(*letters), sizeof(*letters), by_private);
	return hit != NULL ? hit->is : cp;
}

struct range { unsigned from, to; };

static bool
is_among(unsigned cp, const struct range *v, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (cp >= v[i].from && cp <= v[i].to)
			return true;
	return false;
}

/* Nothing is seen of it, and no name needs it. */
static bool
shows_nothing(unsigned cp)
{
	static const struct range v[] = { { 0xad, 0xad }, { 0x34f, 0x34f }, { 0x115f, 0x1160 }, { 0x17b4, 0x17b5 },
	    { 0x180e, 0x180e }, { 0x200b, 0x200d }, { 0x2060, 0x2064 }, { 0x206a, 0x206f }, { 0x2800, 0x2800 },
	    { 0x3164, 0x3164 }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 } };

	return is_among(cp, v, sizeof(v) / sizeof(*v));
}

/* It changes how what stands beside it is seen. */
static bool
is_hidden(unsigned cp)
{
	static const struct range v[] = { { 0x61c, 0x61c }, { 0x200e, 0x200f }, { 0x202a, 0x202e }, { 0x2066, 0x2069 },
	    { 0xfff9, 0xfffb }, { 0xe0000, 0xe007f } };

	return is_among(cp, v, sizeof(v) / sizeof(*v));
}

static bool
is_none(unsigned cp)
{
	return (cp & 0xfffe) == 0xfffe || (cp >= 0xfdd0 && cp <= 0xfdef);
}

/* A space of any width but the ideographic one is a space. */
static bool
is_space(unsigned cp)
{
	return cp == ' ' || cp == 0x3000 ||
	    (cp >= 0xa0 && utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_ZS);
}

static void
add_cp(struct str *s, unsigned cp)
{
	utf8proc_uint8_t buf[4];

	str_addn(s, buf, (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, buf));
}

/* ---- texts */

/* Up to the next character that may need a look: of most texts none does. */
static size_t
run(const char *s)
{
	size_t n = 0;
	unsigned char c;

	while ((c = (unsigned char)s[n]) != '\0' && (c > ' ' || (c == ' ' && n > 0)) && c < 0x7f)
		n++;
	while (n > 0 && s[n - 1] == ' ')
		n--;
	return n;
}

static unsigned
as_meant(unsigned cp)
{
	if (cp == 0x85 || cp == 0x2028 || cp == 0x2029)
		return '\n';
	if (cp == '\t' || cp == '\n' || cp == 0x3000)
		return cp;
	return is_space(cp) ? ' ' : letter_of(cp);
}

char *
plain_text(struct arena *a, const char *s)
{
	struct str out;
	size_t n, keep = 0;
	unsigned cp;

	str_init(&out, a);
	while (*s != '\0') {
		n = run(s);
		if (n > 0) {
			str_addn(&out, s, n);
			s += n;
			keep = out.len;
			continue;
		}
		if (s[0] == '\r') {
			s += s[1] == '\n' ? 2 : 1;
			cp = '\n';
		} else {
			cp = as_meant(str_utf8_next(&s));
		}
		if (shows_nothing(cp) || (out.len == 0 && (cp == '\t' || cp == '\n' || is_space(cp))))
			continue;
		add_cp(&out, cp);
		if (cp != '\t' && cp != '\n' && !is_space(cp))
			keep = out.len;
	}
	out.s[keep] = '\0';
	return out.s;
}

static bool
is_private(unsigned cp)
{
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_CO;
}

char *
plain_registered(struct arena *a, const char *s)
{
	char *text = plain_text(a, s);
	const char *p = text;
	struct str out;
	unsigned cp;

	while ((cp = str_utf8_next(&p)) != 0 && (cp < 0xe000 || !is_private(cp)))
		continue;
	if (cp == 0)
		return text;
	str_init(&out, a);
	for (p = text; (cp = str_utf8_next(&p)) != 0;)
		add_cp(&out, cp >= 0xe000 && is_private(cp) ? MISSING : cp);
	return out.s;
}

const char *
plain_fault(const char *s, bool lines)
{
	unsigned cp;

	while ((cp = str_utf8_next(&s)) != 0) {
		if (cp >= ' ' && cp < 0x7f)
			continue;
		if (cp == '\n' || cp == '\t') {
			if (!lines)
				return "line";
		} else if (cp < ' ' || (cp >= 0x7f && cp < 0xa0) || is_none(cp)) {
			return "control";
		} else if (is_hidden(cp)) {
			return "hidden";
		} else if (is_private(cp)) {
			return "private";
		}
	}
	return NULL;
}

/* ---- codes and numbers */

static unsigned
half_width(unsigned cp)
{
	return cp >= 0xff01 && cp <= 0xff5e ? cp - 0xff01 + '!' : cp;
}

/* Half width, and without white space and what shows nothing. */
static char *
narrow(struct arena *a, const char *s)
{
	struct str out;
	unsigned cp;

	str_init(&out, a);
	while ((cp = str_utf8_next(&s)) != 0)
		if (!is_space(cp) && !shows_nothing(cp) && cp != '\t' && cp != '\n' && cp != '\r')
			add_cp(&out, half_width(cp));
	return out.s;
}

char *
plain_code(struct arena *a, const char *s)
{
	char *code = narrow(a, s), *to;
	size_t n = strlen(code);

	if (n > 3 && strncmp(code, "=\"", 2) == 0 && code[n - 1] == '"') {
		code[n - 1] = '\0';
		code += 2;
	} else if (*code == '\'' || *code == '`') {
		code++;
	}
	for (to = code, s = code; *s != '\0'; s++)
		if (*s != '-')
			*to++ = *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s;
	*to = '\0';
	return code;
}

char *
plain_user(struct arena *a, const char *s)
{
	char *name = narrow(a, s), *p;

	for (p = name; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return name;
}

bool
plain_is_lost(const char *code)
{
	size_t n = strspn(code, "0123456789.");

	return n > 0 && code[n] == 'E' && (code[n + 1] == '+' || code[n + 1] == '-') && code[n + 2] != '\0' &&
	    code[n + 2 + strspn(code + n + 2, "0123456789")] == '\0';
}

/* Threes behind each separator, up to a point or the end. */
static bool
thousands(const char *s)
{
	size_t n = strspn(s, "0123456789");

	if (n == 0 || n > 3 || s[n] != ',')
		return false;
	for (s += n; *s == ','; s += 4)
		if (strspn(s + 1, "0123456789") < 3 || (s[4] >= '0' && s[4] <= '9'))
			return false;
	return *s == '\0' || *s == '.';
}

static char *
without(char *s, const char *before, const char *behind)
{
	size_t n = strlen(s), b = strlen(before), e = strlen(behind);

	if (b > 0 && strncmp(s, before, b) == 0) {
		s += b;
		n -= b;
	}
	if (e > 0 && n > e && strcmp(s + n - e, behind) == 0)
		s[n - e] = '\0';
	return s;
}

char *
plain_number(struct arena *a, const char *s)
{
	char *out = narrow(a, s), *to, *digits;

	out = without(out, "\xc2\xa5", WORD_YUAN);
	out = without(out, "\xef\xbf\xa5", "%");
	digits = out + (*out == '-');
	if (!thousands(digits))
		return out;
	for (to = digits; *digits != '\0'; digits++)
		if (*digits != ',')
			*to++ = *digits;
	*to = '\0';
	return out;
}

/* ---- days and instants */

/* Digits from *p on, `most` at most; -1: none. */
static int
take(const char **p, int most)
{
	int n = 0, v = 0;

	for (; n < most && **p >= '0' && **p <= '9'; n++)
		v = v * 10 + (*(*p)++ - '0');
	return n > 0 ? v : -1;
}

static bool
pass(const char **p, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*p, word, n) != 0)
		return false;
	*p += n;
	return true;
}

/* A day at *p, which is then behind it. */
static bool
day_at(const char **p, int32_t *out)
{
	static const char *const mark[][3] = { { "-", "-", "" }, { "/", "/", "" }, { ".", ".", "" }, { "", "", "" },
	    { WORD_YEAR, WORD_MONTH, WORD_DAY } };
	char text[40];
	size_t i;

	for (i = 0; i < sizeof(mark) / sizeof(*mark); i++) {
		const char *at = *p, *year = at;
		bool packed = *mark[i][0] == '\0';
		int y = take(&at, 4), m, d;

		if (y < 0 || at - year != 4 || !pass(&at, mark[i][0]))
			continue;
		m = packed && strspn(at, "0123456789") != 4 ? -1 : take(&at, 2);
		if (m < 0 || !pass(&at, mark[i][1]))
			continue;
		d = take(&at, 2);
		if (d < 0 || !pass(&at, mark[i][2]))
			continue;
		(void)snprintf(text, sizeof(text), "%04d-%02d-%02d", y, m, d);
		*p = at;
		return day_parse(text, out);
	}
	return false;
}

/* With one space between its parts. */
static char *
spaced(struct arena *a, const char *s)
{
	struct str out;
	unsigned cp;

	str_init(&out, a);
	for (s = plain_text(a, s); (cp = str_utf8_next(&s)) != 0;)
		if (!is_space(cp) || (out.len > 0 && out.s[out.len - 1] != ' '))
			add_cp(&out, is_space(cp) ? ' ' : half_width(cp));
	return out.s;
}

bool
plain_day(struct arena *a, const char *s, int32_t *out)
{
	const char *p = spaced(a, s);
	int32_t day;

	if (!day_at(&p, &day))
		return false;
	if ((*p == ' ' || *p == 'T') && (str_eq(p + 1, "00:00") || str_eq(p + 1, "00:00:00") || str_eq(p + 1, "0:00") ||
	    str_eq(p + 1, "0:00:00")))
		p = "";
	if (*p != '\0')
		return false;
	*out = day;
	return true;
}

bool
plain_time(struct arena *a, const char *s, int64_t *out_us)
{
	const char *text = spaced(a, s), *p = text;
	char day[DAY_TEXT_SIZE], time[TIME_TEXT_SIZE];
	int hour, minute, second = 0;
	int32_t d;

	if (time_parse(text, out_us))
		return true;
	if (!day_at(&p, &d))
		return false;
	(void)(pass(&p, " ") || pass(&p, "T"));
	hour = take(&p, 2);
	if (hour < 0 || !pass(&p, ":"))
		return false;
	minute = take(&p, 2);
	if (minute >= 0 && pass(&p, ":"))
		second = take(&p, 2);
	if (minute < 0 || minute > 59 || hour > 23 || second < 0 || second > 59 || *p != '\0')
		return false;
	day_text(d, day);
	(void)snprintf(time, sizeof(time), "%sT%02u:%02u:%02u", day, (unsigned)hour % 100, (unsigned)minute % 100,
	    (unsigned)second % 100);
	return time_parse(time, out_us);
}
