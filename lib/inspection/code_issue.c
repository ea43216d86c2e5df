/* code_issue.c - the signed code, the notice or the reasoned surprise, and giving an inspection up. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/code.h"
#include "lib/inspection/priv.h"
#include "lib/inspection/words.h"

const struct field insp_notify_fields[] = {
	{ .name = "way", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "inspect_notice" },
	{ 0 }
};
const struct field insp_cancel_fields[] = {
	{ .name = "reason", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "inspect_cancel" },
	{ 0 }
};

static enum err
strings(struct act_move *m, const struct db_rows *rows, const char *column, const char *const **out)
{
	const char **v = ARENA_ARRAY(m->a, const char *, (size_t)db_count(rows) + 1);
	int i;

	for (i = 0; i < db_count(rows); i++)
		v[i] = row_text(db_at(rows, i), column);
	*out = v;
	return OK;
}

/* The key's public half under its agency's name, the first time it signs for it. */
static enum err
key_of_agency(struct act_move *m, const char **kid)
{
	const unsigned char *pub;
	enum err e = inspection_code_key(m->a, insp_of(m)->agency_code, kid, &pub);

	return e == OK ? DB_EXEC(m->a, m->db,
	    "insert into xz.inspection_key (kid, agency_id, agency_name, public, valid_from)"
	    " values ($1, $2, $3, $4, $5) on conflict (kid) do nothing", DB_TEXT(*kid), DB_I64(insp_of(m)->agency),
	    DB_TEXT(insp_of(m)->agency_name), DB_BYTES(pub, 32), DB_TIME(m->now)) : e;
}

/* Items and officers of all of the visit, the lead's first. */
static enum err
named(struct act_move *m, const struct db_rows **items, const struct db_rows **team)
{
	enum err e;

	if (insp_of(m)->joint == 0) {
		e = inspection_items(m->a, m->db, insp_of(m)->id, items);
		return e == OK ? inspection_officers(m->a, m->db, insp_of(m)->id, team) : e;
	}
	e = DB_MANY(m->a, m->db, items,
	    "select t.code from xz.inspection_partners($1) p cross join unnest(p.items) with ordinality t (code, n)"
	    " where p.state <> 'cancelled' order by p.lead desc, p.id, t.n", DB_I64(insp_of(m)->id));
	return e == OK ? DB_MANY(m->a, m->db, team, "select t.no as certificate_no from xz.inspection_partners($1) p"
	    " cross join unnest(p.certificates) with ordinality t (no, n) where p.state <> 'cancelled'"
	    " order by p.lead desc, p.id, t.n", DB_I64(insp_of(m)->id)) : e;
}

static enum err
make_code(struct act_move *m)
{
	struct inspection_code c = { .ref = insp_of(m)->ref, .agency = insp_of(m)->agency_name,
	    .subject = insp_of(m)->object, .kind = insp_of(m)->joint != 0 ? "joint" : insp_of(m)->kind,
	    .from = insp_of(m)->from_at, .to = insp_of(m)->to_at };
	struct inspection_signed s;
	const struct db_rows *items, *team;
	enum err e = key_of_agency(m, &c.kid);

	if (e == OK)
		e = named(m, &items, &team);
	if (e == OK)
		e = strings(m, items, "code", &c.item);
	if (e == OK)
		e = strings(m, team, "certificate_no", &c.officer);
	if (e != OK)
		return e;
	c.item_n = (size_t)db_count(items);
	c.officer_n = (size_t)db_count(team);
	e = inspection_code_sign(m->a, &c, &s);
	if (e == ERR_INPUT)
		return act_refuse(m, ERR_STATE, "items", "inspect_code_long", NULL);
	return e == OK ? DB_EXEC(m->a, m->db,
	    "insert into xz.inspection_code (inspection_id, ref, kid, json, code, code_hash, sm2, issued_at)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8)", DB_I64(insp_of(m)->id), DB_REF(insp_of(m)->ref), DB_TEXT(c.kid),
	    DB_TEXT(s.json), DB_TEXT(s.text), DB_BYTES(s.hash, 32), DB_BYTES(s.sm2, s.sm2_n), DB_TIME(m->now)) : e;
}

