/* choice.c - what an actor may do on a case now: the procedure's steps that start in its states,
 * are his, and are not asked for already. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/caseflow/case_page.h"
#include "lib/caseflow/move.h"

#define RELATIONS_MAX 8

struct choosing {
	struct move m;
	const struct transition *ts;
	int ts_n;
	const struct db_rows *pending;	/* approvals under way */
	const struct caseflow_page *page;	/* NULL: relations are asked of the store */
	bool chairs;			/* with a page: the track's hearing */
	struct db_row have;		/* what some steps need to be about anything */
	struct caseflow_choice *v;
	int n;
	struct {
		const char *name;
		bool stands;
	} seen[RELATIONS_MAX];		/* relations asked already */
	int seen_n;
};

/* Guards that say whether a step applies at all, not what is still missing for it. */
static bool
says_when(const char *guard)
{
	static const char *const names[] = { "clue_once", "reporter_waits", "hearing_right", "fine_unpaid", "fine_overdue",
	    "demand_over", "decision_stands", "remedy_open", NULL };
	int i;

	for (i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], guard) == 0)
			return true;
	return false;
}

/* A relation is asked once; the chair's is of each track. */
static enum err
his(struct choosing *c, bool *out)
{
	const char *rel = c->m.t->relation;
	bool per_track = strcmp(rel, "chair") == 0;
	enum err e;
	int i;

	*out = false;
	if ((c->m.actor.duties & c->m.t->duty) == 0)
		return OK;
	if (per_track && c->page != NULL) {
		*out = c->chairs && c->m.actor.agency == c->m.cf.agency;
		return OK;
	}
	for (i = 0; i < c->seen_n && !per_track; i++) {
		if (strcmp(c->seen[i].name, rel) == 0) {
			*out = c->seen[i].stands;
			return OK;
		}
	}
	e = move_allowed(&c->m, out);
	if (e == OK && !per_track && c->seen_n < RELATIONS_MAX) {
		c->seen[c->seen_n].name = rel;
		c->seen[c->seen_n++].stands = *out;
	}
	return e;
}

static bool
asked(const struct choosing *c)
{
	int64_t track = c->m.on_track ? c->m.tr.id : 0;
	int i;

	for (i = 0; i < db_count(c->pending); i++)
		if (row_i64_or(db_at(c->pending, i), "track_id", 0) == track &&
		    strcmp(row_text(db_at(c->pending, i), "action"), c->m.t->action) == 0)
			return true;
	return false;
}

/* Steps that end or go on with something: hidden while there is nothing of the kind. */
static bool
has_object(const struct choosing *c)
{
	static const struct {
		const char *action, *column;
	} needs[] = { { "measure_extend", "sealed" }, { "measure_release", "live" }, { "correct_check", "corrections" },
	    { "aid_answer", "aids" }, { "clue_exclude_end", "pauses" }, { "review_complete", "returned" } };
	size_t i;

	for (i = 0; i < sizeof(needs) / sizeof(*needs); i++)
		if (strcmp(needs[i].action, c->m.t->action) == 0)
			return row_bool(c->have, needs[i].column);
	return true;
}

static enum err
have(struct choosing *c)
{
	return DB_ONE(c->m.a, c->m.db, &c->have,
	    "select (select count(*) from xz.caseflow_officer where case_id = $1 and role <> 'verifier'"
	    "   and state in ('named', 'accepted')) >= 2 as officers,"
	    " exists (select from xz.caseflow_measure where case_id = $1 and state = 'live') as live,"
	    " exists (select from xz.caseflow_measure where case_id = $1 and state = 'live' and kind <> 'preserve'"
	    "   and not extended) as sealed,"
	    " exists (select from xz.caseflow_correction where case_id = $1 and result is null) as corrections,"
	    " exists (select from xz.caseflow_aid where case_id = $1 and answered_on is null) as aids,"
	    " exists (select from xz.caseflow_pause where case_id = $1 and to_day is null) as pauses,"
	    " exists (select from xz.review_request where case_id = $1 and state = 'open'"
	    "   and returned_list is not null) as returned",
	    DB_I64(c->m.cf.id));
}

static enum err
applies(struct choosing *c, bool *out)
{
	struct transition some = *c->m.t;
	const struct transition *whole = c->m.t;
	struct problems p;
	enum err e;
	int i;

	some.guards = ARENA_ARRAY(c->m.a, const char *, (size_t)whole->guards_n + 1);
	some.guards_n = 0;
	for (i = 0; i < whole->guards_n; i++)
		if (says_when(whole->guards[i]))
			some.guards[some.guards_n++] = whole->guards[i];
	*out = has_object(c);
	if (some.guards_n == 0 || !*out)
		return OK;
	problems_init(&p, c->m.a);
	c->m.p = &p;
	c->m.t = &some;
	e = move_guards(&c->m);
	c->m.t = whole;
	*out = e == OK;
	return e == ERR_STATE ? OK : e;
}

static bool
is_must(const struct choosing *c)
{
	if (c->m.t->task == NULL)
		return false;
	return strcmp(c->m.t->action, "assign_officers") != 0 || !row_bool(c->have, "officers");
}

