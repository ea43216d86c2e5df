/* supervise.c - the demo's matters of supervision, in several states; the city's own numbers of rules. */
#include <string.h>

#include "cmd/demo/demo.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/monitor/keep.h"
#include "lib/people/admin.h"
#include "lib/people/people.h"
#include "lib/supervise/supervise.h"

#define FIELDS 10

enum who { FIRST, SECOND, HEAD, AGENCY };

static const struct act_of {
	int matter;			/* of the list below */
	enum who who;
	const char *action;		/* NULL: the head agrees to what waits */
	const char *field[FIELDS];
} acts[] = {
	{ 1, FIRST, "accept", { NULL } },
	{ 1, FIRST, "open", { NULL } },
	{ 1, FIRST, "inquire", { "demand", "说明检查时是否出示证件、是否制作并交付文书，附现场记录。", "due",
	    "+10" } },
	{ 1, HEAD, NULL, { NULL } },
	{ 2, FIRST, "accept", { NULL } },
	{ 2, FIRST, "open", { NULL } },
	{ 2, FIRST, "urge", { "duty", "安全生产违法行为行政处罚办法 第三十四条 按期核查线索", "demand",
	    "完成线索核查，作出立案或者不予立案的决定并报告。", "due", "+7" } },
	{ 2, HEAD, NULL, { NULL } },
	{ 2, AGENCY, "object", { "words", "线索需要专业机构鉴定，鉴定期间不计入核查期限，委托书附后。" } },
	{ 3, FIRST, "accept", { NULL } },
	{ 3, FIRST, "open", { NULL } },
	{ 3, FIRST, "advise", { "faults", "处罚决定未在七个工作日内送达当事人。", "basis", "行政处罚法 第六十一条",
	    "demand", "补正送达，检查其他案件的送达情况，书面报告。", "due", "+15" } },
	{ 3, HEAD, NULL, { NULL } },
	{ 3, AGENCY, "report", { "answer", "已经补正送达；抽查近半年决定二十件，均在期限内送达。", "done_on", "+0" } },
	{ 4, FIRST, "accept", { NULL } },
	{ 4, FIRST, "open", { NULL } },
	{ 4, FIRST, "inquire", { "demand", "说明重复检查的原因和今后合并检查的安排。", "due", "+10" } },
	{ 4, HEAD, NULL, { NULL } },
	{ 4, AGENCY, "answer", { "answer", "两次检查分别由两个大队安排，没有核对计划；今后统一由局里审核。" } },
	{ 4, SECOND, "talk", { "held_at", "T", "place", "市司法局三楼会议室", "with", "市城管局分管负责人", "words",
	    "通报了重复检查的情况，要求核对年度检查计划，避免重复。" } },
	{ 4, FIRST, "close", { "outcome", "at_once", "words", "已经当场纠正，建立了检查计划审核制度。" } },
	{ 4, HEAD, NULL, { NULL } },
	{ 5, FIRST, "accept", { NULL } },
	{ 5, FIRST, "open", { NULL } },
	{ 5, FIRST, "advise", { "faults", "未告知当事人有要求听证的权利。", "basis", "行政处罚法 第六十三条", "demand",
	    "重新告知并听取意见，书面报告。", "due", "+20" } },
	{ 5, HEAD, NULL, { NULL } },
	{ 5, AGENCY, "report", { "answer", "经办人员已经调离，暂未重新告知。" } },
	{ 5, SECOND, "check", { "result", "not_corrected", "checked_on", "+0", "words",
	    "查阅案卷，没有重新告知的材料。" } },
	{ 5, FIRST, "propose", { "reason", "not_followed", "decision", "correct", "words",
	    "监督意见书没有执行，建议由市政府责令改正。" } },
	{ 5, HEAD, NULL, { NULL } },
	{ 6, FIRST, "accept", { NULL } },
	{ 6, FIRST, "open", { NULL } },
	{ 6, FIRST, "urge", { "duty", "行政处罚法 第四十八条 按期公示处罚决定", "demand",
	    "公示逾期未公示的处罚决定并报告。", "due",
	    "+10" } },
};

static const struct matter {
	int agency;
	const char *source, *act_kind, *ground, *title, *facts;
} matters[] = {
	{ 0, "hotline", "penalty", "improper", "小餐饮店处罚幅度明显过重",
	    "当事人反映首次违法、已经改正，仍被处以较大数额罚款。" },
	{ 1, "firm", "inspection", "manner", "检查未出示证件、未留文书", "企业反映两名执法人员检查时没有出示证件。" },
	{ 2, "superior", "penalty", "shirking", "重大隐患线索逾期未核查",
	    "上级交办的线索超过核查期限，没有处理结果。" },
	{ 3, "file_review", "penalty", "procedure", "处罚决定逾期送达", "案卷评查发现送达回证日期超过法定期限。" },
	{ 4, "firm", "inspection", "arbitrary", "三十日内两次检查同一企业", "企业反映一个月内被同一机关检查两次。" },
	{ 0, "procurator", "penalty", "procedure", "未告知听证权利", "检察机关移送：告知书没有写明要求听证的权利。" },
	{ 1, "daily", "penalty", "system", "处罚决定逾期未公示", "日常监督发现三件处罚决定超过七个工作日没有公示。" },
};
#define MATTERS (sizeof(matters) / sizeof(*matters))

struct hand {
	struct arena *a;
	struct demo *d;
	struct ref ref[MATTERS];
	const char *second;		/* of the two supervisors, as forms name them */
};

