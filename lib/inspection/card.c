/* card.c - the inspection's card in the desk's search, written in the act; those of before there were cards. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/card.h"
#include "lib/inspection/priv.h"
#include "lib/query/query.h"

#define SOME 200

static enum err
put(struct arena *a, struct db *db, const struct inspection *i)
{
	return query_put(a, db, &(struct query_card){ .kind = "inspection", .subject = i->id, .ref = i->ref,
	    .agency = i->agency, .unit = i->unit, .opened_at = i->opened_at, .number = i->object, .title = i->name,
	    .state = i->state, .agency_name = i->agency_name,
	    .text = arena_printf(a, "%s %s %s", i->name, i->object, i->address) });
}

enum err
insp_search(struct act_move *m)
{
	struct inspection i;
	enum err e = insp_load(m->a, m->db, insp_of(m)->ref, m->actor.account, false, &i);

	return e == OK ? put(m->a, m->db, &i) : e;
}

static enum err
put_some(struct arena *a, struct db *db, void *ctx)
{
	int64_t *n = ctx;
	const struct db_rows *rows;
	struct inspection i;
	int k;
	enum err e = DB_MANY(a, db, &rows,
	    "select i.ref from xz.inspection i where not exists (select from xz.query_doc d"
	    " where d.y = extract(year from i.opened_at at time zone 'Asia/Shanghai') and d.kind = 'inspection'"
	    " and d.ref = i.ref) order by i.id desc limit $1", DB_I64(SOME));

	for (k = 0; e == OK && k < db_count(rows); k++) {
		e = insp_load(a, db, row_ref(db_at(rows, k), "ref"), 0, false, &i);
		if (e == OK)
			e = put(a, db, &i);
	}
	if (e == OK)
		*n = db_count(rows);
	return e;
}

enum err
inspection_cards_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)by;
	return db_tx_run(a, db, NULL, put_some, n, NULL);
}
