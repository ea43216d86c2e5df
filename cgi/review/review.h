/* review.h - routes of the reviewer's pages. */
#ifndef CGI_REVIEW_REVIEW_H
#define CGI_REVIEW_REVIEW_H
#include "lib/web/web.h"
extern const struct route review_routes[];
#endif
