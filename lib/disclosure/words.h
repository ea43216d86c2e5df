/* words.h - words of public texts, and those by which they are read. */
#ifndef LIB_DISCLOSURE_WORDS_H
#define LIB_DISCLOSURE_WORDS_H
#define DISCLOSURE_TITLE "%s%s案"
#define DISCLOSURE_NO_PENALTY "不予行政处罚"
#define DISCLOSURE_YUAN "元"
/* year, number: as somebody types 2026-12 */
#define DISCLOSURE_SHORT_NUMBER "〔%.4s〕%s号"
/* stands for each further character of a person's name */
#define DISCLOSURE_SOMEBODY "某"

/* 第五十条之一 */
#define DISCLOSURE_ARTICLE_NO "第"
#define DISCLOSURE_ARTICLE "条"
#define DISCLOSURE_ARTICLE_OF "之"
#define DISCLOSURE_DIGITS "零", "一", "二", "三", "四", "五", "六", "七", "八", "九"
#define DISCLOSURE_PLACES { "千", 1000 }, { "百", 100 }, { "十", 10 }
#endif
