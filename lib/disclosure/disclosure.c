/* disclosure.c - see disclosure.h: spans decided, the copy for the public, withdrawal. */
#include "lib/disclosure/disclosure.h"
#include "lib/disclosure/name.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/fold.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/disclosure/expiry.h"
#include "lib/disclosure/words.h"
#include "lib/sec/sec.h"

/* Bytes of the first n code points. */
static size_t
bytes_of(const char *s, int n)
{
	const char *p = s;

	while (n-- > 0 && *p != '\0')
		(void)str_utf8_next(&p);
	return (size_t)(p - s);
}

static const char *
slice(struct arena *a, const char *text, int at, int len)
{
	size_t from = bytes_of(text, at);

	return arena_strndup(a, text + from, bytes_of(text + from, len));
}

static enum err
spans(struct arena *a, struct db *db, struct disclosure_item *out)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select s.id, s.field, s.at, s.len, s.rule, s.state, r.name_zh, r.name_en from xz.disclosure_redaction s"
	    " left join xz.disclosure_rule r on r.code = s.rule where s.item_id = $1 order by s.field, s.at",
	    DB_I64(out->id));

	if (e != OK)
		return e;
	out->span_n = db_count(rows);
	out->span = ARENA_ARRAY(a, struct disclosure_span, (size_t)out->span_n);
	for (i = 0; i < out->span_n; i++) {
		struct db_row r = db_at(rows, i);
		const char *text = json_string_value(json_object_get(out->draft, row_text(r, "field")));

		out->span[i] = (struct disclosure_span){ .id = row_i64(r, "id"), .field = row_text(r, "field"),
		    .at = row_i32(r, "at"), .len = row_i32(r, "len"), .rule = row_text_null(r, "rule"),
		    .rule_name_zh = row_text_null(r, "name_zh"), .rule_name_en = row_text_null(r, "name_en"),
		    .state = row_text(r, "state"),
		    .text = slice(a, text != NULL ? text : "", row_i32(r, "at"), row_i32(r, "len")) };
	}
	return OK;
}

enum err
disclosure_get(struct arena *a, struct db *db, struct ref track, struct disclosure_item *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select i.id, i.ref, i.decision_id, i.decision_ref, i.agency_id, i.version, i.state, i.draft,"
	    " encode(i.sha256, 'hex') as sha256,"
	    " d.number, d.outcome, d.decided_on, k.id as track_id,"
	    " d.revoked_on is not null or d.illegal_on is not null or i.changes < xz.caseflow_changes(d.id) as revoked,"
	    " s.id as shown_id, s.version as shown_version, encode(s.sha256, 'hex') as shown_sha256,"
	    " xz.disclosure_overtaken(k.id) as overtaken,"
	    " k.ref as track_ref, c.id as case_id, c.ref as case_ref, c.cause_name, y.name, y.code, y.natural_person,"
	    " " DISCLOSURE_NAME_SHOWN " as name_shown,"
	    " g.name as agency_name, g.ref as agency_ref, g.region"
	    " from xz.disclosure_item i join xz.caseflow_decision d on d.id = i.decision_id"
	    " join xz.caseflow_track k on k.id = d.track_id join xz.caseflow_case c on c.id = k.case_id"
	    " join xz.caseflow_party y on y.id = k.party_id join xz.people_agency g on g.id = i.agency_id"
	    " left join xz.disclosure_item s on s.decision_id = d.id and s.state = 'published'"
	    " where k.ref = $1 order by i.id desc, s.id desc limit 1", DB_REF(track));

	if (e != OK)
		return e;
	*out = (struct disclosure_item){ .id = row_i64(r, "id"), .ref = row_ref(r, "ref"),
	    .decision = row_i64(r, "decision_id"), .decision_ref = row_ref(r, "decision_ref"),
	    .track = row_i64(r, "track_id"), .track_ref = row_ref(r, "track_ref"),
	    .case_id = row_i64(r, "case_id"), .case_ref = row_ref(r, "case_ref"),
	    .agency = row_i64(r, "agency_id"), .version = row_i32(r, "version"), .state = row_text(r, "state"),
	    .number = row_text(r, "number"), .outcome = row_text(r, "outcome"), .party_name = row_text(r, "name"),
	    .party_code = row_bool(r, "natural_person") ? "" : row_text(r, "code"),
	    .natural_person = row_bool(r, "natural_person"),
	    .name_shown = row_bool(r, "name_shown"), .cause_name = row_text(r, "cause_name"),
	    .agency_name = row_text(r, "agency_name"), .agency_ref = row_ref(r, "agency_ref"),
	    .region = row_text(r, "region"), .decided_on = row_day(r, "decided_on"),
	    .revoked = row_bool(r, "revoked"), .sha256 = row_text_null(r, "sha256"),
	    .draft = json_in(a, row_text(r, "draft"), 0) };
	if (out->draft == NULL)
		return err_set(ERR_DB, "a draft that is not JSON");
	if (row_has(r, "shown_id")) {
		out->shown.id = row_i64(r, "shown_id");
		out->shown.version = row_i32(r, "shown_version");
		out->shown.sha256 = row_text_null(r, "shown_sha256");
		out->shown.overtaken = row_bool(r, "overtaken");
	}
	return spans(a, db, out);
}

