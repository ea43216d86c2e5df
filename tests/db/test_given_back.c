/* test_given_back.c - what an approver or a reviewer gives back says so on the desk, until it is done again; the form
 * opens with what was sent; what a report no longer proposes is asked about.  An empty store of its own. */
#include "tests/db/play.h"

#include "lib/act/act.h"
#include "lib/review/dossier.h"

#define OPEN(kind) NUMBER(s, "select count(*) as n from xz.people_task where subject_kind = 'case'" \
	" and subject_id = $1 and done_at is null and kind = '" kind "'")
#define BACK(kind) NUMBER(s, "select count(*) as n from xz.people_task where subject_kind = 'case'" \
	" and subject_id = $1 and done_at is null and back and kind = '" kind "'")

static void
give_back(struct story *s, int64_t who, const char *words)
{
	struct act act = { .principal = who, .occurred_at = TIME_NONE, .request = "test" };
	struct caseflow_waiting w;
	struct problems p;
	const char *answer;

	wait_days(0);
	problems_init(&p, A);
	must(caseflow_next_approval(A, D->db, s->case_id, &w));
	must(caseflow_approve(A, D->db, &act, w.ref, false, words, &p, &answer));
}

static void
test_an_approver_gives_back(void **state)
{
	struct story *s = filed(0, false);
	struct act_given_back g;

	(void)state;
	wait_days(1);
	must(try_report(s, -1, "600", "confiscate_gains", "300", NULL));
	assert_int_equal(OPEN("report"), 0);
	assert_int_equal(act_given_back(A, D->db, "case", s->case_id, 0, "report", &g), ERR_NOT_FOUND);
	give_back(s, s->unit->head, "数额没有说明");
	assert_int_equal(BACK("report"), 1);
	must(act_given_back(A, D->db, "case", s->case_id, 0, "report", &g));
	assert_true(g.returned);
	assert_string_equal(g.words, "数额没有说明");
	assert_non_null(g.by);
	assert_non_null(strstr(g.input, "penalties"));
	must(try_report(s, -1, "600", "confiscate_gains", "300", NULL));
	assert_int_equal(OPEN("report"), 0);
	must(story_approve(A, D, s));
	must(act_given_back(A, D->db, "case", s->case_id, 0, "report", &g));
	assert_false(g.returned);
	assert_null(g.by);
}

static void
test_a_reviewer_gives_back(void **state)
{
	struct story *s = filed(0, true);
	const struct db_rows *rows, *points, *changed;

	(void)state;
	wait_days(1);
	must(try_report(s, -1, "600", "confiscate_gains", "300", NULL));
	must(story_approve(A, D, s));
	go(s, step_review_back, 1);
	assert_int_equal(BACK("report"), 1);
	/* each objection has its answer, which stands beside it; that it is met is the next opinion's to say */
	s->objected = false;
	refused(try_report(s, -1, "700", "confiscate_gains", "200", NULL), "answer3");
	s->objected = true;
	/* a kind that is gone, a party that is gone: each named, unless it is meant */
	refused(try_report(s, -1, "600", NULL, NULL, NULL), "dropped_rows");
	must(try_report(s, -1, "700", "confiscate_gains", "200", NULL));
	must(story_approve(A, D, s));
	must(review_before(A, D->db, s->case_id, &rows));
	must(review_points(A, D->db, row_i64(db_at(rows, 0), "id"), &points));
	assert_string_equal(row_text(db_at(points, 2), "answer"), "已经补正来源。");
	assert_false(row_has(db_at(points, 2), "later"));
	must(review_outcomes_changed(A, D->db, s->case_id, 2, &changed));
	assert_int_equal(db_count(changed), 0);
	go(s, step_review_agree, 1);
	must(review_points(A, D->db, row_i64(db_at(rows, 0), "id"), &points));
	assert_string_equal(row_text(db_at(points, 2), "later"), "ok");
	assert_int_equal(OPEN("report"), 0);
	must(TRY(s->agency->head, -1, "approve_penalty", "verdict", "return", "words", "请补充裁量理由。"));
	assert_int_equal(BACK("report"), 1);
}

/* A file that was returned as incomplete is work of the lead officer until it is complete. */
static void
test_an_incomplete_file(void **state)
{
	struct story *s = filed(0, false);

	(void)state;
	wait_days(1);
	must(try_report(s, -1, "600", NULL, NULL, NULL));
	must(story_approve(A, D, s));
	wait_days(0);
	DO(s->agency->reviewer[0], -1, "review_return", "missing", "缺少当事人营业执照复印件。");
	assert_int_equal(BACK("review_complete"), 1);
	wait_days(0);
	DO(LEAD(s), -1, "review_complete", "answer", "已经补充。");
	assert_int_equal(OPEN("review_complete"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_an_approver_gives_back),
	    cmocka_unit_test(test_a_reviewer_gives_back), cmocka_unit_test(test_an_incomplete_file) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
