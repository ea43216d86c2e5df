/* session.h - signing in and out, and who a session token belongs to.
 *
 * Five failures lock a name for ten minutes; a session ends after 30 idle
 * minutes or 12 hours, in real time.  Tokens are stored hashed. */
#ifndef LIB_PEOPLE_SESSION_H
#define LIB_PEOPLE_SESSION_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/db/db.h"

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

enum sign_in_outcome {
	SIGN_IN_OK,		/* password right (step 1) or session made (step 2) */
	SIGN_IN_WRONG,		/* name, password or code: the same for callers */
	SIGN_IN_LOCKED,		/* too many failures: wait ten minutes */
	SIGN_IN_USED,		/* a code typed before without a network, which stood for another act */
	SIGN_IN_AWAY		/* who checks codes does not answer */
};

/* ERR_NOT_FOUND: no such session, ended, idle or over. */
ERR_CHECKED enum err people_session_load(struct arena *a, struct db *db, const char *token,
    struct people_session *out);
/* For statements of other modules that open the session themselves: the token's hash as a parameter, and the session
 * of a row with the columns of xz.people_session_open(); its last-seen is written when it is a minute old. */
struct db_param people_session_hash(struct arena *a, const char *token);
ERR_CHECKED enum err people_session_read(struct arena *a, struct db *db, const char *token, struct db_row r,
    struct people_session *out);
/* Step 1: name and password.  On OK *account is set.  Takes the same time for unknown names. */
ERR_CHECKED enum err people_sign_in_password(struct arena *a, struct db *db, const char *username,
    const char *password, const char *remote, enum sign_in_outcome *outcome, int64_t *account);
/* Step 2: the one-time code; makes a new session and gives its raw token (arena-owned). */
ERR_CHECKED enum err people_sign_in_code(struct arena *a, struct db *db, const char *username, int64_t account,
    const char *code, const char *remote, enum sign_in_outcome *outcome, const char **token);
/* A one-time code of the account's own, used up; failures count as those of a sign-in do. */
ERR_CHECKED enum err people_own_code(struct arena *a, struct db *db, const char *username, int64_t account,
    const char *code, const char *remote, enum sign_in_outcome *outcome);
ERR_CHECKED enum err people_sign_out(struct arena *a, struct db *db, const char *token,
    const char *username, const char *remote, bool everywhere);
/* session_test.c: a session without a sign-in, for `xiezhi session`; the store refuses it unless its clock is
 * movable. */
ERR_CHECKED enum err people_session_for(struct arena *a, struct db *db, const char *username,
    const char **token);
#endif
