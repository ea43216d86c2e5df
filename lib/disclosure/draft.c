/* draft.c - what a decision would say in public, and the spans its rules propose to redact. */
#include <regex.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/disclosure/disclosure.h"
#include "lib/disclosure/name.h"
#include "lib/disclosure/words.h"

/* Texts of the draft that rules and persons may redact. */
static const char *const redactable[] = { "party_name", "title", "result", "facts", "basis", "discretion",
    "remedies", "changed_by" };
#define REDACTABLE_N (sizeof(redactable) / sizeof(*redactable))

static enum err
penalties_text(struct arena *a, struct db *db, int64_t case_id, int64_t party, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select coalesce(string_agg(k.name_zh || case when p.amount_fen > 0 then"
	    " ' ' || trim_scale(p.amount_fen / 100.0) || ' " DISCLOSURE_YUAN "' else '' end"
	    " || case when p.detail <> '' then '（' || p.detail || '）' else '' end, '；'"
	    " order by k.seq, p.id), '') as text"
	    " from xz.caseflow_penalty p join xz.law_code k on k.kind = 'penalty_kind' and k.code = p.kind"
	    " where p.case_id = $1 and p.party_id = $2 and p.stage = 'decision'", DB_I64(case_id), DB_I64(party));

	if (e == OK)
		*out = row_text(r, "text");
	return e;
}

static void
set_day(json_t *j, const char *name, int32_t day)
{
	char text[DAY_TEXT_SIZE];

	if (day == DAY_NONE)
		return;
	day_text(day, text);
	json_object_set_new(j, name, json_string(text));
}

static enum err
build(struct arena *a, struct db *db, struct db_row r, json_t **out)
{
	const char *result = "";
	json_t *j = json_object();
	enum err e = penalties_text(a, db, row_i64(r, "case_id"), row_i64(r, "party_id"), &result);

	if (*result == '\0')
		result = str_eq(row_text(r, "outcome"), "no_penalty") ? DISCLOSURE_NO_PENALTY : "";
	json_object_set_new(j, "number", json_string(row_text(r, "number")));
	json_object_set_new(j, "agency", json_string(row_text_or(r, "in_name_of", row_text(r, "agency_name"))));
	json_object_set_new(j, "title",
	    json_string(arena_printf(a, DISCLOSURE_TITLE, row_text(r, "name"), row_text(r, "cause_name"))));
	json_object_set_new(j, "party_name", json_string(row_text(r, "name")));
	json_object_set_new(j, "party_code", json_string(row_bool(r, "natural_person") ? "" : row_text(r, "code")));
	json_object_set_new(j, "outcome", json_string(row_text(r, "outcome")));
	json_object_set_new(j, "cause", json_string(row_text(r, "cause_name")));
	json_object_set_new(j, "result", json_string(result));
	json_object_set_new(j, "ground", json_string(row_text(r, "ground_name")));
	json_object_set_new(j, "facts", json_string(row_text(r, "facts")));
	json_object_set_new(j, "basis", json_string(row_text(r, "basis")));
	json_object_set_new(j, "discretion", json_string(row_text(r, "discretion")));
	json_object_set_new(j, "remedies", json_string(row_text(r, "remedies")));
	json_object_set_new(j, "procedure", json_string(row_text(r, "procedure")));
	set_day(j, "filed_on", row_day(r, "filed_on"));
	set_day(j, "notified_on", row_day(r, "notified_on"));
	set_day(j, "decided_on", row_day(r, "decided_on"));
	*out = j;
	return e;
}

/* What an earlier span covers is left to it; what only overlaps is proposed as well, or a part would stay. */
static enum err
put_span(struct arena *a, struct db *db, int64_t item, const char *field, int at, int len, const char *rule)
{
	return DB_EXEC(a, db,
	    "insert into xz.disclosure_redaction (item_id, field, at, len, rule) select $1, $2, $3, $4, $5"
	    " where not exists (select from xz.disclosure_redaction o where o.item_id = $1 and o.field = $2"
	    "   and o.at <= $3::int and $3::int + $4::int <= o.at + o.len)",
	    DB_I64(item), DB_TEXT(field), DB_I64(at), DB_I64(len), DB_TEXT(rule));
}

static int
points(const char *s, size_t bytes)
{
	int n = 0;
	size_t i;

	for (i = 0; i < bytes; i++)
		n += ((unsigned char)s[i] & 0xc0) != 0x80;
	return n;
}

static enum err
apply_rule(struct arena *a, struct db *db, int64_t item, const char *field, const char *text,
    const char *rule, const char *pattern)
{
	const char *p = text;
	regmatch_t hit;
	regex_t re;
	enum err e = OK;

	if (regcomp(&re, pattern, REG_EXTENDED) != 0)
		return err_set(ERR_DB, "redaction rule %s does not compile", rule);
	while (e == OK && *p != '\0' && regexec(&re, p, 1, &hit, 0) == 0 && hit.rm_eo > hit.rm_so) {
		e = put_span(a, db, item, field, points(text, (size_t)(p - text) + (size_t)hit.rm_so),
		    points(p + hit.rm_so, (size_t)(hit.rm_eo - hit.rm_so)), rule);
		p += hit.rm_eo;
	}
	regfree(&re);
	return e;
}

static enum err
apply_name(struct arena *a, struct db *db, int64_t item, const char *field, const char *text,
    const char *name, const char *rule)
{
	const char *p = text, *hit;
	enum err e = OK;

	while (e == OK && (hit = strstr(p, name)) != NULL) {
		e = put_span(a, db, item, field, points(text, (size_t)(hit - text)),
		    points(hit, strlen(hit) - strlen(hit + strlen(name))), rule);
		p = hit + strlen(name);
	}
	return e;
}

/* Natural persons the file names, but for the name that is published (NULL: none is): the party, representatives, those
 * interviewed, present, served, witnesses; their numbers.  Names of one character are not looked for.  The longest
 * come first: a name may contain another. */
static enum err
known_people(struct arena *a, struct db *db, int64_t case_id, const char *shown, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select x.name, min(case when x.key = 'person_number' then 'known_id'"
	    "  when x.key in ('person_contact', 'telephone') or x.name ~ '^[0-9+() -]{5,}$' then 'known_contact'"
	    "  else 'known_person' end) as rule from ("
	    "  select y.name, '' as key from xz.caseflow_party y where y.case_id = $1 and y.natural_person"
	    "  union all select representative, '' from xz.caseflow_party where case_id = $1"
	    "  union all select contact, '' from xz.caseflow_party where case_id = $1"
	    "  union all select v.value, v.key from xz.record_document d,"
	    "    jsonb_each_text(coalesce(d.data::jsonb -> 'input', '{}')) v"
	    "    where d.subject_kind = 'case' and d.subject_id = $1"
	    " and v.key in ('person', 'present_person', 'witness',"
	    "      'recipient', 'by_whom', 'person_number', 'person_contact', 'telephone', 'reporter')"
	    ") x where length(x.name) >= 2 and x.name is distinct from $2 group by x.name"
	    " order by length(x.name) desc, x.name", DB_I64(case_id), DB_TEXT(shown));
}

static enum err
propose(struct arena *a, struct db *db, int64_t item, int64_t case_id, const char *shown, const json_t *draft)
{
	const struct db_rows *people, *rules;
	size_t f;
	int i;
	enum err e = known_people(a, db, case_id, shown, &people);

	if (e == OK)
		e = DB_MANY(a, db, &rules,
		    "select code, pattern from xz.disclosure_rule where pattern <> '' order by seq");
	for (f = 0; e == OK && f < REDACTABLE_N; f++) {
		const char *text = json_string_value(json_object_get(draft, redactable[f]));

		for (i = 0; e == OK && text != NULL && i < db_count(people); i++)
			e = apply_name(a, db, item, redactable[f], text, row_text(db_at(people, i), "name"),
			    row_text(db_at(people, i), "rule"));
		for (i = 0; e == OK && text != NULL && f >= 2 && i < db_count(rules); i++)
			e = apply_rule(a, db, item, redactable[f], text, row_text(db_at(rules, i), "code"),
			    row_text(db_at(rules, i), "pattern"));
	}
	return e;
}

/* Whose result changed it, and when (行政处罚法 48: the reason is public). */
static enum err
put_change(struct arena *a, struct db *db, int64_t decision, struct ref remedy, json_t *draft)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select d.changed_text, x.kind, x.result, x.result_on, x.body, coalesce(x.result_number, '') as number"
	    " from xz.caseflow_decision d join xz.caseflow_remedy x on x.decision_id = d.id"
	    " where d.id = $1 and x.ref = $2", DB_I64(decision), DB_REF(remedy));

	if (e != OK)
		return e;
	json_object_set_new(draft, "result", json_string(row_text(r, "changed_text")));
	json_object_set_new(draft, "change", json_string(row_text(r, "result")));
	json_object_set_new(draft, "change_kind", json_string(row_text(r, "kind")));
	json_object_set_new(draft, "changed_by", json_string(*row_text(r, "number") == '\0' ? row_text(r, "body") :
	    arena_printf(a, "%s %s", row_text(r, "body"), row_text(r, "number"))));
	set_day(draft, "changed_on", row_day(r, "result_on"));
	return OK;
}

