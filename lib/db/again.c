/* again.c - migrations/again/: what can be made anew at any time stands once, in <module>.sql (a part that grew large
 * in <module>_<part>.sql), in the order of the modules, then subject.sql, which names something of each.  Each has two
 * parts, parted by a line `-- rights`: policies ask functions of other modules, so the functions of all are made before
 * the rights of any.  clear.sql comes before everything, check.sql after it. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/db/migration_priv.h"

#define RIGHTS "\n-- rights\n"
#define PIECES_MAX 128

struct piece {
	const char *name, *sql;
};

struct making {
	struct piece list[PIECES_MAX];
	int n;
	const char *name, *all;		/* what is noted */
};

static enum err
add(struct arena *a, const char *folder, const char *name, struct making *m)
{
	struct piece *p = &m->list[m->n];

	if (m->n == PIECES_MAX)
		return err_set(ERR_STATE, "more than %d files in again/", PIECES_MAX);
	m->n++;
	p->name = arena_printf(a, "again/%s.sql", name);
	return migrate_read_file(a, arena_printf(a, "%s/%s", folder, p->name), &p->sql);
}

static int
is_sql(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 4 && strcmp(d->d_name + n - 4, ".sql") == 0;
}

/* The files that lie between clear.sql and check.sql; some modules have none. */
static enum err
add_modules(struct arena *a, const char *folder, const char *const *modules, struct making *m)
{
	struct dirent **list;
	int i, n = scandir(arena_printf(a, "%s/again", folder), &list, is_sql, alphasort);
	enum err e = n < 0 ? err_set(ERR_IO, "%s/again: %s", folder, strerror(errno)) : OK;

	for (; e == OK && *modules != NULL; modules++) {
		size_t len = strlen(*modules);

		for (i = 0; e == OK && i < n; i++) {
			const char *name = list[i]->d_name;

			if (strncmp(name, *modules, len) == 0 && strchr("._", name[len]) != NULL)
				e = add(a, folder, arena_strndup(a, name, strlen(name) - 4), m);
		}
	}
	for (i = 0; i < n; i++)
		free(list[i]);
	if (n >= 0)
		free(list);
	return e == OK ? add(a, folder, "subject", m) : e;
}

/* The upper parts stay in their place, the lower ones follow all of them. */
static enum err
part(struct arena *a, struct making *m)
{
	const char *rights;
	int i, n = m->n;

	for (i = 1; i < n; i++) {
		rights = strstr(m->list[i].sql, RIGHTS);
		if (rights == NULL)
			return err_set(ERR_STATE, "%s has no line `-- rights`", m->list[i].name);
		if (m->n == PIECES_MAX)
			return err_set(ERR_STATE, "more than %d files in again/", PIECES_MAX / 2);
		m->list[m->n++] = (struct piece){ m->list[i].name, rights };
		m->list[i].sql = arena_strndup(a, m->list[i].sql, (size_t)(rights - m->list[i].sql));
	}
	return OK;
}

static enum err
read_all(struct arena *a, const char *folder, const char *const *modules, struct making *m)
{
	struct str all;
	enum err e = add(a, folder, "clear", m);
	int i;

	if (e == OK)
		e = add_modules(a, folder, modules, m);
	if (e == OK)
		e = part(a, m);
	if (e == OK)
		e = add(a, folder, "check", m);
	str_init(&all, a);
	for (i = 0; e == OK && i < m->n; i++)
		str_add(&all, m->list[i].sql);
	m->all = all.s;
	return e;
}

/* The number is part of it: a numbered file may have dropped a policy or a view that was in its way. */
static enum err
is_made(struct arena *a, struct db *db, struct making *m, bool *out)
{
	struct db_row row;
	enum err e = DB_ONE(a, db, &row,
	    "select x.name, exists (select from public.xz_migration m where m.number = 0 and m.name = x.name"
	    " and m.sha256 = encode(sha256(convert_to($1, 'UTF8')), 'hex')) as made"
	    " from (select 'again after ' || max(number) as name from public.xz_migration) x", DB_TEXT(m->all));

	if (e == OK) {
		m->name = arena_strdup(a, row_text(row, "name"));
		*out = row_bool(row, "made");
	}
	return e;
}

static enum err
make_fn(struct arena *a, struct db *db, void *ctx)
{
	const struct making *m = ctx;
	const struct migration note = { .number = 0, .name = m->name, .sql = m->all };
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < m->n; i++)
		e = migrate_script(a, db, m->list[i].name, m->list[i].sql);
	return e == OK ? migrate_note(a, db, &note) : e;
}

enum err
migrate_again(struct arena *a, struct db *db, const char *folder, const char *const *modules, bool *made)
{
	struct making m = { .n = 0 };
	bool same = false;
	enum err e = read_all(a, folder, modules, &m);

	if (e == OK)
		e = is_made(a, db, &m, &same);
	if (e == OK && !same)
		e = db_tx_run(a, db, NULL, make_fn, &m, NULL);
	*made = e == OK && !same;
	return e;
}
