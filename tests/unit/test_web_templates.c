/* test_web_templates.c - every template of the tree parses; both languages
 * have the same messages; each message a template names is there; how its
 * lines are read. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <unistd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/web/priv.h"

static struct arena *arena;
static int missing;

/* ClearSilver leaves a part that a broken file includes unfreed; a program with a broken template does not start. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:cs_init_internal\n";
}

static HDF *
messages(const char *lang)
{
	const char *folder = arena_printf(arena, "templates/lang/%s", lang);
	struct dirent *d;
	DIR *dir = opendir(folder);
	char cwd[4096];
	HDF *hdf;

	assert_non_null(dir);
	assert_non_null(getcwd(cwd, sizeof(cwd)));
	assert_true(hdf_init(&hdf) == STATUS_OK);
	while ((d = readdir(dir)) != NULL)
		if (strstr(d->d_name, ".hdf") != NULL)
			assert_true(hdf_read_file(hdf, arena_printf(arena, "%s/%s/%s", cwd, folder,
			    d->d_name)) == STATUS_OK);
	closedir(dir);
	return hdf;
}

static void
compare(HDF *have, HDF *other, const char *at, const char *lang)
{
	HDF *it;

	for (it = hdf_obj_child(have); it != NULL; it = hdf_obj_next(it)) {
		const char *name = *at == '\0' ? hdf_obj_name(it) :
		    arena_printf(arena, "%s.%s", at, hdf_obj_name(it));

		if (hdf_obj_value(it) != NULL && hdf_get_value(other, name, NULL) == NULL) {
			print_message("# %s lacks %s\n", lang, name);
			missing++;
		}
		compare(it, other, name, lang);
	}
}

static void
test_web_templates_parse(void **state)
{
	struct web_options o = { .app = ".", .program = "test" };
	struct web *w;

	(void)state;
	if (web_open(arena, &o, &w) != OK)
		fail_msg("%s", err_last());
	assert_true(w->template_n > 5);
}

/* A program parses its own folders, and the error pages. */
static void
test_web_templates_own_folders(void **state)
{
	static const char *const own[] = { "portal", NULL };
	struct web_options o = { .app = ".", .program = "test", .templates = own };
	struct web *w;

	(void)state;
	if (web_open(arena, &o, &w) != OK)
		fail_msg("%s", err_last());
	assert_non_null(template_find(w, "portal/home.cs"));
	assert_non_null(template_find(w, "error/404.cs"));
	assert_null(template_find(w, "home/today.cs"));
}

/* What has another program's frame is not its page, whatever folder it lies in. */
static void
test_web_templates_own_frame(void **state)
{
	struct web_options o = { .app = ".", .program = "test", .layout = "portal" };
	struct web *w;

	(void)state;
	assert_int_equal(web_open(arena, &o, &w), OK);
	assert_non_null(template_find(w, "inspection/public_show.cs"));
	assert_null(template_find(w, "inspection/show.cs"));
	o.layout = "desk";
	assert_int_equal(web_open(arena, &o, &w), OK);
	assert_null(template_find(w, "inspection/public_show.cs"));
	assert_non_null(template_find(w, "inspection/show.cs"));
	assert_non_null(template_find(w, "error/404.cs"));
}

/* A program that renders little has few messages: those of its error pages among them. */
static void
test_web_templates_own_messages(void **state)
{
	static const char *const none[] = { NULL }, *const base[] = { "base", NULL };
	struct web_options o = { .app = ".", .program = "test", .templates = none, .messages = base };
	struct web *w;
	int i;

	(void)state;
	assert_int_equal(web_open(arena, &o, &w), OK);
	for (i = 0; i < 2; i++) {
		assert_non_null(hdf_get_value(w->catalogue[i].hdf, "M.error.e404.title", NULL));
		assert_non_null(hdf_get_value(w->catalogue[i].hdf, "M.clock.banner", NULL));
		assert_null(hdf_get_value(w->catalogue[i].hdf, "M.action.file", NULL));
		assert_null(hdf_get_value(w->catalogue[i].hdf, "M.portal.until", NULL));
	}
}

