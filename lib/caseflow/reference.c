/* reference.c - procedures (states, transitions) and paper types as shipped, into the store. */
#include "lib/act/act.h"
#include "lib/base/arena.h"
#include "lib/base/csv_json.h"
#include "lib/caseflow/caseflow.h"
#include "lib/db/db.h"
#include "lib/record/document.h"

static enum err
load_states(struct arena *a, struct db *db, const char *json)
{
	return DB_EXEC(a, db,
	    "insert into xz.caseflow_state as s (procedure, version, code, scope, seq, phase, name_zh, name_en, ended)"
	    " select procedure, version::int, code, scope, seq::int, phase, name_zh, name_en, ended = '1'"
	    " from jsonb_to_recordset($1::jsonb) as t (procedure text, version text, code text, scope text, seq text,"
	    "  phase text, name_zh text, name_en text, ended text)"
	    " on conflict (procedure, version, code) do update set scope = excluded.scope, seq = excluded.seq,"
	    "  phase = excluded.phase, name_zh = excluded.name_zh, name_en = excluded.name_en, ended = excluded.ended"
	    " where (s.scope, s.seq, s.phase, s.name_zh, s.name_en, s.ended) is distinct from (excluded.scope,"
	    "  excluded.seq, excluded.phase, excluded.name_zh, excluded.name_en, excluded.ended)", DB_TEXT(json));
}

static enum err
load_requirements(struct arena *a, struct db *db, const char *json)
{
	return DB_EXEC(a, db,
	    "insert into xz.caseflow_requirement as q (procedure, seq, phase, action, need, codes, source,"
	    " valid_from, valid_to)"
	    " select procedure, seq::int, phase, action, need, coalesce(string_to_array(nullif(codes, ''), '|'),"
	    " '{}'), source,  valid_from::date, nullif(valid_to, '')::date"
	    " from jsonb_to_recordset($1::jsonb) as t (procedure text, seq text, phase text, action text,"
	    " need text, codes text,  source text, valid_from text, valid_to text)"
	    " on conflict (procedure, action, need, codes, valid_from)"
	    " do update set seq = excluded.seq, phase = excluded.phase,"
	    "  source = excluded.source, valid_to = excluded.valid_to"
	    " where (q.seq, q.phase, q.source, q.valid_to) is distinct from (excluded.seq, excluded.phase,"
	    " excluded.source,  excluded.valid_to)", DB_TEXT(json));
}

static const struct {
	const char *file;
	const char *columns[20];
	enum err (*load)(struct arena *a, struct db *db, const char *json);
} tables[] = {
	{ "document_type.csv", { "code", "name_zh", "name_en", "series", "number_word", "seal" },
	    record_document_types_load },
	{ "procedure_state.csv", { "procedure", "version", "code", "scope", "seq", "phase", "name_zh", "name_en",
	    "ended" }, load_states },
	{ "procedure.csv", { "procedure", "version", "seq", "action", "scope", "from", "to", "duty", "relation",
	    "document", "chain", "cosign", "guards", "opens", "closes", "task" }, act_transitions_load },
	{ "process_requirement.csv", { "procedure", "seq", "phase", "action", "need", "codes", "source", "valid_from",
	    "valid_to" }, load_requirements },
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
	const char *json;
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < sizeof(tables) / sizeof(*tables); i++) {
		e = csv_json(a, folder, tables[i].file, tables[i].columns, &json);
		if (e == OK)
			e = tables[i].load(a, db, json);
		if (e != OK)
			return err_set(e, "%s: %s", tables[i].file, arena_strdup(a, err_last()));
	}
	return check(a, db);
}
