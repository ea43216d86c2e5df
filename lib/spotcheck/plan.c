/* plan.c - see plan.h. */
#include "lib/spotcheck/plan.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/db/db.h"
#include "lib/spotcheck/keeper.h"

#define PLAN "select p.id, p.ref, p.year, p.title, p.state, p.agency_id, p.published_at, p.version," \
	" g.short_name as agency_name," \
    " coalesce(nullif(g.name_en, ''), g.short_name) as agency_en, g.ref as agency_ref," \
    " (select count(*) from xz.spotcheck_plan_line l where l.plan_id = p.id) as lines" \
    " from xz.spotcheck_plan p join xz.people_agency g on g.id = p.agency_id"

enum err
spotcheck_plan_list(struct arena *a, struct db *db, struct ref agency, struct ref after, int want,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out, PLAN
	    " where ($1::uuid is null or g.ref = $1)"
	    " and ($2::uuid is null or (p.year, p.id) < (select x.year, x.id from xz.spotcheck_plan x"
	    " where x.ref = $2))"
	    " order by p.year desc, p.id desc limit $3", DB_REF_OR_NULL(agency), DB_REF_OR_NULL(after), DB_I64(want));
}

enum err
spotcheck_plan_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out)
{
	return DB_ONE(a, db, out, PLAN " where p.ref = $1", DB_REF(ref));
}

enum err
spotcheck_plan_add(struct arena *a, struct db *db, int64_t agency, int year, const char *title, int64_t by,
    struct ref *out)
{
	struct db_row r;
	enum err e = spotcheck_may(a, db, by, SPOT_OF_AGENCY, agency);

	if (e == OK)
		e = DB_ONE(a, db, &r, "insert into xz.spotcheck_plan (agency_id, year, title) values ($1, $2, $3)"
		    " returning ref",
	    DB_I64(agency), DB_I64(year), DB_TEXT(title));
	if (e == OK)
		*out = row_ref(r, "ref");
	return e;
}

enum err
spotcheck_plan_publish(struct arena *a, struct db *db, int64_t id, int32_t version, int64_t by)
{
	struct db_row r;
	enum err e = spotcheck_may(a, db, by, SPOT_PLAN, id);

	if (e != OK)
		return e;
	e = DB_ONE(a, db, &r,
	    "select p.state, p.version, (select count(*) from xz.spotcheck_plan_line l"
	    " where l.plan_id = p.id) as lines, exists (select from xz.spotcheck_plan_line l where l.plan_id = p.id"
	    " and not exists  (select from xz.spotcheck_plan_item i where i.line_id = l.id)) as bare"
	    " from xz.spotcheck_plan p where p.id = $1 for update", DB_I64(id));
	if (e != OK)
		return e;
	if (row_i32(r, "version") != version || row_text(r, "state")[0] != 'd')
		return err_set(ERR_CONFLICT, "the plan was changed or published meanwhile");
	if (row_i64(r, "lines") == 0 || row_bool(r, "bare"))
		return err_set(ERR_STATE, "a plan needs lines, and each its items");
	return DB_EXEC(a, db,
	    "update xz.spotcheck_plan set state = 'published', published_at = xz.now(), published_by = $2,"
	    " version = version + 1 where id = $1", DB_I64(id), DB_I64(by));
}

/* ---- lines */

enum err
spotcheck_line_list(struct arena *a, struct db *db, int64_t plan, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select l.ref, l.n, l.title, l.kind, l.joint, l.scope, l.batches, l.from_month, l.to_month,"
	    " l.ratio_permille, i.items_zh, i.items_en, coalesce(i.n, 0) as item_n, g.agencies_zh, g.agencies_en"
	    " from xz.spotcheck_plan_line l"
	    " left join lateral (select string_agg(c.name, '、' order by c.code) as items_zh,"
	    "  string_agg(coalesce(nullif(c.name_en, ''), c.name), '; ' order by c.code) as items_en, count(*) as n"
	    "  from xz.spotcheck_plan_item x join xz.law_check_item c on c.id = x.item_id"
	    " where x.line_id = l.id) i on true"
	    " left join lateral (select string_agg(y.short_name, '、' order by y.code) as agencies_zh,"
	    "  string_agg(coalesce(nullif(y.name_en, ''), y.short_name), '; ' order by y.code) as agencies_en"
	    "  from xz.spotcheck_plan_agency x join xz.people_agency y on y.id = x.agency_id"
	    " where x.line_id = l.id) g on true"
	    " where l.plan_id = $1 order by l.n", DB_I64(plan));
}

