/* ledger.c - the ledger of visits: one row a visit of an agency at a firm, taken with its approval under the one row of
 * agency, firm and year that is locked for it, given back where it is not made.  The store lets no visit be approved,
 * coded or recorded that does not stand there (again/inspection.sql); the caps: cap.c. */
#include <inttypes.h>

#include "lib/base/arena.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"

#define A_TICK 50

static enum err
book(struct act_move *m, const struct insp_way *way, int32_t day, int64_t *nth, int64_t *of)
{
	int64_t parameter;
	struct db_row r;
	enum err e = insp_cap_figure(m->a, m->db, "inspection.cap.agency", day, insp_of(m)->agency, NULL, of,
	    &parameter);

	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select xz.inspection_take('inspection', $1, $2, $3, $4, $5, $6, $7::int,"
		    " $8, $9, $10) as nth", DB_REF(insp_of(m)->ref), DB_I64(insp_of(m)->subject),
		    DB_I64(insp_of(m)->agency), DB_DAY(day), DB_TEXT(insp_of(m)->kind), DB_BOOL(way->counted),
		    *of >= 0 ? DB_I64(*of) : DB_NULL, DB_ID(parameter), way->beyond ? DB_TEXT(way->way) : DB_NULL,
		    DB_TEXT(way->way != NULL ? way->way : insp_of(m)->kind));
	*nth = e == OK ? row_i32(r, "nth") : 0;
	return e;
}

enum err
insp_take(struct act_move *m)
{
	int64_t at = insp_of(m)->arrived_at != TIME_NONE ? insp_of(m)->arrived_at : insp_of(m)->from_at, nth, of;
	struct insp_way way;
	enum err e = insp_cap_lock(m);

	if (e == OK)
		e = insp_way(m, &way);
	if (e == OK && insp_of(m)->arrived_at != TIME_NONE)
		way.beyond = true;	/* it was made: which one it is in the year of that day is all that is asked */
	if (e == OK && way.way == NULL)
		way.way = insp_of(m)->kind;
	if (e == OK)
		e = book(m, &way, time_day(at), &nth, &of);
	if (e == OK && nth < 0)
		return act_refuse(m, ERR_STATE, "", "inspect_cap_agency", arena_printf(m->a, "%" PRId64 "/%" PRId64,
		    of, of));
	if (e != OK)
		return e;
	insp_of(m)->nth = (int)nth;
	insp_of(m)->cap = (int)of;
	act_note(m, "nth", json_integer((json_int_t)nth));
	return OK;
}

enum err
insp_give_back(struct act_move *m, const char *why)
{
	enum err e = insp_cap_lock(m);

	return e == OK ? DB_EXEC(m->a, m->db, "select xz.inspection_give_back($1, $2)", DB_REF(insp_of(m)->ref),
	    DB_TEXT(why)) : e;
}

enum err
insp_take_recheck(struct act_move *m, struct ref recheck, int32_t day)
{
	return DB_EXEC(m->a, m->db, "select xz.inspection_take('recheck', $1, $2, $3, $4, $5, false, null, null, null,"
	    " 'recheck')", DB_REF(recheck), DB_I64(insp_of(m)->subject), DB_I64(insp_of(m)->agency), DB_DAY(day),
	    DB_TEXT(insp_of(m)->kind));
}

/* ---- a cap that was lowered: what stands stays, whoever approved it hears of it */

struct lowering {		/* act_move.with */
	const struct act *act;
	struct ref ref;
	int64_t to;
};

enum err
insp_lowered(struct act_move *m)
{
	const struct lowering *x = m->with;

	act_note(m, "cap", json_integer((json_int_t)x->to));
	act_note(m, "nth", json_integer(insp_of(m)->nth));
	insp_of(m)->cap_lowered = (int)x->to;
	return DB_EXEC(m->a, m->db, "update xz.inspection set cap_lowered = $2::int where id = $1",
	    DB_I64(insp_of(m)->id), DB_I64(x->to));
}

static enum err
lower_fn(struct arena *a, struct db *db, void *ctx)
{
	struct lowering *x = ctx;

	return insp_by_platform(a, db, x->act, x->ref, "cap_lowered", x);
}

static enum err
lowered_of(struct arena *a, struct db *db, const struct act *by, int64_t agency, int32_t day, int64_t *n)
{
	struct lowering x = { .act = by };
	const struct db_rows *rows;
	int64_t parameter;
	int i, year, month, mday;
	enum err e = insp_cap_figure(a, db, "inspection.cap.agency", day, agency, NULL, &x.to, &parameter);

	if (e != OK || x.to < 0)
		return e;
	day_parts(day, &year, &month, &mday);
	e = DB_MANY(a, db, &rows, "select ref from xz.inspection_over($1, $2::int, $3::int, $4::int)", DB_I64(agency),
	    DB_I64(year), DB_I64(x.to), DB_I64(A_TICK));
	for (i = 0; e == OK && i < db_count(rows); i++) {
		x.ref = row_ref(db_at(rows, i), "ref");
		e = db_tx_run(a, db, NULL, lower_fn, &x, NULL);
		*n += e == OK;
		if (e == ERR_STATE || e == ERR_CONFLICT)
			e = OK;		/* it was begun or given up meanwhile */
	}
	return e;
}

enum err
insp_lowered_due(struct arena *a, struct db *db, const struct act *by, int64_t *n)
{
	const struct db_rows *rows;
	struct db_row now;
	int i;
	enum err e = DB_ONE(a, db, &now, "select xz.today() as day");

	if (e == OK)
		e = DB_MANY(a, db, &rows, "select g.id as agency_id from xz.people_agency g where exists ("
		    "select from xz.inspection i where i.agency_id = g.id and i.approval = 'approved'"
		    " and i.arrived_at is null and i.state <> 'cancelled') order by 1");
	for (i = 0; e == OK && i < db_count(rows); i++)
		e = lowered_of(a, db, by, row_i64(db_at(rows, i), "agency_id"), row_day(now, "day"), n);
	return e;
}
