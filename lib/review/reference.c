/* reference.c - see reference.h.  A criterion is what it says: another figure is another row. */
#include "lib/review/reference.h"

#include "lib/base/arena.h"
#include "lib/base/csv_json.h"
#include "lib/db/db.h"

#define NEW_ROWS "with new as (select limb::smallint as limb, nullif(cause_code, '') as cause_code," \
    " nullif(party, '') as party, nullif(penalty_kind, '') as penalty_kind, nullif(amount_min_fen, '')::bigint as" \
    " amount_min_fen," \
    " note, source, deliberate = '1' as deliberate, valid_from::date as valid_from, nullif(valid_to," \
    " '')::date as valid_to" \
    " from jsonb_to_recordset($1::jsonb) as t (limb text, cause_code text, party text, penalty_kind text," \
    " amount_min_fen text, note text, source text, deliberate text, valid_from text, valid_to text))"
#define SAME_ROW " c.origin = 'shipped' and c.agency_id is null and (c.limb, c.cause_code, c.party, c.penalty_kind," \
    " c.amount_min_fen, c.valid_from) is not distinct from (n.limb, n.cause_code, n.party, n.penalty_kind," \
    " n.amount_min_fen, n.valid_from)"

enum err
review_reference_load(struct arena *a, struct db *db, const char *folder)
{
	static const char *const columns[] = { "limb", "cause_code", "party", "penalty_kind", "amount_min_fen", "note",
	    "source", "deliberate", "valid_from", "valid_to", NULL };
	const char *json;
	enum err e = csv_json(a, folder, "review_criterion.csv", columns, &json);

	if (e == OK)
		e = DB_EXEC(a, db, NEW_ROWS
		    " update xz.review_criterion c set note = n.note, source = n.source, deliberate = n.deliberate,"
		    "  valid_to = n.valid_to from new n where" SAME_ROW
		    " and (c.note, c.source, c.deliberate, c.valid_to) is distinct from (n.note, n.source,"
		    " n.deliberate,  n.valid_to)", DB_TEXT(json));
	if (e != OK)
		return e;
	return DB_EXEC(a, db, NEW_ROWS
	    " insert into xz.review_criterion (limb, cause_code, party, penalty_kind, amount_min_fen, note, source,"
	    "  deliberate, valid_from, valid_to) select limb, cause_code, party, penalty_kind, amount_min_fen,"
	    " note, source,  deliberate, valid_from, valid_to from new n"
	    " where not exists (select from xz.review_criterion c where" SAME_ROW ")",
	    DB_TEXT(json));
}
