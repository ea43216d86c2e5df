/* audit.h - a log checked from its published files alone, wherever they come from.  No store. */
#ifndef LIB_TLOG_AUDIT_H
#define LIB_TLOG_AUDIT_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/tlog/note.h"
#include "lib/tlog/tree.h"

/* Files below /log/.  ERR_NOT_FOUND: none of that name; bytes NUL-ended, in the arena given. */
struct tlog_source {
	enum err (*get)(void *ctx, struct arena *a, const char *path, size_t max, char **out, size_t *n);
	void *ctx;
};
struct tlog_log_keys {
	struct tlog_vkey ed25519, sm2;
	bool has_sm2;
};
/* From the lines of /log/key.  ERR_INPUT: no Ed25519 key among them, or a line that is no key. */
ERR_CHECKED enum err tlog_log_keys(struct arena *a, const char *text, struct tlog_log_keys *out);

/* A signed note that is a checkpoint of the log with these keys.  ERR_STATE: what does not fit, in err_last();
 * what: how the message calls it. */
ERR_CHECKED enum err tlog_checkpoint_check(struct arena *a, const struct tlog_log_keys *k, const char *what,
    const char *bytes, size_t n, struct tlog_checkpoint *out);
ERR_CHECKED enum err tlog_checkpoint_get(struct arena *a, const struct tlog_source *s, const struct tlog_log_keys *k,
    struct tlog_checkpoint *out, char **note);

/* Every entry, every tile and the root, computed anew; with `from` (NULL: none) also that this older tree is the
 * beginning of it.  ERR_STATE: err_last() names the first thing that does not fit.  hearer may be NULL. */
struct tlog_entry;
struct tlog_hearer {
	void (*told)(int64_t entries);	/* how many were read; may be NULL */
	/* Each entry, whose texts last for the call; may be NULL.  It counts only once the audit gave OK. */
	void (*entry)(void *ctx, int64_t index, const struct tlog_entry *e);
	void *ctx;
};
ERR_CHECKED enum err tlog_audit(struct arena *a, const struct tlog_source *s, const struct tlog_checkpoint *c,
    const struct tlog_checkpoint *from, const struct tlog_hearer *hearer);

/* Hashes out of the published tiles of the tree of `size`. */
struct tlog_remote {
	struct arena *arena;
	const struct tlog_source *source;
	int64_t size;
	struct tlog_reader reader;
};
void tlog_remote_init(struct tlog_remote *r, struct arena *a, const struct tlog_source *s, int64_t size);
#endif
