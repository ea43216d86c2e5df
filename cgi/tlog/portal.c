/* portal.c - the portal's page of the transparency log, proofs of entries, and what witnesses send in. */
#include <stdio.h>
#include <string.h>

#include "cgi/common/address.h"
#include "cgi/portal.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/tlog/tlog.h"
#include "lib/tlog/witness.h"

#define TEXT "text/plain; charset=utf-8"
#define ENTRIES 20
#define BODY_MAX_BYTES 16384

/* ---- the page */

/* In groups of four, so that it breaks on a phone and can be compared by eye. */
static const char *
grouped(struct req *r, const char *hex)
{
	struct str out;
	size_t i;

	str_init(&out, r->arena);
	for (i = 0; hex[i] != '\0'; i++) {
		if (i > 0 && i % 4 == 0)
			str_addc(&out, ' ');
		str_addc(&out, hex[i]);
	}
	return out.s;
}

static const char *
ago(struct req *r, int64_t at)
{
	static const struct {
		int64_t unit;
		const char *key;
	} units[] = { { DAY_US, "days" }, { HOUR_US, "hours" }, { 60 * SECOND_US, "minutes" },
	    { SECOND_US, "seconds" } };
	int64_t age = clock_real_now() - at;
	char n[24];
	size_t i = 0;

	if (age < 0)
		age = 0;
	while (i < 3 && age < 2 * units[i].unit)
		i++;
	(void)snprintf(n, sizeof(n), "%lld", (long long)(age / units[i].unit));
	return view_msg(r, arena_printf(r->arena, "log.ago_%s", units[i].key), "n", n, NULL);
}

static int64_t
number(struct req *r, const char *name)
{
	const char *text = portal_text(r, name, 16);
	long long n;

	return text != NULL && str_i64(text, 0, TLOG_SIZE_MAX, &n) ? n : -1;
}

static const char *
log_link(struct req *r, const char *name, int64_t n)
{
	bool en = req_is_en(r);

	if (name == NULL)
		return en ? "/log/?lang=en" : "/log/";
	return arena_printf(r->arena, "/log/?%s=%lld%s", name, (long long)n, en ? "&lang=en" : "");
}

static void
show_state(struct req *r, const struct tlog_state *s)
{
	const char *origin = address_public();
	char root[65];

	str_hex(s->checkpoint.root.b, TLOG_HASH, root);
	view_text(r, "log.name", s->name);
	view_text(r, "log.size", portal_number(r, s->checkpoint.size));
	view_text(r, "log.root", grouped(r, root));
	view_time(r, "log.signed", s->signed_at);
	view_text(r, "log.age", ago(r, s->signed_at));
	view_text(r, "log.ed25519", s->ed25519);
	view_text(r, "log.sm2", s->sm2);
	view_text(r, "log.fetch", arena_printf(r->arena, "curl -s %s/log/checkpoint | tee checkpoint.txt", origin));
	view_text(r, "log.verify", arena_printf(r->arena, "xiezhi verify-log %s --key '%s'", origin, s->ed25519));
	view_text(r, "log.later", arena_printf(r->arena, "xiezhi verify-log %s --from checkpoint.txt", origin));
	view_text(r, "log.follow", arena_printf(r->arena, "xiezhi witness key my-witness witness.example.org\n"
	    "xiezhi witness watch my-witness %s --every 60", origin));
}

/* A newer writer's kind has no words here and stands as it is. */
static const char *
kind_words(struct req *r, const char *kind)
{
	const char *key = arena_printf(r->arena, "log.kind.%s", kind);

	return view_has_msg(r, key) ? view_msg(r, key, NULL) : NULL;
}

/* Decisions have a page; the other entries say nothing until their holder opens them. */
static const char *
subject_link(struct req *r, const struct tlog_leaf *leaf)
{
	struct ref ref;

	if (!str_starts(leaf->kind, "disclosure.") || kind_words(r, leaf->kind) == NULL || !ref_parse(leaf->id, &ref))
		return NULL;
	return arena_printf(r->arena, "/decisions/%s%s", leaf->id, req_is_en(r) ? "?lang=en" : "");
}

static void
show_leaf(struct req *r, const char *list, int i, const struct tlog_leaf *leaf)
{
	const char *words = kind_words(r, leaf->kind);

	view_i64_at(r, list, i, "index", leaf->index);
	view_text_at(r, list, i, "kind", words != NULL ? words : leaf->kind);
	view_text_at(r, list, i, "id", leaf->id);
	view_text_at(r, list, i, "subject", subject_link(r, leaf));
	view_time_at(r, list, i, "at", leaf->at);
	view_text_at(r, list, i, "line", leaf->line);
	view_text_at(r, list, i, "hash", grouped(r, leaf->hash));
	view_text_at(r, list, i, "digest", grouped(r, leaf->digest));
	view_text_at(r, list, i, "href", log_link(r, "index", leaf->index));
	view_text_at(r, list, i, "proof", arena_printf(r->arena, "/log/proof/%lld", (long long)leaf->index));
	view_text_at(r, list, i, "command", arena_printf(r->arena, "curl -s %s/log/proof/%lld", address_public(),
	    (long long)leaf->index));
}

