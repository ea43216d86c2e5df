/* consent.c - one routine visit of a firm more than its region has in a year: the consent of the government of the same
 * level, with its paper, or why none is needed.  How many a year has is a dated parameter of the region; where none is
 * in force nothing is asked. */
#include <inttypes.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"

#define FIGURE "inspection.cap.consent"

const struct field insp_consent_fields[] = {
	{ .name = "consent", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "inspect_consent" },
	{ .name = "government", .type = FIELD_LINE, .min = 4, .max = 60 },
	{ .name = "paper_no", .type = FIELD_LINE, .min = 3, .max = 60 },
	{ .name = "given_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ 0 }
};

/* A consent has its government, number and day; a ground of the statute stands by itself. */
static bool
complete(struct act_move *m)
{
	static const char *const of[] = { "government", "paper_no", "given_on" };
	bool consent = str_eq(input_text(m->in, "consent"), "consent");
	size_t i;

	for (i = 0; i < sizeof(of) / sizeof(*of); i++)
		if (consent != input_given(m->in, of[i]))
			act_problem(m, of[i], consent ? "required" : "inspect_consent_none", NULL);
	return m->p->n == 0;
}

enum err
insp_consent(struct act_move *m)
{
	const char *ground = input_text(m->in, "consent");
	bool consent = str_eq(ground, "consent");
	enum err e;

	if (!complete(m))
		return err_set(ERR_INPUT, "no whole consent");
	e = DB_EXEC(m->a, m->db, "insert into xz.inspection_consent (inspection_id, ground, government, paper_no,"
	    " given_on, account_id, at) values ($1, $2, $3, $4, $5, $6, $7)", DB_I64(insp_of(m)->id), DB_TEXT(ground),
	    DB_TEXT(consent ? input_text(m->in, "government") : ""),
	    DB_TEXT(consent ? input_text(m->in, "paper_no") : ""),
	    consent ? DB_DAY(input_day(m->in, "given_on")) : DB_NULL, DB_I64(m->actor.account), DB_TIME(m->now));
	if (e == ERR_CONFLICT)
		return act_refuse(m, ERR_STATE, "", "inspect_consent_there", NULL);
	act_note(m, "ground", json_string(ground));
	if (consent) {
		act_note(m, "government", json_string(input_text(m->in, "government")));
		act_note(m, "paper", json_string(input_text(m->in, "paper_no")));
	}
	return e;
}

/* Whether it is one more than the region has, and nobody consented yet; "n/of" where it is, NULL: no. */
static enum err
lacking(struct act_move *m, bool booked, const char **out)
{
	int64_t of, parameter, n;
	struct db_row r;
	enum err e;

	*out = NULL;
	if (!str_eq(insp_of(m)->kind, "routine") || insp_of(m)->emergency)
		return OK;
	e = insp_cap_figure(m->a, m->db, FIGURE, time_day(insp_of(m)->from_at), insp_of(m)->agency, NULL, &of,
	    &parameter);
	if (e != OK || of < 0)
		return e;
	e = insp_routine(m, booked, &n);
	if (e != OK || n < of)
		return e;
	*out = arena_printf(m->a, "%" PRId64 "/%" PRId64, n, of);
	e = DB_ONE(m->a, m->db, &r, "select ground from xz.inspection_consent where inspection_id = $1",
	    DB_I64(insp_of(m)->id));
	if (e == OK)
		*out = NULL;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
insp_consented(struct act_move *m, bool booked)
{
	const char *by;
	enum err e = lacking(m, booked, &by);

	return e == OK && by != NULL ? act_refuse(m, ERR_STATE, "", "inspect_consent", by) : e;
}

enum err
insp_consent_wanted(struct act_move *m, bool *holds)
{
	const char *by;
	enum err e = lacking(m, false, &by);

	*holds = by != NULL;
	return e;
}

enum err
inspection_consent_get(struct arena *a, struct db *db, int64_t id, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select c.ground, k.name_zh, k.name_en, c.government, c.paper_no, c.given_on"
	    " from xz.inspection_consent c join xz.law_code k on k.kind = 'inspect_consent' and k.code = c.ground"
	    " where c.inspection_id = $1", DB_I64(id));
}
