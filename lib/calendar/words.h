/* words.h - the word of a figure that somebody has still to confirm, in its source or its note. */
#ifndef LIB_CALENDAR_WORDS_H
#define LIB_CALENDAR_WORDS_H
#define CALENDAR_UNCONFIRMED "待核"
#endif
