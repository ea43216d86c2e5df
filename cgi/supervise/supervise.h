/* supervise.h - pages of the supervision of enforcement: the body's matters, an agency's letters, acts as forms. */
#ifndef CGI_SUPERVISE_SUPERVISE_H
#define CGI_SUPERVISE_SUPERVISE_H
#include "lib/supervise/supervise.h"
#include "lib/web/web.h"

extern const struct route supervise_list_routes[], supervise_matter_routes[], supervise_act_routes[];

#define MATTERS "/desk/supervise/"
/* The body's supervisors and head; leadership and legal reviewers of the agency. */
#define SUPERVISE_READS (DUTY_SUPERVISOR | DUTY_AGENCY_HEAD | DUTY_REVIEWER)

/* Message "supervise.<prefix><word>". */
const char *supervise_word(struct req *r, const char *prefix, const char *word);
/* A matter below scope: what pages and lists show of it. */
void supervise_view(struct req *r, const char *scope, const struct supervise_matter *x);
#endif
