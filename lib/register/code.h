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
/* today: a day as in lib/base/day.h. */
enum code_fault code_citizen_id(const char *value, int32_t today);
/* "ok", "length", "alphabet", "division", "date", "checksum". */
const char *code_fault_name(enum code_fault fault);
#endif
