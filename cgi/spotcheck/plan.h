/* plan.h - what the desk's and the portal's pages of plans share. */
#ifndef CGI_SPOTCHECK_PLAN_H
#define CGI_SPOTCHECK_PLAN_H
#include "lib/web/web.h"

/* A plan's row: <list>.<i>.{year,title,lines,published_at,agency,published}. */
void spot_plan_view(struct req *r, const char *list, int i, struct db_row p);
/* Its lines below lines.<i>: n title kind joint scope batches ratio months items agencies item_n. */
ERR_CHECKED enum err spot_lines_view(struct req *r, int64_t plan, const struct db_rows **out);
#endif
