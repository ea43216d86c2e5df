/* slip.c - see slip.h. */
#include "lib/caseflow/slip.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/case_priv.h"
#include "lib/door/door.h"
#include "lib/door/slip.h"

#define PRINT CASEFLOW_SLIP
#define ANSWER "door_answer"

/* ---- the slip; act_move.with is a struct door_slip */

/* Nothing is typed. */
static const struct field print_fields[] = { { 0 } };

static enum err
print(struct act_move *m)
{
	return door_slip_put(m->a, m->db, "track", track_of(m)->id, m->actor.account, m->now, m->with);
}

/* ---- the answer; act_move.with is the message's ref */

static const struct field answer_fields[] = {
	{ .name = "answer", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ 0 }
};

static enum err
answer_it(struct act_move *m)
{
	const char *digest;
	enum err e = door_message_answered(m->a, m->db, *(const struct ref *)m->with, track_of(m)->id,
	    input_text(m->in, "answer"), m->actor.account, m->now, &digest);

	if (e == ERR_STATE)
		return act_refuse(m, e, "", "message_ended", NULL);
	if (e == OK)
		act_note(m, "message", json_string(digest));
	return e;
}

/* Neither moves anything on: forms that are open stay good.  Nor is either the form of a case (caseflow_form()): they
 * are done from their own pages. */
const struct act_step caseflow_door_steps[] = {
	{ .code = PRINT, .fields = print_fields, .effect = print, .beside = true },
	{ .code = ANSWER, .effect = answer_it, .beside = true },
	{ .code = NULL },
};

/* ---- what a step takes over */

enum err
case_takes_over(struct act_move *m)
{
	struct ref message = case_source(m)->message;
	struct door_message of;
	struct door_taken taken;
	json_t *files;
	int i;
	enum err e;

	if (ref_zero(message))
		return OK;
	e = door_message_get(m->a, m->db, message, &of);
	if (e == OK && (!ref_eq(of.case_ref, case_of(m)->ref) || door_of_case(of.sort) == on_track(m)))
		e = err_set(ERR_NOT_FOUND, "a message of no party");
	if (e != OK)
		return e;
	e = door_message_taken(m->a, m->db, message, on_track(m) ? track_of(m)->id : of.track, m->t->action,
	    m->actor.account, m->now, &taken);
	if (e == ERR_STATE || e == ERR_CONFLICT)
		return act_refuse(m, ERR_STATE, "", e == ERR_STATE ? "message_ended" : "message_files", NULL);
	if (e != OK)
		return e;
	act_note(m, "message", json_string(taken.digest));
	files = json_array();
	for (i = 0; taken.files[i] != NULL; i++)
		json_array_append_new(files, json_string(taken.files[i]));
	if (i > 0)
		act_note(m, "files", files);
	else
		json_decref(files);
	return OK;
}

enum err
case_message_id(struct act_move *m, int64_t *out)
{
	struct door_message of = { .id = 0 };
	enum err e = ref_zero(case_source(m)->message) ? OK :
	    door_message_get(m->a, m->db, case_source(m)->message, &of);

	*out = of.id;
	return e;
}

/* ---- as the desk calls them */

static struct act_key
key_of(struct ref case_ref, struct ref track, const char *action)
{
	return (struct act_key){ .ref = case_ref, .part = track, .action = action };
}

static enum err
form(struct arena *a, struct db *db, const struct act *act, const struct act_key *key, struct act_move **m)
{
	enum err e = ref_zero(key->part) ? err_set(ERR_NOT_FOUND, "no track") :
	    act_form(a, db, act, &caseflow_kind, key, m);

	return e == ERR_DENIED ? err_set(ERR_NOT_FOUND, "not theirs to do") : e;
}

enum err
caseflow_slip_form(struct arena *a, struct db *db, const struct act *act, struct ref case_ref, struct ref track,
    const struct case_file **cf, const struct case_track **tr)
{
	struct act_key key = key_of(case_ref, track, PRINT);
	struct act_move *m;
	enum err e = form(a, db, act, &key, &m);

	if (e == OK) {
		*cf = case_of(m);
		*tr = track_of(m);
	}
	return e;
}

static const char *
body_of(struct arena *a, struct ref about, const char *action, const char *words)
{
	char text[REF_TEXT_SIZE];

	ref_text(about, text);
	return arena_printf(a, "%s %s %s", text, action, words);
}

enum err
caseflow_slip_print(struct arena *a, struct db *db, const struct act *act, struct ref case_ref, struct ref track,
    struct door_slip *slip, struct problems *p, const char **answer)
{
	struct act_request q = { .kind = &caseflow_kind, .key = key_of(case_ref, track, PRINT),
	    .in = input_new(a, print_fields), .version = ACT_ANY_VERSION, .with = slip,
	    .body = body_of(a, track, PRINT, "") };
	enum err e = ref_zero(track) ? err_set(ERR_NOT_FOUND, "no track") : act_do(a, db, act, &q, p, answer);

	return e == ERR_DENIED ? err_set(ERR_NOT_FOUND, "not theirs to do") : e;
}

enum err
caseflow_party_of(struct arena *a, struct db *db, struct ref track, struct ref *party, const char **address)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select p.ref, coalesce(p.service_address, p.address) as address"
	    " from xz.caseflow_track k join xz.caseflow_party p on p.id = k.party_id where k.ref = $1", DB_REF(track));

	if (e == OK) {
		*party = row_ref(r, "ref");
		*address = row_text_or(r, "address", "");
	}
	return e;
}

enum err
caseflow_answer_form(struct arena *a, struct db *db, const struct act *act, struct ref case_ref, struct ref track,
    struct input **in)
{
	struct act_key key = key_of(case_ref, track, ANSWER);
	struct act_move *m;
	enum err e = form(a, db, act, &key, &m);

	if (e == OK)
		*in = input_new(a, answer_fields);
	return e;
}

enum err
caseflow_answer(struct arena *a, struct db *db, const struct act *act, struct ref case_ref, struct ref track,
    struct ref message, struct input *in, struct problems *p, const char **answer)
{
	struct act_request q = { .kind = &caseflow_kind, .key = key_of(case_ref, track, ANSWER),
	    .version = ACT_ANY_VERSION, .in = in, .with = &message,
	    .body = body_of(a, message, ANSWER, input_to_json(a, in)) };

	return act_do(a, db, act, &q, p, answer);
}
