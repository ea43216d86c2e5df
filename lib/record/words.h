/* words.h - words of numbers. */
#ifndef LIB_RECORD_WORDS_H
#define LIB_RECORD_WORDS_H
/* of a paper or a case (文号), as SQL: the agency's word with the type's, year, number within both */
#define RECORD_NUMBER "$4::text || '〔' || $3::int || '〕' || s.last || '号'"
/* a day, and an hour behind it, as papers write them */
#define RECORD_DAY "%d年%d月%d日"
#define RECORD_CLOCK "%d时%02d分"
/* an item, its article, what to do; in English */
#define RECORD_LACKS "%s（%s）：%s"
#define RECORD_LACKS_EN "%s (%s): %s"
#endif