static enum err
show_entries(struct req *r, const struct tlog_state *s)
{
	struct tlog_leaf *leaf;
	int64_t before = number(r, "before");
	int i, n;
	enum err e = tlog_newest(r->arena, r->db, before, ENTRIES, &leaf, &n);

	for (i = 0; e == OK && i < n; i++)
		show_leaf(r, "entries", i, &leaf[i]);
	if (e == OK && before >= 0 && before < s->checkpoint.size)
		view_text(r, "pager.first", log_link(r, NULL, 0));
	if (e == OK && n > 0 && leaf[n - 1].index > 0)
		view_text(r, "pager.next", log_link(r, "before", leaf[n - 1].index));
	return e;
}

static enum err
show_found(struct req *r, const struct tlog_state *s)
{
	const char *typed = portal_text(r, "index", 16);
	int64_t index = number(r, "index");
	struct tlog_leaf leaf;
	enum err e;

	view_text(r, "asked", typed);
	if (typed == NULL)
		return OK;
	if (index < 0 || index >= s->checkpoint.size) {
		view_bool(r, "found_none", true);
		return OK;
	}
	e = tlog_leaf_get(r->arena, r->db, index, &leaf);
	if (e == OK)
		show_leaf(r, "found", 0, &leaf);
	return e;
}

static enum err
show_witnesses(struct req *r)
{
	const struct db_rows *rows;
	int i;
	enum err e = tlog_witnesses(r->arena, r->db, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row row = db_at(rows, i);

		view_text_at(r, "witnesses", i, "name", row_text(row, req_pick(r, "name_zh", "name_en")));
		view_text_at(r, "witnesses", i, "vkey", row_text(row, "vkey"));
		view_bool_at(r, "witnesses", i, "ended", row_has(row, "until"));
		if (!row_has(row, "size"))
			continue;
		view_text_at(r, "witnesses", i, "size", portal_number(r, row_i64(row, "size")));
		view_time_at(r, "witnesses", i, "at", row_time(row, "signed_at"));
		view_text_at(r, "witnesses", i, "age", ago(r, row_time(row, "signed_at")));
		view_bool(r, "any_cosigned", true);
	}
	return e;
}

static enum err
get_log(struct req *r)
{
	struct tlog_state s;
	enum err e = tlog_state(r->arena, r->db, &s);

	if (e == ERR_NOT_FOUND) {
		view_bool(r, "begins", true);
		return req_render(r, 200, "log/index.cs");
	}
	if (e != OK)
		return e;
	show_state(r, &s);
	e = show_found(r, &s);
	if (e == OK)
		e = show_entries(r, &s);
	if (e == OK)
		e = show_witnesses(r);
	return e == OK ? req_render(r, 200, "log/index.cs") : e;
}

/* ---- for programs */

static enum err
send_text(struct req *r, const char *text)
{
	req_set_header(r, "Access-Control-Allow-Origin", "*");
	return req_send(r, 200, TEXT, text, strlen(text));
}

static enum err
get_proof(struct req *r)
{
	const char *text = req_path_text(r, "index");
	struct tlog_proof *p = ARENA_NEW(r->arena, struct tlog_proof);
	long long index;
	enum err e;

	if (!str_i64(text, 0, TLOG_SIZE_MAX, &index) || (text[0] == '0' && text[1] != '\0') || text[0] == '-')
		return err_set(ERR_NOT_FOUND, "not an index");
	e = tlog_proof_of(r->arena, r->db, index, p);
	return e == OK ? send_text(r, tlog_proof_text(r->arena, p)) : e;
}

static enum err
get_cosigned(struct req *r)
{
	const char *note;
	enum err e = tlog_cosigned(r->arena, r->db, &note);

	return e == OK ? send_text(r, note) : e;
}

static enum err
post_cosignature(struct req *r)
{
	const char *word;
	size_t n;
	const void *body = req_body(r, &n);
	enum err e = tlog_cosign(r->arena, r->db, body, n, &word);

	return e == OK ? send_text(r, arena_printf(r->arena, "%s\n", word)) : e;
}

const struct route log_portal_routes[] = {
	{ .method = GET, .path = "/log/", .flags = PORTAL_FLAGS, .run = get_log },
	{ .method = GET, .path = "/log/proof/:index", .flags = PORTAL_FLAGS, .run = get_proof },
	{ .method = GET, .path = "/log/cosigned", .flags = PORTAL_FLAGS, .run = get_cosigned },
	{ .method = POST, .path = "/log/cosignatures", .flags = ROUTE_PUBLIC | ROUTE_RAW | ROUTE_SIGNED,
	  .run = post_cosignature, .body_max = BODY_MAX_BYTES },
	{ 0 }
};
