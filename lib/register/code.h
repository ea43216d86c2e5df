/* code.h - unified social credit codes (GB 32100-2015) and citizen numbers
 * (GB 11643-1999): what is wrong with one, the first fault in this order. */
#ifndef LIB_REGISTER_CODE_H
#define LIB_REGISTER_CODE_H
#include <stdint.h>

enum code_fault {
	CODE_OK,
	CODE_LENGTH,	/* not 18 characters (code points; each byte that is not UTF-8 is one) */
	CODE_ALPHABET,	/* a character the standard does not use; small letters too */
	CODE_DIVISION,	/* province unknown to GB/T 2260, or not digits */
	CODE_DATE,	/* citizen numbers: no such day, before 1800, or after today */
	CODE_CHECKSUM
};

/* 100000 (registered with the state) counts as known.  A code really registered
 * may fail CODE_CHECKSUM: callers flag it and do not refuse it. */
enum code_fault code_uscc(const char *value);
/* Of residents from Hong Kong, Macao and Taiwan (810000, 820000, 830000) and of foreigners with a card of permanent
 * residence since 2023 (GA 2102-2023: 9, province, country) too.  today: a day as in lib/base/day.h. */
enum code_fault code_citizen_id(const char *value, int32_t today);
/* Why a code in plain form (lib/base/plain.h) is nobody's identity: "lost" (a spreadsheet rounded it), "length"
 * (neither 18 nor the 15 of before 2015), "alphabet" (other than letters and digits), "person" (it is a citizen's
 * number, which is never kept in clear).  NULL: it may be, whatever code_uscc() says. */
const char *code_refused(const char *code, int32_t today);
/* "ok", "length", "alphabet", "division", "date", "checksum". */
const char *code_fault_name(enum code_fault fault);
#endif
