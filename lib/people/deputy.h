/* deputy.h - deputies (代理): for a time an account holds a duty of a colleague as well, and acts in its own name
 * for them (9 of the foundations).  Rows are read by column name. */
#ifndef LIB_PEOPLE_DEPUTY_H
#define LIB_PEOPLE_DEPUTY_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

/* Of an agency: ref from_name to_name duty_zh duty_en from_day until_day basis granted_by revoked_at standing (live
 * to_come ended); those not over first. */
ERR_CHECKED enum err people_deputies(struct arena *a, struct db *db, int64_t agency, int32_t today,
    const struct db_rows **out);
/* Duties of an agency that a deputy may hold: username display_name duty duty_zh duty_en. */
ERR_CHECKED enum err people_deputy_holders(struct arena *a, struct db *db, int64_t agency, int32_t today,
    const struct db_rows **out);
/* Active accounts of an agency: username display_name unit_name. */
ERR_CHECKED enum err people_colleagues(struct arena *a, struct db *db, int64_t agency, const struct db_rows **out);

/* In a statement: for whom the account (an expression) stood when it used the duty at that instant; null for nobody,
 * also when it held the duty of its own. */
#define PEOPLE_STOOD_FOR(account, duty, at) " xz.people_stood_for(" account ", " duty ", " at ")"

struct people_deputy_new {
	const char *from, *to;	/* user names */
	const char *duty, *basis;
	int32_t from_day, until_day;
	int64_t by;		/* an agency head, by a duty of their own */
};
/* ERR_INPUT by constraint: people_deputy_unit (a unit's head is represented within the unit), people_deputy_holder,
 * people_deputy_held, people_duty_conflict, people_deputy_check.  ERR_DENIED: not of the actor's agency. */
ERR_CHECKED enum err people_deputy_name(struct arena *a, struct db *db, const struct people_deputy_new *n);
/* ERR_NOT_FOUND: none, over, or not the actor's to end. */
ERR_CHECKED enum err people_deputy_end(struct arena *a, struct db *db, struct ref ref);
/* Whom the account stands for when it uses one of the duties; zero: it holds one itself. */
ERR_CHECKED enum err people_deputy_for(struct arena *a, struct db *db, int64_t account, uint32_t duties,
    struct ref *out);
#endif
