/* session.c - see session.h. */
#include "lib/people/session.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/people/secret.h"
#include "lib/sec/password.h"
#include "lib/sec/sec.h"
#include "lib/sec/totp.h"

struct db_param
people_session_hash(struct arena *a, const char *token)
{
	unsigned char *h = arena_alloc(a, SHA256_SIZE);

	sha256(token, strlen(token), h);
	return DB_BYTES(h, SHA256_SIZE);
}

enum err
people_session_read(struct arena *a, struct db *db, const char *token, struct db_row r, struct people_session *out)
{
	const void *csrf;
	size_t n;

	*out = (struct people_session){ .account = row_i64(r, "account_id"), .ref = row_ref(r, "ref"),
	    .username = row_text(r, "username"), .display_name = row_text(r, "display_name"),
	    .agency = row_i64_or(r, "agency_id", 0), .unit = row_i64_or(r, "unit_id", 0),
	    .agency_name = row_text_or(r, "agency_name", ""), .unit_name = row_text_or(r, "unit_name", ""),
	    .duties = (uint32_t)row_i64(r, "duties"), .auth_time = row_time(r, "auth_time"),
	    .clock_offset_us = row_i64(r, "offset_us") };
	csrf = row_bytes(a, r, "csrf_secret", &n);
	if (n != sizeof(out->csrf_secret))
		return err_set(ERR_DB, "csrf secret of %zu bytes", n);
	memcpy(out->csrf_secret, csrf, n);
	if (row_bool(r, "stale"))
		return DB_EXEC(a, db, "select xz.people_session_touch($1)", people_session_hash(a, token));
	return OK;
}

enum err
people_session_load(struct arena *a, struct db *db, const char *token, struct people_session *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select account_id, ref, username, display_name, agency_id, unit_id, agency_name, unit_name,"
	    " duties, auth_time, csrf_secret, offset_us, stale from xz.people_session_open($1)",
	    people_session_hash(a, token));

	return e == OK ? people_session_read(a, db, token, r, out) : e;
}

enum err
people_session_past(struct arena *a, struct db *db, const char *token, int64_t *account, unsigned char csrf_secret[32])
{
	struct db_row r;
	const void *csrf;
	size_t n;
	enum err e = DB_ONE(a, db, &r, "select account_id, csrf_secret from xz.people_session_past($1)",
	    people_session_hash(a, token));

	if (e != OK)
		return e;
	csrf = row_bytes(a, r, "csrf_secret", &n);
	if (n != 32)
		return err_set(ERR_NOT_FOUND, "a session without forms");
	memcpy(csrf_secret, csrf, n);
	*account = row_i64(r, "account_id");
	return OK;
}

static enum err
note(struct arena *a, struct db *db, const char *username, int64_t account, const char *outcome,
    const char *remote)
{
	return DB_EXEC(a, db, "select xz.people_sign_in_note($1, $2, $3, $4)", DB_TEXT(username),
	    DB_ID(account), DB_TEXT(outcome), DB_TEXT(remote));
}

enum err
people_sign_in_password(struct arena *a, struct db *db, struct sign_in *s, const char *password)
{
	struct attempt t;
	int64_t account;
	bool right;
	enum err e = people_attempt(a, db, s, password, &t, &account);

	if (e != OK)
		return e;
	right = password_verify(t.password, password);
	if (s->outcome == SIGN_IN_LOCKED)
		return people_attempt_failed(a, db, &t, account, "locked");
	if (!right || !t.active)
		return people_attempt_failed(a, db, &t, account,
		    account == 0 ? "unknown" : right ? "inactive" : "password");
	s->account = account;
	s->outcome = SIGN_IN_OK;
	return OK;
}

