/* dispatch.c - see dispatch.h. */
#include "cgi/dispatch.h"

#include <string.h>

#include "cgi/common/metrics.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/people/access.h"
#include "lib/people/session.h"
#include "lib/web/params.h"

static int
status_of(enum err e)
{
	switch (e) {
	case OK: return 200;
	case ERR_INPUT: return 422;
	case ERR_NOT_FOUND: return 404;
	case ERR_DENIED: return 403;
	case ERR_CONFLICT: case ERR_STATE: return 409;
	case ERR_LIMIT: return 429;
	case ERR_DB: return 503;
	case ERR_IO: break;
	}
	return 500;
}

static enum err
load_session(struct dispatch *d, struct req *r, const char *token)
{
	struct people_session *ps = ARENA_NEW(r->arena, struct people_session);
	struct session *s;
	enum err e;

	/* before the look-up, so that a connection that has the token already is not told again */
	db_set_token(d->db, token);
	if (r->route != NULL && r->route->open != NULL)
		e = r->route->open(r, token, ps);
	else
		e = people_session_load(r->arena, d->db, token, ps);
	if (e != OK) {
		db_set_token(d->db, NULL);
		return e;
	}
	s = ARENA_NEW(r->arena, struct session);
	*s = (struct session){ .account = ps->account, .ref = ps->ref, .username = ps->username,
	    .display_name = ps->display_name, .agency = ps->agency, .unit = ps->unit,
	    .agency_name = ps->agency_name, .unit_name = ps->unit_name, .duties = ps->duties,
	    .token = token, .auth_time = ps->auth_time };
	s->csrf = req_csrf_begin(r, ps->csrf_secret);
	r->session = s;
	if (d->db_read != NULL)
		db_set_token(d->db_read, token);
	clock_set_offset(d->test_clock ? ps->clock_offset_us : 0);
	r->now = clock_now();
	return OK;
}

/* Without a session the moved clock is asked for; only where it can be moved. */
static enum err
public_clock(struct dispatch *d, struct req *r)
{
	int64_t moved;
	enum err e;

	if (!d->test_clock)
		return OK;
	e = db_now(r->arena, d->db, &moved);
	if (e != OK)
		return e;
	clock_set_offset(moved - clock_real_now());
	r->now = clock_now();
	return OK;
}

static enum err
find_session(struct dispatch *d, struct req *r)
{
	const char *token = req_session_token(r);
	enum err e = ERR_NOT_FOUND;

	if (token != NULL)
		e = load_session(d, r, token);
	if (e != ERR_NOT_FOUND)
		return e;
	if (r->method != GET)
		(void)req_csrf_begin(r, NULL);
	return public_clock(d, r);
}

static bool
allowed(const struct route *t, const struct session *s)
{
	if (t->flags & ROUTE_PUBLIC)
		return true;
	return s != NULL && ((t->duties & DUTY_ANY) != 0 || (t->duties & s->duties) != 0);
}

const char *
dispatch_next_path(const struct req *r, const char *next, const char *otherwise)
{
	(void)r;
	return req_own_path(next) ? next : otherwise;
}

/* The page to be led to after the sign-in: the one asked for, or the one a form was sent from. */
static const char *
page_before(const struct dispatch *d, struct req *r)
{
	const char *first = arena_printf(r->arena, "%s/", d->program->cookie_path), *from;

	if (r->method == GET)
		return r->path;
	from = dispatch_next_path(r, req_referer(r), first);
	/* the answer to a form stands at an address that may be there for POST alone */
	return strcmp(from, r->path) == 0 && routes_match(d->routes, GET, from) == NULL ? first : from;
}

/* It is sent from a page of its own address, where a draft of it is shown; or it is a draft. */
static bool
has_form(const struct dispatch *d, const struct req *r)
{
	return (r->route->flags & ROUTE_DRAFT) != 0 ||
	    routes_match(d->routes, r->method == GET ? POST : GET, r->path) != NULL;
}

/* A form that was sent in a session that has just ended, with its token, becomes a draft of its account.  Of anybody
 * else what was sent is not read. */
