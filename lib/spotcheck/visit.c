/* visit.c - see visit.h. */
#include "lib/spotcheck/visit.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/law/law.h"
#include "lib/people/people.h"
#include "lib/record/record.h"
#include "lib/sec/sec.h"
#include "lib/spotcheck/locked_draw_priv.h"
#include "lib/tlog/tlog.h"

#define FIXED_FIELDS 3		/* day, status, note */
#define PUBLISH_A_TICK 50

enum err
spotcheck_visits_mine(struct arena *a, struct db *db, int64_t account, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select v.ref, coalesce(o.name, v.object_id) as name, v.object_id, k.title, k.draw_id, v.state,"
	    " v.state = 'to_sign' and v.recorded_by <> $1 as to_sign"
	    " from xz.spotcheck_visit_officer x join xz.spotcheck_visit v on v.id = x.visit_id"
	    " join xz.spotcheck_task k on k.id = v.task_id left join xz.spotcheck_object o on o.object_id = v.object_id"
	    " where x.account_id = $1 and v.state in ('open', 'to_sign', 'done', 'published')"
	    " order by v.state not in ('open', 'to_sign'), v.id limit 200", DB_I64(account));
}

enum err
spotcheck_visit_get(struct arena *a, struct db *db, struct ref ref, int64_t account, struct spotcheck_visit *out)
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

	if (e == OK && row_has(r, "note_ref"))
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

static enum err
items_of(struct arena *a, struct db *db, int64_t task, struct spotcheck_item **out, int *n)
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

static enum err
options(struct arena *a, struct db *db, struct input *in, const char *field, const char *kind, int32_t day)
{
	struct law_code *code;
	int i, n;
	enum err e = law_codes(a, db, kind, day, &code, &n);

	for (i = 0; e == OK && i < n; i++)
		input_option(in, field, code[i].code, code[i].name_zh, code[i].name_en);
	return e;
}

enum err
spotcheck_visit_form(struct arena *a, struct db *db, const struct spotcheck_visit *v, struct input **in,
    struct spotcheck_item **items, int *n)
{
	struct field *f;
	int64_t now;
	int i;
	enum err e = items_of(a, db, v->task, items, n);

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
	e = options(a, db, *in, "status", "subject_status", time_day(now));
	for (i = 0; e == OK && i < *n; i++)
		e = options(a, db, *in, (*items)[i].field, "inspect_result", time_day(now));
	return e;
}

/* ---- recorded, signed */

struct visiting {
	struct ref ref;
	int32_t version;
	struct input *in;
	const struct spotcheck_signing *sign;
};

/* who: one of the team. */
static enum err
lock_visit(struct spot_move *m, int64_t who, struct spotcheck_visit *v)
{
	const struct visiting *x = m->with;
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select id from xz.spotcheck_visit where ref = $1 for update", DB_REF(x->ref));

	if (e == OK)
		e = spotcheck_visit_get(m->a, m->db, x->ref, who, v);
	if (e == OK && !v->mine)
		e = err_set(ERR_DENIED, "not of the team");
	if (e == OK) {
		m->draw_id = v->draw_id;
		e = spot_look(m);
	}
	return e;
}

/* "No problem found" stands alone. */
static bool
results_fit(const struct input *in, const char *field)
{
	return !input_has(in, field, "none") || input_value(in, field)->list_n == 1;
}

static enum err
results_put(struct spot_move *m, const struct spotcheck_visit *v, json_t *list)
{
	const struct visiting *x = m->with;
	struct spotcheck_item *items;
	size_t k;
	int i, n;
	enum err e = items_of(m->a, m->db, v->task, &items, &n);

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "delete from xz.spotcheck_visit_result where visit_id = $1", DB_I64(v->id));
	for (i = 0; e == OK && i < n; i++) {
		const struct value *val = input_value(x->in, items[i].field);

		if (!results_fit(x->in, items[i].field))
			return spot_refuse(m, ERR_INPUT, items[i].field, "visit_none_alone", NULL);
		for (k = 0; e == OK && k < val->list_n; k++) {
			json_array_append_new(list, json_string(val->list[k]));
			e = DB_EXEC(m->a, m->db,
			    "insert into xz.spotcheck_visit_result (visit_id, item_id, result) values ($1, $2, $3)",
			    DB_I64(v->id), DB_I64(items[i].id), DB_TEXT(val->list[k]));
		}
	}
	return e;
}