enum err
people_code_step(struct arena *a, struct db *db, int64_t account, const char *code, int64_t age, int64_t *step)
{
	const struct seal_key *k;
	unsigned char *secret;
	const void *sealed;
	struct db_row r;
	size_t n, sealed_n;
	enum err e = DB_ONE(a, db, &r, "select totp, case when $2 then counter_floor else last_counter end as past"
	    " from xz.people_totp_of($1)", DB_I64(account), DB_BOOL(age >= 0));

	*step = 0;
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	sealed = row_bytes(a, r, "totp", &sealed_n);
	e = people_otp_key(&k);
	if (e == OK)
		e = unseal(a, k, "totp", sealed, sealed_n, &secret, &n);
	if (e != OK)
		return e;
	if (!totp_check(secret, n, code, clock_real_now() - (age < 0 ? 0 : age), row_i64(r, "past"), step))
		*step = 0;
	wipe(secret, n);
	return OK;
}

/* Checks a one-time code and uses it up. */
static enum err
check_code(struct arena *a, struct db *db, int64_t account, const char *code, bool *right)
{
	struct db_row r;
	int64_t step;
	enum err e = people_code_step(a, db, account, code, -1, &step);

	*right = false;
	if (e != OK || step == 0)
		return e;
	e = DB_ONE(a, db, &r, "select xz.people_totp_used($1, $2) as used", DB_I64(account), DB_I64(step));
	if (e == OK)
		*right = row_bool(r, "used");	/* false: another request used it first */
	return e;
}

static enum err
start(struct arena *a, struct db *db, int64_t account, const char *method, const char *remote,
    const char **token)
{
	unsigned char csrf[32];

	*token = random_token(a, 32);
	random_bytes(csrf, sizeof(csrf));
	return DB_EXEC(a, db, "select xz.people_session_start($1, $2, $3, $4, $5)", DB_I64(account),
	    people_session_hash(a, *token), DB_BYTES(csrf, sizeof(csrf)), DB_TEXT(method), DB_TEXT(remote));
}

enum err
people_own_code(struct arena *a, struct db *db, struct sign_in *s, const char *code)
{
	struct attempt t;
	int64_t of_name;
	bool right = false;
	enum err e = people_attempt(a, db, s, NULL, &t, &of_name);

	if (e != OK)
		return e;
	if (s->outcome == SIGN_IN_LOCKED)
		return people_attempt_failed(a, db, &t, of_name, "locked");
	if (of_name != s->account || of_name == 0)
		return OK;
	e = check_code(a, db, s->account, code, &right);
	if (e != OK)
		return e;
	if (!right)
		return people_attempt_failed(a, db, &t, s->account, "code");
	s->outcome = SIGN_IN_OK;
	return OK;
}

/* The device is known from now on; a token that the store did not give out is not taken over. */
static enum err
keep_device(struct arena *a, struct db *db, const struct sign_in *s, const char **device)
{
	const char *fresh = random_token(a, 32);
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.people_device_keep($1, $2, $3, $4) as fresh", DB_I64(s->account),
	    s->device != NULL ? people_session_hash(a, s->device) : DB_NULL, people_session_hash(a, fresh),
	    DB_TEXT(s->remote));

	*device = e == OK && row_bool(r, "fresh") ? fresh : NULL;
	return e;
}

enum err
people_sign_in_start(struct arena *a, struct db *db, const struct sign_in *s, const char *method, const char **token,
    const char **device)
{
	enum err e = start(a, db, s->account, method, s->remote, token);

	return e == OK ? keep_device(a, db, s, device) : e;
}

enum err
people_sign_in_code(struct arena *a, struct db *db, struct sign_in *s, const char *code, const char **token,
    const char **device)
{
	enum err e = people_own_code(a, db, s, code);

	return e == OK && s->outcome == SIGN_IN_OK ?
	    people_sign_in_start(a, db, s, "password+totp", token, device) : e;
}

enum err
people_sign_out(struct arena *a, struct db *db, const char *token, const char *username,
    const char *remote, bool everywhere)
{
	enum err e = DB_EXEC(a, db, "select xz.people_session_end($1, $2, $3)", people_session_hash(a, token),
	    DB_BOOL(everywhere), DB_TEXT(everywhere ? "everywhere" : "sign_out"));

	return e == OK ? note(a, db, username, 0, everywhere ? "sign_out_everywhere" : "sign_out", remote) : e;
}
