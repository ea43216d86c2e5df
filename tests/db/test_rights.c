/* test_rights.c - what a party is owed holds whoever tries otherwise, and in whatever order: the hearing, the
 * review, the text that was notified, an approver apart.  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

#include <unistd.h>

#include "lib/paper/seals.h"
#include "lib/sec/stamp.h"

static struct story *
notified(int agency, bool two, const char *yuan)
{
	struct story *s = filed(agency, two);

	reported(s, -1, yuan, NULL, NULL, NULL);
	go(s, step_notice, 0);
	return s;
}

static enum err
review_defence(struct story *s, int t, const char *change, const char *kind, const char *amount, const char *detail)
{
	return TRY(LEAD(s), t, "defence_review", "adopted", "none", "opinion", "维持拟处罚意见。", "change", change,
	    "penalties_0_kind", kind, "penalties_0_amount", amount, "penalties_0_detail", detail);
}

/* 行政处罚法 63-64: five working days to ask for a hearing, whatever was said or withdrawn meanwhile. */
static void
test_the_hearing_term_is_not_cut_off(void **state)
{
	struct story *s = notified(0, false, "200000");

	(void)state;
	go(s, step_state_defence, 1);
	refused(review_defence(s, 0, "same", NULL, NULL, NULL), "guard_defence_over");
	go(s, step_hearing_ask, 1);
	go(s, step_hearing_drop, 0);
	refused(review_defence(s, 0, "same", NULL, NULL, NULL), "guard_defence_over");
	wait_days(4);
	must(review_defence(s, 0, "same", NULL, NULL, NULL));
	assert_string_equal(track_state(s, 0), "defence_reviewed");
}

static void
test_without_a_hearing_right_words_end_the_term(void **state)
{
	struct story *s = notified(1, false, "3000");

	(void)state;
	refused(review_defence(s, 0, "same", NULL, NULL, NULL), "guard_defence_over");
	go(s, step_state_defence, 1);
	must(review_defence(s, 0, "same", NULL, NULL, NULL));
}

/* 听证办法 5: the value of goods taken away counts. */
static void
test_goods_taken_away_have_a_value(void **state)
{
	struct story *s = filed(2, false);
	struct case_track *t;
	int n;

	(void)state;
	wait_days(1);
	refused(try_report(s, -1, "1000", "confiscate_goods", NULL, "白酒 200 箱"), "penalties_1_amount");
	reported(s, -1, "1000", "confiscate_goods", "150000", "白酒 200 箱");
	must(caseflow_track_list(A, D->db, s->case_id, &t, &n));
	assert_true(t[0].hearing_right);
}

/* What waits for approval when the case goes back is returned; its paper is void. */
static void
test_going_back_ends_what_was_asked_for(void **state)
{
	struct story *s = notified(3, true, "3000");

	(void)state;
	go(s, step_waive, 1);
	go(s, step_defence, 0);
	DO(LEAD(s), 0, "decide");
	DO(LEAD(s), 1, "back_to_investigation", "cause", "facts", "reason", "发现新的违法事实，需要补充调查。");
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.act_approval where subject_kind = 'case' and subject_id = $1"
	    " and state = 'pending'"), 2);
	/* the older asked first: it is refused once by hand, the other carried out */
	CHANGE(s, "update xz.act_approval set requested_at = requested_at + interval '1 hour'"
	    " where subject_kind = 'case' and subject_id = $1"
	    " and action = 'decide' and state = 'pending'");
	{
		struct problems p;
		const char *answer;
		struct db_row r;

		must(DB_ONE(A, D->db, &r,
		    "select ref from xz.act_approval where subject_kind = 'case' and subject_id = $1"
		    " and action = 'back_to_investigation'"
		    " and state = 'pending'", DB_I64(s->case_id)));
		problems_init(&p, A);
		must(caseflow_approve(A, D->db, &(struct act){ .principal = s->unit->head, .occurred_at = TIME_NONE,
		    .request = "test" }, row_ref(r, "ref"), true, "同意。", &p, &answer));
	}
	assert_string_equal(case_state(s), "investigating");
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.act_approval where subject_kind = 'case' and subject_id = $1"
	    " and state = 'pending'"), 0);
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.record_document where subject_kind = 'case' and subject_id = $1"
	    " and type = 'decision' and state <> 'void'"), 0);
	/* and nothing of a party is done while the case is investigated */
	refused(TRY(LEAD(s), 0, "decide"), "waits for the investigation");
	/* what has no form is not sent as one */
	refused(TRY(LEAD(s), -1, "evidence_file"), "no form");
	refused(TRY(s->agency->publisher, 0, "withhold"), "no form");
	refused(TRY(LEAD(s), -1, "measure.lapsed"), "no form");
}

