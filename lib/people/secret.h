/* secret.h - the keys of people: secrets of one-time codes, and the way from the password to the code of a sign-in.
 * xiezhi-signin has both. */
#ifndef LIB_PEOPLE_SECRET_H
#define LIB_PEOPLE_SECRET_H
#include <stddef.h>

#include "lib/base/err.h"

struct arena;
struct conf;
struct program_keys;
struct seal_key;

/* Takes the keys `otp` and `form` (module_start of cgi/modules.h). */
void people_start(struct arena *a, const struct conf *c, const struct program_keys *k);

/* ---- for lib/people.  ERR_IO: this program has no such key. */
ERR_CHECKED enum err people_otp_key(const struct seal_key **out);
ERR_CHECKED enum err people_form_key(const struct seal_key **out);
/* What a form carries and nobody may read or make: sealed for a purpose, as text for a field. */
ERR_CHECKED enum err people_form_seal(struct arena *a, const char *purpose, const void *bytes, size_t n,
    const char **out);
/* ERR_INPUT: not ours, or of another purpose; so is NULL. */
ERR_CHECKED enum err people_form_open(struct arena *a, const char *purpose, const char *text, unsigned char **out,
    size_t *n);
#endif
