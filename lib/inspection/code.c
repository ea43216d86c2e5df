/* code.c - see code.h. */
#include "lib/inspection/code.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

#define SIGNED_AS "xz-code-1\n"

static const struct sign_key *ed25519_key, *sm2_key;

void
inspection_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)c;
	ed25519_key = k->code_ed25519;
	sm2_key = k->code_sm2;
}

static json_t *
texts(const char *const *v, size_t n)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < n; i++)
		json_array_append_new(list, json_string(v[i]));
	return list;
}

static const char *
inspection_code_json(struct arena *a, const struct inspection_code *c)
{
	char ref[REF_TEXT_SIZE], from[TIME_TEXT_SIZE], to[TIME_TEXT_SIZE];
	json_t *j;

	ref_text(c->ref, ref);
	time_text(c->from, from);
	time_text(c->to, to);
	j = json_pack("{s:i,s:s,s:s,s:s,s:s,s:s,s:o,s:o,s:s,s:s}", "v", 1, "kid", c->kid, "ref", ref,
	    "agency", c->agency, "subject", c->subject, "kind", c->kind, "items", texts(c->item, c->item_n), "officers",
	    texts(c->officer, c->officer_n), "from", from, "to", to);
	return json_text_of(a, j);
}

enum err
inspection_code_sign(struct arena *a, const struct inspection_code *c, struct inspection_signed *out)
{
	unsigned char *sig, *sm2;
	const char *bytes;
	size_t n, sig_n;
	enum err e;

	if (ed25519_key == NULL || sm2_key == NULL)
		return err_set(ERR_IO, "the keys code-ed25519 and code-sm2 are missing");
	out->json = inspection_code_json(a, c);
	bytes = arena_printf(a, SIGNED_AS "%s", out->json);
	n = strlen(bytes);
	e = sign(a, ed25519_key, bytes, n, &sig, &sig_n);
	if (e == OK)
		e = sign(a, sm2_key, bytes, n, &sm2, &out->sm2_n);
	if (e != OK)
		return e;
	out->sm2 = sm2;
	out->text = arena_printf(a, "XZ1.%s.%s", base64url_encode(a, out->json, strlen(out->json)),
	    base64url_encode(a, sig, sig_n));
	if (strlen(out->text) > INSPECTION_CODE_MAX)
		return err_set(ERR_INPUT, "a code of %zu bytes", strlen(out->text));
	sha256(out->text, strlen(out->text), out->hash);
	return OK;
}

enum err
inspection_code_key(struct arena *a, const char *agency_code, const char **kid, const unsigned char **pub)
{
	unsigned char *bytes, sha[32];
	char hex[65];
	size_t n;
	enum err e;

	if (ed25519_key == NULL)
		return err_set(ERR_IO, "the key code-ed25519 is missing");
	e = sign_public(a, ed25519_key, &bytes, &n);
	if (e != OK)
		return e;
	sha256(bytes, n, sha);
	str_hex(sha, 32, hex);
	*kid = arena_printf(a, "%s-%.8s", agency_code, hex);
	*pub = bytes;
	return OK;
}
