/* cosign.c - the second officer signs, or refuses with words. */
#include <string.h>

#include "lib/act/priv.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/record/document.h"
#include "lib/record/record.h"

enum err
act_cosign_ask(struct act_move *m)
{
	struct act_subject s = m->kind->now(m);
	struct act_signer who = { .account = 0 };
	enum err e;

	if (!m->t->cosign)
		return OK;
	e = m->kind->second(m, &who);
	if (e != OK || who.account == 0)
		return e;
	return DB_EXEC(m->a, m->db,
	    "insert into xz.act_cosign (subject_kind, subject_id, subject_ref, part_id, part_ref, step_seq,"
	    " action, document_id, account_id, officer_name, certificate_no, asked_by, asked_at)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
	    DB_TEXT(m->kind->subject), DB_I64(s.id), DB_REF(s.ref), DB_ID(s.part), DB_REF_OR_NULL(s.part_ref),
	    DB_I64(m->seq), DB_TEXT(m->t->action), DB_ID(m->document_id), DB_I64(who.account), DB_TEXT(who.name),
	    DB_TEXT(who.certificate), DB_I64(m->actor.account), DB_TIME(m->now));
}

struct signing {
	const struct act *act;
	const struct act_kind *kind;
	struct ref ref;
	int64_t signer;
	const char *method, *words;
	bool agree;
	struct problems *p, before;
};

static enum err
load_cosign(struct act_move *m, struct ref ref, struct act_key *key)
{
	struct act_cosign s;
	enum err e = act_cosign_get(m->a, m->db, ref, &s);

	if (e == OK && strcmp(s.kind, m->kind->subject) != 0)
		return err_set(ERR_NOT_FOUND, "a countersignature on another kind of subject");
	if (e != OK)
		return e;
	*key = (struct act_key){ .ref = s.subject, .part = s.part, .action = s.action };
	m->key = key;
	return OK;
}

/* Read again under the subject's lock: it may have been signed or have lapsed meanwhile. */
static enum err
still_waits(struct act_move *m, struct signing *d, struct act_cosign *s)
{
	enum err e = act_cosign_get(m->a, m->db, d->ref, s);

	if (e == OK && s->account != d->signer)
		return err_set(ERR_DENIED, "another officer's countersignature");
	if (e == OK && strcmp(s->state, "waiting") != 0)
		return err_set(ERR_STATE, "already countersigned or refused");
	if (e == OK && !d->agree && str_empty(d->words))
		return act_refuse(m, ERR_INPUT, "words", "required", NULL);
	return e;
}

static enum err
put_signature(struct act_move *m, const struct signing *d, const struct act_cosign *s)
{
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.act_cosign set state = $2, method = $3, signed_at = $4, words = $5 where ref = $1",
	    DB_REF(d->ref), DB_TEXT(d->agree ? "signed" : "refused"), DB_TEXT(d->method), DB_TIME(m->now),
	    DB_TEXT(d->words));

	if (e != OK || s->document == 0)
		return e;
	return d->agree ? record_document_seal(m->a, m->db, s->document, m->now) :
	    record_document_void(m->a, m->db, s->document);
}

static enum err
write_signature(struct act_move *m, const struct signing *d, const struct act_cosign *s)
{
	json_t *payload, *words = NULL;
	enum err e = record_side(m->a, m->db, m->kind->now(m).chain, str_empty(d->words) ? NULL : d->words, &words);

	if (e != OK)
		return e;
	payload = json_pack("{s:i,s:b,s:s,s:o}", "step", s->seq, "signed", d->agree, "method", d->method,
	    "words", words);
	e = act_step_put(m, "countersign", payload);
	json_decref(payload);
	return e;
}

static enum err
sign_fn(struct arena *a, struct db *db, void *ctx)
{
	struct signing *d = ctx;
	struct act_move *m = ARENA_NEW(a, struct act_move);
	struct act_cosign s;
	struct act_key key;
	enum err e;

	act_problems_restore(d->p, &d->before);
	*m = (struct act_move){ .a = a, .db = db, .act = d->act, .kind = d->kind, .p = d->p };
	e = load_cosign(m, d->ref, &key);
	if (e == OK)
		e = act_begin(m, true);
	if (e == OK)
		e = still_waits(m, d, &s);
	if (e == OK)
		e = put_signature(m, d, &s);
	if (e == OK)
		e = write_signature(m, d, &s);
	m->to = "=";
	m->gives_back = !d->agree;
	if (e == OK)
		e = m->kind->save(m);
	if (e == OK)
		e = act_tasks(m);
	if (e == OK)
		act_answer(m);
	return e;
}

const char *
act_countersign_body(struct arena *a, struct ref cosign, bool agree)
{
	char text[REF_TEXT_SIZE];

	ref_text(cosign, text);
	return arena_printf(a, "countersign %s %d", text, agree);
}

enum err
act_countersign(struct arena *a, struct db *db, const struct act *act, const struct act_kind *kind, struct ref cosign,
    int64_t signer, const char *method, bool agree, const char *words, struct problems *p, const char **answer)
{
	struct act keyed = *act;
	struct signing d = { &keyed, kind, cosign, signer, method, words, agree, p, *p };

	if (keyed.key != NULL)
		keyed.body = act_countersign_body(a, cosign, agree);
	return db_tx_run(a, db, &keyed, sign_fn, &d, answer);
}

enum err
act_cosigns_lapse(struct act_move *m, int64_t account)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "update xz.act_cosign set state = 'lapsed' where subject_kind = $1 and subject_id = $2"
	    " and state = 'waiting'"
	    " and ($3 = 0 or account_id = $3) returning document_id", DB_TEXT(m->kind->subject),
	    DB_I64(m->kind->now(m).id), DB_I64(account));

	for (i = 0; e == OK && i < db_count(rows); i++)
		if (row_has(db_at(rows, i), "document_id"))
			e = record_document_void(m->a, m->db, row_i64(db_at(rows, i), "document_id"));
	if (e == OK && db_count(rows) > 0)
		act_note(m, "cosigns_lapsed", json_integer(db_count(rows)));
	return e;
}

enum err
act_cosign_waits(struct act_move *m, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.act_cosign where subject_kind = $1 and subject_id = $2"
	    " and state = 'waiting') as yes", DB_TEXT(m->kind->subject), DB_I64(m->kind->now(m).id));

	if (e == OK)
		*out = row_bool(r, "yes");
	return e;
}

enum err
act_cosign_state(struct act_move *m, const char *action, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select (select state from xz.act_cosign where subject_kind = $1 and subject_id = $2 and action = $3"
	    " order by id desc limit 1) as state", DB_TEXT(m->kind->subject), DB_I64(m->kind->now(m).id),
	    DB_TEXT(action));

	if (e == OK)
		*out = row_text_null(r, "state");
	return e;
}
