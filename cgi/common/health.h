/* health.h - routes every program has. */
#ifndef CGI_COMMON_HEALTH_H
#define CGI_COMMON_HEALTH_H
#include "lib/web/web.h"

extern const struct route health_routes[];	/* /healthz, /metrics */
extern const struct route lang_routes[];	/* /desk/lang?to=en&back=/desk/... */
/* app: the folder the program was installed in, which another version may take the place of. */
void health_start(const char *app);
#endif
