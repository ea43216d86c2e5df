/* read.c - see read.h. */
#include "lib/query/read.h"

#include "lib/base/fold.h"
#include "lib/db/db.h"

enum err
query_read_of(struct arena *a, struct db *db, const char *q, int most, const struct db_rows **out)
{
	const char *folded = fold(a, q);
	struct ref ref = { { 0 } };

	if (!ref_parse(q, &ref))
		ref = (struct ref){ { 0 } };
	return DB_MANY(a, db, out, "select kind, ref, label, array_to_string(refs, ' ') as refs"
	    " from xz.query_read_of($1, $2::int4[], $3, $4::int)", DB_TEXT(folded),
	    DB_TEXT(fold_bigrams_text(a, folded)), DB_REF_OR_NULL(ref), DB_I64(most));
}

enum err
query_read_words(struct arena *a, struct db *db, const char *const *refs, size_t n, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select ref, label from xz.query_read_words($1::text[]::uuid[]) where label is not null",
	    DB_TEXTS(refs, n));
}
