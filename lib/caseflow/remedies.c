/* remedies.c - how a decision is fought, as its day has it; see decision.h. */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/words.h"
#include "lib/people/admin.h"

static enum err
figure(struct act_move *m, const char *key, int32_t day, int64_t *out)
{
	struct calendar_parameter p;
	enum err e = calendar_parameter_get(m->a, m->db, key, day, case_of(m)->agency, case_of(m)->field, &p);

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

/* The bodies of that day, the one of review with the other that may be chosen. */
static enum err
bodies(struct act_move *m, int32_t day, struct people_bodies *out)
{
	enum err e = people_bodies_on(m->a, m->db, case_of(m)->agency, day, out);

	if (e == ERR_NOT_FOUND) {
		*out = (struct people_bodies){ .review_body = "", .also = "", .channel = "", .court = "" };
		e = OK;
	}
	if (e == OK && *out->also != '\0')
		out->review_body = arena_printf(m->a, CASE_BODY_OR, out->review_body, out->also);
	return e;
}

/* 行政复议法 22(2): who is served over the network may apply over it. */
static enum err
channel(struct act_move *m, const struct people_bodies *b, const char **out)
{
	struct db_row r;
	enum err e = OK;

	*out = "";
	if (*b->channel == '\0' || !on_track(m))
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select electronic_consent from xz.caseflow_party where id = $1",
	    DB_I64(track_of(m)->party_id));
	if (e == OK && row_bool(r, "electronic_consent"))
		*out = arena_printf(m->a, CASE_REMEDIES_CHANNEL, b->channel);
	return e;
}

enum err
decision_remedies(struct act_move *m, int32_t day, const char **out)
{
	struct people_bodies b;
	int64_t review, suit;
	const char *through;
	bool first;
	enum err e = decision_review_first(m, day, &first);

	if (e == OK)
		e = figure(m, "remedy.review", day, &review);
	if (e == OK)
		e = figure(m, first ? "remedy.suit.after_review" : "remedy.suit", day, &suit);
	if (e == OK)
		e = bodies(m, day, &b);
	if (e == OK)
		e = channel(m, &b, &through);
	if (e != OK)
		return e;
	if (first && *b.review_body == '\0')
		act_problem(m, "", "no_review_body", NULL);
	*out = arena_printf(m->a, first ? CASE_REMEDIES_FIRST "%s" : CASE_REMEDIES "%s", review, b.review_body, suit,
	    b.court, through);
	return OK;
}

enum err
decision_remedies_check(struct act_move *m, int32_t day, bool device)
{
	const char *text = input_text(m->in, "remedies");
	struct people_bodies b;
	enum err e = people_bodies_on(m->a, m->db, case_of(m)->agency, day, &b);

	if (e == ERR_NOT_FOUND || (e == OK && (*b.review_body == '\0' || *b.court == '\0'))) {
		act_problem(m, "", "no_review_body", NULL);
		return OK;
	}
	if (e != OK || !input_given(m->in, "remedies"))
		return e;
	if (strstr(text, b.review_body) == NULL)
		act_problem(m, "remedies", "remedies_body", b.review_body);
	if (strstr(text, b.court) == NULL)
		act_problem(m, "remedies", "remedies_body", b.court);
	if (device && strstr(text, CASE_REMEDIES_THROUGH) == NULL)
		act_problem(m, "remedies", "remedies_device", CASE_REMEDIES_HANDED);
	return OK;
}
