/* drawing.c - the draw: the secret is opened, the seed made, objects and teams follow; the secret is gone after it. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/draw/file.h"
#include "lib/sec/sec.h"
#include "lib/spotcheck/priv.h"
#include "lib/spotcheck/secret.h"
#include "lib/work/work.h"

/* Officers of the teams who have an account find their visits on their desks; rows of visit_id account_id
 * agency_id. */
static enum err
tasks_open(struct act_move *m, const struct db_rows *rows)
{
	int i, n = db_count(rows);
	struct work_each *each = ARENA_ARRAY(m->a, struct work_each, (size_t)n);

	for (i = 0; i < n; i++) {
		struct db_row r = db_at(rows, i);

		each[i] = (struct work_each){ row_i64(r, "visit_id"),
		    row_i64_or(r, "agency_id", spot_of(m)->agency), row_i64(r, "account_id") };
	}
	return act_tasks_open(m, &(struct work_new){ .kind = "spot_visit", .subject_kind = "spot_visit",
	    .duty = "officer" }, each, (size_t)n);
}

static enum err
officers(struct act_move *m, int64_t visit, const char *const *team, int team_n)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "insert into xz.spotcheck_visit_officer (visit_id, account_id, certificate_no, place)"
	    " select $1, c.id, w.no, w.place from unnest($2::text[]) with ordinality as w (no, place)"
	    " cross join lateral xz.people_certificate_holder(w.no) p"	/* one assigned by hand is of no pool */
	    " join xz.people_account c on c.officer_id = p.officer_id and c.active returning visit_id, account_id,"
	    " (select x.agency_id from xz.people_account x where x.id = account_id) as agency_id",
	    DB_I64(visit), DB_TEXTS(team, (size_t)team_n));

	return e == OK ? tasks_open(m, rows) : e;
}

enum err
spot_visit_open(struct act_move *m, const char *object, const char *const *team, int team_n, bool direct)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "insert into xz.spotcheck_visit (task_id, object_id, direct) values ($1, $2, $3)"
	    " on conflict (task_id, object_id) do update set direct = excluded.direct,"
	    " version = xz.spotcheck_visit.version + 1"
	    " returning id, ref", DB_I64(spot_of(m)->id), DB_TEXT(object), DB_BOOL(direct));

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.spotcheck_selected set visit_ref = $3 where task_id = $1 and object_id = $2",
		    DB_I64(spot_of(m)->id), DB_TEXT(object), DB_REF(row_ref(r, "ref")));
	return e == OK && team_n > 0 ? officers(m, row_i64(r, "id"), team, team_n) : e;
}

/* Visits of all who were selected at once, from the bytes of result.json: ten thousand are no more statements than
 * one. */
static enum err
selected(struct act_move *m, const char *json)
{
	const struct db_rows *rows;
	enum err e = DB_EXEC(m->a, m->db,
	    "with pick as (select x.v, x.seq"
	    " from jsonb_array_elements($2::jsonb -> 'selected') with ordinality as x (v, seq)),"
	    " visit as (insert into xz.spotcheck_visit (task_id, object_id) select $1, v ->> 'object'"
	    " from pick order by seq"
	    "   returning object_id, ref)"
	    " insert into xz.spotcheck_selected (task_id, seq, object_id, stratum, score, team, unassigned, visit_ref)"
	    " select $1, p.seq, t.object_id, p.v ->> 'stratum', decode(p.v ->> 'score', 'hex'),"
	    " array(select w.no from jsonb_array_elements_text(p.v -> 'team') with ordinality as w (no, place)"
	    " order by w.place), p.v ->> 'unassigned', t.ref from pick p"
	    " join visit t on t.object_id = p.v ->> 'object'", DB_I64(spot_of(m)->id), DB_TEXT(json));

	/* Looked up one by one: of rows this young the planner knows nothing, and would hold each against each. */
	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows,
		    "with made as (insert into xz.spotcheck_visit_officer (visit_id, account_id, certificate_no, place)"
		    "   select x.visit, x.account, x.no, x.place from (select"
		    "     (select v.id from xz.spotcheck_visit v where v.task_id = s.task_id"
		    " and v.object_id = s.object_id) as visit,     (select c.id from xz.people_account c where c.active"
		    " and c.officer_id = (select p.officer_id"
		    "       from xz.spotcheck_team_pool p where p.task_id = s.task_id"
		    " and p.certificate_no = w.no)) as account, w.no, w.place"
		    "     from xz.spotcheck_selected s cross join unnest(s.team) with ordinality as w (no, place)"
		    " where s.task_id = $1 offset 0) x"
		    "   where x.account is not null returning visit_id, account_id)"
		    " select m.visit_id, m.account_id, (select c.agency_id from xz.people_account c"
		    " where c.id = m.account_id) as agency_id from made m", DB_I64(spot_of(m)->id));
	return e == OK ? tasks_open(m, rows) : e;
}