static enum err
record_fn(struct arena *a, struct db *db, void *ctx)
{
	struct spot_move *m = ctx;
	const struct visiting *x = m->with;
	struct spotcheck_visit v;
	json_t *list = json_array(), *note = NULL;
	struct ref note_ref = { { 0 } };
	char day[DAY_TEXT_SIZE];
	enum err e;

	m->a = a;
	m->db = db;
	e = lock_visit(m, m->act->principal, &v);
	if (e == OK && !str_eq(v.state, "open"))
		e = spot_refuse(m, ERR_STATE, "", "visit_state", NULL);
	if (e == OK && v.version != x->version)
		e = spot_refuse(m, ERR_CONFLICT, "", "moved_on", NULL);
	if (e == OK && input_day(x->in, "visited_on") < time_day(m->d.drawn_at))
		e = spot_refuse(m, ERR_INPUT, "visited_on", "visit_before_draw", NULL);
	if (e == OK)
		e = results_put(m, &v, list);
	if (e == OK && input_given(x->in, "note")) {
		e = record_side(a, db, m->d.chain, input_text(x->in, "note"), &note);
		if (e == OK && !ref_parse(json_string_value(json_object_get(note, "ref")), &note_ref))
			e = err_set(ERR_DB, "side without a ref");
	}
	if (e == OK)
		e = DB_EXEC(a, db,
		    "update xz.spotcheck_visit set state = 'to_sign', visited_on = $2, subject_status = $3,"
		    " note_ref = $4, recorded_by = $5, recorded_at = $6, version = version + 1"
		    " where id = $1", DB_I64(v.id), DB_DAY(input_day(x->in, "visited_on")),
		    DB_TEXT(input_text(x->in, "status")), DB_REF_OR_NULL(note_ref), DB_I64(m->act->principal),
		    DB_TIME(m->now));
	if (e != OK) {
		json_decref(list);
		json_decref(note);
		return e;
	}
	day_text(input_day(x->in, "visited_on"), day);
	return spot_step(m, "spotcheck.visit_recorded", json_pack("{s:s,s:s,s:s,s:o,s:o}", "object", v.object, "day",
	    day, "status", input_text(x->in, "status"), "results", list, "note", note != NULL ? note : json_null()),
	    NULL);
}

enum err
spotcheck_visit_record(struct arena *a, struct db *db, const struct act *act, struct ref ref, int32_t version,
    struct input *in, struct problems *p)
{
	struct visiting x = { .ref = ref, .version = version, .in = in };
	struct spot_move m = { .db = db, .act = act, .p = p, .with = &x };

	return db_tx_run(a, db, act, record_fn, &m, NULL);
}

/* The ledger of visits, and the term within which the result is public. */
static enum err
signed_now(struct spot_move *m, const struct spotcheck_visit *v, const struct spotcheck_signing *sign)
{
	struct people_actor who;
	int64_t clock;
	enum err e = people_actor_load(m->a, m->db, sign->signer, &who);

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.inspection_visit (subject_id, agency_id, kind, day, officers, source_kind,"
		    " source_ref, clean, counted, joint_ref)"
		    " values ($1, $2, 'random', $3, (select array_agg(o.certificate_no order by o.place)"
		    " from xz.spotcheck_visit_officer o"
		    " where o.visit_id = $5), 'spotcheck', $4, $6, $7, $8::text::uuid)", DB_I64(v->subject),
		    DB_I64(who.agency), DB_DAY(v->visited_on), DB_REF(v->ref), DB_I64(v->id), DB_BOOL(!v->problem),
		    DB_BOOL(!sign->uncounted), sign->joint_ref != NULL ? DB_TEXT(sign->joint_ref) : DB_NULL);
	if (e == OK)
		e = calendar_clock_start(m->a, m->db, &(struct clock_new){ .subject_kind = "spot_visit",
		    .subject_id = v->id, .subject_ref = v->ref, .agency = v->agency, .duty = "coordinator",
		    .rule = "spotcheck.publish", .start_at = m->now }, &clock);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.spotcheck_visit set state = 'done', second = $2, signed_at = $3, sign_method = $5,"
		    " due_on = (select (q.due_at at time zone 'Asia/Shanghai')::date from xz.calendar_clock q"
		    " where q.id = $4), version = version + 1 where id = $1", DB_I64(v->id), DB_I64(sign->signer),
		    DB_TIME(m->now), DB_I64(clock), DB_TEXT(sign->method));
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "select xz.spotcheck_tasks_done($1, null, $2)", DB_I64(v->id), DB_I64(m->act->principal));
	return e == OK ? spot_visits_in(m) : e;
}

