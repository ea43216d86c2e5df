/* scale.c - xiezhi demo --scale N: multiplies what a store of the demo holds to N cases, for measuring.  What becomes
 * of a table's rows its module says (lib/db/scale.h); here statements are made of it and run in one transaction, with
 * foreign keys and indexes made anew behind them: what they find broken undoes it all. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cgi/modules.h"
#include "cmd/demo/scale.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/db/loaded.h"
#include "lib/db/scale.h"

#define PER_PEOPLE 4		/* copies of cases that one copy of the organisation works on */
#define AGENCIES_MAX 8		/* copies of each agency; the first have the most */
#define TABLES_MAX 400

struct scale {
	int64_t cases, copies;
	int64_t begun;			/* us */
	const char *tables[SCALE_FIXED + 1][TABLES_MAX];
	size_t n[SCALE_FIXED + 1];
};

static void
say(const struct scale *s, const char *what)
{
	(void)fprintf(stderr, "scale %4d s  %s\n", (int)((clock_real_now() - s->begun) / SECOND_US), what);
}

/* New ids begin at 10^9 and keep the order of the old: a copy of what came later comes later.  Agencies above others
 * and all who belong to them or to none are one for all. */
static const char functions[] =
    "create temp table copies on commit drop as select k, u, case when u = 0 then 0 else"
    " floor(least(count(*) over () / xz_per + 1, xz_agencies) * power((u * 7919) %% 1009 / 1009.0, 2))::int end as a"
    " from (select k, k / xz_per as u, xz_per, xz_agencies from generate_series(1, %lld) k,"
    " (values (%d, %d)) v (xz_per, xz_agencies)) c;"
    "do $do$ declare agencies text; officers text; people text; agency_refs text; people_refs text; begin"
    " select coalesce(array_agg(id), '{}')::text, coalesce(array_agg(ref), '{}')::text into agencies, agency_refs"
    " from xz.people_agency where kind in ('government', 'supervisor');"
    " select coalesce(array_agg(id), '{}')::text into officers from xz.people_officer"
    " where agency_id = any (agencies::bigint[]);"
    " select array_agg(p.id)::text, array_agg(p.ref)::text into people, people_refs from xz.people_principal p"
    " left join xz.people_account c on c.id = p.id where c.agency_id is null or c.agency_id = any (agencies::bigint[]);"
    " execute format($f$"
    "create function pg_temp.key(x bigint, n int) returns bigint language sql immutable as"
    " 'select case when n = 0 then x else 1000000000 + x * %%1$s + n end';"
    "create function pg_temp.key(x uuid, n int) returns uuid language sql immutable as"
    " 'select case when n = 0 then x else md5(x::text || n::text)::uuid end';"
    "create function pg_temp.agency(x bigint, n int) returns bigint language sql immutable as"
    " 'select case when x = any (''%%2$s''::bigint[]) then x else pg_temp.key(x, n) end';"
    "create function pg_temp.agency(x uuid, n int) returns uuid language sql immutable as"
    " 'select case when x = any (''%%3$s''::uuid[]) then x else pg_temp.key(x, n) end';"
    "create function pg_temp.officer(x bigint, n int) returns bigint language sql immutable as"
    " 'select case when x = any (''%%4$s''::bigint[]) then x else pg_temp.key(x, n) end';"
    "create function pg_temp.principal(x bigint, n int) returns bigint language sql immutable as"
    " 'select case when x = any (''%%5$s''::bigint[]) then x else pg_temp.key(x, n) end';"
    "create function pg_temp.principal(x uuid, n int) returns uuid language sql immutable as"
    " 'select case when x = any (''%%6$s''::uuid[]) then x else pg_temp.key(x, n) end';"
    "create function pg_temp.copies() returns int language sql immutable as 'select %%1$s';"
    "create function pg_temp.cases() returns int language sql immutable as 'select %%7$s';"
    "$f$, %lld, agencies, agency_refs, officers, people, people_refs, %lld); end $do$;"
    "create function pg_temp.suffixed(x text, n int) returns text language sql immutable as"
    " $$ select case when n = 0 or x = '' then x else x || '-' || n::text end $$;"
    "create function pg_temp.numbered(x text, n int) returns text language plpgsql immutable as $$"
    " declare own text := substring(x from '〕(\\d+)号'); begin"
    "  return case when own is null then pg_temp.suffixed(x, n) else replace(x, '〕' || own || '号',"
    "   '〕' || 100000 + own::int * pg_temp.copies() + n || '号') end; end $$;"
    /* 91430499MADEM0002D: the copy takes the place of DEM, the last is the check of GB 32100 */
    "create function pg_temp.code(x text, n int) returns text language plpgsql immutable as $$"
    " declare own text := overlay(x placing lpad(upper(to_hex(n)), 3, '0') from 11 for 3);"
    " signs constant text := '0123456789ABCDEFGHJKLMNPQRTUWXY'; sum int := 0; weight int := 1; begin"
    "  if substr(x, 9, 5) <> 'MADEM' then return pg_temp.suffixed(x, n); end if;"
    "  for i in 1 .. 17 loop sum := sum + weight * (strpos(signs, substr(own, i, 1)) - 1); weight := weight * 3 %% 31;"
    "  end loop;"
    "  return overlay(own placing substr(signs, (31 - sum %% 31) %% 31 + 1, 1) from 18 for 1); end $$;";

