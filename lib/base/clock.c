/* clock.c - see clock.h. */
#include "lib/base/clock.h"

#include <time.h>

static int64_t offset;

static int64_t
read_clock(clockid_t id)
{
	struct timespec ts;

	(void)clock_gettime(id, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

int64_t
clock_real_now(void)
{
	return read_clock(CLOCK_REALTIME);
}

int64_t
clock_monotonic_us(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

int64_t
clock_now(void)
{
	return clock_real_now() + offset;
}

void
clock_set_offset(int64_t offset_us)
{
	offset = offset_us;
}
