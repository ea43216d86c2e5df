/* ratio.h - parts of a thousand as people write them: "5%", "0.5%", "5‰"; and quotas, which may also be a number. */
#ifndef LIB_SPOTCHECK_RATIO_H
#define LIB_SPOTCHECK_RATIO_H
#include <stdbool.h>
#include <stdint.h>

struct arena;

struct spotcheck_quota {
	int64_t n;		/* objects; -1: a ratio */
	int permille;
};
/* 0 to 1000 permille; at most one decimal of a percent; a bare number is percent. */
bool spotcheck_ratio_parse(const char *text, int *permille);
/* "5%", "0.5%" */
const char *spotcheck_ratio_text(struct arena *a, int permille);
/* "3" is three objects, "5%" a ratio. */
bool spotcheck_quota_parse(const char *text, struct spotcheck_quota *out);
const char *spotcheck_quota_text(struct arena *a, struct spotcheck_quota q);
/* Of a pool; a ratio is rounded up. */
int64_t spotcheck_quota_of(struct spotcheck_quota q, int64_t pool);
#endif
