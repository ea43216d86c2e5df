/* passkey.h - passkeys of accounts: a factor beside the one-time code, at the sign-in and for what an account changes
 * of its own.  Each challenge is good for two minutes and for one answer. */
#ifndef LIB_PEOPLE_PASSKEY_H
#define LIB_PEOPLE_PASSKEY_H
#include "lib/db/db.h"
#include "lib/people/pass.h"
#include "lib/people/session.h"
#include "lib/sec/passkey.h"

struct conf;
struct program_keys;

#define PASSKEY_NAME_MAX 40

/* Takes public_url, whose host they are bound to, and desk_host, which counts when it lies below that (module_start of
 * cgi/modules.h). */
void people_passkey_start(struct arena *a, const struct conf *c, const struct program_keys *k);
/* The host name that passkeys used on a page of this host (as in the header Host) are bound to.  NULL: browsers offer
 * none there (no https, an address instead of a name), or it is not the platform's name. */
const char *people_passkey_party(const char *host);
/* Ids, base64url with blanks between them, of those that may be used at the sign-in of the account; "" for none. */
ERR_CHECKED enum err people_passkey_ids(struct arena *a, struct db *db, int64_t account, const char **out);

/* What the page's script sends, base64url; all are NULL where it sent nothing. */
struct people_passkey_answer {
	const char *id;			/* of the key used */
	const char *client, *data, *signature;
};
/* Why an answer was refused, a message after "login.passkey_" or "me.passkey_". */
enum people_passkey_why { PASSKEY_WHY_NONE, PASSKEY_WHY_WRONG, PASSKEY_WHY_LATE, PASSKEY_WHY_COUNT };
const char *people_passkey_why(enum people_passkey_why why);

/* A passkey of s->account's own answers the challenge, which is used up; failures count as those of codes do. */
ERR_CHECKED enum err people_own_passkey(struct arena *a, struct db *db, struct sign_in *s, const struct people_pass *p,
    const struct people_passkey_answer *w, enum people_passkey_why *why);
/* Step 2 of a sign-in by a passkey: as people_sign_in_code(). */
ERR_CHECKED enum err people_sign_in_passkey(struct arena *a, struct db *db, struct sign_in *s,
    const struct people_pass *p, const struct people_passkey_answer *w, enum people_passkey_why *why,
    const char **token, const char **device);

/* ---- one's own, under one's session.  Rows id name party added_at used_at credential_id. */
ERR_CHECKED enum err people_passkeys_own(struct arena *a, struct db *db, const struct db_rows **out);
/* What a device made for the challenge.  False: it is not as it should be. */
bool people_passkey_read(struct arena *a, const struct people_pass *p, const char *client, const char *data,
    struct passkey_key *out);
/* The challenge is used up.  *fresh false: it was before, or is over. */
ERR_CHECKED enum err people_passkey_spend(struct arena *a, struct db *db, const struct people_pass *p, bool *fresh);
/* ERR_STATE: there is one of its id, or the account has ten. */
ERR_CHECKED enum err people_passkey_add(struct arena *a, struct db *db, const struct passkey_key *k, const char *name,
    const char *remote);
/* ERR_NOT_FOUND: none of theirs. */
ERR_CHECKED enum err people_passkey_remove(struct arena *a, struct db *db, int64_t id, const char *remote);
#endif
