/* alike_truth.h - made messages of which it is known which are about one matter: renamed firms, two names of one shop,
 * copied texts, near misses (the same shop, place or words in another matter).  A family is one matter.  Three families
 * in ten are held out: they are told in words and ways that the others do not have. */
#ifndef TESTS_UNIT_ALIKE_TRUTH_H
#define TESTS_UNIT_ALIKE_TRUTH_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/arena.h"

struct truth {
	int family;
	bool held;
	int day;
	const char *about, *place, *content;
};

#define TRUTH_N(a) (sizeof(a) / sizeof(*(a)))
#define TRUTH_PICK(list, x) (list)[(x) % TRUTH_N(list)]

static uint64_t truth_state;

static unsigned
truth_random(unsigned n)
{
	truth_state = truth_state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(truth_state >> 33) % n;
}

static const char *const truth_areas[] = { "蒸湘区", "雁峰区", "石鼓区", "珠晖区", "南岳区" };
static const char *const truth_streets[] = { "红湘路", "解放大道", "船山路", "蒸阳路", "湘江北路", "东风路", "常胜路",
	"中山南路", "环城北路", "华新大道", "衡州大道", "青山街", "和平路", "建设新村", "蔡伦大道", "岳屏路",
	    "罗金桥",
	"胜利东路", "光辉街", "黄白路", "长丰大道", "衡祁路", "苗圃路", "粤新路" };
static const char *const truth_first[] = { "湘江", "福来", "金桥", "老刘", "好滋味", "万家", "鑫源", "顺达", "百姓",
	"春天",
	"阳光", "小平", "华美", "永兴", "雁城", "龙腾", "喜洋洋", "一品", "家家乐", "天天", "红太阳", "德馨", "长青",
	    "旺角",
	"南湖", "聚贤", "康宁", "乐购", "蓝天", "玉林", "宏图", "金色", "丽人", "壹加壹", "四季", "大润", "佳佳",
	    "兴盛" };
static const char *const truth_second[] = { "缘", "轩", "阁", "坊", "园", "居", "来", "记", "之家", "世纪", "时代",
	"里", "汇",
	"福", "源", "和" };

