/* import.c - see import.h.  Reads and checks rows; import_write.c writes a batch. */
#include "lib/register/import.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/register/code.h"
#include "lib/register/import_priv.h"
#include "lib/register/words.h"

#define BATCH 10000
#define NAME_MAX_POINTS 300
#define TEXT_MAX_POINTS 20000

enum { NAME, USCC, REG_DATE, ENT_TYPE, CAPITAL, SCOPE, CITY, ADDRESS, COLUMNS };

static const char *const wanted[] = REGISTER_COLUMNS;

/* Codes of the file seen so far, with the name they came with: open addressing, never more than half full. */
struct seen {
	struct { uint64_t key, name; } *v;
	size_t cap, n;
};

static uint64_t
hash(const char *s, uint64_t h)
{
	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211ULL;
	return h != 0 ? h : 1;
}

static size_t
place(const struct seen *s, uint64_t key)
{
	size_t i = (size_t)key & (s->cap - 1);

	while (s->v[i].key != 0 && s->v[i].key != key)
		i = (i + 1) & (s->cap - 1);
	return i;
}

static void
grow(struct arena *a, struct seen *s)
{
	struct seen old = *s;
	size_t i;

	s->cap = old.cap != 0 ? 2 * old.cap : 1 << 16;
	s->v = arena_calloc(a, s->cap, sizeof(*s->v));
	for (i = 0; i < old.cap; i++)
		if (old.v[i].key != 0)
			s->v[place(s, old.v[i].key)] = old.v[i];
}

enum dup { DUP_NEW, DUP_SAME, DUP_OTHER };

static enum dup
note(struct arena *a, struct seen *s, const char *key, const char *name)
{
	uint64_t k = hash(key, 14695981039346656037ULL), n = hash(name, 1469598103934665603ULL);
	size_t i;

	if (2 * (s->n + 1) > s->cap)
		grow(a, s);
	i = place(s, k);
	if (s->v[i].key == k)
		return s->v[i].name == n ? DUP_SAME : DUP_OTHER;
	s->v[i].key = k;
	s->v[i].name = n;
	s->n++;
	return DUP_NEW;
}

struct importing {
	struct arena *a;		/* of the whole import */
	struct db *db;
	struct csv *c;
	const struct import_io *io;
	struct import_count *count;
	size_t at[COLUMNS];
	struct seen seen;
	int32_t today;
	bool fresh;		/* the register was empty when this began */
};

static bool
too_long(const char *s, size_t most)
{
	return strlen(s) > most && str_utf8_len(s) > most;
}

/* What is unlike text in one of the fields of one line; the scope may have several. */
static const char *
text_fault(const struct import_row *r)
{
	const char *const line[] = { r->name, r->ent_type, r->capital, r->city, r->address };
	const char *fault = plain_fault(r->scope, true);
	size_t i;

	for (i = 0; fault == NULL && i < sizeof(line) / sizeof(*line); i++)
		fault = plain_fault(line[i], false);
	return fault;
}

static const char *
of_register(const struct importing *m, struct arena *a, size_t column)
{
	return plain_registered(a, csv_field(m->c, m->at[column]));
}

/* NULL: the row is in order.  Reasons: columns name date long code_*, those of plain_fault() and of csv_fault(). */
static const char *
take_row(struct importing *m, struct arena *a, struct import_row *r)
{
	const char *day = plain_text(a, csv_field(m->c, m->at[REG_DATE])), *fault;

	if (!csv_fits(m->c))
		return "columns";
	*r = (struct import_row){ .name = of_register(m, a, NAME),
	    .code = plain_code(a, csv_field(m->c, m->at[USCC])), .registered_on = DAY_NONE,
	    .ent_type = of_register(m, a, ENT_TYPE), .capital = of_register(m, a, CAPITAL),
	    .scope = of_register(m, a, SCOPE), .city = of_register(m, a, CITY), .address = of_register(m, a, ADDRESS) };
	if (*r->name == '\0')
		return "name";
	if (*day != '\0' && (!plain_day(a, day, &r->registered_on) || r->registered_on > m->today))
		return "date";
	if (too_long(r->name, NAME_MAX_POINTS) || too_long(r->ent_type, 200) || too_long(r->capital, 200) ||
	    too_long(r->scope, TEXT_MAX_POINTS) || too_long(r->city, 200) || too_long(r->address, NAME_MAX_POINTS * 2))
		return "long";
	fault = text_fault(r);
	if (fault != NULL || *r->code == '\0')
		return fault;
	fault = code_refused(r->code, m->today);
	return fault != NULL ? arena_printf(m->a, "code_%s", fault) : NULL;
}

