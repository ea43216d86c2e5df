/* decision.c - the portal's page of a published decision: its bytes, its versions, its state, its tombstone. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cgi/common/address.h"
#include "cgi/common/rows.h"
#include "cgi/disclosure/disclosure.h"
#include "cgi/portal.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/disclosure/public.h"
#include "lib/disclosure/qr.h"
#include "lib/disclosure/text.h"
#include "lib/law/public.h"
#include "lib/paper/paper.h"
#include "lib/tlog/tlog.h"
#include "lib/web/params.h"

#define OTHERS 5		/* of the same party, on the page */

void
decision_set_time(json_t *j, const char *name, int64_t at)
{
	char text[TIME_TEXT_SIZE];

	if (at == TIME_NONE)
		return;
	time_text(at, text);
	json_object_set_new(j, name, json_string(text));
}

enum err
decision_send_json(struct req *r, int status, json_t *j)
{
	const char *text = json_text_of(r->arena, j);

	req_set_header(r, "Access-Control-Allow-Origin", "*");
	return req_send(r, status, "application/json", text, strlen(text));
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

/* How long it stays public, with the rule: counted at each answer, since a rule may change while the bytes stay. */
static json_t *
term_json_of(const struct public_term *t)
{
	json_t *j = json_pack("{s:s,s:s,s:s,s:s,s:b}", "regime", t->regime, "class", t->class, "class_name", t->name_zh,
	    "start", t->start_event, "repairable", t->repairable);

	if (t->min_months > 0)
		json_object_set_new(j, "min_months", json_integer(t->min_months));
	if (t->max_months > 0)
		json_object_set_new(j, "max_months", json_integer(t->max_months));
	set_day(j, "from", t->from);
	set_day(j, "repair_from", t->earliest);
	set_day(j, "until", t->until);
	set_day(j, "ban_until", t->ban_until);
	json_object_set_new(j, "source", json_string(t->source));
	return j;
}

static json_t *
versions_json(const struct public_version *v, int n)
{
	json_t *out = json_array(), *j;
	int i;

	for (i = 0; i < n; i++) {
		j = json_pack("{s:i,s:s}", "version", v[i].version, "sha256", v[i].sha256);
		decision_set_time(j, "published_at", v[i].published_at);
		decision_set_time(j, "ended_at", v[i].ended_at);
		json_object_set_new(j, "reason", json_string(v[i].reason));
		json_object_set_new(j, "reason_name", json_string(v[i].reason_zh));
		json_array_append_new(out, j);
	}
	return out;
}

/* What may change while the digested bytes stay. */
static json_t *
status_json(const struct public_decision *d, const struct public_version *v, int n)
{
	char ref[REF_TEXT_SIZE];
	json_t *j = json_object();

	ref_text(d->ref, ref);
	json_object_set_new(j, "ref", json_string(ref));
	json_object_set_new(j, "state", json_string(d->state));
	json_object_set_new(j, "version", json_integer(d->version));
	json_object_set_new(j, "sha256", json_string(d->sha256));
	decision_set_time(j, "published_at", d->published_at);
	decision_set_time(j, "ended_at", d->ended_at);
	if (d->term.regime != NULL)
		json_object_set_new(j, "term", term_json_of(&d->term));
	if (strcmp(d->state, "withdrawn") == 0) {
		json_object_set_new(j, "number", json_string(d->number));
		json_object_set_new(j, "reason", json_string(d->end_reason != NULL ? d->end_reason : ""));
		json_object_set_new(j, "reason_name", json_string(d->end_reason_zh != NULL ? d->end_reason_zh : ""));
	}
	if (n > 0)
		json_object_set_new(j, "superseded", versions_json(v, n));
	return j;
}

static json_t *
channels_json(const struct public_channel *c, int n)
{
	json_t *out = json_array(), *j;
	int i;

	for (i = 0; i < n; i++) {
		j = term_json_of(&c[i].term);
		json_object_set_new(j, "channel", json_string(c[i].channel));
		json_array_append_new(out, j);
	}
	return out;
}

static enum err
send_status(struct req *r, int status, const struct public_decision *d)
{
	struct public_channel channel[PUBLIC_CHANNELS_MAX];
	struct public_version *v;
	int n, channels;
	json_t *j;
	enum err e = public_superseded(r->arena, r->db, d->ref, &v, &n);

	if (e == OK)
		e = public_channels(r->arena, r->db, d->ref, channel, &channels);
	if (e != OK)
		return e;
	j = status_json(d, v, n);
	if (channels > 0)
		json_object_set_new(j, "channels", channels_json(channel, channels));
	return decision_send_json(r, status, j);
}

enum err
decision_send_status(struct req *r, struct ref ref)
{
	struct public_decision d;
	enum err e = public_get(r->arena, r->db, ref, &d);

	return e == OK ? send_status(r, 200, &d) : e;
}

/* Of one that is not shown. */
static int
gone_status(const struct public_decision *d)
{
	return str_eq(d->state, PUBLIC_ALTERED) ? 503 : 410;
}

static enum err
send_bytes(struct req *r, const struct public_decision *d)
{
	if (d->json == NULL)
		return send_status(r, gone_status(d), d);
	req_set_header(r, "Access-Control-Allow-Origin", "*");
	return req_send(r, 200, "application/json", d->json, d->json_n);
}

enum err
decision_send(struct req *r, struct ref ref)
{
	struct public_decision d;
	enum err e = public_get(r->arena, r->db, ref, &d);

	return e == OK ? send_bytes(r, &d) : e;
}

static enum err
get_status(struct req *r)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? decision_send_status(r, ref) : e;
}