/* trade: how its shops are called; what is said of it, in several words each. */
struct truth_trade {
	const char *shop, *firm;
	const char *matter[3][4];	/* of one matter four things that people say, each of them two */
};
static const struct truth_trade truth_known[] = {
	{ "小食店", "餐饮有限公司", {
	    { "后厨用过期的原料做菜，冰柜里有去年的冻肉", "我在那里吃饭看到冰箱里的肉早就过期了，生产日期是去年",
	    "厨房拿过期食材炒菜，冷冻肉发黑", "服务员说肉是去年的，照样端上来，过期原料加工食品" },
	    { "老鼠在操作间跑，垃圾桶没有盖，卫生很差", "吃到一半看见老鼠从厨房出来，太脏了",
	    "操作间脏乱，鼠患严重，垃圾没人收",
	    "厨房地上有死老鼠，卫生一塌糊涂" },
	    { "没有食品经营许可证就开张营业", "问老板要许可证拿不出来，无证经营一个多月了",
	    "这家店证照不全，一直无证卖快餐",
	    "墙上没有挂许可证，办事处说没有办过" } } },
	{ "超市", "商贸有限公司", {
	    { "货架上的奶粉超过保质期还在卖", "买回的奶粉已经过了保质期三个月，要求退货",
	    "销售过期奶粉，小孩喝了拉肚子",
	    "奶粉日期被撕掉，里面喷码显示早已过期" },
	    { "标价九块九，结账收了十五块", "价签和收银台的价格不一样，多收我五块多",
	    "明码标价是骗人的，结账时价格变高",
	    "促销牌写九块九，小票打出来十五元" },
	    { "电子秤有问题，一斤苹果只有八两", "买的水果回家称少了二两，秤不准", "缺斤少两，三斤橘子只有两斤六两",
	    "称重作假，我用自己的秤称了差很多" } } },
	{ "物流站", "运输有限公司", {
	    { "货车夜里严重超载，栏板加高一米", "半夜拉砂石的车超载，路都压坏了", "大货车超限运输，从站里装满出来",
	    "每晚十点以后超重的货车一辆接一辆" },
	    { "没有道路运输证就拉货", "车没有营运证，天天跑长途", "司机没有从业资格证，车也没有道路运输证",
	    "无证营运的货车停在站里" },
	    { "危险品和普通货混装", "把油漆和食品放一个车拉", "危险货物没有标志，跟百货一起装车",
	    "易燃品混在快递里运输" } } },
	{ "工地", "建筑工程有限公司", {
	    { "夜里两点还在打桩，噪声吵得睡不着", "凌晨施工机器轰鸣，小区居民无法休息",
	    "深夜浇混凝土，噪音扰民好多天",
	    "半夜三更打桩机不停，孩子要高考" },
	    { "渣土车不盖篷布，扬尘满天", "土方车一路洒土，灰尘很大", "工地没有洒水，扬尘污染严重，窗户不敢开",
	    "拉土的车没有覆盖，路面全是泥" },
	    { "脚手架没有防护网，工人不戴安全帽", "高处作业没有安全绳，随时会掉下来",
	    "安全网破了没人管，工人没有安全帽",
	    "施工现场没有防护，砖头掉到人行道" } } },
};
/* Of those held out: another manner. */
static const struct truth_trade truth_held[] = {
	{ "健身馆", "体育文化有限公司", {
	    { "预付的年卡还剩七个月，店门锁了，人去楼空，要求退还余款", "充了值的会员卡没处退，馆子关门了联系不上",
	    "办卡时承诺随时退费，如今闭店跑路", "老板卷款，会员群解散，余额两千多退不了" },
	    { "教练没有资质上课，学员拉伤了腰", "私教无证，练完进了医院", "声称国家级教练，查不到证书，学员受伤",
	    "请的人根本没有教练证，把我腰弄伤" },
	    { "合同写明有泳池，去了根本没有泳池", "广告里的游泳池是假的，虚假宣传", "宣传单吹嘘恒温泳池，实际没有建",
	    "销售说带泳池才买，到现场看不到" } } },
	{ "诊所", "医疗管理有限公司", {
	    { "打针的护士没有执业证书", "给老人输液的人说不出自己的执业证编号", "无证人员从事护理注射",
	    "护士站里坐的是没有证的学徒" },
	    { "用过的针头随手扔进生活垃圾", "医疗废物混在普通垃圾里，小孩捡针管玩", "诊所后门堆着带血的棉签针筒",
	    "一次性输液器没有按医废收集，丢在楼道垃圾桶" },
	    { "卖的中药丸没有批准文号", "祖传药丸无批号，吃了头晕呕吐", "没有国药准字的药一瓶卖八百",
	    "自制丸药当药品出售，包装没有文号" } } },
	{ "化工厂", "新材料科技有限公司", {
	    { "雨天往沟里放黄色的水，鱼都死了", "暗管排污，河面漂着死鱼和泡沫", "厂子后面的渠道变黄发臭，偷排废水",
	    "趁下雨偷偷排放废液，下游鱼塘遭殃" },
	    { "半夜烟囱冒黑烟，气味刺鼻", "晚上十一点后臭气熏人，嗓子疼", "废气不处理直接排，刺激性味道很重",
	    "夜间排放难闻气体，老人咳嗽" },
	    { "危废桶露天堆在围墙边，没有防渗", "装过化学品的蓝桶堆成山，渗到地里", "危险废物随意堆放，没有标识牌",
	    "围墙外几十个废桶淌黑水" } } },
};
static const char *const truth_open[] = { "", "您好，", "我要举报，", "请相关部门查处：", "本人反映，", "昨天" };
static const char *const truth_close[] = { "。", "，请尽快处理。", "，希望有人管管。", "，望核实。", "！",
	"，已经好几次了。" };
static const char *const truth_held_open[] = { "事情是这样的：", "作为附近居民，", "跟你们说个事，", "投诉人称：",
	"" };
static const char *const truth_held_close[] = { "，盼复。", "，照片可以提供。", "，谢谢。", "，多次协商无果。",
	"。" };

struct truth_matter {
	const struct truth_trade *trade;
	int which;
	const char *first, *second, *renamed, *area, *street;
	int number, day;
};

