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

#define LAWS(bound) "select l.id, l.ref, l.title, l.title_en, l.level, l.issuer, v.version_day," \
	" v.valid_from, v.valid_to," \
    " v.number, coalesce(v.text, false) as text from xz.law_law l" \
    " left join lateral (select v.version_day, v.valid_from, v.valid_to, v.number," \
    "   exists (select from xz.law_article x where x.version_id = v.id) as text from xz.law_version v" \
    "   where v.law_id = l.id and v.valid_from <= " bound " and coalesce(v.valid_to, 'infinity') >= " bound \
    "   order by v.version_day desc limit 1) v on true"

static struct law_law
law_of(struct db_row r)
{
	return (struct law_law){ .id = row_i64(r, "id"), .ref = row_ref(r, "ref"), .title = row_text(r, "title"),
	    .title_en = row_text(r, "title_en"), .level = row_text(r, "level"), .issuer = row_text(r, "issuer"),
	    .version_day = row_day(r, "version_day"), .valid_from = row_day(r, "valid_from"),
	    .valid_to = row_day(r, "valid_to"), .number = row_text_or(r, "number", ""), .text = row_bool(r, "text") };
}

enum err
law_get(struct arena *a, struct db *db, struct ref ref, int32_t day, struct law_law *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, LAWS("$2") " where l.ref = $1", DB_REF(ref), DB_DAY(day));

	if (e == OK)
		*out = law_of(r);
	return e;
}

static struct law_version
version_of(struct db_row r)
{
	return (struct law_version){ .id = row_i64(r, "id"), .version_day = row_day(r, "version_day"),
	    .valid_from = row_day(r, "valid_from"), .valid_to = row_day(r, "valid_to"), .number = row_text(r, "number"),
	    .source = row_text(r, "source"), .articles = (int)row_i64(r, "articles") };
}

enum err
law_versions(struct arena *a, struct db *db, int64_t law, struct law_version **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select id, version_day, valid_from, valid_to, number, source, (select count(*) from xz.law_article x"
	    " where x.version_id = v.id) as articles from xz.law_version v where law_id = $1 order by version_day desc",
	    DB_I64(law));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct law_version, (size_t)*n);
	for (i = 0; i < *n; i++)
		(*out)[i] = version_of(db_at(rows, i));
	return OK;
}

enum err
law_version_on(struct arena *a, struct db *db, int64_t law, int32_t day, struct law_version *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select id, version_day, valid_from, valid_to, number, source, (select count(*) from xz.law_article x"
	    " where x.version_id = v.id) as articles from xz.law_version v where law_id = $1 and valid_from <= $2"
	    " and coalesce(valid_to, 'infinity') >= $2 order by version_day desc limit 1", DB_I64(law), DB_DAY(day));

	if (e == OK)
		*out = version_of(r);
	return e;
}

enum err
law_articles(struct arena *a, struct db *db, int64_t version, struct law_article **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select no, suffix, label, chapter, text from xz.law_article"
	    " where version_id = $1 order by no, suffix", DB_I64(version));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct law_article, (size_t)*n);
	for (i = 0; i < *n; i++) {
		struct db_row r = db_at(rows, i);

		(*out)[i] = (struct law_article){ .no = row_i32(r, "no"), .suffix = row_i32(r, "suffix"),
		    .label = row_text(r, "label"), .chapter = row_text(r, "chapter"),
		    .text = row_text_null(r, "text") };
	}
	return OK;
}
