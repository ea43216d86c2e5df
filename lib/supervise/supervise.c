/* supervise.c - acts on matters as the desk calls them; the engine does them. */
#include "lib/supervise/supervise.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/supervise/priv.h"

#define ACTIONS_MAX 16

static struct act_key
key_of(const struct supervise_key *k)
{
	return (struct act_key){ .ref = k->ref, .procedure = SUPERVISE_PROCEDURE, .action = k->action, .source = k };
}

enum err
supervise_form(struct arena *a, struct db *db, int64_t account, const struct supervise_key *k, struct input **out)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE };
	struct act_key key = key_of(k);
	struct act_move *m;
	enum err e;

	if (act_step_find(&supervise_kind, k->action) == NULL)
		return err_set(ERR_NOT_FOUND, "no such act");
	e = act_form(a, db, &act, &supervise_kind, &key, &m);
	if (e == ERR_DENIED)
		return err_set(ERR_NOT_FOUND, "not theirs to do");
	if (e == OK)
		*out = m->in;
	return e;
}

/* Whether the row of the procedure may be done now by m->actor. */
static enum err
possible(struct act_move *m, const struct act_transition *t, bool *yes)
{
	enum err e = OK;

	m->t = t;
	*yes = act_transition_from(t, matter_of(m)->state);
	if (*yes)
		e = m->kind->may(m, yes);
	return e == OK && *yes ? act_applies(m, yes) : e;
}

enum err
supervise_actions(struct arena *a, struct db *db, const struct supervise_matter *x, int64_t account,
    const char *const **out)
{
	struct supervise_matter own = *x;
	struct act_move m = { .a = a, .db = db, .kind = &supervise_kind, .own = &own, .by = ACT_PERSON };
	const char **acts = ARENA_ARRAY(a, const char *, ACTIONS_MAX + 1);
	const struct act_transition *ts;
	int k, ts_n, n = 0;
	bool yes;
	enum err e = people_actor_load(a, db, account, &m.actor);

	if (e == OK)
		e = act_transition_kept(db, SUPERVISE_PROCEDURE, SUPERVISE_VERSION, &ts, &ts_n);
	for (k = 0; e == OK && k < ts_n && n < ACTIONS_MAX; k++) {
		e = possible(&m, &ts[k], &yes);
		if (e == OK && yes)
			acts[n++] = arena_strdup(a, ts[k].action);
	}
	*out = acts;
	return e;
}

enum err
supervise_do(struct arena *a, struct db *db, const struct act *act, const struct supervise_key *k, int32_t version,
    struct input *in, struct problems *p, const char **answer)
{
	struct act_request q = { .kind = &supervise_kind, .key = key_of(k), .in = in, .version = version };
	char ref[REF_TEXT_SIZE], alert[REF_TEXT_SIZE], request[REF_TEXT_SIZE];

	ref_text(k->ref, ref);
	ref_text(k->alert, alert);
	ref_text(k->request, request);
	q.body = arena_printf(a, "supervision %s %s %s %s %s", ref, alert, request, k->action, input_to_json(a, in));
	return act_do(a, db, act, &q, p, answer);
}

/* ---- the head of the body */

enum err
supervise_asked(struct arena *a, struct db *db, const struct supervise_matter *x, int64_t account,
    struct supervise_asked *out)
{
	struct people_actor who;
	struct act_approval p;
	struct db_row r;
	enum err e = act_approval_next(a, db, SUPERVISE_SUBJECT, x->id, &p);

	if (e == OK)
		e = people_actor_load(a, db, account, &who);
	if (e == OK)
		e = DB_ONE(a, db, &r, "select c.display_name, (select d.ref from xz.record_document d where d.id = $2)"
		    " as document from xz.people_account c where c.id = $1", DB_I64(p.asked_by), DB_ID(p.document));
	if (e != OK)
		return e;
	*out = (struct supervise_asked){ .ref = p.ref, .action = p.action, .input = p.input, .at = p.asked_at,
	    .by = row_text(r, "display_name"), .document = row_ref_or_zero(r, "document"),
	    .mine = who.agency == x->agency && (who.duties & people_duty_bit(p.duty)) != 0 && account != p.asked_by &&
	    account != x->first && account != x->second };
	return OK;
}

enum err
supervise_approve(struct arena *a, struct db *db, const struct act *act, struct ref approval, bool agree,
    const char *words, struct problems *p, const char **answer)
{
	return act_approve(a, db, act, &supervise_kind, approval, agree, words, p, answer);
}