static enum err
get_qr(struct req *r)
{
	struct public_decision d;
	const char *svg;
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = public_get(r->arena, r->db, ref, &d);
	if (e != OK)
		return e;
	svg = qr_svg(r->arena, arena_printf(r->arena, "%s%s", address_public(), ref_path(r, "/decisions/", ref, "")));
	if (svg == NULL)
		return err_set(ERR_IO, "qr: address too long");
	return req_send(r, 200, "image/svg+xml", svg, strlen(svg));
}

static enum err
show_versions(struct req *r, struct ref ref)
{
	struct public_version *v;
	int i, n;
	enum err e = public_superseded(r->arena, r->db, ref, &v, &n);

	for (i = 0; e == OK && i < n; i++) {
		view_i64_at(r, "versions", i, "version", v[i].version);
		view_time_at(r, "versions", i, "published", v[i].published_at);
		view_time_at(r, "versions", i, "ended", v[i].ended_at);
		view_text_at(r, "versions", i, "reason", req_pick(r, v[i].reason_zh, v[i].reason_en));
	}
	return e;
}

static enum err
show_gone(struct req *r, const struct public_decision *d)
{
	bool withdrawn = strcmp(d->state, "withdrawn") == 0;
	enum err e = show_versions(r, d->ref);

	if (e != OK)
		return e;

	view_text(r, "gone.title", view_msg(r, arena_printf(r->arena, "disclosure.%s_title", d->state), NULL));
	view_text(r, "gone.text", view_msg(r, arena_printf(r->arena, "disclosure.%s_text", d->state), NULL));
	view_time(r, "gone.published", d->published_at);
	if (d->ended_at != TIME_NONE)
		view_time(r, "gone.ended", d->ended_at);
	view_bool(r, "gone.altered", gone_status(d) != 410);
	if (withdrawn) {	/* of the others not even the number */
		view_text(r, "gone.number", d->number);
		view_text(r, "gone.agency", d->agency_name);
		view_text(r, "gone.reason", req_pick(r, d->end_reason_zh, d->end_reason_en));
	}
	view_ref(r, "gone.ref", d->ref);
	return req_render(r, gone_status(d), "disclosure/gone.cs");
}

static const char *
member(const json_t *doc, const char *name)
{
	const char *text = json_string_value(json_object_get(doc, name));

	return text != NULL ? text : "";
}

static int32_t
member_day(const json_t *doc, const char *name)
{
	int32_t day;

	return day_parse(member(doc, name), &day) ? day : DAY_NONE;
}

