/* test_web_standalone_page.c - pages, forms, guards and errors by plain CGI requests on
 * the real templates. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/sec/sec.h"
#include "lib/web/priv.h"

static struct arena *arena;
static struct web *web;
static int framed;

static enum err
nobody(struct req *r)
{
	return req_send(r, 200, "text/plain", "x", 1);
}

static void
frame(struct req *r)
{
	framed++;
	view_text(r, "menu.0.group", "办案");
	view_text(r, "menu.0.items.0.href", "/desk/");
	view_text(r, "menu.0.items.0.label", "今日工作");
	view_i64(r, "menu.0.items.0.n", 7);
	view_bool(r, "menu.0.items.0.hot", true);
	view_bool(r, "menu.0.items.0.current", true);
}

static const struct route table[] = {
	{ .method = POST, .path = "/desk/cases/:ref/do/:action", .duties = 1, .run = nobody },
	{ 0 }
};
static const struct route *const tables[] = { table, NULL };
static const struct program desk = { .name = "desk", .cookie_path = "/desk", .tables = tables, .frame = frame };
static const struct program portal = { .name = "portal", .tables = tables };

static const struct session session = { .account = 7, .ref = { { 1, 2, 3 } }, .username = "li",
	.display_name = "李卫东", .agency_name = "市市场监管局", .unit_name = "执法三大队", .csrf = "TOKEN" };

static struct req *
ask(const struct program *p, const char *method, const char *uri, const char *const *more)
{
	static const char *const names[] = { "HTTP_COOKIE", "HTTP_ORIGIN", "HTTP_REFERER", "HTTPS",
	    "HTTP_SEC_FETCH_SITE", "CONTENT_TYPE", "CONTENT_LENGTH", "HTTP_HOST", NULL };
	const char *q = strchr(uri, '?');
	struct req *r;
	bool usable;
	int i;

	for (i = 0; names[i] != NULL; i++)
		unsetenv(names[i]);
	setenv("REQUEST_METHOD", method, 1);
	setenv("REQUEST_URI", uri, 1);
	setenv("QUERY_STRING", q != NULL ? q + 1 : "", 1);
	setenv("HTTP_HOST", "desk.test:8080", 1);
	for (; more != NULL && *more != NULL; more += 2)
		setenv(more[0], more[1], 1);
	web->cgi_done = false;
	assert_int_equal(web_accept(web, -1, p, &r, &usable), OK);
	if (usable)
		assert_int_equal(r->web->status, 0);
	else
		assert_int_not_equal(r->web->status, 0);
	return r;
}

static void
body(struct req *r, const char *text)
{
	r->web->body_read = true;
	assert_int_equal(params_parse(&r->web->form, text, strlen(text)), OK);
}

static void
has(const struct req *r, const char *text)
{
	if (strstr(r->web->out.s, text) == NULL)
		fail_msg("no %s in:\n%s", text, r->web->out.s);
}

static void
has_not(const struct req *r, const char *text)
{
	if (strstr(r->web->out.s, text) != NULL)
		fail_msg("%s in:\n%s", text, r->web->out.s);
}

static void
has_header(const struct req *r, const char *text)
{
	if (strstr(r->web->head.s, text) == NULL)
		fail_msg("no %s in:\n%s", text, r->web->head.s);
}

static void
test_web_page_errors_escape_and_carry_headers(void **state)
{
	struct req *r = ask(&desk, "GET", "/desk/%3Cb%3E", NULL);

	(void)state;
	r->session = &session;
	framed = 0;
	req_error(r, 404);
	assert_int_equal(framed, 1);
	has(r, "<!doctype html>");
	assert_ptr_equal(strstr(r->web->out.s, "<!doctype"), r->web->out.s);
	has(r, "没有这个页面");
	has(r, r->id);
	has(r, "李卫东");
	has(r, "今日工作<span class=\"n hot\">7");
	has_not(r, "<b>市");
	has_header(r, "Content-Security-Policy: default-src 'self'");
	has_header(r, "Cache-Control: no-store");
	has_header(r, "X-Content-Type-Options: nosniff");
	arena_free(r->arena);
	r = ask(&desk, "GET", "/desk/", NULL);
	r->session = &session;
	req_error(r, 503);
	assert_int_equal(framed, 1);	/* the store may be away */
	assert_int_equal(req_status(r), 503);
	arena_free(r->arena);
}

