/* cause.c - see law.h: matters, causes, scales and tiers, check items. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/db/db.h"
#include "lib/law/law.h"

enum err
law_matters(struct arena *a, struct db *db, const char *field, const char *type, const char *after, int32_t day,
    int limit, struct law_matter **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select m.id, m.ref, m.code, m.name, m.name_en, m.type, m.field, m.basis, m.levels, m.published_on,"
	    " coalesce(g.short_name, '') as agency_name from xz.law_matter m"
	    " left join xz.people_agency g on g.id = m.agency_id"
	    " where m.code > $3 and ($1 = '' or m.field = $1) and ($2 = '' or m.type = $2) and m.valid_from <= $4"
	    " and (m.valid_to is null or m.valid_to >= $4) order by m.code, m.id limit $5",
	    DB_TEXT(field), DB_TEXT(type), DB_TEXT(after), DB_DAY(day), DB_I64(limit));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct law_matter, (size_t)*n);
	for (i = 0; i < *n; i++) {
		struct db_row r = db_at(rows, i);

		(*out)[i] = (struct law_matter){ .id = row_i64(r, "id"), .ref = row_ref(r, "ref"),
		    .code = row_text(r, "code"), .name = row_text(r, "name"), .name_en = row_text(r, "name_en"),
		    .type = row_text(r, "type"), .field = row_text(r, "field"), .basis = row_text(r, "basis"),
		    .levels = row_text(r, "levels"), .agency_name = row_text(r, "agency_name"),
		    .published_on = row_day(r, "published_on") };
	}
	return OK;
}

enum err
law_matter_count(struct arena *a, struct db *db, const char *field, const char *type, int32_t day, int64_t *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select count(*) as n from xz.law_matter where ($1 = '' or field = $1)"
	    " and ($2 = '' or type = $2) and valid_from <= $3 and (valid_to is null or valid_to >= $3)",
	    DB_TEXT(field), DB_TEXT(type), DB_DAY(day));

	if (e == OK)
		*out = row_i64(r, "n");
	return e;
}

#define CAUSE "select c.id, c.ref, c.code, c.name, c.name_en, c.field, c.harm, xz.law_cited(c.id," \
	" 'broken') as broken," \
    " xz.law_cited(c.id, 'applied') as applied from xz.law_cause c"

static struct law_cause
cause_of(struct db_row r)
{
	return (struct law_cause){ .id = row_i64(r, "id"), .ref = row_ref(r, "ref"), .code = row_text(r, "code"),
	    .name = row_text(r, "name"), .name_en = row_text(r, "name_en"), .field = row_text(r, "field"),
	    .broken = row_text(r, "broken"), .applied = row_text(r, "applied"), .harm = row_bool(r, "harm") };
}

enum err
law_causes(struct arena *a, struct db *db, const char *field, int32_t day, struct law_cause **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, CAUSE " where ($1 = '' or c.field = $1) and c.valid_from <= $2"
	    " and (c.valid_to is null or c.valid_to >= $2) order by c.code", DB_TEXT(field), DB_DAY(day));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct law_cause, (size_t)*n);
	for (i = 0; i < *n; i++)
		(*out)[i] = cause_of(db_at(rows, i));
	return OK;
}

static struct law_tier
tier_of(struct db_row r)
{
	return (struct law_tier){ .ref = row_ref(r, "tier_ref"), .name = row_text(r, "name"),
	    .name_en = row_text(r, "name_en"), .base = row_text(r, "base"), .conditions = row_text(r, "conditions"),
	    .penalties = row_text(r, "penalties"), .min = row_i64(r, "min"), .max = row_i64(r, "max") };
}

/* One row a tier, the scale's columns repeated. */
enum err
law_scales(struct arena *a, struct db *db, int64_t cause, int32_t day, struct law_scale **out, int *n)
{
	const struct db_rows *rows;
	int64_t last = 0;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select s.id, s.ref, s.kind, s.title, s.source, s.published_on, s.valid_from, s.valid_to,"
	    " t.ref as tier_ref, t.name, t.name_en, t.base, t.min, t.max, t.conditions, array_to_string(t.penalties,"
	    " ',') as penalties"
	    " from xz.law_scale s join xz.law_tier t on t.scale_id = s.id where s.cause_id = $1"
	    " and ($2::date is null or (s.valid_from <= $2 and coalesce(s.valid_to, 'infinity') >= $2))"
	    " order by s.valid_from desc, s.id, t.seq", DB_I64(cause), DB_DAY(day));

	*n = 0;
	if (e != OK)
		return e;
	*out = ARENA_ARRAY(a, struct law_scale, (size_t)db_count(rows));
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		struct law_scale *s;

		if (row_i64(r, "id") != last) {
			last = row_i64(r, "id");
			(*out)[(*n)++] = (struct law_scale){ .ref = row_ref(r, "ref"), .kind = row_text(r, "kind"),
			    .title = row_text(r, "title"), .source = row_text(r, "source"),
			    .published_on = row_day(r, "published_on"), .valid_from = row_day(r, "valid_from"),
			    .valid_to = row_day(r, "valid_to"),
			    .tier = ARENA_ARRAY(a, struct law_tier, (size_t)(db_count(rows) - i)) };
		}
		s = &(*out)[*n - 1];
		s->tier[s->tier_n++] = tier_of(r);
	}
	return OK;
}
