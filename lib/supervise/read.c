/* read.c - matters as pages show them; row security decides what there is. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/record/record.h"
#include "lib/supervise/priv.h"

#define NAMED(kind, column, as) \
    " (select k.name_zh from xz.law_code k where k.kind = '" kind "' and k.code = " column \
    " order by k.valid_from desc limit 1) as " as "_zh," \
    " (select k.name_en from xz.law_code k where k.kind = '" kind "' and k.code = " column \
    " order by k.valid_from desc limit 1) as " as "_en,"

#define MATTERS "select m.id, m.ref, m.number, m.agency_id, m.about_id, m.chain_id, m.first_id, m.second_id," \
    " m.source," \
    " m.source_number, m.object_number, m.title, m.state, m.subject_kind, m.subject_ref, m.whole_ref," \
    NAMED("supervise_source", "m.source", "source") NAMED("supervise_act", "m.act_kind", "act") \
    NAMED("supervise_ground", "m.ground", "ground") NAMED("supervise_outcome", "m.outcome", "outcome") \
    " m.registered_at, m.told_at, m.ended_at, m.objected_at, m.recusal_at, m.corrected, m.version," \
    " g.name as agency_name, coalesce(nullif(g.name_en, ''), g.name) as agency_en," \
    " b.name as about_name, coalesce(nullif(b.name_en, ''), b.name) as about_en, b.active as about_active," \
    " f.display_name as first_name, s.display_name as second_name," \
    " (select x.ref from xz.monitor_alert x where x.id = m.alert_id) as alert_ref," \
    " (select q.ref from xz.source_request q where q.id = m.request_id) as request_ref," \
    " (select l.due_on from xz.supervise_letter l where l.matter_id = m.id and l.state = 'open'" \
    " order by l.n desc limit 1) as due_on" \
    " from xz.supervise_matter m join xz.people_agency g on g.id = m.agency_id" \
    " join xz.people_agency b on b.id = m.about_id left join xz.people_account f on f.id = m.first_id" \
    " left join xz.people_account s on s.id = m.second_id"

static struct supervise_matter
matter_row(struct db_row r)
{
	return (struct supervise_matter){ .id = row_i64(r, "id"), .ref = row_ref(r, "ref"),
	    .number = row_text(r, "number"), .agency = row_i64(r, "agency_id"), .about = row_i64(r, "about_id"),
	    .chain = row_i64_or(r, "chain_id", 0), .first = row_i64_or(r, "first_id", 0),
	    .second = row_i64_or(r, "second_id", 0), .source = row_text(r, "source"),
	    .source_number = row_text(r, "source_number"), .object_number = row_text(r, "object_number"),
	    .title = row_text(r, "title"), .state = row_text(r, "state"),
	    .subject_kind = row_text_null(r, "subject_kind"), .subject_ref = row_ref_or_zero(r, "subject_ref"),
	    .whole_ref = row_ref_or_zero(r, "whole_ref"), .source_zh = row_text_or(r, "source_zh", ""),
	    .source_en = row_text_or(r, "source_en", ""), .act_zh = row_text_or(r, "act_zh", ""),
	    .act_en = row_text_or(r, "act_en", ""), .ground_zh = row_text_or(r, "ground_zh", ""),
	    .ground_en = row_text_or(r, "ground_en", ""), .outcome_zh = row_text_null(r, "outcome_zh"),
	    .outcome_en = row_text_null(r, "outcome_en"), .registered_at = row_time(r, "registered_at"),
	    .told_at = row_time(r, "told_at"), .ended_at = row_time(r, "ended_at"),
	    .objected_at = row_time(r, "objected_at"), .recusal_at = row_time(r, "recusal_at"),
	    .checked = row_has(r, "corrected"), .corrected = row_has(r, "corrected") && row_bool(r, "corrected"),
	    .agency_name = row_text(r, "agency_name"), .agency_en = row_text(r, "agency_en"),
	    .about_name = row_text(r, "about_name"), .about_en = row_text(r, "about_en"),
	    .about_active = row_bool(r, "about_active"), .first_name = row_text_null(r, "first_name"),
	    .second_name = row_text_null(r, "second_name"), .alert_ref = row_ref_or_zero(r, "alert_ref"),
	    .request_ref = row_ref_or_zero(r, "request_ref"), .due_on = row_day(r, "due_on"),
	    .version = row_i32(r, "version") };
}

enum err
supervise_get(struct arena *a, struct db *db, struct ref ref, struct supervise_matter *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, MATTERS " where m.ref = $1", DB_REF(ref));

	if (e == OK)
		*out = matter_row(r);
	return e;
}

enum err
supervise_of_alert(struct arena *a, struct db *db, struct ref alert, struct supervise_matter *out)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(a, db, &rows, MATTERS " where m.alert_id ="
	    " (select y.id from xz.monitor_alert y where y.ref = $1) and m.state not in ('refused', 'passed')"
	    " order by m.id desc limit 1", DB_REF(alert));

	if (e == OK && db_count(rows) == 0)
		return err_set(ERR_NOT_FOUND, "no matter came of it");
	if (e == OK)
		*out = matter_row(db_at(rows, 0));
	return e;
}

/* The rows are taken before they are joined. */
#define PAGE(whose) MATTERS " join (select x.id from xz.supervise_matter x where " whose \
    " and ($2::uuid is null or x.id < (select y.id from xz.supervise_matter y where y.ref = $2))" \
    " order by x.id desc limit $3) p on p.id = m.id order by m.id desc"

