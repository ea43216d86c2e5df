/* test_web_dispatch.c - what stands between a request and its handler: the
 * store is a fake (these definitions take the place of lib/db's). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cgi/common/health.h"
#include "cgi/dispatch.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/people/access.h"
#include "lib/people/session.h"
#include "lib/sec/sec.h"
#include "lib/web/priv.h"

static struct arena *arena;
static struct web *web;
static struct dispatch d;
static int ran;
static enum err outcome;
static enum err store = OK;
static uint32_t duties;

void
db_set_token(struct db *db, const char *token)
{
	(void)db;
	(void)token;
}

int64_t
db_statements(const struct db *db)
{
	(void)db;
	return 0;
}

void
db_set_deadline_ms(struct db *db, int ms)
{
	(void)db;
	assert_true(ms > 0);
}

enum err
db_now(struct arena *a, struct db *db, int64_t *out)
{
	(void)a;
	(void)db;
	*out = clock_real_now();
	return store == OK ? OK : err_set(store, "away");
}

enum err
people_session_load(struct arena *a, struct db *db, const char *token, struct people_session *out)
{
	(void)a;
	(void)db;
	if (store != OK)
		return err_set(store, "away");
	if (strcmp(token, "good") != 0)
		return err_set(ERR_NOT_FOUND, "no session");
	*out = (struct people_session){ .account = 7, .username = "li", .display_name = "李",
	    .agency_name = "局", .unit_name = "队", .duties = duties, .csrf_secret = { 9 } };
	return OK;
}

static struct people_reading noted;
static char noted_kind[20];
static int notes;
static enum err full;		/* what noting comes to */

enum err
people_access_note(struct arena *a, struct db *db, const struct people_reading *x)
{
	(void)a;
	(void)db;
	noted = *x;
	(void)snprintf(noted_kind, sizeof(noted_kind), "%s", x->kind);
	notes++;
	return full == OK ? OK : err_set(full, "no space left");
}

static const char *says;

static enum err
personal(struct req *r)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e != OK || outcome != OK)
		return e != OK ? e : err_set(outcome, "not theirs");
	if (says != NULL)
		req_reads(r, says, ref, 2);
	return req_send(r, 200, "text/plain", "secret", 6);
}

static enum err
handle(struct req *r)
{
	ran++;
	if (outcome != OK)
		return outcome;
	(void)req_query(r, "one", 5);
	return r->method == POST ? req_redirect(r, "/desk/done") : req_send(r, 200, "text/plain", "x", 1);
}

static enum err
silent(struct req *r)
{
	(void)r;
	return OK;
}

static const struct route table[] = {
	{ .method = GET, .path = "/desk/page", .duties = DUTY_OFFICER, .run = handle },
	{ .method = POST, .path = "/desk/act/:ref", .duties = DUTY_OFFICER, .run = handle, .body_max = 400 },
	{ .method = GET, .path = "/desk/any", .duties = DUTY_ANY, .run = handle },
	{ .method = GET, .path = "/desk/whose/:ref", .duties = DUTY_OFFICER, .flags = ROUTE_PERSONAL, .run = personal },
	{ .method = GET, .path = "/desk/silent", .duties = DUTY_ANY, .run = silent },
	{ .method = GET, .path = "/cached", .flags = ROUTE_PUBLIC | ROUTE_CACHE, .run = handle },
	{ 0 }
};
static const struct route *const tables[] = { table, health_routes, lang_routes, NULL };
const struct program xz_program = { .name = "desk", .cookie_path = "/desk", .tables = tables };

