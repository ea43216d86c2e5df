/* cmd.h - the sub-commands of xiezhi, and what they share.  Each has a file of
 * its own, cmd/<name>.c; argv[0] is its name.  Exit codes: 0 done, 1 done in
 * part, 2 nothing done (wrong usage among it). */
#ifndef CMD_CMD_H
#define CMD_CMD_H

struct arena;

struct command {
	const char *name;
	const char *usage;	/* what follows the name */
	int (*run)(int argc, char **argv);
};

int cmd_check(int argc, char **argv);
int cmd_workday(int argc, char **argv);

/* Prints the usage of a command on standard error; gives 2. */
int cmd_usage(const char *name);
/* The folder that holds etc/, templates/ and so on: $XIEZHI_APP (--app), or the
 * nearest one above the program's own that has etc/reference.  NULL: none. */
const char *cmd_app_folder(struct arena *a);
#endif
