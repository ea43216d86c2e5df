/* draws.c - draws of the demo, of every grade and state, with substitutions and visits; each from its announcement
 * on by the functions that desk, portal and daemon call. */
#include <string.h>

#include "cmd/demo/checks.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/draw/draw.h"
#include "lib/people/people.h"
#include "lib/people/reference.h"
#include "lib/spotcheck/ceremony.h"
#include "lib/spotcheck/public.h"
#include "lib/spotcheck/substitution.h"
#include "lib/spotcheck/visit.h"

#define VISITS_RECORDED 4
#define VISITS_MOST 200
#define STEPS_MOST 200		/* of all draws together */

/* Who acts, on which draw. */
struct hand {
	struct checks *k;
	struct arena *a;
	const char *draw_id;
	struct act act;
	struct problems said;
};

/* Time goes on a little with each step, and never past the real hour. */
static enum err
tick(struct checks *k)
{
	int64_t left = (k->d->end - k->d->now) / STEPS_MOST;

	return demo_clock(k->d, k->d->now + (left < 60 * SECOND_US ? left : 60 * SECOND_US));
}

static enum err
by(struct hand *h, int64_t account)
{
	h->act = (struct act){ .principal = account, .occurred_at = TIME_NONE, .request = "demo" };
	problems_init(&h->said, h->a);
	return tick(h->k);
}

static enum err
announce(struct hand *h, int agency, struct spotcheck_task t, const char *items)
{
	enum err e = tick(h->k);

	if (e == OK)
		e = checks_put(h->k, agency, t, items, true, &h->draw_id);
	return e == OK ? by(h, h->k->d->agency[agency].coordinator) : e;
}

/* ---- witnesses */

static const char *const names[] = { "市司法局 唐志远", "市工商业联合会 何静", "市人大代表 周明" },
    *const values[] = { "1731 0492 8855 2604", "lucky 7 / 石鼓书院", "随便写的一句话：湘江北去" };

/* Refused by a word: the demo has said something that does not fit. */
static enum err
word_is(const struct hand *h, const char *word, const char *want)
{
	return str_eq(word, want) ? OK : err_set(ERR_STATE, "demo draw %s: a witness was told %s", h->draw_id, word);
}

/* n give a pledge and the first `revealing` of them reveal; without pledges they only reveal. */
static enum err
witnesses(struct hand *h, int n, int revealing, bool pledges)
{
	struct db *db = h->k->d->db;
	const char *token[3], *word = "";
	unsigned char pledge[32];
	int i;
	enum err e = spotcheck_witness_links(h->a, db, &h->act, h->draw_id, n, &h->said, token);

	for (i = 0; e == OK && pledges && i < n; i++) {
		draw_pledge(names[i], values[i], strlen(values[i]), pledge);
		e = tick(h->k);
		if (e == OK)
			e = spotcheck_witness_pledge(h->a, db, h->draw_id, token[i], NULL, names[i], pledge, &word);
		if (e == OK)
			e = word_is(h, word, "pledged");
	}
	if (e == OK && pledges)
		e = spotcheck_pledging_end(h->a, db, &h->act, h->draw_id, &h->said);
	for (i = 0; e == OK && i < revealing; i++) {
		e = tick(h->k);
		if (e == OK)
			e = spotcheck_witness_reveal(h->a, db, h->draw_id, token[i], NULL, pledges ? NULL : names[i],
			    values[i], &word);
		if (e == OK)
			e = word_is(h, word, "revealed");
	}
	return e;
}

static enum err
close_and_run(struct hand *h, const struct spotcheck_beacon *beacon)
{
	enum err e = tick(h->k);

	if (e == OK)
		e = spotcheck_close(h->a, h->k->d->db, &h->act, h->draw_id, beacon, &h->said);
	if (e == OK)
		e = tick(h->k);
	return e == OK ? spotcheck_run(h->a, h->k->d->db, &h->act, h->draw_id, &h->said) : e;
}

/* ---- after the draw */

