/* capital.c - see capital.h. */
#include "lib/base/capital.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/base/words.h"

static const char *const digits[] = CAPITAL_DIGITS;

/* 1 to 9999; led: something stands before it, so that a gap is said. */
static void
put_group(struct str *s, int n, bool led)
{
	static const char *const units[] = CAPITAL_UNITS;
	static const int weight[] = { 1000, 100, 10, 1 };
	bool gap = false;
	int i, d;

	for (i = 0; i < 4; i++) {
		d = n / weight[i] % 10;
		if (d == 0) {
			gap = true;
			continue;
		}
		if (gap && led)
			str_add(s, digits[0]);
		str_printf(s, "%s%s", digits[d], units[i]);
		gap = false;
		led = true;
	}
}

static void
put_yuan(struct str *s, int64_t yuan)
{
	static const char *const groups[] = CAPITAL_GROUPS;
	static const int64_t weight[] = { 1000000000000, 100000000, 10000, 1 };
	bool led = false, gap = false;
	int i, n;

	for (i = 0; i < 4; i++) {
		n = (int)(yuan / weight[i] % 10000);
		if (n == 0) {
			gap = led;
			continue;
		}
		if (gap && n >= 1000)
			str_add(s, digits[0]);
		put_group(s, n, led);
		/* 亿 is said once of 万亿 and 亿 together, and of 万亿 alone too */
		str_add(s, i == 0 && yuan / weight[1] % 10000 != 0 ? groups[2] : groups[i]);
		led = true;
		gap = false;
	}
}

const char *
capital_yuan(struct arena *a, int64_t fen)
{
	int64_t yuan = fen / 100;
	int tenth = (int)(fen / 10 % 10), hundredth = (int)(fen % 10);
	struct str s;

	str_init(&s, a);
	if (yuan > 0 || fen == 0) {
		if (yuan > 0)
			put_yuan(&s, yuan);
		else
			str_add(&s, digits[0]);
		str_add(&s, CAPITAL_YUAN);
	}
	if (tenth > 0)
		str_printf(&s, "%s" CAPITAL_TENTH, digits[tenth]);
	else if (hundredth > 0 && yuan > 0)
		str_add(&s, digits[0]);
	if (hundredth > 0)
		str_printf(&s, "%s" CAPITAL_HUNDREDTH, digits[hundredth]);
	if (tenth + hundredth == 0)
		str_add(&s, CAPITAL_WHOLE);
	return s.s;
}
