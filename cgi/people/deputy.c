/* deputy.c - the agency head's page: who stands in for whom, in which duty, for how long. */
#include <string.h>

#include "cgi/common/admin.h"
#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/people/deputy.h"

#define LIST "/desk/deputies/"
#define DAYS_MAX 366		/* as the check of xz.people_deputy */

static const struct field naming[] = {
	{ .name = "holder", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "deputy", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "from_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ .name = "until_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ .name = "basis", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 300 },
	{ 0 }
};

/* A holder's option is "<username> <duty>". */
static enum err
options(struct req *r, struct input **out)
{
	struct input *in = *out = input_new(r->arena, naming);
	const struct db_rows *rows;
	int i;
	enum err e = people_deputy_holders(r->arena, r->db, r->session->agency, time_day(r->now), &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row h = db_at(rows, i);

		input_option(in, "holder", arena_printf(r->arena, "%s %s", row_text(h, "username"),
		    row_text(h, "duty")), arena_printf(r->arena, "%s（%s）", row_text(h, "display_name"),
		    row_text(h, "duty_zh")), arena_printf(r->arena, "%s (%s)", row_text(h, "display_name"),
		    row_text(h, "duty_en")));
	}
	if (e == OK)
		e = people_colleagues(r->arena, r->db, r->session->agency, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row c = db_at(rows, i);
		const char *label = arena_printf(r->arena, "%s %s", row_text(c, "display_name"),
		    row_text(c, "unit_name"));

		input_option(in, "deputy", row_text(c, "username"), label, label);
	}
	input_default(in, "from_day", admin_day(r, time_day(r->now)));
	return e;
}

static enum err
show(struct req *r, int status, const struct input *in)
{
	static const struct column cols[] = { { "from_name", 't' }, { "to_name", 't' }, { "duty", 'l' },
	    { "from_day", 'd' }, { "until_day", 'd' }, { "basis", 't' }, { "granted_by", 't' },
	    { "revoked_at", 'T' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = people_deputies(r->arena, r->db, r->session->agency, time_day(r->now), &rows);

	if (e != OK)
		return e;
	for (i = 0; i < db_count(rows); i++) {
		struct db_row d = db_at(rows, i);
		const char *standing = row_text(d, "standing");

		row_view_at(r, "deputies", i, d, cols);
		view_text_at(r, "deputies", i, "standing", admin_word(r, "deputy", standing));
		view_text_at(r, "deputies", i, "kind", str_eq(standing, "live") ? "song" : str_eq(standing, "to_come") ?
		    "amber" : "");
		if (!str_eq(standing, "ended"))
			view_text_at(r, "deputies", i, "end", ref_path(r, LIST, row_ref(d, "ref"), "/end"));
	}
	view_input(r, "deputy", in);
	return req_render(r, status, "people/deputies.cs");
}

static enum err
get_list(struct req *r)
{
	struct input *in;
	enum err e = options(r, &in);

	return e == OK ? show(r, 200, in) : e;
}

static enum err
run_name(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct input *in = c->with;
	const char *holder = input_text(in, "holder"), *duty = strchr(holder, ' ');
	struct people_deputy_new n = { .to = input_text(in, "deputy"), .basis = input_text(in, "basis"),
	    .from_day = input_day(in, "from_day"), .until_day = input_day(in, "until_day"), .by = c->by };

	n.from = arena_strndup(a, holder, (size_t)(duty - holder));
	n.duty = duty + 1;
	return people_deputy_name(a, db, &n);
}

static void
check(struct req *r, const struct input *in)
{
	int32_t from = input_day(in, "from_day"), until = input_day(in, "until_day"), today = time_day(r->now);
	const char *holder = input_text(in, "holder"), *deputy = input_text(in, "deputy");

	if (from != DAY_NONE && from < today)
		problem_add(&r->problems, "from_day", "before_day", admin_day(r, today));
	if (from != DAY_NONE && until != DAY_NONE && until < from)
		problem_add(&r->problems, "until_day", "before_from", NULL);
	else if (from != DAY_NONE && until != DAY_NONE && until > from + DAYS_MAX)
		problem_add(&r->problems, "until_day", "deputy_long", NULL);
	if (*deputy != '\0' && str_starts(holder, deputy) && holder[strlen(deputy)] == ' ')
		problem_add(&r->problems, "deputy", "deputy_self", NULL);
}

static enum err
post_name(struct req *r)
{
	struct input *in;
	struct admin_change c = { .run = run_name, .kind = "deputy.named" };
	enum err e = options(r, &in);

	if (e != OK)
		return e;
	req_input(r, in);
	check(r, in);
	if (r->problems.n > 0)
		return show(r, 422, in);
	c.with = in;
	c.subject = input_text(in, "deputy");
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show(r, admin_again(r, e), in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, LIST, "notice.deputy_named")) : e;
}

static enum err
run_end(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct ref *ref = c->with;

	return people_deputy_end(a, db, *ref);
}

static enum err
post_end(struct req *r)
{
	struct ref ref;
	char text[REF_TEXT_SIZE];
	struct admin_change c = { .run = run_end, .with = &ref, .kind = "deputy.ended" };
	enum err e = req_path_ref(r, "ref", &ref);

	if (e != OK)
		return e;
	ref_text(ref, text);
	c.subject = text;
	e = admin_do(r, &c);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, LIST, "notice.deputy_ended")) : e;
}

const struct route deputy_routes[] = {
	{ .method = GET, .path = LIST, .duties = DUTY_AGENCY_HEAD, .run = get_list },
	{ .method = POST, .path = LIST, .duties = DUTY_AGENCY_HEAD, .run = post_name },
	{ .method = POST, .path = LIST ":ref/end", .duties = DUTY_AGENCY_HEAD, .run = post_end },
	{ 0 }
};
