/* failure.h - an attempt to sign in: whether it is looked at, and what its failure counts for.
 *
 * Failures of the last ten minutes count by name (whether somebody has it or not), address, network (/24, /48)
 * and password (a keyed digest).  A device that signed in before has a count of its own, and strangers' failures
 * are nothing to it.  Without one, many failures of a name make each who asks wait longer, one by one: nobody locks
 * a name for all. */
#ifndef LIB_PEOPLE_FAILURE_H
#define LIB_PEOPLE_FAILURE_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/db/db.h"

struct arena;
struct conf;
struct program_keys;

enum sign_in_outcome {
	SIGN_IN_OK,		/* password right (step 1) or session made (step 2) */
	SIGN_IN_WRONG,		/* name, password or code: the same for callers */
	SIGN_IN_LOCKED,		/* too many failures: not looked at before `until` */
	SIGN_IN_USED,		/* a code typed before without a network, which stood for another act */
	SIGN_IN_AWAY		/* who checks codes does not answer */
};

struct sign_in {
	const char *username, *remote;
	const char *device;		/* token of the cookie of the sign-in page; NULL: none */
	const char *waited;		/* ticket of a form that came back; NULL: none */
	bool at_once;			/* who asks is signed in or has a link: no growing wait */
	/* the answer */
	enum sign_in_outcome outcome;
	int64_t account;		/* 0: none */
	int64_t until;			/* LOCKED: real time, us */
	const char *ticket;		/* LOCKED by the growing wait: for the form; else NULL */
};

/* Settings fail_own, fail_pair, fail_account, fail_address, fail_network, fail_password, fail_code (module_start of
 * cgi/modules.h). */
void people_failure_start(struct arena *a, const struct conf *c, const struct program_keys *k);

/* ---- for lib/people */
struct attempt {
	struct sign_in *s;
	bool known;			/* the account knows the device */
	bool active;
	const char *password;		/* encoded; NULL: none, or nobody has the name */
	const unsigned char *tried;	/* digest of the password; NULL: a code */
};
/* password: NULL for a code.  s->outcome: LOCKED with until and ticket, else WRONG until somebody says otherwise;
 * s->account is not set.  *account: of the name, 0 for none. */
ERR_CHECKED enum err people_attempt(struct arena *a, struct db *db, struct sign_in *s, const char *password,
    struct attempt *out, int64_t *account);
/* Notes what failed: "password", "code", "unknown", "inactive", "locked". */
ERR_CHECKED enum err people_attempt_failed(struct arena *a, struct db *db, const struct attempt *t, int64_t account,
    const char *what);
#endif
