/* desk.c - the publisher's pages: what waits, each span confirmed, publishing, withdrawing. */
#include <stdio.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "cgi/disclosure/disclosure.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/publication.h"
#include "lib/disclosure/disclosure.h"
#include "lib/disclosure/list.h"
#include "lib/disclosure/text.h"
#include "lib/law/law.h"

#define LIST_PAGE 40
#define SPANS_MAX 400

/* In the order of the paper; each may be redacted. */
static const char *const fields[] = { "party_name", "title", "changed_by", "result", "facts", "basis", "discretion",
    "remedies" };
#define FIELDS_N (sizeof(fields) / sizeof(*fields))

static const struct field form_of_item[] = {
	{ .name = "new_field", .type = FIELD_CHOICE },
	{ .name = "new_text", .type = FIELD_LINE, .min = 1, .max = 500 },
	{ .name = "reason", .type = FIELD_TEXT, .min = 2, .max = 1000 },
	{ .name = "withdraw_reason", .type = FIELD_CHOICE, .codes = "withdraw_reason" },
	{ 0 }
};

static enum err
item_form(struct req *r, struct input **out)
{
	struct input *in = *out = input_new(r->arena, form_of_item);
	struct law_code *codes;
	const char *label;
	size_t i;
	int k, n;
	enum err e = law_codes(r->arena, r->db, "withdraw_reason", time_day(r->now), &codes, &n);

	for (i = 0; i < FIELDS_N; i++) {
		label = view_msg(r, arena_printf(r->arena, "disclosure.desk.field_%s", fields[i]), NULL);
		input_option(in, "new_field", fields[i], label, label);
	}
	for (k = 0; e == OK && k < n; k++)
		input_option(in, "withdraw_reason", codes[k].code, codes[k].name_zh, codes[k].name_en);
	input_default(in, "new_field", "facts");
	return e;
}

static void
due_view(struct req *r, int i, struct db_row row, const struct workdays *days)
{
	int64_t due = row_time(row, "due_at");
	struct clock_left left;

	if (due == TIME_NONE)
		return;
	left = calendar_left(days, due, r->now);
	view_text_at(r, "items", i, "left", left_text(r, &left, due, "wd"));
	view_text_at(r, "items", i, "left_kind", left_kind(&left));
	view_day_at(r, "items", i, "due", time_day(due));
}

static enum disclosure_list
which_list(const struct req *r)
{
	const char *name = req_query(r, "list", 10);

	if (str_eq(name, "withdraw"))
		return DISCLOSURE_WITHDRAW;
	return str_eq(name, "done") ? DISCLOSURE_DONE : DISCLOSURE_OPEN;
}

static void
list_tabs(struct req *r, enum disclosure_list which, const struct disclosure_list_counts *n)
{
	static const char *const name[] = { "open", "withdraw", "done" };
	int i;

	for (i = 0; i < 3; i++) {
		view_text_at(r, "tabs", i, "label",
		    view_msg(r, arena_printf(r->arena, "disclosure.desk.%s", name[i]), NULL));
		view_text_at(r, "tabs", i, "href", i == 0 ? "/desk/disclosure/" :
		    arena_printf(r->arena, "/desk/disclosure/?list=%s", name[i]));
		view_bool_at(r, "tabs", i, "current", i == (int)which);
		if (i < 2)
			view_i64_at(r, "tabs", i, "n", i == 0 ? n->open : n->withdraw);
	}
	view_text(r, "list", name[which]);
}

