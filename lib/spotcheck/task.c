/* task.c - see task.h: drafts, and their queries and quotas as JSON columns. */
#include "lib/spotcheck/task.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/spotcheck/keeper.h"

enum err
spotcheck_task_list(struct arena *a, struct db *db, int64_t agency, const char *state, struct ref after, int want,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select t.ref, t.draw_id, t.title, t.state, t.reveal_by, t.announced_at, l.title as line_title,"
	    " g.short_name as agency_name, coalesce(nullif(g.name_en, ''), g.short_name) as agency_en, x.pool, x.quota"
	    " from xz.spotcheck_task t join xz.people_agency g on g.id = t.agency_id"
	    " left join xz.spotcheck_plan_line l on l.id = t.line_id"
	    " left join lateral (select sum(y.pool)::bigint as pool, sum(y.quota)::bigint as quota"
	    " from xz.spotcheck_stratum y"
	    "  where y.task_id = t.id) x on true"
	    " where ($1::bigint is null or t.agency_id = $1) and ($2::text is null or t.state = $2)"
	    " and ($3::uuid is null or t.id < (select z.id from xz.spotcheck_task z where z.ref = $3))"
	    " order by t.id desc limit $4", DB_ID(agency), DB_TEXT(state), DB_REF_OR_NULL(after), DB_I64(want));
}

/* ---- JSON columns */

static void
put(json_t *j, const char *name, const char *value)
{
	if (!str_empty(value))
		json_object_set_new(j, name, json_string(value));
}

static const char *
query_json(struct arena *a, const struct spotcheck_scope *q)
{
	json_t *j = json_object();
	char day[DAY_TEXT_SIZE];

	put(j, "region", q->region);
	put(j, "industry", q->industry);
	put(j, "licence", q->licence);
	put(j, "kinds", q->kinds);
	put(j, "classes", q->classes);
	if (q->not_since != DAY_NONE) {
		day_text(q->not_since, day);
		put(j, "not_since", day);
	}
	return json_text_of(a, j);
}

/* The row "*" is the quota of all others. */
static json_t *
quota_json(struct spotcheck_quota q)
{
	return q.n >= 0 ? json_pack("{s:I}", "n", (json_int_t)q.n) : json_pack("{s:i}", "permille", q.permille);
}

static const char *
quotas_json(struct arena *a, const struct spotcheck_task *t)
{
	json_t *j = json_object();
	int i;

	if (t->quota_all_given)
		json_object_set_new(j, "*", quota_json(t->quota_all));
	for (i = 0; i < t->quota_n; i++)
		json_object_set_new(j, t->quota[i].key, quota_json(t->quota[i].q));
	return json_text_of(a, j);
}

static const char *
officers_json(struct arena *a, const struct spotcheck_task *t)
{
	json_t *j = json_object();

	put(j, "agencies", t->agencies);
	put(j, "skills", t->skills);
	put(j, "unit_by", t->unit_by);
	return json_text_of(a, j);
}

static const char *
minima_json(struct arena *a, const struct spotcheck_task *t)
{
	json_t *j = json_object();
	int i;

	for (i = 0; i < t->minimum_n; i++)
		json_object_set_new(j, t->minimum[i].unit, json_integer(t->minimum[i].min));
	return json_text_of(a, j);
}

static struct spotcheck_quota
quota_of(const json_t *j)
{
	const json_t *n = json_object_get(j, "n");

	return (struct spotcheck_quota){ .n = n != NULL ? json_integer_value(n) : -1,
	    .permille = (int)json_integer_value(json_object_get(j, "permille")) };
}

