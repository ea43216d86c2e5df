/* decisions.c - what other systems may read without an agreement: published decisions. */
#include <string.h>

#include "cgi/disclosure/disclosure.h"
#include "cgi/exchange.h"

static enum err
get_openapi(struct req *r)
{
	req_set_header(r, "Access-Control-Allow-Origin", "*");
	return req_send(r, 200, "application/json", exchange_openapi, strlen(exchange_openapi));
}

static enum err
get_decision(struct req *r)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? decision_send(r, ref) : e;
}

static enum err
get_status(struct req *r)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? decision_send_status(r, ref) : e;
}

#define FLAGS (ROUTE_PUBLIC | ROUTE_CACHE | ROUTE_READ)

const struct route exchange_routes[] = {
	{ .method = GET, .path = "/api/v1/openapi.json", .flags = FLAGS, .run = get_openapi },
	{ .method = GET, .path = "/api/v1/decisions", .flags = FLAGS, .run = decision_send_found },
	{ .method = GET, .path = "/api/v1/decisions/:ref", .flags = FLAGS, .run = get_decision },
	{ .method = GET, .path = "/api/v1/decisions/:ref/status", .flags = FLAGS, .run = get_status },
	{ 0 }
};
