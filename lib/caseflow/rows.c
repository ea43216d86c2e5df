/* rows.c - reads cases and tracks. */
#include "lib/caseflow/case_priv.h"

void
case_fill(struct db_row r, struct case_file *out)
{
	*out = (struct case_file){ .id = row_i64(r, "id"), .chain_id = row_i64(r, "chain_id"),
	    .ref = row_ref(r, "ref"), .procedure = row_text(r, "procedure"),
	    .procedure_version = row_i32(r, "procedure_version"), .state = row_text(r, "state"),
	    .phase = row_text(r, "phase"), .agency = row_i64(r, "agency_id"),
	    .unit = row_i64_or(r, "unit_id", 0), .agency_name = row_text(r, "agency_name"),
	    .unit_name = row_text_or(r, "unit_name", ""), .clue_number = row_text_null(r, "clue_number"),
	    .number = row_text_null(r, "number"), .title = row_text(r, "title"),
	    .cause_id = row_i64_or(r, "cause_id", 0), .cause_name = row_text(r, "cause_name"),
	    .field = row_text(r, "field"),
	    .act_from = row_day(r, "act_from"), .act_to = row_day(r, "act_to"), .harm = row_bool(r, "harm"),
	    .declared_major = row_bool(r, "declared_major"), .filed_on = row_day(r, "filed_on"),
	    .suspended_from = row_day(r, "suspended_from"),
	    .reported_version = row_i32(r, "reported_version"),
	    .review_passed_version = row_i32(r, "review_passed_version"),
	    .decide_extended = row_i32(r, "decide_extended"), .opened_by = row_i64(r, "opened_by"),
	    .version = row_i32(r, "version") };
}

#define CASE_COLUMNS \
	" c.id, c.chain_id, c.ref, c.procedure, c.procedure_version, c.state, s.phase," \
	" c.agency_id, c.unit_id, g.name as agency_name, u.name as unit_name, c.clue_number," \
	" c.number, c.title, c.cause_id, c.cause_name, c.act_from, c.act_to, c.harm," \
	" c.declared_major, c.filed_on, c.suspended_from, c.reported_version," \
	" c.review_passed_version, c.decide_extended, c.opened_by, c.version," \
	" coalesce(l.field, case when g.field not like '%;%' then g.field end, '') as field"
#define CASE_TABLES \
	" from xz.caseflow_case c join xz.people_agency g on g.id = c.agency_id" \
	" left join xz.people_unit u on u.id = c.unit_id left join xz.law_cause l on l.id = c.cause_id" \
	" join xz.caseflow_state s on s.procedure = c.procedure and s.version = c.procedure_version" \
	" and s.code = c.state"

enum err
case_load(struct arena *a, struct db *db, struct ref ref, struct case_file *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select" CASE_COLUMNS CASE_TABLES " where c.ref = $1", DB_REF(ref));

	if (e == OK)
		case_fill(r, out);
	return e;
}

/* The case first, then the part of it that the act is on. */
static enum err
lock_case(struct act_move *m)
{
	struct db_row r;

	if (ref_zero(m->key->part))
		return DB_ONE(m->a, m->db, &r, "select id from xz.caseflow_case where ref = $1 for update",
		    DB_REF(m->key->ref));
	return DB_ONE(m->a, m->db, &r,
	    "with c as materialized (select id from xz.caseflow_case where ref = $1 for update)"
	    " select id from xz.caseflow_track where ref = $2 and case_id = (select id from c) for update",
	    DB_REF(m->key->ref), DB_REF(m->key->part));
}

/* In one statement after the lock: the case, how the actor stands to it, the time. */
enum err
case_load_acting(struct act_move *m, bool lock)
{
	struct case_move *own = m->own;
	struct db_row r;
	enum err e = lock ? lock_case(m) : OK;

	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select" CASE_COLUMNS ", o.named, o.accepted, o.verifies, xz.now() as now"
		    CASE_TABLES " cross join lateral (select"
		    " coalesce(bool_or(w.role <> 'verifier' and w.state = 'named'), false) as named,"
		    " coalesce(bool_or(w.role <> 'verifier' and w.state = 'accepted'), false) as accepted,"
		    " coalesce(bool_or(w.role = 'verifier' and w.state = 'accepted'), false) as verifies"
		    " from xz.caseflow_officer w where w.case_id = c.id and w.account_id = $2) o where c.ref = $1",
		    DB_REF(m->key->ref), DB_I64(m->actor.account));
	if (e != OK)
		return e;
	case_fill(r, &own->cf);
	own->stands = (struct case_standing){ .known = true, .named = row_bool(r, "named"),
	    .accepted = row_bool(r, "accepted"), .verifies = row_bool(r, "verifies") };
	m->now = row_time(r, "now");
	return OK;
}

enum err
caseflow_get(struct arena *a, struct db *db, struct ref ref, struct case_file *out)
{
	return case_load(a, db, ref, out);
}

void
track_fill(struct db_row r, struct case_track *out)
{
	*out = (struct case_track){ .id = row_i64(r, "id"), .party_id = row_i64(r, "party_id"),
	    .ref = row_ref(r, "ref"), .state = row_text(r, "state"), .party_name = row_text(r, "name"),
	    .natural_person = row_bool(r, "natural_person"), .report_version = row_i32(r, "report_version"),
	    .outcome = row_text(r, "outcome"), .hearing_right = row_bool(r, "hearing_right"),
	    .heard = row_bool(r, "heard"), .major = row_bool(r, "major"),
	    .review_passed = row_bool(r, "review_passed"), .deliberated = row_bool(r, "deliberated"),
	    .defence = row_text_null(r, "defence"), .publish_state = row_text(r, "publish_state"),
	    .decided = row_bool(r, "decided"), .version = row_i32(r, "version") };
}

enum err
track_load(struct arena *a, struct db *db, struct ref ref, int64_t case_id, struct case_track *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select k.id, k.party_id, k.ref, k.state, p.name, p.natural_person, k.report_version,"
	    " k.outcome, k.hearing_right, k.heard, k.major, k.review_passed, k.deliberated, k.defence,"
	    " k.publish_state, k.version, exists (select from xz.caseflow_decision d"
	    " where d.track_id = k.id) as decided"
	    " from xz.caseflow_track k"
	    " join xz.caseflow_party p on p.id = k.party_id where k.ref = $1 and k.case_id = $2",
	    DB_REF(ref), DB_I64(case_id));

	if (e == OK)
		track_fill(r, out);
	return e;
}
