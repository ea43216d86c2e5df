/* words.h - words of inspections in papers, on public pages and as options of forms. */
#ifndef LIB_INSPECTION_WORDS_H
#define LIB_INSPECTION_WORDS_H
#include "lib/act/words.h"

/* behind the first character of a natural person's name: who they are is not public */
#define INSPECTION_SOMEBODY "%s某"

/* kinds, in Chinese and English */
#define INSPECTION_ROUTINE "日常检查", "Routine"
#define INSPECTION_ON_CASE "个案检查", "On a case"
#define INSPECTION_SPECIAL "专项检查", "Special campaign"
#define INSPECTION_RANDOM "双随机抽查", "Random check"

#define INSPECTION_AGREE ACT_AGREED, "Agree"
#define INSPECTION_RETURN ACT_RETURNED, "Return"
#define INSPECTION_CONFIRM "确认", "Confirm"
#define INSPECTION_NOT_CONFIRM "不同意", "Do not agree"

/* what came of a matter that needed no visit */
#define INSPECTION_NO_ISSUE "未发现问题", "No problem found"
#define INSPECTION_CORRECTED "发现问题，已改正", "Found and corrected"

/* the days and times an inspection is allowed for */
#define INSPECTION_WINDOW "%s至%s"
/* what is to be put right, until when */
#define INSPECTION_REMEDY "%s（%s前）"
/* between papers of which one will do */
#define INSPECTION_OR "或"
#endif
