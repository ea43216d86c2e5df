/* events.c - rules over events: a consumer of the order asks each live question at the events of a stretch
 * (migrations/again/monitor_ask.sql) and raises what it finds, once; the cursor moves in the same transaction. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/monitor/priv.h"
#include "lib/people/people.h"
#include "lib/people/reference.h"
#include "lib/record/dims.h"
#include "lib/stream/stream.h"

#define EVENTS_A_STEP 500
#define PAST_DAYS 60		/* what happened longer ago is not raised by a rule that joins later */
#define PERSONS_A_LOOK 50

/* A signal: a row alone, which asks for nothing. */
static enum err
signal_it(struct arena *a, struct db *db, int64_t rule, const struct alert_hit *h)
{
	return DB_EXEC(a, db,
	    "insert into xz.monitor_alert (rule_id, once, subject_kind, subject_ref, number, agency_id, unit_id,"
	    " account_id, duty, level, state, due_at, raised_at, n, of_n, person, seen) values ($1, $2, $3, $4, $5,"
	    " $6,"
	    " $7, $8, case when $7::bigint is null then 'agency_head' else 'unit_head' end, 'yellow', 'warning', $9,"
	    " xz.now(), $10, $11, false, 'body') on conflict (once) do nothing", DB_I64(rule), DB_TEXT(h->once),
	    DB_TEXT(h->subject_kind), DB_REF(h->subject), DB_TEXT(h->number), DB_I64(h->agency), DB_ID(h->unit),
	    DB_ID(h->account), DB_TIME(h->at), DB_I64(h->n), DB_I64(h->of_n));
}

static enum err
by_platform(struct arena *a, struct db *db, int64_t by, const struct act_key *key)
{
	struct act act = { .principal = by, .occurred_at = TIME_NONE };
	struct act_request q = { .kind = &alert_kind, .key = *key, .by = ACT_DAEMON, .version = ACT_ANY_VERSION };
	struct problems p;

	problems_init(&p, a);
	return act_do_within(a, db, &act, &q, &p);
}

static enum err
raise_it(struct arena *a, struct db *db, int64_t by, int64_t rule, const struct alert_hit *h)
{
	struct alert_source source = { .rule = rule, .hit = h };
	struct act_key key = { .procedure = MONITOR_PROCEDURE, .action = "find", .source = &source };

	return by_platform(a, db, by, &key);
}

/* What was said before is not said again, whoever asks, and how often. */
static enum err
ask(struct arena *a, struct db *db, const struct stream_batch *b, struct db_row rule, int64_t by)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select h.once, h.subject_kind, h.subject_ref, h.number, h.agency_id, h.unit_id, h.account_id, h.at, h.n,"
	    " h.of_n from xz.monitor_ask($1, $2, $3, $4) h where h.at > xz.now() - make_interval(days => $5::int)"
	    " and not exists (select from xz.monitor_alert x where x.once = h.once) order by h.at, h.once",
	    DB_TEXT(row_text(rule, "ask")), DB_I64(row_i64(rule, "n")), DB_I64(b->from), DB_I64(b->to),
	    DB_I64(PAST_DAYS));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		struct alert_hit h = { .once = row_text(r, "once"), .subject_kind = row_text(r, "subject_kind"),
		    .number = row_text(r, "number"), .subject = row_ref(r, "subject_ref"),
		    .agency = row_i64(r, "agency_id"), .unit = row_i64_or(r, "unit_id", 0),
		    .account = row_i64_or(r, "account_id", 0), .at = row_time(r, "at"), .n = row_i64(r, "n"),
		    .of_n = row_i64(r, "of_n"), .person = row_bool(rule, "person") };

		e = h.person || str_eq(row_text(rule, "level"), "red") ?
		    raise_it(a, db, by, row_i64(rule, "id"), &h) : signal_it(a, db, row_i64(rule, "id"), &h);
	}
	return e;
}

static enum err
take(struct arena *a, struct db *db, const struct stream_batch *b)
{
	const struct db_rows *rules;
	int64_t by;
	int i;
	enum err e = people_service(a, db, "xz-daemon", &by);

	if (e == OK)
		e = DB_MANY(a, db, &rules,
		    "select id, ask, n, level, person from xz.monitor_live() where ask is not null"
		    " order by id");
	for (i = 0; e == OK && i < db_count(rules); i++)
		e = ask(a, db, b, db_at(rules, i), by);
	return e;
}
static const struct stream_consumer watching = { .name = "monitor", .limit = EVENTS_A_STEP, .take = take };

/* ---- what concerns a person and was not answered in its days goes on */

struct passing {
	int64_t by;
	struct ref ref;
};

static enum err
pass_fn(struct arena *a, struct db *db, void *ctx)
{
	const struct passing *p = ctx;

	return by_platform(a, db, p->by, &(struct act_key){ .ref = p->ref, .action = "pass" });
}

static enum err
pass_unanswered(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	struct calendar_parameter days;
	const struct db_rows *rows;
	int64_t now;
	int i;
	enum err e = db_now(a, db, &now);

	if (e == OK)
		e = calendar_parameter_get(a, db, "monitor.person", time_day(now), 0, NULL, &days);
	if (e == OK)
		e = DB_MANY(a, db, &rows, "select x.ref from xz.monitor_alert x where x.person and x.state = 'open'"
		    " and x.seen <> 'body' and x.red_at < $1 order by x.red_at limit $2",
		    DB_TIME(now - days.value * DAY_US), DB_I64(PERSONS_A_LOOK));
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct passing p = { .by = by, .ref = row_ref(db_at(rows, i), "ref") };

		e = db_tx_run(a, db, NULL, pass_fn, &p, NULL);
		*n += e == OK;
	}
	return e;
}

enum err
monitor_events_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	int64_t passed = 0;
	bool missing;
	enum err e = record_dims_missing(a, db, &missing);

	*n = 0;
	if (e == OK && !missing)
		e = stream_consume(a, db, &watching, n);
	if (e == OK)
		e = pass_unanswered(a, db, by, &passed);
	*n += passed;
	return e;
}
