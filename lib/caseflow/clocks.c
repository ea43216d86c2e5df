/* clocks.c - the case's clocks: which subject they hang on, whose they are. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/case_priv.h"
#include "lib/law/law.h"

static const char *
duty_for(const char *rule)
{
	if (str_starts(rule, "review."))
		return "reviewer";
	if (str_starts(rule, "publish.") || str_starts(rule, "withdraw."))
		return "publisher";
	if (strcmp(rule, "reporter.tell") == 0)
		return "intake";
	if (strcmp(rule, "hearing.chair") == 0 || strcmp(rule, "transfer.police.decide") == 0)
		return "agency_head";
	if (str_starts(rule, "hearing.") && strcmp(rule, "hearing.handover") != 0 &&
	    strcmp(rule, "hearing.request") != 0)
		return "chair";
	return str_starts(rule, "close.archive") ? "archivist" : "officer";
}

enum err
case_figure(struct act_move *m, const char *key, int32_t day, struct calendar_parameter *out)
{
	enum err e = calendar_parameter_get(m->a, m->db, key, day, case_of(m)->agency, case_of(m)->field, out);

	if (e != ERR_NOT_FOUND)
		return e;
	*out = (struct calendar_parameter){ 0 };
	return OK;
}

/* 行政处罚法 44, 45: the days that the notice gives; where they are the figure's, by that figure. */
static enum err
defence_days(struct act_move *m, struct clock_new *c)
{
	struct calendar_parameter p;
	int64_t days = ((struct case_move *)m->own)->defence_days;
	enum err e = case_figure(m, "defence.term", time_day(c->start_at), &p);

	if (e == OK && days != 0 && days != p.value) {
		c->unit_given = "wd";
		c->n_given = days;
	}
	return e;
}

/* 行政处罚法 64(1): where a hearing may be asked for longer than words may be said, that is a term of its own. */
static enum err
hearing_term(struct act_move *m, struct clock_new c)
{
	struct calendar_parameter p, words;
	int64_t id;
	enum err e = case_figure(m, "hearing.request", time_day(c.start_at), &p);

	if (e == OK)
		e = case_figure(m, "defence.term", time_day(c.start_at), &words);
	if (e != OK || p.id == 0 || p.value <= (c.unit_given != NULL ? c.n_given : words.value))
		return e;
	c.rule = "hearing.request";
	c.unit_given = NULL;
	return act_clock_start(m, &c, &id);
}

/* Where no text sets a term there is no clock. */
static enum err
start(struct act_move *m, const struct clock_new *c, int64_t *id)
{
	enum err e = act_clock_start(m, c, id);

	if (e != ERR_NOT_FOUND)
		return e;
	*id = 0;
	return OK;
}

enum err
case_is_published(struct act_move *m, bool *out)
{
	struct calendar_parameter p;
	enum err e;

	*out = strcmp(track_of(m)->outcome, "penalty") == 0;
	if (strcmp(track_of(m)->outcome, "no_penalty") != 0)
		return OK;
	e = case_figure(m, "publish.no_penalty", m->today, &p);
	*out = e == OK && p.id != 0 && p.value != 0;
	return e;
}

enum err
case_clock_open(struct act_move *m, const char *rule, int32_t day, int64_t *id)
{
	enum err e = OK;
	bool track = on_track(m), published = true;
	struct clock_new c;

	/* 国办发〔2018〕118号: penalties in seven working days, other decisions in twenty */
	if (track && strcmp(rule, "publish.penalty") == 0 && strcmp(track_of(m)->outcome, "no_penalty") == 0)
		rule = "publish.other";
	c = (struct clock_new){ .subject_kind = track ? "track" : "case", .subject_id = track ? track_of(m)->id :
	    case_of(m)->id, .subject_ref = track ? track_of(m)->ref : case_of(m)->ref, .agency = case_of(m)->agency,
	    .unit = case_of(m)->unit, .duty = duty_for(rule), .rule = rule, .sector = case_of(m)->field,
	    .start_at = time_of_day(day, 12, 0) };
	/* what is not published has no term to be published in, nor one to be withdrawn in */
	if (track && str_starts(rule, "publish."))
		e = case_is_published(m, &published);
	if (e != OK || !published)
		return e;
	if (track && str_starts(rule, "withdraw.") && strcmp(track_of(m)->publish_state, "published") != 0)
		return OK;
	/* hours run from the minute, not from the day */
	if (strcmp(rule, "measure.emergency_report") == 0)
		c.start_at = m->occurred;
	if (track && strcmp(rule, "defence.term") == 0) {
		e = defence_days(m, &c);
		if (e == OK && track_of(m)->hearing_right)
			e = hearing_term(m, c);
	}
	return e == OK ? start(m, &c, id) : e;
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
	if (e == OK && strcmp(rule, "defence.term") == 0)
		e = case_clock_close(m, "hearing.request", state);
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
case_decide_stands(struct act_move *m, const char *kind, bool *out)
{
	struct law_code *list;
	int i, n;
	enum err e = law_sector_codes(m->a, m->db, "decide_stands", case_of(m)->field, m->today, &list, &n);

	*out = false;
	for (i = 0; e == OK && i < n; i++)
		*out |= strcmp(list[i].code, kind) == 0;
	return e;
}

enum err
case_decide_stand(struct act_move *m, const char *kind, int32_t from)
{
	bool stands;
	enum err e = case_decide_stands(m, kind, &stands);

	return e == OK && stands ? case_clock_pause(m, "case.decide", kind, from) : e;
}

enum err
case_decide_go_on(struct act_move *m, const char *kind, int32_t to)
{
	enum err e = case_clock_resume(m, "case.decide", kind, to);

	return e == ERR_NOT_FOUND ? OK : e;
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
		e = case_figure(m, key, time_day(m->occurred), &p);
	if (e == OK && p.id == 0)
		return err_set(ERR_STATE, "no figure %s in %s", key, case_of(m)->field);
	return e == OK ? act_clock_extend(m, id, &p, reason) : e;
}

enum err
case_clock_extend_by(struct act_move *m, const char *rule, int64_t days, const char *reason)
{
	int64_t id;
	enum err e = find(m, rule, &id);

	if (e == OK && id == 0)
		return err_set(ERR_STATE, "no open clock %s to extend", rule);
	return e == OK ? act_clock_extend(m, id, &(struct calendar_parameter){ .value = days, .unit = "d" }, reason) :
	    e;
}
