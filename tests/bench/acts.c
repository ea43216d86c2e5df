/* acts.c - what acts cost: every kind of case of the demo is played once more on a store that holds the demo, or many
 * times the demo, each act by whoever it falls to, with the rights of the desk.
 *	XIEZHI_CONF=STATE/etc/admin.conf acts CONNINFO
 * prints a line an act: its kind (form, do, approve, countersign), its name, milliseconds.  CONNINFO: of who may take
 * the desk's role.  The linker hands every call of the engine's doors to the functions here (--wrap,
 * etc/make/bench.mk). */
#include <stdio.h>
#include <string.h>

#include "cmd/demo/story.h"
#include "cmd/xiezhi/cmd.h"
#include "lib/act/act.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/people/people.h"
#include "lib/people/session.h"

#define FIRMS_BEFORE 4000	/* more than the demo made: codes of its firms are counted */
#define SESSIONS 256
#define FAILED_MAX 5

static struct db *desk, *admin;
static struct arena *all;
static struct {
	int64_t account;
	const char *token;
} sessions[SESSIONS];
static size_t sessions_n;

/* Who acts is signed in, at the clock of the play. */
static enum err
as(struct arena *a, int64_t account)
{
	char text[TIME_TEXT_SIZE];
	struct db_row r;
	enum err e = OK;
	size_t i = 0;

	while (i < sessions_n && sessions[i].account != account)
		i++;
	if (i == sessions_n) {
		if (i == SESSIONS)
			return err_set(ERR_LIMIT, "more than %d people", SESSIONS);
		sessions[i].account = account;
		e = DB_ONE(all, admin, &r, "select username from xz.people_account where id = $1", DB_I64(account));
		if (e == OK)
			e = people_session_for(all, admin, row_text(r, "username"), &sessions[i].token);
		sessions_n += e == OK;
	}
	if (e != OK)
		return e;
	db_set_token(desk, sessions[i].token);
	time_text(clock_now(), text);
	return db_script(desk, arena_printf(a, "set xz.clock_at to '%s'", text));
}

static enum err
told(const char *kind, const char *action, int64_t begun, enum err e)
{
	if (e == OK)
		(void)printf("%s %s %.3f\n", kind, action, (double)(clock_monotonic_us() - begun) / 1000);
	return e;
}

/* Gives what the call gives. */
#define TIMED(kind, action, account, call) __extension__ ({ \
	enum err as_ = as(a, (account)); \
	int64_t begun_ = clock_monotonic_us(); \
	as_ != OK ? as_ : told(kind, action, begun_, call); \
})

#define DOOR(name) extern __typeof__(name) __real_##name, __wrap_##name
DOOR(act_form);
DOOR(act_do);
DOOR(act_approve);
DOOR(act_countersign);

enum err
__wrap_act_form(struct arena *a, struct db *db, const struct act *act, const struct act_kind *kind,
    const struct act_key *key, struct act_move **out)
{
	(void)db;
	return TIMED("form", key->action, act->principal, __real_act_form(a, desk, act, kind, key, out));
}

enum err
__wrap_act_do(struct arena *a, struct db *db, const struct act *act, const struct act_request *q, struct problems *p,
    const char **answer)
{
	(void)db;
	return TIMED("do", q->key.action, act->principal, __real_act_do(a, desk, act, q, p, answer));
}

enum err
__wrap_act_approve(struct arena *a, struct db *db, const struct act *act, const struct act_kind *kind,
    struct ref approval, bool agree, const char *words, struct problems *p, const char **answer)
{
	struct act_approval q;
	enum err e = act_approval_get(a, db, approval, &q);

	return e != OK ? e : TIMED("approve", q.action, act->principal,
	    __real_act_approve(a, desk, act, kind, approval, agree, words, p, answer));
}

enum err
__wrap_act_countersign(struct arena *a, struct db *db, const struct act *act, const struct act_kind *kind,
    struct ref cosign, int64_t signer, const char *method, bool agree, const char *words, struct problems *p,
    const char **answer)
{
	struct act_cosign q;
	enum err e = act_cosign_get(a, db, cosign, &q);

	return e != OK ? e : TIMED("countersign", q.action, act->principal,
	    __real_act_countersign(a, desk, act, kind, cosign, signer, method, agree, words, p, answer));
}

