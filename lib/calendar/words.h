/* words.h - words of figures. */
#ifndef LIB_CALENDAR_WORDS_H
#define LIB_CALENDAR_WORDS_H
/* of one that somebody has still to confirm, in its source or its note */
#define CALENDAR_UNCONFIRMED "待核"
/* as papers state them */
#define CALENDAR_DAYS "%d 日"
#define CALENDAR_WORKDAYS "%d 个工作日"
#define CALENDAR_HOURS "%d 小时"
#endif