/* The first object goes for the next in rank, and the first officer of the next object. */
static enum err
substitutions(struct hand *h)
{
	struct db *db = h->k->d->db;
	const struct db_rows *rows;
	struct spotcheck_substituting s = { .draw_id = h->draw_id, .reason = "dissolved",
	    .words = "登记机关复函：已办理注销登记" };
	struct spotcheck_draw d;
	const char *team;
	enum err e = spotcheck_draw_get(h->a, db, h->draw_id, &d);

	if (e == OK)
		e = spotcheck_public_selected(h->a, db, d.id, &rows);
	if (e != OK || db_count(rows) < 2)
		return e;
	s.object = row_text(db_at(rows, 0), "object_id");
	e = spotcheck_substitute(h->a, db, &h->act, &s, &h->said);
	team = row_text_or(db_at(rows, 1), "team", "");
	if (e != OK || *team == '\0')
		return e;
	s = (struct spotcheck_substituting){ .draw_id = h->draw_id, .object = row_text(db_at(rows, 1), "object_id"),
	    .officer = arena_strndup(h->a, team, strcspn(team, " ")), .reason = "recused",
	    .words = "系企业法定代表人近亲属" };
	e = tick(h->k);
	return e == OK ? spotcheck_substitute(h->a, db, &h->act, &s, &h->said) : e;
}

static enum err
record(struct hand *h, struct ref ref, const char *result)
{
	struct db *db = h->k->d->db;
	struct spotcheck_item *items;
	struct spotcheck_visit v;
	struct input *in;
	char day[DAY_TEXT_SIZE];
	int i, n;
	enum err e = spotcheck_visit_get(h->a, db, ref, h->act.principal, &v);

	if (e == OK)
		e = spotcheck_visit_form(h->a, db, &v, &in, &items, &n);
	if (e != OK)
		return e;
	day_text(time_day(h->k->d->now), day);
	(void)input_set(in, "visited_on", arena_strdup(h->a, day));
	(void)input_set(in, "status", "existing");
	for (i = 0; i < n; i++)
		(void)input_set(in, items[i].field, i == 0 ? result : "none");
	(void)input_set(in, "note", "现场负责人在场，已告知检查内容。");
	input_read(in, h->k->d->now, &h->said);
	if (h->said.n > 0)
		return err_set(ERR_INPUT, "demo visit: %s %s", h->said.first->field, h->said.first->code);
	return spotcheck_visit_record(h->a, db, &h->act, ref, v.version, in, &h->said);
}

/* One officer's turn: they record what is open, or sign what others recorded; `most` in all. */
static enum err
turn(struct hand *h, int64_t account, bool signing, int *most)
{
	const struct spotcheck_signing sign = { .signer = account, .method = "account", .agree = true };
	const struct db_rows *rows;
	int i;
	enum err e = spotcheck_visits_mine(h->a, h->k->d->db, account, (struct ref){ 0 }, VISITS_MOST, &rows);

	for (i = 0; e == OK && *most > 0 && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (!str_eq(row_text(r, "draw_id"), h->draw_id) ||
		    (signing ? !row_bool(r, "to_sign") : !str_eq(row_text(r, "state"), "open")))
			continue;
		e = by(h, account);
		if (e == OK)
			e = signing ? spotcheck_visit_sign(h->a, h->k->d->db, &h->act, row_ref(r, "ref"),
			    &sign, &h->said) :
			    record(h, row_ref(r, "ref"), *most > VISITS_RECORDED - 2 ? "corrected" : "none");
		--*most;
	}
	return e;
}

/* Some are recorded, one of them waits for its second signature; what is signed is published.  Two found something:
 * the one that waits may be one of these. */
static enum err
visits(struct hand *h, const struct demo_agency *y)
{
	int i, recorded = VISITS_RECORDED, signatures = VISITS_RECORDED - 1;
	int64_t daemon = 0, n;
	enum err e = OK;

	for (i = 0; e == OK && i < DEMO_UNITS * DEMO_OFFICERS; i++)
		e = turn(h, y->unit[i / DEMO_OFFICERS].officer[i % DEMO_OFFICERS], false, &recorded);
	for (i = 0; e == OK && i < DEMO_UNITS * DEMO_OFFICERS; i++)
		e = turn(h, y->unit[i / DEMO_OFFICERS].officer[i % DEMO_OFFICERS], true, &signatures);
	if (e == OK)
		e = people_service(h->a, h->k->d->db, "xz-daemon", &daemon);
	return e == OK ? spotcheck_visits_publish(h->a, h->k->d->db, daemon, &n) : e;
}

/* ---- the draws */

