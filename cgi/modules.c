/* modules.c - the modules, one row each.  See modules.h. */
#include "cgi/modules.h"

#include "cgi/caseflow/view.h"
#include "cgi/common/address.h"
#include "cgi/common/admin.h"
#include "cgi/common/subject.h"
#include "cgi/desk.h"
#include "cgi/disclosure/disclosure.h"
#include "cgi/door/door.h"
#include "cgi/exchange.h"
#include "cgi/figure/figure.h"
#include "cgi/inspection/inspection.h"
#include "cgi/joint/joint.h"
#include "cgi/monitor/monitor.h"
#include "cgi/paper/document.h"
#include "cgi/portal.h"
#include "cgi/review/review.h"
#include "cgi/signin.h"
#include "cgi/slow.h"
#include "cgi/source/source.h"
#include "cgi/spotcheck/draw.h"
#include "cgi/spotcheck/spotcheck.h"
#include "cgi/supervise/supervise.h"
#include "lib/act/draft.h"
#include "lib/act/scale.h"
#include "lib/base/day.h"
#include "lib/calendar/chore.h"
#include "lib/calendar/reference.h"
#include "lib/calendar/scale.h"
#include "lib/caseflow/anew.h"
#include "lib/caseflow/attachment.h"
#include "lib/caseflow/bundle.h"
#include "lib/caseflow/caseflow.h"
#include "lib/caseflow/scale.h"
#include "lib/caseflow/term_end.h"
#include "lib/caseflow/wrong_paper.h"
#include "lib/db/chore.h"
#include "lib/db/scale_base.h"
#include "lib/disclosure/check.h"
#include "lib/disclosure/expiry.h"
#include "lib/disclosure/reference.h"
#include "lib/disclosure/scale.h"
#include "lib/door/chore.h"
#include "lib/door/door.h"
#include "lib/door/file.h"
#include "lib/door/scale.h"
#include "lib/evidence/scale.h"
#include "lib/evidence/start.h"
#include "lib/exchange/chore.h"
#include "lib/exchange/in.h"
#include "lib/exchange/link.h"
#include "lib/exchange/scale.h"
#include "lib/figure/figure.h"
#include "lib/figure/scale.h"
#include "lib/inspection/attachment.h"
#include "lib/inspection/bundle.h"
#include "lib/inspection/card.h"
#include "lib/inspection/code.h"
#include "lib/inspection/inspection.h"
#include "lib/inspection/reference.h"
#include "lib/inspection/scale.h"
#include "lib/joint/invite.h"
#include "lib/joint/scale.h"
#include "lib/law/law.h"
#include "lib/law/scale.h"
#include "lib/monitor/scale.h"
#include "lib/paper/paper.h"
#include "lib/paper/rendition.h"
#include "lib/paper/scale.h"
#include "lib/people/chore.h"
#include "lib/people/chosen.h"
#include "lib/people/code.h"
#include "lib/people/failure.h"
#include "lib/people/job.h"
#include "lib/people/passkey.h"
#include "lib/people/reference.h"
#include "lib/people/scale.h"
#include "lib/people/secret.h"
#include "lib/query/scale.h"
#include "lib/record/dims.h"
#include "lib/record/record.h"
#include "lib/record/scale.h"
#include "lib/register/register.h"
#include "lib/register/scale.h"
#include "lib/review/reference.h"
#include "lib/review/scale.h"
#include "lib/source/cause.h"
#include "lib/source/scale.h"
#include "lib/source/source.h"
#include "lib/spotcheck/ceremony.h"
#include "lib/spotcheck/chore.h"
#include "lib/spotcheck/scale.h"
#include "lib/spotcheck/secret.h"
#include "lib/spotcheck/visit.h"
#include "lib/stream/scale.h"
#include "lib/stream/stream.h"
#include "lib/supervise/scale.h"
#include "lib/tlog/access.h"
#include "lib/tlog/chore.h"
#include "lib/tlog/leaving.h"
#include "lib/tlog/scale.h"
#include "lib/work/scale.h"

