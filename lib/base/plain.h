/* plain.h - what people mean by what they typed, pasted or saved from a spreadsheet, brought to one form before
 * anything is compared or stored.  One place for every door: forms, files, the phone.  Texts are valid UTF-8. */
#ifndef LIB_BASE_PLAIN_H
#define LIB_BASE_PLAIN_H
#include <stdbool.h>
#include <stdint.h>

struct arena;

/* Copy without white space around it (of any width) and without what shows nothing (zero width, fillers); CRLF and the
 * separators of lines and paragraphs are LF; letters that old GBK kept in its private area are their characters. */
char *plain_text(struct arena *a, const char *s);
/* The same of a register: what it shows by a font of its own, in the private area, is the mark of a missing character
 * (U+3013).  The firm is registered, and who reads sees that a character is missing. */
char *plain_registered(struct arena *a, const char *s);
/* What no text of plain_text() may hold: "control" (C0 but LF and tab, C1, characters that are none), "hidden" (marks
 * that turn the direction of writing, tags), "private" (the private area); "line" where there may be no LF or tab.
 * NULL: nothing. */
const char *plain_fault(const char *s, bool lines);
/* A code: half width, capitals, without white space, hyphens, and the quotes that keep a spreadsheet from reading it as
 * a number ('1, ="1"). */
char *plain_code(struct arena *a, const char *s);
/* A user name: half width, small letters, without white space. */
char *plain_user(struct arena *a, const char *s);
/* A code that a spreadsheet has read as a number: 9.14304E+17. */
bool plain_is_lost(const char *code);
/* A number: half width, without separators of thousands where they stand in their places, without the sign of the yuan
 * or its word before or behind it, or a per cent sign behind it.  Whether it is one is not looked at. */
char *plain_number(struct arena *a, const char *s);
/* A day, as day_parse() takes it or with / . or Chinese words between, months and days of one digit, without anything
 * between (20190305), in any width, with a midnight behind it. */
bool plain_day(struct arena *a, const char *s, int32_t *out);
/* An instant, as time_parse() takes it, or a day of plain_day() and HH:MM[:SS]. */
bool plain_time(struct arena *a, const char *s, int64_t *out_us);
#endif
