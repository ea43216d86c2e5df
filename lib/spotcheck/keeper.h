/* keeper.h - who may write what of random checks.  Every function of this module that writes for somebody asks here,
 * and what is not named here nobody writes; row security alone would let a coordinator write any agency's libraries.
 *
 * A thing is its own agency's coordinators'.  The libraries, with the ties of an officer, are the city's too: of a
 * coordinator of the supervising agency above (people_agency.kind 'supervisor', by the tree).  What is no agency's (the
 * city's list of items, an object that a program added) is kept by the supervising agency that has none above it.
 * Plans, tasks, draws and items of an agency are that agency's alone, as row security has it. */
#ifndef LIB_SPOTCHECK_KEEPER_H
#define LIB_SPOTCHECK_KEEPER_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

enum spotcheck_thing {
	SPOT_NEW,	/* an entry of the object library; id 0 */
	SPOT_OBJECT,	/* its agency: of the account that added it */
	SPOT_OFFICER,	/* entry and ties: the officer's agency */
	SPOT_ITEM,
	SPOT_PLAN,	/* and its lines */
	SPOT_TASK,	/* and its draw */
	SPOT_OF_AGENCY	/* a new item, plan or task of the agency with this id; 0: the city's list */
};
/* by: an account.  ERR_DENIED. */
ERR_CHECKED enum err spotcheck_may(struct arena *a, struct db *db, int64_t by, enum spotcheck_thing what, int64_t id);
#endif
