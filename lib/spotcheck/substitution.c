/* substitution.c - see substitution.h. */
#include "lib/spotcheck/substitution.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/draw/file.h"
#include "lib/record/record.h"
#include "lib/spotcheck/priv.h"

static bool
reason_fits(const struct spotcheck_substituting *s)
{
	return s->officer == NULL ? str_eq(s->reason, "dissolved") || str_eq(s->reason, "moved")
	    : str_eq(s->reason, "recused") || str_eq(s->reason, "unfit");
}

static enum err
seed_of(struct act_move *m, unsigned char seed[32])
{
	unsigned char sha[32];
	const char *text, *hex;
	enum err e = spot_file_get(m, "result.json", &text, sha);

	if (e != OK)
		return e;
	hex = json_string_value(json_object_get(json_in(m->a, text, 0), "seed"));
	if (hex == NULL || !str_unhex(hex, seed, 32))
		return err_set(ERR_DB, "draw %s: result.json without a seed", spot_of(m)->draw_id);
	return OK;
}

/* The draw as it stands after all substitutions so far. */
static enum err
replayed(struct act_move *m, struct draw **d, int *before)
{
	const struct draw_pick *pick;
	const struct db_rows *rows;
	unsigned char seed[32];
	const char *in;
	int i;
	enum err e = seed_of(m, seed);

	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows, "select kind, for_object, out_id, in_id from xz.spotcheck_substitution"
		    " where task_id = $1 order by n", DB_I64(spot_of(m)->id));
	if (e == OK)
		e = spot_play(m, seed, db_count(rows) + 1, d);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		in = NULL;
		if (str_eq(row_text(r, "kind"), "object")) {
			e = draw_replace_object(*d, row_text(r, "out_id"), &pick);
			in = e == OK && pick != NULL ? pick->object : NULL;
		} else {
			e = draw_replace_officer(*d, row_text(r, "for_object"), row_text(r, "out_id"), &in, &pick);
		}
		if (e == OK && !str_eq(in, row_text_null(r, "in_id")))
			e = err_set(ERR_DB, "draw %s: substitution %d plays out otherwise", spot_of(m)->draw_id, i + 1);
	}
	*before = i;
	return e;
}

/* The visit must still be open: what was recorded stays with who recorded it. */
static enum err
open_visit(struct act_move *m, const char *object, int64_t *id)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select v.id, v.state from xz.spotcheck_visit v join xz.spotcheck_selected s"
	    " on s.task_id = v.task_id and s.object_id = v.object_id and s.out_by is null"
	    " where v.task_id = $1 and v.object_id = $2 for update of v", DB_I64(spot_of(m)->id), DB_TEXT(object));

	if (e == ERR_NOT_FOUND)
		return act_refuse(m, ERR_INPUT, "", "draw_not_selected", object);
	if (e == OK && !str_eq(row_text(r, "state"), "open"))
		return act_refuse(m, ERR_STATE, "", "draw_visited", object);
	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

/* Of officers of other agencies too. */
static enum err
tasks_done(struct act_move *m, int64_t visit, const char *certificate)
{
	return DB_EXEC(m->a, m->db, "select xz.spotcheck_tasks_done($1, $2, $3)", DB_I64(visit), DB_TEXT(certificate),
	    DB_I64(m->act->principal));
}

static enum err
object_out(struct act_move *m, struct draw *d, int n, int64_t visit, const struct draw_pick **in)
{
	struct spotcheck_substituting *s = m->with;
	enum err e = draw_replace_object(d, s->object, in);

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.spotcheck_selected set out_by = $3 where task_id = $1 and object_id = $2",
		    DB_I64(spot_of(m)->id), DB_TEXT(s->object), DB_I64(n));
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.spotcheck_visit set state = 'replaced', version = version + 1 where id = $1",
		    DB_I64(visit));
	if (e == OK)
		e = tasks_done(m, visit, NULL);
	if (e != OK || *in == NULL)
		return e;
	s->in = (*in)->object;
	e = DB_EXEC(m->a, m->db,
	    "insert into xz.spotcheck_selected (task_id, seq, object_id, stratum, score, team, unassigned)"
	    " values ($1, (select max(x.seq) + 1 from xz.spotcheck_selected x where x.task_id = $1), $2,"
	    " $3, $4, $5, $6)", DB_I64(spot_of(m)->id), DB_TEXT((*in)->object), DB_TEXT((*in)->stratum),
	    DB_BYTES((*in)->score, 32), DB_TEXTS((*in)->team, (size_t)(*in)->team_n), DB_TEXT((*in)->unassigned));
	return e == OK ? spot_visit_open(m, (*in)->object, (*in)->team, (*in)->team_n, false) : e;
}

