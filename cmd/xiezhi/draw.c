/* draw.c - xiezhi draw: the ceremony of a draw by command, for offices without a projector.  The account named is an
 * active coordinator of the draw's agency; what it may not do on the desk it may not do here. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/people/admin.h"
#include "lib/people/people.h"
#include "lib/spotcheck/ceremony.h"
#include "lib/spotcheck/public.h"
#include "lib/spotcheck/substitution.h"

struct asked {
	const char *id, *step, *as, *beacon, *at, *officer, *words;
	const char *word[2];		/* substitute: object, reason; links: how many */
	int words_n;
};
struct doing {
	struct arena *a;
	struct db *db;
	struct asked q;
	struct act act;
	struct spotcheck_draw d;
	struct problems p;
};

static bool
options(int argc, char **argv, struct asked *q)
{
	const struct {
		const char *name, **to;
	} named[] = {
		{ "--as", &q->as }, { "--beacon", &q->beacon }, { "--beacon-at", &q->at }, { "--officer", &q->officer },
		{ "--words", &q->words },
	};
	size_t k;
	int i;

	*q = (struct asked){ 0 };
	if (argc < 3)
		return false;
	q->id = argv[1];
	q->step = argv[2];
	for (i = 3; i < argc; i++) {
		for (k = 0; k < sizeof(named) / sizeof(*named) && strcmp(argv[i], named[k].name) != 0; k++)
			;
		if (k < sizeof(named) / sizeof(*named) && i + 1 < argc)
			*named[k].to = argv[++i];
		else if (argv[i][0] != '-' && q->words_n < 2)
			q->word[q->words_n++] = argv[i];
		else
			return false;
	}
	return true;
}

/* What a refusal says; the desk has the same in its catalogue. */
static const char *
in_words(const char *code)
{
	static const struct {
		const char *code, *words;
	} say[] = {
		{ "draw_state", "not possible in the state the draw is in" },
		{ "draw_late", "the time for this draw is over" },
		{ "draw_nobody", "nobody has given a value or a pledge yet" },
		{ "draw_missing", "has pledged and not revealed yet" },
		{ "draw_no_pledges", "this draw has no pledges" },
		{ "draw_no_witness", "this draw takes no values from witnesses" },
		{ "draw_value",
		    "the public value is one line of 1 to 256 bytes without control characters (--beacon VALUE)" },
		{ "draw_beacon_time", "the public value is later than the announcement,"
		    " and not in the future (--beacon-at)" },
		{ "draw_secret", "the secret cannot be opened, nothing was drawn; the key of draws must be checked" },
		{ "draw_pools", "the frozen pools do not fit the announcement, nothing was drawn" },
		{ "draw_reason", "dissolved or moved for an object, recused or unfit for an officer" },
		{ "draw_not_selected", "is not selected now" },
		{ "draw_visited", "the visit was recorded; nobody can come in any more" },
	};
	size_t i;

	for (i = 0; i < sizeof(say) / sizeof(*say); i++)
		if (strcmp(code, say[i].code) == 0)
			return say[i].words;
	return code;
}

static int
ended(struct doing *x, enum err e, const char *done)
{
	const struct problem *p = x->p.first;

	if (e == OK) {
		(void)printf("%s: %s\n", x->q.id, done);
		return 0;
	}
	if (p == NULL)
		return cmd_failed("draw", e);
	return cmd_fail("draw", "%s: %s%s%s (%s)", x->q.id, p->arg != NULL ? p->arg : "", p->arg != NULL ? ": " : "",
	    in_words(p->code), p->code);
}

static int
close_it(struct doing *x)
{
	struct spotcheck_beacon b = { .value = x->q.beacon };

	if (db_now(x->a, x->db, &b.at) != OK)
		return cmd_failed("draw", ERR_DB);
	if (x->q.at != NULL && !time_parse(x->q.at, &b.at))
		return cmd_fail("draw", "--beacon-at: not a time with offset: %s", x->q.at);
	return ended(x, spotcheck_close(x->a, x->db, &x->act, x->q.id, x->q.beacon != NULL ? &b : NULL, &x->p),
	    "closed");
}

static int
links(struct doing *x)
{
	const char *token[20];
	long long n, i;
	enum err e;

	if (!str_i64(x->q.word[0], 1, 20, &n))
		return cmd_fail("draw", "links: a number from 1 to 20");
	e = spotcheck_witness_links(x->a, x->db, &x->act, x->q.id, (int)n, &x->p, token);
	for (i = 0; e == OK && i < n; i++)
		(void)printf("/draws/%s/witness#%s\n", x->q.id, token[i]);
	return ended(x, e, "one-time links, shown once: one for each witness");
}

