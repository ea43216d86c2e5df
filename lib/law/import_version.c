/* import_version.c - see import.h: from when to when each version of a law is in force. */
#include "lib/law/import.h"

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/law/title.h"

enum { TITLE, VERSION, FROM, TO, NUMBER, SOURCE, COLUMNS };

static const char *const wanted[] = { "title", "version_day", "valid_from", "valid_to", "number", "source", NULL };

struct version {
	const char *title, *number, *source;
	int32_t day, from, to;
};

struct reading {
	struct csv *c;
	const struct import_io *io;
	struct import_count *out;
	size_t at[COLUMNS];
};

static bool
day_or_none(struct arena *a, const char *text, int32_t *out)
{
	*out = DAY_NONE;
	return *text == '\0' || plain_day(a, text, out);
}

static const char *
take(struct arena *a, const struct reading *rd, struct version *v)
{
	const struct csv *c = rd->c;
	const size_t *at = rd->at;

	if (!csv_fits(c))
		return "columns";
	v->title = plain_text(a, csv_field(c, at[TITLE]));
	v->number = plain_text(a, csv_field(c, at[NUMBER]));
	v->source = plain_text(a, csv_field(c, at[SOURCE]));
	if (*v->title == '\0' || str_utf8_len(v->title) > 200)
		return "law";
	if (!plain_day(a, csv_field(c, at[VERSION]), &v->day) || !day_or_none(a, csv_field(c, at[FROM]), &v->from) ||
	    !day_or_none(a, csv_field(c, at[TO]), &v->to))
		return "date";
	if (v->to != DAY_NONE && v->to < (v->from != DAY_NONE ? v->from : v->day))
		return "ends";
	return str_utf8_len(v->number) > 200 || str_utf8_len(v->source) > 500 ? "long" : NULL;
}

static enum err
put(struct arena *a, struct db *db, const struct version *v, struct import_count *out)
{
	struct db_row r;
	int64_t law, changed = 0;
	enum err e = law_of_title(a, db, v->title, &law);

	if (e != OK)
		return e;
	e = DB_ONE(a, db, &r, "select id from xz.law_version where law_id = $1 and version_day = $2", DB_I64(law),
	    DB_DAY(v->day));
	if (e == ERR_NOT_FOUND) {
		out->added++;
		e = DB_EXEC(a, db,
		    "insert into xz.law_version (law_id, version_day, valid_from, valid_to, number, source)"
		    " values ($1, $2, $3, $4, $5, $6)", DB_I64(law), DB_DAY(v->day), DB_DAY(v->from), DB_DAY(v->to),
		    DB_TEXT(v->number), DB_TEXT(v->source));
	} else if (e == OK) {
		e = DB_EXEC_N(a, db, &changed,
		    "update xz.law_version o set valid_from = n.f, valid_to = n.t, number = n.n,"
		    " source = n.s from (select coalesce($2, valid_from) as f, coalesce($3, valid_to) as t,"
		    "   coalesce(nullif($4, ''), number) as n, coalesce(nullif($5, ''), source) as s"
		    "   from xz.law_version where id = $1) n where o.id = $1"
		    " and (o.valid_from, o.valid_to, o.number, o.source) is distinct from (n.f, n.t, n.n, n.s)",
		    DB_I64(row_i64(r, "id")), DB_DAY(v->from), DB_DAY(v->to), DB_TEXT(v->number), DB_TEXT(v->source));
		out->changed += changed;
		out->same += 1 - changed;
	}
	return e == OK ? law_close_versions(a, db, law) : e;
}

static enum err
read_all(struct arena *a, struct db *db, void *ctx)
{
	struct reading *rd = ctx;
	enum csv_result result = CSV_END;
	struct version v;
	const char *reason, *raw;
	size_t n;
	enum err e = OK;

	while (e == OK && ((result = csv_next(rd->c)) == CSV_ROW || result == CSV_BAD)) {
		rd->out->rows++;
		reason = result == CSV_BAD ? csv_fault(rd->c) : take(a, rd, &v);
		if (reason == NULL) {
			e = put(a, db, &v, rd->out);
			continue;
		}
		rd->out->rejected++;
		raw = csv_raw(rd->c, &n);
		rd->io->reject(rd->io->ctx, csv_line(rd->c), raw, n, reason);
	}
	return e == OK && result == CSV_FAILED ? ERR_IO : e;
}

enum err
law_import_versions(struct arena *a, struct db *db, struct csv *c, const struct import_io *io,
    struct import_count *out)
{
	struct reading rd = { .c = c, .io = io, .out = out };
	enum err e = csv_header(c, wanted, rd.at);

	*out = (struct import_count){ 0 };
	if (e != OK)
		return e;
	return db_tx_run(a, db, NULL, read_all, &rd, NULL);
}
