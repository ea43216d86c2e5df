/* people.c - see people.h. */
#include "lib/people/people.h"

#include <inttypes.h>

#include "lib/base/arena.h"
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
people_task_open(struct arena *a, struct db *db, const struct people_task_new *t)
{
	return DB_EXEC(a, db,
	    "insert into xz.people_task (kind, subject_kind, subject_id, subject_ref, track_id, item_id,"
	    " agency_id, unit_id, duty, account_id, clock_id)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	    DB_TEXT(t->kind), DB_TEXT(t->subject_kind), DB_I64(t->subject_id), DB_REF(t->subject_ref),
	    DB_ID(t->track_id), DB_ID(t->item_id), DB_I64(t->agency), DB_ID(t->unit), DB_TEXT(t->duty),
	    DB_ID(t->account), DB_ID(t->clock_id));
}

enum err
people_tasks_open(struct arena *a, struct db *db, const struct people_task_new *t,
    const struct people_task_each *each, size_t n)
{
	const char **subject = ARENA_ARRAY(a, const char *, n), **ref = ARENA_ARRAY(a, const char *, n),
	    **agency = ARENA_ARRAY(a, const char *, n), **account = ARENA_ARRAY(a, const char *, n);
	char *uuid;
	size_t i;

	for (i = 0; i < n; i++) {
		uuid = arena_alloc(a, 33);
		str_hex(each[i].subject_ref.b, sizeof(each[i].subject_ref.b), uuid);
		ref[i] = uuid;
		subject[i] = arena_printf(a, "%" PRId64, each[i].subject_id);
		agency[i] = arena_printf(a, "%" PRId64, each[i].agency);
		account[i] = arena_printf(a, "%" PRId64, each[i].account);
	}
	return DB_EXEC(a, db,
	    "insert into xz.people_task (kind, subject_kind, subject_id, subject_ref, agency_id, unit_id, duty,"
	    " account_id, opened_at)"
	    " select $1, $2, x.subject, x.ref, x.agency, $3, $4, nullif(x.account, 0), (select xz.now())"
	    " from unnest($5::text[]::bigint[], $6::text[]::uuid[], $7::text[]::bigint[], $8::text[]::bigint[])"
	    " as x (subject, ref, agency, account)",
	    DB_TEXT(t->kind), DB_TEXT(t->subject_kind), DB_ID(t->unit), DB_TEXT(t->duty), DB_TEXTS(subject, n),
	    DB_TEXTS(ref, n), DB_TEXTS(agency, n), DB_TEXTS(account, n));
}

enum err
people_task_done(struct arena *a, struct db *db, int64_t task, int64_t by)
{
	return DB_EXEC(a, db,
	    "update xz.people_task set done_at = xz.now(), done_by = $2 where id = $1 and done_at is null",
	    DB_I64(task), DB_ID(by));
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
