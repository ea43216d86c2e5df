/* leaving.c - see leaving.h. */
#include "lib/tlog/leaving.h"

#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/base/syslog.h"
#include "lib/db/db.h"
#include "lib/stream/stream.h"

#define LINES_A_RUN 200
#define REST_US (30 * SECOND_US)	/* after a collector was found away */

static const char *const kinds[] = { "audit", "sign_in", "refused", "incident" };

static struct {
	const char *where;		/* NULL: nothing leaves */
	struct syslog *to;
	int64_t again;			/* monotonic; not tried before */
} out;

void
tlog_leaving_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	const char *where = conf_text(c, "syslog", "");

	(void)k;
	out.where = *where != '\0' ? arena_strdup(a, where) : NULL;
}

enum err
tlog_leaving_open(struct arena *a, struct db *db)
{
	(void)db;
	return out.where != NULL ? syslog_new(a, out.where, &out.to) : OK;
}

static enum syslog_severity
severity(const char *kind, const char *word)
{
	if (str_eq(kind, "incident"))
		return SYSLOG_ALERT;
	if (str_eq(kind, "refused") || (str_eq(kind, "sign_in") && !str_eq(word, "ok") &&
	    strncmp(word, "sign_out", sizeof("sign_out") - 1) != 0))
		return SYSLOG_WARNING;
	return SYSLOG_NOTICE;
}

static const char *
ref_of(struct arena *a, struct db_row r, const char *col)
{
	return row_has(r, col) ? ref_text_in(a, row_ref(r, col)) : "";
}

static enum err
send_line(struct arena *a, const char *kind, struct db_row r)
{
	const char *word = row_text(r, "word");
	const struct syslog_field all[] = { { "row", arena_printf(a, "%" PRId64, row_i64(r, "n")) },
	    { "what", word }, { "actor", ref_of(a, r, "actor") }, { "kind", row_text(r, "kind") },
	    { "ref", ref_of(a, r, "ref") } };
	struct syslog_field has[sizeof(all) / sizeof(*all)];
	struct syslog_line l = { .severity = severity(kind, word), .at = row_time(r, "at"), .kind = kind,
	    .fields = has };
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (*all[i].value != '\0')
			has[l.n++] = all[i];
	return syslog_send(a, out.to, &l);
}

static enum err
keep_place(struct arena *a, struct db *db, const char *kind, int64_t at)
{
	return stream_cursor_set(a, db, arena_printf(a, "syslog.%s", kind), at);
}

/* Rows of one kind behind *at, which follows them; *n: how many. */
static enum err
send_rows(struct arena *a, struct db *db, const char *kind, int64_t *at, int64_t *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select n, at, word, leaves, kind, actor, ref from xz.tlog_syslog_lines($1, $2, $3::int)", DB_TEXT(kind),
	    DB_I64(*at), DB_I64(LINES_A_RUN));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		e = row_bool(r, "leaves") ? send_line(a, kind, r) : OK;
		if (e == OK) {
			*at = row_i64(r, "n");
			(*n)++;
		}
	}
	return e;
}

static enum err
send_kind(struct arena *a, struct db *db, const char *kind, int64_t *n)
{
	struct db_row place;
	int64_t at, was;
	enum err kept = OK, e = DB_ONE(a, db, &place, "select xz.tlog_syslog_begin($1) as last,"
	    " (select c.pos from xz.event_cursor c where c.consumer = 'syslog.' || $1) as pos", DB_TEXT(kind));

	if (e != OK)
		return e;
	was = at = row_i64_or(place, "pos", -1);
	if (was < 0)
		return keep_place(a, db, kind, row_i64(place, "last"));
	e = send_rows(a, db, kind, &at, n);
	if (at > was)
		kept = keep_place(a, db, kind, at);
	return e != OK ? e : kept;
}

enum err
tlog_leaving_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	size_t i;
	enum err e = OK;

	(void)by;
	if (out.to == NULL)
		return OK;
	if (clock_monotonic_us() < out.again)
		return err_set(ERR_IO, "the collector of logs is away: %s", out.where);
	for (i = 0; e == OK && i < sizeof(kinds) / sizeof(*kinds); i++)
		e = send_kind(a, db, kinds[i], n);
	if (e == ERR_IO)
		out.again = clock_monotonic_us() + REST_US;
	return e;
}
