/* reference.c - see reference.h.  A chain is its kind's from a day on, a way counts from a day on: another is another row. */
#include "lib/inspection/reference.h"

#include "lib/base/arena.h"
#include "lib/base/csv_json.h"
#include "lib/db/db.h"

static enum err
load_chains(struct arena *a, struct db *db, const char *folder)
{
	static const char *const columns[] = { "kind", "chain", "source", "valid_from", "valid_to", NULL };
	const char *json;
	enum err e = csv_json(a, arena_printf(a, "%s/inspection_chain.csv", folder), columns, &json);

	return e == OK ? DB_EXEC(a, db, "insert into xz.inspection_chain (kind, chain, source, valid_from, valid_to)"
	    " select kind, string_to_array(chain, ';'), source, valid_from::date, nullif(valid_to, '')::date"
	    " from jsonb_to_recordset($1::jsonb) as t (kind text, chain text, source text, valid_from text, valid_to text)"
	    " on conflict (kind, valid_from) do update set chain = excluded.chain, source = excluded.source,"
	    " valid_to = excluded.valid_to where (xz.inspection_chain.chain, xz.inspection_chain.source, xz.inspection_chain.valid_to)"
	    " is distinct from (excluded.chain, excluded.source, excluded.valid_to)", DB_TEXT(json)) : e;
}

/* Which inspections count against the caps, which may go beyond them. */
static enum err
load_ways(struct arena *a, struct db *db, const char *folder)
{
	static const char *const columns[] = { "way", "kind", "counted", "beyond", "name_zh", "name_en", "basis", "valid_from", "valid_to", NULL };
	const char *json;
	enum err e = csv_json(a, arena_printf(a, "%s/inspection_way.csv", folder), columns, &json);

	return e == OK ? DB_EXEC(a, db, "insert into xz.inspection_way (way, kind, counted, beyond, name_zh, name_en, basis, valid_from, valid_to)"
	    " select way, kind, counted = '1', beyond = '1', name_zh, name_en, basis, valid_from::date, nullif(valid_to, '')::date"
	    " from jsonb_to_recordset($1::jsonb) as t (way text, kind text, counted text, beyond text, name_zh text, name_en text, basis text,"
	    "  valid_from text, valid_to text)"
	    " on conflict (way, kind, valid_from) do update set counted = excluded.counted, beyond = excluded.beyond,"
	    " name_zh = excluded.name_zh, name_en = excluded.name_en, basis = excluded.basis, valid_to = excluded.valid_to"
	    " where (inspection_way.counted, inspection_way.beyond, inspection_way.name_zh, inspection_way.name_en, inspection_way.basis,"
	    "  inspection_way.valid_to) is distinct from (excluded.counted, excluded.beyond, excluded.name_zh, excluded.name_en,"
	    "  excluded.basis, excluded.valid_to)", DB_TEXT(json)) : e;
}

enum err
inspection_reference_load(struct arena *a, struct db *db, const char *folder)
{
	enum err e = load_chains(a, db, folder);

	return e == OK ? load_ways(a, db, folder) : e;
}
