/* bundle.h - the record of a case as one file (卷宗包), for a court or the archive: docs/formats/record-bundle.md has it to
 * the byte.  The same record, read with the same rights, is the same bytes. */
#ifndef LIB_CASEFLOW_BUNDLE_H
#define LIB_CASEFLOW_BUNDLE_H
#include "lib/caseflow/caseflow.h"
#include "lib/people/people.h"
#include "lib/record/zip.h"

#define BUNDLE_FORMAT "xz-record-1"
#define BUNDLE_JOB "record_bundle"	/* of people/job.h; its subject is the case */
#define BUNDLE_DUTIES (DUTY_AGENCY_HEAD | DUTY_REVIEWER | DUTY_ARCHIVIST)

/* A bundle leaves the platform with all that is sealed in it: only those who read every case of their agency whole take
 * one, of a case of that agency.  Officers, supervisors and those a case was shared with read it here. */
bool caseflow_bundle_may(uint32_t duties, int64_t agency, const struct case_file *cf);

struct caseflow_bundle_to {
	/* The page to read offline, made of the index as JSON. */
	enum err (*page)(struct arena *a, const char *index, const char *lang, const char **out, void *ctx);
	/* Makes and keeps the file of a sealed paper that has none; what cannot be made is left out, and said in the index. */
	enum err (*paper)(struct arena *a, struct ref document, void *ctx);
	enum err (*put)(const void *bytes, size_t n, void *ctx);
	enum err (*progress)(int percent, void *ctx);
	void *ctx;
};
struct caseflow_bundle {
	const char *number;		/* of the case */
	int steps, documents, files;
};
/* With the rights the connection has (the reporter's name as caseflow_may_see_reporter() says).  ERR_NOT_FOUND: no such
 * case, or not the account's to see; ERR_DENIED: not the account's to take; ERR_STATE: a step is not in the log yet, or a
 * stored file is damaged; errors of `to` are passed on. */
ERR_CHECKED enum err caseflow_bundle_write(struct arena *a, struct db *db, int64_t account, struct ref ref,
    const struct caseflow_bundle_to *to, struct caseflow_bundle *out);
#endif
