/* reference.c - see reference.h.  A chain is its kind's from a day on, a way counts, a step
 * must leave something behind from a day on: another is another row. */
#include "lib/inspection/reference.h"

#include "lib/base/arena.h"
#include "lib/base/csv_json.h"
#include "lib/inspection/priv.h"

static enum err
load_chains(struct arena *a, struct db *db, const char *folder)
{
	static const char *const columns[] = { "kind", "chain", "source", "valid_from", "valid_to", NULL };
	const char *json;
	enum err e = csv_json(a, folder, "inspection_chain.csv", columns, &json);

	return e == OK ? DB_EXEC(a, db, "insert into xz.inspection_chain (kind, chain, source, valid_from, valid_to)"
	    " select kind, string_to_array(chain, ';'), source, valid_from::date, nullif(valid_to, '')::date"
	    " from jsonb_to_recordset($1::jsonb) as t (kind text, chain text, source text, valid_from text,"
	    " valid_to text)"
	    " on conflict (kind, valid_from) do update set chain = excluded.chain, source = excluded.source,"
	    " valid_to = excluded.valid_to"
	    " where (xz.inspection_chain.chain, xz.inspection_chain.source, xz.inspection_chain.valid_to)"
	    " is distinct from (excluded.chain, excluded.source, excluded.valid_to)", DB_TEXT(json)) : e;
}

/* Which inspections count against the caps, which may go beyond them. */
static enum err
load_ways(struct arena *a, struct db *db, const char *folder)
{
	static const char *const columns[] = { "way", "kind", "counted", "beyond", "name_zh", "name_en", "basis",
	    "valid_from", "valid_to", NULL };
	const char *json;
	enum err e = csv_json(a, folder, "inspection_way.csv", columns, &json);

	return e == OK ? DB_EXEC(a, db,
	    "insert into xz.inspection_way (way, kind, counted, beyond, name_zh, name_en, basis, valid_from, valid_to)"
	    " select way, kind, counted = '1', beyond = '1', name_zh, name_en, basis, valid_from::date,"
	    " nullif(valid_to, '')::date"
	    " from jsonb_to_recordset($1::jsonb) as t (way text, kind text, counted text, beyond text, name_zh text,"
	    " name_en text, basis text,  valid_from text, valid_to text)"
	    " on conflict (way, kind, valid_from) do update set counted = excluded.counted, beyond = excluded.beyond,"
	    " name_zh = excluded.name_zh, name_en = excluded.name_en, basis = excluded.basis, valid_to ="
	    " excluded.valid_to"
	    " where (inspection_way.counted, inspection_way.beyond, inspection_way.name_zh, inspection_way.name_en,"
	    " inspection_way.basis,  inspection_way.valid_to) is distinct from (excluded.counted, excluded.beyond,"
	    " excluded.name_zh, excluded.name_en,  excluded.basis, excluded.valid_to)", DB_TEXT(json)) : e;
}

/* What each step must leave behind. */
static enum err
load_requirements(struct arena *a, struct db *db, const char *folder)
{
	static const char *const columns[] = { "kind", "seq", "phase", "action", "cond", "item_kind", "need", "codes",
	    "source", "valid_from", "valid_to", NULL };
	const char *json;
	enum err e = csv_json(a, folder, "inspection_requirement.csv", columns, &json);

	return e == OK ? DB_EXEC(a, db,
	    "insert into xz.inspection_requirement as q (kind, seq, phase, action, cond, item_kind, need,"
	    " codes, source,  valid_from, valid_to)"
	    " select kind, seq::int, phase, action, cond, item_kind, need, coalesce(string_to_array(nullif(codes, ''),"
	    " '|'), '{}'), source,  valid_from::date, nullif(valid_to, '')::date"
	    " from jsonb_to_recordset($1::jsonb) as t (kind text, seq text, phase text, action text, cond text,"
	    " item_kind text, need text,  codes text, source text, valid_from text, valid_to text)"
	    " on conflict (kind, action, cond, item_kind, need, codes, valid_from)"
	    " do update set seq = excluded.seq, phase = excluded.phase,"
	    "  source = excluded.source, valid_to = excluded.valid_to"
	    " where (q.seq, q.phase, q.source, q.valid_to) is distinct from (excluded.seq, excluded.phase,"
	    " excluded.source,  excluded.valid_to)", DB_TEXT(json)) : e;
}

static enum err
check_requirements(struct arena *a, struct db *db)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select q.action, exists (select from unnest(q.codes) c where not exists"
	    " (select from xz.record_document_type d where d.code = c)) as bad from xz.inspection_requirement q");

	for (i = 0; e == OK && i < db_count(rows); i++)
		if (act_step_find(&insp_kind, row_text(db_at(rows, i), "action")) == NULL ||
		    row_bool(db_at(rows, i), "bad"))
			return err_set(ERR_INPUT, "inspection_requirement.csv: a step or a paper that is not there: %s",
			    row_text(db_at(rows, i), "action"));
	return e;
}

enum err
inspection_reference_load(struct arena *a, struct db *db, const char *folder)
{
	enum err e = load_chains(a, db, folder);

	if (e == OK)
		e = load_ways(a, db, folder);
	if (e == OK)
		e = load_requirements(a, db, folder);
	return e == OK ? check_requirements(a, db) : e;
}
