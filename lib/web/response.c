/* response.c - what goes back: pages, redirects, bytes, headers. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/web/priv.h"

static const char *
reason(int status)
{
	switch (status) {
	case 200: return "OK";
	case 201: return "Created";
	case 204: return "No Content";
	case 206: return "Partial Content";
	case 303: return "See Other";
	case 304: return "Not Modified";
	case 400: return "Bad Request";
	case 403: return "Forbidden";
	case 404: return "Not Found";
	case 405: return "Method Not Allowed";
	case 409: return "Conflict";
	case 410: return "Gone";
	case 412: return "Precondition Failed";
	case 413: return "Content Too Large";
	case 415: return "Unsupported Media Type";
	case 416: return "Range Not Satisfiable";
	case 422: return "Unprocessable Content";
	case 429: return "Too Many Requests";
	case 460: return "Checksum Mismatch";	/* tus 1.0.0 */
	case 500: return "Internal Server Error";
	case 503: return "Service Unavailable";
	default: return "Status";
	}
}

static bool
is_clean(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return false;
	return true;
}

void
req_set_header(struct req *r, const char *name, const char *value)
{
	if (!is_clean(name) || !is_clean(value) || strchr(name, ':') != NULL)
		abort();	/* values are made by handlers, never copied from a request */
	str_printf(&r->web->head, "%s: %s\r\n", name, value);
}

static void
set_cookie(struct req *r, const char *name, const char *path, const char *value, const char *more)
{
	req_set_header(r, "Set-Cookie", arena_printf(r->arena, "%s=%s; Path=%s; SameSite=Strict%s%s%s",
	    name, value != NULL ? value : "", path, more, r->https ? "; Secure" : "",
	    value != NULL ? "" : "; Max-Age=0"));
}

static const char *
session_cookie(const struct req *r)
{
	return web_own_host(r) ? "__Host-xz" : "xz";
}

const char *
req_session_token(const struct req *r)
{
	return r->web->program->cookie_path != NULL ? req_cookie(r, session_cookie(r)) : NULL;
}

void
req_set_session_cookie(struct req *r, const char *token)
{
	const char *path = r->web->program->cookie_path;

	if (path != NULL)
		set_cookie(r, session_cookie(r), web_own_host(r) ? "/" : path, token, "; HttpOnly");
}

void
req_set_kept_cookie(struct req *r, const char *name, const char *path, const char *value, int32_t seconds)
{
	set_cookie(r, name, path, value, seconds == 0 ? "; HttpOnly" :
	    arena_printf(r->arena, "; HttpOnly; Max-Age=%d", (int)seconds));
}

void
req_set_lang_cookie(struct req *r, const char *lang)
{
	const char *path = r->web->program->cookie_path;

	if (path != NULL)
		set_cookie(r, "lang", path, str_eq(lang, "en") ? "en" : "zh-CN", "; Max-Age=31536000");
}

