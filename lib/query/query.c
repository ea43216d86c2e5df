/* query.c - see query.h. */
#include "lib/query/query.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/fold.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

bool
query_enough(struct arena *a, const char *q)
{
	return q != NULL && str_utf8_len(fold(a, q)) >= 2;
}

static const char *
of_card(const json_t *card, const char *name)
{
	const char *s = json_string_value(json_object_get(card, name));

	return s != NULL ? s : "";
}

static struct query_hit
hit(struct arena *a, struct db_row r)
{
	const json_t *card = json_in(a, row_text(r, "card"), 0);

	return (struct query_hit){ .kind = row_text(r, "kind"), .ref = row_ref(r, "ref"), .day = row_day(r, "day"),
	    .number = of_card(card, "number"), .title = of_card(card, "title"),
	    .state = of_card(card, "state"), .agency = of_card(card, "agency") };
}

enum err
query_search(struct arena *a, struct db *db, const char *kind, const char *q, struct query_key after, int limit,
    struct query_hit **out, int *n)
{
	const char *folded = fold(a, q);
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select kind, ref, day, card from xz.query_search($1, $2::int4[], $3, $4, $5, $6)", DB_TEXT(kind),
	    DB_TEXT(fold_bigrams_text(a, folded)), DB_TEXT(folded), DB_DAY(after.day),
	    after.day == DAY_NONE ? DB_NULL : DB_REF(after.ref), DB_I64(limit));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct query_hit, (size_t)*n + 1);
	for (i = 0; i < *n; i++)
		(*out)[i] = hit(a, db_at(rows, i));
	return OK;
}

static const char *
card_json(struct arena *a, const struct query_card *c)
{
	json_t *j = json_pack("{s:s,s:s,s:s,s:s}", "number", c->number, "title", c->title, "state", c->state, "agency",
	    c->agency_name);

	return json_text_of(a, j);
}

enum err
query_put(struct arena *a, struct db *db, const struct query_card *c)
{
	const char *folded = fold(a, c->text);
	int32_t day = time_day(c->opened_at);
	int y, month, d;

	day_parts(day, &y, &month, &d);
	return DB_EXEC(a, db,
	    "insert into xz.query_doc (y, kind, ref, subject_id, day, agency_id, unit_id, card, folded, bigrams)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::int4[])"
	    " on conflict (y, kind, ref) do update set card = excluded.card, folded = excluded.folded,"
	    " bigrams = excluded.bigrams, agency_id = excluded.agency_id, unit_id = excluded.unit_id",
	    DB_I64(y), DB_TEXT(c->kind), DB_REF(c->ref), DB_I64(c->subject), DB_DAY(day), DB_I64(c->agency),
	    DB_ID(c->unit), DB_TEXT(card_json(a, c)), DB_TEXT(folded), DB_TEXT(fold_bigrams_text(a, folded)));
}
