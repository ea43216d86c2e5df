/* keeper.c - see keeper.h. */
#include "lib/spotcheck/keeper.h"

#include "lib/base/arena.h"
#include "lib/db/db.h"
#include "lib/people/people.h"
#include "lib/spotcheck/sql.h"

enum err
spotcheck_may(struct arena *a, struct db *db, int64_t by, enum spotcheck_thing what, int64_t id)
{
	static const char *const word[] = { "new", "object", "officer", "item", "plan", "task", "agency" };
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "with keeper as (" KEEPER("$1", "$4") ")"
	    " select coalesce(bool_or(t.what = 'new' or case when t.owner = 0"
	    " or t.what in ('object', 'officer') then t.owner = any (k.below)"
	    "  else t.owner = k.own end), false) as may from keeper k"
	    " cross join (select $2::text as what, coalesce(case $2"
	    "  when 'object' then (select " ADDER("o") " from xz.spotcheck_object o where o.id = $3::bigint)"
	    "  when 'officer' then (select f.agency_id from xz.people_officer f where f.id = $3)"
	    "  when 'item' then (select i.agency_id from xz.law_check_item i where i.id = $3)"
	    "  when 'plan' then (select p.agency_id from xz.spotcheck_plan p where p.id = $3)"
	    "  when 'task' then (select s.agency_id from xz.spotcheck_task s where s.id = $3)"
	    "  when 'agency' then $3 end, 0) as owner) t", DB_I64(by), DB_TEXT(word[what]), DB_I64(id),
	    DB_I64(DUTY_COORDINATOR));

	if (e != OK)
		return e;
	return row_bool(r, "may") ? OK : err_set(ERR_DENIED, "%s %lld is not account %lld's to write", word[what],
	    (long long)id, (long long)by);
}
