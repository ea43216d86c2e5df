/* option.c - what a field of a form may be chosen from. */
#include "lib/base/arena.h"
#include "lib/caseflow/case_priv.h"
#include "lib/law/law.h"

enum err
option_codes(struct act_move *m, const char *field, const char *kind)
{
	return law_options(m->a, m->db, kind, m->today, m->in, field);
}

enum err
option_sector_codes(struct act_move *m, const char *field, const char *kind)
{
	return law_sector_options(m->a, m->db, kind, case_of(m)->field, m->today, m->in, field);
}

void
option_rows(struct act_move *m, const char *field, const struct db_rows *rows)
{
	int i;

	for (i = 0; i < db_count(rows); i++)
		input_option_ref(m->in, field, row_ref(db_at(rows, i), "ref"), row_text(db_at(rows, i), "label"), NULL);
}

enum err
option_officers(struct act_move *m, const char *field, const char *duty)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select p.ref, c.display_name, t.no from xz.people_account c"
	    " join xz.people_principal p on p.id = c.id"
	    " join xz.people_duty d on d.account_id = c.id and d.duty = $2 and d.revoked_at is null"
	    " left join lateral xz.people_certificate_of(c.officer_id, $3::date,"
	    "   case when $2 = 'chair' then 'hearing' else 'enforcement' end) t on true"
	    " where c.agency_id = $1 and c.active and (t.no is not null or $2 not in ('officer'))"
	    " order by (c.unit_id = $4) desc nulls last, c.display_name, c.id",
	    DB_I64(case_of(m)->agency), DB_TEXT(duty), DB_DAY(m->today), DB_ID(case_of(m)->unit));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		input_option_ref(m->in, field, row_ref(r, "ref"),
		    arena_printf(m->a, "%s %s", row_text(r, "display_name"), row_text_or(r, "no", "")), NULL);
	}
	return e;
}

enum err
option_case_officers(struct act_move *m, const char *field, bool others_only)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select distinct on (o.account_id) p.ref, o.name, o.certificate_no from xz.caseflow_officer o"
	    " join xz.people_principal p on p.id = o.account_id"
	    " where o.case_id = $1 and o.state = 'accepted' and (not $2 or (o.account_id <> $3"
	    "   and exists (select from xz.people_certificates_on($5::date) t where t.no = o.certificate_no)))"
	    " and (o.role = 'verifier') = ($4::text is null) order by o.account_id, o.id",
	    DB_I64(case_of(m)->id), DB_BOOL(others_only), DB_I64(m->requester), DB_TEXT(case_of(m)->number),
	    DB_DAY(m->today));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		input_option_ref(m->in, field, row_ref(r, "ref"), arena_printf(m->a, "%s %s", row_text(r, "name"),
		    row_text(r, "certificate_no")), NULL);
	}
	return e;
}

enum err
option_parties(struct act_move *m, const char *field)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select ref, name, code from xz.caseflow_party where case_id = $1 order by id",
	    DB_I64(case_of(m)->id));

	for (i = 0; e == OK && i < db_count(rows); i++)
		input_option_ref(m->in, field, row_ref(db_at(rows, i), "ref"), row_text(db_at(rows, i), "name"), NULL);
	return e;
}

enum err
account_of(struct act_move *m, const char *field, int64_t *out)
{
	struct db_row r;
	struct ref ref;
	enum err e;

	*out = 0;
	if (!input_ref(m->in, field, &ref))
		return OK;
	e = DB_ONE(m->a, m->db, &r,
	    "select c.id from xz.people_account c join xz.people_principal p on p.id = c.id where p.ref = $1",
	    DB_REF(ref));
	if (e == ERR_NOT_FOUND) {
		act_problem(m, field, "unknown", NULL);
		return OK;
	}
	if (e == OK)
		*out = row_i64(r, "id");
	return e;
}

enum err
party_of(struct act_move *m, const char *field, int64_t *out)
{
	struct db_row r;
	struct ref ref;
	enum err e;

	*out = 0;
	if (!input_ref(m->in, field, &ref))
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select id from xz.caseflow_party where ref = $1 and case_id = $2",
	    DB_REF(ref), DB_I64(case_of(m)->id));
	if (e == ERR_NOT_FOUND) {
		act_problem(m, field, "unknown", NULL);
		return OK;
	}
	if (e == OK)
		*out = row_i64(r, "id");
	return e;
}
