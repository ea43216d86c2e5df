/* reference.c - see reference.h. */
#include "lib/calendar/reference.h"

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/csv_json.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

#define COLUMNS_MAX 11

/* A file as columns of text, the shape in which the store takes it. */
struct table {
	const char **column[COLUMNS_MAX];
	size_t columns, n, room;
};

static enum err
read_file(struct arena *a, const char *path, const char *const *wanted, struct table *t)
{
	size_t at[COLUMNS_MAX], i;
	enum csv_result result;
	struct csv *c;
	enum err e = csv_open(a, path, &c);

	if (e == OK)
		e = csv_header(c, wanted, at);
	if (e != OK)
		return e;
	while ((result = csv_next(c)) == CSV_ROW) {
		if (t->n == t->room) {
			t->room *= 2;
			for (i = 0; i < t->columns; i++)
				t->column[i] = arena_regrow(a, t->column[i], t->room, sizeof(char *));
		}
		for (i = 0; i < t->columns; i++)
			t->column[i][t->n] = arena_strdup(a, csv_field(c, at[i]));
		t->n++;
	}
	if (result == CSV_BAD)
		return err_set(ERR_INPUT, "%s: line %lld: %s", path, (long long)csv_line(c), csv_fault(c));
	return result == CSV_FAILED ? ERR_IO : OK;
}

static void
begin(struct arena *a, const char *const *wanted, struct table *t)
{
	*t = (struct table){ .room = 128 };
	for (; wanted[t->columns] != NULL; t->columns++)
		t->column[t->columns] = ARENA_ARRAY(a, const char *, t->room);
}

static enum err
read_table(struct arena *a, const char *path, const char *const *wanted, struct table *t)
{
	begin(a, wanted, t);
	return read_file(a, path, wanted, t);
}

/* Those of all modules. */
static enum err
read_tables(struct arena *a, const char *folder, const char *name, const char *const *wanted, struct table *t)
{
	const char *const *path;
	enum err e = csv_files(a, folder, name, &path);

	begin(a, wanted, t);
	for (; e == OK && *path != NULL; path++)
		e = read_file(a, *path, wanted, t);
	return e;
}

enum { DAY_DATE, DAY_KIND, DAY_NAME, DAY_SOURCE };

static const char *const day_columns[] = { "date", "kind", "name", "source", NULL };

/* Checks the days and finds the published years. */
static enum err
check_days(const char *path, const struct table *t, int *from_year, int *to_year)
{
	int y, m, d;
	int32_t day;
	size_t i;

	*from_year = *to_year = 0;
	for (i = 0; i < t->n; i++) {
		if (!day_parse(t->column[DAY_DATE][i], &day) ||
		    (!str_eq(t->column[DAY_KIND][i], "holiday") && !str_eq(t->column[DAY_KIND][i], "workday")))
			return err_set(ERR_INPUT, "%s: row %zu: date or kind", path, i + 1);
		day_parts(day, &y, &m, &d);
		if (*from_year == 0 || y < *from_year)
			*from_year = y;
		if (m == 10 && y > *to_year)
			*to_year = y;
	}
	return *to_year != 0 ? OK : err_set(ERR_INPUT, "%s: no published year", path);
}

enum err
calendar_csv_workdays(struct arena *a, const char *path, struct workdays **out)
{
	struct workdays *w;
	struct table t;
	int from, to;
	int32_t day;
	size_t i;
	enum err e = read_table(a, path, day_columns, &t);

	if (e == OK)
		e = check_days(path, &t, &from, &to);
	if (e != OK)
		return e;
	w = workdays_new(a, to, 0, "workday.csv");
	for (i = 0; i < t.n; i++)
		if (day_parse(t.column[DAY_DATE][i], &day))
			(void)workdays_mark(w, day, str_eq(t.column[DAY_KIND][i], "holiday") ?
			    WORKDAY_HOLIDAY : WORKDAY_MAKEUP, t.column[DAY_NAME][i]);
	*out = w;
	return OK;
}

#define SHIPPED_DAYS "with new as (select day::date, kind, name, source from" \
    " unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t (day, kind, name, source))," \
    " cur as (select max(id) as id from xz.calendar_version)"

