/* law.c - see law.h: code tables, laws, versions, articles. */
#include "lib/law/law.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/db/db.h"

enum err
law_sector_codes(struct arena *a, struct db *db, const char *kind, const char *sector, int32_t day,
    struct law_code **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "with own as (select code, name_zh, name_en, source, sector, seq from xz.law_code"
	    "   where kind = $1 and valid_from <= $2"
	    "   and coalesce(valid_to, 'infinity') >= $2)"
	    " select code, name_zh, name_en, source from own where sector ="
	    "   case when exists (select from own where sector = $3) then $3 else '' end order by seq, code",
	    DB_TEXT(kind), DB_DAY(day), DB_TEXT(sector));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct law_code, (size_t)*n);
	for (i = 0; i < *n; i++) {
		struct db_row r = db_at(rows, i);

		(*out)[i] = (struct law_code){ row_text(r, "code"), row_text(r, "name_zh"), row_text(r, "name_en"),
		    row_text(r, "source") };
	}
	return OK;
}

enum err
law_codes(struct arena *a, struct db *db, const char *kind, int32_t day, struct law_code **out, int *n)
{
	return law_sector_codes(a, db, kind, "", day, out, n);
}

enum err
law_sector_options(struct arena *a, struct db *db, const char *kind, const char *sector, int32_t day,
    struct input *in, const char *field)
{
	struct law_code *code;
	int i, n;
	enum err e = law_sector_codes(a, db, kind, sector, day, &code, &n);

	for (i = 0; e == OK && i < n; i++)
		input_option(in, field, code[i].code, code[i].name_zh, code[i].name_en);
	return e;
}

enum err
law_options(struct arena *a, struct db *db, const char *kind, int32_t day, struct input *in, const char *field)
{
	return law_sector_options(a, db, kind, "", day, in, field);
}
