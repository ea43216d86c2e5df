/* words.h - words in what people type, figures as papers write them. */
#ifndef LIB_BASE_WORDS_H
#define LIB_BASE_WORDS_H
#define WORD_YUAN "元"
#define WORD_YEAR "年"
#define WORD_MONTH "月"
#define WORD_DAY "日"
/* levels of secrecy; what stands behind and before one that is a mark */
#define SECRECY_LEVELS "绝密 机密 秘密"
#define SECRECY_STARS "★☆"
#define SECRECY_LEFT "【〔（([［《「『〈<-_—."
#define SECRECY_RIGHT "】〕）)]］》」』〉>-_—."
#define SECRECY_THINGS "级 文件 资料 材料 件"
#define SECRECY_LEVEL_WORD "密", "级"
#define SECRECY_COLONS "：:"
#define CAPITAL_DIGITS { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" }
#define CAPITAL_UNITS { "仟", "佰", "拾", "" }
#define CAPITAL_GROUPS { "万亿", "亿", "万", "" }
#define CAPITAL_YUAN "元"
#define CAPITAL_TENTH "角"
#define CAPITAL_HUNDREDTH "分"
#define CAPITAL_WHOLE "整"
#endif
