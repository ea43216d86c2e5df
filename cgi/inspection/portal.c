/* portal.c - what the public sees of inspections: results, the check of a code, the rating.
 * Templates: inspection/public_*.cs, inspection/code.cs, inspection/rate.cs. */
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/inspection/inspection.h"
#include "cgi/portal.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/inspection/code.h"
#include "lib/inspection/public.h"
#include "lib/spotcheck/public.h"

#define SCORE_MAX 5
static const char *const said[] = { "certificates", "code", "explained", "no_extra", "polite", NULL };

static enum err
get_list(struct req *r)
{
	static const struct column cols[] = { { "ref", 'r' }, { "agency_name", 't' }, { "name", 't' },
	    { "object_id", 't' }, { "day", 'd' }, { "score", 'i' }, { 0 } };
	static const char *const kept[] = { "q", "agency", NULL };
	struct inspection_public_query q = { .agency = portal_ref(r, "agency"), .after = portal_ref(r, "cursor"),
	    .text = portal_text(r, "q", 60), .want = PORTAL_PAGE + 1 };
	const struct db_rows *rows;
	int i, n;
	enum err e = inspection_public_list(r->arena, r->db, &q, &rows);

	if (e == OK)
		e = portal_agency_choices(r, q.agency);
	if (e != OK)
		return e;
	n = portal_pager(r, "/inspections/", kept, rows, "ref", PORTAL_PAGE);
	for (i = 0; i < n; i++) {
		row_view_at(r, "results", i, db_at(rows, i), cols);
		view_text_at(r, "results", i, "kind", inspection_word(r, "kind_", row_text(db_at(rows, i), "kind")));
		view_text_at(r, "results", i, "outcome",
		    inspection_word(r, "outcome_", row_text(db_at(rows, i), "outcome")));
		view_bool_at(r, "results", i, "clean", str_eq(row_text(db_at(rows, i), "outcome"), "no_issue"));
	}
	view_text(r, "q", q.text);
	return req_render(r, 200, "inspection/public_list.cs");
}

/* The page is rendered from the published text itself. */
static void
view_json_of(struct req *r, const char *body)
{
	json_t *j = json_in(r->arena, body, 0), *row, *officer;
	const char *keys[] = { "agency", "name", "visited_on" },
	    *object = json_string_value(json_object_get(j, "object"));
	const char *const into[] = { "pub.agency", "pub.name", "pub.visited_on" };
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		view_text(r, into[i], arena_strdup(r->arena, json_string_value(json_object_get(j, keys[i]))));
	/* of a natural person there is no code: the inspection's own ref stands there */
	if (!str_eq(object, json_string_value(json_object_get(j, "ref"))))
		view_text(r, "pub.object", arena_strdup(r->arena, object));
	view_bool(r, "pub.emergency", json_is_true(json_object_get(j, "emergency")));
	json_array_foreach(json_object_get(j, "results"), i, row) {
		const char *result = json_string_value(json_object_get(row, "result")),
		    *due = json_string_value(json_object_get(row, "correct_by"));

		view_text_at(r, "pub.results", (int)i, "name",
		    arena_strdup(r->arena, json_string_value(json_object_get(row, "name"))));
		view_text_at(r, "pub.results", (int)i, "standard",
		    arena_strdup(r->arena, json_string_value(json_object_get(row, "standard"))));
		view_text_at(r, "pub.results", (int)i, "result", inspection_word(r, "result_", result));
		view_bool_at(r, "pub.results", (int)i, "bad", !str_eq(result, "none") &&
		    !str_eq(result, "no_activity"));
		if (due != NULL)
			view_text_at(r, "pub.results", (int)i, "due", arena_strdup(r->arena, due));
	}
	json_array_foreach(json_object_get(j, "officers"), i, officer)
		view_text_at(r, "pub.officers", (int)i, "no", arena_strdup(r->arena, json_string_value(officer)));
}

static void
view_said(struct req *r, const char *list)
{
	int i, n = 0;

	for (i = 0; said[i] != NULL; i++)
		if (strstr(list, said[i]) != NULL)
			view_text_at(r, "rating.said", n++, "text", inspection_word(r, "said_", said[i]));
}

static enum err
show(struct req *r, struct ref ref, struct db_row row)
{
	view_ref(r, "pub.ref", ref);
	view_text(r, "pub.kind", inspection_word(r, "kind_", row_text(row, "kind")));
	view_text(r, "pub.outcome", inspection_word(r, "outcome_", row_text(row, "outcome")));
	view_text(r, "pub.sha256", row_text(row, "sha256"));
	view_time(r, "pub.published", row_time(row, "published_at"));
	if (row_has(row, "score")) {
		view_i64(r, "rating.score", row_i32(row, "score"));
		view_said(r, row_text_or(row, "said", ""));
	}
	view_json_of(r, row_text(row, "body"));
	return req_render(r, 200, "inspection/public_show.cs");
}

