/* link_key.c - the security administrator's part of links: what a link may and what it signs with.  A secret is shown
 * once, or sealed for who gets it. */
#include <string.h>

#include "cgi/exchange.h"
#include "cgi/exchange/links.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/exchange/link.h"

#define REQUIRED FIELD_REQUIRED
#define YEAR 365

static const struct field grant_form[] = {
	{ .name = "what", .type = FIELD_CHOICE, .flags = REQUIRED | FIELD_WIDE }, { 0 }
};
static const struct field key_form[] = {
	{ .name = "algorithm", .type = FIELD_CHOICE, .flags = REQUIRED | FIELD_SELECT },
	{ .name = "until_day", .type = FIELD_DAY, .flags = REQUIRED },
	{ .name = "public_key", .type = FIELD_TEXT, .max = 2000 },
	{ .name = "test", .type = FIELD_TICK },
	{ 0 }
};

struct allowing {
	struct db_row link;
	struct input *in;
	struct ref ref;				/* of a grant, or of a key */
	struct exchange_key_new key;
	struct exchange_key_made made;
	struct arena *page;			/* outlives the transaction that makes it */
};

/* ---- what it may */

static enum err
load_grant(struct req *r, struct allowing *w)
{
	int i;
	enum err e = link_load(r, &w->link);

	w->in = input_new(r->arena, grant_form);
	for (i = 0; exchange_grants[i] != NULL; i++) {
		char *key = arena_printf(r->arena, "link.grant.%s", exchange_grants[i]);

		*strchr(key, ' ') = '_';
		input_option(w->in, "what", exchange_grants[i], view_msg(r, key, NULL), view_msg(r, key, NULL));
	}
	return e;
}

