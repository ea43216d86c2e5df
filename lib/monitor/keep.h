/* keep.h - rules as their keeper (监测规则管理员,
    a coordinator of the supervision body) has them: each with its versions by
 * day and the times it is muted; what a question would have found on the past. */
#ifndef LIB_MONITOR_KEEP_H
#define LIB_MONITOR_KEEP_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

/* code key name_zh name_en asks level person warn_n warn_unit n muted_to since,
    of the rules of today; key: the clock or
 * question, asks: it is a question; since: first day of the keeper's version. */
ERR_CHECKED enum err monitor_rules(struct arena *a, struct db *db, const struct db_rows **out);

struct monitor_rule {
	const char *key, *code, *name_zh, *name_en, *todo_zh, *todo_en, *source, *level, *warn_unit;
	bool asks, person;
	int64_t warn_n, n;		/* as shipped; -1: nobody is warned before */
};
/* ERR_NOT_FOUND: no rule of today has the key. */
ERR_CHECKED enum err monitor_rule_get(struct arena *a, struct db *db, const char *key, struct monitor_rule *out);
/* valid_from n reason name made_at; from_on to_on reason name id of those that last; the newest first. */
ERR_CHECKED enum err monitor_versions(struct arena *a, struct db *db, const char *key, const struct db_rows **out);
ERR_CHECKED enum err monitor_mutes(struct arena *a, struct db *db, const char *key, const struct db_rows **out);
/* Whether the session's account keeps rules. */
ERR_CHECKED enum err monitor_keeps(struct arena *a, struct db *db, bool *out);

/* n: days before the end of a clock that are warned of, or the number of a question.  ERR_CONFLICT: there is a version
 * of that day. */
struct monitor_version {
	const char *key, *reason;
	bool asks;
	int64_t n, by;
	int32_t from;
};
ERR_CHECKED enum err monitor_version_add(struct arena *a, struct db *db, const struct monitor_version *v);
struct monitor_mute {
	const char *key, *reason;
	int64_t by;
	int32_t from, to;
};
ERR_CHECKED enum err monitor_mute_add(struct arena *a, struct db *db, const struct monitor_mute *m);
/* What mutes it ends yesterday, or today where it began today. */
ERR_CHECKED enum err monitor_mute_end(struct arena *a, struct db *db, const char *key);

/* ---- tried on the last year */

#define MONITOR_TRY_MOST 1000	/* what would raise more is stopped */
/* subject_kind whole ref number agency_zh agency_en at n of_n, once each, behind `after` (once of the row before); of
 * persons nothing but how many.  *found: how many in all, MONITOR_TRY_MOST + 1: more. */
ERR_CHECKED enum err monitor_try(struct arena *a, struct db *db, const char *key, int64_t n, int64_t since,
    const struct db_rows **out, int64_t *found);

/* code waits_for, of the rules of the catalogue that are not live, for the operator (xiezhi doctor). */
struct monitor_waiting {
	const char *code, *what;
};
extern const struct monitor_waiting monitor_waits[];
#endif
