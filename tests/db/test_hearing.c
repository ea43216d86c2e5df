/* test_hearing.c - who takes part in a hearing, how it stands still and ends, what its report holds.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

#define CHAIR(s) ((s)->agency->chair)

static int
begin(void **state)
{
	(void)state;
	D->now = 0;
	must(demo_clock(D, time_of_day(day_of(2026, 3, 2), 10, 0)));
	return 0;
}

/* Asked for, its chair named, the file handed over. */
static struct story *
handed(void)
{
	static const story_fn steps[] = { step_notice, step_hearing_ask, step_hearing_chair, step_hearing_hand };
	struct story *s = filed(0, false);
	size_t i;

	reported(s, -1, "200000", NULL, NULL, NULL);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 1);
	wait_days(0);
	return s;
}

static const char *
day_on(int working)
{
	char text[DAY_TEXT_SIZE];
	bool provisional;

	day_text(workday_add(D->days, time_day(D->now), working, &provisional), text);
	return arena_strdup(A, text);
}

static enum err
schedule(struct story *s, const char *clerk, const char *third, int days)
{
	return TRY(CHAIR(s), 0, "hearing_schedule", "held_at", arena_printf(A, "%sT09:30", day_on(days)), "place",
	    "本机关三楼听证室", "public_hearing", "public", "public_notice_on", story_day(A, D, 0), "clerk", clerk,
	    "third_persons", third);
}

static enum err
tell(struct story *s, const char *third_on)
{
	return TRY(CHAIR(s), 0, "hearing_serve", "method", "direct", "served_on", story_day(A, D, 0), "recipient",
	    s->party.person, "third_notice_on", third_on);
}

static enum err
hold_with(struct story *s, const char *agents, const char *third)
{
	return TRY(CHAIR(s), 0, "hearing_hold", "started_at", story_time(A, D, 60), "ended_at", story_time(A, D, 10),
	    "present", "主持人、记录员、当事人代理人、第三人某公司", "agents", agents, "record",
	    "调查人员陈述事实和证据；当事人申辩；双方质证并作最后陈述。", "signed", "signed", "third_said", third);
}

static enum err
hold(struct story *s, const char *third)
{
	return hold_with(s, "1", third);
}

/* One text of the store, as column t; $1 is the case. */
#define TEXT(s, sql) __extension__ ({ struct db_row row_; must(DB_ONE(A, D->db, &row_, sql, DB_I64((s)->case_id))); \
	row_text_or(row_, "t", ""); })
#define PAPER(type, what) "select " what " as t from xz.record_document where subject_kind = 'case'" \
    " and subject_id = $1 and type = '" type "' order by id desc limit 1"

/* 听证办法 11, 14, 20, 25, 30: clerk and third persons are named, told as early as the party, heard, reported. */
static void
test_third_persons_are_told_and_heard(void **state)
{
	struct story *s = handed();

	(void)state;
	refused(schedule(s, NULL, NULL, 9), "clerk: required");
	refused(schedule(s, TEXT(s, "select name as t from xz.caseflow_officer where case_id = $1 and role = 'lead'"),
	    NULL, 9), "clerk: chair_investigated");
	refused(schedule(s, "周文书", "某公司", 6), "held_at: hearing_too_soon");
	must(schedule(s, "周文书", NULL, 9));
	refused(tell(s, story_day(A, D, 0)), "third_notice_on: no_third_persons");
	/* made anew: another day, a third person; the notice that nobody was served is void */
	must(schedule(s, "周文书", "某公司", 9));
	assert_string_equal(TEXT(s, "select string_agg(state, ' ' order by id) as t from xz.record_document"
	    " where subject_kind = 'case' and subject_id = $1 and type = 'hearing_notice'"), "void sealed");
	refused(tell(s, NULL), "third_notice_on: required");
	refused(TRY(CHAIR(s), 0, "hearing_serve", "method", "direct", "served_on", story_day(A, D, -1), "recipient",
	    "王某", "third_notice_on", story_day(A, D, 0)), "served_on: before_day");
	refused(hold(s, NULL), "guard_hearing_told");
	must(tell(s, story_day(A, D, 0)));
	assert_string_equal(TEXT(s, PAPER("service_receipt", "data::jsonb ->> 'paper_name'")), "行政处罚听证通知书");
	refused(tell(s, story_day(A, D, 0)), "guard_hearing_untold");
	refused(schedule(s, "周文书", "某公司", 12), "guard_hearing_untold");
	wait_days(9);
	refused(hold(s, NULL), "third_said: third_not_heard");
	refused(hold_with(s, "3", "某公司陈述。"), "agents: agents_most");
	must(hold(s, "某公司陈述：其商誉受到损害。"));
	wait_days(1);
	DO(CHAIR(s), 0, "hearing_report", "report", "听证程序合法，各方充分陈述。", "opinion", "建议维持拟处罚意见。",
	    "other_matters", "无。");
	assert_string_equal(TEXT(s, PAPER("hearing_report", "data::jsonb -> 'hearing' ->> 'clerk'")), "周文书");
	assert_string_equal(TEXT(s, PAPER("hearing_report", "data::jsonb -> 'hearing' ->> 'third_persons'")), "某公司");
	assert_string_equal(TEXT(s, PAPER("hearing_report", "data::jsonb -> 'hearing' ->> 'place'")),
	    "本机关三楼听证室");
	assert_non_null(strstr(TEXT(s, PAPER("hearing_report", "data::jsonb -> 'hearing' ->> 'present'")), "第三人"));
	assert_string_equal(track_state(s, 0), "heard");
}

