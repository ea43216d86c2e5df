/* desk.c - the program of officers, reviewers and supervisors: which pages it serves. */
#include "cgi/desk.h"

#include "cgi/common/admin.h"
#include "cgi/disclosure/disclosure.h"
#include "cgi/paper/document.h"
#include "cgi/spotcheck/draw.h"
#include "cgi/common/health.h"
#include "cgi/inspection/inspection.h"
#include "cgi/common/keys.h"
#include "lib/inspection/code.h"
#include "cgi/review/review.h"
#include "cgi/spotcheck/spotcheck.h"
#include "lib/base/conf.h"
#include "lib/record/record.h"
#include "lib/register/register.h"
#include "lib/spotcheck/secret.h"

/* One line a module; its pages in the menu: the table of cgi/common/desk_menu.c. */
static const struct route *const tables[] = {
	health_routes,
	lang_routes,
	login_routes,
	home_routes,
	case_routes,
	act_routes,
	sign_routes,
	register_routes,
	query_routes,
	document_routes,
	review_routes,
	disclosure_desk_routes,
	law_desk_routes,
	deputy_routes,
	share_routes,
	file_note_routes,
	draw_desk_routes,
	draw_assign_routes,
	draw_visit_routes,
	inspection_routes,
	inspection_field_routes,
	spot_item_routes,
	spot_object_routes,
	spot_officer_routes,
	spot_plan_routes,
	spot_task_routes,
	spot_year_routes,
	admin_agency_routes,
	admin_account_routes,
	admin_officer_routes,
	admin_parameter_routes,
	admin_calendar_routes,
	admin_duty_routes,
	admin_log_routes,
	NULL
};

static void
start(const struct conf *c)
{
	document_use_address(conf_text(c, "public_url", "http://localhost"));
	record_use_key(key_of("identity"));
	register_use_key(key_of("identity"));
	spotcheck_use_key(key_of("draw"));
	inspection_use_keys(sign_key_of("code-ed25519"), sign_key_of("code-sm2"));
}

static const char *const templates[] = { "admin", "case", "disclosure", "document", "draw", "evidence", "home",
    "inspection", "law_desk", "login", "people", "query", "register", "review", "spotcheck", NULL };

const struct program xz_program = { .name = "desk", .templates = templates, .cookie_path = "/desk", .tables = tables,
    .frame = desk_menu, .start = start };
