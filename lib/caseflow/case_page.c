/* case_page.c - pages that are one document of the store: a case's, and the desk's. See case_page.h, read.h. */
#include "lib/caseflow/case_page.h"

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/caseflow/case_priv.h"
#include "lib/db/json.h"

static void
fill_counts(struct db_row tasks, int64_t cases, struct caseflow_counts *out)
{
	*out = (struct caseflow_counts){ .open = row_i64(tasks, "open"), .over = row_i64(tasks, "over"),
	    .today = row_i64(tasks, "today"), .signing = row_i64(tasks, "signing"), .cases = cases };
}

static enum err
document(struct arena *a, const char *text, const json_t **out)
{
	*out = json_in(a, text, 0);
	return *out != NULL ? OK : err_set(ERR_DB, "the store made no JSON");
}

static const struct db_rows *
part(struct arena *a, const json_t *doc, const char *name)
{
	return db_json_rows(a, json_object_get(doc, name));
}

/* The one row of a part. */
static enum err
one_row(struct arena *a, const json_t *doc, const char *name, struct db_row *out)
{
	const struct db_rows *rows = part(a, doc, name);

	if (db_count(rows) != 1)
		return err_set(ERR_DB, "the store made no row of %s", name);
	*out = db_at(rows, 0);
	return OK;
}

/* The newest calendar is said by the document; its days are read once a worker. */
static enum err
workdays(struct arena *a, struct db *db, const json_t *doc, const struct workdays **out)
{
	const struct db_rows *rows = part(a, doc, "calendar");
	struct db_row newest = { 0 };

	if (db_count(rows) == 1)
		newest = db_at(rows, 0);
	return calendar_workdays_of(a, db, newest, out);
}

static enum err
clocks(struct arena *a, struct db *db, const json_t *doc, int64_t now, struct caseflow_page *out)
{
	enum err e = workdays(a, db, doc, &out->workdays);

	return e == OK ? calendar_clock_rows(a, out->workdays, part(a, doc, "clocks"), now, &out->clocks,
	    &out->clocks_n) : e;
}

static void
lists(struct arena *a, const json_t *doc, struct caseflow_page *out)
{
	const struct {
		const char *name;
		const struct db_rows **to;
	} list[] = { { "officers", &out->officers }, { "marks", &out->marks }, { "tracks", &out->tracks },
	    { "turns", &out->turns }, { "approvals", &out->approvals }, { "cosigns", &out->cosigns },
	    { "evidence", &out->evidence }, { "documents", &out->documents }, { "parties", &out->parties },
	    { "measures", &out->measures }, { "clue", &out->clue }, { "have", &out->have } };
	size_t i;

	for (i = 0; i < sizeof(list) / sizeof(*list); i++)
		*list[i].to = part(a, doc, list[i].name);
}

static enum err
fill(struct arena *a, struct db *db, const json_t *doc, int64_t now, struct caseflow_page *out)
{
	struct db_row cf, counts, n;
	enum err e = one_row(a, doc, "case", &cf);

	lists(a, doc, out);
	if (e == OK)
		e = one_row(a, doc, "counts", &counts);
	if (e == OK)
		e = one_row(a, doc, "numbers", &n);
	if (e == OK)
		e = clocks(a, db, doc, now, out);
	if (e != OK)
		return e;
	case_fill(cf, &out->cf);
	fill_counts(counts, row_i64(counts, "cases"), &out->counts);
	out->numbers = (struct caseflow_numbers){ row_i64(n, "documents"), row_i64(n, "evidence"), row_i64(n, "steps"),
	    row_i64(n, "payments"), (int64_t)out->clocks_n };
	return OK;
}