enum err
disclosure_span_decide(struct arena *a, struct db *db, int64_t span, bool redact, int64_t by)
{
	return DB_EXEC(a, db, "update xz.disclosure_redaction set state = $2, decided_by = $3 where id = $1",
	    DB_I64(span), DB_TEXT(redact ? "confirmed" : "rejected"), DB_I64(by));
}

enum err
disclosure_span_add(struct arena *a, struct db *db, int64_t item, const char *field, int at, int len,
    int64_t by)
{
	return DB_EXEC(a, db,
	    "insert into xz.disclosure_redaction (item_id, field, at, len, state, decided_by)"
	    " values ($1, $2, $3, $4, 'confirmed', $5)", DB_I64(item), DB_TEXT(field), DB_I64(at), DB_I64(len),
	    DB_I64(by));
}

/* A name keeps its first character (张某某); anything else is starred, four for any length. */
static void
mask(struct str *out, const struct disclosure_span *s)
{
	const char *p = s->text;
	int i;

	if (str_eq(s->rule, "known_person") && s->len <= 4 && (unsigned char)*p >= 0x80) {
		(void)str_utf8_next(&p);
		str_addn(out, s->text, (size_t)(p - s->text));
		for (i = 1; i < (s->len < 2 ? 2 : s->len); i++)
			str_add(out, DISCLOSURE_SOMEBODY);
		return;
	}
	str_add(out, "****");
}

static bool
hides(const struct disclosure_span *s, const char *field)
{
	return strcmp(s->field, field) == 0 && strcmp(s->state, "confirmed") == 0;
}

/* Confirmed spans from *i on that overlap, as one: the span that covers them all, or, where none does, one
 * without a rule, of which nothing stays. */
static struct disclosure_span
merged(const struct disclosure_item *it, const char *field, int *i)
{
	struct disclosure_span out = it->span[*i];
	bool names = str_eq(out.rule, "known_person");

	for (; *i + 1 < it->span_n; (*i)++) {
		const struct disclosure_span *s = &it->span[*i + 1];
		int end = out.at + out.len;

		if (!hides(s, field))
			continue;
		if (s->at >= end)
			break;
		names = names && str_eq(s->rule, "known_person");
		if (s->at == out.at && s->len > out.len)
			out = *s;
		else if (s->at + s->len > end) {
			out.len = s->at + s->len - out.at;
			names = false;
		}
	}
	if (!names)
		out.rule = NULL;
	return out;
}

static const char *
masked(struct arena *a, const struct disclosure_item *it, const char *field, const char *text)
{
	struct str out;
	int i, at = 0;

	str_init(&out, a);
	for (i = 0; i < it->span_n; i++) {
		struct disclosure_span s;

		if (!hides(&it->span[i], field))
			continue;
		s = merged(it, field, &i);
		str_add(&out, slice(a, text, at, s.at - at));
		mask(&out, &s);
		at = s.at + s.len;
	}
	str_add(&out, text + bytes_of(text, at));
	return out.s;
}

