/* test_register_import.c - xiezhi import subjects: refused rows and their reasons, again without
 * doubles, changes with validity, killed at any moment, and the real register where it is there. */
#include "tests/db/cli.h"

#include <signal.h>

#define FIXTURE "tests/db/data/subjects.csv"
#define REAL "../shared/data/companies_hunan.csv.gz"
#define MINE "code like '__430499DEMT%'"

static void
test_fixture(void **state)
{
	struct cli c;
	char *out, line[512];
	int code, seen = 0;
	FILE *f;

	(void)state;
	if (!cli_open(&c))
		return;
	out = cli_run(&c, arena_printf(c.a, "import subjects " FIXTURE " --rejects %s/rejects.csv", c.folder), &code);
	assert_int_equal(code, 1);
	assert_non_null(strstr(out, "subjects: 21 rows"));
	assert_non_null(strstr(out, "8 refused"));
	assert_int_equal(count_of(&c, "select count(*) as n from xz.register_code where " MINE), 12);
	assert_int_equal(count_of(&c,
	    "select count(*) as n from xz.register_code where fault = 'checksum' and " MINE), 1);
	assert_int_equal(count_of(&c,
	    "select count(*) as n from xz.register_search where code = '' and name = '衡阳无代码经营部'"), 1);
	assert_int_equal(count_of(&c,
	    "select count(*) as n from xz.register_subject s join xz.register_code k on k.subject_id = s.id"
	    " where s.kind = 'individual' and k." MINE), 2);
	f = fopen(arena_printf(c.a, "%s/rejects.csv", c.folder), "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		static const char *const reasons[] = { ",duplicate,", ",name,", ",date,", ",columns,", ",long,",
		    ",utf8,", ",quote,", NULL };
		int i;

		for (i = 0; reasons[i] != NULL; i++)
			if (strstr(line, reasons[i]) != NULL)
				seen |= 1 << i;
	}
	(void)fclose(f);
	assert_int_equal(seen, 127);
	cli_close(&c);
}

static void
test_again_and_changed(void **state)
{
	struct cli c;
	char *out;
	int code;

	(void)state;
	if (!cli_open(&c))
		return;
	(void)cli_run(&c, "import subjects " FIXTURE, &code);
	out = cli_run(&c, "import subjects " FIXTURE, &code);
	assert_int_equal(code, 1);
	assert_non_null(strstr(out, " 0 added, 0 changed, 13 unchanged"));
	out = cli_run(&c, "import subjects tests/db/data/subjects_changed.csv", &code);
	assert_non_null(strstr(out, " 0 added, 2 changed, 11 unchanged"));
	assert_int_equal(count_of(&c, "select count(*) as n from xz.register_code where " MINE), 12);
	assert_int_equal(count_of(&c,
	    "select count(*) as n from xz.register_name n join xz.register_name o on o.subject_id = n.subject_id"
	    " where n.name = '衡阳云集新食品有限公司' and n.valid_to is null and o.name = '衡阳云集食品有限公司'"
	    " and o.valid_to is not null"), 1);
	assert_int_equal(count_of(&c,
	    "select count(*) as n from xz.register_search where folded like '%云集新食品%'"), 1);
	assert_int_equal(count_of(&c,
	    "select count(*) as n from xz.register_address where address = '湖南省衡阳市蒸阳路2号'"
	    " and valid_to is null"), 1);
	out = cli_run(&c, "import subjects " FIXTURE, &code);
	assert_non_null(strstr(out, " 0 added, 2 changed"));
	cli_close(&c);
}

static void
test_wrong_file(void **state)
{
	struct cli c;
	int code;

	(void)state;
	if (!cli_open(&c))
		return;
	(void)cli_run(&c, "import subjects /nowhere.csv", &code);
	assert_int_equal(code, 2);
	(void)cli_run(&c, "import subjects tests/db/data/laws.csv", &code);	/* columns are missing */
	assert_int_equal(code, 2);
	(void)cli_run(&c, "import nothing " FIXTURE, &code);
	assert_int_equal(code, 2);
	cli_close(&c);
}

