/* request.c - takes a request from FastCGI (or plain CGI) and gives handlers
 * its inputs. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/sec/sec.h"
#include "lib/web/priv.h"

#define PATH_MAX_ 2000
#define QUERY_MAX 8192

extern char **environ;

static void
web_close(void *p)
{
	struct web *w = p;
	size_t i;

	templates_close(w);
	kept_close(w);
	hdf_destroy(&w->base);
	for (i = 0; i < 2; i++)
		hdf_destroy(&w->catalogue[i].hdf);
}

enum err
web_open(struct arena *a, const struct web_options *o, struct web **out)
{
	struct web *w = ARENA_NEW(a, struct web);
	char *real = realpath(o->app, NULL);
	enum err e;

	if (real == NULL)
		return err_set(ERR_IO, "%s: %s", o->app, strerror(errno));
	w->arena = a;
	w->opt = *o;
	w->opt.app = arena_strdup(a, real);
	free(real);
	e = catalogues_open(w);
	if (e == OK)
		e = templates_open(w);
	if (e != OK)
		return e;
	arena_defer(a, web_close, w);	/* last: runs while all of it is still there */
	*out = w;
	return OK;
}

const char *
web_param(const struct web_state *s, const char *name)
{
	return FCGX_GetParam(name, s->envp);
}

static const char *
request_id(struct arena *a)
{
	unsigned char b[6];

	random_bytes(b, sizeof(b));
	return arena_printf(a, "%02X%02X-%02X%02X-%02X%02X", b[0], b[1], b[2], b[3], b[4], b[5]);
}

static bool
printable(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f || *s == '\\')
			return false;
	return true;
}

static enum err
read_path(struct req *r)
{
	const char *uri = web_param(r->web, "REQUEST_URI");
	size_t n;

	if (uri == NULL) {
		r->path = web_param(r->web, "PATH_INFO");
		if (r->path == NULL)
			r->path = "/";
	} else {
		n = strcspn(uri, "?#");
		r->path = n <= PATH_MAX_ ? percent_decode(r->arena, uri, n, false) : NULL;
	}
	if (r->path == NULL || r->path[0] != '/' || !printable(r->path) ||
	    !str_utf8_ok(r->path, strlen(r->path))) {
		r->path = "/";
		return err_set(ERR_INPUT, "path");
	}
	return OK;
}

static enum err
read_query(struct req *r)
{
	const char *q = web_param(r->web, "QUERY_STRING");
	size_t n = q != NULL ? strlen(q) : 0;

	if (n > QUERY_MAX)
		return err_set(ERR_LIMIT, "query of %zu bytes", n);
	return n > 0 ? params_parse(&r->web->query, q, n) : OK;
}

/* The desk's language is a cookie; a public page says it in its address. */
static const char *
language(const struct req *r)
{
	const char *lang = r->web->program->cookie_path == NULL ?
	    params_get(&r->web->query, "lang", NULL) : params_get(&r->web->cookies, "lang", NULL);

	return str_eq(lang, "en") ? "en" : "zh-CN";
}

static const struct {
	const char *name;
	enum method method;
} methods[] = { { "GET", GET }, { "POST", POST }, { "PATCH", PATCH }, { "DELETE", DELETE }, { "OPTIONS", OPTIONS } };

const char *
req_method(const struct req *r)
{
	return methods[r->method - GET].name;
}

