/* monitor.c - acts on alerts as the desk calls them; the engine does them. */
#include "lib/monitor/monitor.h"

#include "lib/base/arena.h"
#include "lib/monitor/priv.h"

#define ACTIONS_MAX 4

/* What has no form is no act of the desk. */
static bool
on_desk(const char *action)
{
	const struct act_step *s = act_step_find(&alert_kind, action);

	return s != NULL && s->fields != NULL;
}

enum err
monitor_form(struct arena *a, struct db *db, int64_t account, struct ref ref, const char *action, struct input **out)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE };
	struct act_key key = { .ref = ref, .action = action };
	struct act_move *m;
	enum err e;

	if (!on_desk(action))
		return err_set(ERR_NOT_FOUND, "no such act");
	e = act_form(a, db, &act, &alert_kind, &key, &m);
	if (e == ERR_DENIED)
		return err_set(ERR_NOT_FOUND, "not theirs to do");
	if (e == OK)
		*out = m->in;
	return e;
}

enum err
monitor_actions(struct arena *a, struct db *db, const struct monitor_alert *x, int64_t account,
    const char *const **out)
{
	struct monitor_alert own = *x;
	struct act_move m = { .a = a, .db = db, .kind = &alert_kind, .own = &own };
	const char **list = ARENA_ARRAY(a, const char *, ACTIONS_MAX + 1);
	const struct act_transition *ts;
	int k, ts_n, n = 0;
	bool yes;
	enum err e = people_actor_load(a, db, account, &m.actor);

	if (e == OK)
		e = act_transition_kept(db, MONITOR_PROCEDURE, MONITOR_VERSION, &ts, &ts_n);
	for (k = 0; e == OK && k < ts_n && n < ACTIONS_MAX; k++) {
		m.t = &ts[k];
		if (!on_desk(m.t->action) || !act_transition_from(m.t, x->state))
			continue;
		e = alert_may(&m, &yes);
		if (e == OK && yes)
			list[n++] = arena_strdup(a, m.t->action);
	}
	*out = list;
	return e;
}

enum err
monitor_do(struct arena *a, struct db *db, const struct act *act, struct ref ref, const char *action, int32_t version,
    struct input *in, struct problems *p, const char **answer)
{
	struct act_request q = { .kind = &alert_kind, .key = { .ref = ref, .action = action }, .in = in,
	    .version = version };
	char text[REF_TEXT_SIZE];

	if (!on_desk(action))
		return err_set(ERR_NOT_FOUND, "no such act");
	ref_text(ref, text);
	q.body = arena_printf(a, "alert %s %s %s", text, action, input_to_json(a, in));
	return act_do(a, db, act, &q, p, answer);
}
