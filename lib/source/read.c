/* read.c - requests as the desk shows them. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/people/people.h"
#include "lib/source/source.h"

#define COLUMNS "select q.id, q.ref, q.number, encode(q.digest, 'hex') as digest, q.sort, s.name_zh as sort_zh," \
    " s.name_en as sort_en, q.named, q.agency_id, g.name as agency_name," \
    " coalesce(nullif(g.name_en, ''), g.name) as agency_en, f.name as from_name," \
    " coalesce(nullif(f.name_en, ''), f.name) as from_en, q.came_back, q.state, q.subject_name, q.received_at," \
    " q.arrived_at, h.number as head_number, h.ref as head_ref," \
    " exists (select from xz.source_link x where x.request_id = q.id and x.undone_at is null" \
    " and x.kind <> 'merged') as bound, q.returned, r.name_zh as ground_zh, r.name_en as ground_en, q.answer," \
    " o.name_zh as outcome_zh, o.name_en as outcome_en," \
    " q.told_at, q.clue_id," \
    " c.ref as clue_ref, coalesce(c.clue_number, '') as clue_number, q.chain_id, q.version," \
    " (select k.due_at from xz.calendar_clock k where k.subject_kind = 'request' and k.subject_id = q.id" \
    " and k.state = 'open' order by k.due_at limit 1) as due_at" \
    " from xz.source_request q join xz.people_agency g on g.id = q.agency_id" \
    " left join xz.people_agency f on f.id = q.from_agency_id" \
    " left join xz.caseflow_case c on c.id = q.clue_id" \
    " left join xz.source_link k on k.request_id = q.id and k.kind = 'merged' and k.undone_at is null" \
    " left join xz.source_request h on h.id = k.other_id" \
    " left join lateral (select v.name_zh, v.name_en from xz.law_code v where v.kind = 'request_sort'" \
    " and v.code = q.sort order by v.valid_from desc limit 1) s on true" \
    " left join lateral (select v.name_zh, v.name_en from xz.law_code v where v.kind = 'reject_ground'" \
    " and v.code = q.ground order by v.valid_from desc limit 1) r on true" \
    " left join lateral (select v.name_zh, v.name_en from xz.law_code v where v.kind = 'mediation_end'" \
    " and v.code = q.outcome and v.valid_from <= (q.received_at at time zone 'Asia/Shanghai')::date" \
    " order by v.valid_from desc limit 1) o on true"

static struct source_request
request_row(struct db_row r)
{
	return (struct source_request){ .id = row_i64(r, "id"), .agency = row_i64(r, "agency_id"),
	    .chain = row_i64_or(r, "chain_id", 0), .ref = row_ref(r, "ref"), .clue = row_ref_or_zero(r, "clue_ref"),
	    .number = row_text(r, "number"), .digest = row_text(r, "digest"), .sort = row_text(r, "sort"),
	    .sort_zh = row_text_or(r, "sort_zh", ""), .sort_en = row_text_or(r, "sort_en", ""),
	    .state = row_text(r, "state"), .subject_name = row_text(r, "subject_name"),
	    .agency_name = row_text(r, "agency_name"), .agency_en = row_text(r, "agency_en"),
	    .from_name = row_text_null(r, "from_name"), .from_en = row_text_null(r, "from_en"),
	    .outcome_zh = row_text_null(r, "outcome_zh"), .outcome_en = row_text_null(r, "outcome_en"),
	    .ground_zh = row_text_null(r, "ground_zh"), .ground_en = row_text_null(r, "ground_en"),
	    .answer = row_text_null(r, "answer"), .clue_number = row_text(r, "clue_number"),
	    .head_number = row_text_or(r, "head_number", ""), .head = row_ref_or_zero(r, "head_ref"),
	    .bound = row_bool(r, "bound"), .named = row_bool(r, "named"), .has_clue = row_has(r, "clue_id"),
	    .forwarded = row_has(r, "from_name") && !row_bool(r, "came_back"),
	    .received_at = row_time(r, "received_at"), .arrived_at = row_time(r, "arrived_at"),
	    .told_at = row_time(r, "told_at"), .due_at = row_time(r, "due_at"), .version = row_i32(r, "version"),
	    .returned = row_i32(r, "returned") };
}

enum err
source_get(struct arena *a, struct db *db, struct ref ref, struct source_request *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, COLUMNS " where q.ref = $1", DB_REF(ref));

	if (e == OK)
		*out = request_row(r);
	return e;
}

enum err
source_list(struct arena *a, struct db *db, const struct source_query *q, struct source_request **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = str_eq(q->state, "waits") ? DB_MANY(a, db, &rows, COLUMNS
	    " where q.state in ('received', 'sorted', 'accepted') and ($1::uuid is null or (q.arrived_at, q.id) >"
	    " (select x.arrived_at, x.id from xz.source_request x where x.ref = $1))"
	    " order by q.arrived_at, q.id limit $2",
	    DB_REF_OR_NULL(q->after), DB_I64(q->limit)) : DB_MANY(a, db, &rows, COLUMNS
	    " where ($3::text is null or q.state = $3) and ($1::uuid is null or q.id <"
	    " (select x.id from xz.source_request x where x.ref = $1)) order by q.id desc limit $2",
	    DB_REF_OR_NULL(q->after), DB_I64(q->limit), DB_TEXT(q->state));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct source_request, (size_t)*n + 1);
	for (i = 0; i < *n; i++)
		(*out)[i] = request_row(db_at(rows, i));
	return OK;
}

#define KIN " q.number, q.ref, s.name_zh as sort_zh, s.name_en as sort_en, q.state, g.name as agency_zh," \
    " coalesce(nullif(g.name_en, ''), g.name) as agency_en from xz.source_request q" \
    " join xz.people_agency g on g.id = q.agency_id" \
    " left join lateral (select v.name_zh, v.name_en from xz.law_code v where v.kind = 'request_sort'" \
    " and v.code = q.sort order by v.valid_from desc limit 1) s on true"

enum err
source_kin(struct arena *a, struct db *db, const struct source_request *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select 'part' as kind, '' as way," KIN " where q.id <> $1 and q.message_id ="
	    " (select x.message_id from xz.source_request x where x.id = $1)"
	    " union all select l.kind, 'to'," KIN " join xz.source_link l on l.other_id = q.id and l.undone_at is null"
	    " where l.request_id = $1"
	    " union all select l.kind, 'from'," KIN " join xz.source_link l on l.request_id = q.id"
	    " and l.undone_at is null where l.other_id = $1 order by 1, 3 limit 200", DB_I64(q->id));
}

enum err
source_find(struct arena *a, struct db *db, const char *part, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select w.ref, w.number, w.subject_name, w.state, w.arrived_at, g.name as agency_zh,"
	    " coalesce(nullif(g.name_en, ''), g.name) as agency_en"
	    " from unnest(xz.people_actor_agencies()) as own (id) cross join lateral (select q.ref, q.id, q.number,"
	    "   q.subject_name, q.state, q.arrived_at, q.agency_id from xz.source_request q"
	    "   where q.agency_id = own.id order by q.id desc limit $2) w join xz.people_agency g on g.id = w.agency_id"
	    " where position($1 in w.number) > 0 or position($1 in w.subject_name) > 0"
	    " order by w.id desc limit $3", DB_TEXT(part), DB_I64(SOURCE_FIND_AMONG), DB_I64(limit));
}

#define LOOKED_AT 200

enum err
source_next(struct arena *a, struct db *db, int64_t account, struct ref after, struct ref *out)
{
	const struct db_rows *rows;
	struct people_actor who;
	int i;
	enum err e = people_actor_load(a, db, account, &who);

	if (e == OK)
		e = DB_MANY(a, db, &rows, "select q.ref, q.sort from xz.source_request q where q.agency_id = $1"
		    " and q.state in ('received', 'sorted', 'accepted') and ($2::uuid is null or (q.arrived_at, q.id) >"
		    " (select x.arrived_at, x.id from xz.source_request x where x.ref = $2))"
		    " order by q.arrived_at, q.id limit $3", DB_I64(who.agency), DB_REF_OR_NULL(after),
		    DB_I64(LOOKED_AT));
	for (i = 0; e == OK && i < db_count(rows); i++) {
		bool about = str_eq(row_text(db_at(rows, i), "sort"), "enforcement");

		if ((who.duties & people_duty_bit(about ? "supervisor" : "intake")) != 0) {
			*out = row_ref(db_at(rows, i), "ref");
			return OK;
		}
	}
	return e == OK ? err_set(ERR_NOT_FOUND, "nothing waits") : e;
}
