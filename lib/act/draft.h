/* draft.h - what somebody typed into a form of the desk and has not sent, until it is sent or its time is over
 * (parameter form.draft).  Each draft is its account's own: of one page (act and subject, as its address names them)
 * and one form on it.  The text is sealed by the key of the desk's forms. */
#ifndef LIB_ACT_DRAFT_H
#define LIB_ACT_DRAFT_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"

#define ACT_DRAFT_MAX (64 << 10)	/* bytes of what was typed */

struct arena;
struct conf;
struct db;
struct program_keys;

struct act_draft {
	const char *page, *path;	/* address of the form, and where it is sent to */
	const char *key;		/* the form's own ("_key"); NULL: none */
	const char *text;		/* as req_typed() gives it */
	bool files;			/* some were chosen; they are not kept */
	int64_t saved_at;
};

/* module_start of cgi/modules.h. */
void act_draft_start(struct arena *a, const struct conf *c, const struct program_keys *k);
/* Of who is signed in; in place of the one before.  ERR_INPUT: too long. */
ERR_CHECKED enum err act_draft_save(struct arena *a, struct db *db, int64_t account, struct act_draft *d);
/* Of the account whose session has just ended (people_session_past(), which was asked).  ERR_NOT_FOUND: there is no
 * such session. */
ERR_CHECKED enum err act_draft_keep(struct arena *a, struct db *db, const char *token, int64_t account,
    struct act_draft *d);
/* The draft for d->page and d->path.  ERR_NOT_FOUND: none, over, or what it was for is done. */
ERR_CHECKED enum err act_draft_find(struct arena *a, struct db *db, int64_t account, struct act_draft *d);
ERR_CHECKED enum err act_draft_drop(struct arena *a, struct db *db, int64_t account, const struct act_draft *d);
/* Whether something of a session that has just ended was kept. */
ERR_CHECKED enum err act_draft_waits(struct arena *a, struct db *db, const char *token, bool *out);
/* The daemon deletes those whose time is over (struct chore of cgi/modules.h). */
ERR_CHECKED enum err act_draft_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
