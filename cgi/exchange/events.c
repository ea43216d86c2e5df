/* events.c - what happened, in its order and without a gap: what kind and about what, nothing else. */
#include <jansson.h>

#include "cgi/exchange.h"
#include "cgi/exchange/api.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"

static json_t *
event_json(const struct exchange_event *v)
{
	char ref[REF_TEXT_SIZE];

	ref_text(v->ref, ref);
	return json_pack("{s:I,s:s,s:s,s:s}", "pos", (json_int_t)v->pos, "kind", v->kind, "about", v->subject_kind,
	    "ref", ref);
}

static enum err
get_events(struct req *r)
{
	const char *text = req_query(r, "after", 19);
	struct exchange_page p;
	struct api_call c;
	long long after = 0;
	json_t *list;
	int i;
	enum err e = api_enter(r, "events", &c);

	if (e != OK || c.answered)
		return e;
	if (text != NULL && !str_i64(text, 0, INT64_MAX / 2, &after))
		return api_refuse(r, &c, "after", "after");
	e = exchange_events(r->arena, r->db, c.caller.key, after, &p);
	if (e != OK)
		return e;
	list = json_array();
	for (i = 0; i < p.n; i++)
		json_array_append_new(list, event_json(&p.event[i]));
	return api_send(r, &c, 200, json_pack("{s:o,s:I,s:b}", "events", list, "next", (json_int_t)p.last, "more",
	    (int)p.more), p.n);
}

const struct route exchange_event_routes[] = {
	{ .method = GET, .path = "/api/v1/events", .flags = ROUTE_PUBLIC | ROUTE_SIGNED, .run = get_events },
	{ 0 }
};
