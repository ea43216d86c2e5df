/* query.c - runs one prepared statement in one of three shapes. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/conn.h"

#define PARAMS_MAX 64

static void
time_param(int64_t us, char out[40])
{
	int64_t day = us / DAY_US - (us % DAY_US < 0);
	int64_t rest = us - day * DAY_US;
	char d[DAY_TEXT_SIZE];

	day_text((int32_t)day, d);
	(void)snprintf(out, 40, "%sT%02d:%02d:%02d.%06dZ", d, (int)(rest / HOUR_US),
	    (int)(rest / (60 * SECOND_US) % 60), (int)(rest / SECOND_US % 60), (int)(rest % SECOND_US));
}

static const char *
texts_param(struct arena *a, const char *const *v, size_t n)
{
	struct str s;
	const char *p;
	size_t i;

	str_init(&s, a);
	str_addc(&s, '{');
	for (i = 0; i < n; i++) {
		str_add(&s, i > 0 ? ",\"" : "\"");
		for (p = v[i]; *p != '\0'; p++) {
			if (*p == '"' || *p == '\\')
				str_addc(&s, '\\');
			str_addc(&s, *p);
		}
		str_addc(&s, '"');
	}
	str_addc(&s, '}');
	return s.s;
}

static const char *
param_text(struct arena *a, const struct db_param *p)
{
	char *s;

	switch (p->type) {
	case DB_T_NULL:
		return NULL;
	case DB_T_I64:
		return arena_printf(a, "%" PRId64, p->i64);
	case DB_T_BOOL:
		return p->i64 != 0 ? "t" : "f";
	case DB_T_TEXT:
		return p->text;
	case DB_T_REF:
		s = arena_alloc(a, 33);
		str_hex(p->ref.b, 16, s);
		return s;
	case DB_T_BYTES:
		if (p->bytes == NULL)
			return NULL;
		s = arena_alloc(a, 2 * p->n + 3);
		memcpy(s, "\\x", 2);
		str_hex(p->bytes, p->n, s + 2);
		return s;
	case DB_T_DAY:
		if (p->i64 == DAY_NONE)
			return NULL;
		s = arena_alloc(a, DAY_TEXT_SIZE);
		day_text((int32_t)p->i64, s);
		return s;
	case DB_T_TIME:
		if (p->i64 == TIME_NONE)
			return NULL;
		s = arena_alloc(a, 40);
		time_param(p->i64, s);
		return s;
	case DB_T_TEXTS:
		return texts_param(a, p->texts, p->n);
	}
	abort();
}

static enum err
prepare(struct db *db, struct db_stmt *st, char name[16])
{
	static int last;
	PGresult *res;
	enum err e = OK;

	if (st->number == 0)
		st->number = ++last;
	(void)snprintf(name, 16, "s%d", st->number);
	if (st->number >= db->prepared_cap) {
		int cap = st->number + 256;

		db->prepared = realloc(db->prepared, (size_t)cap);
		if (db->prepared == NULL)
			abort();
		memset(db->prepared + db->prepared_cap, 0, (size_t)(cap - db->prepared_cap));
		db->prepared_cap = cap;
	}
	if (db->prepared[st->number])
		return OK;
	res = PQprepare(db->conn, name, st->sql, 0, NULL);
	if (PQresultStatus(res) != PGRES_COMMAND_OK)
		e = conn_failed(db, res, st->where);
	else
		db->prepared[st->number] = true;
	PQclear(res);
	return e;
}

/* Takes every result up to the Sync; keeps the one of the statement, or of the
 * first failure. */
