/* case_page.c - see case_page.h. */
#include "lib/caseflow/case_page.h"

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/caseflow/case_priv.h"
#include "lib/db/json.h"

static void
fill_counts(struct db_row r, struct caseflow_counts *out)
{
	*out = (struct caseflow_counts){ .open = row_i64(r, "open"), .over = row_i64(r, "over"),
	    .today = row_i64(r, "today"), .signing = row_i64(r, "signing"), .cases = row_i64(r, "cases") };
}

static enum err
parse(struct arena *a, const char *text, json_t **out)
{
	*out = json_in(a, text, 0);
	return *out != NULL ? OK : err_set(ERR_DB, "the store made no JSON");
}

static enum err
clocks(struct arena *a, struct db *db, const json_t *doc, int64_t now, struct caseflow_page *out)
{
	struct db_row newest = { 0 };
	const struct db_rows *rows = db_json_rows(a, json_object_get(doc, "calendar"));
	enum err e;

	if (db_count(rows) == 1)
		newest = db_at(rows, 0);
	e = calendar_workdays_of(a, db, newest, &out->workdays);
	return e == OK ? calendar_clock_rows(a, out->workdays, db_json_rows(a, json_object_get(doc, "clocks")), now,
	    &out->clocks, &out->clocks_n) : e;
}

static enum err
fill(struct arena *a, struct db *db, const json_t *doc, int64_t now, struct caseflow_page *out)
{
	const struct {
		const char *name;
		const struct db_rows **to;
	} lists[] = { { "officers", &out->officers }, { "marks", &out->marks }, { "tracks", &out->tracks },
	    { "turns", &out->turns }, { "approvals", &out->approvals }, { "cosigns", &out->cosigns },
	    { "evidence", &out->evidence }, { "documents", &out->documents }, { "parties", &out->parties },
	    { "measures", &out->measures }, { "clue", &out->clue }, { "have", &out->have } };
	struct db_row n = db_at(db_json_rows(a, json_object_get(doc, "numbers")), 0);
	size_t i;
	enum err e;

	case_fill(db_at(db_json_rows(a, json_object_get(doc, "case")), 0), &out->cf);
	fill_counts(db_at(db_json_rows(a, json_object_get(doc, "counts")), 0), &out->counts);
	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		*lists[i].to = db_json_rows(a, json_object_get(doc, lists[i].name));
	e = clocks(a, db, doc, now, out);
	out->numbers = (struct caseflow_numbers){ row_i64(n, "documents"), row_i64(n, "evidence"), row_i64(n, "steps"),
	    row_i64(n, "payments"), (int64_t)out->clocks_n };
	return e;
}

enum err
caseflow_page(struct arena *a, struct db *db, const struct caseflow_page_query *q, int64_t now,
    struct caseflow_page *out)
{
	struct db_row r;
	json_t *doc;
	enum err e = DB_ONE(a, db, &r, "select xz.caseflow_page($1, $2, $3, $4::int, $5::int) as page", DB_REF(q->ref),
	    DB_TEXT(q->note), DB_TIME(now), DB_I64(q->evidence), DB_I64(q->documents));

	if (e != OK)
		return e;
	if (!row_has(r, "page"))
		return err_set(ERR_NOT_FOUND, "no such case, or not theirs");
	*out = (struct caseflow_page){ .clocks_n = 0 };
	e = parse(a, row_text(r, "page"), &doc);
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
	struct db_row r;
	json_t *doc;
	enum err e = DB_ONE(a, db, &r, "select xz.caseflow_task_counts($1) as counts", DB_TIME(now));

	if (e == OK)
		e = parse(a, row_text(r, "counts"), &doc);
	if (e == OK)
		fill_counts(db_at(db_json_rows(a, doc), 0), out);
	return e;
}