/* ---- the demo's people, as they are there already */

static enum err
account(struct demo *d, const char *code, const char *who, int64_t *id, struct ref *ref)
{
	struct people_actor actor;
	struct db_row r;
	enum err e = DB_ONE(all, d->db, &r, "select id from xz.people_account where username = $1",
	    DB_TEXT(arena_printf(all, "%s%s%s", code, *code != '\0' ? "." : "", who)));

	if (e != OK)
		return e;
	*id = row_i64(r, "id");
	if (ref == NULL)
		return OK;
	e = people_actor_load(all, d->db, *id, &actor);
	*ref = actor.ref;
	return e;
}

static enum err
unit(struct demo *d, const char *code, int n, struct demo_unit *u)
{
	enum err e = account(d, code, arena_printf(all, "head%d", n + 1), &u->head, NULL);
	int i;

	for (i = 0; e == OK && i < DEMO_OFFICERS; i++)
		e = account(d, code, arena_printf(all, "officer%d", n * DEMO_OFFICERS + i + 1), &u->officer[i],
		    &u->officer_ref[i]);
	return e;
}

static enum err
agency(struct demo *d, const char *code, struct demo_agency *g)
{
	const struct {
		const char *who;
		int64_t *id;
	} people[] = { { "chief", &g->head }, { "intake", &g->intake }, { "reviewer1", &g->reviewer[0] },
	    { "reviewer2", &g->reviewer[1] }, { "publisher", &g->publisher }, { "archivist", &g->archivist },
	    { "coordinator", &g->coordinator } };
	struct db_row r;
	size_t i;
	enum err e = DB_ONE(all, d->db, &r, "select id, code, name, field from xz.people_agency where code = $1",
	    DB_TEXT(code));

	if (e != OK)
		return e;
	*g = (struct demo_agency){ .id = row_i64(r, "id"), .code = row_text(r, "code"), .name = row_text(r, "name"),
	    .field = row_text(r, "field") };
	for (i = 0; e == OK && i < DEMO_UNITS; i++)
		e = unit(d, code, (int)i, &g->unit[i]);
	for (i = 0; e == OK && i < sizeof(people) / sizeof(*people); i++)
		e = account(d, code, people[i].who, people[i].id, NULL);
	return e == OK ? account(d, code, "chair", &g->chair, &g->chair_ref) : e;
}

static enum err
play(struct demo *d, const char *conninfo, const struct conf *conf)
{
	static const char *const codes[DEMO_AGENCIES] = { "sj", "hj", "yj", "jt", "cg" };
	enum err e = cmd_start(all, "demo", conf);
	int i;

	if (e == OK)
		e = db_open(all, conninfo, "acts", &desk);
	if (e == OK)
		e = db_script(desk, "set role xz_desk");
	if (e == OK)
		e = calendar_workdays(all, d->db, &d->days);
	for (i = 0; e == OK && i < DEMO_AGENCIES; i++)
		e = agency(d, codes[i], &d->agency[i]);
	d->end = d->latest = clock_real_now();
	d->firms_made = d->people_made = d->payments_made = FIRMS_BEFORE;
	if (e == OK)
		e = demo_stories(d, story_kinds_n, NULL);
	/* to the daemon all of it is of the past: a term that it ends first may be in the way of a step */
	return e == ERR_STATE && d->failed <= FAILED_MAX ? OK : e;
}

int
main(int argc, char **argv)
{
	struct demo d = { .random = 0x9e3779b97f4a7c15ULL };
	struct conf *conf;

	all = d.arena = arena_new("acts");
	if (argc != 2) {
		(void)fprintf(stderr, "usage: XIEZHI_CONF=STATE/etc/admin.conf acts CONNINFO\n");
		return 2;
	}
	if (!cmd_store(all, "acts", &conf, &admin))
		return 2;
	d.db = admin;
	return play(&d, argv[1], conf) == OK ? 0 : cmd_failed("acts", ERR_STATE);
}
