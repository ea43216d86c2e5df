/* kinds.c - the variants of the invented cases, and how often each comes. */
#include <stddef.h>

#include "cmd/demo/steps.h"

#define CLUE { step_register_clue, 0, 0 }, { step_assign_clue, 0, 0 }, { step_verify_clue, 2, 8 }
#define FILED CLUE, { step_propose_filing, 1, 2 }, { step_decide_file, 0, 1 }, { step_name_officers, 0, 1 }, \
	{ step_accept_both, 0, 1 }
#define LOOKED { step_onsite, 1, 2 }, { step_tell, 0, 1 }, { step_evidence_three, 0, 1 }, { step_interview, 1, 4 }, \
	{ step_address, 0, 0 }
#define REPORTED { step_report, 3, 12 }, { step_review_agree, 2, 5 }, { step_approve, 0, 2 }
#define TOLD { step_notice_make, 0, 2 }, { step_notice_serve, 0, 1 }
#define NOTIFIED TOLD, { step_waive, 1, 3 }, { step_defence, 1, 2 }
#define DECIDED { step_decide, 1, 4 }, { step_serve, 0, 3 }, { step_publish, 1, 3 }
#define CLOSED { step_executed, 0, 1 }, { step_close_case, 1, 6 }, { step_archive, 2, 12 }
#define END { NULL, 0, 0 }

static const struct story_step plain[] = { FILED, LOOKED, { step_correct, 0, 0 }, REPORTED, NOTIFIED,
    { step_correct_check, 0, 2 }, DECIDED, { step_pay_all, 2, 8 }, CLOSED, END };
static const struct story_step returned[] = { FILED, LOOKED, { step_report, 3, 8 }, { step_review_back, 2, 5 },
    { step_report, 2, 5 }, { step_review_agree, 1, 4 }, { step_approve, 0, 2 }, NOTIFIED, DECIDED,
    { step_pay_all, 2, 8 }, CLOSED, END };
static const struct story_step not_filed[] = { CLUE, { step_propose_not, 1, 2 }, { step_decide_not, 0, 1 },
    { step_tell, 1, 2 }, END };
static const struct story_step extended[] = { { step_register_clue, 0, 0 }, { step_assign_clue, 0, 0 },
    { step_extend_clue, 10, 2 }, { step_verify_clue, 6, 5 }, { step_propose_filing, 1, 2 }, { step_decide_file, 0, 1 },
    { step_name_officers, 0, 1 }, { step_accept_recused, 0, 1 }, LOOKED, REPORTED, NOTIFIED, DECIDED,
    { step_pay_all, 2, 8 }, CLOSED, END };
static const struct story_step transferred[] = { CLUE, { step_transfer, 1, 3 }, END };
static const struct story_step measures[] = { FILED, { step_onsite, 0, 1 }, { step_preserve, 0, 0 },
    { step_release, 3, 2 }, { step_seize, 0, 0 }, { step_aid, 0, 1 },
    { step_aid_answer, 5, 2 }, { step_extend_measure, 3, 2 }, { step_evidence_three, 1, 2 }, { step_interview, 1, 3 },
    { step_release, 4, 3 }, REPORTED, NOTIFIED, DECIDED, { step_pay_all, 2, 8 }, CLOSED, END };
static const struct story_step urgent[] = { FILED, { step_emergency, 0, 0 }, LOOKED, { step_release, 8, 8 }, REPORTED,
    NOTIFIED, DECIDED, { step_pay_all, 2, 8 }, CLOSED, END };
static const struct story_step paused[] = { FILED, LOOKED, { step_suspend, 1, 3 }, { step_resume, 20, 30 },
    { step_extend_case, 1, 2 }, REPORTED, NOTIFIED, DECIDED, { step_pay_all, 2, 8 }, CLOSED, END };
