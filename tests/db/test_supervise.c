/* test_supervise.c - matters of supervision: registered, sifted, opened by two, letters agreed to by the head,
 * answered, checked, taken to the government; objections, recusal, a dispute that is elsewhere.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/ceremony.h"

#include "lib/supervise/supervise.h"

#define PAIRS(...) (const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL }
#define DUE_IN 10

static struct ref matter;

static struct supervise_matter
now(void)
{
	struct supervise_matter x;

	must(supervise_get(A, D->db, matter, &x));
	return x;
}

static const char *
account_ref(int64_t id)
{
	char text[REF_TEXT_SIZE];
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "select ref from xz.people_principal where id = $1", DB_I64(id)));
	ref_text(row_ref(r, "ref"), text);
	return arena_strdup(A, text);
}

static const char *
agency_ref(int64_t id)
{
	char text[REF_TEXT_SIZE];
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "select ref from xz.people_agency where id = $1", DB_I64(id)));
	ref_text(row_ref(r, "ref"), text);
	return arena_strdup(A, text);
}

static const char *
day_in(int days)
{
	char text[DAY_TEXT_SIZE];

	day_text(time_day(D->now) + days, text);
	return arena_strdup(A, text);
}

/* One act of the account, with pairs of field and text. */
static enum err
go_by(int64_t account, const char *action, const char *const *pairs)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE };
	bool is_new = strcmp(action, "register") == 0;
	struct supervise_key key = { .action = action };
	const char *answer = NULL;
	struct input *in = NULL;
	struct ref ref;
	enum err e;

	if (!is_new)
		key.ref = matter;
	problems_init(&said, A);
	e = supervise_form(A, D->db, account, &key, &in);
	if (e != OK)
		return e;
	for (; *pairs != NULL; pairs += 2)
		if (!input_set(in, pairs[0], pairs[1]))
			fail_msg("%s has no field %s", action, pairs[0]);
	input_read(in, D->now, &said);
	if (said.n > 0)
		return ERR_INPUT;
	e = supervise_do(A, D->db, &act, &key, is_new ? 0 : now().version, in, &said, &answer);
	if (e == OK && is_new && ref_parse(answer + strlen("supervision "), &ref))
		matter = ref;
	return e;
}
#define SUP(account, action, ...) must(go_by(account, action, PAIRS(__VA_ARGS__)))
#define SUP_TRY(account, action, ...) go_by(account, action, PAIRS(__VA_ARGS__))

static enum err
verdict(int64_t account, bool agree)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE };
	struct supervise_matter x = now();
	struct supervise_asked asked;
	const char *answer;

	problems_init(&said, A);
	must(supervise_asked(A, D->db, &x, account, &asked));
	return supervise_approve(A, D->db, &act, asked.ref, agree, agree ? "" : "请补充依据", &said, &answer);
}

static void
is(const char *state)
{
	assert_string_equal(now().state, state);
}

static int64_t
open_tasks(const char *kind)
{
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "select count(*) as n from xz.people_task t join xz.supervise_matter m"
	    " on m.id = t.subject_id and t.subject_kind = 'supervision'"
	    " where m.ref = $2 and t.kind = $1 and t.done_at is null", DB_TEXT(kind), DB_REF(matter)));
	return row_i64(r, "n");
}

static void
registered(int agency)
{
	SUP(D->supervisor, "register", "about", agency_ref(D->agency[agency].id), "source", "hotline", "act_kind",
	    "penalty", "ground", "procedure", "title", "未告知听证权利", "facts", "当事人反映没有收到听证告知。");
	is("registered");
	assert_int_equal(open_tasks("supervision_sift"), 1);
}

static void
opened_by_two(int agency)
{
	registered(agency);
	SUP(D->supervisor, "accept");
	SUP(D->supervisor, "open", "second", account_ref(D->supervisor2), "recusal_told", "1");
	is("opened");
}

/* A letter waits for the head, and for nobody who works on the matter. */
static void
letter(const char *action, const char *const *pairs)
{
	must(go_by(D->supervisor, action, pairs));
	assert_int_equal(open_tasks("supervision_approve"), 1);
	must(verdict(D->justice_head, true));
	assert_int_equal(open_tasks("supervision_approve"), 0);
}