static enum err
load_days(struct arena *a, struct db *db, const struct table *t, int from, int to, int64_t *version)
{
	struct db_param day = DB_TEXTS(t->column[DAY_DATE], t->n), kind = DB_TEXTS(t->column[DAY_KIND], t->n);
	struct db_param name = DB_TEXTS(t->column[DAY_NAME], t->n), source = DB_TEXTS(t->column[DAY_SOURCE], t->n);
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, SHIPPED_DAYS
	    " select exists (select from new n where not exists (select from xz.calendar_day d, cur"
	    "  where d.version = cur.id and d.day = n.day"
	    "  and (d.origin = 'site' or (d.kind, d.name, d.source) = (n.kind, n.name, n.source))))"
	    " or exists (select from xz.calendar_day d, cur where d.version = cur.id and d.origin = 'shipped'"
	    "  and not exists (select from new n where n.day = d.day)) as differs", day, kind, name, source);

	*version = 0;
	if (e != OK || !row_bool(r, "differs"))
		return e;
	e = DB_ONE(a, db, &r, "with cur as (select max(id) as id, min(published_from_year) as first,"
	    " max(published_to_year) as last from xz.calendar_version)"
	    " insert into xz.calendar_version (label, published_from_year, published_to_year, origin)"
	    " select 'CN-' || greatest($2::int, last) || '-' || coalesce(id, 0) + 1, least($1::int, first),"
	    " greatest($2::int, last), 'shipped' from cur returning id", DB_I64(from), DB_I64(to));
	if (e != OK)
		return e;
	*version = row_i64(r, "id");
	return DB_EXEC(a, db, "with new as (select day::date, kind, name, source from"
	    " unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t (day, kind, name, source)),"
	    " own as (select day, kind, name, source from xz.calendar_day where origin = 'site'"
	    "  and version = (select max(id) from xz.calendar_version where id < $5))"
	    " insert into xz.calendar_day (version, day, kind, name, source, origin)"
	    " select $5, day, kind, name, source, 'site' from own"
	    " union all select $5, day, kind, name, source, 'shipped' from new"
	    "  where not exists (select from own where own.day = new.day)",
	    day, kind, name, source, DB_I64(*version));
}

enum { PAR_KEY, PAR_VALUE, PAR_UNIT, PAR_SOURCE, PAR_REGION, PAR_SECTOR, PAR_FROM, PAR_TO, PAR_ZH, PAR_EN, PAR_NOTE };

static const char *const parameter_columns[] = { "key", "value", "unit", "source", "region", "sector",
    "valid_from", "valid_to", "name_zh", "name_en", "note", NULL };

/* Two rows of one key, region and sector that begin on one day: which of them holds nobody could say. */
static bool
again(const struct table *t, size_t i)
{
	static const int same[] = { PAR_KEY, PAR_REGION, PAR_SECTOR, PAR_FROM };
	size_t j, k;

	for (j = 0; j < i; j++) {
		for (k = 0; k < sizeof(same) / sizeof(*same); k++)
			if (!str_eq(t->column[same[k]][i], t->column[same[k]][j]))
				break;
		if (k == sizeof(same) / sizeof(*same))
			return true;
	}
	return false;
}

static enum err
check_parameters(const char *path, const struct table *t)
{
	long long value;
	int32_t from, to;
	size_t i;

	for (i = 0; i < t->n; i++) {
		const char *end = t->column[PAR_TO][i];

		if (!str_i64(t->column[PAR_VALUE][i], 0, INT64_MAX / 10, &value) ||
		    !day_parse(t->column[PAR_FROM][i], &from) || str_empty(t->column[PAR_SOURCE][i]) ||
		    (*end != '\0' && (!day_parse(end, &to) || to < from)) || again(t, i))
			return err_set(ERR_INPUT, "%s: row %zu: %s", path, i + 1, t->column[PAR_KEY][i]);
	}
	return OK;
}

/* The file as one value, which each statement reads as the table `new`. */
static const char *
parameters_json(struct arena *a, const struct table *t)
{
	json_t *rows = json_array();
	size_t i, j;

	for (i = 0; i < t->n; i++) {
		json_t *o = json_object();

		for (j = 0; j < t->columns; j++)
			(void)json_object_set_new(o, parameter_columns[j], *t->column[j][i] == '\0' &&
			    j == PAR_TO ? json_null() : json_string(t->column[j][i]));
		(void)json_array_append_new(rows, o);
	}
	return json_text_of(a, rows);
}

#define WITH_NEW "with new as (select * from jsonb_to_recordset($1::jsonb) as t (key text, value bigint, unit text," \
    " source text, region text, sector text, valid_from date, valid_to date, name_zh text, name_en text, note text))"
#define SAME_ROW " p.origin = 'shipped' and p.agency_id is null and (p.valid_to is null" \
	" or p.valid_to >= p.valid_from)" \
    " and (p.key, p.region, p.sector, p.valid_from) = (n.key, n.region, n.sector, n.valid_from)"

/* Rows whose end became known end; rows that were wrong, or left the file, are
 * closed; neither is deleted. */
