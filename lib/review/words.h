/* words.h - words of the reasons why a case is reviewed. */
#ifndef LIB_REVIEW_WORDS_H
#define LIB_REVIEW_WORDS_H
#define REVIEW_DECLARED "承办人申报为疑难复杂案件"
#define REVIEW_HEARD "经过听证"
#define REVIEW_LIGHTER "拟减轻处罚"
#define REVIEW_SOURCE "行政处罚法 第五十八条"
/* behind the range of a tier: a sum, a multiple */
#define REVIEW_YUAN " 元"
#define REVIEW_TIMES " 倍"
#endif