/* 听证办法 26: it stands still on a ground of the field's rule, and is not held until it goes on. */
static void
test_it_stands_still_and_goes_on(void **state)
{
	const struct option *o;
	struct story *s = handed();
	size_t n;

	(void)state;
	refused(TRY(CHAIR(s), 0, "hearing_suspend", "hearing_suspension", "recusal", "from_day", story_day(A, D, 0),
	    "reason", "等待回避决定。"), "guard_hearing_set");
	must(schedule(s, "周文书", NULL, 9));
	must(tell(s, NULL));
	wait_days(9);
	must(story_options(A, D, s, CHAIR(s), 0, "hearing_suspend", "hearing_suspension", &o, &n));
	assert_int_equal(n, 5);
	refused(TRY(CHAIR(s), 0, "hearing_resume", "held_at", story_time(A, D, 0), "place", "听证室"),
	    "guard_hearing_stands");
	DO(CHAIR(s), 0, "hearing_suspend", "hearing_suspension", "evidence", "from_day", story_day(A, D, 0), "reason",
	    "需要通知新的证人到场。");
	assert_string_equal(TEXT(s, PAPER("hearing_suspension", "data::jsonb ->> 'type'")), "hearing_suspension");
	refused(hold(s, NULL), "hearing_suspended");
	wait_days(3);
	refused(tell(s, NULL), "guard_hearing_untold");
	DO(CHAIR(s), 0, "hearing_resume", "held_at", arena_printf(A, "%sT09:30", day_on(2)), "place", "听证室");
	refused(hold(s, NULL), "guard_hearing_told");
	must(tell(s, NULL));
	wait_days(2);
	must(hold(s, NULL));
	assert_string_equal(track_state(s, 0), "hearing_held");
}

/* 听证办法 27: who stays away has given the right up; the case is where it was when notified, its term runs on. */
static void
test_it_ends_without_being_held(void **state)
{
	struct story *s = handed();

	(void)state;
	must(schedule(s, "周文书", NULL, 9));
	must(tell(s, NULL));
	refused(TRY(CHAIR(s), 0, "hearing_end", "hearing_end", "absent", "ended_on", story_day(A, D, 0), "reason",
	    "当事人没有到场。"), "ended_on: before_day");
	wait_days(9);
	DO(CHAIR(s), 0, "hearing_end", "hearing_end", "absent", "ended_on", story_day(A, D, 0), "reason",
	    "当事人无正当理由没有到场。");
	assert_string_equal(track_state(s, 0), "notified");
	assert_string_equal(TEXT(s, "select h.ended_ground as t from xz.caseflow_hearing h join xz.caseflow_track k"
	    " on k.id = h.track_id where k.case_id = $1"), "absent");
	assert_string_equal(TEXT(s, PAPER("hearing_end", "number is not null")), "t");
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.calendar_exclusion e join xz.calendar_clock q"
	    " on q.id = e.clock_id where q.subject_kind = 'case' and q.subject_id = $1 and e.to_at is null"), 0);
	s->waited = true;
	go(s, step_defence, 1);
	assert_string_equal(track_state(s, 0), "defence_reviewed");
}

/* 听证办法 4: on the chair the head decides, on the clerk the chair; another takes the place. */
static void
test_chair_and_clerk_are_recused(void **state)
{
	struct story *s = handed();
	const struct option *o;
	size_t i, n;
	const char *other = NULL;

	(void)state;
	must(schedule(s, "周文书", NULL, 9));
	must(tell(s, NULL));
	refused(TRY(CHAIR(s), 0, "hearing_recuse_clerk", "by_whom", "当事人", "asked_on", story_day(A, D, 0), "verdict",
	    "granted", "words", "确有利害关系。"), "clerk: required");
	refused(TRY(CHAIR(s), 0, "hearing_recuse_clerk", "by_whom", "当事人", "asked_on", story_day(A, D, 0), "verdict",
	    "granted", "words", "确有利害关系。", "clerk", "周文书"), "clerk: recused");
	DO(CHAIR(s), 0, "hearing_recuse_clerk", "by_whom", "当事人", "asked_on", story_day(A, D, 0), "verdict",
	    "granted", "words", "确有利害关系。", "clerk", "吴文书");
	assert_string_equal(TEXT(s, "select h.clerk as t from xz.caseflow_hearing h join xz.caseflow_track k"
	    " on k.id = h.track_id where k.case_id = $1"), "吴文书");
	refused(TRY(s->agency->head, 0, "hearing_recuse_chair", "by_whom", "当事人", "asked_on", story_day(A, D, 0),
	    "verdict", "granted", "words", "确有利害关系。"), "chair: required");
	must(story_options(A, D, s, s->agency->head, 0, "hearing_recuse_chair", "chair", &o, &n));
	for (i = 0; i < n; i++)
		if (TRY(s->agency->head, 0, "hearing_recuse_chair", "by_whom", "当事人", "asked_on", story_day(A, D, 0),
		    "verdict", "refused", "words", "没有利害关系。", "chair", o[i].value) == OK)
			other = o[i].value;
	assert_null(other);
	assert_non_null(strstr(D->first_failure, "recusal_not_granted"));
	DO(s->agency->head, 0, "hearing_recuse_chair", "by_whom", "当事人", "asked_on", story_day(A, D, 0), "verdict",
	    "refused", "words", "没有利害关系。");
	assert_string_equal(TEXT(s, PAPER("recusal_decision", "(number is not null)::text")), "true");
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int
main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_third_persons_are_told_and_heard),
	    TEST(test_it_stands_still_and_goes_on), TEST(test_it_ends_without_being_held),
	    TEST(test_chair_and_clerk_are_recused) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
