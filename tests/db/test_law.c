/* test_law.c - reference data of the law as shipped, versions by the day, lighter scales, texts imported.
 * XZ_TEST_DB: an empty store of its own. */
#include "tests/db/cli.h"

#include "lib/law/law.h"
#include "lib/law/public.h"

static int32_t
day(const char *text)
{
	int32_t d;

	if (!day_parse(text, &d))
		fail_msg("day %s", text);
	return d;
}

struct law_version {
	int64_t id;
	int32_t version_day, valid_to;
	const char *number;
};

/* The version in force on the day.  ERR_NOT_FOUND: none is known. */
static enum err
version_on(struct cli *c, const char *title, int32_t on, struct law_version *out)
{
	struct db_row r;
	enum err e = DB_ONE(c->a, c->db, &r, "select v.id, v.version_day, v.valid_to, v.number from xz.law_version v"
	    " join xz.law_law l on l.id = v.law_id where l.title = $1 and v.valid_from <= $2"
	    " and coalesce(v.valid_to, 'infinity') >= $2", DB_TEXT(title), DB_DAY(on));

	if (e == OK)
		*out = (struct law_version){ row_i64(r, "id"), row_day(r, "version_day"), row_day(r, "valid_to"),
		    row_text(r, "number") };
	return e;
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
	static const struct ref none;
	const struct db_rows *rows;
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
	assert_int_equal(old, n);		/* one law after the other: two causes go on under the new one */
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
	/* a scale hangs on the version of its cause that held on its first day, a cause on that of its matter */
	assert_int_equal(count_of(&c, "select count(*) as n from xz.law_scale s"
	    " join xz.law_cause c on c.id = s.cause_id"
	    " join xz.law_cause o on o.code = c.code and o.id <> c.id and o.valid_from <= s.valid_from"
	    "   and coalesce(o.valid_to, 'infinity') >= s.valid_from"), 0);
	assert_int_equal(count_of(&c, "select count(*) as n from xz.law_cause c"
	    " join xz.law_matter m on m.id = c.matter_id join xz.law_scale s on s.cause_id = c.id"
	    " where c.code = 'HB0401' and c.valid_from = '2026-08-15'"
	    "   and m.valid_from = c.valid_from and s.valid_from = c.valid_from"), 1);
	assert_int_equal(count_of(&c, "select count(*) as n from xz.law_cause c"
	    " join xz.law_scale s on s.cause_id = c.id join xz.law_tier t on t.scale_id = s.id"
	    " where c.code = 'HB0401' and c.valid_to = '2026-08-14'"), 4);
	/* the public reads a matter in the version of the day */
	ok(law_public_matters(c.a, c.db, none, NULL, "CF-HB-013", day("2026-08-14"), none, 10, &rows));
	assert_int_equal(db_count(rows), 1);
	assert_non_null(strstr(row_text(db_at(rows, 0), "basis"), "固体废物污染环境防治法"));
	ok(law_public_matters(c.a, c.db, none, NULL, "CF-HB-013", day("2026-08-15"), none, 10, &rows));
	assert_int_equal(db_count(rows), 1);
	assert_non_null(strstr(row_text(db_at(rows, 0), "basis"), "生态环境法典"));
	ok(law_public_matter_count(c.a, c.db, none, NULL, "CF-HB-013", day("2026-08-14"), 10, &total));
	assert_int_equal(total, 1);
	/* an article that a cause cited by mistake is gone from a store that had it */
	ok(DB_EXEC(c.a, c.db, "insert into xz.law_cause_article (cause_id, role, law_id, article)"
	    " select x.cause_id, 'applied', x.law_id, 1 from xz.law_cause_article x"
	    " join xz.law_cause c on c.id = x.cause_id where c.code = 'CG0108' and x.role = 'applied'"));
	ok(db_tx_run(c.a, c.db, NULL, reload, NULL, NULL));
	assert_int_equal(count_of(&c, "select count(*) as n from xz.law_cause_article x join xz.law_cause c"
	    " on c.id = x.cause_id where c.code = 'CG0108' and x.role = 'applied'"), 2);
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

static bool
of_level(struct cli *c, const char *title, const char *level)
{
	struct db_row r;

	ok(DB_ONE(c->a, c->db, &r, "select level from xz.law_law where title = $1", DB_TEXT(title)));
	return strcmp(row_text(r, "level"), level) == 0;
}

static void
test_import(void **state)
{
	struct law_version v;
	struct cli c;
	char *out;
	const struct db_rows *x;
	int code;

	(void)state;
	if (!cli_open(&c))
		return;
	out = cli_run(&c, "import laws tests/db/data/laws.csv", &code);
	assert_int_equal(code, 1);	/* two rows refused */
	/* an amended text keeps the first day of the first: nobody guesses */
	assert_non_null(strstr(out, "试验条例,2022-03-04\n"));
	assert_non_null(strstr(out, "衡阳市试验办法,2024-01-10\n"));
	assert_null(strstr(out, "试验条例,2020-01-02\n"));
	out = cli_run(&c, "import laws tests/db/data/laws.csv", &code);
	assert_non_null(strstr(out, "11 rows: 0 added, 0 changed, 9 unchanged, 2 refused"));
	assert_int_equal(version_on(&c, "试验条例", day("2020-04-30"), &v), ERR_NOT_FOUND);	/* not in force yet */
	ok(version_on(&c, "试验条例", day("2020-05-01"), &v));
	assert_int_equal(v.version_day, day("2020-01-02"));
	assert_int_equal(v.valid_to, DAY_NONE);
	ok(version_on(&c, "试验法典", day("2024-02-01"), &v));
	ok(version_on(&c, "衡阳市试验条例", day("2024-03-01"), &v));
	assert_int_equal(version_on(&c, "衡阳市试验办法", day("2026-03-01"), &v),
	    ERR_NOT_FOUND);
	assert_true(of_level(&c, "试验条例", "regulation") && of_level(&c, "试验法典", "law"));
	assert_true(of_level(&c, "衡阳市试验条例", "local") && of_level(&c, "衡阳市试验办法", "local_rule"));
	assert_true(of_level(&c, "湖南省实施试验法办法", "local"));
	/* the days of its versions, a repeal among them, under its full title */
	out = cli_run(&c, "import law-versions tests/db/data/law_versions.csv", &code);
	assert_int_equal(code, 1);
	assert_non_null(strstr(out, "4 rows: 1 added, 1 changed, 0 unchanged, 2 refused"));
	ok(version_on(&c, "试验条例", day("2022-03-31"), &v));
	assert_int_equal(v.version_day, day("2020-01-02"));
	assert_int_equal(v.valid_to, day("2022-03-31"));
	ok(version_on(&c, "试验条例", day("2022-04-01"), &v));
	assert_int_equal(v.version_day, day("2022-03-04"));
	assert_int_equal(version_on(&c, "试验条例", day("2026-01-01"), &v), ERR_NOT_FOUND);	/* repealed */
	assert_int_equal(count_of(&c, "select count(*) as n from xz.law_law where bare = '试验条例'"), 1);
	out = cli_run(&c, "import law-versions tests/db/data/law_versions.csv", &code);
	assert_non_null(strstr(out, "4 rows: 0 added, 0 changed, 2 unchanged, 2 refused"));
	/* a later version does not open what was repealed; its first day stands in the file's column */
	out = cli_run(&c, "import laws tests/db/data/law_dated.csv", &code);
	assert_int_equal(code, 0);
	assert_null(strstr(out, "no first day"));
	assert_int_equal(version_on(&c, "试验条例", day("2026-06-01"), &v), ERR_NOT_FOUND);
	ok(version_on(&c, "试验条例", day("2027-03-01"), &v));
	ok(version_on(&c, "试验条例", day("2022-04-01"), &v));
	ok(law_public_articles(c.a, c.db, v.id, 0, NULL, &x));
	assert_int_equal(db_count(x), 3);
	assert_int_equal(row_i32(db_at(x, 1), "suffix"), 1);
	assert_non_null(strstr(row_text(db_at(x, 2), "text"), "附则第二款"));
	ok(law_public_articles(c.a, c.db, v.id, 0, "从其规定", &x));
	assert_int_equal(db_count(x), 1);
	cli_close(&c);
}

static enum err
short_title(struct arena *a, struct db *db, void *ctx)
{
	(void)ctx;
	return DB_EXEC(a, db, "update xz.law_law set title = bare, origin = 'site' where bare = '价格法'");
}

/* What the site has ended stays ended, and a law that it knew under its short title is the shipped one. */
static void
test_migrate_again(void **state)
{
	static const char file[] = "title,version_day,valid_from,valid_to,number,source\n"
	    "价格法,1997-12-29,1998-05-01,2026-10-31,,\n";
	struct law_version v;
	struct cli c;
	const char *path;
	FILE *f;
	int code;

	(void)state;
	if (!cli_open(&c))
		return;
	path = arena_printf(c.a, "%s/ended.csv", c.folder);
	f = fopen(path, "w");
	assert_non_null(f);
	(void)fputs(file, f);
	assert_int_equal(fclose(f), 0);
	(void)cli_run(&c, arena_printf(c.a, "import law-versions %s", path), &code);
	assert_int_equal(code, 0);
	ok(db_tx_run(c.a, c.db, NULL, short_title, NULL, NULL));
	ok(db_tx_run(c.a, c.db, NULL, reload, NULL, NULL));
	ok(version_on(&c, "中华人民共和国价格法", day("2026-10-31"), &v));
	assert_int_equal(version_on(&c, "中华人民共和国价格法", day("2026-11-01"), &v),
	    ERR_NOT_FOUND);
	assert_int_equal(count_of(&c, "select count(*) as n from xz.law_law where bare = '价格法'"), 1);
	assert_string_equal(v.number, "主席令第九十二号");
	ok(DB_EXEC(c.a, c.db, "update xz.law_version v set valid_to = null from xz.law_law l where l.id = v.law_id"
	    " and l.bare = '价格法'"));
	(void)unlink(path);
	cli_close(&c);
}

/* The texts are not the project's: where a folder of them is beside it. */
static const char *
texts(void)
{
	static const char *const folders[] = { "../shared/data/laws", "../../shared/data/laws" };
	size_t i;

	for (i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		if (access(folders[i], R_OK) == 0)
			return folders[i];
	print_message("# SKIP: no full texts\n");
	return NULL;
}

static void
test_full_texts(void **state)
{
	const char *folder = texts();
	struct cli c;
	char *out;
	int code;

	(void)state;
	if (folder == NULL || !cli_open(&c))
		return;
	(void)cli_run(&c, arena_printf(c.a, "import law-versions %s/versions.csv", folder), &code);
	assert_int_equal(code, 0);
	out = cli_run(&c, arena_printf(c.a, "import laws %s/articles.csv.gz", folder), &code);
	assert_int_equal(code, 0);
	assert_non_null(strstr(out, "劳动法,2018-12-29\n"));		/* amended: its text names 1995 */
	assert_null(strstr(out, "生态环境法典"));
	/* under its short title the law of the catalogue */
	assert_int_equal(count_of(&c,
	    "select count(*) as n from xz.law_article x join xz.law_version v on v.id = x.version_id"
	    " join xz.law_law l on l.id = v.law_id where l.title = '中华人民共和国行政处罚法'"
	    " and v.valid_from = '2021-07-15'"), 86);
	assert_int_equal(count_of(&c, "select count(*) as n from (select from xz.law_law group by bare"
	    " having count(*) > 1) x"), 0);
	/* no two versions of a law on one day, none that ends before it begins */
	assert_int_equal(count_of(&c, "select count(*) as n from xz.law_version a join xz.law_version b"
	    " on b.law_id = a.law_id and b.id > a.id and daterange(a.valid_from, a.valid_to, '[]')"
	    " && daterange(b.valid_from, b.valid_to, '[]') where a.valid_from is not null"
	    " and b.valid_from is not null"), 0);
	cli_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shipped),
		cmocka_unit_test(test_code_tables),
		cmocka_unit_test(test_import),
		cmocka_unit_test(test_migrate_again),
		cmocka_unit_test(test_full_texts),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
