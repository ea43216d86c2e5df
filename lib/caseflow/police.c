/* police.c - how far a transfer to the police is: what guards ask. */
#include "lib/caseflow/police.h"

#include <string.h>

#include "lib/base/str.h"

static enum err
is(struct act_move *m, const char *states, bool *holds)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select exists (select from xz.caseflow_police p where p.id = " POLICE_LIVE
	    " and p.state = any(string_to_array($2, ' '))) as yes", DB_I64(case_of(m)->id), DB_TEXT(states));

	*holds = e == OK && row_bool(r, "yes");
	return e;
}

enum err
police_none(struct act_move *m, bool *holds)
{
	enum err e = is(m, "proposed sent received filed not_filed asked_again upheld told_procurator", holds);

	*holds = !*holds;
	return e;
}

enum err
police_ripe(struct act_move *m, bool *holds)
{
	const char *state = case_of(m)->state;

	*holds = strcmp(case_of(m)->phase, "clue") != 0 || strcmp(state, "clue_verified") == 0 ||
	    strcmp(state, "filing_proposed") == 0;
	return OK;
}

enum err
police_proposed(struct act_move *m, bool *holds)
{
	return is(m, "proposed", holds);
}

enum err
police_sent(struct act_move *m, bool *holds)
{
	return is(m, "sent", holds);
}

enum err
police_unanswered(struct act_move *m, bool *holds)
{
	return is(m, "sent received", holds);
}

enum err
police_refused(struct act_move *m, bool *holds)
{
	return is(m, "not_filed", holds);
}

enum err
police_asked_again(struct act_move *m, bool *holds)
{
	return is(m, "asked_again", holds);
}

enum err
police_stays_refused(struct act_move *m, bool *holds)
{
	return is(m, "not_filed upheld", holds);
}

enum err
police_goods_wait(struct act_move *m, bool *holds)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select exists (select from xz.caseflow_police p where p.id = " POLICE_LIVE
	    " and p.state = 'filed' and p.goods_on is null) and " POLICE_GOODS_AT_HOME " as yes",
	    DB_I64(case_of(m)->id));

	*holds = e == OK && row_bool(r, "yes");
	return e;
}

enum err
police_party_untold(struct act_move *m, bool *holds)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select exists (select from xz.caseflow_police p where p.id = " POLICE_LIVE
	    " and p.state <> 'proposed' and p.party_told_on is null) and " POLICE_GOODS_AT_HOME " as yes",
	    DB_I64(case_of(m)->id));

	*holds = e == OK && row_bool(r, "yes");
	return e;
}