static void
read_columns(struct arena *a, struct db_row r, struct spotcheck_task *t)
{
	json_t *q = json_in(a, row_text(r, "query"), 0),
	    *k = json_in(a, row_text(r, "quota"), JSON_REJECT_DUPLICATES),
	    *o = json_in(a, row_text(r, "officer_query"), 0), *u = json_in(a, row_text(r, "per_unit"), 0), *v;
	const char *key, *day = json_text_at(a, q, "not_since"), *text;

	t->scope = (struct spotcheck_scope){ json_text_at(a, q, "region"), json_text_at(a, q, "industry"),
	    json_text_at(a, q, "licence"), json_text_at(a, q, "kinds"), json_text_at(a, q, "classes"), DAY_NONE };
	if (day != NULL && !day_parse(day, &t->scope.not_since))
		t->scope.not_since = DAY_NONE;
	t->quota = ARENA_ARRAY(a, struct spotcheck_quota_row, json_object_size(k));
	json_object_foreach(k, key, v) {
		if (strcmp(key, "*") == 0) {
			t->quota_all_given = true;
			t->quota_all = quota_of(v);
		} else {
			t->quota[t->quota_n++] = (struct spotcheck_quota_row){ key, quota_of(v) };
		}
	}
	t->minimum = ARENA_ARRAY(a, struct spotcheck_minimum, json_object_size(u));
	json_object_foreach(u, key, v)
		t->minimum[t->minimum_n++] = (struct spotcheck_minimum){ arena_strdup(a, key),
		    (int)json_integer_value(v) };
	text = json_text_at(a, o, "agencies");
	t->agencies = text != NULL ? text : "";
	text = json_text_at(a, o, "skills");
	t->skills = text != NULL ? text : "";
	text = json_text_at(a, o, "unit_by");
	t->unit_by = text != NULL ? text : "unit";
}

static void
read_items(struct arena *a, const char *list, struct spotcheck_task *t)
{
	const char *p = list, *end;

	t->item = ARENA_ARRAY(a, const char *, strlen(list) / 26 + 1);
	for (; *p != '\0'; p = *end == ',' ? end + 1 : end) {
		end = p + strcspn(p, ",");
		t->item[t->item_n++] = arena_strndup(a, p, (size_t)(end - p));
	}
}

enum err
spotcheck_task_get(struct arena *a, struct db *db, struct ref ref, struct spotcheck_task *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select t.id, t.ref, t.agency_id, t.draw_id, g.name as agency_name, l.ref as line_ref,"
	    " l.title as line_title, t.title, t.state, t.query::text as query, t.strata_by, t.quota::text as quota,"
	    " t.officer_query::text as officer_query, t.team_size,"
	    " t.per_unit::text as per_unit, t.contributions, t.pledges, t.beacon, t.publication, t.reveal_by,"
	    " t.publish_by, t.announced_at, t.version, coalesce((select string_agg(xz.spotcheck_ref_text(c.ref), ','"
	    " order by c.code) from xz.spotcheck_task_item x"
	    "  join xz.law_check_item c on c.id = x.item_id where x.task_id = t.id), '') as items"
	    " from xz.spotcheck_task t join xz.people_agency g on g.id = t.agency_id"
	    " left join xz.spotcheck_plan_line l on l.id = t.line_id"
	    " where t.ref = $1", DB_REF(ref));

	if (e != OK)
		return e;
	*out = (struct spotcheck_task){ .id = row_i64(r, "id"), .agency = row_i64(r, "agency_id"),
	    .ref = row_ref(r, "ref"), .line = row_ref_or_zero(r, "line_ref"), .draw_id = row_text(r, "draw_id"),
	    .agency_name = row_text(r, "agency_name"), .line_title = row_text_or(r, "line_title", ""),
	    .title = row_text(r, "title"), .state = row_text(r, "state"),
	    .strata_by = row_text(r, "strata_by"), .team_size = row_i32(r, "team_size"),
	    .contributions = row_text(r, "contributions"), .pledges = row_bool(r, "pledges"),
	    .beacon = row_text_or(r, "beacon", ""), .publication = row_text(r, "publication"),
	    .reveal_by = row_time(r, "reveal_by"), .publish_by = row_time(r, "publish_by"),
	    .announced_at = row_time(r, "announced_at"), .version = row_i32(r, "version") };
	read_columns(a, r, out);
	read_items(a, row_text(r, "items"), out);
	return OK;
}

static enum err
put_items(struct arena *a, struct db *db, int64_t id, const struct spotcheck_task *t)
{
	enum err e = DB_EXEC(a, db, "delete from xz.spotcheck_task_item where task_id = $1", DB_I64(id));

	return e != OK ? e : DB_EXEC(a, db,
	    "insert into xz.spotcheck_task_item (task_id, item_id) select $1, i.id from xz.law_check_item i"
	    " where xz.spotcheck_ref_text(i.ref) = any ($2)", DB_I64(id), DB_TEXTS(t->item, (size_t)t->item_n));
}

