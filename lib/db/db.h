/* db.h - the only door to PostgreSQL: one connection a worker, literal SQL with
 * typed parameters, prepared on first use.
 *
 * SQL is written at the call, in the module that owns the table.  The macros
 * place its text in the section xz_sql of the binary, where a test finds and
 * runs every statement.  Results live in the arena given.
 *
 * Errors of every call: ERR_DB (lost connection, timeout, bug; err_last()
 * says), ERR_CONFLICT (unique violation, 23505, or a serialization failure
 * that stayed), ERR_INPUT (check, foreign key, not null or raised 23514; the
 * constraint is db_constraint()), ERR_DENIED (42501: grants or row security). */
#ifndef LIB_DB_DB_H
#define LIB_DB_DB_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

enum db_type {
	DB_T_NULL, DB_T_I64, DB_T_BOOL, DB_T_TEXT, DB_T_REF, DB_T_BYTES, DB_T_DAY, DB_T_TIME,
	DB_T_TEXTS
};

struct db_param {
	enum db_type type;
	int64_t i64;
	const char *text;
	struct ref ref;
	const void *bytes;
	size_t n;
	const char *const *texts;
};

#define DB_NULL ((struct db_param){ .type = DB_T_NULL })
#define DB_I64(v) ((struct db_param){ .type = DB_T_I64, .i64 = (v) })
#define DB_BOOL(v) ((struct db_param){ .type = DB_T_BOOL, .i64 = (v) })
/* NULL pointer gives SQL null. */
#define DB_TEXT(v) ((struct db_param){ .type = DB_T_TEXT, .text = (v) })
#define DB_REF(v) ((struct db_param){ .type = DB_T_REF, .ref = (v) })		/* uuid */
#define DB_BYTES(p, len) ((struct db_param){ .type = DB_T_BYTES, .bytes = (p), .n = (len) })
#define DB_DAY(v) ((struct db_param){ .type = DB_T_DAY, .i64 = (v) })		/* DAY_NONE gives null */
#define DB_TIME(v) ((struct db_param){ .type = DB_T_TIME, .i64 = (v) })	/* us; TIME_NONE gives null */
#define DB_TEXTS(p, count) ((struct db_param){ .type = DB_T_TEXTS, .texts = (p), .n = (count) })	/* text[] */
/* 0 gives null: for foreign keys that may be absent. */
#define DB_ID(v) ((struct db_param){ .type = (v) != 0 ? DB_T_I64 : DB_T_NULL, .i64 = (v) })
#define DB_REF_OR_NULL(r) (ref_zero(r) ? DB_NULL : DB_REF(r))

struct db_row {			/* one row of a result */
	const struct db_rows *rows;
	int at;
};

/* Opens (conninfo of libpq), sets search_path, encoding, time zone and
 * timeouts.  The handle reconnects by itself at the next call outside a
 * transaction. */
ERR_CHECKED enum err db_open(struct arena *a, const char *conninfo, const char *program,
    struct db **out);
/* It is reached at a host's name or number, not (only) by its local socket. */
bool db_remote(const char *conninfo);
/* Row security: every later statement carries this session token (raw text as
 * in the cookie, or NULL for none).  Sent in one pipeline with the first
 * statement; the connection keeps it until another is set. */
void db_set_token(struct db *db, const char *token);
/* Milliseconds left for the statements of this request; 0 = the default. */
void db_set_deadline_ms(struct db *db, int ms);

struct db_stmt {		/* made by the macros only */
	const char *sql;
	const char *where;	/* file:line */
	int number;		/* of the prepared statement; 0 until first use */
};

/* Exactly one row.  ERR_NOT_FOUND: none.  Two are a bug (ERR_DB). */
ERR_CHECKED enum err db_one(struct arena *a, struct db *db, struct db_stmt *st,
    struct db_row *out, const struct db_param *p, size_t n);
/* Any number of rows. */
ERR_CHECKED enum err db_many(struct arena *a, struct db *db, struct db_stmt *st,
    const struct db_rows **out, const struct db_param *p, size_t n);
/* No rows wanted; *affected may be NULL. */
ERR_CHECKED enum err db_exec(struct arena *a, struct db *db, struct db_stmt *st,
    int64_t *affected, const struct db_param *p, size_t n);

#define DB_STMT_(sql_text) \
	({ static const char sql_[] __attribute__((section("xz_sql"), used)) = "" sql_text ""; \
	   static struct db_stmt st_ = { .sql = sql_, .where = __FILE__ ":" DB_STR_(__LINE__) }; &st_; })
#define DB_STR_(x) DB_STR2_(x)
#define DB_STR2_(x) #x
#define DB_PARAMS_(...) (const struct db_param[]){ __VA_ARGS__ __VA_OPT__(,) DB_NULL }, \
	sizeof((const struct db_param[]){ __VA_ARGS__ __VA_OPT__(,) DB_NULL }) / sizeof(struct db_param) - 1
