/* visit_acts.c - what is done with a visit of a draw: recorded, signed or given back, followed by a clue; by the team,
 * or by an inspection of its own that carried it out.  When and by whom: the rows of procedure.csv. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/people/people.h"
#include "lib/record/record.h"
#include "lib/spotcheck/priv.h"

/* ---- recorded */

/* "No problem found" stands alone. */
static bool
results_fit(const struct input *in, const char *field)
{
	return !input_has(in, field, "none") || input_value(in, field)->list_n == 1;
}

static enum err
put_result(struct act_move *m, int64_t item, const char *result, json_t *list)
{
	int64_t n = 0;
	/* only the draw's own items count for the draw */
	enum err e = DB_EXEC_N(m->a, m->db, &n, "insert into xz.spotcheck_visit_result (visit_id, item_id, result)"
	    " select $1, t.item_id, $4 from xz.spotcheck_task_item t where t.task_id = $2 and t.item_id = $3",
	    DB_I64(spot_visit_of(m)->id), DB_I64(spot_of(m)->id), DB_I64(item), DB_TEXT(result));

	if (n > 0)
		json_array_append_new(list, json_string(result));
	return e;
}

static enum err
typed_results(struct act_move *m, json_t *list)
{
	struct spotcheck_item *items;
	size_t k;
	int i, n;
	enum err e = spot_visit_items(m->a, m->db, spot_of(m)->id, &items, &n);

	for (i = 0; e == OK && i < n; i++) {
		const struct value *val = input_value(m->in, items[i].field);

		if (!results_fit(m->in, items[i].field))
			return act_refuse(m, ERR_INPUT, items[i].field, "visit_none_alone", NULL);
		for (k = 0; e == OK && k < val->list_n; k++)
			e = put_result(m, items[i].id, val->list[k], list);
	}
	return e;
}

static enum err
settled_results(struct act_move *m, const struct spotcheck_settling *s, json_t *list)
{
	int i;
	enum err e = OK;

	for (i = 0; e == OK && i < s->result_n; i++)
		e = put_result(m, s->result[i].item, s->result[i].result, list);
	return e;
}

/* Typed, or what the inspection found: there the firm stands as registered and nothing is noted. */
struct found {
	int32_t day;
	const char *status, *note;
};

static struct found
found_by(const struct act_move *m, const struct spotcheck_settling *s)
{
	if (s != NULL)
		return (struct found){ .day = s->day, .status = "existing" };
	return (struct found){ .day = input_day(m->in, "visited_on"), .status = input_text(m->in, "status"),
	    .note = input_given(m->in, "note") ? input_text(m->in, "note") : NULL };
}

static json_t *
note_found(struct act_move *m, const struct found *f)
{
	json_t *list = json_array();
	char day[DAY_TEXT_SIZE];

	day_text(f->day, day);
	act_note(m, "object", json_string(spot_visit_of(m)->object));
	act_note(m, "day", json_string(day));
	act_note(m, "status", json_string(f->status));
	act_note(m, "results", list);
	return list;
}

static enum err
seal_note(struct act_move *m, const char *words, struct ref *ref)
{
	json_t *side;
	enum err e = record_side(m->a, m->db, spot_of(m)->chain, words, &side);

	if (e != OK)
		return e;
	act_note(m, "note", side);
	return words == NULL || ref_parse(json_string_value(json_object_get(side, "ref")), ref) ? OK :
	    err_set(ERR_DB, "side without a ref");
}

static enum err
record_visit(struct act_move *m)
{
	const struct spotcheck_visit *v = spot_visit_of(m);
	const struct spotcheck_settling *s = spot_visiting(m)->settle;
	struct found f = found_by(m, s);
	json_t *list = note_found(m, &f);
	struct ref note = { { 0 } };
	enum err e;

	if (s == NULL && f.day < time_day(spot_of(m)->drawn_at))
		return act_refuse(m, ERR_INPUT, "visited_on", "visit_before_draw", NULL);
	e = DB_EXEC(m->a, m->db, "delete from xz.spotcheck_visit_result where visit_id = $1", DB_I64(v->id));
	if (e == OK)
		e = s != NULL ? settled_results(m, s, list) : typed_results(m, list);
	if (e == OK)
		e = seal_note(m, f.note, &note);
	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.spotcheck_visit set visited_on = $2, subject_status = $3, note_ref = $4, recorded_by = $5,"
	    " recorded_at = $6 where id = $1", DB_I64(v->id), DB_DAY(f.day), DB_TEXT(f.status), DB_REF_OR_NULL(note),
	    DB_I64(m->act->principal), DB_TIME(m->now)) : e;
}

enum err
spotcheck_visit_record(struct arena *a, struct db *db, const struct act *act, struct ref ref, int32_t version,
    struct input *in, struct problems *p)
{
	struct spot_visiting x = { .settle = NULL };
	struct act_request q = { .kind = &spot_visit_kind, .key = { .ref = ref, .action = "visit_recorded" },
	    .version = version, .in = in, .with = &x, .body = act->body };

	return act_do(a, db, act, &q, p, NULL);
}

/* ---- signed */

static enum err
may_sign(struct act_move *m)
{
	const struct spotcheck_signing *sign = spot_visiting(m)->sign;
	int64_t recorder = spot_visit_of(m)->recorded_by;

	if (recorder == sign->signer)
		return act_refuse(m, ERR_STATE, "", "visit_own", NULL);
	/* on another officer's device: on the recorder's only, and only to sign */
	if (sign->signer != m->act->principal && (recorder != m->act->principal || !sign->agree))
		return err_set(ERR_DENIED, "another officer's signature");
	return OK;
}

