/* dates.c - days that people type for what they did: in the order of the acts, and not too long ago. */
#include "lib/base/arena.h"
#include "lib/caseflow/move.h"

/* The day of a day or time field; DAY_NONE: not typed. */
static int32_t
typed_day(struct move *m, const char *field)
{
	const struct value *v = input_value(m->in, field);

	if (!v->given)
		return DAY_NONE;
	return v->field->type == FIELD_TIME ? time_day(v->number) : v->day;
}

void
move_not_before(struct move *m, const char *field, int32_t day)
{
	int32_t typed = typed_day(m, field);
	char text[DAY_TEXT_SIZE];

	if (typed == DAY_NONE || day == DAY_NONE || typed >= day)
		return;
	day_text(day, text);
	move_problem(m, field, "before_day", text);
}

enum err
move_not_too_old(struct move *m, const char *field)
{
	int32_t typed = typed_day(m, field);
	int64_t back;
	enum err e = move_parameter(m, "backdate.max", &back);

	if (e == OK && typed != DAY_NONE && typed < m->today - (int32_t)back)
		move_problem(m, field, "too_old", arena_printf(m->a, "%d", (int)back));
	return e;
}
