/* days.c - the system administrator's calendar: the working days of a year, and changes to them. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cgi/common/admin.h"
#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/people/admin.h"

#define LIST "/desk/admin/calendar/"
#define YEAR_FIRST 2000
#define YEAR_LAST 2199

static const struct field day_row[] = {
	{ .name = "day", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "name", .type = FIELD_LINE, .max = 40 },
	{ 0 }
};
static const struct field change_form[] = {
	{ .name = "days", .type = FIELD_ROWS, .flags = FIELD_REQUIRED, .min = 1, .max = 60, .rows = day_row },
	{ .name = "source", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 200 },
	{ .name = "to_year", .type = FIELD_NUMBER, .min = YEAR_FIRST, .max = YEAR_LAST },
	{ 0 }
};

/* A day that the weekday does not tell: a holiday, or a weekend day that is worked. */
static const char *
mark_of(const struct workdays *w, int32_t day)
{
	bool weekend = day_weekday(day) > 5, works = workday_is(w, day);

	if (works && weekend)
		return "work";
	if (!works && (!weekend || *workdays_name(w, day) != '\0'))
		return "rest";
	return works ? "" : "off";
}

static void
view_month(struct req *r, const struct workdays *w, int year, int month, int *marked)
{
	int32_t first = day_of(year, month, 1), last = day_add_months(first, 1) - 1, day;
	const char *weeks = arena_printf(r->arena, "months.%d.weeks", month - 1);
	int lead = day_weekday(first) - 1, i;

	view_text_at(r, "months", month - 1, "name",
	    view_msg(r, arena_printf(r->arena, "admin.month.%d", month), NULL));
	view_text_at(r, "months", month - 1, "count", view_msg(r, "admin.workdays_n", "n",
	    arena_printf(r->arena, "%" PRId64, workday_count(w, first - 1, last)), NULL));
	for (day = first - lead; day <= last || (day - first + lead) % 7 != 0; day++) {
		const char *cells, *mark;

		i = day - first + lead;
		cells = arena_printf(r->arena, "%s.%d.days", weeks, i / 7);
		if (day < first || day > last) {
			view_bool_at(r, cells, i % 7, "blank", true);
			continue;
		}
		mark = mark_of(w, day);
		view_i64_at(r, cells, i % 7, "day", day - first + 1);
		view_text_at(r, cells, i % 7, "mark", mark);
		if (!str_eq(mark, "rest") && !str_eq(mark, "work"))
			continue;
		view_day_at(r, "marked", *marked, "day", day);
		view_text_at(r, "marked", *marked, "weekday",
		    view_msg(r, arena_printf(r->arena, "home.day_%d", day_weekday(day)), NULL));
		view_text_at(r, "marked", *marked, "mark", mark);
		view_text_at(r, "marked", (*marked)++, "name", workdays_name(w, day));
	}
}

static enum err
get_year(struct req *r)
{
	const char *text = admin_query(r, "year", 4);
	const struct workdays *w;
	int year, month, mday, i, marked = 0, last;
	long long asked;
	int64_t behind;
	enum err e = calendar_workdays(r->arena, r->db, &w);

	if (e == OK)
		e = calendar_clock_behind(r->arena, r->db, &behind);
	if (e != OK)
		return e;
	day_parts(time_day(r->now), &year, &month, &mday);
	if (text != NULL && !str_i64(text, YEAR_FIRST, YEAR_LAST, &asked))
		return err_set(ERR_NOT_FOUND, "no such year");
	if (text != NULL)
		year = (int)asked;
	day_parts(workdays_last(w), &last, &month, &mday);
	for (i = 1; i <= 12; i++)
		view_month(r, w, year, i, &marked);
	for (i = 0; i < 7; i++)
		view_text_at(r, "weekdays", i, "name",
		    view_msg(r, arena_printf(r->arena, "home.weekday_%d", i + 1), NULL));
	view_i64(r, "year", year);
	view_i64(r, "year_prev", year > YEAR_FIRST ? year - 1 : YEAR_FIRST);
	view_i64(r, "year_next", year < YEAR_LAST ? year + 1 : YEAR_LAST);
	view_text(r, "version", workdays_version(w));
	if (behind > 0)
		view_text(r, "behind", view_msg(r, "admin.clocks_behind", "n",
		    arena_printf(r->arena, "%" PRId64, behind), NULL));
	view_bool(r, "unpublished", year > last);
	view_i64(r, "published_to", last);
	view_text(r, "total", view_msg(r, "admin.year_workdays", "n", arena_printf(r->arena, "%" PRId64,
	    workday_count(w, day_of(year, 1, 1) - 1, day_of(year, 12, 31))), NULL));
	return req_render(r, 200, "admin/calendar.cs");
}