static void
reject(struct importing *m, const char *reason)
{
	const char *raw;
	size_t n;

	m->count->rejected++;
	raw = csv_raw(m->c, &n);
	m->io->reject(m->io->ctx, csv_line(m->c), raw, n, reason);
}

/* What the batch finds out about a row without a code is told when the row has been left behind. */
static void
keep_place(struct importing *m, struct arena *a, struct import_row *r)
{
	const char *raw = csv_raw(m->c, &r->raw_n);

	r->line = csv_line(m->c);
	r->raw = arena_strndup(a, raw, r->raw_n);
}

/* One batch of good rows; *more false at the end of the file. */
static enum err
fill(struct importing *m, struct arena *a, struct import_row *rows, size_t *n, bool *more)
{
	enum csv_result result;
	const char *reason;

	for (*n = 0; *n < BATCH;) {
		result = csv_next(m->c);
		if (result == CSV_FAILED)
			return ERR_IO;
		if (result == CSV_END) {
			*more = false;
			return OK;
		}
		m->count->rows++;
		reason = result == CSV_BAD ? csv_fault(m->c) : take_row(m, a, &rows[*n]);
		if (reason == NULL) {
			const struct import_row *r = &rows[*n];
			enum dup d = note(m->a, &m->seen, import_key(a, r), r->name);

			if (d == DUP_SAME) {
				m->count->same++;
				continue;
			}
			reason = d == DUP_OTHER ? "duplicate" : NULL;
			if (*r->code == '\0')
				keep_place(m, a, &rows[*n]);
		}
		if (reason == NULL)
			(*n)++;
		else
			reject(m, reason);
	}
	return OK;
}

/* Somebody may have registered one of the codes meanwhile: then the batch once more. */
static enum err
write_batch(struct importing *m, struct arena *a, struct import_row *rows, size_t n)
{
	struct import_batch b = { .rows = rows, .n = n, .today = m->today, .fresh = m->fresh };
	enum err e = OK;
	size_t k;
	int i;

	for (i = 0; i < 3; i++) {
		e = db_tx_run(a, m->db, NULL, import_write, &b, NULL);
		if (e != ERR_CONFLICT)
			break;
		b.fresh = m->fresh = false;
	}
	if (e != OK)
		return e;
	m->count->added += b.added;
	m->count->changed += b.changed;
	m->count->same += b.same;
	for (k = 0; k < n; k++)
		if (rows[k].unclear) {
			m->count->rejected++;
			m->io->reject(m->io->ctx, rows[k].line, rows[k].raw, rows[k].raw_n, "unclear");
		}
	return OK;
}

static enum err
begin(struct importing *m)
{
	struct db_row r;
	int64_t now;
	enum err e = csv_header(m->c, wanted, m->at);

	*m->count = (struct import_count){ 0 };
	if (e == OK)
		e = db_now(m->a, m->db, &now);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select not exists (select from xz.register_subject) as fresh");
	if (e != OK)
		return e;
	m->fresh = row_bool(r, "fresh");
	m->today = time_day(now);
	return OK;
}

enum err
register_import(struct arena *a, struct db *db, struct csv *c, const struct import_io *io,
    struct import_count *out)
{
	struct importing m = { .a = a, .db = db, .c = c, .io = io, .count = out };
	bool more = true;
	size_t n;
	enum err e = begin(&m);

	if (e != OK)
		return e;
	while (e == OK && more) {
		struct arena *batch = arena_child(a);
		struct import_row *rows = ARENA_ARRAY(batch, struct import_row, BATCH);

		e = fill(&m, batch, rows, &n, &more);
		if (e == OK && n > 0)
			e = write_batch(&m, batch, rows, n);
		arena_free(batch);
		if (e == OK)
			io->progress(io->ctx, out, csv_offset(c));
	}
	if (e == OK && out->added > 1000)
		e = db_script(db, "analyze xz.register_search");	/* searches choose their way by it */
	return e;
}
