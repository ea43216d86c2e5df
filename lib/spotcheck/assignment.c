/* assignment.c - see substitution.h: a team by hand for an object that the draw left without one, and who may be in
 * it. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/record/record.h"
#include "lib/spotcheck/priv.h"
#include "lib/spotcheck/pool.h"
#include "lib/spotcheck/sql.h"
#include "lib/spotcheck/substitution.h"

#define TEAM_LEAST 2

/* $1 draw, $2 object, $3 today, $4 clean visits of the rule, $5 since */
#define CANDIDATES OFFICERS(" $3::date") " join xz.spotcheck_task k on k.id = $1" \
    " join xz.spotcheck_pool o on o.task_id = k.id and o.object_id = $2" \
    " left join xz.spotcheck_team_pool p on p.task_id = k.id and p.officer_id = f.id" \
    " where coalesce(b.drawn, true) and c.id is not null" \
    " and not exists (select from xz.spotcheck_avoid v where v.task_id = k.id and v.object_id = $2" \
    " and v.certificate_no in (t.no, p.certificate_no))" \
    " and not exists (select from xz.spotcheck_tie i where i.officer_id = f.id and i.subject_id = o.subject_id" \
    " and i.valid_from <= $3" \
    "  and (i.valid_to is null or i.valid_to >= $3))" \
    " and (select count(distinct v.id) from xz.inspection_visit v cross join unnest(v.officers) n" \
    "  cross join lateral xz.people_certificate_holder(n) h" \
    "  where v.subject_id = o.subject_id and v.clean and v.day > $5 and v.day <= $3 and h.officer_id = f.id) < $4"

enum err
spotcheck_candidates(struct arena *a, struct db *db, int64_t draw, const char *object, int32_t today,
    const struct db_rows **out)
{
	struct spotcheck_clean_rule rule;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select agency_id from xz.spotcheck_task where id = $1", DB_I64(draw));

	if (e == OK)
		e = spotcheck_clean_rule(a, db, row_i64(r, "agency_id"), today, &rule);
	return e == OK ? DB_MANY(a, db, out,
	    "select x.no, x.name, x.agency, x.unit, x.place"
	    " from (select t.no, f.name, g.short_name as agency, coalesce(u.name, '') as unit,"
	    " case when p.officer_id is not null then 'pool' when b.skills && string_to_array(k.officer_query ->>"
	    " 'skills', ',')  then 'skilled' else 'other' end as place, g.id <> k.agency_id as away" CANDIDATES ") x"
	    " order by x.place <> 'pool', x.place <> 'skilled', x.away, x.agency, x.unit, x.no limit 300",
	    DB_I64(draw), DB_TEXT(object), DB_DAY(today), DB_I64(rule.visits), DB_DAY(rule.since)) : e;
}

/* All of them may be sent, and none is named twice. */
static enum err
team_fits(struct act_move *m, const struct spotcheck_assigning *s)
{
	struct spotcheck_clean_rule rule;
	struct db_row r;
	enum err e = spotcheck_clean_rule(m->a, m->db, spot_of(m)->agency, time_day(m->now), &rule);

	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "select count(distinct t.no) as n" CANDIDATES " and t.no = any ($6::text[])",
		    DB_I64(spot_of(m)->id), DB_TEXT(s->object), DB_DAY(time_day(m->now)), DB_I64(rule.visits),
		    DB_DAY(rule.since), DB_TEXTS(s->team, (size_t)s->team_n));
	return e == OK && (s->team_n < TEAM_LEAST || row_i64(r, "n") != s->team_n) ?
	    act_refuse(m, ERR_INPUT, "team", "draw_team", NULL) : e;
}

enum err
spot_assign_check(struct act_move *m)
{
	const struct spotcheck_assigning *s = m->with;
	struct db_row r;
	enum err e;

	if (s->reason == NULL || s->reason[strspn(s->reason, " ")] == '\0')
		return act_refuse(m, ERR_INPUT, "", "draw_assign_reason", NULL);
	e = DB_ONE(m->a, m->db, &r,
	    "select count(*) filter (where x.unassigned is not null and x.out_by is null"
	    "   and not exists (select from xz.spotcheck_assignment y where y.task_id = $1"
	    " and y.object_id = $2)) as open"
	    " from xz.spotcheck_selected x where x.task_id = $1 and x.object_id = $2", DB_I64(spot_of(m)->id),
	    DB_TEXT(s->object));
	if (e == OK && row_i64(r, "open") != 1)
		return act_refuse(m, ERR_STATE, "", "draw_has_team", s->object);
	return e == OK ? team_fits(m, s) : e;
}

enum err
spot_assign(struct act_move *m)
{
	const struct spotcheck_assigning *s = m->with;
	json_t *words, *team;
	int i;
	enum err e = spot_of(m)->chain == 0 ? err_set(ERR_STATE, "a drawn task without a record") :
	    record_side(m->a, m->db, spot_of(m)->chain, s->reason, &words);

	if (e != OK)
		return e;
	team = json_array();
	for (i = 0; i < s->team_n; i++)
		json_array_append_new(team, json_string(s->team[i]));
	act_note(m, "object", json_string(s->object));
	act_note(m, "team", team);
	act_note(m, "words", words);
	return spot_visit_open(m, s->object, s->team, s->team_n, true);
}

enum err
spot_assigned(struct act_move *m)
{
	const struct spotcheck_assigning *s = m->with;

	return DB_EXEC(m->a, m->db,
	    "insert into xz.spotcheck_assignment (task_id, object_id, team, made_by, at, step)"
	    " values ($1, $2, $3, $4, $5, $6)", DB_I64(spot_of(m)->id), DB_TEXT(s->object),
	    DB_TEXTS(s->team, (size_t)s->team_n), DB_I64(m->act->principal), DB_TIME(m->now), DB_I64(m->seq));
}

enum err
spotcheck_assign(struct arena *a, struct db *db, const struct act *act, const struct spotcheck_assigning *s,
    struct problems *p)
{
	struct spotcheck_assigning copy = *s;

	return spot_do(a, db, act, &(struct spot_doing){ .draw_id = s->draw_id, .action = "assigned", .with = &copy,
	    .problems = p });
}
