/* visit.c - the visits of a draw as pages read them, and their form; see visit.h. */
#include "lib/spotcheck/visit.h"


#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/law/law.h"
#include "lib/record/record.h"
#include "lib/spotcheck/priv.h"

#define FIXED_FIELDS 3		/* day, status, note */

/* Of one account by number, from a place on. */
#define VISITS(states, ended) "(select v.id, " ended " as ended from xz.spotcheck_visit_officer x" \
    " join xz.spotcheck_visit v on v.id = x.visit_id where x.account_id = $1 and v.state in (" states ")" \
    " and x.visit_id > case when $2::uuid is null then 0 when (select l.ended from last l) = " ended \
    " then (select l.id from last l) when (select l.ended from last l) < " ended " then 0 end" \
    " order by x.visit_id limit $3)"

enum err
spotcheck_visits_mine(struct arena *a, struct db *db, int64_t account, struct ref after, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "with last as materialized (select y.id, y.state not in ('open', 'to_sign') as ended"
	    " from xz.spotcheck_visit y where y.ref = $2), page as materialized ("
	    VISITS("'open', 'to_sign'", "false") " union all " VISITS("'done', 'published'", "true")
	    " order by ended, id limit $3)"
	    " select v.ref, coalesce(o.name, v.object_id) as name, v.object_id, k.title, k.draw_id, v.state,"
	    " v.state = 'to_sign' and v.recorded_by <> $1 as to_sign"
	    " from page p join xz.spotcheck_visit v on v.id = p.id join xz.spotcheck_task k on k.id = v.task_id"
	    " left join xz.spotcheck_object o on o.object_id = v.object_id order by p.ended, p.id",
	    DB_I64(account), DB_REF_OR_NULL(after), DB_I64(limit));
}

enum err
spot_visit_read(struct arena *a, struct db *db, struct ref ref, int64_t account, bool words,
    struct spotcheck_visit *out)
{
	const char *note = NULL;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select v.id, v.task_id, k.agency_id, k.draw_id, k.ref as draw_ref, k.title, g.name as agency_name,"
	    " v.object_id, coalesce(o.name, v.object_id) as name, p.subject_id, s.ref as subject_ref, v.state,"
	    " v.visited_on, v.due_on, v.subject_status, v.version, v.recorded_by, v.second, c.display_name as"
	    " recorder, v.note_ref, exists (select from xz.spotcheck_visit_officer x where x.visit_id = v.id"
	    " and x.account_id = $2) as mine, exists (select from xz.spotcheck_visit_result x where x.visit_id = v.id"
	    " and x.result not in ('none', 'no_activity')) as problem,"
	    " (select f.ref from xz.caseflow_case f where f.id = v.clue_case) as clue_ref, v.clue_number"
	    " from xz.spotcheck_visit v join xz.spotcheck_task k on k.id = v.task_id"
	    " join xz.people_agency g on g.id = k.agency_id"
	    " join xz.spotcheck_pool p on p.task_id = v.task_id and p.object_id = v.object_id"
	    " left join xz.register_subject s on s.id = p.subject_id"
	    " left join xz.spotcheck_object o on o.object_id = v.object_id"
	    " left join xz.people_account c on c.id = v.recorded_by where v.ref = $1", DB_REF(ref), DB_I64(account));

	if (e == OK && words && row_has(r, "note_ref"))
		e = record_side_open(a, db, row_ref(r, "note_ref"), &note);
	if (e != OK)
		return e;
	*out = (struct spotcheck_visit){ .id = row_i64(r, "id"), .task = row_i64(r, "task_id"),
	    .agency = row_i64(r, "agency_id"), .subject = row_i64(r, "subject_id"), .ref = ref,
	    .subject_ref = row_ref_or_zero(r, "subject_ref"), .draw_ref = row_ref(r, "draw_ref"),
	    .clue_ref = row_ref_or_zero(r, "clue_ref"), .clue_number = row_text_null(r, "clue_number"),
	    .draw_id = row_text(r, "draw_id"), .title = row_text(r, "title"),
	    .object = row_text(r, "object_id"), .name = row_text(r, "name"), .state = row_text(r, "state"),
	    .agency_name = row_text(r, "agency_name"), .status = row_text_null(r, "subject_status"),
	    .visited_on = row_day(r, "visited_on"), .due_on = row_day(r, "due_on"), .version = row_i32(r, "version"),
	    .recorded_by = row_i64_or(r, "recorded_by", 0), .second = row_i64_or(r, "second", 0),
	    .recorder = row_text_null(r, "recorder"), .note = note, .mine = row_bool(r, "mine"),
	    .problem = row_bool(r, "problem") };
	return OK;
}

