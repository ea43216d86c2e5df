/* inspection.c - inspections on the desk: the list, one of them, its acts as forms.
 * Templates: inspection/.  Rules: lib/inspection/. */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/address.h"
#include "cgi/common/answer.h"
#include "cgi/common/files.h"
#include "cgi/common/rows.h"
#include "cgi/common/second_code.h"
#include "cgi/desk.h"
#include "cgi/inspection/inspection.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/disclosure/qr.h"
#include "lib/inspection/attachment.h"
#include "lib/inspection/bundle.h"
#include "lib/inspection/slip.h"
#include "lib/joint/invite.h"
#include "lib/record/record.h"

#define SHOWN 50
#define INVITATIONS_SHOWN 12
#define READS (DUTY_CASEWORK | DUTY_SUPERVISOR)
#define WRITES (DUTY_OFFICER | DUTY_UNIT_HEAD | DUTY_AGENCY_HEAD)
static const char *const scopes[] = { "mine", "unit", "all", NULL };
static const char *const states[] = { "open", "planned", "triggered", "asked", "approved", "code_issued", "notified",
    "arrived", "checked", "signed", "rectify", "told", "closed", "cancelled", NULL };

const char *
inspection_word(struct req *r, const char *prefix, const char *word)
{
	return view_msg(r, arena_printf(r->arena, "inspect.%s%s", prefix, word), NULL);
}

static const char *
tone(const char *state)
{
	if (str_eq(state, "cancelled"))
		return "";
	if (str_eq(state, "closed") || str_eq(state, "told"))
		return "song";
	return str_eq(state, "rectify") || str_eq(state, "asked") ? "amber" : "dai";
}

static const char *
one_of(const char *const *words, const char *word, const char *otherwise)
{
	for (; word != NULL && *words != NULL; words++)
		if (str_eq(*words, word))
			return *words;
	return otherwise;
}

static void
choices(struct req *r, const char *list, const char *prefix, const char *const *words, const char *chosen)
{
	int i;

	for (i = 0; words[i] != NULL; i++) {
		view_text_at(r, list, i, "value", words[i]);
		view_text_at(r, list, i, "label", inspection_word(r, prefix, words[i]));
		view_bool_at(r, list, i, "on", str_eq(words[i], chosen));
	}
}

static enum err
get_list(struct req *r)
{
	static const struct column cols[] = { { "ref", 'r' }, { "name", 't' }, { "object_id", 't' },
	    { "unit_name", 't' }, { "officers", 't' }, { "from_at", 'T' }, { "emergency", 'b' }, { 0 } };
	const char *after = req_query(r, "after", 26), *state = one_of(states, req_query(r, "state", 12), NULL);
	struct inspection_query q = { .account = r->session->account, .limit = SHOWN + 1, .state = state,
	    .scope = one_of(scopes, req_query(r, "scope", 5), req_duty(r, DUTY_OFFICER) ? "mine" :
	    req_duty(r, DUTY_UNIT_HEAD) ? "unit" : "all") };
	const struct db_rows *rows;
	int i;
	enum err e;

	if (after != NULL && !ref_parse(after, &q.after))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	e = inspection_list(r->arena, r->db, &q, &rows);
	if (e != OK)
		return e;
	for (i = 0; i < db_count(rows) && i < SHOWN; i++) {
		struct db_row row = db_at(rows, i);

		row_view_at(r, "inspections", i, row, cols);
		view_text_at(r, "inspections", i, "kind", inspection_word(r, "kind_", row_text(row, "kind")));
		view_text_at(r, "inspections", i, "state", inspection_word(r, "state_", row_text(row, "state")));
		view_text_at(r, "inspections", i, "tone", tone(row_text(row, "state")));
	}
	if (db_count(rows) > SHOWN)
		view_text(r, "next", ref_path(r, arena_printf(r->arena, INSPECTIONS "?scope=%s&state=%s&after=",
		    q.scope, state != NULL ? state : ""), row_ref(db_at(rows, SHOWN - 1), "ref"), ""));
	if (after != NULL)
		view_text(r, "first", INSPECTIONS);
	choices(r, "scopes", "scope_", scopes, q.scope);
	choices(r, "states", "state_", states, state);
	view_bool(r, "may_open", req_duty(r, DUTY_OFFICER | DUTY_UNIT_HEAD));
	return req_render(r, 200, "inspection/list.cs");
}

