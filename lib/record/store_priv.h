/* store_priv.h - private to lib/record: folder and key of the store. */
#ifndef LIB_RECORD_STORE_PRIV_H
#define LIB_RECORD_STORE_PRIV_H
#include "lib/sec/chunk.h"

struct seal_key;

struct store_use {
	const char *folder;
	const struct seal_key *key;
};
extern struct store_use store_used;
#endif
