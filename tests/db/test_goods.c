/* test_goods.c - goods of measures: lists, in to a keeper and out with two signatures, what becomes of them, and that
 * no case closes while one is unaccounted for.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

#define TEXT(s, sql) __extension__ ({ struct db_row row_; must(DB_ONE(A, D->db, &row_, sql, DB_I64((s)->case_id))); \
	row_text_or(row_, "t", ""); })
/* "state n" of the case's items, and those whose move waits. */
#define STATES(s) TEXT(s, "select coalesce(string_agg(x.state || ' ' || x.n, ', ' order by x.state), '') as t from" \
    " (select state, count(*) as n from xz.caseflow_goods where case_id = $1 group by state) x")
#define MOVES(s) TEXT(s, "select coalesce(string_agg(action || ' ' || cardinality(goods) || ' ' || state, ', '" \
    " order by id), '') as t from xz.caseflow_goods_move where case_id = $1")
#define PAPERS(s, type) TEXT(s, "select coalesce(string_agg(state, ' ' order by id), '') as t from" \
    " xz.record_document where subject_kind = 'case' and subject_id = $1 and type = '" type "'")
#define TODAY story_day(A, D, 0)

static const char *
account_ref(int64_t account)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r, "select ref from xz.people_principal where id = $1", DB_I64(account)));
	return story_ref(A, row_ref(r, "ref"));
}
#define KEEPER(s) account_ref((s)->agency->archivist)

static const char *
the_measure(struct story *s, const char *action)
{
	const struct option *o;
	size_t n;

	must(story_options(A, D, s, LEAD(s), -1, action, "measure", &o, &n));
	assert_true(n > 0);
	return o[n - 1].value;
}

static enum err
try_seize(struct story *s, const char *quantity)
{
	struct ref *party;
	int n;

	must(caseflow_party_refs(A, D->db, s->case_id, &party, &n));
	return TRY(LEAD(s), -1, "measure", "kind", "seize", "party", story_ref(A, party[0]), "from_day", TODAY,
	    "place", "仓库", "keeper", "本机关", "basis", "行政强制法第二十二条", "reason", "可能被转移。",
	    "goods_0_name", "甲", "goods_0_quantity", quantity, "goods_1_name", "乙", "goods_1_quantity", "3瓶",
	    "goods_2_name", "丙", "goods_2_spec", "500 毫升", "goods_2_quantity", "240 瓶");
}

static struct story *
seized(int agency)
{
	struct story *s = filed(agency, false);

	must(try_seize(s, "12 箱"));
	must(story_approve(A, D, s));
	return s;
}

/* The keeper's own account agrees or refuses. */
static void
signed_by_keeper(struct story *s, bool agree)
{
	struct caseflow_waiting w;
	struct problems p;
	const char *answer;

	must(caseflow_next_cosign(A, D->db, s->case_id, &w));
	problems_init(&p, A);
	must(caseflow_countersign(A, D->db, &(struct act){ .principal = w.account, .occurred_at = TIME_NONE,
	    .request = "test" }, w.ref, w.account, "account", agree, agree ? "" : "数量不符。", &p, &answer));
}

#define IN(s, items) TRY(LEAD(s), -1, "goods_in", "measure", the_measure(s, "goods_in"), "items", items, "keeper", \
	KEEPER(s), "on_day", TODAY, "place", "一号库")
#define OUT(s, items) TRY(LEAD(s), -1, "goods_out", "measure", the_measure(s, "goods_out"), "items", items, "on_day", \
	TODAY, "reason", "退还当事人。")
#define RETURN(s, items) TRY(LEAD(s), -1, "goods_return", "measure", the_measure(s, "goods_return"), "items", items, \
	"on_day", TODAY, "recipient", "王某", "reason", "与违法行为无关。")