static enum err
account_text(struct hand *h, int64_t account, const char **out)
{
	struct people_actor who;
	enum err e = people_actor_load(h->a, h->d->db, account, &who);

	if (e == OK)
		*out = ref_text_in(h->a, who.ref);
	return e;
}

static enum err
agency_text(struct hand *h, int agency, const char **out)
{
	struct people_agency *list;
	int i, n;
	enum err e = people_agency_list(h->a, h->d->db, &list, &n);

	*out = "";
	for (i = 0; e == OK && i < n; i++)
		if (list[i].id == h->d->agency[agency].id)
			*out = ref_text_in(h->a, list[i].ref);
	return e;
}

/* "+10": the day ten days on; "T": now. */
static const char *
typed(struct hand *h, const char *text)
{
	char day[DAY_TEXT_SIZE], at[TIME_TEXT_SIZE];

	if (str_eq(text, "T")) {
		time_text(h->d->now, at);
		at[16] = '\0';
		return arena_strdup(h->a, at);
	}
	if (text[0] != '+')
		return text;
	day_text(time_day(h->d->now) + (text[1] - '0') * (text[2] != '\0' ? 10 : 1) +
	    (text[2] != '\0' ? text[2] - '0' : 0), day);
	return arena_strdup(h->a, day);
}

static enum err
send_form(struct hand *h, int64_t account, const struct supervise_key *key, int32_t version, struct input *in,
    const char **answer)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE, .request = "demo" };
	struct problems said;

	problems_init(&said, h->a);
	input_read(in, h->d->now, &said);
	return said.n > 0 ? err_set(ERR_INPUT, "%s of a matter: %s %s", key->action, said.first->field,
	    said.first->code) :
	    supervise_do(h->a, h->d->db, &act, key, version, in, &said, answer);
}

static enum err
registered(struct hand *h, size_t i)
{
	const struct matter *m = &matters[i];
	struct supervise_key key = { .action = "register" };
	const char *about, *answer;
	struct input *in;
	enum err e = agency_text(h, m->agency, &about);

	if (e == OK)
		e = supervise_form(h->a, h->d->db, h->d->supervisor, &key, &in);
	if (e != OK)
		return e;
	(void)input_set(in, "about", about);
	(void)input_set(in, "source", m->source);
	(void)input_set(in, "act_kind", m->act_kind);
	(void)input_set(in, "ground", m->ground);
	(void)input_set(in, "title", m->title);
	(void)input_set(in, "facts", m->facts);
	e = send_form(h, h->d->supervisor, &key, 0, in, &answer);
	if (e == OK && !ref_parse(answer + strlen("supervision "), &h->ref[i]))
		return err_set(ERR_DB, "a matter without a ref");
	return e;
}

static enum err
agreed(struct hand *h, const struct supervise_matter *x)
{
	struct act act = { .principal = h->d->justice_head, .occurred_at = TIME_NONE, .request = "demo" };
	struct supervise_asked asked;
	struct problems said;
	const char *answer;
	enum err e = supervise_asked(h->a, h->d->db, x, h->d->justice_head, &asked);

	problems_init(&said, h->a);
	return e == OK ? supervise_approve(h->a, h->d->db, &act, asked.ref, true, "同意", &said, &answer) : e;
}

static enum err
carry_out(struct hand *h, const struct act_of *o)
{
	const int64_t who[] = { [FIRST] = h->d->supervisor, [SECOND] = h->d->supervisor2, [HEAD] = h->d->justice_head,
	    [AGENCY] = h->d->agency[matters[o->matter].agency].head };
	struct supervise_key key = { .ref = h->ref[o->matter], .action = o->action };
	struct supervise_matter x;
	const char *answer;
	struct input *in;
	int k;
	enum err e = supervise_get(h->a, h->d->db, key.ref, &x);

	if (e == OK && o->action == NULL)
		return agreed(h, &x);
	if (e == OK)
		e = supervise_form(h->a, h->d->db, who[o->who], &key, &in);
	if (e != OK)
		return e;
	for (k = 0; k < FIELDS && o->field[k] != NULL; k += 2)
		(void)input_set(in, o->field[k], typed(h, o->field[k + 1]));
	if (str_eq(o->action, "open")) {
		(void)input_set(in, "second", h->second);
		(void)input_set(in, "recusal_told", "1");
	}
	return send_form(h, who[o->who], &key, x.version, in, &answer);
}

/* The city's own numbers of two rules, under which the demo's visits are found. */
static enum err
own_numbers(struct demo *d)
{
	static const struct {
		const char *key;
		int64_t n;
	} own[] = { { "visits_month", 2 }, { "routine_third", 1 } };
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < sizeof(own) / sizeof(*own); i++)
		e = monitor_version_add(d->arena, d->db, &(struct monitor_version){ .key = own[i].key, .asks = true,
		    .n = own[i].n, .from = time_day(d->now), .by = d->coordinator,
		    .reason = "衡阳市涉企行政检查统筹办法（演示）" });
	return e;
}

enum err
demo_supervision(struct demo *d)
{
	struct hand h = { .a = d->arena, .d = d };
	size_t i;
	enum err e = own_numbers(d);

	if (e == OK)
		e = account_text(&h, d->supervisor2, &h.second);
	for (i = 0; e == OK && i < MATTERS; i++)
		e = registered(&h, i);
	for (i = 0; e == OK && i < sizeof(acts) / sizeof(*acts); i++)
		e = carry_out(&h, &acts[i]);
	return e;
}
