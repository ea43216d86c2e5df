/* test_sectors.c - every figure and list of law by the field of the cause: what the store answers against a table that
 * was written from the texts, by region and day; and what people are told and refused because of it.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "lib/caseflow/anew.h"
#include "lib/caseflow/hearing_line.h"
#include "lib/caseflow/lenient.h"
#include "lib/law/law.h"
#include "lib/people/reference.h"
#include "tests/db/play.h"

enum { MARKET, ENVIRONMENT, EMERGENCY, TRANSPORT, HOUSING, FARMING, OTHERS, SECTORS };

/* Others: a field whose ministry's rule is not here, 城市管理 among them. */
static const struct {
	const char *field, *rule;	/* rule: begins the source of its rows */
	int32_t y, m, d;		/* its first day in force */
} sectors[SECTORS] = {
	{ "市场监管", "市场监督管理", 2021, 7, 15 },
	{ "生态环境", "生态环境行政处罚办法", 2023, 7, 1 },
	{ "应急管理", "安全生产违法行为行政处罚办法", 2026, 2, 1 },
	{ "交通运输", "交通运输行政执法程序规定", 2021, 6, 30 },
	{ "住房城乡建设", "住房和城乡建设行政处罚程序规定", 2022, 5, 1 },
	{ "农业农村", "农业行政处罚程序规定", 2022, 2, 1 },
	{ "城市管理", NULL, 2021, 7, 15 },
};

/* "=": as in the last column, "": no text sets one. */
static const struct {
	const char *key, *is[SECTORS];
} figures[] = {
	{ "clue.verify", { "15 wd", "15 d", "5 wd", "=", "15 wd", "7 wd", "" } },
	{ "clue.verify.extension", { "15 wd", "15 d", "5 wd", "=", "10 wd", "7 wd", "" } },
	{ "case.decide", { "90 d", "90 d", "90 d", "90 d", "90 d", "90 d", "90 d" } },
	{ "case.decide.extension", { "30 d", "30 d", "30 d", "30 d", "30 d", "30 d", "" } },
	{ "case.decide.further", { "=", "30 d", "60 d", "=", "60 d", "=", "" } },
	{ "review.term", { "10 wd", "=", "=", "=", "10 wd", "5 wd", "" } },
	{ "defence.term", { "5 wd", "5 wd", "5 wd", "=", "5 wd", "3 wd", "" } },
	{ "hearing.request", { "=", "=", "5 wd", "5 wd", "5 wd", "5 wd", "5 wd" } },
	{ "hearing.chair", { "3 wd", "=", "=", "=", "=", "=", "" } },
	{ "hearing.handover", { "3 wd", "=", "=", "=", "=", "=", "" } },
	{ "hearing.set_date", { "5 wd", "=", "=", "=", "=", "=", "" } },
	{ "hearing.public_notice", { "3 wd", "=", "=", "=", "=", "=", "" } },
	{ "hearing.report", { "5 wd", "=", "=", "=", "=", "=", "" } },
	{ "hearing.held", { "=", "=", "15 d", "=", "=", "=", "" } },
	{ "hearing.notice", { "=", "=", "7 wd", "=", "=", "=", "7 wd" } },
	{ "hearing.threshold.citizen", { "1000000 fen", "500000 fen", "2000000 fen", "=", "=", "1000000 fen", "" } },
	{ "hearing.threshold.organisation", { "10000000 fen", "20000000 fen", "10000000 fen", "=", "=", "10000000 fen",
	    "" } },
	{ "hearing.threshold.above", { "=", "=", "=", "=", "=", "1 count", "" } },
	{ "deliberation.hearing", { "=", "=", "1 count", "1 count", "=", "2 count", "" } },
	{ "preserve.term", { "=", "=", "=", "=", "=", "=", "7 wd" } },
	{ "preserve.lapse", { "1 count", "=", "=", "1 count", "1 count", "=", "" } },
	{ "preserve.emergency_report", { "24 h", "24 h", "=", "=", "=", "=", "" } },
	{ "goods.keeper", { "", "", "", "24 h", "", "", "" } },
	{ "aid.answer", { "15 wd", "=", "=", "=", "=", "=", "" } },
	{ "close.term", { "15 wd", "=", "10 wd", "=", "15 wd", "=", "" } },
	{ "summary.file", { "7 wd", "3 wd", "5 wd", "5 d", "3 wd", "2 wd", "" } },
	{ "summary.citizen_max", { "=", "=", "=", "=", "=", "=", "20000 fen" } },
	{ "summary.organisation_max", { "=", "=", "=", "=", "=", "=", "300000 fen" } },
	{ "cash.max", { "=", "=", "=", "=", "=", "=", "10000 fen" } },
	{ "service.term", { "=", "7 wd", "7 wd", "=", "=", "=", "7 wd" } },
	{ "payment.term", { "=", "=", "=", "=", "=", "=", "15 d" } },
	{ "withdraw.term", { "=", "=", "=", "=", "=", "=", "3 wd" } },
	{ "inspection.recheck", { "=", "=", "10 wd", "=", "=", "=", "5 wd" } },
};

