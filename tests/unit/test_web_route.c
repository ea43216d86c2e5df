/* test_web_route.c - route tables: what starts, and what a path finds. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/web/web.h"

static struct arena *arena;

static enum err
run(struct req *r)
{
	(void)r;
	return OK;
}

static enum err
build(const struct route *table, struct routes **out)
{
	const struct route *const tables[] = { table, NULL };
	const struct program p = { .name = "test", .tables = tables };

	return routes_build(arena, &p, out);
}

static void
test_web_route_finds(void **state)
{
	static const struct route table[] = {
		{ .method = GET, .path = "/desk/", .duties = 1, .run = run },
		{ .method = GET, .path = "/desk/cases/:ref", .duties = 1, .run = run },
		{ .method = GET, .path = "/desk/cases/new", .duties = 1, .run = run },
		{ .method = POST, .path = "/desk/cases/new", .duties = 1, .run = run },
		{ .method = POST, .path = "/desk/cases/:ref/do/:action", .duties = 1, .run = run },
		{ .method = POST, .path = "/desk/cases/:ref/do/special", .duties = 1, .run = run },
		{ .method = GET, .path = "/:any/cases/:ref", .flags = ROUTE_PUBLIC, .run = run },
		{ 0 }
	};
	static const struct {
		enum method m;
		const char *path;
		int found;	/* -1: none */
	} c[] = {
		{ GET, "/desk/", 0 }, { GET, "/desk", -1 }, { GET, "/desk/cases/X", 1 }, { GET, "/desk/cases/new", 2 },
		{ POST, "/desk/cases/new", 3 }, { POST, "/desk/cases/X", -1 }, { POST, "/desk/cases/X/do/y", 4 },
		{ POST, "/desk/cases/X/do/special", 5 }, { GET, "/desk/cases/", -1 }, { GET, "/desk/cases/X/", -1 },
		{ GET, "/x/cases/1", 6 }, { GET, "//cases/1", -1 }, { GET, "/", -1 }, { GET, "", -1 },
		{ GET, "/desk/cases//do", -1 }, { GET, "/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a", -1 },
	};
	struct routes *rs;
	size_t i;

	(void)state;
	assert_int_equal(build(table, &rs), OK);
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++)
		if (routes_match(rs, c[i].m, c[i].path) != (c[i].found < 0 ? NULL : &table[c[i].found]))
			fail_msg("%s", c[i].path);
}

static void
test_web_route_without_permission_does_not_start(void **state)
{
	static const struct route none[] = { { .method = GET, .path = "/a", .run = run }, { 0 } };
	static const struct route both[] = {
		{ .method = GET, .path = "/a", .duties = 1, .flags = ROUTE_PUBLIC, .run = run }, { 0 } };
	static const struct route twice[] = {
		{ .method = GET, .path = "/a/:b", .duties = 1, .run = run },
		{ .method = GET, .path = "/a/:c", .duties = 1, .run = run }, { 0 } };
	static const struct route plain_twice[] = {
		{ .method = GET, .path = "/a", .duties = 1, .run = run },
		{ .method = GET, .path = "/a", .duties = 1, .run = run }, { 0 } };
	static const struct route no_handler[] = { { .method = GET, .path = "/a", .duties = 1 }, { 0 } };
	static const struct route no_slash[] = { { .method = GET, .path = "a", .duties = 1, .run = run }, { 0 } };
	struct routes *rs;

	(void)state;
	assert_int_equal(build(none, &rs), ERR_INPUT);
	assert_non_null(strstr(err_last(), "without a permission"));
	assert_int_equal(build(both, &rs), ERR_INPUT);
	assert_int_equal(build(twice, &rs), ERR_INPUT);
	assert_int_equal(build(plain_twice, &rs), ERR_INPUT);
	assert_int_equal(build(no_handler, &rs), ERR_INPUT);
	assert_int_equal(build(no_slash, &rs), ERR_INPUT);
}

/* Off a paper: small letters, a slash too many or too few; what is right, and what is nowhere, stays. */
static void
test_web_route_respelled(void **state)
{
	static const struct route table[] = {
		{ .method = GET, .path = "/desk/", .duties = 1, .run = run },
		{ .method = GET, .path = "/decisions/:ref", .flags = ROUTE_PUBLIC, .run = run },
		{ .method = GET, .path = "/draws/:ref/:file", .flags = ROUTE_PUBLIC, .run = run },
		{ .method = POST, .path = "/only/post", .flags = ROUTE_PUBLIC, .run = run },
		{ 0 }
	};
	static const char *const cases[][2] = {
		{ "/desk", "/desk/" }, { "/desk/", NULL }, { "/", NULL }, { "/nowhere", NULL }, { "/only/post/", NULL },
		{ "/decisions/0ZVM7NKKMR0SPQ8920MHP4F7NY", NULL },
		{ "/decisions/0zvm7nkkmr0spq8920mhp4f7ny", "/decisions/0ZVM7NKKMR0SPQ8920MHP4F7NY" },
		{ "/decisions/0zvm7nkkmr0spq8920mhp4f7ny/", "/decisions/0ZVM7NKKMR0SPQ8920MHP4F7NY" },
		{ "/decisions/0ZVM7NKKMR0SPQ8920MHP4F7NY/", "/decisions/0ZVM7NKKMR0SPQ8920MHP4F7NY" },
		/* u is no letter of a reference */
		{ "/decisions/0zvm7nkkmr0spq8920mhp4f7nu", NULL },
		{ "/draws/0zvm7nkkmr0spq8920mhp4f7ny/list.json", "/draws/0ZVM7NKKMR0SPQ8920MHP4F7NY/list.json" },
	};
	struct routes *rs;
	const char *got;
	size_t i;

	(void)state;
	assert_int_equal(build(table, &rs), OK);
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		got = routes_respell(rs, arena, cases[i][0]);
		if (cases[i][1] == NULL)
			assert_null(got);
		else
			assert_string_equal(got, cases[i][1]);
	}
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
		cmocka_unit_test(test_web_route_finds),
		cmocka_unit_test(test_web_route_without_permission_does_not_start),
		cmocka_unit_test(test_web_route_respelled),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
