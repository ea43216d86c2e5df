/* verify_draw.c - xiezhi verify-draw DIR: anybody plays a draw again from its files alone. */
#include "cmd/verify_draw.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cmd.h"
#include "lib/base/arena.h"
#include "lib/sec/sec.h"

#define EXIT_INCOMPLETE 3
#define FILE_MAX (512L << 20)

const char *const vd_names[VD_FILES] = { "objects.tsv", "officers.tsv", "avoid.tsv", "announcement.json", "pledges.tsv",
    "contributions.tsv", "result.json", "substitutions.jsonl" };

bool
vd_ok(struct vd *v, const char *fmt, ...)
{
	va_list ap;

	(void)v;
	(void)fputs("ok    ", stdout);
	va_start(ap, fmt);
	(void)vprintf(fmt, ap);
	va_end(ap);
	(void)putchar('\n');
	return true;
}

bool
vd_fail(struct vd *v, const char *file, const char *fmt, ...)
{
	va_list ap;

	v->failed = true;
	(void)printf("FAIL  %s: ", file);
	va_start(ap, fmt);
	(void)vprintf(fmt, ap);
	va_end(ap);
	(void)putchar('\n');
	return false;
}

static bool
read_part(struct vd *v, const char *folder, enum vd_file f)
{
	struct vd_part *p = &v->part[f];
	FILE *in = fopen(arena_printf(v->a, "%s/%s", folder, vd_names[f]), "rb");
	long n;

	if (in == NULL)
		return true;
	if (fseek(in, 0, SEEK_END) != 0 || (n = ftell(in)) < 0 || n > FILE_MAX || fseek(in, 0, SEEK_SET) != 0) {
		(void)fclose(in);
		return vd_fail(v, vd_names[f], "cannot be read");
	}
	p->n = (size_t)n;
	p->bytes = arena_alloc(v->a, p->n + 1);
	if (fread(p->bytes, 1, p->n, in) != p->n)
		(void)vd_fail(v, vd_names[f], "cannot be read");
	(void)fclose(in);
	sha256(p->bytes, p->n, p->sha);
	return !v->failed;
}

static int
incomplete(const char *why)
{
	(void)printf("not complete: %s\n", why);
	return EXIT_INCOMPLETE;
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct vd v = { .a = a };
	int i;

	if (argc != 2)
		return cmd_usage("verify-draw");
	for (i = 0; i < VD_FILES; i++)
		if (!read_part(&v, argv[1], (enum vd_file)i))
			return 1;
	if (!vd_read(&v))
		return 1;
	if (v.part[VD_RESULT].bytes == NULL)
		return incomplete(v.part[VD_CONTRIBUTIONS].bytes == NULL ? "not yet drawn, or lapsed"
		    : "drawn or about to be; the result is not published yet");
	if (v.part[VD_CONTRIBUTIONS].bytes == NULL || v.part[VD_AVOID].bytes == NULL)
		return vd_fail(&v, "result.json", "is there, but not what it was made from"), 1;
	if (!vd_replay(&v) || !vd_substitutions(&v))
		return 1;
	(void)printf("note  the times and reasons in result.json and substitutions.jsonl are bound by the log only; not checked\n");
	(void)printf("the draw is as the rule has it\n");
	return 0;
}

int
cmd_verify_draw(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
