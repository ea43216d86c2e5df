/* approval.c - approval by the kind's chain: the next duty agrees or returns; an emergency is approved afterwards. */
#include <inttypes.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"
#include "lib/inspection/words.h"

const struct field insp_approve_fields[] = {
	{ .name = "agree", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_WIDE, .max = 500 },
	{ 0 }
};

enum err
insp_approve_prepare(struct act_move *m)
{
	input_option(m->in, "agree", "yes", INSPECTION_AGREE);
	input_option(m->in, "agree", "no", INSPECTION_RETURN);
	return OK;
}

/* An emergency that has begun stood before its guards at the door: what changed since does not undo that, and its own
 * visit is no reason against it. */
static bool
has_begun(const struct act_move *m)
{
	return insp_of(m)->emergency && insp_of(m)->arrived_at != TIME_NONE;
}

enum err
insp_ask_check(struct act_move *m)
{
	enum err e;

	if (has_begun(m))
		return OK;
	e = insp_items_published(m);
	if (e == OK)
		e = insp_two_officers(m);
	if (e == OK)
		e = insp_offers_decided(m);
	if (e == OK)
		e = insp_planned(m);
	if (e == OK)
		e = insp_consented(m, false);
	return e == OK ? insp_cap(m, false) : e;
}

enum err
insp_asking(struct act_move *m)
{
	struct inspection *i = insp_of(m);
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select json_build_object('kind', i.kind, 'line', coalesce((select p.title || ' · ' || l.title"
	    "   from xz.spotcheck_plan_line l join xz.spotcheck_plan p on p.id = l.plan_id"
	    " where l.id = i.line_id), ''), 'source', coalesce(i.source, ''),"
	    "  'items', (select string_agg(t.code || ' ' || t.name, '；' order by t.n) from xz.inspection_item t"
	    " where t.inspection_id = i.id),  'officers', (select string_agg(o.name || ' ' || o.certificate_no, '；'"
	    " order by o.place) from xz.inspection_officer o"
	    "   where o.inspection_id = i.id), 'from', to_char(i.from_at at time zone 'Asia/Shanghai',"
	    " 'YYYY-MM-DD HH24:MI'),  'to', to_char(i.to_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'),"
	    " 'reason_ref', i.reason_ref, 'surprise_ref', i.surprise_ref,"
	    "  'again_ref', i.again_ref)::text as asked from xz.inspection i where i.id = $1", DB_I64(i->id));

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.inspection set approval = 'asked' where id = $1", DB_I64(i->id));
	if (e != OK)
		return e;
	m->asked = row_text(r, "asked");
	i->approval = "asked";
	if (!i->emergency)
		m->to = "asked";
	return OK;
}

/* The term of an emergency ends with its approval, in time or late. */
static enum err
clock_met(struct act_move *m)
{
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "inspection", insp_of(m)->id, "inspection.emergency", &clock);

	if (e == ERR_NOT_FOUND)
		return OK;
	return e == OK ? act_clock_close(m, clock, "met", m->now) : e;
}

static const char *
cap_text(struct act_move *m, int64_t cap)
{
	return cap < 0 ? INSPECTION_NO_CAP : arena_printf(m->a, "%" PRId64, cap);
}

static enum err
form_of(struct act_move *m)
{
	struct inspection_caps caps;
	const struct db_rows *rows;
	json_t *steps = json_array(), *items = json_array();
	char at[TIME_TEXT_SIZE];
	int64_t id;
	int i;
	enum err e = inspection_approvals(m->a, m->db, insp_of(m)->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (!row_has(r, "verdict"))
			continue;
		time_text(row_time(r, "at"), at);
		at[10] = '\0';
		json_array_append_new(steps, json_pack("{s:s,s:s,s:s,s:s}", "duty", row_text(r, "duty_zh"),
		    "name", row_text(r, "name"), "words", *row_text(r, "words") != '\0' ? row_text(r, "words") :
		    str_eq(row_text(r, "verdict"), "agree") ? ACT_AGREED : ACT_RETURNED, "on", at));
	}
	if (e == OK)
		e = inspection_items(m->a, m->db, insp_of(m)->id, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++)
		json_array_append_new(items,
		    json_pack("{s:s,s:s,s:s}", "code", row_text(db_at(rows, i), "code"), "name",
		    row_text(db_at(rows, i), "name_zh"), "standard", row_text(db_at(rows, i), "standard")));
	if (e == OK)
		e = inspection_caps(m->a, m->db, insp_of(m), insp_of(m)->from_at, &caps);
	if (e == OK)
		e = insp_paper(m, "inspection_approval", json_pack("{s:o,s:s,s:o,s:s,s:s,s:s,s:b}", "approvals", steps,
		    "visits", arena_printf(m->a, INSPECTION_SO_FAR, caps.agency_n, cap_text(m, caps.agency_of),
		    caps.firm_n, cap_text(m, caps.firm_of)),
		    "items", items, "plan", insp_of(m)->plan != NULL ? insp_of(m)->plan : "", "reason",
		    insp_of(m)->reason != NULL ? insp_of(m)->reason : "", "again", insp_of(m)->again != NULL ?
		    insp_of(m)->again : "", "emergency", (int)insp_of(m)->emergency), &id);
	return e == OK ? act_approval_paper(m, id) : e;
}

/* All have agreed. */
static enum err
agreed(struct act_move *m)
{
	enum err e;

	/* what was published when it was asked may not be any more */
	e = has_begun(m) ? OK : insp_items_published(m);
	if (e == OK && !has_begun(m))
		e = insp_two_officers(m);
	if (e == OK && !has_begun(m))
		e = insp_clean(m, insp_of(m)->again != NULL, false);
	if (e == OK && !has_begun(m))
		e = insp_cap(m, true);
	if (e == OK && !has_begun(m))
		e = insp_planned(m);
	if (e == OK && !has_begun(m))
		e = insp_consented(m, true);
	if (e == OK)
		e = insp_take(m);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection set approval = 'approved', approved_at = $2 where id = $1",
		    DB_I64(insp_of(m)->id), DB_TIME(m->now));
	insp_of(m)->approval = "approved";
	if (str_eq(insp_of(m)->state, "asked") || str_eq(insp_of(m)->state, "planned") ||
	    str_eq(insp_of(m)->state, "triggered"))
		m->to = "approved";
	if (e == OK)
		e = clock_met(m);
	return e == OK ? form_of(m) : e;
}

