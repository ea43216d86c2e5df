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
#include "lib/spotcheck/priv.h"

#define DUE_A_TICK 50

static enum err
reason_of(struct act_move *m, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select count(*) as given, count(*) filter (where value is null) as missing"
	    " from xz.spotcheck_witness where task_id = $1 and n is not null", DB_I64(spot_of(m)->id));

	if (e != OK)
		return e;
	if (str_eq(spot_of(m)->state, "closed"))
		*out = "not_drawn";
	else if (!str_eq(spot_of(m)->contributions, "witness"))
		*out = "not_closed";
	else if (row_i64(r, "given") == 0)
		*out = "no_contribution";
	else if (spot_of(m)->pledges && str_eq(spot_of(m)->state, "announced"))
		*out = "pledging_open";
	else
		*out = row_i64(r, "missing") > 0 ? "missing_value" : "not_closed";
	return OK;
}

static bool
waits(const struct spotcheck_draw *d)
{
	return str_eq(d->state, "announced") || str_eq(d->state, "revealing") || str_eq(d->state, "closed");
}

enum err
spot_lapse(struct act_move *m)
{
	unsigned char sha[32];
	const char *why = "";
	char hex[65];
	enum err e;

	m->silent = !waits(spot_of(m)) || m->now <= spot_of(m)->reveal_by;	/* done meanwhile */
	if (m->silent)
		return OK;
	e = spot_file_get(m, "announcement.json", NULL, sha);
	if (e == OK)
		e = reason_of(m, &why);
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.spotcheck_task set lapsed_at = $2, lapse_reason = $3,"
		    " secret_sealed = null where id = $1", DB_I64(spot_of(m)->id), DB_TIME(m->now), DB_TEXT(why));
	if (e != OK)
		return e;
	act_note(m, "why", json_string(why));
	str_hex(sha, sizeof(sha), hex);
	return act_log_as(m, spot_of(m)->draw_id, "draw.lapsed", hex);
}

/* The seed is in result.json already: from now on it may be seen beside it. */
enum err
spot_publish(struct act_move *m)
{
	struct db_row r;
	enum err e;

	m->silent = !str_eq(spot_of(m)->state, "drawn");
	if (m->silent)
		return OK;
	e = DB_ONE(m->a, m->db, &r,
	    "select count(*) as n from xz.spotcheck_visit where task_id = $1 and state in ('open', 'to_sign')",
	    DB_I64(spot_of(m)->id));
	m->silent = e == OK && row_i64(r, "n") > 0 && m->now < spot_of(m)->publish_by;
	if (e != OK || m->silent)
		return e;
	act_note(m, "open_visits", json_integer((json_int_t)row_i64(r, "n")));
	e = DB_EXEC(m->a, m->db,
	    "update xz.spotcheck_file set public_at = $2 where task_id = $1 and public_at is null",
	    DB_I64(spot_of(m)->id), DB_TIME(m->now));
	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.spotcheck_task k set published_at = $2,"
	    " seed = (select decode(convert_from(f.body, 'UTF8')::jsonb ->> 'seed', 'hex') from xz.spotcheck_file f"
	    "   where f.task_id = k.id and f.name = 'result.json') where k.id = $1", DB_I64(spot_of(m)->id),
	    DB_TIME(m->now)) : e;
}

/* ---- a lapse that its coordinator took note of */

enum err
spot_see_lapse(struct act_move *m)
{
	struct spot_own *own = m->own;
	const char *words = m->with;
	struct ref ref = { { 0 } };
	json_t *sealed;
	enum err e;

	if (words == NULL || words[strspn(words, " \r\n\t")] == '\0')
		return act_refuse(m, ERR_INPUT, "words", "required", NULL);
	if (own->lapse_seen)
		return act_refuse(m, ERR_STATE, "", "draw_seen", NULL);
	e = record_side(m->a, m->db, own->d.chain, words, &sealed);
	if (e != OK)
		return e;
	act_note(m, "words", sealed);
	if (!ref_parse(json_string_value(json_object_get(sealed, "ref")), &ref))
		return err_set(ERR_DB, "side without a ref");
	own->lapse_seen = true;
	return DB_EXEC(m->a, m->db,
	    "update xz.spotcheck_task set lapse_seen_at = $2, lapse_seen_by = $3, lapse_words = $4 where id = $1",
	    DB_I64(own->d.id), DB_TIME(m->now), DB_I64(m->act->principal), DB_REF(ref));
}

enum err
spotcheck_lapse_seen(struct arena *a, struct db *db, const struct act *act, const char *draw_id, const char *words,
    struct problems *p)
{
	return spot_do(a, db, act, &(struct spot_doing){ .draw_id = draw_id, .action = "lapse_seen",
	    .with = arena_strdup(a, words != NULL ? words : ""), .problems = p });
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
each(struct arena *a, struct db *db, const struct act *act, const struct db_rows *rows, const char *action,
    int64_t *done)
{
	int i;

	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		struct act_request q = { .kind = &spot_draw_kind, .key = { .ref = row_ref(r, "ref"),
		    .action = action }, .by = ACT_DAEMON, .version = ACT_ANY_VERSION };
		struct problems p;
		enum err e;

		problems_init(&p, a);
		e = act_do(a, db, act, &q, &p, NULL);
		if (e == ERR_DB)
			return e;
		/* one that cannot be does not hold up the others */
		if (e != OK)
			LOG(LOG_ERROR, "draw.due", LOG_TEXT("draw", row_text(r, "draw_id")),
			    LOG_TEXT("detail", err_last()));
		*done += e == OK;
	}
	return OK;
}

enum err
spotcheck_due(struct arena *a, struct db *db, int64_t by, int64_t *done)
{
	struct act act = { .principal = by, .occurred_at = TIME_NONE };
	const struct db_rows *rows;
	enum err e = DB_MANY(a, db, &rows,
	    "select ref, draw_id from xz.spotcheck_task where state in ('announced', 'revealing', 'closed')"
	    " and reveal_by < xz.now() order by reveal_by limit $1", DB_I64(DUE_A_TICK));

	*done = 0;
	if (e == OK)
		e = each(a, db, &act, rows, "lapsed", done);
	if (e == OK)
		e = DB_MANY(a, db, &rows,
		    "select k.ref, k.draw_id from xz.spotcheck_task k where k.state = 'drawn'"
		    " and (k.publish_by <= xz.now() or not exists (select from xz.spotcheck_visit v"
		    " where v.task_id = k.id and v.state in ('open', 'to_sign')))"
		    " order by k.publish_by limit $1", DB_I64(DUE_A_TICK));
	return e == OK ? each(a, db, &act, rows, "result_published", done) : e;
}
