/* refusal_read.c - refusals of visits, as the desk shows them. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/joint/refusal.h"

#define REFUSALS(rows) "select v.id, v.ref, v.agency_id, v.to_agency_id, v.inspection_id, v.chain_id, v.state," \
    " v.subject_name, v.ground, v.wrong, nullif(v.words, '') as words, v.received_at, v.decided_at, v.version," \
    " i.ref as inspection_ref, g.name as agency_name, coalesce(nullif(g.name_en, ''), g.name) as agency_en," \
    " t.name as to_name, coalesce(nullif(t.name_en, ''), t.name) as to_en, r.name_zh as ground_zh," \
    " r.name_en as ground_en, c.display_name as decided_by, (select k.due_at from xz.calendar_clock k" \
    " where k.subject_kind = 'refusal' and k.subject_id = v.id and k.state = 'open' limit 1) as due_at" \
    " from " rows " join xz.people_agency g on g.id = v.agency_id" \
    " left join xz.people_agency t on t.id = v.to_agency_id left join xz.inspection i on i.id = v.inspection_id" \
    " left join xz.people_account c on c.id = v.decided_by" \
    " left join lateral (select x.name_zh, x.name_en from xz.law_code x where x.kind = 'inspect_refuse'" \
    " and x.code = v.ground order by x.valid_from desc limit 1) r on true"

static struct joint_refusal
refusal_row(struct db_row r)
{
	return (struct joint_refusal){ .id = row_i64(r, "id"), .ref = row_ref(r, "ref"),
	    .agency = row_i64(r, "agency_id"), .to_agency = row_i64_or(r, "to_agency_id", 0),
	    .inspection = row_i64(r, "inspection_id"), .chain = row_i64_or(r, "chain_id", 0),
	    .inspection_ref = row_ref_or_zero(r, "inspection_ref"), .state = row_text(r, "state"),
	    .subject_name = row_text(r, "subject_name"), .agency_name = row_text(r, "agency_name"),
	    .agency_en = row_text(r, "agency_en"), .ground = row_text(r, "ground"),
	    .ground_zh = row_text_or(r, "ground_zh", row_text(r, "ground")),
	    .ground_en = row_text_or(r, "ground_en", row_text(r, "ground")), .wrong = row_text_null(r, "wrong"),
	    .words = row_text_null(r, "words"), .decided_by = row_text_null(r, "decided_by"),
	    .to_name = row_text_null(r, "to_name"), .to_en = row_text_null(r, "to_en"),
	    .received_at = row_time(r, "received_at"), .decided_at = row_time(r, "decided_at"),
	    .due_at = row_time(r, "due_at"), .version = row_i32(r, "version") };
}

enum err
joint_refusal_get(struct arena *a, struct db *db, struct ref ref, struct joint_refusal *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, REFUSALS("xz.joint_refusal v") " where v.ref = $1", DB_REF(ref));

	if (e == OK)
		*out = refusal_row(r);
	return e;
}

enum err
joint_refused_list(struct arena *a, struct db *db, struct ref after, int limit, struct joint_refusal **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, REFUSALS("(select x.id from xz.joint_refusal x where $1::uuid is null"
	    " or x.id < (select y.id from xz.joint_refusal y where y.ref = $1) order by x.id desc limit $2) p"
	    " join xz.joint_refusal v on v.id = p.id") " order by v.id desc", DB_REF_OR_NULL(after), DB_I64(limit));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct joint_refusal, (size_t)*n + 1);
	for (i = 0; i < *n; i++)
		(*out)[i] = refusal_row(db_at(rows, i));
	return OK;
}

enum err
joint_refused_counts(struct arena *a, struct db *db, int year, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select g.name as agency_zh, coalesce(nullif(g.name_en, ''), g.name) as agency_en,"
	    " count(*) filter (where v.decided_at is null) as open,"
	    " count(*) filter (where v.state = 'goes_on') as goes_on,"
	    " count(*) filter (where v.state = 'stopped') as stopped,"
	    " count(*) filter (where v.wrong = 'firm') as firm, count(*) filter (where v.wrong = 'agency') as agency,"
	    " count(*) filter (where v.wrong = 'nobody') as nobody from xz.joint_refusal v"
	    " join xz.people_agency g on g.id = v.agency_id"
	    " where v.received_at >= make_timestamptz($1::int, 1, 1, 0, 0, 0, 'Asia/Shanghai')"
	    " and v.received_at < make_timestamptz($1::int + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')"
	    " group by g.id order by count(*) desc, g.code", DB_I64(year));
}
