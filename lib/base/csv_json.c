/* csv_json.c - see csv_json.h. */
#include "lib/base/csv_json.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/json.h"

static enum err
read_rows(struct csv *c, const char *path, const char *const *columns, const size_t *at, json_t *rows)
{
	enum csv_result result;
	size_t i;

	while ((result = csv_next(c)) == CSV_ROW) {
		json_t *o = json_object();

		for (i = 0; columns[i] != NULL; i++)
			(void)json_object_set_new(o, columns[i], json_string(csv_field(c, at[i])));
		(void)json_array_append_new(rows, o);
	}
	if (result == CSV_BAD)
		return err_set(ERR_INPUT, "%s: line %lld: %s", path, (long long)csv_line(c), csv_fault(c));
	return result == CSV_FAILED ? ERR_IO : OK;
}

static enum err
add_file(struct arena *a, const char *path, const char *const *columns, json_t *rows)
{
	size_t at[CSV_FIELDS_MAX];
	struct csv *c;
	enum err e = csv_open(a, path, &c);

	if (e == OK)
		e = csv_header(c, columns, at);
	if (e == ERR_INPUT)
		return err_set(ERR_INPUT, "%s: %s", path, arena_strdup(a, err_last()));
	return e == OK ? read_rows(c, path, columns, at, rows) : e;
}

static int
is_shown(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

enum err
csv_folders(struct arena *a, const char *folder, const char *const **out)
{
	struct dirent **list;
	struct stat st;
	int i, n = scandir(folder, &list, is_shown, alphasort), k = 0;
	const char **paths;

	if (n < 0)
		return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	paths = ARENA_ARRAY(a, const char *, (size_t)n + 2);
	paths[k++] = arena_strdup(a, folder);
	for (i = 0; i < n; i++) {
		paths[k] = arena_printf(a, "%s/%s", folder, list[i]->d_name);
		k += stat(paths[k], &st) == 0 && S_ISDIR(st.st_mode);
		free(list[i]);
	}
	free(list);
	paths[k] = NULL;
	*out = paths;
	return OK;
}

enum err
csv_files(struct arena *a, const char *folder, const char *name, const char *const **out)
{
	const char *const *in, **paths;
	size_t n = 0;
	enum err e = csv_folders(a, folder, &in);

	if (e != OK)
		return e;
	while (in[n] != NULL)
		n++;
	*out = paths = ARENA_ARRAY(a, const char *, n + 1);
	for (; *in != NULL; in++) {
		*paths = arena_printf(a, "%s/%s", *in, name);
		paths += access(*paths, F_OK) == 0;
	}
	*paths = NULL;
	return **out != NULL ? OK : err_set(ERR_IO, "%s: no %s", folder, name);
}

enum err
csv_json(struct arena *a, const char *folder, const char *name, const char *const *columns, const char **out)
{
	const char *const *path;
	json_t *rows;
	enum err e = csv_files(a, folder, name, &path);

	if (e != OK)
		return e;
	rows = json_array();
	for (; e == OK && *path != NULL; path++)
		e = add_file(a, *path, columns, rows);
	*out = json_text_of(a, rows);
	return e;
}
