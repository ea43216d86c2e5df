/* test_law.c - reference data of the law as shipped, versions by the day, lighter scales, texts imported. */
#include "tests/db/cli.h"

#include "lib/law/law.h"

static int32_t
day(const char *text)
{
	int32_t d;

	if (!day_parse(text, &d))
		fail_msg("day %s", text);
	return d;
}

static enum err
reload(struct arena *a, struct db *db, void *ctx)
{
	(void)ctx;
	ok(law_reference_load(a, db, "etc/reference"));
	return OK;
}

static void
test_shipped(void **state)
{
	struct law_cause *causes;
	struct law_code *codes;
	struct law_scale *scales;
	struct law_matter *matters;
	struct cli c;
	int64_t total, before;
	int i, n, old, m;

	(void)state;
	if (!cli_open(&c))
		return;
	before = count_of(&c, "select count(*) as n from xz.law_tier");
	ok(db_tx_run(c.a, c.db, NULL, reload, NULL, NULL));
	assert_int_equal(count_of(&c, "select count(*) as n from xz.law_tier"), before);
	/* every cause of today cites what it breaks and what is applied; every tier stands within its scale */
	assert_int_equal(count_of(&c, "select count(*) as n from xz.law_cause c where (select count(distinct role) from"
	    " xz.law_cause_article x where x.cause_id = c.id) <> 2"), 0);
	assert_int_equal(count_of(&c,
	    "select count(*) as n from xz.law_scale s where not exists (select from xz.law_tier t"
	    " where t.scale_id = s.id)"), 0);
	ok(law_causes(c.a, c.db, "", day("2026-01-15"), &causes, &n));
	assert_true(n >= 60);
	ok(law_causes(c.a, c.db, "", day("2025-10-01"), &causes, &old));
	assert_int_equal(old, n + 2);		/* two ended on 2025-10-14 */
	for (i = 0; i < n; i++)
		if (strcmp(causes[i].code, "SJ0401") == 0)
			break;
	ok(law_scales(c.a, c.db, causes[i].id, day("2025-06-01"), &scales, &m));
	assert_int_equal(m, 1);
	total = scales[0].tier[scales[0].tier_n - 1].max;
	ok(law_scales(c.a, c.db, causes[i].id, day("2026-06-01"), &scales, &m));
	assert_int_equal(m, 1);
	assert_true(scales[0].tier[scales[0].tier_n - 1].max < total);
	ok(law_scales(c.a, c.db, causes[i].id, DAY_NONE, &scales, &m));
	assert_int_equal(m, 2);
	ok(law_codes(c.a, c.db, "evidence_kind", day("2026-01-01"), &codes, &n));
	assert_int_equal(n, 8);
	ok(law_codes(c.a, c.db, "review_opinion", day("2026-01-01"), &codes, &n));
	assert_int_equal(n, 6);
	ok(law_matters(c.a, c.db, "生态环境", "", "", day("2026-01-01"), 10, &matters, &n));
	assert_int_equal(n, 10);
	ok(law_matters(c.a, c.db, "生态环境", "", matters[9].code, day("2026-01-01"), 10, &matters, &n));
	assert_true(n > 0);
	ok(law_matter_count(c.a, c.db, "", "", day("2026-01-01"), &total));
	assert_true(total > 200);
	cli_close(&c);
}

/* Every field of choice in the forms has its code table. */
static void
test_code_tables(void **state)
{
	struct cli c;
	struct law_code *codes;
	char line[1024], *p, *end;
	int n, kinds = 0;
	FILE *f;

	(void)state;
	if (!cli_open(&c))
		return;
	f = popen("grep -hoE 'option_codes\\(m, .*, .[a-z_]+.\\)' lib/caseflow/*.c", "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		end = strrchr(line, '"');
		if (end == NULL)
			continue;
		*end = '\0';
		p = strrchr(line, '"');
		assert_non_null(p);
		ok(law_codes(c.a, c.db, p + 1, day("2026-01-01"), &codes, &n));
		if (n == 0)
			fail_msg("no codes of kind %s", p + 1);
		kinds++;
	}
	(void)pclose(f);
	assert_true(kinds > 30);
	cli_close(&c);
}

static void
test_import(void **state)
{
	struct law_version v;
	struct law_article *x;
	struct cli c;
	char *out;
	int64_t law;
	int code, n;

	(void)state;
	if (!cli_open(&c))
		return;
	(void)cli_run(&c, "import laws tests/db/data/laws.csv", &code);
	assert_int_equal(code, 1);	/* two rows refused */
	out = cli_run(&c, "import laws tests/db/data/laws.csv", &code);
	assert_non_null(strstr(out, "7 rows: 0 added, 0 changed, 5 unchanged, 2 refused"));
	law = count_of(&c, "select id as n from xz.law_law where title = '试验条例'");
	assert_int_equal(law_version_on(c.a, c.db, law, day("2020-04-30"), &v), ERR_NOT_FOUND);	/* not in force yet */
	ok(law_version_on(c.a, c.db, law, day("2020-05-01"), &v));
	assert_int_equal(v.version_day, day("2020-01-02"));
	assert_int_equal(v.valid_to, day("2022-03-03"));
	ok(law_version_on(c.a, c.db, law, day("2022-03-04"), &v));
	assert_int_equal(v.version_day, day("2022-03-04"));
	ok(law_articles(c.a, c.db, v.id, &x, &n));
	assert_int_equal(n, 3);
	assert_int_equal(x[1].suffix, 1);
	assert_non_null(strstr(x[2].text, "附则第二款"));
	/* a catalogued law is found without 中华人民共和国 before its title */
	if (access("../shared/data/laws/articles.csv.gz", R_OK) == 0) {
		(void)cli_run(&c, "import laws ../shared/data/laws/articles.csv.gz", &code);
		assert_int_equal(code, 0);
		assert_int_equal(count_of(&c,
		    "select count(*) as n from xz.law_article x join xz.law_version v on v.id = x.version_id"
		    " join xz.law_law l on l.id = v.law_id where l.title = '中华人民共和国行政处罚法'"
		    " and v.valid_from = '2021-07-15'"), 86);
	} else {
		print_message("# SKIP: no full texts\n");
	}
	cli_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shipped),
		cmocka_unit_test(test_code_tables),
		cmocka_unit_test(test_import),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