static bool
read_method(struct req *r)
{
	const char *m = web_param(r->web, "REQUEST_METHOD");
	size_t i;

	r->head = str_eq(m, "HEAD");
	r->method = GET;
	for (i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (str_eq(m, methods[i].name)) {
			r->method = methods[i].method;
			return true;
		}
	return r->head;
}

static enum err
read_head(struct req *r)
{
	const char *cookie = web_param(r->web, "HTTP_COOKIE");
	const char *https = web_param(r->web, "HTTPS"), *remote = web_param(r->web, "REMOTE_ADDR");
	enum err e;

	r->https = r->web->web->opt.tls || str_eq(https, "on");
	r->remote = remote != NULL ? remote : "";
	if (cookie != NULL)
		cookies_parse(&r->web->cookies, cookie);
	r->lang = "zh-CN";
	e = read_path(r);
	if (e == OK)
		e = read_query(r);
	r->lang = language(r);
	return e;
}

static void
free_hdf(void *p)
{
	HDF *hdf = p;

	hdf_destroy(&hdf);
}

static struct req *
make_request(struct web *w, const struct program *p, int fd)
{
	struct arena *a = arena_new("request");
	struct req *r = ARENA_NEW(a, struct req);
	struct web_state *s = ARENA_NEW(a, struct web_state);

	r->arena = a;
	r->web = s;
	r->id = request_id(a);
	r->now = clock_now();
	problems_init(&r->problems, a);
	s->web = w;
	s->program = p;
	s->is_fcgi = fd >= 0;
	s->envp = s->is_fcgi ? w->fcgi.envp : environ;
	params_init(&s->query, a);
	params_init(&s->form, a);
	params_init(&s->cookies, a);
	params_init(&s->draft, a);
	str_init(&s->head, a);
	str_init(&s->out, a);
	if (hdf_init(&s->hdf) != STATUS_OK)
		abort();
	arena_defer(a, free_hdf, s->hdf);
	return r;
}

enum err
web_accept(struct web *w, int fd, const struct program *p, struct req **out, bool *usable)
{
	struct req *r;
	enum err e = OK;

	if (fd < 0 && w->cgi_done)
		return err_set(ERR_IO, "one request a CGI program");
	if (fd >= 0)
		e = web_accept_fcgi(w, fd);
	if (e != OK)
		return e;
	r = make_request(w, p, fd);
	*usable = false;
	e = read_head(r);
	if (!read_method(r)) {
		req_set_header(r, "Allow", "GET, HEAD, POST");
		req_error(r, 405);
	} else if (e != OK) {
		req_error(r, 400);
	} else {
		*usable = true;
	}
	*out = r;
	return OK;
}

static size_t
read_bytes(struct req *r, char *to, size_t n)
{
	size_t got = 0;
	ssize_t k;

	if (r->web->is_fcgi) {
		int part;

		while (got < n) {
			part = FCGX_GetStr(to + got, n - got > (1 << 20) ? 1 << 20 : (int)(n - got),
			    r->web->web->fcgi.in);
			if (part <= 0)
				break;
			got += (size_t)part;
		}
		return got;
	}
	while (got < n && (k = read(STDIN_FILENO, to + got, n - got)) > 0)
		got += (size_t)k;
	return got;
}

static enum err
parse_body(struct req *r)
{
	struct web_state *s = r->web;
	const char *type = web_param(s, "CONTENT_TYPE");

	if ((r->route != NULL && (r->route->flags & ROUTE_RAW)) || s->body_n == 0)
		return OK;
	if (type != NULL && strncasecmp(type, "multipart/form-data", 19) == 0)
		return multipart_parse(&s->form, type, s->body, s->body_n, &s->files);
	if (type != NULL && strncasecmp(type, "application/x-www-form-urlencoded", 33) == 0)
		return params_parse(&s->form, s->body, s->body_n);
	return err_set(ERR_INPUT, "content type of the body");
}

enum err
req_read_body(struct req *r, size_t max)
{
	struct web_state *s = r->web;
	const char *text = web_param(s, "CONTENT_LENGTH");
	long long n = 0;
	char *body;

	if (s->body_read)
		return OK;
	s->body_read = true;
	if (text != NULL && *text != '\0' && !str_i64(text, 0, INT64_MAX, &n))
		return err_set(ERR_INPUT, "length of the body");
	if ((unsigned long long)n > max)
		return err_set(ERR_LIMIT, "body of %lld bytes", n);
	body = arena_alloc(r->arena, (size_t)n + 1);
	s->body = body;
	if (read_bytes(r, body, (size_t)n) != (size_t)n)
		return err_set(ERR_INPUT, "body is shorter than announced");
	s->body_n = (size_t)n;
	return parse_body(r);
}

const char *
req_path_text(const struct req *r, const char *name)
{
	const char *pattern = r->route != NULL ? r->route->path : "", *path = r->path;
	size_t len = strlen(name), n;

	while (*pattern == '/' && *path == '/') {
		pattern++;
		path++;
		n = strcspn(path, "/");
		if (*pattern == ':' && strcspn(pattern, "/") == len + 1 &&
		    memcmp(pattern + 1, name, len) == 0)
			return arena_strndup(r->arena, path, n);
		pattern += strcspn(pattern, "/");
		path += n;
	}
	return NULL;
}

enum err
req_path_ref(const struct req *r, const char *name, struct ref *out)
{
	const char *text = req_path_text(r, name);

	if (text == NULL || !ref_parse(text, out))
		return err_set(ERR_NOT_FOUND, "no ref in the path");
	return OK;
}

static const char *
single(const struct req *r, const struct params *p, const char *name, size_t max)
{
	const char *v;
	size_t n;

	v = params_get(p, name, &n);
	if (n > 1 || (v != NULL && str_utf8_len(v) > max)) {
		r->web->doubled = true;
		return NULL;
	}
	return v;
}

const char *
req_query(const struct req *r, const char *name, size_t max)
{
	return single(r, &r->web->query, name, max);
}

const char *
req_form(const struct req *r, const char *name, size_t max)
{
	return single(r, &r->web->form, name, max);
}

static const char *const *
all(const struct req *r, const struct params *p, const char *name, size_t *n)
{
	const char **list;
	size_t i, k = 0;

	(void)params_get(p, name, n);
	list = ARENA_ARRAY(r->arena, const char *, *n + 1);
	for (i = 0; i < p->n; i++)
		if (strcmp(p->v[i].name, name) == 0)
			list[k++] = p->v[i].value;
	return list;
}

const char *const *
req_query_list(const struct req *r, const char *name, size_t *n)
{
	return all(r, &r->web->query, name, n);
}

const char *const *
req_form_list(const struct req *r, const char *name, size_t *n)
{
	return all(r, &r->web->form, name, n);
}

bool
req_doubled(const struct req *r)
{
	return r->web->doubled;
}

const char *
req_cookie(const struct req *r, const char *name)
{
	const char *v = params_get(&r->web->cookies, name, NULL);

	return str_empty(v) ? NULL : v;
}

const char *
req_header(const struct req *r, const char *cgi_name)
{
	return web_param(r->web, cgi_name);
}

const void *
req_body(const struct req *r, size_t *n)
{
	*n = r->web->body_n;
	return r->web->body;
}

bool
req_duty(const struct req *r, uint32_t mask)
{
	return r->session != NULL && (r->session->duties & mask) != 0;
}

static bool
key_ok(const char *s)
{
	size_t n = strlen(s);

	for (; *s > 0x20 && *s < 0x7f; s++)
		;
	return *s == '\0' && n >= 8 && n <= 64;
}

/* What was sent, without the fields that differ each time the form is shown. */
static const char *
act_body(struct req *r)
{
	const struct params *p = &r->web->form;
	const struct part *f;
	unsigned char digest[SHA256_SIZE];
	char hex[2 * SHA256_SIZE + 1];
	struct str out;
	size_t i;

	str_init(&out, r->arena);
	str_printf(&out, "%s\n", r->path);
	for (i = 0; i < p->n; i++)
		if (p->v[i].name[0] != '_')
			str_printf(&out, "%s=%s\n", p->v[i].name, percent_encode(r->arena, p->v[i].value));
	for (f = r->web->files; f != NULL; f = f->next) {
		sha256(f->bytes, f->n, digest);
		str_hex(digest, sizeof(digest), hex);
		str_printf(&out, "%s:%s\n", f->name, hex);
	}
	if (r->route != NULL && (r->route->flags & ROUTE_RAW)) {
		sha256(r->web->body, r->web->body_n, digest);
		str_hex(digest, sizeof(digest), hex);
		str_add(&out, hex);
	}
	return out.s;
}

bool
req_file(const struct req *r, const char *name, struct req_file *out)
{
	const struct part *f;
	const char *p;

	for (f = r->web->files; f != NULL && !str_eq(f->name, name); f = f->next)
		;
	if (f == NULL || f->n == 0)
		return false;
	*out = (struct req_file){ .filename = f->filename, .bytes = f->bytes, .n = f->n };
	for (p = f->filename; *p != '\0'; p++)
		if (*p == '/' || *p == '\\')
			out->filename = p + 1;
	return true;
}

void
req_reads(struct req *r, const char *kind, struct ref ref, int rows)
{
	r->reading = (struct reading){ .kind = kind, .ref = ref, .rows = rows };
}

void
req_reads_search(struct req *r, const char *query, int rows)
{
	r->reading = (struct reading){ .kind = "search", .query = query, .rows = rows };
}

void
req_reads_noted(struct req *r)
{
	r->reading = (struct reading){ .kind = "", .noted = true };
}

bool
req_is_en(const struct req *r)
{
	return str_eq(r->lang, "en");
}

const char *
req_pick(const struct req *r, const char *zh, const char *en)
{
	return req_is_en(r) ? en : zh;
}

struct act
req_act(struct req *r)
{
	const char *key = req_form(r, "_key", 64);
	struct act act = { .scope = "", .occurred_at = TIME_NONE, .request = r->id };

	if (key == NULL)
		key = req_header(r, "HTTP_IDEMPOTENCY_KEY");
	if (r->session != NULL)
		act.principal = r->session->account;
	if (key != NULL && key_ok(key) && r->method != GET) {
		act.key = key;
		act.body = act_body(r);
	}
	return act;
}
