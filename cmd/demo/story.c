/* story.c - plays the steps of all cases in the order of their days. */
#include "cmd/demo/story.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/caseflow/pending.h"
#include "lib/db/db.h"
#include "lib/people/people.h"

enum err
demo_clock(struct demo *d, int64_t us)
{
	char text[TIME_TEXT_SIZE];

	if (d->latest != 0 && us > d->latest)
		us = d->latest;
	if (us < d->now)
		us = d->now;
	d->now = us;
	/* the process asks clock_now(), the store xz.now(): both are moved */
	clock_set_offset(us - clock_real_now());
	time_text(us, text);
	return db_script(d->db, arena_printf(d->arena, "set xz.clock_at to '%s'", text));
}

const char *
story_ref(struct arena *a, struct ref r)
{
	char text[REF_TEXT_SIZE];

	ref_text(r, text);
	return arena_strdup(a, text);
}

const char *
story_day(struct arena *a, struct demo *d, int offset)
{
	char text[DAY_TEXT_SIZE];

	day_text(time_day(d->now) + offset, text);
	return arena_strdup(a, text);
}

const char *
story_time(struct arena *a, struct demo *d, int minutes_ago)
{
	char text[TIME_TEXT_SIZE];

	time_text(d->now - minutes_ago * 60 * SECOND_US, text);
	text[16] = '\0';
	return arena_strdup(a, text);
}

static enum err
key_for(struct arena *a, struct demo *d, struct story *s, int track_n, const char *action,
    struct caseflow_key *key)
{
	struct case_track *tracks;
	int n;
	enum err e = OK;

	*key = (struct caseflow_key){ .case_ref = s->case_ref, .action = action };
	if (ref_zero(s->case_ref)) {
		key->procedure = str_eq(action, "summary_decide") ? "summary" : "ordinary";
		key->subject = s->party.subject;
	}
	if (str_eq(action, "party_add"))
		key->subject = s->party2.subject;
	if (track_n < 0)
		return OK;
	e = caseflow_track_list(a, d->db, s->case_id, &tracks, &n);
	if (e == OK && track_n >= n)
		return err_set(ERR_NOT_FOUND, "no track %d", track_n);
	if (e == OK)
		key->track_ref = tracks[track_n].ref;
	return e;
}

static void
say_problems(struct demo *d, const struct story *s, const char *action, const struct problems *p, enum err e)
{
	const struct problem *q;
	const char *text = arena_printf(d->arena, "%s/%s at %s: %s %s", s->agency->code, s->name, action,
	    err_name(e), err_last());

	for (q = p->first; q != NULL; q = q->next)
		text = arena_printf(d->arena, "%s [%s: %s %s]", text, q->field, q->code, q->arg != NULL ? q->arg : "");
	if (d->first_failure == NULL)
		d->first_failure = text;
	if (d->failed < 20)
		(void)fprintf(stderr, "%s\n", text);
}

/* What the form offers already is sent with it, as a browser does. */
static void
take_defaults(struct arena *a, struct input *in, va_list given)
{
	const struct field *f;
	const char *name, *const *offered, **value;
	bool said;
	size_t n, i = 0, k;
	va_list ap;

	for (f = input_form(in); f->type != FIELD_END; f++)
		i++;
	value = ARENA_ARRAY(a, const char *, i);
	for (f = input_form(in), i = 0; f->type != FIELD_END; f++, i++) {
		if (f->type == FIELD_ROWS)
			continue;
		offered = input_raw(in, f->name, &n);
		value[i] = n > 0 && *offered[0] != '\0' ? arena_strdup(a, offered[0]) : NULL;
	}
	for (f = input_form(in), k = 0; f->type != FIELD_END; f++, k++) {
		said = false;
		va_copy(ap, given);
		while (!said && (name = va_arg(ap, const char *)) != NULL) {
			(void)va_arg(ap, const char *);
			said = strcmp(name, f->name) == 0;
		}
		va_end(ap);
		if (!said && value[k] != NULL)
			(void)input_set(in, f->name, value[k]);
	}
}

static enum err
fill(struct input *in, va_list ap)
{
	const char *name, *value;

	while ((name = va_arg(ap, const char *)) != NULL) {
		value = va_arg(ap, const char *);
		if (value != NULL && !input_set(in, name, value))
			return err_set(ERR_INPUT, "no field %s", name);
	}
	return OK;
}

