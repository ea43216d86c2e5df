/* problem.c - what steps say of their input and add to record and paper; the guards that the procedure names. */
#include <string.h>

#include "lib/act/priv.h"
#include "lib/base/arena.h"
#include "lib/calendar/calendar.h"

void
act_problems_restore(struct problems *p, const struct problems *before)
{
	*p = *before;
	if (p->tail == NULL)
		problems_init(p, p->arena);
	*p->tail = NULL;
}

void
act_problem(struct act_move *m, const char *field, const char *code, const char *arg)
{
	problem_add(m->p, field, code, arg);
}

enum err
act_refuse(struct act_move *m, enum err e, const char *field, const char *code, const char *arg)
{
	problem_add(m->p, field, code, arg);
	return err_set(e, "%s: %s %s", m->kind->subject, code, arg != NULL ? arg : "");
}

static void
drop(void *json)
{
	json_decref(json);
}

static void
put(struct arena *a, json_t **in, const char *name, json_t *value)
{
	if (*in == NULL) {
		*in = json_object();
		arena_defer(a, drop, *in);
	}
	json_object_set_new(*in, name, value);
}

void
act_note(struct act_move *m, const char *name, json_t *value)
{
	put(m->a, &m->payload, name, value);
}

void
act_doc(struct act_move *m, const char *name, json_t *value)
{
	put(m->a, &m->doc, name, value);
}

/* ---- days that people type for what they did: in the order of the acts, and not too long ago */

/* The day of a day or time field; DAY_NONE: not typed. */
static int32_t
typed_day(struct act_move *m, const char *field)
{
	const struct value *v = input_value(m->in, field);

	if (!v->given)
		return DAY_NONE;
	return v->field->type == FIELD_TIME ? time_day(v->number) : v->day;
}

void
act_not_before(struct act_move *m, const char *field, int32_t day)
{
	int32_t typed = typed_day(m, field);
	char text[DAY_TEXT_SIZE];

	if (typed == DAY_NONE || day == DAY_NONE || typed >= day)
		return;
	day_text(day, text);
	act_problem(m, field, "before_day", text);
}

enum err
act_parameter(struct act_move *m, const char *key, int64_t *value)
{
	struct calendar_parameter p;
	struct act_subject s = m->kind->now(m);
	enum err e = calendar_parameter_get(m->a, m->db, key, time_day(m->occurred),
	    s.id != 0 ? s.agency : m->actor.agency, s.field, &p);

	if (e == OK)
		*value = p.value;
	return e;
}

enum err
act_not_too_old(struct act_move *m, const char *field)
{
	int32_t typed = typed_day(m, field);
	int64_t back;
	enum err e = act_parameter(m, "backdate.max", &back);

	if (e == OK && typed != DAY_NONE && typed < m->today - (int32_t)back)
		act_problem(m, field, "too_old", arena_printf(m->a, "%d", (int)back));
	return e;
}

/* ---- guards */

static const struct act_guard *
find_guard(const struct act_kind *kind, const char *name)
{
	const struct act_guard *g;

	for (g = kind->guards; g->name != NULL; g++)
		if (strcmp(g->name, name) == 0)
			return g;
	return NULL;
}

static enum err
test_guard(struct act_move *m, const char *name)
{
	const struct act_guard *g = find_guard(m->kind, name);
	bool holds = false;
	enum err e;

	if (g == NULL)
		return err_set(ERR_DB, "procedure names an unknown guard %s", name);
	e = g->test(m, &holds);
	if (e == OK && !holds)
		act_problem(m, "", arena_printf(m->p->arena, "guard_%s", name), NULL);
	return e;
}

enum err
act_guards(struct act_move *m)
{
	enum err e = m->kind->before_guards != NULL ? m->kind->before_guards(m) : OK;
	int i;

	for (i = 0; e == OK && i < m->t->guards_n; i++)
		e = test_guard(m, m->t->guards[i]);
	if (e == OK && m->p->n > 0)
		return err_set(ERR_STATE, "%s: %s", m->t->action, m->p->first->code);
	return e;
}

enum err
act_applies(struct act_move *m, bool *out)
{
	const struct act_guard *g;
	struct problems unseen, *kept = m->p;
	enum err e = OK;
	int i;

	*out = true;
	problems_init(&unseen, m->a);
	m->p = &unseen;
	for (i = 0; e == OK && *out && i < m->t->guards_n; i++) {
		g = find_guard(m->kind, m->t->guards[i]);
		if (g != NULL && g->when)
			e = g->test(m, out);
	}
	m->p = kept;
	return e;
}
