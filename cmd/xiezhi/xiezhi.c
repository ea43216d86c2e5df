/* xiezhi.c - the operator's command line: one table of sub-commands. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/log.h"

static const struct command commands[] = {
	{ "migrate", "", cmd_migrate },
	{ "keys", "", cmd_keys },
	{ "first-accounts", "", cmd_first_accounts },
	{ "demo", "load [--cases N] | --scale N", cmd_demo },
	{ "status", "", cmd_status },
	{ "doctor", "[papers]", cmd_doctor },
	{ "events", "[again CONSUMER POSITION]", cmd_events },
	{ "recount", "[--mend]", cmd_recount },
	{ "visits", "YEAR", cmd_visits },
	{ "clock", "set RFC3339 | advance N(d|wd|h) | reset | show", cmd_clock },
	{ "seal", "list | files | device AGENCY-CODE KEY.pem | revoke KEY-ID REASON", cmd_seal },
	{ "session", "USER", cmd_session },
	{ "import", "subjects|places|classes|licences|laws|law-versions|payments|tickets FILE"
	    " [--rejects FILE] [--link CODE]", cmd_import },
	{ "publish", "--rebuild [FOLDER]", cmd_publish },
	{ "scrub", "[--tidy] [--age SECONDS]", cmd_scrub },
	{ "verify-log", "URL|FOLDER [--from OLD-CHECKPOINT] [--key VKEY|FILE]", cmd_verify_log },
	{ "verify-record", "FILE.zip|FOLDER [--key VKEY]", cmd_verify_record },
	{ "witness",
	    "key FOLDER NAME | watch FOLDER URL [--key VKEY] [--every SECONDS] | add VKEY NAME NAME-EN | end VKEY",
	  cmd_witness },
	{ "call", "--key FILE [--post FILE [--once IDEMPOTENCY-KEY]] URL", cmd_call },
	{ "check", "uscc|citizen-id  < one value a line, or law [FOLDER]", cmd_check },
	{ "verify-draw", "FOLDER|URL [--log URL|FOLDER] [--key VKEY|FILE]", cmd_verify_draw },
	{ "draw", "DRAW-ID show | links N | pledged | close [--beacon VALUE [--beacon-at RFC3339]] | draw |"
	  " substitute OBJECT REASON [--officer CERTIFICATE] [--words TEXT], all but show with --as USER", cmd_draw },
	{ "workday", "add DATE N | count FROM TO", cmd_workday },
	{ NULL, NULL, NULL }
};

static int
usage(FILE *to)
{
	const struct command *c;

	(void)fprintf(to, "usage: xiezhi [--app FOLDER] [--conf FILE] COMMAND ...\n");
	for (c = commands; c->name != NULL; c++)
		(void)fprintf(to, "  %s %s\n", c->name, c->usage);
	return 2;
}

int
cmd_usage(const char *name)
{
	const struct command *c;

	for (c = commands; c->name != NULL; c++)
		if (strcmp(c->name, name) == 0)
			(void)fprintf(stderr, "usage: xiezhi %s %s\n", c->name, c->usage);
	return 2;
}

/* --app and --conf are told to the commands by the environment; without --conf see cmd_conf_path(). */
static int
options(int argc, char **argv)
{
	int i;

	for (i = 1; i + 1 < argc; i += 2) {
		const char *name = strcmp(argv[i], "--app") == 0 ? "XIEZHI_APP" :
		    strcmp(argv[i], "--conf") == 0 ? "XIEZHI_CONF" : NULL;

		if (name == NULL)
			break;
		if (setenv(name, argv[i + 1], 1) != 0)
			return argc;
	}
	return i;
}

int
main(int argc, char **argv)
{
	const struct command *c;
	int at = options(argc, argv);

	log_init("xiezhi", LOG_INFO);
	if (at >= argc)
		return usage(stderr);
	if (strcmp(argv[at], "help") == 0 || strcmp(argv[at], "--help") == 0) {
		(void)usage(stdout);
		return 0;
	}
	for (c = commands; c->name != NULL; c++)
		if (strcmp(c->name, argv[at]) == 0)
			return c->run(argc - at, argv + at);
	(void)fprintf(stderr, "xiezhi: unknown command: %s\n", argv[at]);
	return usage(stderr);
}