static bool
keep_draft(struct dispatch *d, struct req *r)
{
	const char *token = req_session_token(r);
	bool kept = r->method == POST && token != NULL && d->program->drafts != NULL && has_form(d, r) &&
	    (r->route->flags & (ROUTE_RAW | ROUTE_SIGNED)) == 0 && req_own_page(r) &&
	    d->program->drafts->keep(r, token);

	if (kept)
		req_set_header(r, "X-Draft", "kept");	/* for the script of a form that saves itself */
	return kept;
}

/* Nothing of before a sign-in is carried out by whoever signs in. */
static void
ask_sign_in(struct dispatch *d, struct req *r)
{
	const char *login;
	bool kept;

	if (d->program->cookie_path == NULL) {
		req_error(r, 404);
		return;
	}
	kept = keep_draft(d, r);
	login = arena_printf(r->arena, "%s/login?next=%s", d->program->cookie_path,
	    percent_encode(r->arena, kept ? req_form_page(r) : page_before(d, r)));
	if (r->method == GET) {
		if (req_redirect(r, "%s", login) != OK)
			req_error(r, 404);
		return;
	}
	view_text(r, "login", login);
	view_bool(r, "kept", kept);
	if (req_render(r, 403, "error/session.cs") != OK)
		req_error(r, 403);
}

/* 0, or the status of the refusal. */
static int
check_post(const struct dispatch *d, struct req *r)
{
	static const char *const once[] = { "_csrf", "_key", "_more", NULL };
	size_t max = r->route->body_max > 0 ? (size_t)r->route->body_max : BODY_MAX_;
	enum err e;
	size_t i, n;

	if (r->method == GET || r->method == OPTIONS)
		return 0;
	if (!(r->route->flags & ROUTE_SIGNED) && !req_own_page(r))
		return 403;
	e = req_read_body(r, max);
	if (e != OK)
		return e == ERR_LIMIT ? 413 : 400;
	for (i = 0; once[i] != NULL; i++) {
		(void)req_form_list(r, once[i], &n);
		if (n > 1)
			return 400;
	}
	/* A public form of a program without sessions has no token to steal: its origin counts. */
	if (d->program->cookie_path == NULL)
		return 0;
	return req_csrf_ok(r) ? 0 : 403;
}

/* The first thing that the path names; false: none. */
static bool
path_ref(const struct req *r, struct ref *out)
{
	const char *colon = strstr(r->route->path, "/:");
	const char *name = colon != NULL ? arena_strndup(r->arena, colon + 2, strcspn(colon + 2, "/")) : NULL;

	return name != NULL && req_path_ref(r, name, out) == OK;
}

/* "cases" of /desk/cases/:ref. */
static const char *
path_word(const struct req *r)
{
	const char *word = r->route->path + 1;

	word += strcspn(word, "/");
	word += *word == '/';
	return arena_strndup(r->arena, word, strcspn(word, "/"));
}

/* Who asked for what they may not read. */
static void
note_refused(struct dispatch *d, struct req *r)
{
	struct people_reading x = { .route = r->route->path, .refused = true };

	if (r->session == NULL || !path_ref(r, &x.ref))
		return;
	x.account = r->session->account;
	x.kind = path_word(r);
	if (people_access_note(r->arena, d->db, &x) != OK)
		LOG(LOG_ERROR, "refusal not noted", LOG_TEXT("request", r->id), LOG_TEXT("detail", err_last()));
}

/* What is shown of anybody leaves its row first, or does not leave. */
static void
note_reading(struct dispatch *d, struct req *r)
{
	const struct reading *x = &r->reading;
	struct people_reading row = { .account = r->session->account, .route = r->route->path, .kind = x->kind,
	    .ref = x->ref, .rows = x->rows, .query = x->query, .part = x->part };

	if (x->noted || (x->kind == NULL && req_status(r) / 100 == 3))
		return;
	if (x->kind == NULL) {
		LOG(LOG_ERROR, "a page that does not say what it shows", LOG_TEXT("request", r->id));
		req_error(r, 500);
	} else if (people_access_note(r->arena, d->db, &row) != OK) {
		LOG(LOG_ERROR, "reading not noted", LOG_TEXT("request", r->id), LOG_TEXT("detail", err_last()));
		req_error(r, 503);
	}
}

