/* fold.h - one folding of text for writing and asking: NFKC, case, width, traditional
 * to simplified, white space dropped; and the bigrams that searches are indexed by. */
#ifndef LIB_BASE_FOLD_H
#define LIB_BASE_FOLD_H
#include <stddef.h>
#include <stdint.h>

struct arena;

#define FOLD_VERSION 1

/* Folded copy; invalid UTF-8 gives "". */
char *fold(struct arena *a, const char *text);
/* Distinct bigrams of folded text, ascending; text of one character gives none.  In
 * what is stored a leading and a closing mark are not added: bigrams stand anywhere. */
int32_t *fold_bigrams(struct arena *a, const char *folded, size_t *n);
/* The same as a PostgreSQL array literal, "{1,2}". */
char *fold_bigrams_text(struct arena *a, const char *folded);
#endif