/* Whole numbers with a unit; a code for each, on the paper of the measure too. */
static void
test_a_list_has_codes_and_whole_numbers(void **state)
{
	static const char *const none[] = { "0.5 箱", "半箱", "0 箱", "12", "-1 箱", "1/2 箱", "1,000 箱", "若干",
	    "9999999999 箱", NULL };
	struct story *s = filed(0, false);
	int i;

	(void)state;
	for (i = 0; none[i] != NULL; i++)
		refused(try_seize(s, none[i]), "goods_0_quantity: goods_quantity");
	must(try_seize(s, "12 箱"));
	must(story_approve(A, D, s));
	assert_string_equal(STATES(s), "held 3");
	assert_string_equal(TEXT(s, "select string_agg(amount || '/' || unit, ' ' order by no) as t from"
	    " xz.caseflow_goods where case_id = $1"), "12/箱 3/瓶 240/瓶");
	assert_int_equal(NUMBER(s, "select count(distinct code) as n from xz.caseflow_goods where case_id = $1"
	    " and code ~ '^WP[0-9]{6}[0-9A-F]{6}-000[1-3]$'"), 3);
	assert_string_equal(TEXT(s, "select d.data::jsonb #>> '{items,2,code}' as t from xz.record_document d"
	    " where d.subject_kind = 'case' and d.subject_id = $1 and d.type = 'measure' and d.state = 'sealed'"),
	    TEXT(s, "select code as t from xz.caseflow_goods where case_id = $1 and no = 3"));
}

static const char *
lines(int n, const char *last)
{
	struct str out;
	int i;

	str_init(&out, A);
	for (i = 1; i <= n; i++)
		str_printf(&out, "商品%d\t型号%d\t%d 件\t完好\t%d.5\n", i, i, i, i);
	str_add(&out, last);
	return out.s;
}

/* Two thousand at once, and a line that is wrong is named. */
static void
test_a_long_list(void **state)
{
	struct story *s = seized(0);
	const char *measure = the_measure(s, "goods_list");

	(void)state;
	refused(TRY(LEAD(s), -1, "goods_list", "measure", measure, "lines", lines(2, "丁|  |0.5 箱")),
	    "lines: goods_line_quantity 3");
	refused(TRY(LEAD(s), -1, "goods_list", "measure", measure, "lines", lines(1, "丁||1 箱|旧|1.234")),
	    "lines: goods_line_value 2");
	refused(TRY(LEAD(s), -1, "goods_list", "measure", measure, "lines", lines(0, "| 大 |1 箱")),
	    "lines: goods_line 1");
	refused(TRY(LEAD(s), -1, "goods_list", "measure", measure, "lines", lines(0, "丁||1 箱|旧|1|多余")),
	    "lines: goods_line 1");
	refused(TRY(LEAD(s), -1, "goods_list", "measure", measure, "lines", lines(2001, "")),
	    "lines: goods_too_many 2001");
	DO(LEAD(s), -1, "goods_list", "measure", measure, "lines", lines(2000, ""));
	assert_string_equal(STATES(s), "held 2003");
	assert_string_equal(TEXT(s, "select concat_ws(' ', max(no), max(amount), max(value_fen), count(distinct code))"
	    " as t from xz.caseflow_goods where case_id = $1"), "2003 2000 200050 2003");
	assert_int_equal(NUMBER(s, "select jsonb_array_length(d.data::jsonb -> 'items') as n from xz.record_document d"
	    " where d.subject_kind = 'case' and d.subject_id = $1 and d.type = 'goods_list'"), 2000);
	must(IN(s, "1-1500，2003"));
	signed_by_keeper(s, true);
	assert_string_equal(STATES(s), "held 502, kept 1501");
	assert_string_equal(PAPERS(s, "goods_in"), "sealed");
}

