/* source.h - what comes in from outside (案源): a message, what it asks for (诉求, a request), what becomes of it.
 *
 * Who sends is nobody's business but that of who handles it: the text is encrypted to the intake's key in the program
 * that receives it (lib/sec/envelope.h) and opened for one page; no list, task, record or search holds it.
 * Sources: 市场监督管理投诉举报处理办法 (令121) 9, 10, 15, 16, 41; 行政处罚法 36, 54; 湖南省行政执法监督条例 22. */
#ifndef LIB_SOURCE_SOURCE_H
#define LIB_SOURCE_SOURCE_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/input.h"
#include "lib/base/ref.h"
#include "lib/db/db.h"

struct arena;
struct conf;
struct program_keys;

/* Takes the key `intake`, which opens envelopes (module_start of cgi/modules.h). */
void source_start(struct arena *a, const struct conf *c, const struct program_keys *k);
/* Tells the store the public half of the key `intake`; without the key nothing. */
ERR_CHECKED enum err source_key_tell(struct arena *a, struct db *db, const struct program_keys *k);

/* A message that was typed at the desk and the clue it became.  ERR_CONFLICT: the sender's number is known. */
struct source_typed {
	const char *channel, *sender_number;	/* number: NULL: none */
	int64_t received_at;
	int64_t case_id;
};
ERR_CHECKED enum err source_message_typed(struct arena *a, struct db *db, const struct source_typed *t);

/* ---- requests on the desk */

struct source_request {
	int64_t id, agency, chain;	/* chain 0: nothing was done with it yet */
	struct ref ref;
	struct ref clue;		/* the case it became; zero: none, or not theirs to read */
	const char *digest;		/* hex, of what was received */
	const char *number, *sort, *sort_zh, *sort_en, *state;
	const char *subject_name, *agency_name, *agency_en;
	const char *from_name, *from_en;		/* who had it before; NULL: nobody */
	const char *ground_zh, *ground_en, *answer;	/* NULL: none */
	const char *outcome_zh, *outcome_en;		/* how a mediation ended; NULL: none did */
	const char *clue_number;			/* "": none */
	const char *head_number;			/* whose answer is its own; "": none */
	struct ref head;				/* zero: none, or not theirs to read */
	bool named, has_clue, forwarded;		/* forwarded: by who had it before, not returned */
	bool bound;					/* to others, each going its own way */
	int64_t received_at, arrived_at, told_at, due_at;	/* due_at: of the term that runs; TIME_NONE: none */
	int32_t version;
	int returned;
};
/* ERR_NOT_FOUND: none, or not theirs to know. */
ERR_CHECKED enum err source_get(struct arena *a, struct db *db, struct ref ref, struct source_request *out);

struct source_query {
	const char *state;	/* one of them; "waits": not ended; NULL: all */
	struct ref after;	/* zero: from the beginning */
	int limit;
};
/* What waits: the oldest with the agency first; else the newest first.  Texts of answers are left out. */
ERR_CHECKED enum err source_list(struct arena *a, struct db *db, const struct source_query *q,
    struct source_request **out, int *n);

#define SOURCE_FIND_AMONG 2000	/* of each agency, the newest */
/* Those whose number or named party holds the part, the newest first, as far as the account may read: ref number
 * subject_name state arrived_at agency_zh agency_en.  What a message says is not looked in. */
ERR_CHECKED enum err source_find(struct arena *a, struct db *db, const char *part, int limit,
    const struct db_rows **out);

/* The next that waits for the account, behind one (zero: the first).  ERR_NOT_FOUND: none. */
ERR_CHECKED enum err source_next(struct arena *a, struct db *db, int64_t account, struct ref after, struct ref *out);
/* number ref sort_zh sort_en state agency_zh agency_en kind way, of what belongs to it as far as the account may read:
 * the other requests of its message (kind "part"); those it is bound to (same, merged, follows), way "to", and those
 * bound to it, way "from". */
ERR_CHECKED enum err source_kin(struct arena *a, struct db *db, const struct source_request *q,
    const struct db_rows **out);

/* What was sent.  Whoever shows it notes the reading.  ERR_NOT_FOUND: not theirs to read; ERR_IO: no key. */
struct source_text {
	const char *about, *place, *content;
	const char *name, *telephone, *address;		/* "": not said */
};
ERR_CHECKED enum err source_text_open(struct arena *a, struct db *db, int64_t request, struct source_text *out);
/* What an envelope holds, for a program and nobody's eyes.  ERR_IO: no key. */
ERR_CHECKED enum err source_text_of(struct arena *a, const void *sealed, size_t n, struct source_text *out);

/* ---- acts: sort, forward, send_back, accept, reject, answer, conclude; part, merge, unmerge, bind, unbind */

ERR_CHECKED enum err source_actions(struct arena *a, struct db *db, const struct source_request *q, int64_t account,
    const char *const **out);
/* Whether a clue may be registered of it by that account now. */
ERR_CHECKED enum err source_may_clue(struct arena *a, struct db *db, struct ref ref, int64_t account, bool *out);
/* The form of an act.  ERR_NOT_FOUND: no such act, or not the actor's; ERR_STATE: not now. */
ERR_CHECKED enum err source_form(struct arena *a, struct db *db, int64_t account, struct ref ref, const char *action,
    struct input **out);
/* ERR_INPUT, ERR_STATE, ERR_CONFLICT with problems; ERR_DENIED, ERR_NOT_FOUND. */
ERR_CHECKED enum err source_do(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    const char *action, int32_t version, struct input *in, struct problems *p, const char **answer);
/* In the act that registers the clue: the request becomes it.  ERR_STATE: it is one already, or has ended. */
ERR_CHECKED enum err source_clue(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    int64_t case_id, const char *number);
#endif
