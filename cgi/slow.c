/* slow.c - the desk's pool for slow work: uploads, evidence files and the page of an evidence item, papers as files and
 * their seals.  The same boundary as the desk's (user, role, session), with workers and a socket of its own, so that a
 * long film keeps nobody waiting. */
#include "cgi/slow.h"

#include "cgi/common/health.h"
#include "cgi/desk.h"

static const struct route *const tables[] = { health_routes, NULL };

const struct program xz_program = { .name = "slow", .cookie_path = "/desk", .layout = "desk", .tables = tables,
    .start = desk_menu_start, .frame = desk_menu, .drafts = &desk_drafts, .background = job_background, .at_rest = 2,
    .children = true, .request_ms = 150 * 1000 };		/* as long as nginx waits */
