/* portal.c - the public reports, and asks what became of it.  Nobody signs in; nothing of a report is kept readable.
 * Templates: source/report.cs, source/receipt.cs, source/status.cs. */
#include "cgi/common/rows.h"
#include "cgi/portal.h"
#include "cgi/source/source.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/people/public.h"
#include "lib/source/public.h"

#define ONCE_MAX 22
#define BODY_MAX 65536

static const char *const sorts[] = { "report", "complaint", "enforcement", NULL };

/* ---- the report */

static const struct field report_fields[] = {
	{ .name = "sort", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "agency", .type = FIELD_REF, .flags = FIELD_SELECT | FIELD_WIDE },
	{ .name = "about", .type = FIELD_LINE, .min = 2, .max = 150 },
	{ .name = "place", .type = FIELD_LINE, .min = 2, .max = 200 },
	{ .name = "content", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 10, .max = 4000 },
	{ .name = "name", .type = FIELD_LINE, .min = 2, .max = 60 },
	{ .name = "telephone", .type = FIELD_LINE, .min = 5, .max = 30 },
	{ .name = "address", .type = FIELD_LINE, .flags = FIELD_WIDE, .min = 4, .max = 200 },
	{ 0 }
};

static enum err
report_form(struct req *r, struct input **out)
{
	const struct db_rows *rows;
	char ref[REF_TEXT_SIZE];
	int i;
	enum err e = people_public_choices(r->arena, r->db, &rows);

	*out = input_new(r->arena, report_fields);
	for (i = 0; sorts[i] != NULL; i++)
		input_option(*out, "sort", sorts[i], source_word(r, "p_", sorts[i]), source_word(r, "p_", sorts[i]));
	for (i = 0; e == OK && i < db_count(rows); i++) {
		ref_text(row_ref(db_at(rows, i), "ref"), ref);
		input_option(*out, "agency", arena_strdup(r->arena, ref), row_text(db_at(rows, i), "name_zh"),
		    row_text(db_at(rows, i), "name_en"));
	}
	return e;
}

static enum err
report_page(struct req *r, int status, const struct input *in, const char *once)
{
	bool open = false;
	enum err e = source_open(r->arena, r->db, &open);

	if (e != OK)
		return e;
	view_bool(r, "report.open", open);
	view_text(r, "report.once", source_once_ok(once) ? once : source_once(r->arena));
	view_input(r, "report", in);
	return req_render(r, status, "source/report.cs");
}

static enum err
get_report(struct req *r)
{
	struct input *in;
	enum err e = report_form(r, &in);

	return e == OK ? report_page(r, 200, in, NULL) : e;
}

/* A complaint is by name (令121 10, paragraph 1: name, telephone, address, and whom it is about); one about enforcement
 * says which agency. */
static void
check(struct req *r, const struct input *in)
{
	static const char *const whose[] = { "about", "name", "telephone", "address", NULL };
	const char *sort = input_text(in, "sort");
	int i;

	for (i = 0; str_eq(sort, "complaint") && whose[i] != NULL; i++)
		if (!input_given(in, whose[i]))
			problem_add(&r->problems, whose[i], "complaint_needs", NULL);
	if (str_eq(sort, "enforcement") && !input_given(in, "agency"))
		problem_add(&r->problems, "agency", "enforcement_agency", NULL);
	if (input_given(in, "name") && !input_given(in, "telephone") && !str_eq(sort, "complaint"))
		problem_add(&r->problems, "telephone", "named_telephone", NULL);
}

static enum err
receipt(struct req *r, const struct source_receipt *got)
{
	const char *s = got->secret;

	view_text(r, "receipt.number", got->number);
	view_text(r, "receipt.secret", arena_printf(r->arena, "%.4s-%.4s-%.4s-%s", s, s + 4, s + 8, s + 12));
	view_bool(r, "receipt.again", got->again);
	return req_render(r, 200, "source/receipt.cs");
}

static enum err
post_report(struct req *r)
{
	const char *once = req_form(r, "once", ONCE_MAX);
	struct source_report report;
	struct source_receipt got;
	struct input *in;
	enum err e = report_form(r, &in);

	if (e != OK)
		return e;
	req_input(r, in);
	check(r, in);
	if (!source_once_ok(once))
		problem_add(&r->problems, "", "form_again", NULL);
	if (r->problems.n > 0)
		return report_page(r, 422, in, once);
	report = (struct source_report){ .once = once, .sort = input_text(in, "sort"), .about = input_text(in, "about"),
	    .place = input_text(in, "place"), .content = input_text(in, "content"), .name = input_text(in, "name"),
	    .telephone = input_text(in, "telephone"), .address = input_text(in, "address") };
	(void)input_ref(in, "agency", &report.agency);
	e = source_take(r->arena, r->db, &report, &got);
	if (e != ERR_STATE)
		return e == OK ? receipt(r, &got) : e;
	problem_add(&r->problems, "agency", "nobody_takes", NULL);
	return report_page(r, 409, in, once);
}

/* ---- what became of it */

static const struct field status_fields[] = {
	{ .name = "number", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 6, .max = 30 },
	{ .name = "secret", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 8, .max = 40 },
	{ 0 }
};

static enum err
status_page(struct req *r, int status, const struct input *in)
{
	view_input(r, "status", in);
	return req_render(r, status, "source/status.cs");
}

static enum err
get_status(struct req *r)
{
	return status_page(r, 200, input_new(r->arena, status_fields));
}

static void
view_status(struct req *r, int i, const struct source_status *s)
{
	bool looked = s->clue && str_eq(s->state, "accepted");

	view_text_at(r, "reports", i, "number", s->number);
	view_text_at(r, "reports", i, "sort", source_word(r, "p_", s->sort));
	view_text_at(r, "reports", i, "state", source_word(r, "s_", looked ? "clue" : s->state));
	view_text_at(r, "reports", i, "agency", req_pick(r, s->agency_name, s->agency_en));
	view_text_at(r, "reports", i, "answer", s->answer);
	view_time(r, arena_printf(r->arena, "reports.%d.received", i), s->received_at);
	if (s->answer != NULL)
		view_time(r, arena_printf(r->arena, "reports.%d.told", i), s->told_at);
}

static enum err
post_status(struct req *r)
{
	struct input *in = input_new(r->arena, status_fields);
	struct source_status *s;
	int i, n;
	enum err e;

	req_input(r, in);
	if (r->problems.n > 0)
		return status_page(r, 422, in);
	e = source_status(r->arena, r->db, input_text(in, "number"), input_text(in, "secret"), &s, &n);
	if (e == ERR_NOT_FOUND) {
		problem_add(&r->problems, "secret", "no_such_report", NULL);
		return status_page(r, 422, in);
	}
	if (e != OK)
		return e;
	for (i = 0; i < n; i++)
		view_status(r, i, &s[i]);
	return status_page(r, 200, in);
}

const struct route source_portal_routes[] = {
	{ .method = GET, .path = "/report", .flags = ROUTE_PUBLIC, .run = get_report },
	{ .method = POST, .path = "/report", .flags = ROUTE_PUBLIC, .run = post_report, .body_max = BODY_MAX },
	{ .method = GET, .path = "/report/status", .flags = ROUTE_PUBLIC, .run = get_status },
	{ .method = POST, .path = "/report/status", .flags = ROUTE_PUBLIC, .run = post_status, .body_max = 4096 },
	{ 0 }
};
