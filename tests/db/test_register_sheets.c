/* test_register_sheets.c - xiezhi import subjects reads what people and spreadsheets make of a register, and refuses
 * what is nobody's identity. */
#include "tests/db/cli.h"

#define HEAD "name,uscc,uscc_valid,reg_date,ent_type,capital,business_scope,city,address\n"

/* The file is imported; what was said, and its exit code. */
static char *
import(struct cli *c, const char *bytes, size_t n, int *code)
{
	FILE *f = fopen(arena_printf(c->a, "%s/sheet.csv", c->folder), "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
	return cli_run(c, arena_printf(c->a, "import subjects %s/sheet.csv --rejects %s/rejects.csv", c->folder,
	    c->folder), code);
}

static char *
import_text(struct cli *c, const char *text, int *code)
{
	return import(c, text, strlen(text), code);
}

static bool
refused_for(struct cli *c, int line, const char *reason)
{
	char text[4096] = "";
	const char *want = arena_printf(c->a, "\n%d,%s,", line, reason);
	FILE *f = fopen(arena_printf(c->a, "%s/rejects.csv", c->folder), "r");
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	(void)fclose(f);
	return strstr(text, want) != NULL;
}

static int64_t
known(struct cli *c, const char *code, const char *name)
{
	return count_of(c, arena_printf(c->a, "select count(*) as n from xz.register_search where code = '%s'"
	    " and name = '%s'", code, name));
}

/* Whichever way it was saved, the firm is the same. */
static void
test_saved(void **state)
{
	static const char gbk[] = "\xc3\xfb\xb3\xc6,uscc,reg_date,ent_type,capital,business_scope,city,address\n"
	    "\xba\xe2\xd1\xf4\xcb\xde\xb4\xe6\xca\xb3\xc6\xb7\xb5\xea,91430499DEMS00001K,2019-03-05,,,,,\n";
	static const char *const text[] = {
		HEAD "衡阳宿存食品店,91430499DEMS00001K,1,2019-03-05,,,,,\n",
		"企业名称,统一社会信用代码,成立日期,企业类型,注册资本,经营范围,城市,住所\r\n"
		    "衡阳宿存食品店,91430499DEMS00001K,2019年3月5日,,,,,\r\n",
		"sep=;\r\nname;uscc;reg_date;ent_type;capital;business_scope;city;address\r\n"
		    "衡阳宿存食品店;91430499DEMS00001K;2019/3/5;;;;;\r\n",
		"name\tuscc\treg_date\tent_type\tcapital\tbusiness_scope\tcity\taddress\n"
		    "衡阳宿存食品店\t91430499dems00001k\t20190305\t\t\t\t\t\n",
		"name,uscc,reg_date,ent_type,capital,business_scope,city,address\r"
		    "衡阳宿存食品店,'91430499DEMS00001K,２０１９-03-05,,,,,\r",
		HEAD "衡阳宿存食品店,\"=\"\"91430499DEMS00001K\"\"\",1,2019-03-05 00:00:00,,,,,,\n",
		HEAD "衡阳宿存食品店,９１４３０４９９ＤＥＭＳ００００１Ｋ,1,2019.3.5,,,,,\n",
		HEAD "衡阳宿\u200b存食品店\u00a0,91430499 DEMS00001K\u00a0,1,,,,,,\n",
	};
	char wide[4096];
	const char *p;
	struct cli c;
	size_t i, n = 0;
	unsigned cp;
	int code;

	(void)state;
	if (!cli_open(&c))
		return;
	for (i = 0; i < sizeof(text) / sizeof(*text); i++) {
		char *out = import_text(&c, text[i], &code);

		if (code != 0 || strstr(out, i == 0 ? " 1 added" : " 1 unchanged") == NULL)
			fail_msg("%zu: %s", i, out);
	}
	assert_non_null(strstr(import(&c, gbk, sizeof(gbk) - 1, &code), " 1 unchanged"));
	wide[n++] = '\xff';
	wide[n++] = '\xfe';
	for (p = text[0]; (cp = str_utf8_next(&p)) != 0; n += 2) {
		wide[n] = (char)(cp & 0xff);
		wide[n + 1] = (char)(cp >> 8);
	}
	assert_non_null(strstr(import(&c, wide, n, &code), " 1 unchanged"));
	assert_int_equal(known(&c, "91430499DEMS00001K", "衡阳宿存食品店"), 1);
	cli_close(&c);
}

static void
test_nobody(void **state)
{
	struct cli c;
	char *out;
	int code;

	(void)state;
	if (!cli_open(&c))
		return;
	out = import_text(&c, HEAD
	    "衡阳科学计数一店,9.14304E+17,1,,,,,,\n"		/* 2 */
	    "衡阳科学计数二店,9.14304E+17,1,,,,,,\n"
	    "衡阳短码店,91430499,1,,,,,,\n"
	    "虚构个体店,43040519900312109X,1,,,,,,\n"
	    "衡阳响铃\a店,91430499DEMS00002N,1,,,,,,\n"
	    "衡阳反向\u202e店,91430499DEMS00003R,1,,,,,,\n"
	    "衡阳私用\ue000店,91430499DEMS00004U,1,,,,,,\n"	/* by a font of the register's own */
	    "\"衡阳换\n行店\",91430499DEMS00005X,1,,,,,,\n"	/* 9, two lines */
	    "\u200b\u3164,91430499DEMS000061,1,,,,,,\n"
	    "衡阳日数店,91430499DEMS000074,1,43529,,,,,\n"
	    "衡阳末日店,91430499DEMS000087,1,9999-12-31,,,,,\n"
	    "=HYPERLINK(1),91430499DEMS00009A,1,,,,,,\n"	/* text, as is what follows */
	    "-2+3 公司,91430499DEMS00010G,1,,,,,,\n"
	    "旧号店,430400000012345,1,,,,,,\n", &code);
	assert_int_equal(code, 1);
	if (strstr(out, " 4 added") == NULL || strstr(out, " 10 refused") == NULL)
		fail_msg("%s", out);
	assert_true(refused_for(&c, 2, "code_lost") && refused_for(&c, 3, "code_lost"));
	assert_true(refused_for(&c, 4, "code_length") && refused_for(&c, 5, "code_person"));
	assert_true(refused_for(&c, 6, "control") && refused_for(&c, 7, "hidden"));
	assert_int_equal(known(&c, "91430499DEMS00004U", "衡阳私用\u3013店"), 1);
	assert_true(refused_for(&c, 9, "line") && refused_for(&c, 11, "name"));
	assert_true(refused_for(&c, 12, "date") && refused_for(&c, 13, "date"));
	cli_close(&c);
}

/* Without a code, name and address are what is known; one of them alone is not. */
static void
test_without_a_code(void **state)
{
	struct cli c;
	int code;

	(void)state;
	if (!cli_open(&c))
		return;
	assert_non_null(strstr(import_text(&c, HEAD "衡阳同名小店,,1,,,,,,甲路1号\n"
	    "衡阳同名小店,,1,,,,,,乙路2号\n", &code),
	    " 2 added"));
	assert_non_null(strstr(import_text(&c, HEAD "衡阳同名小店,,1,,,,,,甲路1号\n"
	    "衡阳同名小店,,1,,,9万元,,,乙路2号\n", &code),
	    " 0 added, 1 changed, 1 unchanged, 0 refused"));
	assert_non_null(strstr(import_text(&c, HEAD "衡阳同名小店,,1,,,,,,\n衡阳同名小店,,1,,,,,,丙路3号\n", &code),
	    " 0 added, 0 changed, 0 unchanged, 2 refused"));
	assert_true(refused_for(&c, 2, "unclear") && refused_for(&c, 3, "unclear"));
	assert_int_equal(count_of(&c, "select count(*) as n from xz.register_search where name = '衡阳同名小店'"), 2);
	cli_close(&c);
}

/* A registered code off the standard is flagged, and known by every list that names it. */
static void
test_off_the_standard(void **state)
{
	struct cli c;
	FILE *f;
	int code;

	(void)state;
	if (!cli_open(&c))
		return;
	(void)import_text(&c, HEAD "厦门虚构甲店,91350203M0001BUG19,1,,,,,,\n", &code);
	assert_int_equal(code, 0);
	assert_int_equal(count_of(&c, "select count(*) as n from xz.register_code where fault = 'checksum'"
	    " and code = '91350203M0001BUG19'"), 1);
	f = fopen(arena_printf(c.a, "%s/classes.csv", c.folder), "w");
	assert_non_null(f);
	(void)fputs("uscc,class,source,valid_from\n91350203m0001bug19,A,虚构来源,2026/1/1\n", f);
	assert_int_equal(fclose(f), 0);
	assert_non_null(strstr(cli_run(&c, arena_printf(c.a, "import classes %s/classes.csv", c.folder), &code),
	    " 1 added"));
	cli_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_saved),
		cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_without_a_code),
		cmocka_unit_test(test_off_the_standard),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
