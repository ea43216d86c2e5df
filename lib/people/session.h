/* session.h - signing in and out, and who a session token belongs to.
 *
 * Failures hold up who made them (failure.h); a session ends after 30 idle
 * minutes or 12 hours, in real time.  Tokens are stored hashed. */
#ifndef LIB_PEOPLE_SESSION_H
#define LIB_PEOPLE_SESSION_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/db/db.h"
#include "lib/people/failure.h"

struct arena;

struct people_session {
	int64_t account;		/* = people_principal.id */
	struct ref ref;
	const char *username, *display_name;
	int64_t agency, unit;		/* 0 = none */
	const char *agency_name, *unit_name;	/* "" when none */
	uint32_t duties;		/* mask of DUTY_* */
	int64_t auth_time;		/* real time, us */
	int64_t clock_offset_us;
	unsigned char csrf_secret[32];
};

/* ERR_NOT_FOUND: no such session, ended, idle or over. */
ERR_CHECKED enum err people_session_load(struct arena *a, struct db *db, const char *token,
    struct people_session *out);
/* For statements of other modules that open the session themselves: the token's hash as a parameter, and the session
 * of a row with the columns of xz.people_session_open(); its last-seen is written when it is a minute old. */
struct db_param people_session_hash(struct arena *a, const char *token);
ERR_CHECKED enum err people_session_read(struct arena *a, struct db *db, const char *token, struct db_row r,
    struct people_session *out);
/* A session that ended at most twelve hours ago, whoever else may have its token; of an account that is in use, and not
 * one that was ended because it may have been another's (a reset, everywhere).  ERR_NOT_FOUND. */
ERR_CHECKED enum err people_session_past(struct arena *a, struct db *db, const char *token, int64_t *account,
    unsigned char csrf_secret[32]);
/* Step 1: name and password.  On OK s->account is set.  One hash is computed whatever the name is and whoever is held
 * up, and what is asked of the store is the same. */
ERR_CHECKED enum err people_sign_in_password(struct arena *a, struct db *db, struct sign_in *s, const char *password);
/* Step 2: the one-time code of s->account; makes a new session and gives its raw token (arena-owned), and that of the
 * device when it has a new one (else NULL). */
ERR_CHECKED enum err people_sign_in_code(struct arena *a, struct db *db, struct sign_in *s, const char *code,
    const char **token, const char **device);
/* What follows a second factor that was right, for lib/people: a session of s->account, and its device. */
ERR_CHECKED enum err people_sign_in_start(struct arena *a, struct db *db, const struct sign_in *s, const char *method,
    const char **token, const char **device);
/* A one-time code of s->account's own, used up; failures count as those of a sign-in do. */
ERR_CHECKED enum err people_own_code(struct arena *a, struct db *db, struct sign_in *s, const char *code);
/* The newest step of the account's codes that fits the instant and was not used; 0: none.  age: us since it was typed;
 * negative: now.  One typed without a network may be of before the one used last. */
ERR_CHECKED enum err people_code_step(struct arena *a, struct db *db, int64_t account, const char *code, int64_t age,
    int64_t *step);
ERR_CHECKED enum err people_sign_out(struct arena *a, struct db *db, const char *token,
    const char *username, const char *remote, bool everywhere);
/* session_test.c: a session without a sign-in, for `xiezhi session`; the store refuses it unless its clock is
 * movable. */
ERR_CHECKED enum err people_session_for(struct arena *a, struct db *db, const char *username,
    const char **token);
#endif
