/* public.c - see public.h. */
#include "lib/disclosure/public.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/fold.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/disclosure/expiry.h"
#include "lib/disclosure/text.h"
#include "lib/sec/sec.h"

#define FACETS_MAX 12

/* A query made ready for xz.disclosure_find(). */
struct asked {
	const char *part, *bigrams;	/* NULL: all */
	const char *const *agency;	/* as hex */
	size_t agency_n;
};

static struct asked
ask(struct arena *a, const struct public_query *q)
{
	const char *folded = str_empty(q->text) ? "" : public_fold(a, q->text);
	const char **hex = ARENA_ARRAY(a, const char *, q->agency_n + 1);
	struct asked out = { .agency = hex, .agency_n = q->agency_n };
	size_t i;

	for (i = 0; i < q->agency_n; i++) {
		char *text = arena_alloc(a, 33);

		str_hex(q->agency[i].b, 16, text);
		hex[i] = text;
	}
	if (*folded != '\0' && str_utf8_len(folded) < 2) {	/* finds nothing, rather than nearly everything */
		out.part = "\n";
		out.bigrams = "{0}";
	} else if (*folded != '\0') {
		out.part = folded;
		out.bigrams = fold_bigrams_text(a, folded);
	}
	return out;
}

enum err
public_search(struct arena *a, struct db *db, const struct public_query *q, const struct db_rows **out)
{
	struct asked k = ask(a, q);

	return DB_MANY(a, db, out,
	    "select decision_ref, number, outcome, party_name, party_code, cause_name, result_text, agency_ref,"
	    " agency_name, decided_on, published_at"
	    " from xz.disclosure_find($1::int4[], $2, nullif($3::text[], '{}')::uuid[], $4, $5, $6, $7, $8::int, true)",
	    DB_TEXT(k.bigrams), DB_TEXT(k.part), DB_TEXTS(k.agency, k.agency_n), DB_TEXT(q->outcome),
	    DB_DAY(q->from), DB_DAY(q->to), DB_REF_OR_NULL(q->after), DB_I64(q->want));
}

/* Copies no longer shown keep no names: those that stay in the search, and those with this number; of words, among the
 * last that ended. */
static enum err
gone(struct arena *a, struct db *db, const struct asked *k, struct public_counts *out)
{
	struct db_row r;
	enum err e;

	if (k->part == NULL)
		e = DB_ONE(a, db, &r, "select count(*) as n, count(*) as seen from (select 1"
		    " from xz.disclosure_public where state <> 'published' limit $1) x", DB_I64(PUBLIC_COUNT_MAX + 1));
	else
		e = DB_ONE(a, db, &r,
		    "select count(*) filter (where position($1 in w.number) > 0 or exists (select"
		    " from xz.disclosure_search s where s.decision_ref = w.decision_ref"
		    " and position($1 in s.folded) > 0)) as n, count(*) as seen"
		    " from (select p.decision_ref, p.number from xz.disclosure_public p where p.state <> 'published'"
		    " order by p.ended_at desc limit $2) w", DB_TEXT(k->part), DB_I64(PUBLIC_COUNT_MAX + 1));
	if (e != OK)
		return e;
	out->gone = row_i64(r, "n");
	out->gone_capped = row_i64(r, "seen") > PUBLIC_COUNT_MAX;
	if (out->gone > PUBLIC_COUNT_MAX)
		out->gone = PUBLIC_COUNT_MAX;
	return OK;
}

static bool
asked_for(const struct public_query *q, struct ref agency)
{
	size_t i;

	for (i = 0; i < q->agency_n; i++)
		if (ref_eq(q->agency[i], agency))
			return true;
	return q->agency_n == 0;
}

/* Adds one group: an agency's of one outcome. */
static void
add_group(const struct public_query *q, struct public_counts *out, struct ref agency, const char *name,
    const char *outcome, int64_t n)
{
	bool fits = q->outcome == NULL || strcmp(q->outcome, outcome) == 0;
	int i;

	if (asked_for(q, agency)) {
		out->found += fits ? n : 0;
		out->penalty += strcmp(outcome, "penalty") == 0 ? n : 0;
		out->no_penalty += strcmp(outcome, "no_penalty") == 0 ? n : 0;
	}
	for (i = 0; i < out->facet_n; i++)
		if (ref_eq(out->facet[i].agency, agency))
			break;
	if (i == out->facet_n)
		out->facet[out->facet_n++] = (struct public_facet){ agency, name, 0 };
	out->facet[i].n += fits ? n : 0;
}

static int
most_first(const void *a, const void *b)
{
	const struct public_facet *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n ? 1 : -1) : strcmp(x->name, y->name);
}

