/* diff.h - what changed between two texts, by characters (Myers, O(ND)). */
#ifndef LIB_BASE_DIFF_H
#define LIB_BASE_DIFF_H
#include <stddef.h>

struct arena;

enum diff_kind { DIFF_SAME, DIFF_DEL, DIFF_INS };

struct diff_part {
	enum diff_kind kind;
	const char *text;
};

/* Valid UTF-8.  Texts too different to compare within bounds come as one deletion and one insertion. */
struct diff_part *diff_texts(struct arena *a, const char *before, const char *after, size_t *n);
#endif
