/* keys.c - xiezhi keys: makes the key files that are missing, never touching one that is there. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/conf.h"
#include "lib/sec/keys.h"

static int
run(struct arena *a, int argc, char **argv)
{
	struct conf *conf;
	const char *folder;
	enum err e;

	if (argc != 1)
		return cmd_usage(argv[0]);
	if (!cmd_conf(a, argv[0], &conf))
		return 2;
	folder = conf_text(conf, "keys", NULL);
	if (folder == NULL)
		return cmd_fail(argv[0], "the configuration names no keys folder");
	if (mkdir(folder, 0711) != 0 && errno != EEXIST)
		return cmd_fail(argv[0], "%s: %s", folder, strerror(errno));
	e = program_keys_make(a, folder);
	return e == OK ? 0 : cmd_failed(argv[0], e);
}

int
cmd_keys(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
