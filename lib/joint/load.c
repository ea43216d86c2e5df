/* load.c - lines of a programme from a CSV file: all of them, or, with each bad line named, none. */
#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"
#include "lib/joint/priv.h"
#include "lib/joint/words.h"
#include "lib/sec/sec.h"

#define LINES_MAX 2000
#define SAID_MAX 50	/* faults that are named; of more the number is told */

static const struct field load_fields[] = {
	{ .name = "note", .type = FIELD_LINE, .flags = FIELD_WIDE, .min = 2, .max = 200 },
	{ 0 }
};

enum { ITEM, FIRMS, NAMED, FROM, TO, VISITS, UNANNOUNCED, COLUMNS };
static const char *const columns[] = { "item", "firms", "named", "from", "to", "visits", "unannounced", NULL };

struct reading {
	struct act_move *m;
	struct line_new line[LINES_MAX];
	int64_t at[LINES_MAX];		/* line of the file */
	size_t n, faults;
};

static void
fault(struct reading *x, int64_t line, const char *code, const char *arg)
{
	if (x->faults++ >= SAID_MAX)
		return;
	act_problem(x->m, "file", code, str_empty(arg) ? arena_printf(x->m->a, "%lld", (long long)line) :
	    arena_printf(x->m->a, "%lld · %.60s", (long long)line, arg));
}

/* What a form says at its field, a file says of its line. */
static void
complain(void *ctx, size_t i, const char *field, const char *code, const char *arg)
{
	static const struct {
		const char *form, *file;
	} said[] = { { "programme_item", "csv_item" }, { "programme_whom", "csv_whom" },
	    { "programme_firm", "csv_firm" }, { "programme_window", "csv_window" },
	    { "programme_order", "csv_order" } };
	struct reading *x = ctx;
	size_t k;

	(void)field;
	for (k = 0; k < sizeof(said) / sizeof(*said); k++)
		if (str_eq(said[k].form, code))
			fault(x, x->at[i], said[k].file, arg);
}

static bool
tick(const char *text, bool *out)
{
	*out = str_eq(text, "1") || str_eq(text, "yes") || str_eq(text, ACT_YES);
	return *out || str_empty(text) || str_eq(text, "0") || str_eq(text, "no") || str_eq(text, ACT_NO);
}

/* What a row says by itself; what it means is held against the store with all others at once. */
static void
read_row(struct reading *x, struct csv *c, const size_t *at)
{
	struct act_move *m = x->m;
	const char *f[COLUMNS];
	struct line_new *l = &x->line[x->n];
	long long visits = 0;
	int64_t line = csv_line(c);
	int i;

	for (i = 0; i < COLUMNS; i++)
		f[i] = plain_text(m->a, csv_field(c, at[i]));
	*l = (struct line_new){ .code = f[ITEM], .firms = f[FIRMS], .from = DAY_NONE, .to = DAY_NONE };
	l->named = line_codes(m->a, f[NAMED], &l->named_n);
	if (!plain_day(m->a, f[FROM], &l->from))
		fault(x, line, "csv_day", f[FROM]);
	if (!plain_day(m->a, f[TO], &l->to))
		fault(x, line, "csv_day", f[TO]);
	if (!str_i64(f[VISITS], 1, 10000, &visits))
		fault(x, line, "csv_visits", f[VISITS]);
	if (!tick(f[UNANNOUNCED], &l->unannounced))
		fault(x, line, "csv_tick", f[UNANNOUNCED]);
	if (str_utf8_len(f[FIRMS]) > 200)
		fault(x, line, "csv_firms", NULL);
	l->visits = visits;
	x->at[x->n++] = line;
}

static enum err
read_rows(struct reading *x, const struct joint_file *file)
{
	struct csv *c = csv_memory(x->m->a, file->bytes, file->n);
	size_t at[COLUMNS];
	enum csv_result got;

	if (csv_header(c, columns, at) != OK)
		return act_refuse(x->m, ERR_INPUT, "file", "csv_header", NULL);
	while ((got = csv_next(c)) == CSV_ROW || got == CSV_BAD) {
		if (x->n == LINES_MAX)
			return act_refuse(x->m, ERR_INPUT, "file", "csv_long", arena_printf(x->m->a, "%d", LINES_MAX));
		if (got == CSV_ROW)
			read_row(x, c, at);
		else
			fault(x, csv_line(c), "csv_broken", csv_fault(c));
	}
	if (got == CSV_FAILED)
		return err_set(ERR_IO, "a file in memory that cannot be read");
	return x->n == 0 && x->faults == 0 ? act_refuse(x->m, ERR_INPUT, "file", "csv_empty", NULL) : OK;
}

/* The same file was loaded into this edition before. */
static enum err
new_file(struct act_move *m, const unsigned char digest[32], size_t lines)
{
	int64_t n = 0;
	enum err e = DB_EXEC_N(m->a, m->db, &n, "insert into xz.joint_load (programme_id, edition, digest, lines,"
	    " loaded_at, account_id) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
	    DB_I64(programme_of(m)->id), DB_I64(programme_of(m)->edition), DB_BYTES(digest, 32),
	    DB_I64((int64_t)lines), DB_TIME(m->now), DB_I64(m->actor.account));

	return e == OK && n == 0 ? act_refuse(m, ERR_INPUT, "file", "csv_again", NULL) : e;
}

static enum err
write_lines(struct act_move *m, const struct reading *x, const struct joint_file *file)
{
	unsigned char digest[32];
	char hex[65];
	int64_t first;
	enum err e;

	sha256(file->bytes, file->n, digest);
	e = new_file(m, digest, x->n);
	if (e == OK)
		e = lines_next(m, &first);
	str_hex(digest, 32, hex);
	act_note(m, "file", json_string(hex));
	act_note(m, "lines", json_integer((json_int_t)x->n));
	return e == OK ? lines_put(m, x->line, x->n, first) : e;
}

static enum err
load_it(struct act_move *m)
{
	const struct joint_file *file = key_of(m)->file;
	struct reading *x = ARENA_NEW(m->a, struct reading);
	enum err e;

	if (file == NULL || file->n == 0)
		return act_refuse(m, ERR_INPUT, "file", "csv_none", NULL);
	x->m = m;
	e = read_rows(x, file);
	if (e == OK)
		e = lines_check(m, x->line, x->n, complain, x);
	if (e != OK)
		return e;
	if (x->faults > SAID_MAX)
		act_problem(m, "file", "csv_more", arena_printf(m->a, "%d", (int)(x->faults - SAID_MAX)));
	return x->faults > 0 ? err_set(ERR_INPUT, "%d faults in the file", (int)x->faults) : write_lines(m, x, file);
}

const struct act_step load_steps[] = {
	{ .code = "load", .fields = load_fields, .effect = load_it },
	{ .code = NULL },
};
