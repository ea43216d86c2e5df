/* import_priv.h - private to lib/register: a batch of the import. */
#ifndef LIB_REGISTER_IMPORT_PRIV_H
#define LIB_REGISTER_IMPORT_PRIV_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

struct import_row {
	const char *name, *code, *ent_type, *capital, *scope, *city, *address;
	int32_t registered_on;
	bool known;		/* in the register already */
	/* Of a row without a code: where and how it stands, and whether the register has the name at another address */
	int64_t line;
	const char *raw;
	size_t raw_n;
	bool unclear;
};
/* What a subject is known by: its code, or without one name and address. */
const char *import_key(struct arena *a, const struct import_row *r);
struct import_batch {
	struct import_row *rows;
	size_t n;
	int32_t today;
	bool fresh;		/* nothing can be known: no need to look */
	int64_t added, changed, same;
};

/* In one transaction; ctx: struct import_batch. */
ERR_CHECKED enum err import_write(struct arena *a, struct db *db, void *ctx);
#endif