static void
test_web_page_language(void **state)
{
	const char *const cookie[] = { "HTTP_COOKIE", "lang=en", NULL };
	struct req *r = ask(&portal, "GET", "/search?q=%E6%98%8E&lang=en", NULL);

	(void)state;
	assert_string_equal(r->lang, "en");
	assert_string_equal(req_query(r, "q", 10), "明");
	req_error(r, 404);
	has(r, "<html lang=\"en\">");
	has(r, "href=\"/laws/?lang=en\"");
	has(r, "href=\"?q=%E6%98%8E\"");
	arena_free(r->arena);
	r = ask(&portal, "GET", "/search", NULL);
	req_error(r, 404);
	has(r, "href=\"/laws/\"");
	has(r, "href=\"?lang=en\"");
	arena_free(r->arena);
	r = ask(&desk, "GET", "/desk/?lang=en", NULL);
	assert_string_equal(r->lang, "zh-CN");
	arena_free(r->arena);
	r = ask(&desk, "GET", "/desk/", cookie);
	assert_string_equal(r->lang, "en");
	arena_free(r->arena);
}

static void
test_web_page_malformed_heads_are_refused(void **state)
{
	static const char *const bad[] = { "/a%00b", "/a%zz", "/a%ff", "/a%0a", "/?a=%ff", "/?a=%0",
	    "/?a-b=1", "/a?%00=1", NULL };
	struct req *r;
	int i;

	(void)state;
	for (i = 0; bad[i] != NULL; i++) {
		r = ask(&portal, "GET", bad[i], NULL);
		assert_int_equal(req_status(r), 400);
		arena_free(r->arena);
	}
	r = ask(&portal, "TRACE", "/", NULL);
	assert_int_equal(req_status(r), 405);
	has_header(r, "Allow: GET, HEAD, POST");
	arena_free(r->arena);
}

static const struct field goods[] = {
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_REQUIRED },
	{ .name = "kind", .type = FIELD_CHOICE },
	{ 0 }
};
static const struct field form[] = {
	{ .name = "title", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .max = 10 },
	{ .name = "facts", .type = FIELD_TEXT },
	{ .name = "found", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ .name = "at", .type = FIELD_TIME },
	{ .name = "fine", .type = FIELD_MONEY },
	{ .name = "many", .type = FIELD_NUMBER },
	{ .name = "way", .type = FIELD_CHOICE },
	{ .name = "cause", .type = FIELD_CHOICE },
	{ .name = "kinds", .type = FIELD_CHOICES },
	{ .name = "sure", .type = FIELD_TICK },
	{ .name = "goods", .type = FIELD_ROWS, .rows = goods },
	{ 0 }
};

static struct input *
make_form(struct req *r)
{
	struct input *in = input_new(r->arena, form);
	char value[4] = "c0";

	input_option(in, "way", "post", "邮寄", "by post");
	input_option(in, "way", "hand", "直接", "by hand");
	input_option(in, "kinds", "a", "甲", "A");
	input_option(in, "kinds", "b", "乙", "B");
	input_option(in, "goods.kind", "x", "箱", "box");
	for (; value[1] <= '9'; value[1]++)
		input_option(in, "cause", value, value, value);
	return in;
}

static void
show_form(struct req *r, struct input *in)
{
	view_input(r, "test", in);
	assert_int_equal(req_render(r, r->problems.n > 0 ? 422 : 200, "test_form.cs"), OK);
}

static void
test_web_page_form_is_rendered(void **state)
{
	struct req *r = ask(&desk, "GET", "/desk/x", NULL);
	struct input *in = make_form(r);

	(void)state;
	input_default(in, "title", "\"><script>");
	r->session = &session;
	show_form(r, in);
	assert_int_equal(req_status(r), 200);
	has(r, "value=\"&quot;&gt;&lt;script&gt;\"");
	has(r, "name=\"_csrf\" value=\"TOKEN\"");
	has(r, "<select class=\"in\" id=\"f-cause\"");
	has(r, "type=\"radio\" id=\"f-way\" name=\"way\" value=\"post\"");
	has(r, "type=\"date\" id=\"f-found\"");
	has(r, "type=\"datetime-local\" id=\"f-at\"");
	has(r, "id=\"f-goods_0_name\"");
	has(r, "id=\"f-goods_0_kind\" name=\"goods_0_kind\" value=\"x\"");
	has_not(r, "goods_1_name");
	has_not(r, "role=\"alert\"");
	if (getenv("SHOW_PAGE") != NULL) {
		FILE *f = fopen(getenv("SHOW_PAGE"), "w");

		assert_non_null(f);
		fputs(r->web->out.s, f);
		fclose(f);
	}
	arena_free(r->arena);
}