/* 30 000 rows in several batches. */
static const char *
large(struct cli *c)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	const char *path = arena_printf(c->a, "%s/large.csv", c->folder);
	FILE *f = fopen(path, "w");
	int i;

	assert_non_null(f);
	(void)fputs("name,uscc,reg_date,ent_type,capital,business_scope,city,address\n", f);
	for (i = 0; i < 30000; i++)
		(void)fprintf(f, "衡阳杀不死%d号商行,91430499DEMK%c%04d0,2020-01-01,,,,衡阳,某路%d号\n", i,
		    alphabet[i / 10000], i % 10000, i);
	assert_int_equal(fclose(f), 0);
	return path;
}

static void
complete(struct cli *c)
{
	assert_int_equal(count_of(c,
	    "select count(*) as n from xz.register_subject s where s.origin = 'import' and (not exists"
	    " (select from xz.register_name n where n.subject_id = s.id and n.valid_to is null) or not exists"
	    " (select from xz.register_search f where f.subject_id = s.id))"), 0);
	assert_int_equal(count_of(c,
	    "select count(*) as n from xz.register_code k where k.code like '91430499DEMK%' and not exists"
	    " (select from xz.register_address d where d.subject_id = k.subject_id)"), 0);
}

static void
test_killed(void **state)
{
	struct cli c;
	const char *path, *conf;
	char *out;
	int i, code;
	pid_t pid;

	(void)state;
	if (!cli_open(&c))
		return;
	path = large(&c);
	conf = arena_printf(c.a, "%s/admin.conf", c.folder);
	for (i = 0; i < 4; i++) {
		pid = fork();
		assert_true(pid >= 0);
		if (pid == 0) {
			if (freopen("/dev/null", "w", stdout) == NULL || freopen("/dev/null", "w", stderr) == NULL)
				_exit(126);
			(void)execl(c.program, "xiezhi", "--conf", conf, "import", "subjects", path, (char *)NULL);
			_exit(127);
		}
		(void)usleep(150000 + 350000 * (useconds_t)i);
		(void)kill(pid, SIGKILL);
		(void)waitpid(pid, &code, 0);
		/* its backend may still be at work on what it was sent */
		for (code = 0; code < 300 && count_of(&c,
		    "select count(*) as n from pg_stat_activity where datname = current_database()"
		    " and application_name = 'xiezhi' and state <> 'idle' and pid <> pg_backend_pid()") > 0; code++)
			(void)usleep(100000);
		complete(&c);
	}
	out = cli_run(&c, arena_printf(c.a, "import subjects %s", path), &code);
	assert_int_equal(code, 0);
	assert_non_null(strstr(out, "30000 rows"));
	complete(&c);
	assert_int_equal(count_of(&c,
	    "select count(*) as n from xz.register_code where code like '91430499DEMK%'"), 30000);
	cli_close(&c);
}

static void
test_real(void **state)
{
	struct cli c;
	char *out;
	int code;

	(void)state;
	if (!cli_open(&c))
		return;
	if (access(REAL, R_OK) != 0) {
		print_message("# SKIP: no %s\n", REAL);
		cli_close(&c);
		return;
	}
	out = cli_run(&c, "import subjects " REAL, &code);
	assert_int_equal(code, 0);
	assert_non_null(strstr(out, "26454 rows"));
	out = cli_run(&c, "import subjects " REAL, &code);
	assert_non_null(strstr(out, " 0 added, 0 changed, 26454 unchanged"));
	cli_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fixture),
		cmocka_unit_test(test_again_and_changed),
		cmocka_unit_test(test_wrong_file),
		cmocka_unit_test(test_killed),
		cmocka_unit_test(test_real),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
