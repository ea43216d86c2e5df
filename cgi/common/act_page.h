/* act_page.h - the page of an act: its form, and what a form that was sent leads to, of whichever kind of subject. */
#ifndef CGI_COMMON_ACT_PAGE_H
#define CGI_COMMON_ACT_PAGE_H
#include <stdint.h>

#include "lib/base/err.h"

struct act;
struct input;
struct req;

struct act_page {
	/* What the path names, read into `doing`, and the form of its act.  ERR_STATE, ERR_NOT_FOUND: not to be done
	 * (now). */
	enum err (*begin)(struct req *r, void *doing, struct input **in);
	/* The page with the form as it was typed. */
	enum err (*render)(struct req *r, int status, const void *doing, const struct input *in);
	/* ERR_INPUT, ERR_STATE, ERR_CONFLICT with problems: the form comes back with them. */
	enum err (*carry_out)(struct req *r, void *doing, const struct act *act, int32_t version, struct input *in,
	    const char **answer);
};

/* doing: the page's own, for all three. */
ERR_CHECKED enum err act_page_get(struct req *r, const struct act_page *p, void *doing);
/* The form names the version it was made for ("_version"; of what is new 0): ERR_INPUT without.  What is sent again
 * because the answer was lost gets its answer, though there is no such form any more. */
ERR_CHECKED enum err act_page_post(struct req *r, const struct act_page *p, void *doing);
#endif