static void
test_the_decision_says_what_was_reviewed(void **state)
{
	struct story *s = notified(0, false, "3000");

	(void)state;
	go(s, step_waive, 1);
	go(s, step_defence, 0);
	refused(TRY(LEAD(s), 0, "decide", "facts", "经查明，当事人另外还实施了更为严重的行为。"),
	    "facts: differs_from_report");
	refused(TRY(LEAD(s), 0, "decide", "basis", "依据另一部法律第九十九条。"), "basis: differs_from_report");
	DO(LEAD(s), 0, "decide");
	must(story_approve(A, D, s));
	assert_string_equal(track_state(s, 0), "decided");
}

/* 行政处罚法 45: nothing heavier by other words. */
static void
test_a_lighter_penalty_keeps_the_notified_words(void **state)
{
	struct story *s = filed(1, false);

	(void)state;
	reported(s, -1, "3000", "suspend_licence", NULL, "暂扣一个月");
	go(s, step_notice, 0);
	go(s, step_state_defence, 1);
	wait_days(6);
	refused(review_defence(s, 0, "lighter", "suspend_licence", NULL, "暂扣六个月"),
	    "penalties_0_detail: detail_differs");
	refused(review_defence(s, 0, "lighter", "suspend_licence", NULL, NULL), "penalties_0_detail: detail_differs");
	refused(review_defence(s, 0, "lighter", "suspend_licence", "5", "暂扣一个月"),
	    "penalties_0_amount: amount_not_wanted");
	refused(review_defence(s, 0, "lighter", "fine", NULL, NULL), "penalties_0_amount: required");
	refused(review_defence(s, 0, "lighter", "fine", "2000", "并处其他"), "penalties_0_detail: detail_differs");
	must(review_defence(s, 0, "lighter", "fine", "2000", NULL));
}

/* The store itself refuses a kind that was not notified. */
static void
test_the_store_refuses_what_was_not_notified(void **state)
{
	struct story *s = notified(2, false, "3000");

	(void)state;
	go(s, step_waive, 1);
	go(s, step_defence, 0);
	DO(LEAD(s), 0, "decide");
	CHANGE(s, "insert into xz.caseflow_penalty (case_id, party_id, stage, stage_version, kind)"
	    " select case_id, id, 'decision', 1, 'revoke_licence' from xz.caseflow_party where case_id = $1");
	D->first_failure = NULL;
	assert_int_not_equal(story_approve(A, D, s), OK);
	assert_string_equal(track_state(s, 0), "defence_reviewed");
	CHANGE(s, "update xz.caseflow_penalty set stage = 'review', stage_version = 0 where case_id = $1"
	    " and stage = 'decision'");
	must(story_approve(A, D, s));
}

