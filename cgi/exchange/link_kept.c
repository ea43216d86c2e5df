/* link_kept.c - the security administrator's part of links: what a link is. */
#include <string.h>

#include "cgi/exchange.h"
#include "cgi/exchange/links.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/exchange/link.h"

#define REQUIRED FIELD_REQUIRED
#define RATE "600"

static const char *const kinds[] = { "bank", "hotline", "court", "police", "ministry", "province", "node", "own",
    "department", NULL };
static const char *const directions[] = { "in", "out", "both", NULL };
static const char *const networks[] = { "internet", "government", "private", NULL };
static const char *const ways[] = { "api", "webhook", "file", "replica", NULL };

#define LINK_FIELDS \
	{ .name = "name_zh", .type = FIELD_LINE, .flags = REQUIRED, .max = 80 }, \
	{ .name = "name_en", .type = FIELD_LINE, .max = 120 }, \
	{ .name = "kind", .type = FIELD_CHOICE, .flags = REQUIRED | FIELD_SELECT }, \
	{ .name = "basis", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 200 }, \
	{ .name = "agency", .type = FIELD_CHOICE, .flags = FIELD_SELECT }, \
	{ .name = "owner", .type = FIELD_LINE, .flags = REQUIRED, .min = 2, .max = 120 }, \
	{ .name = "direction", .type = FIELD_CHOICE, .flags = REQUIRED | FIELD_SELECT }, \
	{ .name = "network", .type = FIELD_CHOICE, .flags = REQUIRED | FIELD_SELECT }, \
	{ .name = "way", .type = FIELD_CHOICE, .flags = REQUIRED | FIELD_SELECT }, \
	{ .name = "rhythm_hours", .type = FIELD_NUMBER, .min = 0, .max = 8784 }, \
	{ .name = "rate", .type = FIELD_NUMBER, .flags = REQUIRED, .min = 1, .max = 100000 }, \
	{ .name = "hook_url", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 400 }, \
	{ .name = "hook_inside", .type = FIELD_TICK }

static const struct field new_form[] = {
	{ .name = "code", .type = FIELD_LINE, .flags = REQUIRED, .min = 2, .max = 40 }, LINK_FIELDS, { 0 }
};
static const struct field edit_form[] = { LINK_FIELDS, { 0 } };
struct keeping {
	struct db_row link;
	struct admin_places p;
	struct exchange_link_new n;
	struct input *in;
	int32_t version;
};

/* ---- what it is */

static enum err
link_input(struct req *r, struct keeping *w, const struct field *form)
{
	enum err e = admin_places(r, &w->p);

	w->in = input_new(r->arena, form);
	if (e != OK)
		return e;
	admin_words(r, w->in, "kind", "link.kind", kinds);
	admin_words(r, w->in, "direction", "link.direction", directions);
	admin_words(r, w->in, "network", "link.network", networks);
	admin_words(r, w->in, "way", "link.way", ways);
	admin_place_options(r, &w->p, w->in, "agency", false);
	input_default(w->in, "rate", RATE);
	return OK;
}

static bool
hook_ok(const char *url)
{
	const char *host = strstr(url, "://");

	return (str_starts(url, "https://") || str_starts(url, "http://")) && host[3] != '\0' && host[3] != '/' &&
	    strpbrk(url, " \"<>\\@#") == NULL;
}

/* What the form says, in w->n. */
static void
read_link(struct req *r, struct keeping *w)
{
	const struct input *in = w->in;
	int64_t unit;

	req_input(r, w->in);
	w->n = (struct exchange_link_new){ .name_zh = input_text(in, "name_zh"), .name_en = input_text(in, "name_en"),
	    .kind = input_text(in, "kind"), .owner = input_text(in, "owner"), .direction = input_text(in, "direction"),
	    .network = input_text(in, "network"), .way = input_text(in, "way"), .basis = input_text(in, "basis"),
	    .hook_url = input_given(in, "hook_url") ? input_text(in, "hook_url") : NULL,
	    .rhythm_hours = input_number(in, "rhythm_hours"), .rate = input_number(in, "rate"),
	    .hook_inside = input_number(in, "hook_inside") != 0 };
	admin_place(&w->p, input_text(in, "agency"), &w->n.agency, &unit);
	if (str_eq(w->n.kind, "department") && *w->n.basis == '\0')
		problem_add(&r->problems, "basis", "link_basis", NULL);
	if (w->n.hook_url != NULL && !hook_ok(w->n.hook_url))
		problem_add(&r->problems, "hook_url", "link_url", NULL);
}

