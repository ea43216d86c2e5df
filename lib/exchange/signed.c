/* signed.c - the bytes that a signature covers, and what a request's signature must be; see signed.h. */
#include "lib/exchange/signed.h"

#include <ctype.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/exchange/sfield.h"
#include "lib/sec/sec.h"

const char *const key_algorithm_names[] = { "hmac-sm3", "hmac-sha256", "ed25519", "sm2", NULL };

bool
key_algorithm(const char *name, enum key_algorithm *out)
{
	int i;

	for (i = 0; key_algorithm_names[i] != NULL; i++)
		if (str_eq(key_algorithm_names[i], name)) {
			*out = (enum key_algorithm)i;
			return true;
		}
	return false;
}

/* ---- the base */

/* The value of that name as it stands in the query.  NULL: none, or several. */
static const char *
query_value(struct arena *a, const char *query, const char *name)
{
	const char *found = NULL;
	size_t n = strlen(name), len;

	for (; query != NULL && *query != '\0'; query += len + (query[len] == '&')) {
		len = strcspn(query, "&");
		if (len < n || strncmp(query, name, n) != 0 || (len > n && query[n] != '='))
			continue;
		if (found != NULL)
			return NULL;
		found = len > n ? arena_strndup(a, query + n + 1, len - n - 1) : "";
	}
	return found;
}

static const char *
target(struct arena *a, const struct signed_message *m, bool whole)
{
	return arena_printf(a, "%s%s%s%s%s%s", whole ? m->scheme : "", whole ? "://" : "", whole ? m->authority : "",
	    m->path, m->query != NULL ? "?" : "", m->query != NULL ? m->query : "");
}

static const char *
derived_value(struct arena *a, const struct signed_message *m, const struct sf_item *c)
{
	const struct sf_value *name = sf_param(&c->params, "name");
	const char *what = c->v.text;

	if (str_eq(what, "@status"))
		return m->status != 0 ? arena_printf(a, "%d", m->status) : NULL;
	if (m->status != 0)
		return NULL;
	if (str_eq(what, "@query-param"))
		return c->params.n == 1 && name != NULL && name->type == SF_STRING ?
		    query_value(a, m->query, name->text) : NULL;
	if (str_eq(what, "@method"))
		return m->method;
	if (str_eq(what, "@target-uri"))
		return target(a, m, true);
	if (str_eq(what, "@request-target"))
		return target(a, m, false);
	if (str_eq(what, "@authority"))
		return m->authority;
	if (str_eq(what, "@scheme"))
		return m->scheme;
	if (str_eq(what, "@path"))
		return m->path;
	if (str_eq(what, "@query"))
		return arena_printf(a, "?%s", m->query != NULL ? m->query : "");
	return NULL;
}

static bool
lower_case(const char *s)
{
	for (; *s != '\0'; s++)
		if (isupper((unsigned char)*s))
			return false;
	return true;
}

/* A line break in a value would be the beginning of another component. */
static bool
one_line(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 && *s != '\t')
			return false;
	return true;
}

/* NULL: unknown, not there, or with a parameter that is not understood. */
static const char *
component(struct arena *a, const struct signed_message *m, const struct sf_item *c)
{
	const char *v;

	if (c->v.type != SF_STRING || *c->v.text == '\0' || !lower_case(c->v.text))
		return NULL;
	if (c->params.n > 0 && !str_eq(c->v.text, "@query-param"))
		return NULL;
	if (*c->v.text == '@')
		return derived_value(a, m, c);
	v = m->field(m->ctx, c->v.text);
	return v != NULL && one_line(v) ? str_clean(a, v) : NULL;
}

enum err
signed_base(struct arena *a, const struct signed_message *m, const struct sf_member *covered, const char **out)
{
	struct str text, name;
	const char **seen = ARENA_ARRAY(a, const char *, covered->n), *v;
	size_t i, k;

	str_init(&text, a);
	for (i = 0; i < covered->n; i++) {
		str_init(&name, a);
		sf_put_item(&name, &covered->list[i]);
		seen[i] = name.s;
		for (k = 0; k < i; k++)
			if (str_eq(seen[k], name.s))
				return err_set(ERR_INPUT, "%s is covered twice", name.s);
		v = component(a, m, &covered->list[i]);
		if (v == NULL)
			return err_set(ERR_INPUT, "%s cannot be covered", name.s);
		str_printf(&text, "%s: %s\n", name.s, v);
	}
	str_add(&text, "\"@signature-params\": ");
	sf_put_member(&text, covered);
	*out = text.s;
	return OK;
}

/* ---- a request's */

static enum err
wrong(const char **code, const char *what)
{
	*code = what;
	return err_set(ERR_INPUT, "%s", what);
}

static bool
covers(const struct sf_member *m, const char *name)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->list[i].v.type == SF_STRING && m->list[i].params.n == 0 && str_eq(m->list[i].v.text, name))
			return true;
	return false;
}

static const char *
text_of(const struct sf_member *m, const char *name)
{
	const struct sf_value *v = sf_param(&m->item.params, name);

	return v != NULL && v->type == SF_STRING ? v->text : NULL;
}

