/* test_register_code.c - credit codes and citizen numbers: published examples, each fault
 * in its order, and the real register when it is there.  Numbers of people use
 * the unassigned division 430499 or are examples of the standard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/register/code.h"

#define REGISTER "../shared/data/companies_hunan.csv.gz"

struct row {
	const char *value;
	enum code_fault fault;
};

static void
test_code_uscc(void **state)
{
	static const struct row v[] = {
		{ "91440300MA50000050", CODE_OK },	/* remainder 0 */
		{ "91430400MA243PAP80", CODE_OK }, { "91430400MAGAL7KRR0", CODE_OK },
		{ "91430400MA5MT75NDY", CODE_OK },	/* the last of the alphabet */
		{ "A11100007LLJY1JJCX", CODE_OK }, { "N2430499JXEB97R5N7", CODE_OK },
		{ "Y1110000D5QA4XFD1B", CODE_OK }, { "11659003P7CCXUF25T", CODE_OK },
		{ "Y1100000HJRWTAANB1", CODE_OK }, { "931000004DHBKJAY4B", CODE_OK },	/* 100000 */
		{ "934304997M70FTJ581", CODE_OK },	/* a division nobody has, in Hunan */
		{ "918200002DD272HD1E", CODE_OK },
		{ "", CODE_LENGTH }, { "9", CODE_LENGTH }, { "91440300MA5000005", CODE_LENGTH },
		{ "91440300MA500000500", CODE_LENGTH }, { " 91440300MA50000050", CODE_LENGTH },
		{ "91440300ma50000050", CODE_ALPHABET }, { "91440300MA5000005O", CODE_ALPHABET },
		{ "I1440300MA50000050", CODE_ALPHABET }, { "91440300SA50000050", CODE_ALPHABET },
		{ "91440300VA50000050", CODE_ALPHABET }, { "91440300ZA50000050", CODE_ALPHABET },
		{ "91440300MA500000 0", CODE_ALPHABET }, { "91440300MA5000005\r", CODE_ALPHABET },
		{ "９1440300MA50000050", CODE_ALPHABET },	/* full width: one character */
		{ "\xff" "1440300MA50000050", CODE_ALPHABET },
		{ "\xe4\xb8" "440300MA50000050", CODE_ALPHABET },	/* half a character: two faults of one byte */
		{ "中中中中中中中中中中中中中中中中中中", CODE_ALPHABET },
		{ "9144030AMA50000050", CODE_DIVISION }, { "91160300MA50000050", CODE_DIVISION },
		{ "91000000MA50000050", CODE_DIVISION }, { "91100001MA50000050", CODE_DIVISION },
		{ "91990000MA50000050", CODE_DIVISION }, { "91830000MA50000050", CODE_DIVISION },
		{ "91440300MA50000051", CODE_CHECKSUM }, { "91440300MA5000005Y", CODE_CHECKSUM },
		{ "91350211M0000XUF46", CODE_CHECKSUM },	/* really registered */
		{ "000000000000000000", CODE_DIVISION },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(v) / sizeof(*v); i++)
		if (code_uscc(v[i].value) != v[i].fault)
			fail_msg("%s: %s", v[i].value, code_fault_name(code_uscc(v[i].value)));
}

