/* activation.c - see activation.h. */
#include "lib/people/activation.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/people/admin.h"
#include "lib/people/secret.h"
#include "lib/sec/password.h"
#include "lib/sec/sec.h"
#include "lib/sec/totp.h"

#define FORM_LIFE HOUR_US

enum err
people_activation_make(struct arena *a, struct db *db, int64_t account, const char *token, bool password, bool totp,
    bool *waits)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.people_activation_make($1, $2, $3, $4) as waits", DB_I64(account),
	    people_session_hash(a, token), DB_BOOL(password), DB_BOOL(totp));

	if (e == OK)
		*waits = row_bool(r, "waits");
	return e;
}

enum err
people_activation_open(struct arena *a, struct db *db, const char *token, struct people_activation *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select account_id, username, password, totp from xz.people_activation_open($1)",
	    people_session_hash(a, token));

	if (e == OK)
		*out = (struct people_activation){ .account = row_i64(r, "account_id"),
		    .username = row_text(r, "username"), .password = row_bool(r, "password"),
		    .totp = row_bool(r, "totp") };
	return e;
}

/* What is sealed: until when, of which link, the secret. */
struct shown {
	int64_t until;
	unsigned char link[SHA256_SIZE];
	unsigned char secret[TOTP_SECRET_SIZE];
};

/* False: not ours, of another link, or over. */
static bool
open_secret(struct arena *a, const char *token, const char *text, struct shown *out)
{
	unsigned char *plain, link[SHA256_SIZE];
	size_t n;

	if (people_form_open(a, "activation", text, &plain, &n) != OK) {
		err_clear();
		return false;
	}
	if (n != sizeof(*out))
		return false;
	memcpy(out, plain, n);
	wipe(plain, n);
	sha256(token, strlen(token), link);
	return out->until > clock_real_now() && memcmp(link, out->link, sizeof(link)) == 0;
}

enum err
people_activation_secret(struct arena *a, const char *token, const char *kept, const char **shown, const char **sealed)
{
	struct shown s;
	enum err e;

	*sealed = kept;
	if (open_secret(a, token, kept, &s)) {
		*shown = base32_encode(a, s.secret, sizeof(s.secret));
		wipe(&s, sizeof(s));
		return OK;
	}
	s = (struct shown){ .until = clock_real_now() + FORM_LIFE };
	sha256(token, strlen(token), s.link);
	random_bytes(s.secret, sizeof(s.secret));
	e = people_form_seal(a, "activation", &s, sizeof(s), sealed);
	*shown = base32_encode(a, s.secret, sizeof(s.secret));
	wipe(&s, sizeof(s));
	return e;
}

static enum err
put(struct arena *a, struct db *db, const struct people_activating *w, const char *encoded,
    const unsigned char *secret, int64_t step, enum sign_in_outcome *outcome)
{
	const struct seal_key *k;
	unsigned char *sealed = NULL;
	struct db_row r;
	size_t n = 0;
	enum err e = people_otp_key(&k);

	if (e != OK)
		return e;
	if (secret != NULL)
		seal(a, k, "totp", secret, TOTP_SECRET_SIZE, &sealed, &n);
	e = DB_ONE(a, db, &r, "select xz.people_activation_use($1, $2, $3, $4, $5) as used",
	    people_session_hash(a, w->token), DB_TEXT(encoded), secret != NULL ? DB_BYTES(sealed, n) : DB_NULL,
	    DB_I64(step), DB_TEXT(w->remote));
	if (e == OK)
		*outcome = row_bool(r, "used") ? SIGN_IN_OK : SIGN_IN_USED;
	return e;
}

/* Who has the link shows what they still have: the present password, or a code of the present secret. */
static enum err
present(struct arena *a, struct db *db, const struct people_activation *p, const struct people_activating *w,
    enum sign_in_outcome *outcome)
{
	struct sign_in s = { .username = p->username, .account = p->account, .remote = w->remote, .at_once = true,
	    .outcome = SIGN_IN_OK };
	enum err e = OK;

	if (!p->password)
		e = people_sign_in_password(a, db, &s, w->password);
	if (e == OK && s.outcome == SIGN_IN_OK && !p->totp)
		e = people_own_code(a, db, &s, w->code);
	*outcome = s.outcome;
	return e;
}

enum err
people_activation_use(struct arena *a, struct db *db, const struct people_activating *w, enum sign_in_outcome *outcome)
{
	struct people_activation p;
	struct shown s = { .until = 0 };
	char *encoded = NULL;
	int64_t step = 0;
	enum err e = people_activation_open(a, db, w->token, &p);

	*outcome = SIGN_IN_USED;
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	if (p.totp && !open_secret(a, w->token, w->secret, &s))
		return OK;
	if (p.totp && !totp_check(s.secret, sizeof(s.secret), w->code, clock_real_now(), 0, &step)) {
		*outcome = SIGN_IN_WRONG;
		return OK;
	}
	e = present(a, db, &p, w, outcome);
	if (e == OK && *outcome == SIGN_IN_OK && p.password)
		e = password_hash(a, "argon2id", w->password, &encoded);
	if (e == OK && *outcome == SIGN_IN_OK)
		e = put(a, db, w, encoded, p.totp ? s.secret : NULL, step, outcome);
	wipe(&s, sizeof(s));
	return e;
}
