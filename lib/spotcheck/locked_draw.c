/* locked_draw.c - a draw in hand: reading and locking it, its files, its log entries, its record. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/people/people.h"
#include "lib/record/record.h"
#include "lib/sec/sec.h"
#include "lib/spotcheck/keeper.h"
#include "lib/spotcheck/locked_draw_priv.h"
#include "lib/spotcheck/secret.h"
#include "lib/tlog/tlog.h"

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

static void
take(struct spot_move *m, struct db_row r)
{
	fill(r, &m->d);
	m->d.chain = row_i64_or(r, "chain_id", 0);
	m->now = row_time(r, "now");
}

static enum err
spot_lock(struct spot_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select " DRAW_COLUMNS ", k.chain_id, xz.now() as now"
	    " from xz.spotcheck_task k join xz.people_agency g on g.id = k.agency_id"
	    " where k.draw_id = $1 and k.state <> 'draft' for update of k", DB_TEXT(m->draw_id));

	if (e == OK)
		take(m, r);
	return e;
}

enum err
spot_look(struct spot_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select " DRAW_COLUMNS ", k.chain_id, xz.now() as now"
	    " from xz.spotcheck_task k join xz.people_agency g on g.id = k.agency_id"
	    " where k.draw_id = $1 and k.state <> 'draft'", DB_TEXT(m->draw_id));

	if (e == OK)
		take(m, r);
	return e;
}

struct doing {
	struct spot_move *m;
	spot_fn fn;
	bool due;
	struct problems before;
};

static enum err
do_fn(struct arena *a, struct db *db, void *ctx)
{
	struct doing *x = ctx;
	enum err e;

	x->m->a = a;
	x->m->db = db;
	if (x->m->p != NULL) {
		*x->m->p = x->before;
		*x->m->p->tail = NULL;
	}
	e = spot_lock(x->m);
	if (e == OK && !x->due)
		e = spotcheck_may(a, db, x->m->act->principal, SPOT_TASK, x->m->d.id);
	return e == OK ? x->fn(x->m) : e;
}

enum err
spot_do(struct spot_move *m, struct arena *a, spot_fn fn, const char **answer)
{
	struct doing x = { .m = m, .fn = fn };

	if (m->p != NULL)
		x.before = *m->p;
	return db_tx_run(a, m->db, m->act, do_fn, &x, answer);
}

enum err
spot_do_due(struct spot_move *m, struct arena *a, spot_fn fn)
{
	struct doing x = { .m = m, .fn = fn, .due = true };

	return db_tx_run(a, m->db, m->act, do_fn, &x, NULL);
}

enum err
spot_refuse(struct spot_move *m, enum err e, const char *field, const char *code, const char *arg)
{
	if (m->p != NULL)
		problem_add(m->p, field, code, arg);
	return err_set(e, "draw %s: %s %s", m->draw_id, code, arg != NULL ? arg : "");
}

enum err
spot_need(struct spot_move *m, const char *state, const char *other)
{
	if (str_eq(m->d.state, state) || (other != NULL && str_eq(m->d.state, other)))
		return OK;
	return spot_refuse(m, ERR_STATE, "", "draw_state", NULL);
}

enum err
spot_in_time(struct spot_move *m)
{
	return m->now <= m->d.reveal_by ? OK : spot_refuse(m, ERR_STATE, "", "draw_late", NULL);
}

enum err
spot_log(struct spot_move *m, const char *kind, const unsigned char digest[32])
{
	char hex[65];

	str_hex(digest, 32, hex);
	return tlog_event(m->a, m->db, &(struct tlog_event){ .kind = kind, .id = m->d.draw_id, .digest = hex,
	    .subject_kind = "draw", .subject_ref = m->d.ref, .actor = m->act->principal_ref, .agency = m->d.agency,
	    .at = m->now });
}

enum err
spot_file(struct spot_move *m, const char *name, const char *text, size_t n, bool open, const char *kind)
{
	unsigned char sha[32];
	enum err e;

	sha256(text, n, sha);
	e = DB_EXEC(m->a, m->db,
	    "insert into xz.spotcheck_file (task_id, name, body, sha256, public_at) values ($1, $2, $3, $4, $5)"
	    " on conflict (task_id, name) do update set body = excluded.body, sha256 = excluded.sha256,"
	    " written_at = null", DB_I64(m->d.id), DB_TEXT(name), DB_BYTES(text, n), DB_BYTES(sha, 32),
	    DB_TIME(open ? m->now : TIME_NONE));
	return e == OK && kind != NULL ? spot_log(m, kind, sha) : e;
}

enum err
spot_file_get(struct spot_move *m, const char *name, const char **text, unsigned char sha[32])
{
	const void *bytes;
	struct db_row r;
	size_t n;
	enum err e = DB_ONE(m->a, m->db, &r, "select body from xz.spotcheck_file where task_id = $1 and name = $2",
	    DB_I64(m->d.id), DB_TEXT(name));

	if (e != OK)
		return e;
	bytes = row_bytes(m->a, r, "body", &n);
	sha256(bytes, n, sha);
	if (text != NULL)
		*text = arena_strndup(m->a, bytes, n);
	return OK;
}

enum err
spot_step(struct spot_move *m, const char *kind, json_t *payload, int *seq)
{
	struct record_entry entry = { .chain_id = m->d.chain, .kind = kind, .actor = m->act->principal_ref,
	    .occurred_at = m->now, .recorded_at = m->now, .payload = payload, .agency = m->d.agency,
	    .subject_ref = m->d.ref, .subject_kind = "draw" };
	enum err e = OK;

	if (m->d.chain == 0) {
		e = record_chain_open(m->a, m->db, m->d.ref, "draw", m->now, &m->d.chain);
		if (e == OK)
			e = DB_EXEC(m->a, m->db,
			    "update xz.spotcheck_task set chain_id = $2 where id = $1", DB_I64(m->d.id),
			    DB_I64(m->d.chain));
		entry.chain_id = m->d.chain;
	}
	json_object_set_new(payload, "draw", json_string(m->d.draw_id));
	if (e == OK)
		e = record_append(m->a, m->db, &entry, seq);
	json_decref(payload);
	return e;
}

enum err
spot_secret_open(struct spot_move *m, unsigned char secret[32])
{
	unsigned char commitment[32];
	const void *sealed;
	struct db_row r;
	char hex[65];
	size_t n;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select secret_sealed from xz.spotcheck_task where id = $1", DB_I64(m->d.id));

	if (e != OK)
		return e;
	sealed = row_bytes(m->a, r, "secret_sealed", &n);
	e = spotcheck_secret_open(m->a, m->d.draw_id, sealed != NULL ? sealed : "", n, secret);
	if (e != OK)
		return spot_refuse(m, ERR_STATE, "", "draw_secret", NULL);
	draw_commitment(secret, commitment);
	str_hex(commitment, 32, hex);
	if (str_eq(hex, m->d.commitment))
		return OK;
	wipe(secret, 32);
	return spot_refuse(m, ERR_STATE, "", "draw_secret", NULL);
}