enum err
supervise_list(struct arena *a, struct db *db, const struct supervise_query *q, struct supervise_matter **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = q->about ? DB_MANY(a, db, &rows, PAGE("x.about_id = $1 and x.told_at is not null"),
	    DB_I64(q->agency), DB_REF_OR_NULL(q->after), DB_I64(q->limit)) : q->ended ?
	    DB_MANY(a, db, &rows, PAGE("x.agency_id = $1"), DB_I64(q->agency), DB_REF_OR_NULL(q->after),
	    DB_I64(q->limit)) : DB_MANY(a, db, &rows, PAGE("x.agency_id = $1 and x.ended_at is null"),
	    DB_I64(q->agency), DB_REF_OR_NULL(q->after), DB_I64(q->limit));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct supervise_matter, (size_t)*n + 1);
	for (i = 0; i < *n; i++)
		(*out)[i] = matter_row(db_at(rows, i));
	return OK;
}

enum err
supervise_states(struct arena *a, struct db *db, int64_t agency, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select x.state, count(*) as n from (select m.state from xz.supervise_matter m"
	    " where m.agency_id = $1 and m.ended_at is null order by m.id desc limit 1000) x group by x.state",
	    DB_I64(agency));
}

enum err
supervise_letters_open(struct arena *a, struct db *db, int64_t agency, struct ref after, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select l.ref, m.ref as matter, m.title, l.number, l.kind, l.issued_on, l.due_on,"
	    " g.name as body_zh, coalesce(nullif(g.name_en, ''), g.name) as body_en"
	    " from (select x.id, x.ref, x.matter_id, x.number, x.kind, x.issued_on, x.due_on"
	    " from xz.supervise_letter x where x.about_id = $1 and x.state = 'open'"
	    " and ($2::uuid is null or (x.due_on, x.id) > (select y.due_on, y.id from xz.supervise_letter y"
	    " where y.ref = $2)) order by x.due_on, x.id limit $3) l join xz.supervise_matter m on m.id = l.matter_id"
	    " join xz.people_agency g on g.id = m.agency_id order by l.due_on, l.id", DB_I64(agency),
	    DB_REF_OR_NULL(after), DB_I64(limit));
}

/* ---- what was asked and said */

