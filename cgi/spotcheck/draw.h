/* draw.h - private to the pages of draws, the portal's and the desk's. */
#ifndef CGI_SPOTCHECK_DRAW_H
#define CGI_SPOTCHECK_DRAW_H
#include "lib/spotcheck/ceremony.h"
#include "lib/web/web.h"

extern const struct route draw_portal_routes[], draw_witness_routes[], draw_desk_routes[], draw_assign_routes[],
    draw_visit_routes[];

/* Message "draw.<prefix><word>". */
const char *draw_word(struct req *r, const char *prefix, const char *word);
/* draw.*: what both sides show of a draw; steps. */
void draw_head(struct req *r, const struct spotcheck_draw *d);
#endif
