/* slip.c - a slip (查询凭证) printed on the desk: the page before, and the slip itself, which is shown once.
 * Templates: door/slip_ask.cs, door/slip.cs. */
#include "lib/door/slip.h"

#include "cgi/common/address.h"
#include "cgi/common/rows.h"
#include "cgi/door/door.h"
#include "cgi/desk.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/slip.h"
#include "lib/disclosure/qr.h"
#include "lib/inspection/slip.h"
#include "lib/web/params.h"

struct printing {		/* on what it is printed */
	struct ref ref, track;		/* track zero: on a visit */
	const char *back;
};

static enum err
of_case(struct req *r, const struct act *act, struct printing *p)
{
	const struct case_track *tr;
	const struct case_file *cf;
	enum err e = req_path_ref(r, "ref", &p->ref);

	if (e == OK)
		e = req_path_ref(r, "track", &p->track);
	if (e == OK)
		e = caseflow_slip_form(r->arena, r->db, act, p->ref, p->track, &cf, &tr);
	if (e != OK)
		return e;
	p->back = ref_path(r, "/desk/cases/", p->ref, "");
	view_text(r, "slip.party", tr->party_name);
	view_text(r, "slip.number", cf->number != NULL ? cf->number : cf->clue_number);
	view_text(r, "slip.agency", cf->agency_name);
	view_bool(r, "slip.person", tr->natural_person);
	return OK;
}

static enum err
of_visit(struct req *r, const struct act *act, struct printing *p)
{
	struct inspection i;
	enum err e = req_path_ref(r, "ref", &p->ref);

	if (e == OK)
		e = inspection_slip_form(r->arena, r->db, act, p->ref, &i);
	if (e != OK)
		return e;
	p->back = ref_path(r, "/desk/inspections/", p->ref, "");
	view_text(r, "slip.party", i.name);
	view_text(r, "slip.agency", i.agency_name);
	view_time(r, "slip.visit", i.from_at);
	view_bool(r, "slip.person", i.natural);
	return OK;
}

static enum err
begin(struct req *r, const struct act *act, struct printing *p)
{
	enum err e;

	*p = (struct printing){ .back = NULL };
	e = req_path_text(r, "track") != NULL ? of_case(r, act, p) : of_visit(r, act, p);
	if (e != OK)
		return e;
	view_text(r, "slip.path", r->path);
	view_text(r, "slip.back", p->back);
	return OK;
}

static enum err
get_slip(struct req *r)
{
	struct act act = req_act(r);
	struct printing p;
	enum err e = begin(r, &act, &p);

	return e == OK ? req_render(r, 200, "door/slip_ask.cs") : e;
}

/* Shown once: an answer that is asked for again says so. */
static enum err
show(struct req *r, const struct door_slip *slip)
{
	const char *at = arena_printf(r->arena, "%s" DOOR, address_public()), *svg = qr_svg(r->arena, at);

	if (!slip->put) {
		view_bool(r, "slip.gone", true);
		return req_render(r, 200, "door/slip_ask.cs");
	}
	view_text(r, "slip.code", door_code_shown(r->arena, slip->code));
	view_text(r, "slip.address", at);
	view_time(r, "slip.printed", r->now);
	view_text(r, "slip.by", r->session->display_name);
	if (svg != NULL)
		view_text(r, "slip.qr", arena_printf(r->arena, "data:image/svg+xml,%s", percent_encode(r->arena, svg)));
	return req_render(r, 200, "door/slip.cs");
}

static enum err
post_slip(struct req *r)
{
	struct act act = req_act(r);
	struct door_slip *slip = door_slip_new(r->arena);
	struct printing p;
	const char *answer;
	enum err e = begin(r, &act, &p);

	if (e == OK)
		e = ref_zero(p.track) ?
		    inspection_slip_print(r->arena, r->db, &act, p.ref, slip, &r->problems, &answer) :
		    caseflow_slip_print(r->arena, r->db, &act, p.ref, p.track, slip, &r->problems, &answer);
	return e == OK ? show(r, slip) : e;
}

const struct route door_slip_routes[] = {
	{ .method = GET, .path = "/desk/slips/case/:ref/:track", .duties = DUTY_OFFICER, .run = get_slip },
	{ .method = POST, .path = "/desk/slips/case/:ref/:track", .duties = DUTY_OFFICER, .run = post_slip },
	{ .method = GET, .path = "/desk/slips/inspection/:ref", .duties = DUTY_OFFICER, .run = get_slip },
	{ .method = POST, .path = "/desk/slips/inspection/:ref", .duties = DUTY_OFFICER, .run = post_slip },
	{ 0 }
};
