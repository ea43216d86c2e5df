/* words.h - words by which the text of a law, its title and the table of industries are read. */
#ifndef LIB_LAW_WORDS_H
#define LIB_LAW_WORDS_H
/* the state's name, which a title may begin with or leave out */
#define LAW_STATE "中华人民共和国"
/* 第五十条之一 */
#define LAW_ARTICLE_OF "条之"
#define LAW_DIGITS "一二三四五六七八九"
#define LAW_TEN "十"
/* 本条例自2021年7月15日起施行: a subject, which is the law and no part of it, its day, and what it does */
#define LAW_THIS "本"
#define LAW_SUBJECT_LAW "法"
#define LAW_SUBJECT_ENDS "第", "，", "。", "；", "、", "：", "的", "\n"
#define LAW_FROM "自"
#define LAW_BEGINS "起施行", "起实施", "起生效"
#define LAW_YEAR "年"
#define LAW_MONTH "月"
#define LAW_DAY "日"
#define LAW_ZEROS "〇", "零", "○"
#define LAW_WIDE_ZERO "０"
/* what a title of each level ends with */
#define LAW_ENDS_CONSTITUTION "宪法"
#define LAW_ENDS_LAW "法"
#define LAW_ENDS_CODE "法典"
#define LAW_ENDS_REGULATION "条例"
#define LAW_ENDS_REGULATION_DETAIL "实施细则"
#define LAW_ENDS_RULE "规定"
#define LAW_ENDS_RULES "规则"
#define LAW_ENDS_MEASURES "办法"
#define LAW_ENDS_DETAIL "细则"
/* 湖南省实施〈…法〉办法 is a congress's, 湖南省…办法 a government's */
#define LAW_CARRIES_OUT "实施"
/* the two upper levels of industries */
#define LAW_INDUSTRY_SECTION "门类"
#define LAW_INDUSTRY_DIVISION "大类"
#endif
