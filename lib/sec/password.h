/* password.h - argon2id (default: 19 MiB, t=2) or pbkdf2-sm3 (>= 300 000 rounds). */
#ifndef LIB_SEC_PASSWORD_H
#define LIB_SEC_PASSWORD_H
#include <stdbool.h>
#include "lib/base/err.h"
struct arena;
/* scheme: "argon2id" or "pbkdf2-sm3".  The encoded hash names its own scheme and cost. */
ERR_CHECKED enum err password_hash(struct arena *a, const char *scheme, const char *password, char **out);
/* Constant work for an unknown account: encoded NULL hashes a dummy and gives false. */
bool password_verify(const char *encoded, const char *password);
#endif