static struct input *
change_input(struct req *r)
{
	static const char *const words[] = { "holiday", "workday", "plain", NULL };
	struct input *in = input_new(r->arena, change_form);
	int i;

	for (i = 0; words[i] != NULL; i++) {
		const char *label = admin_word(r, "admin.day_kind", words[i]);

		input_option(in, "days.kind", words[i], label, label);
	}
	return in;
}

static enum err
show_change(struct req *r, int status, const struct input *in)
{
	struct admin_form f = { .scope = "admin_calendar", .path = LIST "change", .back = LIST, .in = in };

	admin_crumb(r, 0, view_msg(r, "menu.calendar", NULL), LIST);
	admin_crumb(r, 1, view_msg(r, "admin.admin_calendar.title", NULL), NULL);
	return admin_show(r, status, &f);
}

static enum err
get_change(struct req *r)
{
	return show_change(r, 200, change_input(r));
}

struct changing {
	const char *label;
	struct calendar_change *change;
	size_t n;
	int to_year;
};

static enum err
run_change(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct changing *w = c->with;
	int64_t version;

	return calendar_change(a, db, w->label, w->to_year, w->change, w->n, &version);
}

/* The rows as changes; a day twice is a problem at the second. */
static void
take_rows(struct req *r, const struct input *in, struct changing *w)
{
	const struct value *rows = input_value(in, "days");
	size_t i, k;

	w->change = ARENA_ARRAY(r->arena, struct calendar_change, rows->row_n);
	for (i = 0; i < rows->row_n; i++) {
		const struct input *row = rows->row[i];

		w->change[i] = (struct calendar_change){ .day = input_day(row, "day"), .kind = input_text(row, "kind"),
		    .name = input_text(row, "name"), .source = input_text(in, "source") };
		for (k = 0; k < i; k++)
			if (w->change[k].day == w->change[i].day && w->change[i].day != DAY_NONE) {
				problem_add(&r->problems, arena_printf(r->arena, "days_%zu_day", i), "day_twice", NULL);
				break;
			}
	}
	w->n = rows->row_n;
}

static enum err
post_change(struct req *r)
{
	struct input *in = change_input(r);
	struct changing w = { .to_year = 0 };
	struct admin_change c = { .run = run_change, .with = &w, .kind = "calendar.changed" };
	const struct workdays *days;
	char now[TIME_TEXT_SIZE];
	int last, m, d;
	enum err e = calendar_workdays(r->arena, r->db, &days);

	if (e != OK)
		return e;
	req_input(r, in);
	if (r->problems.n == 0)
		take_rows(r, in, &w);
	day_parts(workdays_last(days), &last, &m, &d);
	if (input_given(in, "to_year") && input_number(in, "to_year") < last)
		problem_add(&r->problems, "to_year", "small", arena_printf(r->arena, "%d", last));
	if (r->problems.n > 0)
		return show_change(r, 422, in);
	time_text(r->now, now);
	w.label = arena_printf(r->arena, "site-%.19s", now);
	w.to_year = (int)input_number(in, "to_year");
	c.subject = w.label;
	c.before = arena_printf(r->arena, "{\"calendar\":\"%s\"}", workdays_version(days));
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_change(r, admin_again(r, e), in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, LIST, "notice.calendar")) : e;
}

const struct route admin_calendar_routes[] = {
	{ .method = GET, .path = LIST, .duties = DUTY_SYSADMIN, .run = get_year },
	{ .method = GET, .path = LIST "change", .duties = DUTY_SYSADMIN, .run = get_change },
	{ .method = POST, .path = LIST "change", .duties = DUTY_SYSADMIN, .run = post_change },
	{ 0 }
};
