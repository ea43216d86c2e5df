/* kind.c - a draw as the subject of acts: how it is read, locked, saved, what it asks of the desk. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/record/record.h"
#include "lib/spotcheck/keeper.h"
#include "lib/spotcheck/priv.h"

static const struct act_step *const steps[] = { spot_draw_steps, NULL };

const char *
spotcheck_grade(const char *contributions, bool pledges)
{
	if (str_eq(contributions, "none"))
		return "C";
	return pledges || str_eq(contributions, "beacon") ? "A" : "B";
}

static void
fill(struct db_row r, struct spotcheck_draw *d)
{
	*d = (struct spotcheck_draw){ .id = row_i64(r, "id"), .agency = row_i64(r, "agency_id"),
	    .ref = row_ref(r, "ref"), .draw_id = row_text(r, "draw_id"), .title = row_text(r, "title"),
	    .agency_name = row_text(r, "agency_name"), .state = row_text(r, "state"),
	    .contributions = row_text(r, "contributions"), .beacon = row_text_null(r, "beacon"),
	    .lapse_reason = row_text_null(r, "lapse_reason"), .pledges = row_bool(r, "pledges"),
	    .after_visits = str_eq(row_text(r, "publication"), "after-visits"), .team_size = row_i32(r, "team_size"),
	    .announced_at = row_time(r, "announced_at"), .reveal_by = row_time(r, "reveal_by"),
	    .publish_by = row_time(r, "publish_by"), .pledged_at = row_time(r, "pledged_at"),
	    .closed_at = row_time(r, "closed_at"), .drawn_at = row_time(r, "drawn_at"),
	    .published_at = row_time(r, "published_at"), .lapsed_at = row_time(r, "lapsed_at"),
	    .commitment = row_text_or(r, "commitment", ""), .seed = row_text_null(r, "seed") };
	d->grade = row_text_or(r, "grade", spotcheck_grade(d->contributions, d->pledges));
}

#define DRAW_COLUMNS "k.id, k.ref, k.draw_id, k.agency_id, g.name as agency_name, k.title, k.state, k.contributions," \
    " k.pledges, k.beacon, k.publication, k.team_size, k.reveal_by, k.publish_by, k.announced_at, k.pledged_at," \
    " k.closed_at, k.drawn_at, k.published_at, k.lapsed_at, k.lapse_reason, encode(k.commitment, 'hex')" \
    " as commitment," \
    " encode(k.seed, 'hex') as seed, k.grade"

enum err
spotcheck_draw_get(struct arena *a, struct db *db, const char *draw_id, struct spotcheck_draw *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select " DRAW_COLUMNS ", coalesce(s.pool, 0) as pool, coalesce(s.quota, 0) as quota"
	    " from xz.spotcheck_task k join xz.people_agency g on g.id = k.agency_id"
	    " left join lateral (select sum(x.pool) as pool, sum(x.quota) as quota from xz.spotcheck_stratum x"
	    "   where x.task_id = k.id) s on true"
	    " where k.draw_id = $1 and k.state <> 'draft'", DB_TEXT(draw_id));

	if (e != OK)
		return e;
	fill(r, out);
	out->pool = row_i32(r, "pool");
	out->quota = row_i32(r, "quota");
	return OK;
}

enum err
spot_draw_read(struct act_move *m, struct ref ref)
{
	struct spot_own *own = m->own;
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select " DRAW_COLUMNS ", k.chain_id, k.version,"
	    " k.lapse_seen_at is not null as lapse_seen"
	    " from xz.spotcheck_task k join xz.people_agency g on g.id = k.agency_id where k.ref = $1", DB_REF(ref));

	if (e != OK)
		return e;
	fill(r, &own->d);
	own->d.chain = row_i64_or(r, "chain_id", 0);
	own->version = row_i32(r, "version");
	own->lapse_seen = row_bool(r, "lapse_seen");
	return OK;
}

/* Every act of a draw writes. */
static enum err
load(struct act_move *m, bool lock)
{
	struct db_row r;
	enum err e = act_transition_find(m->a, m->db, SPOT_PROCEDURE, SPOT_VERSION, m->key->action, &m->t);

	(void)lock;
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select id from xz.spotcheck_task where ref = $1 for update",
		    DB_REF(m->key->ref));
	return e == OK ? spot_draw_read(m, m->key->ref) : e;
}

