/* second_code.h - the one-time code of a second officer, typed on this page or earlier without a network. */
#ifndef CGI_COMMON_SECOND_CODE_H
#define CGI_COMMON_SECOND_CODE_H
#include "lib/people/code.h"
#include "lib/web/web.h"

/* act: with the body it will be done with.  See people_code_ask(). */
ERR_CHECKED enum err second_code(struct req *r, const struct act *act, const char *username, const char *code,
    int64_t age_us, enum sign_in_outcome *outcome);
/* Message "problem.<code>" of an outcome that is not OK. */
const char *second_code_problem(enum sign_in_outcome outcome);
#endif