static void
test_web_page_form_keeps_what_was_typed(void **state)
{
	struct req *r = ask(&desk, "POST", "/desk/x", NULL);
	struct input *in = make_form(r);

	(void)state;
	body(r, "title=123456789012&found=2026-13-01&fine=1.234&way=fax&kinds=a&kinds=b&goods_0_kind=x"
	    "&goods_2_name=%E9%94%85&many=1&many=2&_x=1&unknown=1");
	req_input(r, in);
	r->session = &session;
	show_form(r, in);
	assert_int_equal(req_status(r), 422);
	assert_int_equal(r->problems.n, 6);
	has(r, "<a href=\"#f-goods_0_name\">");
	has(r, "<input class=\"in\" type=\"text\" id=\"f-found\" name=\"found\" value=\"2026-13-01\"");
	has(r, "aria-describedby=\"f-title-e\"");
	has(r, "value=\"a\" checked");
	has(r, "value=\"锅\"");
	has(r, "有 6 处需要修改");
	if (getenv("SHOW_PROBLEMS") != NULL) {
		FILE *f = fopen(getenv("SHOW_PROBLEMS"), "w");

		assert_non_null(f);
		fputs(r->web->out.s, f);
		fclose(f);
	}
	arena_free(r->arena);
}

static void
test_web_page_more_rows_without_script(void **state)
{
	struct req *r = ask(&desk, "POST", "/desk/x", NULL);
	struct input *in = make_form(r);

	(void)state;
	body(r, "goods_0_name=a&_more=goods&_csrf=x");
	req_input(r, in);
	assert_int_equal(r->problems.n, 1);
	show_form(r, in);
	assert_int_equal(req_status(r), 200);
	has(r, "goods_1_name");
	has_not(r, "goods_2_name");
	has_not(r, "role=\"alert\"");
	has_not(r, "class=\"err\"");
	arena_free(r->arena);
}

static void
test_web_page_origin(void **state)
{
	static const struct {
		const char *const env[7];
		bool want;
	} c[] = {
		{ { NULL }, false },
		{ { "HTTP_SEC_FETCH_SITE", "", "HTTP_ORIGIN", "", "HTTP_REFERER", "", NULL }, false },
		{ { "HTTP_SEC_FETCH_SITE", "", "HTTP_ORIGIN", "http://desk.test:8080", NULL }, true },
		{ { "HTTP_ORIGIN", "http://desk.test:8080", "HTTP_REFERER", "http://evil.test/", NULL }, false },
		{ { "HTTP_SEC_FETCH_SITE", "same-origin", "HTTP_ORIGIN", "null", NULL }, false },
		{ { "HTTP_ORIGIN", "http://desk.test:8080", NULL }, true },
		{ { "HTTP_ORIGIN", "https://desk.test:8080", NULL }, true },
		{ { "HTTP_ORIGIN", "http://desk.test:80801", NULL }, false },
		{ { "HTTP_ORIGIN", "http://desk.test:8080.evil.test", NULL }, false },
		{ { "HTTP_ORIGIN", "null", NULL }, false },
		{ { "HTTP_SEC_FETCH_SITE", "same-origin", NULL }, true },
		{ { "HTTP_SEC_FETCH_SITE", "cross-site", NULL }, false },
		{ { "HTTP_SEC_FETCH_SITE", "same-site", "HTTP_ORIGIN", "http://desk.test:8080", NULL }, false },
		{ { "HTTP_REFERER", "http://desk.test:8080/desk/", NULL }, true },
		{ { "HTTP_REFERER", "http://evil.test/", NULL }, false },
	};
	struct req *r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		r = ask(&desk, "POST", "/desk/x", c[i].env);
		assert_int_equal(req_own_page(r), c[i].want);
		arena_free(r->arena);
	}
}

static void
test_web_page_csrf(void **state)
{
	unsigned char key[32] = { 1 }, other[32] = { 2 };
	struct req *r = ask(&desk, "POST", "/desk/x", NULL);
	const char *a = req_csrf_begin(r, key), *b = req_csrf_begin(r, key);

	(void)state;
	assert_string_not_equal(a, b);
	assert_false(req_csrf_ok(r));
	body(r, arena_printf(r->arena, "_csrf=%s", a));
	assert_true(req_csrf_ok(r));
	(void)req_csrf_begin(r, other);
	assert_false(req_csrf_ok(r));
	a = req_csrf_begin(r, NULL);
	params_init(&r->web->form, r->arena);
	body(r, arena_printf(r->arena, "_csrf=%s", a));
	assert_true(req_csrf_ok(r));
	arena_free(r->arena);
}