enum err
disclosure_text(struct arena *a, struct db *db, const struct disclosure_item *it, json_t **out)
{
	char ref[REF_TEXT_SIZE];
	const char *key;
	json_t *value, *doc;
	int i;

	(void)db;
	for (i = 0; i < it->span_n; i++)
		if (strcmp(it->span[i].state, "proposed") == 0)
			return err_set(ERR_STATE, "a span waits for a person's word");
	doc = json_kept(a, json_object());
	ref_text(it->decision_ref, ref);
	json_object_set_new(doc, "format", json_string("xz-decision-1"));
	json_object_set_new(doc, "ref", json_string(ref));
	json_object_set_new(doc, "version", json_integer(it->version));
	json_object_foreach(it->draft, key, value)
		if (json_is_string(value))
			json_object_set_new(doc, key, json_string(masked(a, it, key, json_string_value(value))));
	*out = doc;
	return OK;
}

/* In lists, feeds, files and the search a citizen has no full name, whatever the decision's page says. */
static const char *
listed_name(struct arena *a, const struct disclosure_item *it, const json_t *doc)
{
	const char *name = json_string_value(json_object_get(doc, "party_name")), *p = name;

	if (!it->natural_person || !it->name_shown || str_empty(name))
		return name;
	(void)str_utf8_next(&p);
	return arena_printf(a, "%.*s%s%s", (int)(p - name), name, DISCLOSURE_SOMEBODY, DISCLOSURE_SOMEBODY);
}

static enum err
put_search(struct arena *a, struct db *db, const struct disclosure_item *it, const json_t *doc)
{
	const char *folded = fold(a, arena_printf(a, "%s\n%s\n%s\n%s",
	    listed_name(a, it, doc), it->party_code, it->number, it->cause_name));

	return DB_EXEC(a, db,
	    "insert into xz.disclosure_search (decision_ref, decided_on, folded, bigrams)"
	    " values ($1, $2, $3, $4::int4[])"
	    " on conflict (decision_ref) do update set folded = excluded.folded, bigrams = excluded.bigrams",
	    DB_REF(it->decision_ref), DB_DAY(it->decided_on), DB_TEXT(folded), DB_TEXT(fold_bigrams_text(a, folded)));
}

/* What an earlier version was stays to be told of: its digest, its days, why it went; its content does not. */
static enum err
supersede(struct arena *a, struct db *db, const struct disclosure_item *it, int64_t now)
{
	enum err e = DB_EXEC(a, db,
	    "insert into xz.disclosure_superseded (decision_ref, version, sha256, published_at, ended_at, end_reason)"
	    " select p.decision_ref, p.version, p.sha256, p.published_at, coalesce(p.ended_at, $2),"
	    " coalesce(p.end_reason, 'changed') from xz.disclosure_public p where p.decision_ref = $1",
	    DB_REF(it->decision_ref), DB_TIME(now));

	if (e != OK || it->shown.id == 0)
		return e;
	e = DB_EXEC(a, db, "update xz.disclosure_item set state = 'corrected', withdrawn_at = $2,"
	    " withdrawn_code = 'changed' where id = $1", DB_I64(it->shown.id), DB_TIME(now));
	return e == OK ? disclosure_term_close(a, db, it->shown.id, "cancelled", now) : e;
}

