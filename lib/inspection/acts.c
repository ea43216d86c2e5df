/* acts.c - the acts of an inspection: their forms, when, by whom.  This table is the life of an inspection. */
#include "lib/base/str.h"
#include "lib/inspection/priv.h"

static const struct field insp_none_fields[] = { { 0 } };

static bool
asked_for(const struct inspection *i)
{
	return str_eq(i->approval, "asked");
}

/* An emergency goes ahead; its approval is asked for beside it. */
static bool
not_asked_for(const struct inspection *i)
{
	return !str_eq(i->approval, "asked") && !str_eq(i->approval, "approved");
}

static bool
was_returned(const struct inspection *i)
{
	return str_eq(i->approval, "returned");
}

static bool
alone(const struct inspection *i)
{
	return i->joint == 0 && !i->emergency && not_asked_for(i);
}

static bool
together(const struct inspection *i)
{
	return i->joint != 0;
}

static bool
goes_ahead(const struct inspection *i)
{
	return str_eq(i->approval, "approved") || (i->emergency && !i->approval_late);
}

#define BEFORE "planned", "triggered"
#define EMERGENCY "planned", "triggered", "code_issued", "notified", "arrived", "checked", "signed", "told", "rectify"

const struct insp_action insp_actions[] = {
	{ INSPECTION_OPEN, insp_open_fields, { NULL }, BY_NEW, insp_open_prepare, insp_open, NULL },
	{ "change", insp_change_fields, { BEFORE }, BY_STARTER, insp_change_prepare, insp_change, was_returned },
	{ "join", insp_join_fields, { BEFORE }, BY_OPENER, insp_offer_prepare, insp_join, alone },
	{ "decline", insp_decline_fields, { BEFORE }, BY_OPENER, insp_offer_prepare, insp_decline, alone },
	{ "part", insp_part_fields, { BEFORE, "asked", "approved" }, BY_OPENER, NULL, insp_part, together },
	{ "ask", insp_none_fields, { EMERGENCY }, BY_OPENER, NULL, insp_ask, not_asked_for },
	{ "approve", insp_approve_fields, { "asked", EMERGENCY }, BY_APPROVER, insp_approve_prepare, insp_approve, asked_for },
	{ "issue", insp_none_fields, { BEFORE, "asked", "approved" }, BY_OPENER, NULL, insp_issue, goes_ahead },
	{ "notify", insp_notify_fields, { "code_issued" }, BY_TEAM, NULL, insp_notify, goes_ahead },
	{ "arrive", insp_arrive_fields, { "notified" }, BY_TEAM, NULL, insp_arrive, goes_ahead },
	{ "show", insp_show_fields, { "arrived" }, BY_TEAM, insp_show_prepare, insp_show, goes_ahead },
	{ "check", NULL, { "arrived" }, BY_TEAM, insp_check_prepare, insp_check, goes_ahead },
	{ "choose", insp_choose_fields, { "arrived" }, BY_TEAM, insp_choose_prepare, insp_choose, goes_ahead },
	{ "finish", insp_finish_fields, { "arrived" }, BY_TEAM, NULL, insp_finish, goes_ahead },
	{ "party", insp_party_fields, { "checked" }, BY_TEAM, NULL, insp_party, goes_ahead },
	{ "sign", insp_sign_fields, { "checked" }, BY_TEAM, insp_sign_prepare, insp_sign, goes_ahead },
	{ "tell", insp_none_fields, { "signed" }, BY_TEAM, NULL, insp_tell, goes_ahead },
	{ "recheck", insp_recheck_fields, { "rectify" }, BY_TEAM, insp_recheck_prepare, insp_recheck, NULL },
	{ "confirm", insp_confirm_fields, { "rectify" }, BY_TEAM, insp_confirm_prepare, insp_confirm, NULL },
	{ "cancel", insp_cancel_fields, { BEFORE, "asked", "approved", "code_issued", "notified" }, BY_OPENER, NULL, insp_cancel, NULL },
	{ .code = NULL },
};
