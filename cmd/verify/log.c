/* log.c - xiezhi verify-log: a log checked from its published files alone: signatures, every entry, every
 * tile, the root, and that an older checkpoint is its beginning.  Exit 0 only when everything fits, 1 when
 * something does not, 2 when it could not be looked at. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/verify/fetch.h"
#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/tlog/audit.h"
#include "lib/tlog/file.h"

#define FAILED 1

struct asked {
	const char *url, *from, *key;
};

static bool
options(int argc, char **argv, struct asked *q)
{
	int i;

	*q = (struct asked){ 0 };
	for (i = 1; i < argc; i++) {
		if (str_eq(argv[i], "--from") && i + 1 < argc)
			q->from = argv[++i];
		else if (str_eq(argv[i], "--key") && i + 1 < argc)
			q->key = argv[++i];
		else if (q->url == NULL && argv[i][0] != '-')
			q->url = argv[i];
		else
			return false;
	}
	return q->url != NULL;
}

static void
told(int64_t entries)
{
	if (isatty(STDERR_FILENO))
		(void)fprintf(stderr, "\r%" PRId64 " entries", entries);
}

static enum err
older(struct arena *a, const struct asked *q, const struct tlog_log_keys *k, struct tlog_checkpoint *out)
{
	char *bytes;
	size_t n;
	enum err e = file_read(a, q->from[0] == '/' ? "/" : ".", q->from, TLOG_NOTE_MAX, &bytes, &n);

	return e == OK ? tlog_checkpoint_check(a, k, q->from, bytes, n, out) : e;
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct tlog_checkpoint c, from;
	struct tlog_log_keys k;
	struct tlog_source s;
	struct asked q;
	const char *log;
	char *note;
	enum err e;

	if (!options(argc, argv, &q))
		return cmd_usage(argv[0]);
	e = fetch_open(a, q.url, &s, &log);
	if (e != OK)
		return cmd_failed(argv[0], e);
	e = fetch_log_keys(a, &s, q.key, &k);
	if (e == OK)
		e = tlog_checkpoint_get(a, &s, &k, &c, &note);
	if (e == OK && q.from != NULL)
		e = older(a, &q, &k, &from);
	if (e == OK)
		e = tlog_audit(a, &s, &c, q.from != NULL ? &from : NULL, &(struct tlog_hearer){ .told = told });
	if (isatty(STDERR_FILENO))
		(void)fputc('\n', stderr);
	if (e != OK) {
		int rc = cmd_failed(argv[0], e);

		return e == ERR_STATE ? FAILED : rc;
	}
	(void)printf("%s\nlog      %s\nkey      %s%s\nentries  %" PRId64 ", each of them, every tile"
	    " and the root fit the signed checkpoint\n", log, c.origin, tlog_vkey_text(a, &k.ed25519), q.key == NULL ?
	    "  (as the log itself names it)" : "", c.size);
	if (q.from != NULL)
		(void)printf("from     %" PRId64 " entries of %s are its beginning, unchanged\n", from.size, q.from);
	return 0;
}

int
cmd_verify_log(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
