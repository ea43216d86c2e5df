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

/* What waits on the subject and what its desk shows, in one read. */
static enum err
read_waiting(struct act_move *m, const struct db_rows **out)
{
	return DB_MANY(m->a, m->db, out,
	    "select 'approval' as what, id, part_id, action as kind, chain[at_step + 1] as duty,"
	    " null::bigint as item_id, null::bigint as account_id, null::bigint as clock_id, null::bigint as agency_id"
	    " from xz.act_approval"
	    " where subject_kind = $1 and subject_id = $2 and state = 'pending'"
	    " union all select 'cosign', id, part_id, null, null, null, account_id, null, null from xz.act_cosign"
	    " where subject_kind = $1 and subject_id = $2 and state = 'waiting'"
	    " union all select 'task', id, track_id, kind, duty, item_id, account_id, clock_id, agency_id"
	    " from xz.people_task where subject_kind = $1 and subject_id = $2 and done_at is null order by what, id",
	    DB_TEXT(m->kind->subject), DB_I64(m->kind->now(m).id));
}

static void
want_approval(struct act_move *m, struct act_work *w, struct db_row r)
{
	const char *duty = row_text(r, "duty");
	int64_t part = row_i64_or(r, "part_id", 0);

	/* what was asked for no longer waits for who asked */
	take_out(w, row_text(r, "kind"), part);
	act_want(w, (struct act_wanted){ .kind = m->kind->approve_task != NULL ? m->kind->approve_task : "approve",
	    .part = part, .item = row_i64(r, "id"), .duty = duty,
	    .unit = str_eq(duty, "unit_head") ? m->kind->now(m).unit : 0 });
}

static void
want_waiting(struct act_move *m, struct act_work *w, const struct db_rows *rows)
{
	int i;

	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (str_eq(row_text(r, "what"), "approval"))
			want_approval(m, w, r);
		else if (str_eq(row_text(r, "what"), "cosign"))
			act_want(w, (struct act_wanted){ .kind = "countersign", .duty = "officer",
			    .part = row_i64_or(r, "part_id", 0), .item = row_i64(r, "id"),
			    .account = row_i64(r, "account_id") });
	}
}

/* agency: of the subject, which may have another since the task was opened. */
static bool
is_open(const struct act_wanted *w, int64_t agency, struct db_row r)
{
	return str_eq(w->kind, row_text(r, "kind")) && w->part == row_i64_or(r, "part_id", 0) &&
	    w->item == row_i64_or(r, "item_id", 0) && w->account == row_i64_or(r, "account_id", 0) &&
	    (w->agency != 0 ? w->agency : agency) == row_i64(r, "agency_id") &&
	    (w->clock == 0 || w->clock == row_i64_or(r, "clock_id", 0)) && str_eq(w->duty, row_text(r, "duty"));
}

/* Ends the open tasks that nothing asks for any more. */
static enum err
end_others(struct act_move *m, struct act_work *w, const struct db_rows *rows)
{
	int64_t *over = ARENA_ARRAY(m->a, int64_t, (size_t)db_count(rows) + 1);
	size_t n = 0;
	int i, j;

	w->kept = ARENA_ARRAY(m->a, bool, (size_t)w->n + 1);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (!str_eq(row_text(r, "what"), "task"))
			continue;
		for (j = 0; j < w->n; j++)
			if (!w->kept[j] && is_open(&w->v[j], m->kind->now(m).agency, r))
				break;
		if (j < w->n)
			w->kept[j] = true;
		else
			over[n++] = row_i64(r, "id");
	}
	return n > 0 ? work_done(m->a, m->db, over, n, m->actor.account) : OK;
}

/* Opens what is not open yet, and brings all in step with the subject. */
static enum err
open_new(struct act_move *m, const struct act_work *w)
{
	struct act_wanted *v = ARENA_ARRAY(m->a, struct act_wanted, (size_t)w->n + 1);
	struct work_new *t = ARENA_ARRAY(m->a, struct work_new, (size_t)w->n + 1);
	struct act_subject s = m->kind->now(m);
	size_t i, n = 0;
	enum err e = OK;
	int k;

	for (k = 0; k < w->n; k++)
		if (!w->kept[k])
			v[n++] = w->v[k];
	if (n == 0)
		return work_in_step(m->a, m->db, m->kind->subject, s.id);
	if (m->kind->task_clocks != NULL)
		e = m->kind->task_clocks(m, v, n);
	for (i = 0; i < n; i++)
		t[i] = (struct work_new){ .kind = v[i].kind, .subject_kind = m->kind->subject, .subject = s.id,
		    .track = v[i].part, .item = v[i].item, .agency = v[i].agency != 0 ? v[i].agency : s.agency,
		    .unit = v[i].unit, .duty = v[i].duty, .account = v[i].account, .clock = v[i].clock,
		    .back = m->gives_back };
	return e == OK ? work_open(m->a, m->db, m->kind->subject, s.id, t, n) : e;
}

enum err
act_tasks(struct act_move *m)
{
	struct act_work w = { .a = m->a };
	const struct db_rows *rows;
	enum err e = m->kind->wanted(m, &w);

	if (e == OK)
		e = read_waiting(m, &rows);
	if (e != OK)
		return e;
	want_waiting(m, &w, rows);
	e = end_others(m, &w, rows);
	return e == OK ? open_new(m, &w) : e;
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
