/* late_code.c - a second officer's one-time code that was typed without a network and is sent later. */
#include "lib/base/arena.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"

/* A phone's clock has minutes, a code half a minute more. */
#define CODE_SLACK_US (90 * SECOND_US)
#define SKEW_SAID_US (120 * SECOND_US)

enum err
insp_take_code(struct act_move *m)
{
	const struct inspection_doing *d = insp_on_desk(m->step) ? m->with : NULL;
	const struct inspection *i = insp_of(m);
	struct calendar_parameter most;
	struct db_row r;
	enum err e;

	if (d == NULL || !d->code_late)
		return OK;
	e = calendar_parameter_get(m->a, m->db, "cosign.offline", m->today, i->agency, NULL, &most);
	if (e != OK)
		return e;
	if (d->code_age > most.value * HOUR_US)
		return act_refuse(m, ERR_INPUT, "code", "code_old", NULL);
	if (i->arrived_at != TIME_NONE && m->now - d->code_age < i->arrived_at - CODE_SLACK_US)
		return act_refuse(m, ERR_INPUT, "code", "code_early", NULL);
	e = DB_ONE(m->a, m->db, &r, "select xz.people_code_take($1) as taken", DB_I64(d->signer));
	if (e == OK && !row_bool(r, "taken"))
		return act_refuse(m, ERR_INPUT, "code", "code_used", NULL);
	act_note(m, "typed_before_s", json_integer(d->code_age / SECOND_US));
	if (d->skew > SKEW_SAID_US || d->skew < -SKEW_SAID_US)
		act_note(m, "phone_clock_off_s", json_integer(d->skew / SECOND_US));
	return e;
}