/* Parts of a row, each for its program alone: the Makefile defines PROGRAM_<name>. */
#ifdef PROGRAM_desk
#define DESK(...) __VA_ARGS__,
#else
#define DESK(...)
#endif
#ifdef PROGRAM_slow
#define SLOW(...) __VA_ARGS__,
#else
#define SLOW(...)
#endif
#ifdef PROGRAM_signin
#define SIGNIN(...) __VA_ARGS__,
#else
#define SIGNIN(...)
#endif
#ifdef PROGRAM_portal
#define PORTAL(...) __VA_ARGS__,
#else
#define PORTAL(...)
#endif
#ifdef PROGRAM_exchange
#define EXCHANGE(...) __VA_ARGS__,
#else
#define EXCHANGE(...)
#endif
#ifdef PROGRAM_xiezhi
#define XIEZHI(...) __VA_ARGS__,
#else
#define XIEZHI(...)
#endif
#ifdef PROGRAM_daemon
#define DAEMON(...) __VA_ARGS__,
#else
#define DAEMON(...)
#endif
#if defined(PROGRAM_desk) || defined(PROGRAM_slow) || defined(PROGRAM_signin)
#define MENU(...) .menu = (const struct menu_item[]){ __VA_ARGS__, { .group = NULL } },
#else
#define MENU(...)
#endif
#if defined(PROGRAM_desk) || defined(PROGRAM_slow)
#define SUBJECTS(...) .subjects = (const struct subject_kind[]){ __VA_ARGS__, { .kind = NULL } },
#else
#define SUBJECTS(...)
#endif

#define ROUTES(...) .routes = (const struct route *const[]){ __VA_ARGS__, NULL }
#define TEMPLATES(...) .templates = (const char *const[]){ __VA_ARGS__, NULL }
/* group, place, href, label, duties; then what else it has */
#define ITEM(g, p, h, l, ...) { .group = g, .place = p, .href = h, .label = l, .duties = __VA_ARGS__ }
#define START(...) .start = (const module_start[]){ __VA_ARGS__, NULL }
#define LOAD(f) .load = f
#define SCALE(list) .scale = list
#define TELL_KEYS(f) .tell_keys = f
#define CHORES(...) .chores = (const struct chore[]){ __VA_ARGS__, { .name = NULL } }
#define AT_END(...) .clock_actions = (const struct clock_action[]){ __VA_ARGS__, { .id = NULL } }