static enum err
show_grant(struct req *r, int status, const struct allowing *w)
{
	struct admin_form f = { .scope = "link_grant", .path = link_path(r, w->link, "/grants"),
	    .back = link_path(r, w->link, ""), .in = w->in };

	link_crumbs(r, &w->link, view_msg(r, "admin.link_grant.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_grant(struct req *r)
{
	struct allowing w = { 0 };
	enum err e = load_grant(r, &w);

	return e == OK ? show_grant(r, 200, &w) : e;
}

static enum err
run_grant(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct allowing *w = c->with;

	return exchange_grant_add(a, db, row_i64(w->link, "id"), input_text(w->in, "what"), c->by);
}

static enum err
post_grant(struct req *r)
{
	struct allowing w = { 0 };
	struct admin_change c = { .run = run_grant, .with = &w, .kind = "link.granted" };
	enum err e = load_grant(r, &w);

	if (e != OK)
		return e;
	req_input(r, w.in);
	if (r->problems.n > 0)
		return show_grant(r, 422, &w);
	c.subject = row_text(w.link, "code");
	c.after = input_to_json(r->arena, w.in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_grant(r, admin_again(r, e), &w);
	return e == OK ? link_done(r, w.link, "notice.duty_granted") : e;
}

static enum err
run_revoke(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct allowing *w = c->with;

	return exchange_grant_revoke(a, db, row_i64(w->link, "id"), w->ref, c->by);
}

/* ---- what it signs with */

static enum err
load_key(struct req *r, struct allowing *w)
{
	int i;
	enum err e = link_load(r, &w->link);

	w->in = input_new(r->arena, key_form);
	for (i = 0; key_algorithm_names[i] != NULL; i++)
		input_option(w->in, "algorithm", key_algorithm_names[i], NULL, NULL);
	input_default(w->in, "until_day", admin_day(r, time_day(r->now) + YEAR));
	return e;
}

static enum err
show_key_form(struct req *r, int status, const struct allowing *w)
{
	struct admin_form f = { .scope = "link_key", .path = link_path(r, w->link, "/keys"),
	    .back = link_path(r, w->link, ""), .in = w->in };

	link_crumbs(r, &w->link, view_msg(r, "admin.link_key.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_key(struct req *r)
{
	struct allowing w = { 0 };
	enum err e = load_key(r, &w);

	return e == OK ? show_key_form(r, 200, &w) : e;
}

static enum err
run_key(struct arena *a, struct db *db, struct admin_change *c)
{
	struct allowing *w = c->with;

	(void)a;
	w->key.by = c->by;
	return exchange_key_add(w->page, db, &w->key, &w->made);
}

/* Once: what was made is not kept where anybody could show it again. */
static enum err
show_made(struct req *r, const struct allowing *w, const char *algorithm)
{
	link_crumbs(r, &w->link, view_msg(r, "link.made", NULL));
	view_text(r, "made.keyid", w->made.keyid);
	view_text(r, "made.algorithm", algorithm);
	view_text(r, "made.secret", w->made.secret);
	view_bool(r, "made.sealed", w->made.sealed);
	view_text(r, "made.back", link_path(r, w->link, ""));
	return req_render(r, 200, "exchange/made.cs");
}

static void
read_key(struct req *r, struct allowing *w)
{
	const char *pem = input_given(w->in, "public_key") ? input_text(w->in, "public_key") : NULL;

	w->key = (struct exchange_key_new){ .link = row_i64(w->link, "id"), .code = row_text(w->link, "code"),
	    .until = input_day(w->in, "until_day"), .test = input_number(w->in, "test") != 0, .pem = pem };
	if (!key_algorithm(input_text(w->in, "algorithm"), &w->key.algorithm))
		return;
	if (pem == NULL && (w->key.algorithm == KEY_ED25519 || w->key.algorithm == KEY_SM2))
		problem_add(&r->problems, "public_key", "required", NULL);
	else if (pem != NULL && !exchange_key_pem(r->arena, w->key.algorithm, pem))
		problem_add(&r->problems, "public_key", "link_key", NULL);
	if (input_given(w->in, "until_day") && w->key.until < time_day(r->now))
		problem_add(&r->problems, "until_day", "past", NULL);
}

static enum err
post_key(struct req *r)
{
	struct allowing w = { 0 };
	struct admin_change c = { .run = run_key, .with = &w, .kind = "link.key_made" };
	enum err e = load_key(r, &w);

	if (e != OK)
		return e;
	w.page = r->arena;
	req_input(r, w.in);
	read_key(r, &w);
	if (r->problems.n > 0)
		return show_key_form(r, 422, &w);
	c.subject = w.key.code;
	c.after = arena_printf(r->arena, "{\"algorithm\":\"%s\",\"until\":\"%s\"}",
	    key_algorithm_names[w.key.algorithm], admin_day(r, w.key.until));
	e = admin_do(r, &c);
	if (e == ERR_STATE)
		problem_add(&r->problems, "", "link_no_seal", NULL);
	if (admin_again(r, e) != 0)
		return show_key_form(r, admin_again(r, e), &w);
	if (e != OK)
		return e;
	return c.ran ? show_made(r, &w, key_algorithm_names[w.key.algorithm]) :
	    link_done(r, w.link, "notice.link_key_shown");
}

static enum err
run_hook(struct arena *a, struct db *db, struct admin_change *c)
{
	struct allowing *w = c->with;

	(void)a;
	return exchange_hook_secret(w->page, db, row_i64(w->link, "id"), &w->made);
}

static enum err
post_hook(struct req *r)
{
	struct allowing w = { .page = r->arena };
	struct admin_change c = { .run = run_hook, .with = &w, .kind = "link.hook_made" };
	enum err e = link_load(r, &w.link);

	if (e != OK)
		return e;
	c.subject = row_text(w.link, "code");
	e = admin_do(r, &c);
	if (e != OK)
		return e;
	return c.ran ? show_made(r, &w, "v1 hmac-sha256, vsm3 hmac-sm3") :
	    link_done(r, w.link, "notice.link_key_shown");
}

static enum err
run_end(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct allowing *w = c->with;

	return exchange_key_end(a, db, row_i64(w->link, "id"), w->ref, c->by);
}

static enum err
take_away(struct req *r, const char *what, struct admin_change *c)
{
	struct allowing *w = c->with;
	char text[REF_TEXT_SIZE];
	enum err e = link_load(r, &w->link);

	if (e == OK)
		e = req_path_ref(r, what, &w->ref);
	if (e != OK)
		return e;
	ref_text(w->ref, text);
	c->subject = row_text(w->link, "code");
	c->before = arena_printf(r->arena, "{\"%s\":\"%s\"}", what, text);
	e = admin_do(r, c);
	return e == OK ? link_done(r, w->link, "notice.duty_revoked") : e;
}

static enum err
post_revoke(struct req *r)
{
	struct allowing w = { 0 };
	struct admin_change c = { .run = run_revoke, .with = &w, .kind = "link.revoked" };

	return take_away(r, "grant", &c);
}

static enum err
post_end(struct req *r)
{
	struct allowing w = { 0 };
	struct admin_change c = { .run = run_end, .with = &w, .kind = "link.key_ended" };

	return take_away(r, "key", &c);
}

#define SECADMIN .duties = DUTY_SECADMIN

const struct route link_key_routes[] = {
	{ .method = GET, .path = LINKS ":ref/grants", SECADMIN, .run = get_grant },
	{ .method = POST, .path = LINKS ":ref/grants", SECADMIN, .run = post_grant },
	{ .method = POST, .path = LINKS ":ref/grants/:grant/revoke", SECADMIN, .run = post_revoke },
	{ .method = GET, .path = LINKS ":ref/keys", SECADMIN, .run = get_key },
	{ .method = POST, .path = LINKS ":ref/keys", SECADMIN, .run = post_key },
	{ .method = POST, .path = LINKS ":ref/hook", SECADMIN, .run = post_hook },
	{ .method = POST, .path = LINKS ":ref/keys/:key/end", SECADMIN, .run = post_end },
	{ 0 }
};
