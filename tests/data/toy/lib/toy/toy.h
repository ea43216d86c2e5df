/* toy.h - toys as the desk calls them.  A toy is wound up within its term.
 *
 * Ownership: results live in the arena passed in.  On anything but OK *out is untouched. */
#ifndef LIB_TOY_TOY_H
#define LIB_TOY_TOY_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct act;
struct arena;
struct db;
struct db_rows;
struct input;
struct problems;

/* The form of a new one.  ERR_NOT_FOUND: not theirs to make. */
ERR_CHECKED enum err toy_form(struct arena *a, struct db *db, int64_t account, struct input **out);
/* ERR_INPUT with problems; ERR_DENIED. */
ERR_CHECKED enum err toy_make(struct arena *a, struct db *db, const struct act *act, struct input *in,
    struct problems *p, const char **answer);
/* ref name colour_zh colour_en made_at document, the newest first; a zero ref: all that may be seen. */
ERR_CHECKED enum err toy_list(struct arena *a, struct db *db, struct ref ref, const struct db_rows **out);
#endif