enum err
inspection_load(struct req *r, struct inspection *out)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? inspection_get(r->arena, r->db, ref, r->session->account, out) : e;
}

void
inspection_head(struct req *r, const struct inspection *i)
{
	view_ref(r, "inspection.ref", i->ref);
	view_i64(r, "inspection.version", i->version);
	view_text(r, "inspection.name", i->name);
	view_text(r, "inspection.object", i->natural ? NULL : i->object);
	view_text(r, "inspection.address", i->address);
	view_text(r, "inspection.kind", inspection_word(r, "kind_", i->kind));
	view_text(r, "inspection.state", i->state);
	view_text(r, "inspection.state_name", inspection_word(r, "state_", i->state));
	view_text(r, "inspection.tone", tone(i->state));
	view_text(r, "inspection.agency", i->agency_name);
	view_text(r, "inspection.unit", i->unit_name);
	view_text(r, "inspection.plan", i->plan);
	view_text(r, "inspection.reason", i->reason);
	view_text(r, "inspection.surprise", i->surprise);
	view_text(r, "inspection.again", i->again);
	if (i->beyond != NULL)
		view_text(r, "inspection.beyond", inspection_word(r, "way_", i->beyond));
	view_text(r, "inspection.statement", i->statement);
	inspection_view_nth(r, i);
	view_text(r, "inspection.lat", i->lat);
	view_text(r, "inspection.lon", i->lon);
	if (i->source != NULL)
		view_text(r, "inspection.source", inspection_word(r, "source_", i->source));
	if (i->outcome != NULL)
		view_text(r, "inspection.outcome", inspection_word(r, "outcome_", i->outcome));
	if (i->notice_way != NULL)
		view_text(r, "inspection.notice", inspection_word(r, "notice_", i->notice_way));
	if (i->accuracy_m >= 0)
		view_i64(r, "inspection.accuracy", i->accuracy_m);
	if (i->distance_m >= 0)
		view_text(r, "inspection.distance", arena_printf(r->arena, "%d", i->distance_m));
	view_bool(r, "inspection.emergency", i->emergency);
	view_bool(r, "inspection.late", i->approval_late && !str_eq(i->approval, "approved"));
	view_bool(r, "inspection.scanned", i->scanned);
	view_bool(r, "inspection.mine", i->mine);
	view_time(r, "inspection.from", i->from_at);
	view_time(r, "inspection.to", i->to_at);
	if (i->arrived_at != TIME_NONE)
		view_time(r, "inspection.arrived", i->arrived_at);
	if (i->told_at != TIME_NONE)
		view_time(r, "inspection.told", i->told_at);
	if (i->published_at != TIME_NONE)
		view_text(r, "inspection.public", ref_path(r, "/inspections/", i->ref, ""));
	view_text(r, "inspection.clue_number", i->clue_number);
	if (i->clue_number != NULL && !ref_zero(i->clue_ref))
		view_text(r, "inspection.clue_href", ref_path(r, "/desk/cases/", i->clue_ref, ""));
	if (i->clue_number == NULL && i->mine && str_eq(i->outcome, "clue"))
		view_text(r, "inspection.clue",
		    ref_path(r, ref_path(r, "/desk/clues/new?subject=", i->subject_ref, "&visit="), i->ref, ""));
}

/* ---- one of them */