const struct module xz_modules[] = {
	/* the store itself */
	{
		.name = "base",
		DESK(START(address_start))
		SLOW(START(address_start))
		PORTAL(START(address_start))
		XIEZHI(SCALE(base_scale))
		DAEMON(CHORES({ .name = "partitions", .every = HOUR_US, .run = db_partitions_chore },
		    { .name = "purge", .every = HOUR_US, .run = db_act_purge_chore }))
	},

	{
		.name = "people",
		SIGNIN(ROUTES(login_routes, me_routes, passkey_routes, activate_routes), TEMPLATES("login"),
		    START(people_start, people_chosen_start, people_failure_start, people_passkey_start))
		DESK(ROUTES(deputy_routes, share_routes, admin_agency_routes, admin_account_routes,
		    admin_officer_routes, admin_duty_routes, admin_log_routes),
		    TEMPLATES("people", "admin"), START(people_code_start))
		SLOW(START(job_start))
		PORTAL(ROUTES(people_portal_routes))
		XIEZHI(SCALE(people_scale), LOAD(people_reference_load), START(people_start))
		DAEMON(CHORES({ .name = "sign-in failures", .every = MINUTE_US, .run = people_failures_chore }))
		MENU(ITEM("work", 160, "/desk/deputies/", "deputies", DUTY_AGENCY_HEAD),
		    ITEM("look", 220, "/desk/shared/", "shared", DUTY_CASEWORK | DUTY_COORDINATOR | DUTY_SUPERVISOR),
		    ITEM("system", 410, "/desk/admin/agencies/", "agencies", DUTY_SYSADMIN),
		    ITEM("system", 420, "/desk/admin/accounts/", "accounts", DUTY_SYSADMIN),
		    ITEM("system", 430, "/desk/admin/officers/", "officers", DUTY_SYSADMIN),
		    ITEM("security", 510, "/desk/admin/duties/", "duties", DUTY_SECADMIN),
		    ITEM("audit", 610, "/desk/admin/logs/sign-ins", "log_sign_ins", DUTY_AUDITADMIN),
		    ITEM("audit", 620, "/desk/admin/logs/audit", "log_audit", DUTY_AUDITADMIN),
		    ITEM("audit", 630, "/desk/admin/logs/access", "log_access", DUTY_AUDITADMIN),
		    ITEM("self", 910, "/desk/me", "me", DUTY_ANY))
	},

	{
		.name = "calendar",
		DESK(ROUTES(admin_parameter_routes, admin_calendar_routes), TEMPLATES("admin"))
		XIEZHI(SCALE(calendar_scale), LOAD(calendar_load))
		DAEMON(CHORES({ .name = "calendar", .every = 5 * SECOND_US, .run = calendar_refresh_chore }))
		MENU(ITEM("system", 440, "/desk/admin/parameters/", "parameters", DUTY_SYSADMIN),
		    ITEM("system", 450, "/desk/admin/calendar/", "calendar", DUTY_SYSADMIN))
	},

	{
		.name = "record",
		DESK(START(record_start))
		SLOW(START(record_start))
		XIEZHI(SCALE(record_scale), START(record_start))
		DAEMON(CHORES({ .name = "dimensions", .every = CHORE_ONCE, .run = record_dims_chore }))
	},

	/* the order of events, and who follows it */
	{
		.name = "stream",
		XIEZHI(SCALE(stream_scale))
		DAEMON(CHORES({ .name = "order", .prompt = true, .run = stream_order_chore }))
	},

	{
		.name = "evidence",
		DESK(ROUTES(file_note_routes), TEMPLATES("evidence"))
		SLOW(ROUTES(upload_routes, evidence_routes, evidence_inspection_routes), TEMPLATES("evidence"),
		    START(evidence_start))
		XIEZHI(SCALE(evidence_scale), START(evidence_start))
	},

	{
		.name = "paper",
		DESK(ROUTES(document_routes), TEMPLATES("document"))
		SLOW(ROUTES(document_file_routes, document_seal_routes), TEMPLATES("document"),
		    START(paper_start, paper_seals_start))
		PORTAL(ROUTES(verify_portal_routes), TEMPLATES("verify", "paper"), START(paper_start))
		XIEZHI(SCALE(paper_scale))
	},

	{
		.name = "register",
		DESK(ROUTES(register_routes, register_firm_routes), TEMPLATES("register"), START(register_start))
		XIEZHI(SCALE(register_scale), START(register_start))
		MENU(ITEM("look", 230, "/desk/register/", "register", DUTY_CASEWORK | DUTY_SUPERVISOR))
	},

	{
		.name = "law",
		DESK(ROUTES(law_desk_routes), TEMPLATES("law_desk"))
		PORTAL(ROUTES(law_portal_routes), TEMPLATES("law"))
		XIEZHI(SCALE(law_scale), LOAD(law_reference_load))
		MENU(ITEM("look", 240, "/desk/laws/", "laws", DUTY_CASEWORK | DUTY_SUPERVISOR))
	},

	{
		.name = "act",
		DESK(ROUTES(draft_routes), START(act_draft_start))
		SLOW(START(act_draft_start))
		XIEZHI(SCALE(act_scale))
		DAEMON(CHORES({ .name = "drafts", .every = HOUR_US, .run = act_draft_chore }))
	},

	{
		.name = "caseflow",
		DESK(ROUTES(home_routes, case_routes, act_routes, sign_routes, goods_routes),
		    TEMPLATES("home", "case", "goods"))
		XIEZHI(SCALE(caseflow_scale), LOAD(caseflow_reference_load))
		/* the end of a publication is a step in the record of its case */
		DAEMON(AT_END({ .id = "preserve_lapse", .run = caseflow_preserve_lapse },
		    { .id = DISCLOSURE_EXPIRY, .run = caseflow_disclosure_expire }),
		    CHORES({ .name = "terms derived", .every = CHORE_ONCE, .run = caseflow_terms_chore },
		    { .name = "papers issued wrongly", .every = CHORE_ONCE, .run = caseflow_wrong_papers_chore }))
		MENU(ITEM("work", 110, "/desk/", "home", DUTY_ANY, .count = MENU_TASKS),
		    ITEM("work", 120, "/desk/cases/", "cases", DUTY_CASEWORK | DUTY_SUPERVISOR, .count = MENU_CASES,
		    .also = "/desk/evidence/"),
		    ITEM("work", 130, "/desk/?sign=1", "signing", DUTY_CASEWORK, .count = MENU_SIGNING),
		    ITEM("look", 235, "/desk/goods/", "goods", DUTY_CASEWORK))
		SUBJECTS({ .kind = "case", .path = "/desk/cases/", .forms = true, .bundle = case_bundle,
		    .bundle_write = caseflow_bundle_write },
		    { .kind = "track", .path = "/desk/cases/", .within = true },
		    { .kind = "measure", .path = "/desk/cases/", .within = true },
		    { .kind = "evidence", .path = "/desk/evidence/", .attach = caseflow_upload_finish })
	},

	{
		.name = "review",
		DESK(ROUTES(review_routes), TEMPLATES("review"))
		XIEZHI(SCALE(review_scale), LOAD(review_reference_load))
		MENU(ITEM("work", 140, "/desk/reviews/", "reviews", DUTY_REVIEWER))
	},

	{
		.name = "disclosure",
		DESK(ROUTES(disclosure_desk_routes), TEMPLATES("disclosure"))
		PORTAL(ROUTES(disclosure_portal_routes, disclosure_decision_routes), TEMPLATES("disclosure"))
		XIEZHI(SCALE(disclosure_scale), LOAD(disclosure_reference_load))
		/* terms: what was published before they had clocks */
		DAEMON(CHORES({ .name = "terms", .every = CHORE_ONCE, .run = disclosure_terms_chore },
		    { .name = "published", .every = DAY_US, .run = disclosure_check_chore }))
		MENU(ITEM("work", 150, "/desk/disclosure/", "disclosure", DUTY_PUBLISHER))
	},

	{
		.name = "bundle",
		SLOW(ROUTES(bundle_routes), TEMPLATES("bundle"))
	},

	{
		.name = "tlog",
		PORTAL(ROUTES(log_portal_routes), TEMPLATES("log"))
		XIEZHI(SCALE(tlog_scale))
		DAEMON(START(tlog_start, tlog_leaving_start),
		    CHORES({ .name = "log", .prompt = true, .run = tlog_chore },
		    { .name = "readings", .every = MINUTE_US, .run = tlog_access_chore },
		    { .name = "chain of readings", .every = DAY_US, .run = tlog_access_check_chore },
		    { .name = "syslog", .every = 5 * SECOND_US, .open = tlog_leaving_open,
		    .run = tlog_leaving_chore }))
	},

	{
		.name = "spotcheck",
		DESK(ROUTES(draw_desk_routes, draw_assign_routes, draw_visit_routes, spot_item_routes,
		    spot_object_routes, spot_officer_routes, spot_plan_routes, spot_task_routes, spot_year_routes),
		    TEMPLATES("draw", "spotcheck"), START(spotcheck_start))
		PORTAL(ROUTES(draw_portal_routes, draw_witness_routes, spot_portal_routes),
		    TEMPLATES("draw", "spotcheck"))
		XIEZHI(SCALE(spotcheck_scale), START(spotcheck_start))
		/* a draw is published before the results of its visits can be, and what became public before its files
		 * are written */
		DAEMON(START(spotcheck_files_start), CHORES({ .name = "draws", .run = spotcheck_due },
		    { .name = "visits", .run = spotcheck_visits_publish },
		    { .name = "draw files", .run = spotcheck_files_chore }))
		MENU(ITEM("work", 180, "/desk/visits/", "visits", DUTY_OFFICER),
		    ITEM("spotcheck", 310, "/desk/spotcheck/tasks/", "spot_tasks", SPOT_READ),
		    ITEM("spotcheck", 320, "/desk/draws/", "draws",
		    DUTY_COORDINATOR | DUTY_AGENCY_HEAD | DUTY_SUPERVISOR),
		    ITEM("spotcheck", 330, "/desk/spotcheck/year/", "spot_year", SPOT_READ),
		    ITEM("spotcheck", 340, "/desk/spotcheck/plans/", "spot_plans", SPOT_READ),
		    ITEM("spotcheck", 350, "/desk/spotcheck/items/", "spot_items", SPOT_READ),
		    ITEM("spotcheck", 360, "/desk/spotcheck/objects/", "spot_objects", SPOT_READ),
		    ITEM("spotcheck", 370, "/desk/spotcheck/officers/", "spot_officers", SPOT_READ))
		SUBJECTS({ .kind = "draw", .path = "/desk/draws/", .numbered = true },
		    { .kind = "spot_visit", .path = "/desk/visits/" })
	},

	{
		.name = "inspection",
		DESK(ROUTES(inspection_routes, inspection_field_routes), TEMPLATES("inspection"),
		    START(inspection_start))
		PORTAL(ROUTES(inspection_portal_routes), TEMPLATES("inspection"))
		XIEZHI(SCALE(inspection_scale), LOAD(inspection_reference_load), START(inspection_start))
		DAEMON(CHORES({ .name = "inspections", .run = inspection_due },
		    { .name = "inspection cards", .every = CHORE_ONCE, .run = inspection_cards_chore }),
		    AT_END({ .id = INSPECTION_EMERGENCY_EXPIRY, .run = inspection_emergency_lapse }))
		MENU(ITEM("work", 170, "/desk/inspections/", "inspections", DUTY_CASEWORK | DUTY_SUPERVISOR,
		    .also = "/desk/evidence/inspection/"))
		SUBJECTS({ .kind = "inspection", .path = "/desk/inspections/", .bundle = inspection_bundle,
		    .bundle_write = inspection_bundle_write },
		    { .kind = "inspection_order", .path = "/desk/inspections/", .within = true },
		    { .kind = "inspection_evidence", .path = "/desk/evidence/inspection/", .within = true,
		    .attach = inspection_upload_finish })
	},

	{
		.name = "query",
		DESK(ROUTES(query_routes), TEMPLATES("query"))
		XIEZHI(SCALE(query_scale))
		MENU(ITEM("look", 210, "/desk/search", "search", DUTY_CASEWORK | DUTY_SUPERVISOR))
	},

	{
		.name = "monitor",
		DESK(ROUTES(alert_routes, wall_routes, rule_routes), TEMPLATES("monitor"))
		XIEZHI(SCALE(monitor_scale), LOAD(monitor_reference_load))
		/* last: what the others' chores do meets terms; terms are told by the minute */
		DAEMON(CHORES({ .name = "monitor", .every = 5 * SECOND_US, .run = monitor_due },
		    { .name = "monitor events", .every = 5 * SECOND_US, .run = monitor_events_chore }))
		MENU(ITEM("monitor", 190, "/desk/wall/", "wall", DUTY_SUPERVISOR),
		    ITEM("monitor", 195, "/desk/alerts/", "alerts", MONITOR_READS),
		    ITEM("monitor", 198, "/desk/rules/", "rules", DUTY_SUPERVISOR | DUTY_COORDINATOR))
		SUBJECTS({ .kind = "alert", .path = "/desk/alerts/" })
	},

	{
		.name = "source",
		DESK(ROUTES(source_desk_routes), TEMPLATES("source"), START(source_start))
		PORTAL(ROUTES(source_portal_routes), TEMPLATES("source"))
		XIEZHI(SCALE(source_scale), START(source_start), TELL_KEYS(source_key_tell))
		DAEMON(CHORES({ .name = "causes", .every = HOUR_US, .run = source_learn_chore }))
		MENU(ITEM("work", 115, "/desk/source/", "source", SOURCE_READS))
		SUBJECTS({ .kind = "request", .path = "/desk/source/" })
	},

	{
		.name = "exchange",
		EXCHANGE(ROUTES(exchange_routes, exchange_clue_routes, exchange_event_routes),
		    START(address_start, exchange_start))
		DESK(ROUTES(link_routes, link_kept_routes, link_key_routes, link_run_routes), TEMPLATES("exchange"))
		XIEZHI(SCALE(exchange_scale), LOAD(exchange_reference_load), TELL_KEYS(exchange_key_tell))
		DAEMON(CHORES({ .name = "deliveries", .run = exchange_delivery_chore },
		    { .name = "links", .every = HOUR_US, .run = exchange_over_chore }))
		MENU(ITEM("system", 460, "/desk/links/", "links", DUTY_SYSADMIN),
		    ITEM("security", 520, "/desk/links/", "links", DUTY_SECADMIN))
	},

	{
		.name = "door",
		PORTAL(ROUTES(door_portal_routes, door_case_routes, door_visit_routes, door_refuse_routes,
		    door_wish_routes, door_send_routes, door_file_routes, door_open_routes), TEMPLATES("door"))
		DESK(ROUTES(door_slip_routes, door_desk_routes), TEMPLATES("door"), START(door_start))
		SLOW(ROUTES(door_sent_routes), START(door_spool_start))
		XIEZHI(SCALE(door_scale), TELL_KEYS(door_key_tell))
		DAEMON(CHORES({ .name = "door", .every = MINUTE_US, .run = door_over_chore }))
		SUBJECTS({ .kind = "message", .path = "/desk/door/" })
	},

	{
		.name = "joint",
		DESK(ROUTES(joint_programme_routes, joint_act_routes, joint_invitation_routes,
		    joint_ledger_routes, joint_refusal_routes,
		    joint_calendar_routes), TEMPLATES("joint"), START(joint_start))
		XIEZHI(SCALE(joint_scale))
		DAEMON(CHORES({ .name = "joint", .every = 5 * SECOND_US, .run = joint_due }),
		    AT_END({ .id = INVITATION_EXPIRY, .run = joint_invitation_lapse }))
		MENU(ITEM("work", 175, "/desk/joint/", "joint", JOINT_READS),
		    ITEM("look", 255, "/desk/joint/programme/", "programme", JOINT_READS))
		SUBJECTS({ .kind = "programme", .path = "/desk/joint/programme/" },
		    { .kind = "invitation", .path = "/desk/joint/invitations/" },
		    { .kind = "refusal", .path = "/desk/joint/refused/" })
	},

	{
		.name = "supervise",
		DESK(ROUTES(supervise_list_routes, supervise_act_routes, supervise_matter_routes),
		    TEMPLATES("supervise"))
		XIEZHI(SCALE(supervise_scale))
		MENU(ITEM("monitor", 192, "/desk/supervise/", "supervise", DUTY_SUPERVISOR),
		    ITEM("monitor", 197, "/desk/supervise/letters/", "letters", DUTY_AGENCY_HEAD | DUTY_REVIEWER))
		SUBJECTS({ .kind = "supervision", .path = "/desk/supervise/" })
	},

	/* what was counted, of whatever it is about */
	{
		.name = "figure",
		DESK(ROUTES(figure_routes), TEMPLATES("figure"))
		XIEZHI(SCALE(figure_scale), LOAD(figure_reference_load))
		DAEMON(CHORES({ .name = "figures", .every = 2 * SECOND_US, .run = figure_chore }))
		MENU(ITEM("look", 215, "/desk/figures/", "figures", FIGURE_READS))
	},

	/* what waits, behind whatever it is about */
	{
		.name = "work",
		XIEZHI(SCALE(work_scale))
	},

	{ .name = NULL }
};
