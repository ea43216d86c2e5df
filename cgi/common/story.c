/* story.c - see story.h. */
#include "cgi/common/story.h"

#include <string.h>

#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/record/record.h"

enum err
story_view(struct req *r, int64_t chain, bool newest_first, const char *words)
{
	static const struct column cols[] = { { "name", 't' }, { "at", 'T' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = chain != 0 ? record_story(r->arena, r->db, chain, newest_first, &rows) : OK;

	for (i = 0; e == OK && chain != 0 && i < db_count(rows); i++) {
		const char *dot = strchr(row_text(db_at(rows, i), "kind"), '.');

		row_view_at(r, "story", i, db_at(rows, i), cols);
		view_text_at(r, "story", i, "step", view_msg(r, arena_printf(r->arena, "%s%s", words,
		    dot != NULL ? dot + 1 : ""), NULL));
	}
	return e;
}