static struct act_subject
now(const struct act_move *m)
{
	const struct spot_own *own = m->own;

	return (struct act_subject){ .id = own->d.id, .chain = own->d.chain, .agency = own->d.agency,
	    .ref = own->d.ref, .version = own->version, .state = own->d.state };
}

enum err
spot_telling(struct act_move *m)
{
	struct spotcheck_draw *d = spot_of(m);
	enum err e;

	act_note(m, "draw", json_string(d->draw_id));
	if (d->chain != 0)
		return OK;
	e = record_chain_open(m->a, m->db, d->ref, "draw", m->now, &d->chain);
	return e == OK ? DB_EXEC(m->a, m->db, "update xz.spotcheck_task set chain_id = $2 where id = $1", DB_I64(d->id),
	    DB_I64(d->chain)) : e;
}

/* ---- whether */

static enum err
may(struct act_move *m, bool *yes)
{
	bool due = str_eq(m->t->relation, "platform");

	*yes = due == (m->by == ACT_DAEMON);
	return due ? OK : spotcheck_may(m->a, m->db, m->actor.account, SPOT_TASK, spot_of(m)->id);
}

/* Values are taken: pledging is over, or there is none. */
static enum err
values_come(struct act_move *m, bool *holds)
{
	*holds = str_eq(spot_of(m)->state, spot_of(m)->pledges ? "revealing" : "announced");
	return OK;
}

static const struct act_guard guards[] = {
	{ .name = "values_come", .test = values_come, .when = true },
	{ .name = NULL },
};

static enum err
possible(struct act_move *m)
{
	bool yes;
	enum err e = act_applies(m, &yes);

	return e == OK && !yes ? err_set(ERR_STATE, "%s is not for this draw now", m->t->action) : e;
}

static void
not_now(struct act_move *m, enum err e)
{
	if (e == ERR_STATE)
		act_problem(m, "", "draw_state", NULL);
}

enum err
spot_in_time(struct act_move *m)
{
	return m->now <= spot_of(m)->reveal_by ? OK : act_refuse(m, ERR_STATE, "", "draw_late", NULL);
}

/* ---- writing */

static enum err
save(struct act_move *m)
{
	bool stays = str_eq(m->to, "=");
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.spotcheck_task set state = case when $2 then state else $3 end, version = version + 1"
	    " where id = $1", DB_I64(spot_of(m)->id), DB_BOOL(stays), DB_TEXT(m->to));

	if (e == OK && !stays)
		spot_of(m)->state = m->to;
	return e;
}

/* For its coordinators: something of the draw needs them.  The visits have tasks of their own, of their teams. */
static enum err
wanted(struct act_move *m, struct act_work *w)
{
	const struct spot_own *own = m->own;
	struct db_row r;
	enum err e;

	if (str_eq(own->d.state, "lapsed") && !own->lapse_seen)
		act_want(w, (struct act_wanted){ .kind = "draw_lapsed", .duty = "coordinator" });
	if (!str_eq(own->d.state, "published") || !own->d.after_visits)
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select exists (select from xz.spotcheck_visit where task_id = $1"
	    " and state in ('open', 'to_sign')) as yes", DB_I64(own->d.id));
	if (e == OK && row_bool(r, "yes"))
		act_want(w, (struct act_wanted){ .kind = "draw_visits_late", .duty = "coordinator" });
	return e;
}

const struct act_kind spot_draw_kind = {
	.subject = "draw", .steps = steps, .guards = guards, .prefix = "spotcheck.", .noted_only = true,
	.own_size = sizeof(struct spot_own), .telling = spot_telling, .load = load, .now = now, .may = may,
	.possible = possible, .not_now = not_now, .save = save, .wanted = wanted,
};

/* ---- the act */

enum err
spot_do(struct arena *a, struct db *db, const struct act *act, const struct spot_doing *d)
{
	struct act_request q = { .kind = &spot_draw_kind, .key = { .action = d->action }, .version = ACT_ANY_VERSION,
	    .with = d->with, .body = act->body };
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select ref from xz.spotcheck_task where draw_id = $1 and state <> 'draft'",
	    DB_TEXT(d->draw_id));

	if (e != OK)
		return e;
	q.key.ref = row_ref(r, "ref");
	return act_do(a, db, act, &q, d->problems, d->answer);
}
