/* party.c - invented firms and people. */
#include <inttypes.h>
#include <string.h>

#include "cmd/demo/demo.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/register/class.h"
#include "lib/register/code.h"
#include "lib/register/register.h"

#define PICK(d, list) demo_pick((d), (list), (int)(sizeof(list) / sizeof(*(list))))

uint32_t
demo_random(struct demo *d, uint32_t below)
{
	/* xorshift64*: the demo is the same every time; nothing public rests on it */
	d->random ^= d->random >> 12;
	d->random ^= d->random << 25;
	d->random ^= d->random >> 27;
	return (uint32_t)((d->random * 2685821657736338717ULL) >> 33) % below;
}

const char *
demo_pick(struct demo *d, const char *const *list, int n)
{
	return list[demo_random(d, (uint32_t)n)];
}

/* Surnames and given names that no officer has: what the public must never see stays findable. */
const char *
demo_person_name(struct arena *a, struct demo *d)
{
	static const char *const surname[] = { "鄢", "亓", "逄", "仉", "蒯", "晁", "郗", "靳", "逯", "綦", "臧", "钭" };
	static const char *const first[] = { "曦", "珩", "昶", "霁", "棠", "筠", "岫", "淞", "翎", "樾", "湜", "麒" };
	static const char *const second[] = { "舟", "禾", "川", "墨", "澜", "远", "宁", "屹", "恬", "嵘", "沅", "柏" };
	int n = d->people_made++;

	return arena_printf(a, "%s%s%s", surname[n % 12], first[n / 12 % 12], second[n / 144 % 12]);
}

const char *
demo_citizen_number(struct arena *a, struct demo *d)
{
	const char *tail = "0123456789X";
	char *text = arena_printf(a, "430499%04d%02d%02d%03d0", 1960 + (int)demo_random(d, 40),
	    1 + (int)demo_random(d, 12), 1 + (int)demo_random(d, 28), d->people_made % 1000);

	for (; *tail != '\0'; tail++) {
		text[17] = *tail;
		if (code_citizen_id(text, time_day(d->end)) == CODE_OK)
			break;
	}
	return text;
}

static const char *
firm_code(struct arena *a, struct demo *d, bool individual)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	char *text = arena_printf(a, "%s430499MADEM%04d0", individual ? "92" : "91", d->firms_made);
	const char *p;

	for (p = alphabet; *p != '\0'; p++) {
		text[17] = *p;
		if (code_uscc(text) == CODE_OK)
			break;
	}
	return text;
}

static const char *
firm_name(struct arena *a, struct demo *d, bool individual)
{
	static const char *const mark[] = { "明泉", "云集", "岳屏", "湘禾", "雁回", "石鼓", "金果",
	    "康民", "瑞舟", "远澄", "青梧", "合颂", "鸿砚", "百川", "佳穗", "拓朗", "恒砺", "凌霁", "鹿鸣", "清越",
	    "汇砼", "融冶", "盛樾", "安珩" };
	static const char *const trade[] = { "配件", "食品", "建材", "餐饮", "医药", "物流", "化工",
	    "汽车服务", "粮油", "环保科技", "商贸", "建筑工程", "机械", "电子", "纸业", "农业开发", "酒业", "加油",
	    "运输", "金属制品" };
	static const char *const org[] = { "有限公司", "有限责任公司", "股份有限公司", "厂" };
	static const char *const shop[] = { "经营部", "商行", "店", "服务部" };
	int n = d->firms_made;

	return arena_printf(a, "衡州%s%s%s", mark[(n * 7 + n / 24) % 24], trade[n * 3 % 20 + 0],
	    individual ? shop[n % 4] : org[n / 20 % 4]);
}

enum err
demo_place(struct arena *a, struct demo *d, int64_t subject, const char *name, int nth, const char **licence)
{
	static const char *const region[] = { "430405", "430406", "430407", "430408", "430412", "430421",
	    "430422", "430481" };
	static const struct {
		const char *word, *industry, *licence;
	} trade[] = {
		{ "食品", "C1419", "food_production" }, { "餐饮", "H6210", "food_business" },
		    { "医药", "F5251", "drug_business" },
		{ "化工", "C2614", "hazardous_chemicals" }, { "粮油", "C1331", "food_production" },
		    { "酒业", "C1512", "food_production" },
		{ "运输", "G5432", "road_transport" }, { "物流", "G5990", "road_transport" },
		    { "加油", "F5265", "hazardous_chemicals" },
		{ "环保", "N7721", "discharge" }, { "建", "E4710", "safety_production" }, { "机械", "C3484", NULL },
		    { "", "F5299", NULL },
	};
	size_t t = 0;

	while (strstr(name, trade[t].word) == NULL)
		t++;
	*licence = trade[t].licence;
	return register_place(a, d->db, subject, region[nth * 5 % 8], trade[t].industry);
}

enum err
demo_party_new(struct arena *a, struct demo *d, bool natural, struct demo_party *out)
{
	static const char *const road[] = { "云沙路", "松木大道", "蒸水路", "湘江南路", "船山东路",
	    "解放大道", "华新大道" };
	bool individual = !natural && demo_random(d, 4) == 0;
	const char *person = demo_person_name(a, d), *name, *licence;
	struct register_new n = { .origin = "demo" };
	struct register_subject s;
	int64_t id;
	enum err e;

	d->firms_made++;
	name = natural ? person : firm_name(a, d, individual);
	n.kind = natural ? "person" : individual ? "individual" : "company";
	n.name = name;
	n.code = natural ? demo_citizen_number(a, d) : firm_code(a, d, individual);
	n.address = arena_printf(a, "衡阳市%s %u 号", PICK(d, road), 1 + demo_random(d, 380));
	n.representative = natural ? "" : person;
	n.contact = arena_printf(a, "1300000%04d", d->people_made);
	e = register_add(a, d->db, &n, &id);
	if (e == OK && !natural)
		e = demo_place(a, d, id, name, d->firms_placed++, &licence);
	if (e == OK)
		e = register_get_id(a, d->db, id, &s);
	if (e == OK)
		*out = (struct demo_party){ .subject = s.ref, .name = arena_strdup(d->arena, name),
		    .person = arena_strdup(d->arena, person), .telephone = arena_strdup(d->arena, n.contact),
		    .natural = natural };
	return e;
}
