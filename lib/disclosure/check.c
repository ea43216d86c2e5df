/* check.c - see check.h. */
#include "lib/disclosure/check.h"

#include "lib/base/ref.h"
#include "lib/db/db.h"
#include "lib/tlog/tlog.h"

#define COPIES_A_RUN 500

/* The last one looked at; zero: a new round. */
static struct ref last;

enum err
disclosure_check(struct arena *a, struct db *db, int64_t limit, int64_t *n)
{
	const struct db_rows *rows;
	char ref[REF_TEXT_SIZE];
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "with s as (select p.decision_ref, p.version, p.json, p.sha256 from xz.disclosure_public p"
	    "  where p.state = 'published' and ($1::uuid is null or p.decision_ref > $1)"
	    "  order by p.decision_ref limit $2)"
	    " select s.decision_ref, coalesce(sha256(s.json) = s.sha256 and i.sha256 = s.sha256 and i.json = s.json,"
	    " false) as same from s left join xz.caseflow_decision d on d.ref = s.decision_ref"
	    " left join xz.disclosure_item i on i.decision_id = d.id and i.version = s.version order by s.decision_ref",
	    DB_REF_OR_NULL(last), DB_I64(limit));

	*n = e == OK ? db_count(rows) : 0;
	for (i = 0; e == OK && i < *n; i++) {
		if (row_bool(db_at(rows, i), "same"))
			continue;
		ref_text(row_ref(db_at(rows, i), "decision_ref"), ref);
		e = tlog_incident(a, db, "published.altered", ref);
	}
	if (e == OK)
		last = *n == 0 ? (struct ref){ { 0 } } : row_ref(db_at(rows, (int)*n - 1), "decision_ref");
	return e;
}

static enum err
some(struct arena *a, struct db *db, void *ctx)
{
	return disclosure_check(a, db, COPIES_A_RUN, ctx);
}

enum err
disclosure_check_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)by;
	return db_tx_run(a, db, NULL, some, n, NULL);
}
