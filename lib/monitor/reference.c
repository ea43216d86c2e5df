/* reference.c - the rules as shipped.  A rule is its clock's from a day on. */
#include "lib/base/arena.h"
#include "lib/base/csv_json.h"
#include "lib/monitor/priv.h"

enum err
monitor_reference_load(struct arena *a, struct db *db, const char *folder)
{
	static const char *const columns[] = { "code", "clock", "warn_n", "warn_unit", "name_zh", "name_en", "todo_zh",
	    "todo_en", "source", "valid_from", "valid_to", NULL };
	const char *json;
	enum err e = csv_json(a, folder, "rule.csv", columns, &json);

	return e == OK ? DB_EXEC(a, db,
	    "insert into xz.monitor_rule as r (code, clock, warn_n, warn_unit, name_zh, name_en, todo_zh, todo_en,"
	    " source, valid_from, valid_to)"
	    " select code, clock, nullif(warn_n, '')::bigint, nullif(warn_unit, ''), name_zh, name_en, todo_zh,"
	    " todo_en, source, valid_from::date, nullif(valid_to, '')::date"
	    " from jsonb_to_recordset($1::jsonb) as t (code text, clock text, warn_n text, warn_unit text,"
	    " name_zh text, name_en text, todo_zh text, todo_en text, source text, valid_from text, valid_to text)"
	    " on conflict (clock, valid_from) do update set code = excluded.code, warn_n = excluded.warn_n,"
	    " warn_unit = excluded.warn_unit, name_zh = excluded.name_zh, name_en = excluded.name_en,"
	    " todo_zh = excluded.todo_zh, todo_en = excluded.todo_en, source = excluded.source,"
	    " valid_to = excluded.valid_to"
	    " where (r.code, r.warn_n, r.warn_unit, r.name_zh, r.name_en, r.todo_zh, r.todo_en, r.source, r.valid_to)"
	    " is distinct from (excluded.code, excluded.warn_n, excluded.warn_unit, excluded.name_zh,"
	    " excluded.name_en, excluded.todo_zh, excluded.todo_en, excluded.source, excluded.valid_to)",
	    DB_TEXT(json)) : e;
}
