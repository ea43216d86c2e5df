/* tracks.c - what people do for each party: notice, hearing, decision, service, payment, closing; and on the spot. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/demo/steps.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "lib/caseflow/money.h"
#include "lib/caseflow/pending.h"
#include "lib/caseflow/publication.h"
#include "lib/db/db.h"
#include "lib/disclosure/disclosure.h"

/* ---- tracks: each step is done on every track of the case */

static enum err
each_track(struct arena *a, struct demo *d, struct story *s,
    enum err (*fn)(struct arena *, struct demo *, struct story *, int))
{
	struct case_track *t;
	int i, n;
	enum err e = caseflow_track_list(a, d->db, s->case_id, &t, &n);

	for (i = 0; e == OK && i < n; i++)
		e = fn(a, d, s, i);
	return e;
}

static enum err
notice_make_one(struct arena *a, struct demo *d, struct story *s, int t)
{
	return story_do(a, d, s, LEAD(s), t, "notice_make", "defence_days", "5", NULL);
}

STEP(notice_make)
{
	return each_track(a, d, s, notice_make_one);
}

static enum err
notice_serve_one(struct arena *a, struct demo *d, struct story *s, int t)
{
	return story_do(a, d, s, LEAD(s), t, "notice_serve", "method", "direct", "served_on",
	    story_day(a, d, 0), "recipient", s->party.person, NULL);
}

STEP(notice_serve)
{
	return each_track(a, d, s, notice_serve_one);
}

STEP(notice)
{
	enum err e = step_notice_make(a, d, s);

	return e == OK ? step_notice_serve(a, d, s) : e;
}

static enum err
waive_one(struct arena *a, struct demo *d, struct story *s, int t)
{
	return story_do(a, d, s, LEAD(s), t, "defence_record", "kind", "waived", "on_day", story_day(a, d, 0), NULL);
}

STEP(waive)
{
	return each_track(a, d, s, waive_one);
}

STEP(state_defence)
{
	return story_do(a, d, s, LEAD(s), 0, "defence_record", "kind", "stated", "on_day",
	    story_day(a, d, 0), "content", "我单位已主动改正并消除影响，请求从轻处罚。", NULL);
}

static enum err
defence_one(struct arena *a, struct demo *d, struct story *s, int t)
{
	return story_do(a, d, s, LEAD(s), t, "defence_review", "adopted", "none", "opinion",
	    "当事人未提出新的事实和理由，维持拟处罚意见。", "change", "same", NULL);
}

/* Where a hearing may still be asked for, its five days are waited out: then again_wd is set, and nothing is done. */
static enum err
wait_for_hearing(struct arena *a, struct demo *d, struct story *s)
{
	struct case_track *list;
	int i, n;
	enum err e = caseflow_track_list(a, d->db, s->case_id, &list, &n);

	for (i = 0; e == OK && i < n; i++)
		if (list[i].hearing_right && !list[i].heard && !s->waited)
			s->again_wd = 6;
	s->waited = s->again_wd > 0;
	return e;
}

STEP(defence)
{
	enum err e = wait_for_hearing(a, d, s);

	return e == OK && s->again_wd == 0 ? each_track(a, d, s, defence_one) : e;
}

STEP(defence_lighter)
{
	enum err e = wait_for_hearing(a, d, s);

	if (e != OK || s->again_wd != 0)
		return e;
	return story_do(a, d, s, LEAD(s), 0, "defence_review", "adopted", "partly", "opinion",
	    "当事人主动改正属实，部分采纳，拟减轻罚款数额。", "change", "lighter", "penalties_0_kind", "fine",
	    "penalties_0_amount", arena_printf(a, "%" PRId64, s->yuan / 2),
	    "penalties_1_kind", "confiscate_gains", "penalties_1_amount", "1860", NULL);
}

STEP(lighter_ok)
{
	return story_do(a, d, s, s->agency->reviewer[1], 0, "lighter_confirm", "verdict", "agree", "opinion_text",
	    "减轻理由成立，予以确认。", NULL);
}

STEP(hearing_ask)
{
	return story_do(a, d, s, LEAD(s), 0, "hearing_request", "requested_on", story_day(a, d, 0),
	    "by_whom", s->party.person, "content", "对拟处罚数额有异议，要求听证。", NULL);
}

STEP(hearing_chair)
{
	return story_do(a, d, s, s->agency->head, 0, "hearing_appoint", "chair",
	    story_ref(a, s->agency->chair_ref), NULL);
}