static const char *
figure(const char *key, int32_t day, int64_t agency, const char *field, const char **source)
{
	struct calendar_parameter p;
	enum err e = calendar_parameter_get(A, D->db, key, day, agency, field, &p);

	*source = "";
	if (e == ERR_NOT_FOUND)
		return "";
	must(e);
	*source = p.source;
	return arena_printf(A, "%lld %s", (long long)p.value, p.unit);
}

/* A row names the rule of its own field, or a law; never the rule of another ministry. */
static void
check_source(const char *source, int sector, const char *what)
{
	int i;

	for (i = 0; i < SECTORS; i++)
		if (i != sector && sectors[i].rule != NULL && strstr(source, sectors[i].rule) != NULL)
			fail_msg("%s: %s cites %s", what, sectors[sector].field, source);
}

static void
check_figure(size_t row, int sector, int32_t day, int64_t agency)
{
	int32_t first = day_of(sectors[sector].y, sectors[sector].m, sectors[sector].d);
	const char *own = figures[row].is[sector], *want, *source, *got, *what;

	want = day < first || strcmp(own, "=") == 0 ? figures[row].is[OTHERS] : own;
	got = figure(figures[row].key, day, agency, sectors[sector].field, &source);
	what = arena_printf(A, "%s %s day %d of %lld: %s", figures[row].key, sectors[sector].field, (int)day,
	    (long long)agency, source);
	if (strcmp(got, want) != 0)
		fail_msg("%s: %s, not %s", what, got, want);
	check_source(source, sector, what);
}

/* The country's, the province's and the city's, on a day of each rule's own and the day before it. */
static void
test_figures_are_the_fields_own(void **state)
{
	const int32_t law = day_of(2021, 7, 15), now = day_of(2026, 11, 30);
	int64_t agency[] = { 0, D->agency[3].id, D->agency[0].id };
	size_t i, r, d;
	int s;

	(void)state;
	must(DB_EXEC(A, D->db, "update xz.people_agency set region = '430000' where id = $1", DB_I64(agency[1])));
	for (s = 0; s < SECTORS; s++) {
		int32_t first = day_of(sectors[s].y, sectors[s].m, sectors[s].d);
		int32_t days[] = { first - 1, first, now };

		for (d = 0; d < 3; d++)
			for (i = 0; days[d] >= law && i < sizeof(figures) / sizeof(*figures); i++)
				for (r = 0; r < 3; r++)
					check_figure(i, s, days[d], agency[r]);
	}
	must(DB_EXEC(A, D->db, "update xz.people_agency set region = '430400' where id = $1", DB_I64(agency[1])));
}

