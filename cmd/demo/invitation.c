/* invitation.c - the demo's agencies asked to come along to a firm: one comes, one declines, one has not answered. */
#include "cmd/demo/visits.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/joint/invite.h"
#include "lib/people/admin.h"
#include "lib/people/people.h"
#include "lib/people/reference.h"

/* One act of an account on an invitation, with pairs of field and text that end with NULL. */
static enum err
carry_out(struct hand *h, int64_t account, struct invite_key key, const char *const *pairs)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE, .request = "demo" };
	struct joint_invitation v = { .version = 0 };
	const char *answer;
	struct input *in;
	enum err e = OK;

	problems_init(&h->said, h->a);
	if (!ref_zero(key.ref))
		e = joint_invitation_get(h->a, h->k->d->db, key.ref, &v);
	if (e == OK)
		e = joint_invitation_form(h->a, h->k->d->db, account, &key, &in);
	if (e != OK)
		return e;
	for (; pairs[0] != NULL; pairs += 2)
		(void)input_set(in, pairs[0], pairs[1]);
	input_read(in, h->k->d->now, &h->said);
	return h->said.n > 0 ? err_set(ERR_INPUT, "%s of an invitation: %s", key.action, h->said.first->code) :
	    joint_invitation_do(h->a, h->k->d->db, &act, &key, v.version, in, &h->said, &answer);
}

static enum err
agency_text(struct hand *h, int agency, const char **out)
{
	struct people_agency *list;
	int i, n;
	enum err e = people_agency_list(h->a, h->k->d->db, &list, &n);

	*out = "";
	for (i = 0; e == OK && i < n; i++)
		if (list[i].id == h->k->d->agency[agency].id)
			*out = visits_text(h, list[i].ref);
	return e;
}

/* The story's inspection is begun, and the other agency asked to it. */
static enum err
invite(struct hand *h, int agency, const char *asked, struct ref *out)
{
	struct joint_invitation_query newest = { .limit = 1 };
	struct joint_invitation *list;
	const char *to;
	int n;
	enum err e = visits_begin(h);

	if (e == OK)
		e = agency_text(h, agency, &to);
	if (e == OK)
		e = carry_out(h, h->u->officer[0], (struct invite_key){ .inspection = h->ref, .action = "invite" },
		    (const char *const[]){ "agency", to, "asked", asked, NULL });
	if (e == OK)
		e = joint_invitation_list(h->a, h->k->d->db, &newest, &list, &n);
	if (e == OK)
		*out = list[0].ref;
	return e;
}

static enum err
noted(struct checks *k)
{
	int64_t daemon = 0, n;
	enum err e = people_service(k->d->arena, k->d->db, "xz-daemon", &daemon);

	return e == OK ? joint_due(k->d->arena, k->d->db, daemon, &n) : e;
}

static enum err
accepted(struct checks *k, struct hand *lead, struct hand *h)
{
	struct ref v;
	enum err e = invite(lead, h->s->agency, "油烟净化设施运行、台账", &v);

	if (e == OK)
		e = carry_out(h, h->u->head, (struct invite_key){ .ref = v, .action = "accept" },
		    (const char *const[]){ "officer", visits_text(h, h->u->officer_ref[0]), NULL });
	if (e == OK)
		e = visits_join(lead, h);
	return e == OK ? noted(k) : e;
}

static enum err
declined(struct hand *lead, const struct demo_unit *there, int agency)
{
	struct ref v;
	enum err e = invite(lead, agency, "消防通道、燃气使用", &v);

	return e == OK ? carry_out(lead, there->head, (struct invite_key){ .ref = v, .action = "decline" },
	    (const char *const[]){ "ground", "time", "words", "本周全员参加应急演练。", NULL }) : e;
}

enum err
demo_invitations(struct checks *k)
{
	static const struct story_of stories[] = {
		{ .kind = "special", .source = "assigned", .reason = "餐饮单位联合检查", .firm = 18, .items = 2 },
		{ .kind = "special", .source = "assigned", .reason = "餐饮单位联合检查", .firm = 18, .items = 1,
		    .agency = 1 },
		{ .kind = "special", .source = "assigned", .reason = "集贸市场联合检查", .firm = 21, .items = 2 },
		{ .kind = "special", .source = "assigned", .reason = "校园周边联合检查", .firm = 24, .items = 2 },
	};
	struct hand h[4];
	struct ref v;
	size_t i;
	enum err e = OK;

	for (i = 0; i < 4; i++)
		if (!visits_hand(k, &stories[i], 0, &h[i]))
			return OK;
	e = accepted(k, &h[0], &h[1]);
	if (e == OK)
		e = declined(&h[2], &k->d->agency[2].unit[0], 2);
	if (e == OK)
		e = invite(&h[3], 1, "噪声、油烟", &v);
	for (i = 0; i < 4; i++)
		arena_free(h[i].a);
	return e;
}
