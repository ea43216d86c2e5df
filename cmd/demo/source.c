/* source.c - what the demo's public sent in, and how far its intakes came with it. */
#include "cmd/demo/demo.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/people/admin.h"
#include "lib/people/people.h"
#include "lib/source/public.h"
#include "lib/source/source.h"

enum { SENT, SORTED, FORWARDED, REFUSED, ANSWERED };

static const struct sent {
	struct source_report r;
	int agency;			/* of the demo: to which, or about which */
	int until;
	const char *sort;		/* as the intake sorts it */
	const char *answer, *ground;
} sents[] = {
	{ .r = { .sort = "report", .about = "蒸湘区某熟食店", .place = "蒸湘区演示路十二号",
	    .content = "每天凌晨在后院露天腌制熟食，苍蝇很多，没有看到卫生许可。" }, .until = SENT },
	{ .r = { .sort = "complaint", .about = "演示家电经营部", .place = "雁峰区演示街三号",
	    .content = "购买的电热水器用了两个月漏电，商家以过了七天为由不退不换，请求调解退货。",
	    .name = "演示投诉人甲", .telephone = "07340000001",
	    .address = "雁峰区演示街一号" }, .until = SORTED, .sort = "complaint" },
	{ .r = { .sort = "report", .about = "演示物流站", .place = "珠晖区演示大道",
	    .content = "货车严重超载，夜间从该站出发，多次看到货厢高出栏板一米以上。", .name = "演示举报人乙",
	    .telephone = "07340000002" }, .until = FORWARDED, .sort = "report" },
	{ .r = { .sort = "complaint", .about = "演示健身房", .place = "石鼓区",
	    .content = "五年前办的健身卡没有用完，现在门店关了，请求退还余额。", .name = "演示投诉人丙",
	    .telephone = "07340000003", .address = "石鼓区演示巷九号" }, .until = REFUSED, .sort = "complaint",
	    .ground = "too_late",
	    .answer = "自知道权益受到侵害之日起已经超过三年，依法不予受理。可以通过诉讼等途径解决。" },
	{ .r = { .sort = "report", .about = "", .place = "",
	    .content = "请问小餐饮店换了地址，原来的许可证还能不能用，要怎么办？" }, .until = ANSWERED,
	    .sort = "consult", .answer = "经营地址变更的，应当重新申请许可；可以到政务中心市场监管窗口办理。" },
	{ .r = { .sort = "enforcement", .about = "", .place = "雁峰区",
	    .content = "两名执法人员检查时没有出示证件，也没有留下任何文书，请调查处理。", .name = "演示投诉人丁",
	    .telephone = "07340000004" }, .agency = 1, .until = SENT },
};

struct hand {
	struct arena *a;
	struct demo *d;
	const struct sent *s;
	struct ref ref;
	int64_t account;
};

/* One act of the hand's account, with pairs of field and text that end with NULL. */
static enum err
carry_out(struct hand *h, const char *action, const char *const *pairs)
{
	struct act act = { .principal = h->account, .occurred_at = TIME_NONE, .request = "demo" };
	struct source_request q;
	struct problems said;
	const char *answer;
	struct input *in;
	enum err e;

	problems_init(&said, h->a);
	e = source_get(h->a, h->d->db, h->ref, &q);
	if (e == OK)
		e = source_form(h->a, h->d->db, h->account, h->ref, action, &in);
	if (e != OK)
		return e;
	for (; *pairs != NULL; pairs += 2)
		(void)input_set(in, pairs[0], pairs[1]);
	input_read(in, h->d->now, &said);
	return said.n > 0 ? err_set(ERR_INPUT, "%s of a request: %s", action, said.first->code) :
	    source_do(h->a, h->d->db, &act, h->ref, action, q.version, in, &said, &answer);
}

static enum err
agency_text(struct hand *h, int agency, const char **out)
{
	struct people_agency *list;
	char text[REF_TEXT_SIZE];
	int i, n;
	enum err e = people_agency_list(h->a, h->d->db, &list, &n);

	*out = "";
	for (i = 0; e == OK && i < n; i++)
		if (list[i].id == h->d->agency[agency].id) {
			ref_text(list[i].ref, text);
			*out = arena_strdup(h->a, text);
		}
	return e;
}

static enum err
send_in(struct hand *h)
{
	struct source_report r = h->s->r;
	struct source_query newest = { .limit = 1 };
	struct source_request *list;
	struct source_receipt got;
	const char *text;
	int n;
	enum err e = agency_text(h, h->s->agency, &text);

	if (e != OK || !ref_parse(text, &r.agency))
		return e != OK ? e : err_set(ERR_INPUT, "no such agency");
	r.once = source_once(h->a);
	r.name = r.name != NULL ? r.name : "";
	r.telephone = r.telephone != NULL ? r.telephone : "";
	r.address = r.address != NULL ? r.address : "";
	e = source_take(h->a, h->d->db, &r, &got);
	if (e == OK)
		e = source_list(h->a, h->d->db, &newest, &list, &n);
	if (e == OK)
		h->ref = list[0].ref;
	return e;
}

static enum err
go_on(struct hand *h)
{
	const struct sent *s = h->s;
	const char *there = "";
	enum err e = OK;

	if (s->until >= SORTED)
		e = carry_out(h, "sort", (const char *const[]){ "sort", s->sort, "subject_name", s->r.about, NULL });
	if (e == OK && s->until == FORWARDED)
		e = agency_text(h, 2, &there);
	if (e == OK && s->until == FORWARDED)
		e = carry_out(h, "forward", (const char *const[]){ "agency", there, "reason", "属于道路运输管理职责",
		    NULL });
	if (e == OK && s->until == REFUSED)
		e = carry_out(h, "reject", (const char *const[]){ "ground", s->ground, "answer", s->answer, NULL });
	return e == OK && s->until == ANSWERED ? carry_out(h, "answer", (const char *const[]){ "answer", s->answer,
	    NULL }) : e;
}

enum err
demo_source(struct demo *d)
{
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < sizeof(sents) / sizeof(*sents); i++) {
		struct hand h = { .a = arena_new("demo"), .d = d, .s = &sents[i],
		    .account = d->agency[sents[i].agency].intake };

		e = send_in(&h);
		if (e == OK)
			e = go_on(&h);
		arena_free(h.a);
	}
	return e;
}
