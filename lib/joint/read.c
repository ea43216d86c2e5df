/* read.c - programmes as the desk shows them. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/joint/joint.h"

#define COLUMNS "select p.id, p.ref, p.agency_id, p.year, p.state, p.edition, p.filed_edition, p.chain_id, p.version," \
    " g.name as agency_name, coalesce(nullif(g.name_en, ''), g.name) as agency_en," \
    " (select count(*) from xz.joint_line l where l.programme_id = p.id and l.edition = p.edition) as lines," \
    " (select k.due_at from xz.calendar_clock k where k.subject_kind = 'programme' and k.subject_id = p.id" \
    " and k.state = 'open' limit 1) as due_at, exists (select from xz.joint_edition e where e.programme_id = p.id" \
    " and e.n = p.filed_edition and e.received_at is not null) as received" \
    " from xz.joint_programme p join xz.people_agency g on g.id = p.agency_id"

static struct joint_programme
programme_row(struct db_row r)
{
	return (struct joint_programme){ .id = row_i64(r, "id"), .agency = row_i64(r, "agency_id"),
	    .chain = row_i64_or(r, "chain_id", 0), .ref = row_ref(r, "ref"), .state = row_text(r, "state"),
	    .agency_name = row_text(r, "agency_name"), .agency_en = row_text(r, "agency_en"),
	    .version = row_i32(r, "version"), .year = row_i32(r, "year"), .edition = row_i32(r, "edition"),
	    .filed_edition = row_i32(r, "filed_edition"), .lines = row_i64(r, "lines"),
	    .due_at = row_time(r, "due_at"), .received = row_bool(r, "received") };
}

enum err
joint_programme_get(struct arena *a, struct db *db, struct ref ref, struct joint_programme *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, COLUMNS " where p.ref = $1", DB_REF(ref));

	if (e == OK)
		*out = programme_row(r);
	return e;
}

enum err
joint_programme_list(struct arena *a, struct db *db, const struct joint_query *q, struct joint_programme **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, COLUMNS " where ($1::int is null or p.year = $1) and ($2::uuid is null"
	    " or (p.year, p.id) < (select x.year, x.id from xz.joint_programme x where x.ref = $2))"
	    " order by p.year desc, p.id desc limit $3", DB_ID(q->year), DB_REF_OR_NULL(q->after), DB_I64(q->limit));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct joint_programme, (size_t)*n + 1);
	for (i = 0; i < *n; i++)
		(*out)[i] = programme_row(db_at(rows, i));
	return OK;
}

enum err
joint_unfiled(struct arena *a, struct db *db, int64_t account, int year, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select g.name as name_zh, coalesce(nullif(g.name_en, ''), g.name) as name_en"
	    " from xz.people_account c join xz.people_agency_tree t on t.ancestor = c.agency_id"
	    " join xz.people_agency g on g.id = t.descendant and g.active"
	    " where c.id = $1 and exists (select from xz.people_officer o where o.agency_id = g.id and o.active)"
	    " and not exists (select from xz.joint_programme p where p.agency_id = g.id and p.year = $2"
	    " and p.filed_edition > 0) order by g.code limit 200", DB_I64(account), DB_I64(year));
}

enum err
joint_editions(struct arena *a, struct db *db, int64_t programme, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select e.n, e.reason, e.agreed_on, e.filed_on, e.upper_name, e.upper_on,"
	    " e.filed_at, encode(e.digest, 'hex') as digest, e.received_at, c.display_name as received_by,"
	    " e.n = 1 and e.filed_on > (select (k.due_at at time zone 'Asia/Shanghai')::date from xz.calendar_clock k"
	    " where k.subject_kind = 'programme' and k.subject_id = e.programme_id order by k.id limit 1) as late"
	    " from xz.joint_edition e left join xz.people_account c on c.id = e.received_by"
	    " where e.programme_id = $1 order by e.n desc", DB_I64(programme));
}

enum err
joint_lines(struct arena *a, struct db *db, int64_t programme, int edition, int after, int limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select l.ref, l.n, l.code, l.name as name_zh, l.name_en, l.firms,"
	    " coalesce((select string_agg(f.name, '、' order by f.code) from xz.joint_firm f"
	    " where f.line_id = l.id), '') as named, l.from_on, l.to_on, l.visits, l.unannounced, l.campaign,"
	    " coalesce(u.stands, 0)::int as stands, coalesce(u.done, 0)::int as done"
	    " from xz.joint_line l left join xz.joint_used($1, $2::int) u on u.n = l.n"
	    " where l.programme_id = $1 and l.edition = $2 and l.n > $3 order by l.n limit $4", DB_I64(programme),
	    DB_I64(edition), DB_I64(after), DB_I64(limit));
}

enum err
joint_held(struct arena *a, struct db *db, int64_t programme, struct joint_held *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select planned, carried, visits from xz.joint_held($1)", DB_I64(programme));

	if (e == OK)
		*out = (struct joint_held){ .planned = row_i64(r, "planned"), .carried = row_i64(r, "carried"),
		    .visits = row_i64(r, "visits"), .saved = row_i64(r, "carried") - row_i64(r, "visits") };
	return e;
}

enum err
joint_others(struct arena *a, struct db *db, int year, int64_t after, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select id, agency_name as agency_zh, agency_en, code, name as name_zh, name_en,"
	    " from_on, to_on from xz.joint_others($1::int, $2, $3::int)", DB_I64(year), DB_ID(after), DB_I64(limit));
}