static enum err
get_list(struct req *r)
{
	static const struct column cols[] = { { "track_ref", 'r' }, { "party_name", 't' }, { "number", 't' },
	    { "cause_name", 't' }, { "decided_on", 'd' }, { "ended_at", 'T' }, { 0 } };
	static const char *const verb[] = { "publish", "withdraw", "see" };
	enum disclosure_list which = which_list(r);
	const char *cursor = req_query(r, "cursor", 26);
	struct disclosure_list_counts n;
	const struct workdays *days;
	const struct db_rows *rows;
	struct ref after = { { 0 } };
	char spans[24];
	int i, shown;
	enum err e;

	if (cursor != NULL && !ref_parse(cursor, &after))
		return err_set(ERR_NOT_FOUND, "not a cursor");
	e = disclosure_list(r->arena, r->db, which, after, LIST_PAGE + 1, &rows);
	if (e == OK)
		e = disclosure_list_count(r->arena, r->db, &n);
	if (e == OK)
		e = calendar_workdays(r->arena, r->db, &days);
	if (e != OK)
		return e;
	shown = db_count(rows) > LIST_PAGE ? LIST_PAGE : db_count(rows);
	for (i = 0; i < shown; i++) {
		struct db_row row = db_at(rows, i);

		row_view_at(r, "items", i, row, cols);
		view_text_at(r, "items", i, "state",
		    view_msg(r, arena_printf(r->arena, "disclosure.desk.state_%s", row_text(row, "state")), NULL));
		view_text_at(r, "items", i, "verb",
		    view_msg(r, arena_printf(r->arena, "disclosure.desk.verb_%s", verb[which]), NULL));
		(void)snprintf(spans, sizeof(spans), "%lld", (long long)row_i64(row, "spans"));
		view_text_at(r, "items", i, "spans", row_i64(row, "spans") > 0 ?
		    view_msg(r, "disclosure.desk.spans_n", "n", spans, NULL) :
		    view_msg(r, "disclosure.desk.spans_ok", NULL));
		due_view(r, i, row, days);
	}
	list_tabs(r, which, &n);
	if (db_count(rows) > LIST_PAGE)
		view_text(r, "items_next", ref_path(r, arena_printf(r->arena, "/desk/disclosure/?%scursor=",
		    which == DISCLOSURE_OPEN ? "" : which == DISCLOSURE_WITHDRAW ? "list=withdraw&" : "list=done&"),
		    row_ref(db_at(rows, LIST_PAGE - 1), "track_ref"), ""));
	return req_render(r, 200, "disclosure/desk_list.cs");
}

/* ---- one item */

static const char *
take_characters(struct arena *a, const char **p, int n)
{
	const char *from = *p;

	while (n-- > 0 && **p != '\0')
		(void)str_utf8_next(p);
	return arena_strndup(a, from, (size_t)(*p - from));
}

/* The field's text in parts, those of spans marked. */
static void
paper_field(struct req *r, int at, const char *field, const struct disclosure_item *it)
{
	const char *p = json_string_value(json_object_get(it->draft, field));
	const char *list = arena_printf(r->arena, "paper.%d.parts", at);
	int i, k = 0, done = 0;

	for (i = 0; i < it->span_n; i++) {
		const struct disclosure_span *s = &it->span[i];

		if (strcmp(s->field, field) != 0 || s->at + s->len <= done)
			continue;
		if (s->at > done)
			view_text_at(r, list, k++, "text", take_characters(r->arena, &p, s->at - done));
		/* of one that overlaps the last: the rest */
		view_text_at(r, list, k, "text",
		    take_characters(r->arena, &p, s->at + s->len - (s->at > done ? s->at : done)));
		view_text_at(r, list, k, "kind", s->state);
		view_i64_at(r, list, k++, "span", s->id);
		done = s->at + s->len;
	}
	view_text_at(r, list, k, "text", p);
}

static void
view_paper(struct req *r, const struct disclosure_item *it)
{
	int at = 0;
	size_t i;

	for (i = 0; i < FIELDS_N; i++) {
		if (str_empty(json_string_value(json_object_get(it->draft, fields[i]))))
			continue;
		view_text_at(r, "paper", at, "label",
		    view_msg(r, arena_printf(r->arena, "disclosure.desk.field_%s", fields[i]), NULL));
		paper_field(r, at++, fields[i], it);
	}
}