static void
test_web_templates_languages_agree(void **state)
{
	HDF *zh = messages("zh-CN"), *en = messages("en");

	(void)state;
	missing = 0;
	compare(zh, en, "", "en");
	compare(en, zh, "", "zh-CN");
	hdf_destroy(&zh);
	hdf_destroy(&en);
	assert_int_equal(missing, 0);
}

/* M.<key> in the text of a template, where the key is written out. */
static void
check_text(HDF *zh, const char *path, const char *text)
{
	const char *p = text;
	size_t n;

	while ((p = strstr(p, "M.")) != NULL) {
		bool starts = p > text && strchr(" :(,+!", p[-1]) != NULL;
		char *key;

		p += 2;
		n = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");
		key = arena_strndup(arena, p, n);
		p += n;
		if (!starts || n == 0 || *p == '[' || *p == '<')
			continue;
		if (hdf_get_value(zh, key, NULL) == NULL) {
			print_message("# %s: no message %s\n", path, key);
			missing++;
		}
	}
}

static void
check_folder(HDF *zh, const char *folder)
{
	struct dirent *d;
	DIR *dir = opendir(folder);
	char *text;
	size_t n;
	FILE *f;

	assert_non_null(dir);
	while ((d = readdir(dir)) != NULL) {
		const char *path = arena_printf(arena, "%s/%s", folder, d->d_name);

		if (d->d_name[0] == '.')
			continue;
		if (d->d_type == DT_DIR && strcmp(d->d_name, "lang") != 0)
			check_folder(zh, path);
		if (strlen(path) < 3 || strcmp(path + strlen(path) - 3, ".cs") != 0)
			continue;
		f = fopen(path, "r");
		assert_non_null(f);
		text = arena_alloc(arena, 1 << 20);
		n = fread(text, 1, (1 << 20) - 1, f);
		text[n] = '\0';
		fclose(f);
		check_text(zh, path, text);
	}
	closedir(dir);
}

static void
test_web_templates_messages_are_there(void **state)
{
	HDF *zh = messages("zh-CN");

	(void)state;
	missing = 0;
	check_folder(zh, "templates");
	hdf_destroy(&zh);
	assert_int_equal(missing, 0);
}

