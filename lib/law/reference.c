/* reference.c - the law's tables as shipped: one statement a file, the same again changes nothing. */
#include "lib/base/arena.h"
#include "lib/base/csv_json.h"
#include "lib/db/db.h"
#include "lib/law/law.h"
#include "lib/law/words.h"

struct table {
	const char *file;
	const char *columns[16];
	enum err (*load)(struct arena *a, struct db *db, const char *json);
};

static enum err
load_codes(struct arena *a, struct db *db, const char *json)
{
	return DB_EXEC(a, db,
	    "insert into xz.law_code as c (kind, code, seq, name_zh, name_en, valid_from, valid_to, source)"
	    " select kind, code, seq::int, name_zh, name_en, coalesce(nullif(valid_from, ''), '2000-01-01')::date,"
	    "  nullif(valid_to, '')::date, source"
	    " from jsonb_to_recordset($1::jsonb) as t (kind text, code text, seq text, name_zh text, name_en text,"
	    "  valid_from text, valid_to text, source text)"
	    " on conflict (kind, code, valid_from) do update set seq = excluded.seq, name_zh = excluded.name_zh,"
	    "  name_en = excluded.name_en, valid_to = excluded.valid_to, source = excluded.source"
	    " where (c.seq, c.name_zh, c.name_en, c.valid_to, c.source) is distinct from"
	    "  (excluded.seq, excluded.name_zh, excluded.name_en, excluded.valid_to, excluded.source)", DB_TEXT(json));
}

static enum err
load_laws(struct arena *a, struct db *db, const char *json)
{
	return DB_EXEC(a, db,
	    "insert into xz.law_law as c (title, title_en, level, issuer)"
	    " select title, title_en, level, issuer"
	    " from jsonb_to_recordset($1::jsonb) as t (title text, title_en text, level text, issuer text)"
	    " on conflict (title) do update set title_en = excluded.title_en, level = excluded.level,"
	    "  issuer = excluded.issuer, origin = 'shipped'"
	    " where (c.title_en, c.level, c.issuer, c.origin) is distinct from"
	    "  (excluded.title_en, excluded.level, excluded.issuer, 'shipped')", DB_TEXT(json));
}

static enum err
load_versions(struct arena *a, struct db *db, const char *json)
{
	return DB_EXEC(a, db,
	    "insert into xz.law_version as c (law_id, version_day, valid_from, valid_to, number, source)"
	    " select (select id from xz.law_law l where l.title = t.title), version_day::date, valid_from::date,"
	    "  nullif(valid_to, '')::date, number, source"
	    " from jsonb_to_recordset($1::jsonb) as t (title text, version_day text, valid_from text, valid_to text,"
	    "  number text, source text)"
	    " on conflict (law_id, version_day) do update set valid_from = excluded.valid_from,"
	    "  valid_to = excluded.valid_to, number = excluded.number, source = excluded.source"
	    " where (c.valid_from, c.valid_to, c.number, c.source) is distinct from"
	    "  (excluded.valid_from, excluded.valid_to, excluded.number, excluded.source)", DB_TEXT(json));
}

#define NEW_MATTERS "with new as (select code, name, name_en, type, field, basis, levels," \
    " nullif(published_on, '')::date as published_on, valid_from::date as valid_from, nullif(valid_to," \
    " '')::date as valid_to" \
    " from jsonb_to_recordset($1::jsonb) as t (code text, name text, name_en text, type text, field text, basis text," \
    " levels text, published_on text, valid_from text, valid_to text))"

