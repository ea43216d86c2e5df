/* programme.c - the demo's programmes of visits for the next year: one filed and received, one filed that is being
 * changed. */
#include "cmd/demo/demo.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/joint/joint.h"
#include "lib/people/people.h"

static const struct line {
	int agency;
	const char *item, *firms, *from, *to, *visits, *unannounced;	/* from, to: within the year */
} lines[] = {
	{ 0, "JCX-SJ-001", "食品生产企业", "-03-01", "-06-30", "60", NULL },
	{ 0, "JCX-SJ-002", "餐饮服务单位、学校食堂", "-04-01", "-11-30", "180", NULL },
	{ 0, "JCX-SJ-003", "农贸市场", "-05-01", "-10-31", "24", "1" },
	{ 1, "JCX-HB-001", "重点排污单位", "-03-01", "-12-20", "36", "1" },
	{ 1, "JCX-HB-005", "加油站、餐饮服务单位", "-04-01", "-11-30", "90", NULL },
};

struct hand {
	struct arena *a;
	struct demo *d;
	struct ref programme;
	int year;
};

/* One act of an account, with pairs of field and text that end with NULL. */
static enum err
carry_out(struct hand *h, int64_t account, const char *action, const char *const *pairs)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE, .request = "demo" };
	struct joint_key key = { .ref = h->programme, .action = action };
	struct joint_programme p = { .version = 0 };
	struct problems said;
	const char *answer;
	struct input *in;
	enum err e = OK;

	problems_init(&said, h->a);
	if (!ref_zero(key.ref))
		e = joint_programme_get(h->a, h->d->db, key.ref, &p);
	if (e == OK)
		e = joint_form(h->a, h->d->db, account, &key, &in);
	if (e != OK)
		return e;
	for (; pairs[0] != NULL; pairs += 2)
		(void)input_set(in, pairs[0], pairs[1]);
	input_read(in, h->d->now, &said);
	return said.n > 0 ? err_set(ERR_INPUT, "%s of a programme: %s", action, said.first->code) :
	    joint_do(h->a, h->d->db, &act, &key, p.version, in, &said, &answer);
}
#define ACT(account, what, ...) carry_out(h, account, what, \
	(const char *const[]){ __VA_ARGS__ __VA_OPT__(,) NULL, NULL })

static const char *
within(struct hand *h, const char *month_day)
{
	return arena_printf(h->a, "%d%s", h->year, month_day);
}

static enum err
begin(struct hand *h, int agency)
{
	struct joint_query newest = { .limit = 1 };
	int64_t by = h->d->agency[agency].coordinator;
	struct joint_programme *list;
	int n;
	size_t i;
	enum err e = ACT(by, "open", "year", arena_printf(h->a, "%d", h->year));

	if (e == OK)
		e = joint_programme_list(h->a, h->d->db, &newest, &list, &n);
	if (e == OK)
		h->programme = list[0].ref;
	for (i = 0; e == OK && i < sizeof(lines) / sizeof(*lines); i++)
		if (lines[i].agency == agency)
			e = ACT(by, "add", "item", lines[i].item, "firms", lines[i].firms, "from_on",
			    within(h, lines[i].from), "to_on", within(h, lines[i].to), "visits", lines[i].visits,
			    lines[i].unannounced != NULL ? "unannounced" : NULL, lines[i].unannounced);
	return e;
}

static enum err
file(struct hand *h, int agency, const char *upper)
{
	const struct demo_agency *y = &h->d->agency[agency];
	char today[DAY_TEXT_SIZE];
	enum err e = ACT(y->coordinator, "submit");

	day_text(time_day(h->d->now), today);
	if (e == OK)
		e = ACT(y->head, "approve", "agree", "yes", "words", "同意。");
	return e == OK ? ACT(y->coordinator, "file", "filed_on", today, "upper", upper, "upper_on", today) : e;
}

enum err
demo_programmes(struct demo *d)
{
	struct hand hand = { .a = arena_new("demo"), .d = d }, *h = &hand;
	int month, mday;
	enum err e;

	day_parts(time_day(d->now), &h->year, &month, &mday);
	h->year++;
	e = begin(h, 0);
	if (e == OK)
		e = file(h, 0, "湖南省市场监督管理局");
	if (e == OK)
		e = ACT(d->supervisor, "receive");
	h->programme = (struct ref){ { 0 } };
	if (e == OK)
		e = begin(h, 1);
	if (e == OK)
		e = file(h, 1, "湖南省生态环境厅");
	if (e == OK)
		e = ACT(d->agency[1].coordinator, "change", "reason", "省厅部署夏季臭氧专项行动，增加加油站检查。");
	arena_free(h->a);
	return e;
}