static enum err
decision_row(struct arena *a, struct db *db, int64_t decision, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select d.ref, d.agency_id, d.number, d.outcome, d.facts, d.basis, d.discretion, d.remedies,"
	    " d.decided_on, d.procedure, g.name as agency_name, y.id as party_id, y.name, y.code, y.natural_person,"
	    " (select f.name from xz.people_agency f where f.id = xz.people_commissioner(g.id, d.decided_on))"
	    "   as in_name_of,"
	    " c.id as case_id, c.cause_name, c.filed_on, coalesce(x.name_zh, '') as ground_name,"
	    " " DISCLOSURE_NAME_SHOWN " as name_shown,"
	    " (select max(n.served_on) from xz.caseflow_notice n where n.track_id = k.id) as notified_on"
	    " from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id"
	    " join xz.caseflow_party y on y.id = k.party_id join xz.caseflow_case c on c.id = k.case_id"
	    " join xz.people_agency g on g.id = d.agency_id"
	    " left join xz.law_code x on x.kind = 'no_penalty_ground' and x.code = d.ground"
	    " where d.id = $1", DB_I64(decision));
}

/* The portal, and each other channel whose rule has a class for it.  On credit platforms a natural person is not shown
 * (信用修复管理办法 12(3)). */
static enum err
put_channels(struct arena *a, struct db *db, int64_t decision, int64_t item, bool natural_person)
{
	return DB_EXEC(a, db,
	    "insert into xz.disclosure_channel (item_id, channel, regime_id)"
	    " select $2, q.channel, q.regime_id from (select c.channel,"
	    "   xz.disclosure_regime_of($1, c.channel) as regime_id"
	    "   from unnest(array['portal', 'credit', 'gsxt']) c (channel)) q"
	    " where q.channel = 'portal' or (q.regime_id is not null and not ($3 and q.channel = 'credit'))",
	    DB_I64(decision), DB_I64(item), DB_BOOL(natural_person));
}

