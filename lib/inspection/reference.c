/* reference.c - see reference.h.  A chain is its kind's from a day on: another order is another row. */
#include "lib/inspection/reference.h"

#include "lib/base/arena.h"
#include "lib/base/csv_json.h"
#include "lib/db/db.h"

enum err
inspection_reference_load(struct arena *a, struct db *db, const char *folder)
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