/* The life as a line: what is done, where it stands. */
static void
view_steps(struct req *r, const struct inspection *i)
{
	const struct {
		const char *word;
		int64_t at;
	} step[] = { { "open", i->opened_at }, { "approve", i->approved_at }, { "issue", i->code_at },
	    { "arrive", i->arrived_at }, { "finish", i->checked_at }, { "party", i->signed_at }, { "tell", i->told_at },
	    { "publish", i->published_at }, { "close", i->closed_at } };
	bool now = false;
	size_t k;

	for (k = 0; k < sizeof(step) / sizeof(*step); k++) {
		bool done = step[k].at != TIME_NONE;

		view_text_at(r, "steps", (int)k, "title", inspection_word(r, "step_", step[k].word));
		view_text_at(r, "steps", (int)k, "state", done ? "done" : now ||
		    str_eq(i->state, "cancelled") ? "" : "now");
		if (done)
			view_text_at(r, "steps", (int)k, "small", day_short(r, time_day(step[k].at)));
		now = now || !done;
	}
}

enum err
inspection_view_team(struct req *r, const struct inspection *i)
{
	static const struct column cols[] = { { "name", 't' }, { "certificate_no", 't' }, { "shown_at", 'T' },
	    { "signed_at", 'T' }, { 0 } };
	const struct db_rows *rows;
	size_t n;
	int k;
	enum err e = inspection_officers(r->arena, r->db, i->id, &rows);

	if (e != OK)
		return e;
	rows_view(r, "officers", rows, cols);
	for (k = 0; k < db_count(rows); k++) {
		const char *name = row_text(db_at(rows, k), "name");

		for (n = 1; (name[n] & 0xc0) == 0x80; n++)
			;
		view_text_at(r, "officers", k, "initial", arena_strndup(r->arena, name, n));
		view_bool_at(r, "officers", k, "me", row_i64(db_at(rows, k), "account_id") == r->session->account);
	}
	return OK;
}

enum err
inspection_view_files(struct req *r, const struct inspection *i)
{
	static const struct column cols[] = { { "n", 'i' }, { "item", 'l' }, { "claimed", 'T' }, { "lat", 't' },
	    { "lon", 't' }, { 0 } };
	const struct db_rows *rows;
	int k;
	enum err e = inspection_files(r->arena, r->db, i->id, &rows);

	for (k = 0; e == OK && k < db_count(rows); k++) {
		struct db_row f = db_at(rows, k);

		file_view(r, "files", k, f, row_time(f, "claimed"));
		row_view_at(r, "files", k, f, cols);
		view_bool_at(r, "files", k, "late", i->told_at != TIME_NONE && row_time(f, "at") > i->told_at);
		if (row_has(f, "accuracy_m"))
			view_i64_at(r, "files", k, "accuracy", row_i64(f, "accuracy_m"));
	}
	view_bool(r, "may_attach", inspection_may_attach(i) && req_duty(r, DUTY_OFFICER));
	return e;
}

static enum err
view_after(struct req *r, const struct inspection *i, int *waiting)
{
	static const struct column approval[] = { { "duty", 'l' }, { "name", 't' }, { "words", 't' },
	    { "at", 'T' }, { 0 } }, order[] = { { "item", 'l' }, { "due_on", 'd' }, { "rechecked_on", 'd' },
	    { "document_ref", 'r' }, { 0 } }, paper[] = { { "ref", 'r' }, { "name", 'l' }, { "number", 't' },
	    { "made_at", 'T' }, { 0 } }, step[] = { { "seq", 'i' }, { "item", 'i' }, { "name", 't' },
	    { "recorded_at", 'T' }, { 0 } };
	const struct db_rows *rows;
	int k;
	enum err e = inspection_approvals(r->arena, r->db, i->id, &rows);

	for (k = 0; e == OK && k < db_count(rows); k++) {
		struct db_row row = db_at(rows, k);

		row_view_at(r, "approvals", k, row, approval);
		view_text_at(r, "approvals", k, "verdict", row_has(row, "verdict") ? inspection_word(r, "verdict_",
		    row_text(row, "verdict")) :
		    inspection_word(r, "verdict_", "waits"));
	}
	if (e == OK)
		e = inspection_orders(r->arena, r->db, i->id, &rows);
	for (k = 0; e == OK && k < db_count(rows); k++) {
		row_view_at(r, "orders", k, db_at(rows, k), order);
		view_text_at(r, "orders", k, "state",
		    inspection_word(r, "order_", row_bool(db_at(rows, k), "waits") ? "waits" :
		    row_text(db_at(rows, k), "state")));
	}
	if (e == OK)
		e = inspection_view_rechecks(r, i, waiting);
	if (e == OK)
		e = inspection_documents(r->arena, r->db, i->id, &rows);
	if (e == OK)
		rows_view(r, "papers", rows, paper);
	if (e == OK)
		e = inspection_steps(r->arena, r->db, i->chain, &rows);
	for (k = 0; e == OK && k < db_count(rows); k++) {
		const char *dot = strchr(row_text(db_at(rows, k), "kind"), '.');

		row_view_at(r, "record", k, db_at(rows, k), step);
		view_text_at(r, "record", k, "kind", inspection_word(r, "step_", dot != NULL ? dot + 1 : ""));
	}
	return e;
}

