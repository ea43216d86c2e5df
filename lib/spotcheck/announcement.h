/* announcement.h - the announcement of a draw: pools frozen, files made, the operator bound by a commitment. */
#ifndef LIB_SPOTCHECK_ANNOUNCEMENT_H
#define LIB_SPOTCHECK_ANNOUNCEMENT_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/spotcheck/pool.h"

struct spotcheck_announcing {
	struct ref task;
	int32_t version;		/* what the coordinator saw */
	int64_t by;			/* the account that announces (keeper.h) */
	struct problems *problems;	/* what is wrong with it at this moment */
	struct spotcheck_pools pools;	/* out: what was frozen */
};
/* In the caller's transaction: takes what the register and the libraries hold at this moment.  Writes spotcheck_pool,
 * _team_pool, _avoid, _stratum, the files objects.tsv, officers.tsv, announcement.json (public now) and avoid.tsv (with
 * the result), the sealed secret, the commitment, state 'announced' and the event draw.announced.
 * ERR_CONFLICT: stale version, or announced already; ERR_INPUT with problems: it cannot be announced; ERR_IO: no key;
 * ERR_DENIED;
 * ERR_NOT_FOUND.  On anything but OK the caller rolls back. */
ERR_CHECKED enum err spotcheck_announce(struct arena *a, struct db *db, struct spotcheck_announcing *x);
#endif