/* What has another course of days than its rule. */
static void
test_figures_that_changed_and_the_provinces(void **state)
{
	static const struct {
		const char *key, *field;
		int32_t y, m, d;
		bool hunan;
		const char *want;
	} rows[] = {
		{ "service.announcement", "城市管理", 2021, 12, 31, true, "60 d" },
		{ "service.announcement", "城市管理", 2022, 1, 1, true, "30 d" },
		{ "service.announcement", "生态环境", 2026, 11, 30, true, "30 d" },
		{ "service.announcement", "市场监管", 2021, 12, 31, true, "30 d" },
		{ "service.announcement", "交通运输", 2026, 11, 30, true, "60 d" },
		{ "service.announcement", "农业农村", 2026, 11, 30, true, "60 d" },
		{ "reporter.tell", "市场监管", 2026, 4, 14, true, "5 wd" },
		{ "reporter.tell", "市场监管", 2026, 4, 15, true, "" },
		{ "reporter.tell", "生态环境", 2026, 4, 14, true, "" },
		{ "source.accept", "市场监管", 2026, 11, 30, true, "7 wd" },
		{ "source.accept", "生态环境", 2026, 11, 30, true, "" },
		{ "hearing.seen.citizen", "市场监管", 2026, 11, 30, false, "" },
		{ "hearing.seen.citizen", "市场监管", 2026, 11, 30, true, "100000 fen" },
		{ "hearing.seen.organisation", "交通运输", 2026, 11, 30, true, "2000000 fen" },
		{ "publish.penalty", "住房城乡建设", 2026, 11, 30, true, "7 wd" },
	};
	const char *source;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_string_equal(figure(rows[i].key, day_of(rows[i].y, rows[i].m, rows[i].d),
		    rows[i].hunan ? D->agency[0].id : 0, rows[i].field, &source), rows[i].want);
}

/* ---- lists */

static const struct {
	const char *kind, *is[SECTORS];
} lists[] = {
	{ "hearing_kind", { "downgrade revoke_licence suspend_production close ban_trade",
	    "suspend_licence downgrade revoke_licence restrict_business suspend_production close ban_trade other",
	    "suspend_production ban_trade downgrade revoke_licence other close",
	    "downgrade revoke_licence suspend_production close ban_trade",
	    "downgrade revoke_licence suspend_production ban_trade close other",
	    "downgrade revoke_licence suspend_production close ban_trade",
	    "downgrade revoke_licence suspend_production close ban_trade" } },
	{ "exclusion", { "test appraisal identification announcement refund other",
	    "test assessment appraisal determination announcement service other", "test appraisal other", "other",
	    "test appraisal other", "test appraisal announcement other", "other" } },
	{ "clue_exclusion", { "test appraisal identification other", "other", "other", "other", "other", "other",
	    "other" } },
	{ "outcome", { "penalty no_penalty no_violation transfer transfer_other",
	    "penalty no_penalty no_violation transfer",
	    "penalty no_penalty no_violation transfer", "penalty no_penalty no_violation transfer",
	    "penalty no_penalty no_violation transfer", "penalty no_penalty no_violation transfer transfer_other",
	    "penalty no_penalty no_violation transfer" } },
	{ "document_title", { "", "notice onsite_record", "investigation_report",
	    "filing_approval notice closing_approval instalment_approval order_correct", "notice",
	    "notice investigation_report closing_approval", "" } },
	{ "punished_name", { "", "published", "", "", "", "", "" } },
	{ "decide_stands", { "suspension hearing", "suspension hearing police", "", "", "suspension hearing",
	    "suspension hearing", "" } },
	{ "decide_further", { "leaders", "leaders", "superior", "", "leaders", "superior", "" } },
};

