/* words.h - words by which the text of a law, its title and the table of industries are read. */
#ifndef LIB_LAW_WORDS_H
#define LIB_LAW_WORDS_H
/* the state's name, which a title may begin with or leave out */
#define LAW_STATE "中华人民共和国"
/* 第五十条之一 */
#define LAW_ARTICLE_OF "条之"
#define LAW_DIGITS "一二三四五六七八九"
#define LAW_TEN "十"
/* 自2021年7月15日起施行 */
#define LAW_FROM "自"
#define LAW_IN_FORCE "施行"
#define LAW_DAY "%4d 年 %2d 月 %2d 日"
/* what a title of each level ends with */
#define LAW_ENDS_LAW "法"
#define LAW_ENDS_REGULATION "条例"
#define LAW_ENDS_REGULATION_DETAIL "实施细则"
#define LAW_ENDS_RULE "规定"
#define LAW_ENDS_MEASURES "办法"
#define LAW_ENDS_DETAIL "细则"
/* the two upper levels of industries */
#define LAW_INDUSTRY_SECTION "门类"
#define LAW_INDUSTRY_DIVISION "大类"
#endif
