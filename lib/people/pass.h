/* pass.h - between the two steps of a sign-in; what an account may know of itself. */
#ifndef LIB_PEOPLE_PASS_H
#define LIB_PEOPLE_PASS_H
#include "lib/db/db.h"
#include "lib/people/session.h"

/* What a form carries sealed of who it is for: after the right password for five minutes, no session yet; for a
 * change of one's own for two. */
struct people_pass {
	const char *username;
	int64_t account;
	int64_t until;			/* real time, us; 0: sealed now */
	const char *challenge;		/* for a passkey, base64url: another each time it is sealed */
	int64_t challenge_until;
};
enum people_pass_for { PASS_SIGN_IN, PASS_OWN };
/* Of p username, account and until; sets the rest. */
ERR_CHECKED enum err people_pass_seal(struct arena *a, enum people_pass_for what, struct people_pass *p,
    const char **out);
/* ERR_INPUT: not ours, of something else, or over; ERR_IO: no key. */
ERR_CHECKED enum err people_pass_open(struct arena *a, enum people_pass_for what, const char *text,
    struct people_pass *out);

/* Rows at outcome remote of the account, newest first. */
ERR_CHECKED enum err people_sign_ins(struct arena *a, struct db *db, int64_t account, int limit,
    const struct db_rows **out);
/* What happened to the account between the sign-in before `until` and then.  Rows kind ("failed", "reset",
 * "activated", "disabled", "duties", "password_changed", "passkey_..."), n, at (of the last), since (that sign-in),
 * remotes (some of them, as text); none when there was no sign-in before.  Under the session of the account. */
ERR_CHECKED enum err people_since(struct arena *a, struct db *db, int64_t account, int64_t until,
    const struct db_rows **out);
/* Why the session of the token ended: "credentials", "people_account", "people_duty"; NULL: otherwise, or not. */
ERR_CHECKED enum err people_session_why(struct arena *a, struct db *db, const char *token, const char **out);
/* Rows code name_zh name_en from_day until_day. */
ERR_CHECKED enum err people_duties_of(struct arena *a, struct db *db, int64_t account, const struct db_rows **out);
/* Rows no kind field valid_from valid_to status of the account's officer. */
ERR_CHECKED enum err people_certificates_of(struct arena *a, struct db *db, int64_t account,
    const struct db_rows **out);
#endif
