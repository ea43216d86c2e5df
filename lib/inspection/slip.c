/* slip.c - see slip.h. */
#include "lib/inspection/slip.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/door/slip.h"
#include "lib/inspection/priv.h"

#define PRINT "slip_print"

/* Who is to be visited unannounced learns nothing before somebody stands at the door. */
static bool
known(const struct inspection *i)
{
	return i->arrived_at != TIME_NONE || (i->notified_at != TIME_NONE && !str_eq(i->notice_way, "on_site"));
}

bool
inspection_slip_may(const struct inspection *i)
{
	return i->mine && known(i) && !str_eq(i->state, "cancelled");
}

enum err
insp_slip(struct act_move *m)
{
	const struct inspection *i = insp_of(m);

	if (!known(i))
		return err_set(ERR_STATE, "a visit that was not announced");
	return m->with == NULL ? OK :
	    door_slip_put(m->a, m->db, "inspection", i->id, m->actor.account, m->now, m->with);
}

enum err
inspection_slip_form(struct arena *a, struct db *db, const struct act *act, struct ref ref, struct inspection *out)
{
	struct act_key key = { .ref = ref, .action = PRINT };
	struct act_move *m;
	enum err e = act_form(a, db, act, &insp_kind, &key, &m);

	if (e == ERR_DENIED)
		return err_set(ERR_NOT_FOUND, "not theirs to do");
	if (e == OK)
		*out = *insp_of(m);
	return e;
}

enum err
inspection_slip_print(struct arena *a, struct db *db, const struct act *act, struct ref ref, struct door_slip *slip,
    struct problems *p, const char **answer)
{
	char text[REF_TEXT_SIZE];
	struct act_request q = { .kind = &insp_kind, .key = { .ref = ref, .action = PRINT }, .version = ACT_ANY_VERSION,
	    .with = slip };
	enum err e;

	ref_text(ref, text);
	q.body = arena_printf(a, "%s %s", text, PRINT);
	e = act_do(a, db, act, &q, p, answer);
	return e == ERR_DENIED ? err_set(ERR_NOT_FOUND, "not theirs to do") : e;
}
