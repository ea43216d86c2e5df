/* pool.c - see pool.h: the statements; what is wrong with their figures stands in draft_faults.c. */
#include "lib/spotcheck/pool.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/db/json.h"
#include "lib/db/kept.h"
#include "lib/spotcheck/sql.h"

/* $1 region, $2 industry, $3 licence, $4 today, $5 kinds, $6 classes, $7 not visited since, $8 strata by */
#define POOL " from xz.spotcheck_object o join xz.register_subject s on s.id = o.subject_id and s.status = 'active'" \
    " left join xz.register_class k on k.subject_id = o.subject_id and k.valid_to is null" \
    " where o.ended_on is null and ($1::text is null or starts_with(o.region, $1))" \
    " and ($2::text is null or starts_with(o.industry, $2))" \
    " and ($3::text is null or exists (select from xz.register_licence l where l.subject_id = o.subject_id" \
    " and l.kind = $3" \
    "  and l.state = 'valid' and l.valid_from <= $4::date and (l.valid_to is null or l.valid_to >= $4)))" \
    " and ($5::text is null or o.kind = any (string_to_array($5, ',')))" \
    " and ($6::text is null or coalesce(k.class, 'N') = any (string_to_array($6, ',')))" \
    " and ($7::date is null or not exists (select from xz.inspection_visit v where v.subject_id = o.subject_id" \
    " and v.day >= $7))"
#define STRATUM \
	"case $8::text when 'class' then coalesce(k.class, 'N') when 'region' then" \
	    " coalesce(left(o.region, 6), 'none')" \
    " when 'industry' then coalesce(left(o.industry, 3), 'none') else 'all' end"
#define POOL_PARAMS(a, t, today) DB_TEXT(spotcheck_region_prefix((a), (t)->scope.region)), \
	DB_TEXT((t)->scope.industry), \
    DB_TEXT((t)->scope.licence), DB_DAY(today), DB_TEXT((t)->scope.kinds), DB_TEXT((t)->scope.classes), \
    DB_DAY((t)->scope.not_since), \
    DB_TEXT((t)->strata_by)
/* Keys with their pools as x (key, pool): their names; strata_by is the parameter given. */
#define NAMED(by) " left join xz.law_code c on c.valid_to is null and c.code = x.key and c.kind = case" \
	" when x.key in ('none', 'all') then 'stratum'" \
    " when " by " = 'class' then 'credit_class' when " by " = 'industry' then 'industry' end" \
    " left join xz.people_region r on " by " = 'region' and r.code = x.key"
#define NAMES "x.key, x.pool, coalesce(c.name_zh, r.name, x.key) as name_zh, coalesce(c.name_en, nullif(r.name_en," \
	" ''), r.name, x.key) as name_en"
/* Who may be drawn: agencies, skills, what a unit is are the parameters given. */
#define TEAM(today, agencies, skills) OFFICERS(today) " where coalesce(b.drawn, true) and c.id is not null" \
	" and g.code = any (string_to_array(" \
    agencies ", ',')) and (" skills " = '' or b.skills && string_to_array(" skills ", ','))"
#define UNIT(agencies, unit_by) "case when " unit_by " = 'agency' then g.short_name when strpos(" \
	agencies ", ',') = 0" \
    " then coalesce(u.name, g.short_name) else coalesce(g.short_name || '·' || u.name, g.short_name) end"
/* Pairs of p (object_id, subject_id) and t (officer_id, certificate_no); a visit counts whatever certificate the
 * officer had. */
#define RECUSALS(today, since, visits) "select p.object_id, t.certificate_no, i.kind as reason" \
	" from xz.spotcheck_tie i" \
    " join t on t.officer_id = i.officer_id join p on p.subject_id = i.subject_id" \
    " where i.valid_from <= " today " and (i.valid_to is null or i.valid_to >= " today ")" \
    " union all select p.object_id, t.certificate_no, 'three_clean' from (select v.subject_id, h.officer_id" \
    "  from xz.inspection_visit v cross join unnest(v.officers) n" \
    "  cross join lateral xz.people_certificate_holder(n) h" \
    "  where v.clean and v.day > " since " and v.day <= " today " group by 1, 2 having count(distinct v.id) >= " \
    visits ") w" \
    " join t on t.officer_id = w.officer_id join p on p.subject_id = w.subject_id"
#define BY_REASON "select count(*) filter (where reason = 'relative') as relative," \
    " count(*) filter (where reason = 'former_employer') as former_employer," \
    " count(*) filter (where reason = 'other') as other," \
    " count(*) filter (where reason = 'three_clean') as three_clean from "