static void
run_handler(struct dispatch *d, struct req *r)
{
	bool forms = r->session != NULL && d->program->drafts != NULL;
	enum err e;

	if (forms && r->method == GET && has_form(d, r))
		d->program->drafts->load(r);
	r->db = d->db_read != NULL && r->method == GET && (r->route->flags & ROUTE_READ) ?
	    d->db_read : d->db;
	e = r->route->run(r);
	if (forms && r->method == POST && e == OK && req_status(r) == 303)
		d->program->drafts->done(r);
	if (req_doubled(r)) {
		req_error(r, 400);
	} else if (e != OK) {
		LOG(e == ERR_DB || e == ERR_IO ? LOG_ERROR : LOG_INFO, "refused",
		    LOG_TEXT("request", r->id), LOG_TEXT("error", err_name(e)),
		    LOG_TEXT("detail", err_last()));
		if (e == ERR_NOT_FOUND || e == ERR_DENIED)
			note_refused(d, r);
		req_error(r, status_of(e));
	} else if (req_status(r) == 0) {
		LOG(LOG_ERROR, "no answer", LOG_TEXT("request", r->id));
		req_error(r, 500);
	} else if (r->route->flags & ROUTE_PERSONAL) {
		note_reading(d, r);
	}
}

static void
run_route(struct dispatch *d, struct req *r)
{
	enum err e = find_session(d, r);
	int refused;

	/* Health must answer, and say so itself, when the store is away. */
	if (e != OK && !(r->route->flags & ROUTE_PUBLIC)) {
		LOG(LOG_ERROR, "session", LOG_TEXT("request", r->id), LOG_TEXT("detail", err_last()));
		req_error(r, status_of(e));
		return;
	}
	if (!allowed(r->route, r->session)) {
		if (r->session == NULL) {
			ask_sign_in(d, r);
		} else {
			note_refused(d, r);
			req_error(r, 404);	/* as if it were not there */
		}
		return;
	}
	refused = check_post(d, r);
	if (refused != 0)
		req_error(r, refused);
	else
		run_handler(d, r);
}

static const char *
actor(const struct req *r, char text[REF_TEXT_SIZE])
{
	if (r->session == NULL)
		return "";
	ref_text(r->session->ref, text);
	return text;
}

/* What no program serves anywhere but for uploads is said to be so. */
static void
no_such_route(struct req *r)
{
	if (r->method > POST)
		req_set_header(r, "Allow", "GET, HEAD, POST");
	req_error(r, r->method > POST ? 405 : 404);
}

static int64_t
statements(const struct dispatch *d)
{
	return db_statements(d->db) + (d->db_read != NULL ? db_statements(d->db_read) : 0);
}

/* An address as people write it off a paper leads to its page. */
static bool
respelled(struct dispatch *d, struct req *r)
{
	const char *path = r->method == GET ? routes_respell(d->routes, r->arena, r->path) : NULL;

	return path != NULL && req_respell(r, path) == OK;
}

void
dispatch_run(struct dispatch *d, struct req *r)
{
	int64_t start = clock_monotonic_us(), asked = statements(d), us;
	char ref[REF_TEXT_SIZE];

	err_clear();
	db_set_token(d->db, NULL);
	db_set_deadline_ms(d->db, REQUEST_MS);
	if (d->db_read != NULL) {
		db_set_token(d->db_read, NULL);
		db_set_deadline_ms(d->db_read, REQUEST_MS);
	}
	clock_set_offset(0);
	r->db = d->db;
	r->route = routes_match(d->routes, r->method, r->path);
	if (respelled(d, r))
		r->route = NULL;
	else if (r->route != NULL)
		run_route(d, r);
	else if (d->program->cookie_path != NULL && req_session_token(r) != NULL &&
	    find_session(d, r) != OK)
		req_error(r, 503);
	else
		no_such_route(r);
	us = clock_monotonic_us() - start;
	metrics_request(req_status(r), us);
	LOG(LOG_INFO, "request", LOG_TEXT("request", r->id), LOG_TEXT("method", req_method(r)),
	    LOG_TEXT("route", r->route != NULL ? r->route->path : "none"), LOG_TEXT("actor", actor(r, ref)),
	    LOG_I64("status", req_status(r)), LOG_I64("ms", (us + 500) / 1000),
	    LOG_I64("statements", statements(d) - asked));
}
