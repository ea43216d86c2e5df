/* text.c - see text.h. */
#include "lib/disclosure/text.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/fold.h"
#include "lib/base/str.h"
#include "lib/disclosure/words.h"

#define NUMERAL_MAX 9999

static size_t
digits(const char *s)
{
	return strspn(s, "0123456789");
}

/* "2026-187": a year and a running number, nothing else. */
static const char *
short_number(struct arena *a, const char *s)
{
	size_t n = digits(s), m;

	if (n != 4 || s[4] != '-')
		return NULL;
	m = digits(s + 5);
	if (m < 1 || m > 8 || s[5 + m] != '\0')
		return NULL;
	return arena_printf(a, DISCLOSURE_SHORT_NUMBER, s, s + 5);
}

const char *
public_fold(struct arena *a, const char *typed)
{
	static const char *const brackets[][2] = { { "[", "]" }, { "(", ")" }, { "【", "】" }, { "〔", "〕" },
	    { "﹝", "﹞" } };
	const char *f = fold(a, typed), *made = short_number(a, f), *p;
	size_t i, open, close;

	if (made != NULL)
		return fold(a, made);
	for (i = 0; i < sizeof(brackets) / sizeof(*brackets); i++) {
		open = strlen(brackets[i][0]);
		close = strlen(brackets[i][1]);
		for (p = strstr(f, brackets[i][0]); p != NULL; p = strstr(p + open, brackets[i][0]))
			if (digits(p + open) == 4 && strncmp(p + open + 4, brackets[i][1], close) == 0)
				return arena_printf(a, "%.*s〔%.4s〕%s", (int)(p - f), f, p + open,
				    p + open + 4 + close);
	}
	return f;
}

/* Length in bytes of the shortest beginning of text that folds to `folded`, 0: none. */
static size_t
folds_to(struct arena *a, const char *text, const char *folded)
{
	const char *p = text, *f;

	while (str_utf8_next(&p) != 0) {
		f = fold(a, arena_strndup(a, text, (size_t)(p - text)));
		if (strcmp(f, folded) == 0)
			return (size_t)(p - text);
		if (!str_starts(folded, f))
			return 0;
	}
	return 0;
}

bool
public_find(struct arena *a, const char *text, const char *folded, size_t *at, size_t *len)
{
	struct arena *scratch = arena_child(a);
	const char *p = text;

	for (*len = 0; *folded != '\0' && *p != '\0' && *len == 0; (void)str_utf8_next(&p)) {
		*at = (size_t)(p - text);
		*len = folds_to(scratch, p, folded);
	}
	arena_free(scratch);
	return *len > 0;
}

static void
add_grouped(struct str *out, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			str_add(out, "\u00a0");
		str_addc(out, s[i]);
	}
}

const char *
public_grouped(struct arena *a, const char *text)
{
	struct str out;
	size_t n, m;

	str_init(&out, a);
	for (; *text != '\0'; text += n) {
		n = digits(text);
		if (n == 0) {
			n = 1;
			str_addc(&out, *text);
			continue;
		}
		m = text[n] == '.' ? 1 + digits(text + n + 1) : 0;
		if (n > 3 && (str_starts(text + n + m, DISCLOSURE_YUAN) ||
		    str_starts(text + n + m, " " DISCLOSURE_YUAN)))
			add_grouped(&out, text, n);
		else
			str_addn(&out, text, n);
		str_addn(&out, text + n, m);
		n += m;
	}
	return out.s;
}

const char **
public_split(struct arena *a, const char *text, const char *sep, int *n)
{
	size_t room = 1, step = strlen(sep);
	const char *p, *end;
	const char **out;

	for (p = strstr(text, sep); p != NULL; p = strstr(p + step, sep))
		room++;
	out = ARENA_ARRAY(a, const char *, room);
	*n = 0;
	for (p = text; p != NULL; p = end != NULL ? end + step : NULL) {
		end = strstr(p, sep);
		out[*n] = str_clean(a, arena_strndup(a, p, end != NULL ? (size_t)(end - p) : strlen(p)));
		*n += *out[*n] != '\0';
	}
	return out;
}

int
public_numeral(const char *s, size_t *bytes)
{
	static const char *const one[] = { DISCLOSURE_DIGITS };
	static const struct { const char *word; int n; } many[] = { DISCLOSURE_PLACES };
	int total = 0, last = -1, i;
	const char *p = s;
	long long value;

	*bytes = digits(s);
	if (*bytes > 0 && *bytes <= 4) {
		for (value = 0; p < s + *bytes; p++)
			value = value * 10 + (*p - '0');
		return (int)value;
	}
	for (;; p += 3) {
		for (i = 0; i < 10; i++)
			if (str_starts(p, one[i]))
				break;
		if (i < 10) {
			last = i;
			continue;
		}
		for (i = 0; i < 3; i++)
			if (str_starts(p, many[i].word))
				break;
		if (i == 3)
			break;
		total += (last < 1 ? 1 : last) * many[i].n;
		last = 0;
	}
	*bytes = (size_t)(p - s);
	total += last > 0 ? last : 0;
	return *bytes > 0 && total <= NUMERAL_MAX ? total : -1;
}

/* Reads 第N条[之M] at p; gives its bytes, 0: it is not there. */
static size_t
article_at(const char *p, struct public_piece *piece)
{
	const char *start = p;
	size_t n;
	int v;

	if (!str_starts(p, DISCLOSURE_ARTICLE_NO))
		return 0;
	p += strlen(DISCLOSURE_ARTICLE_NO);
	v = public_numeral(p, &n);
	if (v <= 0 || !str_starts(p + n, DISCLOSURE_ARTICLE))
		return 0;
	p += n + strlen(DISCLOSURE_ARTICLE);
	piece->article = v;
	if (str_starts(p, DISCLOSURE_ARTICLE_OF)) {
		v = public_numeral(p + strlen(DISCLOSURE_ARTICLE_OF), &n);
		if (v > 0) {
			piece->suffix = v;
			p += strlen(DISCLOSURE_ARTICLE_OF) + n;
		}
	}
	return (size_t)(p - start);
}

struct public_piece *
public_pieces(struct arena *a, const char *text, int *n)
{
	struct public_piece *out;
	const char *p, *open, *close, *end;
	size_t marks = 0;

	for (p = strstr(text, "《"); p != NULL; p = strstr(p + 3, "《"))
		marks++;
	out = ARENA_ARRAY(a, struct public_piece, 2 * marks + 1);
	*n = 0;
	for (p = text; *p != '\0'; p = end) {
		open = strstr(p, "《");
		close = open != NULL ? strstr(open, "》") : NULL;
		if (close == NULL) {
			out[(*n)++].text = arena_strdup(a, p);
			break;
		}
		if (open > p)
			out[(*n)++].text = arena_strndup(a, p, (size_t)(open - p));
		end = close + strlen("》");
		end += article_at(end, &out[*n]);
		out[*n].law = arena_strndup(a, open + 3, (size_t)(close - open - 3));
		out[(*n)++].text = arena_strndup(a, open, (size_t)(end - open));
	}
	return out;
}
