/* public.h - what a firm does at the public's door with visits: it refuses one, asks for one of several agencies, names
 * quiet days.  For a program without keys and with no right to read: all goes through functions of the store that are
 * bound to the session (again/joint_refusal.sql, joint_firm.sql).
 *
 * token: raw, as in the cookie.  Rows are read by column name. */
#ifndef LIB_JOINT_PUBLIC_H
#define LIB_JOINT_PUBLIC_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

/* Grounds on which a visit of theirs may be refused now: code name_zh name_en source; none: it may not be, or is none
 * of theirs. */
ERR_CHECKED enum err joint_refuse_grounds(struct arena *a, struct db *db, const char *token, struct ref visit,
    const struct db_rows **out);
/* ERR_NOT_FOUND: none of theirs; ERR_STATE: not now, or not on that ground; ERR_CONFLICT: one is open already. */
ERR_CHECKED enum err joint_refuse(struct arena *a, struct db *db, const char *token, struct ref visit,
    const char *ground);
/* Of a visit of theirs, the newest first: state ground_zh ground_en received_at decided_at wrong words to_zh to_en. */
ERR_CHECKED enum err joint_refused_of(struct arena *a, struct db *db, const char *token, struct ref visit,
    const struct db_rows **out);

/* What the firm asks for from today on: kind (joint, quiet) from_on to_on. */
ERR_CHECKED enum err joint_wishes_of(struct arena *a, struct db *db, const char *token, const struct db_rows **out);
/* kind: joint (once a year), quiet (as many days a year as JOINT_QUIET has).  ERR_STATE: not of those days, or too
 * many; ERR_NOT_FOUND: a slip of no firm. */
#define JOINT_QUIET "joint.quiet"
ERR_CHECKED enum err joint_wish(struct arena *a, struct db *db, const char *token, const char *kind, int32_t from,
    int32_t to, int32_t today);
#endif
