/* test_papers.c - the paper an act makes fits what the act decides: its type, its number, what it says.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "lib/caseflow/read.h"
#include "tests/db/play.h"

/* One text of the store, as column t; $1 is the case. */
#define TEXT(s, sql) __extension__ ({ struct db_row row_; must(DB_ONE(A, D->db, &row_, sql, DB_I64((s)->case_id))); \
	row_text_or(row_, "t", ""); })

#define DRAFT(what) "select d." what " as t from xz.caseflow_approval p join xz.record_document d on d.id = p.document_id" \
    " where p.case_id = $1 order by p.id desc limit 1"
#define DECIDED(what) "select " what " as t from xz.caseflow_decision n join xz.caseflow_track k on k.id = n.track_id" \
    " join xz.record_document d on d.id = n.document_id where k.case_id = $1"

/* Steps of the process that left no paper behind. */
static int
papers_missing(struct story *s, const char *action)
{
	const struct db_rows *rows;
	struct case_file cf;
	int i, n = 0;

	must(caseflow_get(A, D->db, s->case_ref, &cf));
	must(caseflow_process(A, D->db, &cf, &rows));
	for (i = 0; i < db_count(rows); i++)
		n += str_eq(row_text(db_at(rows, i), "action"), action) && row_bool(db_at(rows, i), "missing");
	return n;
}

static void
report(struct story *s, const char *outcome, const char *kind)
{
	struct ref *party;
	int n;

	must(caseflow_party_refs(A, D->db, s->case_id, &party, &n));
	wait_days(1);
	DO(LEAD(s), -1, "report", "facts", "经查明，当事人的行为事实清楚。", "evidence_index", "1. 现场笔录", "nature", "证据确凿。",
	    "opinion", "建议按拟处理意见处理。", "proposals_0_party", story_ref(A, party[0]), "proposals_0_cause", s->cause_ref,
	    "proposals_0_outcome", outcome, "proposals_0_ground", strcmp(outcome, "no_penalty") == 0 ? "minor_corrected" : NULL,
	    "proposals_0_explanation", "说明", "penalties_0_party", kind != NULL ? story_ref(A, party[0]) : NULL, "penalties_0_cause",
	    kind != NULL ? s->cause_ref : NULL, "penalties_0_kind", kind);
	must(story_approve(A, D, s));
	go(s, step_review_agree, 1);
	go(s, step_approve, 0);
}

/* Up to the decision that is asked for. */
static struct story *
asked(const char *outcome, const char *kind)
{
	struct story *s = filed(0, false);

	report(s, outcome, kind);
	if (kind != NULL) {
		go(s, step_notice, 0);
		go(s, step_waive, 0);
		go(s, step_defence, 0);
	}
	wait_days(1);
	DO(LEAD(s), 0, "decide");
	return s;
}

static void
test_the_outcome_names_the_paper(void **state)
{
	static const struct { const char *outcome, *kind, *type, *word; } rows[] = {
		{ "penalty", "warning", "decision", "罚决" }, { "no_penalty", NULL, "no_penalty_decision", "不罚" },
		{ "no_violation", NULL, "no_violation_decision", "不成立" }, { "transfer", NULL, "police_transfer", "罪移" } };
	struct story *s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		s = asked(rows[i].outcome, rows[i].kind);
		assert_string_equal(TEXT(s, DRAFT("type")), rows[i].type);
		must(story_approve(A, D, s));
		assert_string_equal(TEXT(s, DECIDED("d.type")), rows[i].type);
		assert_string_equal(TEXT(s, DECIDED("n.outcome")), rows[i].outcome);
		assert_string_equal(TEXT(s, DECIDED("d.data::jsonb ->> 'type'")), rows[i].type);
		assert_non_null(strstr(TEXT(s, DECIDED("n.number")), rows[i].word));
		assert_string_equal(TEXT(s, DECIDED("d.number")), TEXT(s, DECIDED("n.number")));
		/* nothing is owed: the paper orders no payment and no term to pay begins */
		assert_string_equal(TEXT(s, DECIDED("d.data::jsonb ->> 'nothing_due'")), "true");
		go(s, step_serve, 0);
		assert_string_equal(TEXT(s, "select data::jsonb ->> 'paper' as t from xz.record_document where subject_id = $1"
		    " and subject_kind = 'case' and type = 'service_receipt'"), TEXT(s, DECIDED("n.number")));
		assert_int_equal(NUMBER(s, "select count(*) as n from xz.calendar_clock k join xz.caseflow_track t on t.id = k.subject_id"
		    " where k.subject_kind = 'track' and t.case_id = $1 and k.rule = 'payment.term'"), 0);
		assert_int_equal(papers_missing(s, "decide"), 0);
	}
}

static void
test_the_draft_lists_the_penalties(void **state)
{
	struct story *s = asked("penalty", "warning");

	(void)state;
	assert_string_equal(TEXT(s, DRAFT("data::jsonb -> 'penalties' -> 0 ->> 'kind'")), "warning");
}

/* What was asked for when every decision was drafted as a penalty comes out right at the last agreement. */
static void
test_a_draft_of_another_type_is_replaced(void **state)
{
	struct story *s = asked("no_penalty", NULL);
	int64_t old;

	(void)state;
	CHANGE(s, "update xz.record_document d set type = 'decision' from xz.caseflow_approval p where p.document_id = d.id"
	    " and p.case_id = $1 and p.state = 'pending'");
	old = NUMBER(s, "select document_id as n from xz.caseflow_approval where case_id = $1 and state = 'pending'");
	must(story_approve(A, D, s));
	assert_string_equal(TEXT(s, DECIDED("d.type")), "no_penalty_decision");
	assert_non_null(strstr(TEXT(s, DECIDED("d.number")), "不罚"));
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.caseflow_approval p join xz.caseflow_decision n on n.document_id = p.document_id"
	    " where p.case_id = $1 and p.action = 'decide'"), 1);
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.record_document where subject_id = $1 and subject_kind = 'case'"
	    " and type = 'decision' and state = 'void' and number is null"), 1);
	assert_int_not_equal(NUMBER(s, "select document_id as n from xz.caseflow_approval where case_id = $1 and action = 'decide'"), old);
}

static void
test_each_measure_has_its_release(void **state)
{
	struct story *s = filed(1, false);

	(void)state;
	go(s, step_preserve, 0);
	go(s, step_release, 1);
	assert_string_equal(TEXT(s, DRAFT("type")), "preservation_release");
	assert_non_null(strstr(TEXT(s, DRAFT("number")), "解保"));
	assert_int_equal(papers_missing(s, "measure_release"), 0);
	go(s, step_seize, 0);
	go(s, step_release, 1);
	assert_string_equal(TEXT(s, DRAFT("type")), "measure_release");
	assert_non_null(strstr(TEXT(s, DRAFT("number")), "解强"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_the_outcome_names_the_paper),
	    cmocka_unit_test(test_the_draft_lists_the_penalties), cmocka_unit_test(test_a_draft_of_another_type_is_replaced),
	    cmocka_unit_test(test_each_measure_has_its_release) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
