/* store_priv.h - private to lib/record: folder and key of the store. */
#ifndef LIB_EVIDENCE_STORE_PRIV_H
#define LIB_EVIDENCE_STORE_PRIV_H
#include "lib/sec/chunk.h"

struct seal_key;

struct evidence_store_use {
	const char *folder;
	const struct seal_key *key;
};
extern struct evidence_store_use evidence_store_used;
#endif
