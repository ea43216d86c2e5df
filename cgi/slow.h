/* slow.h - private to the pool for slow work: its route tables. */
#ifndef CGI_SLOW_H
#define CGI_SLOW_H
#include "lib/web/web.h"

/* Makes the small picture of an attachment when it can; it is no part of storing it. */
void evidence_picture(struct req *r, struct ref attachment);

#define FORM_FILE_MAX (20 << 20)	/* of a form without a script; larger ones come in pieces */

/* A file of the store (or made by a job) as the answer to a reader whose rights were asked. */
struct slow_file {
	const char *path, *sha256, *name, *type, *policy;
	int64_t size;
	bool save;			/* as an attachment */
	bool whole;			/* who names no end of a range gets all of it */
	const char *access_kind;	/* noted as read when the first byte is asked for */
	struct ref access_ref;
};
ERR_CHECKED enum err slow_send(struct req *r, const struct slow_file *f);

/* Papers that were just frozen get their files and seals, one after the other; *more: perhaps there is another. */
ERR_CHECKED enum err seal_work(struct arena *a, struct web *w, struct db *db, bool *more);
/* What is queued is done here (struct program). */
void job_background(struct web *w, struct db *db, bool (*ending)(int wait_ms));

extern const struct route upload_routes[], evidence_routes[], evidence_inspection_routes[], bundle_routes[];
#endif
