/* source.h - pages of case sources: the public's report and its state, the desk's requests. */
#ifndef CGI_SOURCE_SOURCE_H
#define CGI_SOURCE_SOURCE_H
#include "lib/web/web.h"

extern const struct route source_portal_routes[], source_desk_routes[];

#define REQUESTS "/desk/source/"
/* Who sees that there are requests; who handles them is an intake's or, of complaints about enforcement, a
 * supervisor's. */
#define SOURCE_READS (DUTY_INTAKE | DUTY_AGENCY_HEAD | DUTY_SUPERVISOR)
/* Message "source.<prefix><word>". */
const char *source_word(struct req *r, const char *prefix, const char *word);
#endif