/* The title's two lines: whom, and for what. */
static void
show_title(struct req *r, const json_t *doc)
{
	const char *title = member(doc, "title"), *party = member(doc, "party_name");

	if (*party != '\0' && str_starts(title, party) && title[strlen(party)] != '\0') {
		view_text(r, "title.0.text", party);
		view_text(r, "title.1.text", title + strlen(party));
	} else {
		view_text(r, "title.0.text", title);
	}
}

/* Lines and results, as they stand in the JSON. */
static enum err
show_texts(struct req *r, const json_t *doc)
{
	static const char *const lawful[] = { "basis", "discretion", "remedies" };
	int32_t day = member_day(doc, "decided_on");
	const char **line;
	enum err e = OK;
	size_t k;
	int i, n;

	line = public_split(r->arena, member(doc, "result"), "；", &n);
	for (i = 0; i < n; i++)
		view_text_at(r, "result", i, "text", public_grouped(r->arena, line[i]));
	line = public_split(r->arena, member(doc, "facts"), "\n", &n);
	for (i = 0; i < n; i++)
		view_text_at(r, "facts", i, "text", line[i]);
	for (k = 0; e == OK && k < sizeof(lawful) / sizeof(*lawful); k++)
		e = portal_law_text(r, lawful[k], member(doc, lawful[k]), day);
	return e;
}

/* "立案 09-24 → 告知 10-28 → 决定 11-12，共 49 天" */
static void
show_steps(struct req *r, const json_t *doc)
{
	static const char *const step[] = { "filed_on", "notified_on", "decided_on" };
	int32_t filed = member_day(doc, "filed_on"), decided = member_day(doc, "decided_on"), day;
	char n[16];
	size_t k;
	int i = 0;

	for (k = 0; k < sizeof(step) / sizeof(*step); k++) {
		day = member_day(doc, step[k]);
		if (day == DAY_NONE)
			continue;
		view_text_at(r, "step", i, "name", view_msg(r, arena_printf(r->arena, "disclosure.%s", step[k]), NULL));
		view_day_at(r, "step", i++, "day", day);
	}
	if (filed != DAY_NONE && decided != DAY_NONE && decided >= filed) {
		(void)snprintf(n, sizeof(n), "%d", decided - filed);
		view_text(r, "days", view_msg(r, "disclosure.days", "n", n, NULL));
	}
}

/* "2026-05-12，市人民政府 复议决定〔2026〕3号：变更": what a result made of it, and whose. */
static void
show_change(struct req *r, const json_t *doc)
{
	const char *change = member(doc, "change");

	if (*change == '\0')
		return;
	view_text(r, "change.what", view_msg(r, arena_printf(r->arena, "disclosure.change_%s_%s", change,
	    str_eq(member(doc, "change_kind"), "litigation") ? "suit" : "review"), NULL));
	view_text(r, "change.by", member(doc, "changed_by"));
	view_text(r, "change.on", member(doc, "changed_on"));
}

/* How soon it was published, in working days, against the rule of that day: of the decision, or of what changed it. */
static enum err
show_delay(struct req *r, const struct public_decision *d, const json_t *doc)
{
	const char *key = str_eq(member(doc, "outcome"), "penalty") ? "publish.penalty" : "publish.other";
	int32_t from = member_day(doc, "changed_on");
	struct calendar_parameter rule;
	const struct workdays *w;
	char took[24], limit[24];
	enum err e = calendar_workdays(r->arena, r->db, &w);

	if (e == OK)
		e = calendar_parameter_get(r->arena, r->db, key, d->decided_on, 0, NULL, &rule);
	if (e == ERR_STATE || e == ERR_NOT_FOUND)
		return OK;	/* an empty store has no calendar */
	if (e != OK || !str_eq(rule.unit, "wd"))
		return e;
	if (from != DAY_NONE)
		return OK;	/* its own days are in the history */
	(void)snprintf(took, sizeof(took), "%lld", (long long)workday_count(w, d->decided_on,
	    time_day(d->published_at)));
	(void)snprintf(limit, sizeof(limit), "%lld", (long long)rule.value);
	view_text(r, "delay", view_msg(r, "disclosure.delay", "n", took, "limit", limit, NULL));
	return OK;
}