static void
test_code_citizen_id(void **state)
{
	static const struct row v[] = {
		{ "11010519491231002X", CODE_OK }, { "440524188001010014", CODE_OK },	/* GB 11643 */
		/* one for each check character */
		{ "430499198501065671", CODE_OK }, { "430499198509055240", CODE_OK },
		{ "43049919810801347X", CODE_OK }, { "430499198205068229", CODE_OK },
		{ "430499198903018448", CODE_OK }, { "430499198606028607", CODE_OK },
		{ "430499198101056506", CODE_OK }, { "430499198507018315", CODE_OK },
		{ "430499198009031744", CODE_OK }, { "430499198003014353", CODE_OK },
		{ "430499198704022292", CODE_OK },
		{ "430499200002290014", CODE_OK },	/* leap day */
		{ "430499202611210015", CODE_OK },	/* born today */
		{ "710000199001011237", CODE_OK }, { "810000199707010010", CODE_OK },
		{ "", CODE_LENGTH }, { "110105491231002", CODE_LENGTH },	/* the old 15 */
		{ "11010519491231002", CODE_LENGTH }, { "11010519491231002XX", CODE_LENGTH },
		{ "11010519491231002x", CODE_ALPHABET }, { "X1010519491231002X", CODE_ALPHABET },
		{ "1101051949123100X1", CODE_ALPHABET }, { "11010519491231002A", CODE_ALPHABET },
		{ "11010519491231002Ｘ", CODE_ALPHABET }, { "11010519491231-02X", CODE_ALPHABET },
		{ "160105194912310021", CODE_DIVISION }, { "100000199001010011", CODE_DIVISION },
		{ "000000199001010018", CODE_DIVISION }, { "990105194912310021", CODE_DIVISION },
		{ "430499199002300011", CODE_DATE }, { "430499190002290018", CODE_DATE },	/* no leap year */
		{ "430499200013010014", CODE_DATE }, { "430499200001000011", CODE_DATE },
		{ "430499199004310011", CODE_DATE }, { "430499000001010011", CODE_DATE },
		{ "430499179912310010", CODE_DATE }, { "430499202611220010", CODE_DATE },	/* tomorrow */
		{ "430499999912310010", CODE_DATE },
		{ "110105194912310021", CODE_CHECKSUM }, { "430499198501065672", CODE_CHECKSUM },
		{ "43049919850106567X", CODE_CHECKSUM },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(v) / sizeof(*v); i++)
		if (code_citizen_id(v[i].value, day_of(2026, 11, 21)) != v[i].fault)
			fail_msg("%s: %s", v[i].value,
			    code_fault_name(code_citizen_id(v[i].value, day_of(2026, 11, 21))));
}

/* One wrong character, or two neighbours changed over, is always found. */
static void
test_code_finds_slips(void **state)
{
	static const char good[] = "N2430499JXEB97R5N7", alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	static const char citizen[] = "43049919810801347X";
	int32_t today = day_of(2026, 11, 21);
	char s[19];
	size_t i, j;

	(void)state;
	for (i = 0; i < 18; i++) {
		for (j = 0; j < 31; j++) {
			memcpy(s, good, sizeof(s));
			s[i] = alphabet[j];
			assert_int_equal(code_uscc(s) == CODE_OK, strcmp(s, good) == 0);
			memcpy(s, citizen, sizeof(s));
			s[i] = alphabet[j];
			assert_int_equal(code_citizen_id(s, today) == CODE_OK, strcmp(s, citizen) == 0);
		}
	}
	for (i = 0; i + 1 < 18; i++) {
		memcpy(s, good, sizeof(s));
		s[i] = good[i + 1];
		s[i + 1] = good[i];
		assert_int_equal(code_uscc(s) == CODE_OK, strcmp(s, good) == 0);
	}
}

static void
test_code_provinces(void **state)
{
	static const char known[] = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54"
	    " 61 62 63 64 65 71 81 82 83 ";
	char s[] = "000000199001010010", two[4];
	unsigned p;

	(void)state;
	for (p = 0; p < 100; p++) {
		(void)snprintf(two, sizeof(two), "%02u ", p % 100);
		memcpy(s, two, 2);
		assert_int_equal(code_citizen_id(s, 20000) == CODE_DIVISION, strstr(known, two) == NULL);
	}
}

/* The register says of each code whether it passes. */
static void
test_code_real_register(void **state)
{
	static const char *const columns[] = { "uscc", "uscc_valid", NULL };
	struct arena *a = arena_new("test");
	struct csv *c;
	size_t at[2], n = 0;

	(void)state;
	if (access(REGISTER, R_OK) != 0) {
		print_message("# SKIP: no " REGISTER "\n");
		arena_free(a);
		return;
	}
	assert_int_equal(csv_open(a, REGISTER, &c), OK);
	assert_int_equal(csv_header(c, columns, at), OK);
	while (csv_next(c) == CSV_ROW) {
		n++;
		assert_int_equal(code_uscc(csv_field(c, at[0])) == CODE_OK, *csv_field(c, at[1]) == '1');
	}
	assert_true(n > 10000);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_code_uscc),
		cmocka_unit_test(test_code_citizen_id),
		cmocka_unit_test(test_code_finds_slips),
		cmocka_unit_test(test_code_provinces),
		cmocka_unit_test(test_code_real_register),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
