/* portal.c - the program of the public: which pages it serves.  It has no session. */
#include "cgi/portal.h"

#include <stdio.h>

#include "cgi/common/health.h"
#include "cgi/inspection/inspection.h"
#include "cgi/spotcheck/draw.h"
#include "lib/base/conf.h"
#include "lib/paper/paper.h"

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
	verify_portal_routes,
	NULL
};

static char paper[4096];

static void
start(const struct conf *c)
{
	(void)snprintf(paper, sizeof(paper), "%s/bin/xiezhi-paper", conf_text(c, "app", "."));
	paper_use(paper);
	portal_use_address(conf_text(c, "public_url", "http://localhost"));
}

static const char *const templates[] = { "portal", "disclosure", "draw", "inspection", "law", "log", "paper",
    "spotcheck", "verify", NULL };

const struct program xz_program = { .name = "portal", .tables = tables, .templates = templates,
    .start = start };
