/* words.h - words by which the text of a law, its title and the table of industries are read. */
#ifndef LIB_LAW_WORDS_H
#define LIB_LAW_WORDS_H
/* the state's name, which a title may begin with or leave out */
#define LAW_STATE "中华人民共和国"
/* 第五十条之一 */
#define LAW_ARTICLE_OF "条之"
#define LAW_DIGITS "一二三四五六七八九"
#define LAW_TEN "十"
#define LAW_HUNDRED "百"
#define LAW_THOUSAND "千"
#define LAW_MYRIAD "万"
#define LAW_TWO "两"
/* 《…》第三十四条第一款第十项、第三十五条 */
#define LAW_NO "第"
#define LAW_ARTICLE "条"
#define LAW_OF "之"
#define LAW_PARA "款"
#define LAW_ITEM "项"
#define LAW_TITLE_BEGINS "《"
#define LAW_TITLE_ENDS "》"
#define LAW_YEAR_ENDS "）"
#define LAW_YEAR_BEGINS "（"
#define LAW_BETWEEN "；", ";", "、", "，", ",", "。", "：", ":", "（", "）", "(", ")", "《", "》", " ", "\n"
#define LAW_AND "和", "至", "及", "或", "与"
#define LAW_INTERPRETS "的"
/* an item's line begins （三） */
#define LAW_ITEM_BEGINS "（", "("
#define LAW_ITEM_ENDS "）", ")"
#define LAW_AT_LEAST "以上"
/* how texts say a figure */
#define LAW_DAYS "日", "天"
#define LAW_WORKDAYS "个工作日", "工作日"
#define LAW_WORKDAY "工作日"
#define LAW_HOURS "小时"
#define LAW_MONTHS "个月", "月"
#define LAW_YEARS "年"
#define LAW_COUNTS "人", "名", "次", "个", "倍"
#define LAW_MULTIPLE "倍"
#define LAW_ONCE "等值"
#define LAW_YUAN "元", "以上", "以下"
#define LAW_PERCENT "百分之"
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
