/* list.c - see list.h. */
#include "lib/disclosure/list.h"

#include "lib/db/db.h"

static enum err
waiting(struct arena *a, struct db *db, enum disclosure_list which, struct ref after, int want,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "with w as (select k.ref as track_ref, y.name as party_name, d.number, c.cause_name, d.outcome, i.state,"
	    "  d.decided_on, null::timestamptz as ended_at, l.due_at, coalesce(l.due_at, 'infinity') as by_due, k.id,"
	    "  (select count(*) from xz.disclosure_redaction s where s.item_id = i.id"
	    " and s.state = 'proposed') as spans"
	    "  from xz.disclosure_item i join xz.caseflow_decision d on d.id = i.decision_id"
	    "  join xz.caseflow_track k on k.id = d.track_id join xz.caseflow_case c on c.id = k.case_id"
	    "  join xz.caseflow_party y on y.id = k.party_id"
	    "  left join lateral (select x.due_at from xz.calendar_clock x where x.subject_kind = 'track'"
	    "    and x.subject_id = k.id and x.state = 'open' and x.rule = any(case when $1 then"
	    "      '{withdraw.term}'::text[] else '{publish.penalty,publish.other}' end)"
	    "    order by x.id desc limit 1) l on true"
	    "  where case when $1 then i.state = 'published' and k.publish_state = 'published'"
	    " and d.revoked_on is not null    else i.state = 'draft' and k.publish_state = 'open' end)"
	    " select track_ref, party_name, number, cause_name, outcome, state, decided_on, ended_at, due_at, spans"
	    " from w"
	    " where $2::uuid is null or (by_due, id) > (select v.by_due, v.id from w v where v.track_ref = $2)"
	    " order by by_due, id limit $3",
	    DB_BOOL(which == DISCLOSURE_WITHDRAW), DB_REF_OR_NULL(after), DB_I64(want));
}

enum err
disclosure_list(struct arena *a, struct db *db, enum disclosure_list which, struct ref after, int want,
    const struct db_rows **out)
{
	if (which != DISCLOSURE_DONE)
		return waiting(a, db, which, after, want, out);
	return DB_MANY(a, db, out,
	    "select k.ref as track_ref, y.name as party_name, d.number, c.cause_name, d.outcome, i.state, d.decided_on,"
	    " coalesce(i.withdrawn_at, i.published_at) as ended_at, null::timestamptz as due_at, 0::bigint as spans"
	    " from xz.disclosure_item i join xz.caseflow_decision d on d.id = i.decision_id"
	    " join xz.caseflow_track k on k.id = d.track_id join xz.caseflow_case c on c.id = k.case_id"
	    " join xz.caseflow_party y on y.id = k.party_id"
	    " where i.state <> 'draft' and ($1::uuid is null or i.id < (select max(z.id) from xz.disclosure_item z"
	    "   join xz.caseflow_decision e on e.id = z.decision_id join xz.caseflow_track t on t.id = e.track_id"
	    " where t.ref = $1))"
	    " order by i.id desc limit $2", DB_REF_OR_NULL(after), DB_I64(want));
}

enum err
disclosure_list_count(struct arena *a, struct db *db, struct disclosure_list_counts *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select count(*) filter (where i.state = 'draft' and k.publish_state = 'open') as open,"
	    " count(*) filter (where i.state = 'published' and k.publish_state = 'published'"
	    " and d.revoked_on is not null) as withdraw"
	    " from xz.disclosure_item i join xz.caseflow_decision d on d.id = i.decision_id"
	    " join xz.caseflow_track k on k.id = d.track_id"
	    " where i.state = 'draft' or (i.state = 'published' and d.revoked_on is not null)");

	if (e == OK)
		*out = (struct disclosure_list_counts){ row_i64(r, "open"), row_i64(r, "withdraw") };
	return e;
}
