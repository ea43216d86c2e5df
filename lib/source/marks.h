/* marks.h - by what messages are compared in the store: marks of what was sent, under a key of the programs that may
 * open it.  Whoever has the store alone sees which messages share marks, and no words. */
#ifndef LIB_SOURCE_MARKS_H
#define LIB_SOURCE_MARKS_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/source/alike.h"

struct arena;
struct db;
struct source_text;

struct seal_key;
void source_marks_start(const struct seal_key *identity);

/* Marks of a text, as arrays of the store ("{1,2}"); as sets.  ERR_IO: the key is missing. */
struct source_marked {
	const char *about, *place, *body;
	struct alike_doc doc;
};
ERR_CHECKED enum err source_marks_of(struct arena *a, const struct source_text *t, struct source_marked *out);

/* A message that may be about the same matter. */
struct source_like {
	struct ref ref;			/* of its request; zero: not theirs to read */
	const char *number, *state, *agency_zh, *agency_en;
	int64_t received_at;
	struct alike_score score;
	const char *words;		/* rare ones of both, of the own text, with blanks between */
};
/* For who handles the request, whose text that is: it is marked if it was not, and some others of theirs with it.  The
 * likeliest first; what is proposed has a total of ALIKE_ENOUGH and more. */
ERR_CHECKED enum err source_alike(struct arena *a, struct db *db, int64_t request, const struct source_text *t,
    struct source_like **out, int *n);
#endif