static enum err
close_old(struct arena *a, struct db *db, const char *json, int64_t *closed)
{
	int64_t ended, wrong, gone;
	enum err e = DB_EXEC_N(a, db, &ended, WITH_NEW
	    " update xz.calendar_parameter p set valid_to = n.valid_to, version = p.version + 1"
	    " from new n where" SAME_ROW
	    " and (p.value, p.unit) = (n.value, n.unit) and n.valid_to is not null"
	    " and (p.valid_to is null or p.valid_to > n.valid_to)", DB_TEXT(json));

	if (e == OK)
		e = DB_EXEC_N(a, db, &wrong, WITH_NEW
		    " update xz.calendar_parameter p set valid_to = p.valid_from - 1, version = p.version + 1"
		    " from new n where" SAME_ROW
		    " and (p.value, p.unit, p.valid_to) is distinct from (n.value, n.unit, n.valid_to)", DB_TEXT(json));
	if (e == OK)
		e = DB_EXEC_N(a, db, &gone, WITH_NEW
		    " update xz.calendar_parameter p set valid_to = greatest(p.valid_from, xz.today()) - 1,"
		    " version = p.version + 1 where p.origin = 'shipped'"
		    " and (p.valid_to is null or p.valid_to >= xz.today())"
		    " and p.valid_to is distinct from p.valid_from - 1"
		    " and not exists (select from new n where (p.key, p.region, p.sector, p.valid_from)"
		    " = (n.key, n.region, n.sector, n.valid_from))", DB_TEXT(json));
	if (e == OK)
		*closed = ended + wrong + gone;
	return e;
}

static enum err
load_parameters(struct arena *a, struct db *db, const struct table *t, struct calendar_loaded *out)
{
	const char *json = parameters_json(a, t);
	struct db_row r;
	enum err e = close_old(a, db, json, &out->closed);

	if (e == OK)
		e = DB_EXEC(a, db, WITH_NEW
		    " update xz.calendar_parameter p set source = n.source, name_zh = n.name_zh, name_en = n.name_en,"
		    " note = n.note, version = p.version + 1 from new n where" SAME_ROW
		    " and (p.source, p.name_zh, p.name_en, p.note) is distinct from"
		    " (n.source, n.name_zh, n.name_en, n.note)", DB_TEXT(json));
	if (e == OK)
		e = DB_ONE(a, db, &r, WITH_NEW
		    ", put as (insert into xz.calendar_parameter (key, value, unit, source, region, sector, valid_from,"
		    " valid_to, origin, name_zh, name_en, note)"
		    " select n.key, n.value, n.unit, n.source, n.region, n.sector, n.valid_from, n.valid_to, 'shipped',"
		    " n.name_zh, n.name_en, n.note from new n"
		    " where not exists (select from xz.calendar_parameter p where" SAME_ROW ") returning key)"
		    " select (select count(*) from put) as inserted, (select count(*) from put where exists"
		    " (select from xz.calendar_parameter s where s.key = put.key and s.origin = 'site'"
		    " and (s.valid_to is null or s.valid_to >= xz.today()))) as overridden", DB_TEXT(json));
	if (e == OK) {
		out->inserted = row_i64(r, "inserted");
		out->overridden = row_i64(r, "overridden");
	}
	return e;
}

enum err
calendar_reference_load(struct arena *a, struct db *db, const char *folder, struct calendar_loaded *out)
{
	const char *days_path = arena_printf(a, "%s/workday.csv", folder);
	struct table days, parameters;
	int from, to;
	enum err e = read_table(a, days_path, day_columns, &days);

	*out = (struct calendar_loaded){ 0 };
	if (e == OK)
		e = check_days(days_path, &days, &from, &to);
	if (e == OK)
		e = read_tables(a, folder, "parameter.csv", parameter_columns, &parameters);
	if (e == OK)
		e = check_parameters("parameter.csv", &parameters);
	if (e == OK)
		e = load_days(a, db, &days, from, to, &out->calendar);
	if (e == OK)
		e = load_parameters(a, db, &parameters, out);
	if (e == OK && (out->calendar != 0 || out->inserted + out->closed > 0))
		LOG(LOG_INFO, "calendar.loaded", LOG_I64("calendar", out->calendar),
		    LOG_I64("inserted", out->inserted), LOG_I64("closed", out->closed),
		    LOG_I64("overridden_by_site", out->overridden));
	return e;
}

enum err
calendar_load(struct arena *a, struct db *db, const char *folder)
{
	struct calendar_loaded loaded;

	return calendar_reference_load(a, db, folder, &loaded);
}