static struct req *
ask(const char *method, const char *uri, const char *cookie, const char *origin, const char *body)
{
	const char *q = strchr(uri, '?');
	char length[24];
	struct req *r;
	bool usable;
	FILE *f;

	setenv("REQUEST_METHOD", method, 1);
	setenv("REQUEST_URI", uri, 1);
	setenv("QUERY_STRING", q != NULL ? q + 1 : "", 1);
	setenv("HTTP_HOST", "h", 1);
	setenv("REMOTE_ADDR", "127.0.0.1", 1);
	setenv("HTTP_COOKIE", cookie, 1);
	setenv("CONTENT_TYPE", "application/x-www-form-urlencoded", 1);
	(void)snprintf(length, sizeof(length), "%zu", strlen(body));
	setenv("CONTENT_LENGTH", length, 1);
	if (origin != NULL)
		setenv("HTTP_ORIGIN", origin, 1);
	else
		unsetenv("HTTP_ORIGIN");
	f = tmpfile();
	assert_non_null(f);
	fputs(body, f);
	fflush(f);
	rewind(f);
	assert_true(dup2(fileno(f), STDIN_FILENO) == STDIN_FILENO);
	assert_true(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
	fclose(f);
	web->cgi_done = false;
	assert_int_equal(web_accept(web, -1, &xz_program, &r, &usable), OK);
	assert_true(usable);
	ran = 0;
	dispatch_run(&d, r);
	return r;
}

static int
status(const char *method, const char *uri, const char *cookie, const char *origin, const char *body)
{
	struct req *r = ask(method, uri, cookie, origin, body);
	int s = req_status(r);

	arena_free(r->arena);
	return s;
}

static const char *
token(void)
{
	struct req *r = ask("GET", "/desk/any", "xz=good", NULL, "");
	const char *t = arena_printf(arena, "a=1&_csrf=%s", r->session->csrf);

	arena_free(r->arena);
	return t;
}

static void
test_web_dispatch_permission(void **state)
{
	struct req *r;

	(void)state;
	duties = DUTY_OFFICER;
	assert_int_equal(status("GET", "/desk/page", "xz=good", NULL, ""), 200);
	assert_int_equal(ran, 1);
	duties = DUTY_REVIEWER;
	assert_int_equal(status("GET", "/desk/page", "xz=good", NULL, ""), 404);
	assert_int_equal(ran, 0);
	assert_int_equal(status("GET", "/desk/any", "xz=good", NULL, ""), 200);
	assert_int_equal(status("GET", "/desk/none", "xz=good", NULL, ""), 404);
	r = ask("GET", "/desk/page", "", NULL, "");
	assert_int_equal(req_status(r), 303);
	assert_non_null(strstr(r->web->head.s, "Location: /desk/login?next=%2Fdesk%2Fpage\r\n"));
	arena_free(r->arena);
	assert_int_equal(status("GET", "/desk/page", "xz=ended", NULL, ""), 303);
	assert_int_equal(status("GET", "/nothing", "", NULL, ""), 404);
	assert_int_equal(ran, 0);
}

#define WHOSE "/desk/whose/00000000000000000000000001"

static void
test_web_dispatch_reading_is_noted_or_refused(void **state)
{
	struct req *r;

	(void)state;
	duties = DUTY_OFFICER;
	notes = 0;
	says = "case";
	assert_int_equal(status("GET", WHOSE, "xz=good", NULL, ""), 200);
	assert_int_equal(notes, 1);
	assert_string_equal(noted.route, "/desk/whose/:ref");
	assert_true(noted.account == 7 && noted.rows == 2 && !noted.refused);
	full = ERR_DB;
	r = ask("GET", WHOSE, "xz=good", NULL, "");
	assert_int_equal(req_status(r), 503);
	assert_null(strstr(r->web->out.s, "secret"));
	arena_free(r->arena);
	full = OK;
	says = NULL;
	r = ask("GET", WHOSE, "xz=good", NULL, "");
	assert_int_equal(req_status(r), 500);
	assert_null(strstr(r->web->out.s, "secret"));
	arena_free(r->arena);
	outcome = ERR_NOT_FOUND;
	assert_int_equal(status("GET", WHOSE, "xz=good", NULL, ""), 404);
	assert_true(noted.refused);
	assert_string_equal(noted_kind, "whose");
	assert_int_equal(noted.ref.b[15], 1);
	outcome = OK;
	duties = DUTY_REVIEWER;
	noted.refused = false;
	assert_int_equal(status("GET", WHOSE, "xz=good", NULL, ""), 404);
	assert_true(noted.refused);
	notes = 0;
	assert_int_equal(status("GET", WHOSE, "", NULL, ""), 303);
	assert_int_equal(notes, 0);
}

static void
test_web_dispatch_post_needs_origin_and_token(void **state)
{
	const char *body;

	(void)state;
	duties = DUTY_OFFICER;
	body = token();
	assert_int_equal(status("POST", "/desk/act/X", "xz=good", "http://h", body), 303);
	assert_int_equal(ran, 1);
	assert_int_equal(status("POST", "/desk/act/X", "xz=good", NULL, body), 403);
	assert_int_equal(status("POST", "/desk/act/X", "xz=good", "http://evil", body), 403);
	assert_int_equal(status("POST", "/desk/act/X", "xz=good", "null", body), 403);
	assert_int_equal(status("POST", "/desk/act/X", "xz=good", "http://h", "a=1"), 403);
	assert_int_equal(status("POST", "/desk/act/X", "xz=good", "http://h", "a=1&_csrf=AAAA"), 403);
	assert_int_equal(status("POST", "/desk/act/X", "xz=good", "http://h", arena_printf(arena, "%s&_csrf=x", body)),
	    400);
	assert_int_equal(ran, 0);
}

static void
test_web_dispatch_bodies(void **state)
{
	char *big = arena_alloc(arena, 500);

	(void)state;
	duties = DUTY_OFFICER;
	memset(big, 'a', 401);
	assert_int_equal(status("POST", "/desk/act/X", "xz=good", "http://h", big), 413);
	assert_int_equal(status("POST", "/desk/act/X", "xz=good", "http://h", "a=%ff"), 400);
	assert_int_equal(status("POST", "/desk/act/X", "xz=good", "http://h", "a.b=1"), 400);
	assert_int_equal(status("GET", "/desk/page?one=1&one=2", "xz=good", NULL, ""), 400);
	assert_int_equal(status("GET", "/desk/page?one=123456", "xz=good", NULL, ""), 400);
}

static void
test_web_dispatch_errors_have_pages(void **state)
{
	static const struct {
		enum err e;
		int status;
	} c[] = { { ERR_INPUT, 422 }, { ERR_NOT_FOUND, 404 }, { ERR_DENIED, 403 }, { ERR_CONFLICT, 409 },
		{ ERR_STATE, 409 }, { ERR_LIMIT, 429 }, { ERR_DB, 503 }, { ERR_IO, 500 } };
	struct req *r;
	size_t i;

	(void)state;
	duties = DUTY_OFFICER;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		outcome = c[i].e;
		r = ask("GET", "/desk/page", "xz=good", NULL, "");
		assert_int_equal(req_status(r), c[i].status);
		assert_non_null(strstr(r->web->out.s, r->id));
		arena_free(r->arena);
	}
	outcome = OK;
	assert_int_equal(status("GET", "/desk/silent", "xz=good", NULL, ""), 500);
}

