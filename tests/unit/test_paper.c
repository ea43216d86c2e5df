/* test_paper.c - another program run for an answer; papers set by xiezhi-paper: the same bytes each time, nothing
 * it does not know; the seal of an agency. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/child.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/paper/paper.h"
#include "lib/sec/sec.h"
#include "lib/sec/stamp.h"

#define PROGRAM "build/rel/bin/xiezhi-paper"
#define MADE (1740000000LL * SECOND_US)

static struct arena *a;

static int
begin(void **state)
{
	(void)state;
	a = arena_new("test");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

static enum err
run(const char *program, size_t max, int64_t patience, size_t n, const void **out, size_t *out_n)
{
	char *bytes = arena_alloc(a, n + 1);

	memset(bytes, 'x', n);
	return child_run(a, &(struct child){ .program = program, .answer_max = max, .patience_us = patience }, bytes,
	    n, out, out_n);
}

static void
test_a_child_answers(void **state)
{
	const void *out;
	size_t n;

	(void)state;
	/* more than two pipes hold, both ways at once */
	assert_int_equal(run("/bin/cat", 4 << 20, 10 * SECOND_US, 3 << 20, &out, &n), OK);
	assert_int_equal(n, 3 << 20);
	assert_int_equal(((const char *)out)[n - 1], 'x');
	assert_int_equal(run("/bin/true", 10, 10 * SECOND_US, 1 << 20, &out, &n), OK);
	assert_int_equal(n, 0);
}

static void
test_a_child_fails(void **state)
{
	const void *out;
	size_t n;

	(void)state;
	assert_int_equal(run("/nowhere/at/all", 10, 10 * SECOND_US, 1, &out, &n), ERR_IO);
	assert_int_equal(run("/bin/false", 10, 10 * SECOND_US, 1, &out, &n), ERR_IO);
	assert_int_equal(run("/bin/cat", 10, 10 * SECOND_US, 1 << 20, &out, &n), ERR_IO);
	assert_int_equal(run("/usr/bin/yes", 1 << 20, 10 * SECOND_US, 0, &out, &n), ERR_IO);
	assert_int_equal(run("/bin/cat", 10, 0, 1, &out, &n), ERR_IO);
}

static enum err
set(const char *article, const void **pdf, size_t *n)
{
	return paper_pdf(a, "现场笔录", MADE, article, pdf, n);
}

static void
test_the_same_paper_is_the_same_file(void **state)
{
	static const char article[] = "<article class=\"paper\">\n<p class=\"p-org\">衡阳市市场监督管理局</p><p"
	    " class=\"p-t\">现场笔录</p>"
	    "<p>一&amp;二 &lt;三&gt; &quot;四&quot; &#39;五&#39;</p><p class=\"p-f\"><b>地点：</b>甲\n乙</p>"
	    "<table class=\"sheet\"><thead><tr><th scope=\"col\">问</th></tr></thead><tbody><tr><td"
	    " class=\"pre\">答</td></tr></tbody>"
	    "</table><p class=\"p-sign\">衡阳市<br>2026-03-02</p><p class=\"p-qr\">https://x/verify/1</p><p"
	    " class=\"p-note\">核对</p></article>";
	const void *one, *two, *other;
	size_t n, m;

	(void)state;
	assert_int_equal(set(article, &one, &n), OK);
	assert_int_equal(set(article, &two, &m), OK);
	assert_int_equal(n, m);
	assert_memory_equal(one, two, n);
	assert_int_equal(paper_pdf(a, "现场笔录", MADE + SECOND_US, article, &other, &m), OK);
	assert_true(m != n || memcmp(one, other, n) != 0);	/* the date stands in it */
}

static void
test_what_it_does_not_know_is_refused(void **state)
{
	static const char *const wrong[] = { "", "plain", "<article></article>", "<p>no end", "<p>a</p", "<div>a</div>",
	    "<p class=\"q\">a</p>", "<p>&nbsp;</p>", "<p>a<p>b</p></p>", "<tr><td>a</td></tr>", "<td>a</td>",
	    "<table><td>a</td></table>", "<p><i>a</i></p>", "<p>\xff</p>",
	    "<table><tr><td>a</td></tr></table><td>b</td>" };
	const void *pdf;
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		if (set(wrong[i], &pdf, &n) != ERR_IO)
			fail_msg("not refused: %s", wrong[i]);
	assert_int_equal(paper_pdf(a, "", MADE, "<p>a</p>", &pdf, &n), ERR_IO);
	assert_int_equal(paper_pdf(a, "a\nqr x", MADE, "<p>a</p>", &pdf, &n), ERR_IO);
}

static void
test_odd_papers_are_set(void **state)
{
	static const char *const odd[] = { "<p>a</p>", "<p></p><p>x</p>", "<table></table><p>x</p>",
	    "<table><tr></tr></table><p>x</p>", "<table><thead><tr><th>a</th></tr></thead></table>",
	    "<table><tr><td></td><td>b</td></tr><tr><td>c</td></tr></table>",
	    "<p class=\"p-sign\">a</p>", "<p class=\"p-qr\">x</p><p>y</p>",
	    "<p class=\"p-org\">很长的名称很长的名称很长的名称很长的名称很长的名称</p>",
	    "<ol><li>a</li></ol><ol><li>b</li></ol>", "<p>\xf0\x9f\x98\x80 \xe2\x80\xae x</p>",
	    "<h2>only a heading</h2>", "<p class=\"p-blank\">签名：|年月日</p>",
	    "<p>\u0e44 \u0639 \u03b5 \u0440 \u0939 \u10e5 \u2211 \u2665 \u0531 \u05d0 \u1200 \u13a0</p>",
	    "<p class=\"p-blank\">签名</p><p class=\"p-blank\">|</p>" };
	const void *pdf;
	struct str s;
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(odd) / sizeof(*odd); i++)
		if (set(odd[i], &pdf, &n) != OK)
			fail_msg("not set: %s", odd[i]);
	str_init(&s, a);
	str_add(&s, "<p class=\"p-t\">");
	for (i = 0; i < 3000; i++)
		str_add(&s, "长");
	str_add(&s, "</p><table><thead><tr><th>");
	for (i = 0; i < 3000; i++)
		str_add(&s, "高");
	str_add(&s, "</th></tr></thead><tbody><tr><td>a</td></tr></tbody></table>");
	assert_int_equal(set(s.s, &pdf, &n), OK);	/* a heading higher than a page ends */
}

