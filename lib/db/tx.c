/* tx.c - one transaction an act, and each act once. */
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/conn.h"

#define TRIES_MAX 5

void
db_answer(struct db *db, const char *answer)
{
	db->answer = arena_strdup(db->answer_arena, answer);
}

enum err
db_now(struct arena *a, struct db *db, int64_t *out_us)
{
	struct db_row row;
	enum err e = DB_ONE(a, db, &row, "select xz.now() as now");

	if (e == OK)
		*out_us = row_time(row, "now");
	return e;
}

/* True in *again when the same act was done before; its answer is then set. */
static enum err
claim_key(struct arena *a, struct db *db, const struct act *act, bool *again)
{
	struct db_row row;
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n,
	    "insert into xz.db_act (principal, scope, key, body_hash)"
	    " values ($1, $2, $3, sha256(convert_to($4, 'UTF8'))) on conflict do nothing",
	    DB_I64(act->principal), DB_TEXT(act->scope != NULL ? act->scope : ""), DB_TEXT(act->key),
	    DB_TEXT(act->body));

	*again = false;
	if (e != OK || n == 1)
		return e;
	e = DB_ONE(a, db, &row,
	    "select answer, body_hash = sha256(convert_to($4, 'UTF8')) as same from xz.db_act"
	    " where principal = $1 and scope = $2 and key = $3",
	    DB_I64(act->principal), DB_TEXT(act->scope != NULL ? act->scope : ""), DB_TEXT(act->key),
	    DB_TEXT(act->body));
	if (e != OK)
		return e;
	if (!row_bool(row, "same"))
		return err_set(ERR_CONFLICT, "act key used before with another body");
	*again = true;
	db->answer = arena_strdup(db->answer_arena, row_text_or(row, "answer", ""));
	return OK;
}

static enum err
keep_answer(struct arena *a, struct db *db, const struct act *act)
{
	return DB_EXEC(a, db,
	    "update xz.db_act set answer = $4 where principal = $1 and scope = $2 and key = $3",
	    DB_I64(act->principal), DB_TEXT(act->scope != NULL ? act->scope : ""), DB_TEXT(act->key),
	    DB_TEXT(db->answer));
}

enum err
db_act_answer(struct arena *a, struct db *db, const struct act *act, const char **answer)
{
	struct db_row row;
	enum err e;

	if (act->key == NULL)
		return err_set(ERR_NOT_FOUND, "an act without a key");
	e = DB_ONE(a, db, &row, "select answer from xz.db_act where principal = $1 and scope = $2 and key = $3"
	    " and answer is not null", DB_I64(act->principal), DB_TEXT(act->scope != NULL ? act->scope : ""),
	    DB_TEXT(act->key));
	if (e == OK)
		*answer = row_text(row, "answer");
	return e;
}

static enum err
begin(struct arena *a, struct db *db)
{
	static int64_t last;
	enum err e = conn_command(db, "begin");

	if (e != OK)
		return e;
	db->in_tx = true;
	db->tx = ++last;
	if (conn_token_stands(db))
		return OK;
	return DB_EXEC(a, db, "select set_config('xz.token', $1, true)", DB_TEXT(db->token != NULL ? db->token : ""));
}

static enum err
body(struct arena *a, struct db *db, const struct act *act, db_tx_fn fn, void *ctx)
{
	bool keyed = act != NULL && act->key != NULL, again = false;
	enum err e = begin(a, db);

	if (e == OK && keyed)
		e = claim_key(a, db, act, &again);
	if (e == OK && !again)
		e = fn(a, db, ctx);
	if (e == OK && keyed && !again && db->answer != NULL)
		e = keep_answer(a, db, act);
	return e;
}

static void
roll_back(struct db *db)
{
	bool retry = db->retry;

	/* The first detail is the one to keep: rolling back has nothing to add. */
	if (PQstatus(db->conn) == CONNECTION_OK)
		PQclear(PQexec(db->conn, "rollback"));
	db->in_tx = false;
	db->retry = retry;
}

enum err
db_tx_run(struct arena *a, struct db *db, const struct act *act, db_tx_fn fn, void *ctx,
    const char **answer)
{
	struct arena *child;
	enum err e = OK;
	int i;

	if (db->in_tx)
		return err_set(ERR_DB, "transaction inside a transaction");
	e = conn_ready(db);
	for (i = 0; e == OK && i < TRIES_MAX; i++) {
		child = arena_child(a);
		db->answer = NULL;
		db->answer_arena = a;
		db->retry = false;
		db->constraint[0] = '\0';	/* of this transaction, not of one before */
		e = body(child, db, act, fn, ctx);
		if (e == OK)
			e = conn_command(db, "commit");
		if (e != OK)
			roll_back(db);
		db->in_tx = false;
		arena_free(child);
		if (e == OK)
			break;
		if (!db->retry)
			return e;
		LOG(LOG_WARN, "db.retry", LOG_TEXT("detail", err_last()));
		if (i + 1 < TRIES_MAX)
			e = OK;
	}
	if (e == OK && answer != NULL)
		*answer = db->answer;
	return e;
}