static void
test_web_dispatch_store_away(void **state)
{
	(void)state;
	store = ERR_DB;
	assert_int_equal(status("GET", "/desk/page", "xz=good", NULL, ""), 503);
	assert_int_equal(status("GET", "/healthz", "", NULL, ""), 503);
	assert_int_equal(status("GET", "/metrics", "", NULL, ""), 200);
	store = OK;
	assert_int_equal(status("GET", "/healthz", "", NULL, ""), 200);
}

/* Of a POST without a session: the answer, what was read of it, and where it leads to. */
static void
assert_not_read(const char *cookie, const char *referer, const char *way)
{
	char *big = arena_alloc(arena, 500);
	struct req *r;

	memset(big, '<', 499);
	big[499] = '\0';
	if (referer != NULL)
		setenv("HTTP_REFERER", referer, 1);
	r = ask("POST", "/desk/act/X", cookie, "http://h", big);
	unsetenv("HTTP_REFERER");
	assert_int_equal(req_status(r), 403);
	assert_false(r->web->body_read);
	assert_null(strstr(r->web->out.s, "&lt;&lt;"));
	assert_null(strstr(r->web->out.s, "type=\"hidden\""));
	assert_non_null(strstr(r->web->out.s, arena_printf(arena, "href=\"/desk/login?next=%s\"", way)));
	assert_int_equal(ran, 0);
	arena_free(r->arena);
}

