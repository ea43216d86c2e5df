/* written.c - see written.h. */
#include "lib/record/written.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/record/words.h"

const char *
record_moment(struct arena *a, int64_t us)
{
	int y, m, d;

	day_parts(time_day(us), &y, &m, &d);
	return arena_printf(a, RECORD_DAY RECORD_CLOCK, y, m, d, time_minute(us) / 60, time_minute(us) % 60);
}

const char *
record_day(struct arena *a, int32_t day)
{
	int y, m, d;

	day_parts(day, &y, &m, &d);
	return arena_printf(a, RECORD_DAY, y, m, d);
}

/* "2026-11-27", "2026-11-27 09:30", the same with a T: nothing else. */
static bool
is_moment(const char *s, size_t n)
{
	static const char shape[] = "dddd-dd-dd dd:dd";
	size_t i;

	if (n != 10 && n != 16)
		return false;
	for (i = 0; i < n; i++)
		if (shape[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != shape[i] && !(i == 10 && s[i] == 'T'))
			return false;
	return true;
}

static json_t *
text_written(const char *s, size_t n)
{
	bool timed = n == 16;
	int32_t day = 0;
	int64_t at = 0;
	int y, m, d;

	if (!is_moment(s, n) || (timed ? !time_parse(s, &at) : !day_parse(s, &day)))
		return json_stringn(s, n);
	day_parts(timed ? time_day(at) : day, &y, &m, &d);
	return timed ? json_sprintf(RECORD_DAY RECORD_CLOCK, y, m, d, time_minute(at) / 60, time_minute(at) % 60) :
	    json_sprintf(RECORD_DAY, y, m, d);
}

json_t *
record_written(const json_t *data)
{
	const char *key;
	json_t *out, *v;
	size_t i;

	if (json_is_string(data))
		return text_written(json_string_value(data), json_string_length(data));
	if (json_is_array(data)) {
		out = json_array();
		json_array_foreach (data, i, v)
			json_array_append_new(out, record_written(v));
		return out;
	}
	if (!json_is_object(data))
		return json_deep_copy(data);
	out = json_object();
	json_object_foreach ((json_t *)(uintptr_t)data, key, v)
		json_object_set_new(out, key, record_written(v));
	return out;
}