static const struct story_step ended[] = { FILED, { step_onsite, 1, 4 }, { step_terminate, 5, 9 }, END };
static const struct story_step mild[] = { FILED, LOOKED, { step_correct, 0, 1 }, { step_report_no_penalty, 3, 8 },
    { step_correct_check, 0, 1 }, { step_review_agree, 2, 5 }, { step_approve, 0, 2 }, { step_decide, 1, 4 },
    { step_serve, 0, 3 }, { step_withhold, 1, 3 }, { step_close_case, 1, 6 }, { step_archive, 2, 12 }, END };
static const struct story_step clean[] = { FILED, LOOKED, { step_report_no_violation, 3, 8 },
    { step_review_agree, 2, 5 }, { step_approve, 0, 2 }, { step_decide, 1, 4 },
    { step_serve, 0, 3 }, { step_close_case, 1, 6 }, { step_archive, 2, 12 }, END };
static const struct story_step crime[] = { FILED, LOOKED, { step_police, 6, 8 }, END };
static const struct story_step heard[] = { FILED, LOOKED, REPORTED, TOLD, { step_hearing_ask, 1, 2 },
    { step_hearing_chair, 1, 1 }, { step_hearing_hand, 1, 1 }, { step_hearing_set, 1, 2 }, { step_hearing_hold, 10, 1 },
    { step_hearing_told, 2, 2 }, { step_defence, 1, 1 }, { step_hearing_agree, 2, 4 },
    DECIDED, { step_pay_all, 3, 6 }, CLOSED, END };
static const struct story_step unheard[] = { FILED, LOOKED, REPORTED, TOLD, { step_hearing_ask, 1, 2 },
    { step_hearing_chair, 1, 1 }, { step_hearing_drop, 1, 1 }, { step_defence, 1, 1 }, DECIDED, { step_pay_all, 3, 6 },
    CLOSED, END };
static const struct story_step lighter[] = { FILED, LOOKED, REPORTED, TOLD,
    { step_state_defence, 2, 2 }, { step_defence_lighter, 1, 2 },
    { step_lighter_ok, 1, 3 }, DECIDED, { step_pay_all, 3, 6 }, CLOSED, END };
static const struct story_step parts[] = { FILED, LOOKED, REPORTED, NOTIFIED, DECIDED, { step_instalments, 2, 4 },
    { step_pay_half, 12, 4 }, { step_pay_all, 15, 6 }, CLOSED, END };
static const struct story_step court_case[] = { FILED, LOOKED, REPORTED, NOTIFIED, DECIDED, { step_demand, 18, 8 },
    { step_court, 122, 12 }, { step_close_case, 20, 9 }, { step_archive, 5, 9 }, END };
static const struct story_step upheld[] = { FILED, LOOKED, REPORTED, NOTIFIED, DECIDED, { step_remedy, 3, 9 },
    { step_remedy_upheld, 35, 9 }, { step_pay_all, 1, 4 }, CLOSED, END };
static const struct story_step overturned[] = { FILED, LOOKED, REPORTED, NOTIFIED, DECIDED, { step_remedy, 3, 9 },
    { step_remedy_revoked, 35, 9 }, { step_withdraw, 0, 2 }, { step_close_case, 3, 6 }, { step_archive, 2, 12 }, END };
static const struct story_step revoked[] = { FILED, LOOKED, REPORTED, NOTIFIED, DECIDED, { step_revoke, 4, 9 },
    { step_withdraw, 0, 2 }, { step_close_case, 3, 6 }, { step_archive, 2, 12 }, END };
static const struct story_step together[] = { FILED, { step_onsite, 1, 4 }, { step_second_party, 1, 3 },
    { step_evidence_three, 0, 1 }, { step_interview, 1, 4 }, REPORTED,
    NOTIFIED, DECIDED, { step_pay_all, 2, 8 }, CLOSED, END };
static const struct story_step on_the_spot[] = { { step_summary, 0, 0 }, { step_summary_file, 1, 4 },
    { step_pay_all, 2, 6 }, { step_executed, 0, 1 }, { step_close_case, 1, 5 },
    { step_archive, 3, 9 }, END };