/* Signatures as pictures: their lines only, checked when they came in. */
static enum err
view_signatures(struct req *r, const struct inspection *i)
{
	const struct db_rows *team;
	struct ref refs[3] = { { { 0 } } };
	const char *text[3];
	struct db_row s;
	int k;
	enum err e = inspection_signature(r->arena, r->db, i->id, &s);

	if (e == ERR_NOT_FOUND)
		return OK;
	if (e == OK)
		e = inspection_officers(r->arena, r->db, i->id, &team);
	if (e != OK)
		return e;
	refs[0] = row_ref_or_zero(s, "person_ref");
	refs[1] = row_ref_or_zero(s, "path_ref");
	refs[2] = row_ref_or_zero(s, "witness_ref");
	e = record_sides_open(r->arena, r->db, refs, 3, text);
	if (e != OK)
		return e;
	view_text(r, "party.way", inspection_word(r, "sign_", row_text(s, "way")));
	view_text(r, "party.person", text[0]);
	view_text(r, "party.path", text[1]);
	view_text(r, "party.witness", text[2]);
	for (k = 0; e == OK && k < db_count(team); k++) {
		refs[0] = row_ref_or_zero(db_at(team, k), "path_ref");
		e = record_sides_open(r->arena, r->db, refs, 1, text);
		view_text_at(r, "officers", k, "path", text[0]);
	}
	return e;
}

static const char *
code_url(struct req *r, const char *code)
{
	return arena_printf(r->arena, "%s/code#%s", address_public(), code);
}

static enum err
view_code(struct req *r, const struct inspection *i)
{
	struct db_row row;
	enum err e = inspection_code_of(r->arena, r->db, i->id, &row);

	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK)
		return e;
	view_text(r, "code.url", code_url(r, row_text(row, "code")));
	view_text(r, "code.kid", row_text(row, "kid"));
	view_time(r, "code.issued", row_time(row, "issued_at"));
	if (row_has(row, "revoked_at"))
		view_time(r, "code.revoked", row_time(row, "revoked_at"));
	return OK;
}

/* On-site acts have a page of their own. */
static bool
in_field(const char *action)
{
	static const char *const acts[] = { "arrive", "show", "check", "choose", "finish", "party", "sign",
	    "tell", NULL };

	return one_of(acts, action, NULL) != NULL;
}

/* Who was asked to come along, and the way to ask another one while that is possible. */
static enum err
view_invitations(struct req *r, const struct inspection *i)
{
	static const char *const early[] = { "planned", "triggered", "asked", "approved", NULL };
	struct joint_invitation_query q = { .inspection = i->ref, .limit = INVITATIONS_SHOWN };
	bool own = i->mine || i->opened_by == r->session->account;
	struct joint_invitation *list;
	int k, n;
	enum err e = joint_invitation_list(r->arena, r->db, &q, &list, &n);

	for (k = 0; e == OK && k < n; k++) {
		view_text_at(r, "invitations", k, "href", ref_path(r, "/desk/joint/invitations/", list[k].ref, ""));
		view_text_at(r, "invitations", k, "to", req_pick(r, list[k].to_name, list[k].to_en));
		view_text_at(r, "invitations", k, "state",
		    view_msg(r, arena_printf(r->arena, "joint.v_state_%s", list[k].state), NULL));
	}
	if (own && !i->emergency && !i->surprised && one_of(early, i->state, NULL) != NULL)
		view_text(r, "invite", ref_path(r, "/desk/joint/invite/", i->ref, ""));
	return e;
}

