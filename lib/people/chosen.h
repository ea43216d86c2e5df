/* chosen.h - passwords that people choose themselves: what may be one, and the change of one's own. */
#ifndef LIB_PEOPLE_CHOSEN_H
#define LIB_PEOPLE_CHOSEN_H
#include "lib/db/db.h"
#include "lib/people/session.h"

struct conf;
struct program_keys;

#define PASSWORD_MIN 12		/* characters */
#define PASSWORD_MAX 128

/* Opens the list of common passwords, passwords.bin of the installed files (module_start of cgi/modules.h). */
void people_chosen_start(struct arena *a, const struct conf *c, const struct program_keys *k);
/* Problem of a new password: "short", "long", "name" (the user name stands in it), "common"; NULL: none.  ERR_IO: there
 * is no list to hold it against. */
ERR_CHECKED enum err people_chosen_fault(const char *password, const char *username, const char **out);

/* The current password is asked for once more; failures count as those of a sign-in do.  On OK all sessions of the
 * account have ended, and the change stands among its sign-ins.  The new one was looked at before. */
ERR_CHECKED enum err people_chosen_change(struct arena *a, struct db *db, const struct people_session *who,
    const char *current, const char *fresh, const char *remote, enum sign_in_outcome *outcome);

/* Rows id auth_time last_seen remote here, of the sessions of who asks that are open, newest first. */
ERR_CHECKED enum err people_sessions_own(struct arena *a, struct db *db, const struct db_rows **out);
/* Ends one of them.  ERR_NOT_FOUND: none of theirs that is open. */
ERR_CHECKED enum err people_session_end_own(struct arena *a, struct db *db, int64_t id);
#endif
