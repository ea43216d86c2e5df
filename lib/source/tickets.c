/* tickets.c - see tickets.h. */
#include "lib/source/tickets.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/base/plain.h"
#include "lib/base/secrecy.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/envelope.h"
#include "lib/sec/sec.h"
#include "lib/source/envelope.h"
#include "lib/source/marks.h"
#include "lib/source/public.h"
#include "lib/source/source.h"
#include "lib/source/words.h"

#define BATCH 500
#define TEXT_MAX 4000		/* characters of a text */
#define LINE_MAX_N 200

enum { NUMBER, SORT, AGENCY, ABOUT, PLACE, CONTENT, NAME, TELEPHONE, ADDRESS, RECEIVED, COLUMNS };
static const char *const wanted[] = TICKETS_COLUMNS;

enum column {
	B_NUMBER, B_SORT, B_NAMED, B_AGENCY, B_RECEIVED, B_ENVELOPE, B_HASH, B_ABOUT, B_PLACE, B_BODY, B_COLUMNS
};

typedef const char *ticket_column[BATCH + 1];

struct reading {
	struct arena *a;	/* of the batch */
	struct db *db;
	const char *link, *channel;
	const struct import_io *io;
	struct import_count *count;
	const struct db_rows *sorts, *agencies;
	const unsigned char *pub;
	size_t pub_n;
	int64_t now;
	/* gathered */
	struct source_report report[BATCH + 1];
	const char *number[BATCH + 1], *hash[BATCH + 1];
	const char *agency[BATCH + 1];		/* id; "": none is named */
	const char *bad_digest[BATCH + 1], *bad_sealed[BATCH + 1], *bad_reason[BATCH + 1];
	int64_t line[BATCH + 1];
	const char *raw[BATCH + 1];
	int n, bad_n;
};

/* ---- a row */

/* By its code or its name. */
static bool
row_of(const struct db_rows *rows, const char *text, struct db_row *out)
{
	int i;

	for (i = 0; i < db_count(rows); i++) {
		*out = db_at(rows, i);
		if (str_eq(row_text(*out, "code"), text) || str_eq(row_text(*out, "name"), text))
			return true;
	}
	return false;
}

/* An agency's ref may stand there too. */
static bool
agency_of(const struct reading *t, const char *text, const char **out)
{
	struct db_row r;
	struct ref ref;
	int i;

	*out = "";
	if (*text == '\0')
		return true;
	if (row_of(t->agencies, text, &r)) {
		*out = row_text(r, "id");
		return true;
	}
	for (i = 0; ref_parse(text, &ref) && i < db_count(t->agencies); i++)
		if (ref_eq(row_ref(db_at(t->agencies, i), "ref"), ref))
			*out = row_text(db_at(t->agencies, i), "id");
	return **out != '\0';
}

static bool
fits(const char *text, bool lines, size_t max)
{
	return plain_fault(text, lines) == NULL && !secrecy_marked(text) && str_utf8_len(text) <= max;
}

static const char *
texts_of(const struct reading *t, const struct csv *c, const size_t *at, struct source_report *r)
{
	const char **line[] = { &r->about, &r->place, &r->name, &r->telephone, &r->address };
	static const int of[] = { ABOUT, PLACE, NAME, TELEPHONE, ADDRESS };
	size_t i;

	for (i = 0; i < sizeof(of) / sizeof(*of); i++) {
		*line[i] = plain_text(t->a, csv_field(c, at[of[i]]));
		if (!fits(*line[i], false, LINE_MAX_N))
			return "text";
	}
	r->content = plain_text(t->a, csv_field(c, at[CONTENT]));
	return *r->content == '\0' || !fits(r->content, true, TEXT_MAX) ? "content" : NULL;
}

/* A day counts from its beginning. */
static bool
received(struct arena *a, const char *text, int64_t *out)
{
	int32_t day;

	if (plain_time(a, text, out))
		return true;
	if (!plain_day(a, text, &day))
		return false;
	*out = time_of_day(day, 0, 0);
	return true;
}

/* NULL: taken into the batch. */
static const char *
take(struct reading *t, const struct csv *c, const size_t *at)
{
	struct source_report r = { .received_at = 0 };
	const char *number = plain_code(t->a, csv_field(c, at[NUMBER])), *why;
	struct db_row sort;

	if (!csv_fits(c))
		return "columns";
	if (*number == '\0' || strlen(number) > 64 || plain_fault(number, false) != NULL || plain_is_lost(number))
		return "number";
	if (!row_of(t->sorts, plain_text(t->a, csv_field(c, at[SORT])), &sort))
		return "sort";
	r.sort = row_text(sort, "code");
	if (!agency_of(t, plain_text(t->a, csv_field(c, at[AGENCY])), &t->agency[t->n]) ||
	    (str_eq(r.sort, "enforcement") && *t->agency[t->n] == '\0'))
		return "agency";
	why = texts_of(t, c, at, &r);
	if (why != NULL)
		return why;
	if (str_eq(r.sort, "complaint") && (*r.about == '\0' || *r.name == '\0' || *r.telephone == '\0'))
		return "complaint";
	if (!received(t->a, csv_field(c, at[RECEIVED]), &r.received_at) || r.received_at > t->now)
		return "time";
	r.once = arena_printf(t->a, "%s %s", t->link, number);
	t->report[t->n] = r;
	t->number[t->n] = number;
	return NULL;
}

