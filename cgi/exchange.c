/* exchange.c - the program for other systems: its boundary.  It has no session, and of keys the one that opens the
 * secrets by which others sign. */
#include "cgi/exchange.h"

#include "cgi/common/health.h"

static const struct route *const tables[] = { health_routes, NULL };
/* error pages are all it renders, and problems all it says */
static const char *const messages[] = { "base", "exchange", NULL };

const struct program xz_program = { .name = "exchange", .tables = tables, .messages = messages, .at_rest = 2 };
