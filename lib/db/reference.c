/* reference.c - see reference.h.  The two statements are the only ones that are not written out where they are used. */
#include "lib/db/reference.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/csv_json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

#define COLUMNS_MAX 32

static const char *const values[] = {
	[DB_AS_TEXT] = "t.%s",
	[DB_AS_TEXT_NULL] = "nullif(t.%s, '')",
	[DB_AS_INT] = "t.%s::bigint",
	[DB_AS_INT_NULL] = "nullif(t.%s, '')::bigint",
	[DB_AS_DAY] = "t.%s::date",
	[DB_AS_DAY_NULL] = "nullif(t.%s, '')::date",
	[DB_AS_FLAG] = "t.%s = '1'",
	[DB_AS_LIST] = "coalesce(string_to_array(nullif(t.%s, ''), ';'), '{}')",
	[DB_AS_BARS] = "coalesce(string_to_array(nullif(t.%s, ''), '|'), '{}')",
};

static void
read_too(const char **list, size_t *n, const char *name)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if (str_eq(list[i], name))
			return;
	if (!str_empty(name) && *n < COLUMNS_MAX)
		list[(*n)++] = name;
}

/* What the file must have. */
static const char *const *
columns_of(struct arena *a, const struct db_reference *ref)
{
	const char **list = ARENA_ARRAY(a, const char *, COLUMNS_MAX + 1);
	const struct db_column *c;
	size_t n = 0;

	for (c = ref->column; c->name != NULL; c++) {
		read_too(list, &n, c->reads != NULL ? c->reads : c->name);
		read_too(list, &n, c->also);
	}
	read_too(list, &n, ref->more);
	return list;
}

static const char *
value_of(struct arena *a, const struct db_column *c)
{
	const char *form = values[c->as], *gap = strstr(form, "%s");

	if (c->sql != NULL)
		return c->sql;
	return arena_printf(a, "%.*s%s%s", (int)(gap - form), form, c->name, gap + 2);
}

/* The rows of the file, each with its columns as the table has them and its line. */
static const char *
new_rows(struct arena *a, const struct db_reference *ref, const char *const *columns)
{
	const struct db_column *c;
	struct str s;
	size_t i;

	str_init(&s, a);
	str_add(&s, "with new as (select t.line");
	for (c = ref->column; c->name != NULL; c++)
		str_printf(&s, ", %s as %s", value_of(a, c), c->name);
	str_add(&s, " from rows from (jsonb_to_recordset($1::jsonb) as (");
	for (i = 0; columns[i] != NULL; i++)
		str_printf(&s, "%s\"%s\" text", i > 0 ? ", " : "", columns[i]);
	str_add(&s, ")) with ordinality as t (");
	for (i = 0; columns[i] != NULL; i++)
		str_printf(&s, "\"%s\", ", columns[i]);
	str_printf(&s, "line)%s%s) ", ref->only != NULL ? " where " : "", ref->only != NULL ? ref->only : "");
	return s.s;
}

/* The columns that are keys, or those that are not, each by form, which names it once or twice. */
static const char *
each(struct arena *a, const struct db_reference *ref, bool key, const char *between, const char *before_first,
    const char *before_second)
{
	const struct db_column *c;
	struct str s;

	str_init(&s, a);
	for (c = ref->column; c->name != NULL; c++) {
		if (c->key != key)
			continue;
		str_printf(&s, "%s%s%s", s.len > 0 ? between : "", before_first, c->name);
		if (before_second != NULL)
			str_printf(&s, "%s%s", before_second, c->name);
	}
	return s.s;
}

static bool
may_be_null(const struct db_column *c)
{
	return c->as == DB_AS_TEXT_NULL || c->as == DB_AS_INT_NULL || c->as == DB_AS_DAY_NULL;
}

/* Equality where it can be: an index serves it. */
static const char *
same_row(struct arena *a, const struct db_reference *ref)
{
	const struct db_column *c;
	struct str s;

	str_init(&s, a);
	str_add(&s, ref->rows != NULL ? ref->rows : "true");
	for (c = ref->column; c->name != NULL; c++)
		if (c->key)
			str_printf(&s, " and o.%s %s n.%s", c->name, may_be_null(c) ? "is not distinct from" : "=",
			    c->name);
	return s.s;
}

static enum err
run(struct arena *a, struct db *db, const char *sql, const char *json)
{
	struct db_stmt st = { .sql = sql, .where = __FILE__ };

	return db_exec(a, db, &st, NULL, &DB_TEXT(json), 1);
}

static enum err
load(struct arena *a, struct db *db, const char *folder, const struct db_reference *ref)
{
	const char *const *columns = columns_of(a, ref);
	const char *json, *rows = new_rows(a, ref, columns), *same = same_row(a, ref);
	const char *others = each(a, ref, false, ", ", "", NULL), *keys = each(a, ref, true, ", ", "", NULL);
	enum err e = csv_json(a, folder, ref->file, columns, &json);

	if (e == OK && *others != '\0')
		e = run(a, db, arena_printf(a, "%supdate xz.%s o set %s%s%s from new n where %s and %s"
		    " and (%s) is distinct from (%s)",
		    rows, ref->table, each(a, ref, false, ", ", "", " = n."), ref->touch != NULL ? ", " : "",
		    ref->touch != NULL ? ref->touch : "", same,
		    ref->changes != NULL ? ref->changes : "true", each(a, ref, false, ", ", "o.", NULL),
		    each(a, ref, false, ", ", "n.", NULL)), json);
	if (e == OK)
		e = run(a, db, arena_printf(a, "%sinsert into xz.%s (%s%s%s) select %s%s%s from new n"
		    " where not exists (select from xz.%s o where %s) order by n.line", rows, ref->table, keys,
		    *others != '\0' ? ", " : "", others, keys, *others != '\0' ? ", " : "", others, ref->table, same),
		    json);
	return e == OK && ref->then != NULL ? ref->then(a, db, json) : e;
}

enum err
db_reference_load(struct arena *a, struct db *db, const char *folder, const struct db_reference *list)
{
	enum err e = OK;

	for (; e == OK && list->file != NULL; list++) {
		e = load(a, db, folder, list);
		if (e != OK)
			return err_set(e, "%s: %s", list->file, arena_strdup(a, err_last()));
	}
	return e;
}
