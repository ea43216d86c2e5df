/* joint.c - acts on programmes as the desk calls them; the engine does them. */
#include "lib/joint/joint.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/joint/priv.h"
#include "lib/sec/sec.h"

#define ACTIONS_MAX 12

/* ---- for each kind of the module */

enum err
joint_desk_form(struct arena *a, struct db *db, int64_t account, const struct act_kind *kind,
    const struct act_key *key, struct input **out)
{
	const struct act_step *s = act_step_find(kind, key->action);
	struct act act = { .principal = account, .occurred_at = TIME_NONE };
	struct act_move *m;
	enum err e;

	if (s == NULL || s->fields == NULL)	/* what has no form is no act of the desk */
		return err_set(ERR_NOT_FOUND, "no such act");
	e = act_form(a, db, &act, kind, key, &m);
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
	const struct act_step *s = act_step_find(m->kind, t->action);
	enum err e = OK;

	m->t = t;
	*yes = s != NULL && s->fields != NULL && act_transition_from(t, m->kind->now(m).state);
	if (*yes)
		e = m->kind->may(m, yes);
	return e == OK && *yes ? act_applies(m, yes) : e;
}

enum err
joint_desk_actions(struct act_move *m, int64_t account, const char *procedure, int32_t version, const char *const **out)
{
	const char **acts = ARENA_ARRAY(m->a, const char *, ACTIONS_MAX + 1);
	const struct act_transition *ts;
	int k, ts_n, n = 0;
	bool yes;
	enum err e = people_actor_load(m->a, m->db, account, &m->actor);

	if (e == OK)
		e = act_transition_kept(m->db, procedure, version, &ts, &ts_n);
	for (k = 0; e == OK && k < ts_n && n < ACTIONS_MAX; k++) {
		e = possible(m, &ts[k], &yes);
		if (e == OK && yes)
			acts[n++] = arena_strdup(m->a, ts[k].action);
	}
	*out = acts;
	return e;
}

/* ---- programmes */

enum err
joint_form(struct arena *a, struct db *db, int64_t account, const struct joint_key *k, struct input **out)
{
	struct act_key key = { .ref = k->ref, .action = k->action, .source = k };

	return joint_desk_form(a, db, account, &programme_kind, &key, out);
}

enum err
joint_actions(struct arena *a, struct db *db, const struct joint_programme *p, int64_t account,
    const char *const **out)
{
	struct joint_programme own = *p;
	struct act_move m = { .a = a, .db = db, .kind = &programme_kind, .own = &own, .by = ACT_PERSON };

	return joint_desk_actions(&m, account, PROGRAMME_PROCEDURE, PROGRAMME_VERSION, out);
}

enum err
joint_do(struct arena *a, struct db *db, const struct act *act, const struct joint_key *k, int32_t version,
    struct input *in, struct problems *p, const char **answer)
{
	struct act_request q = { .kind = &programme_kind, .key = { .ref = k->ref, .action = k->action, .source = k },
	    .in = in, .version = version };
	char ref[REF_TEXT_SIZE], line[REF_TEXT_SIZE], hex[2 * SHA256_SIZE + 1] = "";
	unsigned char digest[SHA256_SIZE];

	ref_text(k->ref, ref);
	ref_text(k->line, line);
	if (k->file != NULL) {
		sha256(k->file->bytes, k->file->n, digest);
		str_hex(digest, SHA256_SIZE, hex);
	}
	q.body = arena_printf(a, "programme %s %s %s %s %s", ref, line, k->action, hex, input_to_json(a, in));
	return act_do(a, db, act, &q, p, answer);
}
