/* code_answer.c - see code_answer.h. */
#include "lib/people/code_answer.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"
#include "lib/people/activation.h"
#include "lib/people/admin.h"
#include "lib/people/people.h"
#include "lib/people/session.h"
#include "lib/sec/sec.h"

struct checking {
	const char *token, *username, *code, *remote, *key, *body;
	json_int_t age;			/* us; negative: typed now */
	unsigned char digest[SHA256_SIZE];
};

static enum err
check(struct arena *a, struct db *db, const struct checking *c, enum sign_in_outcome *outcome)
{
	struct sign_in who = { .username = c->username, .remote = c->remote };
	struct people_session s;
	int64_t account = 0, step = 0;
	struct attempt t;
	struct db_row r;
	enum err e = people_session_load(a, db, c->token, &s);

	if (e == OK)
		e = people_attempt(a, db, &who, NULL, &t, &account);
	if (e != OK)
		return e;
	*outcome = who.outcome;
	if (who.outcome == SIGN_IN_LOCKED)
		return people_attempt_failed(a, db, &t, account, "locked");
	if (!t.active)
		return account == 0 ? OK : people_attempt_failed(a, db, &t, account, "inactive");
	e = people_code_step(a, db, account, c->code, c->age, &step);
	if (e == OK && step != 0)
		e = DB_ONE(a, db, &r, "select xz.people_code_note($1, $2, $3, $4, $5) as fresh", DB_I64(account),
		    DB_I64(step), DB_TEXT(c->key), DB_BYTES(c->digest, sizeof(c->digest)), DB_BOOL(c->age >= 0));
	if (e != OK)
		return e;
	if (step == 0 || (c->age < 0 && !row_bool(r, "fresh")))
		return people_attempt_failed(a, db, &t, account, "code");
	*outcome = row_bool(r, "fresh") ? SIGN_IN_OK : SIGN_IN_USED;
	return OK;
}

static json_t *
answer_code(struct arena *a, struct db *db, json_t *q)
{
	static const char *const words[] = { [SIGN_IN_OK] = "ok", [SIGN_IN_WRONG] = "wrong",
	    [SIGN_IN_LOCKED] = "locked", [SIGN_IN_USED] = "used", [SIGN_IN_AWAY] = "away" };
	enum sign_in_outcome outcome = SIGN_IN_WRONG;
	struct checking c;
	const char *ask;

	if (json_unpack_ex(q, NULL, JSON_STRICT, "{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:I}", "ask", &ask, "token", &c.token,
	    "username", &c.username, "code", &c.code, "remote", &c.remote, "key", &c.key, "body", &c.body, "age",
	    &c.age) != 0 || !str_unhex(c.body, c.digest, sizeof(c.digest)) || c.age > INT64_C(365) * DAY_US)
		return NULL;
	c.code = plain_code(a, c.code);
	db_set_token(db, c.token);
	if (check(a, db, &c, &outcome) != OK) {
		LOG(LOG_ERROR, "code", LOG_TEXT("detail", err_last()));
		return NULL;
	}
	return json_pack("{s:s}", "outcome", words[outcome]);
}

/* ---- a link to new credentials */

struct renewing {
	const char *token, *username, *kind, *key, *body, *request;
	int password, totp;
	int64_t by;
	const char *link;
	bool ran, waits;
};

static enum err
renew(struct arena *a, struct db *db, void *ctx)
{
	struct renewing *w = ctx;
	int64_t id;
	enum err e = people_account_find(a, db, w->username, &id);

	w->ran = true;
	if (e == OK)
		e = people_activation_make(a, db, id, w->link, w->password != 0, w->totp != 0, &w->waits);
	return e == OK ? people_audit(a, db, w->by, w->kind, w->username, NULL, NULL, w->request) : e;
}

static enum err
renew_once(struct arena *a, struct db *db, struct renewing *w)
{
	struct act act = { .scope = "signin", .key = w->key, .body = w->body, .occurred_at = TIME_NONE,
	    .request = w->request };
	struct people_session s;
	enum err e = people_session_load(a, db, w->token, &s);

	if (e == ERR_NOT_FOUND || (e == OK && !(s.duties & DUTY_SYSADMIN)))
		return err_set(ERR_DENIED, "no system administrator asks");
	if (e != OK)
		return e;
	act.principal = w->by = s.account;
	w->link = random_token(a, 32);
	return db_tx_run(a, db, &act, renew, w, NULL);
}

static json_t *
answer_activation(struct arena *a, struct db *db, json_t *q)
{
	struct renewing w = { .ran = false };
	const char *ask;
	enum err e;

	if (json_unpack_ex(q, NULL, JSON_STRICT, "{s:s,s:s,s:s,s:s,s:b,s:b,s:s,s:s,s:s}", "ask", &ask,
	    "token", &w.token, "username", &w.username, "kind", &w.kind, "password", &w.password, "totp", &w.totp,
	    "key", &w.key, "body", &w.body, "request", &w.request) != 0)
		return NULL;
	db_set_token(db, w.token);
	e = renew_once(a, db, &w);
	if (e == OK && w.ran)
		return json_pack("{s:s,s:s,s:b}", "outcome", "ok", "link", w.link, "waits", w.waits);
	if (e == OK)
		return json_pack("{s:s}", "outcome", "again");
	LOG(LOG_ERROR, "activation", LOG_TEXT("detail", err_last()));
	return json_pack("{s:s}", "outcome", e == ERR_DENIED ? "denied" : e == ERR_CONFLICT ? "conflict" : "failed");
}

const char *
people_code_answer(struct arena *a, const char *question, void *db)
{
	json_t *q = json_in(a, question, 0), *answer = NULL;
	const char *ask = json_string_value(json_object_get(q, "ask"));

	if (str_eq(ask, "code"))
		answer = answer_code(a, db, q);
	else if (str_eq(ask, "activation"))
		answer = answer_activation(a, db, q);
	db_set_token(db, NULL);
	return answer != NULL ? json_text_of(a, answer) : NULL;
}
