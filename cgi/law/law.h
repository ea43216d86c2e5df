/* law.h - what the portal's and the desk's pages of law share. */
#ifndef CGI_LAW_LAW_H
#define CGI_LAW_LAW_H
#include "lib/web/web.h"

/* The law of the path's :ref in the version in force on the query's "on", today without one, or in the "version" of a
 * day; "with": the version that stands beside it; "q": only articles that hold it.  Gives law, versions (links below
 * base, "/laws/"), articles, on_is, has_text, found, database. */
ERR_CHECKED enum err law_page(struct req *r, const char *base);
/* "1 000 元至 5 000 元" of a tier's row (base, min, max); NULL: no amount. */
const char *law_page_range(struct req *r, struct db_row tier);
#endif
