/* secret.h - the keys of people: secrets of one-time codes, and the way from the password to the code of a sign-in.
 * xiezhi-signin has both. */
#ifndef LIB_PEOPLE_SECRET_H
#define LIB_PEOPLE_SECRET_H
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
#endif