/* Nothing is served before it was approved, or held before it was handed over; a measure begins with its approval. */
static void
test_nothing_is_dated_back(void **state)
{
	struct story *s = filed(3, false);
	struct ref *party;
	int n;

	(void)state;
	must(caseflow_party_refs(A, D->db, s->case_id, &party, &n));
	wait_days(1);
	refused(TRY(LEAD(s), -1, "preserve", "party", story_ref(A, party[0]), "from_day", story_day(A, D, -1),
	    "place", "仓库", "keeper", "当事人", "reason", "证据可能灭失。", "goods_0_name", "物品", "goods_0_quantity",
	    "1 箱"), "from_day: before_approval");
	DO(LEAD(s), -1, "preserve", "party", story_ref(A, party[0]), "from_day", story_day(A, D, 0), "place", "仓库",
	    "keeper", "当事人", "reason", "证据可能灭失。", "goods_0_name", "物品", "goods_0_quantity", "1 箱");
	wait_days(2);
	must(story_approve(A, D, s));
	assert_int_equal(NUMBER(s,
	    "select (xz.today() - from_day)::bigint as n from xz.caseflow_measure where case_id = $1"), 0);
	go(s, step_release, 1);
	reported(s, -1, "200000", NULL, NULL, NULL);
	go(s, step_notice_make, 0);
	refused(TRY(LEAD(s), 0, "notice_serve", "method", "direct", "served_on", story_day(A, D, -1),
	    "recipient", "王某"), "served_on: before_day");
	go(s, step_notice_serve, 0);
	go(s, step_hearing_ask, 1);
	go(s, step_hearing_chair, 1);
	go(s, step_hearing_hand, 1);
	refused(TRY(s->agency->chair, 0, "hearing_schedule", "held_at",
	    arena_printf(A, "%sT09:30", story_day(A, D, 30)), "place", "听证室",
	    "public_hearing", "public", "public_notice_on", story_day(A, D, -2)), "public_notice_on: before_day");
	go(s, step_hearing_set, 0);
}

/* What people type of when it was done keeps the order of the acts. */
static void
test_days_follow_one_another(void **state)
{
	struct story *s = opened(2, false, false);
	const struct option *o;
	struct ref *party;
	size_t options;
	int n;

	(void)state;
	go(s, step_register_clue, 0);
	go(s, step_assign_clue, 0);
	refused(TRY(LEAD(s), -1, "clue_verify", "checked_at", story_time(A, D, 3 * 24 * 60), "place", "经营场所",
	    "finding", "情况属实，建议立案。", "suggestion", "file", "second", SECOND(s)), "checked_at: before_day");
	s = filed(2, false);
	must(caseflow_party_refs(A, D->db, s->case_id, &party, &n));
	refused(TRY(LEAD(s), -1, "aid_send", "body", "某局", "request", "请协助调查。", "sent_on", story_day(A, D, -1)),
	    "sent_on: before_day");
	refused(TRY(LEAD(s), -1, "measure_report", "kind", "seal", "emergency_at",
	    story_time(A, D, 40 * 24 * 60), "party", story_ref(A, party[0]), "place", "仓库", "keeper", "当事人",
	    "basis", "行政强制法第十九条", "reason", "情况紧急。", "goods_0_name", "物品", "goods_0_quantity", "1 箱"),
	    "too_old");
	go(s, step_correct, 0);
	must(story_options(A, D, s, LEAD(s), -1, "correct_check", "correction", &o, &options));
	refused(TRY(LEAD(s), -1, "correct_check", "correction", o[0].value, "checked_on", story_day(A, D, -1),
	    "result", "corrected"), "checked_on: before_day");
	reported(s, -1, "200000", NULL, NULL, NULL);
	go(s, step_notice, 0);
	go(s, step_hearing_ask, 1);
	go(s, step_hearing_chair, 1);
	refused(TRY(LEAD(s), 0, "hearing_handover", "handed_on", story_day(A, D, -1), "papers", "案卷一册"),
	    "handed_on: before_day");
}

