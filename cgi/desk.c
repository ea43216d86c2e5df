/* desk.c - the program of officers, reviewers and supervisors: its boundary.  What it serves: the rows of modules.c. */
#include "cgi/desk.h"

#include "cgi/common/health.h"

static const struct route *const tables[] = { health_routes, lang_routes, NULL };

const struct program xz_program = { .name = "desk", .cookie_path = "/desk", .layout = "desk", .tables = tables,
    .start = desk_menu_start, .frame = desk_menu, .drafts = &desk_drafts };
