/* payment_import.c - see payment_import.h. */
#include "lib/caseflow/payment_import.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"
#include "lib/caseflow/money.h"
#include "lib/db/db.h"

enum { PAY_CODE, AMOUNT, PAID_AT, SERIAL, COLUMNS };

static const char *const wanted[] = { "pay_code", "amount_fen", "paid_at", "bank_serial", NULL };

#define AMOUNT_MAX 100000000000000LL	/* a million million yuan */

struct line {
	struct payment_line p;
	const char *raw;
	size_t raw_n;
};

static const char *
take(struct arena *a, const struct csv *c, const size_t *at, int64_t now, struct line *out)
{
	long long amount;

	if (!csv_fits(c))
		return "columns";
	out->p.pay_code = plain_code(a, csv_field(c, at[PAY_CODE]));
	out->p.serial = plain_text(a, csv_field(c, at[SERIAL]));
	if (*out->p.pay_code == '\0' || strlen(out->p.pay_code) > 64)
		return "pay_code";
	if (*out->p.serial == '\0' || strlen(out->p.serial) > 64 || plain_fault(out->p.serial, false) != NULL)
		return "serial";
	if (!str_i64(plain_number(a, csv_field(c, at[AMOUNT])), -AMOUNT_MAX, AMOUNT_MAX, &amount) || amount == 0)
		return "amount";
	if (!plain_time(a, csv_field(c, at[PAID_AT]), &out->p.paid_at) || out->p.paid_at > now)
		return "time";
	out->p.amount_fen = amount;
	out->raw = csv_raw(c, &out->raw_n);
	return NULL;
}

static enum err
book(struct arena *a, struct db *db, void *ctx)
{
	const struct line *l = ctx;
	enum err e = DB_EXEC(a, db,
	    "insert into xz.exchange_inbox (link, foreign_id, raw) values ($1, $2, $3)",
	    DB_TEXT(PAYMENT_LINK), DB_TEXT(l->p.serial), DB_BYTES(l->raw, l->raw_n));

	return e == OK ? money_take(a, db, PAYMENT_LINK, &l->p) : e;
}

static enum err
known_same(struct arena *a, struct db *db, const struct payment_line *p, bool *same)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select exists (select from xz.caseflow_payment where link = $1 and serial = $2 and pay_code = $3"
	    " and amount_fen = $4 and paid_at = $5) as same", DB_TEXT(PAYMENT_LINK), DB_TEXT(p->serial),
	    DB_TEXT(p->pay_code), DB_I64(p->amount_fen), DB_TIME(p->paid_at));

	if (e == OK)
		*same = row_bool(r, "same");
	return e;
}

/* *reason NULL: booked, or known already. */
static enum err
one(struct arena *a, struct db *db, struct line *l, struct import_count *out, const char **reason)
{
	bool same = false;
	enum err e = db_tx_run(a, db, NULL, book, l, NULL);

	*reason = NULL;
	if (e == ERR_NOT_FOUND) {
		*reason = "pay_code";
		return OK;
	}
	if (e == ERR_INPUT) {
		*reason = "amount";
		return OK;
	}
	if (e != ERR_CONFLICT) {
		out->added += e == OK;
		return e;
	}
	e = known_same(a, db, &l->p, &same);
	if (e == OK && same)
		out->same++;
	else if (e == OK)
		*reason = "conflict";
	return e;
}

enum err
payment_import(struct arena *a, struct db *db, struct csv *c, const struct import_io *io,
    struct import_count *out)
{
	size_t at[COLUMNS], raw_n;
	enum csv_result result = CSV_END;
	const char *reason, *raw;
	struct line l;
	int64_t now;
	enum err e = csv_header(c, wanted, at);

	*out = (struct import_count){ 0 };
	if (e == OK)
		e = db_now(a, db, &now);
	if (e != OK)
		return e;
	while (e == OK && ((result = csv_next(c)) == CSV_ROW || result == CSV_BAD)) {
		struct arena *row = arena_child(a);

		out->rows++;
		reason = result == CSV_BAD ? csv_fault(c) : take(row, c, at, now, &l);
		if (reason == NULL)
			e = one(row, db, &l, out, &reason);
		if (reason != NULL) {
			out->rejected++;
			raw = csv_raw(c, &raw_n);
			io->reject(io->ctx, csv_line(c), raw, raw_n, reason);
		}
		arena_free(row);
		io->progress(io->ctx, out, csv_offset(c));
	}
	return e == OK && result == CSV_FAILED ? ERR_IO : e;
}