/* ---- a batch */

static const char *
hex(struct arena *a, const void *bytes, size_t n)
{
	char *out = arena_alloc(a, 2 * n + 1);

	str_hex(bytes, n, out);
	return out;
}

static void
refuse(struct reading *t, int64_t line, const char *raw, const char *reason)
{
	t->count->rejected++;
	t->io->reject(t->io->ctx, line, raw, strlen(raw), reason);
}

/* What is there already goes out of the batch: nothing is encrypted for it. */
static enum err
leave_known(struct reading *t)
{
	const struct db_rows *rows;
	int i, k, kept = 0;
	enum err e = DB_MANY(t->a, t->db, &rows,
	    "select m.sender_number as number, encode(s.secret_hash, 'hex') as hash"
	    " from xz.source_message m join xz.source_sealed s on s.message_id = m.id where m.channel = $1"
	    " and m.sender_number = any ($2)", DB_TEXT(t->channel), DB_TEXTS(t->number, (size_t)t->n));

	for (i = 0; e == OK && i < t->n; i++) {
		struct source_sealed s;

		source_name(t->a, &t->report[i], &s);
		t->hash[i] = hex(t->a, s.hash, sizeof(s.hash));
		for (k = 0; k < db_count(rows) && !str_eq(row_text(db_at(rows, k), "number"), t->number[i]); k++)
			;
		if (k < db_count(rows) && str_eq(row_text(db_at(rows, k), "hash"), t->hash[i])) {
			t->count->same++;
		} else if (k < db_count(rows)) {
			refuse(t, t->line[i], t->raw[i], "number_known");
		} else {
			t->report[kept] = t->report[i];
			t->number[kept] = t->number[i];
			t->hash[kept] = t->hash[i];
			t->agency[kept] = t->agency[i];
			t->line[kept] = t->line[i];
			t->raw[kept++] = t->raw[i];
		}
	}
	t->n = kept;
	return e;
}

static enum err
close_one(struct reading *t, int i, ticket_column *col)
{
	const struct source_report *r = &t->report[i];
	struct source_text text = { .about = r->about, .place = r->place, .content = r->content };
	char at[TIME_TEXT_SIZE];
	struct source_marked m;
	struct source_sealed s;
	enum err e = source_seal_to(t->a, t->pub, t->pub_n, r, &s);

	if (e == OK)
		e = source_marks_of(t->a, &text, &m);
	if (e != OK)
		return e;
	time_text(r->received_at, at);
	col[B_NUMBER][i] = t->number[i];
	col[B_SORT][i] = r->sort;
	col[B_NAMED][i] = *r->name != '\0' ? "t" : "f";
	col[B_AGENCY][i] = t->agency[i];
	col[B_RECEIVED][i] = arena_strdup(t->a, at);
	col[B_ENVELOPE][i] = hex(t->a, s.bytes, s.n);
	col[B_HASH][i] = t->hash[i];
	col[B_ABOUT][i] = m.about;
	col[B_PLACE][i] = m.place;
	col[B_BODY][i] = m.body;
	return OK;
}

struct writing {
	struct reading *t;
	ticket_column *col;
	int64_t added;
};

/* In one transaction: the messages with their requests, tasks and marks, and what is parked. */
static enum err
write_batch(struct arena *a, struct db *db, void *ctx)
{
	struct writing *w = ctx;
	const struct reading *t = w->t;
	ticket_column *c = w->col;
	size_t n = (size_t)t->n, bad = (size_t)t->bad_n;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.source_take_all($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as n",
	    DB_TEXT(t->channel), DB_TEXTS(c[B_NUMBER], n), DB_TEXTS(c[B_SORT], n), DB_TEXTS(c[B_NAMED], n),
	    DB_TEXTS(c[B_AGENCY], n), DB_TEXTS(c[B_RECEIVED], n), DB_TEXTS(c[B_ENVELOPE], n), DB_TEXTS(c[B_HASH], n),
	    DB_TEXTS(c[B_ABOUT], n), DB_TEXTS(c[B_PLACE], n), DB_TEXTS(c[B_BODY], n));

	if (e != OK)
		return e;
	w->added = row_i64(r, "n");
	return bad == 0 ? OK : DB_EXEC(a, db,
	    "insert into xz.exchange_inbox (link, link_id, foreign_id, route, digest, raw, state, reason)"
	    " select l.code, l.id, 'row:' || x.digest, 'tickets', decode(x.digest, 'hex'),"
	    " decode(x.sealed, 'hex'), 'parked', x.reason from unnest($2::text[], $3::text[], $4::text[])"
	    " x (digest, sealed, reason) join xz.exchange_link l on l.code = $1"
	    " on conflict (link, foreign_id) do nothing",
	    DB_TEXT(t->link), DB_TEXTS(t->bad_digest, bad), DB_TEXTS(t->bad_sealed, bad), DB_TEXTS(t->bad_reason, bad));
}