STEP(hearing_hand)
{
	return story_do(a, d, s, LEAD(s), 0, "hearing_handover", "handed_on", story_day(a, d, 0),
	    "papers", "案卷一册，证据目录一份", NULL);
}

STEP(hearing_set)
{
	bool provisional;
	char day[DAY_TEXT_SIZE];

	enum err e;

	day_text(workday_add(d->days, time_day(d->now), 9, &provisional), day);
	e = story_do(a, d, s, s->agency->chair, 0, "hearing_schedule", "held_at", arena_printf(a, "%sT09:30", day),
	    "place", "本机关三楼听证室", "public_hearing", "public", "public_notice_on", story_day(a, d, 0), "clerk",
	    "周文书", NULL);
	return e == OK ? story_do(a, d, s, s->agency->chair, 0, "hearing_serve", "method", "direct", "served_on",
	    story_day(a, d, 0), "recipient", s->party.person, NULL) : e;
}

STEP(hearing_hold)
{
	return story_do(a, d, s, s->agency->chair, 0, "hearing_hold", "started_at", story_time(a, d, 100), "ended_at",
	    story_time(a, d, 20), "present", arena_printf(a, "主持人、调查人员、当事人代理人%s", s->party.person),
	    "agents", "1", "record",
	    "调查人员陈述事实、证据和拟处罚意见；当事人申辩认为数额过高；双方质证并作最后陈述。", "signed",
	    "signed", NULL);
}

STEP(hearing_told)
{
	return story_do(a, d, s, s->agency->chair, 0, "hearing_report", "report",
	    "听证程序合法，双方充分陈述和质证。", "opinion", "案件事实清楚，证据确凿，建议维持拟处罚意见。", NULL);
}

STEP(hearing_drop)
{
	return story_do(a, d, s, LEAD(s), 0, "hearing_withdraw", "withdrawn_on", story_day(a, d, 0),
	    "reason", "当事人书面撤回听证申请。", NULL);
}

STEP(hearing_agree)
{
	return demo_opinion(a, d, s, 0, "hearing_opinion", "agree");
}

static enum err
deliberate_one(struct arena *a, struct demo *d, struct story *s, int t)
{
	struct case_track *list;
	int n;
	enum err e = caseflow_track_list(a, d->db, s->case_id, &list, &n);

	if (e != OK || !list[t].major)
		return e;
	e = story_do(a, d, s, s->unit->head, t, "deliberate", "held_on", story_day(a, d, 0),
	    "present", "机关负责人三人，法制机构列席", "dissent", NULL, "conclusion", "一致同意拟处罚意见。", NULL);
	return e == OK ? story_approve(a, d, s) : e;
}

static enum err
decide_one(struct arena *a, struct demo *d, struct story *s, int t)
{
	enum err e = deliberate_one(a, d, s, t);

	if (e == OK)
		e = story_do(a, d, s, LEAD(s), t, "decide", NULL);
	return e == OK ? story_approve(a, d, s) : e;
}

STEP(decide)
{
	return each_track(a, d, s, decide_one);
}

static enum err
serve_one(struct arena *a, struct demo *d, struct story *s, int t)
{
	return story_do(a, d, s, LEAD(s), t, "serve_decision", "method", "direct", "served_on",
	    story_day(a, d, 0), "recipient", s->party.person, "told_public", "1", NULL);
}

STEP(serve)
{
	return each_track(a, d, s, serve_one);
}

static enum err
publish_one(struct arena *a, struct demo *d, struct story *s, int t)
{
	struct act act = { .principal = s->agency->publisher, .occurred_at = TIME_NONE, .request = "demo" };
	struct disclosure_item *it = ARENA_NEW(a, struct disclosure_item);
	struct caseflow_span_word *w;
	struct case_track *list;
	struct problems p;
	const char *answer;
	int i, n;
	enum err e = caseflow_track_list(a, d->db, s->case_id, &list, &n);

	problems_init(&p, a);
	if (e != OK || (strcmp(list[t].publish_state, "open") != 0 && strcmp(list[t].publish_state, "published") != 0))
		return e;
	e = disclosure_get(a, d->db, list[t].ref, it);
	if (e != OK || strcmp(it->state, "draft") != 0)
		return e;
	w = ARENA_ARRAY(a, struct caseflow_span_word, (size_t)it->span_n + 1);
	for (i = 0; i < it->span_n; i++)
		w[i] = (struct caseflow_span_word){ .span = it->span[i].id, .redact = true };
	if (e == OK)
		e = caseflow_spans(a, d->db, &act, list[t].ref, w, it->span_n, &p, &answer);
	if (e == OK)
		e = caseflow_publish(a, d->db, &act, list[t].ref, &p, &answer);
	return e;
}