static enum err
load_matters(struct arena *a, struct db *db, const char *json)
{
	enum err e = DB_EXEC(a, db, NEW_MATTERS
	    " update xz.law_matter m set name = n.name, name_en = n.name_en, type = n.type, field = n.field,"
	    "  basis = n.basis, levels = n.levels, published_on = n.published_on, valid_to = n.valid_to,"
	    "  version = m.version + 1"
	    " from new n where m.code = n.code and m.agency_id is null and m.valid_from = n.valid_from"
	    "  and (m.name, m.name_en, m.type, m.field, m.basis, m.levels, m.published_on, m.valid_to) is distinct from"
	    "  (n.name, n.name_en, n.type, n.field, n.basis, n.levels, n.published_on, n.valid_to)", DB_TEXT(json));

	if (e != OK)
		return e;
	return DB_EXEC(a, db, NEW_MATTERS
	    " insert into xz.law_matter (code, name, name_en, type, field, basis, levels, published_on,"
	    " valid_from, valid_to)"
	    " select code, name, name_en, type, field, basis, levels, published_on, valid_from, valid_to from new n"
	    " where not exists (select from xz.law_matter m where m.code = n.code and m.agency_id is null"
	    "  and m.valid_from = n.valid_from) order by code", DB_TEXT(json));
}

#define NEW_CAUSES "with new as (select code, name, name_en, field, harm = '1' as harm, broken, applied," \
    " (select id from xz.law_matter m where m.code = t.matter and m.agency_id is null" \
    " and m.valid_to is null) as matter_id," \
    " valid_from::date as valid_from, nullif(valid_to, '')::date as valid_to" \
    " from jsonb_to_recordset($1::jsonb) as t (code text, name text, name_en text, field text," \
    " matter text, harm text," \
    " broken text, applied text, valid_from text, valid_to text))"

/* broken and applied: TITLE:ARTICLE[-SUFFIX][:PARAGRAPH[:ITEM]], several by "|". */
static enum err
load_cause_articles(struct arena *a, struct db *db, const char *json)
{
	return DB_EXEC(a, db, NEW_CAUSES
	    ", cited as (select c.id, x.role, string_to_array(one, ':') as p from new n"
	    "  join xz.law_cause c on c.code = n.code and c.valid_from = n.valid_from"
	    "  cross join lateral (values ('broken', n.broken), ('applied', n.applied)) as x (role, list)"
	    "  cross join lateral unnest(string_to_array(nullif(x.list, ''), '|')) as one)"
	    " insert into xz.law_cause_article as o (cause_id, role, law_id, article, suffix, para, item)"
	    " select id, role, (select l.id from xz.law_law l where l.title = p[1]), split_part(p[2], '-', 1)::int,"
	    "  coalesce(nullif(split_part(p[2], '-', 2), ''), '0')::int, p[3]::int, p[4]::int from cited"
	    " on conflict (cause_id, role, law_id, article, suffix) do update set para = excluded.para,"
	    "  item = excluded.item where (o.para, o.item) is distinct from (excluded.para, excluded.item)",
	    DB_TEXT(json));
}

static enum err
load_causes(struct arena *a, struct db *db, const char *json)
{
	enum err e = DB_EXEC(a, db, NEW_CAUSES
	    " update xz.law_cause c set name = n.name, name_en = n.name_en, field = n.field, harm = n.harm,"
	    "  matter_id = n.matter_id, valid_to = n.valid_to"
	    " from new n where c.code = n.code and c.valid_from = n.valid_from"
	    "  and (c.name, c.name_en, c.field, c.harm, c.matter_id, c.valid_to) is distinct from"
	    "  (n.name, n.name_en, n.field, n.harm, n.matter_id, n.valid_to)", DB_TEXT(json));

	if (e == OK)
		e = DB_EXEC(a, db, NEW_CAUSES
		    " insert into xz.law_cause (code, name, name_en, field, matter_id, harm, valid_from, valid_to)"
		    " select code, name, name_en, field, matter_id, harm, valid_from, valid_to from new n"
		    " where not exists (select from xz.law_cause c where c.code = n.code"
		    " and c.valid_from = n.valid_from)"
		    " order by code", DB_TEXT(json));
	return e == OK ? load_cause_articles(a, db, json) : e;
}

#define NEW_SCALES "with new as (select (select id from xz.law_cause c where c.code = t.cause" \
	" and c.valid_to is null) as cause_id," \
    " kind, title, source, nullif(published_on, '')::date as published_on, valid_from::date as valid_from," \
    " nullif(valid_to, '')::date as valid_to" \
    " from jsonb_to_recordset($1::jsonb) as t (cause text, kind text, title text," \
    " source text, published_on text, valid_from text, valid_to text))"

