/* slow.h - private to the pool for slow work: its route tables. */
#ifndef CGI_SLOW_H
#define CGI_SLOW_H
#include "lib/web/web.h"

extern const struct route upload_routes[], evidence_routes[];
#endif
