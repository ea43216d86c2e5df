/* approval.c - approval by the kind's chain: the next duty agrees or returns; an emergency is approved afterwards. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"
#include "lib/people/deputy.h"

const struct field insp_approve_fields[] = {
	{ "agree", FIELD_CHOICE, FIELD_REQUIRED, 0, 0, NULL, NULL },
	{ "words", FIELD_TEXT, FIELD_WIDE, 0, 500, NULL, NULL },
	{ 0 }
};

enum err
insp_approve_prepare(struct insp_move *m)
{
	input_option(m->in, "agree", "yes", "同意", "Agree");
	input_option(m->in, "agree", "no", "退回", "Return");
	return OK;
}

/* An emergency that has begun stood before its guards at the door: what changed since does not undo that, and its own visit is no
 * reason against it. */
static bool
has_begun(const struct insp_move *m)
{
	return m->i.emergency && m->i.arrived_at != TIME_NONE;
}

enum err
insp_ask(struct insp_move *m)
{
	bool begun = has_begun(m);
	enum err e = begun ? OK : insp_items_published(m);

	if (e == OK && !begun)
		e = insp_two_officers(m);
	if (e == OK && !begun)
		e = insp_offers_decided(m);
	if (e == OK && !begun)
		e = insp_cap(m);
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "insert into xz.inspection_approval (inspection_id, chain, requested_by, requested_at, asked,"
		    "  reason_ref, surprise_ref, again_ref) select i.id, c.chain, $3, $4, json_build_object('kind', i.kind, 'line', coalesce((select p.title || ' · ' || l.title"
		    "   from xz.spotcheck_plan_line l join xz.spotcheck_plan p on p.id = l.plan_id where l.id = i.line_id), ''), 'source', coalesce(i.source, ''),"
		    "  'items', (select string_agg(t.code || ' ' || t.name, '；' order by t.n) from xz.inspection_item t where t.inspection_id = i.id),"
		    "  'officers', (select string_agg(o.name || ' ' || o.certificate_no, '；' order by o.place) from xz.inspection_officer o"
		    "   where o.inspection_id = i.id), 'from', to_char(i.from_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'),"
		    "  'to', to_char(i.to_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'))::text, i.reason_ref, i.surprise_ref, i.again_ref"
		    " from xz.inspection_chain c join xz.inspection i on i.id = $1 where c.kind = $2 and c.valid_from <= $5"
		    " and (c.valid_to is null or c.valid_to >= $5) order by c.valid_from desc limit 1", DB_I64(m->i.id),
		    DB_TEXT(m->i.emergency ? "emergency" : m->i.kind), DB_I64(m->actor.account), DB_TIME(m->now), DB_DAY(m->today));
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.inspection set approval = 'asked' where id = $1", DB_I64(m->i.id));
	m->i.approval = "asked";
	if (!m->i.emergency)
		m->to = "asked";
	return e;
}

/* The term of an emergency ends with its approval, in time or late. */
static enum err
clock_met(struct insp_move *m)
{
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "inspection", m->i.id, "inspection.emergency", &clock);

	if (e == ERR_NOT_FOUND)
		return OK;
	return e == OK ? calendar_clock_close(m->a, m->db, clock, "met", m->now, 0) : e;
}

static enum err
form_of(struct insp_move *m, int64_t approval)
{
	const struct db_rows *rows;
	json_t *steps = json_array(), *items = json_array();
	char at[TIME_TEXT_SIZE];
	int64_t id;
	int i;
	enum err e = inspection_approvals(m->a, m->db, m->i.id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (!row_has(r, "verdict"))
			continue;
		time_text(row_time(r, "at"), at);
		at[10] = '\0';
		json_array_append_new(steps, json_pack("{s:s,s:s,s:s,s:s}", "duty", row_text(r, "duty_zh"), "name", row_text(r, "name"),
		    "words", *row_text(r, "words") != '\0' ? row_text(r, "words") : str_eq(row_text(r, "verdict"), "agree") ? "同意" : "退回", "on", at));
	}
	if (e == OK)
		e = inspection_items(m->a, m->db, m->i.id, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++)
		json_array_append_new(items, json_pack("{s:s,s:s,s:s}", "code", row_text(db_at(rows, i), "code"), "name",
		    row_text(db_at(rows, i), "name_zh"), "standard", row_text(db_at(rows, i), "standard")));
	if (e == OK)
		e = insp_paper(m, "inspection_approval", json_pack("{s:o,s:o,s:s,s:s,s:s,s:b}", "approvals", steps, "items", items, "plan",
		    m->i.plan != NULL ? m->i.plan : "", "reason", m->i.reason != NULL ? m->i.reason : "",
		    "again", m->i.again != NULL ? m->i.again : "", "emergency", (int)m->i.emergency), &id);
	return e == OK ? DB_EXEC(m->a, m->db, "update xz.inspection_approval set document_id = $2 where id = $1", DB_I64(approval), DB_I64(id)) : e;
}

