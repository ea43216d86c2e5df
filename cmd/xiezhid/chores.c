/* chores.c - see chores.h. */
#include "cmd/xiezhid/chores.h"

#include "cmd/xiezhid/health.h"
#include "cmd/xiezhid/terms.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/db/db.h"
#include "lib/people/reference.h"

#define CHORES_MAX 64
/* Where nothing was done that the log tells of, ticks that come faster than this look at nothing else. */
#define QUIET_US (SECOND_US * 2 / 5)
/* One that is longer at its turn hangs. */
#define TURN_US (15 * MINUTE_US)

struct turn {
	const struct chore *chore;
	int64_t next, ran, complained;	/* monotonic */
	int health;
};

struct chores {
	struct db *db;
	const struct module *modules;
	int64_t account;		/* its own; 0: not asked yet */
	int64_t store_complained, terms_complained;
	int64_t looked;			/* monotonic: when all was looked at */
	struct turn turn[CHORES_MAX];
	size_t n;
	int looks, ends;		/* of health.h: the store answers, terms end */
};

static void
complain(const char *what, int64_t *complained)
{
	int64_t now = clock_monotonic_us();

	if (*complained != 0 && now - *complained < MINUTE_US)
		return;
	*complained = now;
	LOG(LOG_ERROR, "tick", LOG_TEXT("chore", what), LOG_TEXT("detail", err_last()));
}

static enum err
add(struct arena *a, struct chores *c, const struct chore *chore)
{
	if (c->n == CHORES_MAX)
		return err_set(ERR_LIMIT, "more than %d chores", CHORES_MAX);
	c->turn[c->n++] = (struct turn){ .chore = chore, .health = health_row(chore->name, chore->every) };
	return chore->open != NULL ? chore->open(a, c->db) : OK;
}

enum err
chores_open(struct arena *a, struct db *db, const struct module *modules, struct chores **out)
{
	struct chores *c = ARENA_NEW(a, struct chores);
	const struct module *m;
	const struct chore *k;
	enum err e = OK;

	c->db = db;
	c->modules = modules;
	c->looks = health_row("store", 0);
	c->ends = health_row("terms", 0);
	for (m = modules; e == OK && m->name != NULL; m++)
		for (k = m->chores; e == OK && k != NULL && k->name != NULL; k++)
			e = add(a, c, k);
	*out = c;
	return e;
}

/* One that failed is tried again at the next tick.  Gives how much it did. */
static int64_t
do_one(struct arena *a, struct chores *c, struct turn *t)
{
	struct arena *each = arena_child(a);
	int64_t n = 0;
	enum err e;

	t->ran = clock_monotonic_us();
	err_clear();
	health_at_work(TURN_US);
	e = t->chore->run(each, c->db, c->account, &n);
	health_at_work(0);
	if (e == OK)
		health_done(t->health);
	if (e != OK)
		complain(t->chore->name, &t->complained);
	else if (n == 0)
		t->next = t->chore->every == CHORE_ONCE ? INT64_MAX : t->ran + t->chore->every;
	arena_free(each);
	return n;
}

/* Those that are prompt, when they ran as long ago as that.  Gives how much they did. */
static int64_t
do_prompt(struct arena *a, struct chores *c, int64_t ago)
{
	int64_t now = clock_monotonic_us(), n = 0;
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->turn[i].chore->prompt && (c->turn[i].ran == 0 || now - c->turn[i].ran >= ago))
			n += do_one(a, c, &c->turn[i]);
	return n;
}

static void
keep_promise(struct arena *a, void *ctx)
{
	(void)do_prompt(a, ctx, SECOND_US);
	health_at_work(TURN_US);
}

/* Without the store, or before it knows the daemon, there is nothing to do. */
static enum err
look(struct arena *a, struct chores *c, int64_t *now)
{
	enum err e = OK;

	if (c->account == 0)
		e = people_service(a, c->db, "xz-daemon", &c->account);
	return e == OK ? db_now(a, c->db, now) : e;
}

/* Those of each tick, or those now and then that are due. */
static void
do_due(struct arena *a, struct chores *c, bool each_tick)
{
	int64_t now = clock_monotonic_us();
	size_t i;

	for (i = 0; i < c->n; i++) {
		const struct chore *k = c->turn[i].chore;

		if (k->prompt || (k->every == 0) != each_tick || now < c->turn[i].next)
			continue;
		(void)do_one(a, c, &c->turn[i]);
		keep_promise(a, c);
	}
}

void
chores_tick(struct arena *a, struct chores *c)
{
	struct ending_terms terms = { .modules = c->modules, .between = keep_promise, .ctx = c };

	if (do_prompt(a, c, 0) == 0 && clock_monotonic_us() - c->looked < QUIET_US)
		return;
	c->looked = clock_monotonic_us();
	if (look(a, c, &terms.now) != OK) {
		complain("store", &c->store_complained);
		return;
	}
	health_done(c->looks);
	/* terms before chores: what ends with a term is what some of them then publish */
	terms.by = c->account;
	health_at_work(TURN_US);
	if (terms_end(a, c->db, &terms) != OK)
		complain("terms", &c->terms_complained);
	else
		health_done(c->ends);
	health_at_work(0);
	do_due(a, c, true);
	do_due(a, c, false);	/* nobody waits for these */
}