/* The step is the actor's; whose code it was stands in it. */
static enum err
sign_step(struct spot_move *m, const struct spotcheck_visit *v, const struct spotcheck_signing *sign)
{
	struct people_actor who;
	char ref[REF_TEXT_SIZE];
	enum err e;

	if (!sign->agree)
		return spot_step(m, "spotcheck.visit_given_back", json_pack("{s:s}", "object", v->object), NULL);
	e = people_actor_load(m->a, m->db, sign->signer, &who);
	if (e != OK)
		return e;
	ref_text(who.ref, ref);
	return spot_step(m, "spotcheck.visit_signed", json_pack("{s:s,s:s,s:s}", "object", v->object, "method",
	    sign->method, "second", ref), NULL);
}

static enum err
sign_fn(struct arena *a, struct db *db, void *ctx)
{
	struct spot_move *m = ctx;
	const struct visiting *x = m->with;
	const struct spotcheck_signing *sign = x->sign;
	struct spotcheck_visit v;
	enum err e;

	m->a = a;
	m->db = db;
	e = lock_visit(m, sign->signer, &v);
	if (e == OK && !str_eq(v.state, "to_sign"))
		e = spot_refuse(m, ERR_STATE, "", "visit_state", NULL);
	if (e == OK && v.recorded_by == sign->signer)
		e = spot_refuse(m, ERR_STATE, "", "visit_own", NULL);
	/* on another officer's device: on the recorder's only, and only to sign */
	if (e == OK && sign->signer != m->act->principal && (v.recorded_by != m->act->principal || !sign->agree))
		e = err_set(ERR_DENIED, "another officer's signature");
	if (e == OK)
		e = sign->agree ? signed_now(m, &v, sign) : DB_EXEC(a, db,
		    "update xz.spotcheck_visit set state = 'open', version = version + 1 where id = $1", DB_I64(v.id));
	return e == OK ? sign_step(m, &v, sign) : e;
}

enum err
spotcheck_visit_sign(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    const struct spotcheck_signing *sign, struct problems *p)
{
	struct visiting x = { .ref = ref, .sign = sign };
	struct spot_move m = { .db = db, .act = act, .p = p, .with = &x };

	return db_tx_run(a, db, act, sign_fn, &m, NULL);
}

/* Only the draw's own items count for the draw. */
static enum err
settled(struct spot_move *m, const struct spotcheck_settling *s, json_t *list)
{
	int64_t n = 0;
	int i;
	enum err e = DB_EXEC(m->a, m->db,
	    "delete from xz.spotcheck_visit_result where visit_id = $1", DB_I64(s->visit));

	for (i = 0; e == OK && i < s->result_n; i++) {
		e = DB_EXEC_N(m->a, m->db, &n, "insert into xz.spotcheck_visit_result (visit_id, item_id, result)"
		    " select v.id, t.item_id, $3 from xz.spotcheck_visit v"
		    " join xz.spotcheck_task_item t on t.task_id = v.task_id"
		    " where v.id = $1 and t.item_id = $2", DB_I64(s->visit), DB_I64(s->result[i].item),
		    DB_TEXT(s->result[i].result));
		if (n > 0)
			json_array_append_new(list, json_string(s->result[i].result));
	}
	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.spotcheck_visit set state = 'to_sign', visited_on = $2, subject_status = 'existing',"
	    " recorded_by = $3, recorded_at = $4, version = version + 1 where id = $1", DB_I64(s->visit),
	    DB_DAY(s->day), DB_I64(m->act->principal), DB_TIME(m->now)) : e;
}

