/* words.h - words of numbers. */
#ifndef LIB_RECORD_WORDS_H
#define LIB_RECORD_WORDS_H
/* of a paper or a case (文号): the agency's word with the type's, year, number within both */
#define RECORD_NUMBER "%s〔%d〕%d号"
#endif
