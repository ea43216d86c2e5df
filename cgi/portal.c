/* portal.c - the program of the public: which pages it serves.  It has no session. */
#include "cgi/portal.h"

#include "cgi/draw.h"
#include "cgi/health.h"
#include "cgi/inspection.h"

static const struct route *const tables[] = {
	health_routes,
	home_portal_routes,
	disclosure_portal_routes,
	people_portal_routes,
	law_portal_routes,
	draw_portal_routes,
	draw_witness_routes,
	inspection_portal_routes,
	log_portal_routes,
	spot_portal_routes,
	NULL
};

static const char *const templates[] = { "portal", "disclosure", "draw", "inspection", "law", "log", "spotcheck", NULL };

const struct program xz_program = { .name = "portal", .tables = tables, .templates = templates };