enum err
spotcheck_visit_settle(struct arena *a, struct db *db, const struct act *act, const struct spotcheck_settling *s)
{
	struct spotcheck_signing sign = { .signer = s->second, .method = "account", .agree = true,
	    .joint_ref = s->joint_ref, .uncounted = s->uncounted };
	struct visiting x = { .sign = &sign };
	struct spot_move m = { .a = a, .db = db, .act = act, .with = &x };
	struct spotcheck_visit v;
	json_t *list = json_array();
	char day[DAY_TEXT_SIZE];
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select ref from xz.spotcheck_visit where id = $1", DB_I64(s->visit));

	if (e == OK) {
		x.ref = row_ref(r, "ref");
		e = lock_visit(&m, act->principal, &v);
	}
	if (e == OK && !str_eq(v.state, "open"))
		e = err_set(ERR_STATE, "the draw's visit was recorded meanwhile");
	if (e == OK)
		e = settled(&m, s, list);
	if (e != OK) {
		json_decref(list);
		return e;
	}
	v.visited_on = s->day;
	v.problem = s->problem;
	day_text(s->day, day);
	e = spot_step(&m, "spotcheck.visit_recorded", json_pack("{s:s,s:s,s:s,s:o,s:n}", "object", v.object, "day", day,
	    "status", "existing", "results", list, "note"), NULL);
	if (e == OK)
		e = signed_now(&m, &v, &sign);
	return e == OK ? sign_step(&m, &v, &sign) : e;
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
spotcheck_visit_clue(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    const struct spotcheck_clue *clue)
{
	struct visiting x = { .ref = ref };
	struct spot_move m = { .a = a, .db = db, .act = act, .with = &x };
	struct spotcheck_visit v;
	char text[REF_TEXT_SIZE];
	enum err e = lock_visit(&m, act->principal, &v);

	if (e == OK && (!v.problem || v.clue_number != NULL || str_eq(v.state, "open") || str_eq(v.state, "replaced")))
		return err_set(ERR_STATE, "no problem without a clue there");
	if (e == OK)
		e = DB_EXEC(a, db,
		    "update xz.spotcheck_visit set clue_case = $2, clue_number = $3, version = version + 1"
		    " where id = $1", DB_I64(v.id), DB_I64(clue->case_id), DB_TEXT(clue->number));
	if (e != OK)
		return e;
	ref_text(clue->case_ref, text);
	return spot_step(&m, "spotcheck.clue", json_pack("{s:s,s:s}", "object", v.object, "clue", text), NULL);
}

enum err
spotcheck_visit_of_case(struct arena *a, struct db *db, int64_t case_id, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select ref, draw_id, title, object_id, visited_on, mine from xz.spotcheck_of_case($1)", DB_I64(case_id));
}

/* ---- published */

static const char *
result_json(struct spot_move *m, struct db_row v, const struct db_rows *results)
{
	char ref[REF_TEXT_SIZE], day[DAY_TEXT_SIZE], *text;
	json_t *list = json_array(), *team = json_array(), *j;
	const char *p = row_text(v, "team"), *out;
	int i;

	for (i = 0; i < db_count(results); i++)
		json_array_append_new(list,
		    json_pack("{s:s,s:s,s:s,s:s}", "item", row_text(db_at(results, i), "code"), "name",
		    row_text(db_at(results, i), "item_zh"), "result", row_text(db_at(results, i), "result"),
		    "result_name", row_text(db_at(results, i), "result_zh")));
	for (; *p != '\0'; p += strcspn(p, " "), p += *p == ' ')
		json_array_append_new(team, json_string(arena_strndup(m->a, p, strcspn(p, " "))));
	ref_text(row_ref(v, "ref"), ref);
	day_text(row_day(v, "visited_on"), day);
	j = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:o,s:s,s:o}", "format", "xz-inspection-1", "ref", ref,
	    "draw_id", m->d.draw_id, "agency", m->d.agency_name, "object", row_text(v, "object_id"),
	    "name", row_text(v, "name"), "visited_on", day, "officers", team,
	    "status", row_text(v, "subject_status"), "results", list);
	text = json_dumps(j, JSON_COMPACT);
	if (text == NULL)
		abort();
	out = arena_strdup(m->a, text);
	free(text);
	json_decref(j);
	return out;
}