static enum err
load_scales(struct arena *a, struct db *db, const char *json)
{
	enum err e = DB_EXEC(a, db, NEW_SCALES
	    " update xz.law_scale s set title = n.title, source = n.source, published_on = n.published_on,"
	    "  valid_to = n.valid_to from new n"
	    " where s.cause_id = n.cause_id and s.valid_from = n.valid_from and s.kind = n.kind"
	    "  and (s.title, s.source, s.published_on, s.valid_to) is distinct from"
	    "  (n.title, n.source, n.published_on, n.valid_to)", DB_TEXT(json));

	if (e != OK)
		return e;
	return DB_EXEC(a, db, NEW_SCALES
	    " insert into xz.law_scale (cause_id, kind, title, source, published_on, valid_from, valid_to)"
	    " select cause_id, kind, title, source, published_on, valid_from, valid_to from new n"
	    " where not exists (select from xz.law_scale s where s.cause_id = n.cause_id"
	    " and s.valid_from = n.valid_from"
	    "  and s.kind = n.kind)", DB_TEXT(json));
}

/* A tier is found by its scale (cause and first day) and its place in it. */
#define NEW_TIERS "with new as (select s.id as scale_id, seq::int as seq, t.name, t.name_en," \
    " string_to_array(penalties, '|') as penalties, base, min::bigint as min, max::bigint as max, conditions," \
    " condition_rows" \
    " from jsonb_to_recordset($1::jsonb) as t (cause text, scale_from text, seq text, name text, name_en text," \
    " penalties text, base text, min text, max text, conditions text, condition_rows text)" \
    " left join xz.law_cause c on c.code = t.cause and c.valid_to is null" \
    " left join xz.law_scale s on s.cause_id = c.id and s.valid_from = t.scale_from::date and s.kind = 'tier')"

/* condition_rows: GROUP:FACTOR:COMPARATOR:VALUE, several by "|". */
static enum err
load_conditions(struct arena *a, struct db *db, const char *json)
{
	return DB_EXEC(a, db, NEW_TIERS
	    " insert into xz.law_tier_condition as o (tier_id, grp, factor, comparator, value)"
	    " select t.id, p[1]::int, p[2], p[3], p[4] from new n join xz.law_tier t on t.scale_id = n.scale_id"
	    "  and t.seq = n.seq cross join lateral unnest(string_to_array(nullif(n.condition_rows, ''), '|')) as one"
	    " cross join lateral (select string_to_array(one, ':')) as s (p)"
	    " on conflict (tier_id, grp, factor, comparator) do update set value = excluded.value"
	    " where o.value <> excluded.value", DB_TEXT(json));
}

static enum err
load_tiers(struct arena *a, struct db *db, const char *json)
{
	enum err e = DB_EXEC(a, db, NEW_TIERS
	    " update xz.law_tier t set name = n.name, name_en = n.name_en, penalties = n.penalties, base = n.base,"
	    "  min = n.min, max = n.max, conditions = n.conditions from new n"
	    " where t.scale_id = n.scale_id and t.seq = n.seq"
	    " and (t.name, t.name_en, t.penalties, t.base, t.min, t.max,"
	    "  t.conditions) is distinct from (n.name, n.name_en, n.penalties, n.base, n.min, n.max, n.conditions)",
	    DB_TEXT(json));

	if (e == OK)
		e = DB_EXEC(a, db, NEW_TIERS
		    " insert into xz.law_tier (scale_id, seq, name, name_en, penalties, base, min, max, conditions)"
		    " select scale_id, seq, name, name_en, penalties, base, min, max, conditions from new n"
		    " where not exists (select from xz.law_tier t where t.scale_id = n.scale_id and t.seq = n.seq)",
		    DB_TEXT(json));
	return e == OK ? load_conditions(a, db, json) : e;
}

#define NEW_ITEMS "with new as (select code, name, name_en, kind, method, standard, pass_test, mode," \
    " (select id from xz.law_matter m where m.code = t.matter and m.agency_id is null" \
    " and m.valid_to is null) as matter_id," \
    " nullif(published_on, '')::date as published_on, valid_from::date as valid_from, nullif(valid_to," \
    " '')::date as valid_to" \
    " from jsonb_to_recordset($1::jsonb) as t (code text, name text, name_en text, matter text," \
    " kind text, method text," \
    " standard text, pass_test text, mode text, published_on text, valid_from text, valid_to text))"