static void
test_lists_are_the_fields_own(void **state)
{
	struct law_code *code;
	size_t i;
	int s, k, n;

	(void)state;
	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		for (s = 0; s < SECTORS; s++) {
			struct str got;

			str_init(&got, A);
			must(law_sector_codes(A, D->db, lists[i].kind, sectors[s].field, day_of(2026, 11, 30), &code,
			    &n));
			for (k = 0; k < n; k++) {
				str_printf(&got, "%s%s", k > 0 ? " " : "", code[k].code);
				check_source(code[k].source, s, lists[i].kind);
			}
			if (strcmp(got.s, lists[i].is[s]) != 0)
				fail_msg("%s %s: %s, not %s", lists[i].kind, sectors[s].field, got.s, lists[i].is[s]);
		}
	}
}

/* No row of all fields names one ministry's rule of procedure. */
static void
test_no_general_row_cites_a_ministry(void **state)
{
	const struct db_rows *rows;

	(void)state;
	must(DB_MANY(A, D->db, &rows,
	    "select 'parameter ' || key as what from xz.calendar_parameter where sector = ''"
	    "   and coalesce(valid_to, 'infinity') >= valid_from"
	    "   and source ~ '程序规定|听证办法|行政处罚办法|信息公示规定'"
	    " union all select 'code ' || kind || ' ' || code from xz.law_code where sector = ''"
	    "   and source ~ '程序规定|听证办法|行政处罚办法'"
	    " union all select 'criterion ' || note from xz.review_criterion where sector = ''"
	    "   and source ~ '程序规定|听证办法|行政处罚办法'"));
	if (db_count(rows) > 0)
		fail_msg("%d rows, the first is %s", db_count(rows), row_text(db_at(rows, 0), "what"));
}

/* ---- what acts do */

static int
begin(void **state)
{
	(void)state;
	D->now = 0;
	must(demo_clock(D, time_of_day(day_of(2026, 9, 1), 10, 0)));
	return 0;
}

/* The last day of a term of the case or of one of its parties that runs, behind its length; "": none. */
static const char *
term(struct story *s, const char *rule)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r, "select coalesce((select k.term_n || ' ' || k.term_unit || ' '"
	    " || (k.due_at at time zone 'Asia/Shanghai')::date from xz.calendar_clock k where k.rule = $2"
	    " and k.state = 'open' and ((k.subject_kind = 'case' and k.subject_id = $1) or (k.subject_kind = 'track'"
	    " and k.subject_id in (select t.id from xz.caseflow_track t where t.case_id = $1)))"
	    " order by k.id desc limit 1), '') as day", DB_I64(s->case_id), DB_TEXT(rule)));
	return row_text(r, "day");
}

static struct story *
clue(int agency)
{
	static const story_fn steps[] = { step_register_clue, step_assign_clue };
	struct story *s;
	size_t i;

	(void)begin(NULL);
	s = ARENA_NEW(A, struct story);
	*s = (struct story){ .name = "test", .agency = &D->agency[agency], .unit = &D->agency[agency].unit[0] };
	must(demo_party_new(A, D, false, &s->party));
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 0);
	return s;
}

/* 2026-09-01 is a Tuesday; National Day is 10-01 to 10-07. */
static void
test_clues_run_by_the_field(void **state)
{
	static const struct {
		const char *first, *extended;	/* NULL: refused */
	} rows[] = {
		{ "15 wd 2026-09-21", "15 wd 2026-10-19" },
		{ "15 d 2026-09-16", "15 d 2026-10-08" },
		{ "5 wd 2026-09-08", "5 wd 2026-09-15" },
		{ "", NULL },
		{ "", NULL },
	};
	int i;

	(void)state;
	for (i = 0; i < 5; i++) {
		struct story *s = clue(i);

		assert_string_equal(term(s, "clue.verify"), rows[i].first);
		if (rows[i].extended == NULL) {
			refused(TRY(LEAD(s), -1, "clue_extend", "reason", "需要调取档案。"), "no_extension");
			continue;
		}
		DO(LEAD(s), -1, "clue_extend", "reason", "需要调取档案。");
		must(story_approve(A, D, s));
		assert_string_equal(term(s, "clue.verify"), rows[i].extended);
	}
}