static enum err
officer_out(struct act_move *m, struct draw *d, int64_t visit, const struct draw_pick **pick)
{
	struct spotcheck_substituting *s = m->with;
	enum err e = draw_replace_officer(d, s->object, s->officer, &s->in, pick);

	if (e == ERR_NOT_FOUND)
		return act_refuse(m, ERR_INPUT, "", "draw_not_selected", s->officer);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.spotcheck_selected set team = $3 where task_id = $1 and object_id = $2",
		    DB_I64(spot_of(m)->id), DB_TEXT(s->object), DB_TEXTS((*pick)->team, (size_t)(*pick)->team_n));
	if (e == OK)
		e = tasks_done(m, visit, s->officer);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "delete from xz.spotcheck_visit_officer where visit_id = $1 and certificate_no = $2",
		    DB_I64(visit), DB_TEXT(s->officer));
	if (e == OK && s->in != NULL)
		e = spot_visit_open(m, s->object, &s->in, 1, false);
	/* who is out reads no more of it on the others' desks */
	return e == OK ? act_tasks_in_step(m, "spot_visit", visit) : e;
}

static enum err
write_line(struct act_move *m, const struct draw_substitution *line)
{
	const char *text = draw_substitution_line(m->a, line);
	bool open = str_eq(spot_of(m)->state, "published");
	const char *before = "";
	unsigned char sha[32];
	struct str file;
	enum err e = line->n > 1 ? spot_file_get(m, "substitutions.jsonl", &before, sha) : OK;

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.spotcheck_substitution (task_id, n, kind, for_object, out_id, in_id, team, reason,"
		    " line, made_by, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", DB_I64(spot_of(m)->id),
		    DB_I64(line->n), DB_TEXT(line->officer ? "officer" : "object"), DB_TEXT(line->object),
		    DB_TEXT(line->out), DB_TEXT(line->in), DB_TEXTS(line->team, (size_t)line->team_n),
		    DB_TEXT(line->reason), DB_TEXT(text), DB_I64(m->act->principal),
		    DB_TIME(line->at));
	str_init(&file, m->a);
	str_printf(&file, "%s%s\n", before, text);
	return e == OK ? spot_file(m, "substitutions.jsonl", file.s, file.len, open, "draw.substituted") : e;
}

/* What the step tells; the words are sealed. */
static enum err
note_it(struct act_move *m, const struct draw_substitution *line, const char *words)
{
	json_t *side;
	enum err e = OK;

	act_note(m, "n", json_integer(line->n));
	act_note(m, "kind", json_string(line->officer ? "officer" : "object"));
	act_note(m, "for", json_string(line->object));
	act_note(m, "out", json_string(line->out));
	act_note(m, "in", line->in != NULL ? json_string(line->in) : json_null());
	act_note(m, "reason", json_string(line->reason));
	if (spot_of(m)->chain == 0 || str_empty(words))
		return OK;
	e = record_side(m->a, m->db, spot_of(m)->chain, words, &side);
	if (e == OK)
		act_note(m, "words", side);
	return e;
}

enum err
spot_substitute(struct act_move *m)
{
	struct spotcheck_substituting *s = m->with;
	struct draw_substitution line = { .officer = s->officer != NULL, .object = s->object,
	    .out = s->officer != NULL ? s->officer : s->object, .reason = s->reason };
	const struct draw_pick *pick = NULL;
	int64_t visit = 0;
	struct draw *d;
	enum err e;

	s->in = NULL;
	if (!reason_fits(s))
		return act_refuse(m, ERR_INPUT, "reason", "draw_reason", NULL);
	e = open_visit(m, s->object, &visit);
	if (e == OK)
		e = replayed(m, &d, &line.n);
	if (e != OK)
		return e;
	line.n++;
	line.at = m->now;
	e = s->officer == NULL ? object_out(m, d, line.n, visit, &pick) : officer_out(m, d, visit, &pick);
	line.in = s->in;
	m->answer = s->in != NULL ? s->in : "";
	if (pick != NULL) {
		line.team = pick->team;
		line.team_n = pick->team_n;
	}
	if (e == OK)
		e = write_line(m, &line);
	return e == OK ? note_it(m, &line, s->words) : e;
}

enum err
spotcheck_substitute(struct arena *a, struct db *db, const struct act *act, struct spotcheck_substituting *s,
    struct problems *p)
{
	const char *answer = NULL;
	enum err e = spot_do(a, db, act, &(struct spot_doing){ .draw_id = s->draw_id, .action = "substituted",
	    .with = s, .problems = p, .answer = &answer });

	s->in = str_empty(answer) ? NULL : answer;
	return e;
}
