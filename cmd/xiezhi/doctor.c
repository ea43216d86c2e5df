/* doctor.c - xiezhi doctor: what makes this store slow or is not as its migrations left it, a line each: kind, name and
 * the statement that mends it; behind it the figures of law in use that somebody has still to confirm.  Exit 0: nothing
 * to mend; 1: something; 2: it could not be looked at. */
#include <stdio.h>
#include <string.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/wrong_paper.h"
#include "lib/db/doctor.h"
#include "lib/monitor/keep.h"
#include "lib/people/admin.h"
#include "lib/web/site.h"

#define PAPERS_BATCH 500

static const char *const kinds[] = {
	[ILL_INDEX_MISSING] = "index missing",
	[ILL_INDEX_INVALID] = "index not built",
	[ILL_STATISTICS] = "statistics old",
};

/* A statement of several lines as one. */
static void
print_line(const char *s)
{
	bool blank = false;

	for (; *s != '\0'; s++) {
		if (*s == ' ' || *s == '\t' || *s == '\n') {
			blank = true;
			continue;
		}
		if (blank)
			(void)putchar(' ');
		blank = false;
		(void)putchar(*s);
	}
	(void)printf(";\n");
}

/* They are no illness of the store: the exit does not tell of them. */
static enum err
print_unconfirmed(struct arena *a, struct db *db)
{
	const struct db_rows *rows;
	int i;
	enum err e = calendar_unconfirmed(a, db, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		(void)printf("to be confirmed\t%s %s %s\t%s: %s\n", row_text(r, "key"), row_text(r, "region"),
		    row_text(r, "sector"), row_text(r, "name_zh"), row_text(r, "source"));
	}
	return e;
}

/* What the foot of the portal's pages should say and nobody has set; no illness either. */
static void
print_unset(const struct conf *c)
{
	static const char *const keys[] = { SITE_KEYS };
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (*conf_text(c, keys[i], "") == '\0')
			(void)printf("not set\t%s\txiezhi.conf\n", keys[i]);
}

/* Agencies whose decisions that ask for money are not made before it is known where it is paid; no illness either. */
static enum err
print_without_bank(struct arena *a, struct db *db)
{
	const struct db_rows *rows;
	int i;
	enum err e = people_agencies_without_bank(a, db, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++)
		(void)printf("no bank\t%s\t/desk/admin/agencies/\n", row_text(db_at(rows, i), "name"));
	return e;
}

/* Rules of the catalogue that are not live, with what they wait for; no illness either. */
static void
print_waiting(void)
{
	const struct monitor_waiting *w;

	for (w = monitor_waits; w->code != NULL; w++)
		(void)printf("rule waits\t%s\t%s\n", w->code, w->what);
}

/* xiezhi doctor papers: decisions issued wrongly, a line each: what is wrong, agency and number, case and paper. */
static int
papers(struct arena *a, const char *command, struct db *db)
{
	static const struct {
		const char *column, *what;
	} faults[] = {
		{ "other_type", "the outcome has another paper" },
		{ "review_first", "does not say that review comes first" },
		{ "no_remedies", "names no remedy" },
	};
	const struct db_rows *rows;
	int64_t after = 0;
	bool found = false;
	size_t k;
	int i;

	do {
		if (caseflow_wrong_papers(a, db, after, PAPERS_BATCH, &rows) != OK)
			return cmd_failed(command, ERR_IO);
		for (i = 0; i < db_count(rows); i++) {
			struct db_row r = db_at(rows, i);

			after = row_i64(r, "id");
			found = true;
			for (k = 0; k < sizeof(faults) / sizeof(*faults); k++)
				if (row_bool(r, faults[k].column))
					(void)printf("paper: %s\t%s %s\t%s %s\n", faults[k].what,
					    row_text(r, "agency"), row_text(r, "number"), row_text(r, "case_number"),
					    row_text(r, "paper"));
		}
	} while (db_count(rows) == PAPERS_BATCH);
	return found ? 1 : 0;
}

static int
run(struct arena *a, int argc, char **argv)
{
	const char *app = cmd_app_folder(a);
	struct conf *conf;
	struct db_finding *list;
	struct db *db;
	int i, n;
	enum err e;

	if (argc > 2 || (argc == 2 && strcmp(argv[1], "papers") != 0))
		return cmd_usage(argv[0]);
	if (app == NULL)
		return cmd_fail(argv[0], "no folder with migrations found: --app FOLDER");
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	if (argc == 2)
		return papers(a, argv[0], db);
	e = db_doctor(a, db, arena_printf(a, "%s/migrations", app), &list, &n);
	if (e != OK)
		return cmd_failed(argv[0], e);
	for (i = 0; i < n; i++) {
		(void)printf("%s\t%s\t", kinds[list[i].kind], list[i].name);
		print_line(list[i].cure);
	}
	e = print_unconfirmed(a, db);
	if (e == OK)
		e = print_without_bank(a, db);
	if (e != OK)
		return cmd_failed(argv[0], e);
	print_waiting();
	print_unset(conf);
	return n > 0 ? 1 : 0;
}

int
cmd_doctor(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
