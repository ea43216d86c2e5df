/* view.c - what pages show of an inspection; row security decides what there is. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"
#include "lib/people/deputy.h"
#include "lib/record/record.h"

static void
fill(struct db_row r, struct inspection *o)
{
	*o = (struct inspection){ .id = row_i64(r, "id"), .agency = row_i64(r, "agency_id"),
	    .unit = row_i64_or(r, "unit_id", 0), .subject = row_i64(r, "subject_id"),
	    .chain = row_i64_or(r, "chain_id", 0), .line = row_i64_or(r, "line_id", 0),
	    .spot_visit = row_i64_or(r, "spot_visit", 0), .opened_by = row_i64(r, "opened_by"),
	    .joint = row_i64_or(r, "joint_id", 0), .joint_ref = row_text_null(r, "joint_ref"),
	    .beyond = row_text_null(r, "beyond"), .refused = row_text_null(r, "refused"),
	    .follows = row_bool(r, "follows"), .ref = row_ref(r, "ref"),
	    .subject_ref = row_ref(r, "subject_ref"), .agency_ref = row_ref(r, "agency_ref"),
	    .clue_ref = row_ref_or_zero(r, "clue_ref"), .kind = row_text(r, "kind"), .state = row_text(r, "state"),
	    .object = row_text(r, "object_id"), .name = row_text(r, "subject_name"),
	    .address = row_text(r, "address"), .agency_name = row_text(r, "agency_name"),
	    .agency_code = row_text(r, "agency_code"), .unit_name = row_text(r, "unit_name"),
	    .approval = row_text(r, "approval"), .source = row_text_null(r, "source"),
	    .plan = row_text_null(r, "plan"), .outcome = row_text_null(r, "outcome"),
	    .notice_way = row_text_null(r, "notice_way"), .cancel_reason = row_text_null(r, "cancel_reason"),
	    .clue_number = row_text_null(r, "clue_number"), .lat = row_text_null(r, "lat"),
	    .lon = row_text_null(r, "lon"), .emergency = row_bool(r, "emergency"),
	    .approval_late = row_bool(r, "approval_late"), .natural = row_bool(r, "natural_person"),
	    .scanned = row_bool(r, "scanned"), .surprised = row_has(r, "surprise_ref"), .lead = row_bool(r, "lead"),
	    .mine = row_bool(r, "mine"), .accuracy_m = (int)row_i64_or(r, "accuracy_m", -1),
	    .distance_m = (int)row_i64_or(r, "distance_m", -1),
	    .cap_lowered = (int)row_i64_or(r, "cap_lowered", -1), .nth = (int)row_i64_or(r, "nth", 0),
	    .cap = (int)row_i64_or(r, "cap", -1), .from_at = row_time(r, "from_at"),
	    .to_at = row_time(r, "to_at"), .opened_at = row_time(r, "opened_at"),
	    .approved_at = row_time(r, "approved_at"), .code_at = row_time(r, "code_at"),
	    .notified_at = row_time(r, "notified_at"), .arrived_at = row_time(r, "arrived_at"),
	    .checked_at = row_time(r, "checked_at"), .signed_at = row_time(r, "signed_at"),
	    .told_at = row_time(r, "told_at"), .published_at = row_time(r, "published_at"),
	    .rated_at = row_time(r, "rated_at"), .closed_at = row_time(r, "closed_at"),
	    .version = row_i32(r, "version") };
}

enum err
insp_load(struct arena *a, struct db *db, struct ref ref, int64_t account, bool words, struct inspection *out)
{
	struct ref side[4];
	const char *text[4];
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select i.id, i.ref, i.chain_id, i.agency_id, i.unit_id, i.kind, i.subject_id, s.ref as subject_ref,"
	    " g.ref as agency_ref, g.name as agency_name, g.code as agency_code, coalesce(u.name, '') as"
	    " unit_name, i.object_id, i.subject_name, i.natural_person, i.address, i.state, i.line_id, i.source,"
	    " i.reason_ref, i.spot_visit, i.emergency, i.approval, i.approved_at, i.approval_late, i.from_at, i.to_at,"
	    " i.surprise_ref, i.again_ref, i.notice_way, i.code_at, i.notified_at,"
	    " i.arrived_at, i.scanned, i.lat::text as lat, i.lon::text as lon, i.accuracy_m, i.distance_m,"
	    " i.checked_at, i.statement_ref, i.signed_at, i.told_at, i.outcome, i.published_at, i.rated_at,"
	    " i.closed_at, i.cancel_reason, i.clue_number, i.opened_by,"
	    " i.opened_at, i.version, i.refused, i.cap_lowered, t.place as nth, t.cap, i.beyond, i.joint_id,"
	    " (select j.ref::text from xz.inspection_joint j where j.id = i.joint_id) as joint_ref,"
	    " coalesce((select j.lead_id <> i.id from xz.inspection_joint j"
	    " where j.id = i.joint_id), false) as follows, (select c.ref from xz.caseflow_case c"
	    " where c.id = i.clue_case) as clue_ref, (select p.title || ' · ' || l.title from xz.spotcheck_plan_line l"
	    " join xz.spotcheck_plan p on p.id = l.plan_id where l.id = i.line_id) as plan,"
	    " exists (select from xz.inspection_officer o where o.inspection_id = i.id and o.account_id = $2) as mine,"
	    " exists (select from xz.inspection_officer o where o.inspection_id = i.id and o.account_id = $2"
	    " and o.place = 1) as lead"
	    " from xz.inspection i join xz.register_subject s on s.id = i.subject_id"
	    " join xz.people_agency g on g.id = i.agency_id"
	    " left join lateral (select l.place, l.cap from xz.inspection_ledger l where l.source_ref = i.ref"
	    " order by l.n desc limit 1) t on true"
	    " left join xz.people_unit u on u.id = i.unit_id where i.ref = $1", DB_REF(ref), DB_I64(account));

	if (e != OK)
		return e;
	fill(r, out);
	if (!words)
		return OK;
	side[0] = row_ref_or_zero(r, "reason_ref");
	side[1] = row_ref_or_zero(r, "surprise_ref");
	side[2] = row_ref_or_zero(r, "statement_ref");
	side[3] = row_ref_or_zero(r, "again_ref");
	e = record_sides_open(a, db, side, 4, text);
	out->reason = text[0];
	out->surprise = text[1];
	out->statement = text[2];
	out->again = text[3];
	return e;
}

enum err
inspection_get(struct arena *a, struct db *db, struct ref ref, int64_t account, struct inspection *out)
{
	return insp_load(a, db, ref, account, true, out);
}

enum err
inspection_list(struct arena *a, struct db *db, const struct inspection_query *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select i.ref, i.kind, i.subject_name as name, i.object_id, i.state, coalesce(u.name, '') as unit_name,"
	    " coalesce((select string_agg(o.name, '、' order by o.place) from xz.inspection_officer o"
	    " where o.inspection_id = i.id), '') as officers,"
	    " i.from_at, i.outcome, i.emergency from (select x.id from xz.inspection_listed($5, $1, coalesce($2, ''),"
	    "   case when $3::uuid is null then 9223372036854775807 else (select y.id from xz.inspection y"
	    "   where y.ref = $3) end, $4::int) x (id)) p"
	    " join xz.inspection i on i.id = p.id left join xz.people_unit u on u.id = i.unit_id"
	    " order by i.id desc", DB_TEXT(q->scope), DB_TEXT(q->state), DB_REF_OR_NULL(q->after), DB_I64(q->limit),
	    DB_I64(q->account));
}

enum err
inspection_of_subject(struct arena *a, struct db *db, int64_t subject, struct ref after, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select i.ref, i.kind, i.state, g.name as agency_name, i.from_at from xz.inspection i"
	    " join xz.people_agency g on g.id = i.agency_id where i.subject_id = $1"
	    " and ($3::uuid is null or i.id < (select x.id from xz.inspection x where x.ref = $3))"
	    " order by i.id desc limit $2", DB_I64(subject), DB_I64(limit), DB_REF_OR_NULL(after));
}

enum err
inspection_officers(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select o.account_id, c.username, o.name, o.certificate_no, o.place, o.shown_at, o.shown_way, o.signed_at,"
	    " o.sign_way, o.path_ref from xz.inspection_officer o join xz.people_account c on c.id = o.account_id"
	    " where o.inspection_id = $1 order by o.place", DB_I64(id));
}

#define ANSWER_WORDS \
    " (select c.name_zh from xz.law_code c where c.kind = 'inspect_answer' and c.code = w.answer" \
    " and c.valid_to is null) as answer_zh," \
    " (select c.name_en from xz.law_code c where c.kind = 'inspect_answer' and c.code = w.answer" \
    " and c.valid_to is null) as answer_en," \
    " (select c.name_zh from xz.law_code c where c.kind = 'inspect_remedy' and c.code = w.remedy" \
    " and c.valid_to is null) as remedy_zh," \
    " (select c.name_en from xz.law_code c where c.kind = 'inspect_remedy' and c.code = w.remedy" \
    " and c.valid_to is null) as remedy_en," \
    " w.version, w.answer, trim_scale(w.measured)::text as measured, w.unit, w.sample, w.note_ref," \
    " w.remedy, w.due_on," \
    " (select c.display_name from xz.people_account c where c.id = w.answered_by) as by, w.answered_at as at"

enum err
inspection_items(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select i.n, i.code, i.item_id, i.name as name_zh, i.name_en, i.method, i.standard, i.pass_test,"
	    ANSWER_WORDS
	    " from xz.inspection_item i left join xz.inspection_answer w on w.inspection_id = i.inspection_id"
	    " and w.n = i.n"
	    " and w.state = 'current' where i.inspection_id = $1 order by i.n", DB_I64(id));
}

enum err
inspection_conflicts(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select w.ref, w.n, w.state," ANSWER_WORDS " from xz.inspection_answer w where w.inspection_id = $1"
	    " and w.state in ('current', 'conflict') and exists (select from xz.inspection_answer x"
	    " where x.inspection_id = $1 and x.n = w.n"
	    "   and x.state = 'conflict') order by w.n, w.state desc, w.version", DB_I64(id));
}

enum err
inspection_approvals(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return act_verdicts(a, db, "inspection", id, out);
}

enum err
inspection_orders(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select o.id, o.ref, o.n, i.name as item_zh, i.name_en as item_en, o.due_on, o.state, o.rechecked_on,"
	    " exists (select from xz.inspection_recheck k where k.order_id = o.id and k.confirmed_at is null"
	    " and k.dropped_at is null) as waits,"
	    " d.ref as document_ref from xz.inspection_order o"
	    " join xz.inspection_item i on i.inspection_id = o.inspection_id and i.n = o.n"
	    " left join xz.record_document d on d.id = o.document_id where o.inspection_id = $1"
	    " order by o.n", DB_I64(id));
}

enum err
inspection_documents(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select d.ref, t.name_zh, t.name_en, coalesce(d.number, '') as number, d.state, d.made_at"
	    " from xz.record_document d join xz.record_document_type t on t.code = d.type"
	    " where d.subject_kind = 'inspection'"
	    " and d.subject_id = $1 and d.state <> 'void' order by d.id", DB_I64(id));
}

enum err
inspection_signature(struct arena *a, struct db *db, int64_t id, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select way, person_ref, path_ref, witness_ref, at from xz.inspection_signature where inspection_id = $1",
	    DB_I64(id));
}

enum err
inspection_code_of(struct arena *a, struct db *db, int64_t id, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select code, kid, issued_at, revoked_at from xz.inspection_code"
	    " where inspection_id = xz.inspection_code_holder($1)", DB_I64(id));
}

enum err
inspection_steps(struct arena *a, struct db *db, int64_t chain, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select s.seq, s.kind, s.recorded_at, case when s.kind = 'inspection.file' then"
	    " nullif((convert_from(s.line, 'UTF8')::json #>> '{payload,item}')::int, 0)"
	    " end as item, coalesce((select c.display_name from xz.people_principal p"
	    " join xz.people_account c on c.id = p.id where p.ref = s.actor), '') as name from xz.record_step s"
	    " where s.chain_id = $1 and s.y = (select h.y from xz.record_chain h where h.id = $1)"
	    " order by s.seq desc limit 200", DB_I64(chain));
}

enum err
inspection_visits_this_year(struct arena *a, struct db *db, int64_t subject, int32_t today, int64_t *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select count(*) as n from xz.inspection_visit where subject_id = $1 and counted"
	    " and day >= date_trunc('year', $2::date) and day <= $2", DB_I64(subject), DB_DAY(today));

	if (e == OK)
		*out = row_i64(r, "n");
	return e;
}

enum err
inspection_second(struct arena *a, struct db *db, int64_t id, int64_t actor, const char *username, int64_t *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select c.id from xz.inspection_officer o join xz.people_account c on c.id = o.account_id and c.active"
	    " where o.inspection_id = $1 and c.username = $2 and c.id <> $3", DB_I64(id), DB_TEXT(username),
	    DB_I64(actor));

	if (e == OK)
		*out = row_i64(r, "id");
	return e;
}

enum err
inspection_days(struct arena *a, struct db *db, int64_t agency, int64_t from, int64_t to, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select ref, subject_name as name, state, kind, from_at, to_at,"
	    " joint_id is not null as joint from xz.inspection where agency_id = $1 and state <> 'cancelled'"
	    " and from_at >= $2 and from_at < $3 order by from_at, id limit $4", DB_I64(agency), DB_TIME(from),
	    DB_TIME(to), DB_I64(limit));
}
