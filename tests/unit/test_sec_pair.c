/* test_sec_pair.c - digests whose state is kept: known answers, those of the library for every length around blocks,
 * put away and taken up again anywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/str.h"
#include "lib/sec/pair.h"
#include "lib/sec/sec.h"

/* GB/T 32905-2016, appendix A; FIPS 180-4. */
static void
test_known_answers(void **state)
{
	unsigned char sha[32], three[32];
	struct pair p;
	char hex[65];

	(void)state;
	pair_begin(&p);
	pair_end(&p, "abc", 3, sha, three);
	str_hex(three, 32, hex);
	assert_string_equal(hex, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
	str_hex(sha, 32, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	pair_add(&p, "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd", 64);
	pair_end(&p, "", 0, sha, three);
	str_hex(three, 32, hex);
	assert_string_equal(hex, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

static void
test_as_the_library_says(void **state)
{
	unsigned char bytes[4096], sha[32], three[32], want[32], kept[PAIR_SIZE];
	struct pair p, q;
	size_t n, at;

	(void)state;
	random_bytes(bytes, sizeof(bytes));
	for (n = 0; n <= 1100; n++)
		for (at = 0; at <= n; at += n < 300 ? PAIR_BLOCK : 5 * PAIR_BLOCK) {
			pair_begin(&p);
			pair_add(&p, bytes, at);
			pair_pack(&p, kept);
			memset(&q, 0xff, sizeof(q));
			pair_unpack(kept, &q);
			pair_end(&q, bytes + at, n - at, sha, three);
			sha256(bytes, n, want);
			assert_memory_equal(sha, want, 32);
			sm3(bytes, n, want);
			assert_memory_equal(three, want, 32);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_answers),
		cmocka_unit_test(test_as_the_library_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