static void
test_extensions_run_by_the_field(void **state)
{
	static const struct {
		int agency;
		const char *first, *who, *above, *most;		/* first NULL: refused */
	} rows[] = {
		{ 0, "", "discussed_on: discussion_needed", NULL, NULL },
		{ 1, "", "discussed_on: discussion_needed", "31", "further_too_long 30" },
		{ 2, "", "superior_approval: required", "61", "further_too_long 60" },
		{ 3, "", "no_further_extension", NULL, NULL },
		{ 4, NULL, NULL, NULL, NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct story *s;

		(void)begin(NULL);
		s = filed(rows[i].agency, false);
		if (rows[i].first == NULL) {
			refused(TRY(LEAD(s), -1, "extend_decision", "reason", "案情复杂。"), "no_extension");
			continue;
		}
		refused(TRY(LEAD(s), -1, "extend_decision", "reason", "案情复杂。", "further_days", "10"),
		    "further_not_yet");
		DO(LEAD(s), -1, "extend_decision", "reason", "案情复杂。");
		must(story_approve(A, D, s));
		refused(TRY(LEAD(s), -1, "extend_decision", "reason", "案情复杂。", "further_days", "20"), rows[i].who);
		if (rows[i].above != NULL)
			refused(TRY(LEAD(s), -1, "extend_decision", "reason", "案情复杂。", "further_days",
			    rows[i].above, "discussed_on", story_day(A, D, 0), "superior_approval", "湘批1号"),
			    rows[i].most);
		if (strcmp(rows[i].who, "no_further_extension") == 0)
			continue;
		if (strcmp(rows[i].who, "discussed_on: discussion_needed") == 0)
			refused(TRY(LEAD(s), -1, "extend_decision", "reason", "案情复杂。", "further_days", "20",
			    "discussed_on", story_day(A, D, 0)), "conclusion: required");
		DO(LEAD(s), -1, "extend_decision", "reason", "案情复杂。", "further_days", "20", "discussed_on",
		    story_day(A, D, 0), "superior_approval", "湘批1号", "present", "负责人三人", "conclusion",
		    "同意延长二十日。");
		must(story_approve(A, D, s));
		assert_int_equal(NUMBER(s, "select extension_n as n from xz.calendar_clock where rule = 'case.decide'"
		    " and subject_kind = 'case' and subject_id = $1 and state = 'open'"), 50);
		/* what the leaders fix together leaves their record, which says for how long */
		assert_int_equal(NUMBER(s, "select count(*) as n from xz.record_document where type = 'deliberation'"
		    " and subject_kind = 'case' and subject_id = $1 and state <> 'void'"
		    " and data::jsonb -> 'input' ->> 'further_days' = '20'"),
		    strcmp(rows[i].who, "superior_approval: required") != 0);
		refused(TRY(LEAD(s), -1, "extend_decision", "reason", "案情复杂。", "further_days", "20",
		    "discussed_on", story_day(A, D, 0), "superior_approval", "湘批1号"), "extended_twice");
	}
}

/* What a field's rule does not leave out is counted. */
static void
test_what_is_not_counted_is_the_fields_own(void **state)
{
	static const int64_t stands[] = { 1, 1, 0, 0, 0 };
	const struct option *o;
	size_t n;
	int i;

	(void)state;
	for (i = 0; i < 5; i++) {
		struct story *s;

		(void)begin(NULL);
		s = filed(i, false);
		must(story_options(A, D, s, LEAD(s), -1, "clue_exclude", "kind", &o, &n));
		assert_int_equal(n, i == 0 ? 6 : i == 1 ? 7 : i == 2 ? 3 : 1);
		go(s, step_suspend, 1);
		assert_int_equal(NUMBER(s, "select count(*) as n from xz.calendar_exclusion x join xz.calendar_clock k"
		    " on k.id = x.clock_id where k.subject_kind = 'case' and k.subject_id = $1"), stands[i]);
		go(s, step_resume, 1);
		assert_string_equal(case_state(s), "investigating");
	}
}

/* ---- hearings */

static void
test_a_line_is_reached(void **state)
{
	static const struct {
		struct hearing_line line;
		int64_t fen;
		bool reached;
	} rows[] = {
		{ { true, 1000000, false, "" }, 999999, false }, { { true, 1000000, false, "" }, 1000000, true },
		{ { true, 1000000, true, "" }, 1000000, false }, { { true, 1000000, true, "" }, 1000001, true },
		{ { false, 0, false, "" }, 0, false }, { { false, 0, false, "" }, 1, true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(hearing_line_reached(&rows[i].line, rows[i].fen), rows[i].reached);
}

/* In Hunan an organisation is told from 20 000 yuan on; gains and goods count together, and a kind by its field. */
static void
test_who_is_told_of_a_hearing(void **state)
{
	static const struct {
		int agency;
		const char *yuan, *kind, *amount;
		int64_t right;
	} rows[] = {
		{ 0, "19999.99", NULL, NULL, 0 },
		{ 0, "20000", NULL, NULL, 1 },
		{ 1, "20000", NULL, NULL, 1 },
		{ 4, "20000", NULL, NULL, 1 },
		{ 0, "3000", "suspend_licence", NULL, 0 },
		{ 1, "3000", "suspend_licence", NULL, 1 },
		{ 0, "3000", "confiscate_gains", "19999.99", 0 },
		{ 0, "3000", "confiscate_goods", "20000", 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct story *s;

		(void)begin(NULL);
		s = filed(rows[i].agency, false);
		reported(s, -1, rows[i].yuan, rows[i].kind, rows[i].amount, rows[i].kind != NULL ? "一个月" : NULL);
		assert_int_equal(NUMBER(s, "select hearing_right::int as n from xz.caseflow_track where case_id = $1"),
		    rows[i].right);
	}
}

/* Where no text gives days for words the notice says how many; where it gives fewer than for a hearing, both run. */
static void
test_days_to_speak(void **state)
{
	static const char *const want[] = { "5 wd", "5 wd", "5 wd", "8 wd", "8 wd" };
	int i;

	(void)state;
	for (i = 0; i < 5; i++) {
		struct story *s;

		(void)begin(NULL);
		s = filed(i, false);
		reported(s, -1, "3000", NULL, NULL, NULL);
		wait_days(1);
		refused(TRY(LEAD(s), 0, "notice_make", "defence_days", i < 3 ? "4" : NULL), i < 3 ?
		    "defence_days: below_figure 5" : "defence_days: required");
		DO(LEAD(s), 0, "notice_make", "defence_days", i < 3 ? "5" : "8");
		assert_string_equal(term(s, "defence.term"), "");
		DO(LEAD(s), 0, "notice_serve", "method", "direct", "served_on", story_day(A, D, 0), "place",
		    "当事人住所", "recipient", "王某");
		assert_memory_equal(term(s, "defence.term"), want[i], 4);
		assert_string_equal(term(s, "hearing.request"), "");
	}
}

/* A hearing may be asked for longer than words may be said: words alone do not end that. */
static void
test_the_longer_term_for_a_hearing(void **state)
{
	struct story *s = filed(3, false);

	(void)state;
	reported(s, -1, "30000", "suspend_production", NULL, "停产停业三个月。");
	wait_days(1);
	DO(LEAD(s), 0, "notice_make", "defence_days", "3");
	DO(LEAD(s), 0, "notice_serve", "method", "direct", "served_on", story_day(A, D, 0), "place", "当事人住所",
	    "recipient", "王某");
	assert_memory_equal(term(s, "hearing.request"), "5 wd", 4);
	DO(LEAD(s), 0, "defence_record", "kind", "stated", "content", "请求从轻。", "on_day", story_day(A, D, 0));
	wait_days(4);
	refused(TRY(LEAD(s), 0, "defence_review", "adopted", "no", "opinion", "不予采纳。", "change", "same"),
	    "guard_defence_over");
	wait_days(2);
	DO(LEAD(s), 0, "defence_review", "adopted", "no", "opinion", "不予采纳。", "change", "same");
	assert_string_equal(term(s, "hearing.request"), "");
	/* 交通程序规定 76: past the hearing line the leaders discuss it */
	assert_int_equal(NUMBER(s, "select major::int as n from xz.caseflow_track where case_id = $1"), 1);
}

/* ---- what ran by the market's figures */

/* As a store was before the fields had rows of their own. */
static void
run_by_the_market(struct story *s)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r, "insert into xz.calendar_parameter (key, value, unit, source, region, sector,"
	    " valid_from, valid_to, origin, name_zh, name_en) values ('clue.verify', 15, 'wd',"
	    " '市场监督管理行政处罚程序规定 第十八条', '000000', '', '2021-07-15', '2021-07-14', 'shipped', '', '')"
	    " returning id"));
	must(DB_EXEC(A, D->db, "insert into xz.calendar_clock (subject_kind, subject_id, subject_ref, agency_id,"
	    " unit_id, duty, account_id, rule, parameter_id, basis_day, calendar_version, start_at, term_n, term_unit,"
	    " due_at, next_tick, derivation) select k.subject_kind, k.subject_id, k.subject_ref, k.agency_id,"
	    " k.unit_id, k.duty, k.account_id, 'clue.verify', $2, k.basis_day, k.calendar_version, k.start_at, 15,"
	    " 'wd', k.due_at, k.due_at, '{\"v\":1}'::jsonb from xz.calendar_clock k where k.subject_kind = 'case'"
	    " and k.subject_id = $1 and k.rule = 'case.decide'", DB_I64(s->case_id), DB_I64(row_i64(r, "id"))));
}

static const char *
step_told(struct story *s, const char *what)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r,
	    "select coalesce((select string_agg(coalesce(x #>> string_to_array($2, '.'), '-'), ' ')"
	    " from xz.caseflow_case k join xz.record_step s on s.chain_id = k.chain_id and s.kind = 'terms.derived'"
	    " cross join lateral jsonb_array_elements("
	    "   convert_from(s.line, 'UTF8')::jsonb #> '{payload,terms}') x where k.id = $1), '') as told",
	    DB_I64(s->case_id), DB_TEXT(what)));
	return row_text(r, "told");
}

