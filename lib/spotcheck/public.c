/* public.c - see public.h. */
#include "lib/spotcheck/public.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

/* The largest score that the draw itself selected in a stratum: what a firm holds its own against. */
#define LARGEST "(select max(x.score) from (select encode(s.score, 'hex') as score from xz.spotcheck_selected s" \
	" where s.task_id = t.task_id" \
    " and s.stratum = t.key order by s.seq limit t.quota) x)"
#define NAME_OF(id) "coalesce((select o.name from xz.spotcheck_object o where o.object_id = " id "), " id ")"

enum err
spotcheck_public_list(struct arena *a, struct db *db, const char *state, int64_t agency, struct ref after, int want,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select k.ref, k.draw_id, k.title, g.name as agency_name, k.state, k.contributions, k.pledges,"
	    " k.publication, case when k.contributions = 'none' then 'C' when k.pledges or k.contributions = 'beacon'"
	    " then 'A' else 'B' end as grade, k.announced_at, k.reveal_by, k.publish_by, k.drawn_at, k.lapsed_at,"
	    " coalesce(s.pool, 0) as pool, coalesce(s.quota, 0) as quota"
	    " from xz.spotcheck_task k join xz.people_agency g on g.id = k.agency_id"
	    " left join lateral (select sum(x.pool) as pool, sum(x.quota) as quota from xz.spotcheck_stratum x"
	    " where x.task_id = k.id) s on true"
	    " where k.state <> 'draft' and ($1::text is null or k.state = $1) and ($2::bigint is null"
	    " or k.agency_id = $2)"
	    " and ($3::uuid is null or (k.announced_at, k.id) < (select y.announced_at, y.id from xz.spotcheck_task y"
	    " where y.ref = $3))"
	    " order by k.announced_at desc, k.id desc limit $4",
	    DB_TEXT(state), DB_ID(agency), DB_REF_OR_NULL(after), DB_I64(want));
}

enum err
spotcheck_public_strata(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select t.key, t.name, t.pool, t.quota, " LARGEST " as largest from xz.spotcheck_stratum t"
	    " where t.task_id = $1 order by t.key collate \"C\"", DB_I64(draw));
}

enum err
spotcheck_public_selected(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select s.seq, s.object_id, " NAME_OF("s.object_id") " as name, s.stratum,"
	    " encode(s.score, 'hex') as score, array_to_string(s.team, ' ') as team, s.unassigned,"
	    " s.out_by, s.visit_ref"
	    " from xz.spotcheck_selected s where s.task_id = $1 order by s.seq", DB_I64(draw));
}

enum err
spotcheck_public_substitutions(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select s.n, s.kind, s.for_object, " NAME_OF("s.for_object") " as for_name, s.out_id,"
	    " " NAME_OF("s.out_id") " as out_name, s.in_id, " NAME_OF("s.in_id") " as in_name, s.reason,"
	    " array_to_string(s.team, ' ') as team, s.at from xz.spotcheck_substitution s where s.task_id = $1"
	    " order by s.n", DB_I64(draw));
}

enum err
spotcheck_public_assignments(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select s.object_id, " NAME_OF("s.object_id") " as name, array_to_string(s.team, ' ') as team,"
	    " s.at from xz.spotcheck_assignment s where s.task_id = $1 order by s.at, s.object_id", DB_I64(draw));
}

enum err
spotcheck_public_files(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select f.name, encode(f.sha256, 'hex') as sha256, length(f.body) as bytes from xz.spotcheck_file f"
	    " where f.task_id = $1 and f.public_at is not null order by f.public_at, f.name", DB_I64(draw));
}

enum err
spotcheck_public_failed(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select w.name from xz.spotcheck_witness w join xz.spotcheck_task k on k.id = w.task_id"
	    " where w.task_id = $1 and k.state = 'lapsed' and k.pledged_at is not null and k.closed_at is null"
	    " and w.n is not null"
	    " and w.revealed_at is null order by w.n", DB_I64(draw));
}

enum err
spotcheck_public_results(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select v.ref, v.object_id, " NAME_OF("v.object_id") " as name, v.published_at,"
	    " encode(v.sha256, 'hex') as sha256, string_agg(distinct c.name_zh, '；') as result_zh, string_agg(distinct"
	    " c.name_en, '; ') as result_en"
	    " from xz.spotcheck_visit v left join xz.spotcheck_visit_result x on x.visit_id = v.id"
	    " left join xz.law_code c on c.kind = 'inspect_result' and c.code = x.result and c.valid_to is null"
	    " where v.task_id = $1 and v.published_at is not null"
	    " group by v.id, v.ref, v.object_id, v.published_at, v.sha256"
	    " order by v.published_at, v.id", DB_I64(draw));
}

enum err
spotcheck_public_firm(struct arena *a, struct db *db, const char *code, int64_t draw, int64_t from,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select k.draw_id, k.title, k.state, p.object_id, p.stratum, t.name as stratum_name, t.pool, t.quota,"
	    " encode(sha256(k.seed || convert_to(p.object_id, 'UTF8')), 'hex') as score, " LARGEST " as largest,"
	    " s.object_id is not null as selected, s.out_by"
	    " from xz.spotcheck_pool p join xz.spotcheck_task k on k.id = p.task_id and k.state <> 'draft'"
	    " join xz.spotcheck_stratum t on t.task_id = p.task_id and t.key = p.stratum"
	    " left join xz.spotcheck_selected s on s.task_id = p.task_id and s.object_id = p.object_id"
	    " where (p.object_id = $1 or (p.object_id collate \"C\" >= $1 || '-'"
	    " and p.object_id collate \"C\" < $1 || '.'))"
	    " and ($2::bigint is null or p.task_id = $2) and k.announced_at >= $3"
	    " order by k.announced_at desc, p.object_id limit 100", DB_TEXT(code), DB_ID(draw), DB_TIME(from));
}

enum err
spotcheck_public_visit(struct arena *a, struct db *db, struct ref ref, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select k.draw_id, convert_from(v.body, 'UTF8') as body, encode(v.sha256, 'hex') as sha256"
	    " from xz.spotcheck_visit v join xz.spotcheck_task k on k.id = v.task_id"
	    " where v.ref = $1 and v.published_at is not null and v.body is not null", DB_REF(ref));
}

enum err
spotcheck_public_file(struct arena *a, struct db *db, int64_t draw, const char *name, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select convert_from(body, 'UTF8') as body from xz.spotcheck_file where task_id = $1"
	    " and name = $2 and public_at is not null", DB_I64(draw), DB_TEXT(name));

	if (e == OK)
		*out = row_text(r, "body");
	return e;
}