enum err
spotcheck_clean_rule(struct arena *a, struct db *db, int64_t agency, int32_t today, struct spotcheck_clean_rule *out)
{
	struct calendar_parameter visits, months;
	enum err e = calendar_parameter_get(a, db, "spotcheck.clean.visits", today, agency, NULL, &visits);

	if (e == OK)
		e = calendar_parameter_get(a, db, "spotcheck.clean.months", today, agency, NULL, &months);
	if (e == OK)
		*out = (struct spotcheck_clean_rule){ visits.value, day_add_months(today, -(int)months.value) };
	return e;
}

static int64_t
quota_of(const struct spotcheck_task *t, const char *key, int64_t pool)
{
	int i;

	for (i = 0; i < t->quota_n; i++)
		if (strcmp(t->quota[i].key, key) == 0)
			return spotcheck_quota_of(t->quota[i].q, pool);
	return t->quota_all_given ? spotcheck_quota_of(t->quota_all, pool) : 0;
}

static void
take_strata(struct arena *a, const struct spotcheck_task *t, const struct db_rows *rows, struct spotcheck_pools *out)
{
	int i, n = db_count(rows);

	out->stratum = ARENA_ARRAY(a, struct spotcheck_stratum_now, (size_t)n);
	out->stratum_n = n;
	for (i = 0; i < n; i++) {
		struct db_row r = db_at(rows, i);
		struct spotcheck_stratum_now *s = &out->stratum[i];

		*s = (struct spotcheck_stratum_now){ row_text(r, "key"), row_text(r, "name_zh"), row_text(r, "name_en"),
		    row_i64(r, "pool"), quota_of(t, row_text(r, "key"), row_i64(r, "pool")) };
		out->pool += s->pool;
		out->quota += s->quota;
	}
}

static void
take_units(struct arena *a, const struct spotcheck_task *t, const struct db_rows *rows, struct spotcheck_pools *out)
{
	int i, k, n = db_count(rows);

	out->unit = ARENA_ARRAY(a, struct spotcheck_unit_now, (size_t)n);
	out->unit_n = n;
	for (i = 0; i < n; i++) {
		struct spotcheck_unit_now *u = &out->unit[i];

		*u = (struct spotcheck_unit_now){ row_text(db_at(rows, i), "unit"),
		    row_i64(db_at(rows, i), "officers"), 0 };
		for (k = 0; k < t->minimum_n; k++)
			if (strcmp(t->minimum[k].unit, u->unit) == 0)
				u->min = t->minimum[k].min;
		out->officers += u->officers;
	}
}

static void
take_recusals(struct db_row r, struct spotcheck_pools *out)
{
	out->relative = row_i64(r, "relative");
	out->former_employer = row_i64(r, "former_employer");
	out->other = row_i64(r, "other");
	out->three_clean = row_i64(r, "three_clean");
}

/* All that the counting of a draft's objects and recusals hangs on. */
static const char *
key_of(struct arena *a, const struct spotcheck_task *t, int32_t today, const struct spotcheck_clean_rule *rule)
{
	const char *part[] = { t->scope.region, t->scope.industry, t->scope.licence, t->scope.kinds, t->scope.classes,
	    t->strata_by, t->agencies, t->skills };
	struct str key;
	size_t i;

	str_init(&key, a);
	str_printf(&key, "%d %d %d %lld", (int)today, (int)t->scope.not_since, (int)rule->since,
	    (long long)rule->visits);
	for (i = 0; i < sizeof(part) / sizeof(*part); i++)
		str_printf(&key, "|%s", part[i] != NULL ? part[i] : "-");
	return key.s;
}

/* Strata and recusals: the whole library is gone through. */
static enum err
count_library(struct arena *a, struct db *db, const struct spotcheck_task *t, int32_t today,
    const struct spotcheck_clean_rule *rule, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "with p as materialized (select o.object_id, o.subject_id, " STRATUM " as key" POOL "),"
	    " t as (select f.id as officer_id, t.no as certificate_no" TEAM(" $4::date", "$9::text", "$10::text")
	    ")"
	    " select json_build_object('strata', (select json_agg(y) from (select " NAMES " from (select p.key,"
	    "   count(*) as pool from p group by 1) x" NAMED("$8") " order by x.key collate \"C\") y),"
	    " 'recusals', (select row_to_json(y) from (" BY_REASON "(select object_id, certificate_no,"
	    "   min(reason) as reason from (" RECUSALS("$4", "$11::date", "$12::bigint")
	    ") q group by 1, 2) z) y))::text as doc, (select count(*) from p) as counted", POOL_PARAMS(a, t, today),
	    DB_TEXT(t->agencies), DB_TEXT(t->skills), DB_DAY(rule->since), DB_I64(rule->visits));
}