static void
test_running_terms_are_derived_anew(void **state)
{
	struct story *market = filed(0, false), *environment = filed(1, false), *transport = filed(3, false);
	struct story *s[] = { market, environment, transport };
	int64_t by, n;
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++)
		run_by_the_market(s[i]);
	must(people_service(A, D->db, "xz-daemon", &by));
	must(caseflow_terms_chore(A, D->db, by, &n));
	assert_int_equal(n, 2);
	assert_memory_equal(term(market, "clue.verify"), "15 wd", 5);
	assert_string_equal(step_told(market, "rule"), "");
	assert_memory_equal(term(environment, "clue.verify"), "15 d", 4);
	assert_string_equal(step_told(environment, "before.source"), "市场监督管理行政处罚程序规定 第十八条");
	assert_string_equal(step_told(environment, "after.source"), "生态环境行政处罚办法 第十八条");
	assert_string_equal(step_told(environment, "before.derivation.v"), "1");
	assert_string_equal(step_told(environment, "after.derivation.v"), "1");
	assert_int_equal(NUMBER(environment, "select count(*) as n from xz.calendar_clock o join xz.calendar_clock k"
	    " on k.id = o.replaced_by and k.start_at = o.start_at where o.subject_id = $1 and o.subject_kind = 'case'"
	    " and o.rule = 'clue.verify' and o.state = 'cancelled'"), 1);
	assert_string_equal(term(transport, "clue.verify"), "");
	assert_string_equal(step_told(transport, "after"), "-");
	must(caseflow_terms_chore(A, D->db, by, &n));
	assert_int_equal(n, 0);
}