static enum err
load_check_items(struct arena *a, struct db *db, const char *json)
{
	enum err e = DB_EXEC(a, db, NEW_ITEMS
	    " update xz.law_check_item i set name = n.name, name_en = n.name_en, matter_id = n.matter_id,"
	    " kind = n.kind,  method = n.method, standard = n.standard, pass_test = n.pass_test, mode = n.mode,"
	    "  published_on = n.published_on, valid_to = n.valid_to from new n"
	    " where i.origin = 'shipped' and i.code = n.code and i.agency_id is null and i.valid_from = n.valid_from"
	    " and (i.name, i.name_en,  i.matter_id, i.kind, i.method, i.standard, i.pass_test, i.mode, i.published_on,"
	    " i.valid_to) is distinct from  (n.name, n.name_en, n.matter_id, n.kind, n.method, n.standard, n.pass_test,"
	    " n.mode, n.published_on,  n.valid_to)", DB_TEXT(json));

	if (e != OK)
		return e;
	return DB_EXEC(a, db, NEW_ITEMS
	    " insert into xz.law_check_item (code, name, name_en, matter_id, kind, method, standard, pass_test, mode,"
	    "  published_on, valid_from, valid_to) select code, name, name_en, matter_id, kind, method, standard,"
	    "  pass_test, mode, published_on, valid_from, valid_to from new n"
	    " where not exists (select from xz.law_check_item i where i.code = n.code and i.agency_id is null"
	    "  and i.valid_from = n.valid_from) order by code", DB_TEXT(json));
}

/* The two upper levels: what pools and strata go by. */
static enum err
load_industries(struct arena *a, struct db *db, const char *json)
{
	return DB_EXEC(a, db,
	    "insert into xz.law_code as c (kind, code, seq, name_zh, name_en, valid_from, source)"
	    " select 'industry', code, 0, name, name, '2017-10-01', 'GB/T 4754-2017'"
	    " from jsonb_to_recordset($1::jsonb) as t (code text, name text, parent text, level text)"
	    " where level in ('" LAW_INDUSTRY_SECTION "', '" LAW_INDUSTRY_DIVISION "')"
	    " on conflict (kind, code, valid_from) do update set name_zh = excluded.name_zh, name_en = excluded.name_en"
	    " where (c.name_zh, c.name_en) is distinct from (excluded.name_zh, excluded.name_en)", DB_TEXT(json));
}

/* In this order: each names rows of those before it. */
static const struct table tables[] = {
	{ "code.csv", { "kind", "code", "seq", "name_zh", "name_en", "valid_from", "valid_to", "source" }, load_codes },
	{ "industry.csv", { "code", "name", "parent", "level" }, load_industries },
	{ "law.csv", { "title", "title_en", "level", "issuer" }, load_laws },
	{ "law_version.csv", { "title", "version_day", "valid_from", "valid_to", "number", "source" }, load_versions },
	{ "matter.csv", { "code", "name", "name_en", "type", "field", "basis", "levels", "published_on", "valid_from",
	    "valid_to" }, load_matters },
	{ "cause.csv", { "code", "name", "name_en", "field", "matter", "harm", "broken", "applied", "valid_from",
	    "valid_to" }, load_causes },
	{ "scale.csv", { "cause", "kind", "title", "source", "published_on", "valid_from", "valid_to" }, load_scales },
	{ "tier.csv", { "cause", "scale_from", "seq", "name", "name_en", "penalties", "base", "min", "max",
	    "conditions", "condition_rows" }, load_tiers },
	{ "check_item.csv", { "code", "name", "name_en", "matter", "kind", "method", "standard", "pass_test", "mode",
	    "published_on", "valid_from", "valid_to" }, load_check_items },
};

enum err
law_reference_load(struct arena *a, struct db *db, const char *folder)
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
	return e;
}
