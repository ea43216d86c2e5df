/* exchange.h - private to the interface to other systems: its route tables and its description. */
#ifndef CGI_EXCHANGE_H
#define CGI_EXCHANGE_H
#include "lib/web/web.h"

extern const struct route exchange_routes[], exchange_clue_routes[], exchange_event_routes[];
extern const struct route link_routes[], link_kept_routes[], link_key_routes[], link_run_routes[];	/* the desk's */
extern const char exchange_openapi[];	/* OpenAPI 3.0, JSON */
#endif