STEP(publish)
{
	return each_track(a, d, s, publish_one);
}

STEP(withhold)
{
	struct act act = { .principal = s->agency->publisher, .occurred_at = TIME_NONE, .request = "demo" };
	struct case_track *list;
	struct problems p;
	const char *answer;
	int n;
	enum err e = caseflow_track_list(a, d->db, s->case_id, &list, &n);

	problems_init(&p, a);
	return e == OK ? caseflow_withhold(a, d->db, &act, list[0].ref, "不予处罚决定，无社会影响，依法不予公示。",
	    &p, &answer) : e;
}

STEP(withdraw)
{
	struct act act = { .principal = s->agency->publisher, .occurred_at = TIME_NONE, .request = "demo" };
	struct case_track *list;
	struct problems p;
	const char *answer;
	int n;
	enum err e = caseflow_track_list(a, d->db, s->case_id, &list, &n);

	problems_init(&p, a);
	return e == OK ? caseflow_withdraw(a, d->db, &act, list[0].ref, "revoked", "决定已被依法撤销", &p, &answer) : e;
}

static enum err
pay_fn(struct arena *a, struct db *db, void *ctx)
{
	return money_take(a, db, "bank", ctx);
}

/* The bank's line for a share of what is owed. */
static enum err
pay(struct arena *a, struct demo *d, struct story *s, int t, int64_t part)
{
	struct case_track *list;
	struct money_state m;
	struct payment_line line;
	int n;
	enum err e = caseflow_track_list(a, d->db, s->case_id, &list, &n);

	if (e == OK)
		e = money_load(a, d->db, list[t].id, time_day(d->now), &m);
	if (e != OK || m.decision == 0 || m.owed_fen == 0)
		return e;
	line = (struct payment_line){ .pay_code = m.pay_code, .amount_fen = (m.owed_fen - m.paid_fen) / part,
	    .paid_at = d->now, .serial = arena_printf(a, "DEMO%012d", ++d->payments_made) };
	return db_tx_run(a, d->db, NULL, pay_fn, &line, NULL);
}

static enum err
pay_one(struct arena *a, struct demo *d, struct story *s, int t)
{
	return pay(a, d, s, t, 1);
}

STEP(pay_all)
{
	return each_track(a, d, s, pay_one);
}

STEP(pay_half)
{
	return pay(a, d, s, 0, 2);
}

STEP(instalments)
{
	struct case_track *list;
	struct money_state m;
	int n;
	int64_t half;
	enum err e = caseflow_track_list(a, d->db, s->case_id, &list, &n);

	if (e == OK)
		e = money_load(a, d->db, list[0].id, time_day(d->now), &m);
	if (e != OK)
		return e;
	half = m.owed_fen / 200;
	e = story_do(a, d, s, LEAD(s), 0, "instalments", "asked_on", story_day(a, d, 0),
	    "reason", "当事人经营困难，申请分期缴纳。", "instalments_0_due_on", story_day(a, d, 30),
	    "instalments_0_amount", arena_printf(a, "%" PRId64, half), "instalments_1_due_on", story_day(a, d, 60),
	    "instalments_1_amount", arena_printf(a, "%" PRId64 ".%02d", (m.owed_fen - half * 100) / 100,
	    (int)(m.owed_fen % 100)), NULL);
	return e == OK ? story_approve(a, d, s) : e;
}

STEP(demand)
{
	enum err e = story_do(a, d, s, LEAD(s), 0, "demand", NULL);

	return e == OK ? story_do(a, d, s, LEAD(s), 0, "demand_serve", "method", "direct", "served_on",
	    story_day(a, d, 0), "recipient", s->party.person, NULL) : e;
}

STEP(court)
{
	enum err e = story_do(a, d, s, LEAD(s), 0, "court_apply", "applied_on", story_day(a, d, 0), "request",
	    "当事人逾期不履行，申请强制执行罚款及加处罚款。", "opinion", "当事人没有提出意见。", "object",
	    "当事人在本市有经营场所和银行账户。", NULL);

	return e == OK ? story_approve(a, d, s) : e;
}

STEP(remedy)
{
	return story_do(a, d, s, LEAD(s), 0, "remedy_file", "kind", "reconsideration", "body",
	    "衡阳市人民政府", "filed_on", story_day(a, d, 0), "number", "衡府复受字", NULL);
}

