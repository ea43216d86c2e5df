/* law_day.c - causes, tiers and laws by the day of the act: the old law, unless today's is lighter (行政处罚法 37). */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/caseflow/case_priv.h"
#include "lib/caseflow/words.h"
#include "lib/db/db.h"
#include "lib/record/written.h"

static int32_t
act_day(struct act_move *m)
{
	return case_of(m)->act_to != DAY_NONE ? case_of(m)->act_to : m->today;
}

/* Those of the day of the act, and those of today that are another version of one or new; a later version says since
 * when it holds. */
enum err
option_causes(struct act_move *m, const char *field)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select c.ref, c.name, c.name_en, c.valid_from, c.valid_from > $2 and exists (select from xz.law_cause o"
	    "   where o.code = c.code and o.valid_from <= $2 and coalesce(o.valid_to, 'infinity') >= $2) as later"
	    " from xz.law_cause c join xz.people_agency g on g.id = $1"
	    " where (g.field = '' or c.field = any(string_to_array(g.field, ';')))"
	    " and ((c.valid_from <= $2 and coalesce(c.valid_to, 'infinity') >= $2)"
	    "   or (c.valid_from <= $3 and coalesce(c.valid_to, 'infinity') >= $3)) order by c.code, c.valid_from",
	    DB_I64(case_of(m)->agency), DB_DAY(act_day(m)), DB_DAY(m->today));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const char *zh = row_text(r, "name"), *en = row_text(r, "name_en"), *day = row_text(r, "valid_from");

		if (*en == '\0')
			en = zh;
		if (row_bool(r, "later")) {
			zh = arena_printf(m->a, CASE_CAUSE_SINCE, zh, record_day(m->a, row_day(r, "valid_from")));
			en = arena_printf(m->a, "%s (since %s)", en, day);
		}
		input_option_ref(m->in, field, row_ref(r, "ref"), zh, en);
	}
	return e;
}

enum err
case_cause_on(struct act_move *m, struct ref cause, int32_t day, struct db_row *out)
{
	return DB_ONE(m->a, m->db, out,
	    "select x.id, x.name, x.field from xz.law_cause c join xz.law_cause x on x.code = c.code where c.ref = $1"
	    " order by x.valid_from <= $2 and coalesce(x.valid_to, 'infinity') >= $2 desc, x.id = c.id desc limit 1",
	    DB_REF(cause), DB_DAY(day));
}

static const char *
tier_range(struct arena *a, struct db_row r)
{
	int64_t min = row_i64(r, "min"), max = row_i64(r, "max");

	if (strcmp(row_text(r, "base"), "yuan") == 0)
		return arena_printf(a, "%" PRId64 "-%" PRId64 CASE_YUAN, min / 100, max / 100);
	return arena_printf(a, "%" PRId64 ".%02d-%" PRId64 ".%02d" CASE_TIMES, min / 100, (int)(min % 100), max / 100,
	    (int)(max % 100));
}

