/* closing.c - pledging ends, contributions close: from then on nobody can change what the draw is made of. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/draw/file.h"
#include "lib/spotcheck/locked_draw_priv.h"

static enum err
pledging_end_fn(struct spot_move *m)
{
	const struct db_rows *rows;
	const void *pledge;
	struct str s;
	size_t n;
	int i;
	enum err e = spot_need(m, "announced", NULL);

	if (e == OK && !m->d.pledges)
		e = spot_refuse(m, ERR_STATE, "", "draw_no_pledges", NULL);
	if (e == OK)
		e = spot_in_time(m);
	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows, "select n, name, pledge from xz.spotcheck_witness where task_id = $1"
		    " and pledge is not null order by n", DB_I64(m->d.id));
	if (e == OK && db_count(rows) == 0)
		e = spot_refuse(m, ERR_STATE, "", "draw_nobody", NULL);
	str_init(&s, m->a);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		pledge = row_bytes(m->a, db_at(rows, i), "pledge", &n);
		draw_pledge_line(&s, row_i32(db_at(rows, i), "n"), row_text(db_at(rows, i), "name"), pledge);
	}
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.spotcheck_task set state = 'revealing', pledged_at = $2, version = version + 1"
		    " where id = $1", DB_I64(m->d.id), DB_TIME(m->now));
	if (e == OK)
		e = spot_file(m, "pledges.tsv", s.s, s.len, true, "draw.pledged");
	return e == OK ? spot_step(m, "spotcheck.pledging_ended", json_pack("{s:i}", "pledges", i), NULL) : e;
}

enum err
spotcheck_pledging_end(struct arena *a, struct db *db, const struct act *act, const char *draw_id, struct problems *p)
{
	struct spot_move m = { .db = db, .act = act, .draw_id = draw_id, .p = p };

	return spot_do(&m, a, pledging_end_fn, NULL);
}

/* Values in the order of pledges, or of receipt where there were none; each pledge has its value. */
static enum err
witness_lines(struct spot_move *m, struct str *s)
{
	const struct db_rows *rows;
	const void *value;
	size_t n;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select n, name, value from xz.spotcheck_witness where task_id = $1"
	    " and n is not null order by n", DB_I64(m->d.id));

	if (e == OK && db_count(rows) == 0)
		e = spot_refuse(m, ERR_STATE, "", "draw_nobody", NULL);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		value = row_bytes(m->a, r, "value", &n);
		if (value == NULL)
			return spot_refuse(m, ERR_STATE, "", "draw_missing", row_text(r, "name"));
		draw_value_line(s, row_i32(r, "n"), row_text(r, "name"), value, n);
	}
	return e;
}

static enum err
beacon_line(struct spot_move *m, struct str *s)
{
	const struct spotcheck_beacon *b = m->with;

	if (b == NULL || !draw_field_ok(b->value, strlen(b->value), DRAW_VALUE_MAX))
		return spot_refuse(m, ERR_INPUT, "value", "draw_value", NULL);
	if (b->at <= m->d.announced_at || b->at > m->now)
		return spot_refuse(m, ERR_INPUT, "value_at", "draw_beacon_time", NULL);
	draw_beacon_line(s, m->d.beacon, b->value);
	return OK;
}

static enum err
close_fn(struct spot_move *m)
{
	const struct spotcheck_beacon *b = m->with;
	char at[TIME_TEXT_SIZE] = "";
	json_t *payload;
	struct str s;
	enum err e = spot_need(m, m->d.pledges ? "revealing" : "announced", NULL);

	if (e == OK)
		e = spot_in_time(m);
	str_init(&s, m->a);
	if (e == OK && str_eq(m->d.contributions, "witness"))
		e = witness_lines(m, &s);
	else if (e == OK && str_eq(m->d.contributions, "beacon"))
		e = beacon_line(m, &s);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.spotcheck_task set state = 'closed', closed_at = $2, version = version + 1"
		    " where id = $1", DB_I64(m->d.id), DB_TIME(m->now));
	if (e == OK)
		e = spot_file(m, "contributions.tsv", s.s, s.len, true, "draw.closed");
	if (e != OK)
		return e;
	payload = json_object();
	if (str_eq(m->d.contributions, "beacon")) {
		time_text(b->at, at);
		json_object_set_new(payload, "value_at", json_string(at));
	}
	return spot_step(m, "spotcheck.closed", payload, NULL);
}

enum err
spotcheck_close(struct arena *a, struct db *db, const struct act *act, const char *draw_id,
    const struct spotcheck_beacon *beacon, struct problems *p)
{
	struct spotcheck_beacon b = { 0 };
	struct spot_move m = { .db = db, .act = act, .draw_id = draw_id, .p = p };

	if (beacon != NULL) {
		b = *beacon;
		m.with = &b;
	}
	return spot_do(&m, a, close_fn, NULL);
}
