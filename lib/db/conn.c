/* conn.c - opens, checks and repairs the one connection; maps SQLSTATE to enum err. */
#include "lib/db/conn.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

#define DEADLINE_DEFAULT_MS 15000

static void
close_conn(void *p)
{
	struct db *db = p;

	PQfinish(db->conn);
	db->conn = NULL;
	free(db->prepared);
	db->prepared = NULL;
}

static enum err
set_up(struct db *db)
{
	char sql[512];

	(void)snprintf(sql, sizeof(sql),
	    "set search_path to xz, pg_catalog; set client_encoding to 'UTF8';"
	    " set timezone to 'Asia/Shanghai'; set datestyle to 'ISO, YMD';"
	    " set standard_conforming_strings to on; set statement_timeout to %d;"
	    " set lock_timeout to 10000; set idle_in_transaction_session_timeout to 60000;"
	    " prepare token (text) as select set_config('xz.token', $1, false)",
	    DEADLINE_DEFAULT_MS);
	db->server_deadline_ms = DEADLINE_DEFAULT_MS;
	return conn_command(db, sql);
}

static enum err
connect_new(struct db *db)
{
	const char *const keys[] = { "dbname", "application_name", "fallback_application_name", NULL };
	const char *const values[] = { db->conninfo, db->program, db->program, NULL };

	PQfinish(db->conn);
	free(db->prepared);
	db->prepared = NULL;
	db->prepared_cap = 0;
	db->in_tx = false;
	db->server_token[0] = '\0';
	db->token_known = true;
	db->conn = PQconnectdbParams(keys, values, 1);
	if (PQstatus(db->conn) != CONNECTION_OK)
		return err_set(ERR_DB, "connect: %s", PQerrorMessage(db->conn));
	return set_up(db);
}

enum err
db_open(struct arena *a, const char *conninfo, const char *program, struct db **out)
{
	struct db *db = ARENA_NEW(a, struct db);
	enum err e;

	db->conninfo = arena_strdup(a, conninfo);
	db->program = arena_strdup(a, program);
	arena_defer(a, close_conn, db);
	e = connect_new(db);
	if (e == OK)
		*out = db;
	return e;
}

/* A list has commas between its items; one that is empty is the local default. */
static bool
names_host(const char *list)
{
	const char *at = list;

	for (; at != NULL; at = strchr(at, ',')) {
		at += *at == ',';
		if (*at != '\0' && *at != ',' && *at != '/' && *at != '@')
			return true;
	}
	return false;
}

bool
db_remote(const char *conninfo)
{
	PQconninfoOption *all = PQconninfoParse(conninfo, NULL), *o;
	bool remote = false;

	for (o = all; o != NULL && o->keyword != NULL; o++)
		if (o->val != NULL && (strcmp(o->keyword, "hostaddr") == 0 || strcmp(o->keyword, "host") == 0))
			remote = remote || names_host(o->val);
	PQconninfoFree(all);
	return remote;
}

static enum err
apply_deadline(struct db *db)
{
	int want = db->deadline_ms > 0 ? db->deadline_ms : DEADLINE_DEFAULT_MS;
	char sql[64];

	if (want == db->server_deadline_ms)
		return OK;
	(void)snprintf(sql, sizeof(sql), "set statement_timeout to %d", want);
	db->server_deadline_ms = want;
	return conn_command(db, sql);
}

/* An idle connection has nothing to say.  What there is to read is the server's farewell (ended, restarted):
 * seen here, before a statement is lost to it. */
static bool
usable(const struct db *db)
{
	struct pollfd p = { .fd = PQsocket(db->conn), .events = POLLIN };

	if (PQstatus(db->conn) != CONNECTION_OK)
		return false;
	return db->in_tx || poll(&p, 1, 0) == 0;
}

enum err
conn_ready(struct db *db)
{
	enum err e = OK;

	if (!usable(db)) {
		if (db->in_tx)
			return err_set(ERR_DB, "connection lost inside a transaction");
		e = connect_new(db);
	}
	return e == OK && !db->in_tx ? apply_deadline(db) : e;
}

bool
conn_token_stands(const struct db *db)
{
	return db->token_known && strcmp(db->server_token, db->token != NULL ? db->token : "") == 0;
}

void
db_set_token(struct db *db, const char *token)
{
	db->token = token;
}

void
db_set_deadline_ms(struct db *db, int ms)
{
	db->deadline_ms = ms;
}

int64_t
db_tx_number(const struct db *db)
{
	return db->in_tx ? db->tx : 0;
}

int64_t
db_statements(const struct db *db)
{
	return db->statements;
}

const char *
db_constraint(const struct db *db)
{
	return db->constraint;
}

static enum err
of_sqlstate(const char *state)
{
	if (strcmp(state, "23505") == 0 || strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0)
		return ERR_CONFLICT;
	if (strncmp(state, "23", 2) == 0)
		return ERR_INPUT;
	if (strcmp(state, "42501") == 0)
		return ERR_DENIED;
	return ERR_DB;
}

enum err
conn_failed(struct db *db, const PGresult *res, const char *where)
{
	const char *state = res != NULL ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
	const char *name = res != NULL ? PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME) : NULL;
	const char *text = res != NULL ? PQresultErrorMessage(res) : PQerrorMessage(db->conn);

	if (state == NULL)
		state = "";
	db->retry = strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0;
	(void)snprintf(db->constraint, sizeof(db->constraint), "%s", name != NULL ? name : "");
	/* of a script the first line: the whole of it would leave no room for what is wrong */
	return err_set(of_sqlstate(state), "%.*s: %s %s", (int)strcspn(where, "\n"), where, state, text);
}

enum err
conn_command(struct db *db, const char *sql)
{
	PGresult *res = PQexec(db->conn, sql);
	ExecStatusType s = PQresultStatus(res);
	enum err e = OK;

	db->statements++;
	if (s != PGRES_COMMAND_OK && s != PGRES_TUPLES_OK && s != PGRES_EMPTY_QUERY)
		e = conn_failed(db, res, sql);
	PQclear(res);
	return e;
}

enum err
db_script(struct db *db, const char *sql)
{
	enum err e = conn_ready(db);

	return e == OK ? conn_command(db, sql) : e;
}

enum err
db_copy_begin(struct db *db, const char *sql)
{
	PGresult *res = PQexec(db->conn, sql);
	enum err e = PQresultStatus(res) == PGRES_COPY_IN ? OK : conn_failed(db, res, sql);

	PQclear(res);
	return e;
}

enum err
db_copy_send(struct db *db, const char *bytes, size_t n)
{
	if (n > INT32_MAX || PQputCopyData(db->conn, bytes, (int)n) != 1)
		return conn_failed(db, NULL, "copy");
	return OK;
}

enum err
db_copy_end(struct db *db)
{
	PGresult *res;
	enum err e = OK;

	if (PQputCopyEnd(db->conn, NULL) != 1)
		return conn_failed(db, NULL, "copy end");
	while ((res = PQgetResult(db->conn)) != NULL) {
		if (PQresultStatus(res) != PGRES_COMMAND_OK && e == OK)
			e = conn_failed(db, res, "copy end");
		PQclear(res);
	}
	return e;
}
