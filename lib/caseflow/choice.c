/* choice.c - what an actor may do on a case now: the procedure's steps that start in its states,
 * are theirs, and are not asked for already. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/caseflow/case_page.h"
#include "lib/caseflow/case_priv.h"

#define RELATIONS_MAX 8

struct choosing {
	struct act_move m;
	struct case_move own;		/* m.own */
	const struct act_transition *ts;
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

/* A relation is asked once; the chair's is of each track. */
static enum err
theirs(struct choosing *c, bool *out)
{
	const char *rel = c->m.t->relation;
	bool per_track = strcmp(rel, "chair") == 0;
	enum err e;
	int i;

	*out = false;
	if ((c->m.actor.duties & c->m.t->duty) == 0)
		return OK;
	if (per_track && c->page != NULL) {
		*out = c->chairs && c->m.actor.agency == c->own.cf.agency;
		return OK;
	}
	for (i = 0; i < c->seen_n && !per_track; i++) {
		if (strcmp(c->seen[i].name, rel) == 0) {
			*out = c->seen[i].stands;
			return OK;
		}
	}
	e = case_may(&c->m, out);
	if (e == OK && !per_track && c->seen_n < RELATIONS_MAX) {
		c->seen[c->seen_n].name = rel;
		c->seen[c->seen_n++].stands = *out;
	}
	return e;
}

static bool
asked(const struct choosing *c)
{
	int64_t track = c->own.on_track ? c->own.tr.id : 0;
	int i;

	for (i = 0; i < db_count(c->pending); i++)
		if (row_i64_or(db_at(c->pending, i), "part_id", 0) == track &&
		    strcmp(row_text(db_at(c->pending, i), "action"), c->m.t->action) == 0)
			return true;
	return false;
}

/* Offered are steps with a form; those that end or go on with something, while there is anything of the kind. */
static bool
has_object(const struct choosing *c)
{
	const struct act_step *s = caseflow_step_find(c->m.t->action);

	return s != NULL && s->fields != NULL && (s->needs == NULL || row_bool(c->have, s->needs));
}

static enum err
have(struct choosing *c)
{
	return DB_ONE(c->m.a, c->m.db, &c->have,
	    "select (select count(*) from xz.caseflow_officer where case_id = $1 and role <> 'verifier'"
	    "   and state in ('named', 'accepted')) >= xz.calendar_officers_least($2) as officers,"
	    " exists (select from xz.caseflow_measure where case_id = $1 and state = 'live') as live,"
	    " exists (select from xz.caseflow_measure where case_id = $1 and state = 'live' and kind <> 'preserve'"
	    "   and not extended) as sealed,"
	    " exists (select from xz.caseflow_correction where case_id = $1 and result is null) as corrections,"
	    " exists (select from xz.caseflow_measure where case_id = $1 and state = 'live' and kind <> 'preserve')"
	    "   as held,"
	    " exists (select from xz.caseflow_test where case_id = $1 and ended_on is null) as tests,"
	    " exists (select from xz.caseflow_goods where case_id = $1 and state = 'held') as goods_held,"
	    " exists (select from xz.caseflow_goods where case_id = $1 and state = 'kept') as goods_kept,"
	    " exists (select from xz.caseflow_goods where case_id = $1 and state in ('held', 'kept')"
	    "   and confiscated_on is null) as goods_left,"
	    " exists (select from xz.caseflow_aid where case_id = $1 and answered_on is null) as aids,"
	    " exists (select from xz.caseflow_pause where case_id = $1 and to_day is null) as pauses,"
	    " exists (select from xz.review_request where case_id = $1 and state = 'open'"
	    "   and returned_list is not null) as returned",
	    DB_I64(c->own.cf.id), DB_DAY(c->m.today));
}

static enum err
applies(struct choosing *c, bool *out)
{
	*out = has_object(c);
	return *out ? act_applies(&c->m, out) : OK;
}

static bool
is_must(const struct choosing *c)
{
	if (c->m.t->task == NULL || (c->own.on_track && case_no_work(c->m.t->action, c->own.tr.state)))
		return false;
	return strcmp(c->m.t->action, "assign_officers") != 0 || !row_bool(c->have, "officers");
}

/* The steps that start in the state of the case, or of the track now in c->own.tr. */
static enum err
collect(struct choosing *c)
{
	const char *scope = c->own.on_track ? "track" : "case";
	const char *state = c->own.on_track ? c->own.tr.state : c->own.cf.state;
	enum err e = OK;
	bool yes;
	int i;

	if (case_stands_still(&c->m))
		return OK;
	for (i = 0; e == OK && i < c->ts_n; i++) {
		c->m.t = &c->ts[i];
		if (strcmp(c->m.t->scope, scope) != 0 || !act_transition_from(c->m.t, state) || asked(c))
			continue;
		e = theirs(c, &yes);
		if (e == OK && yes)
			e = applies(c, &yes);
		if (e != OK || !yes)
			continue;
		if (c->n % 16 == 0)
			c->v = arena_regrow(c->m.a, c->v, (size_t)c->n + 16, sizeof(*c->v));
		c->v[c->n++] = (struct caseflow_choice){ .action = c->m.t->action,
		    .track = c->own.on_track ? c->own.tr.ref : (struct ref){ { 0 } },
		    .party_name = c->own.on_track ? c->own.tr.party_name : NULL, .must = is_must(c),
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
	    "select ref from xz.caseflow_track where case_id = $1 order by id", DB_I64(c->own.cf.id));

	c->own.on_track = true;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		e = track_load(c->m.a, c->m.db, row_ref(db_at(rows, i), "ref"), c->own.cf.id, &c->own.tr);
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

	c->own.on_track = true;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		track_fill(db_at(rows, i), &c->own.tr);
		c->chairs = row_bool(db_at(rows, i), "chairs");
		e = collect(c);
	}
	return e;
}

static void
page_relations(struct choosing *c)
{
	bool here = c->m.actor.agency == c->own.cf.agency;
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

	c->m = (struct act_move){ .a = a, .db = db, .act = act, .kind = &caseflow_kind, .own = &c->own };
	e = people_actor_load(a, db, act->principal, &c->m.actor);
	if (e == OK)
		e = db_now(a, db, &c->m.now);
	if (e == OK)
		e = case_load(a, db, case_ref, &c->own.cf);
	if (e != OK)
		return e;
	c->m.occurred = c->m.now;
	c->m.today = time_day(c->m.now);
	c->m.requester = c->m.actor.account;
	e = act_transition_list(a, db, c->own.cf.procedure, c->own.cf.procedure_version, &c->ts, &c->ts_n);
	if (e == OK)
		e = act_approvals_pending(a, db, "case", c->own.cf.id, &c->pending);
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

	c->m = (struct act_move){ .a = a, .db = db, .kind = &caseflow_kind, .own = &c->own, .actor = *who, .now = now,
	    .occurred = now, .today = time_day(now), .requester = who->account };
	c->own.cf = pg->cf;
	c->page = pg;
	c->pending = pg->approvals;
	c->have = db_at(pg->have, 0);
	page_relations(c);
	e = act_transition_kept(db, pg->cf.procedure, pg->cf.procedure_version, &c->ts, &c->ts_n);
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
