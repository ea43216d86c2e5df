/* import.c - xiezhi import: a register, what random checks go by in it, texts of laws and the days of their versions,
 * or the bank's payments from a CSV file, with progress, a summary line, and what was refused with its reason. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/caseflow/payment_import.h"
#include "lib/db/db.h"
#include "lib/law/import.h"
#include "lib/register/feed.h"
#include "lib/register/import.h"
#include "lib/source/tickets.h"

#define SHOWN_REJECTS 20
#define BAR 30

struct importing {
	FILE *rejects;			/* NULL: none asked for */
	int64_t size, begun, said;	/* bytes; us */
	int64_t shown, undated;
	bool tty;
	const char *rejects_path, *link;
};

static const char *
in_words(const char *reason)
{
	static const char *const words[][2] = {
		{ "columns", "another number of columns than the header" }, { "name", "no name" },
		{ "date", "not a date up to today" }, { "long", "a field is too long" },
		{ "duplicate", "the code stood in an earlier row with another name" },
		    { "quote", "a quote is out of place" },
		{ "fields", "too many columns" }, { "size", "the row is too long" }, { "utf8", "not UTF-8" },
		{ "nul", "a NUL byte" }, { "article", "no article number" }, { "amount", "not an amount in fen" },
		{ "time", "not a time up to now" }, { "serial", "no serial of the bank" },
		    { "pay_code", "no decision has this pay code" },
		{ "conflict", "the serial is known with other content" }, { "law", "no law title" },
		{ "code_lost", "a spreadsheet has rounded the code: save the column as text" },
		{ "code_length", "a code has 18 characters" },
		{ "code_alphabet", "a code is of letters and digits" },
		{ "code_person", "this is a citizen's number, which no register keeps in clear" },
		{ "unclear", "without a code, and the name is known at another address" },
		{ "control", "a character that is none" }, { "line", "a line's end inside a field" },
		{ "hidden", "a mark that turns the direction of writing" },
		{ "private", "a character of a private area" },
		{ "code", "no subject of the register has this code" }, { "class", "not a class from A to D" },
		    { "source", "no source" },
		{ "region", "no such division" }, { "industry", "no such trade" },
		    { "licence", "no such kind of licence, or no number" },
		{ "state", "not a state of a licence" },
		{ "sort", "not a kind of request" }, { "agency", "no such agency" },
		{ "content", "no content, or it is too long" }, { "text", "a field is too long" },
		{ "complaint", "a complaint says about whom, and who complains" }, { "number", "no number" },
		{ "number_known", "the number is known with another text" },
		{ "ends", "it would end before it begins" },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_eq(words[i][0], reason))
			return words[i][1];
	return reason;
}

static void
clear_bar(const struct importing *m)
{
	if (m->tty && m->said != 0)
		(void)fputs("\r\033[K", stderr);
}

/* The raw row goes into the file as one field: it may be anything. */
static void
reject(void *ctx, int64_t line, const char *raw, size_t n, const char *reason)
{
	struct importing *m = ctx;
	size_t i;

	if (m->shown++ < SHOWN_REJECTS) {
		clear_bar(m);
		(void)fprintf(stderr, "line %" PRId64 ": %s\n", line, in_words(reason));
	} else if (m->shown == SHOWN_REJECTS + 1) {
		(void)fprintf(stderr, "more rows were refused%s\n", m->rejects != NULL ? ": see the file" :
		    " (--rejects FILE lists them)");
	}
	if (m->rejects == NULL)
		return;
	(void)fprintf(m->rejects, "%" PRId64 ",%s,\"%s\",\"", line, reason, in_words(reason));
	for (i = 0; i < n; i++) {
		if (raw[i] == '"')
			(void)putc('"', m->rejects);
		(void)putc(raw[i], m->rejects);
	}
	(void)fputs("\"\n", m->rejects);
}

static void
progress(void *ctx, const struct import_count *so_far, int64_t offset)
{
	struct importing *m = ctx;
	int64_t now = clock_monotonic_us();
	int percent = m->size > 0 ? (int)(offset * 100 / m->size) : 0, i;

	if (now - m->said < (m->tty ? 100000 : 2000000) || (!m->tty && m->said == 0 && now - m->begun < 2000000))
		return;
	m->said = now;
	if (percent > 100)
		percent = 100;
	if (!m->tty) {
		(void)fprintf(stderr, "%3d %%  %" PRId64 " rows\n", percent, so_far->rows);
		return;
	}
	(void)fputs("\r[", stderr);
	for (i = 0; i < BAR; i++)
		(void)fputc(i * 100 < percent * BAR ? '#' : '.', stderr);
	(void)fprintf(stderr, "] %3d %%  %" PRId64 " rows\033[K", percent, so_far->rows);
}

