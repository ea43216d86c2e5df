/* public.c - see public.h. */
#include "lib/law/public.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/law/words.h"

enum err
law_public_matters(struct arena *a, struct db *db, struct ref agency, const char *type, const char *text,
    int32_t today, struct ref after, int want, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select m.ref, m.code, m.name as name_zh, coalesce(nullif(m.name_en, ''), m.name) as name_en,"
	    " m.type, m.field, m.basis, m.levels, g.ref as agency_ref, g.short_name as agency_name, m.published_on"
	    " from xz.law_matter m left join xz.people_agency g on g.id = m.agency_id"
	    " where m.valid_to is null and m.valid_from <= $4 and ($1::uuid is null or g.ref = $1"
	    "   or (m.agency_id is null and m.field = (select y.field from xz.people_agency y where y.ref = $1)))"
	    " and ($2::text is null or m.type = $2) and ($3::text is null or position($3 in m.name) > 0"
	    " or starts_with(m.code, $3))"
	    " and ($5::uuid is null or (m.code, m.id) > (select x.code, x.id from xz.law_matter x where x.ref = $5))"
	    " order by m.code, m.id limit $6", DB_REF_OR_NULL(agency), DB_TEXT(type), DB_TEXT(text), DB_DAY(today),
	    DB_REF_OR_NULL(after), DB_I64(want));
}

enum err
law_public_matter_count(struct arena *a, struct db *db, struct ref agency, const char *type, const char *text,
    int32_t today, int64_t max, int64_t *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select count(*) as n from (select from xz.law_matter m where m.valid_to is null and m.valid_from <= $4"
	    " and ($1::uuid is null or m.agency_id = (select g.id from xz.people_agency g where g.ref = $1)"
	    "   or (m.agency_id is null and m.field = (select y.field from xz.people_agency y where y.ref = $1)))"
	    " and ($2::text is null or m.type = $2) and ($3::text is null or position($3 in m.name) > 0"
	    " or starts_with(m.code, $3))"
	    " limit $5) x", DB_REF_OR_NULL(agency), DB_TEXT(type), DB_TEXT(text), DB_DAY(today), DB_I64(max + 1));

	if (e == OK)
		*out = row_i64(r, "n");
	return e;
}

enum err
law_public_scales(struct arena *a, struct db *db, const char *text, int32_t today, struct ref after, int want,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select s.ref, s.title, s.source, s.published_on, s.valid_from, c.name as cause_zh,"
	    " coalesce(nullif(c.name_en, ''), c.name) as cause_en, c.code as cause_code, c.field,"
	    " (select count(*) from xz.law_tier t where t.scale_id = s.id) as tiers"
	    " from xz.law_scale s join xz.law_cause c on c.id = s.cause_id"
	    " where s.valid_from <= $2 and coalesce(s.valid_to, 'infinity') >= $2"
	    " and ($1::text is null or position($1 in c.name) > 0 or position($1 in s.title) > 0)"
	    " and ($3::uuid is null or (c.code, s.id) > (select y.code, x.id from xz.law_scale x"
	    "   join xz.law_cause y on y.id = x.cause_id where x.ref = $3))"
	    " order by c.code, s.id limit $4", DB_TEXT(text), DB_DAY(today), DB_REF_OR_NULL(after), DB_I64(want));
}

enum err
law_public_scale(struct arena *a, struct db *db, struct ref ref, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select s.ref, s.kind, s.title, s.source, s.published_on, s.valid_from, s.valid_to, c.id as cause_id,"
	    " c.ref as cause_ref, c.name as cause_zh, coalesce(nullif(c.name_en, ''), c.name) as cause_en, c.code"
	    " as cause_code, xz.law_cited(c.id, 'broken') as broken, xz.law_cited(c.id, 'applied') as applied"
	    " from xz.law_scale s join xz.law_cause c on c.id = s.cause_id where s.ref = $1", DB_REF(ref));
}

