/* keep.c - see keep.h. */
#include "lib/monitor/keep.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/db/db.h"

enum err
monitor_rules(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select r.code, coalesce(r.clock, r.ask) as key, r.name_zh, r.name_en,"
	    " r.ask is not null as asks, r.level, coalesce(r.person, false) as person, coalesce(v.warn_n, r.warn_n)"
	    " as warn_n, r.warn_unit, coalesce(v.n, r.n) as n, v.valid_from as since, (select max(u.to_on)"
	    " from xz.monitor_mute u where u.key = coalesce(r.clock, r.ask) and xz.today() between u.from_on and"
	    " u.to_on)"
	    " as muted_to from xz.monitor_rule r left join lateral (select x.warn_n, x.n, x.valid_from"
	    " from xz.monitor_version x where x.key = coalesce(r.clock, r.ask) and x.valid_from <= xz.today()"
	    " order by x.valid_from desc limit 1) v on true where r.valid_from <= xz.today()"
	    " and coalesce(r.valid_to, 'infinity') >= xz.today() order by r.code, key");
}

enum err
monitor_rule_get(struct arena *a, struct db *db, const char *key, struct monitor_rule *out)
{
	const struct db_rows *rows;
	struct db_row r;
	enum err e = DB_MANY(a, db, &rows, "select r.code, coalesce(r.clock, r.ask) as key, r.name_zh, r.name_en,"
	    " r.todo_zh, r.todo_en, r.source, r.level, r.warn_unit, r.ask is not null as asks,"
	    " coalesce(r.person, false) as person, coalesce(r.warn_n, -1) as warn_n, coalesce(r.n, 0) as n"
	    " from xz.monitor_rule r where (r.clock = $1 or r.ask = $1) and r.valid_from <= xz.today()"
	    " and coalesce(r.valid_to, 'infinity') >= xz.today() order by r.valid_from desc limit 1", DB_TEXT(key));

	if (e == OK && db_count(rows) == 0)
		return err_set(ERR_NOT_FOUND, "no such rule");
	if (e != OK)
		return e;
	r = db_at(rows, 0);
	*out = (struct monitor_rule){ .key = row_text(r, "key"), .code = row_text(r, "code"),
	    .name_zh = row_text(r, "name_zh"), .name_en = row_text(r, "name_en"), .todo_zh = row_text(r, "todo_zh"),
	    .todo_en = row_text(r, "todo_en"), .source = row_text(r, "source"), .level = row_text_or(r, "level",
	    "red"),
	    .warn_unit = row_text_or(r, "warn_unit", ""), .asks = row_bool(r, "asks"), .person = row_bool(r, "person"),
	    .warn_n = row_i64(r, "warn_n"), .n = row_i64(r, "n") };
	return OK;
}

enum err
monitor_versions(struct arena *a, struct db *db, const char *key, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select v.valid_from, coalesce(v.n, v.warn_n) as n, v.reason, c.display_name as name,"
	    " v.made_at from xz.monitor_version v join xz.people_account c on c.id = v.made_by where v.key = $1"
	    " order by v.valid_from desc limit 100", DB_TEXT(key));
}

enum err
monitor_mutes(struct arena *a, struct db *db, const char *key, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select u.from_on, u.to_on, u.reason, c.display_name as name from xz.monitor_mute u"
	    " join xz.people_account c on c.id = u.made_by where u.key = $1 order by u.to_on desc, u.id desc limit"
	    " 100",
	    DB_TEXT(key));
}

enum err
monitor_keeps(struct arena *a, struct db *db, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.monitor_keeper() as yes");

	if (e == OK)
		*out = row_bool(r, "yes");
	return e;
}

enum err
monitor_version_add(struct arena *a, struct db *db, const struct monitor_version *v)
{
	return DB_EXEC(a, db, "insert into xz.monitor_version (key, valid_from, warn_n, n, reason, made_by, made_at)"
	    " values ($1, $2, $3, $4, $5, $6, xz.now())", DB_TEXT(v->key), DB_DAY(v->from),
	    v->asks ? DB_NULL : DB_I64(v->n), v->asks ? DB_I64(v->n) : DB_NULL, DB_TEXT(v->reason), DB_I64(v->by));
}

enum err
monitor_mute_add(struct arena *a, struct db *db, const struct monitor_mute *m)
{
	return DB_EXEC(a, db, "insert into xz.monitor_mute (key, from_on, to_on, reason, made_by, made_at)"
	    " values ($1, $2, $3, $4, $5, xz.now())", DB_TEXT(m->key), DB_DAY(m->from), DB_DAY(m->to),
	    DB_TEXT(m->reason), DB_I64(m->by));
}

enum err
monitor_mute_end(struct arena *a, struct db *db, const char *key)
{
	return DB_EXEC(a, db, "update xz.monitor_mute set to_on = greatest(from_on, xz.today() - 1) where key = $1"
	    " and to_on >= xz.today()", DB_TEXT(key));
}

enum err
monitor_try(struct arena *a, struct db *db, const char *key, int64_t n, int64_t since, const struct db_rows **out,
    int64_t *found)
{
	enum err e = DB_MANY(a, db, out, "select h.subject_kind, h.subject_ref, h.number, g.name as agency_zh,"
	    " coalesce(nullif(g.name_en, ''), g.name) as agency_en, h.at, h.n, h.of_n, (select s.whole from"
	    " xz.subject s"
	    " where s.kind = h.subject_kind and s.ref = h.subject_ref limit 1) as whole"
	    " from xz.monitor_try($1, $2, $3, $4) h join xz.people_agency g on g.id = h.agency_id order by h.at desc",
	    DB_TEXT(key), DB_I64(n), DB_TIME(since), DB_I64(MONITOR_TRY_MOST + 1));

	if (e == OK)
		*found = db_count(*out);
	return e;
}
