/* code.h - what the desk asks of xiezhi-signin: whether a one-time code is right, for the one act it stands for, and a
 * link by which an account gets new credentials.  It alone has the secrets; it answers at a local socket
 * (code_answer.h). */
#ifndef LIB_PEOPLE_CODE_H
#define LIB_PEOPLE_CODE_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/people/session.h"

struct act;
struct arena;
struct conf;
struct program_keys;

/* Where to ask (module_start of cgi/modules.h). */
void people_code_start(struct arena *a, const struct conf *c, const struct program_keys *k);

#define PEOPLE_CODE_NOW (-1)
struct people_code {
	const char *token;		/* of the session that asks: the act is its account's */
	const char *username, *text;	/* whose code, as typed */
	const char *remote;
	int64_t age_us;			/* how long ago it was typed without a network; PEOPLE_CODE_NOW: now */
};
/* Right: within two minutes the act may use it up (xz.people_code_take), with this key and body and no other; a second
 * signature is not written without.  Failures count as those of a sign-in do.  ERR_INPUT: an act without a key. */
ERR_CHECKED enum err people_code_ask(struct arena *a, const struct act *act, const struct people_code *c,
    enum sign_in_outcome *outcome);

/* Password, secret of one-time codes or both of the account end, and its sessions; *link: token of the link by which
 * its owner gets new ones (activation.h), shown once; *waits: for a second administrator.  Noted in the audit log as
 * `kind`; the session that asks is a system administrator's.  *again: done before by this very act, there is no link to
 * be had.  ERR_DENIED; ERR_IO: nobody answers. */
ERR_CHECKED enum err people_activation_ask(struct arena *a, const struct act *act, const char *token,
    const char *username, const char *kind, bool password, bool totp, bool *again, bool *waits, const char **link);
#endif
