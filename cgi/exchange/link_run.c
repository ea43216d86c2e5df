/* link_run.c - the system administrator's part of links: the switch, what an owner says of a silence, and what could
 * not be delivered. */
#include "cgi/exchange.h"
#include "cgi/exchange/links.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/exchange/link.h"

static const struct field confirm_form[] = {
	{ .name = "text", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 4, .max = 500 },
	{ 0 }
};
static const struct field reason_form[] = {
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 4, .max = 500 },
	{ 0 }
};

struct running {
	struct db_row link;
	int32_t version;
	const char *state, *text;
	int64_t pos;
};

static enum err
run_switch(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct running *w = c->with;

	return exchange_link_switch(a, db, row_i64(w->link, "id"), w->version, w->state);
}

static enum err
run_confirm(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct running *w = c->with;

	return exchange_link_confirm(a, db, row_i64(w->link, "id"), w->version, w->text);
}

static enum err
run_again(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct running *w = c->with;

	return exchange_dead_again(a, db, row_i64(w->link, "id"), w->pos);
}

static enum err
run_give_up(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct running *w = c->with;

	return exchange_dead_give_up(a, db, row_i64(w->link, "id"), w->pos, w->text);
}

/* ---- the switch */

/* A refusal that no form of the page has a field for is a page of its own. */
static enum err
refused(struct req *r, struct db_row link, enum err e)
{
	struct admin_form f = { .scope = "link_switch", .path = link_path(r, link, ""), .back = link_path(r, link, ""),
	    .in = input_new(r->arena, (const struct field[]){ { 0 } }) };

	link_crumbs(r, &link, view_msg(r, "admin.link_switch.title", NULL));
	return admin_show(r, admin_again(r, e), &f);
}

static enum err
post_switch(struct req *r)
{
	const char *state = req_form(r, "state", 3);
	struct running w = { .state = state };
	struct admin_change c = { .run = run_switch, .with = &w,
	    .kind = str_eq(state, "on") ? "link.on" : "link.off" };
	enum err e = link_load(r, &w.link);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e != OK)
		return e;
	if (!str_eq(state, "on") && !str_eq(state, "off"))
		return err_set(ERR_INPUT, "neither on nor off");
	c.subject = row_text(w.link, "code");
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return refused(r, w.link, e);
	return e == OK ? link_done(r, w.link, "notice.saved") : e;
}

/* ---- what its owner says */

static enum err
show_confirm(struct req *r, int status, const struct running *w, const struct input *in)
{
	struct admin_form f = { .scope = "link_confirm", .path = link_path(r, w->link, "/confirm"),
	    .back = link_path(r, w->link, ""), .in = in, .version = row_i64(w->link, "version") };

	link_crumbs(r, &w->link, view_msg(r, "admin.link_confirm.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_confirm(struct req *r)
{
	struct running w;
	enum err e = link_load(r, &w.link);

	return e == OK ? show_confirm(r, 200, &w, input_new(r->arena, confirm_form)) : e;
}

static enum err
post_confirm(struct req *r)
{
	struct input *in = input_new(r->arena, confirm_form);
	struct running w = { 0 };
	struct admin_change c = { .run = run_confirm, .with = &w, .kind = "link.confirmed" };
	enum err e = link_load(r, &w.link);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e != OK)
		return e;
	req_input(r, in);
	if (r->problems.n > 0)
		return show_confirm(r, 422, &w, in);
	w.text = input_text(in, "text");
	c.subject = row_text(w.link, "code");
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_confirm(r, admin_again(r, e), &w, in);
	return e == OK ? link_done(r, w.link, "notice.saved") : e;
}

/* ---- what could not be delivered */

static enum err
load_dead(struct req *r, struct running *w)
{
	long long pos;
	enum err e = link_load(r, &w->link);

	if (e != OK)
		return e;
	if (!str_i64(req_path_text(r, "pos"), 1, INT64_MAX / 2, &pos))
		return err_set(ERR_NOT_FOUND, "not a position");
	w->pos = pos;
	return OK;
}

static enum err
post_again(struct req *r)
{
	struct running w = { 0 };
	struct admin_change c = { .run = run_again, .with = &w, .kind = "link.sent_again" };
	enum err e = load_dead(r, &w);

	if (e != OK)
		return e;
	c.subject = row_text(w.link, "code");
	c.after = arena_printf(r->arena, "{\"pos\":%lld}", (long long)w.pos);
	e = admin_do(r, &c);
	return e == OK ? link_done(r, w.link, "notice.link_again") : e;
}

static enum err
show_give_up(struct req *r, int status, const struct running *w, const struct input *in)
{
	struct admin_form f = { .scope = "link_give_up", .back = link_path(r, w->link, ""), .in = in,
	    .path = link_path(r, w->link, arena_printf(r->arena, "/dead/%lld/give-up", (long long)w->pos)) };

	link_crumbs(r, &w->link, view_msg(r, "admin.link_give_up.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_give_up(struct req *r)
{
	struct running w = { 0 };
	enum err e = load_dead(r, &w);

	return e == OK ? show_give_up(r, 200, &w, input_new(r->arena, reason_form)) : e;
}

static enum err
post_give_up(struct req *r)
{
	struct input *in = input_new(r->arena, reason_form);
	struct running w = { 0 };
	struct admin_change c = { .run = run_give_up, .with = &w, .kind = "link.given_up" };
	enum err e = load_dead(r, &w);

	if (e != OK)
		return e;
	req_input(r, in);
	if (r->problems.n > 0)
		return show_give_up(r, 422, &w, in);
	w.text = input_text(in, "reason");
	c.subject = row_text(w.link, "code");
	c.before = arena_printf(r->arena, "{\"pos\":%lld}", (long long)w.pos);
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_give_up(r, admin_again(r, e), &w, in);
	return e == OK ? link_done(r, w.link, "notice.saved") : e;
}

const struct route link_run_routes[] = {
	{ .method = POST, .path = LINKS ":ref/switch", .duties = DUTY_SYSADMIN, .run = post_switch },
	{ .method = GET, .path = LINKS ":ref/confirm", .duties = DUTY_SYSADMIN, .run = get_confirm },
	{ .method = POST, .path = LINKS ":ref/confirm", .duties = DUTY_SYSADMIN, .run = post_confirm },
	{ .method = POST, .path = LINKS ":ref/dead/:pos/again", .duties = DUTY_SYSADMIN, .run = post_again },
	{ .method = GET, .path = LINKS ":ref/dead/:pos/give-up", .duties = DUTY_SYSADMIN, .run = get_give_up },
	{ .method = POST, .path = LINKS ":ref/dead/:pos/give-up", .duties = DUTY_SYSADMIN, .run = post_give_up },
	{ 0 }
};