/* The ledger of visits.  The step is the actor's; whose hand or code it was stands in it. */
static enum err
sign_visit(struct act_move *m)
{
	const struct spotcheck_visit *v = spot_visit_of(m);
	const struct spot_visiting *x = spot_visiting(m);
	const struct spotcheck_signing *sign = x->sign;
	bool problem = x->settle != NULL ? x->settle->problem : v->problem;
	struct people_actor who;
	char ref[REF_TEXT_SIZE];
	enum err e = people_actor_load(m->a, m->db, sign->signer, &who);

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "select xz.inspection_visited($1, $2, $3, (select array_agg(o.certificate_no order by o.place)"
		    " from xz.spotcheck_visit_officer o where o.visit_id = $5), $4, $6, $7, $8::text::uuid)",
		    DB_I64(v->subject), DB_I64(who.agency), DB_DAY(v->visited_on), DB_REF(v->ref), DB_I64(v->id),
		    DB_BOOL(!problem),
		    DB_BOOL(!sign->uncounted), sign->joint_ref != NULL ? DB_TEXT(sign->joint_ref) : DB_NULL);
	if (e != OK)
		return e;
	ref_text(who.ref, ref);
	act_note(m, "object", json_string(v->object));
	act_note(m, "method", json_string(sign->method));
	act_note(m, "second", json_string(ref));
	return DB_EXEC(m->a, m->db,
	    "update xz.spotcheck_visit set second = $2, signed_at = $3, sign_method = $4 where id = $1", DB_I64(v->id),
	    DB_I64(sign->signer), DB_TIME(m->now), DB_TEXT(sign->method));
}

/* Tasks and alert end for officers and coordinators whose work the signer does not see. */
static enum err
end_visit(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "select xz.spotcheck_tasks_done($1, null, $2)", DB_I64(spot_visit_of(m)->id),
	    DB_I64(m->act->principal));

	return e == OK ? DB_EXEC(m->a, m->db, "select xz.spotcheck_visits_in($1, $2)", DB_I64(spot_of(m)->id),
	    DB_I64(m->act->principal)) : e;
}

static enum err
give_back(struct act_move *m)
{
	act_note(m, "object", json_string(spot_visit_of(m)->object));
	return OK;
}

enum err
spotcheck_visit_sign(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    const struct spotcheck_signing *sign, struct problems *p)
{
	struct spot_visiting x = { .sign = sign };
	struct act_request q = { .kind = &spot_visit_kind, .key = { .ref = ref,
	    .action = sign->agree ? "visit_signed" : "visit_given_back" }, .version = ACT_ANY_VERSION, .with = &x,
	    .body = act->body };

	return act_do(a, db, act, &q, p, NULL);
}

/* ---- inside the act of another subject */

/* It is recorded now, whenever what it comes of occurred. */
static enum err
within(struct arena *a, struct db *db, const struct act *act, struct ref ref, const char *action,
    struct spot_visiting *x)
{
	struct act own = { .principal = act->principal, .occurred_at = TIME_NONE };
	struct act_request q = { .kind = &spot_visit_kind, .key = { .ref = ref, .action = action },
	    .version = ACT_ANY_VERSION, .with = x };
	struct problems p;

	problems_init(&p, a);
	return act_do_within(a, db, &own, &q, &p);
}

enum err
spotcheck_visit_settle(struct arena *a, struct db *db, const struct act *act, const struct spotcheck_settling *s)
{
	struct spotcheck_signing sign = { .signer = s->second, .method = "account", .agree = true,
	    .joint_ref = s->joint_ref, .uncounted = s->uncounted };
	struct spot_visiting x = { .settle = s, .sign = &sign };
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select ref from xz.spotcheck_visit where id = $1", DB_I64(s->visit));

	if (e == OK)
		e = within(a, db, act, row_ref(r, "ref"), "visit_recorded", &x);
	return e == OK ? within(a, db, act, row_ref(r, "ref"), "visit_signed", &x) : e;
}

static enum err
put_clue(struct act_move *m)
{
	const struct spotcheck_clue *clue = spot_visiting(m)->clue;
	const struct spotcheck_visit *v = spot_visit_of(m);
	char text[REF_TEXT_SIZE];

	if (!v->problem || v->clue_number != NULL)
		return err_set(ERR_STATE, "no problem without a clue there");
	ref_text(clue->case_ref, text);
	act_note(m, "object", json_string(v->object));
	act_note(m, "clue", json_string(text));
	return DB_EXEC(m->a, m->db, "update xz.spotcheck_visit set clue_case = $2, clue_number = $3 where id = $1",
	    DB_I64(v->id), DB_I64(clue->case_id), DB_TEXT(clue->number));
}

enum err
spotcheck_visit_clue(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    const struct spotcheck_clue *clue)
{
	struct spot_visiting x = { .clue = clue };

	return within(a, db, act, ref, "clue", &x);
}

const struct act_step spot_visit_steps[] = {
	{ .code = "visit_recorded", .effect = record_visit },
	{ .code = "visit_signed", .check = may_sign, .effect = sign_visit, .after = end_visit },
	{ .code = "visit_given_back", .check = may_sign, .effect = give_back },
	{ .code = "clue", .effect = put_clue },
	{ .code = "visit_published", .effect = spot_visit_publish, .logged = true },
	{ .code = NULL },
};