/* Orders of an inspection that should not have been bind nobody; its result is not published. */
static enum err
void_orders(struct act_move *m)
{
	const struct db_rows *rows;
	int64_t clock;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "update xz.inspection_order set state = 'void' where inspection_id = $1 and state = 'open' returning id",
	    DB_I64(insp_of(m)->id));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		e = calendar_clock_find(m->a, m->db, "inspection_order", row_i64(db_at(rows, i), "id"),
		    "inspection.recheck", &clock);
		if (e == OK)
			e = act_clock_close(m, clock, "cancelled", m->now);
	}
	if (e == OK)
		e = calendar_clock_find(m->a, m->db, "inspection", insp_of(m)->id, "inspection.publish", &clock);
	if (e == ERR_NOT_FOUND)
		return OK;
	return e == OK ? act_clock_close(m, clock, "cancelled", m->now) : e;
}

/* Returned: to be changed or given up; an emergency that is not approved ends, with its code and its orders. */
static enum err
returned(struct act_move *m)
{
	enum err e;

	insp_of(m)->approval = insp_of(m)->emergency ? "refused" : "returned";
	e = DB_EXEC(m->a, m->db,
	    "update xz.inspection set approval = $2 where id = $1", DB_I64(insp_of(m)->id),
	    DB_TEXT(insp_of(m)->approval));
	if (!insp_of(m)->emergency) {
		m->to = insp_of(m)->line != 0 || insp_of(m)->spot_visit != 0 ? "planned" : "triggered";
		return e;
	}
	m->to = "cancelled";
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection set cancel_reason = 'refused', closed_at = $2 where id = $1",
		    DB_I64(insp_of(m)->id), DB_TIME(m->now));
	if (e == OK)
		e = clock_met(m);
	if (e == OK && insp_of(m)->arrived_at == TIME_NONE)
		e = insp_give_back(m, "refused");
	if (e == OK)
		e = void_orders(m);
	return e == OK ? insp_revoke(m) : e;
}

enum err
insp_approve(struct act_move *m)
{
	const char *said = input_text(m->in, "words");
	struct act_verdict v;
	struct ref words;
	enum err e = act_verdict(m, str_eq(input_text(m->in, "agree"), "yes"), said, &v);

	if (e == OK)
		e = insp_words(m, "words", said, &words);
	if (e != OK)
		return e;
	act_note(m, "verdict", json_string(v.agree ? "agree" : "return"));
	act_note(m, "duty", json_string(v.duty));
	act_note(m, "late", json_boolean(insp_of(m)->approval_late));
	e = act_stands_for(m, people_duty_bit(v.duty), m->payload);
	if (e != OK || (v.agree && !v.last))
		return e;
	return v.agree ? agreed(m) : returned(m);
}
