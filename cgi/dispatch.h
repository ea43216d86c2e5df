/* dispatch.h - everything between a request and its handler: route, session,
 * permission, origin and token, body limit, deadline, error page, log line. */
#ifndef CGI_DISPATCH_H
#define CGI_DISPATCH_H
#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/people/people.h"
#include "lib/web/web.h"

#define REQUEST_MS 15000	/* handler and SQL together */
#define BODY_MAX_ (1 << 20)	/* of a POST whose route names no other limit */

struct dispatch {
	const struct program *program;
	struct routes *routes;
	struct db *db;
	struct db *db_read;	/* a replica for ROUTE_READ; NULL: none */
	bool test_clock;
};

/* Answers a request that web_accept() found usable.  Never fails: whatever goes
 * wrong becomes an error page. */
void dispatch_run(struct dispatch *d, struct req *r);
/* The path in `next` when it is one of ours, otherwise `otherwise`. */
const char *dispatch_next_path(const struct req *r, const char *next, const char *otherwise);
#endif
