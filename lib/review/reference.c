/* reference.c - see reference.h.  A criterion is what it says: another figure is another row. */
#include "lib/review/reference.h"

#include "lib/db/reference.h"

static const struct db_reference tables[] = {
	{ .file = "review_criterion.csv", .table = "review_criterion",
	    .rows = "o.origin = 'shipped' and o.agency_id is null", .column = {
		{ .name = "limb", .key = true, .as = DB_AS_INT },
		{ .name = "cause_code", .key = true, .as = DB_AS_TEXT_NULL },
		{ .name = "party", .key = true, .as = DB_AS_TEXT_NULL },
		{ .name = "penalty_kind", .key = true, .as = DB_AS_TEXT_NULL },
		{ .name = "amount_min_fen", .key = true, .as = DB_AS_INT_NULL },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "sector", .key = true },
		{ .name = "note" },
		{ .name = "source" },
		{ .name = "deliberate", .as = DB_AS_FLAG },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	{ 0 }
};

enum err
review_reference_load(struct arena *a, struct db *db, const char *folder)
{
	return db_reference_load(a, db, folder, tables);
}