/* The body's own, by SHA-256; others that stand beside it are not looked at. */
static enum err
check_digest(struct arena *a, const struct signed_message *m, const void *body, size_t n, const char **code)
{
	const char *text = m->field(m->ctx, "content-digest");
	unsigned char sum[SHA256_SIZE];
	const struct sf_member *d;
	struct sf_dict *all;

	if (text == NULL)
		return wrong(code, "digest_missing");
	if (sf_dict_parse(a, text, &all) != OK)
		return wrong(code, "digest_malformed");
	d = sf_member(all, "sha-256");
	if (d == NULL || d->is_list || d->item.v.type != SF_BYTES)
		return wrong(code, "digest_missing");
	sha256(body, n, sum);
	return d->item.v.n == SHA256_SIZE && same_bytes(d->item.v.bytes, sum, SHA256_SIZE) ? OK :
	    wrong(code, "digest_wrong");
}

static enum err
check_times(const struct sf_member *m, int64_t now, struct signed_request *out, const char **code)
{
	const struct sf_value *created = sf_param(&m->item.params, "created");
	const struct sf_value *expires = sf_param(&m->item.params, "expires");

	now /= SECOND_US;
	if (created == NULL || created->type != SF_INTEGER)
		return wrong(code, "created_missing");
	if (created->number < now - SIGNED_WITHIN_S)
		return wrong(code, "created_late");
	if (created->number > now + SIGNED_WITHIN_S)
		return wrong(code, "created_early");
	if (expires != NULL && (expires->type != SF_INTEGER || expires->number < now))
		return wrong(code, "created_late");
	out->created = created->number;
	return OK;
}

static enum err
check_names(const struct sf_member *m, struct signed_request *out, const char **code)
{
	out->keyid = text_of(m, "keyid");
	out->nonce = text_of(m, "nonce");
	out->alg = text_of(m, "alg");
	if (str_empty(out->keyid))
		return wrong(code, "keyid_missing");
	if (str_empty(out->nonce) || strlen(out->nonce) > SIGNED_NONCE_MAX)
		return wrong(code, "nonce_missing");
	return OK;
}

/* Exactly one signature, and it is of that input. */
static enum err
only_one(struct arena *a, const struct signed_message *m, const struct sf_member **covered,
    struct signed_request *out, const char **code)
{
	const char *input = m->field(m->ctx, "signature-input"), *signature = m->field(m->ctx, "signature");
	const struct sf_member *s;
	struct sf_dict *i, *all;

	if (input == NULL || signature == NULL)
		return wrong(code, "signature_missing");
	if (sf_dict_parse(a, input, &i) != OK || sf_dict_parse(a, signature, &all) != OK)
		return wrong(code, "signature_malformed");
	if (i->n != 1 || all->n != 1)
		return wrong(code, "signature_count");
	s = &all->v[0];
	*covered = &i->v[0];
	if (!(*covered)->is_list || s->is_list || s->item.v.type != SF_BYTES || !str_eq(s->name, (*covered)->name))
		return wrong(code, "signature_malformed");
	out->signature = s->item.v.bytes;
	out->signature_n = s->item.v.n;
	return OK;
}

enum err
signed_read(struct arena *a, const struct signed_message *m, const void *body, size_t n, int64_t now,
    struct signed_request *out, const char **code)
{
	bool digested = n > 0 || m->field(m->ctx, "content-digest") != NULL;
	const struct sf_member *c = NULL;
	enum err e;

	*out = (struct signed_request){ 0 };
	e = only_one(a, m, &c, out, code);
	if (e != OK)
		return e;
	e = check_names(c, out, code);
	if (e == OK)
		e = check_times(c, now, out, code);
	if (e == OK && (!covers(c, "@method") || !covers(c, "@target-uri") ||
	    (digested && !covers(c, "content-digest"))))
		return wrong(code, "not_covered");
	if (e == OK && digested)
		e = check_digest(a, m, body, n, code);
	if (e == OK && signed_base(a, m, c, &out->base) != OK)
		return wrong(code, "component_unknown");
	return e;
}

bool
signed_by(const struct signed_request *q, enum key_algorithm algorithm, const unsigned char *key, size_t key_n)
{
	size_t n = strlen(q->base);
	unsigned char mac[32];

	if (q->alg != NULL && !str_eq(q->alg, key_algorithm_names[algorithm]))
		return false;
	if (algorithm == KEY_ED25519 || algorithm == KEY_SM2)
		return sign_verify(algorithm == KEY_SM2 ? SIGN_SM2 : SIGN_ED25519, key, key_n, q->base, n,
		    q->signature, q->signature_n);
	return signed_hmac(algorithm, key, key_n, q->base, mac) == OK && q->signature_n == sizeof(mac) &&
	    same_bytes(q->signature, mac, sizeof(mac));
}

/* ---- to sign */

const char *
signed_digest(struct arena *a, const void *body, size_t n)
{
	unsigned char sum[SHA256_SIZE];

	sha256(body, n, sum);
	return arena_printf(a, "sha-256=:%s:", base64_encode(a, sum, sizeof(sum)));
}

enum err
signed_hmac(enum key_algorithm algorithm, const void *key, size_t key_n, const char *base, unsigned char out[32])
{
	if (algorithm == KEY_HMAC_SM3)
		hmac_sm3(key, key_n, base, strlen(base), out);
	else if (algorithm == KEY_HMAC_SHA256)
		hmac_sha256(key, key_n, base, strlen(base), out);
	else
		return err_set(ERR_INPUT, "not an HMAC");
	return OK;
}
