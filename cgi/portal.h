/* portal.h - private to the portal's pages: their route tables and what they share. */
#ifndef CGI_PORTAL_H
#define CGI_PORTAL_H
#include "lib/web/web.h"

struct program_keys;

extern const struct route home_portal_routes[], disclosure_portal_routes[], disclosure_decision_routes[],
    people_portal_routes[], law_portal_routes[], log_portal_routes[], spot_portal_routes[], verify_portal_routes[];

#define PORTAL_FLAGS (ROUTE_PUBLIC | ROUTE_CACHE | ROUTE_READ)
#define PORTAL_PAGE 50

/* A value of the query, NULL when it is absent or blank. */
const char *portal_text(struct req *r, const char *name, size_t max);
/* One of the words (NULL-ended) or NULL. */
const char *portal_word(struct req *r, const char *name, const char *const *words);
/* A ref of the query, zero when it is absent or none. */
struct ref portal_ref(struct req *r, const char *name);
/* The path with the query's values of the names kept (NULL-ended), the language, and the cursor unless zero. */
const char *portal_link(struct req *r, const char *path, const char *const *keep, struct ref cursor);
/* "Lists of PORTAL_PAGE": what is put below `pager`: first and next.  n rows came, of which one more than
 * `page` says that there is a next page; gives the number to show. */
int portal_pager(struct req *r, const char *path, const char *const *keep, const struct db_rows *rows,
    const char *ref_column, int page);
/* 41 286 */
const char *portal_number(struct req *r, int64_t n);
/* A choice below list: value label on. */
void portal_option(struct req *r, const char *list, int i, const char *value, const char *label, const char *chosen);
/* The agencies in use below agencies, of which one is chosen (zero: none). */
ERR_CHECKED enum err portal_agency_choices(struct req *r, struct ref agency);
/* 国家法律法规数据库: where a law is read whose text was not imported. */
#define PORTAL_LAW_DATABASE "https://flk.npc.gov.cn/"
/* Pieces of a text below <list>.<i>.pieces, one i a line: laws with links to their words on the day (DAY_NONE: today);
 * away where they stand in the national database alone. */
ERR_CHECKED enum err portal_law_text(struct req *r, const char *list, const char *text, int32_t day);
#endif
