/* terms_plain.h - when the terms of cases end, reckoned again from the rules and the calendar's rows alone; nothing of
 * lib/calendar takes part.  terms_agree() fails, by name, for each clock that disagrees, that no text gives its field,
 * or whose rule is not listed here.
 *
 * Covered, figure and last day: every rule of plain_rows below.  The day they begin: those of plain_origins.  Of
 * remedy.suit.after_review, remedy.appeal.*, redo.term, hearing.report, the police's, disclosure.term and daily.recheck
 * the beginning is taken from the clock; tests of their own (test_remedies, test_police, test_disclosure) look at it.
 * Terms after which a clock was closed while it stood are not reckoned: what it lacked is not known. */
#ifndef TESTS_DB_TERMS_PLAIN_H
#define TESTS_DB_TERMS_PLAIN_H
#include <time.h>

#include "tests/db/play.h"

#define PLAIN_MARKET "市场监管"
#define PLAIN_ENVIRONMENT "生态环境"
#define PLAIN_EMERGENCY "应急管理"
#define PLAIN_TRANSPORT "交通运输"
#define PLAIN_HOUSING "住房城乡建设"
#define PLAIN_FARMING "农业农村"

/* Rules 2.2, 2.3, 2.13: what the field's own text says, else what the law says ("").  from: its first day in force as
 * YYYYMMDD, 0: older than any history; to: its last, 0: none.  unit "given": the paper says it. */
