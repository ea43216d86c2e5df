/* door.h - what came in through the public's door, on the desk: a message is taken over by a step of the case, or
 * answered why not.
 *
 * Its words are encrypted to the intake's key and opened for one page, for who may write the case.  A slip: slip.h; the
 * public's side: public.h. */
#ifndef LIB_DOOR_DOOR_H
#define LIB_DOOR_DOOR_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct conf;
struct db;
struct db_rows;
struct program_keys;

/* Takes the intake's key, which opens envelopes (module_start of cgi/modules.h). */
void door_start(struct arena *a, const struct conf *c, const struct program_keys *k);

struct door_message {
	int64_t id, track;
	struct ref ref, case_ref, track_ref;
	const char *number, *sort, *state;	/* state: received, taken, answered */
	const char *title, *party, *case_number, *digest;	/* digest: hex, of what was received */
	const char *step, *answer, *by;		/* NULL: none yet */
	int64_t received_at, due_at, ended_at;	/* due_at: of its term as it stood; TIME_NONE: none */
	bool late;
};
/* ERR_NOT_FOUND: none, or of a case that is not theirs to read. */
ERR_CHECKED enum err door_message_get(struct arena *a, struct db *db, struct ref ref, struct door_message *out);
/* Of a case: ref number sort party received_at late, those that wait. */
ERR_CHECKED enum err door_waiting(struct arena *a, struct db *db, int64_t case_id, const struct db_rows **out);
/* What was sent.  Whoever shows it notes the reading.  ERR_NOT_FOUND: not theirs to read; ERR_IO: no key. */
struct door_text {
	const char *content, *name, *telephone;		/* telephone "": not said */
	const char *channel, *address;			/* of consent to electronic service; "": of none */
	struct door_sent_file {
		struct ref ref;
		const char *name;
		const char *state, *reason, *type;	/* state: sent (not looked at yet), stored, refused */
		const char *sha256;			/* hex; NULL unless stored */
		int64_t size;
	} *files;
	int files_n;
};
ERR_CHECKED enum err door_text_open(struct arena *a, struct db *db, int64_t message, struct door_text *out);

/* The act of a case that takes over a message of this sort; NULL: none does, it is answered. */
const char *door_step_of(const char *sort);
/* That act is of the whole case: its form names the party. */
bool door_of_case(const char *sort);
/* The party withdrew its consent to electronic service, and nobody has taken that over yet. */
ERR_CHECKED enum err door_consent_withdrawn(struct arena *a, struct db *db, int64_t track, bool *out);
/* In the transaction of an act on that track: the message becomes its step, its files evidence of the case.  Digests in
 * hex, for the step's record.  ERR_STATE: it has ended; ERR_CONFLICT: a file was not looked at yet; ERR_NOT_FOUND: none
 * of that track, or of another sort. */
struct door_taken {
	const char *digest, *const *files;	/* files: NULL-ended */
};
ERR_CHECKED enum err door_message_taken(struct arena *a, struct db *db, struct ref ref, int64_t track, const char *step,
    int64_t account, int64_t now, struct door_taken *out);
/* The same of the act that says why not, in words that the party reads. */
ERR_CHECKED enum err door_message_answered(struct arena *a, struct db *db, struct ref ref, int64_t track,
    const char *answer, int64_t account, int64_t now, const char **digest);
#endif
