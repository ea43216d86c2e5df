/* act_serve.c - the service of papers whose kind has no step of its own for it: measures, orders, instalments. */
#include "lib/base/arena.h"
#include "lib/caseflow/decision.h"
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
	    " and d.subject_id = $2 and " SERVED_BESIDE("$3"), DB_REF(ref), DB_I64(case_of(m)->id), DB_DAY(m->today));
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

/* The track whose decision the paper is of; *out false: it is none of a decision. */
static enum err
decision_track(struct act_move *m, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select k.ref from xz.caseflow_decision w join xz.caseflow_track k"
	    " on k.id = w.track_id where k.id = $1 and w.document_id = $2", DB_ID(served_of(m)->track),
	    DB_I64(served_of(m)->id));

	*out = e == OK;
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	return track_load(m->a, m->db, row_ref(r, "ref"), case_of(m)->id, track_of(m));
}

/* What runs from the service of a decision begins with that of its new paper. */
static enum err
decision_begins(struct act_move *m)
{
	bool decision;
	enum err e = decision_track(m, &decision);

	if (e != OK || !decision)
		return e;
	case_turn(m, true);
	e = decision_served_anew(m, input_day(m->in, "served_on"));
	case_turn(m, false);
	return e;
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
	return decision_begins(m);
}

static enum err
serve_after(struct act_move *m)
{
	bool decision;
	enum err e = decision_track(m, &decision);

	return e == OK ? service_put(m, decision ? "decision" : "paper") : e;
}

const struct act_step caseflow_serve_steps[] = {
	{ .code = "paper_serve", .fields = serve_fields, .prepare = serve_prepare, .check = serve_check,
	    .effect = serve_apply, .after = serve_after },
	{ 0 }
};
