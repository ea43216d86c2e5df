/* draw.c - xiezhi verify-draw DIR|URL: anybody plays a draw again from its files alone, and with the log holds
 * every file against its entry. */
#include "cmd/verify/draw.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/verify/fetch.h"
#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"
#include "lib/tlog/entry.h"

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

/* What lies in the folder and is no file of a draw is bound by nothing. */
static void
strangers(const char *folder)
{
	DIR *d = opendir(folder);
	const struct dirent *one;
	int i;

	while (d != NULL && (one = readdir(d)) != NULL) {
		for (i = 0; i < VD_FILES && strcmp(one->d_name, vd_names[i]) != 0; i++)
			;
		if (i == VD_FILES && one->d_name[0] != '.')
			(void)printf("note  %s: is no file of a draw; not checked\n", one->d_name);
	}
	if (d != NULL)
		(void)closedir(d);
}

/* ---- where the files are */

struct asked {
	const char *where, *log, *key;
	const char *folder;		/* address of the files; NULL: where is a folder here */
};

static bool
options(int argc, char **argv, struct asked *q)
{
	int i;

	*q = (struct asked){ 0 };
	for (i = 1; i < argc; i++) {
		if (str_eq(argv[i], "--log") && i + 1 < argc)
			q->log = argv[++i];
		else if (str_eq(argv[i], "--key") && i + 1 < argc)
			q->key = argv[++i];
		else if (q->where == NULL && argv[i][0] != '-')
			q->where = argv[i];
		else
			return false;
	}
	return q->where != NULL;
}

/* HOST/draws/ID, a page, or HOST/disclosure/draws/ID/, the folder behind it: both name the files, the id and the
 * log. */
static bool
address(struct vd *v, struct asked *q)
{
	char *url = arena_strndup(v->a, q->where, strcspn(q->where, "?#")), *at = strstr(url, "/disclosure/draws/"),
	    *id;

	if (at == NULL)
		at = strstr(url, "/draws/");
	if (at == NULL)
		return false;
	id = strstr(at, "/draws/") + strlen("/draws/");
	id = arena_strndup(v->a, id, strcspn(id, "/"));
	*at = '\0';
	if (!tlog_id_ok(id))
		return false;
	v->id = id;
	q->folder = arena_printf(v->a, "%s/disclosure/draws/%s", url, id);
	if (q->log == NULL)
		q->log = url;
	return true;
}

static enum err
fetch_parts(struct vd *v, const char *folder)
{
	struct tlog_source s;
	enum err e = fetch_folder(v->a, folder, &s);
	int i;

	for (i = 0; e == OK && i < VD_FILES; i++) {
		struct vd_part *p = &v->part[i];
		char *bytes;

		e = s.get(s.ctx, v->a, vd_names[i], FILE_MAX, &bytes, &p->n);
		if (e == ERR_NOT_FOUND) {
			e = OK;
			continue;
		}
		if (e == OK) {
			p->bytes = p->n > 0 ? bytes : arena_strdup(v->a, "");
			sha256(p->bytes, p->n, p->sha);
		}
	}
	return e;
}

static int
incomplete(const char *why)
{
	(void)printf("not complete: %s\n", why);
	return EXIT_INCOMPLETE;
}

/* By the rule, from the files alone; gives the exit code. */
static int
replay(struct vd *v)
{
	if (!vd_read(v))
		return 1;
	if (v->part[VD_RESULT].bytes == NULL)
		return incomplete(v->part[VD_CONTRIBUTIONS].bytes == NULL ? "not yet drawn, or lapsed"
		    : "drawn or about to be; the result is not published yet");
	if (v->part[VD_CONTRIBUTIONS].bytes == NULL || v->part[VD_AVOID].bytes == NULL)
		return vd_fail(v, v->part[VD_AVOID].bytes == NULL ? "avoid.tsv" : "contributions.tsv",
		    "is missing: result.json is made from it"), 1;
	return vd_replay(v) && vd_substitutions(v) ? 0 : 1;
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct vd v = { .a = a };
	struct asked q;
	enum err e = OK;
	int i, rc;

	if (!options(argc, argv, &q) || (strstr(q.where, "://") != NULL && !address(&v, &q)))
		return cmd_usage("verify-draw");
	if (q.folder != NULL)
		e = fetch_parts(&v, q.folder);
	for (i = 0; q.folder == NULL && i < VD_FILES; i++)
		if (!read_part(&v, q.where, (enum vd_file)i))
			return 1;
	if (q.folder == NULL)
		strangers(q.where);
	if (e == OK && q.log != NULL)
		e = vd_bound(&v, q.log, q.key);
	if (e != OK && !v.failed)
		return cmd_failed("verify-draw", e);
	rc = replay(&v);	/* after a failure too: the rule may tell more of the place */
	if (v.failed || rc != 0)
		return v.failed ? 1 : rc;
	if (q.log == NULL)
		(void)printf("note  the times and reasons in result.json"
		    " and substitutions.jsonl are bound by the log only; not checked"
		    " (--log URL)\n");
	(void)printf("the draw is as the rule has it\n");
	return 0;
}

int
cmd_verify_draw(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