/* Each is listed: nobody guesses from which day it is in force. */
static void
undated(void *ctx, const char *law, int32_t version_day)
{
	struct importing *m = ctx;
	char day[DAY_TEXT_SIZE];

	clear_bar(m);
	day_text(version_day, day);
	if (m->undated++ == 0)
		(void)printf("no first day in force (give it by `xiezhi import law-versions FILE`):\n");
	(void)printf("%s,%s\n", law, day);
}

static int
summary(const struct importing *m, const char *kind, const struct import_count *n)
{
	int64_t ms = (clock_monotonic_us() - m->begun) / 1000;

	clear_bar(m);
	(void)printf("%s: %" PRId64 " rows: %" PRId64 " added, %" PRId64 " changed, %" PRId64 " unchanged, %" PRId64
	    " refused; %" PRId64 ".%d s\n", kind, n->rows, n->added, n->changed, n->same, n->rejected, ms / 1000,
	    (int)(ms % 1000 / 100));
	return n->rejected > 0 ? 1 : 0;
}

static int
import(struct arena *a, struct db *db, const char *kind, const char *path, struct importing *m)
{
	struct import_io io = { .reject = reject, .progress = progress, .undated = undated, .ctx = m };
	struct import_count n = { 0 };
	struct csv *c;
	enum err e = csv_open(a, path, &c);

	if (e == OK && str_eq(kind, "subjects"))
		e = register_import(a, db, c, &io, &n);
	else if (e == OK && str_eq(kind, "laws"))
		e = law_import(a, db, c, &io, &n);
	else if (e == OK && str_eq(kind, "law-versions"))
		e = law_import_versions(a, db, c, &io, &n);
	else if (e == OK && register_feed_known(kind))
		e = register_feed(a, db, kind, c, &io, &n);
	else if (e == OK && str_eq(kind, "tickets"))
		e = tickets_import(a, db, m->link, c, &io, &n);
	else if (e == OK)
		e = payment_import(a, db, c, &io, &n);
	if (m->rejects != NULL && (fflush(m->rejects) != 0 || ferror(m->rejects)))
		return cmd_fail("import", "the file of refused rows cannot be written");
	if (e == OK)
		return summary(m, kind, &n);
	clear_bar(m);
	(void)cmd_failed("import", e);
	if (n.added + n.changed == 0)
		return 2;
	/* What was done stays, complete; the same file again does the rest. */
	(void)summary(m, kind, &n);
	return 1;
}

static bool
known(const char *kind)
{
	static const char *const kinds[] = { "subjects", "laws", "law-versions", "payments", "tickets" };
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_eq(kinds[i], kind))
			return true;
	return register_feed_known(kind);
}

static bool
arguments(struct importing *m, int argc, char **argv)
{
	int i;

	m->link = TICKETS_LINK;
	for (i = 3; i + 1 < argc; i += 2)
		if (str_eq(argv[i], "--rejects"))
			m->rejects_path = argv[i + 1];
		else if (str_eq(argv[i], "--link") && str_eq(argv[1], "tickets"))
			m->link = argv[i + 1];
		else
			return false;
	return argc >= 3 && argc % 2 == 1 && known(argv[1]);
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct importing m = { .begun = clock_monotonic_us(), .tty = isatty(STDERR_FILENO) == 1 };
	struct stat st;
	struct conf *conf;
	struct db *db;
	int rc;

	if (!arguments(&m, argc, argv))
		return cmd_usage(argv[0]);
	if (stat(argv[2], &st) != 0)
		return cmd_fail(argv[0], "%s: %s", argv[2], strerror(errno));
	m.size = (int64_t)st.st_size;
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	if (str_eq(argv[1], "tickets") && cmd_start(a, argv[0], conf) != OK)
		return cmd_failed(argv[0], ERR_IO);
	if (m.rejects_path != NULL) {
		m.rejects = fopen(m.rejects_path, "we");
		if (m.rejects == NULL)
			return cmd_fail(argv[0], "%s: %s", m.rejects_path, strerror(errno));
		(void)fputs("line,reason,why,row\n", m.rejects);
	}
	rc = import(a, db, argv[1], argv[2], &m);
	if (m.rejects != NULL && fclose(m.rejects) != 0)
		return cmd_fail(argv[0], "%s: %s", m.rejects_path, strerror(errno));
	return rc;
}

int
cmd_import(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