enum err
disclosure_item_channels(struct arena *a, struct db *db, int64_t item, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select l.name_zh, l.name_en, g.name_zh as class_zh, g.name_en as class_en, g.source, g.shown"
	    " from (select h.channel, coalesce(h.regime_id, i.regime_id) as regime_id from xz.disclosure_channel h"
	    "   join xz.disclosure_item i on i.id = h.item_id where h.item_id = $1) h"
	    " join xz.disclosure_regime g on g.id = h.regime_id"
	    " join xz.law_code l on l.kind = 'disclosure_channel' and l.code = h.channel order by l.seq", DB_I64(item));
}

static enum err
put_item(struct arena *a, struct db *db, int64_t decision, struct db_row r, const json_t *draft)
{
	struct db_row made;
	enum err e = DB_ONE(a, db, &made,
	    "insert into xz.disclosure_item (decision_id, decision_ref, agency_id, draft, regime_id, version, changes)"
	    " values ($1, $2, $3, $4, xz.disclosure_regime_of($1, 'portal'),"
	    " coalesce((select max(version) from xz.disclosure_item where decision_id = $1), 0) + 1,"
	    " xz.caseflow_changes($1)) returning id",
	    DB_I64(decision), DB_REF(row_ref(r, "ref")), DB_I64(row_i64(r, "agency_id")),
	    DB_TEXT(json_text(a, draft)));

	if (e == OK)
		e = propose(a, db, row_i64(made, "id"), row_i64(r, "case_id"),
		    row_bool(r, "name_shown") ? row_text(r, "name") : NULL, draft);
	if (e == OK)
		e = put_channels(a, db, decision, row_i64(made, "id"), row_bool(r, "natural_person"));
	return e;
}

/* remedy NULL: as decided. */
static enum err
open_item(struct arena *a, struct db *db, int64_t decision, const struct ref *remedy)
{
	json_t *draft;
	struct db_row r;
	enum err e = decision_row(a, db, decision, &r);

	if (e == OK)
		e = build(a, db, r, &draft);
	if (e == OK && remedy != NULL)
		e = put_change(a, db, decision, *remedy, draft);
	return e == OK ? put_item(a, db, decision, r, draft) : e;
}

enum err
disclosure_open(struct arena *a, struct db *db, int64_t decision)
{
	return open_item(a, db, decision, NULL);
}

enum err
disclosure_open_anew(struct arena *a, struct db *db, int64_t decision, struct ref remedy)
{
	return open_item(a, db, decision, &remedy);
}
