/* test_web_params.c - parsers of queries, cookies and multipart bodies. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/web/params.h"

static struct arena *arena;

static enum err
parse(struct params *p, const char *text)
{
	params_init(p, arena);
	return params_parse(p, text, strlen(text));
}

static void
test_web_params_values(void **state)
{
	struct params p;
	size_t n;

	(void)state;
	assert_int_equal(parse(&p, "a=1&b=%E6%98%8E+x&&c&a=2&d=%3D%26"), OK);
	assert_string_equal(params_get(&p, "a", &n), "1");
	assert_int_equal(n, 2);
	assert_string_equal(params_get(&p, "b", NULL), "明 x");
	assert_string_equal(params_get(&p, "c", NULL), "");
	assert_string_equal(params_get(&p, "d", NULL), "=&");
	assert_null(params_get(&p, "e", &n));
	assert_int_equal(n, 0);
	assert_int_equal(parse(&p, ""), OK);
}

static void
test_web_params_refused(void **state)
{
	static const char *const bad[] = { "=1", "a.b=1", "a[]=1", "a-b=1", "%00=1", "a=%00", "a=%", "a=%4",
	    "a=%g0", "a=%ff", "a=%c0%80", "a=%ed%a0%80", "\xe6\x98\x8e=1", "a b=1", NULL };
	struct params p;
	struct str s;
	int i;

	(void)state;
	for (i = 0; bad[i] != NULL; i++)
		if (parse(&p, bad[i]) != ERR_INPUT)
			fail_msg("taken: %s", bad[i]);
	str_init(&s, arena);
	for (i = 0; i < 65; i++)
		str_add(&s, "a");
	assert_int_equal(parse(&p, s.s), ERR_INPUT);
	assert_int_equal(parse(&p, s.s + 1), OK);
	str_init(&s, arena);
	for (i = 0; i < 1000; i++)
		str_add(&s, "a=1&");
	assert_int_equal(parse(&p, s.s), OK);
	str_add(&s, "a=1");
	assert_int_equal(parse(&p, s.s), ERR_LIMIT);
	params_init(&p, arena);
	assert_int_equal(params_parse(&p, "a=\0b", 4), ERR_INPUT);
}

static void
test_web_params_encode(void **state)
{
	(void)state;
	assert_string_equal(percent_encode(arena, "a /&=明"), "a%20%2F%26%3D%E6%98%8E");
	assert_string_equal(percent_decode(arena, "a+b%2Bc", 7, false), "a+b+c");
}

static void
test_web_params_cookies(void **state)
{
	struct params p;

	(void)state;
	params_init(&p, arena);
	cookies_parse(&p, "a=1;  b=x=y ;bad;c d=1; e=\"q\"; f=; a=2; __Host-xz=t");
	assert_string_equal(params_get(&p, "a", NULL), "");	/* twice: neither */
	assert_string_equal(params_get(&p, "b", NULL), "x=y");
	assert_null(params_get(&p, "bad", NULL));
	assert_null(params_get(&p, "e", NULL));
	assert_string_equal(params_get(&p, "__Host-xz", NULL), "t");
}

#define TYPE "multipart/form-data; boundary=XX"

static enum err
multi(struct params *p, struct part **files, const char *type, const char *body)
{
	params_init(p, arena);
	return multipart_parse(p, type, body, strlen(body), files);
}

static void
test_web_params_multipart(void **state)
{
	struct params p;
	struct part *f;

	(void)state;
	assert_int_equal(multi(&p, &f, TYPE, "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n明\r\n"
	    "--XX\r\ncontent-disposition: form-data; name=\"f\"; filename=\"x \\\"1\\\".jpg\"\r\n"
	    "Content-Type: image/jpeg\r\n\r\n\r\n--X\r\n\r\n--XX\r\nContent-Disposition: form-data; name=\"e\"\r\n\r\n"
	    "\r\n--XX--\r\n"), OK);
	assert_string_equal(params_get(&p, "a", NULL), "明");
	assert_string_equal(params_get(&p, "e", NULL), "");
	assert_non_null(f);
	assert_null(f->next);
	assert_string_equal(f->name, "f");
	assert_string_equal(f->filename, "x \"1\".jpg");
	assert_string_equal(f->type, "image/jpeg");
	assert_int_equal(f->n, 7);
	assert_memory_equal(f->bytes, "\r\n--X\r\n", 7);
	assert_int_equal(multi(&p, &f, "multipart/form-data; boundary=\"XX\"", "--XX--"), OK);
}

static void
test_web_params_multipart_refused(void **state)
{
	static const char *const bad[] = { "", "--XX", "--XX\r\n", "XX", "--XX\r\n\r\n\r\n--XX--",
	    "--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--XX--",
	    "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--X",
	    "--XX\r\nContent-Disposition: form-data; name=\"a.b\"\r\n\r\n1\r\n--XX--",
	    "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n--XX--",
	    "--XX\r\nContent-Disposition: form-data; name=\"../f\"; filename=\"x\"\r\n\r\n1\r\n--XX--", NULL };
	struct params p;
	struct part *f;
	int i;

	(void)state;
	for (i = 0; bad[i] != NULL; i++)
		if (multi(&p, &f, TYPE, bad[i]) != ERR_INPUT)
			fail_msg("taken: %s", bad[i]);
	assert_int_equal(multi(&p, &f, "multipart/form-data", "--XX--"), ERR_INPUT);
	assert_int_equal(multi(&p, &f, "multipart/form-data; boundary=", "--XX--"), ERR_INPUT);
	assert_int_equal(multi(&p, &f, "text/plain; boundary=XX", "--XX--"), ERR_INPUT);
}

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new("test");
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
		cmocka_unit_test(test_web_params_values),
		cmocka_unit_test(test_web_params_refused),
		cmocka_unit_test(test_web_params_encode),
		cmocka_unit_test(test_web_params_cookies),
		cmocka_unit_test(test_web_params_multipart),
		cmocka_unit_test(test_web_params_multipart_refused),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
