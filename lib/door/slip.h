/* slip.h - slips as they are printed: by an act of the case or of the visit (lib/caseflow/slip.h,
 * lib/inspection/slip.h), whose record says who printed one.  The code is on the slip and nowhere else: no paper,
 * frozen data or record has it. */
#ifndef LIB_DOOR_SLIP_H
#define LIB_DOOR_SLIP_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/door/code.h"

struct arena;
struct db;

struct door_slip {
	const char *code;	/* to be shown once */
	unsigned char hash[DOOR_HASH_SIZE];
	bool put;		/* set with the row: false after an act that was done before, whose code is gone */
};
struct door_slip *door_slip_new(struct arena *a);
/* In the act's transaction: the slip that was good for it ends, this one is.  kind: "track", "inspection". */
ERR_CHECKED enum err door_slip_put(struct arena *a, struct db *db, const char *kind, int64_t subject, int64_t account,
    int64_t now, struct door_slip *slip);
#endif
