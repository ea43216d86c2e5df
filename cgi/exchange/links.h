/* links.h - private to cgi/exchange: what the desk's pages of links share. */
#ifndef CGI_EXCHANGE_LINKS_H
#define CGI_EXCHANGE_LINKS_H
#include "cgi/common/admin.h"

#define LINKS "/desk/links/"

/* The link that the path names. */
ERR_CHECKED enum err link_load(struct req *r, struct db_row *out);
/* Its path, and what lies below it. */
const char *link_path(struct req *r, struct db_row link, const char *below);
/* The way to a form of it, or to one of the list: label is the form's. */
void link_crumbs(struct req *r, const struct db_row *link, const char *label);
/* Done with it: back to its page. */
ERR_CHECKED enum err link_done(struct req *r, struct db_row link, const char *notice);
#endif
