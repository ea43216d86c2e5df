/* officer.c - see officer.h. */
#include "lib/spotcheck/officer.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/spotcheck/keeper.h"
#include "lib/spotcheck/sql.h"

#define SKILLS(name) " (select string_agg(k." name ", '、' order by k.seq) from xz.law_code k where k.kind = 'skill'" \
    " and k.code = any (f.skills))"

/* In the order of certificates, each asked by itself, until the page is full: joins would be made of all first. */
enum err
spotcheck_officer_list(struct arena *a, struct db *db, const struct spotcheck_officer_query *q,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select f.ref, f.name, f.no, f.valid_to, g.short_name as agency_name, coalesce(nullif(g.name_en, ''),"
	    " g.short_name) as agency_en, u.name as unit_name, r.name as region_zh, coalesce(nullif(r.name_en, ''),"
	    " r.name) as region_en," SKILLS("name_zh") " as skills_zh,"
	    SKILLS("name_en") " as skills_en, f.drawn, f.reason, f.account,"
	    " (select count(*) from xz.spotcheck_tie i where i.officer_id = f.id and (i.valid_to is null"
	    " or i.valid_to >= $1)) as ties"
	    " from (select t.no, t.valid_to, t.region, f.id, f.ref, f.name, f.agency_id, f.unit_id, b.skills, b.reason,"
	    "   coalesce(b.drawn, true) as drawn, c.account"
	    "  from xz.people_certificates_on($1::date) t"
	    "  cross join lateral (select y.id, y.ref, y.name, y.agency_id, y.unit_id from xz.people_officer y"
	    "    join xz.people_agency o on o.id = y.agency_id and o.active where y.id = t.officer_id and y.active"
	    "    and y.kind = 'formal' and ($3::bigint is null or y.agency_id = $3) limit 1) f"
	    "  cross join lateral (select t.no = (select x.no from xz.people_certificate_of(f.id, $1::date) x) as last"
	    "    offset 0) k"
	    "  left join lateral (select x.skills, x.reason, x.drawn from xz.spotcheck_officer x"
	    "    where x.officer_id = f.id limit 1) b on true"
	    "  cross join lateral (select exists (select from xz.people_account x join xz.people_duty d"
	    "    on d.account_id = x.id and d.duty = 'officer' and d.revoked_at is null and d.from_day <= $1::date"
	    "    and coalesce(d.until_day >= $1::date, true) where x.officer_id = f.id and x.active) as account"
	    "    offset 0) c"
	    "  where k.last and ($2::text is null or t.officer_id in (select z.id from xz.people_officer z"
	    "    where position($2 in z.name) > 0) or starts_with(t.no, $2))"
	    "  and ($4::text is null or $4 = any (b.skills)) and ($5::text is null or (coalesce(b.drawn, true)"
	    "    and c.account) = ($5 = 'yes'))"
	    "  and ($6::uuid is null or t.no > (select x.no from xz.people_officer y"
	    "   cross join lateral xz.people_certificate_of(y.id, $1::date) x where y.ref = $6))"
	    "  order by t.no limit $7) f join xz.people_agency g on g.id = f.agency_id"
	    " left join xz.people_unit u on u.id = f.unit_id left join xz.people_region r on r.code = f.region"
	    " order by f.no", DB_DAY(q->today), DB_TEXT(q->text), DB_ID(q->agency), DB_TEXT(q->skill),
	    DB_TEXT(q->drawn), DB_REF_OR_NULL(q->after), DB_I64(q->want));
}

enum err
spotcheck_officer_get(struct arena *a, struct db *db, struct ref ref, int32_t today, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select f.id, f.ref, f.name, t.no, t.valid_to, g.short_name as agency_name, u.name as unit_name,"
	    " coalesce(array_to_string(b.skills, ','), '') as skills, coalesce(b.drawn, true) as drawn,"
	    " coalesce(b.reason, '') as reason, c.id is not null as account, coalesce(b.version, 0) as version"
	    OFFICERS(" $2::date") " where f.ref = $1", DB_REF(ref), DB_DAY(today));
}

enum err
spotcheck_officer_set(struct arena *a, struct db *db, int64_t officer, int32_t version,
    const char *const *skills, size_t n, bool drawn, const char *reason, int64_t by)
{
	int64_t done = 0;
	enum err e = spotcheck_may(a, db, by, SPOT_OFFICER, officer);

	if (e != OK)
		return e;
	e = DB_EXEC_N(a, db, &done,
	    "insert into xz.spotcheck_officer as b (officer_id, skills, drawn, reason)"
	    " select $1, $3, $4, $5 where $2 = 0"
	    " or exists (select from xz.spotcheck_officer x where x.officer_id = $1)"
	    " on conflict (officer_id) do update set skills = excluded.skills, drawn = excluded.drawn,"
	    " reason = excluded.reason,  version = b.version + 1 where b.version = $2", DB_I64(officer),
	    DB_I64(version), DB_TEXTS(skills, n), DB_BOOL(drawn), DB_TEXT(reason));
	return e == OK && done != 1 ? err_set(ERR_CONFLICT, "the officer's entry was changed meanwhile") : e;
}

enum err
spotcheck_tie_list(struct arena *a, struct db *db, int64_t officer, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select i.ref, i.kind, k.name_zh as kind_zh, k.name_en as kind_en, i.source, s.ref as subject_ref,"
	    " m.name as subject_name, c.code as subject_code, i.valid_from, i.valid_to, n.display_name as noted_by"
	    " from xz.spotcheck_tie i join xz.register_subject s on s.id = i.subject_id"
	    " join xz.register_name m on m.subject_id = s.id and m.valid_to is null"
	    " left join xz.register_code c on c.subject_id = s.id and c.kind = 'uscc' and c.valid_to is null"
	    " left join xz.law_code k on k.kind = 'tie_kind' and k.code = i.kind"
	    " left join xz.people_account n on n.id = i.noted_by"
	    " where i.officer_id = $1 order by i.valid_to is not null, i.valid_from desc, i.id limit 200",
	    DB_I64(officer));
}

enum err
spotcheck_tie_add(struct arena *a, struct db *db, const struct spotcheck_tie_new *n)
{
	int64_t done = 0;
	enum err e = spotcheck_may(a, db, n->by, SPOT_OFFICER, n->officer);

	if (e != OK)
		return e;
	e = DB_EXEC_N(a, db, &done,
	    "insert into xz.spotcheck_tie (officer_id, subject_id, kind, source, valid_from, noted_by)"
	    " select $1, s.id, $3, $4, $5, $6 from xz.register_subject s where s.ref = $2 and s.kind <> 'person'",
	    DB_I64(n->officer), DB_REF(n->subject), DB_TEXT(n->kind), DB_TEXT(n->source), DB_DAY(n->from),
	    DB_I64(n->by));
	return e == OK && done != 1 ? err_set(ERR_NOT_FOUND, "no such firm") : e;
}

enum err
spotcheck_tie_end(struct arena *a, struct db *db, int64_t officer, struct ref tie, int32_t last_day, int64_t by)
{
	int64_t done = 0;
	enum err e = spotcheck_may(a, db, by, SPOT_OFFICER, officer);

	if (e != OK)
		return e;
	e = DB_EXEC_N(a, db, &done,
	    "update xz.spotcheck_tie set valid_to = greatest(valid_from, $3::date) where ref = $1 and officer_id = $2"
	    " and valid_to is null", DB_REF(tie), DB_I64(officer), DB_DAY(last_day));
	return e == OK && done != 1 ? err_set(ERR_CONFLICT, "no such tie in force") : e;
}