/* Triggers would tell the programs of each row; keys and indexes come back when all rows are there. */
static const char let_go[] =
    "create temp table kept (seq int generated always as identity, undo text not null) on commit drop;"
    "do $$ declare o record; begin"
    " for o in select c.oid::regclass as t, g.tgname from pg_trigger g join pg_class c on c.oid = g.tgrelid"
    "  where c.relnamespace = 'xz'::regnamespace and not g.tgisinternal and g.tgenabled = 'O' and g.tgparentid = 0 loop"
    "  insert into kept (undo) values (format('alter table %s enable trigger %I', o.t, o.tgname));"
    "  execute format('alter table %s disable trigger %I', o.t, o.tgname); end loop;"
    " for o in select c.conrelid::regclass as t, c.conname, pg_get_constraintdef(c.oid) as def from pg_constraint c"
    "  where c.connamespace = 'xz'::regnamespace and c.contype in ('p', 'u', 'f') and c.conparentid = 0"
    "  and not exists (select from pg_class t where t.oid = c.conrelid and t.relispartition)"
    "  order by c.contype = 'f', c.conrelid, c.contype loop"
    "  insert into kept (undo) values (format('alter table %s add constraint %I %s', o.t, o.conname, o.def)); end loop;"
    " insert into kept (undo) select replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')"
    "  from pg_index i join pg_class c on c.oid = i.indexrelid"
    "  join pg_class t on t.oid = i.indrelid where c.relnamespace = 'xz'::regnamespace and not c.relispartition"
    "  and not exists (select from pg_constraint k where k.conindid = i.indexrelid)"
    /* one that has settings of its own stays */
    "  and not exists (select from pg_attribute a where a.attrelid = i.indexrelid and a.attstattarget >= 0)"
    "  order by t.relname, c.relname;"
    " for o in select c.conrelid::regclass as t, c.conname from pg_constraint c"
    "  where c.connamespace = 'xz'::regnamespace"
    "  and c.contype in ('p', 'u', 'f') and c.conparentid = 0"
    "  and not exists (select from pg_class t where t.oid = c.conrelid and t.relispartition)"
    "  order by c.contype <> 'f' loop"
    "  execute format('alter table %s drop constraint %I', o.t, o.conname); end loop;"
    " for o in select i.indexrelid::regclass as name from pg_index i join pg_class c on c.oid = i.indexrelid"
    "  where c.relnamespace = 'xz'::regnamespace and not c.relispartition"
    "  and not exists (select from pg_attribute a where a.attrelid = i.indexrelid and a.attstattarget >= 0) loop"
    "  execute format('drop index %s', o.name); end loop; end $$";

static const char numbers_on[] =
    "do $$ declare o record; begin for o in select a.attrelid::regclass as t, a.attname from pg_attribute a"
    " join pg_class c on c.oid = a.attrelid where c.relnamespace = 'xz'::regnamespace and a.attidentity <> ''"
    " and not c.relispartition loop"
    " execute format('select setval(pg_get_serial_sequence(%L, %L), max(%I)) from %s', o.t, o.attname, o.attname, o.t);"
    " end loop; end $$";

/* Every list of every module, split into names. */
static enum err
sort_tables(struct arena *a, struct db *db, struct scale *s)
{
	const struct module *m;
	const struct scale_rows *r;
	const struct db_rows *rows;
	char *list, *name, *rest;
	enum err e;

	for (m = xz_modules; m->name != NULL; m++)
		for (r = m->scale; r != NULL && r->tables != NULL; r++) {
			list = arena_strdup(a, r->tables);
			for (name = strtok_r(list, " ", &rest); name != NULL; name = strtok_r(NULL, " ", &rest)) {
				if (s->n[r->per] == TABLES_MAX)
					return err_set(ERR_STATE, "more than %d tables", TABLES_MAX);
				s->tables[r->per][s->n[r->per]++] = name;
			}
		}
	e = DB_MANY(a, db, &rows, "select string_agg(coalesce(c.relname, t.name), ', ') as names"
	    " from unnest($1::text[] || $2::text[] || $3::text[] || $4::text[]) t (name)"
	    " full join (select relname from pg_class where relnamespace = 'xz'::regnamespace and relkind in ('r', 'p')"
	    " and not relispartition) c on c.relname = t.name where c.relname is null or t.name is null",
	    DB_TEXTS(s->tables[SCALE_CASE], s->n[SCALE_CASE]), DB_TEXTS(s->tables[SCALE_PEOPLE], s->n[SCALE_PEOPLE]),
	    DB_TEXTS(s->tables[SCALE_AGENCY], s->n[SCALE_AGENCY]), DB_TEXTS(s->tables[SCALE_FIXED], s->n[SCALE_FIXED]));
	if (e == OK && row_has(db_at(rows, 0), "names"))
		return err_set(ERR_STATE, "tables of no module's list, or lists of no table: %s",
		    row_text(db_at(rows, 0), "names"));
	return e;
}