/* Not the keeper's until the keeper has signed; never an officer of the case; nothing twice. */
static void
test_in_and_out_with_two_signatures(void **state)
{
	struct story *s = seized(0);

	(void)state;
	refused(TRY(LEAD(s), -1, "goods_in", "measure", the_measure(s, "goods_in"), "keeper", SECOND(s), "on_day",
	    TODAY, "place", "一号库"), "keeper: ");
	refused(IN(s, "1-4"), "items: goods_unknown");
	refused(IN(s, "一"), "items: goods_ranges");
	refused(TRY(LEAD(s), -1, "goods_in", "measure", the_measure(s, "goods_in"), "keeper", KEEPER(s), "on_day",
	    story_day(A, D, -1), "place", "一号库"), "on_day: before_day");
	must(IN(s, "1, 3"));
	assert_string_equal(STATES(s), "held 3");
	refused(IN(s, "3"), "items: goods_waits");
	refused(RETURN(s, "1"), "items: goods_waits");
	signed_by_keeper(s, false);
	assert_string_equal(MOVES(s), "goods_in 2 void");
	assert_string_equal(PAPERS(s, "goods_in"), "void");
	must(IN(s, "1, 3"));
	signed_by_keeper(s, true);
	assert_string_equal(STATES(s), "held 1, kept 2");
	refused(IN(s, "3"), "items: goods_kept");
	refused(RETURN(s, "3"), "items: goods_kept");
	refused(OUT(s, "2"), "items: goods_held");
	must(RETURN(s, ""));
	assert_string_equal(STATES(s), "kept 2, returned 1");
	must(OUT(s, "3"));
	assert_string_equal(STATES(s), "kept 2, returned 1");
	refused(OUT(s, "3"), "items: goods_waits");
	signed_by_keeper(s, true);
	assert_string_equal(STATES(s), "held 1, kept 1, returned 1");
	must(RETURN(s, "3"));
	refused(OUT(s, "3"), "items: goods_gone");
	assert_string_equal(PAPERS(s, "goods_out"), "sealed");
	assert_string_equal(MOVES(s), "goods_in 2 void, goods_in 2 done, goods_return 1 done, goods_out 1 done,"
	    " goods_return 1 done");
}

/* Whoever has both duties keeps nothing of a case of their own. */
static void
test_the_keeper_is_no_officer_of_the_case(void **state)
{
	struct story *s = seized(0);

	(void)state;
	CHANGE(s, "insert into xz.people_duty (account_id, duty, granted_by) select o.account_id, 'archivist', $2"
	    " from xz.caseflow_officer o where o.case_id = $1 and o.state = 'accepted' and o.role <> 'verifier'"
	    " group by o.account_id", DB_I64(s->agency->head));
	refused(TRY(LEAD(s), -1, "goods_in", "measure", the_measure(s, "goods_in"), "keeper", SECOND(s), "on_day",
	    TODAY, "place", "一号库"), "keeper: keeper_apart");
	refused(TRY(LEAD(s), -1, "goods_in", "measure", the_measure(s, "goods_in"), "keeper", account_ref(LEAD(s)),
	    "on_day", TODAY, "place", "一号库"), "keeper: keeper_apart");
}

/* The head agrees to an early sale; two officers destroy, with a record. */
static void
test_sold_and_destroyed(void **state)
{
	struct story *s = seized(0);
	const char *measure = the_measure(s, "goods_sell");

	(void)state;
	DO(LEAD(s), -1, "goods_sell", "measure", measure, "items", "2", "on_day", TODAY, "way", "变卖", "consent",
	    "当事人书面同意。", "reason", "容易变质，不宜保存。", "proceeds", "35.5");
	assert_string_equal(STATES(s), "held 3");
	must(story_approve(A, D, s));
	assert_string_equal(STATES(s), "held 2, sold 1");
	assert_string_equal(TEXT(s, "select concat_ws(' ', fen, other_name) as t from xz.caseflow_goods_move"
	    " where case_id = $1"), "3550 变卖");
	assert_string_equal(PAPERS(s, "goods_sale"), "sealed");
	refused(TRY(LEAD(s), -1, "goods_destroy", "measure", measure, "items", "2", "on_day", TODAY, "place", "填埋场",
	    "way", "粉碎", "basis", "行政强制法第二十七条", "course", "全部粉碎后填埋。", "second", SECOND(s)),
	    "items: goods_gone");
	DO(LEAD(s), -1, "goods_destroy", "measure", measure, "items", "1", "on_day", TODAY, "place", "填埋场",
	    "way", "粉碎", "basis", "行政强制法第二十七条", "course", "全部粉碎后填埋。", "second", SECOND(s));
	assert_string_equal(STATES(s), "held 2, sold 1");
	signed_by_keeper(s, true);
	assert_string_equal(STATES(s), "destroyed 1, held 1, sold 1");
	assert_string_equal(PAPERS(s, "goods_destroyed"), "sealed");
	refused(TRY(LEAD(s), -1, "goods_confiscate", "measure", measure, "items", "3", "on_day", TODAY),
	    "measure: goods_undecided");
}

