/* home.c - today's work: cards, the actor's tasks by deadline, the month, the calendar of deadlines. */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/common/subject.h"
#include "cgi/desk.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/work/work.h"

#define TASKS_SHOWN 20
#define CARDS_SHOWN 4
#define SOON_DAYS 3
/* a random check falls due by its announcement, not by a rule of the calendar */
#define SEALED_UNTIL "spotcheck.sealed_until"

const char *
action_label(struct req *r, const char *action)
{
	const char *key = arena_printf(r->arena, "action.%s", action);

	return view_has_msg(r, key) ? view_msg(r, key, NULL) : action;
}

const char *
left_kind(const struct clock_left *left)
{
	return left->over ? "late" : left->days <= SOON_DAYS ? "soon" : "";
}

static const char *
number(struct req *r, int64_t n)
{
	return arena_printf(r->arena, "%" PRId64, n);
}

const char *
left_text(struct req *r, const struct clock_left *left, int64_t due_at, const char *unit)
{
	if (due_at == TIME_NONE)
		return view_msg(r, "left.standing", NULL);
	if (left->over)
		return left->days == 0 ? view_msg(r, "left.over_today", NULL) :
		    view_msg(r, "left.over", "n", number(r, left->days), NULL);
	if (left->days == 0)
		return str_eq(unit, "h") && left->minutes >= 60 ?
		    view_msg(r, "left.hours", "n", number(r, left->minutes / 60), NULL) :
		    view_msg(r, "left.today", NULL);
	return view_msg(r, "left.days", "n", number(r, left->days), NULL);
}

const char *
rule_name(struct req *r, const char *rule)
{
	const char *key = arena_printf(r->arena, "rule.%s", rule);

	return view_has_msg(r, key) ? view_msg(r, key, NULL) : rule;
}

static const char *
rule_text(struct req *r, const char *rule, int64_t n, const char *unit, const char *source)
{
	const char *term = view_msg(r, arena_printf(r->arena, "unit.%s", unit), "n", number(r, n), NULL);

	return view_msg(r, str_empty(source) ? "left.rule_paper" : "left.rule", "rule", rule_name(r, rule), "term",
	    term, "source", source, NULL);
}

static const char *
task_subject(struct req *r, const struct work_task *t)
{
	return subject_path(r, t->subject_kind, t->subject_ref, t->subject_ref, t->number);
}

static bool
has_form(const struct work_task *t)
{
	const struct subject_kind *k = subject_kind(t->subject_kind);

	return k != NULL && k->forms;
}

/* Of publication and withdrawal: they have a desk of their own. */
static bool
is_publishers(const struct work_task *t)
{
	return str_eq(t->kind, "publish") || str_eq(t->kind, "withdraw");
}

/* Where the work of a task is done. */
static const char *
task_href(struct req *r, const struct work_task *t)
{
	const char *form;

	if (strcmp(t->kind, "approve") == 0)
		return ref_path(r, "/desk/approvals/", t->item_ref, "");
	if (strcmp(t->kind, "countersign") == 0)
		return ref_path(r, "/desk/cosigns/", t->item_ref, "");
	if (is_publishers(t))
		return ref_path(r, "/desk/disclosure/", t->part_ref, "");
	if (!has_form(t))
		return task_subject(r, t);
	form = arena_printf(r->arena, "%s/do/%s", task_subject(r, t), t->kind);
	return ref_zero(t->part_ref) ? form : ref_path(r, arena_printf(r->arena, "%s?track=", form), t->part_ref, "");
}

static const char *
task_title(struct req *r, const struct work_task *t)
{
	if (t->action != NULL)
		return view_msg(r, arena_printf(r->arena, "task.%s", t->kind),
		    "action", action_label(r, t->action), NULL);
	if (!has_form(t) || is_publishers(t))
		return view_msg(r, arena_printf(r->arena, "task.%s", t->kind), NULL);
	return action_label(r, t->kind);
}

static const char *
task_verb(struct req *r, const struct work_task *t)
{
	const char *key = arena_printf(r->arena, "verb.%s", t->kind);

	return view_msg(r, view_has_msg(r, key) ? key : "verb.do", NULL);
}