static enum err
show_new(struct req *r, int status, const struct keeping *w)
{
	struct admin_form f = { .scope = "link", .path = LINKS "new", .back = LINKS, .in = w->in };

	link_crumbs(r, NULL, view_msg(r, "admin.link.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_new(struct req *r)
{
	struct keeping w = { 0 };
	enum err e = link_input(r, &w, new_form);

	return e == OK ? show_new(r, 200, &w) : e;
}

static enum err
run_add(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct keeping *w = c->with;

	return exchange_link_add(a, db, &w->n);
}

static enum err
post_new(struct req *r)
{
	struct keeping w = { 0 };
	struct admin_change c = { .run = run_add, .with = &w, .kind = "link.made" };
	const char *code;
	enum err e = link_input(r, &w, new_form);

	if (e != OK)
		return e;
	read_link(r, &w);
	code = w.n.code = c.subject = input_text(w.in, "code");
	if (code[strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0' || *code == '-')
		problem_add(&r->problems, "code", "link_code", NULL);
	if (r->problems.n > 0)
		return show_new(r, 422, &w);
	c.after = input_to_json(r->arena, w.in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_new(r, admin_again(r, e), &w);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, LINKS, "notice.saved")) : e;
}

static void
fill(struct req *r, struct keeping *w)
{
	static const char *const texts[] = { "name_zh", "name_en", "kind", "basis", "owner", "direction", "network",
	    "way", NULL };
	int i;

	for (i = 0; texts[i] != NULL; i++)
		input_default(w->in, texts[i], row_text(w->link, texts[i]));
	if (row_has(w->link, "agency_code"))
		input_default(w->in, "agency", row_text(w->link, "agency_code"));
	if (row_has(w->link, "hook_url"))
		input_default(w->in, "hook_url", row_text(w->link, "hook_url"));
	if (row_bool(w->link, "hook_inside"))
		input_default(w->in, "hook_inside", "1");
	input_default(w->in, "rhythm_hours", arena_printf(r->arena, "%d", row_i32(w->link, "rhythm_hours")));
	input_default(w->in, "rate", arena_printf(r->arena, "%d", row_i32(w->link, "rate")));
}

static enum err
load_edit(struct req *r, struct keeping *w)
{
	enum err e = link_load(r, &w->link);

	if (e == OK)
		e = link_input(r, w, edit_form);
	if (e == OK)
		e = admin_version(r, &w->version);
	if (e == OK)
		fill(r, w);
	return e;
}

static enum err
show_edit(struct req *r, int status, const struct keeping *w)
{
	struct admin_form f = { .scope = "link_edit", .path = link_path(r, w->link, "/edit"),
	    .back = link_path(r, w->link, ""), .in = w->in, .version = row_i64(w->link, "version") };

	link_crumbs(r, &w->link, view_msg(r, "admin.link_edit.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_edit(struct req *r)
{
	struct keeping w = { 0 };
	enum err e = load_edit(r, &w);

	return e == OK ? show_edit(r, 200, &w) : e;
}

static enum err
run_change(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct keeping *w = c->with;

	return exchange_link_change(a, db, row_i64(w->link, "id"), w->version, &w->n);
}

static enum err
post_edit(struct req *r)
{
	struct keeping w = { 0 };
	struct admin_change c = { .run = run_change, .with = &w, .kind = "link.changed" };
	enum err e = load_edit(r, &w);

	if (e != OK)
		return e;
	read_link(r, &w);
	if (r->problems.n > 0)
		return show_edit(r, 422, &w);
	c.subject = row_text(w.link, "code");
	c.after = input_to_json(r->arena, w.in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_edit(r, admin_again(r, e), &w);
	return e == OK ? link_done(r, w.link, "notice.saved") : e;
}

#define SECADMIN .duties = DUTY_SECADMIN

const struct route link_kept_routes[] = {
	{ .method = GET, .path = LINKS "new", SECADMIN, .run = get_new },
	{ .method = POST, .path = LINKS "new", SECADMIN, .run = post_new },
	{ .method = GET, .path = LINKS ":ref/edit", SECADMIN, .run = get_edit },
	{ .method = POST, .path = LINKS ":ref/edit", SECADMIN, .run = post_edit },
	{ 0 }
};
