/* words.h - words of cases that stand in papers, records and titles, and as options of forms. */
#ifndef LIB_CASEFLOW_WORDS_H
#define LIB_CASEFLOW_WORDS_H
#include "lib/act/words.h"

/* behind an agency's word, in the number of a case, of a clue */
#define CASE_NUMBER_WORD "案"
#define CASE_CLUE_NUMBER_WORD "线"
/* titles: party, cause; party */
#define CASE_TITLE "%s%s案"
#define CASE_TITLE_SUMMARY "%s当场处罚"
#define CASE_TITLE_CLUE "%s线索"
#define CASE_NATURAL_PERSON "自然人"

#define CASE_PRESERVED "先行登记保存"
#define CASE_SEALED_UP "查封"
#define CASE_SEIZED "扣押"
#define CASE_PRESERVE_BASIS "《中华人民共和国行政处罚法》第五十六条"

#define CASE_WARNING "警告"
#define CASE_FINE "罚款"
#define CASE_YUAN " 元"
#define CASE_TIMES " 倍"
#define CASE_AMOUNT " %s 元"
/* days, fine of one, sum; party, decision, first and last day, the sum */
#define CASE_DAILY_SUM "%d 日 × %s 元 = %s 元"
#define CASE_DAILY_OPTION "%s，%s，%s至%s，%s"
#define CASE_VALUE "（价值 %s 元）"

/* discretion: cause, what was broken, what is applied; cause, tier; cause */
#define CASE_BASIS "%s：违反%s；依据%s。\n"
/* what a report no longer proposes: before it, party, cause or kind */
#define CASE_DROPPED "%s%s：%s"
#define CASE_AND "；"
#define CASE_OF_TIER "%s：符合“%s”裁量档次。"
#define CASE_OF_NO_TIER "%s：不适用裁量档次。"
/* a version of a cause that began after the act */
#define CASE_CAUSE_SINCE "%s（%s起）"
/* a day, as SQL writes it in the words of papers */
#define CASE_DAY_SQL "FMYYYY\"年\"FMMM\"月\"FMDD\"日\""
/* behind the first day of a tier that is lighter than the one of the act */
#define CASE_LIGHTER_SINCE " 起，轻于行为时"
/* the highest of today's tiers, or the lowest where the highest is the same; that of the day of the act */
#define CASE_NOW_LIGHTER "现行裁量基准（"
#define CASE_NOW_HIGHEST " 起）最高 "
#define CASE_NOW_LOWEST " 起）最低 "
#define CASE_THEN_WAS "，轻于行为时的 "

#define CASE_COUNTERSIGNED "已会签"
#define CASE_NOT_COUNTERSIGNED "拒绝会签"
/* between papers of which one will do */
#define CASE_OR "或"

/* 申请强制执行标的: principal and surcharge, yuan and fen each */
#define CASE_COURT_OWED "未缴罚没款 %" PRId64 ".%02d 元；加处罚款 %" PRId64 ".%02d 元。"
/* 告知救济: days and body of reconsideration, then court; first: nobody may go to court before (行政复议法 23, 32) */
#define CASE_REMEDIES_FIRST \
	"不服本决定的，应当先申请行政复议：自收到本决定书之日起 %" PRId64 \
	" 日内向%s申请，也可以通过本机关提交申请；" \
	"对行政复议决定不服的，可以自收到行政复议决定书之日起 %" PRId64 " 日内向%s提起行政诉讼。"
#define CASE_REMEDIES \
	"收到本决定书之日起 %" PRId64 " 日内可向%s申请行政复议，或者 %" PRId64 " 个月内向%s提起行政诉讼。"
/* what a paper says that names the remedy, and where review comes first */
#define CASE_REVIEW "行政复议"
#define CASE_REVIEW_FIRST "应当先申请行政复议"
/* what was wrong with a paper that is issued anew, a line each */
#define CASE_FAULT_OTHER_TYPE "文书种类与处理结果不符。"
#define CASE_FAULT_REVIEW_FIRST "未告知应当先申请行政复议。"
#define CASE_FAULT_NO_REMEDIES "未告知申请行政复议、提起行政诉讼的途径和期限。"
/* body, or another */
#define CASE_BODY_OR "%s或者%s"
/* on records of devices, through the agency (32); where papers are served over the network, its channel (22) */
#define CASE_REMEDIES_HANDED "行政复议申请也可以通过本机关提交。"
#define CASE_REMEDIES_THROUGH "通过本机关提交"
#define CASE_REMEDIES_CHANNEL "行政复议申请可以通过互联网提交：%s。"

/* told in papers, each by its article (document_content.csv) */
#define CASE_TOLD_UNPAID "逾期不履行本决定，经催告仍不履行的，本机关将依法申请人民法院强制执行。"
#define CASE_TOLD_EDUCATION "本机关依法对当事人进行教育：当事人应当引以为戒，遵守法律、法规、规章，不再发生同类行为。"
#define CASE_TOLD_PUBLIC "本机关将依法向社会公示本行政处罚决定的信息。"
#define CASE_TOLD_HOW "陈述、申辩可以书面提出，也可以到本机关当面提出，由本机关记录；地址和电话见下。"
#define CASE_TOLD_HEARING "要求听证的，可以在送达回证上注明，也可以书面或者当面向本机关提出。组织听证不收取费用。"
#define CASE_TOLD_AGENTS "你（单位）可以亲自参加听证，也可以委托一至二人代理；委托代理的，应当提交授权委托书。"
#define CASE_TOLD_RECUSAL "认为听证主持人、听证员、记录员、翻译人员与本案有直接利害关系的，有权申请回避。"
#define CASE_TOLD_ABSENT "无正当理由拒不出席听证或者未经许可中途退出听证的，视为放弃听证权利。"
#define CASE_TOLD_HOW_DEMAND "你（单位）依法享有陈述权和申辩权，可以书面或者当面向本机关提出；地址和电话见下。"
#define CASE_TOLD_COURT "逾期仍不履行的，本机关将依法申请人民法院强制执行。"
#define CASE_TOLD_STORAGE "因查封、扣押发生的保管费用由本机关承担。"
#define CASE_TOLD_COPIES "物品清单一式二份，由当事人和本机关分别保存。"
#define CASE_TOLD_RIGHTS "你（单位）依法享有陈述、申辩的权利，可以当场或者到本机关提出；地址和电话见下。"
#define CASE_TOLD_KEEP "在此期间，当事人或者有关人员不得销毁或者转移上述证据。"
/* numbers of orders to correct */
#define CASE_CORRECTED "本机关已以%s责令当事人改正违法行为，当事人应当按期改正。"
#define CASE_CORRECT "责令当事人改正上述违法行为。"
#define CASE_REVIEW_LEGAL "法制审核"
#define CASE_REVIEW_CASE "案件审核"
#endif