static const char *
set_of(const struct scale_rows *r, const char *column)
{
	size_t i;

	for (i = 0; i + 1 < SCALE_SET_MAX && r->set[i] != NULL; i += 2)
		if (str_eq(r->set[i], column))
			return r->set[i + 1];
	return NULL;
}

/* The columns of a table and what they become, as far as the store says it: whose ids they are, by foreign key, by the
 * name where there is none. */
static enum err
columns(struct arena *a, struct db *db, const struct scale *s, const char *table, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select c.name, format(case"
	    " when c.type = 'text' and c.name in ('number', 'clue_number') and $1 = any ($2::text[])"
	    " then 'pg_temp.numbered(x.%1$I, k)'"
	    " when c.type = 'text' and c.name = 'certificate_no' then 'pg_temp.suffixed(x.%1$I, u)'"
	    " when c.type = 'text' and c.name = 'object_id' then 'pg_temp.code(x.%1$I, k)'"
	    " when c.type = 'text' and c.name = 'draw_id' then 'pg_temp.suffixed(x.%1$I, k)'"
	    " when c.type not in ('bigint', 'uuid') or c.whose is null then 'x.%1$I'"
	    " when c.whose in ('people_principal', 'people_account') then 'pg_temp.principal(x.%1$I, u)'"
	    " when c.whose = 'people_officer' and c.type = 'bigint' then 'pg_temp.officer(x.%1$I, u)'"
	    " when c.whose = 'people_agency' then 'pg_temp.agency(x.%1$I, a)'"
	    " when c.whose = any ($3) then 'pg_temp.key(x.%1$I, u)'"
	    " when c.whose = any ($4) then 'pg_temp.key(x.%1$I, a)'"
	    " when c.whose = any ($2) then 'pg_temp.key(x.%1$I, k)' else 'x.%1$I' end, c.name) as made"
	    " from (select t.attname as name, format_type(t.atttypid, null) as type,"
	    " coalesce((select p.relname from pg_constraint f join pg_class p"
	    " on p.oid = f.confrelid where f.contype = 'f' and f.conrelid = t.attrelid and f.conkey[1] = t.attnum"
	    " order by f.oid limit 1),"
	    " case when t.attname in ('id', 'ref') then $1"
	    " when t.attname in ('agency_id', 'agency_ref') then 'people_agency'"
	    " when t.attname = 'unit_id' then 'people_unit'"
	    " when t.attname ~ '(_by|^actor|^principal|^account|^account_id)$' then 'people_principal'"
	    " when t.attname ~ '_(id|ref)$' then ($2::text[])[1] end) as whose, t.attnum as n"
	    " from pg_attribute t where t.attrelid = ('xz.' || $1)::regclass and t.attnum > 0 and not t.attisdropped"
	    " and t.attgenerated = '') c order by c.n",
	    DB_TEXT(table), DB_TEXTS(s->tables[SCALE_CASE], s->n[SCALE_CASE]),
	    DB_TEXTS(s->tables[SCALE_PEOPLE], s->n[SCALE_PEOPLE]),
	    DB_TEXTS(s->tables[SCALE_AGENCY], s->n[SCALE_AGENCY]));
}

static const char *const copies_of[] = {
	[SCALE_CASE] = "(select k, u, a from pg_temp.copies)",
	[SCALE_PEOPLE] = "(select distinct u as k, u, a from pg_temp.copies where u > 0)",
	[SCALE_AGENCY] = "(select a as k, min(u) as u, a from pg_temp.copies where a > 0 group by a)",
};

