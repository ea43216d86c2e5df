/* visits.c - xiezhi visits YEAR: for each firm that the programmes filed for a year name, the least number of visits
 * that covers what is planned there; what prevents it, firm by firm; all of it against each agency coming for itself.
 * Its progress is told on standard error.  Exit 0: every firm has its visits; 1: some have not; 2: it could not be
 * counted. */
#include <stdio.h>
#include <unistd.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/joint/firm.h"

#define A_PAGE 200

struct totals {
	int32_t today;
	long firms, lines, visits, separately, without;
};

static enum err
one_firm(struct db *db, int64_t firm, const char *name, int year, struct totals *t)
{
	struct arena *a = arena_new("visits");
	struct joint_proposal p;
	enum err e = joint_propose(a, db, firm, year, t->today, &p);

	if (e == OK) {
		t->firms++;
		t->lines += p.lines;
		t->visits += p.n;
		t->separately += p.why == NULL ? p.separately : 0;
		t->without += p.why != NULL;
	}
	if (e == OK && p.why != NULL)
		(void)printf("%s\t%s\t%s\n", name, p.why, p.which_zh != NULL ? p.which_zh : "");
	arena_free(a);
	return e;
}

static enum err
all_firms(struct arena *a, struct db *db, int year, struct totals *t)
{
	const struct db_rows *rows;
	int64_t after = 0;
	int i;
	enum err e;

	do {
		e = joint_planned_firms(a, db, year, after, A_PAGE, &rows);
		for (i = 0; e == OK && i < db_count(rows); i++) {
			after = row_i64(db_at(rows, i), "id");
			e = one_firm(db, after, row_text(db_at(rows, i), "name"), year, t);
		}
		if (e == OK && isatty(STDERR_FILENO))
			(void)fprintf(stderr, "\r%ld firms", t->firms);
	} while (e == OK && db_count(rows) == A_PAGE);
	return e;
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct totals t = { .firms = 0 };
	struct db_row r;
	struct conf *conf;
	struct db *db;
	long long year;
	enum err e;

	if (argc != 2 || !str_i64(argv[1], 2020, 2099, &year))
		return cmd_usage(argv[0]);
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	e = DB_ONE(a, db, &r, "select xz.today() as day");
	if (e == OK) {
		t.today = row_day(r, "day");
		e = all_firms(a, db, (int)year, &t);
	}
	if (e != OK)
		return cmd_failed(argv[0], e);
	(void)printf("%ld firms, %ld lines: %ld visits, %ld if each agency came for itself; %ld without a schedule\n",
	    t.firms, t.lines, t.visits, t.separately, t.without);
	return t.without > 0 ? 1 : 0;
}

int
cmd_visits(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
