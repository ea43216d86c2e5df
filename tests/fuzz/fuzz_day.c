/* fuzz_day.c - dates and instants. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new("fuzz");
	char *text = arena_strndup(a, (const char *)data, n);
	char day_back[DAY_TEXT_SIZE], time_back[TIME_TEXT_SIZE];
	int32_t day;
	int64_t us, again;

	if (day_parse(text, &day)) {
		day_text(day, day_back);
		MUST(str_eq(text, day_back));
		MUST(time_day(time_of_day(day, 23, 59)) == day);
	}
	if (time_parse(text, &us)) {
		time_text(us, time_back);
		if (time_parse(time_back, &again))
			MUST(us - again >= 0 && us - again < SECOND_US);
	}
	arena_free(a);
	return 0;
}
