/* instance.c - which instance a command is about: the file of its settings. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

#define PATH_SIZE 4096
#define IN_STATE "etc/admin.conf"
#define INSTALLED "/etc/xiezhi/admin.conf"

/* The nearest folder, from the one the command was called in upwards, that is a checkout.  NULL: none. */
static const char *
checkout(struct arena *a)
{
	char path[PATH_SIZE], *slash;

	if (getcwd(path, sizeof(path)) == NULL)
		return NULL;
	while (access(arena_printf(a, "%s/etc/instance/run.sh", path), R_OK) != 0) {
		slash = strrchr(path, '/');
		if (slash == NULL)
			return NULL;
		*slash = '\0';
	}
	return arena_strdup(a, path);
}

const char *
cmd_conf_path(struct arena *a)
{
	const char *conf = getenv("XIEZHI_CONF"), *state = getenv("XIEZHI_STATE"), *root = checkout(a);

	if (!str_empty(conf))
		return arena_strdup(a, conf);
	/* as make run takes it: a relative one is below the checkout */
	if (!str_empty(state) && *state != '/' && root != NULL)
		return arena_printf(a, "%s/%s/" IN_STATE, root, state);
	if (!str_empty(state))
		return arena_printf(a, "%s/" IN_STATE, state);
	if (root != NULL && access(arena_printf(a, "%s/var/" IN_STATE, root), F_OK) == 0)
		return arena_printf(a, "%s/var/" IN_STATE, root);
	return access(INSTALLED, F_OK) == 0 ? INSTALLED : NULL;
}