static void
view_spans(struct req *r, const struct disclosure_item *it)
{
	int i;

	for (i = 0; i < it->span_n; i++) {
		const struct disclosure_span *s = &it->span[i];
		const char *rule = req_pick(r, s->rule_name_zh, s->rule_name_en);
		bool redact = strcmp(s->state, "rejected") != 0;
		const char *said = req_form(r, arena_printf(r->arena, "span_%lld", (long long)s->id), 1);

		if (said != NULL)
			redact = strcmp(said, "1") == 0;
		view_i64_at(r, "spans", i, "id", s->id);
		view_text_at(r, "spans", i, "text", s->text);
		view_text_at(r, "spans", i, "field",
		    view_msg(r, arena_printf(r->arena, "disclosure.desk.field_%s", s->field), NULL));
		view_text_at(r, "spans", i, "rule", rule != NULL ? rule : s->rule != NULL ? s->rule :
		    view_msg(r, "disclosure.desk.by_person", NULL));
		view_bool_at(r, "spans", i, "redact", redact);
		view_bool_at(r, "spans", i, "open", strcmp(s->state, "proposed") == 0);
	}
}

/* What the public would see: what is still proposed counts as redacted. */
static enum err
view_preview(struct req *r, const struct disclosure_item *it, bool *waits)
{
	struct disclosure_item copy = *it;
	const char *text;
	json_t *doc;
	size_t i;
	int k, at = 0;
	enum err e;

	copy.span = ARENA_ARRAY(r->arena, struct disclosure_span, (size_t)it->span_n + 1);
	*waits = false;
	for (k = 0; k < it->span_n; k++) {
		copy.span[k] = it->span[k];
		if (strcmp(copy.span[k].state, "proposed") == 0) {
			copy.span[k].state = "confirmed";
			*waits = true;
		}
	}
	e = disclosure_text(r->arena, r->db, &copy, &doc);
	for (i = 0; e == OK && i < FIELDS_N; i++) {
		text = json_string_value(json_object_get(doc, fields[i]));
		if (str_empty(text))
			continue;
		view_text_at(r, "preview", at, "label",
		    view_msg(r, arena_printf(r->arena, "disclosure.desk.field_%s", fields[i]), NULL));
		view_text_at(r, "preview", at++, "text", public_grouped(r->arena, text));
	}
	return e;
}

/* By which rule each channel shows it. */
static enum err
view_channels(struct req *r, const struct disclosure_item *it)
{
	const struct db_rows *rows;
	int i;
	enum err e = disclosure_item_channels(r->arena, r->db, it->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row row = db_at(rows, i);

		view_text_at(r, "channels", i, "name", req_pick(r, row_text(row, "name_zh"), row_text(row, "name_en")));
		view_text_at(r, "channels", i, "class",
		    req_pick(r, row_text(row, "class_zh"), row_text(row, "class_en")));
		view_text_at(r, "channels", i, "source", row_text(row, "source"));
		view_bool_at(r, "channels", i, "shown", row_bool(row, "shown"));
	}
	return e;
}

/* What is shown was overtaken: by when it must go, in the words of today's rule. */
static enum err
view_overtaken(struct req *r, const struct disclosure_item *it, bool anew)
{
	struct calendar_parameter p;
	const char *term, *text;
	enum err e = calendar_parameter_get(r->arena, r->db, "withdraw.term", time_day(r->now), it->agency, NULL, &p);

	if (e != OK)
		return e;
	term = view_msg(r, arena_printf(r->arena, "unit.%s", p.unit), "n", arena_printf(r->arena, "%lld",
	    (long long)p.value), NULL);
	text = anew ? view_msg(r, "disclosure.desk.overtaken", "n", arena_printf(r->arena, "%d", it->shown.version),
	    "term", term, NULL) : view_msg(r, "disclosure.desk.revoked", "term", term, NULL);
	view_text(r, "item.overtaken", text);
	return OK;
}