static void
view_task(struct req *r, const char *list, int i, const struct work_task *t)
{
	view_text_at(r, list, i, "href", task_href(r, t));
	view_text_at(r, list, i, "title", task_title(r, t));
	view_text_at(r, list, i, "verb", task_verb(r, t));
	view_text_at(r, list, i, "party", t->party);
	view_text_at(r, list, i, "cause", *t->cause != '\0' ? t->cause : t->number);
	view_text_at(r, list, i, "number", *t->number != '\0' ? t->number : t->title);
	view_text_at(r, list, i, "case", task_subject(r, t));
	view_bool_at(r, list, i, "back", t->back);
	if (t->rule == NULL && t->due_at == TIME_NONE)
		return;
	view_text_at(r, list, i, "left", left_text(r, &t->left, t->due_at, t->term_unit));
	view_text_at(r, list, i, "kind", t->due_at != TIME_NONE ? left_kind(&t->left) : "");
	view_text_at(r, list, i, "rule", t->rule == NULL ? rule_name(r, SEALED_UNTIL) :
	    rule_text(r, t->rule, t->term_n, t->term_unit, t->source));
	view_bool_at(r, list, i, "provisional", t->provisional);
	if (t->due_at != TIME_NONE)
		view_text_at(r, list, i, "due", str_eq(t->term_unit, "h") ?
		    arena_printf(r->arena, "%s %02d:%02d", day_short(r, time_day(t->due_at)),
		    time_minute(t->due_at) / 60, time_minute(t->due_at) % 60) : day_short(r, time_day(t->due_at)));
}

/* Of one case, or one draw; inspections have no numbers and count as one. */
static bool
same_matter(const struct work_task *a, const struct work_task *b)
{
	if (has_form(a) != has_form(b))
		return false;
	return has_form(a) ? ref_eq(a->subject_ref, b->subject_ref) : str_eq(a->number, b->number);
}

/* Terms that are over or end within three days, the most pressing first: the beginning of the list, but for what stands
 * before it since it came back. */
static void
view_cards(struct req *r, const struct work_task *t, int n)
{
	int i, k = 0;

	for (i = 0; i < n && k < CARDS_SHOWN; i++) {
		bool over = t[i].left.over, pressing = t[i].due_at != TIME_NONE && *left_kind(&t[i].left) != '\0';

		if (!pressing && t[i].back)
			continue;
		if (!pressing)
			break;
		if (i > 0 && t[i].due_at == t[i - 1].due_at && same_matter(&t[i], &t[i - 1]))
			continue;	/* another task of the same term */
		view_task(r, "cards", k, &t[i]);
		view_text_at(r, "cards", k, "card", over ? "r" : "y");
		view_text_at(r, "cards", k++, "text", view_msg(r, over ? "home.card_over" : "home.card_soon",
		    "action", task_title(r, &t[i]), "rule", rule_name(r, t[i].rule != NULL ? t[i].rule : SEALED_UNTIL),
		    "left", left_text(r, &t[i].left, t[i].due_at, t[i].term_unit), NULL));
	}
}

/* What of the tasks is asked for by the address. */
static enum err
read_query(struct req *r, struct work_query *q)
{
	const char *due = req_query(r, "due", 10), *after = req_query(r, "after", 26);

	*q = (struct work_query){ .due_on = DAY_NONE, .limit = TASKS_SHOWN + 1,
	    .signing = req_query(r, "sign", 1) != NULL };
	if (due != NULL && !day_parse(due, &q->due_on))
		return err_set(ERR_NOT_FOUND, "due: no such day");
	if (after != NULL && !ref_parse(after, &q->after))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	return OK;
}

static void
view_tasks(struct req *r, const struct work_query *q, const struct work_task *t, int n, int64_t back)
{
	const char *due = req_query(r, "due", 10);
	bool after = req_query(r, "after", 26) != NULL;
	int i;

	if (due == NULL && !after && !q->signing)
		view_cards(r, t, n);
	for (i = 0; i < n && i < TASKS_SHOWN; i++)
		view_task(r, "tasks", i, &t[i]);
	if (n > TASKS_SHOWN)
		view_text(r, "tasks_next", ref_path(r, arena_printf(r->arena, "/desk/?%s%s%s%safter=",
		    q->signing ? "sign=1&" : "", due != NULL ? "due=" : "", due != NULL ? due : "",
		    due != NULL ? "&" : ""), t[TASKS_SHOWN - 1].ref, ""));
	if (after)
		view_text(r, "tasks_first", q->signing ? "/desk/?sign=1" : "/desk/");
	if (back > 0)
		view_text(r, "home.back",
		    view_msg(r, "home.back", "n", arena_printf(r->arena, "%" PRId64, back), NULL));
	view_bool(r, "home.filtered", due != NULL || q->signing);
	if (due != NULL)
		view_text(r, "home.filter", view_msg(r, "home.due_on", "day", due, NULL));
	else if (q->signing)
		view_text(r, "home.filter", view_msg(r, "home.signing", NULL));
}

