/* review.c - see review.h. */
#include "lib/review/review.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/review/words.h"

enum err
review_needed(struct arena *a, struct db *db, int64_t case_id, int version, int32_t day,
    bool declared_major, struct review_need *out)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "with pen as (select p.party_id, y.natural_person, p.kind, sum(p.amount_fen) as amount"
	    "   from xz.caseflow_penalty p join xz.caseflow_party y on y.id = p.party_id"
	    "   where p.case_id = $1 and p.stage = 'report' and p.stage_version = $2 group by 1, 2, 3)"
	    "   , the as (select coalesce(l.field, case when g.field not like '%;%' then g.field end, '') as field"
	    "   from xz.caseflow_case c join xz.people_agency g on g.id = c.agency_id"
	    "   left join xz.law_cause l on l.id = c.cause_id where c.id = $1)"
	    " select distinct on (r.id) r.limb, r.note, r.source, r.deliberate, pen.amount"
	    " from xz.review_criterion r cross join the join xz.caseflow_case c on c.id = $1"
	    " left join xz.law_cause l on l.id = c.cause_id"
	    " left join pen on (r.penalty_kind is null or r.penalty_kind = pen.kind)"
	    "   and (r.party is null or (r.party = 'person') = pen.natural_person)"
	    "   and (r.amount_min_fen is null or pen.amount >= r.amount_min_fen)"
	    " where (r.cause_code is null or r.cause_code = l.code)"
	    "   and (r.agency_id is null or r.agency_id = c.agency_id)"
	    "   and r.valid_from <= $3 and (r.valid_to is null or r.valid_to >= $3)"
	    "   and (r.sector = the.field or r.sector = '' and (r.limb = 4 or not exists (select"
	    "     from xz.review_criterion o where o.sector = the.field and o.sector <> ''"
	    "     and o.valid_from <= $3 and (o.valid_to is null or o.valid_to >= $3))))"
	    "   and (pen.party_id is not null or (r.penalty_kind is null and r.amount_min_fen is null"
	    " and r.party is null))"
	    " order by r.id, pen.amount desc nulls last",
	    DB_I64(case_id), DB_I64(version), DB_DAY(day));

	*out = (struct review_need){ .why = json_array() };
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		out->legal = true;
		out->deliberate |= row_bool(r, "deliberate");
		if (out->limb == 0)
			out->limb = row_i32(r, "limb");
		json_array_append_new(out->why, json_pack("{s:i,s:s,s:s,s:I}", "limb", row_i32(r, "limb"), "note",
		    row_text(r, "note"), "source", row_text(r, "source"), "amount_fen",
		    (json_int_t)row_i64_or(r, "amount", 0)));
	}
	if (e == OK && declared_major) {
		out->legal = out->deliberate = true;
		if (out->limb == 0)
			out->limb = 3;
		json_array_append_new(out->why, json_pack("{s:i,s:s,s:s}", "limb", 3, "note",
		    REVIEW_DECLARED, "source", REVIEW_SOURCE));
	}
	return e;
}

enum err
review_open(struct arena *a, struct db *db, const struct review_new *n)
{
	return DB_EXEC(a, db,
	    "insert into xz.review_request (case_id, track_id, report_version, kind, limb, why, content_sha256,"
	    " submitted_by, submitted_at) values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)",
	    DB_I64(n->case_id), DB_ID(n->track_id), DB_I64(n->version), DB_TEXT(n->legal ? "legal" : "case"),
	    DB_ID(n->limb), DB_TEXT(n->why != NULL ? json_text(a, n->why) : "[]"),
	    DB_BYTES(n->content_sha256, 32), DB_I64(n->by),
	    DB_TIME(n->at));
}

enum err
review_find(struct arena *a, struct db *db, int64_t case_id, int64_t track_id,
    struct review_request *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select id, ref, kind, limb, reviewer, returned_list, report_version from xz.review_request"
	    " where case_id = $1 and coalesce(track_id, 0) = $2 and state in ('open', 'returned') for update",
	    DB_I64(case_id), DB_I64(track_id));

	if (e == OK)
		*out = (struct review_request){ .id = row_i64(r, "id"), .ref = row_ref(r, "ref"),
		    .legal = str_eq(row_text(r, "kind"), "legal"), .limb = (int)row_i64_or(r, "limb", 0),
		    .reviewer = row_i64_or(r, "reviewer", 0), .returned = row_has(r, "returned_list"),
		    .version = row_i32(r, "report_version") };
	return e;
}

enum err
review_return(struct arena *a, struct db *db, int64_t id, int64_t by, const char *list)
{
	return DB_EXEC(a, db,
	    "update xz.review_request set returned_list = $3, reviewer = $2 where id = $1 and returned_list is null",
	    DB_I64(id), DB_I64(by), DB_TEXT(list));
}

enum err
review_call_in(struct arena *a, struct db *db, int64_t id, int64_t by, const char *reason, int64_t at)
{
	return DB_EXEC(a, db,
	    "update xz.review_request set kind = 'legal', limb = 3, reviewer = $2, taken_at = $4,"
	    " why = why || jsonb_build_array(jsonb_build_object('limb', 3, 'note', $3::text, 'source', 'called_in'))"
	    " where id = $1", DB_I64(id), DB_I64(by), DB_TEXT(reason), DB_TIME(at));
}

enum err
review_objections(struct arena *a, struct db *db, int64_t case_id, int version, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select p.request_id, p.n, p.note from xz.review_point p where p.verdict = 'problem' and p.request_id ="
	    " (select q.id from xz.review_request q where q.case_id = $1 and q.track_id is null and q.state = 'done'"
	    "   and q.report_version = $2 and q.opinion <> 'agree' order by q.id desc limit 1) order by p.n",
	    DB_I64(case_id), DB_I64(version));
}

enum err
review_answer_put(struct arena *a, struct db *db, const struct review_answer *x)
{
	return DB_EXEC(a, db,
	    "insert into xz.review_answer (request_id, n, report_version, answer, made_by, made_at)"
	    " values ($1, $2, $3, $4, $5, $6)", DB_I64(x->request), DB_I64(x->n), DB_I64(x->version), DB_TEXT(x->text),
	    DB_I64(x->by), DB_TIME(x->at));
}

enum err
review_opine(struct arena *a, struct db *db, int64_t id, int64_t by, const struct review_verdict *v,
    int64_t at)
{
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < REVIEW_POINTS; i++)
		e = DB_EXEC(a, db,
		    "insert into xz.review_point (request_id, n, verdict, note) values ($1, $2, $3, $4)"
		    " on conflict (request_id, n) do update set verdict = excluded.verdict, note = excluded.note",
		    DB_I64(id), DB_I64(i + 1), DB_TEXT(v->ok[i] ? "ok" : "problem"),
		    DB_TEXT(v->note[i] != NULL ? v->note[i] : ""));
	if (e == OK)
		e = DB_EXEC(a, db,
		    "update xz.review_request set state = 'done', reviewer = $2, opinion = $3, opinion_text = $4,"
		    " opined_at = $5 where id = $1", DB_I64(id), DB_I64(by), DB_TEXT(v->opinion), DB_TEXT(v->text),
		    DB_TIME(at));
	return e;
}

enum err
review_lapse(struct arena *a, struct db *db, int64_t case_id)
{
	return DB_EXEC(a, db,
	    "update xz.review_request set state = 'lapsed' where case_id = $1 and state in ('open', 'returned')",
	    DB_I64(case_id));
}
