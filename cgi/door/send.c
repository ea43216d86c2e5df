/* send.c - what a party sends in at the door: a form, and a receipt with number and time.
 * Templates: door/send.cs, door/receipt.cs. */
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/door/door.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/door/file.h"
#include "lib/door/public.h"
#include "lib/source/public.h"

#define ONCE_MAX 22
#define BODY_MAX (DOOR_FORM_MAX + (64 << 10))

static const struct field send_fields[] = {
	{ .name = "content", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 6000 },
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 60 },
	{ .name = "telephone", .type = FIELD_LINE, .min = 5, .max = 30 },
	{ 0 }
};

/* Consent is typed as a name under words that stand there (行政处罚法 61). */
static const struct field consent_fields[] = {
	{ .name = "channel", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "address", .type = FIELD_LINE, .flags = FIELD_WIDE, .min = 3, .max = 100 },
	{ .name = "agree", .type = FIELD_TICK, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 60 },
	{ .name = "telephone", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 5, .max = 30 },
	{ 0 }
};

struct sending {
	struct door_visitor who;
	const char *token, *sort;
	struct ref which;
	struct db_row row;		/* of the case */
	bool in, may;
};

/* Whose case it is, and whether this may be sent now.  in false: the request was answered. */
static enum err
begin(struct req *r, struct sending *s)
{
	int i;
	enum err e = door_visit(r, &s->who, &s->token, &s->in);

	if (e != OK || !s->in)
		return e;
	s->sort = NULL;
	for (i = 0; door_sorts[i] != NULL; i++)
		if (str_eq(door_sorts[i], req_path_text(r, "sort")))
			s->sort = door_sorts[i];
	if (s->sort == NULL)
		return err_set(ERR_NOT_FOUND, "nothing of the sort is sent");
	e = door_case_of_path(r, s->token, &s->which, &s->row);
	if (e == OK)
		s->may = strstr(row_text_or(s->row, "may", ""), s->sort) != NULL;
	return e;
}

static struct input *
form_of(struct req *r, const struct sending *s)
{
	static const char *const channels[] = { "door", "email", "fax", NULL };
	bool consent = str_eq(s->sort, "consent");
	struct input *in = input_new(r->arena, consent ? consent_fields : send_fields);
	int i;

	for (i = 0; consent && channels[i] != NULL; i++)
		input_option(in, "channel", channels[i], door_word(r, "channel_", channels[i]),
		    door_word(r, "channel_", channels[i]));
	if (consent)
		input_default(in, "channel", "door");
	return in;
}

/* What is typed, or of consent what stands there, in the words of the page. */
static void
said_in(struct req *r, const struct sending *s, const struct input *in, struct door_statement *said)
{
	bool consent = str_eq(s->sort, "consent");

	said->sort = s->sort;
	said->which = s->which;
	said->name = input_text(in, "name");
	said->telephone = input_text(in, "telephone");
	said->content = consent ? door_word(r, "", "consent_words") : input_text(in, "content");
	said->channel = consent ? input_text(in, "channel") : NULL;
	said->address = consent ? input_text(in, "address") : NULL;
}

static enum err
page(struct req *r, int status, const struct sending *s, const struct input *in, const char *once)
{
	enum err e = door_files_view(r);

	if (e != OK)
		return e;
	view_text(r, "send.title", door_word(r, "do_", s->sort));
	view_text(r, "send.lead", door_word(r, "lead_", s->sort));
	if (str_eq(s->sort, "consent"))
		view_text(r, "send.words", door_word(r, "", "consent_words"));
	view_text(r, "send.path", door_path(r, r->path));
	view_text(r, "send.files_path", ref_path(r, DOOR "cases/", s->which, "/files/"));
	view_text(r, "send.once", source_once_ok(once) ? once : source_once(r->arena));
	view_bool(r, "send.may", s->may);
	view_input(r, "send", in);
	return req_render(r, status, "door/send.cs");
}

static enum err
get_send(struct req *r)
{
	struct sending s;
	enum err e = begin(r, &s);

	if (e != OK || !s.in)
		return e;
	return page(r, s.may ? 200 : 409, &s, form_of(r, &s), NULL);
}

static enum err
receipt(struct req *r, const struct sending *s, const struct door_receipt *got)
{
	view_text(r, "receipt.number", got->number);
	view_text(r, "receipt.sort", door_word(r, "sort_", s->sort));
	view_time(r, "receipt.at", got->received_at);
	view_bool(r, "receipt.late", got->late);
	view_bool(r, "receipt.again", got->again);
	return req_render(r, 200, "door/receipt.cs");
}

static enum err
not_sent(struct req *r, enum err e, const struct sending *s, const struct input *in, const char *once)
{
	static const struct {
		enum err e;
		const char *problem;
	} why[] = { { ERR_NOT_FOUND, "door_not_now" }, { ERR_STATE, "door_closed" }, { ERR_LIMIT, "door_many" },
	    { ERR_CONFLICT, "door_files" } };
	size_t i;

	for (i = 0; i < sizeof(why) / sizeof(*why); i++) {
		if (why[i].e != e)
			continue;
		problem_add(&r->problems, e == ERR_CONFLICT ? "files" : "", why[i].problem, NULL);
		return page(r, e == ERR_LIMIT ? 429 : 409, s, in, once);
	}
	return e;
}

static void
check(struct req *r, const struct sending *s, const struct input *in, const char *once)
{
	if (!source_once_ok(once))
		problem_add(&r->problems, "", "form_again", NULL);
	if (!str_eq(s->sort, "consent"))
		return;
	if (input_number(in, "agree") == 0)
		problem_add(&r->problems, "agree", "consent_agree", NULL);
	if (!str_eq(input_text(in, "channel"), "door") && input_given(in, "channel") && !input_given(in, "address"))
		problem_add(&r->problems, "address", "required", NULL);
}

static enum err
post_send(struct req *r)
{
	const char *once = req_form(r, "once", ONCE_MAX);
	struct door_statement said = { .once = once };
	struct door_receipt got;
	struct sending s;
	struct input *in;
	enum err e = begin(r, &s);

	if (e != OK || !s.in)
		return e;
	if (!req_csrf_ok(r))
		return err_set(ERR_DENIED, "a form of another session");
	in = form_of(r, &s);
	req_input(r, in);
	check(r, &s, in, once);
	e = door_files_typed(r);
	if (e != OK)
		return e;
	if (r->problems.n > 0)
		return page(r, 422, &s, in, once);
	said_in(r, &s, in, &said);
	e = door_files_put(r, s.token, &said);
	if (e == OK)
		e = door_send(r->arena, r->db, s.token, &said, &got);
	if (e == OK && got.again)
		e = door_files_drop(r, s.token, &said);
	return e == OK ? receipt(r, &s, &got) : not_sent(r, e, &s, in, once);
}

const struct route door_send_routes[] = {
	{ .method = GET, .path = "/my/cases/:ref/send/:sort", .flags = ROUTE_PUBLIC, .run = get_send },
	{ .method = POST, .path = "/my/cases/:ref/send/:sort", .flags = ROUTE_PUBLIC, .run = post_send,
	    .body_max = BODY_MAX },
	{ 0 }
};