static const struct plain_row {
	const char *rule, *field;
	int from, to, n;
	const char *unit;
} plain_rows[] = {
	{ "clue.verify", PLAIN_MARKET, 0, 0, 15, "wd" },		/* 程序规定 18 */
	{ "clue.verify", PLAIN_ENVIRONMENT, 20230701, 0, 15, "d" },	/* 生态办法 18, 90 */
	{ "clue.verify", PLAIN_EMERGENCY, 20260201, 0, 5, "wd" },	/* 安全生产办法 34 */
	{ "clue.verify", PLAIN_HOUSING, 20220501, 0, 15, "wd" },	/* 住建规定 15 */
	{ "clue.verify", PLAIN_FARMING, 20220201, 0, 7, "wd" },		/* 农业规定 29 */
	{ "reporter.tell", PLAIN_MARKET, 0, 20260414, 5, "wd" },	/* 令20 31; 令121 has none */
	{ "case.decide", "", 0, 0, 90, "d" },				/* 行政处罚法 60, 85 */
	{ "review.term", PLAIN_MARKET, 0, 0, 10, "wd" },		/* 程序规定 55 */
	{ "review.term", PLAIN_HOUSING, 20220501, 0, 10, "wd" },	/* 住建规定 25 */
	{ "review.term", PLAIN_FARMING, 20220201, 0, 5, "wd" },		/* 农业规定 53 */
	{ "defence.term", PLAIN_MARKET, 0, 0, 5, "wd" },		/* 程序规定 57 */
	{ "defence.term", PLAIN_ENVIRONMENT, 20230701, 0, 5, "wd" },	/* 生态办法 44 */
	{ "defence.term", PLAIN_EMERGENCY, 20260201, 0, 5, "wd" },	/* 安全生产办法 18, 89 */
	{ "defence.term", PLAIN_HOUSING, 20220501, 0, 5, "wd" },	/* 住建规定 22 */
	{ "defence.term", PLAIN_FARMING, 20220201, 0, 3, "wd" },	/* 农业规定 23 */
	{ "defence.term", "", 0, 0, 0, "given" },			/* 行政处罚法 44, 45: the notice sets it */
	{ "hearing.request", "", 0, 0, 5, "wd" },			/* 行政处罚法 64(1) */
	{ "hearing.chair", PLAIN_MARKET, 0, 0, 3, "wd" },		/* 听证办法 18 */
	{ "hearing.handover", PLAIN_MARKET, 0, 0, 3, "wd" },		/* 听证办法 19 */
	{ "hearing.set_date", PLAIN_MARKET, 0, 0, 5, "wd" },		/* 听证办法 20 */
	{ "hearing.report", PLAIN_MARKET, 0, 0, 5, "wd" },		/* 听证办法 29 */
	{ "hearing.held", PLAIN_EMERGENCY, 20260201, 0, 15, "d" },	/* 安全生产办法 57 */
	{ "preserve.term", "", 0, 0, 7, "wd" },				/* 行政处罚法 56 */
	{ "measure.term", "", 0, 0, 30, "d" },				/* 行政强制法 25 */
	{ "measure.emergency_report", "", 0, 0, 24, "h" },		/* 行政强制法 19 */
	{ "goods.keeper", PLAIN_TRANSPORT, 20210630, 0, 24, "h" },	/* 交通程序规定 127 */
	{ "aid.answer", PLAIN_MARKET, 0, 0, 15, "wd" },			/* 程序规定 45 */
	{ "service.term", "", 0, 0, 7, "wd" },				/* 行政处罚法 61 */
	{ "payment.term", "", 0, 0, 15, "d" },				/* 行政处罚法 67, 85 */
	{ "demand.term", "", 0, 0, 10, "wd" },				/* 行政强制法 54, 69 */
	{ "publish.penalty", "", 0, 0, 7, "wd" },			/* 118号 */
	{ "publish.other", "", 0, 0, 20, "wd" },			/* 118号 */
	{ "withdraw.term", "", 0, 0, 3, "wd" },				/* 行政处罚法 48, 85 */
	{ "close.term", PLAIN_MARKET, 0, 0, 15, "wd" },			/* 程序规定 77 */
	{ "close.term", PLAIN_EMERGENCY, 20260201, 0, 10, "wd" },	/* 安全生产办法 54 */
	{ "close.term", PLAIN_HOUSING, 20220501, 0, 15, "wd" },		/* 住建规定 31 */
	{ "summary.file", PLAIN_MARKET, 0, 0, 7, "wd" },		/* 程序规定 70 */
	{ "summary.file", PLAIN_ENVIRONMENT, 20230701, 0, 3, "wd" },	/* 生态办法 68 */
	{ "summary.file", PLAIN_EMERGENCY, 20260201, 0, 5, "wd" },	/* 安全生产办法 33 */
	{ "summary.file", PLAIN_TRANSPORT, 0, 0, 5, "d" },		/* 交通规定 61(8): no working days */
	{ "summary.file", PLAIN_HOUSING, 20220501, 0, 3, "wd" },	/* 住建规定 14 */
	{ "summary.file", PLAIN_FARMING, 20220201, 0, 2, "wd" },	/* 农业规定 27 */
	{ "cash.hand_in", "", 0, 0, 2, "wd" },				/* 行政处罚法 71, 85 */
	{ "cash.bank", "", 0, 0, 2, "wd" },
	{ "remedy.review", "", 0, 0, 60, "d" },				/* 行政复议法 20 */
	{ "remedy.suit", "", 0, 0, 6, "month" },			/* 行政诉讼法 46 */
	{ "remedy.suit.after_review", "", 0, 0, 15, "d" },		/* 行政诉讼法 45 */
	{ "remedy.untold.review", "", 20240101, 0, 1, "year" },		/* 行政复议法 20(3) */
	{ "remedy.untold.suit", "", 0, 0, 1, "year" },			/* 行诉解释 64 */
	{ "remedy.appeal.judgment", "", 0, 0, 15, "d" },		/* 行政诉讼法 85 */
	{ "remedy.appeal.ruling", "", 0, 0, 10, "d" },
	{ "redo.term", "", 0, 0, 60, "d" },				/* 复议法实施条例 58 */
	{ "redo.term", "", 0, 0, 0, "given" },				/* or the day the result sets */
	{ "defend.forward", "", 20240101, 0, 5, "wd" },			/* 行政复议法 32, 88 */
	{ "defend.review", "", 20240101, 0, 10, "wd" },			/* 行政复议法 48, 88 */
	{ "defend.simple", "", 20240101, 0, 5, "wd" },			/* 行政复议法 54, 88 */
	{ "defend.suit", "", 0, 0, 15, "d" },				/* 行政诉讼法 67 */
	{ "transfer.police.decide", "", 0, 0, 3, "d" },			/* 移送规定 5, 8, 9, 12 */
	{ "transfer.police.answer", "", 0, 0, 3, "d" },
	{ "transfer.police.goods", "", 0, 0, 3, "d" },
	{ "transfer.police.reconsider", "", 0, 0, 3, "d" },
	{ "transfer.police.again", "", 0, 0, 3, "d" },
	{ "daily.recheck", PLAIN_ENVIRONMENT, 0, 0, 30, "d" },		/* the platform's own */
	{ "close.archive", "", 0, 0, 30, "d" },				/* the platform's own */
	{ "correct.term", "", 0, 0, 0, "given" },
	{ "disclosure.term", "", 0, 0, 0, "given" },
};

