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
	{ "work", "/desk/", "home", DUTY_ANY, COUNT_TASKS },
	{ "work", "/desk/cases/", "cases", DUTY_CASEWORK | DUTY_SUPERVISOR, COUNT_CASES },
	{ "work", "/desk/?sign=1", "signing", DUTY_CASEWORK, COUNT_SIGNING },
	{ "work", "/desk/reviews/", "reviews", DUTY_REVIEWER, COUNT_NONE },
	{ "work", "/desk/disclosure/", "disclosure", DUTY_PUBLISHER, COUNT_NONE },
	{ "work", "/desk/deputies/", "deputies", DUTY_AGENCY_HEAD, COUNT_NONE },
	{ "work", "/desk/inspections/", "inspections", DUTY_CASEWORK | DUTY_SUPERVISOR, COUNT_NONE },
	{ "work", "/desk/visits/", "visits", DUTY_OFFICER, COUNT_NONE },
	{ "look", "/desk/search", "search", DUTY_CASEWORK | DUTY_SUPERVISOR, COUNT_NONE },
	{ "look", "/desk/shared/", "shared", DUTY_CASEWORK | DUTY_COORDINATOR | DUTY_SUPERVISOR, COUNT_NONE },
	{ "look", "/desk/register/", "register", DUTY_CASEWORK | DUTY_SUPERVISOR, COUNT_NONE },
	{ "look", "/desk/laws/", "laws", DUTY_CASEWORK | DUTY_SUPERVISOR, COUNT_NONE },
	{ "spotcheck", "/desk/spotcheck/tasks/", "spot_tasks", SPOT_READ, COUNT_NONE },
	{ "spotcheck", "/desk/draws/", "draws", DUTY_COORDINATOR | DUTY_AGENCY_HEAD | DUTY_SUPERVISOR, COUNT_NONE },
	{ "spotcheck", "/desk/spotcheck/year/", "spot_year", SPOT_READ, COUNT_NONE },
	{ "spotcheck", "/desk/spotcheck/plans/", "spot_plans", SPOT_READ, COUNT_NONE },
	{ "spotcheck", "/desk/spotcheck/items/", "spot_items", SPOT_READ, COUNT_NONE },
	{ "spotcheck", "/desk/spotcheck/objects/", "spot_objects", SPOT_READ, COUNT_NONE },
	{ "spotcheck", "/desk/spotcheck/officers/", "spot_officers", SPOT_READ, COUNT_NONE },
	{ "system", "/desk/admin/agencies/", "agencies", DUTY_SYSADMIN, COUNT_NONE },
	{ "system", "/desk/admin/accounts/", "accounts", DUTY_SYSADMIN, COUNT_NONE },
	{ "system", "/desk/admin/officers/", "officers", DUTY_SYSADMIN, COUNT_NONE },
	{ "system", "/desk/admin/parameters/", "parameters", DUTY_SYSADMIN, COUNT_NONE },
	{ "system", "/desk/admin/calendar/", "calendar", DUTY_SYSADMIN, COUNT_NONE },
	{ "security", "/desk/admin/duties/", "duties", DUTY_SECADMIN, COUNT_NONE },
	{ "audit", "/desk/admin/logs/sign-ins", "log_sign_ins", DUTY_AUDITADMIN, COUNT_NONE },
	{ "audit", "/desk/admin/logs/audit", "log_audit", DUTY_AUDITADMIN, COUNT_NONE },
	{ "audit", "/desk/admin/logs/access", "log_access", DUTY_AUDITADMIN, COUNT_NONE },
	{ "self", "/desk/me", "me", DUTY_ANY, COUNT_NONE },
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
		return strcmp(href, str_starts(r->path, "/desk/evidence/inspection/") ? "/desk/inspections/" : "/desk/cases/") == 0;
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
			view_text_at(r, "menu", ++g, "group", view_msg(r, arena_printf(r->arena, "menu.%s", group), NULL));
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
