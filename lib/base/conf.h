/* conf.h - `key = value` files; # starts a comment line.  Unknown keys are
 * errors at start, so that a typing mistake cannot pass for a default. */
#ifndef LIB_BASE_CONF_H
#define LIB_BASE_CONF_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct conf;

/* ERR_IO: cannot be read.  ERR_INPUT: a line is not `key = value`, or a key
 * is not among `known` (NULL-ended).  Lives in the arena. */
ERR_CHECKED enum err conf_load(struct arena *a, const char *path,
    const char *const *known, struct conf **out);
/* The value, or `otherwise` when the key is absent. */
const char *conf_text(const struct conf *c, const char *key, const char *otherwise);
int64_t conf_i64(const struct conf *c, const char *key, int64_t otherwise);
bool conf_bool(const struct conf *c, const char *key, bool otherwise);
#endif
