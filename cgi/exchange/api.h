/* api.h - private to cgi/exchange: requests that are signed, and how they are answered.
 *
 * A handler enters by api_enter() or, with a body that is kept, api_put(); when these answered it returns what they
 * gave.  It ends by api_send(), or api_refuse(): each leaves the line of the use before its answer. */
#ifndef CGI_EXCHANGE_API_H
#define CGI_EXCHANGE_API_H
#include "lib/exchange/in.h"
#include "lib/web/web.h"

struct json_t;

struct api_call {
	const char *route;		/* as granted: "clues" */
	struct exchange_caller caller;
	struct signed_request request;
	struct exchange_came came;	/* api_put() */
	int64_t began;			/* monotonic us */
	bool answered;
};
/* Signed by a link that may, and for the first time.  c->answered: it was refused, and the refusal was sent. */
ERR_CHECKED enum err api_enter(struct req *r, const char *route, struct api_call *c);
/* The same of a POST, whose body is kept as it came, once for each Idempotency-Key. */
ERR_CHECKED enum err api_put(struct req *r, const char *route, struct api_call *c);
/* An answer of rows rows about subject ("": none); j is taken over. */
ERR_CHECKED enum err api_send(struct req *r, struct api_call *c, int status, struct json_t *j, int rows);
/* A problem (RFC 9457): messages "api.<code>" and "api.<code>.mend"; field: NULL or "": none. */
ERR_CHECKED enum err api_refuse(struct req *r, struct api_call *c, const char *code, const char *field);
#endif
