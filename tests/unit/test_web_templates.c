/* test_web_templates.c - every template of the tree parses; both languages
 * have the same messages; each message a template names is there. */
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
			assert_true(hdf_read_file(hdf, arena_printf(arena, "%s/%s/%s", cwd, folder, d->d_name)) == STATUS_OK);
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
		cmocka_unit_test(test_web_templates_languages_agree),
		cmocka_unit_test(test_web_templates_messages_are_there),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