enum err
law_public_tiers(struct arena *a, struct db *db, struct ref scale, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select t.seq, t.name as name_zh, coalesce(nullif(t.name_en, ''), t.name) as name_en, t.base, t.min, t.max,"
	    " t.conditions, (select string_agg(coalesce(k.name_zh, x.code), '、' order by x.n) from unnest(t.penalties)"
	    "   with ordinality x (code, n) left join xz.law_code k on k.kind = 'penalty_kind' and k.code = x.code"
	    "     and k.valid_to is null) as penalties_zh,"
	    " (select string_agg(coalesce(k.name_en, x.code), ', ' order by x.n) from unnest(t.penalties)"
	    "   with ordinality x (code, n) left join xz.law_code k on k.kind = 'penalty_kind' and k.code = x.code"
	    "     and k.valid_to is null) as penalties_en"
	    " from xz.law_tier t join xz.law_scale s on s.id = t.scale_id where s.ref = $1 order by t.seq",
	    DB_REF(scale));
}

#define KEPT_US (10 * SECOND_US)

struct titled {
	const char *title;
	struct ref ref;
};

/* Titles hardly ever change, and nearly every page of the portal names laws. */
static struct {
	struct arena *arena;
	struct titled *v;
	size_t n;
	int64_t until;		/* of clock_monotonic_us() */
} kept;

static int
by_title(const void *a, const void *b)
{
	return strcmp(((const struct titled *)a)->title, ((const struct titled *)b)->title);
}

static enum err
keep_titles(struct db *db)
{
	struct arena *a = arena_new("laws");
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select title, ref from xz.law_law order by title");

	if (e != OK) {
		arena_free(a);
		return e;
	}
	if (kept.arena != NULL)
		arena_free(kept.arena);
	kept.arena = a;
	kept.n = (size_t)db_count(rows);
	kept.v = ARENA_ARRAY(a, struct titled, kept.n + 1);
	for (i = 0; i < db_count(rows); i++)
		kept.v[i] = (struct titled){ row_text(db_at(rows, i), "title"), row_ref(db_at(rows, i), "ref") };
	qsort(kept.v, kept.n, sizeof(*kept.v), by_title);
	kept.until = clock_monotonic_us() + KEPT_US;
	return OK;
}

static bool
titled(const char *title, struct ref *out)
{
	struct titled want = { .title = title };
	const struct titled *found = kept.n > 0 ? bsearch(&want, kept.v, kept.n, sizeof(want), by_title) : NULL;

	if (found != NULL)
		*out = found->ref;
	return found != NULL;
}

enum err
law_public_named(struct db *db, const char *title, struct ref *out)
{
	char full[512];
	int n = snprintf(full, sizeof(full), "%s%s", LAW_STATE, title);
	enum err e = clock_monotonic_us() < kept.until ? OK : keep_titles(db);

	if (e != OK)
		return e;
	if (titled(title, out) || (n > 0 && (size_t)n < sizeof(full) && titled(full, out)) ||
	    (str_starts(title, LAW_STATE) && titled(title + strlen(LAW_STATE), out)))
		return OK;
	return err_set(ERR_NOT_FOUND, "no law of this title");
}

enum err
law_public_laws(struct arena *a, struct db *db, const char *text, const char *level, int32_t today,
    struct ref after, int want, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select l.ref, l.title as title_zh, coalesce(nullif(l.title_en, ''), l.title) as title_en,"
	    " l.level, l.issuer, (select count(*) from xz.law_version v where v.law_id = l.id) as versions,"
	    " v.version_day, v.valid_from, (select count(*) from xz.law_article x"
	    " where x.version_id = v.id) as articles"
	    " from xz.law_law l left join lateral (select w.id, w.version_day, w.valid_from from xz.law_version w"
	    "   where w.law_id = l.id and w.valid_from <= $3 and coalesce(w.valid_to, 'infinity') >= $3"
	    "   order by w.valid_from desc limit 1) v on true"
	    " where ($1::text is null or position($1 in l.title) > 0) and ($2::text is null or l.level = $2)"
	    " and ($4::uuid is null or l.title > (select x.title from xz.law_law x where x.ref = $4))"
	    " order by l.title limit $5", DB_TEXT(text), DB_TEXT(level), DB_DAY(today), DB_REF_OR_NULL(after),
	    DB_I64(want));
}
