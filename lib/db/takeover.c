/* takeover.c - a store made by the old series, 0001 to 0041, goes on by the files that series was folded into: noted as
 * landed, when its tables, columns, constraints and indexes are exactly those the old series left (store-41.txt). */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/db/db.h"
#include "lib/db/migration_priv.h"

#define FOLDED_LAST 114

struct taking {
	const char **expected;	/* lines as the query below gives them */
	int expected_n;
	const struct migration *list;
	int n;
};

/* A line a thing, in the order of store-41.txt.  Partitions come with time; functions, triggers, policies, grants and
 * views are again/'s. */
static enum err
look(struct arena *a, struct db *db, const struct db_rows **out)
{
	enum err e = db_script(db, "set local search_path = ''");	/* every name in full */

	return e != OK ? e : DB_MANY(a, db, out,
	    "with t as (select c.oid, c.relname, c.relkind, c.reloptions from pg_class c"
	    "  where c.relnamespace = 'xz'::regnamespace and c.relkind in ('r', 'p', 'c') and not c.relispartition)"
	    " select x.line from ("
	    "  select s.relname, 0 as part, 0::bigint as n, 'sequence ' || s.relname as line from pg_class s"
	    "  where s.relnamespace = 'xz'::regnamespace and s.relkind = 'S' and not exists (select from pg_depend d"
	    "    where d.classid = 'pg_class'::regclass and d.objid = s.oid and d.deptype = 'i')"
	    "  union all"
	    "  select relname, 1, 0, concat_ws(' ', case relkind when 'c' then 'type' else 'table' end, relname,"
	    "    'partition by ' || pg_get_partkeydef(oid), reloptions::text) from t"
	    "  union all"
	    "  select t.relname, 2, row_number() over (partition by t.oid order by a.attnum),"
	    "    concat_ws(' ', t.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod),"
	    "      case when a.attnotnull then 'not null' end, 'default ' || pg_get_expr(d.adbin, d.adrelid),"
	    "      'identity ' || nullif(a.attidentity::text, ''), 'generated ' || nullif(a.attgenerated::text, ''),"
	    "      case when a.attstorage <> y.typstorage then 'storage ' || a.attstorage::text end,"
	    "      case when a.attstattarget <> -1 then 'statistics ' || a.attstattarget end)"
	    "  from t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped"
	    "  join pg_type y on y.oid = a.atttypid"
	    "  left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum"
	    "  union all"
	    "  select t.relname, 3, 0, concat_ws(' ', 'constraint', t.relname || '.' || k.conname,"
	    " pg_get_constraintdef(k.oid))"
	    "  from t join pg_constraint k on k.conrelid = t.oid and k.contype <> 't'"
	    "  union all"
	    "  select t.relname, 4, 0, concat_ws(' ', pg_get_indexdef(i.indexrelid),"
	    "    (select 'statistics ' || string_agg(a.attnum || ':' || a.attstattarget, ',' order by a.attnum)"
	    "    from pg_attribute a where a.attrelid = i.indexrelid and a.attstattarget <> -1))"
	    "  from t join pg_index i on i.indrelid = t.oid) x"
	    " order by x.relname collate \"C\", x.part, x.n, x.line collate \"C\"");
}

/* Parentheses left out: a store that was dumped and loaded has fewer of them in its checks. */
static bool
same_line(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, "()");
		b += strspn(b, "()");
		if (*a != *b)
			return false;
		if (*a == '\0')
			return true;
	}
}

/* Of the same column, in two shapes. */
static bool
same_column(const char *a, const char *b)
{
	size_t n = strcspn(a, " ");

	return memchr(a, '.', n) != NULL && strncmp(a, b, n + 1) == 0;
}

static bool
is_expected(const struct taking *t, const char *line)
{
	int i;

	for (i = 0; i < t->expected_n; i++)
		if (same_line(t->expected[i], line))
			return true;
	return false;
}

/* got, wanted: the first lines that are not the same; NULL: at the end. */
static enum err
differs(struct arena *a, const struct taking *t, const char *got, const char *wanted)
{
	const char *what;

	if (got != NULL && wanted != NULL && same_column(got, wanted))
		what = arena_printf(a, "it has `%s` where `%s` was", got, wanted);
	else if (got != NULL && !is_expected(t, got))
		what = arena_printf(a, "it has `%s`, which was not there", got);
	else
		what = arena_printf(a, "it has no `%s`", wanted);
	return err_set(ERR_STATE, "the store is not as schema 41 left it: %s; make it so again, or load a backup, then"
	    " `xiezhi migrate` takes it over", what);
}

static enum err
compare(struct arena *a, const struct taking *t, const struct db_rows *rows)
{
	const char *got, *wanted;
	int i, n = db_count(rows);

	for (i = 0; i < n || i < t->expected_n; i++) {
		got = i < n ? row_text(db_at(rows, i), "line") : NULL;
		wanted = i < t->expected_n ? t->expected[i] : NULL;
		if (got == NULL || wanted == NULL || !same_line(got, wanted))
			return differs(a, t, got, wanted);
	}
	return OK;
}

static enum err
take_fn(struct arena *a, struct db *db, void *ctx)
{
	const struct taking *t = ctx;
	const struct db_rows *rows;
	int i;
	enum err e = look(a, db, &rows);

	if (e == OK)
		e = compare(a, t, rows);
	for (i = 0; e == OK && i < t->n && t->list[i].number <= FOLDED_LAST; i++)
		e = migrate_note(a, db, &t->list[i]);
	return e;
}

static enum err
read_expected(struct arena *a, const char *folder, struct taking *t)
{
	const char *text, *end;
	enum err e = migrate_read_file(a, arena_printf(a, "%s/store-41.txt", folder), &text);

	if (e != OK)
		return e;
	t->expected = ARENA_ARRAY(a, const char *, strlen(text));	/* more than enough */
	for (; (end = strchr(text, '\n')) != NULL; text = end + 1)
		t->expected[t->expected_n++] = arena_strndup(a, text, (size_t)(end - text));
	return OK;
}

enum err
migrate_take_over(struct arena *a, struct db *db, const char *folder, const struct migration *list, int n)
{
	struct taking t = { .list = list, .n = n };
	enum err e = read_expected(a, folder, &t);

	return e == OK ? db_tx_run(a, db, NULL, take_fn, &t, NULL) : e;
}
