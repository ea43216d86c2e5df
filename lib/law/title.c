/* title.c - see title.h. */
#include "lib/law/title.h"

#include <stdbool.h>
#include <string.h>

#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/law/words.h"

const char *
law_bare_title(const char *title)
{
	return str_starts(title, LAW_STATE) && title[strlen(LAW_STATE)] != '\0' ? title + strlen(LAW_STATE) : title;
}

static bool
ends(const char *s, const char *tail)
{
	size_t n = strlen(s), t = strlen(tail);

	return n >= t && strcmp(s + n - t, tail) == 0;
}

/* Of a province or a city: a congress makes regulations and how a law is carried out, a government the rest. */
static const char *
local_level_of(const char *title)
{
	bool measures = ends(title, LAW_ENDS_MEASURES);

	return ends(title, LAW_ENDS_REGULATION) || (measures && strstr(title, LAW_CARRIES_OUT) != NULL) ? "local" :
	    measures || ends(title, LAW_ENDS_RULE) || ends(title, LAW_ENDS_RULES) || ends(title, LAW_ENDS_DETAIL) ?
	    "local_rule" : "document";
}

static const char *
level_of(const char *title, bool local)
{
	if (local)
		return local_level_of(title);
	if (ends(title, LAW_ENDS_CONSTITUTION))
		return "constitution";
	if ((ends(title, LAW_ENDS_LAW) && !ends(title, LAW_ENDS_MEASURES)) || ends(title, LAW_ENDS_CODE))
		return "law";
	if (ends(title, LAW_ENDS_REGULATION) || ends(title, LAW_ENDS_REGULATION_DETAIL))
		return "regulation";
	return ends(title, LAW_ENDS_RULE) || ends(title, LAW_ENDS_RULES) || ends(title, LAW_ENDS_MEASURES) ||
	    ends(title, LAW_ENDS_DETAIL) ? "rule" : "document";
}

enum err
law_of_title(struct arena *a, struct db *db, const char *title, int64_t *id)
{
	struct db_row r;
	bool local;
	enum err e = DB_ONE(a, db, &r,
	    "select (select id from xz.law_law where bare = $1) as id, exists (select from xz.people_region g"
	    " where g.level <> 'country' and length(g.name) > 2 and starts_with($1, g.name)) as local",
	    DB_TEXT(law_bare_title(title)));

	if (e != OK)
		return e;
	*id = row_i64_or(r, "id", 0);
	local = row_bool(r, "local");
	if (*id != 0)
		return OK;
	e = DB_ONE(a, db, &r, "insert into xz.law_law (title, bare, level, origin) values ($1, $2, $3, 'site')"
	    " returning id", DB_TEXT(title), DB_TEXT(law_bare_title(title)), DB_TEXT(level_of(title, local)));
	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

enum err
law_close_versions(struct arena *a, struct db *db, int64_t law)
{
	return DB_EXEC(a, db,
	    "with next as (select id, lead(valid_from) over (order by valid_from, version_day) - 1 as last"
	    " from xz.law_version where law_id = $1 and valid_from is not null)"
	    " update xz.law_version v set valid_to = next.last from next where v.id = next.id"
	    " and (v.valid_to is null or v.valid_to > next.last) and next.last >= v.valid_from", DB_I64(law));
}
