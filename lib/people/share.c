/* share.c - see share.h. */
#include "lib/people/share.h"

#include "lib/db/db.h"

enum err
people_share_may(struct arena *a, struct db *db, int64_t case_id, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select coalesce(xz.caseflow_may_share($1), false) as yes", DB_I64(case_id));

	if (e == OK)
		*out = row_bool(r, "yes");
	return e;
}

enum err
people_shares(struct arena *a, struct db *db, int64_t case_id, int32_t today, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select s.ref, s.to_kind, case s.to_kind when 'agency' then (select g.name from xz.people_agency g"
	    " where g.id = s.to_id)   when 'unit' then (select u.name from xz.people_unit u where u.id = s.to_id)"
	    "   else (select c.display_name || coalesce(' ' || h.short_name, '') from xz.people_account c"
	    "     left join xz.people_agency h on h.id = c.agency_id where c.id = s.to_id) end as to_name,"
	    " s.level, s.purpose, s.basis, s.from_day, s.until_day, b.display_name as granted_by, s.revoked_at,"
	    " case when s.revoked_at is not null or s.until_day < $2 then 'ended' else 'live' end as standing"
	    " from xz.people_share s left join xz.people_account b on b.id = s.granted_by"
	    " where s.subject_kind = 'case' and s.subject_id = $1"
	    " order by s.revoked_at is not null or s.until_day < $2, s.id desc limit 100", DB_I64(case_id),
	    DB_DAY(today));
}

enum err
people_share_add(struct arena *a, struct db *db, const struct people_share_new *n)
{
	struct db_row r;
	enum err e;

	if (n->agency != NULL)
		e = DB_ONE(a, db, &r, "select id from xz.people_agency where code = $1 and active", DB_TEXT(n->agency));
	else
		e = DB_ONE(a, db, &r, "select id from xz.people_account where username = $1 and active"
		    " and xz.people_duties(id) & 1023 <> 0", DB_TEXT(n->username));
	if (e != OK)
		return e;
	return DB_EXEC(a, db,
	    "insert into xz.people_share (subject_kind, subject_id, to_kind, to_id, level, purpose, basis,"
	    " from_day, until_day, granted_by) values ('case', $1, $2, $3, $9, $4, $5, $6, $7, $8)", DB_I64(n->case_id),
	    DB_TEXT(n->agency != NULL ? "agency" : "account"), DB_I64(row_i64(r, "id")), DB_TEXT(n->purpose),
	    DB_TEXT(n->basis), DB_DAY(n->from_day), DB_DAY(n->until_day), DB_I64(n->by), DB_TEXT(n->level));
}

enum err
people_share_end(struct arena *a, struct db *db, int64_t case_id, struct ref ref)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n,
	    "update xz.people_share set revoked_at = xz.now() where ref = $1 and subject_kind = 'case'"
	    " and subject_id = $2"
	    " and revoked_at is null and until_day >= xz.today()", DB_REF(ref), DB_I64(case_id));

	return e == OK && n == 0 ? err_set(ERR_NOT_FOUND, "no such share") : e;
}

enum err
people_cards(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select number, agency_name as agency_zh, agency_en, cause_name, state_zh, state_en, opened_on, filed_on,"
	    " ended_on, from_day, until_day from xz.people_cards()");
}
