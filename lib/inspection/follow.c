/* follow.c - afterwards: orders re-checked, the clue of a case, an emergency that nobody approved in time. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"

const struct field insp_recheck_fields[] = {
	{ "order", FIELD_REF, FIELD_REQUIRED, 0, 0, NULL, NULL },
	{ "result", FIELD_CHOICE, FIELD_REQUIRED, 0, 0, "inspect_recheck", NULL },
	{ "checked_on", FIELD_DAY, FIELD_REQUIRED | FIELD_NOT_FUTURE, 0, 0, NULL, NULL },
	{ "due_on", FIELD_DAY, 0, 0, 0, NULL, NULL },
	{ "words", FIELD_TEXT, FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, 1, 1000, NULL, NULL },
	{ 0 }
};

enum err
insp_recheck_prepare(struct insp_move *m)
{
	const struct db_rows *rows;
	char text[REF_TEXT_SIZE], day[DAY_TEXT_SIZE];
	int i;
	enum err e = inspection_orders(m->a, m->db, m->i.id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (!str_eq(row_text(r, "state"), "open"))
			continue;
		ref_text(row_ref(r, "ref"), text);
		day_text(row_day(r, "due_on"), day);
		input_option(m->in, "order", arena_strdup(m->a, text), arena_printf(m->a, "%s %s", day, row_text(r, "item_zh")),
		    arena_printf(m->a, "%s %s", day, row_text(r, "item_en")));
	}
	day_text(m->today, day);
	input_default(m->in, "checked_on", arena_strdup(m->a, day));
	return e;
}

static enum err
clock_again(struct insp_move *m, int64_t order, struct ref ref, int32_t due)
{
	int64_t old, clock = 0;
	enum err e = calendar_clock_find(m->a, m->db, "inspection_order", order, "inspection.recheck", &old);

	if (e == OK && due != DAY_NONE)
		e = calendar_clock_start(m->a, m->db, &(struct clock_new){ .subject_kind = "inspection_order", .subject_id = order,
		    .subject_ref = ref, .agency = m->i.agency, .unit = m->i.unit, .duty = "officer", .rule = "inspection.recheck",
		    .start_at = time_of_day(due, 12, 0) }, &clock);
	return e == OK ? calendar_clock_close(m->a, m->db, old, "met", m->now, clock) : e;
}

/* The way there is a visit too; it is the firm's doing, so it is not counted. */
static enum err
ledger(struct insp_move *m, int32_t day, bool clean)
{
	return DB_EXEC(m->a, m->db, "insert into xz.inspection_visit (subject_id, agency_id, kind, day, counted, reason, officers,"
	    " source_kind, source_ref, clean) values ($1, $2, $3, $4, false, 'recheck', array(select o.certificate_no"
	    " from xz.inspection_officer o where o.inspection_id = $5 and o.shown_at is not null order by o.place), 'inspection', $6, $7)",
	    DB_I64(m->i.subject), DB_I64(m->i.agency), DB_TEXT(m->i.kind), DB_DAY(day), DB_I64(m->i.id), DB_REF(m->i.ref), DB_BOOL(clean));
}

