/* keys.h - the keys this program owns, sealing (<name>.key) and signing (<name>.pem), of its
 * key folder, read once before the workers are made. */
#ifndef CGI_COMMON_KEYS_H
#define CGI_COMMON_KEYS_H
#include "lib/base/err.h"

struct arena;
struct seal_key;
struct sign_key;

/* folder NULL: none.  ERR_IO, ERR_INPUT: a key that cannot be read. */
ERR_CHECKED enum err keys_open(struct arena *a, const char *folder);
/* "form", "code", "identity" ...; NULL when the program does not own it. */
const struct seal_key *key_of(const char *name);
/* "code-ed25519" ...; NULL likewise. */
const struct sign_key *sign_key_of(const char *name);
#endif
