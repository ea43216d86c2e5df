/* count.c - kinds as shipped; the consumer that counts.  See figure.h. */
#include "lib/db/db.h"
#include "lib/db/reference.h"
#include "lib/figure/priv.h"
#include "lib/record/dims.h"
#include "lib/stream/stream.h"

#define EVENTS_A_STEP 2000

static const struct db_reference tables[] = {
	{ .file = "figure_kind.csv", .table = "figure_kind", .column = {
		{ .name = "code", .key = true },
		{ .name = "valid_from", .key = true, .as = DB_AS_DAY },
		{ .name = "n", .as = DB_AS_INT },
		{ .name = "name_zh" },
		{ .name = "name_en" },
		{ .name = "unit" },
		{ .name = "events", .as = DB_AS_BARS },
		{ .name = "states", .as = DB_AS_BARS },
		{ .name = "dims", .as = DB_AS_BARS },
		{ .name = "formula_zh" },
		{ .name = "formula_en" },
		{ .name = "valid_to", .as = DB_AS_DAY_NULL },
	} },
	{ 0 }
};

enum err
figure_reference_load(struct arena *a, struct db *db, const char *folder)
{
	return db_reference_load(a, db, folder, tables);
}

static enum err
count(struct arena *a, struct db *db, const struct stream_batch *b)
{
	return DB_EXEC(a, db,
	    "insert into xz.figure_delta (" FIGURE_ROW ") select " FIGURE_ROW " from xz.figure_counted($1, $2)",
	    DB_I64(b->from), DB_I64(b->to));
}
static const struct stream_consumer counting = { .name = FIGURE_CONSUMER, .limit = EVENTS_A_STEP, .take = count };

enum err
figure_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	bool missing;
	enum err e = record_dims_missing(a, db, &missing);

	(void)by;
	*n = 0;
	return e == OK && !missing ? stream_consume(a, db, &counting, n) : e;
}