static enum err
flush(struct reading *t)
{
	struct writing w = { .t = t, .col = ARENA_ARRAY(t->a, ticket_column, B_COLUMNS) };
	enum err e = leave_known(t);
	int i;

	for (i = 0; e == OK && i < t->n; i++)
		e = close_one(t, i, w.col);
	if (e == OK && t->n + t->bad_n > 0)
		e = db_tx_run(t->a, t->db, NULL, write_batch, &w, NULL);
	if (e != OK)
		return e;
	t->count->added += w.added;
	for (i = 0; i < t->n - w.added; i++)
		t->count->rejected++;	/* nobody takes them: the caller is told by the count */
	t->n = t->bad_n = 0;
	return OK;
}

/* ---- the file */

static enum err
park(struct reading *t, const struct csv *c, const char *reason)
{
	unsigned char sum[SHA256_SIZE], *sealed;
	size_t n, sealed_n;
	const char *raw = csv_raw(c, &n);
	enum err e;

	t->count->rejected++;
	t->io->reject(t->io->ctx, csv_line(c), raw, n, reason);
	if (n > ENVELOPE_MAX)
		n = ENVELOPE_MAX;
	e = envelope_close(t->a, t->pub, t->pub_n, TICKETS_PURPOSE, raw, n, &sealed, &sealed_n);
	if (e != OK)
		return e;
	sha256(raw, n, sum);
	t->bad_digest[t->bad_n] = hex(t->a, sum, sizeof(sum));
	t->bad_sealed[t->bad_n] = hex(t->a, sealed, sealed_n);
	t->bad_reason[t->bad_n++] = reason;
	return OK;
}

/* The same number twice in a batch is looked at once the first is there. */
static bool
twice(const struct reading *t)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (str_eq(t->number[i], t->number[t->n]))
			return true;
	return false;
}

static enum err
read_row(struct reading *t, struct csv *c, const size_t *at, bool bad)
{
	const char *reason = bad ? csv_fault(c) : take(t, c, at), *raw;
	struct source_report r;
	size_t n;
	enum err e = OK;

	t->count->rows++;
	if (reason != NULL)
		return park(t, c, reason);
	raw = csv_raw(c, &n);
	t->raw[t->n] = arena_strndup(t->a, raw, n);
	t->line[t->n] = csv_line(c);
	r = t->report[t->n];
	if (twice(t)) {
		const char *number = t->number[t->n], *agency = t->agency[t->n];
		int64_t line = t->line[t->n];

		raw = t->raw[t->n];
		e = flush(t);
		t->report[0] = r;
		t->number[0] = number;
		t->agency[0] = agency;
		t->line[0] = line;
		t->raw[0] = raw;
	}
	t->n++;
	return e;
}

static enum err
prepare(struct reading *t, struct arena *a)
{
	const struct db_rows *link;
	enum err e = DB_MANY(a, t->db, &link, "select id from xz.exchange_link where code = $1", DB_TEXT(t->link));

	if (e == OK && db_count(link) == 0)
		return err_set(ERR_NOT_FOUND, "no link is called %s", t->link);
	if (e == OK)
		e = DB_MANY(a, t->db, &t->sorts, "select distinct on (code) code, name_zh as name from xz.law_code"
		    " where kind = 'request_sort' and code <> 'petition' order by code, valid_from desc");
	if (e == OK)
		e = DB_MANY(a, t->db, &t->agencies,
		    "select code, name, ref, id::text as id from xz.people_agency where active order by id");
	if (e == OK)
		e = source_key_now(a, t->db, &t->pub, &t->pub_n);
	return e == OK ? db_now(a, t->db, &t->now) : e;
}

enum err
tickets_import(struct arena *a, struct db *db, const char *link, struct csv *c, const struct import_io *io,
    struct import_count *out)
{
	struct reading *t = ARENA_NEW(a, struct reading);
	enum csv_result result = CSV_END;
	size_t at[COLUMNS];
	enum err e = csv_header(c, wanted, at);

	*out = (struct import_count){ 0 };
	*t = (struct reading){ .db = db, .link = link, .channel = arena_printf(a, "link:%s", link), .io = io,
	    .count = out };
	if (e == OK)
		e = prepare(t, a);
	while (e == OK && result != CSV_FAILED) {
		t->a = arena_child(a);
		while (e == OK && t->n + t->bad_n < BATCH &&
		    ((result = csv_next(c)) == CSV_ROW || result == CSV_BAD))
			e = read_row(t, c, at, result == CSV_BAD);
		if (e == OK)
			e = flush(t);
		arena_free(t->a);
		io->progress(io->ctx, out, csv_offset(c));
		if (result == CSV_END)
			break;
	}
	return e == OK && result == CSV_FAILED ? ERR_IO : e;
}
