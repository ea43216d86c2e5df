/* test_messages.c - every step, field, guard and problem of the procedures has its words, in both languages. */
#include <ctype.h>
#include <dirent.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/case_priv.h"

static const char *const languages[2] = { "zh-CN", "en" };
static const struct act_step *const tables[] = { caseflow_clue_steps, caseflow_filing_steps,
    caseflow_investigate_steps, caseflow_measure_steps, caseflow_report_steps, caseflow_review_steps,
    caseflow_notice_steps, caseflow_hearing_steps, caseflow_decide_steps, caseflow_execute_steps, caseflow_court_steps,
    caseflow_remedy_steps, caseflow_close_steps, caseflow_summary_steps, caseflow_goods_steps };

static struct arena *arena;
static json_t *catalogue[2];
static int missing;

static char *
slurp(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct str out;
	char part[4096];
	size_t n;

	if (f == NULL)
		return NULL;
	str_init(&out, arena);
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		str_addn(&out, part, n);
	(void)fclose(f);
	return out.s;
}

/* Enough of the format for the files we write: "a.b = text" and "a {" ... "}". */
static void
read_hdf(json_t *into, const char *path)
{
	char *text = slurp(path), *line, *rest, *eq, *end;
	const char *stack[16] = { "" };
	int depth = 0;

	assert_non_null(text);
	for (line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
		line += strspn(line, " \t");
		if (*line == '#' || *line == '\0')
			continue;
		if (*line == '}') {
			depth--;
			continue;
		}
		end = line + strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");
		eq = end + strspn(end, " \t");
		if (*eq == '{') {
			assert_true(++depth < 16);
			stack[depth] = arena_printf(arena, "%s%.*s.", stack[depth - 1], (int)(end - line), line);
		} else if (*eq == '=' && eq[1 + strspn(eq + 1, " ")] != '\0') {
			json_object_set_new(into, arena_printf(arena, "%s%.*s", stack[depth], (int)(end - line), line),
			    json_true());
		}
	}
}

static int
setup(void **state)
{
	struct dirent *d;
	char *path;
	DIR *folder;
	int i;

	(void)state;
	arena = arena_new("test");
	for (i = 0; i < 2; i++) {
		catalogue[i] = json_object();
		path = arena_printf(arena, "templates/lang/%s", languages[i]);
		folder = opendir(path);
		if (folder == NULL)
			return -1;
		while ((d = readdir(folder)) != NULL)
			if (strstr(d->d_name, ".hdf") != NULL)
				read_hdf(catalogue[i], arena_printf(arena, "%s/%s", path, d->d_name));
		(void)closedir(folder);
	}
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	json_decref(catalogue[0]);
	json_decref(catalogue[1]);
	arena_free(arena);
	return 0;
}

static void
want(const char *key, const char *otherwise)
{
	int i;

	for (i = 0; i < 2; i++) {
		if (json_object_get(catalogue[i], key) != NULL ||
		    (otherwise != NULL && json_object_get(catalogue[i], otherwise) != NULL))
			continue;
		print_message("# %s: no message %s\n", languages[i], key);
		missing++;
	}
}

static void
want_fields(const char *action, const struct field *f)
{
	for (; f != NULL && f->type != FIELD_END; f++) {
		want(arena_printf(arena, "field.%s.%s", action, f->name), arena_printf(arena, "field.%s", f->name));
		if (f->type == FIELD_ROWS)
			want_fields(action, f->rows);
	}
}

static void
test_actions(void **state)
{
	const struct act_step *a;
	size_t i;

	(void)state;
	missing = 0;
	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		for (a = tables[i]; a->code != NULL; a++) {
			if (a->fields == NULL) {		/* without a form: a step of the record only */
				want(arena_printf(arena, "step.%s", a->code), NULL);
				continue;
			}
			want(arena_printf(arena, "action.%s", a->code), NULL);
			want(arena_printf(arena, "action.%s.title", a->code), NULL);
			want_fields(a->code, a->fields);
		}
	}
	assert_int_equal(missing, 0);
}

/* Column `col` (from 0) of a CSV without quotes before it, each part at the separators, of the lines that begin with
 * the word; other: a second prefix that will do. */
static void
want_column_of(const char *word, const char *path, int col, const char *separators, const char *prefix,
    const char *other)
{
	char *text = slurp(path), *line, *rest, *cell, *part, *inner;
	int i;

	assert_non_null(text);
	(void)strtok_r(text, "\n", &rest);
	while ((line = strtok_r(NULL, "\n", &rest)) != NULL) {
		if (strncmp(line, word, strlen(word)) != 0)
			continue;
		for (i = 0; i < col && line != NULL; i++)
			line = strchr(line, ',') != NULL ? strchr(line, ',') + 1 : NULL;
		if (line == NULL)
			continue;
		cell = arena_strndup(arena, line, strcspn(line, ",\r"));
		for (part = strtok_r(cell, separators, &inner); part != NULL; part = strtok_r(NULL, separators, &inner))
			want(arena_printf(arena, "%s%s", prefix, part), other != NULL ? arena_printf(arena, "%s%s",
			    other, part) : NULL);
	}
}

