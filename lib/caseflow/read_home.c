/* read_home.c - an actor's open tasks by deadline, their counts and days, the month's figures. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/caseflow/read.h"

/* $1 account, $2 agency, $3 duties, $4 unit.  Nobody approves what they asked for.  Of a random check's tasks, those of
 * a sealed draw fall due with its publication; a lapsed draw waits for nothing. */
#define SUBJECTS " left join xz.caseflow_case c on t.subject_kind = 'case' and c.id = t.subject_id" \
    " left join xz.spotcheck_visit sv on t.subject_kind = 'spot_visit' and sv.id = t.subject_id" \
    " left join xz.spotcheck_task st on st.id = case t.subject_kind when 'draw' then t.subject_id else sv.task_id end" \
    " left join xz.inspection ip on t.subject_kind = 'inspection' and ip.id = t.subject_id" \
    " left join xz.calendar_clock q on q.id = t.clock_id and q.state = 'open'" \
    " left join xz.act_approval ap on t.kind = 'approve' and ap.id = t.item_id"
#define DUE "coalesce(q.due_at, case when t.kind <> 'draw_lapsed' then st.publish_by end)"
#define TASKS_OF_ACTOR " from xz.people_task t" SUBJECTS \
    " where t.done_at is null and (t.account_id = $1 or (t.account_id is null" \
    " and t.agency_id = $2 and t.duty = any($3) and (t.unit_id is null or t.unit_id = $4)))" \
    " and (c.id is not null or st.id is not null or ip.id is not null) and (ap.id is null or ap.requested_by <> $1)"

struct duties {
	const char *v[32];
	size_t n;
};

static struct duties
duties_of(const struct people_actor *who)
{
	struct duties d = { .n = 0 };
	uint32_t bit;

	for (bit = 1; bit <= DUTY_AUDITADMIN; bit <<= 1)
		if (who->duties & bit)
			d.v[d.n++] = people_duty_code(bit);
	return d;
}

static enum err
remaining(struct arena *a, struct db *db, const struct db_rows *rows, int64_t now, struct caseflow_task *out)
{
	const struct workdays *w = NULL;
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < db_count(rows); i++) {
		if (out[i].due_at == TIME_NONE)
			continue;
		if (w == NULL)
			e = calendar_workdays(a, db, &w);
		if (e == OK)
			out[i].left = calendar_left(w, out[i].due_at, now);
	}
	return e;
}

static struct caseflow_task
task_of(struct db_row r)
{
	return (struct caseflow_task){ .ref = row_ref(r, "ref"), .kind = row_text(r, "kind"),
	    .action = row_text_null(r, "action"), .case_ref = row_ref_or_zero(r, "case_ref"),
	    .visit_ref = row_ref_or_zero(r, "visit_ref"), .inspection_ref = row_ref_or_zero(r, "inspection_ref"),
	    .draw_id = row_text_null(r, "draw_id"), .track_ref = row_ref_or_zero(r, "track_ref"),
	    .item_ref = row_ref_or_zero(r, "item_ref"), .number = row_text(r, "number"), .title = row_text(r, "title"),
	    .party = row_text(r, "party"), .cause = row_text(r, "cause_name"), .rule = row_text_null(r, "rule"),
	    .source = row_text_null(r, "source"), .term_unit = row_text_or(r, "term_unit", ""),
	    .term_n = row_i64_or(r, "term_n", 0), .due_at = row_time(r, "due_at"),
	    .stopped = row_has(r, "stopped") && row_bool(r, "stopped"),
	    .provisional = row_has(r, "provisional") && row_bool(r, "provisional") };
}

