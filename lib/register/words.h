/* words.h - words of the files that come in. */
#ifndef LIB_REGISTER_WORDS_H
#define LIB_REGISTER_WORDS_H
/* of the kind of a firm: one of an individual */
#define REGISTER_INDIVIDUAL "个体"
#endif
