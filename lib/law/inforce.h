/* inforce.h - from which day a law is in force, as its own text says it. */
#ifndef LIB_LAW_INFORCE_H
#define LIB_LAW_INFORCE_H
#include <stdint.h>

/* The day of the last sentence whose subject is the law itself: 本条例自2026年6月1日起施行, in figures or numerals.
 * DAY_NONE: none names a day (自公布之日), or only parts have one (本法第三条自…).  An amended law keeps the day of its
 * first version there: what is before the version's own day is not its first day in force. */
int32_t law_first_day(const char *text);
#endif
