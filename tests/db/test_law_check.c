/* test_law_check.c - what reference data cites is in the laws that are imported, and says what the rows say.
 * XZ_TEST_DB: an empty store of its own. */
#include "tests/db/cli.h"

#include "lib/law/cite.h"

/* What cannot be found in the texts there are, each with its reason: tests/db/data/law_check.txt. */
#define KNOWN "tests/db/data/law_check.txt"

static void
test_cites(void **state)
{
	static const struct {
		const char *text;
		int n, article, suffix, para, item;	/* of the last */
		const char *title;
	} cases[] = {
		{ "《行政处罚法》第三十四条第一款第十项", 1, 34, 0, 1, 10, "行政处罚法" },
		{ "行政强制法 第五十四条、第六十九条", 2, 69, 0, 0, 0, "行政强制法" },
		{ "行政处罚法（1996） 第二十九条", 1, 29, 0, 0, 0, "行政处罚法" },
		{ "甲法 第一百零三条之一；乙条例 第八十二条第五项", 2, 82, 0, 0, 5, "乙条例" },
		{ "甲法 第一百零三条之一", 1, 103, 1, 0, 0, "甲法" },
		{ "第十六条第一项", 0, 0, 0, 0, 0, NULL },
		{ "甲法 第六十七条至第六十九条", 2, 69, 0, 0, 0, "甲法" },
		{ "最高人民法院关于适用《甲法》的解释 第六十四条", 1, 64, 0, 0, 0,
		    "最高人民法院关于适用《甲法》的解释" },
		{ "行政处罚法 28", 1, 28, 0, 0, 0, "行政处罚法" },
		{ "国办发〔2018〕118号（七）完善文字记录", 0, 0, 0, 0, 0, NULL },
		{ "司法部25问", 0, 0, 0, 0, 0, NULL },
		{ "", 0, 0, 0, 0, 0, NULL },
	};
	struct arena *a = arena_new("test");
	struct law_cite *c;
	size_t i;
	int n;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		c = law_cites(a, cases[i].text, &n);
		if (n != cases[i].n)
			fail_msg("%s: %d", cases[i].text, n);
		if (n == 0)
			continue;
		assert_string_equal(c[n - 1].title, cases[i].title);
		assert_int_equal(c[n - 1].article, cases[i].article);
		assert_int_equal(c[n - 1].suffix, cases[i].suffix);
		assert_int_equal(c[n - 1].para, cases[i].para);
		assert_int_equal(c[n - 1].item, cases[i].item);
	}
	c = law_cites_coded(a, "甲法:34:1:10|乙法:5-1", &n);
	assert_int_equal(n, 2);
	assert_int_equal(c[0].item, 10);
	assert_int_equal(c[1].suffix, 1);
	arena_free(a);
}

static void
test_figures(void **state)
{
	static const struct {
		const char *text;
		int64_t value;
		const char *unit;
		bool said;
	} cases[] = {
		{ "应当在十五日内作出", 15, "d", true }, { "应当在十五日内作出", 5, "d", false },
		{ "在15日内", 15, "d", true }, { "在115日内", 15, "d", false }, { "五个工作日内", 5, "wd", true },
		{ "五日内", 5, "wd", false }, { "二十四小时内", 24, "h", true }, { "两年内", 2, "year", true },
		{ "二年内", 2, "year", true }, { "十二年内", 2, "year", false }, { "三个月内", 3, "month", true },
		{ "处五千元以上五万元以下", 500000, "fen", true }, { "处五千元以上五万元以下", 5000000, "fen", true },
		{ "处十五万元以下", 5000000, "fen", false }, { "二百元以下", 20000, "fen", true },
		{ "每次5千元以上2万元以下", 500000, "fen", true },
		{ "货值金额等值以上三倍以下", 100, "times", true },
		{ "百分之三", 300, "pct_x100", true },
		{ "造价一倍以下", 10000, "pct_x100", true },
		{ "十倍以上二十倍以下", 2000, "times", true },
		{ "处20万元以上100万元以下", 100000000, "fen", true }, { "自接到之日起３日内", 3, "d", true },
		{ "不少于两人", 2, "count", true }, { "不少于三人", 2, "count", false },
	};
	struct arena *a = arena_new("test");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (law_says(a, cases[i].text, cases[i].value, cases[i].unit) != cases[i].said)
			fail_msg("%s: %s", cases[i].text, cases[i].unit);
	assert_true(law_says_range(a, "处五千元以上五万元以下", 500000, 5000000, "fen"));
	assert_false(law_says_range(a, "处五千元以上五万元以下", 1000000, 5000000, "fen"));
	assert_true(law_says_range(a, "可以处五万元以下", 1000000, 5000000, "fen"));
	assert_string_equal(law_part(a, "首款：\n(一)甲；\n(二)乙。", 1, 2), "(二)乙。");
	assert_string_equal(law_part(a, "首款：\n（一）甲；\n（二）乙。\n次款。", 1, 2), "（二）乙。");
	assert_string_equal(law_part(a, "首款：\n（一）甲；\n（二）乙。\n次款。", 2, 0), "次款。");
	assert_null(law_part(a, "首款：\n（一）甲；\n（二）乙。\n次款。", 3, 0));
	assert_null(law_part(a, "首款：\n（一）甲；\n（二）乙。\n次款。", 1, 3));
	assert_string_equal(law_numeral(a, 105), "一百零五");
	assert_string_equal(law_numeral(a, 200000), "二十万");
	assert_string_equal(law_numeral(a, 15), "十五");
	arena_free(a);
}