static void
test_web_page_notice_is_signed(void **state)
{
	struct req *r = ask(&desk, "GET", "/desk/x", NULL);
	const char *path = req_with_notice(r, "/desk/y", "form.save"), *p;

	(void)state;
	p = arena_strdup(arena, path);
	arena_free(r->arena);
	r = ask(&desk, "GET", p, NULL);
	r->session = &session;
	req_error(r, 404);
	has(r, "保存");
	has(r, "flash");
	arena_free(r->arena);
	r = ask(&desk, "GET", "/desk/y?ok=form.save.000000000000000000000000", NULL);
	r->session = &session;
	req_error(r, 404);
	has_not(r, "flash");
	arena_free(r->arena);
}

static void
test_web_page_cookies(void **state)
{
	const char *const tls[] = { "HTTP_HOST", "desk.localhost:8443", "HTTPS", "on", "HTTP_COOKIE",
	    "xz=a; __Host-xz=b", NULL };
	const char *const plain[] = { "HTTP_COOKIE", "xz=a; __Host-xz=b", NULL };
	const char *const twice[] = { "HTTP_COOKIE", "xz=a; xz=c", NULL };
	struct req *r = ask(&desk, "GET", "/desk/", plain);

	(void)state;
	assert_string_equal(req_session_token(r), "a");
	req_set_session_cookie(r, "tok");
	has_header(r, "Set-Cookie: xz=tok; Path=/desk; SameSite=Strict; HttpOnly\r\n");
	arena_free(r->arena);
	r = ask(&desk, "GET", "/desk/", tls);
	assert_string_equal(req_session_token(r), "b");
	req_set_session_cookie(r, NULL);
	has_header(r, "Set-Cookie: __Host-xz=; Path=/; SameSite=Strict; HttpOnly; Secure; Max-Age=0\r\n");
	arena_free(r->arena);
	r = ask(&desk, "GET", "/desk/", twice);
	assert_null(req_session_token(r));
	arena_free(r->arena);
	r = ask(&portal, "GET", "/", plain);
	assert_null(req_session_token(r));
	arena_free(r->arena);
}

static void
test_web_page_values(void **state)
{
	struct req *r = ask(&desk, "GET", "/desk/", NULL);
	HDF *h = r->web->hdf;

	(void)state;
	view_money(r, "a", 5200000);
	view_money(r, "b", 123456705);
	view_money(r, "c", -50);
	view_day(r, "d", day_of(2026, 3, 1));
	view_day(r, "e", DAY_NONE);
	view_time(r, "f", time_of_day(day_of(2026, 3, 1), 9, 5));
	view_json(r, "j", "{\"x\":[{\"y\":\"<\"},2,true],\"a.b\":1,\"n\":null}");
	assert_string_equal(hdf_get_value(h, "a", ""), "52 000");
	assert_string_equal(hdf_get_value(h, "b", ""), "1 234 567.05");
	assert_string_equal(hdf_get_value(h, "c", ""), "-0.50");
	assert_string_equal(hdf_get_value(h, "d", ""), "2026-03-01");
	assert_null(hdf_get_value(h, "e", NULL));
	assert_string_equal(hdf_get_value(h, "f", ""), "2026-03-01 09:05");
	assert_string_equal(hdf_get_value(h, "j.x.0.y", ""), "<");
	assert_string_equal(hdf_get_value(h, "j.x.1", ""), "2");
	assert_string_equal(hdf_get_value(h, "j.x.2", ""), "1");
	assert_null(hdf_get_value(h, "j.a.b", NULL));
	assert_string_equal(view_msg(r, "problem.long", "arg", "5", NULL), "不能超过 5 个字");
	assert_false(view_has_msg(r, "no.such"));
	arena_free(r->arena);
}

static void
test_web_page_path_values(void **state)
{
	struct req *r = ask(&desk, "POST", "/desk/cases/01JABC/do/file", NULL);
	struct ref ref;

	(void)state;
	r->route = &table[0];
	assert_string_equal(req_path_text(r, "action"), "file");
	assert_string_equal(req_path_text(r, "ref"), "01JABC");
	assert_null(req_path_text(r, "re"));
	assert_int_equal(req_path_ref(r, "ref", &ref), ERR_NOT_FOUND);
	arena_free(r->arena);
}