/* How one of the people calls the shop. */
static const char *
truth_about(struct arena *a, const struct truth_matter *m)
{
	switch (truth_random(9)) {
	case 0:
		return "";
	case 1:
		return arena_printf(a, "%s%s", m->first, m->trade->shop);
	case 2:
		return arena_printf(a, "衡阳市%s%s%s", m->first, m->second, m->trade->firm);
	case 3:
		return arena_printf(a, "%s（原%s%s）", m->renamed, m->first, m->second);
	case 4:
		return arena_printf(a, "%s%s%s", m->street, m->first, m->trade->shop);
	default:
		return arena_printf(a, "%s%s%s", m->first, m->second, m->trade->shop);
	}
}

static const char *
truth_place(struct arena *a, const struct truth_matter *m)
{
	switch (truth_random(6)) {
	case 0:
		return "";
	case 1:
		return arena_printf(a, "%s%s", m->area, m->street);
	case 2:
		return arena_printf(a, "%s%d号附近", m->street, m->number);
	default:
		return arena_printf(a, "%s%s%d号", m->area, m->street, m->number);
	}
}

static void
truth_tell(struct arena *a, const struct truth_matter *m, bool held, bool named, struct truth *t)
{
	unsigned one = truth_random(4), other = (one + 1 + truth_random(3)) % 4;
	const char *const *told = m->trade->matter[m->which];
	const char *words = arena_printf(a, "%s，%s", told[one], told[other]);
	const char *open = held ? TRUTH_PICK(truth_held_open, truth_random(100)) :
	    TRUTH_PICK(truth_open, truth_random(99));
	const char *close = held ? TRUTH_PICK(truth_held_close, truth_random(100)) :
	    TRUTH_PICK(truth_close, truth_random(99));

	t->about = truth_about(a, m);
	t->place = truth_place(a, m);
	if (*t->about == '\0' || named)
		t->content = arena_printf(a, "%s%s%s%s的%s%s%s", open, m->street, m->first, m->second, m->trade->shop,
		    words, close);
	else
		t->content = arena_printf(a, "%s%s%s", open, words, close);
}

static struct truth_matter
truth_matter(struct arena *a, bool held)
{
	const struct truth_trade *trade = held ? &TRUTH_PICK(truth_held, truth_random(999)) :
	    &TRUTH_PICK(truth_known, truth_random(1000));

	return (struct truth_matter){ .trade = trade, .which = (int)truth_random(3),
	    .first = TRUTH_PICK(truth_first, truth_random(9999)),
	    .second = TRUTH_PICK(truth_second, truth_random(9999)),
	    .renamed = arena_printf(a, "%s%s%s", TRUTH_PICK(truth_first, truth_random(9999)),
	    TRUTH_PICK(truth_second, truth_random(9999)), trade->shop),
	    .area = TRUTH_PICK(truth_areas, truth_random(9999)),
	    .street = TRUTH_PICK(truth_streets, truth_random(9999)),
	    .number = 1 + (int)truth_random(180), .day = (int)truth_random(120) };
}

/* A near miss of a matter: the same shop about something else, its neighbour about the same, or a copied text about
 * another shop elsewhere. */
static struct truth_matter
truth_near(struct arena *a, const struct truth_matter *m, bool held)
{
	struct truth_matter n = truth_matter(a, held), x = *m;

	switch (truth_random(3)) {
	case 0:
		x.which = (m->which + 1) % 3;
		x.day = m->day + 1 + (int)truth_random(30);
		return x;
	case 1:
		x.first = n.first;
		x.second = n.second;
		x.renamed = n.renamed;
		x.number = m->number + 2;
		return x;
	default:
		n.trade = m->trade;
		n.which = m->which;
		n.day = m->day;
		return n;
	}
}

/* In the order of their days within a family; families from 0. */
static struct truth *
truth_make(struct arena *a, uint64_t seed, int families, int *n)
{
	struct truth *list = ARENA_ARRAY(a, struct truth, (size_t)families * 6);
	struct truth_matter m = { .number = 0 };
	int f, i;

	truth_state = seed;
	*n = 0;
	for (f = 0; f < families; f++) {
		bool held = f % 10 >= 7;
		int many = 1 + (int)truth_random(4), day;

		m = f % 10 != 0 && f % 10 != 7 && truth_random(3) == 0 ? truth_near(a, &m, held) :
		    truth_matter(a, held);
		for (i = 0, day = m.day; i < many; i++, day += (int)truth_random(12)) {
			struct truth *t = &list[(*n)++];

			truth_tell(a, &m, held, truth_random(3) == 0, t);
			t->family = f;
			t->held = held;
			t->day = day;
		}
	}
	return list;
}
#endif
