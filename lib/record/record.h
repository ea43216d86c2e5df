/* record.h - the record chain of a case or an inspection (trust.md 3), sealed
 * side values, document numbers.
 *
 * A step is appended inside the caller's transaction, after the subject's row
 * was locked; it locks the chain row.  Nothing personal is in a line: free text
 * and anything about a natural person goes through record_side(). */
#ifndef LIB_RECORD_RECORD_H
#define LIB_RECORD_RECORD_H
#include <jansson.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct conf;
struct db;
struct db_rows;
struct program_keys;

/* Takes the key `identity`, which seals side values (module_start of cgi/modules.h); without it sealing fails. */
void record_start(struct arena *a, const struct conf *c, const struct program_keys *k);

/* Makes an empty chain named ref. */
ERR_CHECKED enum err record_chain_open(struct arena *a, struct db *db, struct ref ref,
    const char *subject_kind, int64_t now_us, int64_t *chain_id);

struct record_entry {
	int64_t chain_id;
	const char *kind;		/* "clue.registered" */
	struct ref actor;
	int64_t occurred_at, recorded_at;	/* us; whole seconds are written */
	json_t *payload;		/* object; reference stays with the caller */
	const unsigned char (*evidence)[32];	/* digests of original bytes */
	int evidence_n;
	int64_t agency, unit;		/* of the event that goes with it */
	struct ref subject_ref;
	const char *subject_kind;
	struct ref about;		/* what of the subject it is about: a part, a visit; zero: the whole */
	const char *state;		/* of it once the step is done; NULL: it has none */
	int64_t fen;			/* money the step is about; 0: none */
};
/* Appends the step, its `record` event for the log and the event of the act.  What events say of their subject (cause,
 * trade, district, procedure, level) the store asks of its module: xz.subject_dims.
 * ERR_STATE: recorded_at is before the chain's last. */
ERR_CHECKED enum err record_append(struct arena *a, struct db *db, const struct record_entry *in,
    int *seq);

/* An event without a step (publication, withdrawal): for the log and whoever follows.  payload: JSON object text. */
struct record_event_new {
	const char *kind, *subject_kind;
	struct ref subject_ref, actor;
	int64_t agency, unit, at;
	const char *payload;
};
ERR_CHECKED enum err record_event(struct arena *a, struct db *db, const struct record_event_new *ev);

/* Seals value into a side row and gives {"ref":..,"sha256":..} for the payload
 * (new reference).  NULL value gives JSON null. */
ERR_CHECKED enum err record_side(struct arena *a, struct db *db, int64_t chain_id,
    const char *value, json_t **out);
/* The same for many, put by one statement: add() gives the object at once. */
struct record_sides;
struct record_sides *record_sides_new(struct arena *a);
ERR_CHECKED enum err record_sides_add(struct record_sides *s, const char *value, json_t **out);
ERR_CHECKED enum err record_sides_put(struct record_sides *s, struct db *db, int64_t chain_id);
/* Opens a side value; NULL when it was destroyed. */
ERR_CHECKED enum err record_side_open(struct arena *a, struct db *db, struct ref ref, const char **out);
/* The same for many in one statement: out[i] of refs[i], NULL when destroyed or not to be seen. */
ERR_CHECKED enum err record_sides_open(struct arena *a, struct db *db, const struct ref *refs, size_t n,
    const char **out);


/* A chain as it stands, for whoever hands it on. */
struct record_step {
	int seq;
	const char *kind, *line;
	unsigned char digest[32], salt[16];	/* salt: of the step's entry in the log */
};
ERR_CHECKED enum err record_steps(struct arena *a, struct db *db, int64_t chain_id, struct ref *chain,
    struct record_step **out, size_t *n);
/* What was done, when and by whom, for a page: kind, at, name ("": the platform); the newest sixty, or all from the
 * first on. */
ERR_CHECKED enum err record_story(struct arena *a, struct db *db, int64_t chain_id, bool newest_first,
    const struct db_rows **out);
/* A side value with the salt of its digest; value NULL when it was destroyed or is not to be seen. */
struct record_side_value {
	struct ref ref;
	unsigned char salt[16];
	const char *value;
};
/* out[i].ref is asked for; the rest is filled in. */
ERR_CHECKED enum err record_sides_salted(struct arena *a, struct db *db, struct record_side_value *out, size_t n);

/* The line of trust.md 3, byte for byte; and its digest. */
char *record_line(struct arena *a, struct ref chain, int seq, const struct record_entry *in);
void record_digest(const unsigned char previous[32], const char *line, unsigned char out[32]);

/* Next number of the series of an agency, type and year, gap-free; `word` is the
 * agency's word with the type's ("衡市监罚决").  Text: word〔year〕n号. */
ERR_CHECKED enum err record_number_next(struct arena *a, struct db *db, int64_t agency_id,
    const char *series, const char *word, int year, const char **out);
#endif
