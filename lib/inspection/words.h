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
/* where a visit is to a firm whose address nobody knows */
#define INSPECTION_THERE "当事人经营场所"
/* what is to be put right, until when */
#define INSPECTION_REMEDY "%s（%s前）"
/* told in papers, each by its article (document_content.csv) */
#define INSPECTION_TOLD_RIGHTS \
	"你单位有权陈述、申辩；认为检查人员与检查事项有直接利害关系的，有权申请回避；检查人员少于两人、不出示执法证件" \
	"或者检查事项没有公布的，有权拒绝检查。"
#define INSPECTION_TOLD_RULES \
	"本次检查遵守涉企行政检查“五个严禁”“八个不得”的要求。认为检查违法或者不当的，可以向本机关投诉，地址和电话见下。"
#define INSPECTION_TOLD_RIGHTS_RECORD "已告知当事人有陈述、申辩和申请回避的权利，有配合检查的义务。"
#define INSPECTION_TOLD_OBJECTION \
	"对检查结果有异议的，可以书面或者当面向本机关提出，本机关核实后答复；地址和电话见下。"
#define INSPECTION_NTH "本年度第 %d 次检查（本机关公布的年度上限为 %d 次）"
#define INSPECTION_NTH_NO_CAP "本年度第 %d 次检查（本机关未公布上限）"
#define INSPECTION_NTH_NONE "本次检查不计入年度检查次数"
/* so far this year, of all agencies; no cap */
#define INSPECTION_SO_FAR "本机关 %" PRId64 " 次（上限 %s），各机关合计 %" PRId64 " 次（上限 %s）"
#define INSPECTION_NO_CAP "无"
/* between papers of which one will do */
#define INSPECTION_OR "或"
#endif
