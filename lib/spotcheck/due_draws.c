/* due_draws.c - what comes due with a draw: one that was announced and not made lapses, for ever to be seen; a sealed
 * result is published when its visits are done, or its day has come. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/people/people.h"
#include "lib/record/record.h"
#include "lib/spotcheck/locked_draw_priv.h"
#include "lib/work/work.h"

#define DUE_A_TICK 50

static enum err
reason_of(struct spot_move *m, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select count(*) as given, count(*) filter (where value is null) as missing"
	    " from xz.spotcheck_witness where task_id = $1 and n is not null", DB_I64(m->d.id));

	if (e != OK)
		return e;
	if (str_eq(m->d.state, "closed"))
		*out = "not_drawn";
	else if (!str_eq(m->d.contributions, "witness"))
		*out = "not_closed";
	else if (row_i64(r, "given") == 0)
		*out = "no_contribution";
	else if (m->d.pledges && str_eq(m->d.state, "announced"))
		*out = "pledging_open";
	else
		*out = row_i64(r, "missing") > 0 ? "missing_value" : "not_closed";
	return OK;
}

/* For the coordinator: something of the draw needs them. */
static enum err
alert(struct spot_move *m, const char *kind)
{
	return work_open(m->a, m->db, &(struct work_new){ .kind = kind, .subject_kind = "draw", .subject = m->d.id,
	    .agency = m->d.agency, .duty = "coordinator" });
}

static enum err
lapse_fn(struct spot_move *m)
{
	unsigned char sha[32];
	const char *why = "";
	enum err e = OK;

	/* done meanwhile */
	if (!str_eq(m->d.state, "announced") && !str_eq(m->d.state, "revealing") && !str_eq(m->d.state, "closed"))
		return OK;
	if (m->now <= m->d.reveal_by)
		return OK;
	e = spot_file_get(m, "announcement.json", NULL, sha);
	if (e == OK)
		e = reason_of(m, &why);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.spotcheck_task set state = 'lapsed', lapsed_at = $2, lapse_reason = $3,"
		    " secret_sealed = null, version = version + 1 where id = $1", DB_I64(m->d.id), DB_TIME(m->now),
		    DB_TEXT(why));
	if (e == OK)
		e = spot_log(m, "draw.lapsed", sha);
	if (e == OK)
		e = alert(m, "draw_lapsed");
	return e == OK ? spot_step(m, "spotcheck.lapsed", json_pack("{s:s}", "why", why), NULL) : e;
}

/* The seed is in result.json already: from now on it may be seen beside it. */
static enum err
publish_fn(struct spot_move *m)
{
	struct db_row r;
	enum err e = OK;

	if (!str_eq(m->d.state, "drawn"))
		return OK;
	e = DB_ONE(m->a, m->db, &r,
	    "select count(*) as n from xz.spotcheck_visit where task_id = $1 and state in ('open', 'to_sign')",
	    DB_I64(m->d.id));
	if (e != OK || (row_i64(r, "n") > 0 && m->now < m->d.publish_by))
		return e;
	if (row_i64(r, "n") > 0)
		e = alert(m, "draw_visits_late");
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.spotcheck_file set public_at = $2 where task_id = $1 and public_at is null",
		    DB_I64(m->d.id), DB_TIME(m->now));
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.spotcheck_task k set state = 'published', published_at = $2, version = version + 1,"
		    " seed = (select decode(convert_from(f.body, 'UTF8')::jsonb ->> 'seed', 'hex')"
		    " from xz.spotcheck_file f"
		    "   where f.task_id = k.id and f.name = 'result.json') where k.id = $1", DB_I64(m->d.id),
		    DB_TIME(m->now));
	return e == OK ? spot_step(m, "spotcheck.result_published",
	    json_pack("{s:I}", "open_visits", (json_int_t)row_i64(r, "n")), NULL) : e;
}

enum err
spot_visits_in(struct spot_move *m)
{
	return DB_EXEC(m->a, m->db,
	    "select xz.spotcheck_visits_in($1, $2)", DB_I64(m->d.id), DB_I64(m->act->principal));
}

/* ---- a lapse that its coordinator took note of */

struct seeing {
	const char *words;
};

