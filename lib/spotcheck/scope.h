/* scope.h - whom a query is about: region, industry, licence, credit class, kind of object, not visited since. */
#ifndef LIB_SPOTCHECK_SCOPE_H
#define LIB_SPOTCHECK_SCOPE_H
#include <stdint.h>

struct arena;

struct spotcheck_scope {
	const char *region;	/* division code with all below it; NULL: all */
	const char *industry;	/* GB/T 4754 code with all below it; NULL: all */
	const char *licence;	/* code table licence_kind, valid today; NULL: all */
	const char *kinds;	/* "firm,site"; NULL: all */
	const char *classes;	/* "C,D" (N: without a class); NULL: all */
	int32_t not_since;	/* no visit from this day on; DAY_NONE: whenever */
};
/* "430400" -> "4304": codes of the divisions below begin with it.  NULL stays. */
const char *spotcheck_region_prefix(struct arena *a, const char *region);
#endif
