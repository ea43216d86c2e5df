/* conn.h - private to lib/db: the connection behind struct db. */
#ifndef LIB_DB_CONN_H
#define LIB_DB_CONN_H
#include <libpq-fe.h>
#include <stdbool.h>

#include "lib/db/db.h"

struct db {
	PGconn *conn;
	const char *conninfo;
	const char *program;
	const char *token;		/* NULL: none */
	char server_token[64];		/* set on the server, "" for none */
	bool token_known;		/* false: what the server has is not known */
	bool *prepared;			/* by statement number, of this connection */
	int prepared_cap;
	int deadline_ms;		/* wanted; 0 = default */
	int server_deadline_ms;		/* set on the server */
	bool in_tx;
	bool retry;			/* the last failure may be tried again */
	const char *answer;
	struct arena *answer_arena;
	char constraint[64];
	int64_t statements;		/* sent so far */
	int64_t tx;			/* number of the transaction, or of the last one */
};

struct db_rows {
	PGresult *res;
};

/* Makes the connection usable (again).  ERR_DB. */
ERR_CHECKED enum err conn_ready(struct db *db);
/* A statement without parameters, for begin, commit and scripts. */
ERR_CHECKED enum err conn_command(struct db *db, const char *sql);
/* The server has the token of this handle. */
bool conn_token_stands(const struct db *db);
/* Maps and records what went wrong; res may be NULL. */
enum err conn_failed(struct db *db, const PGresult *res, const char *where);
#endif
