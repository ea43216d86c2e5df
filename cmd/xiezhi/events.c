/* events.c - xiezhi events: what a consumer of the order of events could not take and has set aside, a line each:
 * consumer, position, kind of the event, tries, reason.  "again" gives one back to it.  Exit 0: nothing is set aside;
 * 1: something is; 2: it could not be looked at. */
#include <inttypes.h>
#include <stdio.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/stream/stream.h"

static enum err
print_aside(struct arena *a, struct db *db, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = stream_aside(a, db, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		(void)printf("%s\t%" PRId64 "\t%s\t%d\t%s\n", row_text(r, "consumer"), row_i64(r, "pos"),
		    row_text(r, "kind"), row_i32(r, "tries"), row_text(r, "reason"));
	}
	*n = e == OK ? db_count(rows) : 0;
	return e;
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct conf *conf;
	struct db *db;
	long long pos = 0;
	int n;
	enum err e;

	if (argc != 1 && !(argc == 4 && str_eq(argv[1], "again") && str_i64(argv[3], 1, INT64_MAX, &pos)))
		return cmd_usage(argv[0]);
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	if (argc == 4) {
		e = stream_again(a, db, argv[2], pos);
		return e == OK ? 0 : cmd_failed(argv[0], e);
	}
	e = print_aside(a, db, &n);
	if (e != OK)
		return cmd_failed(argv[0], e);
	return n > 0 ? 1 : 0;
}

int
cmd_events(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
