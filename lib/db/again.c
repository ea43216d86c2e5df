/* again.c - migrations/again/: what can be made anew at any time stands once, in <module>.sql, in the order of the file
 * `order`.  Each has two parts, parted by a line `-- rights`: policies ask functions of other modules, so the functions of
 * all are made before the rights of any.  clear.sql comes before everything, check.sql after it. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/db/migrate_priv.h"

#define RIGHTS "\n-- rights\n"

struct parts {
	struct str functions, rights;
};

static enum err
add_module(struct arena *a, const char *folder, const char *name, struct parts *p)
{
	const char *sql, *rights;
	enum err e = migrate_read_file(a, arena_printf(a, "%s/again/%s.sql", folder, name), &sql);

	if (e != OK)
		return e;
	rights = strstr(sql, RIGHTS);
	if (rights == NULL)
		return err_set(ERR_STATE, "again/%s.sql has no line `-- rights`", name);
	str_addn(&p->functions, sql, (size_t)(rights - sql));
	str_add(&p->functions, "\n");
	str_add(&p->rights, rights);
	return OK;
}

/* Everything as one script: in one message it costs no more than it must while programs wait for it. */
static enum err
compose(struct arena *a, const char *folder, const char **out)
{
	const char *order, *clear, *check, *end;
	struct parts p;
	enum err e = migrate_read_file(a, arena_printf(a, "%s/again/order", folder), &order);

	str_init(&p.functions, a);
	str_init(&p.rights, a);
	for (; e == OK && (end = strchr(order, '\n')) != NULL; order = end + 1)
		e = add_module(a, folder, arena_strndup(a, order, (size_t)(end - order)), &p);
	if (e == OK)
		e = migrate_read_file(a, arena_printf(a, "%s/again/clear.sql", folder), &clear);
	if (e == OK)
		e = migrate_read_file(a, arena_printf(a, "%s/again/check.sql", folder), &check);
	if (e == OK)
		*out = arena_printf(a, "%s%s%s%s", clear, p.functions.s, p.rights.s, check);
	return e;
}

/* The number is part of it: a numbered file may have dropped a policy or a view that was in its way. */
static enum err
is_made(struct arena *a, struct db *db, const char *script, const char **name, bool *out)
{
	struct db_row row;
	enum err e = DB_ONE(a, db, &row,
	    "select x.name, exists (select from public.xz_migration m where m.number = 0 and m.name = x.name"
	    " and m.sha256 = encode(sha256(convert_to($1, 'UTF8')), 'hex')) as made"
	    " from (select 'again after ' || max(number) as name from public.xz_migration) x", DB_TEXT(script));

	if (e == OK) {
		*name = arena_strdup(a, row_text(row, "name"));
		*out = row_bool(row, "made");
	}
	return e;
}

static enum err
make_fn(struct arena *a, struct db *db, void *ctx)
{
	const struct migration *m = ctx;
	enum err e = db_script(db, m->sql);

	return e == OK ? migrate_note(a, db, m) : e;
}

enum err
migrate_again(struct arena *a, struct db *db, const char *folder, bool *made)
{
	struct migration m = { .number = 0 };
	bool same = false;
	enum err e = compose(a, folder, &m.sql);

	if (e == OK)
		e = is_made(a, db, m.sql, &m.name, &same);
	if (e == OK && !same)
		e = db_tx_run(a, db, NULL, make_fn, &m, NULL);
	*made = e == OK && !same;
	return e;
}
