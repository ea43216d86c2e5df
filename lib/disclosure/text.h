/* text.h - pure work on texts for the public's pages: what a query means, where it stands in a name, laws
 * named in a text, amounts in groups. */
#ifndef LIB_DISCLOSURE_TEXT_H
#define LIB_DISCLOSURE_TEXT_H
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* What was typed, folded for the search; document numbers in any brackets, and 2026-187, become 〔2026〕187号. */
const char *public_fold(struct arena *a, const char *typed);
/* The first place in text that folds to `folded`, as bytes; false: nowhere. */
bool public_find(struct arena *a, const char *text, const char *folded, size_t *at, size_t *len);
/* "罚款 52000 元" with its digits in groups of three, kept together. */
const char *public_grouped(struct arena *a, const char *text);
/* Parts of a text divided at sep ("；"), without empty ones and white space around. */
const char **public_split(struct arena *a, const char *text, const char *sep, int *n);

/* A text cut into pieces, some of which name an article: 《法》第三十四条, 《法》第34条之一. */
struct public_piece {
	const char *text;
	const char *law;	/* title without its marks, NULL: plain text */
	int article, suffix;	/* article 0: the law as a whole */
};
struct public_piece *public_pieces(struct arena *a, const char *text, int *n);
/* 三十四, 34; -1: neither.  *bytes says how far it went. */
int public_numeral(const char *s, size_t *bytes);
#endif
