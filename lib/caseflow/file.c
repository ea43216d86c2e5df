/* file.c - see file.h. */
#include "lib/caseflow/file.h"

#include "lib/base/arena.h"
#include "lib/record/record.h"
#include "lib/sec/sec.h"

enum err
file_open(struct act_move *m, const char *title, const char *clue_number)
{
	struct ref ref = ref_random();
	struct db_row r;
	int64_t chain;
	enum err e = record_chain_open(m->a, m->db, ref, "case", m->now, &chain);

	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "insert into xz.caseflow_case (ref, chain_id, procedure, procedure_version, state, agency_id,"
		    " unit_id, clue_number, title, opened_by, opened_at)"
		    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id",
		    DB_REF(ref), DB_I64(chain), DB_TEXT(case_of(m)->procedure), DB_I64(case_of(m)->procedure_version),
		    DB_TEXT(m->t->to), DB_I64(m->actor.agency), DB_ID(m->actor.unit), DB_TEXT(clue_number),
		    DB_TEXT(title), DB_I64(m->actor.account), DB_TIME(m->now));
	if (e == OK)
		e = case_load(m->a, m->db, ref, case_of(m));
	return e;
}

enum err
file_name_officer(struct act_move *m, int64_t account, const char *role, const char *state,
    const char *field)
{
	int64_t n;
	enum err e = DB_EXEC_N(m->a, m->db, &n,
	    "insert into xz.caseflow_officer (case_id, account_id, officer_id, role, state, certificate_no, name,"
	    " named_at, accepted_at)"
	    " select $1, c.id, o.id, $3, $4, t.no, o.name, $5, case when $4 = 'accepted' then $5::timestamptz end"
	    " from xz.people_account c join xz.people_officer o on o.id = c.officer_id and o.active"
	    " and o.kind = 'formal'"
	    " cross join lateral xz.people_certified(c.id, (select field from xz.law_cause where id = $7), $6::date)"
	    "   as t (no)"
	    " where c.id = $2 and c.active and c.agency_id = $8 and t.no is not null on conflict do nothing",
	    DB_I64(case_of(m)->id), DB_I64(account), DB_TEXT(role), DB_TEXT(state), DB_TIME(m->now),
	    DB_DAY(time_day(m->occurred)), DB_ID(case_of(m)->cause_id), DB_I64(case_of(m)->agency));

	if (e == OK && n == 0)
		act_problem(m, field, "no_certificate", NULL);
	return e;
}

enum err
file_renew_certificate(struct act_move *m, int64_t account)
{
	return DB_EXEC(m->a, m->db,
	    "update xz.caseflow_officer w set certificate_no = t.no"
	    " from xz.people_certified($2, (select field from xz.law_cause where id = $4), $3::date) as t (no)"
	    " where w.case_id = $1 and w.account_id = $2 and t.no is not null and w.role <> 'verifier'"
	    " and w.state in ('named', 'accepted')"
	    " and not exists (select from xz.people_certificates_on($3::date) o where o.no = w.certificate_no)",
	    DB_I64(case_of(m)->id), DB_I64(account), DB_DAY(m->today), DB_ID(case_of(m)->cause_id));
}
