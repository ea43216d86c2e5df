/* read_case.c - the parts of one case's page. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/caseflow/read.h"

enum err
caseflow_documents(struct arena *a, struct db *db, const struct case_file *cf, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select d.ref, coalesce(d.title, t.name_zh) as name_zh, t.name_en, d.number, d.state, d.made_at,"
	    " coalesce(d.sealed_at, d.approved_at, d.made_at) as on_at, c.display_name as made_by,"
	    " coalesce(p.name, '') as party, coalesce(g.number, '') as of_paper"
	    " from xz.record_document d join xz.record_document_type t on t.code = d.type"
	    " left join xz.people_account c on c.id = d.made_by"
	    " left join xz.caseflow_track k on k.id = d.track_id left join xz.caseflow_party p on p.id = k.party_id"
	    " left join xz.caseflow_service s on s.receipt_id = d.id"
	    " left join xz.record_document g on g.id = s.document_id"
	    " where d.subject_kind = 'case' and d.subject_id = $1 and d.state <> 'void'"
	    " order by coalesce(s.document_id, d.id) desc, s.document_id is not null, d.id limit $2", DB_I64(cf->id),
	    DB_I64(limit));
}

enum err
caseflow_evidence(struct arena *a, struct db *db, const struct case_file *cf, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select e.ref, e.no, e.kind, coalesce(l.name_zh, e.kind) as kind_zh, coalesce(l.name_en,"
	    " e.kind) as kind_en, e.name, e.source, e.place, e.taken_at, e.taken_by, e.original, e.pages,"
	    " e.shows, e.note, not exists (select from xz.act_cosign s where s.subject_kind = 'case'"
	    " and s.subject_id = e.case_id and s.step_seq = e.step_seq"
	    "   and s.state <> 'signed') as signed"
	    " from xz.caseflow_evidence e left join lateral (select name_zh, name_en from xz.law_code l"
	    "   where l.kind = 'evidence_kind' and l.code = e.kind order by l.valid_from desc limit 1) l on true"
	    " where e.case_id = $1 order by e.no desc limit $2", DB_I64(cf->id), DB_I64(limit));
}

enum err
caseflow_officers(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select account_id, name, certificate_no, role, state, accepted_at from xz.caseflow_officer"
	    " where case_id = $1 and state in ('named', 'accepted')"
	    " order by role = 'verifier', role = 'assist', id", DB_I64(cf->id));
}

enum err
caseflow_decisions(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select d.id, d.track_id, p.name as party, d.number, d.outcome, coalesce(l.name_zh,"
	    " d.outcome) as outcome_zh, coalesce(l.name_en, d.outcome) as outcome_en, d.decided_on, d.served_on,"
	    " d.fine_fen, d.confiscation_fen, d.fine_fen + d.confiscation_fen as owed_fen,"
	    " coalesce((select sum(y.amount_fen)::bigint"
	    "   from xz.caseflow_payment y where y.decision_id = d.id), 0) as paid_fen, coalesce(d.pay_code,"
	    " '') as pay_code, d.pay_due, d.surcharge_from, d.revoked_on, d.illegal_on"
	    " from xz.caseflow_track k join xz.caseflow_decision d on d.track_id = k.id"
	    " join xz.caseflow_party p on p.id = k.party_id left join lateral (select name_zh, name_en"
	    "   from xz.law_code l where l.kind = 'outcome' and l.code = d.outcome order by l.valid_from desc"
	    " limit 1) l on true"
	    " where k.case_id = $1 order by d.id", DB_I64(cf->id));
}

enum err
caseflow_payments(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select d.number, y.paid_at, y.amount_fen, y.serial from xz.caseflow_track k"
	    " join xz.caseflow_decision d on d.track_id = k.id join xz.caseflow_payment y on y.decision_id = d.id"
	    " where k.case_id = $1 order by y.paid_at, y.id", DB_I64(cf->id));
}

enum err
caseflow_instalments(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select d.number, i.n, i.due_on, i.amount_fen from xz.caseflow_track k"
	    " join xz.caseflow_decision d on d.track_id = k.id join xz.caseflow_instalment i on i.decision_id = d.id"
	    " where k.case_id = $1 order by d.id, i.n", DB_I64(cf->id));
}

static void
add(struct arena *a, struct clock_row **out, int *n, const struct clock_row *rows, size_t rows_n, bool open)
{
	size_t i;

	*out = arena_regrow(a, *out, (size_t)*n + rows_n + 1, sizeof(**out));
	for (i = 0; i < rows_n; i++)
		if ((strcmp(rows[i].state, "open") == 0) == open)
			(*out)[(*n)++] = rows[i];
}

enum err
caseflow_clocks(struct arena *a, struct db *db, const struct case_file *cf, int64_t now, struct clock_row **out,
    int *n)
{
	const struct db_rows *rows;
	struct clock_row *list;
	struct clock_row *ended = NULL;
	size_t k;
	int i, ended_n = 0;
	enum err e = DB_MANY(a, db, &rows,
	    "select k.subject_kind, k.subject_id from xz.calendar_clock k where k.subject_kind = 'case'"
	    " and k.subject_id = $1"
	    " union select k.subject_kind, k.subject_id from xz.caseflow_track t join xz.calendar_clock k"
	    " on k.subject_kind = 'track' and k.subject_id = t.id where t.case_id = $1"
	    " union select k.subject_kind, k.subject_id from xz.caseflow_measure m join xz.calendar_clock k"
	    " on k.subject_kind = 'measure' and k.subject_id = m.id where m.case_id = $1"
	    " order by subject_kind, subject_id", DB_I64(cf->id));

	*out = NULL;
	*n = 0;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		e = calendar_clock_list(a, db, row_text(db_at(rows, i), "subject_kind"),
		    row_i64(db_at(rows, i), "subject_id"), now, &list, &k);
		if (e != OK)
			break;
		add(a, out, n, list, k, true);
		add(a, &ended, &ended_n, list, k, false);
	}
	if (e == OK && ended_n > 0)
		add(a, out, n, ended, (size_t)ended_n, false);
	return e;
}
