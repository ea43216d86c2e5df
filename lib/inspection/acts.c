/* acts.c - what is done with an inspection; when and by whom: the rows of procedure.csv. */
#include "lib/inspection/priv.h"

static const struct field none[] = { { 0 } };

const struct act_step insp_steps[] = {
	{ .code = INSPECTION_OPEN, .fields = insp_open_fields, .prepare = insp_open_prepare, .effect = insp_open },
	{ .code = "change", .fields = insp_change_fields, .prepare = insp_change_prepare, .effect = insp_change },
	{ .code = "join", .fields = insp_join_fields, .prepare = insp_offer_prepare, .effect = insp_join },
	{ .code = "decline", .fields = insp_decline_fields, .prepare = insp_offer_prepare, .effect = insp_decline },
	{ .code = "part", .fields = insp_part_fields, .prepare = insp_codes, .effect = insp_part },
	{ .code = "consent", .fields = insp_consent_fields, .prepare = insp_codes, .effect = insp_consent },
	{ .code = "ask", .fields = none, .check = insp_ask_check, .asking = insp_asking },
	{ .code = "approve", .fields = insp_approve_fields, .prepare = insp_approve_prepare, .effect = insp_approve },
	{ .code = "issue", .fields = none, .effect = insp_issue },
	{ .code = "notify", .fields = insp_notify_fields, .prepare = insp_codes, .effect = insp_notify },
	{ .code = "arrive", .fields = insp_arrive_fields, .effect = insp_arrive },
	{ .code = "show", .fields = insp_show_fields, .prepare = insp_show_prepare, .effect = insp_show },
	{ .code = "check", .fields = none, .prepare = insp_check_prepare, .effect = insp_check },
	{ .code = "choose", .fields = insp_choose_fields, .prepare = insp_choose_prepare, .effect = insp_choose },
	{ .code = "finish", .fields = insp_finish_fields, .effect = insp_finish },
	{ .code = "party", .fields = insp_party_fields, .prepare = insp_codes, .effect = insp_party },
	{ .code = "sign", .fields = insp_sign_fields, .prepare = insp_sign_prepare, .effect = insp_sign },
	{ .code = "tell", .fields = none, .effect = insp_tell },
	{ .code = "recheck", .fields = insp_recheck_fields, .prepare = insp_recheck_prepare, .effect = insp_recheck },
	{ .code = "confirm", .fields = insp_confirm_fields, .prepare = insp_confirm_prepare, .effect = insp_confirm },
	{ .code = "cancel", .fields = insp_cancel_fields, .prepare = insp_codes, .effect = insp_cancel },
	{ .code = "file", .prepare = insp_file_may, .check = insp_file_may, .effect = insp_file,
	    .after = insp_file_after, .beside = true },
	{ .code = "slip_print", .prepare = insp_slip, .effect = insp_slip, .beside = true },
	{ .code = "clue", .effect = insp_clue },
	{ .code = "approval_late", .effect = insp_late },
	{ .code = "publish", .effect = insp_publish },
	{ .code = "close", .effect = insp_close },
	{ .code = "partner_joined", .effect = insp_partner },
	{ .code = "partner_parted", .effect = insp_partner },
	{ .code = "cap_lowered", .effect = insp_lowered },
	{ .code = NULL },
};
