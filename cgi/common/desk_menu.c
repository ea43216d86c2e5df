/* desk_menu.c - the rail at the left of each page: what the account's duties open to it. */
#include <string.h>

#include "cgi/desk.h"
#include "cgi/spotcheck/spotcheck.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

enum count { COUNT_NONE, COUNT_TASKS, COUNT_CASES, COUNT_SIGNING };

struct item {
	const char *group;	/* message "menu.<group>" */
	const char *href, *label;	/* message "menu.<label>" */
	uint32_t duties;
	enum count count;
};

/* In the order shown.  Items of a group stand together. */
static const struct item items[] = {
	{ .group = "work", .href = "/desk/", .label = "home", .duties = DUTY_ANY, .count = COUNT_TASKS },
	{ .group = "work", .href = "/desk/cases/", .label = "cases", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR,
	    .count = COUNT_CASES },
	{ .group = "work", .href = "/desk/?sign=1", .label = "signing", .duties = DUTY_CASEWORK,
	    .count = COUNT_SIGNING },
	{ .group = "work", .href = "/desk/reviews/", .label = "reviews", .duties = DUTY_REVIEWER },
	{ .group = "work", .href = "/desk/disclosure/", .label = "disclosure", .duties = DUTY_PUBLISHER },
	{ .group = "work", .href = "/desk/deputies/", .label = "deputies", .duties = DUTY_AGENCY_HEAD },
	{ .group = "work", .href = "/desk/inspections/", .label = "inspections",
	    .duties = DUTY_CASEWORK | DUTY_SUPERVISOR },
	{ .group = "work", .href = "/desk/visits/", .label = "visits", .duties = DUTY_OFFICER },
	{ .group = "look", .href = "/desk/search", .label = "search", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR },
	{ .group = "look", .href = "/desk/shared/", .label = "shared", .duties = DUTY_CASEWORK | DUTY_COORDINATOR |
	    DUTY_SUPERVISOR },
	{ .group = "look", .href = "/desk/register/", .label = "register", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR },
	{ .group = "look", .href = "/desk/laws/", .label = "laws", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR },
	{ .group = "spotcheck", .href = "/desk/spotcheck/tasks/", .label = "spot_tasks", .duties = SPOT_READ },
	{ .group = "spotcheck", .href = "/desk/draws/", .label = "draws",
	    .duties = DUTY_COORDINATOR | DUTY_AGENCY_HEAD | DUTY_SUPERVISOR },
	{ .group = "spotcheck", .href = "/desk/spotcheck/year/", .label = "spot_year", .duties = SPOT_READ },
	{ .group = "spotcheck", .href = "/desk/spotcheck/plans/", .label = "spot_plans", .duties = SPOT_READ },
	{ .group = "spotcheck", .href = "/desk/spotcheck/items/", .label = "spot_items", .duties = SPOT_READ },
	{ .group = "spotcheck", .href = "/desk/spotcheck/objects/", .label = "spot_objects", .duties = SPOT_READ },
	{ .group = "spotcheck", .href = "/desk/spotcheck/officers/", .label = "spot_officers", .duties = SPOT_READ },
	{ .group = "system", .href = "/desk/admin/agencies/", .label = "agencies", .duties = DUTY_SYSADMIN },
	{ .group = "system", .href = "/desk/admin/accounts/", .label = "accounts", .duties = DUTY_SYSADMIN },
	{ .group = "system", .href = "/desk/admin/officers/", .label = "officers", .duties = DUTY_SYSADMIN },
	{ .group = "system", .href = "/desk/admin/parameters/", .label = "parameters", .duties = DUTY_SYSADMIN },
	{ .group = "system", .href = "/desk/admin/calendar/", .label = "calendar", .duties = DUTY_SYSADMIN },
	{ .group = "security", .href = "/desk/admin/duties/", .label = "duties", .duties = DUTY_SECADMIN },
	{ .group = "audit", .href = "/desk/admin/logs/sign-ins", .label = "log_sign_ins", .duties = DUTY_AUDITADMIN },
	{ .group = "audit", .href = "/desk/admin/logs/audit", .label = "log_audit", .duties = DUTY_AUDITADMIN },
	{ .group = "audit", .href = "/desk/admin/logs/access", .label = "log_access", .duties = DUTY_AUDITADMIN },
	{ .group = "self", .href = "/desk/me", .label = "me", .duties = DUTY_ANY },
};

struct people_actor
desk_actor(const struct req *r)
{
	const struct session *s = r->session;

	return (struct people_actor){ .account = s->account, .ref = s->ref, .agency = s->agency, .unit = s->unit,
	    .duties = s->duties, .name = s->display_name };
}

static int64_t
count_of(enum count c, const struct caseflow_counts *n)
{
	switch (c) {
	case COUNT_TASKS: return n->open;
	case COUNT_CASES: return n->cases;
	case COUNT_SIGNING: return n->signing;
	case COUNT_NONE: break;
	}
	return 0;
}

/* The page itself, or below it. */
static bool
is_current(const struct req *r, const char *href)
{
	bool signing = req_query(r, "sign", 1) != NULL;

	if (strcmp(href, "/desk/") == 0)
		return strcmp(r->path, "/desk/") == 0 && !signing;
	if (strchr(href, '?') != NULL)
		return strcmp(r->path, "/desk/") == 0 && signing;
	if (str_starts(r->path, "/desk/evidence/"))	/* files of an inspection, or an item of a case */
		return strcmp(href, str_starts(r->path, "/desk/evidence/inspection/") ? "/desk/inspections/" :
		    "/desk/cases/") == 0;
	return str_starts(r->path, href);
}

void
desk_menu(struct req *r)
{
	struct people_actor who = desk_actor(r);
	const struct caseflow_counts *read = r->for_frame;
	struct caseflow_counts n = { 0 };
	const char *group = "", *list = "";
	int g = -1, k = 0;
	size_t i;

	view_bool(r, "session.casework", req_duty(r, DUTY_CASEWORK | DUTY_SUPERVISOR));
	if (read != NULL)
		n = *read;
	else if (caseflow_task_counts(r->arena, r->db, r->now, &n) != OK)
		n = (struct caseflow_counts){ 0 };	/* a page without figures is better than none */
	for (i = 0; i < sizeof(items) / sizeof(*items); i++) {
		const struct item *it = &items[i];

		if (!(it->duties & DUTY_ANY) && !(it->duties & who.duties))
			continue;
		if (strcmp(group, it->group) != 0) {
			group = it->group;
			k = 0;
			view_text_at(r, "menu", ++g, "group",
			    view_msg(r, arena_printf(r->arena, "menu.%s", group), NULL));
			list = arena_printf(r->arena, "menu.%d.items", g);
		}
		view_text_at(r, list, k, "href", it->href);
		view_text_at(r, list, k, "label", view_msg(r, arena_printf(r->arena, "menu.%s", it->label), NULL));
		view_bool_at(r, list, k, "current", is_current(r, it->href));
		view_bool_at(r, list, k, "hot", it->count == COUNT_TASKS && n.over + n.today > 0);
		if (count_of(it->count, &n) > 0)
			view_i64_at(r, list, k, "n", count_of(it->count, &n));
		k++;
	}
}
