/* play.c - the frozen pools of a draw, streamed into the draw itself.  What was announced is read from announcement.json:
 * the very bytes the log holds. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/spotcheck/hand_priv.h"

static enum err
announced(struct draw *d, const json_t *strata, const json_t *units, int reserve)
{
	const json_t *one;
	const char *unit;
	json_t *min;
	size_t i;
	enum err e = OK;

	json_array_foreach(strata, i, one) {
		if (e == OK)
			e = draw_stratum(d, json_string_value(json_object_get(one, "key")),
			    (int)json_integer_value(json_object_get(one, "quota")), reserve);
	}
	json_object_foreach((json_t *)(uintptr_t)units, unit, min) {
		if (e == OK)
			e = draw_unit(d, unit, (int)json_integer_value(min));
	}
	return e;
}

static enum err
people(struct spot_move *m, struct draw *d)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select certificate_no, unit from xz.spotcheck_team_pool where task_id = $1"
	    " order by certificate_no collate \"C\"", DB_I64(m->d.id));

	for (i = 0; e == OK && i < db_count(rows); i++)
		e = draw_officer(d, row_text(db_at(rows, i), "certificate_no"), row_text(db_at(rows, i), "unit"));
	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows, "select object_id, certificate_no from xz.spotcheck_avoid where task_id = $1"
		    " order by object_id collate \"C\", certificate_no collate \"C\"", DB_I64(m->d.id));
	for (i = 0; e == OK && i < db_count(rows); i++)
		e = draw_avoid(d, row_text(db_at(rows, i), "object_id"), row_text(db_at(rows, i), "certificate_no"));
	return e;
}

struct pool {
	struct draw *d;
	int64_t n;
};

static enum err
pool_row(const struct db_field *field, int n, void *ctx)
{
	char stratum[DRAW_ID_MAX + 1], object[DRAW_ID_MAX + 1];
	struct pool *x = ctx;

	if (n != 2 || field[0].bytes == NULL || field[1].bytes == NULL || field[0].n > DRAW_ID_MAX || field[1].n > DRAW_ID_MAX)
		return err_set(ERR_INPUT, "a line of the pool that is none");
	memcpy(stratum, field[0].bytes, field[0].n);
	stratum[field[0].n] = '\0';
	memcpy(object, field[1].bytes, field[1].n);
	object[field[1].n] = '\0';
	x->n++;
	return draw_object(x->d, stratum, object);
}

static enum err
objects(struct spot_move *m, struct draw *d, const json_t *strata)
{
	struct pool x = { .d = d };
	const json_t *one;
	int64_t announced_n = 0;
	size_t i;
	enum err e = DB_EXEC(m->a, m->db, "select set_config('xz.spotcheck_task', $1::text, true)", DB_I64(m->d.id));

	if (e == OK)
		e = db_copy_out(m->db, "copy (select stratum, object_id from xz.spotcheck_pool where task_id ="
		    " (select current_setting('xz.spotcheck_task')::bigint)) to stdout (format binary)", pool_row, &x);
	json_array_foreach(strata, i, one)
		announced_n += json_integer_value(json_object_get(one, "pool"));
	if (e == OK && x.n != announced_n)
		e = err_set(ERR_STATE, "draw %s: a pool of %lld, %lld were announced", m->d.draw_id, (long long)x.n,
		    (long long)announced_n);
	return e;
}

static enum err
play(struct spot_move *m, const json_t *ann, const unsigned char seed[32], int reserve, struct draw **out)
{
	const json_t *strata = json_object_get(ann, "strata"), *team = json_object_get(ann, "team");
	int size = (int)json_integer_value(json_object_get(team, "size"));
	enum err e;

	if (size < 1 || !json_is_array(strata))
		return err_set(ERR_STATE, "draw %s: announcement.json is none", m->d.draw_id);
	*out = draw_new(m->a, seed, size);
	e = announced(*out, strata, json_object_get(team, "per_unit"), reserve);
	if (e == OK)
		e = people(m, *out);
	if (e == OK)
		e = objects(m, *out, strata);
	return e == OK ? draw_run(*out) : e;
}

enum err
spot_play(struct spot_move *m, const unsigned char seed[32], int reserve, struct draw **out)
{
	unsigned char sha[32];
	const char *text;
	json_t *ann;
	enum err e = spot_file_get(m, "announcement.json", &text, sha);

	if (e != OK)
		return e;
	ann = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	e = ann != NULL ? play(m, ann, seed, reserve, out) : err_set(ERR_STATE, "draw %s: announcement.json is none", m->d.draw_id);
	json_decref(ann);
	/* what does not fit the announcement is no fault of a form */
	return e == ERR_INPUT || e == ERR_STATE ? spot_refuse(m, ERR_STATE, "", "draw_pools", NULL) : e;
}