static enum err
remedy_end(struct arena *a, struct demo *d, struct story *s, const char *result)
{
	const struct option *o;
	size_t n;
	enum err e = story_options(a, d, s, LEAD(s), 0, "remedy_result", "remedy", &o, &n);

	return e == OK ? story_do(a, d, s, LEAD(s), 0, "remedy_result", "remedy", o[0].value, "result",
	    result, "result_on", story_day(a, d, 0), "result_served_on", story_day(a, d, 0), NULL) : e;
}

STEP(remedy_upheld)
{
	return remedy_end(a, d, s, "upheld");
}

STEP(remedy_revoked)
{
	return remedy_end(a, d, s, "revoked");
}

STEP(revoke)
{
	return story_do(a, d, s, s->agency->head, 0, "revoke", "cause", "facts", "reason",
	    "经复查，认定的主要事实证据不足，自行撤销。", NULL);
}

static enum err
executed_one(struct arena *a, struct demo *d, struct story *s, int t)
{
	struct case_track *list;
	struct money_state owed;
	int n;
	enum err e = caseflow_track_list(a, d->db, s->case_id, &list, &n);

	if (e != OK || strcmp(list[t].state, "served") != 0)
		return e;
	e = money_load(a, d->db, list[t].id, time_day(d->now), &owed);
	return e == OK ? story_do(a, d, s, LEAD(s), t, "executed", "executed_on", story_day(a, d, 0), "how",
	    "罚没款已全部缴清。", "surcharge_left", owed.surcharge_fen > 0 ? "not_imposed" : NULL, NULL) : e;
}

STEP(executed)
{
	return each_track(a, d, s, executed_one);
}

/* Which of the court's papers closes a case in the field. */
static enum err
court_ground(struct arena *a, struct demo *d, struct story *s, int t, const char **out)
{
	const struct option *o;
	size_t i, n;
	enum err e = story_options(a, d, s, LEAD(s), t, "close", "ground", &o, &n);

	*out = "court";
	for (i = 0; e == OK && i < n; i++)
		if (strcmp(o[i].value, "court_accepted") == 0)
			*out = o[i].value;
	return e;
}

static enum err
close_one(struct arena *a, struct demo *d, struct story *s, int t)
{
	struct case_track *list;
	const char *ground = "executed";
	bool court = false;
	int n;
	enum err e = caseflow_track_list(a, d->db, s->case_id, &list, &n);

	if (e != OK)
		return e;
	if (strcmp(list[t].state, "revoked") == 0)
		ground = "revoked";
	else if (strcmp(list[t].outcome, "penalty") != 0)
		ground = "no_penalty";
	else
		court = strcmp(list[t].state, "served") == 0;
	if (court)
		e = court_ground(a, d, s, t, &ground);
	if (e != OK)
		return e;
	e = story_do(a, d, s, LEAD(s), t, "close", "ground", ground, "execution", court ?
	    "已申请人民法院强制执行，证据和物品已依法处置。" : "处理决定已执行完毕，证据和物品已依法处置。",
	    "ruling_no", court ? "（2026）湘0408行审12号" : NULL, "ruling_on", court ? story_day(a, d, 0) : NULL, NULL);
	return e == OK ? story_approve(a, d, s) : e;
}

STEP(close_case)
{
	return each_track(a, d, s, close_one);
}

STEP(archive)
{
	return story_do(a, d, s, s->agency->archivist, -1, "archive", "volume", "第 1 卷", "retention", "long",
	    "pages", "86", NULL);
}

STEP(summary)
{
	const struct option *o;
	size_t n;
	enum err e = story_options(a, d, s, LEAD(s), -1, "summary_decide", "cause", &o, &n);

	if (e == OK)
		e = story_do(a, d, s, LEAD(s), -1, "summary_decide", "subject",
		    story_ref(a, s->party.subject), "acted_at", story_time(a, d, 60), "place", "当事人经营场所",
		    "cause", o[(size_t)s->cause % n].value, "facts", "当事人的违法事实确凿，情节轻微，当场改正。",
		    "evidence", "现场照片两张", "basis", "《中华人民共和国行政处罚法》第五十一条",
		    "certificates_shown", "1", "rights_told", "1", "penalty", "fine", "amount", s->natural ? "100" :
		    "500", "collect", "bank", "handed", "signed", "second", SECOND(s), NULL);
	return e == OK ? story_cosign(a, d, s) : e;
}

STEP(summary_file)
{
	return story_do(a, d, s, LEAD(s), -1, "summary_file", "filed_on", story_day(a, d, 0), NULL);
}

