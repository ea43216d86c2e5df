/* slow.h - private to the pool for slow work: its route tables. */
#ifndef CGI_SLOW_H
#define CGI_SLOW_H
#include "lib/web/web.h"

/* Makes the small picture of an attachment when it can; it is no part of storing it. */
void evidence_picture(struct req *r, struct ref attachment);

extern const struct route upload_routes[], evidence_routes[];
#endif