/* Tiers of the day of the act, and those of today that are lighter, which are marked: 从旧兼从轻 (行政处罚法 37). */
enum err
option_tiers(struct act_move *m)
{
	const struct db_rows *rows;
	const char *label, *cause;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "with old as (select oc.code, ot.base, max(ot.max) as max, min(ot.min) as min from xz.law_scale o"
	    "   join xz.law_cause oc on oc.id = o.cause_id join xz.law_tier ot on ot.scale_id = o.id"
	    "   where o.valid_from <= $2 and coalesce(o.valid_to, 'infinity') >= $2 group by oc.code, ot.base)"
	    " select t.ref, c.name as cause, t.name, t.base, t.min, t.max, s.valid_from, c.valid_from as cause_from,"
	    " s.valid_from > $2 and old.max is not null as lighter, c.valid_from > $2 and exists"
	    "   (select from old h where h.code = c.code) as later from xz.law_tier t"
	    " join xz.law_scale s on s.id = t.scale_id join xz.law_cause c on c.id = s.cause_id"
	    " join xz.people_agency g on g.id = $1 left join old on old.code = c.code and old.base = t.base"
	    " where (g.field = '' or c.field = any(string_to_array(g.field, ';')))"
	    " and ((s.valid_from <= $2 and coalesce(s.valid_to, 'infinity') >= $2)"
	    "   or (s.valid_from <= $3 and coalesce(s.valid_to, 'infinity') >= $3"
	    "     and (old.max is null or (old.max, old.min) > (select max(n.max), min(n.min)"
	    "       from xz.law_tier n where n.scale_id = s.id and n.base = t.base))))"
	    " order by (c.id = $4) desc, c.code, s.valid_from, t.seq",
	    DB_I64(case_of(m)->agency), DB_DAY(act_day(m)), DB_DAY(m->today), DB_ID(case_of(m)->cause_id));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		cause = row_text(r, "cause");
		if (row_bool(r, "later"))
			cause = arena_printf(m->a, CASE_CAUSE_SINCE, cause, record_day(m->a, row_day(r, "cause_from")));
		label = arena_printf(m->a, "%s · %s %s（%s%s）", cause, row_text(r, "name"),
		    tier_range(m->a, r), record_day(m->a, row_day(r, "valid_from")),
		    row_bool(r, "lighter") ? CASE_LIGHTER_SINCE : "");
		input_option_ref(m->in, "proposals.tier", row_ref(r, "ref"), label, label);
	}
	return e;
}

/* A later, lighter scale, of this version of the cause or the next, is pointed out. */
enum err
case_lighter(struct act_move *m, int64_t cause, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select coalesce((select '" CASE_NOW_LIGHTER "' || n.valid_from || case when max(tn.max) < max(tt.max)"
	    "   then '" CASE_NOW_HIGHEST "' || trim_scale(max(tn.max) / 100.0) || '" CASE_THEN_WAS "'"
	    "     || trim_scale(max(tt.max) / 100.0)"
	    "   else '" CASE_NOW_LOWEST "' || trim_scale(min(tn.min) / 100.0) || '" CASE_THEN_WAS "'"
	    "     || trim_scale(min(tt.min) / 100.0) end"
	    " || case tn.base when 'yuan' then '" CASE_YUAN "' else '" CASE_TIMES "' end"
	    " from xz.law_cause c join xz.law_cause v on v.code = c.code join xz.law_scale n on n.cause_id = v.id"
	    " join xz.law_tier tn on tn.scale_id = n.id join xz.law_cause w on w.code = c.code"
	    " join xz.law_scale o on o.cause_id = w.id join xz.law_tier tt on tt.scale_id = o.id"
	    " where c.id = $1 and o.id <> n.id and tn.base = tt.base"
	    " and o.valid_from <= $2 and coalesce(o.valid_to, 'infinity') >= $2"
	    " and n.valid_from <= $3 and coalesce(n.valid_to, 'infinity') >= $3"
	    " group by n.id, n.valid_from, tn.base having (max(tn.max), min(tn.min)) < (max(tt.max), min(tt.min))"
	    " limit 1), '') as note",
	    DB_I64(cause), DB_DAY(act_day(m)), DB_DAY(m->today));

	if (e == OK)
		*out = row_text(r, "note");
	return e;
}

enum err
case_laws_not_in_force(struct act_move *m, struct ref cause, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select coalesce(string_agg(distinct '《' || l.title || '》', ''), '') as laws from xz.law_cause c"
	    " join xz.law_cause_article x on x.cause_id = c.id join xz.law_law l on l.id = x.law_id"
	    " where c.ref = $1 and exists (select from xz.law_version v where v.law_id = l.id"
	    "   and v.valid_from is not null)"
	    " and not exists (select from xz.law_version v where v.law_id = l.id and v.valid_from <= $2"
	    "   and coalesce(v.valid_to, 'infinity') >= $2)", DB_REF(cause), DB_DAY(act_day(m)));

	if (e == OK)
		*out = row_text(r, "laws");
	return e;
}
