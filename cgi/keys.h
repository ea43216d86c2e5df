/* keys.h - the sealing keys this program owns: files <name>.key of its key
 * folder, read once before the workers are made. */
#ifndef CGI_KEYS_H
#define CGI_KEYS_H
#include "lib/base/err.h"

struct arena;
struct seal_key;

/* folder NULL: none.  ERR_IO, ERR_INPUT: a key that cannot be read. */
ERR_CHECKED enum err keys_open(struct arena *a, const char *folder);
/* "form", "code", "identity" ...; NULL when the program does not own it. */
const struct seal_key *key_of(const char *name);
#endif
