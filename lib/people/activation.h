/* activation.h - the link by which the owner of an account chooses its password and is shown the secret of its one-time
 * codes; nobody else learns either.  It is good once, and for three days. */
#ifndef LIB_PEOPLE_ACTIVATION_H
#define LIB_PEOPLE_ACTIVATION_H
#include "lib/people/session.h"

/* What the account had of it ends, and its sessions; what it has not is made too.  *waits: until a second administrator
 * confirms it (office.h) the link is no good.  In the caller's transaction, a system administrator's.  ERR_DENIED. */
ERR_CHECKED enum err people_activation_make(struct arena *a, struct db *db, int64_t account, const char *token,
    bool password, bool totp, bool *waits);

struct people_activation {
	int64_t account;
	const char *username;
	bool password, totp;		/* what is to be new */
};
/* ERR_NOT_FOUND: no such link, used, or over. */
ERR_CHECKED enum err people_activation_open(struct arena *a, struct db *db, const char *token,
    struct people_activation *out);

/* A new secret, as its owner sees it (base32), and sealed for the form that comes back within an hour; kept: of a form
 * that came back, whose secret stays; NULL: none. */
ERR_CHECKED enum err people_activation_secret(struct arena *a, const char *token, const char *kept, const char **shown,
    const char **sealed);

struct people_activating {
	const char *token;
	const char *password;		/* the new one, looked at before; of a link without it the present one */
	const char *secret;		/* sealed, as above; NULL: of a link without it */
	const char *code;		/* of the new secret, or the present one */
	const char *remote;
};
/* OK: done.  WRONG: code or present password; LOCKED; USED: the link is no good any more, or the form was shown more
 * than an hour ago. */
ERR_CHECKED enum err people_activation_use(struct arena *a, struct db *db, const struct people_activating *w,
    enum sign_in_outcome *outcome);
#endif
