/* reference.c - the law's tables as shipped. */
#include "lib/db/db.h"
#include "lib/db/reference.h"
#include "lib/law/law.h"
#include "lib/law/words.h"

/* broken and applied: TITLE:ARTICLE[-SUFFIX][:PARAGRAPH[:ITEM]], several by "|". */
static enum err
load_cause_articles(struct arena *a, struct db *db, const char *json)
{
	/* an article that a row no longer cites was a mistake: a law that changed is another version of the cause */
	enum err e = DB_EXEC(a, db,
	    "with cited as (select c.id, x.role, string_to_array(one, ':') as p"
	    "  from jsonb_to_recordset($1::jsonb) as n (code text, valid_from date, broken text, applied text)"
	    "  join xz.law_cause c on c.code = n.code and c.valid_from = n.valid_from"
	    "  cross join lateral (values ('broken', n.broken), ('applied', n.applied)) as x (role, list)"
	    "  cross join lateral unnest(string_to_array(nullif(x.list, ''), '|')) as one)"
	    " delete from xz.law_cause_article o using xz.law_law l where l.id = o.law_id"
	    " and o.cause_id in (select id from cited) and not exists (select from cited c where c.id = o.cause_id"
	    "   and c.role = o.role and c.p[1] = l.title and split_part(c.p[2], '-', 1)::int = o.article"
	    "   and coalesce(nullif(split_part(c.p[2], '-', 2), ''), '0')::int = o.suffix)", DB_TEXT(json));

	if (e != OK)
		return e;
	return DB_EXEC(a, db,
	    "with cited as (select c.id, x.role, string_to_array(one, ':') as p"
	    "  from jsonb_to_recordset($1::jsonb) as n (code text, valid_from date, broken text, applied text)"
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

/* condition_rows: GROUP:FACTOR:COMPARATOR:VALUE, several by "|". */
static enum err
load_conditions(struct arena *a, struct db *db, const char *json)
{
	return DB_EXEC(a, db,
	    "insert into xz.law_tier_condition as o (tier_id, grp, factor, comparator, value)"
	    " select t.id, p[1]::int, p[2], p[3], p[4]"
	    " from jsonb_to_recordset($1::jsonb) as n (cause text, scale_from date, seq int, condition_rows text)"
	    "  join xz.law_cause c on c.code = n.cause"
	    "  join xz.law_scale s on s.cause_id = c.id and s.valid_from = n.scale_from and s.kind = 'tier'"
	    "  join xz.law_tier t on t.scale_id = s.id and t.seq = n.seq"
	    "  cross join lateral unnest(string_to_array(nullif(n.condition_rows, ''), '|')) as one"
	    "  cross join lateral (select string_to_array(one, ':')) as w (p)"
	    " on conflict (tier_id, grp, factor, comparator) do update set value = excluded.value"
	    " where o.value <> excluded.value", DB_TEXT(json));
}

/* Of the versions of a code the one that holds on the day, else the first. */
#define ON_DAY(day) " order by x.valid_from <= " day " desc, case when x.valid_from <= " day " then x.valid_from end" \
	" desc, x.valid_from limit 1)"
#define MATTER "(select x.id from xz.law_matter x where x.code = t.matter and x.agency_id is null" \
	ON_DAY("t.valid_from::date")
/* of a row that goes on: the version that holds today */
#define MATTER_NOW "(select x.id from xz.law_matter x where x.code = t.matter and x.agency_id is null" \
	ON_DAY("xz.today()")
#define CAUSE "(select x.id from xz.law_cause x where x.code = t.cause" ON_DAY("t.valid_from::date")
/* A tier is found by its scale (cause and first day) and its place in it. */
#define SCALE "(select s.id from xz.law_scale s where s.valid_from = t.scale_from::date and s.kind = 'tier'" \
	" and s.cause_id = (select x.id from xz.law_cause x where x.code = t.cause" ON_DAY("t.scale_from::date") ")"
#define BARE "regexp_replace(t.title, '^" LAW_STATE "', '')"
/* What a site has ended, by a repeal or a later version it imported, stays ended. */
#define ENDED "coalesce(nullif(t.valid_to, '')::date, (select v.valid_to from xz.law_version v join xz.law_law l" \
	" on l.id = v.law_id where l.bare = " BARE " and v.version_day = t.version_day::date))"

/* In this order: each names rows of those before it. */
static const struct db_reference tables[] = {
	{ .file = "code.csv", .table = "law_code", .column = {
		{ .name = "kind", .key = true },
		{ .name = "code", .key = true },
		{ .name = "valid_from", .key = true, .sql = "coalesce(nullif(t.valid_from, ''), '2000-01-01')::date" },
		{ .name = "seq", .as = DB_AS_INT },
		{ .name = "name_zh" },
		{ .name = "name_en" },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
		{ .name = "source" },
		{ .name = "sector", .key = true },
	} },
	/* the two upper levels: what pools and strata go by */
	{ .file = "industry.csv", .table = "law_code",
	    .only = "t.level in ('" LAW_INDUSTRY_SECTION "', '" LAW_INDUSTRY_DIVISION "')", .more = "level", .column = {
		{ .name = "kind", .key = true, .sql = "'industry'::text", .reads = "" },
		{ .name = "code", .key = true },
		{ .name = "valid_from", .key = true, .sql = "date '2017-10-01'", .reads = "" },
		{ .name = "seq", .sql = "0", .reads = "" },
		{ .name = "name_zh", .sql = "t.name", .reads = "name" },
		{ .name = "name_en", .sql = "t.name", .reads = "name" },
		{ .name = "source", .sql = "'GB/T 4754-2017'::text", .reads = "" },
		{ .name = "sector", .key = true, .sql = "''::text", .reads = "" },
	} },
	/* one that the site had added, under its short title too, is the shipped one from then on */
	{ .file = "law.csv", .table = "law_law", .column = {
		{ .name = "bare", .key = true, .sql = BARE, .reads = "title" },
		{ .name = "title" },
		{ .name = "title_en" },
		{ .name = "level" },
		{ .name = "issuer" },
		{ .name = "origin", .sql = "'shipped'::text", .reads = "" },
	} },
	{ .file = "law_version.csv", .table = "law_version", .column = {
		{ .name = "law_id", .key = true, .sql = "(select l.id from xz.law_law l where l.bare = " BARE ")",
		    .reads = "title" },
		{ .name = "version_day", .key = true, .as = DB_AS_DAY },
		{ .name = "valid_from", .as = DB_AS_DAY },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL, .sql = ENDED },
		{ .name = "number" },
		{ .name = "source" },
	} },
	{ .file = "matter.csv", .table = "law_matter", .rows = "o.agency_id is null",
	    .touch = "version = o.version + 1", .column = {
		{ .name = "code", .key = true },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "name" },
		{ .name = "name_en" },
		{ .name = "type" },
		{ .name = "field" },
		{ .name = "basis" },
		{ .name = "levels" },
		{ .name = "published_on", .as = DB_AS_DAY_NULL },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	{ .file = "cause.csv", .table = "law_cause", .then = load_cause_articles, .more = "broken", .column = {
		{ .name = "code", .key = true },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "name" },
		{ .name = "name_en" },
		{ .name = "field" },
		{ .name = "harm", .as = DB_AS_FLAG },
		{ .name = "matter_id", .sql = MATTER, .reads = "matter", .also = "applied" },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	{ .file = "scale.csv", .table = "law_scale", .column = {
		{ .name = "cause_id", .key = true, .sql = CAUSE, .reads = "cause" },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "kind", .key = true },
		{ .name = "title" },
		{ .name = "source" },
		{ .name = "published_on", .as = DB_AS_DAY_NULL },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	{ .file = "tier.csv", .table = "law_tier", .then = load_conditions, .more = "condition_rows", .column = {
		{ .name = "scale_id", .key = true, .sql = SCALE, .reads = "cause", .also = "scale_from" },
		{ .name = "seq", .key = true, .as = DB_AS_INT },
		{ .name = "name" },
		{ .name = "name_en" },
		{ .name = "penalties", .as = DB_AS_BARS },
		{ .name = "base" },
		{ .name = "min", .as = DB_AS_INT },
		{ .name = "max", .as = DB_AS_INT },
		{ .name = "conditions" },
	} },
	{ .file = "lenient.csv", .table = "law_lenient", .column = {
		{ .name = "cause_code", .key = true, .sql = "t.cause", .reads = "cause" },
		{ .name = "kind", .key = true },
		{ .name = "region", .key = true },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "conditions" },
		{ .name = "conditions_en" },
		{ .name = "source" },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	{ .file = "check_item.csv", .table = "law_check_item", .rows = "o.agency_id is null",
	    .changes = "o.origin = 'shipped'", .column = {
		{ .name = "code", .key = true },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "name" },
		{ .name = "name_en" },
		{ .name = "matter_id", .sql = MATTER_NOW, .reads = "matter" },
		{ .name = "kind" },
		{ .name = "method" },
		{ .name = "standard" },
		{ .name = "pass_test" },
		{ .name = "mode" },
		{ .name = "published_on", .as = DB_AS_DAY_NULL },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	{ 0 }
};

enum err
law_reference_load(struct arena *a, struct db *db, const char *folder)
{
	return db_reference_load(a, db, folder, tables);
}
