/* code.h - the code of a slip (查询凭证): twenty letters and digits that nobody mistakes for one another, the last of
 * which tells a slip of the pen from a code that opens nothing. */
#ifndef LIB_DOOR_CODE_H
#define LIB_DOOR_CODE_H
#include <stdbool.h>

#define DOOR_CODE_SIZE 20
#define DOOR_HASH_SIZE 32

struct arena;

/* A new one that nobody guesses, and its digest, which alone is stored. */
const char *door_code_new(struct arena *a, unsigned char hash[DOOR_HASH_SIZE]);
/* As it is printed: XXXXX-XXXXX-XXXXX-XXXXX. */
const char *door_code_shown(struct arena *a, const char *code);
/* Of what was typed, whatever stands between; false: mistyped, which is seen without asking the store. */
bool door_code_read(struct arena *a, const char *typed, unsigned char hash[DOOR_HASH_SIZE]);
#endif
