/* inspection.c - acts on inspections: what the desk, the demo and the tests call; the engine does them. */
#include "lib/inspection/inspection.h"

#include "lib/base/arena.h"
#include "lib/inspection/priv.h"

#define ACTIONS_MAX 24

/* What has no form is no act of the desk. */
static bool
on_desk(const char *action)
{
	const struct act_step *s = act_step_find(&insp_kind, action);

	return s != NULL && insp_on_desk(s);
}

static struct act_key
key_of(const struct inspection_key *k, struct insp_source *source)
{
	*source = (struct insp_source){ .subject = k->subject, .visit = k->visit };
	return (struct act_key){ .ref = k->ref, .action = k->action, .source = source };
}

enum err
inspection_form(struct arena *a, struct db *db, int64_t account, const struct inspection_key *k,
    struct inspection_form *out)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE };
	struct insp_source source;
	struct act_key key = key_of(k, &source);
	struct act_move *m;
	enum err e;

	if (!on_desk(k->action))
		return err_set(ERR_NOT_FOUND, "no such act");
	e = act_form(a, db, &act, &insp_kind, &key, &m);
	if (e == ERR_DENIED)
		return err_set(ERR_NOT_FOUND, "not theirs to do");
	if (e == OK)
		*out = (struct inspection_form){ .i = *insp_of(m), .in = m->in };
	return e;
}

enum err
inspection_actions(struct arena *a, struct db *db, const struct inspection *i, int64_t account, const char *const **out)
{
	struct insp_own own = { .i = *i, .signer = account };
	struct problems unseen;
	struct act_move m = { .a = a, .db = db, .kind = &insp_kind, .own = &own, .p = &unseen };
	const char **list = ARENA_ARRAY(a, const char *, ACTIONS_MAX + 1);
	const struct act_transition *ts;
	int k, ts_n, n = 0;
	bool yes;
	enum err e = people_actor_load(a, db, account, &m.actor);

	problems_init(&unseen, a);
	if (e == OK)
		e = act_transition_kept(db, INSP_PROCEDURE, INSP_VERSION, &ts, &ts_n);
	for (k = 0; e == OK && k < ts_n && n < ACTIONS_MAX; k++) {
		m.t = &ts[k];
		m.step = act_step_find(&insp_kind, m.t->action);
		if (m.step == NULL || !insp_on_desk(m.step) || !act_transition_from(m.t, i->state))
			continue;
		e = act_applies(&m, &yes);
		if (e == OK && yes)
			e = insp_may(&m, &yes);
		if (e == OK && yes)
			list[n++] = m.step->code;
	}
	*out = list;
	return e;
}

const char *
inspection_body(struct arena *a, const struct inspection_doing *d)
{
	char text[REF_TEXT_SIZE];

	ref_text(d->key.ref, text);
	return arena_printf(a, "inspection %s %s %s", text, d->key.action, input_to_json(a, d->in));
}

enum err
inspection_do(struct arena *a, struct db *db, const struct act *act, const struct inspection_doing *d,
    struct problems *p, const char **answer)
{
	struct inspection_doing own = *d;
	struct insp_source source;
	struct act_request q = { .kind = &insp_kind, .key = key_of(&d->key, &source), .in = d->in, .with = &own,
	    .version = d->version >= 0 ? d->version : ACT_ANY_VERSION };

	if (!on_desk(d->key.action))
		return err_set(ERR_NOT_FOUND, "no such act");
	q.body = inspection_body(a, d);
	return act_do(a, db, act, &q, p, answer);
}
