/* deputy.c - see deputy.h. */
#include "lib/people/deputy.h"

#include "lib/db/db.h"

enum err
people_deputies(struct arena *a, struct db *db, int64_t agency, int32_t today, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select d.ref, f.display_name as from_name, t.display_name as to_name, k.name_zh as duty_zh,"
	    " k.name_en as duty_en, d.from_day, d.until_day, d.basis, g.display_name as granted_by, d.revoked_at, case"
	    " when d.revoked_at is not null"
	    "   or d.until_day < $2 then 'ended' when d.from_day > $2 then 'to_come' else 'live' end as standing"
	    " from xz.people_deputy d join xz.people_account f on f.id = d.from_account"
	    " join xz.people_account t on t.id = d.to_account join xz.people_duty_kind k on k.code = d.duty"
	    " left join xz.people_account g on g.id = d.granted_by where f.agency_id = $1"
	    " order by d.revoked_at is not null or d.until_day < $2, d.from_day desc, d.id desc limit 100",
	    DB_I64(agency), DB_DAY(today));
}

enum err
people_deputy_holders(struct arena *a, struct db *db, int64_t agency, int32_t today, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select c.username, c.display_name, k.code as duty, k.name_zh as duty_zh, k.name_en as duty_en"
	    " from xz.people_account c join xz.people_duty d on d.account_id = c.id and d.revoked_at is null"
	    "   and d.from_day <= $2 and coalesce(d.until_day, 'infinity') >= $2"
	    " join xz.people_duty_kind k on k.code = d.duty"
	    " where c.agency_id = $1 and c.active and k.code in ('intake', 'unit_head', 'agency_head', 'reviewer',"
	    " 'publisher', 'archivist')"
	    " order by k.bit in (4, 8) desc, k.bit, c.username", DB_I64(agency), DB_DAY(today));
}

enum err
people_colleagues(struct arena *a, struct db *db, int64_t agency, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select c.username, c.display_name, coalesce(u.name, '') as unit_name from xz.people_account c"
	    " left join xz.people_unit u on u.id = c.unit_id where c.agency_id = $1 and c.active"
	    " order by u.name nulls first, c.username", DB_I64(agency));
}

enum err
people_deputy_name(struct arena *a, struct db *db, const struct people_deputy_new *n)
{
	return DB_EXEC(a, db,
	    "insert into xz.people_deputy (from_account, to_account, duty, from_day, until_day, basis, granted_by)"
	    " values ((select id from xz.people_account where username = $1), (select id from xz.people_account"
	    " where username = $2), $3, $4, $5, $6, $7)", DB_TEXT(n->from), DB_TEXT(n->to), DB_TEXT(n->duty),
	    DB_DAY(n->from_day), DB_DAY(n->until_day), DB_TEXT(n->basis), DB_I64(n->by));
}

enum err
people_deputy_end(struct arena *a, struct db *db, struct ref ref)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n,
	    "update xz.people_deputy set revoked_at = xz.now() where ref = $1 and revoked_at is null"
	    " and until_day >= xz.today()", DB_REF(ref));

	return e == OK && n == 0 ? err_set(ERR_NOT_FOUND, "no such deputy") : e;
}

enum err
people_deputy_for(struct arena *a, struct db *db, int64_t account, uint32_t duties, struct ref *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select xz.people_deputy_for($1, $2::int) as ref", DB_I64(account), DB_I64(duties));

	if (e == OK)
		*out = row_ref_or_zero(r, "ref");
	return e;
}