/* On every answer; a page may not be framed, run foreign code or leak its address. */
static void
security_headers(struct req *r)
{
	req_set_header(r, "Content-Security-Policy", r->web->policy != NULL ? r->web->policy :
	    "default-src 'self'; img-src 'self' data:; "
	    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'");
	req_set_header(r, "X-Content-Type-Options", "nosniff");
	req_set_header(r, "Referrer-Policy", "same-origin");
	req_set_header(r, "Cross-Origin-Opener-Policy", "same-origin");
	if (r->https)
		req_set_header(r, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
	if (r->route != NULL && (r->route->flags & ROUTE_CACHE) && r->web->status == 200)
		req_set_header(r, "Cache-Control", "public, max-age=1, stale-while-revalidate=1");
	else
		req_set_header(r, "Cache-Control", "no-store");
	/* Parameters the page does not have would fill the front's cache with copies of it. */
	if (r->route != NULL && (r->route->flags & ROUTE_PLAIN) && r->web->query.n > (req_query(r, "lang", 16) != NULL))
		req_set_header(r, "X-Accel-Expires", "0");
}

static enum err
answer(struct req *r, int status, const char *content_type)
{
	r->web->status = status;
	security_headers(r);
	if (content_type != NULL)
		req_set_header(r, "Content-Type", content_type);
	return OK;
}

void
req_set_policy(struct req *r, const char *content_security_policy)
{
	r->web->policy = content_security_policy;
}

int
req_status(const struct req *r)
{
	return r->web->status;
}

/* The same page in the other language. */
static const char *
other_language(struct req *r)
{
	const struct params *q = &r->web->query;
	bool en = req_is_en(r);
	struct str out;
	size_t i;

	if (r->web->program->cookie_path != NULL)
		return arena_printf(r->arena, "%s/lang?to=%s&back=%s", r->web->program->cookie_path,
		    req_pick(r, "en", "zh"), percent_encode(r->arena, r->path));
	str_init(&out, r->arena);
	str_add(&out, "?");
	for (i = 0; i < q->n && !(r->route != NULL && (r->route->flags & ROUTE_PLAIN)); i++)
		if (!str_eq(q->v[i].name, "lang") && !str_eq(q->v[i].name, "ok"))
			str_printf(&out, "%s=%s&", q->v[i].name, percent_encode(r->arena, q->v[i].value));
	str_add(&out, en ? "" : "lang=en");
	out.s[out.len - (out.len > 0 && out.s[out.len - 1] == '&')] = '\0';
	return out.len == 1 ? r->path : out.s;
}

static void
view_session(struct req *r)
{
	const struct session *s = r->session;

	if (s == NULL)
		return;
	view_ref(r, "session.ref", s->ref);
	view_text(r, "session.username", s->username);
	view_text(r, "session.name", s->display_name);
	view_text(r, "session.agency", s->agency_name);
	view_text(r, "session.unit", s->unit_name);
}

/* What layouts use: see templates/layout/desk.cs. */
static void
frame(struct req *r)
{
	bool url = r->web->program->cookie_path == NULL && req_is_en(r);
	void (*fill)(struct req *) = r->web->program->frame;
	const struct web_fact *f = r->web->web->opt.facts;
	char now[TIME_TEXT_SIZE];

	if (r->web->framed)
		return;
	r->web->framed = true;
	view_text(r, "Lang.code", r->lang);
	view_text(r, "Lang.qs", url ? "?lang=en" : "");
	view_text(r, "Lang.amp", url ? "&lang=en" : "");
	view_bool(r, "Lang.field", url);
	view_text(r, "Lang.switch", other_language(r));
	view_text(r, "Page.path", r->path);
	view_text(r, "Page.id", r->id);
	view_text(r, "Program", r->web->program->name);
	for (; f != NULL && f->name != NULL; f++)
		view_text(r, f->name, f->value);
	if (r->web->web->opt.test_clock) {
		time_text(r->now, now);
		now[10] = ' ';
		now[16] = '\0';
		view_text(r, "Test.banner", view_msg(r, "clock.banner", "now", now, NULL));
	}
	guard_view(r);
	if (r->web->no_frame)
		return;
	view_session(r);
	if (fill != NULL && r->session != NULL)
		fill(r);
}

enum err
req_render(struct req *r, int status, const char *template_path)
{
	const struct template *t = template_find(r->web->web, template_path);
	struct str *out = &r->web->out;
	size_t blank;
	enum err e;

	if (t == NULL)
		return err_set(ERR_IO, "no template %s", template_path);
	frame(r);
	str_init(out, r->arena);
	e = template_render(t, r->web->hdf, catalogue_of(r), out);
	if (e != OK) {
		str_init(out, r->arena);
		return e;
	}
	blank = strspn(out->s, " \t\r\n");
	memmove(out->s, out->s + blank, out->len - blank + 1);
	out->len -= blank;
	if (r->web->more && status == 422)
		status = 200;	/* a row was asked for: nothing is wrong */
	return answer(r, status, "text/html; charset=utf-8");
}

enum err
req_render_text(struct req *r, const char *template_path, const char **out)
{
	const struct template *t = template_find(r->web->web, template_path);
	struct str text;
	enum err e;

	if (t == NULL)
		return err_set(ERR_IO, "no template %s", template_path);
	str_init(&text, r->arena);
	e = template_render(t, r->web->hdf, catalogue_of(r), &text);
	if (e == OK)
		*out = text.s;
	return e;
}

enum err
req_redirect(struct req *r, const char *fmt, ...)
{
	char path[2048];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(path, sizeof(path), fmt, ap);
	va_end(ap);
	if (n < 1 || (size_t)n >= sizeof(path) || path[0] != '/' || path[1] == '/' ||
	    path[1] == '\\' || !is_clean(path))
		return err_set(ERR_IO, "redirect: not a path of ours");
	req_set_header(r, "Location", path);
	return answer(r, 303, NULL);
}

enum err
req_respell(struct req *r, const char *path)
{
	const struct params *q = &r->web->query;
	struct str out;
	size_t i;

	str_init(&out, r->arena);
	str_add(&out, path);
	for (i = 0; i < q->n; i++)
		str_printf(&out, "%c%s=%s", i == 0 ? '?' : '&', percent_encode(r->arena, q->v[i].name),
		    percent_encode(r->arena, q->v[i].value));
	return req_redirect(r, "%s", out.s);
}

enum err
req_send(struct req *r, int status, const char *content_type, const void *bytes, size_t n)
{
	str_init(&r->web->out, r->arena);
	str_addn(&r->web->out, bytes, n);
	return answer(r, status, content_type);
}

/* No sandbox: under it some viewers show nothing.  What viewers put around the PDF is a plugin and a style of
 * theirs. */
#define PDF_POLICY \
	"default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; form-action 'none'; frame-ancestors" \
	" 'none'; base-uri 'none'"

enum err
req_send_pdf(struct req *r, const char *name, const void *bytes, size_t n)
{
	req_set_policy(r, PDF_POLICY);
	req_set_header(r, "Content-Disposition", arena_printf(r->arena, "inline; filename=\"%s\"", name));
	return req_send(r, 200, "application/pdf", bytes, n);
}

enum err
req_stream(struct req *r, int status, const char *content_type, int64_t n, req_stream_fn fn, void *ctx)
{
	struct web_state *s = r->web;

	s->stream = fn;
	s->stream_ctx = ctx;
	s->stream_n = n;
	return answer(r, status, content_type);
}

static void
error_json(struct req *r, int status)
{
	const char *text = arena_printf(r->arena, "{\"status\":%d,\"error\":\"%s\",\"id\":\"%s\"}\n",
	    status, reason(status), r->id);

	if (req_send(r, status, "application/json", text, strlen(text)) != OK)
		abort();
}

static bool
wants_json(const struct req *r)
{
	size_t n = strlen(r->path);

	return str_eq(r->web->program->name, "exchange") ||
	    (n > 5 && strcmp(r->path + n - 5, ".json") == 0);
}

void
req_error(struct req *r, int status)
{
	const char *path = arena_printf(r->arena, "error/%d.cs", status), *text;

	if (r->web->status != 0) {	/* what was answered so far does not count */
		str_init(&r->web->head, r->arena);
		r->web->status = 0;
		r->web->stream = NULL;
	}
	if (wants_json(r)) {
		error_json(r, status);
		return;
	}
	r->web->policy = NULL;
	r->web->no_frame |= status >= 500;	/* the store may be what failed */
	view_i64(r, "error.status", status);
	view_text(r, "error.id", r->id);
	if (template_find(r->web->web, path) == NULL)
		path = status < 500 ? "error/400.cs" : "error/500.cs";
	if (req_render(r, status, path) == OK)
		return;
	LOG(LOG_ERROR, "error page", LOG_TEXT("request", r->id), LOG_TEXT("detail", err_last()));
	text = arena_printf(r->arena, "%d %s (%s)\n", status, reason(status), r->id);
	if (req_send(r, status, "text/plain; charset=utf-8", text, strlen(text)) != OK)
		abort();
}

enum err
req_put(struct req *r, const void *bytes, size_t n)
{
	struct web_state *s = r->web;

	if ((int64_t)n > s->stream_n)
		return err_set(ERR_IO, "more than was announced");
	s->stream_n -= (int64_t)n;
	if (!s->is_fcgi)
		return fwrite(bytes, 1, n, stdout) == n ? OK : err_set(ERR_IO, "the reader has gone");
	return send_piece(s->web, bytes, n) ? OK : err_set(ERR_IO, "the reader has gone");
}

static void
stream(struct req *r)
{
	struct web_state *s = r->web;
	enum err e = r->head ? OK : s->stream(r, s->stream_ctx);

	if (e == OK && !r->head && s->stream_n != 0)
		e = err_set(ERR_IO, "less than was announced");
	if (e != OK)
		LOG(LOG_ERROR, "answer broke off", LOG_TEXT("request", r->id), LOG_TEXT("detail", err_last()));
}

void
web_finish(struct req *r)
{
	struct web_state *s = r->web;
	struct web *w = s->web;
	struct str head;

	str_init(&head, r->arena);
	if (s->status == 0)
		req_error(r, 500);
	str_printf(&head, "Status: %d %s\r\n%s", s->status, reason(s->status), s->head.s);
	if (s->status != 304 && s->status != 204)
		str_printf(&head, "Content-Length: %" PRId64 "\r\n",
		    s->stream != NULL ? s->stream_n : (int64_t)s->out.len);
	str_add(&head, "\r\n");
	if (s->is_fcgi) {
		if (r->head)
			str_init(&s->out, r->arena);
		if (s->stream != NULL) {
			(void)send_piece(w, head.s, head.len);
			stream(r);
			send_end(w);
		} else {
			send_fcgi(w, r->arena, r->method == GET || s->body_read, &head, &s->out);
		}
	} else {
		(void)fwrite(head.s, 1, head.len, stdout);
		if (s->stream != NULL)
			stream(r);
		else
			(void)fwrite(s->out.s, 1, r->head ? 0 : s->out.len, stdout);
		(void)fflush(stdout);
		w->cgi_done = true;
	}
	arena_free(r->arena);
}
