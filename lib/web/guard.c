/* guard.c - where a request comes from, tokens of forms and signed notices. */
#include <string.h>

#include "lib/sec/sec.h"
#include "lib/web/priv.h"

#define NONCE 16
#define TOKEN (NONCE + 32)
#define NOTICE_HEX 24

static const char *
host(const struct req *r)
{
	const char *h = web_param(r->web, "HTTP_HOST");

	return h != NULL ? h : "";
}

bool
web_own_host(const struct req *r)
{
	const struct web_options *o = &r->web->web->opt;
	const char *h = host(r);
	size_t n = strcspn(h, ":");

	if (!r->https || r->web->program->cookie_path == NULL)
		return false;
	if (o->desk_host != NULL && strlen(o->desk_host) == n && strncmp(h, o->desk_host, n) == 0)
		return true;
	return n == 14 && strncmp(h, "desk.localhost", 14) == 0;
}

/* "https://host[:port]" then end or path: the host alone is compared, as a balancer
 * before us may have taken TLS off. */
static bool
same_host(const struct req *r, const char *url)
{
	const char *h = host(r);
	size_t n = strlen(h);

	if (str_starts(url, "https://"))
		url += 8;
	else if (str_starts(url, "http://"))
		url += 7;
	else
		return false;
	return n > 0 && strncmp(url, h, n) == 0 && (url[n] == '\0' || url[n] == '/');
}

/* A browser says the first to hosts it trusts only, so that over plain http it is not there. */
bool
req_own_page(const struct req *r)
{
	const char *site = web_param(r->web, "HTTP_SEC_FETCH_SITE");
	const char *origin = web_param(r->web, "HTTP_ORIGIN");
	const char *referer = web_param(r->web, "HTTP_REFERER");

	if (str_empty(site) && str_empty(origin) && str_empty(referer))
		return false;
	return (str_empty(site) || str_eq(site, "same-origin")) && (str_empty(origin) || same_host(r, origin)) &&
	    (str_empty(referer) || same_host(r, referer));
}

const char *
req_referer(const struct req *r)
{
	const char *url = web_param(r->web, "HTTP_REFERER");

	return url != NULL && same_host(r, url) ? strchr(strstr(url, "://") + 3, '/') : NULL;
}

static const struct seal_key *
form_key(const struct req *r)
{
	return r->web->web->opt.form_key;
}

const char *
req_csrf_begin(struct req *r, const unsigned char key[32])
{
	unsigned char token[TOKEN];

	if (key != NULL)
		memcpy(r->web->csrf_key, key, 32);
	else if (form_key(r) != NULL)
		seal_lookup(form_key(r), "csrf", "signed out", r->web->csrf_key);
	else
		return "";
	r->web->csrf_ready = true;
	random_bytes(token, NONCE);	/* a new token each time: compression cannot leak it */
	hmac_sha256(r->web->csrf_key, 32, token, NONCE, token + NONCE);
	return base64url_encode(r->arena, token, TOKEN);
}

bool
req_csrf_ok(struct req *r)
{
	const char *text = req_form(r, "_csrf", 200);
	unsigned char *token, mac[32];
	size_t n;

	if (text == NULL)
		text = web_param(r->web, "HTTP_X_CSRF_TOKEN");
	if (!r->web->csrf_ready || text == NULL || strlen(text) > 200 ||
	    !base64url_decode(r->arena, text, &token, &n) || n != TOKEN)
		return false;
	hmac_sha256(r->web->csrf_key, 32, token, NONCE, mac);
	return same_bytes(mac, token + NONCE, 32);
}

bool
req_own_path(const char *path)
{
	const char *p;

	if (path == NULL || path[0] != '/' || path[1] == '/' || strlen(path) > 1000)
		return false;
	for (p = path; *p != '\0'; p++)
		if ((unsigned char)*p <= 0x20 || *p == 0x7f || *p == '\\')
			return false;
	return true;
}

static void
notice_mac(const struct req *r, const char *key, char out[NOTICE_HEX + 1])
{
	unsigned char mac[32];

	seal_lookup(form_key(r), "notice", key, mac);
	str_hex(mac, NOTICE_HEX / 2, out);
}

const char *
req_with_notice(struct req *r, const char *path, const char *message_key)
{
	char mac[NOTICE_HEX + 1];

	if (form_key(r) == NULL)
		return path;
	notice_mac(r, message_key, mac);
	return arena_printf(r->arena, "%s%cok=%s.%s", path, strchr(path, '?') != NULL ? '&' : '?',
	    message_key, mac);
}

static void
put_notice(struct req *r, const char *key)
{
	size_t n = strcspn(key, ":");
	const char *text = arena_strndup(r->arena, key, n), *what = key[n] == ':' ? key + n + 1 : NULL;

	if (!view_has_msg(r, text) || (what != NULL && !view_has_msg(r, what)))
		return;
	view_text(r, "Notice", what == NULL ? view_msg(r, text, NULL) :
	    view_msg(r, text, "what", view_msg(r, what, NULL), NULL));
}

static void
view_notice(struct req *r)
{
	size_t n;
	const char *ok = params_get(&r->web->query, "ok", &n), *dot, *key;
	char mac[NOTICE_HEX + 1];

	if (n != 1 || form_key(r) == NULL || (dot = strrchr(ok, '.')) == NULL ||
	    strlen(dot + 1) != NOTICE_HEX)
		return;
	key = arena_strndup(r->arena, ok, (size_t)(dot - ok));
	notice_mac(r, key, mac);
	if (same_bytes(mac, dot + 1, NOTICE_HEX))
		put_notice(r, key);
}

/* Of a page of ours: the path, and its query but for what is no part of what it shows. */
static const char *
page_of(const struct req *r)
{
	const struct params *q = &r->web->query;
	struct str out;
	size_t i;

	str_init(&out, r->arena);
	str_add(&out, r->path);
	for (i = 0; i < q->n; i++)
		if (!str_eq(q->v[i].name, "ok") && !str_eq(q->v[i].name, "lang"))
			str_printf(&out, "%c%s=%s", strchr(out.s, '?') != NULL ? '&' : '?', q->v[i].name,
			    percent_encode(r->arena, q->v[i].value));
	return out.s;
}

const char *
req_form_page(const struct req *r)
{
	const char *page = r->method == POST ? params_get(&r->web->form, "_page", NULL) : page_of(r);

	return page != NULL && req_own_path(page) ? page : r->path;
}

void
guard_view(struct req *r)
{
	if (r->session != NULL)
		view_text(r, "form.csrf", r->session->csrf);
	else if (r->web->csrf_ready)
		view_text(r, "form.csrf", req_csrf_begin(r, r->web->csrf_key));
	else
		view_text(r, "form.csrf", req_csrf_begin(r, NULL));
	view_text(r, "form.key", random_token(r->arena, FORM_KEY_SIZE));
	if (r->session != NULL && r->web->program->drafts != NULL)
		view_text(r, "form.page", req_form_page(r));
	view_notice(r);
}
