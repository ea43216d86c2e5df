/* joint.h - pages of the year's programme of visits and of invitations to one visit of several agencies. */
#ifndef CGI_JOINT_JOINT_H
#define CGI_JOINT_JOINT_H
#include "lib/web/web.h"

extern const struct route joint_programme_routes[], joint_act_routes[], joint_invitation_routes[],
    joint_ledger_routes[], joint_refusal_routes[], joint_calendar_routes[];

struct arena;
struct conf;
struct program_keys;
void joint_start(struct arena *a, const struct conf *c, const struct program_keys *k);

#define PROGRAMMES "/desk/joint/programme/"
#define INVITATIONS "/desk/joint/invitations/"
/* Who sees the programme of the own agency and what others plan. */
#define JOINT_READS (DUTY_OFFICER | DUTY_UNIT_HEAD | DUTY_AGENCY_HEAD | DUTY_REVIEWER | DUTY_COORDINATOR | \
	DUTY_SUPERVISOR)

struct joint_programme;
/* programme.c: a programme under the name of a scope. */
void joint_view(struct req *r, const char *scope, const struct joint_programme *p);
/* A number of the query from 1 on; 0: none, or no such number. */
long long joint_number(struct req *r, const char *name, long long most);
/* The year that is asked for, or the current one. */
int joint_year(struct req *r);
/* The choice of a year: years. */
void joint_years(struct req *r, int chosen, bool all);
/* Step i of the way to the page; href NULL: the page itself. */
void joint_crumb(struct req *r, int i, const char *label, const char *href);
/* Message "joint.<prefix><word>". */
const char *joint_word(struct req *r, const char *prefix, const char *word);
#endif
