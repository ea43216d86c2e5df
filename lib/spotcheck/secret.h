/* secret.h - the secret of a draw between its announcement and the draw: sealed with the desk's key `draw`, for
 * this draw only. */
#ifndef LIB_SPOTCHECK_SECRET_H
#define LIB_SPOTCHECK_SECRET_H
#include <stddef.h>

#include "lib/base/err.h"

struct arena;
struct conf;
struct program_keys;

/* Takes the key `draw` (module_start of cgi/modules.h). */
void spotcheck_start(struct arena *a, const struct conf *c, const struct program_keys *k);
/* ERR_IO: no key. */
ERR_CHECKED enum err spotcheck_secret_seal(struct arena *a, const char *draw_id, const unsigned char secret[32],
    unsigned char **out, size_t *n);
/* The caller wipes `secret`.  ERR_IO: no key; ERR_STATE: it cannot be unsealed: another key, another draw, altered. */
ERR_CHECKED enum err spotcheck_secret_open(struct arena *a, const char *draw_id, const void *sealed, size_t n,
    unsigned char secret[32]);
#endif