static enum err
show_item(struct req *r, int status, const struct disclosure_item *it, const struct input *in)
{
	bool mine = req_duty(r, DUTY_PUBLISHER) && r->session->agency == it->agency, waits;
	bool draft = strcmp(it->state, "draft") == 0, anew = draft && it->shown.id != 0;
	enum err e = view_preview(r, it, &waits);

	req_reads(r, "case", it->case_ref, 1);
	if (e == OK)
		e = view_channels(r, it);
	if (e == OK && (it->shown.overtaken || anew))
		e = view_overtaken(r, it, anew);
	if (e != OK)
		return e;
	view_paper(r, it);
	view_spans(r, it);
	view_text(r, "item.path", ref_path(r, "/desk/disclosure/", it->track_ref, ""));
	view_text(r, "withhold_path", ref_path(r, "/desk/disclosure/", it->track_ref, "/withhold"));
	view_text(r, "withdraw_path", ref_path(r, "/desk/disclosure/", it->track_ref, "/withdraw"));
	view_text(r, "item.case", ref_path(r, "/desk/cases/", it->case_ref, ""));
	view_text(r, "item.number", it->number);
	view_text(r, "item.party", it->party_name);
	view_text(r, "item.cause", it->cause_name);
	view_text(r, "item.agency", it->agency_name);
	view_text(r, "item.state", view_msg(r, arena_printf(r->arena, "disclosure.desk.state_%s", it->state), NULL));
	view_text(r, "item.tag", draft ? "amber" : strcmp(it->state, "published") == 0 ? "song" : "");
	view_text(r, "item.sha256", it->sha256);
	if (it->shown.id != 0 || (!draft && strcmp(it->state, "withheld") != 0))
		view_text(r, "item.public", ref_path(r, "/decisions/", it->decision_ref, ""));
	view_bool(r, "item.waits", waits);
	view_bool(r, "item.anew", anew);
	view_bool(r, "may.confirm", mine && draft);
	view_bool(r, "may.publish", mine && draft && !waits && !it->revoked);
	view_bool(r, "may.withhold", mine && draft && !anew);
	view_bool(r, "may.withdraw", mine && it->shown.overtaken);
	view_bool(r, "may.read_only", !mine);
	view_input(r, "disclosure", in);
	return req_render(r, status, "disclosure/desk_item.cs");
}

static enum err
load_item(struct req *r, struct disclosure_item *it, struct input **in)
{
	struct ref track;
	enum err e = req_path_ref(r, "track", &track);

	if (e == OK)
		e = disclosure_get(r->arena, r->db, track, it);
	return e == OK ? item_form(r, in) : e;
}

static enum err
get_item(struct req *r)
{
	struct disclosure_item it;
	struct input *in;
	enum err e = load_item(r, &it, &in);

	return e == OK ? show_item(r, 200, &it, in) : e;
}

/* The page again with what is wrong, or away with a notice. */
static enum err
finish(struct req *r, enum err e, const struct disclosure_item *it, const struct input *in, const char *notice)
{
	struct disclosure_item now;
	enum err got;

	if (e == OK)
		return req_redirect(r, "%s",
		    req_with_notice(r, ref_path(r, "/desk/disclosure/", it->track_ref, ""), notice));
	if (e != ERR_INPUT && e != ERR_STATE && e != ERR_CONFLICT)
		return e;
	if (r->problems.n == 0)
		problem_add(&r->problems, "", "moved_on", NULL);
	got = disclosure_get(r->arena, r->db, it->track_ref, &now);
	return got == OK ? show_item(r, e == ERR_INPUT ? 422 : 409, &now, in) : got;
}