static void
want_column(const char *path, int col, const char *separators, const char *prefix, const char *other)
{
	want_column_of("", path, col, separators, prefix, other);
}

/* Duties of chains of approval and rules of clocks, of all procedures: a module's stand in its folder. */
static void
want_common(void)
{
	DIR *d = opendir("etc/reference");
	struct dirent *f;

	assert_non_null(d);
	while ((f = readdir(d)) != NULL) {
		const char *path = arena_printf(arena, "etc/reference/%s/procedure.csv", f->d_name);

		if (str_eq(f->d_name, "..") || access(path, R_OK) != 0)
			continue;
		want_column(path, 10, ">", "duty.", NULL);
		want_column(path, 13, "|", "rule.", NULL);
	}
	(void)closedir(d);
}

static void
test_procedures(void **state)
{
	static const char *const of_cases[] = { "ordinary,", "summary," };
	size_t i;

	(void)state;
	missing = 0;
	for (i = 0; i < sizeof(of_cases) / sizeof(*of_cases); i++) {
		want_column_of(of_cases[i], "etc/reference/procedure.csv", 3, "|", "action.", "step.");
		want_column_of(of_cases[i], "etc/reference/procedure.csv", 12, " ", "problem.guard_", NULL);
		want_column_of(of_cases[i], "etc/reference/procedure_state.csv", 2, "|", "state.", NULL);
	}
	/* the guards of the others only say when; no page lists the steps of draws */
	want_column_of("inspection,", "etc/reference/procedure.csv", 3, "|", "inspect.step_", NULL);
	want_column_of("inspection,", "etc/reference/procedure_state.csv", 2, "|", "inspect.state_", NULL);
	want_column_of("draw,", "etc/reference/procedure_state.csv", 2, "|", "draw.state_", "spot.state.");
	want_column_of("visit,", "etc/reference/procedure_state.csv", 2, "|", "draw.visit_", NULL);
	want_column_of("alert,", "etc/reference/monitor/procedure.csv", 3, "|", "monitor.step_", NULL);
	want_column_of("alert,", "etc/reference/monitor/procedure_state.csv", 2, "|", "monitor.state_", NULL);
	want_column_of("supervision,", "etc/reference/supervise/procedure.csv", 3, "|", "supervise.step_",
	    "supervise.act_");
	want_column_of("supervision,", "etc/reference/supervise/procedure.csv", 3, "|", "supervise.lead_", NULL);
	want_column_of("supervision,", "etc/reference/supervise/procedure_state.csv", 2, "|", "supervise.state_", NULL);
	want_common();
	assert_int_equal(missing, 0);
}

/* Literals of a call after its first comma but one (the field) that look like codes. */
static void
want_codes(const char *path, const char *call, int skip)
{
	char *text = slurp(path), *p = text, *end, *q;
	int commas;

	for (; (p = strstr(p, call)) != NULL; p = end) {
		end = strchr(p, ';');
		if (end == NULL)
			return;
		for (q = p + strlen(call), commas = 0; q < end && commas < skip; q++) {
			if (*q == '(')
				while (q < end && *q != ')')
					q++;
			commas += *q == ',';
		}
		for (; q < end && *q != ','; q++) {
			size_t n = *q == '"' ? strspn(q + 1, "abcdefghijklmnopqrstuvwxyz_0123456789") : 0;

			if (*q == '(') {	/* a name that is put together, or a test */
				while (q < end && *q != ')')
					q++;
			} else if (n > 1 && q[n + 1] == '"') {
				want(arena_printf(arena, "problem.%.*s", (int)n, q + 1), NULL);
				q += n + 1;
			}
		}
	}
}

static void
want_codes_below(const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *f;
	char *path;

	assert_non_null(d);
	while ((f = readdir(d)) != NULL) {
		if (f->d_name[0] == '.')
			continue;
		path = arena_printf(arena, "%s/%s", folder, f->d_name);
		if (f->d_type == DT_DIR)
			want_codes_below(path);
		if (strlen(f->d_name) < 3 || strcmp(f->d_name + strlen(f->d_name) - 2, ".c") != 0)
			continue;
		want_codes(path, "act_problem(m, ", 1);
		want_codes(path, "act_refuse(m, ", 2);
		want_codes(path, "problem_add(", 2);
		want_codes(path, "wrong(r, s, ", 0);
		want_codes(path, "wrong_n(r, s, ", 0);
	}
	(void)closedir(d);
}

static void
test_problems(void **state)
{
	static const char *const faults[] = { "length", "alphabet", "division", "date", "checksum" };
	size_t i;

	(void)state;
	missing = 0;
	want_codes_below("lib/act");
	want_codes_below("lib/caseflow");
	want_codes_below("lib/base");
	want_codes_below("cgi");
	for (i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		want(arena_printf(arena, "problem.code_%s", faults[i]), NULL);
	assert_int_equal(missing, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_actions),
		cmocka_unit_test(test_procedures),
		cmocka_unit_test(test_problems),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
