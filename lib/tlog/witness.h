/* witness.h - who watches the log, and what they cosigned (tlog-cosignature v1). */
#ifndef LIB_TLOG_WITNESS_H
#define LIB_TLOG_WITNESS_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;
struct db_rows;

/* Registers a witness's verifier key (type 0x04).  ERR_INPUT: no such key; ERR_CONFLICT: it is there. */
ERR_CHECKED enum err tlog_witness_add(struct arena *a, struct db *db, const char *vkey, const char *name_zh,
    const char *name_en);
/* It takes no more from it; what it cosigned stays.  ERR_NOT_FOUND. */
ERR_CHECKED enum err tlog_witness_end(struct arena *a, struct db *db, const char *vkey);
/* vkey name_zh name_en since until size signed_at line (of the newest cosignature; null: none), in the order they
 * came. */
ERR_CHECKED enum err tlog_witnesses(struct arena *a, struct db *db, const struct db_rows **out);

/* A cosigned checkpoint as a witness sends it: our checkpoint, as published, with its line among the
 * signatures.  *word: "taken" or "again".  ERR_INPUT: not a note, or not a checkpoint of ours; ERR_DENIED: no
 * registered key signed it; ERR_STATE: no such checkpoint was published; ERR_LIMIT: too soon after its last. */
ERR_CHECKED enum err tlog_cosign(struct arena *a, struct db *db, const void *bytes, size_t n, const char **word);
/* The newest published checkpoint that has a cosignature, as a note with all of them.  ERR_NOT_FOUND. */
ERR_CHECKED enum err tlog_cosigned(struct arena *a, struct db *db, const char **note);
#endif
