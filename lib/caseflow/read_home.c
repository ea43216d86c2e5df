/* read_home.c - lists of cases. */
#include "lib/caseflow/read.h"

enum err
caseflow_list(struct arena *a, struct db *db, const struct caseflow_list_query *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select c.ref, c.number, c.clue_number, c.title, c.cause_name, s.name_zh as state_zh,"
	    " s.name_en as state_en, s.phase, coalesce(u.name, '') as unit_name,"
	    " (c.opened_at at time zone 'Asia/Shanghai')::date as opened_on,"
	    " coalesce((select y.name from xz.caseflow_party y where y.case_id = c.id order by y.id limit 1),"
	    "   (select x.subject_name from xz.caseflow_clue x where x.case_id = c.id), '') as party,"
	    " coalesce((select string_agg(o.name, '、' order by o.role desc, o.id) from xz.caseflow_officer o"
	    "   where o.case_id = c.id and o.state = 'accepted' and o.role <> 'verifier'), '') as officers,"
	    " q.due_at, q.rule from (select x.id from xz.caseflow_listed($1, $2, case when $3::uuid is null"
	    "   then 9223372036854775807 else (select y.id from xz.caseflow_case y where y.ref = $3) end,"
	    "   $4::int) x (id)) p"
	    " join xz.caseflow_case c on c.id = p.id"
	    " join xz.caseflow_state s on s.procedure = c.procedure and s.version = c.procedure_version"
	    " and s.code = c.state"
	    " left join xz.people_unit u on u.id = c.unit_id"
	    " left join lateral (select k.due_at, k.rule from xz.calendar_clock k where k.subject_kind = 'case'"
	    "   and k.subject_id = c.id and k.state = 'open' and k.due_at is not null and k.rule not like 'remedy.%'"
	    "   union all select k.due_at, k.rule from xz.caseflow_track x join xz.calendar_clock k"
	    "   on k.subject_kind = 'track' and k.subject_id = x.id where x.case_id = c.id and k.state = 'open'"
	    "   and k.due_at is not null and k.rule not like 'remedy.%' order by due_at limit 1) q on true"
	    " order by c.id desc", DB_TEXT(q->scope), DB_TEXT(q->phase), DB_REF_OR_NULL(q->after), DB_I64(q->limit));
}

enum err
caseflow_of_subject(struct arena *a, struct db *db, int64_t subject, struct ref after, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select c.ref, coalesce(c.number, c.clue_number, '') as number, c.title, s.name_zh as state_zh,"
	    " s.name_en as state_en, (c.opened_at at time zone 'Asia/Shanghai')::date as opened_on,"
	    " coalesce((select d.number from xz.caseflow_track k join xz.caseflow_decision d on d.track_id = k.id"
	    "   join xz.caseflow_party p on p.id = k.party_id where k.case_id = c.id and p.subject_id = $1"
	    "   and d.revoked_on is null limit 1), '') as decision"
	    " from xz.caseflow_case c"
	    " join xz.caseflow_state s on s.procedure = c.procedure and s.version = c.procedure_version"
	    " and s.code = c.state"
	    " where c.id in (select p.case_id from xz.caseflow_party p where p.subject_id = $1"
	    "   union select x.case_id from xz.caseflow_clue x where x.subject_id = $1)"
	    " and ($3::uuid is null or c.id < (select x.id from xz.caseflow_case x where x.ref = $3))"
	    " order by c.id desc limit $2",
	    DB_I64(subject), DB_I64(limit), DB_REF_OR_NULL(after));
}

enum err
caseflow_same_subject(struct arena *a, struct db *db, struct ref subject, const struct case_file *cf, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "with who as (select g.id from xz.register_subject g where g.kind <> 'person' and g.id = coalesce("
	    "   (select s.subject_id from xz.caseflow_clue s where s.case_id = $2), (select x.id"
	    " from xz.register_subject x where x.ref = $1)))"
	    " select c.ref, coalesce(c.number, c.clue_number, '') as number, c.title, s.name_zh as state_zh,"
	    " s.name_en as state_en, g.short_name as agency, (c.opened_at at time zone"
	    " 'Asia/Shanghai')::date as opened_on"
	    " from xz.caseflow_case c join xz.people_agency g on g.id = c.agency_id"
	    " join xz.caseflow_state s on s.procedure = c.procedure and s.version = c.procedure_version"
	    " and s.code = c.state"
	    " where c.id in (select p.case_id from xz.caseflow_party p where p.subject_id = (select id from who)"
	    "   union select x.case_id from xz.caseflow_clue x where x.subject_id = (select id from who))"
	    " and c.id is distinct from $2 and c.opened_at > xz.now() - interval '1 year'"
	    " and (c.number is null or not s.ended)"
	    " order by c.id desc limit $3",
	    DB_REF_OR_NULL(subject), DB_ID(cf != NULL ? cf->id : 0), DB_I64(limit));
}
