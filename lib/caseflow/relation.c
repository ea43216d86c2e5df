/* relation.c - who may take a step: the duty, and how the actor stands to the case. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/caseflow/case_priv.h"

/* A live row of caseflow_officer in one of the states, by role. */
static enum err
named(struct act_move *m, bool verifier, const char *state, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_officer where case_id = $1 and account_id = $2"
	    " and (role = 'verifier') = $3 and state = $4) as yes",
	    DB_I64(case_of(m)->id), DB_I64(m->actor.account), DB_BOOL(verifier), DB_TEXT(state));

	if (e == OK)
		*out = row_bool(r, "yes");
	return e;
}

static enum err
chairs(struct act_move *m, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_hearing where track_id = $1 and chair_account = $2"
	    " and withdrawn_on is null) as yes", DB_I64(track_of(m)->id), DB_I64(m->actor.account));

	if (e == OK)
		*out = row_bool(r, "yes");
	return e;
}

enum err
case_may(struct act_move *m, bool *out)
{
	const char *rel = m->t->relation;
	bool verifier = false, officer = false;
	enum err e = OK;

	*out = false;
	/* what the law lets happen by itself is nobody's to do */
	if (strcmp(rel, "platform") == 0 || m->by == ACT_DAEMON) {
		*out = strcmp(rel, "platform") == 0 && m->by == ACT_DAEMON;
		return OK;
	}
	if ((m->actor.duties & m->t->duty) == 0)
		return OK;
	if (m->is_new || strcmp(rel, "agency") == 0) {
		*out = m->is_new ? m->actor.agency != 0 : m->actor.agency == case_of(m)->agency;
		return OK;
	}
	if (m->actor.agency != case_of(m)->agency)
		return OK;
	if (strcmp(rel, "unit") == 0) {
		*out = m->actor.unit != 0 && (m->actor.unit == case_of(m)->unit || case_of(m)->unit == 0);
	} else if (strcmp(rel, "chair") == 0) {
		e = chairs(m, out);
	} else if (strcmp(rel, "named") == 0) {
		e = named(m, false, "named", out);
	} else if (strcmp(rel, "officer") == 0) {
		e = named(m, false, "accepted", out);
	} else if (strcmp(rel, "verifier") == 0) {
		e = named(m, true, "accepted", &verifier);
		if (e == OK)
			e = named(m, false, "accepted", &officer);
		*out = verifier || officer;
	}
	return e;
}