enum err
caseflow_tasks(struct arena *a, struct db *db, const struct people_actor *who,
    const struct caseflow_task_query *q, int64_t now, struct caseflow_task **out, int *n)
{
	struct duties d = duties_of(who);
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "with mine as materialized (select t.id, t.ref, t.kind, t.subject_kind, t.subject_id, t.track_id,"
	    " t.item_id, t.clock_id, coalesce(" DUE ", 'infinity') as due" TASKS_OF_ACTOR
	    " and ($5::date is null or (" DUE " at time zone 'Asia/Shanghai')::date = $5)"
	    " and (not $6 or t.kind in ('approve', 'countersign')))"
	    " select t.ref, t.kind, coalesce(ap.action, cs.action) as action, c.ref as case_ref, k.ref as track_ref,"
	    " coalesce(ap.ref, cs.ref) as item_ref, sv.ref as visit_ref, st.draw_id, ip.ref as inspection_ref,"
	    " coalesce(c.number, c.clue_number, st.draw_id, '') as number, coalesce(c.title, st.title,"
	    " ip.subject_name) as title, coalesce(p.name, (select y.name from xz.caseflow_party y"
	    " where y.case_id = c.id order by y.id limit 1),   (select s.subject_name from xz.source_clue s"
	    " where s.case_id = c.id),   (select o.name from xz.spotcheck_object o"
	    " where o.object_id = sv.object_id), sv.object_id, ip.subject_name, '') as party,"
	    " coalesce(c.cause_name, st.title, '') as cause_name, q.rule, q.term_n, q.term_unit,"
	    " nullif(t.due, 'infinity') as due_at, q.stopped, q.provisional, m.source"
	    " from mine t" SUBJECTS
	    " left join xz.caseflow_track k on k.id = t.track_id left join xz.caseflow_party p on p.id = k.party_id"
	    " left join xz.calendar_parameter m on m.id = q.parameter_id"
	    " left join xz.act_cosign cs on t.kind = 'countersign' and cs.id = t.item_id"
	    " where $7::uuid is null or (t.due, t.id) > (select x.due, x.id from mine x where x.ref = $7)"
	    " order by t.due, t.id limit $8",
	    DB_I64(who->account), DB_I64(who->agency), DB_TEXTS(d.v, d.n), DB_I64(who->unit),
	    DB_DAY(q->due_on), DB_BOOL(q->signing),
	    DB_REF_OR_NULL(q->after), DB_I64(q->limit));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct caseflow_task, (size_t)*n + 1);
	for (i = 0; i < *n; i++)
		(*out)[i] = task_of(db_at(rows, i));
	return remaining(a, db, rows, now, *out);
}

enum err
caseflow_task_days(struct arena *a, struct db *db, const struct people_actor *who, int32_t from, int32_t to,
    const struct db_rows **out)
{
	struct duties d = duties_of(who);

	return DB_MANY(a, db, out,
	    "select (" DUE " at time zone 'Asia/Shanghai')::date as day, count(*) as n" TASKS_OF_ACTOR
	    " and (" DUE " at time zone 'Asia/Shanghai')::date between $5 and $6"
	    " group by 1 order by 1",
	    DB_I64(who->account), DB_I64(who->agency), DB_TEXTS(d.v, d.n), DB_I64(who->unit), DB_DAY(from),
	    DB_DAY(to));
}

enum err
caseflow_month(struct arena *a, struct db *db, const struct people_actor *who, bool own, int32_t from,
    int32_t to, struct caseflow_month *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "with mine as materialized (select o.case_id from xz.caseflow_officer o where $2 and o.account_id = $1"
	    "   and o.state = 'accepted' group by o.case_id),"
	    " made as (select d.decided_on, c.filed_on from mine m join xz.caseflow_track k on k.case_id = m.case_id"
	    "   join xz.caseflow_case c on c.id = k.case_id join xz.caseflow_decision d on d.track_id = k.id"
	    "   where d.decided_on between $4 and $5"
	    "   union all select d.decided_on, c.filed_on from xz.caseflow_decision d"
	    "   join xz.caseflow_track k on k.id = d.track_id join xz.caseflow_case c on c.id = k.case_id"
	    "   where not $2 and d.agency_id = $3 and d.decided_on between $4 and $5),"
	    " ended as (select k.id from mine m join xz.caseflow_track k on k.case_id = m.case_id"
	    "   where k.closed_at >= $4::date and k.closed_at < $5::date + 1"
	    "   union all select k.id from xz.caseflow_track k join xz.caseflow_case c on c.id = k.case_id"
	    "   where not $2 and c.agency_id = $3 and k.closed_at >= $4::date and k.closed_at < $5::date + 1)"
	    " select (select count(*) from ended) as closed, (select count(*) from made) as decided,"
	    " (select coalesce(round(avg(decided_on - filed_on)), -1)::bigint from made) as mean_days,"
	    " (select count(*) from xz.act_approval p join xz.caseflow_case c on c.id = p.subject_id"
	    "   where p.subject_kind = 'case' and p.state = 'returned' and p.ended_at >= $4::date"
	    " and p.ended_at < $5::date + 1"
	    "   and case when $2 then p.requested_by = $1 and c.id in (select case_id from mine)"
	    "   else c.agency_id = $3 end) as returned",
	    DB_I64(who->account), DB_BOOL(own), DB_I64(who->agency), DB_DAY(from), DB_DAY(to));

	if (e == OK)
		*out = (struct caseflow_month){ .closed = row_i64(r, "closed"), .decided = row_i64(r, "decided"),
		    .mean_days = row_i64(r, "mean_days"), .returned = row_i64(r, "returned") };
	return e;
}

