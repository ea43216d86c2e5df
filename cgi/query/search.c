/* search.c - the desk's one box: cases, inspections, parties, requests, laws, officers; the first of each, then
 * one kind by pages.  Template: query/search.cs. */
#include "lib/query/query.h"

#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/common/subject.h"
#include "cgi/desk.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/law/public.h"
#include "lib/people/public.h"
#include "lib/register/search.h"
#include "lib/source/source.h"
#include "lib/web/params.h"

#define FEW 6
#define PAGE 25

static const char *
state_name(struct req *r, const char *kind, const char *state)
{
	const char *key = arena_printf(r->arena, "%s%s", str_eq(kind, "inspection") ? "inspect.state_" : "state.",
	    state);

	return view_has_msg(r, key) ? view_msg(r, key, NULL) : state;
}

static const char *
page_of(struct req *r, const char *kind, const char *q)
{
	return arena_printf(r->arena, "/desk/search?in=%s&q=%s", kind, percent_encode(r->arena, q));
}

/* The text, and where what was looked for stands in it: <name>_before, <name>_hit, <name>_after.  What was found by
 * another way of writing it is shown as it is. */
static void
view_found_text(struct req *r, const char *list, int i, const char *name, const char *text, const char *q)
{
	const char *at = strstr(text, q);

	view_text_at(r, list, i, name, text);
	if (at == NULL)
		return;
	view_text_at(r, list, i, arena_printf(r->arena, "%s_before", name),
	    arena_strndup(r->arena, text, (size_t)(at - text)));
	view_text_at(r, list, i, arena_printf(r->arena, "%s_hit", name), q);
	view_text_at(r, list, i, arena_printf(r->arena, "%s_after", name), at + strlen(q));
}

/* ---- cards: what was written in the acts on them */

static void
view_hit(struct req *r, const char *list, int i, const struct query_hit *h, const char *q)
{
	view_text_at(r, list, i, "href", subject_path(r, h->kind, h->ref, h->ref, h->number));
	view_found_text(r, list, i, "number", h->number, q);
	view_found_text(r, list, i, "title", h->title, q);
	view_text_at(r, list, i, "state", state_name(r, h->kind, h->state));
	view_text_at(r, list, i, "agency", h->agency);
	view_day_at(r, list, i, "day", h->day);
	r->reading.rows++;
}

static enum err
few_cards(struct req *r, const char *list, const char *kind, const char *q, bool *more)
{
	struct query_hit *hit;
	int i, n;
	enum err e = query_search(r->arena, r->db, kind, q, (struct query_key){ .day = DAY_NONE }, FEW + 1, &hit, &n);

	for (i = 0; e == OK && i < n && i < FEW; i++)
		view_hit(r, list, i, &hit[i], q);
	*more = e == OK && n > FEW;
	return e;
}

static enum err
page_of_cards(struct req *r, const char *kind, const char *q)
{
	const char *before = req_query(r, "before", 10), *after = req_query(r, "after", 26);
	struct query_key key = { .day = DAY_NONE };
	char day[DAY_TEXT_SIZE];
	struct query_hit *hit;
	int i, n;
	enum err e;

	if (before != NULL && (after == NULL || !day_parse(before, &key.day) || !ref_parse(after, &key.ref)))
		return err_set(ERR_NOT_FOUND, "search: malformed key");
	e = query_search(r->arena, r->db, kind, q, key, PAGE + 1, &hit, &n);
	for (i = 0; e == OK && i < n && i < PAGE; i++)
		view_hit(r, "groups.0.hits", i, &hit[i], q);
	if (e == OK && n > PAGE) {
		day_text(hit[PAGE - 1].day, day);
		view_text(r, "hits_next", ref_path(r, arena_printf(r->arena, "%s&before=%s&after=", page_of(r, kind, q),
		    day), hit[PAGE - 1].ref, ""));
	}
	if (before != NULL)
		view_text(r, "hits_first", page_of(r, kind, q));
	return e;
}

/* ---- the other kinds: each has a page of its own to go on with */

static enum err
few_parties(struct req *r, const char *list, const char *kind, const char *q, bool *more)
{
	const struct db_rows *rows;
	int i;
	enum err e;

	(void)kind;
	*more = false;
	if (!register_search_enough(r->arena, q))
		return OK;
	e = register_search(r->arena, r->db, q, (struct ref){ { 0 } }, FEW + 1, &rows);
	for (i = 0; e == OK && i < db_count(rows) && i < FEW; i++) {
		struct db_row s = db_at(rows, i);

		view_text_at(r, list, i, "href", ref_path(r, "/desk/register/", row_ref(s, "ref"), ""));
		view_found_text(r, list, i, "title", row_text(s, "name"), q);
		view_found_text(r, list, i, "number", row_text_or(s, "code", ""), q);
		view_text_at(r, list, i, "agency", row_text_or(s, "address", ""));
		r->reading.rows++;
	}
	*more = e == OK && db_count(rows) > FEW;
	return e;
}

static enum err
few_requests(struct req *r, const char *list, const char *kind, const char *q, bool *more)
{
	const struct db_rows *rows;
	int i;
	enum err e;

	(void)kind;
	*more = false;
	if (!req_duty(r, DUTY_INTAKE | DUTY_AGENCY_HEAD | DUTY_SUPERVISOR))	/* who has its pages */
		return OK;
	e = source_find(r->arena, r->db, q, FEW + 1, &rows);
	for (i = 0; e == OK && i < db_count(rows) && i < FEW; i++) {
		struct db_row s = db_at(rows, i);

		view_text_at(r, list, i, "href", ref_path(r, "/desk/source/", row_ref(s, "ref"), ""));
		view_found_text(r, list, i, "title", row_text(s, "number"), q);
		view_found_text(r, list, i, "number", row_text(s, "subject_name"), q);
		view_text_at(r, list, i, "state",
		    view_msg(r, arena_printf(r->arena, "source.state_%s", row_text(s, "state")), NULL));
		view_text_at(r, list, i, "agency", row_text(s, req_pick(r, "agency_zh", "agency_en")));
		view_day_at(r, list, i, "day", time_day(row_time(s, "arrived_at")));
		r->reading.rows++;
	}
	*more = e == OK && db_count(rows) > FEW;
	return e;
}