static void
put(const char *app, const char *name, const char *text)
{
	FILE *f = fopen(arena_printf(arena, "%s/templates/%s", app, name), "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* A folder with the template t.cs beside an empty macros.cs; gone when it was read. */
static enum err
read_one(const char *text, struct web *w)
{
	char app[] = "/tmp/xz-test-template-XXXXXX";
	enum err e;

	assert_non_null(mkdtemp(app));
	assert_int_equal(system(arena_printf(arena, "mkdir %s/templates", app)), 0);
	put(app, "macros.cs", "");
	put(app, "t.cs", text);
	*w = (struct web){ .arena = arena, .opt = { .app = app } };
	e = templates_open(w);
	assert_int_equal(system(arena_printf(arena, "rm -r %s", app)), 0);
	return e;
}

static void
makes(const char *text, const char *page)
{
	struct web w;
	struct str out;
	HDF *data;

	assert_int_equal(read_one(text, &w), OK);
	assert_true(hdf_init(&data) == STATUS_OK);
	hdf_put(data, "one", "1");
	str_init(&out, arena);
	assert_int_equal(template_render(template_find(&w, "t.cs"), data, NULL, &out), OK);
	assert_string_equal(out.s, page);
	hdf_destroy(&data);
	templates_close(&w);
	hdf_destroy(&w.base);
}

static void
test_web_templates_lines_are_joined(void **state)
{
	(void)state;
	makes("<ul>\n\t<li>a</li>\n\t<?cs if:one ?>\n\t\t<li>\n\t\t\tb</li>\n\t<?cs /if ?>\n</ul>\n",
	    "<ul><li>a</li><li>b</li></ul>");
	makes("<p class=\"a\"\n\t\t id=\"b\">\n\t<?cs var:one ?>\n\t <b>x</b>\n</p>\n",
	    "<p class=\"a\" id=\"b\">1 <b>x</b></p>");
	makes("<?cs if:one == \"1\" &&\n\t\t !two ?>\n\tyes\n<?cs /if ?>\n", "yes");
}

static void
test_web_templates_empty_line_is_a_line_end(void **state)
{
	(void)state;
	makes("<pre>\n\ta\n\n\t  b\n\n\n\tc</pre>\n", "<pre>a\n  b\n\nc</pre>");
	makes("<p>\n\ta\n\n<?cs # ends with a line end ?>\n", "<p>a\n");
}

static void
test_web_templates_comments_leave_nothing(void **state)
{
	(void)state;
	makes("a<?cs # one\n\ttwo: <p> ?>\n\tb\n", "ab");
}

static void
renders(const struct web *w, const char *path, const char *page)
{
	struct str out;
	HDF *data;

	assert_true(hdf_init(&data) == STATUS_OK);
	str_init(&out, arena);
	assert_int_equal(template_render(template_find(w, path), data, NULL, &out), OK);
	assert_string_equal(out.s, page);
	hdf_destroy(&data);
}

/* They are read once, whatever pages include them; between its macros a folder's file may have text. */
static void
test_web_templates_macros_are_shared(void **state)
{
	static const char inner[] = "<?cs def:b() ?>b<?cs call:a() ?><?cs /def ?>\n\n";
	static const char text[] = "<?cs include:\"macros.cs\" ?><?cs include:\"f/macros.cs\" ?><?cs call:b() ?>";
	char app[] = "/tmp/xz-test-template-XXXXXX";
	struct web w;

	(void)state;
	assert_non_null(mkdtemp(app));
	assert_int_equal(system(arena_printf(arena, "mkdir -p %s/templates/f", app)), 0);
	put(app, "macros.cs", "<?cs def:a() ?>a<?cs /def ?>\n\n");
	put(app, "f/macros.cs", inner);
	put(app, "f/one.cs", text);
	put(app, "f/two.cs", text);
	w = (struct web){ .arena = arena, .opt = { .app = app } };
	assert_int_equal(templates_open(&w), OK);
	assert_int_equal(system(arena_printf(arena, "rm -r %s", app)), 0);
	assert_int_equal(w.shared_n, 2);
	assert_int_equal(w.template_n, 2);
	assert_ptr_equal(template_find(&w, "f/one.cs")->parse->macros, template_find(&w, "f/two.cs")->parse->macros);
	renders(&w, "f/one.cs", "\nba");
	renders(&w, "f/two.cs", "\nba");
	templates_close(&w);
	hdf_destroy(&w.base);
}

/* Lines of the file, not of what is left of it. */
static void
test_web_templates_mistakes_have_a_line(void **state)
{
	struct web w;

	(void)state;
	assert_int_equal(read_one("<?cs # a\n\tb ?>\n<p>\n\n\t<?cs if:one ?>\n\t\t<b>\n\t<?cs nothing ?>\n</p>\n", &w),
	    ERR_IO);
	assert_non_null(strstr(err_last(), "templates/t.cs:7: "));
	hdf_destroy(&w.base);
}

/* ClearSilver would go on without it. */
static void
test_web_templates_includes_are_there(void **state)
{
	struct web w;

	(void)state;
	assert_int_equal(read_one("<?cs include:\"layout/gone.cs\" ?>\n<p>a</p>\n", &w), ERR_IO);
	assert_non_null(strstr(err_last(), "layout/gone.cs"));
	hdf_destroy(&w.base);
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
		cmocka_unit_test(test_web_templates_parse),
		cmocka_unit_test(test_web_templates_own_folders),
		cmocka_unit_test(test_web_templates_own_frame),
		cmocka_unit_test(test_web_templates_own_messages),
		cmocka_unit_test(test_web_templates_languages_agree),
		cmocka_unit_test(test_web_templates_messages_are_there),
		cmocka_unit_test(test_web_templates_lines_are_joined),
		cmocka_unit_test(test_web_templates_empty_line_is_a_line_end),
		cmocka_unit_test(test_web_templates_comments_leave_nothing),
		cmocka_unit_test(test_web_templates_macros_are_shared),
		cmocka_unit_test(test_web_templates_mistakes_have_a_line),
		cmocka_unit_test(test_web_templates_includes_are_there),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
