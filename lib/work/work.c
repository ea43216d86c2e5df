/* work.c - see work.h. */
#include "lib/work/work.h"

#include <inttypes.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/db/db.h"

static struct work_task
task_of(struct db_row r)
{
	return (struct work_task){ .ref = row_ref(r, "ref"), .kind = row_text(r, "kind"),
	    .subject_kind = row_text(r, "subject_kind"), .subject_ref = row_ref(r, "subject_ref"),
	    .part_ref = row_ref_or_zero(r, "part_ref"), .item_ref = row_ref_or_zero(r, "item_ref"),
	    .action = row_text_null(r, "action"), .number = row_text(r, "number"), .title = row_text(r, "title"),
	    .party = row_text(r, "party"), .cause = row_text(r, "cause"), .rule = row_text_null(r, "rule"),
	    .source = row_text_null(r, "source"), .term_unit = row_text_or(r, "term_unit", ""),
	    .term_n = row_i64_or(r, "term_n", 0), .due_at = row_time(r, "due_at"),
	    .stopped = row_has(r, "stopped") && row_bool(r, "stopped"),
	    .provisional = row_has(r, "provisional") && row_bool(r, "provisional"), .back = row_bool(r, "back") };
}

void
work_task_rows(struct arena *a, const struct db_rows *rows, const struct workdays *w, int64_t now,
    struct work_task **out, int *n)
{
	struct work_task *list;
	int i;

	*n = db_count(rows);
	*out = list = ARENA_ARRAY(a, struct work_task, (size_t)*n + 1);
	for (i = 0; i < *n; i++) {
		list[i] = task_of(db_at(rows, i));
		if (list[i].due_at != TIME_NONE)
			list[i].left = calendar_left(w, list[i].due_at, now);
	}
}

enum err
work_open_each(struct arena *a, struct db *db, const struct work_new *t, const struct work_each *each, size_t n)
{
	const char **subject = ARENA_ARRAY(a, const char *, n), **agency = ARENA_ARRAY(a, const char *, n),
	    **account = ARENA_ARRAY(a, const char *, n);
	size_t i;

	for (i = 0; i < n; i++) {
		subject[i] = arena_printf(a, "%" PRId64, each[i].subject);
		agency[i] = arena_printf(a, "%" PRId64, each[i].agency);
		account[i] = arena_printf(a, "%" PRId64, each[i].account);
	}
	return DB_EXEC(a, db,
	    "select xz.work_open($1, $2, $3, $4, $5, $6, $7, $8::text[]::bigint[], $9::text[]::bigint[],"
	    " $10::text[]::bigint[])",
	    DB_TEXT(t->kind), DB_TEXT(t->duty), DB_TEXT(t->subject_kind), DB_ID(t->unit), DB_ID(t->track),
	    DB_ID(t->item), DB_ID(t->clock), DB_TEXTS(subject, n), DB_TEXTS(agency, n), DB_TEXTS(account, n));
}

static const char *
number_text(struct arena *a, int64_t n)
{
	return arena_printf(a, "%" PRId64, n);
}

enum err
work_open(struct arena *a, struct db *db, const char *subject_kind, int64_t subject, const struct work_new *t, size_t n)
{
	const char **kind = ARENA_ARRAY(a, const char *, n), **duty = ARENA_ARRAY(a, const char *, n),
	    **unit = ARENA_ARRAY(a, const char *, n), **track = ARENA_ARRAY(a, const char *, n),
	    **item = ARENA_ARRAY(a, const char *, n), **clock = ARENA_ARRAY(a, const char *, n),
	    **agency = ARENA_ARRAY(a, const char *, n), **account = ARENA_ARRAY(a, const char *, n),
	    **back = ARENA_ARRAY(a, const char *, n);
	size_t i;

	for (i = 0; i < n; i++) {
		kind[i] = t[i].kind;
		duty[i] = t[i].duty;
		unit[i] = number_text(a, t[i].unit);
		track[i] = number_text(a, t[i].track);
		item[i] = number_text(a, t[i].item);
		clock[i] = number_text(a, t[i].clock);
		agency[i] = number_text(a, t[i].agency);
		account[i] = number_text(a, t[i].account);
		back[i] = t[i].back ? "t" : "f";
	}
	return DB_EXEC(a, db,
	    "select xz.work_in_step($1, $2, $3, $4, $5::text[]::bigint[], $6::text[]::bigint[], $7::text[]::bigint[],"
	    " $8::text[]::bigint[], $9::text[]::bigint[], $10::text[]::bigint[], $11::text[]::boolean[])",
	    DB_TEXT(subject_kind), DB_I64(subject), DB_TEXTS(kind, n), DB_TEXTS(duty, n), DB_TEXTS(unit, n),
	    DB_TEXTS(track, n), DB_TEXTS(item, n), DB_TEXTS(clock, n), DB_TEXTS(agency, n), DB_TEXTS(account, n),
	    DB_TEXTS(back, n));
}

enum err
work_done(struct arena *a, struct db *db, const int64_t *tasks, size_t n, int64_t by)
{
	const char **id = ARENA_ARRAY(a, const char *, n);
	size_t i;

	for (i = 0; i < n; i++)
		id[i] = number_text(a, tasks[i]);
	return DB_EXEC(a, db, "update xz.people_task set done_at = xz.now(), done_by = $2"
	    " where id = any($1::text[]::bigint[]) and done_at is null", DB_TEXTS(id, n), DB_ID(by));
}

enum err
work_in_step(struct arena *a, struct db *db, const char *subject_kind, int64_t subject)
{
	return DB_EXEC(a, db, "select xz.work_in_step($1, $2)", DB_TEXT(subject_kind), DB_I64(subject));
}
