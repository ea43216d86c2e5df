/* disclosure.h - pages of published decisions: the publisher's at the desk, and what portal and exchange
 * answer alike. */
#ifndef CGI_DISCLOSURE_DISCLOSURE_H
#define CGI_DISCLOSURE_DISCLOSURE_H
#include <jansson.h>

#include "lib/web/web.h"

extern const struct route disclosure_desk_routes[];

/* The bytes stored, or with 410 what is left of a decision that is no longer shown. */
ERR_CHECKED enum err decision_send(struct req *r, struct ref ref);
/* Whether it is shown, its version, digest and times. */
ERR_CHECKED enum err decision_send_status(struct req *r, struct ref ref);
/* Results of the query's q, agency, outcome, from, to, cursor as JSON, with the next cursor. */
ERR_CHECKED enum err decision_send_found(struct req *r);
/* Readable from any origin. */
ERR_CHECKED enum err decision_send_json(struct req *r, int status, json_t *j);
void decision_set_time(json_t *j, const char *name, int64_t at);
#endif