static PGresult *
drain(struct db *db)
{
	PGresult *keep = NULL, *res;
	int nulls = 0;

	while (nulls < 2) {
		res = PQgetResult(db->conn);
		if (res == NULL) {
			if (++nulls == 2 && PQstatus(db->conn) != CONNECTION_OK)
				break;
			continue;
		}
		nulls = 0;
		if (PQresultStatus(res) == PGRES_PIPELINE_SYNC) {
			PQclear(res);
			break;
		}
		if (keep == NULL || PQresultStatus(keep) == PGRES_TUPLES_OK ||
		    PQresultStatus(keep) == PGRES_COMMAND_OK) {
			PQclear(keep);
			keep = res;
		} else {
			PQclear(res);
		}
	}
	return keep;
}

/* Row security: another token than the connection has travels with the statement in one
 * pipeline with a single Sync, so that both stand or neither. */
static PGresult *
send_with_token(struct db *db, const char *name, int n, const char *const *values)
{
	const char *const token[] = { db->token != NULL ? db->token : "" };
	PGresult *res = NULL;

	db->token_known = false;
	if (PQenterPipelineMode(db->conn) != 1)
		return NULL;
	if (PQsendQueryPrepared(db->conn, "token", 1, token, NULL, NULL, 0) == 1 &&
	    PQsendQueryPrepared(db->conn, name, n, values, NULL, NULL, 0) == 1 &&
	    PQpipelineSync(db->conn) == 1)
		res = drain(db);
	(void)PQexitPipelineMode(db->conn);
	if ((PQresultStatus(res) == PGRES_TUPLES_OK || PQresultStatus(res) == PGRES_COMMAND_OK) &&
	    strlen(token[0]) < sizeof(db->server_token)) {
		memcpy(db->server_token, token[0], strlen(token[0]) + 1);
		db->token_known = true;
	}
	return res;
}

static void
clear_result(void *p)
{
	PQclear(p);
}

static enum err
run(struct arena *a, struct db *db, struct db_stmt *st, PGresult **out,
    const struct db_param *p, size_t n)
{
	const char *values[PARAMS_MAX];
	char name[16];
	PGresult *res;
	enum err e = conn_ready(db);
	size_t i;

	if (e == OK)
		e = prepare(db, st, name);
	if (e != OK)
		return e;
	if (n > PARAMS_MAX)
		abort();
	for (i = 0; i < n; i++)
		values[i] = param_text(a, &p[i]);
	db->statements++;
	if (!db->in_tx && !conn_token_stands(db))
		res = send_with_token(db, name, (int)n, values);
	else
		res = PQexecPrepared(db->conn, name, (int)n, values, NULL, NULL, 0);
	if (PQresultStatus(res) != PGRES_TUPLES_OK && PQresultStatus(res) != PGRES_COMMAND_OK) {
		e = conn_failed(db, res, st->where);
		PQclear(res);
		return e;
	}
	arena_defer(a, clear_result, res);
	*out = res;
	return OK;
}

enum err
db_many(struct arena *a, struct db *db, struct db_stmt *st, const struct db_rows **out,
    const struct db_param *p, size_t n)
{
	struct db_rows *rows;
	PGresult *res;
	enum err e = run(a, db, st, &res, p, n);

	if (e != OK)
		return e;
	rows = ARENA_NEW(a, struct db_rows);
	rows->res = res;
	*out = rows;
	return OK;
}

enum err
db_one(struct arena *a, struct db *db, struct db_stmt *st, struct db_row *out,
    const struct db_param *p, size_t n)
{
	const struct db_rows *rows;
	enum err e = db_many(a, db, st, &rows, p, n);

	if (e != OK)
		return e;
	if (db_count(rows) == 0)
		return err_set(ERR_NOT_FOUND, "%s: no row", st->where);
	if (db_count(rows) > 1)
		return err_set(ERR_DB, "%s: %d rows where one was expected", st->where, db_count(rows));
	*out = db_at(rows, 0);
	return OK;
}

enum err
db_exec(struct arena *a, struct db *db, struct db_stmt *st, int64_t *affected,
    const struct db_param *p, size_t n)
{
	PGresult *res;
	enum err e = run(a, db, st, &res, p, n);
	long long count = 0;

	if (e == OK && affected != NULL) {
		(void)str_i64(PQcmdTuples(res), 0, INT64_MAX, &count);
		*affected = count;
	}
	return e;
}

