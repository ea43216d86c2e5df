/* money.c - see money.h. */
#include "lib/caseflow/money.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/surcharge.h"
#include "lib/db/db.h"

static enum err
payments(struct arena *a, struct db *db, int64_t decision, struct surcharge_payment **out, size_t *n,
    int64_t *paid)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select (paid_at at time zone 'Asia/Shanghai')::date as day, amount_fen from xz.caseflow_payment"
	    " where decision_id = $1 order by paid_at, id", DB_I64(decision));

	if (e != OK)
		return e;
	*n = (size_t)db_count(rows);
	*out = ARENA_ARRAY(a, struct surcharge_payment, *n);
	*paid = 0;
	for (i = 0; i < db_count(rows); i++) {
		(*out)[i] = (struct surcharge_payment){ row_day(db_at(rows, i), "day"),
		    row_i64(db_at(rows, i), "amount_fen") };
		*paid += (*out)[i].amount_fen;
	}
	return OK;
}

static enum err
stops(struct arena *a, struct db *db, int64_t decision, struct surcharge_stop **out, size_t *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select filed_on, result_on from xz.caseflow_remedy where decision_id = $1", DB_I64(decision));

	if (e != OK)
		return e;
	*n = (size_t)db_count(rows);
	*out = ARENA_ARRAY(a, struct surcharge_stop, *n);
	for (i = 0; i < db_count(rows); i++)
		(*out)[i] = (struct surcharge_stop){ row_day(db_at(rows, i), "filed_on"),
		    row_day(db_at(rows, i), "result_on") };
	return OK;
}

enum err
money_load(struct arena *a, struct db *db, int64_t track, int32_t today, struct money_state *out)
{
	struct calendar_parameter percent, most;
	struct surcharge_payment *pay;
	struct surcharge_stop *stop;
	size_t pay_n, stop_n;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select id, agency_id, fine_fen, confiscation_fen, pay_due, pay_code, decided_on,"
	    " coalesce((select l.field from xz.caseflow_track t join xz.caseflow_case k on k.id = t.case_id"
	    "   join xz.law_cause l on l.id = k.cause_id where t.id = track_id), '') as field"
	    " from xz.caseflow_decision where track_id = $1 and revoked_on is null", DB_I64(track));

	*out = (struct money_state){ .due = DAY_NONE };
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK)
		return e;
	out->decision = row_i64(r, "id");
	out->fine_fen = row_i64(r, "fine_fen");
	out->confiscation_fen = row_i64(r, "confiscation_fen");
	out->owed_fen = out->fine_fen + out->confiscation_fen;
	out->due = row_day(r, "pay_due");
	out->pay_code = row_text_null(r, "pay_code");
	e = payments(a, db, out->decision, &pay, &pay_n, &out->paid_fen);
	if (e == OK)
		e = stops(a, db, out->decision, &stop, &stop_n);
	if (e == OK)
		e = calendar_parameter_get(a, db, "payment.surcharge", row_day(r, "decided_on"),
		    row_i64(r, "agency_id"), row_text(r, "field"), &percent);
	if (e == OK)
		e = calendar_parameter_get(a, db, "payment.surcharge_max", row_day(r, "decided_on"),
		    row_i64(r, "agency_id"), row_text(r, "field"), &most);
	/* pct_x100: hundredths of a percent */
	if (e == OK && out->due != DAY_NONE && out->fine_fen > 0)
		out->surcharge_fen = surcharge_fen(out->fine_fen, out->due, today,
		    percent.value / 100, most.value / 100, pay, pay_n, stop, stop_n);
	return e;
}

enum err
money_take(struct arena *a, struct db *db, const char *link, const struct payment_line *p)
{
	struct db_row r;
	enum err e;

	if (p->amount_fen == 0)
		return err_set(ERR_INPUT, "an amount of zero");
	e = DB_ONE(a, db, &r, "select id from xz.caseflow_decision where pay_code = $1", DB_TEXT(p->pay_code));
	if (e != OK)
		return e;
	return DB_EXEC(a, db,
	    "insert into xz.caseflow_payment (link, serial, pay_code, amount_fen, paid_at, decision_id)"
	    " values ($1, $2, $3, $4, $5, $6)", DB_TEXT(link), DB_TEXT(p->serial), DB_TEXT(p->pay_code),
	    DB_I64(p->amount_fen), DB_TIME(p->paid_at), DB_I64(row_i64(r, "id")));
}
