/* desk_frame.c - who asks, and what waits for them beside the entries of the menu. */
#include "cgi/desk.h"

struct people_actor
desk_actor(const struct req *r)
{
	const struct session *s = r->session;

	return (struct people_actor){ .account = s->account, .ref = s->ref, .agency = s->agency, .unit = s->unit,
	    .duties = s->duties, .name = s->display_name };
}

void
desk_menu(struct req *r)
{
	const struct caseflow_counts *read = r->for_frame;
	struct caseflow_counts n = { 0 };

	if (read != NULL)
		n = *read;
	else if (caseflow_task_counts(r->arena, r->db, r->now, &n) != OK)
		n = (struct caseflow_counts){ 0 };	/* a page without figures is better than none */
	desk_menu_view(r, &n);
}
