/* paper.c - xiezhi-paper: a paper's article on standard input, its PDF on standard output; cmd/paper/paper.h says how.
 *
 * A process of its own, because fonts and their libraries need more memory than the programs that wait for requests
 * have; it is started for one paper, with limits of memory and time, and no environment.  What people typed is read,
 * laid out and drawn behind a lock (seccomp: read, write, memory, threads waiting for each other, exit): no file is
 * opened any more, no process started, nothing connected. */
#include <cairo-pdf.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cmd/paper/paper.h"
#include "lib/base/arena.h"
#include "lib/base/confine.h"
#include "lib/base/str.h"

#define INPUT_MAX (8 << 20)
#define MEMORY_MAX (1024L << 20)
#define SECONDS_MAX 20
#define PITCH 25.0

static int
fail(const char *why)
{
	(void)fprintf(stderr, "xiezhi-paper: %s\n", why);
	return 1;
}

static void
limit(__rlimit_resource_t what, rlim_t n)
{
	const struct rlimit l = { n, n };

	if (setrlimit(what, &l) != 0)
		_exit(2);
}

/* Libraries that look for a file they can do without hear that they may not; whatever else is tried ends it. */
static void
lock_in(void)
{
	static const int allowed[] = { SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(brk),
	    SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(fstat), SCMP_SYS(lseek),
	    SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
	    SCMP_SYS(clock_gettime), SCMP_SYS(sched_yield), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(gettid),
	    SCMP_SYS(access), SCMP_SYS(faccessat) };	/* whether a font is still there */
	static const int refused[] = { SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(newfstatat), SCMP_SYS(stat),
	    SCMP_SYS(readlink), SCMP_SYS(ioctl), SCMP_SYS(getpeername) };
	static const int no_clone3[] = { SCMP_SYS(clone3) };	/* it does not show what it makes */
	struct confine c = confine_new(SCMP_ACT_KILL_PROCESS);

	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NOFILE, 0);
	confine_calls(&c, SCMP_ACT_ALLOW, allowed, sizeof(allowed) / sizeof(*allowed));
	confine_calls(&c, SCMP_ACT_ERRNO(EACCES), refused, sizeof(refused) / sizeof(*refused));
	/* Pango has fonts matched by threads: threads may be made, other processes not. */
	confine_calls(&c, SCMP_ACT_ERRNO(ENOSYS), no_clone3, 1);
	confine_when(&c, SCMP_SYS(clone), 0, CLONE_THREAD, CLONE_THREAD);
	confine_when(&c, SCMP_SYS(prctl), 0, UINT32_MAX, PR_SET_NAME);
	confine_data(&c);
	if (!confine_load(&c))
		_exit(2);
}

static bool
read_all(struct str *to)
{
	char buf[65536];
	ssize_t k;

	while ((k = read(STDIN_FILENO, buf, sizeof(buf))) != 0) {
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0 || to->len + (size_t)k > INPUT_MAX)
			return false;
		str_addn(to, buf, (size_t)k);
	}
	return str_utf8_ok(to->s, to->len);
}

static cairo_status_t
take(void *to, const unsigned char *bytes, unsigned n)
{
	str_addn(to, bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

/* Positions as the font gives them: no rounding to pixels of a screen. */
static PangoContext *
context(struct arena *a)
{
	PangoFontMap *fonts = pango_cairo_font_map_new();
	PangoContext *c = pango_font_map_create_context(fonts);
	cairo_font_options_t *o = cairo_font_options_create();

	arena_defer(a, g_object_unref, fonts);
	arena_defer(a, g_object_unref, c);
	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(c, o);
	cairo_font_options_destroy(o);
	pango_context_set_round_glyph_positions(c, FALSE);
	pango_context_set_language(c, pango_language_from_string("zh-cn"));
	return c;
}

/* A last page with little on it is drawn in by narrower lines where that does it: GB/T 9704 asks for the text to be
 * fitted rather than for a page with nothing but the signature. */
static void
fit(struct setter *s, const struct paper *p)
{
	static const double pitches[] = { 23.5, 22, 20.5 };
	size_t i;
	int pages;

	s->pitch = PITCH;
	paper_set(s, p);
	pages = paper_pages(s);
	for (i = 0; pages > 1 && i < sizeof(pitches) / sizeof(*pitches); i++) {
		s->pitch = pitches[i];
		paper_set(s, p);
		if (paper_pages(s) < pages)
			return;
	}
	if (pages > 1) {
		s->pitch = PITCH;
		paper_set(s, p);
	}
}

static const char *
draw(struct arena *a, PangoContext *c, const struct paper *p, struct str *out)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(take, out, PAGE_W, PAGE_H);
	struct setter s = { .arena = a, .context = c };
	cairo_status_t status;
	cairo_t *cr;

	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, p->title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, p->made);
	cr = cairo_create(surface);
	fit(&s, p);
	paper_draw(cr, &s, p);
	status = cairo_status(cr);
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	return status == CAIRO_STATUS_SUCCESS ? NULL : cairo_status_to_string(status);
}

static const char *
set(struct arena *a, const char *text, struct str *out)
{
	PangoContext *c;
	struct paper p;
	const char *why;

	paper_fonts_choose(a, text);
	c = context(a);
	paper_fonts_open(a, c);
	lock_in();
	why = paper_read(a, text, &p);
	return why != NULL ? why : draw(a, c, &p, out);
}

int
main(void)
{
	struct arena *a;
	struct str in, out;
	const char *why;
	int code = 0;

	limit(RLIMIT_AS, MEMORY_MAX);
	limit(RLIMIT_CPU, SECONDS_MAX);
	limit(RLIMIT_CORE, 0);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0) != 0)
		return fail("no_new_privs");
	a = arena_new("paper");
	str_init(&in, a);
	str_init(&out, a);
	why = read_all(&in) ? set(a, in.s, &out) : "input that is too long, or not UTF-8";
	if (why != NULL)
		code = fail(why);
	else if (fwrite(out.s, 1, out.len, stdout) != out.len || fflush(stdout) != 0)
		code = fail("the reader has gone");
	arena_free(a);
	return code;
}