/* Grade A: three witnesses who pledge; an object and an officer replaced; some visits done. */
static enum err
with_pledges(struct hand *h)
{
	struct spotcheck_task t = checks_task(h->k, 0, "重点工业产品质量双随机抽查");
	enum err e;

	t.skills = "food,quality";
	e = announce(h, 0, t, "JCX-SJ");
	if (e == OK)
		e = witnesses(h, 3, 3, true);
	if (e == OK)
		e = close_and_run(h, NULL);
	if (e == OK)
		e = substitutions(h);
	return e == OK ? visits(h, &h->k->d->agency[0]) : e;
}

/* Grade A as well: a public value that was named before. */
static enum err
with_beacon(struct hand *h)
{
	struct spotcheck_task t = checks_task(h->k, 1, "固定污染源双随机抽查");
	struct spotcheck_beacon b = { .value = "16.4,61,1013.8" };
	enum err e;

	t.strata_by = "none";
	t.contributions = "beacon";
	t.pledges = false;
	t.beacon = "南岳气象站整点观测：气温、湿度、气压";
	e = announce(h, 1, t, "JCX-HB");
	if (e == OK)
		e = tick(h->k);
	b.at = h->k->d->now;
	return e == OK ? close_and_run(h, &b) : e;
}

static enum err
without_pledges(struct hand *h)
{
	struct spotcheck_task t = checks_task(h->k, 0, "广告经营双随机抽查");
	enum err e;

	t.pledges = false;
	t.quota_all.permille = 30;
	e = announce(h, 0, t, "JCX-SJ");
	if (e == OK)
		e = witnesses(h, 2, 2, false);
	return e == OK ? close_and_run(h, NULL) : e;
}

/* Grade C: every firm of class D, so that the one without a team is among them. */
static enum err
with_nobody(struct hand *h)
{
	struct spotcheck_task t = checks_task(h->k, 1, "高风险企业全覆盖检查");
	enum err e;

	t.scope.classes = "D";
	t.scope.kinds = "firm";
	t.skills = "environment";
	t.quota_all.permille = 1000;
	t.contributions = "none";
	t.pledges = false;
	e = announce(h, 1, t, "JCX-HB");
	return e == OK ? close_and_run(h, NULL) : e;
}

static enum err
sealed(struct hand *h)
{
	struct spotcheck_task t = checks_task(h->k, 0, "餐饮服务飞行检查");
	enum err e;

	t.publication = "after-visits";
	t.quota_all.permille = 20;
	t.reveal_by = time_of_day(h->k->today + 1, 18, 0);
	t.publish_by = time_of_day(h->k->today + 20, 18, 0);
	e = announce(h, 0, t, "JCX-SJ");
	if (e == OK)
		e = witnesses(h, 2, 2, true);
	return e == OK ? close_and_run(h, NULL) : e;
}

/* A witness keeps their value back until it is too late. */
static enum err
lapsed(struct hand *h)
{
	struct spotcheck_task t = checks_task(h->k, 0, "计量器具双随机抽查");
	int64_t left = h->k->d->end - h->k->d->now, daemon = 0, n;
	enum err e;

	t.reveal_by = h->k->d->now + (left < HOUR_US ? left / 2 : 30 * 60 * SECOND_US);
	t.reveal_by -= t.reveal_by % SECOND_US;
	e = announce(h, 0, t, "JCX-SJ");
	if (e == OK)
		e = witnesses(h, 3, 2, true);
	if (e == OK)
		e = demo_clock(h->k->d, t.reveal_by + SECOND_US);
	if (e == OK)
		e = people_service(h->a, h->k->d->db, "xz-daemon", &daemon);
	return e == OK ? spotcheck_due(h->a, h->k->d->db, daemon, &n) : e;
}

enum err
demo_draws(struct checks *k)
{
	enum err (*const draw[])(struct hand *h) = { without_pledges, with_nobody, lapsed, with_beacon,
	    with_pledges, sealed };
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < sizeof(draw) / sizeof(*draw); i++) {
		struct hand h = { .k = k, .a = arena_child(k->d->arena) };

		problems_init(&h.said, h.a);
		e = draw[i](&h);
		if (e != OK && h.said.first != NULL)
			e = err_set(e, "demo draw %s: %s %s", h.draw_id != NULL ? h.draw_id : "", h.said.first->field,
			    h.said.first->code);
		arena_free(h.a);
	}
	return e;
}
