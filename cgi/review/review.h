/* review.h - routes of the reviewer's pages. */
#ifndef CGI_REVIEW_REVIEW_H
#define CGI_REVIEW_REVIEW_H
#include "lib/web/web.h"

struct case_file;
extern const struct route review_routes[];

/* "changes" of a report that is not the first, with review.again: party what then now how, then_sum and now_sum where
 * they are money. */
ERR_CHECKED enum err review_view_changes(struct req *r, const struct case_file *cf, int version);
#endif
