/* clocks.c - the case's clocks: which subject they hang on, whose they are. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/move.h"

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
move_clock_open(struct move *m, const char *rule, int32_t day, int64_t *id)
{
	bool track = m->on_track;
	struct clock_new c;

	/* 国办发〔2018〕118号: penalties in seven working days, other decisions in twenty */
	if (track && strcmp(rule, "publish.penalty") == 0 && strcmp(m->tr.outcome, "no_penalty") == 0)
		rule = "publish.other";
	c = (struct clock_new){ .subject_kind = track ? "track" : "case", .subject_id = track ? m->tr.id : m->cf.id,
	    .subject_ref = track ? m->tr.ref : m->cf.ref, .agency = m->cf.agency, .unit = m->cf.unit,
	    .duty = duty_for(rule), .rule = rule, .start_at = time_of_day(day, 12, 0) };
	/* what is not published has no term to be published in, nor one to be withdrawn in */
	if (track && str_starts(rule, "publish.") && strcmp(m->tr.outcome, "penalty") != 0 &&
	    strcmp(m->tr.outcome, "no_penalty") != 0)
		return OK;
	if (track && str_starts(rule, "withdraw.") && strcmp(m->tr.publish_state, "published") != 0)
		return OK;
	/* hours run from the minute, not from the day */
	if (strcmp(rule, "measure.emergency_report") == 0)
		c.start_at = m->occurred;
	if (strcmp(rule, "preserve.term") == 0)
		c.expiry_action = "preserve_lapse";
	return calendar_clock_start(m->a, m->db, &c, id);
}

/* The open clock of a rule on the track, else on the case; 0: none. */
static enum err
find(struct move *m, const char *rule, int64_t *id)
{
	enum err e = ERR_NOT_FOUND;

	*id = 0;
	if (m->on_track)
		e = calendar_clock_find(m->a, m->db, "track", m->tr.id, rule, id);
	if (e == ERR_NOT_FOUND)
		e = calendar_clock_find(m->a, m->db, "case", m->cf.id, rule, id);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* The ninety days are kept when the last party has its decision. */
static enum err
others_undecided(struct move *m, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_track k where k.case_id = $1 and k.id <> $2 and not exists"
	    " (select from xz.caseflow_decision d where d.track_id = k.id)) as yes",
	    DB_I64(m->cf.id), DB_I64(m->tr.id));

	if (e == OK)
		*out = row_bool(r, "yes");
	return e;
}

enum err
move_clock_close(struct move *m, const char *rule, const char *state)
{
	bool wait = false;
	int64_t id;
	enum err e = find(m, rule, &id);

	if (e == OK && id == 0 && strcmp(rule, "publish.penalty") == 0)
		e = find(m, "publish.other", &id);
	if (e == OK && m->on_track && strcmp(rule, "case.decide") == 0)
		e = others_undecided(m, &wait);
	if (e == OK && wait)
		return OK;

	return e == OK && id != 0 ? calendar_clock_close(m->a, m->db, id, state, m->occurred, 0) : e;
}

enum err
move_clock_due(struct move *m, const char *rule, int64_t *due)
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
move_parameter(struct move *m, const char *key, int64_t *value)
{
	struct calendar_parameter p;
	enum err e = calendar_parameter_get(m->a, m->db, key, time_day(m->occurred), m->cf.agency, "", &p);

	if (e == OK)
		*value = p.value;
	return e;
}

enum err
move_clock_pause(struct move *m, const char *rule, const char *kind, int32_t from)
{
	int64_t id;
	enum err e = find(m, rule, &id);

	if (e != OK || id == 0)
		return e;
	return calendar_clock_exclude_begin(m->a, m->db, id, kind, time_of_day(from, 0, 0), m->on_track ? m->tr.ref : m->cf.ref);
}

enum err
move_clock_resume(struct move *m, const char *rule, const char *kind, int32_t to)
{
	int64_t id;
	enum err e = find(m, rule, &id);

	if (e != OK || id == 0)
		return e;
	return calendar_clock_exclude_end(m->a, m->db, id, kind, time_of_day(to, 0, 0), m->on_track ? m->tr.ref : m->cf.ref);
}

enum err
move_clock_extend(struct move *m, const char *rule, const char *key, const char *reason)
{
	struct calendar_parameter p;
	int64_t id;
	enum err e = find(m, rule, &id);

	if (e == OK && id == 0)
		return err_set(ERR_STATE, "no open clock %s to extend", rule);
	if (e == OK)
		e = calendar_parameter_get(m->a, m->db, key, time_day(m->occurred), m->cf.agency, "", &p);
	if (e != OK)
		return e;
	return calendar_clock_extend(m->a, m->db, id, &(struct clock_extension){ .n = p.value, .unit = p.unit,
	    .parameter = p.id, .by = m->actor.account, .at = m->now, .reason = reason });
}
