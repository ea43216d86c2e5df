/* reference.c - procedures (states, transitions) and paper types as shipped, into the store. */
#include "lib/act/act.h"
#include "lib/caseflow/caseflow.h"
#include "lib/db/db.h"
#include "lib/db/reference.h"
#include "lib/record/document.h"

static const struct db_reference tables[] = {
	{ .file = "procedure_state.csv", .table = "caseflow_state", .column = {
		{ .name = "procedure", .key = true },
		{ .name = "version", .key = true, .as = DB_AS_INT },
		{ .name = "code", .key = true },
		{ .name = "scope" },
		{ .name = "seq", .as = DB_AS_INT },
		{ .name = "phase" },
		{ .name = "name_zh" },
		{ .name = "name_en" },
		{ .name = "ended", .as = DB_AS_FLAG },
	} },
	{ .file = "process_requirement.csv", .table = "caseflow_requirement", .column = {
		{ .name = "procedure", .key = true },
		{ .name = "action", .key = true },
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

/* States and papers that transitions name must be there. */
static enum err
check(struct arena *a, struct db *db)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select coalesce((select string_agg(t.procedure || '/' || t.action, ' ') from xz.act_transition t"
	    " where (t.to_state <> '=' and not exists (select from xz.caseflow_state s"
	    " where (s.procedure, s.version, s.code)   = (t.procedure, t.version, t.to_state)))"
	    " or exists (select from unnest(t.from_states) f where f not in ('-', '*')"
	    " and not exists (select from xz.caseflow_state s"
	    "   where (s.procedure, s.version, s.code) = (t.procedure, t.version, f)))"
	    " or (t.document is not null and not exists (select from xz.record_document_type d"
	    " where d.code = t.document))), '') as bad");

	if (e == OK && *row_text(r, "bad") != '\0')
		return err_set(ERR_INPUT, "procedure.csv: a state or paper that is not there: %s", row_text(r, "bad"));
	if (e == OK)
		e = DB_ONE(a, db, &r, "select coalesce(string_agg(q.procedure || '/' || q.action, ' '), '') as bad"
		    " from xz.caseflow_requirement q where not exists (select from xz.act_transition t"
		    "  where t.procedure = q.procedure and t.action = q.action)"
		    " or exists (select from unnest(q.codes) c"
		    "  where not exists (select from xz.record_document_type d where d.code = c))");
	if (e == OK && *row_text(r, "bad") != '\0')
		return err_set(ERR_INPUT, "process_requirement.csv: an action or paper that is not there: %s",
		    row_text(r, "bad"));
	return e;
}

enum err
caseflow_reference_load(struct arena *a, struct db *db, const char *folder)
{
	enum err e = record_reference_load(a, db, folder);

	if (e == OK)
		e = act_reference_load(a, db, folder);
	if (e == OK)
		e = db_reference_load(a, db, folder, tables);
	return e == OK ? check(a, db) : e;
}
