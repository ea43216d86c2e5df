/* portal.c - the program of the public: its boundary.  It has no session and no keys. */
#include "cgi/portal.h"

#include "cgi/common/health.h"

static const struct route *const tables[] = { health_routes, home_portal_routes, NULL };
static const char *const templates[] = { "portal", NULL };

const struct program xz_program = { .name = "portal", .tables = tables, .templates = templates, .layout = "portal",
    .children = true };