static enum err
few_laws(struct req *r, const char *list, const char *kind, const char *q, bool *more)
{
	const struct db_rows *rows;
	int i;
	enum err e = law_public_laws(r->arena, r->db, q, NULL, time_day(r->now), (struct ref){ { 0 } }, FEW + 1, &rows);

	(void)kind;
	for (i = 0; e == OK && i < db_count(rows) && i < FEW; i++) {
		struct db_row l = db_at(rows, i);

		view_text_at(r, list, i, "href", ref_path(r, "/desk/laws/", row_ref(l, "ref"), ""));
		view_found_text(r, list, i, "title", row_text(l, req_pick(r, "title_zh", "title_en")), q);
		view_text_at(r, list, i, "agency", row_text(l, "issuer"));
		view_day_at(r, list, i, "day", row_day(l, "valid_from"));
	}
	*more = e == OK && db_count(rows) > FEW;
	return e;
}

static enum err
few_officers(struct req *r, const char *list, const char *kind, const char *q, bool *more)
{
	const struct db_rows *rows;
	int i;
	enum err e = people_public_officers(r->arena, r->db, q, (struct ref){ { 0 } }, time_day(r->now),
	    (struct ref){ { 0 } }, FEW + 1, &rows);

	(void)kind;
	for (i = 0; e == OK && i < db_count(rows) && i < FEW; i++) {
		struct db_row o = db_at(rows, i);

		view_found_text(r, list, i, "title", row_text(o, "name"), q);
		view_found_text(r, list, i, "number", row_text(o, "no"), q);
		view_text_at(r, list, i, "state",
		    view_msg(r, arena_printf(r->arena, "portal.standing_%s", row_text(o, "standing")), NULL));
		view_text_at(r, list, i, "agency", row_text(o, req_pick(r, "agency_zh", "agency_en")));
	}
	*more = e == OK && db_count(rows) > FEW;
	return e;
}

/* ---- the page */

static const struct group {
	const char *kind;
	enum err (*few)(struct req *r, const char *list, const char *kind, const char *q, bool *more);
	const char *all;	/* page of all of them: NULL: this one's by pages; "": none */
} groups[] = {
	{ "case", few_cards, NULL },
	{ "inspection", few_cards, NULL },
	{ "party", few_parties, "/desk/register/?q=" },
	{ "request", few_requests, "" },
	{ "law", few_laws, "/desk/laws/?q=" },
	{ "officer", few_officers, "" },
	{ .kind = NULL },
};

static const char *
group_word(struct req *r, const char *prefix, const char *kind)
{
	return view_msg(r, arena_printf(r->arena, "query.%s%s", prefix, kind), NULL);
}

/* All kinds of which something was found. */
static enum err
view_groups(struct req *r, const char *q)
{
	const struct group *g;
	int n = 0;
	enum err e = OK;

	for (g = groups; e == OK && g->kind != NULL; g++) {
		const char *at = arena_printf(r->arena, "groups.%d", n);
		bool more = false;

		e = g->few(r, arena_printf(r->arena, "%s.hits", at), g->kind, q, &more);
		view_text(r, arena_printf(r->arena, "%s.kind", at), g->kind);
		view_text(r, arena_printf(r->arena, "%s.title", at), group_word(r, "g_", g->kind));
		if (more && g->all == NULL)
			view_text(r, arena_printf(r->arena, "%s.all", at), page_of(r, g->kind, q));
		else if (more && *g->all != '\0')
			view_text(r, arena_printf(r->arena, "%s.all", at),
			    arena_printf(r->arena, "%s%s", g->all, percent_encode(r->arena, q)));
		n++;
	}
	return e;
}

static enum err
view_found(struct req *r, const char *q)
{
	const char *in = req_query(r, "in", 10);
	const struct group *g;

	for (g = groups; g->kind != NULL; g++)
		if (str_eq(in, g->kind) && g->all == NULL)
			break;
	if (g->kind == NULL)
		return view_groups(r, q);
	view_text(r, "in", g->kind);
	view_text(r, "everywhere", arena_printf(r->arena, "/desk/search?q=%s", percent_encode(r->arena, q)));
	view_text(r, "groups.0.kind", g->kind);
	view_text(r, "groups.0.title", group_word(r, "g_", g->kind));
	return page_of_cards(r, g->kind, q);
}

static enum err
get_query(struct req *r)
{
	const char *q = req_query(r, "q", 100);
	enum err e = OK;

	q = q != NULL ? str_clean(r->arena, q) : NULL;
	view_text(r, "q", q);
	req_reads_noted(r);		/* nothing is shown of anybody before something is looked for */
	if (!str_empty(q) && !query_enough(r->arena, q)) {
		view_bool(r, "too_short", true);
	} else if (!str_empty(q)) {
		view_bool(r, "asked", true);
		view_text(r, "nothing", view_msg(r, "query.nothing", "q", q, NULL));
		req_reads_search(r, q, 0);
		e = view_found(r, q);
	}
	return e == OK ? req_render(r, 200, "query/search.cs") : e;
}

const struct route query_routes[] = {
	{ .method = GET, .path = "/desk/search", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR, .flags = ROUTE_PERSONAL,
	    .run = get_query },
	{ 0 }
};
