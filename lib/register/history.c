/* history.c - see history.h. */
#include "lib/register/history.h"

#include "lib/base/arena.h"
#include "lib/db/db.h"

enum err
register_history(struct arena *a, struct db *db, int64_t subject, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "(select 'name' as kind, n.name as what, '' as number, '' as source, '' as state,"
	    "   n.valid_from as from_on, n.valid_to as to_on from xz.register_name n where n.subject_id = $1"
	    "   order by n.valid_from desc, n.id desc limit $2)"
	    " union all (select 'address', d.address, '', '', d.kind, d.valid_from, d.valid_to"
	    "   from xz.register_address d where d.subject_id = $1 order by d.valid_from desc, d.id desc limit $2)"
	    " union all (select 'code', c.code, '', '', c.fault, c.valid_from, c.valid_to from xz.register_code c"
	    "   where c.subject_id = $1 order by c.valid_from desc, c.id desc limit $2)"
	    " union all (select 'class', k.class, '', k.source, '', k.valid_from, k.valid_to from xz.register_class k"
	    "   where k.subject_id = $1 order by k.valid_from desc, k.id desc limit $2)"
	    " union all (select 'licence', l.kind, l.number, l.authority, l.state, l.valid_from, l.valid_to"
	    "   from xz.register_licence l where l.subject_id = $1 order by l.valid_from desc, l.id desc limit $2)",
	    DB_I64(subject), DB_I64(REGISTER_HISTORY_MAX));
}

enum err
register_successions(struct arena *a, struct db *db, int64_t subject, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select x.kind, x.came, s.ref, f.name, x.on_day from ("
	    "   (select c.kind, true as came, c.from_subject as other, c.on_day from xz.register_succession c"
	    "     where c.to_subject = $1 order by c.on_day desc, c.id limit $2)"
	    "   union all (select c.kind, false, c.to_subject, c.on_day from xz.register_succession c"
	    "     where c.from_subject = $1 order by c.on_day desc, c.id limit $2)) x"
	    " join xz.register_subject s on s.id = x.other join xz.register_search f on f.subject_id = s.id"
	    " order by x.on_day desc, s.id", DB_I64(subject), DB_I64(REGISTER_HISTORY_MAX));
}

enum err
register_same_address(struct arena *a, struct db *db, int64_t subject, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select s.ref, f.name, f.code from (select distinct d.subject_id from xz.register_address d"
	    "   where d.valid_to is null and d.subject_id <> $1"
	    "     and d.address = (select m.address from xz.register_address m"
	    "     join xz.register_subject y on y.id = m.subject_id and y.kind <> 'person'"
	    "     where m.subject_id = $1 and m.kind = 'registered' and m.valid_to is null limit 1)) o"
	    " join xz.register_subject s on s.id = o.subject_id and s.kind <> 'person'"
	    " join xz.register_search f on f.subject_id = s.id order by s.id limit $2", DB_I64(subject), DB_I64(limit));
}
