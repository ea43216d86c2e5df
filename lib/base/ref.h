/* ref.h - the only name of a row that leaves the platform: 16 random bytes,
 * written as a big-endian number in 26 characters of Crockford base32, upper
 * case, first character 0-7.  Nothing else is accepted. */
#ifndef LIB_BASE_REF_H
#define LIB_BASE_REF_H
#include <stdbool.h>

#define REF_TEXT_SIZE 27	/* 26 characters and NUL */

struct arena;

struct ref {
	unsigned char b[16];
};

void ref_text(struct ref r, char out[REF_TEXT_SIZE]);
/* The same as text of the arena. */
char *ref_text_in(struct arena *a, struct ref r);
bool ref_parse(const char *text, struct ref *out);
bool ref_zero(struct ref r);
bool ref_eq(struct ref a, struct ref b);
#endif