enum err
insp_issue(struct act_move *m)
{
	enum err e = insp_approved(m);

	if (e == OK)
		e = insp_items_published(m);
	if (e == OK)
		e = insp_two_officers(m);
	if (e == OK && insp_of(m)->to_at < m->now)
		e = act_refuse(m, ERR_STATE, "", "inspect_window_over", NULL);
	if (e == OK && insp_of(m)->joint != 0 && !insp_of(m)->follows)
		e = insp_partners_ready(m);
	if (e == OK)
		e = insp_take(m);	/* an emergency that nobody approved yet */
	if (e == OK)
		e = insp_of(m)->follows ? insp_code_good(m) : make_code(m);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection set code_at = $2 where id = $1", DB_I64(insp_of(m)->id), DB_TIME(m->now));
	act_note(m, "surprise", json_boolean(insp_of(m)->surprised));
	/* a surprise is not told beforehand: its reason was approved with it */
	m->to = insp_of(m)->surprised ? "notified" : "code_issued";
	return e;
}

/* Which of the year's visits it is (司法部 2025: 行政检查通知书). */
static const char *
visit_of_year(struct act_move *m)
{
	int nth = insp_of(m)->nth, cap = insp_of(m)->cap;

	if (nth <= 0)
		return INSPECTION_NTH_NONE;
	return cap >= 0 ? arena_printf(m->a, INSPECTION_NTH, nth, cap) : arena_printf(m->a, INSPECTION_NTH_NO_CAP, nth);
}

static const char *
number_or_none(struct act_move *m, bool there, int n)
{
	return there ? arena_printf(m->a, "%d", n) : "";
}

enum err
insp_notify(struct act_move *m)
{
	const struct db_rows *rows;
	json_t *items = json_array();
	struct db_row code;
	int64_t id;
	int i;
	enum err e = inspection_items(m->a, m->db, insp_of(m)->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++)
		json_array_append_new(items,
		    json_pack("{s:s,s:s,s:s}", "code", row_text(db_at(rows, i), "code"), "name",
		    row_text(db_at(rows, i), "name_zh"), "standard", row_text(db_at(rows, i), "standard")));
	if (e == OK)
		e = inspection_code_of(m->a, m->db, insp_of(m)->id, &code);
	if (e == OK)
		e = insp_paper(m, "inspection_notice", json_pack("{s:o,s:s,s:s,s:s,s:s}", "items", items, "code",
		    row_text(code, "code"), "visit", visit_of_year(m), "nth",
		    number_or_none(m, insp_of(m)->nth > 0, insp_of(m)->nth), "cap",
		    number_or_none(m, insp_of(m)->cap >= 0, insp_of(m)->cap)), &id);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection set notice_way = $2, notified_at = $3 where id = $1", DB_I64(insp_of(m)->id),
		    DB_TEXT(input_text(m->in, "way")), DB_TIME(m->now));
	act_note(m, "way", json_string(input_text(m->in, "way")));
	return e;
}

enum err
insp_revoke(struct act_move *m)
{
	return DB_EXEC(m->a, m->db,
	    "update xz.inspection_code set revoked_at = $2 where inspection_id = $1 and revoked_at is null",
	    DB_I64(insp_of(m)->id), DB_TIME(m->now));
}

static enum err
drop_approvals(struct act_move *m)
{
	const struct db_rows *rows;
	int i;
	enum err e = act_approvals_pending(m->a, m->db, "inspection", insp_of(m)->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++)
		e = act_approval_drop(m, row_i64(db_at(rows, i), "id"), row_i64_or(db_at(rows, i), "document_id", 0));
	return e;
}

enum err
insp_end(struct act_move *m, const char *reason)
{
	int64_t clock;
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.inspection set cancel_reason = $2, closed_at = $3 where id = $1", DB_I64(insp_of(m)->id),
	    DB_TEXT(reason), DB_TIME(m->now));

	if (e == OK)
		e = drop_approvals(m);
	if (e == OK)
		e = insp_revoke(m);
	if (e == OK)
		e = insp_leave(m);
	if (e == OK)
		e = insp_give_back(m, reason);
	if (e == OK)
		e = calendar_clock_find(m->a, m->db, "inspection", insp_of(m)->id, "inspection.emergency", &clock);
	if (e == OK)
		e = act_clock_close(m, clock, "cancelled", m->now);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
insp_cancel(struct act_move *m)
{
	act_note(m, "reason", json_string(input_text(m->in, "reason")));
	return insp_end(m, input_text(m->in, "reason"));
}