static enum err
post_spans(struct req *r)
{
	struct caseflow_span_word *w;
	struct act act = req_act(r);
	struct disclosure_item it;
	const char *answer, *said;
	struct input *in;
	int i, n = 0;
	enum err e = load_item(r, &it, &in);

	if (e != OK)
		return e;
	if (it.span_n > SPANS_MAX)
		return err_set(ERR_LIMIT, "too many spans");
	req_input(r, in);
	if (r->problems.n > 0)
		return show_item(r, 422, &it, in);
	w = ARENA_ARRAY(r->arena, struct caseflow_span_word, (size_t)it.span_n + 1);
	for (i = 0; i < it.span_n; i++) {
		said = req_form(r, arena_printf(r->arena, "span_%lld", (long long)it.span[i].id), 1);
		if (said != NULL)
			w[n++] = (struct caseflow_span_word){ .span = it.span[i].id, .redact = strcmp(said, "1") == 0 };
	}
	if (input_given(in, "new_text"))
		w[n++] = (struct caseflow_span_word){ .redact = true, .field = input_text(in, "new_field"),
		    .text = input_text(in, "new_text") };
	e = caseflow_spans(r->arena, r->db, &act, it.track_ref, w, n, &r->problems, &answer);
	return finish(r, e, &it, in, "disclosure.notice_spans");
}

static enum err
post_publish(struct req *r)
{
	struct act act = req_act(r);
	struct disclosure_item it;
	const char *answer;
	struct input *in;
	enum err e = load_item(r, &it, &in);

	if (e != OK)
		return e;
	e = caseflow_publish(r->arena, r->db, &act, it.track_ref, &r->problems, &answer);
	return finish(r, e, &it, in, "disclosure.notice_published");
}

static enum err
post_reason(struct req *r, bool withdraw)
{
	struct act act = req_act(r);
	struct disclosure_item it;
	struct input *in;
	const char *answer;
	enum err e = load_item(r, &it, &in);

	if (e != OK)
		return e;
	req_input(r, in);
	if (withdraw && !input_given(in, "withdraw_reason"))
		problem_add(&r->problems, "withdraw_reason", "required", NULL);
	if (!input_given(in, "reason"))
		problem_add(&r->problems, "reason", "required", NULL);
	if (r->problems.n > 0)
		return show_item(r, 422, &it, in);
	if (withdraw)
		e = caseflow_withdraw(r->arena, r->db, &act, it.track_ref, input_text(in, "withdraw_reason"),
		    input_text(in, "reason"), &r->problems, &answer);
	else
		e = caseflow_withhold(r->arena, r->db, &act, it.track_ref, input_text(in, "reason"),
		    &r->problems, &answer);
	return finish(r, e, &it, in, withdraw ? "disclosure.notice_withdrawn" : "disclosure.notice_withheld");
}

static enum err
post_withhold(struct req *r)
{
	return post_reason(r, false);
}

static enum err
post_withdraw(struct req *r)
{
	return post_reason(r, true);
}

#define READERS (DUTY_PUBLISHER | DUTY_OFFICER | DUTY_UNIT_HEAD | DUTY_AGENCY_HEAD)

const struct route disclosure_desk_routes[] = {
	{ .method = GET, .path = "/desk/disclosure/", .duties = READERS, .flags = ROUTE_READ, .run = get_list },
	{ .method = GET, .path = "/desk/disclosure/:track", .duties = READERS, .flags = ROUTE_PERSONAL,
	    .run = get_item },
	{ .method = POST, .path = "/desk/disclosure/:track/spans", .duties = DUTY_PUBLISHER, .flags = ROUTE_PERSONAL,
	  .run = post_spans },
	{ .method = POST, .path = "/desk/disclosure/:track/publish", .duties = DUTY_PUBLISHER, .flags = ROUTE_PERSONAL,
	  .run = post_publish },
	{ .method = POST, .path = "/desk/disclosure/:track/withhold", .duties = DUTY_PUBLISHER, .flags = ROUTE_PERSONAL,
	  .run = post_withhold },
	{ .method = POST, .path = "/desk/disclosure/:track/withdraw", .duties = DUTY_PUBLISHER, .flags = ROUTE_PERSONAL,
	  .run = post_withdraw },
	{ 0 }
};