enum err
spotcheck_task_add(struct arena *a, struct db *db, const struct spotcheck_task *t, int year, int64_t by,
    struct ref *out)
{
	struct db_row r;
	enum err e = spotcheck_may(a, db, by, SPOT_OF_AGENCY, t->agency);

	/* two drafts at once take numbers one after the other */
	if (e == OK)
		e = DB_EXEC(a, db, "select pg_advisory_xact_lock(823450001, $1::int)", DB_I64(t->agency));
	if (e == OK)
		e = DB_ONE(a, db, &r,
		    "insert into xz.spotcheck_task (draw_id, agency_id, line_id, title, query, strata_by, quota,"
		    " officer_query, team_size, per_unit, contributions, pledges, beacon, publication, reveal_by,"
		    " publish_by, created_by)"
		    " select k.head || lpad((1 + coalesce((select max(substr(x.draw_id, length(k.head) + 1)::int)"
		    " from xz.spotcheck_task x"
		    "   where x.agency_id = g.id and x.draw_id ~ ('^' || k.head || '[0-9]{4}$')), 0))::text,"
		    " 4, '0'), g.id,  (select l.id from xz.spotcheck_plan_line l"
		    " where l.ref = $3), $4, $5::jsonb, $6, $7::jsonb, $8::jsonb, $9, $10::jsonb, $11, $12,"
		    "  nullif($13, ''), $14, $15, $16, $17 from xz.people_agency g"
		    " cross join lateral (select g.code || '-' || $2::int || '-' as head) k"
		    " where g.id = $1 returning id, ref", DB_I64(t->agency), DB_I64(year), DB_REF_OR_NULL(t->line),
		    DB_TEXT(t->title), DB_TEXT(query_json(a, &t->scope)), DB_TEXT(t->strata_by),
		    DB_TEXT(quotas_json(a, t)), DB_TEXT(officers_json(a, t)), DB_I64(t->team_size),
		    DB_TEXT(minima_json(a, t)), DB_TEXT(t->contributions), DB_BOOL(t->pledges), DB_TEXT(t->beacon),
		    DB_TEXT(t->publication), DB_TIME(t->reveal_by), DB_TIME(t->publish_by), DB_I64(by));
	if (e != OK)
		return e;
	*out = row_ref(r, "ref");
	return put_items(a, db, row_i64(r, "id"), t);
}

enum err
spotcheck_task_change(struct arena *a, struct db *db, const struct spotcheck_task *t, int32_t version, int64_t by)
{
	int64_t done = 0;
	enum err e = spotcheck_may(a, db, by, SPOT_TASK, t->id);

	if (e != OK)
		return e;
	e = DB_EXEC_N(a, db, &done,
	    "update xz.spotcheck_task set title = $3, query = $4::jsonb, strata_by = $5, quota = $6::jsonb,"
	    " officer_query = $7::jsonb, team_size = $8, per_unit = $9::jsonb, contributions = $10, pledges = $11,"
	    " beacon = nullif($12, ''), publication = $13, reveal_by = $14, publish_by = $15, version = version + 1"
	    " where id = $1 and version = $2 and state = 'draft'", DB_I64(t->id), DB_I64(version), DB_TEXT(t->title),
	    DB_TEXT(query_json(a, &t->scope)), DB_TEXT(t->strata_by), DB_TEXT(quotas_json(a, t)),
	    DB_TEXT(officers_json(a, t)), DB_I64(t->team_size), DB_TEXT(minima_json(a, t)),
	    DB_TEXT(t->contributions), DB_BOOL(t->pledges), DB_TEXT(t->beacon), DB_TEXT(t->publication),
	    DB_TIME(t->reveal_by), DB_TIME(t->publish_by));
	if (e == OK && done != 1)
		return err_set(ERR_CONFLICT, "the task was changed or announced meanwhile");
	return e == OK ? put_items(a, db, t->id, t) : e;
}

enum err
spotcheck_task_items(struct arena *a, struct db *db, int64_t task, int32_t today, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select i.ref, i.code, i.name as name_zh, coalesce(nullif(i.name_en, ''), i.name) as name_en,"
	    " coalesce(i.published_on <= $2::date and i.valid_from <= $2 and coalesce(i.valid_to, 'infinity') >= $2,"
	    " false) as ready"
	    " from xz.spotcheck_task_item x join xz.law_check_item i on i.id = x.item_id where x.task_id = $1"
	    " order by i.code", DB_I64(task), DB_DAY(today));
}
