/* clocks.c - the case's clocks: which subject they hang on, whose they are. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/case_priv.h"

static const char *
duty_for(const char *rule)
{
	if (str_starts(rule, "review."))
		return "reviewer";
	if (str_starts(rule, "publish.") || str_starts(rule, "withdraw."))
		return "publisher";
	if (strcmp(rule, "reporter.tell") == 0)
		return "intake";
	if (strcmp(rule, "hearing.chair") == 0)
		return "agency_head";
	if (str_starts(rule, "hearing.") && strcmp(rule, "hearing.handover") != 0)
		return "chair";
	return str_starts(rule, "close.archive") ? "archivist" : "officer";
}

enum err
case_clock_open(struct act_move *m, const char *rule, int32_t day, int64_t *id)
{
	bool track = on_track(m);
	struct clock_new c;

	/* 国办发〔2018〕118号: penalties in seven working days, other decisions in twenty */
	if (track && strcmp(rule, "publish.penalty") == 0 && strcmp(track_of(m)->outcome, "no_penalty") == 0)
		rule = "publish.other";
	c = (struct clock_new){ .subject_kind = track ? "track" : "case", .subject_id = track ? track_of(m)->id :
	    case_of(m)->id, .subject_ref = track ? track_of(m)->ref : case_of(m)->ref, .agency = case_of(m)->agency,
	    .unit = case_of(m)->unit, .duty = duty_for(rule), .rule = rule, .start_at = time_of_day(day, 12, 0) };
	/* what is not published has no term to be published in, nor one to be withdrawn in */
	if (track && str_starts(rule, "publish.") && strcmp(track_of(m)->outcome, "penalty") != 0 &&
	    strcmp(track_of(m)->outcome, "no_penalty") != 0)
		return OK;
	if (track && str_starts(rule, "withdraw.") && strcmp(track_of(m)->publish_state, "published") != 0)
		return OK;
	/* hours run from the minute, not from the day */
	if (strcmp(rule, "measure.emergency_report") == 0)
		c.start_at = m->occurred;
	if (strcmp(rule, "preserve.term") == 0)
		c.expiry_action = "preserve_lapse";
	return act_clock_start(m, &c, id);
}

/* The open clock of a rule on the track, else on the case; 0: none. */
static enum err
find(struct act_move *m, const char *rule, int64_t *id)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select id from xz.calendar_clock where rule = $3 and state = 'open'"
	    " and ((subject_kind = 'track' and subject_id = $2) or (subject_kind = 'case' and subject_id = $1))"
	    " order by subject_kind = 'case', id desc limit 1", DB_I64(case_of(m)->id),
	    DB_I64(on_track(m) ? track_of(m)->id : 0), DB_TEXT(rule));

	*id = e == OK ? row_i64(r, "id") : 0;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* The ninety days are kept when the last party has its decision. */
static enum err
others_undecided(struct act_move *m, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_track k where k.case_id = $1 and k.id <> $2 and not exists"
	    " (select from xz.caseflow_decision d where d.track_id = k.id)) as yes",
	    DB_I64(case_of(m)->id), DB_I64(track_of(m)->id));

	if (e == OK)
		*out = row_bool(r, "yes");
	return e;
}

enum err
case_clock_close(struct act_move *m, const char *rule, const char *state)
{
	bool wait = false;
	int64_t id;
	enum err e = find(m, rule, &id);

	if (e == OK && id == 0 && strcmp(rule, "publish.penalty") == 0)
		e = find(m, "publish.other", &id);
	if (e == OK && on_track(m) && strcmp(rule, "case.decide") == 0)
		e = others_undecided(m, &wait);
	if (e == OK && wait)
		return OK;

	return e == OK && id != 0 ? act_clock_close(m, id, state, m->occurred) : e;
}

enum err
case_clock_due(struct act_move *m, const char *rule, int64_t *due)
{
	struct clock_row row;
	int64_t id;
	enum err e = find(m, rule, &id);

	if (e == OK && id == 0)
		return err_set(ERR_NOT_FOUND, "no open clock %s", rule);
	if (e == OK)
		e = calendar_clock_get(m->a, m->db, id, m->now, &row);
	if (e == OK)
		*due = row.due_at;
	return e;
}

enum err
case_clock_pause(struct act_move *m, const char *rule, const char *kind, int32_t from)
{
	int64_t id;
	enum err e = find(m, rule, &id);

	if (e != OK || id == 0)
		return e;
	return calendar_clock_exclude_begin(m->a, m->db, id, kind, time_of_day(from, 0, 0),
	    on_track(m) ? track_of(m)->ref : case_of(m)->ref);
}

enum err
case_clock_resume(struct act_move *m, const char *rule, const char *kind, int32_t to)
{
	int64_t id;
	enum err e = find(m, rule, &id);

	if (e != OK || id == 0)
		return e;
	return calendar_clock_exclude_end(m->a, m->db, id, kind, time_of_day(to, 0, 0),
	    on_track(m) ? track_of(m)->ref : case_of(m)->ref);
}

enum err
case_clock_extend(struct act_move *m, const char *rule, const char *key, const char *reason)
{
	struct calendar_parameter p;
	int64_t id;
	enum err e = find(m, rule, &id);

	if (e == OK && id == 0)
		return err_set(ERR_STATE, "no open clock %s to extend", rule);
	if (e == OK)
		e = calendar_parameter_get(m->a, m->db, key, time_day(m->occurred), case_of(m)->agency, "", &p);
	if (e != OK)
		return e;
	return act_clock_extend(m, id, &p, reason);
}
