/* words.h - words of the files that come in. */
#ifndef LIB_SOURCE_WORDS_H
#define LIB_SOURCE_WORDS_H
/* what the columns of a file of tickets are called */
#define TICKETS_COLUMNS { "number|工单编号|工单号|编号", "sort|诉求类型|类型|类别", \
	"agency|承办单位|承办机关|主办单位", "about|被反映对象|被反映人|涉及主体", "place|事发地点|地点|地址", \
	"content|诉求内容|内容|工单内容", "name|来电人|姓名|诉求人", \
	"telephone|联系电话|电话|来电号码", "address|联系地址|通讯地址", "received|受理时间|来电时间|登记时间", NULL }
#endif