enum err
spotcheck_line_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select l.id, l.ref, l.n, l.title, l.kind, l.joint, l.scope, l.batches, l.from_month, l.to_month,"
	    " l.ratio_permille, p.id as plan_id, p.ref as plan_ref, p.title as plan_title, p.state as plan_state,"
	    " p.agency_id, p.year, coalesce((select string_agg(xz.spotcheck_ref_text(c.ref), ',' order by c.code)"
	    " from xz.spotcheck_plan_item x"
	    "  join xz.law_check_item c on c.id = x.item_id where x.line_id = l.id), '') as items,"
	    " coalesce((select string_agg(y.code, ',' order by y.code) from xz.spotcheck_plan_agency x"
	    "  join xz.people_agency y on y.id = x.agency_id where x.line_id = l.id), '') as agencies"
	    " from xz.spotcheck_plan_line l join xz.spotcheck_plan p on p.id = l.plan_id"
	    " where l.ref = $1", DB_REF(ref));
}

static enum err
put_parts(struct arena *a, struct db *db, int64_t line, const struct spotcheck_line_new *n)
{
	enum err e = DB_EXEC(a, db, "delete from xz.spotcheck_plan_item where line_id = $1", DB_I64(line));

	if (e == OK)
		e = DB_EXEC(a, db, "delete from xz.spotcheck_plan_agency where line_id = $1", DB_I64(line));
	if (e == OK)
		e = DB_EXEC(a, db, "insert into xz.spotcheck_plan_item (line_id, item_id) select $1, i.id"
		    " from xz.law_check_item i"
		    " where xz.spotcheck_ref_text(i.ref) = any ($2)", DB_I64(line), DB_TEXTS(n->item, n->item_n));
	if (e == OK)
		e = DB_EXEC(a, db, "insert into xz.spotcheck_plan_agency (line_id, agency_id) select $1, g.id"
		    " from xz.people_agency g"
		    " where g.code = any ($2)", DB_I64(line), DB_TEXTS(n->agency, n->agency_n));
	return e;
}

/* Every change of a line is one of its plan, so that whoever publishes knows what. */
static enum err
touch(struct arena *a, struct db *db, int64_t plan, int64_t by)
{
	int64_t done = 0;
	enum err e = spotcheck_may(a, db, by, SPOT_PLAN, plan);

	if (e == OK)
		e = DB_EXEC_N(a, db, &done,
		    "update xz.spotcheck_plan set version = version + 1 where id = $1 and state = 'draft'",
		    DB_I64(plan));
	return e == OK && done != 1 ? err_set(ERR_STATE, "the plan is published") : e;
}

enum err
spotcheck_line_put(struct arena *a, struct db *db, int64_t plan, struct ref ref,
    const struct spotcheck_line_new *n, int64_t by)
{
	struct db_row r;
	enum err e = touch(a, db, plan, by);

	if (e != OK)
		return e;
	if (ref_zero(ref))
		e = DB_ONE(a, db, &r,
		    "insert into xz.spotcheck_plan_line (plan_id, n, title, kind, joint, scope, batches, from_month,"
		    " to_month, ratio_permille)"
		    " select $1, coalesce(max(x.n), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9"
		    " from xz.spotcheck_plan_line x where x.plan_id = $1"
		    " returning id", DB_I64(plan), DB_TEXT(n->title), DB_TEXT(n->kind), DB_BOOL(n->joint),
		    DB_TEXT(n->scope), DB_I64(n->batches), DB_I64(n->from_month), DB_I64(n->to_month),
		    DB_I64(n->ratio_permille));
	else
		e = DB_ONE(a, db, &r,
		    "update xz.spotcheck_plan_line set title = $3, kind = $4, joint = $5, scope = $6, batches = $7,"
		    " from_month = $8, to_month = $9, ratio_permille = $10 where ref = $2 and plan_id = $1"
		    " returning id", DB_I64(plan), DB_REF(ref), DB_TEXT(n->title), DB_TEXT(n->kind), DB_BOOL(n->joint),
		    DB_TEXT(n->scope), DB_I64(n->batches), DB_I64(n->from_month), DB_I64(n->to_month),
		    DB_I64(n->ratio_permille));
	return e == OK ? put_parts(a, db, row_i64(r, "id"), n) : e;
}

enum err
spotcheck_line_remove(struct arena *a, struct db *db, struct ref ref, int64_t by)
{
	struct db_row r;
	enum err e = spotcheck_line_get(a, db, ref, &r);
	int64_t line;

	if (e != OK)
		return e;
	line = row_i64(r, "id");
	e = touch(a, db, row_i64(r, "plan_id"), by);
	if (e == OK)
		e = DB_EXEC(a, db, "delete from xz.spotcheck_plan_item where line_id = $1", DB_I64(line));
	if (e == OK)
		e = DB_EXEC(a, db, "delete from xz.spotcheck_plan_agency where line_id = $1", DB_I64(line));
	return e == OK ? DB_EXEC(a, db, "delete from xz.spotcheck_plan_line where id = $1", DB_I64(line)) : e;
}