enum err
supervise_letters(struct arena *a, struct db *db, int64_t matter, struct supervise_letter **out, int *n)
{
	const struct db_rows *rows;
	const char **text;
	struct ref *side;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select l.kind, l.number, l.state, l.issued_on, l.due_on, l.answered_at,"
	    " l.demand_ref, l.answer_ref, d.ref as document, c.display_name as answered_by from xz.supervise_letter l"
	    " left join xz.record_document d on d.id = l.document_id left join xz.people_account c"
	    " on c.id = l.answered_by where l.matter_id = $1 order by l.n limit 200", DB_I64(matter));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct supervise_letter, (size_t)*n + 1);
	side = ARENA_ARRAY(a, struct ref, (size_t)*n * 2 + 1);
	text = ARENA_ARRAY(a, const char *, (size_t)*n * 2 + 1);
	for (i = 0; i < *n; i++) {
		struct db_row r = db_at(rows, i);

		(*out)[i] = (struct supervise_letter){ .kind = row_text(r, "kind"), .number = row_text(r, "number"),
		    .state = row_text(r, "state"), .answered_by = row_text_null(r, "answered_by"),
		    .document = row_ref_or_zero(r, "document"), .issued_on = row_day(r, "issued_on"),
		    .due_on = row_day(r, "due_on"), .answered_at = row_time(r, "answered_at") };
		side[2 * i] = row_ref(r, "demand_ref");
		side[2 * i + 1] = row_ref_or_zero(r, "answer_ref");
	}
	if (*n > 0)
		e = record_sides_open(a, db, side, (size_t)*n * 2, text);
	for (i = 0; e == OK && i < *n; i++) {
		(*out)[i].demand = text[2 * i];
		(*out)[i].answer = text[2 * i + 1];
	}
	return e;
}

enum err
supervise_said(struct arena *a, struct db *db, int64_t matter, struct supervise_said **out, int *n)
{
	const struct db_rows *rows;
	const char **text;
	struct ref *side;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select w.action, w.side_ref, w.said_at, c.display_name as name"
	    " from xz.supervise_word w join xz.people_account c on c.id = w.said_by where w.matter_id = $1"
	    " order by w.id limit 200", DB_I64(matter));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct supervise_said, (size_t)*n + 1);
	side = ARENA_ARRAY(a, struct ref, (size_t)*n + 1);
	text = ARENA_ARRAY(a, const char *, (size_t)*n + 1);
	for (i = 0; i < *n; i++) {
		struct db_row r = db_at(rows, i);

		(*out)[i] = (struct supervise_said){ .action = row_text(r, "action"), .name = row_text(r, "name"),
		    .at = row_time(r, "said_at") };
		side[i] = row_ref(r, "side_ref");
	}
	if (*n > 0)
		e = record_sides_open(a, db, side, (size_t)*n, text);
	for (i = 0; e == OK && i < *n; i++)
		(*out)[i].words = text[i];
	return e;
}

enum err
supervise_papers(struct arena *a, struct db *db, int64_t matter, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select d.ref, d.type, t.name_zh, t.name_en, d.number, d.made_at"
	    " from xz.record_document d join xz.record_document_type t on t.code = d.type"
	    " where d.subject_kind = 'supervision' and d.subject_id = $1 and d.state in ('to_seal', 'sealed')"
	    " order by d.id limit 200", DB_I64(matter));
}

enum err
supervise_in_remedy(struct arena *a, struct db *db, const struct supervise_matter *x, bool *out)
{
	struct db_row r;
	enum err e;

	*out = false;
	if (ref_zero(x->whole_ref))
		return OK;
	e = DB_ONE(a, db, &r, "select xz.supervise_in_remedy($1) as yes", DB_REF(x->whole_ref));
	if (e == OK)
		*out = row_bool(r, "yes");
	return e;
}

enum err
supervise_complaints(struct arena *a, struct db *db, int64_t agency, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select q.ref, q.number, q.arrived_at, g.name as about_zh,"
	    " coalesce(nullif(g.name_en, ''), g.name) as about_en from xz.source_request q"
	    " left join xz.people_agency g on g.id = q.about_id"
	    " where q.agency_id = $1 and q.state in ('received', 'sorted', 'accepted') and q.state = 'accepted'"
	    " and q.sort = 'enforcement' and not exists (select from xz.supervise_matter m where m.request_id = q.id"
	    " and m.state not in ('refused', 'passed')) order by q.arrived_at, q.id limit $2", DB_I64(agency),
	    DB_I64(limit));
}
