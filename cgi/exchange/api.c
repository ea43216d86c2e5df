/* api.c - see api.h. */
#include "cgi/exchange/api.h"

#include <string.h>

#include "cgi/common/address.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/json.h"
#include "lib/base/str.h"

#define IDEMPOTENCY_MIN 8
#define IDEMPOTENCY_MAX 64

/* Statuses of what is refused; all others are 422. */
static const struct {
	const char *code;
	int status;
} statuses[] = {
	{ "signature_missing", 401 }, { "signature_malformed", 401 }, { "signature_count", 401 },
	{ "signature_wrong", 401 }, { "not_covered", 401 }, { "component_unknown", 401 }, { "keyid_missing", 401 },
	{ "nonce_missing", 401 }, { "nonce_known", 401 }, { "created_missing", 401 }, { "created_late", 401 },
	{ "created_early", 401 }, { "key_unknown", 401 }, { "key_ended", 401 }, { "key_expired", 401 },
	{ "key_test", 401 }, { "digest_missing", 400 }, { "digest_malformed", 400 }, { "digest_wrong", 400 },
	{ "idempotency_missing", 400 }, { "after", 400 }, { "link_off", 403 }, { "not_granted", 403 },
	{ "key_other_body", 409 }, { "number_known", 409 }, { "too_many", 429 }, { "nothing_in", 503 },
};

static int
status_of(const char *code)
{
	size_t i;

	for (i = 0; i < sizeof(statuses) / sizeof(*statuses); i++)
		if (str_eq(statuses[i].code, code))
			return statuses[i].status;
	return 422;
}

/* ---- answers */

static enum err
note(struct req *r, struct api_call *c, int status, const char *error, int rows, size_t bytes)
{
	const struct exchange_use u = { .key = c->caller.key, .route = c->route, .subject = c->came.answer != NULL ?
	    c->came.answer : "", .error = error, .rows = rows, .bytes = (int)bytes, .status = status,
	    .ms = (int)((clock_monotonic_us() - c->began) / 1000) };

	return c->caller.key != 0 ? exchange_called(r->arena, r->db, &u) : OK;
}

static enum err
answer(struct req *r, struct api_call *c, int status, const char *type, const char *text, const char *error, int rows)
{
	enum err e = note(r, c, status, error, rows, strlen(text));

	c->answered = true;
	return e == OK ? req_send(r, status, type, text, strlen(text)) : e;
}

enum err
api_send(struct req *r, struct api_call *c, int status, json_t *j, int rows)
{
	return answer(r, c, status, "application/json", json_text_of(r->arena, j), "", rows);
}

enum err
api_refuse(struct req *r, struct api_call *c, const char *code, const char *field)
{
	int status = status_of(code);
	const char *key = arena_printf(r->arena, "api.%s", code);
	const char *mend = arena_printf(r->arena, "%s.mend", key);
	json_t *j = json_pack("{s:s,s:s,s:i,s:s,s:s,s:s}",
	    "type", arena_printf(r->arena, "urn:xiezhi:problem:%s", code),
	    "title", view_has_msg(r, key) ? view_msg(r, key, NULL) : code, "status", status,
	    "detail", view_has_msg(r, mend) ? view_msg(r, mend, NULL) : "", "code", code, "id", r->id);

	if (!str_empty(field))
		json_object_set_new(j, "field", json_string(field));
	return answer(r, c, status, "application/problem+json", json_text_of(r->arena, j), code, 0);
}

static enum err
refused(struct req *r, struct api_call *c, const struct exchange_refusal *x)
{
	if (x->wait > 0)
		req_set_header(r, "Retry-After", arena_printf(r->arena, "%d", x->wait));
	return api_refuse(r, c, x->code, NULL);
}

/* ---- the signature */

/* A header field by its name as HTTP writes it; of those the front hands over. */
static const char *
field(void *ctx, const char *name)
{
	const struct req *r = ctx;
	char *cgi = arena_printf(r->arena, "HTTP_%s", name), *p;
	bool plain = str_eq(name, "content-type") || str_eq(name, "content-length");
	const char *v;

	for (p = cgi; *p != '\0'; p++)
		*p = *p == '-' ? '_' : *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
	v = req_header(r, plain ? cgi + 5 : cgi);
	return str_empty(v) ? NULL : v;
}

/* The request as its sender wrote its address: at the platform's own, whatever name it came by. */
static struct signed_message
message(struct req *r)
{
	const char *uri = req_header(r, "REQUEST_URI"), *own = address_public(), *host = strstr(own, "://");
	size_t n = uri != NULL ? strcspn(uri, "?") : 0;

	return (struct signed_message){ .method = req_method(r),
	    .scheme = host != NULL ? arena_strndup(r->arena, own, (size_t)(host - own)) : "",
	    .authority = host != NULL ? host + 3 : own, .path = uri != NULL ? arena_strndup(r->arena, uri, n) : r->path,
	    .query = uri != NULL && uri[n] == '?' ? uri + n + 1 : NULL, .field = field, .ctx = r };
}

/* All of a signature that does not count. */
static enum err
check(struct req *r, const char *route, struct api_call *c)
{
	struct signed_message m = message(r);
	const char *code;
	const void *body;
	size_t n;
	enum err e;

	*c = (struct api_call){ .route = route, .began = clock_monotonic_us() };
	body = req_body(r, &n);
	if (signed_read(r->arena, &m, body != NULL ? body : "", n, clock_real_now(), &c->request, &code) != OK)
		return api_refuse(r, c, code, NULL);
	e = exchange_caller(r->arena, r->db, c->request.keyid, &c->caller);
	if (e == ERR_NOT_FOUND)
		return api_refuse(r, c, "key_unknown", NULL);
	if (e == OK && !signed_by(&c->request, c->caller.algorithm, c->caller.check, c->caller.check_n))
		return api_refuse(r, c, "signature_wrong", NULL);
	return e;
}

enum err
api_enter(struct req *r, const char *route, struct api_call *c)
{
	struct exchange_refusal x;
	enum err e = check(r, route, c);

	if (e != OK || c->answered)
		return e;
	e = exchange_enter(r->arena, r->db, c->caller.key, c->request.nonce, route, &x);
	return e == OK && x.code != NULL ? refused(r, c, &x) : e;
}

static bool
idempotency_ok(const char *key)
{
	size_t n = key != NULL ? strlen(key) : 0;

	return n >= IDEMPOTENCY_MIN && n <= IDEMPOTENCY_MAX && strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_.~") == n;
}

enum err
api_put(struct req *r, const char *route, struct api_call *c)
{
	const char *key = req_header(r, "HTTP_IDEMPOTENCY_KEY");
	struct exchange_refusal x;
	const void *body;
	size_t n;
	enum err e = check(r, route, c);

	if (e != OK || c->answered)
		return e;
	if (!idempotency_ok(key))
		return api_refuse(r, c, "idempotency_missing", NULL);
	body = req_body(r, &n);
	e = exchange_put(r->arena, r->db, c->caller.key, c->request.nonce, route, key, body != NULL ? body : "", n, &x,
	    &c->came);
	if (e == ERR_STATE)
		return api_refuse(r, c, "nothing_in", NULL);
	return e == OK && x.code != NULL ? refused(r, c, &x) : e;
}
