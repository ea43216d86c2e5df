/* publish.c - xiezhi publish --rebuild: every public file of the transparency log and of the draws again from the
 * store; with a folder, those of the log into it. */
#include <inttypes.h>
#include <stdio.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/str.h"
#include "lib/spotcheck/files.h"
#include "lib/tlog/publication.h"

static int
run(struct arena *a, int argc, char **argv)
{
	const char *state, *folder = argc == 3 ? argv[2] : NULL;
	struct conf *conf;
	struct db *db;
	int64_t files;
	enum err e;

	if ((argc != 2 && argc != 3) || !str_eq(argv[1], "--rebuild"))
		return cmd_usage(argv[0]);
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	state = conf_text(conf, "state", NULL);
	if (folder == NULL && state == NULL)
		return cmd_fail(argv[0], "the configuration names no state folder");
	if (folder == NULL)
		folder = arena_printf(a, "%s/public/log", state);
	e = tlog_rebuild(a, db, folder, &files);
	if (e != OK)
		return cmd_failed(argv[0], e);
	(void)printf("%" PRId64 " files in %s\n", files, folder);
	if (argc == 3)
		return 0;
	folder = arena_printf(a, "%s/public/disclosure/draws", state);
	e = spotcheck_files_rebuild(a, db, folder, &files);
	if (e != OK)
		return cmd_failed(argv[0], e);
	(void)printf("%" PRId64 " files in %s\n", files, folder);
	return 0;
}

int
cmd_publish(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
