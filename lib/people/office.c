/* office.c - see office.h: accounts, duties, officers. */
#include "lib/people/office.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/people/admin.h"

#define DUTY_NAMES \
    " coalesce((select string_agg(k.name_zh, '、' order by k.bit) from xz.people_duty d join xz.people_duty_kind k" \
    "   on k.code = d.duty where d.account_id = a.id and d.revoked_at is null), '') as duties_zh," \
    " coalesce((select string_agg(k.name_en, ', ' order by k.bit) from xz.people_duty d join xz.people_duty_kind k" \
    "   on k.code = d.duty where d.account_id = a.id and d.revoked_at is null), '') as duties_en"

enum err
people_account_search(struct arena *a, struct db *db, const char *text, const char *duty, struct ref after,
    int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select p.ref, a.username, a.display_name, a.active, g.short_name as agency_name, u.name as unit_name,"
	    DUTY_NAMES
	    " from xz.people_account a join xz.people_principal p on p.id = a.id and p.kind = 'person'"
	    " left join xz.people_agency g on g.id = a.agency_id left join xz.people_unit u on u.id = a.unit_id"
	    " where ($1::text is null or position(lower($1) in a.username) > 0 or position($1 in a.display_name) > 0)"
	    " and ($2::text is null or exists (select from xz.people_duty d where d.account_id = a.id and d.duty = $2"
	    "   and d.revoked_at is null))"
	    " and ($3::uuid is null or a.username > (select x.username from xz.people_account x"
	    "   join xz.people_principal y on y.id = x.id where y.ref = $3))"
	    " order by a.username limit $4", DB_TEXT(text), DB_TEXT(duty), DB_REF_OR_NULL(after), DB_I64(limit));
}

enum err
people_account_card(struct arena *a, struct db *db, struct ref ref, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select a.id, p.ref, a.username, a.display_name, a.active, a.version, a.created_at, a.agency_id,"
	    " g.short_name as agency_name, u.name as unit_name, o.ref as officer_ref, o.name as officer_name,"
	    DUTY_NAMES ","
	    " (select max(c.valid_from) from xz.people_credential c where c.principal = a.id and c.kind = 'password'"
	    "   and c.revoked_at is null) as password_at,"
	    " (select max(c.valid_from) from xz.people_credential c where c.principal = a.id and c.kind = 'totp'"
	    "   and c.revoked_at is null) as totp_at"
	    " from xz.people_account a join xz.people_principal p on p.id = a.id and p.kind = 'person'"
	    " left join xz.people_agency g on g.id = a.agency_id left join xz.people_unit u on u.id = a.unit_id"
	    " left join xz.people_officer o on o.id = a.officer_id where p.ref = $1", DB_REF(ref));
}

enum err
people_reset_waits(struct arena *a, struct db *db, struct ref account, enum people_reset *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.people_activation_waits($1) as whose", DB_REF(account));

	*out = RESET_NONE;
	if (e == OK && row_has(r, "whose"))
		*out = str_eq(row_text(r, "whose"), "own") ? RESET_OWN : RESET_OTHER;
	return e;
}

enum err
people_reset_confirm(struct arena *a, struct db *db, struct ref account)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.people_activation_confirm($1) as done", DB_REF(account));

	return e == OK && !row_bool(r, "done") ? err_set(ERR_STATE, "no reset waits for them") : e;
}

enum err
people_duty_history(struct arena *a, struct db *db, int64_t account, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select k.code, k.name_zh, k.name_en, d.from_day, d.until_day, g.display_name as granted_by, d.granted_at,"
	    " r.display_name as revoked_by, d.revoked_at from xz.people_duty d"
	    " join xz.people_duty_kind k on k.code = d.duty left join xz.people_account g on g.id = d.granted_by"
	    " left join xz.people_account r on r.id = d.revoked_by where d.account_id = $1"
	    " order by d.revoked_at desc nulls first, k.bit limit 100", DB_I64(account));
}

enum err
people_duty_kinds(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select code, name_zh, name_en, scope_kind = 'site' as site from xz.people_duty_kind order by bit");
}

