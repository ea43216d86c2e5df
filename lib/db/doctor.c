/* doctor.c - see doctor.h. */
#include "lib/db/doctor.h"

#include <stdbool.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/db/migration_priv.h"

#define SCHEMA "xz."
#define WORDS 10

/* An index as the files left it; table NULL: dropped again. */
struct shipped {
	const char *name, *table, *sql;
};

struct shelf {
	struct arena *a;
	struct shipped *list;
	int n, cap;
};

static const char *
without_schema(const char *name)
{
	return str_starts(name, SCHEMA) ? name + strlen(SCHEMA) : name;
}

/* The first words of a statement behind its comments; gives how many. */
static int
first_words(struct arena *a, const char **p, const char *end, const char *words[WORDS])
{
	const char *s = *p;
	int n = 0;

	while (s < end && (strchr(" \t\n", *s) != NULL || str_starts(s, "--"))) {
		if (*s == '-')
			s += strcspn(s, "\n");
		else
			s++;
	}
	*p = s;
	while (s < end && n < WORDS) {
		size_t len = strcspn(s, " \t\n,(;");

		if (len > 0)
			words[n++] = arena_strndup(a, s, len);
		s += len;
		s += strspn(s, " \t\n,");
		if (s < end && strchr("(;", *s) != NULL)
			break;
	}
	return n;
}

static struct shipped *
find(struct shelf *h, const char *name)
{
	int i;

	for (i = 0; i < h->n; i++)
		if (h->list[i].table != NULL && str_eq(h->list[i].name, without_schema(name)))
			return &h->list[i];
	return NULL;
}

static void
add(struct shelf *h, const char *name, const char *table, const char *sql)
{
	if (h->n == h->cap) {
		struct shipped *more = ARENA_ARRAY(h->a, struct shipped, (size_t)h->cap * 2 + 64);

		if (h->n > 0)
			memcpy(more, h->list, (size_t)h->n * sizeof(*more));
		h->list = more;
		h->cap = h->cap * 2 + 64;
	}
	h->list[h->n++] = (struct shipped){ name, without_schema(table), sql };
}

/* to NULL: the table is gone, and its indexes with it. */
static void
rename_table(struct shelf *h, const char *table, const char *to)
{
	int i;

	for (i = 0; i < h->n; i++)
		if (h->list[i].table != NULL && str_eq(h->list[i].table, without_schema(table)))
			h->list[i].table = to;
}

/* What a statement that is no `create index` does to the indexes before it. */
static void
follow(struct shelf *h, const char *const *w, int n)
{
	bool drops = n > 2 && str_eq(w[0], "drop"), renames = n == 6 && str_eq(w[0], "alter") && str_eq(w[3], "rename");
	struct shipped *s;
	int i;

	for (i = 2; drops && i < n; i++) {
		if (str_eq(w[1], "table"))
			rename_table(h, w[i], NULL);
		else if (str_eq(w[1], "index") && (s = find(h, w[i])) != NULL)
			s->table = NULL;
	}
	if (renames && str_eq(w[1], "table"))
		rename_table(h, w[2], w[5]);
	else if (renames && str_eq(w[1], "index") && (s = find(h, w[2])) != NULL)
		s->name = w[5];
}

static void
read_statement(struct shelf *h, const char *p, const char *end)
{
	const char *w[WORDS];
	int n = first_words(h->a, &p, end, w), i = n > 1 && str_eq(w[1], "unique") ? 2 : 1;

	if (n > i + 3 && str_eq(w[0], "create") && str_eq(w[i], "index")) {
		while (i + 3 < n && !str_eq(w[i + 2], "on"))	/* concurrently, if not exists */
			i++;
		add(h, w[i + 1], w[i + 3], arena_strndup(h->a, p, (size_t)(end - p)));
	} else
		follow(h, w, n);
}

static void
read_file(struct shelf *h, const char *sql)
{
	const char *p, *end;

	for (p = sql; *p != '\0'; p = *end != '\0' ? end + 1 : end) {
		end = strstr(p, ";\n");
		end = end != NULL ? end : p + strlen(p);
		read_statement(h, p, end);
	}
}

static enum err
look_at_indexes(struct arena *a, struct db *db, const struct shelf *h, struct db_finding *out, int *n)
{
	const char **names = ARENA_ARRAY(a, const char *, (size_t)h->n + 1);
	const struct shipped **of = ARENA_ARRAY(a, const struct shipped *, (size_t)h->n + 1);
	const struct db_rows *rows;
	int i, count = 0;
	enum err e;

	for (i = 0; i < h->n; i++)
		if (h->list[i].table != NULL) {
			of[count] = &h->list[i];
			names[count++] = h->list[i].name;
		}
	e = DB_MANY(a, db, &rows, "select l.at, c.oid is not null as there"
	    " from unnest($1::text[]) with ordinality as l (name, at)"
	    " left join pg_class c on c.relname = l.name and c.relnamespace = 'xz'::regnamespace"
	    " left join pg_index x on x.indexrelid = c.oid where x.indexrelid is null or not x.indisvalid"
	    " order by l.at", DB_TEXTS(names, (size_t)count));
	if (e != OK)
		return e;
	for (i = 0; i < db_count(rows); i++) {
		const struct shipped *s = of[row_i64(db_at(rows, i), "at") - 1];
		bool there = row_bool(db_at(rows, i), "there");

		out[(*n)++] = (struct db_finding){ there ? ILL_INDEX_INVALID : ILL_INDEX_MISSING, s->name,
		    there ? arena_printf(a, "reindex index concurrently xz.%s", s->name) : s->sql };
	}
	return OK;
}

/* Below a thousand rows a table is read whole whatever is known of it. */
static enum err
look_at_statistics(struct arena *a, struct db *db, struct db_finding *out, int room, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select relname from pg_stat_user_tables where schemaname = 'xz'"
	    " and n_live_tup > 1000 and (coalesce(last_analyze, last_autoanalyze) is null"
	    "   or n_mod_since_analyze > n_live_tup / 5) order by n_live_tup desc, relname limit $1", DB_I64(room));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		const char *name = row_text(db_at(rows, i), "relname");

		out[(*n)++] = (struct db_finding){ ILL_STATISTICS, name, arena_printf(a, "analyze xz.%s", name) };
	}
	return e;
}

enum err
db_doctor(struct arena *a, struct db *db, const char *folder, struct db_finding **out, int *n)
{
	const int tables = 1000;
	struct shelf h = { .a = a };
	struct migration *files;
	int i, files_n;
	enum err e = migrate_read_folder(a, folder, &files, &files_n);

	if (e != OK)
		return e;
	for (i = 0; i < files_n; i++)
		read_file(&h, files[i].sql);
	*n = 0;
	*out = ARENA_ARRAY(a, struct db_finding, (size_t)(h.n + tables));
	e = look_at_indexes(a, db, &h, *out, n);
	return e == OK ? look_at_statistics(a, db, *out, tables, n) : e;
}