enum err
caseflow_list(struct arena *a, struct db *db, const struct people_actor *who,
    const struct caseflow_list_query *q, const struct db_rows **out)
{
	bool mine = strcmp(q->scope, "mine") == 0, unit = strcmp(q->scope, "unit") == 0;

	return DB_MANY(a, db, out,
	    "select c.ref, c.number, c.clue_number, c.title, c.cause_name, s.name_zh as state_zh,"
	    " s.name_en as state_en, s.phase, coalesce(u.name, '') as unit_name,"
	    " (c.opened_at at time zone 'Asia/Shanghai')::date as opened_on,"
	    " coalesce((select y.name from xz.caseflow_party y where y.case_id = c.id order by y.id limit 1),"
	    "   (select x.subject_name from xz.source_clue x where x.case_id = c.id), '') as party,"
	    " coalesce((select string_agg(o.name, '、' order by o.role desc, o.id) from xz.caseflow_officer o"
	    "   where o.case_id = c.id and o.state = 'accepted' and o.role <> 'verifier'), '') as officers,"
	    " q.due_at, q.rule from xz.caseflow_case c"
	    " join xz.caseflow_state s on s.procedure = c.procedure and s.version = c.procedure_version"
	    " and s.code = c.state"
	    " left join xz.people_unit u on u.id = c.unit_id"
	    " left join lateral (select k.due_at, k.rule from xz.calendar_clock k where k.state = 'open'"
	    "   and ((k.subject_kind = 'case' and k.subject_id = c.id) or (k.subject_kind = 'track'"
	    "   and k.subject_id in (select x.id from xz.caseflow_track x where x.case_id = c.id)))"
	    "   and k.due_at is not null and k.rule not like 'remedy.%'"
	    "   order by k.due_at limit 1) q on true"
	    " where ($1 = false or c.id = any((select xz.caseflow_actor_cases())::bigint[]))"
	    " and ($2 = false or c.unit_id = $3)"
	    " and ($4 = 'all' or (case when $4 = '' then not s.ended else s.phase = $4 or exists (select from"
	    "   xz.caseflow_track kt join xz.caseflow_state ks on ks.procedure = kt.procedure"
	    " and ks.version = kt.procedure_version"
	    "   and ks.code = kt.state where kt.case_id = c.id and kt.closed_at is null and ks.phase = $4) end))"
	    " and ($5::uuid is null or c.id < (select x.id from xz.caseflow_case x where x.ref = $5))"
	    " order by c.id desc limit $6",
	    DB_BOOL(mine), DB_BOOL(unit), DB_ID(who->unit), DB_TEXT(q->phase),
	    DB_REF_OR_NULL(q->after), DB_I64(q->limit));
}

enum err
caseflow_of_subject(struct arena *a, struct db *db, int64_t subject, int limit, const struct db_rows **out)
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
	    "   union select x.case_id from xz.source_clue x where x.subject_id = $1) order by c.id desc limit $2",
	    DB_I64(subject), DB_I64(limit));
}

enum err
caseflow_same_subject(struct arena *a, struct db *db, struct ref subject, const struct case_file *cf, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "with who as (select g.id from xz.register_subject g where g.kind <> 'person' and g.id = coalesce("
	    "   (select s.subject_id from xz.source_clue s where s.case_id = $2), (select x.id"
	    " from xz.register_subject x where x.ref = $1)))"
	    " select c.ref, coalesce(c.number, c.clue_number, '') as number, c.title, s.name_zh as state_zh,"
	    " s.name_en as state_en, g.short_name as agency, (c.opened_at at time zone"
	    " 'Asia/Shanghai')::date as opened_on"
	    " from xz.caseflow_case c join xz.people_agency g on g.id = c.agency_id"
	    " join xz.caseflow_state s on s.procedure = c.procedure and s.version = c.procedure_version"
	    " and s.code = c.state"
	    " where c.id in (select p.case_id from xz.caseflow_party p where p.subject_id = (select id from who)"
	    "   union select x.case_id from xz.source_clue x where x.subject_id = (select id from who))"
	    " and c.id is distinct from $2 and c.opened_at > xz.now() - interval '1 year'"
	    " and (c.number is null or not s.ended)"
	    " order by c.id desc limit $3",
	    DB_REF_OR_NULL(subject), DB_ID(cf != NULL ? cf->id : 0), DB_I64(limit));
}