static void
view_day_cell(struct req *r, const char *cells, int i, int32_t day, int32_t today, int64_t n)
{
	const char *kind = n == 0 ? "" : day < today ? "r" : day <= today + SOON_DAYS ? "y" : "d";
	char text[DAY_TEXT_SIZE];
	int y, m, d;

	day_parts(day, &y, &m, &d);
	day_text(day, text);
	view_i64_at(r, cells, i, "day", d);
	view_bool_at(r, cells, i, "today", day == today);
	if (n == 0)
		return;
	view_text_at(r, cells, i, "kind", kind);
	view_text_at(r, cells, i, "href", arena_printf(r->arena, "/desk/?due=%s", text));
	view_text_at(r, cells, i, "note", view_msg(r, "home.due_n", "n", number(r, n), NULL));
}

/* This month in weeks from Monday; days with terms are links. */
static void
view_calendar(struct req *r, const struct db_rows *rows, int32_t today, int32_t first, int32_t last)
{
	int lead = day_weekday(first) - 1, at = 0;
	int32_t day;

	for (day = first - lead; day <= last || (day - first + lead) % 7 != 0; day++) {
		int i = day - first + lead;
		const char *cells = arena_printf(r->arena, "weeks.%d.days", i / 7);
		int64_t n = 0;

		if (day < first || day > last) {
			view_bool_at(r, cells, i % 7, "blank", true);
			continue;
		}
		if (at < db_count(rows) && row_day(db_at(rows, at), "day") == day)
			n = row_i64(db_at(rows, at++), "n");
		view_day_cell(r, cells, i % 7, day, today, n);
	}
	for (at = 0; at < 7; at++)
		view_text_at(r, "weekdays", at, "name",
		    view_msg(r, arena_printf(r->arena, "home.weekday_%d", at + 1), NULL));
}

static void
view_month(struct req *r, const struct caseflow_month *m, bool own)
{
	view_bool(r, "month.shown", true);
	view_text(r, "month.whose", view_msg(r, own ? "home.month_own" : "home.month_agency", NULL));
	view_i64(r, "month.closed", m->closed);
	view_i64(r, "month.decided", m->decided);
	view_i64(r, "month.returned", m->returned);
	if (m->mean_days >= 0)
		view_i64(r, "month.mean", m->mean_days);
}

static void
view_head(struct req *r, int32_t today, const struct caseflow_counts *n)
{
	int y, m, d;

	day_parts(today, &y, &m, &d);
	view_text(r, "home.date", view_msg(r, "home.date", "y", number(r, y), "m", number(r, m), "d", number(r, d),
	    "weekday", view_msg(r, arena_printf(r->arena, "home.day_%d", day_weekday(today)), NULL), NULL));
	view_text(r, "home.month_title", view_msg(r, "home.calendar_of", "y", number(r, y), "m", number(r, m), NULL));
	if (n->today > 0)
		view_text(r, "home.today", view_msg(r, "home.due_today", "n", number(r, n->today), NULL));
	view_text(r, "home.count", view_msg(r, "home.count", "n", desk_count_text(r, n->open), NULL));
	view_text(r, "home.all", view_msg(r, "home.all_cases", "n", desk_count_text(r, n->cases), NULL));
	view_bool(r, "home.may_clue", req_duty(r, DUTY_INTAKE | DUTY_OFFICER));
	view_bool(r, "home.may_summary", req_duty(r, DUTY_OFFICER));
	view_bool(r, "home.casework", req_duty(r, DUTY_CASEWORK));
}

static enum err
get_home(struct req *r)
{
	struct caseflow_home *h = ARENA_NEW(r->arena, struct caseflow_home);
	struct caseflow_home_query q = { .month = req_duty(r, DUTY_CASEWORK), .own = req_duty(r, DUTY_OFFICER) };
	int32_t today = time_day(r->now);
	int y, m, d;
	enum err e = read_query(r, &q.tasks);

	day_parts(today, &y, &m, &d);
	q.from = day_of(y, m, 1);
	q.to = day_add_months(q.from, 1) - 1;
	if (e == OK)
		e = caseflow_home(r->arena, r->db, &q, r->now, h);
	if (e != OK)
		return e;
	view_head(r, today, &h->counts);
	r->for_frame = &h->counts;
	view_tasks(r, &q.tasks, h->tasks, h->tasks_n, h->back);
	if (q.month)
		view_month(r, &h->month, q.own);
	view_calendar(r, h->days, today, q.from, q.to);
	return req_render(r, 200, "home/today.cs");
}

const struct route home_routes[] = {
	{ .method = GET, .path = "/desk/", .duties = DUTY_ANY, .run = get_home },
	{ 0 }
};
