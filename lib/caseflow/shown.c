/* shown.c - see shown.h. */
#include "lib/caseflow/shown.h"

#include <string.h>

#include "lib/calendar/calendar.h"
#include "lib/disclosure/disclosure.h"

enum err
shown_drop_draft(struct act_move *m, const char *reason)
{
	struct disclosure_item it;
	enum err e = disclosure_get(m->a, m->db, track_of(m)->ref, &it);

	if (e != OK || strcmp(it.state, "draft") != 0)
		return e;
	return disclosure_withhold(m->a, m->db, it.id, reason, m->actor.account);
}

/* One term for what is shown, however often it is overtaken. */
static enum err
withdraw_by(struct act_move *m, int32_t day)
{
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "track", track_of(m)->id, "withdraw.term", &clock);

	return e == ERR_NOT_FOUND ? case_clock_open(m, "withdraw.term", day, &clock) : e;
}

enum err
shown_end(struct act_move *m, int32_t day, const char *reason)
{
	bool shown = strcmp(track_of(m)->publish_state, "published") == 0;
	enum err e;

	if (!shown && strcmp(track_of(m)->publish_state, "open") != 0)
		return OK;
	e = shown_drop_draft(m, reason);
	if (e != OK || shown)
		return e == OK ? withdraw_by(m, day) : e;
	e = case_clock_close(m, "publish.penalty", "cancelled");
	return e == OK ? DB_EXEC(m->a, m->db, "update xz.caseflow_track set publish_state = 'withheld' where id = $1",
	    DB_I64(track_of(m)->id)) : e;
}

enum err
shown_anew(struct act_move *m, int64_t decision, const struct ref *remedy, int32_t day, const char *reason)
{
	bool shown = strcmp(track_of(m)->publish_state, "published") == 0;
	int64_t clock;
	enum err e;

	if (!shown && strcmp(track_of(m)->publish_state, "open") != 0)
		return OK;
	e = shown_drop_draft(m, reason);
	if (e == OK && !shown)
		e = case_clock_close(m, "publish.penalty", "cancelled");
	if (e == OK)
		e = remedy != NULL ? disclosure_open_anew(m->a, m->db, decision, *remedy) :
		    disclosure_open(m->a, m->db, decision);
	if (e == OK && shown)
		return withdraw_by(m, day);
	return e == OK ? case_clock_open(m, "publish.penalty", day, &clock) : e;
}
