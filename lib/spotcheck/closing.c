/* closing.c - pledging ends, contributions close: from then on nobody can change what the draw is made of. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/draw/file.h"
#include "lib/spotcheck/priv.h"

enum err
spot_pledging_check(struct act_move *m)
{
	if (!spot_of(m)->pledges)
		return act_refuse(m, ERR_STATE, "", "draw_no_pledges", NULL);
	return spot_in_time(m);
}

enum err
spot_pledging_end(struct act_move *m)
{
	const struct db_rows *rows;
	const void *pledge;
	struct str s;
	size_t n;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select n, name, pledge from xz.spotcheck_witness where task_id = $1"
	    " and pledge is not null order by n", DB_I64(spot_of(m)->id));

	if (e == OK && db_count(rows) == 0)
		e = act_refuse(m, ERR_STATE, "", "draw_nobody", NULL);
	str_init(&s, m->a);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		pledge = row_bytes(m->a, db_at(rows, i), "pledge", &n);
		draw_pledge_line(&s, row_i32(db_at(rows, i), "n"), row_text(db_at(rows, i), "name"), pledge);
	}
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.spotcheck_task set pledged_at = $2 where id = $1",
		    DB_I64(spot_of(m)->id), DB_TIME(m->now));
	act_note(m, "pledges", json_integer(i));
	return e == OK ? spot_file(m, "pledges.tsv", s.s, s.len, true, "draw.pledged") : e;
}

enum err
spotcheck_pledging_end(struct arena *a, struct db *db, const struct act *act, const char *draw_id, struct problems *p)
{
	return spot_do(a, db, act, &(struct spot_doing){ .draw_id = draw_id, .action = "pledging_ended",
	    .problems = p });
}

/* Values in the order of pledges, or of receipt where there were none; each pledge has its value. */
static enum err
witness_lines(struct act_move *m, struct str *s)
{
	const struct db_rows *rows;
	const void *value;
	size_t n;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select n, name, value from xz.spotcheck_witness where task_id = $1"
	    " and n is not null order by n", DB_I64(spot_of(m)->id));

	if (e == OK && db_count(rows) == 0)
		e = act_refuse(m, ERR_STATE, "", "draw_nobody", NULL);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		value = row_bytes(m->a, r, "value", &n);
		if (value == NULL)
			return act_refuse(m, ERR_STATE, "", "draw_missing", row_text(r, "name"));
		draw_value_line(s, row_i32(r, "n"), row_text(r, "name"), value, n);
	}
	return e;
}

static enum err
beacon_line(struct act_move *m, struct str *s)
{
	const struct spotcheck_beacon *b = m->with;

	if (b == NULL || !draw_field_ok(b->value, strlen(b->value), DRAW_VALUE_MAX))
		return act_refuse(m, ERR_INPUT, "value", "draw_value", NULL);
	if (b->at <= spot_of(m)->announced_at || b->at > m->now)
		return act_refuse(m, ERR_INPUT, "value_at", "draw_beacon_time", NULL);
	draw_beacon_line(s, spot_of(m)->beacon, b->value);
	return OK;
}

enum err
spot_close(struct act_move *m)
{
	const struct spotcheck_beacon *b = m->with;
	const struct spotcheck_draw *d = spot_of(m);
	char at[TIME_TEXT_SIZE] = "";
	struct str s;
	enum err e = OK;

	str_init(&s, m->a);
	if (str_eq(d->contributions, "witness"))
		e = witness_lines(m, &s);
	else if (str_eq(d->contributions, "beacon"))
		e = beacon_line(m, &s);
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.spotcheck_task set closed_at = $2 where id = $1", DB_I64(d->id),
		    DB_TIME(m->now));
	if (e == OK && str_eq(d->contributions, "beacon")) {
		time_text(b->at, at);
		act_note(m, "value_at", json_string(at));
	}
	return e == OK ? spot_file(m, "contributions.tsv", s.s, s.len, true, "draw.closed") : e;
}

enum err
spotcheck_close(struct arena *a, struct db *db, const struct act *act, const char *draw_id,
    const struct spotcheck_beacon *beacon, struct problems *p)
{
	struct spotcheck_beacon b = { 0 };

	if (beacon != NULL)
		b = *beacon;
	return spot_do(a, db, act, &(struct spot_doing){ .draw_id = draw_id, .action = "closed",
	    .with = beacon != NULL ? &b : NULL, .problems = p });
}