static enum err
get_show(struct req *r)
{
	static const char *const quiet[] = { "decline", "part", "settle", "move", "obstruct", NULL };
	struct people_actor who = desk_actor(r);
	const char *const *acts;
	struct inspection i;
	bool field = false;
	int k, n = 0, offers = 0, waiting = 0;
	enum err e = inspection_load(r, &i);

	if (e == OK)
		req_reads(r, "inspection", i.ref, 1);
	if (e == OK)
		e = inspection_actions(r->arena, r->db, &i, r->session->account, &acts);
	if (e == OK)
		e = inspection_view_team(r, &i);
	if (e == OK)
		e = inspection_view_items(r, &i, NULL);
	if (e == OK)
		e = inspection_view_files(r, &i);
	if (e == OK)
		e = inspection_view_process(r, &i);
	if (e == OK)
		e = view_after(r, &i, &waiting);
	if (e == OK)
		e = view_code(r, &i);
	if (e == OK)
		e = view_signatures(r, &i);
	if (e == OK)
		e = inspection_view_caps(r, &i, i.from_at);
	if (e == OK)
		e = inspection_view_changes(r, &i);
	if (e == OK)
		e = inspection_view_joint(r, &i, &offers);
	if (e == OK)
		e = view_invitations(r, &i);
	if (e != OK)
		return e;
	for (k = 0; acts[k] != NULL; k++) {
		field = field || in_field(acts[k]) || str_eq(acts[k], "recheck");
		if (in_field(acts[k]) || (waiting == 0 && str_eq(acts[k], "confirm")) ||
		    (offers == 0 && (str_eq(acts[k], "join") || str_eq(acts[k], "decline"))))
			continue;
		view_text_at(r, "acts", n, "href",
		    ref_path(r, INSPECTIONS, i.ref, arena_printf(r->arena, "/do/%s", acts[k])));
		view_text_at(r, "acts", n, "risk", str_eq(acts[k], "cancel") ? "1" : NULL);
		view_bool_at(r, "acts", n, "quiet", one_of(quiet, acts[k], NULL) != NULL ||
		    (offers > 0 && str_eq(acts[k], "ask")));
		view_text_at(r, "acts", n++, "label", inspection_word(r, "act_", acts[k]));
	}
	if (inspection_slip_may(&i) && req_duty(r, DUTY_OFFICER)) {
		view_text_at(r, "acts", n, "href", ref_path(r, "/desk/slips/inspection/", i.ref, ""));
		view_bool_at(r, "acts", n, "quiet", true);
		view_text_at(r, "acts", n++, "label", view_msg(r, "action.slip_print", NULL));
	}
	view_bool(r, "field", field);
	if (inspection_bundle_may(&who, &i))
		view_text(r, "bundle", ref_path(r, "/desk/bundles/inspection/", i.ref, ""));
	inspection_head(r, &i);
	view_steps(r, &i);
	return req_render(r, 200, "inspection/show.cs");
}

static enum err
get_code_svg(struct req *r)
{
	struct inspection i;
	struct db_row row;
	const char *svg;
	enum err e = inspection_load(r, &i);

	if (e == OK)
		e = inspection_code_of(r->arena, r->db, i.id, &row);
	if (e != OK)
		return e;
	svg = qr_svg(r->arena, code_url(r, row_text(row, "code")));
	return svg != NULL ? req_send(r, 200, "image/svg+xml", svg, strlen(svg)) :
	    err_set(ERR_NOT_FOUND, "too long for a picture");
}

/* ---- acts */

struct acting {
	struct inspection_doing d;
	struct inspection_form f;
	const char *path;
};

static bool
ref_of(struct req *r, const char *name, struct ref *out)
{
	const char *text = req_query(r, name, 26);

	if (text == NULL && r->method == POST)
		text = req_form(r, arena_printf(r->arena, "_%s", name), 26);
	*out = (struct ref){ { 0 } };
	return text == NULL || *text == '\0' || ref_parse(text, out);
}

