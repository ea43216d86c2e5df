/* joint.c - the demo's visits of several agencies in one, and a firm that was visited as often as a year allows. */
#include "cmd/demo/visits.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

enum err
visits_join(struct hand *first, struct hand *h)
{
	enum err e = visits_begin(h);

	if (e == OK)
		e = ACT(h->u->officer[0], "join", "with", visits_text(h, first->ref));
	return e == OK ? visits_approve(h) : e;
}

/* One code for all, the lead's; each agency with its own checklist and result. */
static enum err
visit_together(struct checks *k, const struct story_of *stories, int n)
{
	struct hand hands[3], *h = &hands[0];
	int i;
	enum err e = OK;

	for (i = 0; i < n; i++)
		if (!visits_hand(k, &stories[i], 1, &hands[i]))
			return OK;
	e = visits_begin(h);
	if (e == OK)
		e = visits_approve(h);
	for (i = 1; e == OK && i < n; i++)
		e = visits_join(&hands[0], &hands[i]);
	if (e == OK)
		e = visits_due(k);	/* the lead's record learns of the others */
	for (i = 0; e == OK && i < n; i++) {
		h = &hands[i];
		if (stories[i].until >= ISSUED)
			e = ACT(h->u->officer[0], "issue");	/* the others take the lead's */
		if (e == OK && stories[i].until >= NOTIFIED)
			e = ACT(h->u->officer[0], "notify", "way", i == 0 ? "paper" : "on_site");
	}
	for (i = 0; e == OK && i < n && stories[i].until >= ARRIVED; i++)
		e = visits_there(&hands[i]);
	for (i = 0; i < n; i++)
		arena_free(hands[i].a);
	return e;
}

/* A draw may have taken the firm too: its visit counts. */
static enum err
at_the_cap(struct hand *h, bool *yes)
{
	struct inspection i = { .subject = row_i64(db_at(h->k->firms, h->s->firm), "id"), .agency = h->y->id };
	struct inspection_caps c;
	enum err e = inspection_caps(h->a, h->k->d->db, &i, h->k->d->now, &c);

	*yes = e == OK && c.agency_of >= 0 && c.agency_n >= c.agency_of;
	return e;
}

/* As many as one agency may: other items each time, the units in turn. */
static enum err
up_to_the_cap(struct checks *k)
{
	static const struct story_of stories[] = {
		{ .kind = "routine", .until = TOLD, .firm = 17 },
		{ .kind = "special", .source = "other", .reason = "计量器具专项检查", .remedy = "corrected",
		    .found = "一台电子秤未贴检定标志，当场补贴", .until = TOLD,
		  .firm = 17, .items_from = 3, .photos = 2 },
		{ .kind = "routine", .until = TOLD, .firm = 17, .items_from = 6 },
		{ .kind = "special", .source = "other", .reason = "节前专项检查", .until = NOTIFIED, .firm = 17,
		    .items_from = 9 },
	};
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < sizeof(stories) / sizeof(*stories); i++) {
		struct hand h;
		bool full = false;

		if (visits_hand(k, &stories[i], (int)(i % DEMO_UNITS), &h)) {
			e = at_the_cap(&h, &full);
			if (e == OK && !full)
				e = visits_play(&h);
		}
		arena_free(h.a);
	}
	return e;
}

enum err
demo_joint(struct checks *k)
{
	static const struct story_of done[] = {
		{ .kind = "case", .source = "complaint", .reason = "群众反映餐饮油烟扰民、食材来源不明", .until = TOLD,
		    .agency = 0, .firm = 12, .photos = 2, .items_from = 1 },
		{ .kind = "case", .source = "complaint", .reason = "群众反映餐饮油烟扰民", .remedy = "order",
		    .found = "油烟净化器滤网未按期清洗，台账缺两个月",
		  .until = TOLD, .agency = 1, .firm = 12, .photos = 2 },
	}, under_way[] = {
		{ .kind = "special", .source = "assigned", .reason = "危险化学品经营单位联合整治", .until = ISSUED,
		    .agency = 2, .firm = 15, .items = 1 },
		{ .kind = "special", .source = "assigned", .reason = "危险化学品经营单位联合整治", .until = ISSUED,
		    .agency = 0, .firm = 15, .items = 1, .items_from = 8 },
		{ .kind = "special", .source = "assigned", .reason = "危险化学品经营单位联合整治", .until = APPROVED,
		    .agency = 1, .firm = 15, .items = 1 },
	};
	enum err e = visit_together(k, done, 2);

	if (e == OK)
		e = visit_together(k, under_way, 3);
	return e == OK ? up_to_the_cap(k) : e;
}