enum err
people_duty_against(struct arena *a, struct db *db, int64_t account, const char *duty, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select k.name_zh, k.name_en, c.basis from xz.people_duty d"
	    " join xz.people_duty_conflict c on c.a = d.duty and c.b = $2 join xz.people_duty_kind k on k.code = d.duty"
	    " where d.account_id = $1 and d.revoked_at is null order by k.bit", DB_I64(account), DB_TEXT(duty));
}

#define STANDING " case when t.status <> 'valid' then t.status when t.valid_from > $1 then 'not_yet'" \
    " when t.valid_to < $1 then 'expired' else 'valid' end as standing"

enum err
people_officer_search(struct arena *a, struct db *db, const char *text, int64_t agency, int32_t today,
    struct ref after, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select o.ref, o.name, o.kind, o.law_qualified, o.active, g.short_name as agency_name, u.name as unit_name,"
	    " t.no, t.kind as certificate_kind, t.field, t.valid_to, t.standing, (select count(*)"
	    "   from xz.people_certificate c where c.officer_id = o.id) as certificates"
	    " from xz.people_officer o join xz.people_agency g on g.id = o.agency_id"
	    " left join xz.people_unit u on u.id = o.unit_id"
	    " left join lateral (select t.no, t.kind, t.field, t.valid_to," STANDING
	    "   from xz.people_certificate t where t.officer_id = o.id order by t.valid_to desc, t.id desc"
	    " limit 1) t on true"
	    " where ($2::text is null or position($2 in o.name) > 0 or exists (select from xz.people_certificate c"
	    "   where c.officer_id = o.id and starts_with(c.no, $2)))"
	    " and ($3::bigint is null or o.agency_id = $3)"
	    " and ($4::uuid is null or (g.code, o.id) > (select y.code, x.id from xz.people_officer x"
	    "   join xz.people_agency y on y.id = x.agency_id where x.ref = $4))"
	    " order by g.code, o.id limit $5", DB_DAY(today), DB_TEXT(text), DB_ID(agency), DB_REF_OR_NULL(after),
	    DB_I64(limit));
}

enum err
people_officer_card(struct arena *a, struct db *db, struct ref ref, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select o.id, o.ref, o.name, o.kind, o.law_qualified, o.active, o.version, o.agency_id,"
	    " g.code as agency_code, g.short_name as agency_name, g.region, o.unit_id, u.name as unit_name, p.ref as"
	    " account_ref, c.username"
	    " from xz.people_officer o join xz.people_agency g on g.id = o.agency_id"
	    " left join xz.people_unit u on u.id = o.unit_id left join xz.people_account c on c.officer_id = o.id"
	    " left join xz.people_principal p on p.id = c.id where o.ref = $1", DB_REF(ref));
}

enum err
people_officer_certificates(struct arena *a, struct db *db, int64_t officer, int32_t today,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select t.ref, t.no, t.kind, t.field, r.name as region_name, t.valid_from, t.valid_to, t.status,"
	    " t.status_since," STANDING
	    " from xz.people_certificate t join xz.people_region r on r.code = t.region where t.officer_id = $2"
	    " order by t.valid_to desc, t.id desc", DB_DAY(today), DB_I64(officer));
}

enum err
people_unit_change(struct arena *a, struct db *db, int64_t id, int32_t version, const char *name,
    const char *name_en, bool active)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n,
	    "update xz.people_unit set name = $3, name_en = $4, active = $5, version = version + 1"
	    " where id = $1 and version = $2", DB_I64(id), DB_I64(version), DB_TEXT(name), DB_TEXT(name_en),
	    DB_BOOL(active));

	return e == OK && n == 0 ? err_set(ERR_CONFLICT, "the unit was changed meanwhile") : e;
}

enum err
people_region_name(struct arena *a, struct db *db, const char *code, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select name from xz.people_region where code = $1 and valid_to is null",
	    DB_TEXT(code));

	if (e == OK)
		*out = row_text(r, "name");
	return e;
}