enum err
spotcheck_visit_get(struct arena *a, struct db *db, struct ref ref, int64_t account, struct spotcheck_visit *out)
{
	return spot_visit_read(a, db, ref, account, true, out);
}

enum err
spotcheck_visit_results(struct arena *a, struct db *db, int64_t visit, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select i.code, i.name as item_zh, coalesce(nullif(i.name_en, ''), i.name) as item_en, x.result,"
	    " c.name_zh as result_zh, c.name_en as result_en from xz.spotcheck_visit_result x"
	    " join xz.law_check_item i on i.id = x.item_id"
	    " join xz.law_code c on c.kind = 'inspect_result' and c.code = x.result and c.valid_to is null"
	    " where x.visit_id = $1 order by i.code, c.seq", DB_I64(visit));
}

/* ---- the form */

enum err
spot_visit_items(struct arena *a, struct db *db, int64_t task, struct spotcheck_item **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select i.id, i.name, coalesce(nullif(i.name_en, ''), i.name) as name_en"
	    " from xz.spotcheck_task_item t join xz.law_check_item i on i.id = t.item_id where t.task_id = $1"
	    " order by i.code", DB_I64(task));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct spotcheck_item, (size_t)*n + 1);
	for (i = 0; i < *n; i++)
		(*out)[i] = (struct spotcheck_item){ .id = row_i64(db_at(rows, i), "id"),
		    .field = arena_printf(a, "item_%d", i + 1), .name_zh = row_text(db_at(rows, i), "name"),
		    .name_en = row_text(db_at(rows, i), "name_en") };
	return OK;
}

enum err
spotcheck_visit_form(struct arena *a, struct db *db, const struct spotcheck_visit *v, struct input **in,
    struct spotcheck_item **items, int *n)
{
	struct field *f;
	int64_t now;
	int i;
	enum err e = spot_visit_items(a, db, v->task, items, n);

	if (e == OK)
		e = db_now(a, db, &now);
	if (e != OK)
		return e;
	f = ARENA_ARRAY(a, struct field, (size_t)*n + FIXED_FIELDS + 1);
	f[0] = (struct field){ .name = "visited_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE };
	f[1] = (struct field){ .name = "status", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED };
	for (i = 0; i < *n; i++)
		f[2 + i] = (struct field){ .name = (*items)[i].field, .type = FIELD_CHOICES,
		    .flags = FIELD_REQUIRED | FIELD_WIDE };
	f[2 + *n] = (struct field){ .name = "note", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE,
	    .max = 2000 };
	*in = input_new(a, f);
	e = law_options(a, db, "subject_status", time_day(now), *in, "status");
	for (i = 0; e == OK && i < *n; i++)
		e = law_options(a, db, "inspect_result", time_day(now), *in, (*items)[i].field);
	return e;
}

enum err
spotcheck_visit_second(struct arena *a, struct db *db, const struct spotcheck_visit *v,
    const char *username, int64_t *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select c.id from xz.spotcheck_visit_officer o join xz.people_account c on c.id = o.account_id"
	    " and c.active where o.visit_id = $1 and c.username = $2 and c.id <> $3", DB_I64(v->id), DB_TEXT(username),
	    DB_I64(v->recorded_by));

	if (e == OK)
		*out = row_i64(r, "id");
	return e;
}

enum err
spotcheck_visit_team(struct arena *a, struct db *db, int64_t visit, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select c.username, c.display_name as name, o.certificate_no from xz.spotcheck_visit_officer o"
	    " join xz.people_account c on c.id = o.account_id where o.visit_id = $1 order by o.place", DB_I64(visit));
}

/* ---- the clue that came of it */

enum err
spotcheck_visit_problem(struct arena *a, struct db *db, struct ref ref, int64_t account, bool *out)
{
	struct spotcheck_visit v;
	enum err e = spotcheck_visit_get(a, db, ref, account, &v);

	if (e == OK)
		*out = v.mine && v.problem && v.clue_number == NULL && !str_eq(v.state, "open") &&
		    !str_eq(v.state, "replaced");
	return e;
}

enum err
spotcheck_visit_of_case(struct arena *a, struct db *db, int64_t case_id, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select ref, draw_id, title, object_id, visited_on, mine from xz.spotcheck_of_case($1)", DB_I64(case_id));
}