/* A line of a file of /proc; "" when there is none. */
static const char *
proc_line(const char *path, const char *name)
{
	FILE *f = fopen(path, "re");
	char line[256];
	const char *found = "";

	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, name, strlen(name)) == 0)
			found = arena_strdup(a, str_clean(a, line + strlen(name)));
	if (f != NULL)
		(void)fclose(f);
	return found;
}

static pid_t
start_paper(const char *input, int *from)
{
	int in[2], out[2];
	pid_t pid;

	assert_int_equal(pipe(in), 0);
	assert_int_equal(pipe(out), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		char name[] = PROGRAM, *const argv[] = { name, NULL }, *const env[] = { NULL };

		(void)dup2(in[0], 0);
		(void)dup2(out[1], 1);
		(void)close(in[0]);
		(void)close(in[1]);
		(void)close(out[0]);
		(void)close(out[1]);
		(void)execve(PROGRAM, argv, env);
		_exit(127);
	}
	(void)close(in[0]);
	(void)close(out[1]);
	assert_int_equal(write(in[1], input, strlen(input)), strlen(input));
	(void)close(in[1]);
	*from = out[0];
	return pid;
}

/* While it works on what people typed it is behind its lock, with limits, and has nothing open but its two ends. */
static void
test_it_works_behind_a_lock(void **state)
{
	static const char head[] = "title x\nmade 2025-02-19T21:20:00+08:00\n\n<p>", foot[] = "</p>";
	size_t n = 200000, i;
	const char *status, *limits, *memory = "", *files = "";
	char *input = arena_alloc(a, sizeof(head) + 3 * n + sizeof(foot)), pdf[5] = "";
	bool locked = false;
	int from, code;
	pid_t pid;

	(void)state;
	memcpy(input, head, sizeof(head) - 1);
	for (i = 0; i < n; i++)
		memcpy(input + sizeof(head) - 1 + 3 * i, "\xe9\x95\xbf", 3);
	memcpy(input + sizeof(head) - 1 + 3 * n, foot, sizeof(foot));
	pid = start_paper(input, &from);
	status = arena_printf(a, "/proc/%d/status", (int)pid);
	limits = arena_printf(a, "/proc/%d/limits", (int)pid);
	for (i = 0; i < 2000 && !locked; i++) {
		locked = str_eq(proc_line(status, "Seccomp:"), "2");
		memory = proc_line(limits, "Max address space");
		files = proc_line(limits, "Max open files");
		(void)usleep(1000);
	}
	assert_true(locked);
	assert_string_equal(proc_line(status, "NoNewPrivs:"), "1");
	assert_memory_equal(memory, "1073741824", 10);
	assert_memory_equal(files, "0 ", 2);
	assert_int_equal(read(from, pdf, 5), 5);
	assert_memory_equal(pdf, "%PDF-", 5);
	(void)close(from);
	assert_int_equal(waitpid(pid, &code, 0), pid);
}

static void
test_an_agency_seals(void **state)
{
	char folder[] = "/tmp/xz-stamp-XXXXXX";
	struct ref agency = ref_random();
	struct stamp s, same;
	unsigned char *sig;
	struct stat st;
	const char *path;
	char ref[REF_TEXT_SIZE];
	size_t n;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(stamp_file(a, folder, agency, &s), OK);
	assert_int_equal(stamp_file(a, folder, agency, &same), OK);
	assert_string_equal(s.id, same.id);
	ref_text(agency, ref);
	path = arena_printf(a, "%s/seal-%s.pem", folder, ref);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(s.sign(a, &s, "paper", 5, &sig, &n), OK);
	assert_true(stamp_verify(same.public, STAMP_PUBLIC, "paper", 5, sig, n));
	assert_false(stamp_verify(same.public, STAMP_PUBLIC, "papes", 5, sig, n));
	assert_false(stamp_verify(same.public, STAMP_PUBLIC - 1, "paper", 5, sig, n));
	assert_memory_equal(stamp_pem(a, s.public), "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE",
	    63);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_child_answers, begin, end),
		cmocka_unit_test_setup_teardown(test_a_child_fails, begin, end),
		cmocka_unit_test_setup_teardown(test_the_same_paper_is_the_same_file, begin, end),
		cmocka_unit_test_setup_teardown(test_what_it_does_not_know_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(test_odd_papers_are_set, begin, end),
		cmocka_unit_test_setup_teardown(test_it_works_behind_a_lock, begin, end),
		cmocka_unit_test_setup_teardown(test_an_agency_seals, begin, end),
	};

	signal(SIGPIPE, SIG_IGN);
	paper_use(PROGRAM);
	return cmocka_run_group_tests_name("tests", tests, NULL, NULL);
}
