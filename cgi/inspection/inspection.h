/* inspection.h - private to the pages of inspections, the desk's and the portal's. */
#ifndef CGI_INSPECTION_INSPECTION_H
#define CGI_INSPECTION_INSPECTION_H
#include "lib/inspection/inspection.h"
#include "lib/web/web.h"

struct subject_bundle;

extern const struct route inspection_routes[], inspection_field_routes[], inspection_portal_routes[];

#define INSPECTIONS "/desk/inspections/"
/* Message "inspect.<prefix><word>". */
const char *inspection_word(struct req *r, const char *prefix, const char *word);
/* inspection.*: what each page shows of one. */
void inspection_head(struct req *r, const struct inspection *i);
/* The path's inspection. */
ERR_CHECKED enum err inspection_load(struct req *r, struct inspection *out);
/* Officers below officers, items with their answers below items, what waits for a choice below conflicts. */
void inspection_view_nth(struct req *r, const struct inspection *i);
ERR_CHECKED enum err inspection_view_team(struct req *r, const struct inspection *i);
/* in: what was typed and is shown again; NULL: what is there. */
ERR_CHECKED enum err inspection_view_items(struct req *r, const struct inspection *i, const struct input *in);
/* Its files below files (of the item n; 0: the whole) and whether the actor may add one: may_attach. */
ERR_CHECKED enum err inspection_view_files(struct req *r, const struct inspection *i);
/* The year of when: caps, its visits below visited.  What differs from the returned version below changes.  What could
 * be one visit with it below offers (*offers: how many), who is of its visit below partners. */
ERR_CHECKED enum err inspection_view_caps(struct req *r, const struct inspection *i, int64_t when);
ERR_CHECKED enum err inspection_view_changes(struct req *r, const struct inspection *i);
ERR_CHECKED enum err inspection_view_joint(struct req *r, const struct inspection *i, int *offers);
/* Re-checks below rechecks; *waiting: how many the actor may confirm. */
ERR_CHECKED enum err inspection_view_rechecks(struct req *r, const struct inspection *i, int *waiting);
/* The whole process and its gaps, as cgi/common/process.h has it; inspection_view_files() before. */
ERR_CHECKED enum err inspection_view_process(struct req *r, const struct inspection *i);
/* The field's page; in: the checklist as it was typed. */
ERR_CHECKED enum err inspection_field_page(struct req *r, int status, const struct inspection *i,
    const struct input *in);
/* Of the kind's row in cgi/modules.c. */
ERR_CHECKED enum err inspection_bundle(struct req *r, struct ref ref, struct subject_bundle *out);
#endif
