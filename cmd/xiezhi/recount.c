/* recount.c - xiezhi recount: counts the figures again from the events and holds them against those that are kept, row
 * by row; holds the steps of cases against their events.  --mend puts the rows right.  Exit 0: all fits, or was put
 * right; 1: not; 2: it could not be counted. */
#include <inttypes.h>
#include <stdio.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/figure/figure.h"

static void
print_steps(const struct figure_recount *c)
{
	int i;

	for (i = 0; i < db_count(c->steps); i++) {
		struct db_row r = db_at(c->steps, i);

		(void)printf("no %s\t%s\t%d\t%s\n", row_text(r, "what"), row_text(r, "number"), row_i32(r, "seq"),
		    row_text(r, "kind"));
	}
}

static int
run(struct arena *a, int argc, char **argv)
{
	bool mend = argc == 2 && str_eq(argv[1], "--mend");
	struct figure_recount c;
	struct conf *conf;
	struct db *db;
	enum err e;

	if (argc != 1 && !mend)
		return cmd_usage(argv[0]);
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	e = figure_recount(a, db, mend, &c);
	if (e != OK)
		return cmd_failed(argv[0], e);
	print_steps(&c);
	(void)printf("%" PRId64 " kept, %" PRId64 " counted: %" PRId64 " missing, %" PRId64 " wrong%s; %" PRId64
	    " steps of cases and events that do not fit\n", c.kept, c.counted, c.missing, c.wrong,
	    mend && c.missing + c.wrong > 0 ? ", put right" : "", c.unordered);
	return (!mend && c.missing + c.wrong > 0) || c.unordered > 0 ? 1 : 0;
}

int
cmd_recount(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
