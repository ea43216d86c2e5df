/* source.c - acts on requests as the desk calls them; the engine does them. */
#include "lib/source/source.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/source/priv.h"

#define ACTIONS_MAX 16

/* What has no form is no act of the desk by itself. */
static bool
on_desk(const char *action)
{
	const struct act_step *s = act_step_find(&request_kind, action);

	return s != NULL && s->fields != NULL;
}

enum err
source_form(struct arena *a, struct db *db, int64_t account, struct ref ref, const char *action, struct input **out)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE };
	struct act_key key = { .ref = ref, .action = action };
	struct act_move *m;
	enum err e;

	if (!on_desk(action))
		return err_set(ERR_NOT_FOUND, "no such act");
	e = act_form(a, db, &act, &request_kind, &key, &m);
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
	enum err e;

	m->t = t;
	*yes = act_transition_from(t, request_of(m)->state);
	if (!*yes)
		return OK;
	e = request_may(m, yes);
	return e == OK && *yes ? act_applies(m, yes) : e;
}

static enum err
list(struct act_move *m, const char **out)
{
	const struct act_transition *ts;
	int k, ts_n, n = 0;
	bool yes;
	enum err e = act_transition_kept(m->db, SOURCE_PROCEDURE, SOURCE_VERSION, &ts, &ts_n);

	for (k = 0; e == OK && k < ts_n && n < ACTIONS_MAX; k++) {
		e = possible(m, &ts[k], &yes);
		if (e == OK && yes)
			out[n++] = arena_strdup(m->a, ts[k].action);
	}
	return e;
}

enum err
source_actions(struct arena *a, struct db *db, const struct source_request *q, int64_t account,
    const char *const **out)
{
	struct source_request own = *q;
	struct act_move m = { .a = a, .db = db, .kind = &request_kind, .own = &own, .by = ACT_PERSON };
	const char **acts = ARENA_ARRAY(a, const char *, ACTIONS_MAX + 1);
	enum err e = people_actor_load(a, db, account, &m.actor);

	*out = acts;
	return e == OK ? list(&m, acts) : e;
}

enum err
source_may_clue(struct arena *a, struct db *db, struct ref ref, int64_t account, bool *out)
{
	const char *const *acts;
	struct source_request q;
	enum err e = source_get(a, db, ref, &q);

	*out = false;
	if (e == OK)
		e = source_actions(a, db, &q, account, &acts);
	for (; e == OK && *acts != NULL; acts++)
		*out = *out || str_eq(*acts, "clue");
	return e;
}

enum err
source_do(struct arena *a, struct db *db, const struct act *act, struct ref ref, const char *action, int32_t version,
    struct input *in, struct problems *p, const char **answer)
{
	struct act_request q = { .kind = &request_kind, .key = { .ref = ref, .action = action }, .in = in,
	    .version = version };
	char text[REF_TEXT_SIZE];

	if (!on_desk(action))
		return err_set(ERR_NOT_FOUND, "no such act");
	ref_text(ref, text);
	q.body = arena_printf(a, "request %s %s %s", text, action, input_to_json(a, in));
	return act_do(a, db, act, &q, p, answer);
}

enum err
source_clue(struct arena *a, struct db *db, const struct act *act, struct ref ref, int64_t case_id,
    const char *number)
{
	struct request_clue x = { case_id, number };
	struct act_request q = { .kind = &request_kind, .key = { .ref = ref, .action = "clue" },
	    .version = ACT_ANY_VERSION, .with = &x };
	struct problems unseen;

	problems_init(&unseen, a);
	return act_do_within(a, db, act, &q, &unseen);
}
