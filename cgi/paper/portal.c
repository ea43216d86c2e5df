/* portal.c - the page behind a paper's QR code, and the keys that agencies seal with.  Nothing of the case, the
 * party or the people.  Templates: verify/.  Data: lib/paper/rendition.h, lib/sec/stamp.h. */
#include <stdio.h>
#include <string.h>

#include "cgi/common/address.h"
#include "cgi/common/rows.h"
#include "cgi/portal.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/paper/rendition.h"
#include "lib/paper/seals.h"

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

static void
view_file(struct req *r, const struct paper_verified *v)
{
	const char *pem = arena_printf(r->arena, "/keys/%s.pem", v->key_id);

	view_bool(r, "v.made", true);
	view_bool(r, "v.valid", v->valid);
	view_text(r, "v.sha256", grouped(r, v->sha256));
	view_text(r, "v.raw", v->sha256);
	view_text(r, "v.sm3", grouped(r, v->sm3));
	view_text(r, "v.size", portal_number(r, v->size));
	view_text(r, "v.key_id", v->key_id);
	view_text(r, "v.pem", pem);
	view_text(r, "v.holder", view_msg(r, arena_printf(r->arena, "verify.holder_%s", v->holder), NULL));
	view_time(r, "v.signed", v->signed_at);
	view_time(r, "v.revoked", v->revoked_at);
	view_text(r, "v.digest_command", "sha256sum paper.pdf");
	view_text(r, "v.command", arena_printf(r->arena, "curl -s %s%s > seal.pem\n"
	    "openssl dgst -sm3 -verify seal.pem -sigopt distid:1234567812345678 -signature paper.pdf.sig paper.pdf",
	    address_public(), pem));
}

static enum err
get_verify(struct req *r)
{
	bool en = req_is_en(r);
	struct paper_verified v;
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = paper_verify(r->arena, r->db, ref, &v);
	if (e != OK)
		return e;
	view_ref(r, "v.ref", ref);
	view_text(r, "v.number", str_empty(v.number) ? NULL : v.number);
	view_text(r, "v.type", req_pick(r, v.type_zh, v.type_en));
	view_text(r, "v.agency", en && !str_empty(v.agency_name_en) ? v.agency_name_en : v.agency_name);
	view_ref(r, "v.agency_ref", v.agency);
	view_time(r, "v.sealed", v.sealed_at);
	view_text(r, "v.data", grouped(r, v.data_sha256));
	if (v.made)
		view_file(r, &v);
	if (v.log_index >= 0) {
		view_i64(r, "v.index", v.log_index);
		view_text(r, "v.entry", arena_printf(r->arena, "/log/?index=%lld%s", (long long)v.log_index,
		    en ? "&lang=en" : ""));
	}
	return req_render(r, 200, "verify/paper.cs");
}

static enum err
get_keys(struct req *r)
{
	static const struct column cols[] = { { "key_id", 't' }, { "algorithm", 't' }, { "valid_from", 'T' },
	    { "valid_until", 'T' }, { "revoked_at", 'T' }, { "revoke_reason", 't' }, { 0 } };
	bool en = req_is_en(r);
	const struct db_rows *rows;
	enum err e = paper_seals_list(r->arena, r->db, &rows);
	int i;

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row k = db_at(rows, i);

		row_view_at(r, "keys", i, k, cols);
		view_text_at(r, "keys", i, "agency", row_text(k, en && !str_empty(row_text(k, "agency_name_en")) ?
		    "agency_name_en" : "agency_name"));
		view_text_at(r, "keys", i, "holder",
		    view_msg(r, arena_printf(r->arena, "verify.holder_%s", row_text(k, "holder")),
		    NULL));
		view_text_at(r, "keys", i, "pem", arena_printf(r->arena, "/keys/%s.pem", row_text(k, "key_id")));
	}
	return e == OK ? req_render(r, 200, "verify/keys.cs") : e;
}

/* /keys/<id>.pem */
static enum err
get_key(struct req *r)
{
	const char *name = req_path_text(r, "file"), *end = strstr(name, ".pem"), *pem;
	enum err e;

	if (end == NULL || end[4] != '\0' || end - name != 16)
		return err_set(ERR_NOT_FOUND, "not a key");
	e = paper_seals_pem(r->arena, r->db, arena_strndup(r->arena, name, 16), &pem);
	if (e != OK)
		return e;
	req_set_header(r, "Access-Control-Allow-Origin", "*");
	return req_send(r, 200, "application/x-pem-file", pem, strlen(pem));
}

const struct route verify_portal_routes[] = {
	{ .method = GET, .path = "/verify/:ref", .flags = PORTAL_FLAGS, .run = get_verify },
	{ .method = GET, .path = "/keys/", .flags = PORTAL_FLAGS, .run = get_keys },
	{ .method = GET, .path = "/keys/:file", .flags = PORTAL_FLAGS, .run = get_key },
	{ 0 }
};
