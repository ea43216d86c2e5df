/* clock.h - the one clock of the legal world.  All code asks clock_now();
 * lint bans time() and the like elsewhere.
 *
 * With XIEZHI_TEST_CLOCK=1 the store holds an offset (xz.now() adds it); a
 * program learns it with each request and puts it here.  Sessions, one-time
 * codes and log checkpoints ask clock_real_now(): they keep real time. */
#ifndef LIB_BASE_CLOCK_H
#define LIB_BASE_CLOCK_H
#include <stdint.h>

int64_t clock_now(void);		/* microseconds since 1970, moved */
int64_t clock_real_now(void);		/* microseconds since 1970, real */
int64_t clock_monotonic_us(void);	/* for durations */
void clock_set_offset(int64_t offset_us);
#endif
