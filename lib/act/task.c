/* task.c - the desk's work follows from what is: after each act the open tasks of the subject are compared with what
 * its state, approvals and countersignatures ask for. */
#include "lib/act/priv.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/work/work.h"

#define GROW 16

struct act_work {
	struct arena *a;
	struct act_wanted *v;
	bool *kept;		/* of v: such a task is open already */
	int n;
};

void
act_want(struct act_work *w, struct act_wanted one)
{
	if (w->n % GROW == 0)
		w->v = arena_regrow(w->a, w->v, (size_t)w->n + GROW, sizeof(*w->v));
	w->v[w->n++] = one;
}

/* Takes out the kind, of one part or (part -1) of all. */
static void
take_out(struct act_work *w, const char *kind, int64_t part)
{
	int i, n = 0;

	for (i = 0; i < w->n; i++)
		if (!str_eq(w->v[i].kind, kind) || (part >= 0 && w->v[i].part != part))
			w->v[n++] = w->v[i];
	w->n = n;
}

void
act_want_no(struct act_work *w, const char *kind)
{
	take_out(w, kind, -1);
}

static enum err
want_approvals(struct act_move *m, struct act_work *w)
{
	const char *kind = m->kind->approve_task != NULL ? m->kind->approve_task : "approve";
	struct act_subject s = m->kind->now(m);
	const struct db_rows *rows;
	int i;
	enum err e = act_approvals_pending(m->a, m->db, m->kind->subject, s.id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const char *duty = row_text(r, "duty");
		int64_t part = row_i64_or(r, "part_id", 0);

		/* what was asked for no longer waits for who asked */
		take_out(w, row_text(r, "action"), part);
		act_want(w, (struct act_wanted){ .kind = kind, .part = part, .item = row_i64(r, "id"), .duty = duty,
		    .unit = str_eq(duty, "unit_head") ? s.unit : 0 });
	}
	return e;
}

static enum err
want_cosigns(struct act_move *m, struct act_work *w)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select id, part_id, account_id from xz.act_cosign"
	    " where subject_kind = $1 and subject_id = $2 and state = 'waiting'", DB_TEXT(m->kind->subject),
	    DB_I64(m->kind->now(m).id));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		act_want(w, (struct act_wanted){ .kind = "countersign", .duty = "officer",
		    .part = row_i64_or(r, "part_id", 0), .item = row_i64(r, "id"),
		    .account = row_i64(r, "account_id") });
	}
	return e;
}

/* agency: of the subject, which may have another since the task was opened. */
static bool
is_open(const struct act_wanted *w, int64_t agency, struct db_row r)
{
	return str_eq(w->kind, row_text(r, "kind")) && w->part == row_i64_or(r, "track_id", 0) &&
	    w->item == row_i64_or(r, "item_id", 0) && w->account == row_i64_or(r, "account_id", 0) &&
	    (w->agency != 0 ? w->agency : agency) == row_i64(r, "agency_id") &&
	    (w->clock == 0 || w->clock == row_i64_or(r, "clock_id", 0)) && str_eq(w->duty, row_text(r, "duty"));
}

/* Ends the open tasks that nothing asks for any more. */
static enum err
end_others(struct act_move *m, struct act_work *w)
{
	const struct db_rows *rows;
	int i, j;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select id, kind, track_id, item_id, account_id, clock_id, agency_id, duty from xz.people_task"
	    " where subject_kind = $1 and subject_id = $2 and done_at is null", DB_TEXT(m->kind->subject),
	    DB_I64(m->kind->now(m).id));

	w->kept = ARENA_ARRAY(m->a, bool, (size_t)w->n + 1);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		for (j = 0; j < w->n; j++)
			if (!w->kept[j] && is_open(&w->v[j], m->kind->now(m).agency, db_at(rows, i)))
				break;
		if (j < w->n)
			w->kept[j] = true;
		else
			e = work_done(m->a, m->db, row_i64(db_at(rows, i), "id"), m->actor.account);
	}
	return e;
}

static enum err
open_one(struct act_move *m, const struct act_wanted *w)
{
	struct act_subject s = m->kind->now(m);
	struct work_new t = { .kind = w->kind, .subject_kind = m->kind->subject, .subject = s.id, .track = w->part,
	    .item = w->item, .agency = w->agency != 0 ? w->agency : s.agency, .unit = w->unit,
	    .duty = w->duty, .account = w->account, .clock = w->clock };
	enum err e = w->clock == 0 && m->kind->task_clock != NULL ? m->kind->task_clock(m, w, &t.clock) : OK;

	return e == OK ? work_open(m->a, m->db, &t) : e;
}

enum err
act_tasks(struct act_move *m)
{
	struct act_work w = { .a = m->a };
	int i;
	enum err e = m->kind->wanted(m, &w);

	if (e == OK)
		e = want_approvals(m, &w);
	if (e == OK)
		e = want_cosigns(m, &w);
	if (e == OK)
		e = end_others(m, &w);
	for (i = 0; e == OK && i < w.n; i++)
		if (!w.kept[i])
			e = open_one(m, &w.v[i]);
	return e == OK ? work_in_step(m->a, m->db, m->kind->subject, m->kind->now(m).id) : e;
}

enum err
act_tasks_open(struct act_move *m, const struct work_new *t, const struct work_each *each, size_t n)
{
	return work_open_each(m->a, m->db, t, each, n);
}

enum err
act_tasks_in_step(struct act_move *m, const char *subject_kind, int64_t subject)
{
	return work_in_step(m->a, m->db, subject_kind, subject);
}
