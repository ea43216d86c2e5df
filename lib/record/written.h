/* written.h - the data of a paper as official papers are written: days and hours in words (GB/T 9704-2012,
 * 7.3.5.4).  What is frozen says it so: papers of before keep their words. */
#ifndef LIB_RECORD_WRITTEN_H
#define LIB_RECORD_WRITTEN_H
#include <jansson.h>
#include <stdint.h>

struct arena;

/* A copy in which each text that is a day, or a day and an hour ("2026-11-27", "2026-11-27 09:30"), is in words; all
 * else as it was.  The caller's. */
json_t *record_written(const json_t *data);
/* For a text that says more than the day: 2026年11月27日, with the hour 2026年11月27日9时30分. */
const char *record_day(struct arena *a, int32_t day);
const char *record_moment(struct arena *a, int64_t us);
#endif
