/* register.h - regulated parties (register_* tables): natural persons, individual
 * businesses, companies, other organisations.  id and ref never change. */
#ifndef LIB_REGISTER_REGISTER_H
#define LIB_REGISTER_REGISTER_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct conf;
struct db;
struct program_keys;

/* Takes the key `identity`, which seals citizens' numbers (module_start of cgi/modules.h). */
void register_start(struct arena *a, const struct conf *c, const struct program_keys *k);

struct register_subject {
	int64_t id;
	struct ref ref;
	const char *kind;		/* person, individual, company, other */
	bool natural_person;
	const char *status;
	const char *name;		/* of today */
	const char *code;		/* "" when none */
	const char *code_fault;		/* "" or length alphabet division date checksum */
	const char *address;		/* registered, "" when unknown */
	const char *ent_type, *capital, *business_scope, *city;
	const char *representative;	/* opened from its seal, "" when unknown */
	const char *contact;
	int32_t registered_on;
	int32_t version;
};

struct register_new {
	const char *kind, *name;
	const char *code;		/* credit code, or a citizen's number for kind person; may be "" */
	const char *address, *representative, *contact;
	const char *origin;		/* desk, demo, import */
	const char *business_scope;
};

/* ERR_NOT_FOUND. */
ERR_CHECKED enum err register_get(struct arena *a, struct db *db, struct ref ref,
    struct register_subject *out);
ERR_CHECKED enum err register_get_id(struct arena *a, struct db *db, int64_t id,
    struct register_subject *out);
/* Adds a subject with its search row, inside the caller's transaction.  ERR_CONFLICT: a valid row
 * has the code already (*id is then the existing one).  A faulty credit code is flagged, not refused. */
ERR_CHECKED enum err register_add(struct arena *a, struct db *db, const struct register_new *n,
    int64_t *id);
#endif
