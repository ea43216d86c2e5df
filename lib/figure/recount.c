/* recount.c - counting again; see figure.h. */
#include "lib/db/db.h"
#include "lib/figure/priv.h"
#include "lib/stream/stream.h"

#define STEPS_NAMED 50

struct recounting {
	bool mend;
	struct figure_recount out;
};

/* What is set aside is not counted: it is listed elsewhere, and missing until it is given back. */
#define AGAIN "with again as materialized (select c.y, c.pos, c.kind, c.day, c.booked, c.agency_id, c.district," \
	" c.trade, c.cause, c.n, c.fen from xz.figure_counted(0, $1) c where not exists (select" \
	" from xz.stream_aside x where x.consumer = '" FIGURE_CONSUMER "' and x.pos = c.pos" \
	" and x.state in ('aside', 'again')))"

static enum err
compare(struct arena *a, struct db *db, const struct stream_batch *b, struct figure_recount *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, AGAIN " select (select count(*) from xz.figure_delta) as kept,"
	    " (select count(*) from again) as counted,"
	    " (select count(*) from (table again except table xz.figure_delta) x) as missing,"
	    " (select count(*) from (table xz.figure_delta except table again) x) as wrong", DB_I64(b->from));

	if (e == OK)
		*out = (struct figure_recount){ .kept = row_i64(r, "kept"), .counted = row_i64(r, "counted"),
		    .missing = row_i64(r, "missing"), .wrong = row_i64(r, "wrong") };
	return e;
}

static enum err
put_right(struct arena *a, struct db *db, const struct stream_batch *b)
{
	enum err e = DB_EXEC(a, db, AGAIN ", wrong as (table xz.figure_delta except table again)"
	    " delete from xz.figure_delta d using wrong w where (d.y, d.pos, d.kind) = (w.y, w.pos, w.kind)",
	    DB_I64(b->from));

	if (e == OK)
		e = DB_EXEC(a, db,
		    AGAIN " insert into xz.figure_delta (" FIGURE_ROW ") select " FIGURE_ROW " from again"
		    " on conflict (y, pos, kind) do nothing", DB_I64(b->from));
	return e;
}

/* An event is of one step, by the number of its record; the step's kind is the event's. */
static enum err
hold_steps(struct arena *a, struct db *db, struct figure_recount *out)
{
	enum err e = DB_MANY(a, db, &out->steps,
	    "select count(*) over () as of, coalesce(c.number, c.clue_number, '') as number, x.seq, x.kind, x.what"
	    " from (select coalesce(s.ref, e.subject_ref) as ref, coalesce(s.seq, e.seq) as seq,"
	    "   coalesce(s.kind, e.kind) as kind, case when e.kind is null then 'event' else 'step' end as what"
	    "  from (select h.ref, s.seq, s.kind from xz.record_step s"
	    "    join xz.record_chain h on h.id = s.chain_id where h.subject_kind = 'case') s"
	    "  full join (select e.subject_ref, (e.payload ->> 'seq')::int as seq, e.kind from xz.event e"
	    "    where e.subject_kind = 'case' and e.payload ? 'seq') e"
	    "   on e.subject_ref = s.ref and e.seq = s.seq and e.kind = s.kind"
	    "  where s.kind is null or e.kind is null) x"
	    " left join xz.caseflow_case c on c.ref = x.ref order by number, x.seq limit $1", DB_I64(STEPS_NAMED));

	if (e == OK && db_count(out->steps) > 0)
		out->unordered = row_i64(db_at(out->steps, 0), "of");
	return e;
}

static enum err
recount(struct arena *a, struct db *db, void *ctx)
{
	struct recounting *r = ctx;
	struct stream_batch b;
	bool alone;
	enum err e = stream_begin(a, db, FIGURE_CONSUMER, 0, &b, &alone);

	if (e == OK && !alone)
		return err_set(ERR_CONFLICT, "figures are being counted: try again");
	if (e == OK)
		e = compare(a, db, &b, &r->out);
	if (e == OK && r->mend && r->out.missing + r->out.wrong > 0)
		e = put_right(a, db, &b);
	return e;
}

enum err
figure_recount(struct arena *a, struct db *db, bool mend, struct figure_recount *out)
{
	struct recounting r = { .mend = mend };
	enum err e = db_tx_run(a, db, NULL, recount, &r, NULL);

	*out = r.out;
	return e == OK ? hold_steps(a, db, out) : e;
}
