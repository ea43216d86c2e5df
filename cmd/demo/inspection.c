/* inspection.c - inspections of the demo, of each kind and in each state, by the functions the desk calls. */
#include "cmd/demo/visits.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/inspection/public.h"
#include "lib/people/people.h"
#include "lib/people/reference.h"
#include "lib/register/class.h"

#define ACTS_MOST 400
#define LINE "M60,150L80,90L110,60L140,120L170,180L210,80L250,60L290,140L330,90L380,70L430,150L480,100L540,130"

enum err
visits_act(struct hand *h, int64_t account, struct inspection_key key, const char *const *pairs)
{
	struct demo *d = h->k->d;
	int64_t left = (d->end - d->now) / ACTS_MOST;
	struct act by = { .principal = account, .occurred_at = TIME_NONE, .request = "demo" };
	struct inspection_doing x = { .key = key, .version = -1 };
	struct inspection_form f;
	enum err e = demo_clock(d, d->now + (left < 60 * SECOND_US ? left : 60 * SECOND_US));

	problems_init(&h->said, h->a);
	if (e == OK)
		e = inspection_form(h->a, d->db, account, &key, &f);
	if (e != OK)
		return e;
	for (; pairs[0] != NULL; pairs += 2)
		if (!input_set(f.in, pairs[0], pairs[1]))
			return err_set(ERR_INPUT, "demo inspection: no field %s", pairs[0]);
	input_read(f.in, d->now, &h->said);
	x.in = f.in;
	if (h->said.n == 0)
		e = inspection_do(h->a, d->db, &by, &x, &h->said, NULL);
	return h->said.first != NULL ? err_set(ERR_INPUT, "demo inspection %s: %s %s", key.action, h->said.first->field,
	    h->said.first->code) : e;
}
static const char *
at(struct hand *h, int64_t us)
{
	char text[TIME_TEXT_SIZE];

	time_text(us, text);
	text[16] = '\0';
	return arena_strdup(h->a, text);
}

const char *
visits_text(struct hand *h, struct ref ref)
{
	char text[REF_TEXT_SIZE];

	ref_text(ref, text);
	return arena_strdup(h->a, text);
}

enum err
visits_begin(struct hand *h)
{
	static const char *const heads[] = { "JCX-SJ-", "JCX-HB-", "JCX-YJ-" };
	const char *pairs[40], *answer;
	struct inspection_key key = { .action = INSPECTION_OPEN,
	    .subject = row_ref(db_at(h->k->firms, h->s->firm), "ref") };
	struct inspection_query q = { .scope = "mine", .account = h->u->officer[0], .limit = 1 };
	const struct db_rows *rows;
	int i, n = 0, items = 0, seen = 0;
	enum err e;

#define PUT(name, value) (pairs[n++] = (name), pairs[n++] = (value))
	(void)answer;
	PUT("kind", h->s->kind);
	if (str_eq(h->s->kind, "routine"))
		PUT("line", visits_text(h, h->k->line[h->s->agency]));
	if (h->s->source != NULL)
		PUT("source", h->s->source);
	if (h->s->reason != NULL)
		PUT("reason", h->s->reason);
	for (i = 0; i < db_count(h->k->items) && items < (h->s->items != 0 ? h->s->items : 3); i++)
		if (str_starts(row_text(db_at(h->k->items, i), "code"), heads[h->s->agency]) &&
		    str_eq(row_text(db_at(h->k->items, i), "mode"), "onsite") && seen++ >= h->s->items_from) {
			PUT("items", visits_text(h, row_ref(db_at(h->k->items, i), "ref")));
			items++;
		}
	PUT("second", visits_text(h, h->u->officer_ref[1]));
	PUT("from_at", at(h, h->k->d->now - HOUR_US));
	PUT("to_at", at(h, h->k->d->now + 10 * DAY_US));
	if (h->s->emergency)
		PUT("emergency", "1");
	if (h->s->surprise)
		PUT("surprise", "提前告知可能导致证据灭失");
	pairs[n] = pairs[n + 1] = NULL;
#undef PUT
	e = visits_act(h, h->u->officer[0], key, pairs);
	if (e == OK)
		e = inspection_list(h->a, h->k->d->db, &q, &rows);
	if (e == OK)
		h->ref = row_ref(db_at(rows, 0), "ref");
	return e;
}

enum err
visits_approve(struct hand *h)
{
	enum err e = ACT(h->u->officer[0], "ask");

	if (e != OK || h->s->until < APPROVED)
		return e;
	if (!h->s->emergency)
		e = ACT(h->u->head, "approve", "agree", "yes");
	return e == OK ? ACT(h->y->head, "approve", "agree", "yes", "words", "同意检查。") : e;
}