/* "自公示之日起 3 年，至 2029-11-21"; NULL: the rule sets no end that could be told. */
static const char *
until_text(struct req *r, const struct public_term *t)
{
	char n[16], until[DAY_TEXT_SIZE];
	bool years = t->max_months % 12 == 0;

	if (str_eq(t->class, "unknown"))
		return view_msg(r, "disclosure.term_unknown", NULL);
	if (t->endless)
		return view_msg(r, "disclosure.term_ban", NULL);
	if (t->until == DAY_NONE)
		return NULL;
	day_text(t->until, until);
	if (t->until == t->ban_until)
		return view_msg(r, "disclosure.term_ban_until", "until", until, NULL);
	(void)snprintf(n, sizeof(n), "%d", years ? t->max_months / 12 : t->max_months);
	return view_msg(r, arena_printf(r->arena, "disclosure.term_%s_%s", t->start_event,
	    years ? n[1] == '\0' && n[0] == '1' ? "year" : "years" : "months"), "n", n, "until", until, NULL);
}

/* How it may end earlier; NULL: it may not. */
static const char *
repair_text(struct req *r, const struct public_term *t)
{
	char earliest[DAY_TEXT_SIZE];

	if (!t->repairable || t->until == DAY_NONE)
		return NULL;
	if (t->earliest == DAY_NONE)
		return view_msg(r, "disclosure.term_repair", NULL);
	if (t->earliest >= t->until)
		return NULL;
	day_text(t->earliest, earliest);
	return view_msg(r, "disclosure.term_repair_from", "from", earliest, NULL);
}

static void
show_term(struct req *r, const char *name, const struct public_term *t)
{
	const char *text = t->regime != NULL ? until_text(r, t) : NULL;

	if (text == NULL)
		return;
	view_text(r, arena_printf(r->arena, "%s.text", name), text);
	view_text(r, arena_printf(r->arena, "%s.repair", name), repair_text(r, t));
	view_text(r, arena_printf(r->arena, "%s.rule", name), view_msg(r, "disclosure.term_rule", "class",
	    req_is_en(r) ? t->name_en : t->name_zh, "source", t->source, NULL));
}

/* Other channels go by rules of their own (信用修复管理办法 5). */
static enum err
show_channels(struct req *r, struct ref ref)
{
	struct public_channel list[PUBLIC_CHANNELS_MAX];
	const char *name;
	int i, n;
	enum err e = public_channels(r->arena, r->db, ref, list, &n);

	for (i = 0; e == OK && i < n; i++) {
		name = arena_printf(r->arena, "channels.%d", i);
		view_text(r, arena_printf(r->arena, "%s.name", name), req_pick(r, list[i].name_zh, list[i].name_en));
		show_term(r, name, &list[i].term);
	}
	return e;
}

static void
show_check(struct req *r, const struct public_decision *d)
{
	const char *url = arena_printf(r->arena, "%s%s", address_public(), ref_path(r, "/decisions/", d->ref, ".json"));
	char at[TIME_TEXT_SIZE], version[16];
	struct str hash;
	const char *p;

	str_init(&hash, r->arena);
	for (p = d->sha256; *p != '\0'; p++) {
		if (p > d->sha256 && (p - d->sha256) % 4 == 0)
			str_addc(&hash, ' ');
		str_addc(&hash, *p);
	}
	view_text(r, "check.hash", hash.s);
	view_text(r, "check.raw", d->sha256);
	view_text(r, "check.command", arena_printf(r->arena, "curl -s %s | sha256sum", url));
	view_text(r, "check.pdf", ref_path(r, "/decisions/", d->ref, ".pdf"));
	view_text(r, "check.json", ref_path(r, "/decisions/", d->ref, ".json"));
	view_text(r, "check.status", ref_path(r, "/decisions/", d->ref, "/status.json"));
	view_text(r, "check.qr", ref_path(r, "/decisions/", d->ref, "/qr.svg"));
	view_i64(r, "check.version", d->version);
	view_time(r, "check.published", d->published_at);
	time_text(d->published_at, at);
	at[10] = ' ';
	at[16] = '\0';
	(void)snprintf(version, sizeof(version), "%d", d->version);
	view_text(r, "shown_text", view_msg(r, "disclosure.h_shown_text", "at", at, "agency", d->agency_name, "version",
	    version, NULL));
}

