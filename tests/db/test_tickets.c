/* test_tickets.c - xiezhi import tickets: taken in once, what does not parse parked, GB 18030, killed and run again.
 * XZ_TEST_DB: an empty store of its own. */
#include "tests/db/crew.h"

#include <signal.h>
#include <sys/stat.h>

#include "lib/sec/keys.h"
#include "lib/source/source.h"

#define HEAD "工单编号,诉求类型,承办单位,被反映对象,地点,诉求内容,来电人,联系电话,联系地址,受理时间\n"

static struct cli c;
static struct crew of_crew;

static FILE *
begin_file(const char *name)
{
	FILE *f = fopen(arena_printf(c.a, "%s/%s", c.folder, name), "w");

	assert_non_null(f);
	return f;
}

static void
write_file(const char *name, const char *text)
{
	FILE *f = begin_file(name);

	(void)fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void
import(const char *name, int want, const char *summary)
{
	int rc;
	char *out = cli_run(&c, arena_printf(c.a, "import tickets %s/%s --rejects %s/r.csv", c.folder, name, c.folder),
	    &rc);

	if (strstr(out, summary) == NULL)
		fail_msg("%s, not %s", out, summary);
	assert_int_equal(rc, want);
}

#define COUNT(sql) count_of(&c, "select count(*) as n from " sql)

static void
test_file(void **state)
{
	(void)state;
	write_file("one.csv", HEAD
	    "T1,举报,,湘江小食店,蒸湘区红湘路12号,\"后厨用过期原料，\n冰柜里有冻肉\",欧阳晓雯,13907340000,,"
	    "2026-05-06 10:00\n"
	    "T2,咨询,试验局,,,小餐饮许可怎么办理？,,,,2026/5/6\n"
	    "T3,complaint,t-agency,演示家电,雁峰区,热水器漏电要求退货,赵某,13907340001,雁峰区,2026-05-06T11:00\n");
	import("one.csv", 0, "3 rows: 3 added, 0 changed, 0 unchanged, 0 refused");
	import("one.csv", 0, "3 rows: 0 added, 0 changed, 3 unchanged, 0 refused");
	assert_int_equal(COUNT("xz.source_request q join xz.source_message m on m.id = q.message_id"
	    " where m.channel = 'link:hotline-12345' and q.received_at < q.arrived_at"), 3);
	assert_int_equal(COUNT("xz.source_request where sort = 'report' and named"
	    " and received_at = '2026-05-06T10:00:00+08:00'"), 1);
	assert_int_equal(COUNT("xz.people_task where kind = 'request_sort' and done_at is null"), 3);
	assert_int_equal(COUNT("xz.source_mark"), 3);
	/* of who sent it, and what, nothing is readable */
	assert_int_equal(COUNT("(select q::text as t from xz.source_request q union all select m::text from"
	    " xz.source_message m union all select k::text from xz.people_task k union all"
	    " select encode(s.sealed, 'escape') from xz.source_sealed s) x where t ~ '欧阳|13907340000|冻肉|湘江'"), 0);
}

static void
test_bad(void **state)
{
	(void)state;
	write_file("bad.csv", HEAD
	    "T1,举报,,湘江小食店,红湘路,别的内容别的内容,,,,2026-05-06\n"
	    "T4,不知道,,,,内容内容,,,,2026-05-06\n"
	    "T5,举报,没有这个局,,,内容内容,,,,2026-05-06\n"
	    "T6,举报,,,,,,,,2026-05-06\n"
	    "T7,投诉,,,,没有姓名的投诉,,,,2026-05-06\n"
	    "T8,举报,,,,时间不对,,,,昨天\n"
	    ",举报,,,,没有编号,,,,2026-05-06\n"
	    "T9,举报,,,,列数不对,,\n"
	    "T10,举报,,,,同号两行,,,,2026-05-06\n"
	    "T10,举报,,,,同号两行,,,,2026-05-06\n"
	    "T10,举报,,,,同号另文,,,,2026-05-06\n"
	    "T11,举报,,,,\"引号没有结束,,,,2026-05-06\n");
	import("bad.csv", 1, "12 rows: 1 added, 0 changed, 1 unchanged, 10 refused");
	assert_int_equal(system(arena_printf(c.a, "for w in number_known sort agency content complaint time number"
	    " columns quote; do grep -q \",$w,\" %s/r.csv || exit 1; done", c.folder)), 0);
	assert_int_equal(COUNT("xz.exchange_inbox where link = 'hotline-12345' and state = 'parked'"
	    " and route = 'tickets'"), 8);
	assert_int_equal(COUNT("xz.exchange_inbox where position('内容'::bytea in raw) > 0"), 0);
	import("bad.csv", 1, "12 rows: 0 added, 0 changed, 2 unchanged, 10 refused");
	assert_int_equal(COUNT("xz.exchange_inbox where state = 'parked' and route = 'tickets'"), 8);
}

static void
test_gbk(void **state)
{
	(void)state;
	write_file("utf8.csv", HEAD "G1,求助,,,,楼上漏水，物业不管。,,,,2026-05-06\n");
	assert_int_equal(system(arena_printf(c.a, "iconv -f UTF-8 -t GB18030 %s/utf8.csv > %s/gb.csv", c.folder,
	    c.folder)), 0);
	import("gb.csv", 0, "1 rows: 1 added, 0 changed, 0 unchanged, 0 refused");
	import("utf8.csv", 0, "1 rows: 0 added, 0 changed, 1 unchanged, 0 refused");
}

/* Killed on its way, and run again: what it would have come to at once. */
static void
test_killed(void **state)
{
	FILE *f = begin_file("many.csv");
	const int rows = 2300;
	int64_t before, made = 0;
	int i, status, killed = 0;

	(void)state;
	(void)fputs(HEAD, f);
	for (i = 0; i < rows; i++)
		(void)fprintf(f, "K%d,举报,,演示店%d,蒸湘区红湘路%d号,第%d件：店里卖过期食品，请来看看。,,,,"
		    "2026-05-06\n", i, i % 97, i, i);
	assert_int_equal(fclose(f), 0);
	before = COUNT("xz.source_message");
	for (i = 0; i < 6; i++) {
		pid_t p = fork();

		assert_true(p >= 0);
		if (p == 0) {
			if (freopen("/dev/null", "w", stdout) == NULL)
				_exit(126);
			(void)execl(c.program, c.program, "--app", ".", "--conf", arena_printf(c.a, "%s/admin.conf",
			    c.folder), "import", "tickets", arena_printf(c.a, "%s/many.csv", c.folder), (char *)NULL);
			_exit(127);
		}
		(void)usleep(150000U * (unsigned)(i + 1));
		assert_true(p > 1);
		(void)kill(p, SIGKILL);
		assert_int_equal(waitpid(p, &status, 0), p);
		killed += WIFSIGNALED(status) ? 1 : 0;
		made = COUNT("xz.source_message") - before;
		assert_true(made % 500 == 0 || made == rows);
	}
	assert_true(killed > 0);
	import("many.csv", 0, arena_printf(c.a, "%d rows: %lld added", rows, (long long)(rows - made)));
	assert_int_equal(COUNT("xz.source_message") - before, rows);
	assert_int_equal(COUNT("xz.source_message m where m.sender_number like 'K%' and (select count(*) from"
	    " xz.source_request q where q.message_id = m.id) = 1 and exists (select from xz.source_sealed s where"
	    " s.message_id = m.id) and exists (select from xz.source_mark k where k.message_id = m.id)"), rows);
	assert_int_equal(COUNT("xz.people_task t join xz.source_request q on q.ref = t.subject_ref"
	    " join xz.source_message m on m.id = q.message_id where m.sender_number like 'K%'"), rows);
	assert_int_equal(count_of(&c, "select n from xz.source_gram where mark = 0"), COUNT("xz.source_mark"));
}

/* An agency with an intake, the intake's key, the link. */
static int
begin(void **state)
{
	struct program_keys keys;

	(void)state;
	if (!cli_open(&c))
		return -1;
	assert_int_equal(mkdir(arena_printf(c.a, "%s/keys", c.folder), 0700), 0);
	ok(program_keys_make(c.a, arena_printf(c.a, "%s/keys", c.folder)));
	ok(program_keys_need(c.a, "xiezhi migrate", arena_printf(c.a, "%s/keys", c.folder), &keys));
	ok(source_key_tell(c.a, c.db, &keys));
	of_crew = crew(c.a, c.db);
	return of_crew.agency > 0 ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_file), cmocka_unit_test(test_bad),
	    cmocka_unit_test(test_gbk), cmocka_unit_test(test_killed) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	if (getenv("XZ_TEST_DB") == NULL) {
		print_message("1..0 # SKIP XZ_TEST_DB is not set\n");
		return 0;
	}
	return cmocka_run_group_tests(tests, begin, NULL);
}