static void
test_web_dispatch_takes_nothing_without_a_session(void **state)
{
	(void)state;
	duties = DUTY_OFFICER;
	assert_not_read("", NULL, "%2Fdesk%2F");
	assert_not_read("xz=ended", NULL, "%2Fdesk%2F");
	assert_not_read("xz=ended", "http://h/desk/page?one=1", "%2Fdesk%2Fpage%3Fone%3D1");
	assert_not_read("xz=ended", "http://h/desk/act/X", "%2Fdesk%2F");	/* there for POST alone */
	assert_not_read("xz=ended", "http://evil/desk/page", "%2Fdesk%2F");
	assert_not_read("xz=ended", "http://h//evil", "%2Fdesk%2F");
	assert_not_read("xz=ended", "http://h", "%2Fdesk%2F");
}

static void
test_web_dispatch_cache_and_language(void **state)
{
	struct req *r = ask("GET", "/cached", "", NULL, "");

	(void)state;
	assert_non_null(strstr(r->web->head.s, "Cache-Control: public, max-age=1, stale-while-revalidate=1\r\n"));
	arena_free(r->arena);
	r = ask("GET", "/desk/lang?to=en&back=%2Fdesk%2Fx", "", NULL, "");
	assert_non_null(strstr(r->web->head.s, "Set-Cookie: lang=en; Path=/desk;"));
	assert_non_null(strstr(r->web->head.s, "Location: /desk/x\r\n"));
	arena_free(r->arena);
	r = ask("GET", "/desk/lang?to=zh&back=%2F%2Fevil", "", NULL, "");
	assert_non_null(strstr(r->web->head.s, "Location: /desk/\r\n"));
	arena_free(r->arena);
}

static int
set_up(void **state)
{
	struct web_options o = { .app = ".", .program = "desk" };
	char folder[] = "/tmp/xz-test-dispatch-XXXXXX";
	struct seal_key *key;
	const char *path;

	(void)state;
	arena = arena_new("test");
	log_init("test", (enum log_level)(LOG_ERROR + 1));
	assert_non_null(mkdtemp(folder));
	path = arena_printf(arena, "%s/form.key", folder);
	assert_int_equal(seal_key_make(path), OK);
	assert_int_equal(seal_key_load(arena, path, &key), OK);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
	o.form_key = key;
	if (web_open(arena, &o, &web) != OK)
		fail_msg("%s", err_last());
	d = (struct dispatch){ .program = &xz_program };
	assert_int_equal(routes_build(arena, &xz_program, &d.routes), OK);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_web_dispatch_permission),
		cmocka_unit_test(test_web_dispatch_reading_is_noted_or_refused),
		cmocka_unit_test(test_web_dispatch_post_needs_origin_and_token),
		cmocka_unit_test(test_web_dispatch_bodies),
		cmocka_unit_test(test_web_dispatch_errors_have_pages),
		cmocka_unit_test(test_web_dispatch_store_away),
		cmocka_unit_test(test_web_dispatch_takes_nothing_without_a_session),
		cmocka_unit_test(test_web_dispatch_cache_and_language),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