static enum err
begin(struct req *r, struct acting *x)
{
	const char *version = req_form(r, "_version", 10), *action = req_path_text(r, "action");
	long long n = -1;
	enum err e = OK;

	*x = (struct acting){ .path = r->path };
	x->d.key.action = action != NULL ? action : INSPECTION_OPEN;
	if (action != NULL)
		e = req_path_ref(r, "ref", &x->d.key.ref);
	else if (!ref_of(r, "subject", &x->d.key.subject) || !ref_of(r, "visit", &x->d.key.visit) ||
	    (ref_zero(x->d.key.subject) && ref_zero(x->d.key.visit)))
		return err_set(ERR_NOT_FOUND, "an inspection of nobody");
	if (version != NULL && *version != '\0' && !str_i64(version, 0, INT32_MAX, &n))
		return err_set(ERR_INPUT, "malformed version");
	x->d.version = (int32_t)n;
	return e == OK ? inspection_form(r->arena, r->db, r->session->account, &x->d.key, &x->f) : e;
}

/* Before a visit is planned or approved. */
static enum err
view_before(struct req *r, const struct acting *x)
{
	static const char *const acts[] = { INSPECTION_OPEN, "ask", "approve", "change", NULL };
	int64_t when = ref_zero(x->d.key.ref) ? input_time(x->f.in, "from_at") : x->f.i.from_at;

	return one_of(acts, x->d.key.action, NULL) != NULL ? inspection_view_caps(r, &x->f.i,
	    when != TIME_NONE ? when : r->now) : OK;
}

static enum err
render(struct req *r, int status, struct acting *x)
{
	enum err e = view_before(r, x);

	if (e == OK && str_eq(x->d.key.action, "approve"))
		e = inspection_view_changes(r, &x->f.i);
	if (e != OK)
		return e;
	inspection_head(r, &x->f.i);
	view_text(r, "act.action", x->d.key.action);
	view_text(r, "act.path", x->path);
	view_text(r, "act.title", inspection_word(r, "act_", x->d.key.action));
	view_text(r, "act.lead", inspection_word(r, "lead_", x->d.key.action));
	if (ref_zero(x->d.key.ref)) {
		if (!ref_zero(x->d.key.subject))
			view_ref(r, "act.subject", x->d.key.subject);
		if (!ref_zero(x->d.key.visit))
			view_ref(r, "act.visit", x->d.key.visit);
		view_text(r, "act.back", INSPECTIONS);
	} else {
		view_text(r, "act.back", ref_path(r, INSPECTIONS, x->d.key.ref, ""));
	}
	view_input(r, "inspection", x->f.in);
	return req_render(r, status, "inspection/act.cs");
}

static enum err
get_act(struct req *r)
{
	struct acting x;
	enum err e = begin(r, &x);

	return e == OK ? render(r, 200, &x) : e;
}

/* A code typed without a network, sent later: the phone says how long ago that was by its own clock, and how far that
 * is off. */
static enum err
late(struct req *r, const struct act *act, struct acting *x, const char *age)
{
	const char *skew = req_form(r, "_skew", 15);
	enum sign_in_outcome outcome = SIGN_IN_WRONG;
	long long ms = -1, off = 0;
	enum err e;

	if (!str_i64(age, 0, INT32_MAX, &ms) ||
	    (skew != NULL && !str_i64(skew, -INT64_C(4000000000000), INT64_C(4000000000000), &off)))
		return err_set(ERR_INPUT, "malformed age of a code");
	x->d.code_age = ms * 1000;
	x->d.skew = off * 1000;
	x->d.code_late = true;
	e = second_code(r, act, input_text(x->f.in, "username"), input_text(x->f.in, "code"), x->d.code_age, &outcome);
	if (e == OK && outcome != SIGN_IN_OK)
		problem_add(&r->problems, "code", outcome != SIGN_IN_WRONG ? second_code_problem(outcome) :
		    llabs(off) > 120000 ? "code_late_clock" : "code_late_wrong",
		    arena_printf(r->arena, "%lld", llabs(off) / 60000));
	return e;
}

