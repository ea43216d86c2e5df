/* reference.c - see reference.h. */
#include "lib/disclosure/reference.h"

#include "lib/db/reference.h"

static const struct db_reference tables[] = {
	{ .file = "regime.csv", .table = "disclosure_regime", .column = {
		{ .name = "code", .key = true },
		{ .name = "class", .key = true },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "name_zh" },
		{ .name = "name_en" },
		{ .name = "start_event" },
		{ .name = "shown", .as = DB_AS_FLAG },
		{ .name = "min_months", .as = DB_AS_INT_NULL },
		{ .name = "max_months", .as = DB_AS_INT_NULL },
		{ .name = "repairable", .as = DB_AS_FLAG },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
		{ .name = "source" },
		{ .name = "seq", .as = DB_AS_INT_NULL },
		{ .name = "channel", .as = DB_AS_LIST },
		{ .name = "field" },
		{ .name = "procedure" },
		{ .name = "only_kinds", .as = DB_AS_LIST },
		{ .name = "has_kinds", .as = DB_AS_LIST },
		{ .name = "fine_min_fen", .as = DB_AS_INT_NULL },
		{ .name = "fine_max_fen", .as = DB_AS_INT_NULL },
	} },
	{ .file = "redaction_rule.csv", .table = "disclosure_rule", .column = {
		{ .name = "code", .key = true },
		{ .name = "seq", .as = DB_AS_INT },
		{ .name = "name_zh" },
		{ .name = "name_en" },
		{ .name = "pattern" },
		{ .name = "replacement" },
		{ .name = "source" },
	} },
	{ 0 }
};

enum err
disclosure_reference_load(struct arena *a, struct db *db, const char *folder)
{
	return db_reference_load(a, db, folder, tables);
}