/* From the alert to the report, checked and closed. */
static void
test_life(void **state)
{
	struct supervise_letter *l;
	struct supervise_said *s;
	int64_t head = D->agency[0].head;
	int n;

	(void)state;
	opened_by_two(0);
	assert_true(now().number[0] != '\0');
	told(SUP_TRY(D->supervisor, "inquire", "demand", "请说明告知情况", "due", day_in(0)), ERR_INPUT,
	    "supervise_due");
	must(SUP_TRY(D->supervisor, "inquire", "demand", "请说明告知情况", "due", day_in(DUE_IN)));
	is("opened");		/* until the head agrees */
	assert_int_equal(verdict(D->supervisor2, true), ERR_DENIED);
	must(verdict(D->justice_head, true));
	is("inquiring");
	assert_int_equal(now().due_on, time_day(D->now) + DUE_IN);
	assert_int_equal(open_tasks("supervision_answer"), 1);
	assert_int_equal(SUP_TRY(D->agency[1].head, "answer", "answer", "别的机关不能答复"), ERR_NOT_FOUND);
	SUP(head, "answer", "answer", "已经在三月一日告知，送达回证附后。");
	is("answered");
	assert_int_equal(open_tasks("supervision_answer"), 0);
	letter("advise", PAIRS("faults", "告知书没有写明听证权利", "basis", "行政处罚法 第六十三条", "demand",
	    "重新告知并听取意见", "due", day_in(DUE_IN)));
	is("advised");
	SUP(D->agency[0].reviewer[0], "report", "answer", "已经重新告知。", "done_on", day_in(0));
	is("reported");
	told(SUP_TRY(D->supervisor2, "check", "result", "corrected", "checked_on", day_in(1), "words", "看过"),
	    ERR_INPUT,
	    "future");
	SUP(D->supervisor2, "check", "result", "corrected", "checked_on", day_in(0), "words", "查看了重新告知的材料");
	letter("close", PAIRS("outcome", "corrected", "words", "已经纠正"));
	is("closed");
	must(supervise_letters(A, D->db, now().id, &l, &n));
	assert_int_equal(n, 2);
	assert_string_equal(l[0].state, "answered");
	assert_string_equal(l[1].demand, "重新告知并听取意见");
	assert_string_equal(l[1].answer, "已经重新告知。");
	must(supervise_said(A, D->db, now().id, &s, &n));
	assert_string_equal(s[0].words, "当事人反映没有收到听证告知。");
	assert_int_equal(number("select count(*) as n from xz.people_task where subject_kind = $1 and done_at is null",
	    "supervision"), 0);
}

/* Two supervisors are two, and neither agrees to what they asked. */
static void
test_two(void **state)
{
	(void)state;
	registered(1);
	SUP(D->supervisor2, "pass_on", "receiver", "superior", "receiver_name", "省生态环境厅", "words",
	    "由其上级主管部门处理");
	is("passed");
	registered(1);
	SUP(D->supervisor2, "refuse", "refusal", "no_basis", "words", "没有具体的事实");
	is("refused");
	registered(1);
	told(SUP_TRY(D->supervisor, "accept", "way", "reconsideration"), ERR_INPUT, "required");
	SUP(D->supervisor, "accept", "way", "reconsideration", "last_day", day_in(30));
	told(SUP_TRY(D->supervisor, "open", "second", account_ref(D->supervisor), "recusal_told", "1"), ERR_INPUT,
	    "choice");
	told(SUP_TRY(D->supervisor, "open", "second", account_ref(D->supervisor2)), ERR_INPUT, "required");
	SUP(D->supervisor, "open", "second", account_ref(D->supervisor2), "recusal_told", "1");
	assert_int_equal(SUP_TRY(D->agency[1].unit[0].officer[0], "answer", "answer", "不是负责人"), ERR_NOT_FOUND);
	SUP(D->agency[1].head, "recuse", "words", "监督人员是当事人的近亲属");
	assert_int_equal(open_tasks("supervision_recusal"), 1);
	told(SUP_TRY(D->supervisor, "inquire", "demand", "请说明情况", "due", day_in(5)), ERR_STATE,
	    "guard_no_recusal");
	SUP(D->justice_head, "recusal", "words", "经查没有近亲属关系");
	assert_int_equal(open_tasks("supervision_recusal"), 0);
	SUP(D->agency[1].head, "recuse", "words", "另有与当事人的利害关系");
	told(SUP_TRY(D->justice_head, "recusal", "granted", "1", "words", "准予回避"), ERR_INPUT, "required");
	SUP(D->justice_head, "recusal", "granted", "1", "words", "准予回避", "first", account_ref(D->supervisor2),
	    "second",
	    account_ref(D->supervisor));
	assert_true(now().first == D->supervisor2 && now().second == D->supervisor);
	SUP(D->supervisor, "talk", "held_at", "2020-01-01T09:00", "place", "会议室", "with", "分管负责人", "words",
	    "通报情况");
	SUP(D->supervisor, "clue", "receiver", "discipline", "receiver_name", "市监察委员会", "words",
	    "疑似职务违法线索");
	letter("close", PAIRS("outcome", "nothing", "words", "未发现违法或者不当"));
	is("closed");
}

