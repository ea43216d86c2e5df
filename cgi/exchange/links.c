/* links.c - the list of the systems this platform is linked with, and the page of one: how it does, what it may, what
 * could not be delivered.  Nothing of what passes. */
#include "cgi/exchange/links.h"

#include "cgi/common/rows.h"
#include "cgi/exchange.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/exchange/link.h"

#define KEY_SOON 30	/* days: its key ends soon */

enum err
link_load(struct req *r, struct db_row *out)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? exchange_link_get(r->arena, r->db, ref, out) : e;
}

const char *
link_path(struct req *r, struct db_row link, const char *below)
{
	return ref_path(r, LINKS, row_ref(link, "ref"), below);
}

static const char *
named(struct req *r, struct db_row link)
{
	const char *en = row_text(link, "name_en");

	return req_is_en(r) && *en != '\0' ? en : row_text(link, "name_zh");
}

void
link_crumbs(struct req *r, const struct db_row *link, const char *label)
{
	int i = 0;

	admin_crumb(r, i++, view_msg(r, "link.title", NULL), LINKS);
	if (link != NULL)
		admin_crumb(r, i++, named(r, *link), label != NULL ? link_path(r, *link, "") : NULL);
	if (label != NULL)
		admin_crumb(r, i, label, NULL);
}

enum err
link_done(struct req *r, struct db_row link, const char *notice)
{
	return req_redirect(r, "%s", req_with_notice(r, link_path(r, link, ""), notice));
}

/* ---- the list */

static const char *
tone(const char *standing)
{
	return str_eq(standing, "on") ? "song" : str_eq(standing, "long") ? "zhu" :
	    str_eq(standing, "silent") || str_eq(standing, "paused") ? "amber" : "";
}

static void
view_standing(struct req *r, const char *list, int i, struct db_row x)
{
	const char *standing = row_text(x, "standing");

	view_text_at(r, list, i, "standing", admin_word(r, "link.standing", standing));
	view_text_at(r, list, i, "tone", tone(standing));
}

static void
view_words(struct req *r, const char *list, int i, struct db_row x)
{
	view_text_at(r, list, i, "kind", admin_word(r, "link.kind", row_text(x, "kind")));
	view_text_at(r, list, i, "direction", admin_word(r, "link.direction", row_text(x, "direction")));
	view_text_at(r, list, i, "network", admin_word(r, "link.network", row_text(x, "network")));
	view_text_at(r, list, i, "way", admin_word(r, "link.way", row_text(x, "way")));
}

static void
view_row(struct req *r, int i, struct db_row x)
{
	static const struct column cols[] = { { "code", 't' }, { "agency", 'l' }, { "owner", 't' }, { "last_at", 'T' },
	    { "oldest_at", 'T' }, { "queue", 'i' }, { "dead", 'i' }, { "bad", 'i' }, { "key_days", 'i' }, { 0 } };

	row_view_at(r, "links", i, x, cols);
	view_text_at(r, "links", i, "href", link_path(r, x, ""));
	view_text_at(r, "links", i, "name", named(r, x));
	view_bool_at(r, "links", i, "foreign", req_is_en(r) && *row_text(x, "name_en") == '\0');
	view_words(r, "links", i, x);
	view_standing(r, "links", i, x);
	view_bool_at(r, "links", i, "planned", str_eq(row_text(x, "standing"), "planned"));
	view_bool_at(r, "links", i, "has_key", row_has(x, "key_days"));
	view_bool_at(r, "links", i, "key_soon", row_has(x, "key_days") && row_i64(x, "key_days") < KEY_SOON);
	view_bool_at(r, "links", i, "queue_many", row_i64(x, "queue") >= 100);
}

static enum err
get_list(struct req *r)
{
	static const char *const kept[] = { NULL };
	const struct db_rows *rows;
	struct ref after;
	int i, n;
	enum err e = admin_after(r, &after);

	if (e == OK)
		e = exchange_link_list(r->arena, r->db, after, ADMIN_PAGE + 1, &rows);
	if (e != OK)
		return e;
	n = admin_pages(r, LINKS, kept, rows);
	for (i = 0; i < n; i++)
		view_row(r, i, db_at(rows, i));
	view_bool(r, "may.register", req_duty(r, DUTY_SECADMIN));
	return req_render(r, 200, "exchange/list.cs");
}

/* ---- one */

static void
fact(struct req *r, int *i, const char *name, const char *value)
{
	if (str_empty(value))
		return;
	view_text_at(r, "facts", *i, "label", view_msg(r, arena_printf(r->arena, "field.link.%s", name), NULL));
	view_text_at(r, "facts", (*i)++, "value", value);
}

