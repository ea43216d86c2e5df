/* joint.h - pages of the year's programme of visits. */
#ifndef CGI_JOINT_JOINT_H
#define CGI_JOINT_JOINT_H
#include "lib/web/web.h"

extern const struct route joint_programme_routes[], joint_act_routes[];

#define PROGRAMMES "/desk/joint/programme/"
/* Who sees the programme of the own agency and what others plan. */
#define JOINT_READS (DUTY_OFFICER | DUTY_UNIT_HEAD | DUTY_AGENCY_HEAD | DUTY_REVIEWER | DUTY_COORDINATOR | \
	DUTY_SUPERVISOR)

struct joint_programme;
/* programme.c: a programme under the name of a scope. */
void joint_view(struct req *r, const char *scope, const struct joint_programme *p);
/* A number of the query from 1 on; 0: none, or no such number. */
long long joint_number(struct req *r, const char *name, long long most);
/* Message "joint.<prefix><word>". */
const char *joint_word(struct req *r, const char *prefix, const char *word);
#endif
