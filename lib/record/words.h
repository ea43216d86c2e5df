/* words.h - words of numbers. */
#ifndef LIB_RECORD_WORDS_H
#define LIB_RECORD_WORDS_H
/* of a paper or a case (文号), as SQL: the agency's word with the type's, year, number within both */
#define RECORD_NUMBER "$4::text || '〔' || $3::int || '〕' || s.last || '号'"
#endif
