/* desk_menu.c - the rail at the left of each page: what the account's duties open to it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cgi/desk.h"
#include "cgi/modules.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

/* The entries of all modules in the order shown: made at the program's start, read afterwards. */
static const struct menu_item **items;
static size_t items_n;

static int
by_place(const void *a, const void *b)
{
	const struct menu_item *x = *(const struct menu_item *const *)a, *y = *(const struct menu_item *const *)b;

	return (x->place > y->place) - (x->place < y->place);
}

void
desk_menu_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	const struct module *m;
	const struct menu_item *it;

	(void)c;
	(void)k;
	items_n = 0;
	for (m = xz_modules; m->name != NULL; m++)
		for (it = m->menu; it != NULL && it->group != NULL; it++)
			items_n++;
	items = ARENA_ARRAY(a, const struct menu_item *, items_n);
	items_n = 0;
	for (m = xz_modules; m->name != NULL; m++)
		for (it = m->menu; it != NULL && it->group != NULL; it++)
			items[items_n++] = it;
	qsort(items, items_n, sizeof(*items), by_place);
}

static int64_t
count_of(enum menu_count c, const struct caseflow_counts *n)
{
	switch (c) {
	case MENU_TASKS: return n->open;
	case MENU_CASES: return n->cases;
	case MENU_SIGNING: return n->signing;
	case MENU_NO_COUNT: break;
	}
	return 0;
}

const char *
desk_count_text(struct req *r, int64_t n)
{
	bool more = n >= CASEFLOW_COUNTED;

	return arena_printf(r->arena, "%" PRId64 "%s", more ? CASEFLOW_COUNTED - 1 : n, more ? "+" : "");
}

/* How much of the path an entry accounts for: 0, or the length of its own path that the page is or lies below. */
static size_t
fit(const struct req *r, const struct menu_item *it, bool signing)
{
	bool asked = strchr(it->href, '?') != NULL;

	if (it->also != NULL && str_starts(r->path, it->also))
		return strlen(it->also);
	if (asked || strcmp(it->href, "/desk/") == 0)	/* the one page that is two entries */
		return strcmp(r->path, "/desk/") == 0 && signing == asked ? strlen(it->href) : 0;
	return str_starts(r->path, it->href) ? strlen(it->href) : 0;
}

/* Where the page is: the entry that fits best.  NULL: none. */
static const struct menu_item *
current(const struct req *r)
{
	bool signing = req_query(r, "sign", 1) != NULL;
	const struct menu_item *best = NULL;
	size_t i, n, most = 0;

	for (i = 0; i < items_n; i++) {
		n = fit(r, items[i], signing);
		if (n > most) {
			best = items[i];
			most = n;
		}
	}
	return best;
}

void
desk_menu_view(struct req *r, const struct caseflow_counts *n)
{
	const struct menu_item *here = current(r);
	const char *group = "", *list = "";
	int g = -1, k = 0;
	size_t i;

	if (n->open > 0)
		view_text(r, "Page.waits", desk_count_text(r, n->open));
	view_bool(r, "session.casework", req_duty(r, DUTY_CASEWORK | DUTY_SUPERVISOR));
	for (i = 0; i < items_n; i++) {
		const struct menu_item *it = items[i];

		if (!(it->duties & DUTY_ANY) && !req_duty(r, it->duties))
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
		view_bool_at(r, list, k, "current", it == here);
		view_bool_at(r, list, k, "hot", it->count == MENU_TASKS && n->over + n->today > 0);
		if (count_of(it->count, n) > 0)
			view_text_at(r, list, k, "n", desk_count_text(r, count_of(it->count, n)));
		k++;
	}
}
