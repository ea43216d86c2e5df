/* due.c - acts on invitations as the desk and the daemon call them; the engine does them. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/joint/priv.h"
#include "lib/joint/refusal.h"

#define A_TICK 50

enum err
joint_invitation_form(struct arena *a, struct db *db, int64_t account, const struct invite_key *k, struct input **out)
{
	struct act_key key = { .ref = k->ref, .action = k->action, .source = k };

	return joint_desk_form(a, db, account, &invitation_kind, &key, out);
}

enum err
joint_invitation_actions(struct arena *a, struct db *db, const struct joint_invitation *v, int64_t account,
    const char *const **out)
{
	struct joint_invitation own = *v;
	struct act_move m = { .a = a, .db = db, .kind = &invitation_kind, .own = &own, .by = ACT_PERSON };

	return joint_desk_actions(&m, account, INVITATION_PROCEDURE, INVITATION_VERSION, out);
}

enum err
joint_invitation_do(struct arena *a, struct db *db, const struct act *act, const struct invite_key *k, int32_t version,
    struct input *in, struct problems *p, const char **answer)
{
	struct act_request q = { .kind = &invitation_kind, .in = in, .version = version,
	    .key = { .ref = k->ref, .action = k->action, .source = k } };
	char ref[REF_TEXT_SIZE], of[REF_TEXT_SIZE];

	ref_text(k->ref, ref);
	ref_text(k->inspection, of);
	q.body = arena_printf(a, "invitation %s %s %s %s", ref, of, k->action, input_to_json(a, in));
	return act_do(a, db, act, &q, p, answer);
}

/* ---- the daemon */

struct noting {
	struct act act;
	struct ref ref;
	const char *action;
};

static enum err
note(struct arena *a, struct db *db, void *ctx)
{
	const struct noting *x = ctx;
	struct act_request q = { .kind = &invitation_kind, .key = { .ref = x->ref, .action = x->action },
	    .by = ACT_DAEMON, .version = ACT_ANY_VERSION };
	struct problems unseen;
	enum err e;

	problems_init(&unseen, a);
	e = act_do_within(a, db, &x->act, &q, &unseen);
	return e == ERR_STATE ? OK : e;		/* it was answered meanwhile, or taken back */
}

enum err
joint_invitation_lapse(struct arena *a, struct db *db, const struct clock_row *clock, int64_t by, int64_t now)
{
	struct noting x = { .act = { .principal = by, .occurred_at = TIME_NONE }, .ref = clock->subject_ref,
	    .action = "lapse" };

	(void)now;
	return note(a, db, &x);
}

enum err
joint_due(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select ref, outcome from xz.joint_outcomes($1::int)", DB_I64(A_TICK));

	*n = 0;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct noting x = { .act = { .principal = by, .occurred_at = TIME_NONE },
		    .ref = row_ref(db_at(rows, i), "ref"), .action = row_text(db_at(rows, i), "outcome") };

		e = db_tx_run(a, db, NULL, note, &x, NULL);
		*n += e == OK;
	}
	return e == OK ? joint_refusal_due(a, db, by, n) : e;
}