/* By how much a head may make it longer, once; then by how much at most, 0: not at all, -1: by what was resolved. */
static const struct {
	const char *rule, *field;
	int from, n, most;
	const char *unit;
} plain_longer[] = {
	{ "clue.verify", PLAIN_MARKET, 0, 15, 0, "wd" }, { "clue.verify", PLAIN_ENVIRONMENT, 20230701, 15, 0, "d" },
	{ "clue.verify", PLAIN_EMERGENCY, 20260201, 5, 0, "wd" },
	{ "clue.verify", PLAIN_HOUSING, 20220501, 10, 0, "wd" },
	{ "clue.verify", PLAIN_FARMING, 20220201, 7, 0, "wd" }, { "case.decide", PLAIN_MARKET, 0, 30, -1, "d" },
	{ "case.decide", PLAIN_ENVIRONMENT, 20230701, 30, 30, "d" },
	{ "case.decide", PLAIN_EMERGENCY, 20260201, 30, 60, "d" }, { "case.decide", PLAIN_TRANSPORT, 0, 30, 0, "d" },
	{ "case.decide", PLAIN_HOUSING, 20220501, 30, 60, "d" },
	{ "case.decide", PLAIN_FARMING, 20220201, 30, -1, "d" },
	{ "measure.term", "", 0, 30, 0, "d" },		/* 行政强制法 25 */
};

/* ---- the calendar's rows */

static char *plain_marks;		/* by day: 'h' a holiday, 'w' a day made up for */
#define PLAIN_FIRST 10957		/* 2000-01-01 */
#define PLAIN_DAYS 36525

static void
plain_load(struct arena *a, struct db *db)
{
	const struct db_rows *rows;
	int i;

	if (plain_marks == NULL)
		plain_marks = ARENA_ARRAY(A, char, PLAIN_DAYS);
	must(DB_MANY(a, db, &rows, "select day - date '1970-01-01' as n, kind from xz.calendar_day where version ="
	    " (select max(id) from xz.calendar_version)"));
	for (i = 0; i < db_count(rows); i++) {
		int64_t n = row_i64(db_at(rows, i), "n") - PLAIN_FIRST;

		if (n >= 0 && n < PLAIN_DAYS)
			plain_marks[n] = row_text(db_at(rows, i), "kind")[0];
	}
}

/* 1970-01-01 was a Thursday. */
static bool
plain_workday(int64_t day)
{
	char mark = plain_marks[day - PLAIN_FIRST];

	return mark == 'w' || (mark != 'h' && (day + 3) % 7 < 5);
}

/* ---- a term */

struct plain_stop {
	int64_t first, last;		/* days at whose end it stood */
};
struct plain_term {
	int64_t day;			/* the last day so far */
	struct plain_stop stop[16];
	int stops;
};

static bool
plain_stands(const struct plain_term *t, int64_t day)
{
	int i;

	for (i = 0; i < t->stops; i++)
		if (t->stop[i].first <= day && day <= t->stop[i].last)
			return true;
	return false;
}

/* The day it begins is not counted, nor a day at whose end it stood. */
static void
plain_days(struct plain_term *t, int64_t n, bool work)
{
	while (n > 0) {
		t->day++;
		if (!plain_stands(t, t->day) && (!work || plain_workday(t->day)))
			n--;
	}
}

