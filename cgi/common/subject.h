/* subject.h - what the desk knows of each kind of xz.subject_kind: where it is shown, who takes its files, its record
 * as a bundle.  One row a kind. */
#ifndef CGI_COMMON_SUBJECT_H
#define CGI_COMMON_SUBJECT_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct act;
struct arena;
struct bundle_made;
struct bundle_to;
struct db;
struct evidence_upload;
struct req;

/* What a page about a bundle says of its subject. */
struct subject_bundle {
	struct ref ref;
	const char *title, *number;	/* number: NULL: none to be shown */
};

struct subject_kind {
	const char *kind;
	const char *path;	/* of its page, up to its ref; "/desk/cases/" */
	bool numbered;		/* its number stands in the address, not its ref */
	bool within;		/* the page is of what it is part of, whose ref stands there */
	bool forms;		/* its tasks are acts with forms of their own: path REF/do/KIND */
	/* Stores and attaches a file whose last piece came: evidence_upload_finish(). */
	enum err (*attach)(struct arena *a, struct db *db, const struct act *act, const struct evidence_upload *u,
	    struct ref *attachment);
	/* ERR_NOT_FOUND: none, or the account may not take its record. */
	enum err (*bundle)(struct req *r, struct ref ref, struct subject_bundle *out);
	enum err (*bundle_write)(struct arena *a, struct db *db, int64_t account, struct ref ref,
	    const struct bundle_to *to, struct bundle_made *out);
};

/* NULL: no such kind. */
const struct subject_kind *subject_kind(const char *kind);
/* Where it is shown; whole: ref of what it is part of.  Of an unknown kind: the desk. */
const char *subject_path(struct req *r, const char *kind, struct ref ref, struct ref whole, const char *number);
#endif