static const char *
written(struct cli *c, const char *name, const char *text)
{
	const char *path = arena_printf(c->a, "%s/%s", c->folder, name);
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	(void)fputs(text, f);
	assert_int_equal(fclose(f), 0);
	return path;
}

/* Invented laws and rows: each way in which a row may be wrong is said. */
static void
test_faults(void **state)
{
	struct cli c;
	char *out;
	int code;

	(void)state;
	if (!cli_open(&c))
		return;
	(void)cli_run(&c, arena_printf(c.a, "import laws %s", written(&c, "texts.csv",
	    "law,version_date,latest_in_source,chapter,article,article_no,text\n"
	    "试查法,2020-01-01,1,,第一条,1,应当在十五日内作出。\n"
	    "试查法,2020-01-01,1,,第二条,2,本法中“五日”是指工作日；本法自2020年2月1日起施行。\n"
	    "试查法,2020-01-01,1,,第三条,3,\"有下列情形的，五日内报告：\n（一）甲。\"\n")), &code);
	assert_int_equal(code, 0);
	(void)written(&c, "parameter.csv", "key,value,unit,source,region,sector,valid_from,valid_to\n"
	    "right,15,d,试查法 第一条,000000,,2020-02-01,\n"
	    "workday,5,wd,试查法 第三条第一款第一项,000000,,2020-02-01,\n"
	    "wrong,10,d,试查法 第一条,000000,,2020-02-01,\n"
	    "wrong_unit,15,wd,试查法 第一条,000000,,2020-02-01,\n"
	    "no_article,15,d,试查法 第九条,000000,,2020-02-01,\n"
	    "no_part,5,d,试查法 第三条第二款,000000,,2020-02-01,\n"
	    "no_law,5,d,无此法 第三条,000000,,2020-02-01,\n"
	    "too_early,15,d,试查法 第一条,000000,,2019-01-01,2019-12-31\n"
	    "ours,5,d,平台参数,000000,,2020-01-01,\n");
	out = cli_run(&c, arena_printf(c.a, "check law %s", c.folder), &code);
	assert_int_equal(code, 1);
	assert_null(strstr(out, "\tright@"));
	assert_null(strstr(out, "\tworkday@"));
	assert_null(strstr(out, "\tright/"));
	assert_non_null(strstr(out, "figure\tparameter.csv\twrong/000000@2020-02-01\t《试查法》第一条: 10 d\n"));
	assert_non_null(strstr(out, "figure\tparameter.csv\twrong_unit/"));
	assert_non_null(strstr(out, "article\tparameter.csv\tno_article/"));
	assert_non_null(strstr(out, "part\tparameter.csv\tno_part/"));
	assert_non_null(strstr(out, "law\tparameter.csv\tno_law/"));
	assert_non_null(strstr(out, "version\tparameter.csv\ttoo_early/"));
	assert_non_null(strstr(out, "none\tparameter.csv\tours/"));
	cli_close(&c);
}

static bool
known(const char *line)
{
	char buf[1024];
	bool hit = false;
	FILE *f = fopen(KNOWN, "r");

	assert_non_null(f);
	while (!hit && fgets(buf, sizeof(buf), f) != NULL) {
		buf[strcspn(buf, "\n")] = '\0';
		hit = *buf != '\0' && *buf != '#' && strcmp(buf, line) == 0;
	}
	(void)fclose(f);
	return hit;
}

/* All of etc/reference, where the texts are beside the project. */
static void
test_reference_data(void **state)
{
	static const char *const folders[] = { "../shared/data/laws", "../../shared/data/laws" };
	const char *folder = access(folders[0], R_OK) == 0 ? folders[0] : folders[1];
	struct cli c;
	char *out, *line, *end;
	int code, unknown = 0;

	(void)state;
	if (access(folder, R_OK) != 0 || !cli_open(&c)) {
		print_message("# SKIP: no full texts\n");
		return;
	}
	(void)cli_run(&c, arena_printf(c.a, "import law-versions %s/versions.csv", folder), &code);
	assert_int_equal(code, 0);
	(void)cli_run(&c, arena_printf(c.a, "import laws %s/articles.csv.gz", folder), &code);
	assert_int_equal(code, 0);
	out = cli_run(&c, "check law", &code);
	for (line = strtok_r(out, "\n", &end); line != NULL; line = strtok_r(NULL, "\n", &end))
		if (strchr(line, '\t') != NULL && !known(line) && ++unknown > 0)
			print_message("# not found: %s\n", line);
	assert_int_equal(unknown, 0);
	cli_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cites),
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_reference_data),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("law_check", tests, NULL, NULL);
}