enum err
insp_recheck(struct insp_move *m)
{
	const char *result = input_text(m->in, "result");
	bool again = str_eq(result, "again");
	int32_t day = input_day(m->in, "checked_on"), due = input_day(m->in, "due_on");
	struct ref ref, words;
	struct db_row r, left;
	enum err e;

	if (again && (due == DAY_NONE || due <= m->today))
		problem_add(m->p, "due_on", "inspect_due", NULL);
	if (m->i.told_at != TIME_NONE && day < time_day(m->i.told_at))
		problem_add(m->p, "checked_on", "inspect_recheck_day", NULL);
	if (m->p->n > 0 || !input_ref(m->in, "order", &ref))
		return err_set(ERR_INPUT, "the re-check does not fit");
	e = insp_two_officers(m);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select id, n from xz.inspection_order where inspection_id = $1 and ref = $2 and state = 'open'",
		    DB_I64(m->i.id), DB_REF(ref));
	if (e == ERR_NOT_FOUND)
		return insp_refuse(m, ERR_STATE, "order", "inspect_state", NULL);
	if (e == OK)
		e = insp_words(m, "words", input_text(m->in, "words"), &words);
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.inspection_order set state = $2, due_on = coalesce($3, due_on), again = again + $4,"
		    " rechecked_on = $5, words_ref = $6 where id = $1", DB_I64(row_i64(r, "id")), DB_TEXT(again ? "open" : result),
		    DB_DAY(again ? due : DAY_NONE), DB_I64(again), DB_DAY(day), DB_REF_OR_NULL(words));
	if (e == OK)
		e = clock_again(m, row_i64(r, "id"), ref, again ? due : DAY_NONE);
	if (e == OK && str_eq(result, "unmet"))
		e = DB_EXEC(m->a, m->db, "update xz.inspection set outcome = 'clue' where id = $1", DB_I64(m->i.id));
	if (e == OK)
		e = ledger(m, day, str_eq(result, "met"));
	if (e == OK)
		e = DB_ONE(m->a, m->db, &left, "select count(*) as n from xz.inspection_order where inspection_id = $1 and state = 'open'",
		    DB_I64(m->i.id));
	if (e == OK && row_i64(left, "n") == 0)
		m->to = "told";
	insp_note(m, "item", json_integer(e == OK ? row_i32(r, "n") : 0));
	insp_note(m, "result", json_string(result));
	return e;
}

/* ---- the clue of a case */

enum err
inspection_problem(struct arena *a, struct db *db, struct ref ref, int64_t account, bool *out)
{
	struct inspection i;
	enum err e = insp_load(a, db, ref, account, false, &i);

	if (e == OK)
		*out = i.mine && i.clue_number == NULL && str_eq(i.outcome, "clue");
	return e;
}

enum err
inspection_clue(struct arena *a, struct db *db, const struct act *act, struct ref ref, int64_t case_id, struct ref case_ref,
    const char *number)
{
	struct insp_move m = { .a = a, .db = db, .act = act, .signer = act->principal };
	char text[REF_TEXT_SIZE];
	enum err e = insp_begin(&m, ref);

	if (e == OK && (!m.i.mine || m.i.clue_number != NULL || !str_eq(m.i.outcome, "clue")))
		return err_set(ERR_STATE, "no problem without a clue there");
	if (e == OK)
		e = DB_EXEC(a, db, "update xz.inspection set clue_case = $2, clue_number = $3 where id = $1", DB_I64(m.i.id), DB_I64(case_id),
		    DB_TEXT(number));
	if (e != OK)
		return e;
	ref_text(case_ref, text);
	insp_note(&m, "clue", json_string(text));
	return insp_end(&m, "inspection.clue");
}

/* ---- the daemon */

enum err
inspection_emergency_lapse(struct arena *a, struct db *db, const struct clock_row *clock, int64_t by, int64_t now)
{
	struct act act = { .principal = by, .occurred_at = TIME_NONE };
	struct insp_move m = { .a = a, .db = db, .act = &act, .signer = by };
	struct people_actor who;
	enum err e = people_actor_load(a, db, by, &who);

	act.principal_ref = who.ref;
	if (e == OK)
		e = insp_begin(&m, clock->subject_ref);
	if (e == OK)
		e = calendar_clock_close(a, db, clock->id, "lapsed", now, 0);
	if (e != OK || str_eq(m.i.approval, "approved") || str_eq(m.i.state, "cancelled"))
		return e;
	m.i.approval_late = true;
	e = DB_EXEC(a, db, "update xz.inspection set approval_late = true where id = $1", DB_I64(m.i.id));
	return e == OK ? insp_end(&m, "inspection.approval_late") : e;
}
