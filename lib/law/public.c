/* public.c - see public.h. */
#include "lib/law/public.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/law/title.h"

enum err
law_public_matters(struct arena *a, struct db *db, struct ref agency, const char *type, const char *text,
    int32_t today, struct ref after, int want, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select m.ref, m.code, m.name as name_zh, coalesce(nullif(m.name_en, ''), m.name) as name_en,"
	    " m.type, m.field, m.basis, m.levels, g.ref as agency_ref, g.short_name as agency_name, m.published_on"
	    " from xz.law_matter m left join xz.people_agency g on g.id = m.agency_id"
	    " where m.valid_from <= $4 and coalesce(m.valid_to, 'infinity') >= $4 and ($1::uuid is null or g.ref = $1"
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
	    "select count(*) as n from (select from xz.law_matter m where m.valid_from <= $4"
	    " and coalesce(m.valid_to, 'infinity') >= $4"
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
	const char *bare;
	struct ref ref;
	int32_t from, to;	/* of one of its versions; from DAY_NONE: none is known */
	bool text;
};

/* Titles and versions hardly ever change, and nearly every page of the portal names laws. */
static struct {
	struct arena *arena;
	struct titled *v;	/* by title, then by day */
	size_t n;
	uint64_t stamp;		/* of all of it */
	int64_t until;		/* of clock_monotonic_us() */
} kept;

static int
by_title(const void *a, const void *b)
{
	const struct titled *x = a, *y = b;
	int c = strcmp(x->bare, y->bare);

	return c != 0 ? c : (x->from > y->from) - (x->from < y->from);
}

/* FNV-1a */
static uint64_t
mixed(uint64_t h, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	for (; n > 0; n--, p++)
		h = (h ^ *p) * 1099511628211U;
	return h;
}

static uint64_t
stamp_of(const struct titled *v, size_t n)
{
	uint64_t h = 14695981039346656037U;

	for (; n > 0; n--, v++) {
		h = mixed(h, v->bare, strlen(v->bare) + 1);
		h = mixed(h, &v->from, sizeof(v->from));
		h = mixed(h, &v->to, sizeof(v->to));
		h = mixed(h, &v->text, sizeof(v->text));
	}
	return h;
}

static enum err
keep_titles(struct db *db)
{
	struct arena *a = arena_new("laws");
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select l.bare, l.ref, v.valid_from, v.valid_to,"
	    " exists (select from xz.law_article x where x.version_id = v.id) as text from xz.law_law l"
	    " left join xz.law_version v on v.law_id = l.id and v.valid_from is not null");

	if (e != OK) {
		arena_free(a);
		return e;
	}
	if (kept.arena != NULL)
		arena_free(kept.arena);
	kept.arena = a;
	kept.n = (size_t)db_count(rows);
	kept.v = ARENA_ARRAY(a, struct titled, kept.n + 1);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		kept.v[i] = (struct titled){ .bare = row_text(r, "bare"), .ref = row_ref(r, "ref"),
		    .from = row_day(r, "valid_from"), .to = row_day(r, "valid_to"), .text = row_bool(r, "text") };
	}
	qsort(kept.v, kept.n, sizeof(*kept.v), by_title);
	kept.stamp = stamp_of(kept.v, kept.n);
	kept.until = clock_monotonic_us() + KEPT_US;
	return OK;
}

enum err
law_public_stamp(struct db *db, uint64_t *out)
{
	enum err e = clock_monotonic_us() < kept.until ? OK : keep_titles(db);

	*out = kept.stamp;
	return e;
}

/* The first version of a title. */
static size_t
first_of(const char *bare)
{
	size_t lo = 0, hi = kept.n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (strcmp(kept.v[mid].bare, bare) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

enum err
law_public_named(struct db *db, const char *title, int32_t day, struct law_named *out)
{
	const char *bare = law_bare_title(title);
	enum err e = clock_monotonic_us() < kept.until ? OK : keep_titles(db);
	const struct titled *t;
	size_t i;

	if (e != OK)
		return e;
	i = first_of(bare);
	if (i == kept.n || strcmp(kept.v[i].bare, bare) != 0)
		return err_set(ERR_NOT_FOUND, "no law of this title");
	*out = (struct law_named){ .ref = kept.v[i].ref, .on = DAY_NONE };
	for (; i < kept.n && strcmp(kept.v[i].bare, bare) == 0; i++) {
		t = &kept.v[i];
		if (t->from == DAY_NONE || t->from > day)
			continue;
		out->on = t->to == DAY_NONE || t->to >= day ? day : t->to;
		out->text = t->text;
	}
	return OK;
}

enum err
law_public_versions(struct arena *a, struct db *db, struct ref ref, const struct db_rows **out)
{
	enum err e = DB_MANY(a, db, out,
	    "select l.ref, l.title, l.title_en, l.level, l.issuer, v.id, v.version_day, v.valid_from,"
	    " v.valid_to, v.number, v.source, exists (select from xz.law_article x where x.version_id = v.id) as text"
	    " from xz.law_law l left join xz.law_version v on v.law_id = l.id where l.ref = $1"
	    " order by v.version_day desc", DB_REF(ref));

	return e == OK && db_count(*out) == 0 ? err_set(ERR_NOT_FOUND, "no such law") : e;
}

enum err
law_public_articles(struct arena *a, struct db *db, int64_t version, int64_t beside, const char *q,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select no, suffix, coalesce(x.label, o.label) as label, coalesce(x.chapter, o.chapter) as chapter, x.text,"
	    " o.label as beside_label, o.text as beside_text"
	    " from (select no, suffix, label, chapter, text from xz.law_article where version_id = $1) x"
	    " full join (select no, suffix, label, chapter, text from xz.law_article where version_id = $2) o"
	    "   using (no, suffix)"
	    " where $3::text is null or position($3 in x.text) > 0 or position($3 in o.text) > 0"
	    "   or $3 in (no::text, x.label, o.label) order by no, suffix",
	    DB_I64(version), DB_I64(beside), DB_TEXT(q));
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