/* 行政处罚法 42: of three officers two have valid certificates; the third neither records nor signs. */
static void
test_an_expired_certificate_signs_nothing(void **state)
{
	struct story *s = opened(3, false, false);
	const struct option *o;
	size_t n;

	(void)state;
	go(s, step_register_clue, 0);
	go(s, step_assign_clue, 0);
	CHANGE(s, "update xz.people_certificate t set status = 'suspended' from xz.caseflow_officer o"
	    " where o.case_id = $1"
	    " and o.certificate_no = t.no and o.account_id = $2", DB_I64(LEAD(s)));
	refused(TRY(LEAD(s), -1, "clue_verify", "checked_at", story_time(A, D, 0), "place", "经营场所",
	    "finding", "情况属实，建议立案。", "suggestion", "file", "second", SECOND(s)), "own_certificate");
	assert_int_equal(story_options(A, D, s, s->unit->officer[1], -1, "clue_verify", "second", &o, &n),
	    ERR_NOT_FOUND);
	CHANGE(s, "update xz.people_certificate t set status = 'valid' from xz.caseflow_officer o where o.case_id = $1"
	    " and o.certificate_no = t.no and o.account_id = $2", DB_I64(LEAD(s)));
	must(story_options(A, D, s, s->unit->officer[1], -1, "clue_verify", "second", &o, &n));
	assert_int_equal(n, 1);
	go(s, step_verify_clue, 0);
}

/* A certificate renewed under another number holds in the case once the unit head names the officer again. */
static void
test_a_renewed_certificate_is_taken(void **state)
{
	struct story *s = filed(1, false);

	(void)state;
	CHANGE(s, "insert into xz.people_certificate (no, officer_id, kind, field, region, valid_from, valid_to)"
	    " select t.no || '-2', t.officer_id, t.kind, t.field, t.region, t.valid_from, t.valid_to"
	    " from xz.people_certificate t"
	    " join xz.caseflow_officer o on o.certificate_no = t.no and o.role = 'lead' where o.case_id = $1");
	CHANGE(s, "update xz.people_certificate t set status = 'revoked' from xz.caseflow_officer o"
	    " where o.case_id = $1"
	    " and o.certificate_no = t.no and o.role = 'lead'");
	refused(TRY(LEAD(s), -1, "evidence_add", "kind", "physical", "name", "照片", "source", "拍摄", "place",
	    "经营场所", "taken_at", story_time(A, D, 10), "shows", "现场", "second", SECOND(s)), "own_certificate");
	DO(s->unit->head, -1, "assign_officers", "lead", story_ref(A, s->unit->officer_ref[0]), "assist", SECOND(s));
	DO(LEAD(s), -1, "evidence_add", "kind", "physical", "name", "照片", "source", "拍摄", "place", "经营场所",
	    "taken_at", story_time(A, D, 10), "shows", "现场", "second", SECOND(s));
	CHANGE(s, "update xz.people_certificate t set status = 'valid' from xz.caseflow_officer o where o.case_id = $1"
	    " and t.no || '-2' = o.certificate_no");
}

/* 行政强制法 25: a measure is extended once, and not when its term is over. */
static void
test_a_measure_is_extended_once_and_in_time(void **state)
{
	struct story *s = filed(4, false);
	const struct option *o;
	size_t n;

	(void)state;
	go(s, step_seize, 0);
	must(story_options(A, D, s, LEAD(s), -1, "measure_extend", "measure", &o, &n));
	assert_int_equal(n, 1);
	go(s, step_extend_measure, 1);
	assert_int_equal(story_options(A, D, s, LEAD(s), -1, "measure_extend", "measure", &o, &n), ERR_NOT_FOUND);
	s = filed(4, false);
	refused(TRY(LEAD(s), -1, "clue_exclude", "kind", "other", "from_day", story_day(A, D, -100), "reason", "检疫"),
	    "from_day: before_day");
	go(s, step_seize, 0);
	wait_days(30);
	assert_int_equal(story_options(A, D, s, LEAD(s), -1, "measure_extend", "measure", &o, &n), ERR_NOT_FOUND);
	go(s, step_release, 0);
}

/* How many tiers of the cause the report offers, and how many of them as lighter than those of the act. */
static int
tiers_offered(struct story *s, int *lighter)
{
	const struct option *o;
	size_t i, n;
	int of_cause = 0;

	*lighter = 0;
	must(story_options(A, D, s, LEAD(s), -1, "report", "proposals.tier", &o, &n));
	for (i = 0; i < n; i++) {
		of_cause += strstr(o[i].label_zh, s->cause_name) == o[i].label_zh;
		*lighter += strstr(o[i].label_zh, s->cause_name) == o[i].label_zh &&
		    strstr(o[i].label_zh, "轻于行为时") != NULL;
	}
	return of_cause;
}

