/* surcharge.c - see surcharge.h. */
#include "lib/caseflow/surcharge.h"

#include <stdbool.h>

#include "lib/base/day.h"

static bool
stopped(int32_t day, const struct surcharge_stop *stop, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (day >= stop[i].from && (stop[i].to == DAY_NONE || day <= stop[i].to))
			return true;
	return false;
}

int64_t
surcharge_fen(int64_t fine_fen, int32_t due, int32_t today, int64_t percent, int64_t most_percent,
    const struct surcharge_payment *pay, size_t pay_n, const struct surcharge_stop *stop, size_t stop_n)
{
	int64_t hundredths = 0, unpaid, cap = fine_fen * most_percent;
	int32_t day;
	size_t i;

	/* day by day: the cap ends it after at most 34 days at 3 %, so the loop is short */
	for (day = due + 1; day <= today && hundredths < cap; day++) {
		if (stopped(day, stop, stop_n))
			continue;
		unpaid = fine_fen;
		for (i = 0; i < pay_n; i++)
			if (pay[i].day < day)
				unpaid -= pay[i].amount_fen;
		if (unpaid > 0)
			hundredths += unpaid * percent;
	}
	return (hundredths < cap ? hundredths : cap) / 100;
}
