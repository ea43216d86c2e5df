/* act_serve.c - the service of papers whose kind has no step of its own for it: measures, orders, instalments. */
#include "lib/base/arena.h"
#include "lib/caseflow/service.h"

static const struct field serve_fields[] = {
	{ .name = "paper", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "party", .type = FIELD_REF },
	SERVICE_FIELDS,
	{ 0 }
};

static enum err
serve_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	enum err e = service_unserved(m, &rows);

	if (e == OK)
		option_rows(m, "paper", rows);
	if (e == OK)
		e = option_parties(m, "party");
	return e == OK ? service_prepare(m) : e;
}

/* On whom: the party the paper is of, the one named, else the only one; 0: a problem says it is to be named. */
static enum err
on_whom(struct act_move *m, int64_t of_paper, int64_t *out)
{
	struct db_row r;
	enum err e = party_of(m, "party", out);

	if (e != OK)
		return e;
	if (of_paper != 0 && *out != 0 && *out != of_paper)
		act_problem(m, "party", "paper_of_other", NULL);
	if (of_paper != 0)
		*out = of_paper;
	if (*out != 0)
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select case when count(*) = 1 then min(id) else 0 end as id"
	    " from xz.caseflow_party where case_id = $1", DB_I64(case_of(m)->id));
	if (e == OK)
		*out = row_i64(r, "id");
	if (e == OK && *out == 0)
		act_problem(m, "party", "required", NULL);
	return e;
}

static enum err
serve_check(struct act_move *m)
{
	int64_t party;
	struct db_row r;
	struct ref ref;
	enum err e;

	if (!input_ref(m->in, "paper", &ref))
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select d.id, k.party_id from xz.record_document d"
	    " left join xz.caseflow_track k on k.id = d.track_id where d.ref = $1 and d.subject_kind = 'case'"
	    " and d.subject_id = $2 and exists (select from xz.law_code c where c.kind = 'served_paper'"
	    "   and c.code = d.type)", DB_REF(ref), DB_I64(case_of(m)->id));
	if (e == ERR_NOT_FOUND) {
		act_problem(m, "paper", "unknown", NULL);
		return OK;
	}
	if (e == OK)
		e = on_whom(m, row_i64_or(r, "party_id", 0), &party);
	if (e != OK || party == 0)
		return e;
	e = service_find(m, row_i64(r, "id"), party);
	return e == OK ? service_check(m) : e;
}

/* The receipt is of the party it was served on alone. */
static enum err
serve_apply(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select natural_person, name, code,"
	    " coalesce(nullif(address, ''), service_address, '') as address, representative"
	    " from xz.caseflow_party where id = $1", DB_I64(served_of(m)->party));

	if (e != OK)
		return e;
	act_doc(m, "parties", json_pack("[{s:b,s:s,s:s,s:s,s:s}]", "natural", row_bool(r, "natural_person"), "name",
	    row_text(r, "name"), "code", row_text(r, "code"), "address", row_text(r, "address"), "head",
	    row_text(r, "representative")));
	service_receipt(m, NULL);
	return OK;
}

static enum err
serve_after(struct act_move *m)
{
	return service_put(m, "paper");
}

const struct act_step caseflow_serve_steps[] = {
	{ .code = "paper_serve", .fields = serve_fields, .prepare = serve_prepare, .check = serve_check,
	    .effect = serve_apply, .after = serve_after },
	{ 0 }
};