enum err
public_count(struct arena *a, struct db *db, const struct public_query *q, struct public_counts *out)
{
	struct asked k = ask(a, q);
	const struct db_rows *rows;
	int64_t all = 0;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "with f as materialized (select f.agency_ref, f.agency_name, f.outcome, f.party_code, f.party_name"
	    "  from xz.disclosure_find($1::int4[], $2, null, null, $3, $4, null, $5::int, false) f)"
	    " select agency_ref, min(agency_name) as name, outcome, count(*) as n,"
	    " (select count(distinct coalesce(nullif(s.party_code, ''), s.party_name)) from f s"
	    "   where (cardinality($6::text[]) = 0 or s.agency_ref = any($6::text[]::uuid[]))"
	    " and ($7::text is null or s.outcome = $7)) as subjects"
	    " from f group by agency_ref, outcome order by agency_ref, outcome",
	    DB_TEXT(k.bigrams), DB_TEXT(k.part), DB_DAY(q->from), DB_DAY(q->to), DB_I64(PUBLIC_COUNT_MAX + 1),
	    DB_TEXTS(k.agency, k.agency_n), DB_TEXT(q->outcome));

	*out = (struct public_counts){ 0 };
	if (e != OK)
		return e;
	out->facet = ARENA_ARRAY(a, struct public_facet, (size_t)db_count(rows) + 1);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		out->subjects = row_i64(r, "subjects");
		all += row_i64(r, "n");
		add_group(q, out, row_ref(r, "agency_ref"), row_text(r, "name"), row_text(r, "outcome"),
		    row_i64(r, "n"));
	}
	out->capped = all > PUBLIC_COUNT_MAX;
	qsort(out->facet, (size_t)out->facet_n, sizeof(*out->facet), most_first);
	if (out->facet_n > FACETS_MAX)
		out->facet_n = FACETS_MAX;
	return gone(a, db, &k, out);
}

enum err
public_gone_number(struct arena *a, struct db *db, const char *text, struct ref *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "(select decision_ref from xz.disclosure_public where state = 'withdrawn' and $1 <> '' and number = $1"
	    " order by ended_at desc limit 1) union all"
	    /* without the agency's word: among the last that ended */
	    " (select w.decision_ref from (select decision_ref, number, state from xz.disclosure_public"
	    "   where state <> 'published' order by ended_at desc limit $2) w where w.state = 'withdrawn'"
	    " and left($1, 1) = '〔' and right(w.number, length($1)) = $1 limit 1) limit 1",
	    DB_TEXT(public_fold(a, text)), DB_I64(PUBLIC_COUNT_MAX + 1));

	if (e == OK)
		*out = row_ref(r, "decision_ref");
	return e;
}

enum err
public_newest(struct arena *a, struct db *db, int want, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select decision_ref, number, outcome, party_name, party_code, cause_name, result_text, agency_ref,"
	    " agency_name, decided_on, published_at from xz.disclosure_public where state = 'published'"
	    " order by published_at desc, decision_ref limit $1", DB_I64(want));
}

/* Two characters from the middle of a name: past the place it begins with. */
static const char *
part_of(struct arena *a, const char *name)
{
	size_t skip = str_utf8_len(name) >= 8 ? 4 : 0;
	const char *p = name, *from;

	while (skip-- > 0)
		(void)str_utf8_next(&p);
	from = p;
	(void)str_utf8_next(&p);
	(void)str_utf8_next(&p);
	return arena_strndup(a, from, (size_t)(p - from));
}

static enum err
examples(struct arena *a, struct db *db, struct public_figures *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select party_name, party_code, substring(number from '〔[0-9]{4}〕.*$') as number"
	    " from xz.disclosure_public"
	    " where state = 'published' and party_code <> '' order by published_at desc, decision_ref limit 1");

	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK)
		return e;
	out->example_name = part_of(a, row_text(r, "party_name"));
	out->example_code = row_text(r, "party_code");
	out->example_number = row_text_null(r, "number");
	return OK;
}

enum err
public_figures(struct arena *a, struct db *db, int32_t today, struct public_figures *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select (select count(*) from xz.disclosure_public where state = 'published'"
	    "   and published_at >= $1::date::timestamptz) as today,"
	    " (select count(*) from xz.disclosure_public where state = 'published' and outcome = 'penalty'"
	    "   and decided_on between date_trunc('year', $1::date)::date and $1) as penalty,"
	    " (select count(*) from xz.disclosure_public where state = 'published' and outcome = 'no_penalty'"
	    "   and decided_on between date_trunc('year', $1::date)::date and $1) as no_penalty,"
	    " (select count(*) from xz.disclosure_public where state = 'withdrawn'"
	    "   and ended_at >= date_trunc('year', $1::date)) as withdrawn,"
	    " (select count(*) from xz.people_agency where active) as agencies,"
	    " (select count(*) from xz.people_officer where active and kind = 'formal') as officers,"
	    " (select count(*) from xz.law_law) as laws,"
	    " (select count(*) from xz.law_scale where valid_from <= $1"
	    " and coalesce(valid_to, 'infinity') >= $1) as scales", DB_DAY(today));

	*out = (struct public_figures){ 0 };
	if (e != OK)
		return e;
	out->today = row_i64(r, "today");
	out->penalty = row_i64(r, "penalty");
	out->no_penalty = row_i64(r, "no_penalty");
	out->withdrawn = row_i64(r, "withdrawn");
	out->agencies = row_i64(r, "agencies");
	out->officers = row_i64(r, "officers");
	out->laws = row_i64(r, "laws");
	out->scales = row_i64(r, "scales");
	return examples(a, db, out);
}