static enum err
publish_fn(struct arena *a, struct db *db, void *ctx)
{
	struct spot_move *m = ctx;
	const struct visiting *x = m->with;
	const struct db_rows *results;
	unsigned char sha[32];
	struct db_row v;
	const char *json;
	char hex[65];
	int64_t clock;
	enum err e;

	m->a = a;
	m->db = db;
	e = DB_ONE(a, db, &v,
	    "select v.id, v.ref, v.object_id, coalesce(o.name, v.object_id) as name, v.visited_on, v.subject_status,"
	    " coalesce((select string_agg(w.certificate_no, ' ' order by w.place) from xz.spotcheck_visit_officer w"
	    " where w.visit_id = v.id), '') as team"
	    " from xz.spotcheck_visit v left join xz.spotcheck_object o on o.object_id = v.object_id"
	    " where v.ref = $1 and v.state = 'done' for update of v", DB_REF(x->ref));
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	e = spot_look(m);
	if (e == OK)
		e = spotcheck_visit_results(a, db, row_i64(v, "id"), &results);
	if (e != OK)
		return e;
	json = result_json(m, v, results);
	sha256(json, strlen(json), sha);
	str_hex(sha, 32, hex);
	e = DB_EXEC(a, db,
	    "update xz.spotcheck_visit set state = 'published', published_at = $2, body = $3, sha256 = $4,"
	    " version = version + 1 where id = $1", DB_I64(row_i64(v, "id")), DB_TIME(m->now),
	    DB_BYTES(json, strlen(json)), DB_BYTES(sha, 32));
	if (e == OK)
		e = calendar_clock_find(a, db, "spot_visit", row_i64(v, "id"), "spotcheck.publish", &clock);
	if (e == OK)
		e = calendar_clock_close(a, db, clock, "met", m->now, 0);
	return e == OK ? tlog_event(a, db, &(struct tlog_event){ .kind = "disclosure.published", .digest = hex,
	    .subject_kind = "inspection", .subject_ref = x->ref, .actor = m->act->principal_ref, .agency = m->d.agency,
	    .at = m->now }) : e;
}

enum err
spotcheck_visits_publish(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	struct act act = { .principal = by, .occurred_at = TIME_NONE };
	const struct db_rows *rows;
	struct people_actor who;
	int i;
	enum err e = people_actor_load(a, db, by, &who);

	*n = 0;
	if (e != OK)
		return e;
	act.principal_ref = who.ref;
	e = DB_MANY(a, db, &rows,
	    "select v.ref, k.draw_id from xz.spotcheck_visit v join xz.spotcheck_task k on k.id = v.task_id"
	    " where v.state = 'done' and k.state = 'published' order by v.due_on, v.id limit $1",
	    DB_I64(PUBLISH_A_TICK));
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct visiting x = { .ref = row_ref(db_at(rows, i), "ref") };
		struct spot_move m = { .db = db, .act = &act, .draw_id = row_text(db_at(rows, i), "draw_id"),
		    .with = &x };

		e = db_tx_run(a, db, NULL, publish_fn, &m, NULL);
		*n += e == OK;
		if (e == OK || e == ERR_DB)
			continue;
		/* one that cannot be does not hold up the others */
		LOG(LOG_ERROR, "visit.due", LOG_TEXT("draw", m.draw_id), LOG_TEXT("detail", err_last()));
		e = OK;
	}
	return e;
}