/* The second officer's one-time code on the first one's phone. */
static enum err
second(struct req *r, const struct act *act, struct acting *x)
{
	struct act keyed = *act;
	bool by_code = str_eq(x->d.key.action, "show") || str_eq(x->d.key.action, "sign") ||
	    str_eq(x->d.key.action, "recheck");
	enum sign_in_outcome outcome;
	enum err e;

	if (!by_code || !input_given(x->f.in, "username"))
		return OK;
	if (!input_given(x->f.in, "code")) {
		problem_add(&r->problems, "code", "required", NULL);
		return OK;
	}
	e = inspection_second(r->arena, r->db, x->f.i.id, r->session->account, input_text(x->f.in, "username"),
	    &x->d.signer);
	keyed.body = inspection_body(r->arena, &x->d);
	if (e == OK && req_form(r, "_age", 12) != NULL)
		return late(r, &keyed, x, req_form(r, "_age", 12));
	if (e == OK)
		e = second_code(r, &keyed, input_text(x->f.in, "username"), input_text(x->f.in, "code"),
		    PEOPLE_CODE_NOW, &outcome);
	if (e == OK && outcome != SIGN_IN_OK)
		problem_add(&r->problems, "code", second_code_problem(outcome), NULL);
	return e;
}

static enum err
again(struct req *r, enum err e, struct acting *x)
{
	int status = e == ERR_INPUT ? 422 : 409;

	if ((e != ERR_INPUT && e != ERR_STATE && e != ERR_CONFLICT) || r->problems.n == 0)
		return e;
	if (str_eq(x->d.key.action, "check"))
		return inspection_field_page(r, status, &x->f.i, x->f.in);
	return render(r, status, x);
}

static enum err
done(struct req *r, const char *answer)
{
	const char *path = answer_path(r, answer);

	if (req_form(r, "_field", 1) != NULL)
		path = arena_printf(r->arena, "%s/field", path);
	return req_redirect(r, "%s", req_with_notice(r, path, "inspect.done"));
}

/* What a phone sends again because the answer was lost was done, though its form is not to be had any more. */
static enum err
done_before(struct req *r, const struct act *act, enum err otherwise, struct acting *x)
{
	const char *answer;

	if ((otherwise == ERR_STATE || otherwise == ERR_INPUT) && db_act_answer(r->arena, r->db, act, &answer) == OK)
		return done(r, answer);
	return x != NULL ? again(r, otherwise, x) : otherwise;
}

static enum err
post_act(struct req *r)
{
	struct act act = req_act(r);
	const char *answer = NULL;
	struct acting x;
	enum err e = begin(r, &x);

	if (e != OK)
		return done_before(r, &act, e, NULL);
	req_input(r, x.f.in);
	x.d.in = x.f.in;
	if (r->problems.n == 0)
		e = second(r, &act, &x);
	if (e != OK)
		return e;
	if (r->problems.n > 0)
		return done_before(r, &act, ERR_INPUT, &x);
	e = inspection_do(r->arena, r->db, &act, &x.d, &r->problems, &answer);
	return e == OK ? done(r, answer) : again(r, e, &x);
}

const struct route inspection_routes[] = {
	{ .method = GET, .path = "/desk/inspections/", .duties = READS, .run = get_list },
	{ .method = GET, .path = "/desk/inspections/new", .duties = DUTY_OFFICER | DUTY_UNIT_HEAD, .run = get_act },
	{ .method = POST, .path = "/desk/inspections/new", .duties = DUTY_OFFICER | DUTY_UNIT_HEAD, .run = post_act },
	{ .method = GET, .path = "/desk/inspections/:ref", .duties = READS, .flags = ROUTE_PERSONAL, .run = get_show },
	{ .method = GET, .path = "/desk/inspections/:ref/code.svg", .duties = READS, .run = get_code_svg },
	{ .method = GET, .path = "/desk/inspections/:ref/do/:action", .duties = WRITES, .run = get_act },
	{ .method = POST, .path = "/desk/inspections/:ref/do/:action", .duties = WRITES, .run = post_act },
	{ 0 }
};
