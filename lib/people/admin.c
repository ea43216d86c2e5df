/* admin.c - see admin.h: accounts, credentials, duties. */
#include "lib/people/admin.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/people/secret.h"
#include "lib/sec/password.h"
#include "lib/sec/sec.h"

enum err
people_account_add(struct arena *a, struct db *db, const struct people_account_new *n, int64_t *id)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "insert into xz.people_principal (kind) values ('person') returning id");

	if (e != OK)
		return e;
	*id = row_i64(r, "id");
	return DB_EXEC(a, db,
	    "insert into xz.people_account (id, username, display_name, officer_id, agency_id, unit_id)"
	    " values ($1, $2, $3, $4, $5, $6)", DB_I64(*id), DB_TEXT(n->username), DB_TEXT(n->display_name),
	    DB_ID(n->officer), DB_ID(n->agency), DB_ID(n->unit));
}

enum err
people_account_find(struct arena *a, struct db *db, const char *username, int64_t *id)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select id from xz.people_account where username = $1", DB_TEXT(username));

	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

enum err
people_account_active(struct arena *a, struct db *db, int64_t id, int32_t version, bool active)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n,
	    "update xz.people_account set active = $3, version = version + 1 where id = $1 and version = $2",
	    DB_I64(id), DB_I64(version), DB_BOOL(active));

	return e == OK && n == 0 ? err_set(ERR_CONFLICT, "the account was changed meanwhile") : e;
}

static enum err
revoke(struct arena *a, struct db *db, int64_t account, const char *kind)
{
	return DB_EXEC(a, db,
	    "update xz.people_credential set revoked_at = clock_timestamp()"	/* real time */
	    " where principal = $1 and kind = $2 and revoked_at is null", DB_I64(account), DB_TEXT(kind));
}

enum err
people_password_put(struct arena *a, struct db *db, int64_t account, const char *encoded)
{
	enum err e = revoke(a, db, account, "password");

	if (e == OK)
		e = DB_EXEC(a, db,
		    "insert into xz.people_credential (principal, kind, secret_text) values ($1, 'password', $2)",
		    DB_I64(account), DB_TEXT(encoded));
	if (e != OK)
		return e;
	return DB_EXEC(a, db, "select xz.people_sessions_close($1, 'credentials')", DB_I64(account));
}

enum err
people_password_set(struct arena *a, struct db *db, int64_t account, const char *password)
{
	char *encoded;
	enum err e = password_hash(a, "argon2id", password, &encoded);

	return e == OK ? people_password_put(a, db, account, encoded) : e;
}

enum err
people_totp_set(struct arena *a, struct db *db, int64_t account, const void *secret, size_t n)
{
	const struct seal_key *k;
	unsigned char *sealed;
	size_t sealed_n;
	enum err e = people_otp_key(&k);

	if (e == OK)
		e = revoke(a, db, account, "totp");
	if (e != OK)
		return e;
	seal(a, k, "totp", secret, n, &sealed, &sealed_n);
	return DB_EXEC(a, db,
	    "insert into xz.people_credential (principal, kind, secret_sealed) values ($1, 'totp', $2)",
	    DB_I64(account), DB_BYTES(sealed, sealed_n));
}

const char *
people_password_random(struct arena *a)
{
	unsigned char bytes[10];
	const char *s;

	random_bytes(bytes, sizeof(bytes));
	s = base32_encode(a, bytes, sizeof(bytes));
	wipe(bytes, sizeof(bytes));
	return arena_printf(a, "%.4s-%.4s-%.4s-%.4s", s, s + 4, s + 8, s + 12);
}

enum err
people_duty_grant(struct arena *a, struct db *db, int64_t account, const char *duty, int32_t from_day, int64_t by)
{
	return DB_EXEC(a, db,
	    "insert into xz.people_duty (account_id, duty, from_day, granted_by)"
	    " values ($1, $2, coalesce($3, xz.today()), $4)", DB_I64(account), DB_TEXT(duty), DB_DAY(from_day),
	    DB_I64(by));
}

enum err
people_duty_revoke(struct arena *a, struct db *db, int64_t account, const char *duty, int64_t by)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n,
	    "update xz.people_duty set revoked_at = xz.now(), revoked_by = $3"
	    " where account_id = $1 and duty = $2 and revoked_at is null", DB_I64(account), DB_TEXT(duty), DB_I64(by));

	return e == OK && n == 0 ? err_set(ERR_NOT_FOUND, "the duty is not held") : e;
}

enum err
people_duty_held(struct arena *a, struct db *db, const char *duty, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select exists (select from xz.people_duty d join xz.people_account c"
	    " on c.id = d.account_id and c.active where d.duty = $1 and d.revoked_at is null) as held", DB_TEXT(duty));

	if (e == OK)
		*out = row_bool(r, "held");
	return e;
}
