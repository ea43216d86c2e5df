/* list.c - see list.h. */
#include "lib/disclosure/list.h"

#include "lib/db/db.h"

/* What waits is found by an index of each agency whose items the actor may see; row security holds for each row
 * besides. */
#define OF_AGENCIES " = any (array(select xz.disclosure_agencies()))"

#define TERM(rules) " left join lateral (select x.due_at from xz.calendar_clock x where x.subject_kind = 'track'" \
    " and x.subject_id = k.id and x.state = 'open' and x.rule in (" rules ") order by x.id desc limit 1) l on true"

#define OPEN_ITEMS "xz.disclosure_item i join xz.caseflow_decision d on d.id = i.decision_id" \
    " join xz.caseflow_track k on k.id = d.track_id and k.publish_state = 'open'"
#define OPEN "i.agency_id" OF_AGENCIES " and i.state = 'draft'"
/* Decisions first: of published items there are many. */
#define REVOKED_ITEMS "(select x.id, x.track_id, x.number, x.outcome, x.decided_on from xz.caseflow_decision x" \
    " where x.agency_id" OF_AGENCIES " and x.revoked_on is not null union all" \
    " select x.id, x.track_id, x.number, x.outcome, x.decided_on from xz.caseflow_decision x" \
    " where x.agency_id" OF_AGENCIES " and x.illegal_on is not null and x.revoked_on is null" \
    " union all select x.id, x.track_id, x.number, x.outcome, x.decided_on from xz.caseflow_decision x" \
    " where x.agency_id" OF_AGENCIES " and x.changed_on is not null and x.illegal_on is null" \
    " and x.revoked_on is null offset 0) d" \
    " join xz.disclosure_item i on i.decision_id = d.id" \
    " join xz.caseflow_track k on k.id = d.track_id and k.publish_state = 'published'"
#define REVOKED "i.state = 'published' and xz.disclosure_overtaken(k.id)"

/* In the order of the terms. */
#define WAITING(rows, which, rules) \
    "with w as materialized (select k.id, k.ref as track_ref, k.party_id, k.case_id, i.id as item_id, i.state," \
    " d.number, d.outcome, d.decided_on, l.due_at, coalesce(l.due_at, 'infinity') as by_due from " rows TERM(rules) \
    " where " which ") select w.track_ref, y.name as party_name, w.number, c.cause_name, w.outcome, w.state," \
    " w.decided_on, null::timestamptz as ended_at, w.due_at, (select count(*) from xz.disclosure_redaction s" \
    " where s.item_id = w.item_id and s.state = 'proposed') as spans" \
    " from (select w.track_ref, w.id, w.party_id, w.case_id, w.item_id, w.state, w.number, w.outcome, w.decided_on," \
    "   w.due_at, w.by_due from w where $1::uuid is null or (w.by_due, w.id)" \
    "   > (select v.by_due, v.id from w v where v.track_ref = $1) order by w.by_due, w.id limit $2) w" \
    " join xz.caseflow_case c on c.id = w.case_id join xz.caseflow_party y on y.id = w.party_id" \
    " order by w.by_due, w.id"

enum err
disclosure_list(struct arena *a, struct db *db, enum disclosure_list which, struct ref after, int want,
    const struct db_rows **out)
{
	if (which == DISCLOSURE_OPEN)
		return DB_MANY(a, db, out, WAITING(OPEN_ITEMS, OPEN, "'publish.penalty', 'publish.other'"),
		    DB_REF_OR_NULL(after), DB_I64(want));
	if (which == DISCLOSURE_WITHDRAW)
		return DB_MANY(a, db, out, WAITING(REVOKED_ITEMS, REVOKED, "'withdraw.term'"), DB_REF_OR_NULL(after),
		    DB_I64(want));
	return DB_MANY(a, db, out,
	    "select k.ref as track_ref, y.name as party_name, d.number, c.cause_name, d.outcome, i.state, d.decided_on,"
	    " coalesce(i.withdrawn_at, i.published_at) as ended_at, null::timestamptz as due_at, 0::bigint as spans"
	    " from (select x.id from xz.disclosure_done(case when $1::uuid is null then 9223372036854775807 else"
	    "   (select max(z.id) from xz.caseflow_track t join xz.caseflow_decision e on e.track_id = t.id"
	    "   join xz.disclosure_item z on z.decision_id = e.id where t.ref = $1) end, $2::int) x (id)) p"
	    " join xz.disclosure_item i on i.id = p.id join xz.caseflow_decision d on d.id = i.decision_id"
	    " join xz.caseflow_track k on k.id = d.track_id join xz.caseflow_case c on c.id = k.case_id"
	    " join xz.caseflow_party y on y.id = k.party_id order by i.id desc",
	    DB_REF_OR_NULL(after), DB_I64(want));
}

enum err
disclosure_list_count(struct arena *a, struct db *db, struct disclosure_list_counts *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select (select count(*) from " OPEN_ITEMS " where " OPEN ") as open,"
	    " (select count(*) from " REVOKED_ITEMS " where " REVOKED ") as withdraw");

	if (e == OK)
		*out = (struct disclosure_list_counts){ row_i64(r, "open"), row_i64(r, "withdraw") };
	return e;
}