static enum err
bytes(struct req *r, const char *body)
{
	req_set_header(r, "Access-Control-Allow-Origin", "*");
	return req_send(r, 200, "application/json", body, strlen(body));
}

/* /inspections/<ref>.json: the exact bytes whose digest the log has.  A draw's visit has its page there. */
static enum err
get_show(struct req *r)
{
	const char *text = req_path_text(r, "ref");
	size_t n = strlen(text);
	bool json = n > 5 && strcmp(text + n - 5, ".json") == 0;
	struct db_row row;
	struct ref ref;
	enum err e;

	if (!ref_parse(json ? arena_strndup(r->arena, text, n - 5) : text, &ref))
		return err_set(ERR_NOT_FOUND, "not a ref");
	e = inspection_public_get(r->arena, r->db, ref, &row);
	if (e == OK)
		return json ? bytes(r, row_text(row, "body")) : show(r, ref, row);
	if (e == ERR_NOT_FOUND)
		e = spotcheck_public_visit(r->arena, r->db, ref, &row);
	if (e != OK)
		return e;
	return json ? bytes(r, row_text(row, "body")) :
	    req_redirect(r, "/draws/%s%s#results", row_text(row, "draw_id"), req_is_en(r) ? "?lang=en" : "");
}

/* ---- the code (trust.md 4): checked in the browser; its fragment never comes here */

static enum err
get_code(struct req *r)
{
	return req_render(r, 200, "inspection/code.cs");
}

static enum err
get_keys(struct req *r)
{
	const char *json;
	enum err e = inspection_keys_json(r->arena, r->db, &json);

	return e == OK ? bytes(r, json) : e;
}

static enum err
get_revoked(struct req *r)
{
	const char *json;
	enum err e = inspection_revoked_json(r->arena, r->db, &json);

	return e == OK ? bytes(r, json) : e;
}

/* ---- the rating: nobody signs in; the code is what lets them */

static const struct field rate_fields[] = {
	{ .name = "code", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 10, .max = 800 },
	{ .name = "score", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "said", .type = FIELD_CHOICES },
	{ 0 }
};

static enum err
rate_page(struct req *r, int status, struct input *in, const char *word)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e != OK)
		return e;
	view_ref(r, "rate.ref", ref);
	if (word != NULL) {
		view_text(r, "rate.word", inspection_word(r, "r_", word));
		view_bool(r, "rate.done", str_eq(word, "rated"));
	}
	view_input(r, "rate", in);
	return req_render(r, status, "inspection/rate.cs");
}

static struct input *
rate_form(struct req *r)
{
	static const char *const score[] = { "5", "4", "3", "2", "1" };
	struct input *in = input_new(r->arena, rate_fields);
	size_t i;

	for (i = 0; i < SCORE_MAX; i++)
		input_option(in, "score", score[i], score[i], score[i]);
	for (i = 0; said[i] != NULL; i++)
		input_option(in, "said", said[i], inspection_word(r, "said_", said[i]),
		    inspection_word(r, "said_", said[i]));
	return in;
}

static enum err
get_rate(struct req *r)
{
	return rate_page(r, 200, rate_form(r), NULL);
}

static enum err
post_rate(struct req *r)
{
	struct input *in = rate_form(r);
	const struct value *list;
	const char *code, *hash, *word = "unknown";
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e != OK)
		return e;
	req_input(r, in);
	if (r->problems.n > 0)
		return rate_page(r, 422, in, NULL);
	code = input_text(in, "code");
	hash = strchr(code, '#');
	list = input_value(in, "said");
	e = inspection_rate(r->arena, r->db, ref, hash != NULL ? hash + 1 : code, input_text(in, "score")[0] - '0',
	    list->list, list->list_n, &word);
	return e == OK ? rate_page(r, str_eq(word, "rated") ? 200 : 409, rate_form(r), word) : e;
}

const struct route inspection_portal_routes[] = {
	{ .method = GET, .path = "/inspections/", .flags = PORTAL_FLAGS, .run = get_list },
	{ .method = GET, .path = "/inspections/:ref", .flags = PORTAL_FLAGS, .run = get_show },
	{ .method = GET, .path = "/code", .flags = PORTAL_FLAGS, .run = get_code },
	{ .method = GET, .path = "/code/keys.json", .flags = PORTAL_FLAGS, .run = get_keys },
	{ .method = GET, .path = "/code/revoked.json", .flags = PORTAL_FLAGS, .run = get_revoked },
	{ .method = GET, .path = "/rate/:ref", .flags = ROUTE_PUBLIC, .run = get_rate },
	{ .method = POST, .path = "/rate/:ref", .flags = ROUTE_PUBLIC, .run = post_rate, .body_max = 8192 },
	{ 0 }
};
