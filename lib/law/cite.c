/* cite.c - see cite.h: what a text cites. */
#include "lib/law/cite.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/law/words.h"

static const char *const between[] = { LAW_BETWEEN, NULL };
static const char *const joined[] = { LAW_AND, NULL };

static size_t
any_at(const char *p, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_starts(p, *words))
			return strlen(*words);
	return 0;
}

/* Where the last word before end begins: behind whatever divides words. */
static const char *
word_before(const char *text, const char *end)
{
	const char *p = text, *begin = text;
	size_t n;

	while (p < end) {
		n = any_at(p, between);
		if (n > 0) {
			p += n;
			begin = p;
		} else {
			(void)str_utf8_next(&p);
		}
	}
	return begin < end ? begin : end;
}

static bool
ends_at(const char *text, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - text) >= n && strncmp(end - n, word, n) == 0;
}

/* The title in front of what begins at p; NULL: there is none. */
static const char *
title_before(struct arena *a, const char *text, const char *p)
{
	const char *end = p, *begin;
	const char *title;

	while (end > text && end[-1] == ' ')
		end--;
	if (ends_at(text, end, LAW_TITLE_ENDS)) {
		end -= strlen(LAW_TITLE_ENDS);
		for (begin = end; begin > text && !str_starts(begin, LAW_TITLE_BEGINS);)
			begin--;
		return str_starts(begin, LAW_TITLE_BEGINS) ? arena_strndup(a, begin + strlen(LAW_TITLE_BEGINS),
		    (size_t)(end - begin) - strlen(LAW_TITLE_BEGINS)) : NULL;
	}
	if (ends_at(text, end, LAW_YEAR_ENDS)) {	/* 行政处罚法（1996） */
		for (begin = end; begin > text && !str_starts(begin, LAW_YEAR_BEGINS);)
			begin--;
		end = begin;
	}
	begin = word_before(text, end);
	if (str_starts(begin, LAW_INTERPRETS) && ends_at(text, begin, LAW_TITLE_ENDS)) {	/* 适用《…法》的解释 */
		while (begin > text && !str_starts(begin, LAW_TITLE_BEGINS))
			begin--;
		begin = word_before(text, begin);
	}
	title = arena_strndup(a, begin, (size_t)(end - begin));
	/* 第六十七条至 is of the law before it */
	return *title == '\0' || str_starts(title, LAW_NO) || (any_at(title, joined) > 0 && str_utf8_len(title) == 1) ?
	    NULL : title;
}

/* 第N<word> at p; gives what follows, NULL: it is not there. */
static const char *
numbered(const char *p, const char *word, int *out)
{
	size_t n;
	int v;

	if (!str_starts(p, LAW_NO))
		return NULL;
	p += strlen(LAW_NO);
	v = law_numeral_at(p, &n);
	if (v <= 0 || !str_starts(p + n, word))
		return NULL;
	*out = v;
	return p + n + strlen(word);
}

static const char *
article_at(const char *p, struct law_cite *c)
{
	const char *q;
	size_t n;
	int v;

	p = numbered(p, LAW_ARTICLE, &c->article);
	if (p == NULL)
		return NULL;
	if (str_starts(p, LAW_OF) && (v = law_numeral_at(p + strlen(LAW_OF), &n)) > 0) {
		c->suffix = v;
		p += strlen(LAW_OF) + n;
	}
	q = numbered(p, LAW_PARA, &c->para);
	p = q != NULL ? q : p;
	q = numbered(p, LAW_ITEM, &c->item);
	return q != NULL ? q : p;
}

/* 行政处罚法 28: a title and a number, nothing else. */
static int
bare_number(struct arena *a, const char *text, struct law_cite *out)
{
	const char *space = strrchr(text, ' ');
	size_t n;
	int v;

	if (space == NULL || space == text)
		return 0;
	v = law_numeral_at(space + 1, &n);
	if (v <= 0 || space[1 + n] != '\0')
		return 0;
	*out = (struct law_cite){ .title = arena_strndup(a, text, (size_t)(space - text)), .article = v };
	return 1;
}

struct law_cite *
law_cites(struct arena *a, const char *text, int *n)
{
	struct law_cite *out, c;
	const char *p, *title, *last = NULL, *next;
	size_t marks = 1;

	for (p = strstr(text, LAW_NO); p != NULL; p = strstr(p + 1, LAW_NO))
		marks++;
	out = ARENA_ARRAY(a, struct law_cite, marks);
	*n = 0;
	for (p = strstr(text, LAW_NO); p != NULL; p = strstr(next, LAW_NO)) {
		c = (struct law_cite){ 0 };
		next = article_at(p, &c);
		if (next == NULL) {
			next = p + strlen(LAW_NO);
			continue;
		}
		title = title_before(a, text, p);
		if (title != NULL)
			last = title;
		c.title = last;
		if (last != NULL)
			out[(*n)++] = c;
	}
	if (*n == 0)
		*n = bare_number(a, text, out);
	return out;
}

struct law_cite *
law_cites_coded(struct arena *a, const char *text, int *n)
{
	struct law_cite *out;
	char *list = arena_strdup(a, text), *one, *end, *part, *rest;
	size_t marks = 1;
	const char *p;

	for (p = strchr(text, '|'); p != NULL; p = strchr(p + 1, '|'))
		marks++;
	out = ARENA_ARRAY(a, struct law_cite, marks);
	*n = 0;
	for (one = strtok_r(list, "|", &end); one != NULL; one = strtok_r(NULL, "|", &end)) {
		struct law_cite *c = &out[(*n)++];

		c->title = strtok_r(one, ":", &rest);
		part = strtok_r(NULL, ":", &rest);
		c->article = part != NULL ? (int)strtol(part, &part, 10) : 0;
		c->suffix = part != NULL && *part == '-' ? (int)strtol(part + 1, NULL, 10) : 0;
		part = strtok_r(NULL, ":", &rest);
		c->para = part != NULL ? (int)strtol(part, NULL, 10) : 0;
		part = strtok_r(NULL, ":", &rest);
		c->item = part != NULL ? (int)strtol(part, NULL, 10) : 0;
	}
	return out;
}