static enum err
put_public(struct arena *a, struct db *db, const struct disclosure_item *it, const json_t *doc, const char *text,
    const unsigned char hash[32], int64_t now)
{
	return DB_EXEC(a, db,
	    "insert into xz.disclosure_public (decision_ref, state, version, number, outcome,"
	    " party_name, party_code, natural_person, cause_name, result_text, agency_ref, agency_name, region,"
	    " decided_on, published_at, json, sha256, status, regime_id, ban_until, ban_open)"
	    " select $1, 'published', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
	    " $16, json_build_object('state', 'published'), i.regime_id, case when b.timed then d.ban_until end,"
	    " b.timed and d.ban_open from xz.disclosure_item i join xz.caseflow_decision d on d.id = i.decision_id"
	    " cross join lateral (select exists (select from xz.law_code l where l.kind = 'timed_penalty'"
	    "   and l.code = any (xz.disclosure_kinds(d.id))) as timed) b where i.id = $17"
	    " on conflict (decision_ref) do update set state = 'published', version = excluded.version,"
	    " number = excluded.number, party_name = excluded.party_name, party_code = excluded.party_code,"
	    " cause_name = excluded.cause_name,"
	    " result_text = excluded.result_text, published_at = excluded.published_at, ended_at = null,"
	    " end_reason = null, json = excluded.json, sha256 = excluded.sha256, status = excluded.status,"
	    " regime_id = excluded.regime_id, ban_until = excluded.ban_until, ban_open = excluded.ban_open",
	    DB_REF(it->decision_ref), DB_I64(it->version), DB_TEXT(it->number),
	    DB_TEXT(it->outcome), DB_TEXT(listed_name(a, it, doc)),
	    DB_TEXT(it->party_code), DB_BOOL(it->natural_person), DB_TEXT(it->cause_name),
	    DB_TEXT(json_string_value(json_object_get(doc, "result"))), DB_REF(it->agency_ref),
	    DB_TEXT(it->agency_name), DB_TEXT(it->region), DB_DAY(it->decided_on), DB_TIME(now),
	    DB_BYTES(text, strlen(text)), DB_BYTES(hash, 32), DB_I64(it->id));
}

enum err
disclosure_publish(struct arena *a, struct db *db, const struct disclosure_item *it, int64_t by,
    int64_t now, const char **sha256_hex)
{
	unsigned char hash[32];
	json_t *doc = NULL;
	int64_t clocks;
	char *hex = arena_alloc(a, 65);
	const char *text;
	enum err e = disclosure_text(a, db, it, &doc);

	if (e != OK)
		return e;
	text = json_text(a, doc);
	sha256(text, strlen(text), hash);
	str_hex(hash, 32, hex);
	*sha256_hex = hex;
	e = supersede(a, db, it, now);
	if (e == OK)
		e = DB_EXEC(a, db,
		    "update xz.disclosure_item set state = 'published', json = $2, sha256 = $3, published_by = $4,"
		    " published_at = $5 where id = $1", DB_I64(it->id), DB_BYTES(text, strlen(text)),
		    DB_BYTES(hash, 32), DB_I64(by), DB_TIME(now));
	if (e == OK)
		e = put_public(a, db, it, doc, text, hash, now);
	if (e == OK)
		e = DB_EXEC(a, db, "update xz.disclosure_channel set state = 'done', done_at = $2"
		    " where item_id = $1 and channel = 'portal'", DB_I64(it->id), DB_TIME(now));
	if (e == OK)
		e = put_search(a, db, it, doc);
	return e == OK ? disclosure_terms_start(a, db, it->id, 1, &clocks) : e;
}

enum err
disclosure_withhold(struct arena *a, struct db *db, int64_t item, const char *reason, int64_t by)
{
	return DB_EXEC(a, db,
	    "update xz.disclosure_item set state = 'withheld', withheld_reason = $2, published_by = $3 where id = $1",
	    DB_I64(item), DB_TEXT(reason), DB_I64(by));
}

enum err
disclosure_withdraw(struct arena *a, struct db *db, const struct disclosure_item *it, const char *code,
    const char *reason, int64_t now)
{
	enum err e = DB_EXEC(a, db,
	    "update xz.disclosure_item set state = 'withdrawn', withdrawn_at = $2, withdrawn_code = $3,"
	    " withdrawn_reason = $4"
	    " where id = $1", DB_I64(it->shown.id), DB_TIME(now), DB_TEXT(code), DB_TEXT(reason));

	/* the tombstone: number, times, a code for the reason; nothing of the content stays with the public's copy,
	 * and no words of a person come to it */
	if (e == OK)
		e = DB_EXEC(a, db,
		    "update xz.disclosure_public set state = 'withdrawn', json = null, party_name = null,"
		    " party_code = null, cause_name = null, result_text = null, ended_at = $2, end_reason = $3,"
		    " status = json_build_object('state', 'withdrawn') where decision_ref = $1",
		    DB_REF(it->decision_ref), DB_TIME(now), DB_TEXT(code));
	if (e == OK)
		e = DB_EXEC(a, db, "delete from xz.disclosure_search where decision_ref = $1",
		    DB_REF(it->decision_ref));
	return e == OK ? disclosure_term_close(a, db, it->shown.id, "cancelled", now) : e;
}
