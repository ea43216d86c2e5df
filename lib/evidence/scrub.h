/* scrub.h - reads every stored file again and compares files and rows both ways; xiezhi scrub. */
#ifndef LIB_EVIDENCE_SCRUB_H
#define LIB_EVIDENCE_SCRUB_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

enum scrub_kind {
	SCRUB_DAMAGED,		/* a file that does not fit its tags, digests or size: name = its ref */
	SCRUB_MISSING,		/* a row without a file: name = its ref */
	SCRUB_ORPHAN,		/* a file without a row: name = its path */
	SCRUB_LEFT,		/* of a writer that was killed: name = its path */
	SCRUB_ABANDONED,	/* pieces of an upload that ended, expired or is not known: name = its ref */
	SCRUB_KINDS
};
const char *evidence_scrub_kind_name(enum scrub_kind k);

struct scrub {
	bool tidy;		/* orphans are moved to FOLDER/orphan/, what is left or abandoned is removed */
	int64_t age_us;		/* files younger than this may be being stored: not looked at as orphans */
	void (*found)(void *ctx, enum scrub_kind k, const char *name);
	void (*progress)(void *ctx, int64_t bytes, int64_t of);
	void *ctx;
	int64_t files, bytes, aside;	/* out: read; set aside in damaged/ before */
	int64_t count[SCRUB_KINDS];	/* out */
};
/* The result for each file stands in record_check afterwards.  What is found is no error. */
ERR_CHECKED enum err evidence_scrub(struct arena *a, struct db *db, struct scrub *s);
/* Reads the file again that was not looked at for longest, if that is more than so many days; what is rotten or gone
 * stands in the audit trail once.  *result: "ok", "damaged", "missing", or NULL: none is due. */
ERR_CHECKED enum err evidence_scrub_due(struct arena *a, struct db *db, int64_t days, const char **result);
#endif
