/* task.c - what an inspection asks of the desk: by its state, its approval, its orders. */
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"

#define ASK "inspection_ask"
#define RECHECK "inspection_recheck"
#define EMERGENCY "inspection.emergency"

static const struct {
	const char *state, *kind;
	bool team;
} work[] = { { "planned", ASK, false }, { "triggered", ASK, false }, { "approved", "inspection_issue", false },
    { "code_issued", "inspection_notify", false }, { "notified", "inspection_visit", true },
    { "arrived", "inspection_visit", true }, { "checked", "inspection_sign", true },
    { "signed", "inspection_tell", true }, { "rectify", RECHECK, true } };

static enum err
clock_of(struct act_move *m, const char *kind, int64_t subject, const char *rule, int64_t *clock)
{
	enum err e = calendar_clock_find(m->a, m->db, kind, subject, rule, clock);

	return e == ERR_NOT_FOUND ? OK : e;
}

/* The clock of the order that is due first: a re-check of another order or term is another task. */
static enum err
first_order(struct act_move *m, int64_t *clock)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select id from xz.inspection_order where inspection_id = $1 and state = 'open'"
	    " order by due_on, id limit 1", DB_I64(insp_of(m)->id));

	if (e == OK)
		return clock_of(m, "inspection_order", row_i64(r, "id"), "inspection.recheck", clock);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* One task each of the team. */
static enum err
want_team(struct act_move *m, struct act_work *w, const char *kind)
{
	const struct db_rows *rows;
	int64_t clock = 0;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select account_id from xz.inspection_officer where inspection_id = $1"
	    " and ($2 <> 'inspection_sign' or signed_at is null) order by place", DB_I64(insp_of(m)->id),
	    DB_TEXT(kind));

	if (e == OK && str_eq(kind, RECHECK))
		e = first_order(m, &clock);
	for (i = 0; e == OK && i < db_count(rows); i++)
		act_want(w, (struct act_wanted){ .kind = kind, .duty = "officer",
		    .account = row_i64(db_at(rows, i), "account_id"), .clock = clock });
	return e;
}

static void
want_opener(struct act_move *m, struct act_work *w, const char *kind)
{
	act_want(w, (struct act_wanted){ .kind = kind, .duty = "officer", .account = insp_of(m)->opened_by });
}

/* An emergency waits for nothing but its code; it is asked for beside that, in its time. */
static void
want_emergency(struct act_move *m, struct act_work *w)
{
	const struct inspection *i = insp_of(m);

	if (str_eq(i->state, "triggered") || str_eq(i->state, "planned"))
		want_opener(m, w, "inspection_issue");
	if (str_eq(i->approval, "none"))
		want_opener(m, w, ASK);
}

enum err
insp_wanted(struct act_move *m, struct act_work *w)
{
	const struct inspection *i = insp_of(m);
	size_t k;
	enum err e = OK;

	insp_want_partner(m, w);
	if (str_eq(i->state, "closed") || str_eq(i->state, "cancelled"))
		return OK;
	for (k = 0; e == OK && k < sizeof(work) / sizeof(*work); k++) {
		if (!str_eq(i->state, work[k].state) || (i->emergency && str_eq(work[k].kind, ASK)))
			continue;
		if (work[k].team)
			e = want_team(m, w, work[k].kind);
		else
			want_opener(m, w, work[k].kind);
	}
	if (i->emergency)
		want_emergency(m, w);
	if (i->cap_lowered >= 0 && i->arrived_at == TIME_NONE)
		act_want(w, (struct act_wanted){ .kind = "inspection_cap_lowered", .duty = "unit_head",
		    .unit = i->unit });
	if (i->approval_late && !str_eq(i->approval, "approved"))
		act_want(w, (struct act_wanted){ .kind = "inspection_late", .duty = "unit_head", .unit = i->unit });
	return e;
}

enum err
insp_task_clocks(struct act_move *m, struct act_wanted *w, size_t n)
{
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < n; i++)
		if (w[i].clock == 0 && insp_of(m)->emergency &&
		    (str_eq(w[i].kind, ASK) || str_eq(w[i].kind, insp_kind.approve_task)))
			e = clock_of(m, "inspection", insp_of(m)->id, EMERGENCY, &w[i].clock);
	return e;
}
