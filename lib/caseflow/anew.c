/* anew.c - see anew.h. */
#include "lib/caseflow/anew.h"

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/case_priv.h"

#define DERIVED "terms.derived"
#define CASES_A_RUN 50

/* A row that ended before it began was wrong from the start.  Where another says the same of the case's field, with the
 * same source, nothing changes for those whom the term binds. */
#define WRONG \
	" from xz.calendar_parameter p cross join lateral (select q.id, q.subject_kind, q.subject_id, q.basis_day" \
	"   from xz.calendar_clock q where q.parameter_id = p.id and q.state = 'open'" \
	"   and q.subject_kind in ('case', 'track', 'measure') offset 0) c" \
	" cross join lateral (select case c.subject_kind when 'case' then c.subject_id when 'track' then" \
	"   (select t.case_id from xz.caseflow_track t where t.id = c.subject_id) else" \
	"   (select q.case_id from xz.caseflow_measure q where q.id = c.subject_id) end as case_id) s" \
	" join xz.caseflow_case k on k.id = s.case_id" \
	" join xz.people_agency g on g.id = k.agency_id left join xz.law_cause l on l.id = k.cause_id" \
	" where p.valid_to < p.valid_from and not exists" \
	"   (select from xz.calendar_parameter o where o.key = p.key and (o.value, o.unit, o.source)" \
	"     = (p.value, p.unit, p.source) and (o.valid_to is null or o.valid_to >= o.valid_from)" \
	"     and o.valid_from <= c.basis_day and (o.valid_to is null or o.valid_to >= c.basis_day)" \
	"     and o.sector = coalesce(l.field, case when g.field not like '%;%' then g.field end, ''))"

static json_t *
derivation(struct arena *a, const struct clock_row *c)
{
	return json_pack("{s:s,s:I,s:s,s:o}", "source", c->source, "n", (json_int_t)c->term_n, "unit", c->term_unit,
	    "derivation", json_in(a, c->derivation, 0));
}

static enum err
derive(struct act_move *m, int64_t clock, json_t *list)
{
	struct clock_row old, by;
	int64_t id = 0;
	enum err e = calendar_clock_get(m->a, m->db, clock, m->now, &old);

	if (e == OK)
		e = act_clock_derive(m, &old, case_of(m)->field, &id);
	if (e == OK && id != 0)
		e = calendar_clock_get(m->a, m->db, id, m->now, &by);
	if (e == OK)
		json_array_append_new(list, json_pack("{s:s,s:o,s:o}", "rule", old.rule, "before",
		    derivation(m->a, &old), "after", id != 0 ? derivation(m->a, &by) : json_null()));
	return e;
}

static enum err
derived_effect(struct act_move *m)
{
	const struct db_rows *rows;
	json_t *list = json_array();
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select c.id" WRONG " and k.id = $1 order by c.id",
	    DB_I64(case_of(m)->id));

	for (i = 0; e == OK && i < db_count(rows); i++)
		e = derive(m, row_i64(db_at(rows, i), "id"), list);
	m->silent = e == OK && db_count(rows) == 0;
	act_note(m, "terms", list);
	return e;
}

static enum err
derive_some(struct arena *a, struct db *db, void *ctx)
{
	struct act act = { .occurred_at = TIME_NONE };
	const struct db_rows *rows;
	struct problems p;
	int64_t *n = ctx;
	int i;
	enum err e;

	act.principal = *n;
	problems_init(&p, a);
	e = DB_MANY(a, db, &rows, "select distinct k.id, k.ref" WRONG " order by k.id limit $1", DB_I64(CASES_A_RUN));
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct act_request q = { .kind = &caseflow_kind, .by = ACT_DAEMON, .version = ACT_ANY_VERSION,
		    .key = { .ref = row_ref(db_at(rows, i), "ref"), .action = DERIVED } };

		e = act_do_within(a, db, &act, &q, &p);
	}
	*n = e == OK ? db_count(rows) : 0;
	return e;
}

enum err
caseflow_terms_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	*n = by;
	return db_tx_run(a, db, NULL, derive_some, n, NULL);
}

const struct act_step caseflow_anew_steps[] = {
	{ .code = DERIVED, .effect = derived_effect },
	{ .code = NULL },
};