/* ---- before somebody is punished */

/* A penalty by one agency is seen by another, and both what was asked and what came of it stand in the record. */
static void
test_first_offences_are_looked_up(void **state)
{
	static const story_fn fined[] = { step_notice, step_waive, step_defence, step_decide };
	struct story *first = filed(0, false), *again;
	struct db_row r;
	size_t i;

	(void)state;
	reported(first, -1, "3000", NULL, NULL, NULL);
	for (i = 0; i < sizeof(fined) / sizeof(*fined); i++)
		go(first, fined[i], 1);
	again = clue(1);
	must(DB_EXEC(A, D->db, "update xz.caseflow_clue set subject_id = (select subject_id from xz.caseflow_party"
	    " where case_id = $2) where case_id = $1", DB_I64(again->case_id), DB_I64(first->case_id)));
	must(demo_clock(D, D->now + 60 * DAY_US));
	go(again, step_verify_clue, 0);
	go(again, step_propose_filing, 0);
	go(again, step_decide_file, 0);
	must(DB_ONE(A, D->db, &r,
	    "select convert_from(s.line, 'UTF8')::jsonb #>> '{payload,lenient,before,0,penalties}' as n,"
	    " convert_from(s.line, 'UTF8')::jsonb #>> '{payload,lenient,looked_up}' as how"
	    " from xz.caseflow_case k join xz.record_step s on s.chain_id = k.chain_id and s.kind = 'decide_filing'"
	    " where k.id = $1", DB_I64(again->case_id)));
	assert_string_equal(row_text(r, "n"), "1");
	assert_true(strlen(row_text(r, "how")) > 0);
}