static enum err
visit(struct hand *h)
{
	char due[DAY_TEXT_SIZE];
	bool order = str_eq(h->s->remedy, "order");
	enum err e = ACT(h->u->officer[0], "arrive", "lat", "26.893100", "lon", "112.594700", "accuracy", "12");

	day_text(time_day(h->k->d->now) + 10, due);
	if (e == OK)
		e = ACT(h->u->officer[0], "show");
	if (e == OK)
		e = ACT(h->u->officer[1], "show");
	if (e == OK)
		e = ACT(h->u->officer[0], "check", "a_1", "pass", "m_1", "0.41", "u_1", "MPa");
	if (e == OK && h->s->photos > 0)
		e = demo_photos(h, h->s->photos);
	if (e != OK || h->s->until < CHECKED)
		return e;
	e = h->s->remedy == NULL ? ACT(h->u->officer[0], "check", "a_2", "pass", "a_3", "na") : order ?
	    ACT(h->u->officer[0], "check", "a_2", "fail", "r_2", "order", "d_2", arena_strdup(h->a, due),
	    "t_2", h->s->found, "a_3", "pass") :
	    ACT(h->u->officer[0], "check", "a_2", "fail", "r_2", h->s->remedy, "t_2", h->s->found, "a_3", "pass");
	return e == OK ? ACT(h->u->officer[0], "finish", "statement", "对检查情况无异议。") : e;
}

static enum err
sign_and_tell(struct hand *h)
{
	enum err e = h->s->refused ? ACT(h->u->officer[0], "party", "way", "refused", "witness", "社区工作人员 周明") :
	    ACT(h->u->officer[0], "party", "way", "drawn", "person", "现场负责人 谢春林", "path", LINE);

	if (e == OK)
		e = ACT(h->u->officer[0], "sign", "path", LINE);
	if (e == OK)
		e = ACT(h->u->officer[1], "sign", "path", LINE);
	return e == OK && h->s->until >= TOLD ? ACT(h->u->officer[0], "tell") : e;
}

enum err
visits_there(struct hand *h)
{
	enum err e = visit(h);

	return e == OK && h->s->until >= SIGNED ? sign_and_tell(h) : e;
}

enum err
visits_play(struct hand *h)
{
	enum err e = visits_begin(h);

	if (e == OK && h->s->until >= ASKED)
		e = visits_approve(h);
	if (e == OK && h->s->until >= ISSUED)
		e = ACT(h->u->officer[0], "issue");
	if (e == OK && h->s->until >= NOTIFIED && !h->s->surprise)
		e = ACT(h->u->officer[0], "notify", "way", "paper");
	return e == OK && h->s->until >= ARRIVED ? visits_there(h) : e;
}

bool
visits_hand(struct checks *k, const struct story_of *s, int unit, struct hand *out)
{
	*out = (struct hand){ .k = k, .a = arena_child(k->d->arena), .s = s, .y = &k->d->agency[s->agency] };
	out->u = &out->y->unit[unit];
	return s->firm < db_count(k->firms);
}

enum err
visits_due(struct checks *k)
{
	int64_t daemon = 0, n;
	enum err e = people_service(k->d->arena, k->d->db, "xz-daemon", &daemon);

	return e == OK ? inspection_due(k->d->arena, k->d->db, daemon, &n) : e;
}

enum err
demo_inspections(struct checks *k)
{
	static const struct story_of stories[] = {
		{ .kind = "routine", .until = TOLD, .firm = 2, .photos = 2 },
		{ .kind = "case", .source = "complaint", .reason = "消费者投诉计量不准", .remedy = "order",
		    .found = "检定证书已过期 12 天，现场责令限期检定", .surprise = true, .until = TOLD, .firm = 5,
		    .photos = 3 },
		{ .kind = "special", .source = "assigned", .reason = "节前专项检查", .remedy = "corrected",
		    .found = "冷藏柜温度记录缺一日，当场补记", .until = TOLD, .firm = 8 },
		{ .kind = "case", .source = "complaint", .reason = "举报使用过期原料", .remedy = "clue",
		    .found = "库房有超过保质期的原料 3 袋，已登记", .emergency = true, .refused = true, .until = TOLD,
		    .firm = 11, .photos = 3 },
		{ .kind = "routine", .until = SIGNED, .firm = 14 },
		{ .kind = "routine", .until = CHECKED, .firm = 1, .photos = 2 },
		{ .kind = "routine", .until = ARRIVED, .firm = 20, .photos = 2 },
		{ .kind = "special", .source = "assigned", .reason = "节前专项检查", .until = NOTIFIED, .firm = 23 },
		{ .kind = "case", .source = "data", .reason = "加油机监测数据异常", .surprise = true,
		    .until = ISSUED, .firm = 26 },
		{ .kind = "routine", .until = APPROVED, .firm = 29 },
		{ .kind = "case", .source = "complaint", .reason = "居民反映噪声扰民", .until = ASKED,
		    .agency = 1, .firm = 3 },
		{ .kind = "routine", .until = TOLD, .agency = 1, .firm = 6 },
		{ .kind = "special", .source = "assigned", .reason = "扬尘治理专项", .until = BEGUN,
		    .agency = 1, .firm = 9 },
	};
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < sizeof(stories) / sizeof(*stories); i++) {
		struct hand h;

		if (visits_hand(k, &stories[i], (int)(i % DEMO_UNITS), &h)) {
			e = register_geo_set(h.a, k->d->db, row_i64(db_at(k->firms, stories[i].firm), "id"),
			    "26.893400", arena_printf(h.a, "112.594%zu00", i % 10), "演示测绘");
			if (e == OK)
				e = visits_play(&h);
		}
		arena_free(h.a);
	}
	if (e == OK)
		e = demo_joint(k);
	if (e == OK)
		e = demo_invitations(k);
	return e == OK ? visits_due(k) : e;
}