static struct public_term
term_of(struct db_row r)
{
	struct public_term t = { .from = DAY_NONE, .earliest = DAY_NONE, .until = DAY_NONE, .ban_until = DAY_NONE };

	if (!row_has(r, "code"))
		return t;
	t.regime = row_text(r, "code");
	t.class = row_text(r, "class");
	t.start_event = row_text(r, "start_event");
	t.name_zh = row_text(r, "regime_zh");
	t.name_en = row_text(r, "regime_en");
	t.source = row_text(r, "source");
	t.min_months = (int)row_i64_or(r, "min_months", 0);
	t.max_months = (int)row_i64_or(r, "max_months", 0);
	t.shown = row_bool(r, "shown");
	t.repairable = row_bool(r, "repairable");
	t.endless = row_bool(r, "endless");
	t.ban_until = row_day(r, "ban_until");
	t.from = strcmp(t.start_event, "decision") == 0 ? row_day(r, "decided_on") :
	    time_day(row_time(r, "first_shown"));
	if (t.repairable && t.min_months > 0)
		t.earliest = day_add_months(t.from, t.min_months);
	if (t.max_months > 0 && !t.endless)
		t.until = day_add_months(t.from, t.max_months);
	/* a penalty for a term is not hidden before it is over (信用修复管理办法 12(3), 公示规定 13(3)) */
	if (t.ban_until != DAY_NONE && t.until != DAY_NONE && t.ban_until > t.until)
		t.until = t.ban_until;
	if (t.ban_until != DAY_NONE && t.earliest != DAY_NONE && t.ban_until > t.earliest)
		t.earliest = t.ban_until;
	return t;
}

#define TERM_COLUMNS " g.code, g.class, g.start_event, g.name_zh as regime_zh, g.name_en as regime_en, g.source," \
    " g.min_months, g.max_months, g.shown, g.repairable, p.ban_until, " DISCLOSURE_ENDLESS " as endless," \
    " " DISCLOSURE_FIRST_SHOWN " as first_shown"

enum err
public_channels(struct arena *a, struct db *db, struct ref decision, struct public_channel *out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select h.channel, coalesce(l.name_zh, h.channel) as name_zh, coalesce(l.name_en, h.channel) as name_en,"
	    " p.decided_on," TERM_COLUMNS " from xz.disclosure_public p"
	    " cross join lateral xz.disclosure_channels(p.decision_ref) h"
	    " join xz.disclosure_regime g on g.id = h.regime_id"
	    " left join xz.law_code l on l.kind = 'disclosure_channel' and l.code = h.channel"
	    " where p.decision_ref = $1 order by l.seq, h.channel", DB_REF(decision));

	*n = 0;
	for (i = 0; e == OK && i < db_count(rows) && *n < PUBLIC_CHANNELS_MAX; i++) {
		struct db_row r = db_at(rows, i);

		out[(*n)++] = (struct public_channel){ .channel = row_text(r, "channel"),
		    .name_zh = row_text(r, "name_zh"), .name_en = row_text(r, "name_en"), .term = term_of(r) };
	}
	return e;
}

/* Its bytes, or that they are not those that were published. */
static void
take_json(struct arena *a, struct db_row r, struct public_decision *out)
{
	unsigned char is[SHA256_SIZE];
	const void *was, *bytes = row_bytes(a, r, "json", &out->json_n);
	char ref[REF_TEXT_SIZE];
	size_t n;

	sha256(bytes, out->json_n, is);
	was = row_has(r, "sha256") ? row_bytes(a, r, "sha256", &n) : NULL;
	if (was != NULL && n == sizeof(is) && memcmp(was, is, n) == 0) {
		out->json = arena_strndup(a, bytes, out->json_n);
		return;
	}
	ref_text(out->ref, ref);
	LOG(LOG_ERROR, "published.altered", LOG_TEXT("decision", ref));
	out->state = PUBLIC_ALTERED;
}

