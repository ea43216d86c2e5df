/* count.c - see count.h. */
#include "lib/db/count.h"

#include "lib/base/arena.h"
#include "lib/db/db.h"

enum err
db_sizes(struct arena *a, struct db *db, struct db_size **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select 'subjects' as name, count(*) as rows from xz.register_subject"
	    " union all select 'laws', count(*) from xz.law_law"
	    " union all select 'articles', count(*) from xz.law_article"
	    " union all select 'causes', count(*) from xz.law_cause where valid_to is null"
	    " union all select 'matters', count(*) from xz.law_matter where valid_to is null"
	    " union all select 'agencies', count(*) from xz.people_agency where active"
	    " union all select 'accounts', count(*) from xz.people_account where active"
	    " union all select 'cases', count(*) from xz.caseflow_case"
	    " union all select 'open clocks', count(*) from xz.calendar_clock where state = 'open'"
	    " union all select 'payments', count(*) from xz.caseflow_payment"
	    " union all select 'published', count(*) from xz.disclosure_public where state = 'published'"
	    " union all select 'events', coalesce(max(pos), 0) from xz.event_order"
	    " union all select 'events waiting', count(*) from xz.event_pending");

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct db_size, (size_t)*n);
	for (i = 0; i < *n; i++)
		(*out)[i] = (struct db_size){ row_text(db_at(rows, i), "name"), row_i64(db_at(rows, i), "rows") };
	return OK;
}