static void
test_lists_of_what_goes_unpunished(void **state)
{
	static const struct {
		const char *cause;
		int64_t agency;		/* 1: of the city, 0: of nowhere in it */
		int32_t y;
		const char *kind;	/* "": on no list */
	} rows[] = { { "SJ0109", 1, 2026, "minor" }, { "SJ0111", 1, 2026, "first" }, { "SJ0101", 1, 2026, "" },
	    { "HB0103", 1, 2026, "first" }, { "HB0103", 1, 2022, "" }, { "SJ0109", 0, 2026, "" } };
	const struct db_rows *list;
	struct db_row c;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		must(DB_ONE(A, D->db, &c, "select id from xz.law_cause where code = $1 order by id desc limit 1",
		    DB_TEXT(rows[i].cause)));
		must(caseflow_lenient(A, D->db, row_i64(c, "id"), rows[i].agency != 0 ? D->agency[0].id : 0,
		    day_of(rows[i].y, 11, 30), &list));
		assert_int_equal(db_count(list), *rows[i].kind != '\0');
		if (db_count(list) > 0)
			assert_string_equal(row_text(db_at(list, 0), "kind"), rows[i].kind);
	}
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int
main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_figures_are_the_fields_own),
	    TEST(test_figures_that_changed_and_the_provinces), TEST(test_lists_are_the_fields_own),
	    TEST(test_no_general_row_cites_a_ministry), TEST(test_clues_run_by_the_field),
	    TEST(test_extensions_run_by_the_field), TEST(test_what_is_not_counted_is_the_fields_own),
	    TEST(test_a_line_is_reached), TEST(test_who_is_told_of_a_hearing), TEST(test_days_to_speak),
	    TEST(test_the_longer_term_for_a_hearing), TEST(test_running_terms_are_derived_anew),
	    TEST(test_first_offences_are_looked_up), TEST(test_lists_of_what_goes_unpunished) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
