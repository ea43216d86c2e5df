/* stated.c - figures of law as papers state them. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/calendar/calendar.h"
#include "lib/calendar/words.h"

static json_t *
in_words(const struct calendar_parameter *p)
{
	if (strcmp(p->unit, "pct_x100") == 0)
		return p->value % 100 == 0 ? json_sprintf("%d%%", (int)(p->value / 100)) :
		    json_sprintf("%d.%02d%%", (int)(p->value / 100), (int)(p->value % 100));
	return json_sprintf(strcmp(p->unit, "wd") == 0 ? CALENDAR_WORKDAYS : strcmp(p->unit, "h") == 0 ?
	    CALENDAR_HOURS : CALENDAR_DAYS, (int)p->value);
}

enum err
calendar_stated(struct arena *a, struct db *db, const char *const *keys, size_t n, int32_t basis_day, int64_t agency,
    const char *sector, json_t **out)
{
	struct calendar_parameter *p = ARENA_ARRAY(a, struct calendar_parameter, n);
	char *name, *dot;
	size_t i;
	enum err e = calendar_parameters_get(a, db, keys, n, basis_day, agency, sector, p);

	if (e != OK)
		return e;
	*out = json_object();
	for (i = 0; i < n; i++) {
		name = arena_strdup(a, keys[i]);
		while ((dot = strchr(name, '.')) != NULL)
			*dot = '_';
		if (p[i].id != 0)
			json_object_set_new(*out, name, in_words(&p[i]));
	}
	return OK;
}
