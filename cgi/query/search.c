/* search.c - the desk's search over cases. */
#include "lib/query/query.h"

#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/web/params.h"

#define HITS_SHOWN 25

static const char *
state_name(struct req *r, const char *state)
{
	const char *key = arena_printf(r->arena, "state.%s", state);

	return view_has_msg(r, key) ? view_msg(r, key, NULL) : state;
}

static enum err
view_hits(struct req *r, const char *q)
{
	const char *before = req_query(r, "before", 10), *after = req_query(r, "after", 26);
	struct query_key key = { .day = DAY_NONE };
	char day[DAY_TEXT_SIZE];
	struct query_hit *hit;
	int i, n;
	enum err e;

	if (before != NULL && (after == NULL || !day_parse(before, &key.day) || !ref_parse(after, &key.ref)))
		return err_set(ERR_NOT_FOUND, "search: malformed key");
	e = query_search(r->arena, r->db, q, key, HITS_SHOWN + 1, &hit, &n);
	for (i = 0; e == OK && i < n && i < HITS_SHOWN; i++) {
		view_text_at(r, "hits", i, "href", ref_path(r, "/desk/cases/", hit[i].ref, ""));
		view_text_at(r, "hits", i, "number", hit[i].number);
		view_text_at(r, "hits", i, "title", hit[i].title);
		view_text_at(r, "hits", i, "state", state_name(r, hit[i].state));
		view_text_at(r, "hits", i, "agency", hit[i].agency);
		view_day_at(r, "hits", i, "day", hit[i].day);
	}
	if (e == OK && n > HITS_SHOWN) {
		day_text(hit[HITS_SHOWN - 1].day, day);
		view_text(r, "hits_next", ref_path(r, arena_printf(r->arena, "/desk/search?q=%s&before=%s&after=",
		    percent_encode(r->arena, q), day), hit[HITS_SHOWN - 1].ref, ""));
	}
	if (before != NULL)
		view_text(r, "hits_first", arena_printf(r->arena, "/desk/search?q=%s", percent_encode(r->arena, q)));
	return e;
}

static enum err
get_query(struct req *r)
{
	const char *q = req_query(r, "q", 100);
	enum err e = OK;

	view_text(r, "q", q);
	if (q != NULL && *q != '\0' && !query_enough(r->arena, q)) {
		view_bool(r, "too_short", true);
	} else if (q != NULL && *q != '\0') {
		view_bool(r, "asked", true);
		view_text(r, "nothing", view_msg(r, "query.nothing", "q", q, NULL));
		view_text(r, "in_register", arena_printf(r->arena, "/desk/register/?q=%s",
		    percent_encode(r->arena, q)));
		e = view_hits(r, q);
	}
	return e == OK ? req_render(r, 200, "query/search.cs") : e;
}

const struct route query_routes[] = {
	{ .method = GET, .path = "/desk/search", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR, .run = get_query },
	{ 0 }
};