enum err
caseflow_page(struct arena *a, struct db *db, const struct caseflow_page_query *q, int64_t now,
    struct caseflow_page *out)
{
	const json_t *doc;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.caseflow_page($1, $2, $3, $4::int, $5::int) as page", DB_REF(q->ref),
	    DB_TEXT(q->note), DB_TIME(now), DB_I64(q->evidence), DB_I64(q->documents));

	if (e != OK)
		return e;
	if (!row_has(r, "page"))
		return err_set(ERR_NOT_FOUND, "no such case, or not theirs");
	*out = (struct caseflow_page){ .clocks_n = 0 };
	e = document(a, row_text(r, "page"), &doc);
	return e == OK ? fill(a, db, doc, now, out) : e;
}

enum err
caseflow_open(struct arena *a, struct db *db, const char *token, struct ref ref, const char *note,
    struct people_session *session, const char **look)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select account_id, ref, username, display_name, agency_id, unit_id, agency_name, unit_name,"
	    " duties, auth_time, csrf_secret, offset_us, stale, look from xz.caseflow_open($1, $2, $3)",
	    people_session_hash(a, token), DB_REF(ref), DB_TEXT(note));

	if (e != OK)
		return e;
	if (!row_has(r, "account_id"))
		return err_set(ERR_NOT_FOUND, "no such session");
	*look = row_text_null(r, "look");
	return people_session_read(a, db, token, r, session);
}

enum err
caseflow_task_counts(struct arena *a, struct db *db, int64_t now, struct caseflow_counts *out)
{
	const json_t *doc;
	struct db_row r, counts;
	enum err e = DB_ONE(a, db, &r, "select json_build_object('counts', xz.caseflow_task_counts($1)) as doc",
	    DB_TIME(now));

	if (e == OK)
		e = document(a, row_text(r, "doc"), &doc);
	if (e == OK)
		e = one_row(a, doc, "counts", &counts);
	if (e == OK)
		fill_counts(counts, row_i64(counts, "cases"), out);
	return e;
}

/* Of xz.work_desk(). */
static enum err
home_work(struct arena *a, struct db *db, const json_t *doc, int64_t now, struct caseflow_home *out)
{
	const json_t *work = json_object_get(doc, "work");
	const struct db_rows *tasks = part(a, work, "tasks");
	const struct workdays *w = NULL;
	struct db_row counts;
	enum err e = one_row(a, work, "counts", &counts);

	if (e == OK && db_count(tasks) > 0)
		e = workdays(a, db, doc, &w);
	if (e != OK)
		return e;
	out->days = part(a, work, "days");
	out->back = json_integer_value(json_object_get(work, "back"));
	fill_counts(counts, json_integer_value(json_object_get(doc, "cases")), &out->counts);
	work_task_rows(a, tasks, w, now, &out->tasks, &out->tasks_n);
	return OK;
}

enum err
caseflow_home(struct arena *a, struct db *db, const struct caseflow_home_query *q, int64_t now,
    struct caseflow_home *out)
{
	const json_t *doc;
	struct db_row r, m;
	enum err e = DB_ONE(a, db, &r, "select xz.caseflow_home($1, $2, $3, $4, $5, $6, $7, $8::int) as home",
	    DB_TIME(now), q->month ? DB_BOOL(q->own) : DB_NULL, DB_DAY(q->from), DB_DAY(q->to), DB_DAY(q->tasks.due_on),
	    DB_BOOL(q->tasks.signing), DB_REF_OR_NULL(q->tasks.after), DB_I64(q->tasks.limit));

	*out = (struct caseflow_home){ .tasks_n = 0 };
	if (e == OK)
		e = document(a, row_text(r, "home"), &doc);
	if (e == OK)
		e = home_work(a, db, doc, now, out);
	if (e != OK || !q->month)
		return e;
	e = one_row(a, doc, "month", &m);
	if (e == OK)
		out->month = (struct caseflow_month){ .closed = row_i64(m, "closed"), .decided = row_i64(m, "decided"),
		    .mean_days = row_i64(m, "mean_days"), .returned = row_i64(m, "returned") };
	return e;
}