/* 行政处罚法 37: the tiers of the day of the act; later ones only where they are lighter, and said to be. */
static void
test_old_law_unless_the_new_is_lighter(void **state)
{
	struct story *s = filed(0, false);
	int before, lighter;

	(void)state;
	before = tiers_offered(s, &lighter);
	assert_true(before > 0);
	assert_int_equal(lighter, 0);
	CHANGE(s, "with old as (select s.* from xz.law_scale s join xz.caseflow_case k on k.cause_id = s.cause_id"
	    " and k.id = $1"
	    "   where s.valid_from <= k.act_to and coalesce(s.valid_to, 'infinity') >= k.act_to order by s.id limit 1),"
	    " new as (insert into xz.law_scale (cause_id, kind, title, source, published_on, valid_from)"
	    "   select cause_id, kind, title || '（新）', source, xz.today() - 1, xz.today() - 1 from old returning id)"
	    " insert into xz.law_tier (scale_id, seq, name, name_en, penalties, base, min, max, conditions)"
	    " select new.id, t.seq, t.name, t.name_en, t.penalties, t.base, t.min / 2, t.max / 2, t.conditions"
	    " from xz.law_tier t, old, new"
	    "   where t.scale_id = old.id");
	assert_int_equal(tiers_offered(s, &lighter), 2 * before);
	assert_int_equal(lighter, before);
	CHANGE(s, "update xz.law_tier t set max = max * 4 from xz.law_scale s"
	    " join xz.caseflow_case k on k.cause_id = s.cause_id"
	    " and k.id = $1 where s.id = t.scale_id and s.valid_from = xz.today() - 1");
	assert_int_equal(tiers_offered(s, &lighter), before);
	assert_int_equal(lighter, 0);
	CHANGE(s, "delete from xz.law_tier t using xz.law_scale s, xz.caseflow_case k where s.id = t.scale_id"
	    " and k.cause_id = s.cause_id"
	    " and k.id = $1 and s.valid_from = xz.today() - 1");
	CHANGE(s, "delete from xz.law_scale s using xz.caseflow_case k where k.cause_id = s.cause_id and k.id = $1"
	    " and s.valid_from = xz.today() - 1");
}

/* A report that fines by this cause, by the first tier that is offered for it, with or without a word why. */
static enum err
report_by(struct story *s, const char *cause, const char *tier, const char *why)
{
	struct ref *party;
	int n;

	must(caseflow_party_refs(A, D->db, s->case_id, &party, &n));
	return TRY(LEAD(s), -1, "report", "facts", "经查明，当事人实施了上述违法行为，事实清楚。",
	    "evidence_index", "1. 现场笔录", "nature", "违反有关规定，证据确凿。", "opinion", "建议依法给予行政处罚。",
	    "proposals_0_party", story_ref(A, party[0]), "proposals_0_cause", cause, "proposals_0_outcome", "penalty",
	    "proposals_0_tier", tier, "proposals_0_explanation", why, "penalties_0_party", story_ref(A, party[0]),
	    "penalties_0_cause", cause, "penalties_0_kind", "fine", "penalties_0_amount", "50000");
}

/* The option whose label begins with the cause and what follows its name. */
static const char *
option_of(struct story *s, const char *field, const char *behind)
{
	const char *begin = arena_printf(A, "%s%s", s->cause_name, behind);
	const struct option *o;
	size_t i, n;

	must(story_options(A, D, s, LEAD(s), -1, "report", field, &o, &n));
	for (i = 0; i < n; i++)
		if (str_starts(o[i].label_zh, begin) && (*behind != '\0' || str_eq(o[i].label_zh, begin)))
			return o[i].value;
	return NULL;
}

/* The cause's law was repealed a few days ago: the act's version is offered and taken at filing, today's beside it
 * where it is lighter, and who cites a law that was not in force on the day of the act says why. */