/* The statement that makes the copies of a table's rows. */
static enum err
copying(struct arena *a, struct db *db, const struct scale *s, const struct scale_rows *r, const char *table,
    const char **out)
{
	const struct db_rows *rows;
	struct str into, from;
	const char *name, *own;
	int i;
	enum err e = columns(a, db, s, table, &rows);

	if (e != OK)
		return e;
	str_init(&into, a);
	str_init(&from, a);
	for (i = 0; i < db_count(rows); i++) {
		name = row_text(db_at(rows, i), "name");
		own = set_of(r, name);
		str_printf(&into, "%s\"%s\"", i == 0 ? "" : ", ", name);
		str_printf(&from, "%s%s", i == 0 ? "" : ", ", own != NULL ? own : row_text(db_at(rows, i), "made"));
	}
	*out = arena_printf(a, "insert into xz.%s (%s) overriding system value select %s from xz.%s x"
	    " cross join %s n%s%s", table, into.s, from.s, table, copies_of[r->per], r->only != NULL ? " where " : "",
	    r->only != NULL ? r->only : "");
	return OK;
}

struct work {
	const char *table, *sql;
};

/* All statements, before the keys they are read from are let go; what fills behind what copies. */
static enum err
statements(struct arena *a, struct db *db, const struct scale *s, struct work *w, size_t *n)
{
	const struct module *m;
	const struct scale_rows *r;
	char *name, *rest;
	enum err e = OK;
	bool filling;
	int pass;

	for (pass = 0; e == OK && pass < 2; pass++)
		for (m = xz_modules; m->name != NULL; m++)
			for (r = m->scale; e == OK && r != NULL && r->tables != NULL; r++) {
				filling = r->fill != NULL;
				if (filling != (pass == 1) || r->per == SCALE_FIXED)
					continue;
				name = strtok_r(arena_strdup(a, r->tables), " ", &rest);
				for (; e == OK && name != NULL; name = strtok_r(NULL, " ", &rest)) {
					w[*n].table = name;
					w[*n].sql = r->fill;
					if (!filling)
						e = copying(a, db, s, r, name, &w[*n].sql);
					(*n)++;
				}
			}
	return e;
}

static enum err
keys_back(struct arena *a, struct db *db)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select undo from pg_temp.kept"
	    " order by undo like '% FOREIGN KEY %', seq");

	for (i = 0; e == OK && i < db_count(rows); i++)
		e = db_script(db, row_text(db_at(rows, i), "undo"));
	return e;
}

static enum err
multiply(struct arena *a, struct db *db, void *ctx)
{
	struct scale *s = ctx;
	struct work *w = ARENA_ARRAY(a, struct work, TABLES_MAX);
	size_t i, n = 0;
	enum err e = db_script(db, "set local statement_timeout = 0; set local lock_timeout = 0;"
	    " set local maintenance_work_mem = '1GB'; set local work_mem = '256MB'");

	if (e == OK)
		e = db_script(db, arena_printf(a, functions, (long long)s->copies, PER_PEOPLE, AGENCIES_MAX,
		    (long long)s->copies + 1, (long long)s->cases));
	if (e == OK)
		e = statements(a, db, s, w, &n);
	if (e == OK)
		e = db_script(db, let_go);
	for (i = 0; e == OK && i < n; i++) {
		say(s, w[i].table);
		e = db_script(db, w[i].sql);
	}
	if (e == OK) {
		say(s, "keys and indexes");
		e = keys_back(a, db);
	}
	return e == OK ? db_script(db, numbers_on) : e;
}

/* What the planner goes by, as it would have been after years of autovacuum. */
static enum err
clean(struct arena *a, struct db *db, const struct scale *s)
{
	struct str sql;
	size_t i, per;
	enum err e = db_script(db, "set statement_timeout = 0");

	say(s, "statistics");
	for (per = 0; e == OK && per < SCALE_FIXED; per++) {
		str_init(&sql, a);
		for (i = 0; i < s->n[per]; i++)
			str_printf(&sql, "%s xz.%s", i == 0 ? "vacuum (analyze)" : ",", s->tables[per][i]);
		e = db_script(db, sql.s);
	}
	return e;
}

enum err
demo_scale(struct arena *a, struct db *db, int64_t cases)
{
	struct scale s = { .cases = cases, .begun = clock_real_now() };
	struct db_clock clock;
	struct db_row r;
	enum err e = db_clock_get(a, db, &clock);

	if (e == OK && !clock.movable)
		return err_set(ERR_STATE, "a store is multiplied on a scratch instance only, started with"
		    " XIEZHI_TEST_CLOCK=1");
	if (e == OK)
		e = DB_ONE(a, db, &r, "select count(*) as n, coalesce(max(id), 0) as most from xz.caseflow_case");
	if (e != OK)
		return e;
	if (row_i64(r, "n") == 0 || row_i64(r, "most") >= 1000000000)
		return err_set(ERR_STATE, "it begins with the demo as it was loaded, and is done once");
	s.copies = (cases - 1) / row_i64(r, "n");
	e = sort_tables(a, db, &s);
	if (e == OK && s.copies > 0)
		e = db_tx_run(a, db, NULL, multiply, &s, NULL);
	if (e == OK)
		e = clean(a, db, &s);
	if (e == OK)
		say(&s, "done");
	return e;
}