static enum err
agreed(struct insp_move *m, int64_t approval, bool last)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.inspection_approval set at_step = at_step + 1,"
	    " state = case when $2 then 'approved' else state end, ended_at = case when $2 then $3::timestamptz end where id = $1",
	    DB_I64(approval), DB_BOOL(last), DB_TIME(m->now));

	if (e != OK || !last)
		return e;
	/* what was published when it was asked may not be any more */
	e = has_begun(m) ? OK : insp_items_published(m);
	if (e == OK && !has_begun(m))
		e = insp_two_officers(m);
	if (e == OK && !has_begun(m))
		e = insp_clean(m, m->i.again != NULL, false);
	if (e == OK && !has_begun(m))
		e = insp_cap(m);
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.inspection set approval = 'approved', approved_at = $2 where id = $1", DB_I64(m->i.id),
		    DB_TIME(m->now));
	m->i.approval = "approved";
	if (str_eq(m->i.state, "asked") || str_eq(m->i.state, "planned") || str_eq(m->i.state, "triggered"))
		m->to = "approved";
	if (e == OK)
		e = clock_met(m);
	return e == OK ? form_of(m, approval) : e;
}

/* Orders of an inspection that should not have been bind nobody; its result is not published. */
static enum err
void_orders(struct insp_move *m)
{
	const struct db_rows *rows;
	int64_t clock;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "update xz.inspection_order set state = 'void' where inspection_id = $1 and state = 'open' returning id",
	    DB_I64(m->i.id));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		e = calendar_clock_find(m->a, m->db, "inspection_order", row_i64(db_at(rows, i), "id"), "inspection.recheck", &clock);
		if (e == OK)
			e = calendar_clock_close(m->a, m->db, clock, "cancelled", m->now, 0);
	}
	if (e == OK)
		e = calendar_clock_find(m->a, m->db, "inspection", m->i.id, "inspection.publish", &clock);
	if (e == ERR_NOT_FOUND)
		return OK;
	return e == OK ? calendar_clock_close(m->a, m->db, clock, "cancelled", m->now, 0) : e;
}

/* Returned: to be changed or given up; an emergency that is not approved ends, with its code and its orders. */
static enum err
returned(struct insp_move *m, int64_t approval)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.inspection_approval set state = 'returned', ended_at = $2 where id = $1",
	    DB_I64(approval), DB_TIME(m->now));

	m->i.approval = m->i.emergency ? "refused" : "returned";
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.inspection set approval = $2 where id = $1", DB_I64(m->i.id), DB_TEXT(m->i.approval));
	if (!m->i.emergency) {
		m->to = m->i.line != 0 || m->i.spot_visit != 0 ? "planned" : "triggered";
		return e;
	}
	m->to = "cancelled";
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.inspection set cancel_reason = 'refused', closed_at = $2 where id = $1", DB_I64(m->i.id),
		    DB_TIME(m->now));
	if (e == OK)
		e = clock_met(m);
	if (e == OK)
		e = void_orders(m);
	return e == OK ? insp_revoke(m) : e;
}

static enum err
stand_for(struct insp_move *m, const char *duty)
{
	char text[REF_TEXT_SIZE];
	struct ref who;
	enum err e = people_deputy_for(m->a, m->db, m->actor.account, people_duty_bit(duty), &who);

	if (e == OK && !ref_zero(who)) {
		ref_text(who, text);
		insp_note(m, "for", json_string(text));
	}
	return e;
}

enum err
insp_approve(struct insp_move *m)
{
	bool agree = str_eq(input_text(m->in, "agree"), "yes"), last;
	struct db_row r;
	struct ref words;
	enum err e = DB_ONE(m->a, m->db, &r, "select p.id, p.at_step, p.requested_by, p.chain[p.at_step + 1] as duty,"
	    " cardinality(p.chain) as steps, exists (select from xz.inspection_approval_step s where s.approval_id = p.id"
	    " and s.account_id = $2) as before from xz.inspection_approval p where p.inspection_id = $1 and p.state = 'pending'",
	    DB_I64(m->i.id), DB_I64(m->actor.account));

	if (e == ERR_NOT_FOUND)
		return insp_refuse(m, ERR_STATE, "", "inspect_state", NULL);
	if (e != OK)
		return e;
	if (row_i64(r, "requested_by") == m->actor.account || m->i.mine)
		return insp_refuse(m, ERR_STATE, "", "own_request", NULL);
	if (row_bool(r, "before"))
		return insp_refuse(m, ERR_STATE, "", "approved_before", NULL);
	if (!agree && !input_given(m->in, "words"))
		return insp_refuse(m, ERR_INPUT, "words", "required", NULL);
	last = row_i32(r, "at_step") + 1 == row_i32(r, "steps");
	e = DB_EXEC(m->a, m->db, "insert into xz.inspection_approval_step (approval_id, n, duty, account_id, verdict, words, at)"
	    " values ($1, $2, $3, $4, $5, $6, $7)", DB_I64(row_i64(r, "id")), DB_I64(row_i32(r, "at_step") + 1), DB_TEXT(row_text(r, "duty")),
	    DB_I64(m->actor.account), DB_TEXT(agree ? "agree" : "return"), DB_TEXT(input_text(m->in, "words")), DB_TIME(m->now));
	if (e == OK)
		e = insp_words(m, "words", input_text(m->in, "words"), &words);
	if (e == OK)
		e = stand_for(m, row_text(r, "duty"));
	insp_note(m, "verdict", json_string(agree ? "agree" : "return"));
	insp_note(m, "duty", json_string(row_text(r, "duty")));
	insp_note(m, "late", json_boolean(m->i.approval_late));
	if (e != OK)
		return e;
	return agree ? agreed(m, row_i64(r, "id"), last) : returned(m, row_i64(r, "id"));
}
