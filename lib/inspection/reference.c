/* reference.c - see reference.h.  A chain is its kind's from a day on, a way counts, a step
 * must leave something behind from a day on: another is another row. */
#include "lib/inspection/reference.h"

#include "lib/db/reference.h"
#include "lib/inspection/priv.h"

static const struct db_reference tables[] = {
	{ .file = "inspection_chain.csv", .table = "inspection_chain", .column = {
		{ .name = "kind", .key = true },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "chain", .as = DB_AS_LIST },
		{ .name = "source" },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	/* which inspections count against the caps, which may go beyond them */
	{ .file = "inspection_way.csv", .table = "inspection_way", .column = {
		{ .name = "way", .key = true },
		{ .name = "kind", .key = true },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "counted", .as = DB_AS_FLAG },
		{ .name = "beyond", .as = DB_AS_FLAG },
		{ .name = "name_zh" },
		{ .name = "name_en" },
		{ .name = "basis" },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	/* what each step must leave behind */
	{ .file = "inspection_requirement.csv", .table = "inspection_requirement", .column = {
		{ .name = "kind", .key = true },
		{ .name = "action", .key = true },
		{ .name = "cond", .key = true },
		{ .name = "item_kind", .key = true },
		{ .name = "need", .key = true },
		{ .name = "codes", .key = true, .as = DB_AS_BARS },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "seq", .as = DB_AS_INT },
		{ .name = "phase" },
		{ .name = "source" },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	{ 0 }
};

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
	enum err e = db_reference_load(a, db, folder, tables);

	return e == OK ? check_requirements(a, db) : e;
}