enum err
story_do(struct arena *a, struct demo *d, struct story *s, int64_t account, int track_n,
    const char *action, ...)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE, .request = "demo" };
	struct caseflow_key key;
	struct caseflow_form form;
	struct problems p;
	struct case_file cf;
	const char *answer = NULL;
	va_list ap;
	enum err e = key_for(a, d, s, track_n, action, &key);

	problems_init(&p, a);
	if (e == OK)
		e = caseflow_form(a, d->db, &act, &key, &form);
	if (e == OK) {
		va_start(ap, action);
		take_defaults(a, form.in, ap);
		e = fill(form.in, ap);
		va_end(ap);
	}
	if (e == OK) {
		input_read(form.in, d->now, &p);
		if (p.n > 0)
			e = err_set(ERR_INPUT, "the form was not accepted");
	}
	if (e == OK)
		e = caseflow_do(a, d->db, &act, &key, form.cf != NULL ? form.cf->version : 0, &form, &p, &answer);
	if (e != OK) {
		say_problems(d, s, action, &p, e);
		return e;
	}
	if (ref_zero(s->case_ref) && ref_parse(strrchr(answer, ' ') + 1, &s->case_ref)) {
		e = caseflow_get(a, d->db, s->case_ref, &cf);
		s->case_id = cf.id;
	}
	return e;
}

enum err
story_options(struct arena *a, struct demo *d, struct story *s, int64_t account, int track_n,
    const char *action, const char *field, const struct option **out, size_t *n)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE, .request = "demo" };
	struct caseflow_key key;
	struct caseflow_form form;
	enum err e = key_for(a, d, s, track_n, action, &key);

	if (e == OK)
		e = caseflow_form(a, d->db, &act, &key, &form);
	if (e != OK) {
		(void)fprintf(stderr, "%s at options of %s: %s\n", s->name, action, err_last());
		return e;
	}
	*out = input_options(form.in, field, n);
	return *n > 0 ? OK : err_set(ERR_NOT_FOUND, "%s: nothing to choose for %s", action, field);
}

static int64_t
holder(const struct story *s, const char *duty)
{
	return str_eq(duty, "unit_head") ? s->unit->head : s->agency->head;
}

enum err
story_approve(struct arena *a, struct demo *d, struct story *s)
{
	static const char *const words[] = { "同意。", "同意办案机构意见。", "经审查，同意。" };
	struct caseflow_waiting w;
	struct problems p;
	const char *answer;
	enum err e;

	for (;;) {
		e = caseflow_next_approval(a, d->db, s->case_id, &w);
		if (e == ERR_NOT_FOUND)
			return OK;
		if (e == OK)
			e = demo_clock(d, d->now + (20 + demo_random(d, 60)) * 60 * SECOND_US);
		problems_init(&p, a);
		if (e == OK)
			e = caseflow_approve(a, d->db, &(struct act){ .principal = holder(s, w.duty),
			    .occurred_at = TIME_NONE, .request = "demo" }, w.ref, true,
			    demo_pick(d, words, 3), &p, &answer);
		if (e != OK) {
			say_problems(d, s, arena_printf(a, "approve %s", w.action), &p, e);
			return e;
		}
	}
}

enum err
story_cosign(struct arena *a, struct demo *d, struct story *s)
{
	struct caseflow_waiting w;
	struct problems p;
	const char *answer;
	enum err e;

	for (;;) {
		e = caseflow_next_cosign(a, d->db, s->case_id, &w);
		if (e == ERR_NOT_FOUND)
			return OK;
		if (e == OK)
			e = demo_clock(d, d->now + (10 + demo_random(d, 40)) * 60 * SECOND_US);
		problems_init(&p, a);
		if (e == OK)
			e = caseflow_countersign(a, d->db, &(struct act){ .principal = w.account,
			    .occurred_at = TIME_NONE, .request = "demo" }, w.ref, w.account, "account", true,
			    "", &p, &answer);
		if (e != OK) {
			say_problems(d, s, "countersign", &p, e);
			return e;
		}
	}
}

/* ---- the play */

static int64_t
later(struct demo *d, int64_t from, const struct story_step *step, bool brisk)
{
	int wait = step->wait_wd + (step->spread_wd > 0 &&
	    !brisk ? (int)demo_random(d, (uint32_t)step->spread_wd + 1) : 0);
	bool provisional;
	int32_t day = time_day(from);

	if (wait == 0)
		return from + (15 + demo_random(d, 50)) * 60 * SECOND_US;
	day = workday_add(d->days, day, wait, &provisional);
	return time_of_day(day, 8 + (int)demo_random(d, 8), (int)demo_random(d, 60));
}

static void
begin_story(struct demo *d, struct story *s, const struct story_kind *k, int agency, int nth, int32_t day)
{
	*s = (struct story){ .steps = k->steps, .name = k->name, .natural = k->natural, .hearing = k->hearing,
	    .heavy = k->heavy, .two_parties = k->two_parties, .agency = &d->agency[agency], .cause = nth,
	    .due = time_of_day(day, 8 + (int)demo_random(d, 3), (int)demo_random(d, 60)) };
	s->unit = &s->agency->unit[nth % DEMO_UNITS];
}