/* DB_ONE(a, db, &row, "select ...", DB_I64(1), ...) and so on. */
#define DB_ONE(a, db, out, sql, ...) db_one((a), (db), DB_STMT_(sql), (out), DB_PARAMS_(__VA_ARGS__))
#define DB_MANY(a, db, out, sql, ...) db_many((a), (db), DB_STMT_(sql), (out), DB_PARAMS_(__VA_ARGS__))
#define DB_EXEC(a, db, sql, ...) db_exec((a), (db), DB_STMT_(sql), NULL, DB_PARAMS_(__VA_ARGS__))
#define DB_EXEC_N(a, db, out_n, sql, ...) db_exec((a), (db), DB_STMT_(sql), (out_n), DB_PARAMS_(__VA_ARGS__))

int db_count(const struct db_rows *rows);
struct db_row db_at(const struct db_rows *rows, int i);
/* By column name; a missing column aborts.  NULL aborts except in _null and row_has. */
bool row_has(struct db_row r, const char *col);		/* not null */
int64_t row_i64(struct db_row r, const char *col);
int64_t row_i64_or(struct db_row r, const char *col, int64_t otherwise);
int32_t row_i32(struct db_row r, const char *col);
bool row_bool(struct db_row r, const char *col);
const char *row_text(struct db_row r, const char *col);
const char *row_text_null(struct db_row r, const char *col);	/* NULL for null */
const char *row_text_or(struct db_row r, const char *col, const char *otherwise);
struct ref row_ref(struct db_row r, const char *col);
struct ref row_ref_or_zero(struct db_row r, const char *col);
const void *row_bytes(struct arena *a, struct db_row r, const char *col, size_t *n);
int32_t row_day(struct db_row r, const char *col);		/* DAY_NONE for null */
int64_t row_time(struct db_row r, const char *col);		/* TIME_NONE for null */

/* How many statements were sent so far; begin and commit are two. */
int64_t db_statements(const struct db *db);
/* Of the transaction under way, its own in this process; 0: none is. */
int64_t db_tx_number(const struct db *db);
/* The constraint a refused statement hit, "" if none. */
const char *db_constraint(const struct db *db);

/* ---- acts: who does what, once */

struct act {
	int64_t principal;		/* people_principal.id */
	const char *scope;		/* of the key; "" for people */
	const char *key;		/* idempotency key, 8-64 printable characters; NULL: not repeated */
	const char *body;		/* what was sent, for the hash; NULL with key NULL */
	int64_t occurred_at;		/* microseconds; TIME_NONE = now */
	const char *request;		/* request id, for the log */
};

typedef enum err (*db_tx_fn)(struct arena *a, struct db *db, void *ctx);

/* Runs fn in one READ COMMITTED transaction: commits on OK, rolls back
 * otherwise, retries 40001 and 40P01 (fn gets a fresh child arena each try and
 * must have no effect outside the store).  With an act that has a key, first
 * inserts (principal, scope, key, hash): the same again does not run fn but
 * gives the stored answer; the same key with another body is ERR_CONFLICT.
 * fn sets the answer with db_answer().  *answer (may be NULL) is in a. */
ERR_CHECKED enum err db_tx_run(struct arena *a, struct db *db, const struct act *act,
    db_tx_fn fn, void *ctx, const char **answer);
/* The answer of an act that was done with this key, when its form is not to be had any more: sent again after its
 * answer was lost. ERR_NOT_FOUND. */
ERR_CHECKED enum err db_act_answer(struct arena *a, struct db *db, const struct act *act, const char **answer);
void db_answer(struct db *db, const char *answer);
/* xz.now() as of the running transaction's act, microseconds. */
ERR_CHECKED enum err db_now(struct arena *a, struct db *db, int64_t *out_us);

/* ---- for lib/db itself, commands and tests */
ERR_CHECKED enum err db_script(struct db *db, const char *sql);	/* several statements, no parameters */
/* COPY text rows into a table: `sql` is "copy ... from stdin". */
ERR_CHECKED enum err db_copy_begin(struct db *db, const char *sql);
ERR_CHECKED enum err db_copy_send(struct db *db, const char *bytes, size_t n);
ERR_CHECKED enum err db_copy_end(struct db *db);

/* ---- many rows as a stream: never more than one of them in memory */
#define DB_COPY_FIELDS 16
struct db_field {
	const char *bytes;	/* not NUL-ended; NULL: null */
	size_t n;
};
typedef enum err (*db_copy_fn)(const struct db_field *field, int n, void *ctx);
/* Rows of "copy (...) to stdout (format binary)", inside a transaction; the statement has no parameters (settings made
 * with set_config(..., true) take their place).  fn's own error ends it and is given back. */
ERR_CHECKED enum err db_copy_out(struct db *db, const char *sql, db_copy_fn fn, void *ctx);
#endif