static void
test_web_page_act_key(void **state)
{
	struct req *r = ask(&desk, "POST", "/desk/x", NULL);
	struct act one, two;

	(void)state;
	r->session = &session;
	body(r, "a=1&_key=12345678&_csrf=x");
	one = req_act(r);
	assert_string_equal(one.key, "12345678");
	assert_int_equal(one.principal, 7);
	params_init(&r->web->form, r->arena);
	body(r, "a=1&_key=12345678&_csrf=y");
	two = req_act(r);
	assert_string_equal(one.body, two.body);
	params_init(&r->web->form, r->arena);
	body(r, "a=1&_key=short");
	assert_null(req_act(r).key);
	assert_null(req_form(r, "b", 10));
	assert_false(req_doubled(r));
	body(r, "a=2");
	assert_null(req_form(r, "a", 10));
	assert_true(req_doubled(r));
	arena_free(r->arena);
}

static void
test_web_page_redirect_stays_here(void **state)
{
	struct req *r = ask(&desk, "GET", "/desk/", NULL);

	(void)state;
	assert_int_equal(req_redirect(r, "//evil"), ERR_IO);
	assert_int_equal(req_redirect(r, "http://evil"), ERR_IO);
	assert_int_equal(req_redirect(r, "/a\r\nX: y"), ERR_IO);
	assert_int_equal(req_redirect(r, "/desk/%d", 5), OK);
	has_header(r, "Location: /desk/5\r\n");
	assert_int_equal(req_status(r), 303);
	arena_free(r->arena);
}

/* The tree's templates and one more for forms, in a folder of their own. */
static int
set_up(void **state)
{
	static char app[] = "/tmp/xz-test-web-XXXXXX";
	struct web_options o = { .test_clock = true, .program = "desk" };
	struct seal_key *key;
	FILE *f;

	(void)state;
	arena = arena_new("test");
	log_init("test", LOG_ERROR);
	assert_non_null(mkdtemp(app));
	assert_int_equal(system(arena_printf(arena, "mkdir %s/templates && cp -r templates/layout templates/error "
	    "templates/lang templates/macros.cs templates/macros_layout.cs %s/templates/", app, app)), 0);
	f = fopen(arena_printf(arena, "%s/templates/test_form.cs", app), "w");
	assert_non_null(f);
	fputs("<?cs include:\"macros.cs\" ?>\n<?cs set:Page.title = \"表单\" ?>\n<?cs def:body() ?>\n"
	    "<div class=\"ph\"><h1>表单</h1></div><?cs call:form_problems() ?><?cs call:form_begin(\"/desk/x\") ?>"
	    "<?cs call:form_fields() ?><?cs call:form_buttons(M.form.save, \"/desk/\") ?><?cs call:form_end() ?>"
	    "<?cs call:empty(\"没有\", \"\") ?><?cs call:note(\"amber\", \"题\", \"文\") ?><?cs"
	    " call:pager(\"/a\", \"/b\") ?>"
	    "<?cs call:tag(\"zhu\", \"红\") ?>\n<?cs /def ?>\n<?cs include:\"layout/desk.cs\" ?>\n", f);
	fclose(f);
	o.app = app;
	assert_int_equal(seal_key_make(arena_printf(arena, "%s/form.key", app)), OK);
	assert_int_equal(seal_key_load(arena, arena_printf(arena, "%s/form.key", app), &key), OK);
	o.form_key = key;
	if (web_open(arena, &o, &web) != OK)
		fail_msg("%s", err_last());
	assert_int_equal(system(arena_printf(arena, "rm -r %s", app)), 0);	/* read once, at the start */
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
		cmocka_unit_test(test_web_page_errors_escape_and_carry_headers),
		cmocka_unit_test(test_web_page_language),
		cmocka_unit_test(test_web_page_malformed_heads_are_refused),
		cmocka_unit_test(test_web_page_form_is_rendered),
		cmocka_unit_test(test_web_page_form_keeps_what_was_typed),
		cmocka_unit_test(test_web_page_more_rows_without_script),
		cmocka_unit_test(test_web_page_origin),
		cmocka_unit_test(test_web_page_csrf),
		cmocka_unit_test(test_web_page_notice_is_signed),
		cmocka_unit_test(test_web_page_cookies),
		cmocka_unit_test(test_web_page_values),
		cmocka_unit_test(test_web_page_path_values),
		cmocka_unit_test(test_web_page_act_key),
		cmocka_unit_test(test_web_page_redirect_stays_here),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
