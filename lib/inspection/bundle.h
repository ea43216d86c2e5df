/* bundle.h - the record of an inspection for a bundle (lib/bundle): who may take it, what is its own. */
#ifndef LIB_INSPECTION_BUNDLE_H
#define LIB_INSPECTION_BUNDLE_H
#include "lib/bundle/bundle.h"
#include "lib/inspection/inspection.h"
#include "lib/people/people.h"

#define INSPECTION_BUNDLE_DUTIES (DUTY_OFFICER | DUTY_UNIT_HEAD | DUTY_AGENCY_HEAD | DUTY_REVIEWER | DUTY_ARCHIVIST)

/* A bundle leaves the platform with all that is sealed in it: who made the record, the team's officers; who answers for
 * it, the heads of its unit and agency; who reads every record of the agency whole, reviewers and archivists. */
bool inspection_bundle_may(const struct people_actor *who, const struct inspection *i);

/* With the rights the connection has.  ERR_NOT_FOUND: no such inspection, or not the account's to see; ERR_DENIED: not
 * the account's to take; errors of bundle_write(). */
ERR_CHECKED enum err inspection_bundle_write(struct arena *a, struct db *db, int64_t account, struct ref ref,
    const struct bundle_to *to, struct bundle_made *out);
#endif
