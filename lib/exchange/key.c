/* key.c - what a link may, and what it signs with; see link.h. */
#include "lib/exchange/link.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/exchange/hook.h"
#include "lib/exchange/in.h"
#include "lib/sec/envelope.h"
#include "lib/sec/sec.h"

#define SECRET 32
#define HANDED_PURPOSE "link secret"	/* for what it is sealed to its owner */

const char *const exchange_grants[] = { "route clues", "route events", "events case", "events inspection",
    "events draw", "events programme", NULL };

enum err
exchange_grant_list(struct arena *a, struct db *db, int64_t link, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select ref, kind, name, granted_at from xz.exchange_grant"
	    " where link_id = $1 and revoked_at is null order by kind desc, name", DB_I64(link));
}

enum err
exchange_grant_add(struct arena *a, struct db *db, int64_t link, const char *what, int64_t by)
{
	return DB_EXEC(a, db, "insert into xz.exchange_grant (link_id, kind, name, granted_by)"
	    " values ($1, split_part($2, ' ', 1), split_part($2, ' ', 2), $3)", DB_I64(link), DB_TEXT(what),
	    DB_I64(by));
}

enum err
exchange_grant_revoke(struct arena *a, struct db *db, int64_t link, struct ref ref, int64_t by)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n, "update xz.exchange_grant set revoked_at = xz.now(), revoked_by = $3"
	    " where link_id = $1 and ref = $2 and revoked_at is null", DB_I64(link), DB_REF(ref), DB_I64(by));

	return e == OK && n == 0 ? err_set(ERR_NOT_FOUND, "no such grant") : e;
}

enum err
exchange_key_list(struct arena *a, struct db *db, int64_t link, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select ref, keyid, algorithm, test, made_at, until_day, ended_at,"
	    " ended_at is null and until_day >= xz.today() as live, until_day - xz.today() as days"
	    " from xz.exchange_key where link_id = $1 order by id desc limit 20", DB_I64(link));
}

static bool
its_own(enum key_algorithm algorithm)
{
	return algorithm == KEY_ED25519 || algorithm == KEY_SM2;
}

static enum err
read_pem(struct arena *a, enum key_algorithm algorithm, const char *pem, unsigned char **pub, size_t *n)
{
	return sign_public_read(a, algorithm == KEY_ED25519 ? SIGN_ED25519 : SIGN_SM2, pem, pub, n);
}

bool
exchange_key_pem(struct arena *a, enum key_algorithm algorithm, const char *pem)
{
	unsigned char *pub;
	size_t n;

	return read_pem(a, algorithm, pem, &pub, &n) == OK;
}

/* As text, and sealed for its owner where they gave a key. */
static enum err
hand_over(struct arena *a, const struct exchange_key_new *k, const unsigned char *secret,
    struct exchange_key_made *out)
{
	unsigned char *pub, *sealed;
	size_t pub_n, n;
	enum err e;

	out->secret = base64_encode(a, secret, SECRET);
	if (k->pem == NULL)
		return OK;
	e = read_pem(a, k->algorithm, k->pem, &pub, &pub_n);
	if (e == OK)
		e = envelope_close(a, pub, pub_n, HANDED_PURPOSE, out->secret, strlen(out->secret), &sealed, &n);
	if (e == OK)
		out->secret = base64_encode(a, sealed, n);
	out->sealed = true;
	return e;
}

/* For the program that uses it, and for nobody else. */
static enum err
seal_for(struct arena *a, struct db *db, const char *program, const char *purpose, const unsigned char *secret,
    unsigned char **sealed, size_t *n)
{
	const unsigned char *pub;
	struct db_row r;
	size_t pub_n;
	enum err e = DB_ONE(a, db, &r, "select xz.exchange_seal_now($1) as key", DB_TEXT(program));

	if (e == OK && !row_has(r, "key"))
		return err_set(ERR_STATE, "no key of that program");
	if (e != OK)
		return e;
	pub = row_bytes(a, r, "key", &pub_n);
	return envelope_close(a, pub, pub_n, purpose, secret, SECRET, sealed, n);
}

static enum err
make_secret(struct arena *a, struct db *db, const struct exchange_key_new *k, struct exchange_key_made *out,
    unsigned char **sealed, size_t *n)
{
	unsigned char secret[SECRET];
	enum err e;

	random_bytes(secret, SECRET);
	e = seal_for(a, db, "exchange", EXCHANGE_PURPOSE, secret, sealed, n);
	if (e == OK)
		e = hand_over(a, k, secret, out);
	wipe(secret, SECRET);
	return e;
}

enum err
exchange_key_add(struct arena *a, struct db *db, const struct exchange_key_new *k, struct exchange_key_made *out)
{
	unsigned char *sealed = NULL, *pub = NULL;
	struct db_row r;
	size_t sealed_n = 0, pub_n = 0;
	enum err e;

	*out = (struct exchange_key_made){ 0 };
	e = its_own(k->algorithm) ? read_pem(a, k->algorithm, k->pem, &pub, &pub_n) :
	    make_secret(a, db, k, out, &sealed, &sealed_n);
	if (e == OK)
		e = DB_ONE(a, db, &r, "select count(*) as n from xz.exchange_key where link_id = $1", DB_I64(k->link));
	if (e != OK)
		return e;
	out->keyid = arena_printf(a, "%s%s.%lld", k->test ? "test." : "", k->code, (long long)row_i64(r, "n") + 1);
	return DB_EXEC(a, db, "insert into xz.exchange_key (link_id, keyid, algorithm, public_key, secret_sealed, test,"
	    " made_by, until_day) values ($1, $2, $3, $4, $5, $6, $7, $8)", DB_I64(k->link), DB_TEXT(out->keyid),
	    DB_TEXT(key_algorithm_names[k->algorithm]), pub != NULL ? DB_BYTES(pub, pub_n) : DB_NULL,
	    sealed != NULL ? DB_BYTES(sealed, sealed_n) : DB_NULL, DB_BOOL(k->test), DB_I64(k->by), DB_DAY(k->until));
}

enum err
exchange_key_end(struct arena *a, struct db *db, int64_t link, struct ref ref, int64_t by)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n, "update xz.exchange_key set"
	    " ended_at = clock_timestamp(), ended_by = $3" /* real time */
	    " where link_id = $1 and ref = $2 and ended_at is null", DB_I64(link), DB_REF(ref), DB_I64(by));

	return e == OK && n == 0 ? err_set(ERR_NOT_FOUND, "no live key") : e;
}

enum err
exchange_hook_secret(struct arena *a, struct db *db, int64_t link, struct exchange_key_made *out)
{
	unsigned char secret[SECRET], *sealed;
	size_t n;
	enum err e;

	random_bytes(secret, SECRET);
	*out = (struct exchange_key_made){ .keyid = "webhook",
	    .secret = arena_printf(a, HOOK_PREFIX "%s", base64_encode(a, secret, SECRET)) };
	e = seal_for(a, db, "courier", HOOK_PURPOSE, secret, &sealed, &n);
	wipe(secret, SECRET);
	return e == OK ? DB_EXEC(a, db, "update xz.exchange_link set hook_sealed = $2 where id = $1", DB_I64(link),
	    DB_BYTES(sealed, n)) : e;
}
