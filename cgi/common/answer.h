/* answer.h - where the answer of an act leads: "<kind> REF [item]" (lib/act) as a path of the desk. */
#ifndef CGI_COMMON_ANSWER_H
#define CGI_COMMON_ANSWER_H
#include "lib/base/err.h"

struct req;

/* "/desk/cases/REF".  An unknown kind leads to the desk. */
const char *answer_path(struct req *r, const char *answer);
/* There, with the notice that it was done. */
ERR_CHECKED enum err answer_done(struct req *r, const char *answer);
#endif