static enum err
seen_fn(struct spot_move *m)
{
	const char *words = ((const struct seeing *)m->with)->words;
	struct ref ref = { { 0 } };
	json_t *sealed = NULL;
	struct db_row r;
	enum err e = spot_need(m, "lapsed", NULL);

	if (e == OK && (words == NULL || words[strspn(words, " \r\n\t")] == '\0'))
		e = spot_refuse(m, ERR_INPUT, "words", "required", NULL);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "select lapse_seen_at is not null as seen from xz.spotcheck_task where id = $1", DB_I64(m->d.id));
	if (e == OK && row_bool(r, "seen"))
		e = spot_refuse(m, ERR_STATE, "", "draw_seen", NULL);
	if (e == OK)
		e = record_side(m->a, m->db, m->d.chain, words, &sealed);
	if (e == OK && !ref_parse(json_string_value(json_object_get(sealed, "ref")), &ref))
		e = err_set(ERR_DB, "side without a ref");
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.spotcheck_task set lapse_seen_at = $2, lapse_seen_by = $3, lapse_words = $4,"
		    " version = version + 1 where id = $1", DB_I64(m->d.id), DB_TIME(m->now),
		    DB_I64(m->act->principal), DB_REF(ref));
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.people_task set done_at = xz.now(), done_by = $2 where subject_kind = 'draw'"
		    " and subject_id = $1 and kind = 'draw_lapsed' and done_at is null", DB_I64(m->d.id),
		    DB_I64(m->act->principal));
	if (e != OK) {
		json_decref(sealed);
		return e;
	}
	return spot_step(m, "spotcheck.lapse_seen", json_pack("{s:o}", "words", sealed), NULL);
}

enum err
spotcheck_lapse_seen(struct arena *a, struct db *db, const struct act *act, const char *draw_id, const char *words,
    struct problems *p)
{
	struct seeing x = { words };
	struct spot_move m = { .db = db, .act = act, .draw_id = draw_id, .p = p, .with = &x };

	return spot_do(&m, a, seen_fn, NULL);
}

enum err
spotcheck_lapse_note(struct arena *a, struct db *db, int64_t draw, struct spotcheck_lapse_note *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select k.lapse_seen_at, c.display_name as by, k.lapse_words from xz.spotcheck_task k"
	    " left join xz.people_account c on c.id = k.lapse_seen_by where k.id = $1", DB_I64(draw));

	*out = (struct spotcheck_lapse_note){ .at = TIME_NONE };
	if (e != OK || !row_has(r, "lapse_seen_at"))
		return e;
	out->at = row_time(r, "lapse_seen_at");
	out->by = row_text_null(r, "by");
	return row_has(r, "lapse_words") ? record_side_open(a, db, row_ref(r, "lapse_words"), &out->words) : OK;
}

/* ---- the daemon's */

static enum err
each(struct arena *a, struct db *db, const struct act *act, const struct db_rows *rows, spot_fn fn, int64_t *done)
{
	int i;

	for (i = 0; i < db_count(rows); i++) {
		struct spot_move m = { .db = db, .act = act, .draw_id = row_text(db_at(rows, i), "draw_id") };
		enum err e = spot_do_due(&m, a, fn);

		if (e == ERR_DB)
			return e;
		/* one that cannot be does not hold up the others */
		if (e != OK)
			LOG(LOG_ERROR, "draw.due", LOG_TEXT("draw", m.draw_id), LOG_TEXT("detail", err_last()));
		*done += e == OK;
	}
	return OK;
}

enum err
spotcheck_due(struct arena *a, struct db *db, int64_t by, int64_t *done)
{
	struct people_actor who;
	struct act act = { .principal = by, .occurred_at = TIME_NONE };
	const struct db_rows *rows;
	enum err e = people_actor_load(a, db, by, &who);

	*done = 0;
	if (e != OK)
		return e;
	act.principal_ref = who.ref;
	e = DB_MANY(a, db, &rows,
	    "select draw_id from xz.spotcheck_task where state in ('announced', 'revealing', 'closed')"
	    " and reveal_by < xz.now() order by reveal_by limit $1", DB_I64(DUE_A_TICK));
	if (e == OK)
		e = each(a, db, &act, rows, lapse_fn, done);
	if (e == OK)
		e = DB_MANY(a, db, &rows,
		    "select k.draw_id from xz.spotcheck_task k where k.state = 'drawn' and (k.publish_by <= xz.now()"
		    " or not exists (select from xz.spotcheck_visit v where v.task_id = k.id"
		    " and v.state in ('open', 'to_sign')))"
		    " order by k.publish_by limit $1", DB_I64(DUE_A_TICK));
	return e == OK ? each(a, db, &act, rows, publish_fn, done) : e;
}
