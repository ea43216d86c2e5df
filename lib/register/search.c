/* search.c - see search.h. */
#include "lib/register/search.h"

#include <ctype.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/fold.h"
#include "lib/base/str.h"

#define CODE_MIN 6

/* Letters and digits only, and enough of them: a code or its beginning, in capitals; NULL: a name. */
static const char *
as_code(struct arena *a, const char *q)
{
	char *out = str_clean(a, q);
	size_t i, n = strlen(out);

	for (i = 0; i < n; i++) {
		if (!isalnum((unsigned char)out[i]))
			return NULL;
		out[i] = (char)toupper((unsigned char)out[i]);
	}
	return n >= CODE_MIN && n <= 18 ? out : NULL;
}

bool
register_search_enough(struct arena *a, const char *q)
{
	return q != NULL && (as_code(a, q) != NULL || str_utf8_len(fold(a, q)) >= 2);
}

#define COLUMNS "select s.ref, f.name, f.code, s.kind, s.status, coalesce(d.address, '') as address" \
    " from xz.register_search f join xz.register_subject s on s.id = f.subject_id" \
    " left join lateral (select address from xz.register_address d where d.subject_id = s.id" \
    "   and d.valid_to is null order by (d.kind = 'registered') desc, d.id limit 1) d on true"
#define FROM_KEY " and ($3::uuid is null or f.subject_id > (select id from xz.register_subject where ref = $3))" \
    " order by f.subject_id limit $4"

enum err
register_search(struct arena *a, struct db *db, const char *q, struct ref after, int limit,
    const struct db_rows **rows)
{
	const char *code = as_code(a, q), *folded = fold(a, q);
	struct db_param key = ref_zero(after) ? DB_NULL : DB_REF(after);

	if (code != NULL)
		return DB_MANY(a, db, rows, COLUMNS " where f.code ~>=~ $1 and f.code ~<~ $2" FROM_KEY,
		    DB_TEXT(code), DB_TEXT(arena_printf(a, "%s~", code)), key, DB_I64(limit));
	return DB_MANY(a, db, rows, COLUMNS " where f.bigrams @> $1::int4[] and position($2 in f.folded) > 0" FROM_KEY,
	    DB_TEXT(fold_bigrams_text(a, folded)), DB_TEXT(folded), key, DB_I64(limit));
}
