/* reference.c - see reference.h. */
#include "lib/disclosure/reference.h"

#include "lib/base/arena.h"
#include "lib/base/csv_json.h"
#include "lib/db/db.h"

#define NEW_REGIMES "with new as (select code, class, name_zh, name_en, start_event, shown = '1' as shown," \
    " nullif(min_months, '')::int as min_months, nullif(max_months, '')::int as max_months, repairable = '1'" \
    " as repairable," \
    " valid_from::date as valid_from, nullif(valid_to, '')::date as valid_to, source, nullif(seq, '')::int as seq," \
    " field, procedure," \
    " coalesce(string_to_array(nullif(only_kinds, ''), ';'), '{}') as only_kinds," \
    " coalesce(string_to_array(nullif(has_kinds, ''), ';'), '{}') as has_kinds, nullif(fine_max_fen, '')::bigint" \
    " as fine_max_fen" \
    " from jsonb_to_recordset($1::jsonb) as t (code text, class text, name_zh text, name_en text, start_event text," \
    " shown text, min_months text, max_months text, repairable text, valid_from text, valid_to text, source text," \
    " seq text, field text, procedure text, only_kinds text, has_kinds text, fine_max_fen text))"

static enum err
load_regimes(struct arena *a, struct db *db, const char *json)
{
	enum err e = DB_EXEC(a, db, NEW_REGIMES
	    " update xz.disclosure_regime r set name_zh = n.name_zh, name_en = n.name_en, start_event = n.start_event,"
	    "  shown = n.shown, min_months = n.min_months, max_months = n.max_months, repairable = n.repairable,"
	    "  valid_to = n.valid_to, source = n.source, seq = n.seq, field = n.field, procedure = n.procedure,"
	    "  only_kinds = n.only_kinds, has_kinds = n.has_kinds, fine_max_fen = n.fine_max_fen from new n"
	    " where (r.code, r.class, r.valid_from) = (n.code, n.class, n.valid_from) and (r.name_zh, r.name_en,"
	    "  r.start_event, r.shown, r.min_months, r.max_months, r.repairable, r.valid_to, r.source, r.seq, r.field,"
	    "  r.procedure, r.only_kinds, r.has_kinds, r.fine_max_fen) is distinct from"
	    "  (n.name_zh, n.name_en, n.start_event, n.shown, n.min_months, n.max_months, n.repairable,"
	    " n.valid_to, n.source,  n.seq, n.field, n.procedure, n.only_kinds, n.has_kinds, n.fine_max_fen)",
	    DB_TEXT(json));

	if (e != OK)
		return e;
	return DB_EXEC(a, db, NEW_REGIMES
	    " insert into xz.disclosure_regime (code, class, name_zh, name_en, start_event, shown,"
	    " min_months, max_months,  repairable, valid_from, valid_to, source, seq, field, procedure, only_kinds,"
	    " has_kinds, fine_max_fen)"
	    " select code, class, name_zh, name_en, start_event, shown, min_months, max_months, repairable,"
	    " valid_from, valid_to,  source, seq, field, procedure, only_kinds, has_kinds, fine_max_fen from new n"
	    " where not exists (select from  xz.disclosure_regime r"
	    " where (r.code, r.class, r.valid_from) = (n.code, n.class, n.valid_from))",
	    DB_TEXT(json));
}

static enum err
load_rules(struct arena *a, struct db *db, const char *json)
{
	return DB_EXEC(a, db,
	    "insert into xz.disclosure_rule as r (code, seq, name_zh, name_en, pattern, replacement, source)"
	    " select code, seq::int, name_zh, name_en, pattern, replacement, source"
	    " from jsonb_to_recordset($1::jsonb) as t (code text, seq text, name_zh text, name_en text, pattern text,"
	    "  replacement text, source text)"
	    " on conflict (code) do update set seq = excluded.seq, name_zh = excluded.name_zh,"
	    " name_en = excluded.name_en,  pattern = excluded.pattern, replacement = excluded.replacement, source ="
	    " excluded.source"
	    " where (r.seq, r.name_zh, r.name_en, r.pattern, r.replacement, r.source) is distinct from (excluded.seq,"
	    "  excluded.name_zh, excluded.name_en, excluded.pattern, excluded.replacement, excluded.source)",
	    DB_TEXT(json));
}

enum err
disclosure_reference_load(struct arena *a, struct db *db, const char *folder)
{
	static const char *const regime[] = { "code", "class", "name_zh", "name_en", "start_event",
	    "shown", "min_months", "max_months", "repairable", "valid_from", "valid_to", "source", "seq", "field",
	    "procedure", "only_kinds", "has_kinds", "fine_max_fen", NULL };
	static const char *const rule[] = { "code", "seq", "name_zh", "name_en", "pattern", "replacement",
	    "source", NULL };
	const char *json;
	enum err e = csv_json(a, folder, "regime.csv", regime, &json);

	if (e == OK)
		e = load_regimes(a, db, json);
	if (e == OK)
		e = csv_json(a, folder, "redaction_rule.csv", rule, &json);
	return e == OK ? load_rules(a, db, json) : e;
}
