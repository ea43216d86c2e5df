/* desk.c - what came in through the public's door, on the desk: one message with its words, taken over by a step of the
 * case or answered why not.
 * Templates: door/message.cs, door/answer.cs.  Rules: lib/door/, lib/caseflow/slip.h. */
#include "cgi/common/act_page.h"
#include "cgi/common/files.h"
#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "cgi/door/door.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/caseflow/slip.h"
#include "lib/door/door.h"
#include "lib/door/open.h"

static enum err
load(struct req *r, struct door_message *out)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? door_message_get(r->arena, r->db, ref, out) : e;
}

static void
view_message(struct req *r, const struct door_message *m)
{
	view_text(r, "message.number", m->number);
	view_text(r, "message.sort", door_word(r, "sort_", m->sort));
	view_text(r, "message.state", m->state);
	view_text(r, "message.state_name", door_word(r, "state_", m->state));
	view_text(r, "message.tone", str_eq(m->state, "received") ? "amber" : "song");
	view_text(r, "message.party", m->party);
	view_text(r, "message.title", m->title);
	view_text(r, "message.case_number", m->case_number);
	view_text(r, "message.case_href", ref_path(r, "/desk/cases/", m->case_ref, ""));
	view_text(r, "message.href", ref_path(r, MESSAGES, m->ref, ""));
	view_text(r, "message.digest", m->digest);
	view_text(r, "message.answer", m->answer);
	view_text(r, "message.by", m->by);
	if (m->step != NULL)
		view_text(r, "message.step", action_label(r, m->step));
	view_bool(r, "message.late", m->late);
	view_time(r, "message.received", m->received_at);
	if (m->due_at != TIME_NONE)
		view_time(r, "message.due", m->due_at);
	if (m->ended_at != TIME_NONE)
		view_time(r, "message.ended", m->ended_at);
}

/* One that came with it: read at the pool for slow work, which says its name as it is asked (sent.c). */
static void
view_file(struct req *r, int i, const struct door_sent_file *f)
{
	bool stored = str_eq(f->state, "stored");

	view_text_at(r, "files", i, "name", f->name);
	view_text_at(r, "files", i, "size", file_size(r, f->size));
	view_text_at(r, "files", i, "sha256", f->sha256);
	view_text_at(r, "files", i, "state", door_word(r, "file_", stored ? f->state : f->reason != NULL ? f->reason :
	    f->state));
	view_text_at(r, "files", i, "tone", stored ? "song" : f->reason != NULL ? "zhu" : "amber");
	if (stored)
		view_text_at(r, "files", i, "href", ref_path(r, "/desk/files/sent/", f->ref, ""));
}

/* What was sent, for who may write the case; the reading is noted. */
static enum err
view_sent(struct req *r, const struct door_message *m, bool *theirs)
{
	struct door_text t;
	int i;
	enum err e = door_text_open(r->arena, r->db, m->id, &t);

	req_reads(r, "message", m->ref, 1);
	*theirs = e == OK;
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK)
		return e;
	view_text(r, "sent.content", t.content);
	view_text(r, "sent.name", t.name);
	view_text(r, "sent.telephone", t.telephone);
	if (*t.channel != '\0')
		view_text(r, "sent.channel", door_word(r, "channel_", t.channel));
	view_text(r, "sent.address", t.address);
	for (i = 0; i < t.files_n; i++)
		view_file(r, i, &t.files[i]);
	return OK;
}

static void
view_acts(struct req *r, const struct door_message *m)
{
	const char *step = door_step_of(m->sort);
	int n = 0;

	if (step != NULL) {
		const char *path = ref_path(r, "/desk/cases/", m->case_ref, arena_printf(r->arena, "/do/%s?", step));

		if (!door_of_case(m->sort))
			path = ref_path(r, arena_printf(r->arena, "%strack=", path), m->track_ref, "&");
		view_text_at(r, "acts", n, "label", action_label(r, step));
		view_text_at(r, "acts", n++, "href", ref_path(r, arena_printf(r->arena, "%smessage=", path), m->ref,
		    ""));
	}
	view_bool_at(r, "acts", n, "quiet", n > 0);
	view_text_at(r, "acts", n, "label", door_word(r, "", "answer_it"));
	view_text_at(r, "acts", n, "href", ref_path(r, MESSAGES, m->ref, "/answer"));
}

/* What was read by it. */
static enum err
view_readings(struct req *r, const struct door_message *m)
{
	static const struct column cols[] = { { "name", 'l' }, { "at", 'T' }, { 0 } };
	const struct db_rows *rows;
	enum err e = door_grant_readings(r->arena, r->db, m->id, &rows);

	if (e == OK)
		rows_view(r, "read", rows, cols);
	return e;
}

static enum err
get_show(struct req *r)
{
	struct door_message m;
	bool theirs;
	enum err e = load(r, &m);

	if (e == OK)
		e = view_sent(r, &m, &theirs);
	if (e != OK)
		return e;
	view_message(r, &m);
	e = str_eq(m.sort, "file") ? view_readings(r, &m) : OK;
	if (e != OK)
		return e;
	if (theirs && str_eq(m.state, "received") && req_duty(r, DUTY_OFFICER))
		view_acts(r, &m);
	return req_render(r, 200, "door/message.cs");
}

/* ---- the answer */

static enum err
begin(struct req *r, void *doing, struct input **in)
{
	struct act act = req_act(r);
	struct door_message *m = doing;
	enum err e = load(r, m);

	if (e == OK)
		e = caseflow_answer_form(r->arena, r->db, &act, m->case_ref, m->track_ref, in);
	/* sent again it gets its answer: act_page_post() */
	return e == OK && r->method == GET && !str_eq(m->state, "received") ? err_set(ERR_STATE, "it has ended") : e;
}

static enum err
render(struct req *r, int status, const void *doing, const struct input *in)
{
	bool theirs;
	enum err e = view_sent(r, doing, &theirs);

	if (e != OK)
		return e;
	view_message(r, doing);
	view_text(r, "act.path", r->path);
	view_input(r, "message", in);
	return req_render(r, status, "door/answer.cs");
}

static enum err
carry_out(struct req *r, void *doing, const struct act *act, int32_t version, struct input *in, const char **answer)
{
	const struct door_message *m = doing;

	(void)version;		/* of what does not change but once */
	return caseflow_answer(r->arena, r->db, act, m->case_ref, m->track_ref, m->ref, in, &r->problems, answer);
}

static const struct act_page page = { begin, render, carry_out };

static enum err
get_answer(struct req *r)
{
	return act_page_get(r, &page, &(struct door_message){ 0 });
}

static enum err
post_answer(struct req *r)
{
	return act_page_post(r, &page, &(struct door_message){ 0 });
}

const struct route door_desk_routes[] = {
	{ .method = GET, .path = "/desk/door/:ref", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR, .flags = ROUTE_PERSONAL,
	    .run = get_show },
	{ .method = GET, .path = "/desk/door/:ref/answer", .duties = DUTY_OFFICER, .flags = ROUTE_PERSONAL,
	    .run = get_answer },
	{ .method = POST, .path = "/desk/door/:ref/answer", .duties = DUTY_OFFICER, .flags = ROUTE_PERSONAL,
	    .run = post_answer },
	{ 0 }
};
