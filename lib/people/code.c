/* code.c - see code.h. */
#include "lib/people/code.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/json.h"
#include "lib/base/local.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/sec.h"

#define WAIT_MS 5000

static const char *at;

void
people_code_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)k;
	at = conf_text(c, "codes", "");
}

static const char *
digest(struct arena *a, const char *body)
{
	unsigned char h[SHA256_SIZE];
	char *hex = arena_alloc(a, 2 * SHA256_SIZE + 1);

	sha256(body, strlen(body), h);
	str_hex(h, SHA256_SIZE, hex);
	return hex;
}

static enum err
ask(struct arena *a, json_t *question, json_t **answer)
{
	const char *text = json_text_of(a, question);
	enum err e = str_empty(at) ? err_set(ERR_IO, "no socket of xiezhi-signin here") :
	    local_ask(a, at, text, WAIT_MS, &text);

	if (e != OK)
		return e;
	*answer = json_in(a, text, 0);
	return json_is_object(*answer) ? OK : err_set(ERR_IO, "xiezhi-signin gave no answer");
}

enum err
people_code_ask(struct arena *a, const struct act *act, const struct people_code *c, enum sign_in_outcome *outcome)
{
	const char *word;
	json_t *answer;

	*outcome = SIGN_IN_AWAY;
	if (act->key == NULL || act->body == NULL)
		return err_set(ERR_INPUT, "a code for an act without a key");
	if (ask(a, json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:I}", "ask", "code", "token", c->token, "username",
	    c->username, "code", c->text, "remote", c->remote, "key", act->key, "body", digest(a, act->body), "age",
	    (json_int_t)c->age_us), &answer) != OK) {
		LOG(LOG_ERROR, "code", LOG_TEXT("detail", err_last()));
		return OK;
	}
	word = json_string_value(json_object_get(answer, "outcome"));
	if (str_eq(word, "ok"))
		*outcome = SIGN_IN_OK;
	else if (str_eq(word, "wrong"))
		*outcome = SIGN_IN_WRONG;
	else if (str_eq(word, "locked"))
		*outcome = SIGN_IN_LOCKED;
	else if (str_eq(word, "used"))
		*outcome = SIGN_IN_USED;
	return OK;
}

enum err
people_activation_ask(struct arena *a, const struct act *act, const char *token, const char *username,
    const char *kind, bool password, bool totp, bool *again, bool *waits, const char **link)
{
	const char *word;
	json_t *answer;
	enum err e;

	if (act->key == NULL || act->body == NULL)
		return err_set(ERR_INPUT, "new credentials by an act without a key");
	e = ask(a, json_pack("{s:s,s:s,s:s,s:s,s:b,s:b,s:s,s:s,s:s}", "ask", "activation", "token", token, "username",
	    username, "kind", kind, "password", password, "totp", totp, "key", act->key, "body", digest(a, act->body),
	    "request", act->request != NULL ? act->request : ""), &answer);
	if (e != OK)
		return e;
	word = json_string_value(json_object_get(answer, "outcome"));
	*again = str_eq(word, "again");
	if (str_eq(word, "denied"))
		return err_set(ERR_DENIED, "xiezhi-signin: not theirs to do");
	if (str_eq(word, "conflict"))
		return err_set(ERR_CONFLICT, "act key used before with another body");
	*waits = json_is_true(json_object_get(answer, "waits"));
	*link = json_text_at(a, answer, "link");
	return *again || *link != NULL ? OK : err_set(ERR_IO, "xiezhi-signin made no link");
}