/* Where it stands in the transparency log; a moment after publication not yet (*there false). */
static enum err
show_entry(struct req *r, struct ref decision, const char *sha256, bool *there)
{
	const char *en = req_is_en(r) ? "&lang=en" : "";
	struct tlog_leaf leaf;
	char ref[REF_TEXT_SIZE];
	enum err e;

	ref_text(decision, ref);
	e = tlog_disclosed(r->arena, r->db, ref, sha256, &leaf);
	*there = e == OK;
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK)
		return e;
	view_i64(r, "entry.index", leaf.index);
	view_text(r, "entry.href", arena_printf(r->arena, "/log/?index=%lld%s", (long long)leaf.index, en));
	view_text(r, "entry.proof", arena_printf(r->arena, "/log/proof/%lld", (long long)leaf.index));
	view_text(r, "entry.command",
	    arena_printf(r->arena, "curl -s %s/log/proof/%lld | sed -n 's/^extra //p' | base64 -d",
	    address_public(), (long long)leaf.index));
	return OK;
}

static enum err
show_others(struct req *r, const struct public_decision *d)
{
	static const struct column cols[] = { { "decision_ref", 'r' }, { "cause_name", 't' },
	    { "decided_on", 'd' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = public_same_subject(r->arena, r->db, d, &rows);

	if (e != OK)
		return e;
	view_bool(r, "same_more", db_count(rows) > OTHERS);
	for (i = 0; i < db_count(rows) && i < OTHERS; i++) {
		row_view_at(r, "other", i, db_at(rows, i), cols);
		view_text_at(r, "other", i, "result",
		    public_grouped(r->arena, row_text_or(db_at(rows, i), "result_text", "")));
	}
	return OK;
}

/* The page is made of the bytes that are digested, and of nothing else about the case. */
static enum err
show_decision(struct req *r, const struct public_decision *d, bool *there)
{
	const json_t *doc = json_kept(r->arena, json_loadb(d->json, d->json_n, 0, NULL));
	enum err e;

	if (doc == NULL)
		return err_set(ERR_DB, "a published copy that is not JSON");
	view_json(r, "d", d->json);
	view_ref(r, "d.agency_ref", d->agency);
	view_text(r, "d.procedure_name", view_msg(r, str_eq(member(doc, "procedure"), "summary") ?
	    "disclosure.summary" : "disclosure.ordinary", NULL));
	view_text(r, "number_is", view_msg(r, "disclosure.number_is", "number", d->number, NULL));
	show_title(r, doc);
	show_change(r, doc);
	show_steps(r, doc);
	show_check(r, d);
	show_term(r, "term", &d->term);
	e = show_channels(r, d->ref);
	if (e == OK)
		e = show_texts(r, doc);
	if (e == OK)
		e = show_delay(r, d, doc);
	if (e == OK)
		e = show_versions(r, d->ref);
	if (e == OK)
		e = show_entry(r, d->ref, d->sha256, there);
	if (e == OK)
		e = show_others(r, d);
	return e == OK ? req_render(r, 200, "disclosure/decision.cs") : e;
}

/* Whether it is still shown, and beside what, is asked each time; the same answer is the same page. */
static enum err
page(struct req *r, struct ref ref)
{
	struct public_decision d;
	const char *key = NULL, *stamp;
	bool logged = false;
	uint64_t laws;
	enum err e = law_public_stamp(r->db, &laws);

	if (e == OK)
		e = public_stamp(r->arena, r->db, ref, &stamp);
	if (e == OK) {
		key = arena_printf(r->arena, "decision %s laws %" PRIx64, stamp, laws);
		if (req_kept(r, key))
			return OK;
	} else if (e != ERR_NOT_FOUND) {
		return e;
	}
	e = public_get(r->arena, r->db, ref, &d);
	if (e != OK)
		return e;
	if (d.json == NULL)
		return show_gone(r, &d);
	e = show_decision(r, &d, &logged);
	if (e == OK && key != NULL && logged)
		req_keep(r, key);
	return e;
}

/* The published text as PDF: the page's words, and nothing else about the case. */
static enum err
send_pdf(struct req *r, struct ref ref)
{
	struct public_decision d;
	const char *article;
	const void *pdf;
	size_t n;
	enum err e = public_get(r->arena, r->db, ref, &d);

	if (e == OK && d.json == NULL)
		return show_gone(r, &d);
	if (e != OK)
		return e;
	view_json(r, "d", d.json);
	view_text(r, "pdf.sha256", d.sha256);
	view_text(r, "pdf.href", arena_printf(r->arena, "%s%s", address_public(), ref_path(r, "/decisions/", ref, "")));
	e = req_render_text(r, "paper/decision.cs", &article);
	if (e == OK)
		e = paper_pdf(r->arena, d.number, d.published_at, article, &pdf, &n);
	if (e != OK)
		return e;
	return req_send_pdf(r, req_path_text(r, "ref"), pdf, n);
}

/* /decisions/<ref>, <ref>.json and <ref>.pdf */
static enum err
get_decision(struct req *r)
{
	const char *name = req_path_text(r, "ref");
	size_t len = strlen(name);
	struct ref ref;

	if (len > 4 && strcmp(name + len - 4, ".pdf") == 0)
		return ref_parse(arena_strndup(r->arena, name, len - 4), &ref) ? send_pdf(r, ref) :
		    err_set(ERR_NOT_FOUND, "not a ref");
	if (len > 5 && strcmp(name + len - 5, ".json") == 0)
		return ref_parse(arena_strndup(r->arena, name, len - 5), &ref) ? decision_send(r, ref) :
		    err_set(ERR_NOT_FOUND, "not a ref");
	return ref_parse(name, &ref) ? page(r, ref) : err_set(ERR_NOT_FOUND, "not a ref");
}

/* A version that another one took the place of: that it was, its digest and its days; no content (行政处罚法 48). */
static enum err
get_version(struct req *r)
{
	struct public_decision d;
	struct public_version *v;
	const char *wanted = req_path_text(r, "version");
	struct ref ref;
	bool there;
	int i, n;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = public_get(r->arena, r->db, ref, &d);
	if (e == OK)
		e = public_superseded(r->arena, r->db, ref, &v, &n);
	if (e != OK)
		return e;
	for (i = 0; i < n && strcmp(arena_printf(r->arena, "%d", v[i].version), wanted) != 0; i++)
		;
	if (i == n)
		return err_set(ERR_NOT_FOUND, "no such version");
	view_text(r, "old.version", wanted);
	view_text(r, "old.number", d.number);
	view_text(r, "old.agency", d.agency_name);
	view_time(r, "old.published", v[i].published_at);
	view_time(r, "old.ended", v[i].ended_at);
	view_text(r, "old.reason", req_pick(r, v[i].reason_zh, v[i].reason_en));
	view_text(r, "old.hash", v[i].sha256);
	view_ref(r, "old.ref", ref);
	e = show_entry(r, ref, v[i].sha256, &there);
	return e == OK ? req_render(r, 200, "disclosure/superseded.cs") : e;
}

const struct route disclosure_decision_routes[] = {
	{ .method = GET, .path = "/decisions/:ref", .flags = PORTAL_FLAGS | ROUTE_PLAIN, .run = get_decision },
	{ .method = GET, .path = "/decisions/:ref/versions/:version", .flags = PORTAL_FLAGS, .run = get_version },
	{ .method = GET, .path = "/decisions/:ref/status.json", .flags = PORTAL_FLAGS, .run = get_status },
	{ .method = GET, .path = "/decisions/:ref/qr.svg", .flags = PORTAL_FLAGS, .run = get_qr },
	{ 0 }
};
