/* alike.h - how much two messages speak of one matter: by whom they are about, where, in which words, how far apart in
 * time.  Pure: what is compared are sets of marks, each standing for two characters or a number; a mark that few
 * messages have speaks loudest. */
#ifndef LIB_SOURCE_ALIKE_H
#define LIB_SOURCE_ALIKE_H
#include <stddef.h>
#include <stdint.h>

struct arena;
struct str;

struct alike_set {
	const int64_t *mark;	/* ascending, each once */
	size_t n;
};
struct alike_doc {
	struct alike_set about, place, text;
	int32_t day;
};
/* How many messages have each of the marks that are compared; what is not in it one has. */
struct alike_known {
	struct alike_set set;
	const int64_t *have;	/* beside each mark of the set */
	int64_t messages;
};
struct alike_score {
	int about, place, text;		/* of 100; -1: one of the two says nothing of it */
	int days;			/* between them */
	int total;			/* of 100 */
};
#define ALIKE_DAYS 60		/* further apart nothing is proposed */
#define ALIKE_ENOUGH 75		/* from this total on it is */

/* Pairs of neighbouring letters and characters, and whole numbers, of what was written.  The result is the arena's. */
struct alike_set alike_grams(struct arena *a, const char *text);
/* A pair as it was written, behind a blank where something stands already. */
void alike_word(struct str *out, int64_t gram);
void alike_score(struct arena *a, const struct alike_doc *x, const struct alike_doc *y, const struct alike_known *known,
    struct alike_score *out);
/* How loud a mark is that so many of so many messages have. */
int alike_weight(int64_t have, int64_t messages);
/* Marks of both; marks of either. */
struct alike_set alike_shared(struct arena *a, struct alike_set x, struct alike_set y);
struct alike_set alike_union(struct arena *a, struct alike_set x, struct alike_set y);
#endif
