/* limitation.c - see limitation.h. */
#include "lib/caseflow/limitation.h"

#include "lib/base/day.h"

int32_t
limitation_last(const struct limitation_facts *f)
{
	int years = f->years_then;

	if (years == 0 || (f->years_now != 0 && f->years_now < years))
		years = f->years_now;
	return years == 0 ? DAY_NONE : day_add_months(f->ended, years * 12);
}