int
db_count(const struct db_rows *rows)
{
	return PQntuples(rows->res);
}

struct db_row
db_at(const struct db_rows *rows, int i)
{
	if (i < 0 || i >= PQntuples(rows->res))
		abort();
	return (struct db_row){ .rows = rows, .at = i };
}

static int
column(struct db_row r, const char *col)
{
	int c = PQfnumber(r.rows->res, col);

	if (c < 0) {
		LOG(LOG_ERROR, "db.no_column", LOG_TEXT("column", col));
		abort();
	}
	return c;
}

bool
row_has(struct db_row r, const char *col)
{
	return !PQgetisnull(r.rows->res, r.at, column(r, col));
}

const char *
row_text_null(struct db_row r, const char *col)
{
	int c = column(r, col);

	return PQgetisnull(r.rows->res, r.at, c) ? NULL : PQgetvalue(r.rows->res, r.at, c);
}

const char *
row_text_or(struct db_row r, const char *col, const char *otherwise)
{
	const char *s = row_text_null(r, col);

	return s != NULL ? s : otherwise;
}

const char *
row_text(struct db_row r, const char *col)
{
	const char *s = row_text_null(r, col);

	if (s == NULL) {
		LOG(LOG_ERROR, "db.null", LOG_TEXT("column", col));
		abort();
	}
	return s;
}

int64_t
row_i64(struct db_row r, const char *col)
{
	return strtoll(row_text(r, col), NULL, 10);
}

int64_t
row_i64_or(struct db_row r, const char *col, int64_t otherwise)
{
	return row_has(r, col) ? row_i64(r, col) : otherwise;
}

int32_t
row_i32(struct db_row r, const char *col)
{
	return (int32_t)row_i64(r, col);
}

bool
row_bool(struct db_row r, const char *col)
{
	return row_text(r, col)[0] == 't';
}

struct ref
row_ref_or_zero(struct db_row r, const char *col)
{
	const char *s = row_text_null(r, col);
	char hex[33];
	struct ref out = { { 0 } };
	int n = 0;

	if (s == NULL)
		return out;
	for (; *s != '\0' && n < 32; s++)
		if (*s != '-')
			hex[n++] = *s;
	hex[n] = '\0';
	if (!str_unhex(hex, out.b, 16))
		abort();
	return out;
}

struct ref
row_ref(struct db_row r, const char *col)
{
	(void)row_text(r, col);
	return row_ref_or_zero(r, col);
}

const void *
row_bytes(struct arena *a, struct db_row r, const char *col, size_t *n)
{
	const char *s = row_text_null(r, col);
	unsigned char *out;

	*n = 0;
	if (s == NULL)
		return NULL;
	if (strncmp(s, "\\x", 2) != 0)
		abort();
	*n = strlen(s + 2) / 2;
	out = arena_alloc(a, *n + 1);
	if (!str_unhex(s + 2, out, *n))
		abort();
	return out;
}

int32_t
row_day(struct db_row r, const char *col)
{
	const char *s = row_text_null(r, col);
	int32_t day;

	if (s == NULL)
		return DAY_NONE;
	if (!day_parse(s, &day))
		abort();
	return day;
}

int64_t
row_time(struct db_row r, const char *col)
{
	const char *s = row_text_null(r, col);
	char full[48];
	size_t n;
	int64_t us;

	if (s == NULL)
		return TIME_NONE;
	n = strlen(s);
	/* PostgreSQL writes whole-hour offsets as +08 */
	(void)snprintf(full, sizeof(full), "%s%s", s, n > 3 && (s[n - 3] == '+' || s[n - 3] == '-') ? ":00" : "");
	if (!time_parse(full, &us))
		abort();
	return us;
}
