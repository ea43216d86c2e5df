/* words.h - words of the files that come in. */
#ifndef LIB_REGISTER_WORDS_H
#define LIB_REGISTER_WORDS_H
/* of the kind of a firm: one of an individual */
#define REGISTER_INDIVIDUAL "个体"
/* what the columns of a register are called in files that people save */
#define REGISTER_COLUMNS { "name|企业名称|主体名称|名称|字号名称", \
	"uscc|统一社会信用代码|社会信用代码|统一代码|信用代码", "reg_date|成立日期|注册日期|登记日期", \
	"ent_type|企业类型|主体类型|类型", "capital|注册资本|注册资金|资金数额", "business_scope|经营范围", \
	"city|城市|所在城市|所属城市", "address|住所|地址|经营场所|注册地址", NULL }
#endif
