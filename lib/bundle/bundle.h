/* bundle.h - the record of a case or an inspection as one file (卷宗包), for a court or the archive:
 * docs/formats/record-bundle.md has it to the byte.  The same record, read with the same rights, is the same bytes.
 *
 * The module whose record it is says what is its own (struct bundle_of); papers, chain, sealed values, proofs of the
 * log and the zip are the same for all. */
#ifndef LIB_BUNDLE_BUNDLE_H
#define LIB_BUNDLE_BUNDLE_H
#include <jansson.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

#define BUNDLE_FORMAT "xz-record-1"
#define BUNDLE_JOB "record_bundle"	/* of people/job.h; its subject is the case or the inspection */

struct bundle_to {
	/* The page to read offline, made of the index as JSON. */
	enum err (*page)(struct arena *a, const char *index, const char *lang, const char **out, void *ctx);
	/* Makes and keeps the file of a sealed paper that has none; what cannot be made is left out, and said in the
	 * index. */
	enum err (*paper)(struct arena *a, struct ref document, void *ctx);
	enum err (*put)(const void *bytes, size_t n, void *ctx);
	enum err (*progress)(int percent, void *ctx);
	void *ctx;
};
struct bundle_made {
	const char *number;		/* its own, or of what it is about */
	int steps, documents, files;
};

struct bundle_of {
	const char *kind;		/* "case", "inspection": of its papers, and the name of head in the index */
	int64_t id, chain;
	const char *number;		/* for the name of the file */
	const char *except;		/* of a line's payload: whose sealed value the account may not see; NULL:
					 * none */
	json_t *head;			/* taken, as the two below */
	json_t *evidence;		/* array of items, each with "no" */
	json_t *gaps;			/* of bundle_gaps() */
	/* Of the items by item_no: ref name type size sha256 sm3 address by at result (null: never read again), and
	 * claimed lat lon accuracy_m (when and where it was taken as a phone said, or null); in their order. */
	const struct db_rows *files;
};
/* Its files first, then this: the chain read here names all of them.  With the rights the connection has.  ERR_STATE: a
 * step is not in the log yet, or a stored file is damaged; errors of `to` are passed on. */
ERR_CHECKED enum err bundle_write(struct arena *a, struct db *db, const struct bundle_of *of,
    const struct bundle_to *to, struct bundle_made *out);

/* What the steps have not left behind, of rows as caseflow_process() and inspection_process() give them: action at need
 * want_zh want_en have_zh have_en source missing pending party n (of an item; null: none). */
json_t *bundle_gaps(const struct db_rows *rows);

/* Parts of a head: null for a zero ref, for TIME_NONE. */
json_t *bundle_ref(struct ref ref);
json_t *bundle_time(int64_t at);
#endif
