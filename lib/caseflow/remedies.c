/* remedies.c - how a decision is fought, as its day has it; see decision.h. */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/words.h"

static enum err
figure(struct act_move *m, const char *key, int32_t day, int64_t *out)
{
	struct calendar_parameter p;
	enum err e = calendar_parameter_get(m->a, m->db, key, day, case_of(m)->agency, "", &p);

	if (e == OK)
		*out = p.value;
	return e;
}

enum err
decision_review_first(struct act_move *m, int32_t day, bool *out)
{
	int64_t on = 0;
	enum err e = OK;

	if (strcmp(case_of(m)->procedure, "summary") == 0)
		e = figure(m, "remedy.review_first", day, &on);
	*out = e == OK && on != 0;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
decision_remedies(struct act_move *m, int32_t day, const char **out)
{
	int64_t review, suit;
	struct db_row r;
	bool first;
	enum err e = decision_review_first(m, day, &first);

	if (e == OK)
		e = figure(m, "remedy.review", day, &review);
	if (e == OK)
		e = figure(m, first ? "remedy.suit.after_review" : "remedy.suit", day, &suit);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select review_body, court from xz.people_agency where id = $1",
		    DB_I64(case_of(m)->agency));
	if (e != OK)
		return e;
	if (first && *row_text(r, "review_body") == '\0')
		act_problem(m, "", "no_review_body", NULL);
	*out = arena_printf(m->a, first ? CASE_REMEDIES_FIRST : CASE_REMEDIES, review,
	    row_text(r, "review_body"), suit, row_text(r, "court"));
	return OK;
}
