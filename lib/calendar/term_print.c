/* term_print.c - units by name; derivations as JSON and as text; see term.h. */
#include "lib/calendar/term.h"

#include <inttypes.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/calendar/workday.h"

static const char *const unit_name[] = { "wd", "d", "h", "month", "year" };
static const char *const kind_name[] = { "start", "count", "extend", "stop", "roll", "due", "stopped" };

const char *
term_unit_name(enum term_unit unit)
{
	return unit_name[unit];
}

bool
term_unit_parse(const char *text, enum term_unit *out)
{
	unsigned i;

	for (i = 0; i < sizeof(unit_name) / sizeof(*unit_name); i++) {
		if (str_eq(text, unit_name[i])) {
			*out = (enum term_unit)i;
			return true;
		}
	}
	return false;
}

static json_t *
instant(int64_t us)
{
	char text[TIME_TEXT_SIZE];

	if (us == TIME_NONE)
		return json_null();
	time_text(us, text);
	return json_string(text);
}

static json_t *
step_json(const struct term_step *s)
{
	json_t *o = json_object();
	bool counts = s->kind != TERM_START && s->kind != TERM_DUE && s->kind != TERM_STOPPED;

	(void)json_object_set_new(o, "kind", json_string(kind_name[s->kind]));
	(void)json_object_set_new(o, "from", instant(s->from));
	(void)json_object_set_new(o, "to", instant(s->to));
	if (counts) {
		(void)json_object_set_new(o, "n", json_integer(s->n));
		(void)json_object_set_new(o, "unit",
		    json_string(s->kind == TERM_ROLL ? "d" : unit_name[s->unit]));
	}
	if (*s->why != '\0')
		(void)json_object_set_new(o, "why", json_string(s->why));
	return o;
}

char *
term_json(struct arena *a, const struct workdays *w, const struct term_end *end)
{
	json_t *o = json_object(), *steps = json_array();
	size_t i;

	for (i = 0; i < end->step_n; i++)
		(void)json_array_append_new(steps, step_json(&end->steps[i]));
	(void)json_object_set_new(o, "v", json_integer(1));
	(void)json_object_set_new(o, "calendar", json_string(workdays_version(w)));
	(void)json_object_set_new(o, "due", instant(end->due));
	(void)json_object_set_new(o, "provisional", json_boolean(end->provisional));
	(void)json_object_set_new(o, "stopped", json_boolean(end->stopped));
	(void)json_object_set_new(o, "steps", steps);
	return json_text_of(a, o);
}

static void
add_instant(struct str *s, const char *before, int64_t us)
{
	char text[TIME_TEXT_SIZE];

	if (us == TIME_NONE)
		return;
	time_text(us, text);
	str_printf(s, " %s%.10s %.8s", before, text, text + 11);
}

char *
term_text(struct arena *a, const struct term_end *end)
{
	struct str s;
	size_t i;

	str_init(&s, a);
	for (i = 0; i < end->step_n; i++) {
		const struct term_step *t = &end->steps[i];

		str_add(&s, kind_name[t->kind]);
		add_instant(&s, "", t->from);
		if (t->to != t->from)
			add_instant(&s, "- ", t->to);
		if (t->kind == TERM_ROLL)
			str_printf(&s, " %" PRId64 " d", t->n);
		else if (t->kind == TERM_COUNT || t->kind == TERM_EXTEND || t->kind == TERM_STOP)
			str_printf(&s, " %" PRId64 " %s", t->n, unit_name[t->unit]);
		if (*t->why != '\0')
			str_printf(&s, " (%s)", t->why);
		if (t->kind == TERM_DUE && end->provisional)
			str_add(&s, " provisional");
		str_addc(&s, '\n');
	}
	return s.s;
}
