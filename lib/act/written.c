/* written.c - the data of a paper as official papers are written: days and hours in words, paragraphs that begin two
 * characters in.  What is frozen says it so: papers of before keep their words. */
#include <string.h>

#include "lib/act/priv.h"
#include "lib/act/words.h"
#include "lib/base/day.h"
#include "lib/base/str.h"

const char *
act_paragraphs(struct arena *a, const char *text)
{
	struct str s;
	size_t n;

	str_init(&s, a);
	for (; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		if (n > 0 && *text != ' ' && !str_starts(text, ACT_INDENT))
			str_add(&s, ACT_INDENT);
		str_addn(&s, text, n);
		if (text[n] == '\n')
			str_addc(&s, '\n');
	}
	return s.s;
}

void
act_doc_text(struct act_move *m, const char *name, const char *text)
{
	act_doc(m, name, json_string(act_paragraphs(m->a, text)));
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
	return timed ? json_sprintf(ACT_DAY ACT_CLOCK, y, m, d, time_minute(at) / 60, time_minute(at) % 60) :
	    json_sprintf(ACT_DAY, y, m, d);
}

json_t *
act_paper_written(const json_t *data)
{
	const char *key;
	json_t *out, *v;
	size_t i;

	if (json_is_string(data))
		return text_written(json_string_value(data), json_string_length(data));
	if (json_is_array(data)) {
		out = json_array();
		json_array_foreach (data, i, v)
			json_array_append_new(out, act_paper_written(v));
		return out;
	}
	if (!json_is_object(data))
		return json_deep_copy(data);
	out = json_object();
	json_object_foreach ((json_t *)(uintptr_t)data, key, v)
		json_object_set_new(out, key, act_paper_written(v));
	return out;
}
