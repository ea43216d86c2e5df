/* clues.c - a message of another system for the intake: kept as it came, then taken, refused or parked. */
#include <jansson.h>
#include <string.h>

#include "cgi/exchange.h"
#include "cgi/exchange/api.h"
#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/source/public.h"

#define BODY_MAX 61440		/* with what is encrypted beside it: ENVELOPE_MAX */

static const char *const sorts[] = { "report", "complaint", "enforcement", "consult", "help", "suggestion", NULL };

static const struct field clue_fields[] = {
	{ .name = "number", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .max = 64 },
	{ .name = "sort", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "agency", .type = FIELD_LINE, .max = 26 },
	{ .name = "about", .type = FIELD_LINE, .min = 2, .max = 150 },
	{ .name = "place", .type = FIELD_LINE, .min = 2, .max = 200 },
	{ .name = "content", .type = FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 4000 },
	{ .name = "name", .type = FIELD_LINE, .min = 2, .max = 60 },
	{ .name = "telephone", .type = FIELD_LINE, .min = 5, .max = 30 },
	{ .name = "address", .type = FIELD_LINE, .min = 4, .max = 200 },
	{ .name = "received", .type = FIELD_TIME, .flags = FIELD_NOT_FUTURE },
	{ 0 }
};

struct fault {
	const char *code, *field;	/* code NULL: none */
};

static struct fault
parse(struct req *r, struct input *in)
{
	const char *name, *text;
	const void *body;
	json_t *j, *v;
	size_t n;

	body = req_body(r, &n);
	j = n > 0 ? json_kept(r->arena, json_loadb(body, n, JSON_REJECT_DUPLICATES, NULL)) : NULL;
	if (!json_is_object(j))
		return (struct fault){ "not_json", NULL };
	json_object_foreach(j, name, v) {
		text = json_string_value(v);
		if (text == NULL)
			return (struct fault){ "not_text", arena_strdup(r->arena, name) };
		if (strlen(name) > 40 || !input_set(in, name, text))
			return (struct fault){ "field_unknown", arena_strndup(r->arena, name, 40) };
	}
	return (struct fault){ NULL, NULL };
}

/* As of a report by the public: cgi/source/portal.c. */
static struct fault
lacks(const struct input *in)
{
	static const char *const whose[] = { "about", "name", "telephone", "address", NULL };
	const char *sort = input_text(in, "sort");
	int i;

	for (i = 0; str_eq(sort, "complaint") && whose[i] != NULL; i++)
		if (!input_given(in, whose[i]))
			return (struct fault){ "complaint_needs", whose[i] };
	if (str_eq(sort, "enforcement") && !input_given(in, "agency"))
		return (struct fault){ "required", "agency" };
	if (input_given(in, "name") && !input_given(in, "telephone") && !str_eq(sort, "complaint"))
		return (struct fault){ "required", "telephone" };
	return (struct fault){ NULL, NULL };
}

static struct fault
read_clue(struct req *r, struct source_report *out)
{
	struct input *in = input_new(r->arena, clue_fields);
	struct fault f = parse(r, in);
	int i;

	for (i = 0; sorts[i] != NULL; i++)
		input_option(in, "sort", sorts[i], sorts[i], sorts[i]);
	if (f.code != NULL)
		return f;
	input_read(in, r->now, &r->problems);
	if (r->problems.n > 0)
		return (struct fault){ r->problems.first->code, r->problems.first->field };
	f = lacks(in);
	if (f.code != NULL)
		return f;
	*out = (struct source_report){ .once = input_text(in, "number"), .sort = input_text(in, "sort"),
	    .about = input_text(in, "about"), .place = input_text(in, "place"), .content = input_text(in, "content"),
	    .name = input_text(in, "name"), .telephone = input_text(in, "telephone"),
	    .address = input_text(in, "address") };
	if (input_given(in, "received"))
		out->received_at = input_time(in, "received");
	if (input_given(in, "agency") && !ref_parse(input_text(in, "agency"), &out->agency))
		return (struct fault){ "agency_unknown", "agency" };
	return f;
}

/* What stands of it: 201 for the first time, 200 again; parked is 202. */
static enum err
stands(struct req *r, struct api_call *c)
{
	const struct exchange_came *x = &c->came;

	if (str_eq(x->state, "refused"))
		return api_refuse(r, c, x->reason, x->field);
	if (str_eq(x->state, "parked"))
		return api_send(r, c, 202, json_pack("{s:s,s:s}", "state", x->state, "reason", x->reason), 0);
	return api_send(r, c, x->again ? 200 : 201, json_pack("{s:s,s:s}", "state", x->state, "number", x->answer), 1);
}

static enum err
post_clue(struct req *r)
{
	struct source_report report;
	struct api_call c;
	struct fault f;
	enum err e = api_put(r, "clues", &c);

	if (e != OK || c.answered)
		return e;
	if (!str_eq(c.came.state, "parked"))
		return stands(r, &c);
	f = read_clue(r, &report);
	e = f.code != NULL ? exchange_refuse(r->arena, r->db, &c.came, f.code, f.field != NULL ? f.field : "") :
	    exchange_clue(r->arena, r->db, &c.caller, &report, &c.came);
	return e == OK ? stands(r, &c) : e;
}

const struct route exchange_clue_routes[] = {
	{ .method = POST, .path = "/api/v1/clues", .flags = ROUTE_PUBLIC | ROUTE_RAW | ROUTE_SIGNED, .run = post_clue,
	    .body_max = BODY_MAX },
	{ 0 }
};
