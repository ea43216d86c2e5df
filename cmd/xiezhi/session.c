/* session.c - xiezhi session USER: a session cookie for tests; on a test clock only. */
#include <stdio.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/db/db.h"
#include "lib/people/session.h"

static int
run(struct arena *a, int argc, char **argv)
{
	struct conf *conf;
	struct db *db;
	const char *token;
	enum err e;

	if (argc != 2)
		return cmd_usage(argv[0]);
	if (!cmd_conf(a, argv[0], &conf))
		return 2;
	if (!conf_bool(conf, "test_clock", false))
		return cmd_fail(argv[0],
		    "this instance has no test clock (XIEZHI_TEST_CLOCK=1): sessions begin with a sign-in");
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	e = people_session_for(a, db, argv[1], &token);
	if (e == ERR_NOT_FOUND)
		return cmd_fail(argv[0], "no active account %s", argv[1]);
	if (e != OK)
		return cmd_failed(argv[0], e);
	(void)printf("xz=%s\n", token);
	return 0;
}

int
cmd_session(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
