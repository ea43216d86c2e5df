/* words.h - words of papers and records that any kind of subject has. */
#ifndef LIB_ACT_WORDS_H
#define LIB_ACT_WORDS_H
#define ACT_YES "是"
#define ACT_NO "否"
#define ACT_AGREED "同意"
#define ACT_RETURNED "退回"
#define ACT_INDENT "　　"
/* before the name of the colleague someone stands in for; in brackets behind theirs */
#define ACT_STANDS_IN "（代"
#endif