/* The day of the same number, or the last of its month. */
static int64_t
plain_months(int64_t day, int64_t n)
{
	static const int long_months[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	struct tm tm;
	time_t at = (time_t)(day * 86400);
	int64_t month, last;

	(void)gmtime_r(&at, &tm);
	month = (int64_t)tm.tm_year * 12 + tm.tm_mon + n;
	tm.tm_year = (int)(month / 12);
	tm.tm_mon = (int)(month % 12);
	last = long_months[tm.tm_mon] + (tm.tm_mon == 1 && (tm.tm_year + 1900) % 4 == 0 ? 1 : 0);
	if (tm.tm_mday > last)
		tm.tm_mday = (int)last;
	return timegm(&tm) / 86400;
}

static void
plain_count(struct plain_term *t, int64_t n, const char *unit)
{
	if (strcmp(unit, "month") == 0)
		plain_days(t, plain_months(t->day, n) - t->day, false);
	else if (strcmp(unit, "year") == 0)
		plain_days(t, plain_months(t->day, 12 * n) - t->day, false);
	else
		plain_days(t, n, strcmp(unit, "wd") == 0);
}

/* ---- against the store */

static int
plain_number(int64_t day)
{
	struct tm tm;
	time_t at = (time_t)(day * 86400);

	(void)gmtime_r(&at, &tm);
	return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

/* The field's own row on that day, else the law's; *known: the rule is listed at all. */
static const struct plain_row *
plain_figure(const char *rule, const char *field, int64_t day, bool given, bool *known)
{
	const struct plain_row *found = NULL, *r;
	int on = plain_number(day);
	size_t i;

	*known = false;
	for (i = 0; i < sizeof(plain_rows) / sizeof(*plain_rows); i++) {
		r = &plain_rows[i];
		if (strcmp(r->rule, rule) != 0)
			continue;
		*known = true;
		if (on < r->from || (r->to != 0 && on > r->to))
			continue;
		if ((*r->field == '\0' || strcmp(r->field, field) == 0) &&
		    (found == NULL || *r->field != '\0' || (given && *found->field == '\0')) &&
		    (given || strcmp(r->unit, "given") != 0))
			found = r;
	}
	return found;
}

static void
plain_extensions(struct arena *a, struct db *db, struct plain_term *t, const char *what, const char *rule,
    const char *field, int64_t clock)
{
	const struct db_rows *rows;
	size_t k, none = sizeof(plain_longer) / sizeof(*plain_longer);
	int i;

	must(DB_MANY(a, db, &rows, "select n, unit, (at at time zone 'Asia/Shanghai')::date - date '1970-01-01' as day"
	    " from xz.calendar_extension where clock_id = $1 order by id", DB_I64(clock)));
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		int64_t n = row_i64(r, "n");

		for (k = 0; k < none; k++)
			if (strcmp(plain_longer[k].rule, rule) == 0 && (*plain_longer[k].field == '\0' ||
			    strcmp(plain_longer[k].field, field) == 0) &&
			    plain_number(row_i64(r, "day")) >= plain_longer[k].from)
				break;
		if (k == none)
			fail_msg("%s: made longer, which no text allows", what);
		if (strcmp(row_text(r, "unit"), plain_longer[k].unit) != 0 || (i == 0 ? n != plain_longer[k].n :
		    plain_longer[k].most >= 0 && n > plain_longer[k].most))
			fail_msg("%s: made longer by %lld %s (the %dth time)", what, (long long)n, row_text(r, "unit"),
			    i + 1);
		plain_count(t, n, row_text(r, "unit"));
	}
}

/* False: it stands, or was closed before it went on. */
static bool
plain_stops(struct arena *a, struct db *db, struct plain_term *t, int64_t clock)
{
	const struct db_rows *rows;
	int i;

	/* a stop to an instant within a day ends before the end of that day: the day counts */
	must(DB_MANY(a, db, &rows, "select (x.from_at at time zone 'Asia/Shanghai')::date - date '1970-01-01' as first,"
	    " (x.to_at at time zone 'Asia/Shanghai')::date - date '1970-01-01' - 1 as last,"
	    " coalesce(x.to_at > k.closed_at, x.to_at is null) as open from xz.calendar_exclusion x"
	    " join xz.calendar_clock k on k.id = x.clock_id where x.clock_id = $1", DB_I64(clock)));
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (row_bool(r, "open"))
			return false;
		assert_true(t->stops < 16);
		t->stop[t->stops++] = (struct plain_stop){ row_i64(r, "first"), row_i64(r, "last") };
	}
	return true;
}

static void
plain_hours(const char *what, struct db_row r, int64_t n)
{
	if (row_time(r, "due_at") != row_time(r, "start_at") + n * HOUR_US)
		fail_msg("%s: not %lld hours from its beginning", what, (long long)n);
}

static void
plain_clock(struct arena *a, struct db *db, struct db_row r)
{
	const char *rule = row_text(r, "rule"), *field = row_text(r, "field"), *unit = row_text(r, "term_unit");
	const char *what = arena_printf(a, "clock %lld %s of %s from %s", (long long)row_i64(r, "id"), rule, field,
	    row_text(r, "start"));
	struct plain_term t = { .day = row_i64(r, "first") };
	bool known, given = !row_bool(r, "figure"), any = false;
	const struct plain_row *f = plain_figure(rule, field, row_i64(r, "basis"), given, &known);
	int64_t n = row_i64(r, "term_n");

	if (!known)
		fail_msg("%s: tests/db/terms_plain.h has no calculation of this rule", what);
	if (f == NULL)
		fail_msg("%s: no text gives this field such a term", what);
	any = strcmp(f->unit, "given") == 0;
	/* the notice may give more days to speak, never fewer */
	if (given && !any && (strcmp(rule, "defence.term") != 0 || strcmp(unit, "wd") != 0 || n < f->n))
		fail_msg("%s: %lld %s, where the figure is %d %s", what, (long long)n, unit, f->n, f->unit);
	if (!given && (n != f->n || strcmp(unit, f->unit) != 0))
		fail_msg("%s: %lld %s, not %d %s", what, (long long)n, unit, f->n, f->unit);
	if (row_bool(r, "any_day") && !any)
		fail_msg("%s: may end on a holiday", what);
	if (strcmp(unit, "h") == 0) {
		plain_hours(what, r, n);
		return;
	}
	if (!plain_stops(a, db, &t, row_i64(r, "id")))
		return;
	plain_count(&t, n, unit);
	plain_extensions(a, db, &t, what, rule, field, row_i64(r, "id"));
	while (!row_bool(r, "any_day") && !plain_workday(t.day))
		t.day++;
	if (t.day != row_i64(r, "last") || !row_bool(r, "to_the_end"))
		fail_msg("%s: ends %s, not %d", what, row_text(r, "due"), plain_number(t.day));
}
#endif
