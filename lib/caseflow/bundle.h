/* bundle.h - the record of a case for a bundle (lib/bundle): who may take it, what is its own. */
#ifndef LIB_CASEFLOW_BUNDLE_H
#define LIB_CASEFLOW_BUNDLE_H
#include "lib/bundle/bundle.h"
#include "lib/caseflow/caseflow.h"
#include "lib/people/people.h"

#define CASE_BUNDLE_DUTIES (DUTY_AGENCY_HEAD | DUTY_REVIEWER | DUTY_ARCHIVIST)

/* A bundle leaves the platform with all that is sealed in it: only those who read every case of their agency whole take
 * one, of a case of that agency.  Officers, supervisors and those a case was shared with read it here. */
bool caseflow_bundle_may(uint32_t duties, int64_t agency, const struct case_file *cf);

/* With the rights the connection has (the reporter's name as caseflow_may_see_reporter() says).  ERR_NOT_FOUND: no such
 * case, or not the account's to see; ERR_DENIED: not the account's to take; errors of bundle_write(). */
ERR_CHECKED enum err caseflow_bundle_write(struct arena *a, struct db *db, int64_t account, struct ref ref,
    const struct bundle_to *to, struct bundle_made *out);
#endif
