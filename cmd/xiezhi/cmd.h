/* cmd.h - the sub-commands of xiezhi, and what they share.  Each has a file of
 * its own, cmd/xiezhi/<name>.c or cmd/verify/<word>.c; argv[0] is its name.  Exit codes: 0 done, 1 done in
 * part, 2 nothing done (wrong usage among it). */
#ifndef CMD_XIEZHI_CMD_H
#define CMD_XIEZHI_CMD_H
#include <stdbool.h>

#include "lib/base/err.h"

struct arena;
struct conf;
struct db;

struct command {
	const char *name;
	const char *usage;	/* what follows the name */
	int (*run)(int argc, char **argv);
};

int cmd_call(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_clock(int argc, char **argv);
int cmd_demo(int argc, char **argv);
int cmd_doctor(int argc, char **argv);
int cmd_events(int argc, char **argv);
int cmd_recount(int argc, char **argv);
int cmd_visits(int argc, char **argv);
int cmd_draw(int argc, char **argv);
int cmd_first_accounts(int argc, char **argv);
int cmd_import(int argc, char **argv);
int cmd_keys(int argc, char **argv);
int cmd_migrate(int argc, char **argv);
int cmd_publish(int argc, char **argv);
int cmd_scrub(int argc, char **argv);
int cmd_seal(int argc, char **argv);
int cmd_session(int argc, char **argv);
int cmd_status(int argc, char **argv);
int cmd_verify_draw(int argc, char **argv);
int cmd_verify_log(int argc, char **argv);
int cmd_verify_record(int argc, char **argv);
int cmd_witness(int argc, char **argv);
int cmd_workday(int argc, char **argv);

/* Prints the usage of a command on standard error; gives 2. */
int cmd_usage(const char *name);
/* The folder that holds etc/, templates/ and so on: $XIEZHI_APP (--app), or the
 * nearest one above the program's own that has etc/reference.  NULL: none. */
const char *cmd_app_folder(struct arena *a);

/* The instance's etc/admin.conf: of --conf (XIEZHI_CONF), else of the state folder XIEZHI_STATE, else of var/ of the
 * checkout the command is called in, else /etc/xiezhi/admin.conf.  NULL: none of them is there. */
const char *cmd_conf_path(struct arena *a);
/* That file, read.  False: it was said on standard error what is wrong. */
bool cmd_conf(struct arena *a, const char *command, struct conf **out);
/* The configuration and a connection to its store. */
bool cmd_store(struct arena *a, const char *command, struct conf **conf, struct db **db);
/* Gives the libraries what they need of the configuration and of the keys the command has (lib/sec/keys.c), all of
 * which must be there. */
ERR_CHECKED enum err cmd_start(struct arena *a, const char *command, const struct conf *conf);
/* "xiezhi COMMAND: DETAIL" on standard error; gives 2. */
int cmd_fail(const char *command, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The same with err_last(). */
int cmd_failed(const char *command, enum err e);
/* Runs a command with an arena of its own. */
int cmd_with_arena(int (*run)(struct arena *a, int argc, char **argv), int argc, char **argv);
#endif