const struct story_kind story_kinds[] = {
	{ .name = "plain", .steps = plain, .weight = 30 },
	{ .name = "returned", .steps = returned, .weight = 6 },
	{ .name = "not_filed", .steps = not_filed, .weight = 6 },
	{ .name = "extended", .steps = extended, .weight = 4 },
	{ .name = "transferred", .steps = transferred, .weight = 3 },
	{ .name = "measures", .steps = measures, .weight = 5 },
	{ .name = "urgent", .steps = urgent, .weight = 2 },
	{ .name = "paused", .steps = paused, .weight = 3 },
	{ .name = "ended", .steps = ended, .weight = 2 },
	{ .name = "mild", .steps = mild, .weight = 5 },
	{ .name = "clean", .steps = clean, .weight = 2 },
	{ .name = "crime", .steps = crime, .weight = 2 },
	{ .name = "heard", .steps = heard, .weight = 5, .hearing = true, .heavy = true },
	{ .name = "unheard", .steps = unheard, .weight = 2, .natural = true, .hearing = true },
	{ .name = "lighter", .steps = lighter, .weight = 3 },
	{ .name = "parts", .steps = parts, .weight = 3, .heavy = true },
	{ .name = "court", .steps = court_case, .weight = 3 },
	{ .name = "upheld", .steps = upheld, .weight = 2 },
	{ .name = "overturned", .steps = overturned, .weight = 2 },
	{ .name = "revoked", .steps = revoked, .weight = 3 },
	{ .name = "together", .steps = together, .weight = 4, .two_parties = true },
	{ .name = "person", .steps = plain, .weight = 8, .natural = true },
	{ .name = "spot", .steps = on_the_spot, .weight = 10 },
	{ .name = "spot_person", .steps = on_the_spot, .weight = 6, .natural = true },
};
const int story_kinds_n = sizeof(story_kinds) / sizeof(*story_kinds);

/* Cases that wait for somebody today: a proposal of the unit head, the head's filing, an approval of a report, an
 * officer who serves a notice, the chair, the publisher, the archivist. */
#define BEFORE_NOTICE FILED, LOOKED, REPORTED, { step_notice, 0, 0 }
static const struct story_step for_unit_head[] = { CLUE, END };
static const struct story_step for_head[] = { CLUE, { step_propose_filing, 1, 0 }, END };
static const struct story_step for_approval[] = { FILED, LOOKED, { step_report, 3, 0 },
    { step_review_agree, 2, 0 }, END };
static const struct story_step for_service[] = { FILED, LOOKED, REPORTED, { step_notice_make, 0, 0 }, END };
static const struct story_step for_chair[] = { BEFORE_NOTICE, { step_hearing_ask, 1, 0 }, { step_hearing_chair, 1, 0 },
    { step_hearing_hand, 1, 0 }, END };
static const struct story_step for_publisher[] = { BEFORE_NOTICE, { step_waive, 1, 0 }, { step_defence, 1, 0 },
    { step_decide, 1, 0 }, { step_serve, 0, 0 }, END };
static const struct story_step for_archivist[] = { { step_summary, 0, 0 }, { step_summary_file, 1, 0 },
    { step_pay_all, 2, 0 }, { step_executed, 0, 0 }, { step_close_case, 1, 0 }, END };

const struct story_kind story_waiting[] = {
	{ .name = "for_unit_head", .steps = for_unit_head, .weight = 1 },
	{ .name = "for_head", .steps = for_head, .weight = 1 },
	{ .name = "for_approval", .steps = for_approval, .weight = 1 },
	{ .name = "for_service", .steps = for_service, .weight = 1 },
	{ .name = "for_chair", .steps = for_chair, .weight = 1, .hearing = true, .heavy = true },
	{ .name = "for_publisher", .steps = for_publisher, .weight = 1 },
	{ .name = "for_archivist", .steps = for_archivist, .weight = 1 },
};
const int story_waiting_n = sizeof(story_waiting) / sizeof(*story_waiting);