/* Not reported by the day: to the government, whose decision is typed; its term, its report. */
static void
test_escalation(void **state)
{
	(void)state;
	opened_by_two(2);
	letter("urge", PAIRS("duty", "行政处罚法 第五十四条 及时立案", "demand", "依法立案查处", "due", day_in(5)));
	is("urged");
	told(SUP_TRY(D->supervisor, "propose", "reason", "not_followed", "decision", "perform", "words", "逾期未报告"),
	    ERR_INPUT, "supervise_followed");
	wait_days(6);
	letter("propose", PAIRS("reason", "not_followed", "decision", "perform", "words", "逾期未报告"));
	is("proposed");
	assert_int_equal(open_tasks("supervision_report"), 0);
	SUP(D->supervisor, "decide", "decision", "perform", "number", "衡府督决〔2026〕1号", "decided_on", day_in(0),
	    "demand", "十日内立案并报告", "due", day_in(DUE_IN));
	is("decided");
	assert_int_equal(open_tasks("supervision_report"), 1);
	SUP(D->agency[2].head, "report", "answer", "已经立案。");
	SUP(D->supervisor, "check", "result", "not_corrected", "checked_on", day_in(0), "words", "未见立案材料");
	told(SUP_TRY(D->supervisor, "close", "outcome", "corrected", "words", "结案"), ERR_INPUT,
	    "supervise_not_corrected");
	is("checked");
}

/* An objection does not stop the letter; upheld it falls, and cannot be forgotten. */
static void
test_objection(void **state)
{
	(void)state;
	opened_by_two(3);
	letter("urge", PAIRS("duty", "及时公示处罚决定", "demand", "公示处罚决定", "due", day_in(DUE_IN)));
	SUP(D->agency[3].head, "object", "words", "该决定依法不予公开，理由附后。");
	assert_int_equal(SUP_TRY(D->agency[3].head, "object", "words", "再提一次异议"), ERR_STATE);
	assert_int_equal(open_tasks("supervision_objection"), 1);
	assert_int_equal(open_tasks("supervision_report"), 1);
	must(SUP_TRY(D->supervisor, "answer_objection", "verdict", "upheld", "words", "异议成立，理由充分"));
	must(verdict(D->justice_head, true));
	is("opened");
	assert_int_equal(open_tasks("supervision_objection"), 0);
	assert_int_equal(open_tasks("supervision_report"), 0);
	assert_true(now().due_on == DAY_NONE);
	letter("close", PAIRS("outcome", "nothing", "words", "依法不予公开"));
}

/* The dispute is elsewhere: it stands until there is a result. */
static void
test_suspended(void **state)
{
	(void)state;
	opened_by_two(4);
	letter("inquire", PAIRS("demand", "请说明情况", "due", day_in(DUE_IN)));
	SUP(D->supervisor, "suspend", "way", "reconsideration", "receiver_name", "衡阳市人民政府");
	is("suspended");
	assert_int_equal(open_tasks("supervision_answer"), 0);
	assert_int_equal(open_tasks("supervision_result"), 1);
	SUP(D->supervisor, "resume", "words", "复议没有处理公示问题");
	is("opened");
	SUP(D->supervisor, "suspend", "way", "court", "receiver_name", "蒸湘区人民法院");
	letter("settle", PAIRS("outcome", "settled", "words", "判决确认合法"));
	is("closed");
}

/* The head returns it: nothing is sent, and it may be asked for again. */
static void
test_returned(void **state)
{
	(void)state;
	opened_by_two(0);
	must(SUP_TRY(D->supervisor, "inquire", "demand", "请说明情况", "due", day_in(DUE_IN)));
	told(SUP_TRY(D->supervisor, "inquire", "demand", "请说明情况", "due", day_in(DUE_IN)), ERR_STATE,
	    "already_asked");
	must(verdict(D->justice_head, false));
	is("opened");
	assert_int_equal(open_tasks("supervision_go_on"), 1);
	letter("inquire", PAIRS("demand", "请说明情况和依据", "due", day_in(DUE_IN)));
	is("inquiring");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_life), cmocka_unit_test(test_two),
	    cmocka_unit_test(test_escalation), cmocka_unit_test(test_objection), cmocka_unit_test(test_suspended),
	    cmocka_unit_test(test_returned) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