static int
substitute(struct doing *x)
{
	struct spotcheck_substituting s = { .draw_id = x->q.id, .object = x->q.word[0], .reason = x->q.word[1],
	    .officer = x->q.officer, .words = x->q.words };
	enum err e = spotcheck_substitute(x->a, x->db, &x->act, &s, &x->p);

	return ended(x, e, e == OK && s.in != NULL ? arena_printf(x->a, "%s comes in", s.in) :
	    "nobody is left to come in");
}

static const char *
when(struct arena *a, int64_t at)
{
	char *text = arena_alloc(a, TIME_TEXT_SIZE);

	time_text(at, text);
	return text;
}

/* What is public of a sealed draw, and no more: this command asks for no account. */
static int
show(struct doing *x)
{
	const struct spotcheck_draw *d = &x->d;
	const struct db_rows *rows;
	int i;

	(void)printf("draw\t%s\t%s\nagency\t%s\nstate\t%s\ngrade\t%s\npool\t%d\t%d to be"
	    " drawn\nannounced\t%s\nreveal by\t%s\n"
	    "commitment\t%s\n", d->draw_id, d->title, d->agency_name, d->state, d->grade, d->pool, d->quota,
	    when(x->a, d->announced_at), when(x->a, d->reveal_by), d->commitment);
	if (d->closed_at != TIME_NONE)
		(void)printf("closed\t%s\n", when(x->a, d->closed_at));
	if (d->lapse_reason != NULL)
		(void)printf("lapsed\t%s\n", d->lapse_reason);
	if (!str_eq(d->state, "published"))
		return 0;
	(void)printf("drawn\t%s\nseed\t%s\n", when(x->a, d->drawn_at), d->seed);
	if (spotcheck_public_selected(x->a, x->db, d->id, &rows) != OK)
		return cmd_failed("draw", ERR_DB);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		(void)printf("selected\t%" PRId64 "\t%s\t%s\t%s\n", row_i64(r, "seq"), row_text(r, "object_id"),
		    row_text_or(r, "team", ""), row_text_or(r, "unassigned", ""));
	}
	return 0;
}

/* The account that acts: an active coordinator of the agency whose draw it is. */
static int
acting(struct doing *x)
{
	struct people_actor who;
	int64_t account;
	enum err e;

	if (x->q.as == NULL)
		return cmd_fail("draw", "as whom? --as USER, a coordinator of the draw's agency");
	e = people_account_find(x->a, x->db, x->q.as, &account);
	if (e == OK)
		e = people_actor_load(x->a, x->db, account, &who);
	if (e == ERR_NOT_FOUND || e == ERR_DENIED)
		return cmd_fail("draw", "no active account %s", x->q.as);
	if (e != OK)
		return cmd_failed("draw", e);
	if ((who.duties & DUTY_COORDINATOR) == 0 || who.agency != x->d.agency)
		return cmd_fail("draw", "%s is no coordinator of %s", x->q.as, x->d.agency_name);
	x->act = (struct act){ .principal = account, .scope = "", .occurred_at = TIME_NONE, .request = "command" };
	return 0;
}

static int
act(struct doing *x)
{
	const char *step = x->q.step;

	if (str_eq(step, "pledged"))
		return ended(x, spotcheck_pledging_end(x->a, x->db, &x->act, x->q.id, &x->p), "pledging has ended");
	if (str_eq(step, "close"))
		return close_it(x);
	if (str_eq(step, "draw"))
		return ended(x, spotcheck_run(x->a, x->db, &x->act, x->q.id, &x->p), "drawn");
	return str_eq(step, "links") ? links(x) : substitute(x);
}

static bool
known(const struct asked *q)
{
	static const struct {
		const char *step;
		int words;
	} steps[] = { { "links", 1 }, { "pledged", 0 }, { "close", 0 }, { "draw", 0 }, { "substitute", 2 },
	    { "show", 0 } };
	size_t i;

	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (str_eq(q->step, steps[i].step))
			return q->words_n == steps[i].words;
	return false;
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct doing x = { .a = a };
	struct conf *conf;
	int rc;
	enum err e;

	if (!options(argc, argv, &x.q) || !known(&x.q))
		return cmd_usage("draw");
	if (!cmd_store(a, "draw", &conf, &x.db))
		return 2;
	problems_init(&x.p, a);
	e = spotcheck_draw_get(a, x.db, x.q.id, &x.d);
	if (e == ERR_NOT_FOUND)
		return cmd_fail("draw", "no announced draw %s", x.q.id);
	if (e != OK)
		return cmd_failed("draw", e);
	if (str_eq(x.q.step, "show"))
		return show(&x);
	rc = acting(&x);
	if (rc != 0)
		return rc;
	e = cmd_start(a, "draw", conf);
	return e == OK ? act(&x) : cmd_failed("draw", e);
}

int
cmd_draw(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