static void
test_law_that_changed_after_the_act(void **state)
{
	struct story *s = filed(0, false), *later;

	(void)state;
	CHANGE(s, "with k as (select cause_id, act_to + 6 as day from xz.caseflow_case where id = $1),"
	    " law as (insert into xz.law_law (title, bare, level, origin) values ('后法', '后法', 'law', 'test')"
	    "   returning id),"
	    " v as (insert into xz.law_version (law_id, version_day, valid_from)"
	    "   select law.id, k.day, k.day from law, k),"
	    " old as (update xz.law_cause c set valid_to = k.day - 1 from k where c.id = k.cause_id returning c.*),"
	    " ended as (update xz.law_scale x set valid_to = k.day - 1 from k where x.cause_id = k.cause_id"
	    "   and x.valid_to is null returning x.*),"
	    " new as (insert into xz.law_cause (code, name, name_en, field, harm, valid_from)"
	    "   select code, name, name_en, field, harm, valid_to + 1 from old returning id),"
	    " cited as (insert into xz.law_cause_article (cause_id, role, law_id, article)"
	    "   select new.id, 'applied', law.id, 9 from new, law),"
	    " fresh as (insert into xz.law_scale (cause_id, kind, title, source, valid_from)"
	    "   select new.id, kind, title, source, valid_to + 1 from ended, new returning id)"
	    " insert into xz.law_tier (scale_id, seq, name, base, min, max)"
	    " select fresh.id, 1, '从轻', 'yuan', 0, 6000000 from fresh");
	assert_non_null(option_of(s, "proposals.cause", ""));
	assert_non_null(option_of(s, "proposals.cause", "（"));
	assert_non_null(option_of(s, "proposals.tier", " · "));
	assert_non_null(option_of(s, "proposals.tier", "（"));
	refused(report_by(s, option_of(s, "proposals.cause", "（"), option_of(s, "proposals.tier", " · "), "较轻"),
	    "proposals_0_tier: tier_of_other_cause");
	refused(report_by(s, option_of(s, "proposals.cause", "（"), option_of(s, "proposals.tier", "（"), NULL),
	    "proposals_0_explanation: law_not_in_force");
	later = filed(0, false);
	assert_int_equal(NUMBER(later, "select count(*) as n from xz.caseflow_case k join xz.law_cause c"
	    " on c.id = k.cause_id where k.id = $1 and c.valid_to >= k.act_to"), 1);
	must(report_by(s, option_of(s, "proposals.cause", ""), option_of(s, "proposals.tier", " · "), NULL));
	must(story_approve(A, D, s));
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.caseflow_proposal q join xz.caseflow_report r"
	    " on r.id = q.report_id where r.case_id = $1 and q.lighter_note <> ''"), 1);
	/* as high, but from a lower sum on: lighter too */
	CHANGE(s, "update xz.law_tier t set max = (select max(ot.max) from xz.law_scale os join xz.law_tier ot"
	    "   on ot.scale_id = os.id where os.cause_id = k.cause_id and ot.base = 'yuan' and os.valid_to is not null)"
	    " from xz.law_scale x join xz.law_cause c on c.id = x.cause_id join xz.law_cause o on o.code = c.code"
	    " join xz.caseflow_case k on k.cause_id = o.id and k.id = $1 where t.scale_id = x.id"
	    " and c.valid_to is null");
	assert_non_null(option_of(later, "proposals.tier", "（"));
	/* heavier today: the old law alone */
	CHANGE(s, "update xz.law_tier t set max = 900000000 from xz.law_scale x"
	    " join xz.law_cause c on c.id = x.cause_id join xz.law_cause o on o.code = c.code"
	    " join xz.caseflow_case k on k.cause_id = o.id and k.id = $1"
	    " where t.scale_id = x.id and c.valid_to is null");
	assert_null(option_of(later, "proposals.tier", "（"));
	CHANGE(s, "with o as (select c.code, c.id from xz.law_cause c join xz.caseflow_case k on k.cause_id = c.id"
	    "   where k.id = $1), n as (select c.id from xz.law_cause c, o where c.code = o.code and c.id <> o.id),"
	    " x as (select s.id from xz.law_scale s join n on n.id = s.cause_id),"
	    " a as (delete from xz.law_tier t using x where t.scale_id = x.id),"
	    " b as (delete from xz.law_scale s using n where s.cause_id = n.id),"
	    " c as (delete from xz.law_cause_article s using n where s.cause_id = n.id),"
	    " d as (update xz.law_scale s set valid_to = null from o where s.cause_id = o.id"
	    "   and s.valid_to is not null and s.valid_from = (select max(valid_from) from xz.law_scale where"
	    "   cause_id = o.id)) delete from xz.law_cause c using n where c.id = n.id");
	CHANGE(s, "update xz.law_cause c set valid_to = null from xz.caseflow_case k where k.id = $1"
	    " and c.id = k.cause_id");
}

