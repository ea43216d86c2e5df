/* figure.c - the figures of law that each step of a case is about, for those who take it. */
#include <string.h>

#include "lib/caseflow/read.h"

#define KEYS_MAX 5

static const struct {
	const char *action;
	const char *key[KEYS_MAX];	/* ends with NULL, or full */
} figures[] = {
	{ "clue_register", { "clue.verify" } },
	{ "clue_extend", { "clue.verify.extension" } },
	{ "decide_filing", { "case.decide" } },
	{ "reporter_tell", { "reporter.tell" } },
	{ "extend_decision", { "case.decide.extension", "case.decide.further" } },
	{ "aid_send", { "aid.answer" } },
	{ "preserve", { "preserve.term", "preserve.lapse" } },
	{ "measure", { "measure.term", "measure.extension" } },
	{ "measure_extend", { "measure.extension" } },
	{ "measure_report", { "measure.emergency_report", "preserve.emergency_report" } },
	{ "report", { "review.term" } },
	{ "review_opinion", { "review.term" } },
	{ "hearing_opinion", { "review.term" } },
	{ "approve_penalty", { "hearing.threshold.citizen", "hearing.threshold.organisation", "hearing.seen.citizen",
	    "hearing.seen.organisation" } },
	{ "notice_make", { "defence.term", "hearing.request" } },
	{ "notice_serve", { "defence.term", "hearing.request", "service.announcement" } },
	{ "hearing_request", { "hearing.request", "hearing.held" } },
	{ "hearing_appoint", { "hearing.chair", "hearing.handover" } },
	{ "hearing_handover", { "hearing.handover", "hearing.set_date" } },
	{ "hearing_schedule", { "hearing.notice", "hearing.public_notice" } },
	{ "hearing_serve", { "hearing.notice", "service.announcement" } },
	{ "hearing_hold", { "hearing.report" } },
	{ "hearing_report", { "hearing.report" } },
	{ "decide", { "case.decide", "service.term", "publish.penalty" } },
	{ "serve_decision", { "service.term", "service.announcement", "payment.term", "close.term" } },
	{ "executed", { "close.term" } },
	{ "close", { "close.term" } },
	{ "close_terminated", { "close.term" } },
	{ "archive", { "close.archive" } },
	{ "demand", { "demand.term" } },
	{ "demand_serve", { "demand.term", "service.announcement" } },
	{ "paper_serve", { "service.announcement" } },
	{ "court_apply", { "court.window" } },
	{ "revoke", { "withdraw.term" } },
	{ "remedy_file", { "remedy.review", "remedy.suit", "defend.forward" } },
	{ "remedy_copy", { "defend.review", "defend.simple", "defend.suit" } },
	{ "remedy_forward", { "defend.forward" } },
	{ "remedy_answer", { "defend.review", "defend.simple", "defend.suit" } },
	{ "police_propose", { "transfer.police.decide" } },
	{ "police_receipt", { "transfer.police.answer" } },
	{ "police_answer", { "transfer.police.goods", "transfer.police.reconsider" } },
	{ "police_again", { "transfer.police.again" } },
	{ "police_goods", { "transfer.police.goods" } },
	{ "police_transfer", { "transfer.police.decide", "transfer.police.send" } },
	{ "summary_decide", { "summary.citizen_max", "summary.organisation_max", "cash.max", "summary.file" } },
	{ "summary_file", { "summary.file" } },
};

enum err
caseflow_figures(struct arena *a, struct db *db, const char *action, int64_t agency, const char *field, int32_t day,
    struct calendar_figure **out, size_t *n)
{
	size_t i, keys;

	*n = 0;
	for (i = 0; i < sizeof(figures) / sizeof(*figures); i++) {
		if (strcmp(figures[i].action, action) != 0)
			continue;
		for (keys = 0; keys < KEYS_MAX && figures[i].key[keys] != NULL; keys++)
			;
		return calendar_figures(a, db, figures[i].key, keys, day, agency, field, out, n);
	}
	return OK;
}