enum err
public_get(struct arena *a, struct db *db, struct ref decision, struct public_decision *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select p.state, p.version, p.number, p.agency_ref, p.agency_name, p.party_code, p.party_name,"
	    " p.decided_on, p.published_at, p.ended_at, p.end_reason, l.name_zh, l.name_en, p.json, p.sha256,"
	    " coalesce(encode(p.sha256, 'hex'), '') as digest,"
	    TERM_COLUMNS
	    " from xz.disclosure_public p left join xz.disclosure_regime g on g.id = p.regime_id"
	    " and p.state = 'published'"
	    " left join lateral (select name_zh, name_en from xz.law_code l where l.kind = 'withdraw_reason'"
	    "   and l.code = p.end_reason order by l.valid_from desc limit 1) l on true where p.decision_ref = $1",
	    DB_REF(decision));

	if (e != OK)
		return e;
	*out = (struct public_decision){ .ref = decision, .agency = row_ref(r, "agency_ref"),
	    .state = row_text(r, "state"), .version = row_i32(r, "version"), .number = row_text(r, "number"),
	    .agency_name = row_text(r, "agency_name"), .party_code = row_text_null(r, "party_code"),
	    .party_name = row_text_null(r, "party_name"), .decided_on = row_day(r, "decided_on"),
	    .published_at = row_time(r, "published_at"), .ended_at = row_time(r, "ended_at"),
	    .end_reason = row_text_null(r, "end_reason"), .end_reason_zh = row_text_null(r, "name_zh"),
	    .end_reason_en = row_text_null(r, "name_en"), .term = term_of(r) };
	if (row_has(r, "json"))
		take_json(a, r, out);
	out->sha256 = row_text(r, "digest");
	return OK;
}

enum err
public_superseded(struct arena *a, struct db *db, struct ref decision, struct public_version **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select s.version, encode(s.sha256, 'hex') as sha256, s.published_at, s.ended_at,"
	    " s.end_reason, l.name_zh, l.name_en from xz.disclosure_superseded s"
	    " left join lateral (select name_zh, name_en from xz.law_code l where l.kind = 'withdraw_reason'"
	    "   and l.code = s.end_reason order by l.valid_from desc limit 1) l on true"
	    " where s.decision_ref = $1 order by s.version desc", DB_REF(decision));

	*n = e == OK ? db_count(rows) : 0;
	*out = ARENA_ARRAY(a, struct public_version, (size_t)*n + 1);
	for (i = 0; i < *n; i++) {
		struct db_row r = db_at(rows, i);

		(*out)[i] = (struct public_version){ .version = row_i32(r, "version"),
		    .sha256 = row_text(r, "sha256"), .published_at = row_time(r, "published_at"),
		    .ended_at = row_time(r, "ended_at"), .reason = row_text(r, "end_reason"),
		    .reason_zh = row_text_or(r, "name_zh", ""), .reason_en = row_text_or(r, "name_en", "") };
	}
	return e;
}

enum err
public_stamp(struct arena *a, struct db *db, struct ref decision, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select changed::text as stamp from xz.disclosure_public where decision_ref = $1 and state = 'published'",
	    DB_REF(decision));

	if (e == OK)
		*out = row_text(r, "stamp");
	return e;
}

enum err
public_same_subject(struct arena *a, struct db *db, const struct public_decision *d, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select decision_ref, number, outcome, party_name, party_code, cause_name, result_text, agency_ref,"
	    " agency_name, decided_on, published_at from xz.disclosure_public"
	    " where state = 'published' and party_code = nullif($1, '') and decision_ref <> $2"
	    " order by decided_on desc, decision_ref limit 8", DB_TEXT(d->party_code), DB_REF(d->ref));
}

enum err
public_of_code(struct arena *a, struct db *db, const char *code, struct ref after, int want, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select decision_ref, number, outcome, party_name, party_code, cause_name, result_text, agency_ref,"
	    " agency_name, decided_on, published_at from xz.disclosure_public"
	    " where state = 'published' and party_code = nullif($1, '') and ($2::uuid is null or"
	    "   (decided_on, decision_ref) < (select x.decided_on, x.decision_ref from xz.disclosure_public x"
	    "     where x.decision_ref = $2))"
	    " order by decided_on desc, decision_ref desc limit $3",
	    DB_TEXT(code), DB_REF_OR_NULL(after), DB_I64(want));
}

enum err
public_of_agency(struct arena *a, struct db *db, struct ref agency, int want, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select decision_ref, number, outcome, party_name, party_code, cause_name, result_text, agency_ref,"
	    " agency_name, decided_on, published_at from xz.disclosure_public"
	    " where state = 'published' and agency_ref = $1 order by decided_on desc, decision_ref desc limit $2",
	    DB_REF(agency), DB_I64(want));
}
