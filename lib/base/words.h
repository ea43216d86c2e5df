/* words.h - words in what people type. */
#ifndef LIB_BASE_WORDS_H
#define LIB_BASE_WORDS_H
#define WORD_YUAN "元"
#define WORD_YEAR "年"
#define WORD_MONTH "月"
#define WORD_DAY "日"
#endif
