/* reference.c - the rules as shipped.  A rule is its clock's from a day on. */
#include "lib/db/reference.h"
#include "lib/monitor/priv.h"

static const struct db_reference tables[] = {
	{ .file = "rule.csv", .table = "monitor_rule", .column = {
		{ .name = "clock", .key = true },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "code" },
		{ .name = "warn_n", .as = DB_AS_INT_NULL },
		{ .name = "warn_unit", .as = DB_AS_TEXT_NULL },
		{ .name = "name_zh" },
		{ .name = "name_en" },
		{ .name = "todo_zh" },
		{ .name = "todo_en" },
		{ .name = "source" },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	{ .file = "watch.csv", .table = "monitor_rule", .column = {
		{ .name = "ask", .key = true },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "code" },
		{ .name = "n", .as = DB_AS_INT },
		{ .name = "level" },
		{ .name = "person", .as = DB_AS_FLAG },
		{ .name = "name_zh" },
		{ .name = "name_en" },
		{ .name = "todo_zh" },
		{ .name = "todo_en" },
		{ .name = "source" },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	{ 0 }
};

enum err
monitor_reference_load(struct arena *a, struct db *db, const char *folder)
{
	return db_reference_load(a, db, folder, tables);
}
