/* portal.c - the program of the public: which pages it serves.  It has no session. */
#include "cgi/portal.h"

#include "cgi/draw.h"
#include "cgi/health.h"

static const struct route *const tables[] = {
	health_routes,
	home_portal_routes,
	disclosure_portal_routes,
	people_portal_routes,
	law_portal_routes,
	draw_portal_routes,
	draw_witness_routes,
	log_portal_routes,
	spot_portal_routes,
	verify_portal_routes,
	NULL
};

static const char *const templates[] = { "portal", "disclosure", "draw", "law", "log", "spotcheck", "verify", NULL };

const struct program xz_program = { .name = "portal", .tables = tables, .templates = templates };
