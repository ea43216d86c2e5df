/* people.c - see people.h. */
#include "lib/people/people.h"

#include "lib/base/str.h"
#include "lib/db/db.h"

static const char *const duty_codes[] = { "intake", "officer", "unit_head", "agency_head", "reviewer",
    "chair", "publisher", "archivist", "coordinator", "supervisor", "sysadmin", "secadmin", "auditadmin" };

uint32_t
people_duty_bit(const char *code)
{
	size_t i;

	for (i = 0; i < sizeof(duty_codes) / sizeof(*duty_codes); i++)
		if (str_eq(duty_codes[i], code))
			return 1U << i;
	return 0;
}

const char *
people_duty_code(uint32_t bit)
{
	size_t i;

	for (i = 0; i < sizeof(duty_codes) / sizeof(*duty_codes); i++)
		if (bit & 1U << i)
			return duty_codes[i];
	return "";
}

enum err
people_actor_load(struct arena *a, struct db *db, int64_t account, struct people_actor *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select p.ref, c.agency_id, c.unit_id, c.display_name, c.officer_id, xz.people_duties(c.id) as duties,"
	    " xz.people_duties_deputised(c.id, xz.today()) as deputised,"
	    " coalesce(o.law_qualified, false) as law_qualified"
	    " from xz.people_account c join xz.people_principal p on p.id = c.id"
	    " left join xz.people_officer o on o.id = c.officer_id where c.id = $1 and c.active",
	    DB_I64(account));

	if (e == ERR_NOT_FOUND)
		return err_set(ERR_DENIED, "account %lld is not active", (long long)account);
	if (e != OK)
		return e;
	*out = (struct people_actor){ .account = account, .ref = row_ref(r, "ref"),
	    .agency = row_i64_or(r, "agency_id", 0), .unit = row_i64_or(r, "unit_id", 0),
	    .duties = (uint32_t)row_i64(r, "duties"), .deputised = (uint32_t)row_i64(r, "deputised"),
	    .name = row_text(r, "display_name"), .officer = row_i64_or(r, "officer_id", 0),
	    .law_qualified = row_bool(r, "law_qualified") };
	return OK;
}

enum err
people_audit(struct arena *a, struct db *db, int64_t actor, const char *kind, const char *subject,
    const char *before, const char *after, const char *request)
{
	return DB_EXEC(a, db,
	    "insert into xz.sec_audit (actor, kind, subject, before, after, request)"
	    " values ($1, $2, $3, $4::jsonb, $5::jsonb, $6)", DB_I64(actor), DB_TEXT(kind), DB_TEXT(subject),
	    DB_TEXT(before), DB_TEXT(after), DB_TEXT(request != NULL ? request : ""));
}