/* 程序规定 77: a fine nobody paid is not closed as ended by a court that was never asked; 行政强制法 53: nor is the
 * court asked while the party fights the decision. */
static void
test_a_fine_does_not_go_away(void **state)
{
	static const story_fn steps[] = { step_waive, step_defence, step_decide, step_serve, step_publish };
	struct story *s = notified(1, false, "3000");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 1);
	refused(TRY(LEAD(s), 0, "close", "ground", "court", "execution", "法院裁定终结执行。"),
	    "ground: court_not_asked");
	refused(TRY(LEAD(s), 0, "instalments", "asked_on", story_day(A, D, 0), "reason", "经营困难。",
	    "instalments_0_due_on", story_day(A, D, -1), "instalments_0_amount", "3000"), "instalments_0_due_on: past");
	go(s, step_demand, 20);
	go(s, step_remedy, 1);
	wait_days(130);
	refused(TRY(LEAD(s), 0, "court_apply", "court", "某法院", "applied_on", story_day(A, D, 0),
	    "request", "申请强制执行。", "opinion", "没有意见。", "object", "罚款。"), "guard_remedy_open");
	go(s, step_remedy_upheld, 1);
	go(s, step_court, 20);
	go(s, step_close_case, 1);
	assert_string_equal(case_state(s), "closed");
}

/* 行政处罚法 57-58: who decides neither investigated nor reviewed, and nobody is two of a chain. */
static void
test_an_approver_is_apart(void **state)
{
	struct story *s = notified(0, false, "3000");

	(void)state;
	go(s, step_waive, 1);
	go(s, step_defence, 0);
	DO(LEAD(s), 0, "decide");
	CHANGE(s,
	    "insert into xz.caseflow_officer (case_id, account_id, officer_id, role, state, certificate_no,"
	    " name, named_at)"
	    " select $1, $2, officer_id, 'assist', 'accepted', certificate_no, name, named_at from xz.caseflow_officer"
	    " where case_id = $1 order by id limit 1", DB_I64(s->unit->head));
	refused(story_approve(A, D, s), "officer_of_case");
	CHANGE(s, "update xz.caseflow_officer set state = 'removed' where case_id = $1 and account_id = $2",
	    DB_I64(s->unit->head));
	CHANGE(s,
	    "insert into xz.review_request (case_id, report_version, kind, why, content_sha256, submitted_by,"
	    " submitted_at, state, reviewer, opinion, opined_at)"
	    " select case_id, report_version, kind, why, content_sha256, submitted_by,"
	    " submitted_at, 'done', $2, 'agree', opined_at from xz.review_request where case_id = $1",
	    DB_I64(s->unit->head));
	refused(story_approve(A, D, s), "reviewer_of_case");
	CHANGE(s, "delete from xz.review_request where case_id = $1 and reviewer = $2", DB_I64(s->unit->head));
	/* the head of the agency heads the unit as well: one of the two steps is another person's */
	CHANGE(s, "insert into xz.people_duty (account_id, duty, from_day, granted_by)"
	    " select $2, 'agency_head', '2000-01-01', $2"
	    " where $1 > 0", DB_I64(s->unit->head));
	{
		int64_t head = s->agency->head;

		s->agency->head = s->unit->head;
		refused(story_approve(A, D, s), "approved_before");
		s->agency->head = head;
	}
	CHANGE(s, "update xz.people_duty set revoked_at = xz.now() where account_id = $2"
	    " and duty = 'agency_head' and $1 > 0", DB_I64(s->unit->head));
	must(story_approve(A, D, s));
}