/* The steps that start in the state of the case, or of the track now in c->m.tr. */
static enum err
collect(struct choosing *c)
{
	const char *scope = c->m.on_track ? "track" : "case";
	const char *state = c->m.on_track ? c->m.tr.state : c->m.cf.state;
	enum err e = OK;
	bool yes;
	int i;

	if (move_stands_still(&c->m))
		return OK;
	for (i = 0; e == OK && i < c->ts_n; i++) {
		c->m.t = &c->ts[i];
		if (strcmp(c->m.t->scope, scope) != 0 || !transition_from(c->m.t, state) || asked(c))
			continue;
		e = his(c, &yes);
		if (e == OK && yes)
			e = applies(c, &yes);
		if (e != OK || !yes)
			continue;
		if (c->n % 16 == 0)
			c->v = arena_regrow(c->m.a, c->v, (size_t)c->n + 16, sizeof(*c->v));
		c->v[c->n++] = (struct caseflow_choice){ .action = c->m.t->action,
		    .track = c->m.on_track ? c->m.tr.ref : (struct ref){ { 0 } },
		    .party_name = c->m.on_track ? c->m.tr.party_name : NULL, .must = is_must(c),
		    .chain = c->m.t->chain_n > 0 };
	}
	return e;
}

static enum err
tracks(struct choosing *c)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(c->m.a, c->m.db, &rows,
	    "select ref from xz.caseflow_track where case_id = $1 order by id", DB_I64(c->m.cf.id));

	c->m.on_track = true;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		e = track_load(c->m.a, c->m.db, row_ref(db_at(rows, i), "ref"), c->m.cf.id, false, &c->m.tr);
		if (e == OK)
			e = collect(c);
	}
	return e;
}

/* The tracks of a page, and what it says of the actor's relations. */
static enum err
page_tracks(struct choosing *c)
{
	const struct db_rows *rows = c->page->tracks;
	int i;
	enum err e = OK;

	c->m.on_track = true;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		track_fill(db_at(rows, i), &c->m.tr);
		c->chairs = row_bool(db_at(rows, i), "chairs");
		e = collect(c);
	}
	return e;
}

static void
page_relations(struct choosing *c)
{
	bool here = c->m.actor.agency == c->m.cf.agency;
	bool officer = here && row_bool(c->have, "officer"), verifier = here && row_bool(c->have, "verifier");

	c->seen[c->seen_n].name = "named";
	c->seen[c->seen_n++].stands = here && row_bool(c->have, "named");
	c->seen[c->seen_n].name = "officer";
	c->seen[c->seen_n++].stands = officer;
	c->seen[c->seen_n].name = "verifier";
	c->seen[c->seen_n++].stands = verifier || officer;
}

/* Work of the procedure first, in its order; the rest after it. */
static void
sort(struct choosing *c)
{
	struct caseflow_choice *out = ARENA_ARRAY(c->m.a, struct caseflow_choice, (size_t)c->n + 1);
	int i, k = 0;

	for (i = 0; i < c->n; i++)
		if (c->v[i].must)
			out[k++] = c->v[i];
	for (i = 0; i < c->n; i++)
		if (!c->v[i].must)
			out[k++] = c->v[i];
	c->v = out;
}

enum err
caseflow_choices(struct arena *a, struct db *db, const struct act *act, struct ref case_ref,
    struct caseflow_choice **out, int *n)
{
	struct choosing *c = ARENA_NEW(a, struct choosing);
	enum err e;

	c->m = (struct move){ .a = a, .db = db, .act = act };
	e = people_actor_load(a, db, act->principal, &c->m.actor);
	if (e == OK)
		e = db_now(a, db, &c->m.now);
	if (e == OK)
		e = case_load(a, db, case_ref, false, &c->m.cf);
	if (e != OK)
		return e;
	c->m.occurred = c->m.now;
	c->m.today = time_day(c->m.now);
	c->m.requester = c->m.actor.account;
	e = transition_list(a, db, c->m.cf.procedure, c->m.cf.procedure_version, &c->ts, &c->ts_n);
	if (e == OK)
		e = DB_MANY(a, db, &c->pending, "select track_id, action from xz.caseflow_approval"
		    " where case_id = $1 and state = 'pending'", DB_I64(c->m.cf.id));
	if (e == OK)
		e = have(c);
	if (e != OK)
		return e;
	e = collect(c);
	if (e == OK)
		e = tracks(c);
	if (e != OK)
		return e;
	sort(c);
	*out = c->v;
	*n = c->n;
	return OK;
}

enum err
caseflow_page_choices(struct arena *a, struct db *db, const struct people_actor *who, const struct caseflow_page *pg,
    int64_t now, struct caseflow_choice **out, int *n)
{
	struct choosing *c = ARENA_NEW(a, struct choosing);
	enum err e;

	c->m = (struct move){ .a = a, .db = db, .actor = *who, .now = now, .occurred = now, .today = time_day(now),
	    .requester = who->account, .cf = pg->cf };
	c->page = pg;
	c->pending = pg->approvals;
	c->have = db_at(pg->have, 0);
	page_relations(c);
	e = transition_kept(db, pg->cf.procedure, pg->cf.procedure_version, &c->ts, &c->ts_n);
	if (e == OK)
		e = collect(c);
	if (e == OK)
		e = page_tracks(c);
	if (e != OK)
		return e;
	sort(c);
	*out = c->v;
	*n = c->n;
	return OK;
}
