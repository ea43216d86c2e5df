/* exchange.c - the program for other systems: which routes it serves.  It has no session. */
#include "cgi/exchange.h"

#include "cgi/common/health.h"

static const struct route *const tables[] = {
	health_routes,
	exchange_routes,
	NULL
};

static const char *const templates[] = { NULL };

const struct program xz_program = { .name = "exchange", .tables = tables, .templates = templates };
