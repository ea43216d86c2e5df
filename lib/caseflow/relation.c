/* relation.c - who may take a step: the duty, and how the actor stands to the case. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/caseflow/case_priv.h"

/* As it was read with the case, or once for all that is asked of the move. */
static enum err
standing(struct act_move *m, const struct case_standing **out)
{
	struct case_standing *s = &((struct case_move *)m->own)->stands;
	struct db_row r;
	enum err e;

	*out = s;
	if (s->known)
		return OK;
	e = DB_ONE(m->a, m->db, &r,
	    "select coalesce(bool_or(role <> 'verifier' and state = 'named'), false) as named,"
	    " coalesce(bool_or(role <> 'verifier' and state = 'accepted'), false) as accepted,"
	    " coalesce(bool_or(role = 'verifier' and state = 'accepted'), false) as verifies"
	    " from xz.caseflow_officer where case_id = $1 and account_id = $2",
	    DB_I64(case_of(m)->id), DB_I64(m->actor.account));
	if (e == OK)
		*s = (struct case_standing){ .known = true, .named = row_bool(r, "named"),
		    .accepted = row_bool(r, "accepted"), .verifies = row_bool(r, "verifies") };
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

/* handler: of a clue that is not filed those who verify it, else its officers */
static bool
stands_as(const struct act_move *m, const struct case_standing *s, const char *relation)
{
	if (strcmp(relation, "handler") == 0)
		return s->accepted || (case_of(m)->number == NULL && s->verifies);
	if (strcmp(relation, "named") == 0)
		return s->named;
	if (strcmp(relation, "officer") == 0)
		return s->accepted;
	return strcmp(relation, "verifier") == 0 && (s->verifies || s->accepted);
}

enum err
case_may(struct act_move *m, bool *out)
{
	const char *rel = m->t->relation;
	const struct case_standing *s;
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
		return chairs(m, out);
	} else {
		e = standing(m, &s);
		if (e == OK)
			*out = stands_as(m, s, rel);
	}
	return e;
}
