/* pass.c - see pass.h. */
#include "lib/people/pass.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/people/secret.h"
#include "lib/sec/sec.h"
#include "lib/sec/totp.h"

#define PASS_LIFE (300 * SECOND_US)
#define FAILURES_MAX 5

enum err
people_pass_seal(struct arena *a, const char *username, int64_t account, const char **out)
{
	const char *plain = arena_printf(a, "%lld %lld %s", (long long)(clock_real_now() + PASS_LIFE),
	    (long long)account, username);
	const struct seal_key *k;
	unsigned char *sealed;
	size_t n;
	enum err e = people_form_key(&k);

	if (e != OK)
		return e;
	seal(a, k, "signin", plain, strlen(plain), &sealed, &n);
	*out = base64url_encode(a, sealed, n);
	return OK;
}

enum err
people_pass_open(struct arena *a, const char *text, const char **username, int64_t *account)
{
	const struct seal_key *k;
	unsigned char *sealed, *plain;
	char *end;
	size_t n;
	enum err e = people_form_key(&k);

	if (e != OK)
		return e;
	if (text == NULL || !base64url_decode(a, text, &sealed, &n))
		return err_set(ERR_INPUT, "pass: not ours");
	e = unseal(a, k, "signin", sealed, n, &plain, &n);
	if (e != OK)
		return e;
	if (strtoll((const char *)plain, &end, 10) < clock_real_now())
		return err_set(ERR_INPUT, "pass: over");
	*account = strtoll(end, &end, 10);
	*username = *end == ' ' ? end + 1 : "";
	return OK;
}

static enum err
note(struct arena *a, struct db *db, const char *username, int64_t account, const char *what, const char *remote)
{
	return DB_EXEC(a, db, "select xz.people_sign_in_note($1, $2, $3, $4)", DB_TEXT(username), DB_ID(account),
	    DB_TEXT(what), DB_TEXT(remote));
}

/* Whether this user name may try a code now; *account: the user's, 0: not now. */
static enum err
may_try(struct arena *a, struct db *db, const char *username, const char *remote, enum sign_in_outcome *outcome,
    int64_t *account)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select account_id, active, failures from xz.people_sign_in_look($1)",
	    DB_TEXT(username));

	*outcome = SIGN_IN_WRONG;
	*account = 0;
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	if (row_i64(r, "failures") >= FAILURES_MAX) {
		*outcome = SIGN_IN_LOCKED;
		return note(a, db, username, row_i64(r, "account_id"), "locked", remote);
	}
	if (!row_bool(r, "active"))
		return note(a, db, username, row_i64(r, "account_id"), "inactive", remote);
	*account = row_i64(r, "account_id");
	return OK;
}

enum err
people_second_code(struct arena *a, struct db *db, const char *username, const char *code, const char *remote,
    enum sign_in_outcome *outcome, int64_t *account)
{
	const struct seal_key *k;
	int64_t who = 0;
	bool right;
	enum err e = people_otp_key(&k);

	if (e == OK)
		e = may_try(a, db, username, remote, outcome, &who);
	*account = 0;
	if (e != OK || who == 0)
		return e;
	e = people_code_check(a, db, who, code, &right);
	if (e != OK)
		return e;
	if (!right)
		return note(a, db, username, who, "code", remote);
	*account = who;
	*outcome = SIGN_IN_OK;
	return OK;
}

/* The newest step that fits the instant and is not below the floor. */
static enum err
late_step(struct arena *a, struct db *db, int64_t account, const char *code, int64_t at_us, int64_t *step)
{
	const struct seal_key *k;
	unsigned char *secret;
	const void *sealed;
	struct db_row r;
	size_t n, sealed_n;
	enum err e = DB_ONE(a, db, &r, "select totp, counter_floor from xz.people_totp_late($1)", DB_I64(account));

	*step = 0;
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	sealed = row_bytes(a, r, "totp", &sealed_n);
	e = people_otp_key(&k);
	if (e == OK)
		e = unseal(a, k, "totp", sealed, sealed_n, &secret, &n);
	if (e != OK)
		return e;
	if (!totp_check(secret, n, code, at_us, row_i64(r, "counter_floor"), step))
		*step = 0;
	wipe(secret, n);
	return OK;
}

enum err
people_late_code(struct arena *a, struct db *db, const char *username, const char *code, int64_t age_us,
    const char *remote, enum sign_in_outcome *outcome, int64_t *account, int64_t *step)
{
	int64_t who;
	enum err e = may_try(a, db, username, remote, outcome, &who);

	*account = *step = 0;
	if (e != OK || who == 0)
		return e;
	e = late_step(a, db, who, code, clock_real_now() - age_us, step);
	if (e != OK)
		return e;
	if (*step == 0)
		return note(a, db, username, who, "code", remote);
	*account = who;
	*outcome = SIGN_IN_OK;
	return OK;
}

enum err
people_code_take(struct arena *a, struct db *db, int64_t account, int64_t step, bool *fresh)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select xz.people_totp_used_late($1, $2) as used", DB_I64(account), DB_I64(step));

	if (e == OK)
		*fresh = row_bool(r, "used");
	return e;
}

enum err
people_sign_ins(struct arena *a, struct db *db, int64_t account, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select at, outcome, remote from xz.people_sign_in where account_id = $1 order by id desc limit $2",
	    DB_I64(account), DB_I64(limit));
}

enum err
people_duties_of(struct arena *a, struct db *db, int64_t account, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select code, name_zh, name_en, from_day, until_day, for_name from ("
	    " select k.bit, k.code, k.name_zh, k.name_en, d.from_day, d.until_day, null as for_name"
	    " from xz.people_duty d"
	    "   join xz.people_duty_kind k on k.code = d.duty where d.account_id = $1 and d.revoked_at is null"
	    " union all select k.bit, k.code, k.name_zh, k.name_en, p.from_day, p.until_day, f.display_name"
	    " from xz.people_deputy p"
	    "   join xz.people_duty_kind k on k.code = p.duty join xz.people_account f on f.id = p.from_account"
	    "   where p.to_account = $1 and p.revoked_at is null and p.until_day >= xz.today()) x"
	    " order by for_name is not null, bit", DB_I64(account));
}

enum err
people_certificates_of(struct arena *a, struct db *db, int64_t account, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select t.no, t.kind, t.field, t.valid_from, t.valid_to, t.status from xz.people_account c"
	    " join xz.people_certificate t on t.officer_id = c.officer_id where c.id = $1"
	    " order by t.valid_to desc, t.id", DB_I64(account));
}

enum err
people_access_note(struct arena *a, struct db *db, int64_t account, const char *route,
    const char *subject_kind, struct ref subject, int rows_seen)
{
	return DB_EXEC(a, db,
	    "insert into xz.people_access (y, account_id, route, subject_kind, subject_ref, rows_seen)"
	    " select extract(year from xz.now() at time zone 'Asia/Shanghai')::int, $1, $2, $3, $4, $5",
	    DB_I64(account), DB_TEXT(route), DB_TEXT(subject_kind), DB_REF(subject), DB_I64(rows_seen));
}