/* The release gives back what is held, and none of what is with a keeper. */
static void
test_released(void **state)
{
	struct story *s = seized(0);

	(void)state;
	must(IN(s, "3"));
	signed_by_keeper(s, true);
	DO(LEAD(s), -1, "measure_release", "measure", the_measure(s, "measure_release"), "released_on", TODAY,
	    "disposal", "returned", "reason", "与违法行为无关。");
	if (story_approve(A, D, s) == OK)
		fail_msg("released with an item in store");
	assert_string_equal(STATES(s), "held 2, kept 1");
	must(OUT(s, ""));
	signed_by_keeper(s, true);
	must(story_approve(A, D, s));
	assert_string_equal(STATES(s), "returned 3");
	assert_string_equal(MOVES(s), "goods_in 1 done, goods_out 1 done, measure_release 3 done");
}

/* 24 hours, where the field's rule says so (交通运输程序规定 127). */
static void
test_the_term_to_hand_them_over(void **state)
{
	struct story *s;
	int i;

	(void)state;
	for (i = 0; i < DEMO_AGENCIES && strcmp(D->agency[i].field, "交通运输") != 0; i++)
		;
	assert_true(i < DEMO_AGENCIES);
	s = seized(i);
#define TERM "select coalesce(string_agg(k.term_n || k.term_unit || ' ' || k.state, ' '), '') as t from" \
	" xz.calendar_clock k join xz.caseflow_measure q on q.id = k.subject_id where k.subject_kind = 'measure'" \
	" and k.rule = 'goods.keeper' and q.case_id = $1"
	assert_string_equal(TEXT(s, TERM), "24h open");
	must(IN(s, "1"));
	signed_by_keeper(s, true);
	assert_string_equal(TEXT(s, TERM), "24h open");
	must(IN(s, ""));
	assert_string_equal(TEXT(s, TERM), "24h met");
	s = seized(0);
	assert_string_equal(TEXT(s, TERM), "");
}

/* Whatever was taken is out or confiscated before the case closes. */
static void
test_a_case_closes_with_all_accounted_for(void **state)
{
	static const story_fn steps[] = { step_notice, step_waive, step_defence, step_decide, step_serve };
	struct story *s = seized(1);
	size_t i;

	(void)state;
	DO(LEAD(s), -1, "measure_release", "measure", the_measure(s, "measure_release"), "released_on", TODAY,
	    "disposal", "destroyed", "reason", "依法销毁。");
	must(story_approve(A, D, s));
	assert_string_equal(STATES(s), "held 3");
	reported(s, -1, "3000", NULL, NULL, NULL);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 1);
#define CLOSE(s) TRY(LEAD(s), 0, "close", "ground", "executed", "execution", "已缴清。")
	refused(CLOSE(s), "guard_goods_accounted 3 (WP");
	must(RETURN(s, "1"));
	DO(LEAD(s), -1, "goods_destroy", "measure", the_measure(s, "goods_destroy"), "on_day", TODAY, "place", "填埋场",
	    "way", "粉碎", "basis", "行政强制法第二十七条", "course", "全部粉碎后填埋。", "second", SECOND(s));
	refused(CLOSE(s), "guard_goods_accounted 2 (WP");
	signed_by_keeper(s, true);
	assert_string_equal(STATES(s), "destroyed 2, returned 1");
	if (CLOSE(s) == OK)
		return;
	if (strstr(D->first_failure, "goods") != NULL)
		fail_msg("refused for goods: %s", D->first_failure);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_a_list_has_codes_and_whole_numbers),
	    cmocka_unit_test(test_a_long_list), cmocka_unit_test(test_in_and_out_with_two_signatures),
	    cmocka_unit_test(test_the_keeper_is_no_officer_of_the_case), cmocka_unit_test(test_sold_and_destroyed),
	    cmocka_unit_test(test_released), cmocka_unit_test(test_the_term_to_hand_them_over),
	    cmocka_unit_test(test_a_case_closes_with_all_accounted_for) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