/* Its last step falls on the last working day but one before the end: approvals may carry a long day past midnight. */
static void
plan_waiting(struct demo *d, struct story *s, int i)
{
	const struct story_kind *k = &story_waiting[i / DEMO_AGENCIES];
	const struct story_step *step;
	int32_t last = time_day(d->end) - 1, day;
	int wait = 1;

	for (step = k->steps; step->run != NULL; step++)
		wait += step->wait_wd;
	for (day = last; !workday_is(d->days, day) || workday_add(d->days, day, wait, NULL) > last; day--)
		continue;
	begin_story(d, s, k, i % DEMO_AGENCIES, i / DEMO_AGENCIES, day);
	s->brisk = true;
}

static void
plan(struct demo *d, struct story *s, int i, int count)
{
	/* from 25 months ago to yesterday, the newest weeks a little denser so that today's desks have work */
	int64_t span = d->end - 2 * DAY_US - (d->end - 760 * DAY_US);
	int64_t start = i < count * 4 / 5 ? d->end - 760 * DAY_US + span / (count * 4 / 5) * i
	    : d->end - 90 * DAY_US + 88 * DAY_US / (count - count * 4 / 5) * (i - count * 4 / 5);
	int total = 0, k, pick;
	bool provisional;
	int32_t day = workday_add(d->days, time_day(start) - 1, 1, &provisional);

	for (k = 0; k < story_kinds_n; k++)
		total += story_kinds[k].weight;
	pick = i < story_kinds_n ? i : (int)demo_random(d, (uint32_t)total);
	for (k = 0; i >= story_kinds_n && pick >= story_kinds[k].weight; k++)
		pick -= story_kinds[k].weight;
	if (i < story_kinds_n)
		k = i;		/* each kind once, from its beginning */
	begin_story(d, s, &story_kinds[k], i % DEMO_AGENCIES, i / DEMO_AGENCIES, day);
}

static enum err
prepare_parties(struct demo *d, struct story *s)
{
	struct arena *a = arena_child(d->arena);
	enum err e = demo_party_new(a, d, s->natural, &s->party);

	if (e == OK && s->two_parties)
		e = demo_party_new(a, d, false, &s->party2);
	arena_free(a);
	return e;
}

static struct story *
next_story(struct story *list, int count)
{
	struct story *best = NULL;
	int i;

	for (i = 0; i < count; i++)
		if (!list[i].over && (best == NULL || list[i].due < best->due))
			best = &list[i];
	return best;
}

static void
play_story(struct demo *d, struct story *s)
{
	struct arena *a = arena_child(d->arena);
	enum err e = demo_clock(d, s->due);
	int again;

	s->again_wd = 0;
	if (e == OK && s->at == 0)
		e = prepare_parties(d, s);
	if (e == OK)
		e = s->steps[s->at].run(a, d, s);
	arena_free(a);
	again = e == OK ? s->again_wd : 0;
	if (again == 0)
		s->at++;
	if (e != OK) {
		d->failed++;
		s->over = true;
		if (d->first_failure == NULL)
			d->first_failure = arena_printf(d->arena, "%s step %d: %s %s", s->name, s->at,
			    err_name(e), err_last());
	} else if (s->steps[s->at].run == NULL) {
		s->over = true;
		d->done++;
	} else {
		s->due = later(d, d->now > s->due ? d->now : s->due, again > 0 ? &(struct story_step){ NULL, again,
		    1 } : &s->steps[s->at], s->brisk);
		/* approvals and signatures inside a step may have moved the clock on a little */
		s->over = s->due + 3 * HOUR_US > d->end;
	}
}

enum err
demo_stories(struct demo *d, int count, void (*progress)(int permille))
{
	int i, waiting = story_waiting_n * DEMO_AGENCIES, all = count + waiting;
	struct story *list = ARENA_ARRAY(d->arena, struct story, (size_t)all), *s;
	int64_t first;

	for (i = 0; i < count; i++)
		plan(d, &list[i], i, count);
	for (i = 0; i < waiting; i++)
		plan_waiting(d, &list[count + i], i);
	s = next_story(list, all);
	first = s->due;
	for (; s != NULL; s = next_story(list, all)) {
		play_story(d, s);
		if (progress != NULL)
			progress((int)((d->now - first) / ((d->end - first) / 1000 + 1)));
	}
	if (d->failed > 0)
		return err_set(ERR_STATE, "%d stories failed; the first: %s", d->failed, d->first_failure);
	return OK;
}
