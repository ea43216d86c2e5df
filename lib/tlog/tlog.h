/* tlog.h - the transparency log of the store (trust.md 2): how an act gets into it, its sequencer, and what
 * the log knows.  The only module that touches the tlog_ tables.
 *
 * An act calls tlog_event() in its own transaction; once the event has its place in the order (lib/stream), within
 * about a second, the daemon's tlog_sequence() gives the entry its index, and tlog_publish() (publication.h) makes the
 * files.  Until then the entry has no index. */
#ifndef LIB_TLOG_TLOG_H
#define LIB_TLOG_TLOG_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/tlog/note.h"
#include "lib/tlog/proof.h"
#include "lib/tlog/tree.h"

struct arena;
struct db;
struct db_rows;
struct program_keys;
struct sign_key;

/* ---- for acts
 *
 *	e = tlog_event(a, db, &(struct tlog_event){ .kind = "draw.announced", .id = draw_id, .digest = hex,
 *	    .subject_kind = "draw", .subject_ref = draw_ref, .actor = who.ref,
     .agency = agency, .at = now });
 *
 * Steps of a record need no call: record_append() writes their event.  Of all events those are entries whose
 * payload has a digest. */
struct tlog_event {
	const char *kind;
	const char *id;			/* draw-id; NULL: the text of subject_ref */
	const char *digest;		/* hex of what the entry binds */
	const char *subject_kind;	/* "draw", "decision", "inspection" */
	struct ref subject_ref, actor;
	int64_t agency, unit;		/* 0: none */
	int64_t at;			/* us; the entry has whole seconds */
};
/* Inside the act's transaction.  ERR_INPUT: kind, id or digest could not stand in an entry. */
ERR_CHECKED enum err tlog_event(struct arena *a, struct db *db, const struct tlog_event *ev);

/* ---- for pages: what stands in the log (any role of the programs) */
struct tlog_leaf {
	int64_t index;
	const char *kind, *id;		/* as in the entry */
	const char *line;
	char hash[65];			/* hex of the leaf */
	int64_t at;			/* us */
	const char *digest;		/* hex */
};
/* The newest entry of that kind about id with that digest (NULL: any digest).  ERR_NOT_FOUND: none yet. */
ERR_CHECKED enum err tlog_find(struct arena *a, struct db *db, const char *kind, const char *id, const char *digest,
    struct tlog_leaf *out);
/* The entry of a version that is public: `disclosure.published` or `disclosure.corrected` of that digest.  Within the
 * published tree, so that its proof can be had.  ERR_NOT_FOUND: not yet. */
ERR_CHECKED enum err tlog_disclosed(struct arena *a, struct db *db, const char *id, const char *digest,
    struct tlog_leaf *out);
/* ERR_NOT_FOUND. */
ERR_CHECKED enum err tlog_leaf_get(struct arena *a, struct db *db, int64_t index, struct tlog_leaf *out);
/* Newest first, those below `before` (0 or less: from the newest on) within the published tree. */
ERR_CHECKED enum err tlog_newest(struct arena *a, struct db *db, int64_t before, int want,
    struct tlog_leaf **out, int *n);

struct tlog_state {
	const char *name, *ed25519, *sm2;	/* verifier keys */
	struct tlog_checkpoint checkpoint;	/* the newest that was published */
	const char *note;
	int64_t signed_at;			/* us, real */
};
/* ERR_NOT_FOUND: nothing was published yet. */
ERR_CHECKED enum err tlog_state(struct arena *a, struct db *db, struct tlog_state *out);
/* The first signed checkpoint whose tree holds the entry: the same one for ever.  ERR_NOT_FOUND: none yet. */
ERR_CHECKED enum err tlog_state_holding(struct arena *a, struct db *db, int64_t index, struct tlog_state *out);
/* The proof of an entry against a checkpoint.  ERR_NOT_FOUND: it is not in it. */
ERR_CHECKED enum err tlog_proof_in(struct arena *a, struct db *db, const struct tlog_state *s, int64_t index,
    struct tlog_proof *out);
/* The proof of an entry against the newest published checkpoint.  ERR_NOT_FOUND: it is not in it. */
ERR_CHECKED enum err tlog_proof_of(struct arena *a, struct db *db, int64_t index, struct tlog_proof *out);

/* ---- for the daemon and the command line */
struct tlog_keys {
	const struct sign_key *ed25519_key, *sm2_key;
	struct tlog_vkey ed25519, sm2;
};
#define TLOG_NAME_DEFAULT "xiezhi.localhost/log"
/* The two keys of the log, under its name.  ERR_IO: the program has not both. */
ERR_CHECKED enum err tlog_keys_of(struct arena *a, const struct program_keys *k, const char *name,
    struct tlog_keys *out);
/* Notes name and keys when the log begins.  ERR_STATE: it began with others; they never change. */
ERR_CHECKED enum err tlog_begin(struct arena *a, struct db *db, const struct tlog_keys *k);
/* Of up to limit events behind its cursor (lib/stream) gives those of the log their leaf, and signs the tree: one
 * transaction under an advisory lock, durable when it returns.  folder: where the files are published; the
 * store is compared with the checkpoint there first, and a store that is behind it (restored from a copy) takes
 * the missing leaves back from the bundles.  *moved < limit: nothing waits, or another is at it.
 * ERR_STATE: the published checkpoint is of another tree; nothing is signed until somebody has looked. */
ERR_CHECKED enum err tlog_sequence(struct arena *a, struct db *db, const struct tlog_keys *k, const char *folder,
    int64_t limit, int64_t *moved);
/* Something that somebody must look at: noted once, and logged each time.  The daemon's. */
ERR_CHECKED enum err tlog_incident(struct arena *a, struct db *db, const char *kind, const char *detail);
/* Stored hashes as the proofs want them. */
struct tlog_store {
	struct arena *arena;
	struct db *db;
	struct tlog_reader reader;
};
void tlog_store_init(struct tlog_store *s, struct arena *a, struct db *db);
#endif
