/* code.c - see code.h. */
#include "lib/register/code.h"

#include <stdbool.h>
#include <string.h>

#include "lib/base/day.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"

#define LENGTH 18
#define LENGTH_BEFORE 15	/* registration numbers of firms before 2015 */
#define YEAR_LEAST 1800		/* the standard's own example is of 1880 */

/* Without I O S V Z, which look like digits or each other. */
static const char uscc_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
static const char citizen_check[] = "10X98765432";

static bool
length_ok(const char *value)
{
	size_t n = 0;

	while (n <= LENGTH && str_utf8_next(&value) != 0)
		n++;
	return n == LENGTH;
}

/* True when the first n bytes are all of the alphabet; a character of several
 * bytes never is, so that afterwards bytes are characters. */
static bool
alphabet_ok(const char *value, size_t n, const char *alphabet)
{
	return strspn(value, alphabet) >= n;
}

static bool
digits_ok(const char *value, size_t n)
{
	return alphabet_ok(value, n, "0123456789");
}

/* The provinces of GB/T 2260; divisions below them come and go. */
static bool
province_ok(const char *division)
{
	static const char known[] = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 "
	    "50 51 52 53 54 61 62 63 64 65 71 81 82";
	size_t i;

	for (i = 0; i < sizeof(known) - 1; i += 3)
		if (memcmp(known + i, division, 2) == 0)
			return true;
	return false;
}

/* Residents from Taiwan have 830000, which is no division; a foreigner's card has a country behind the province. */
static bool
home_ok(const char *value)
{
	if (memcmp(value, "830000", 6) == 0)
		return true;
	return value[0] == '9' ? province_ok(value + 1) && memcmp(value + 3, "000", 3) != 0 : province_ok(value);
}

static int
number(const char *digits, int n)
{
	int v = 0;

	for (; n > 0; n--)
		v = v * 10 + (*digits++ - '0');
	return v;
}

static bool
date_ok(const char *yyyymmdd, int32_t today)
{
	int y = number(yyyymmdd, 4), m = number(yyyymmdd + 4, 2), d = number(yyyymmdd + 6, 2);
	int y2, m2, d2;
	int32_t day;

	if (y < YEAR_LEAST || m < 1 || m > 12 || d < 1 || d > 31)
		return false;
	day = day_of(y, m, d);
	day_parts(day, &y2, &m2, &d2);
	return y2 == y && m2 == m && d2 == d && day <= today;
}

/* Weights 3^(i-1) mod 31.  A remainder of 0 makes the check '0', the 31st
 * character of nothing: hence the second mod. */
static char
uscc_check(const char *value)
{
	unsigned sum = 0, weight = 1;
	int i;

	for (i = 0; i < LENGTH - 1; i++) {
		sum += (unsigned)(strchr(uscc_alphabet, value[i]) - uscc_alphabet) * weight;
		weight = weight * 3 % 31;
	}
	return uscc_alphabet[(31 - sum % 31) % 31];
}

enum code_fault
code_uscc(const char *value)
{
	const char *division;

	if (!length_ok(value))
		return CODE_LENGTH;
	if (!alphabet_ok(value, LENGTH, uscc_alphabet))
		return CODE_ALPHABET;
	division = value + 2;
	if (!digits_ok(division, 6) ||
	    (!province_ok(division) && memcmp(division, "100000", 6) != 0))
		return CODE_DIVISION;
	return value[LENGTH - 1] == uscc_check(value) ? CODE_OK : CODE_CHECKSUM;
}

enum code_fault
code_citizen_id(const char *value, int32_t today)
{
	static const unsigned weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	unsigned sum = 0;
	int i;

	if (!length_ok(value))
		return CODE_LENGTH;
	if (!digits_ok(value, LENGTH - 1) || !alphabet_ok(value + LENGTH - 1, 1, "0123456789X"))
		return CODE_ALPHABET;
	if (!home_ok(value))
		return CODE_DIVISION;
	if (!date_ok(value + 6, today))
		return CODE_DATE;
	for (i = 0; i < LENGTH - 1; i++)
		sum += (unsigned)(value[i] - '0') * weight[i];
	return value[LENGTH - 1] == citizen_check[sum % 11] ? CODE_OK : CODE_CHECKSUM;
}

/* Numbers of organisations begin with 1 to 9 too: what is right by both standards is a person's, unless it begins as a
 * firm's does. */
static bool
is_person(const char *code, int32_t today)
{
	return code_citizen_id(code, today) == CODE_OK && (*code != '9' || code_uscc(code) != CODE_OK);
}

const char *
code_refused(const char *code, int32_t today)
{
	size_t n = strlen(code);

	if (plain_is_lost(code))
		return "lost";
	if (strspn(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != n)
		return "alphabet";
	if (n != LENGTH && n != LENGTH_BEFORE)
		return "length";
	return n == LENGTH && is_person(code, today) ? "person" : NULL;
}

const char *
code_fault_name(enum code_fault fault)
{
	static const char *const name[] = { "ok", "length", "alphabet", "division", "date", "checksum" };

	return name[fault];
}
