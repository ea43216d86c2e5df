/* cite.h - articles that a text cites, and whether the words of an article say a figure.  Pure. */
#ifndef LIB_LAW_CITE_H
#define LIB_LAW_CITE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct law_cite {
	const char *title;
	int article, suffix, para, item;	/* 0: not said */
};
/* 《法》第三条第一款第二项, 法 第三条、第五条, 法（1996） 第三条, 法 28; several by "；".  Those without a title before
 * them are of the last one. */
struct law_cite *law_cites(struct arena *a, const char *text, int *n);
/* TITLE:ARTICLE[-SUFFIX][:PARAGRAPH[:ITEM]], several by "|", as cause.csv has them. */
struct law_cite *law_cites_coded(struct arena *a, const char *text, int *n);
/* 三十四, 34; -1: neither.  *bytes says how far it went. */
int law_numeral_at(const char *p, size_t *bytes);
/* 三十四, 二十万 */
const char *law_numeral(struct arena *a, int64_t n);
/* The words say the value: unit d wd h month year count pct_x100 fen, or times (hundredths of a multiple). */
bool law_says(struct arena *a, const char *words, int64_t value, const char *unit);
/* The words say the higher value, and the lower too, unless the higher is an upper limit alone: 五万元以下. */
bool law_says_range(struct arena *a, const char *words, int64_t low, int64_t high, const char *unit);
/* The paragraph of an article, or its item, both counted from 1; NULL: it has none.  para 0: the first, or the item
 * wherever it is. */
const char *law_part(struct arena *a, const char *article, int para, int item);
#endif