enum err
spotcheck_pools_now(struct arena *a, struct db *db, const struct spotcheck_task *t, int32_t today,
    struct spotcheck_pools *out)
{
	const struct db_rows *rows;
	struct spotcheck_clean_rule rule;
	const char *key;
	struct db_kept k;
	struct db_row r;
	enum err e = spotcheck_clean_rule(a, db, t->agency, today, &rule);

	*out = (struct spotcheck_pools){ 0 };
	if (e != OK)
		return e;
	key = key_of(a, t, today, &rule);
	e = db_kept_find(a, db, "spotcheck.pools", key, &k);
	if (e == ERR_NOT_FOUND) {
		e = count_library(a, db, t, today, &rule, &r);
		if (e == OK)
			e = db_kept_put(a, db, "spotcheck.pools", key, r, &k);
	}
	if (e != OK)
		return e;
	take_strata(a, t, db_json_rows(a, json_object_get(k.doc, "strata")), out);
	take_recusals(db_at(db_json_rows(a, json_object_get(k.doc, "recusals")), 0), out);
	e = DB_MANY(a, db, &rows,
	    "select x.unit, count(*) as officers from (select " UNIT("$2::text", "$4::text") " as unit"
	    TEAM(" $1::date", "$2", "$3::text") ") x group by 1 order by x.unit collate \"C\"", DB_DAY(today),
	    DB_TEXT(t->agencies), DB_TEXT(t->skills), DB_TEXT(t->unit_by));
	if (e == OK)
		take_units(a, t, rows, out);
	return e;
}

enum err
spotcheck_pools_freeze(struct arena *a, struct db *db, const struct spotcheck_task *t, int32_t today)
{
	struct spotcheck_clean_rule rule;
	enum err e = DB_EXEC(a, db, "insert into xz.spotcheck_pool (task_id, object_id, stratum, subject_id, object)"
	    " select $9, o.object_id, " STRATUM ", o.subject_id, o.id" POOL, POOL_PARAMS(a, t, today), DB_I64(t->id));

	if (e == OK)
		e = DB_EXEC(a, db, "insert into xz.spotcheck_team_pool (task_id, certificate_no, unit, officer_id)"
		    " select $5, t.no, " UNIT("$2::text", "$4::text") ", f.id" TEAM(" $1::date", "$2", "$3::text"),
		    DB_DAY(today), DB_TEXT(t->agencies), DB_TEXT(t->skills), DB_TEXT(t->unit_by), DB_I64(t->id));
	if (e == OK)
		e = spotcheck_clean_rule(a, db, t->agency, today, &rule);
	if (e != OK)
		return e;
	return DB_EXEC(a, db, "with p as (select object_id, subject_id from xz.spotcheck_pool where task_id = $1),"
	    " t as (select officer_id, certificate_no from xz.spotcheck_team_pool where task_id = $1)"
	    " insert into xz.spotcheck_avoid (task_id, object_id, certificate_no, reason)"
	    " select $1, object_id, certificate_no, min(reason)"
	    " from (" RECUSALS("$2::date", "$3::date", "$4::bigint") ") y group by 2, 3", DB_I64(t->id), DB_DAY(today),
	    DB_DAY(rule.since), DB_I64(rule.visits));
}

enum err
spotcheck_pools_frozen(struct arena *a, struct db *db, const struct spotcheck_task *t, struct spotcheck_pools *out)
{
	const struct db_rows *rows;
	struct db_row r;
	enum err e = DB_MANY(a, db, &rows,
	    "select " NAMES " from (select stratum as key, count(*) as pool from xz.spotcheck_pool"
	    " where task_id = $1 group by 1) x" NAMED("$2::text") " order by x.key collate \"C\"", DB_I64(t->id),
	    DB_TEXT(t->strata_by));

	*out = (struct spotcheck_pools){ 0 };
	if (e != OK)
		return e;
	take_strata(a, t, rows, out);
	e = DB_MANY(a, db, &rows,
	    "select unit, count(*) as officers from xz.spotcheck_team_pool where task_id = $1 group by unit"
	    " order by unit collate \"C\"", DB_I64(t->id));
	if (e != OK)
		return e;
	take_units(a, t, rows, out);
	e = DB_ONE(a, db, &r, BY_REASON "xz.spotcheck_avoid where task_id = $1", DB_I64(t->id));
	if (e == OK)
		take_recusals(r, out);
	return e;
}