static int64_t
papers(const struct story *s, const char *in)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r,
	    "select count(*) as n from xz.record_document where subject_kind = 'case' and subject_id = $1"
	    " and state = $2 and (state = 'sealed') = (sealed_at is not null)", DB_I64(s->case_id), DB_TEXT(in)));
	return row_i64(r, "n");
}

/* Where the agency's seal lies in a device, no act puts a paper in force. */
static void
test_papers_wait_for_a_seal_in_a_device(void **state)
{
	char folder[] = "/tmp/xz-device-XXXXXX";
	struct story *s = opened(1, false, false);
	struct ref ref = ref_random();
	char name[REF_TEXT_SIZE];
	struct stamp key;
	struct db_row r;
	int64_t before;

	(void)state;
	go(s, step_register_clue, 0);
	assert_true(papers(s, "sealed") > 0);
	assert_int_equal(papers(s, "to_seal"), 0);
	before = papers(s, "sealed");
	assert_non_null(mkdtemp(folder));
	must(stamp_file(A, folder, ref, &key));
	ref_text(ref, name);
	assert_int_equal(unlink(arena_printf(A, "%s/seal-%s.pem", folder, name)), 0);
	assert_int_equal(rmdir(folder), 0);
	must(DB_ONE(A, D->db, &r, "select code from xz.people_agency where id = $1", DB_I64(s->agency->id)));
	assert_int_equal(paper_seals_device(A, D->db, row_text(r, "code"), "no key"), ERR_INPUT);
	assert_int_equal(paper_seals_device(A, D->db, "nowhere", stamp_pem(A, key.public)), ERR_NOT_FOUND);
	must(paper_seals_device(A, D->db, row_text(r, "code"), stamp_pem(A, key.public)));
	go(s, step_assign_clue, 0);
	go(s, step_verify_clue, 0);		/* countersigned */
	go(s, step_propose_filing, 0);
	go(s, step_decide_file, 0);
	assert_int_equal(papers(s, "sealed"), before);
	assert_true(papers(s, "to_seal") >= 2);
	before = papers(s, "to_seal");
	must(paper_seals_revoke(A, D->db, key.id, "lost"));
	assert_int_equal(paper_seals_device(A, D->db, row_text(r, "code"), stamp_pem(A, key.public)), ERR_INPUT);
	go(s, step_name_officers, 0);
	go(s, step_accept_both, 0);
	go(s, step_onsite, 0);
	assert_int_equal(papers(s, "to_seal"), before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_the_hearing_term_is_not_cut_off),
	    cmocka_unit_test(test_without_a_hearing_right_words_end_the_term),
	    cmocka_unit_test(test_goods_taken_away_have_a_value),
	    cmocka_unit_test(test_going_back_ends_what_was_asked_for),
	    cmocka_unit_test(test_the_decision_says_what_was_reviewed),
	    cmocka_unit_test(test_a_lighter_penalty_keeps_the_notified_words),
	    cmocka_unit_test(test_the_store_refuses_what_was_not_notified),
	    cmocka_unit_test(test_nothing_is_dated_back), cmocka_unit_test(test_days_follow_one_another),
	    cmocka_unit_test(test_a_fine_does_not_go_away),
	    cmocka_unit_test(test_a_measure_is_extended_once_and_in_time),
	    cmocka_unit_test(test_an_expired_certificate_signs_nothing),
	    cmocka_unit_test(test_a_renewed_certificate_is_taken),
	    cmocka_unit_test(test_old_law_unless_the_new_is_lighter),
	    cmocka_unit_test(test_law_that_changed_after_the_act), cmocka_unit_test(test_an_approver_is_apart),
	    cmocka_unit_test(test_papers_wait_for_a_seal_in_a_device) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
