/* app.c - where the application's own files lie. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

#define LEVELS 4	/* installed: bin/..; built: build/rel/bin/../../.. */

const char *
cmd_app_folder(struct arena *a)
{
	const char *given = getenv("XIEZHI_APP");
	char path[4096], *slash;
	ssize_t n;
	int i;

	if (!str_empty(given))
		return arena_strdup(a, given);
	n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	if (n <= 0)
		return NULL;
	path[n] = '\0';
	for (i = 0; i < LEVELS && (slash = strrchr(path, '/')) != NULL; i++) {
		*slash = '\0';
		if (access(arena_printf(a, "%s/etc/reference", path), R_OK) == 0)
			return arena_strdup(a, path);
	}
	return NULL;
}
