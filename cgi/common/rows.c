/* rows.c - see rows.h. */
#include "cgi/common/rows.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"

const char *
day_short(struct req *r, int32_t day)
{
	char text[DAY_TEXT_SIZE], today[DAY_TEXT_SIZE];

	if (day == DAY_NONE)
		return NULL;
	day_text(day, text);
	day_text(time_day(r->now), today);
	return arena_strdup(r->arena, text + (memcmp(text, today, 5) == 0 ? 5 : 0));
}

const char *
ref_path(struct req *r, const char *before, struct ref ref, const char *after)
{
	char text[REF_TEXT_SIZE];

	ref_text(ref, text);
	return arena_printf(r->arena, "%s%s%s", before, text, after);
}

static const char *
in_language(struct req *r, struct db_row row, const char *name)
{
	return row_text_null(row, arena_printf(r->arena, "%s_%s", name, req_is_en(r) ? "en" : "zh"));
}

static void
put(struct req *r, const char *list, int i, struct db_row row, const struct column *c)
{
	if (c->as != 'l' && !row_has(row, c->name))
		return;
	switch (c->as) {
	case 'l': view_text_at(r, list, i, c->name, in_language(r, row, c->name)); break;
	case 'r': view_ref_at(r, list, i, c->name, row_ref(row, c->name)); break;
	case 'd': view_day_at(r, list, i, c->name, row_day(row, c->name)); break;
	case 's': view_text_at(r, list, i, c->name, day_short(r, row_day(row, c->name))); break;
	case 'T': view_time_at(r, list, i, c->name, row_time(row, c->name)); break;
	case 'm': view_money_at(r, list, i, c->name, row_i64(row, c->name)); break;
	case 'i': view_i64_at(r, list, i, c->name, row_i64(row, c->name)); break;
	case 'b': view_bool_at(r, list, i, c->name, row_bool(row, c->name)); break;
	default: view_text_at(r, list, i, c->name, row_text(row, c->name)); break;
	}
}

void
row_view_at(struct req *r, const char *list, int i, struct db_row row, const struct column *cols)
{
	const struct column *c;

	for (c = cols; c->name != NULL; c++)
		put(r, list, i, row, c);
}

void
rows_view(struct req *r, const char *list, const struct db_rows *rows, const struct column *cols)
{
	int i;

	for (i = 0; i < db_count(rows); i++)
		row_view_at(r, list, i, db_at(rows, i), cols);
}