/* The draw as it is: files, rows, state.  Sealed: neither seed nor files are to be seen until the visits are done. */
static enum err
write_down(struct act_move *m, struct draw_result *out)
{
	const struct spotcheck_draw *d = spot_of(m);
	bool open = !d->after_visits;
	const char *json = draw_result_json(m->a, out);
	enum err e = spot_file(m, "result.json", json, strlen(json), open, "draw.result");

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.spotcheck_file set public_at = $2 where task_id = $1 and name = 'avoid.tsv'"
		    " and public_at is null", DB_I64(d->id), DB_TIME(open ? m->now : TIME_NONE));
	if (e == OK)
		e = selected(m, json);
	m->to = open ? "published" : m->to;
	act_note(m, "selected", json_integer(out->pick_n));
	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.spotcheck_task set drawn_at = $2, published_at = $3, seed = $4, grade = $5,"
	    " secret_sealed = null where id = $1", DB_I64(d->id), DB_TIME(m->now), DB_TIME(open ? m->now : TIME_NONE),
	    open ? DB_BYTES(out->seed, 32) : DB_NULL, DB_TEXT(spotcheck_grade(d->contributions, d->pledges))) : e;
}

/* Opened and held against its commitment. */
static enum err
secret_open(struct act_move *m, unsigned char secret[32])
{
	unsigned char commitment[32];
	const void *sealed;
	struct db_row r;
	char hex[65];
	size_t n;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select secret_sealed from xz.spotcheck_task where id = $1", DB_I64(spot_of(m)->id));

	if (e != OK)
		return e;
	sealed = row_bytes(m->a, r, "secret_sealed", &n);
	e = spotcheck_secret_open(m->a, spot_of(m)->draw_id, sealed != NULL ? sealed : "", n, secret);
	if (e != OK)
		return act_refuse(m, ERR_STATE, "", "draw_secret", NULL);
	draw_commitment(secret, commitment);
	str_hex(commitment, 32, hex);
	if (str_eq(hex, spot_of(m)->commitment))
		return OK;
	wipe(secret, 32);
	return act_refuse(m, ERR_STATE, "", "draw_secret", NULL);
}

enum err
spot_result(struct act_move *m, struct draw_result *out)
{
	struct draw *d;
	enum err e;

	*out = (struct draw_result){ .draw_id = spot_of(m)->draw_id, .drawn_at = m->now };
	e = spot_file_get(m, "announcement.json", NULL, out->announcement);
	if (e == OK)
		e = spot_file_get(m, "contributions.tsv", NULL, out->contributions);
	if (e == OK)
		e = secret_open(m, out->secret);
	if (e != OK)
		return e;
	draw_seed(out->secret, out->announcement, out->contributions, out->seed);
	e = spot_play(m, out->seed, 0, &d);
	if (e == OK)
		out->pick = draw_picks(d, &out->pick_n);
	return e;
}

enum err
spot_draw(struct act_move *m)
{
	struct draw_result out;
	enum err e = spot_result(m, &out);

	if (e == OK)
		e = write_down(m, &out);
	wipe(out.secret, sizeof(out.secret));
	return e;
}

enum err
spotcheck_run(struct arena *a, struct db *db, const struct act *act, const char *draw_id, struct problems *p)
{
	return spot_do(a, db, act, &(struct spot_doing){ .draw_id = draw_id, .action = "drawn", .problems = p });
}
