/* test_secrecy.c - what is a mark of secrecy and what only talks of secrets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/base/secrecy.h"

static void
test_marked(void **state)
{
	static const char *const marked[] = {
	    "绝密★30年", "机密★", "秘密★解密时间 2030 年", "秘 密 ★ 5年", "机　密★", "第一行\n机密\n第三行",
	    "秘密", "【机密】关于检查的报告", "关于检查的报告（秘密）", "密级：机密", "密级 绝密",
	    "机密文件.pdf", "绝密-名单.xlsx", "名单_机密.docx", "机密级资料", "(秘密)通知.doc", "材料 机密☆" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(marked) / sizeof(*marked); i++)
		if (!secrecy_marked(marked[i]))
			fail_msg("not seen: %s", marked[i]);
}

static void
test_talk(void **state)
{
	static const char *const talk[] = {
	    "", "侵犯商业秘密", "有机密封圈三十个", "洗衣机密封条", "隔绝密封不严", "泄露国家秘密的线索",
	    "绝密、机密、秘密三级", "为举报人保守秘密。", "通信秘密受保护", "★★★★★ 好评", "发动机密封件",
	    "保密协议", "秘密拍摄的录像", "杜绝密集存放" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(talk) / sizeof(*talk); i++)
		if (secrecy_marked(talk[i]))
			fail_msg("taken for a mark: %s", talk[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_marked), cmocka_unit_test(test_talk) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
