/* invitation_read.c - invitations and what was refused, as the desk shows them; what the daemon looks for. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/joint/priv.h"

#define INVITATIONS(rows) "select v.id, v.ref, v.agency_id, v.unit_id, v.to_agency_id, v.subject_id, v.inspection_id," \
    " v.chain_id, v.opened_by, v.officer_id, s.ref as subject_ref, i.ref as inspection_ref, v.state," \
    " v.subject_name, v.items, v.asked," \
    " g.name as agency_name, coalesce(nullif(g.name_en, ''), g.name) as agency_en, t.name as to_name," \
    " coalesce(nullif(t.name_en, ''), t.name) as to_en, r.name_zh as ground_zh, r.name_en as ground_en," \
    " nullif(v.words, '') as words, c.display_name as officer_name, v.from_at, v.to_at, v.opened_at, v.answered_at," \
    " v.version, v.known_at is not null as known, (select k.due_at from xz.calendar_clock k" \
    " where k.subject_kind = 'invitation' and k.subject_id = v.id and k.state = 'open' limit 1) as due_at" \
    " from " rows " join xz.people_agency g on g.id = v.agency_id" \
    " join xz.people_agency t on t.id = v.to_agency_id join xz.register_subject s on s.id = v.subject_id" \
    " left join xz.inspection i on i.id = v.inspection_id left join xz.people_account c on c.id = v.officer_id" \
    " left join lateral (select x.name_zh, x.name_en from xz.law_code x where x.kind = 'inspect_apart'" \
    " and x.code = v.ground order by x.valid_from desc limit 1) r on true"

static struct joint_invitation
invitation_row(struct db_row r)
{
	return (struct joint_invitation){ .id = row_i64(r, "id"), .ref = row_ref(r, "ref"),
	    .agency = row_i64(r, "agency_id"), .unit = row_i64_or(r, "unit_id", 0),
	    .to_agency = row_i64(r, "to_agency_id"), .subject = row_i64(r, "subject_id"),
	    .inspection = row_i64(r, "inspection_id"), .chain = row_i64_or(r, "chain_id", 0),
	    .opened_by = row_i64(r, "opened_by"), .officer = row_i64_or(r, "officer_id", 0),
	    .subject_ref = row_ref(r, "subject_ref"), .inspection_ref = row_ref_or_zero(r, "inspection_ref"),
	    .state = row_text(r, "state"), .subject_name = row_text(r, "subject_name"), .items = row_text(r, "items"),
	    .asked = row_text(r, "asked"), .agency_name = row_text(r, "agency_name"),
	    .agency_en = row_text(r, "agency_en"), .to_name = row_text(r, "to_name"), .to_en = row_text(r, "to_en"),
	    .ground_zh = row_text_null(r, "ground_zh"), .ground_en = row_text_null(r, "ground_en"),
	    .words = row_text_null(r, "words"), .officer_name = row_text_null(r, "officer_name"),
	    .from_at = row_time(r, "from_at"), .to_at = row_time(r, "to_at"), .opened_at = row_time(r, "opened_at"),
	    .answered_at = row_time(r, "answered_at"), .due_at = row_time(r, "due_at"),
	    .version = row_i32(r, "version"), .known = row_bool(r, "known") };
}

enum err
joint_invitation_get(struct arena *a, struct db *db, struct ref ref, struct joint_invitation *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, INVITATIONS("xz.joint_invitation v") " where v.ref = $1", DB_REF(ref));

	if (e == OK)
		*out = invitation_row(r);
	return e;
}

/* The rows are taken before they are joined. */
#define PAGE(whose) INVITATIONS("(select x.id from xz.joint_invitation x where ($1::uuid is null or x.inspection_id =" \
    " (select y.id from xz.inspection y where y.ref = $1)) and ($2::uuid is null or x.id <" \
    " (select y.id from xz.joint_invitation y where y.ref = $2))" whose " order by x.id desc limit $3) p" \
    " join xz.joint_invitation v on v.id = p.id") \
    " order by v.id desc"
#define PLACE(q) DB_REF_OR_NULL((q)->inspection), DB_REF_OR_NULL((q)->after), DB_I64((q)->limit)

enum err
joint_invitation_list(struct arena *a, struct db *db, const struct joint_invitation_query *q,
    struct joint_invitation **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = q->way == NULL ? DB_MANY(a, db, &rows, PAGE(""), PLACE(q)) : str_eq(q->way, "in") ?
	    DB_MANY(a, db, &rows, PAGE(" and x.to_agency_id = $4"), PLACE(q), DB_I64(q->agency)) :
	    DB_MANY(a, db, &rows, PAGE(" and x.agency_id = $4"), PLACE(q), DB_I64(q->agency));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct joint_invitation, (size_t)*n + 1);
	for (i = 0; i < *n; i++)
		(*out)[i] = invitation_row(db_at(rows, i));
	return OK;
}

/* ---- refused */

enum err
joint_refusal_counts(struct arena *a, struct db *db, int year, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select g.name as agency_zh, coalesce(nullif(g.name_en, ''), g.name) as agency_en,"
	    " count(*) filter (where f.kind = 'offer') as offers,"
	    " count(*) filter (where f.kind = 'invitation') as invitations,"
	    " count(*) filter (where f.kind = 'unanswered') as unanswered from xz.joint_refusals f"
	    " join xz.people_agency g on g.id = f.agency_id"
	    " where f.at >= make_timestamptz($1::int, 1, 1, 0, 0, 0, 'Asia/Shanghai')"
	    " and f.at < make_timestamptz($1::int + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')"
	    " group by g.id order by count(*) desc, g.code", DB_I64(year));
}

enum err
joint_refusals(struct arena *a, struct db *db, int year, int64_t after, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select f.n, f.kind, g.name as agency_zh,"
	    " coalesce(nullif(g.name_en, ''), g.name) as agency_en, o.name as other_zh,"
	    " coalesce(nullif(o.name_en, ''), o.name) as other_en, f.firm, r.name_zh as ground_zh,"
	    " r.name_en as ground_en, f.at from xz.joint_refusals f join xz.people_agency g on g.id = f.agency_id"
	    " left join xz.people_agency o on o.id = f.other_id left join lateral (select x.name_zh, x.name_en"
	    " from xz.law_code x where x.kind = 'inspect_apart' and x.code = f.ground"
	    " order by x.valid_from desc limit 1) r on true"
	    " where f.at >= make_timestamptz($1::int, 1, 1, 0, 0, 0, 'Asia/Shanghai')"
	    " and f.at < make_timestamptz($1::int + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')"
	    " and ($2::bigint is null or f.n < $2) order by f.n desc limit $3", DB_I64(year), DB_ID(after),
	    DB_I64(limit));
}
