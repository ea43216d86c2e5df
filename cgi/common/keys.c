/* keys.c - see keys.h. */
#include "cgi/common/keys.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

#define KEYS_MAX 16

static struct {
	const char *name;
	struct seal_key *key;		/* one of the two */
	struct sign_key *sign;
} owned[KEYS_MAX];
static size_t owned_n;

static int
is_key(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return d->d_name[0] != '.' && n > 4 && (strcmp(d->d_name + n - 4, ".key") == 0 ||
	    strcmp(d->d_name + n - 4, ".pem") == 0);
}

enum err
keys_open(struct arena *a, const char *folder)
{
	struct dirent **list;
	enum err e = OK;
	int i, n;

	owned_n = 0;
	if (folder == NULL)
		return OK;
	n = scandir(folder, &list, is_key, alphasort);
	if (n < 0)
		return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	for (i = 0; i < n; i++) {
		const char *file = list[i]->d_name;

		if (e == OK && owned_n < KEYS_MAX) {
			const char *path = arena_printf(a, "%s/%s", folder, file);

			owned[owned_n].name = arena_strndup(a, file, strlen(file) - 4);
			owned[owned_n].key = NULL;
			owned[owned_n].sign = NULL;
			e = strcmp(file + strlen(file) - 4, ".pem") == 0 ?
			    sign_key_load(a, path, &owned[owned_n].sign) : seal_key_load(a, path, &owned[owned_n].key);
			owned_n++;
		}
		free(list[i]);
	}
	free(list);
	return e;
}

const struct seal_key *
key_of(const char *name)
{
	size_t i;

	for (i = 0; i < owned_n; i++)
		if (str_eq(owned[i].name, name))
			return owned[i].key;
	return NULL;
}

const struct sign_key *
sign_key_of(const char *name)
{
	size_t i;

	for (i = 0; i < owned_n; i++)
		if (str_eq(owned[i].name, name))
			return owned[i].sign;
	return NULL;
}
