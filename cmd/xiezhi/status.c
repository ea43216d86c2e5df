/* status.c - xiezhi status: the schema's version and how much the store holds. */
#include <inttypes.h>
#include <stdio.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/db/count.h"
#include "lib/db/db.h"
#include "lib/db/migration.h"

static int
run(struct arena *a, int argc, char **argv)
{
	struct conf *conf;
	struct db *db;
	struct db_size *list;
	int64_t version;
	int i, n;
	enum err e;

	if (argc != 1)
		return cmd_usage(argv[0]);
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	e = migrate_version(a, db, &version);
	if (e == OK)
		e = db_sizes(a, db, &list, &n);
	if (e != OK)
		return cmd_failed(argv[0], e);
	(void)printf("schema\t%" PRId64 "\n", version);
	for (i = 0; i < n; i++)
		(void)printf("%s\t%" PRId64 "\n", list[i].name, list[i].rows);
	return 0;
}

int
cmd_status(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
