/* read_case.c - the parts of one case's page. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/caseflow/read.h"

enum err
caseflow_numbers(struct arena *a, struct db *db, const struct case_file *cf, struct caseflow_numbers *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select documents, evidence, steps, payments, clocks from xz.caseflow_case_numbers($1)", DB_I64(cf->id));

	if (e == OK)
		*out = (struct caseflow_numbers){ row_i64(r, "documents"), row_i64(r, "evidence"),
		    row_i64(r, "steps"), row_i64(r, "payments"), row_i64(r, "clocks") };
	return e;
}

enum err
caseflow_turns(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select distinct on (t.kind, t.duty, t.track_id) t.kind, t.duty, k.name_zh as duty_zh, k.name_en as duty_en,"
	    " c.display_name as name, coalesce(p.name, '') as party"
	    " from xz.people_task t join xz.people_duty_kind k on k.code = t.duty"
	    " left join xz.people_account c on c.id = t.account_id left join xz.caseflow_track x on x.id = t.track_id"
	    " left join xz.caseflow_party p on p.id = x.party_id"
	    " where t.subject_kind = 'case' and t.subject_id = $1 and t.done_at is null"
	    " order by t.kind, t.duty, t.track_id, t.id limit 6", DB_I64(cf->id));
}

enum err
caseflow_marks(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select s.kind, min(s.occurred_at) as first_at, max(s.occurred_at) as last_at from xz.record_step s"
	    " where s.chain_id = $1 and s.y = (select y from xz.record_chain where id = $1)"
	    " group by s.kind order by min(s.seq)", DB_I64(cf->chain_id));
}

enum err
caseflow_documents(struct arena *a, struct db *db, const struct case_file *cf, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select d.ref, t.name_zh, t.name_en, d.number, d.state, d.made_at,"
	    " coalesce(d.sealed_at, d.approved_at, d.made_at) as on_at, c.display_name as made_by,"
	    " coalesce(p.name, '') as party"
	    " from xz.record_document d join xz.record_document_type t on t.code = d.type"
	    " left join xz.people_account c on c.id = d.made_by"
	    " left join xz.caseflow_track k on k.id = d.track_id left join xz.caseflow_party p on p.id = k.party_id"
	    " where d.subject_kind = 'case' and d.subject_id = $1 and d.state <> 'void'"
	    " order by d.id desc limit $2", DB_I64(cf->id), DB_I64(limit));
}

enum err
caseflow_evidence(struct arena *a, struct db *db, const struct case_file *cf, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select e.ref, e.no, e.kind, coalesce(l.name_zh, e.kind) as kind_zh, coalesce(l.name_en, e.kind) as kind_en,"
	    " e.name, e.source, e.place, e.taken_at, e.taken_by, e.original, e.pages, e.shows, e.note,"
	    " not exists (select from xz.caseflow_cosign s where s.case_id = e.case_id and s.step_seq = e.step_seq"
	    "   and s.state <> 'signed') as signed"
	    " from xz.caseflow_evidence e left join lateral (select name_zh, name_en from xz.law_code l"
	    "   where l.kind = 'evidence_kind' and l.code = e.kind order by l.valid_from desc limit 1) l on true"
	    " where e.case_id = $1 order by e.no desc limit $2", DB_I64(cf->id), DB_I64(limit));
}

enum err
caseflow_parties(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select p.ref, s.ref as subject_ref, p.natural_person, p.name, p.code, p.address, p.representative,"
	    " p.contact, coalesce(p.service_address, '') as service_address, p.electronic_consent,"
	    " (select count(*) from xz.caseflow_party o join xz.caseflow_track k on k.party_id = o.id"
	    "   join xz.caseflow_decision d on d.track_id = k.id where o.subject_id = p.subject_id"
	    "   and o.case_id <> p.case_id and d.outcome = 'penalty' and d.revoked_on is null) as earlier"
	    " from xz.caseflow_party p join xz.register_subject s on s.id = p.subject_id"
	    " where p.case_id = $1 order by p.id", DB_I64(cf->id));
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
caseflow_tracks(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select k.id, k.ref, p.name as party, k.state, s.name_zh as state_zh, s.name_en as state_en, k.outcome,"
	    " coalesce(l.name_zh, k.outcome) as outcome_zh, coalesce(l.name_en, k.outcome) as outcome_en,"
	    " k.publish_state, k.major, k.heard, k.hearing_right, coalesce(d.number, '') as number"
	    " from xz.caseflow_track k join xz.caseflow_party p on p.id = k.party_id"
	    " join xz.caseflow_state s on s.procedure = k.procedure and s.version = k.procedure_version and s.code = k.state"
	    " left join xz.caseflow_decision d on d.track_id = k.id and d.revoked_on is null"
	    " left join lateral (select name_zh, name_en from xz.law_code l where l.kind = 'outcome'"
	    "   and l.code = k.outcome order by l.valid_from desc limit 1) l on true"
	    " where k.case_id = $1 order by k.id", DB_I64(cf->id));
}

enum err
caseflow_approvals(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select q.ref, q.action, c.display_name as asked_by, q.requested_at as asked_at,"
	    " q.chain[q.at_step + 1] as duty, u.name_zh as duty_zh, u.name_en as duty_en, q.at_step + 1 as at_step,"
	    " cardinality(q.chain) as steps, d.ref as document_ref, coalesce(p.name, '') as party"
	    " from xz.caseflow_approval q join xz.people_account c on c.id = q.requested_by"
	    " join xz.people_duty_kind u on u.code = q.chain[q.at_step + 1]"
	    " left join xz.record_document d on d.id = q.document_id"
	    " left join xz.caseflow_track k on k.id = q.track_id left join xz.caseflow_party p on p.id = k.party_id"
	    " where q.case_id = $1 and q.state = 'pending' order by q.id", DB_I64(cf->id));
}

enum err
caseflow_cosigns(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select s.ref, s.action, s.account_id, c.username, s.officer_name, s.asked_by as asked_by_id,"
	    " b.display_name as asked_by, s.asked_at, d.ref as document_ref"
	    " from xz.caseflow_cosign s join xz.people_account c on c.id = s.account_id"
	    " join xz.people_account b on b.id = s.asked_by left join xz.record_document d on d.id = s.document_id"
	    " where s.case_id = $1 and s.state = 'waiting' order by s.id", DB_I64(cf->id));
}

enum err
caseflow_measures(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select m.id, m.ref, m.kind, coalesce(p.name, '') as party, m.place, m.keeper, m.from_day, m.state,"
	    " m.ended_on, m.extended, coalesce((select string_agg(concat_ws(' ', g.no || '.', g.name, nullif(g.spec, ''),"
	    "   g.quantity), '；' order by g.no) from xz.caseflow_goods g where g.measure_id = m.id), '') as goods,"
	    " (select q.due_at from xz.calendar_clock q where q.subject_kind = 'measure' and q.subject_id = m.id"
	    "   and q.state = 'open' order by q.due_at limit 1) as due_at"
	    " from xz.caseflow_measure m left join xz.caseflow_party p on p.id = m.party_id"
	    " where m.case_id = $1 order by (m.state = 'live') desc, m.id desc", DB_I64(cf->id));
}

enum err
caseflow_clue(struct arena *a, struct db *db, const struct case_file *cf, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select coalesce(l.name_zh, s.channel) as channel_zh, coalesce(l.name_en, s.channel) as channel_en,"
	    " s.received_at, s.subject_name, s.subject_code, s.content, s.real_name, coalesce(s.finding, '') as finding,"
	    " s.verified_on from xz.source_clue s left join lateral (select name_zh, name_en from xz.law_code l"
	    "   where l.kind = 'channel' and l.code = s.channel order by l.valid_from desc limit 1) l on true"
	    " where s.case_id = $1", DB_I64(cf->id));
}

enum err
caseflow_decisions(struct arena *a, struct db *db, const struct case_file *cf, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select d.id, d.track_id, p.name as party, d.number, d.outcome, coalesce(l.name_zh, d.outcome) as outcome_zh,"
	    " coalesce(l.name_en, d.outcome) as outcome_en, d.decided_on, d.served_on, d.fine_fen, d.confiscation_fen,"
	    " d.fine_fen + d.confiscation_fen as owed_fen, coalesce((select sum(y.amount_fen)::bigint"
	    "   from xz.caseflow_payment y where y.decision_id = d.id), 0) as paid_fen, coalesce(d.pay_code, '') as pay_code,"
	    " d.pay_due, d.surcharge_from, d.revoked_on"
	    " from xz.caseflow_track k join xz.caseflow_decision d on d.track_id = k.id"
	    " join xz.caseflow_party p on p.id = k.party_id left join lateral (select name_zh, name_en"
	    "   from xz.law_code l where l.kind = 'outcome' and l.code = d.outcome order by l.valid_from desc limit 1) l on true"
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
	    "select distinct subject_kind, subject_id from xz.calendar_clock where (subject_kind = 'case' and subject_id = $1)"
	    " or (subject_kind = 'track' and subject_id in (select id from xz.caseflow_track where case_id = $1))"
	    " or (subject_kind = 'measure' and subject_id in (select id from xz.caseflow_measure where case_id = $1))"
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