static void
view_facts(struct req *r, struct db_row x)
{
	int i = 0;

	fact(r, &i, "code", row_text(x, "code"));
	fact(r, &i, "kind", admin_word(r, "link.kind", row_text(x, "kind")));
	fact(r, &i, "agency", row_text_null(x, req_pick(r, "agency_zh", "agency_en")));
	fact(r, &i, "owner", row_text(x, "owner"));
	fact(r, &i, "direction", admin_word(r, "link.direction", row_text(x, "direction")));
	fact(r, &i, "network", admin_word(r, "link.network", row_text(x, "network")));
	fact(r, &i, "way", admin_word(r, "link.way", row_text(x, "way")));
	fact(r, &i, "basis", row_text(x, "basis"));
	if (row_i64(x, "rhythm_hours") > 0)
		fact(r, &i, "rhythm_hours", arena_printf(r->arena, "%lld", (long long)row_i64(x, "rhythm_hours")));
	fact(r, &i, "rate", arena_printf(r->arena, "%lld", (long long)row_i64(x, "rate")));
	fact(r, &i, "hook_url", row_text_null(x, "hook_url"));
	fact(r, &i, "confirmed_text", row_text(x, "confirmed_text"));
}

static enum err
view_allowed(struct req *r, int64_t id)
{
	static const struct column grant_cols[] = { { "ref", 'r' }, { "granted_at", 'T' }, { 0 } };
	static const struct column key_cols[] = { { "ref", 'r' }, { "keyid", 't' }, { "algorithm", 't' },
	    { "test", 'b' }, { "made_at", 'T' }, { "until_day", 'd' }, { "ended_at", 'T' },
	    { "live", 'b' }, { "days", 'i' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = exchange_grant_list(r->arena, r->db, id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row x = db_at(rows, i);

		row_view_at(r, "grants", i, x, grant_cols);
		view_text_at(r, "grants", i, "what", view_msg(r, arena_printf(r->arena, "link.grant.%s_%s",
		    row_text(x, "kind"), row_text(x, "name")), NULL));
	}
	if (e == OK)
		e = exchange_key_list(r->arena, r->db, id, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		row_view_at(r, "keys", i, db_at(rows, i), key_cols);
		view_bool_at(r, "keys", i, "soon", row_bool(db_at(rows, i), "live") &&
		    row_i64(db_at(rows, i), "days") < KEY_SOON);
	}
	return e;
}

static enum err
view_running(struct req *r, int64_t id)
{
	static const struct column dead_cols[] = { { "pos", 'i' }, { "kind", 't' }, { "made_at", 'T' },
	    { "attempts", 'i' }, { "status", 'i' }, { "error", 't' }, { 0 } };
	static const struct column parked_cols[] = { { "foreign_id", 't' }, { "received_at", 'T' }, { 0 } };
	static const struct column error_cols[] = { { "n", 'i' }, { 0 } };
	const struct db_rows *dead, *parked, *errors;
	int i;
	enum err e = exchange_dead_list(r->arena, r->db, id, &dead);

	if (e == OK)
		e = exchange_parked_list(r->arena, r->db, id, &parked);
	if (e == OK)
		e = exchange_errors(r->arena, r->db, id, &errors);
	if (e != OK)
		return e;
	rows_view(r, "dead", dead, dead_cols);
	rows_view(r, "parked", parked, parked_cols);
	for (i = 0; i < db_count(errors); i++) {
		const char *word = row_text(db_at(errors, i), "error");

		row_view_at(r, "errors", i, db_at(errors, i), error_cols);
		view_text_at(r, "errors", i, "name", admin_word(r, "api", word));
	}
	return OK;
}

static enum err
get_link(struct req *r)
{
	const char *standing;
	struct db_row x;
	enum err e = link_load(r, &x);

	if (e == OK)
		e = view_allowed(r, row_i64(x, "id"));
	if (e == OK)
		e = view_running(r, row_i64(x, "id"));
	if (e != OK)
		return e;
	standing = row_text(x, "standing");
	link_crumbs(r, &x, NULL);
	view_text(r, "link.name", named(r, x));
	view_text(r, "link.path", link_path(r, x, ""));
	view_i64(r, "link.version", row_i64(x, "version"));
	view_bool(r, "link.on", str_eq(row_text(x, "state"), "on"));
	view_time(r, "link.last_at", row_time(x, "last_at"));
	view_bool(r, "link.silent", str_eq(standing, "silent") || str_eq(standing, "long"));
	view_text(r, "link.standing", admin_word(r, "link.standing", standing));
	view_text(r, "link.tone", tone(standing));
	view_facts(r, x);
	view_bool(r, "link.hook", row_has(x, "hook_url"));
	view_bool(r, "may.register", req_duty(r, DUTY_SECADMIN));
	view_bool(r, "may.run", req_duty(r, DUTY_SYSADMIN));
	return req_render(r, 200, "exchange/link.cs");
}

const struct route link_routes[] = {
	{ .method = GET, .path = LINKS, .duties = DUTY_SYSADMIN | DUTY_SECADMIN, .run = get_list },
	{ .method = GET, .path = LINKS ":ref", .duties = DUTY_SYSADMIN | DUTY_SECADMIN, .run = get_link },
	{ 0 }
};
