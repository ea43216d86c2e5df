/* countersignature.c - the second officer signs, or refuses with words. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/move.h"
#include "lib/record/document.h"
#include "lib/record/record.h"

struct signing {
	const struct act *act;
	struct ref ref;
	int64_t signer;
	const char *method, *words;
	bool agree;
	struct problems *p;
};

static enum err
load_cosign(struct move *m, struct ref ref, struct db_row *out)
{
	struct caseflow_key key = { .action = NULL };
	enum err e = DB_ONE(m->a, m->db, out,
	    "select s.id, s.action, s.document_id, s.account_id, s.step_seq, s.state, c.ref as case_ref,"
	    " k.ref as track_ref from xz.caseflow_cosign s join xz.caseflow_case c on c.id = s.case_id"
	    " left join xz.caseflow_track k on k.id = s.track_id where s.ref = $1", DB_REF(ref));

	if (e != OK)
		return e;
	key.case_ref = row_ref(*out, "case_ref");
	key.track_ref = row_ref_or_zero(*out, "track_ref");
	key.action = row_text(*out, "action");
	return move_begin(m, &key, true);
}

static enum err
sign_fn(struct arena *a, struct db *db, void *ctx)
{
	struct signing *d = ctx;
	struct move *m = ARENA_NEW(a, struct move);
	json_t *payload, *words;
	char text[REF_TEXT_SIZE];
	struct db_row row;
	enum err e;

	*m = (struct move){ .a = a, .db = db, .act = d->act, .p = d->p };
	problems_init(d->p, d->p->arena);
	e = load_cosign(m, d->ref, &row);
	if (e == OK && row_i64(row, "account_id") != d->signer)
		e = err_set(ERR_DENIED, "another officer's countersignature");
	if (e == OK && strcmp(row_text(row, "state"), "waiting") != 0)
		e = err_set(ERR_STATE, "already countersigned or refused");
	if (e == OK && !d->agree && str_empty(d->words)) {
		move_problem(m, "words", "required", NULL);
		e = ERR_INPUT;
	}
	if (e == OK)
		e = DB_EXEC(a, db,
		    "update xz.caseflow_cosign set state = $2, method = $3, signed_at = $4, words = $5 where id = $1",
		    DB_I64(row_i64(row, "id")), DB_TEXT(d->agree ? "signed" : "refused"), DB_TEXT(d->method),
		    DB_TIME(m->now), DB_TEXT(d->words));
	if (e == OK && row_has(row, "document_id"))
		e = d->agree ? record_document_seal(a, db, row_i64(row, "document_id"), m->now)
		    : record_document_void(a, db, row_i64(row, "document_id"));
	if (e == OK)
		e = record_side(a, db, m->cf.chain_id, str_empty(d->words) ? NULL : d->words, &words);
	if (e != OK)
		return e;
	payload = json_pack("{s:i,s:b,s:s,s:o}", "step", row_i32(row, "step_seq"), "signed", d->agree,
	    "method", d->method, "words", words);
	e = move_step(m, "countersign", payload);
	json_decref(payload);
	m->to = "=";
	if (e == OK)
		e = move_update_state(m);
	if (e == OK)
		e = move_tasks(m);
	if (e != OK)
		return e;
	ref_text(m->cf.ref, text);
	db_answer(db, arena_printf(a, "/desk/cases/%s", text));
	return OK;
}

enum err
move_cosigns_lapse(struct move *m, int64_t account)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "update xz.caseflow_cosign set state = 'lapsed' where case_id = $1 and state = 'waiting'"
	    " and ($2 = 0 or account_id = $2) returning document_id", DB_I64(m->cf.id), DB_I64(account));

	for (i = 0; e == OK && i < db_count(rows); i++)
		if (row_has(db_at(rows, i), "document_id"))
			e = record_document_void(m->a, m->db, row_i64(db_at(rows, i), "document_id"));
	if (e == OK && db_count(rows) > 0)
		move_note(m, "cosigns_lapsed", json_integer(db_count(rows)));
	return e;
}

enum err
caseflow_countersign(struct arena *a, struct db *db, const struct act *act, struct ref cosign,
    int64_t signer, const char *method, bool agree, const char *words, struct problems *p,
    const char **answer)
{
	struct signing d = { act, cosign, signer, method, words, agree, p };
	struct act keyed = *act;
	char text[REF_TEXT_SIZE];

	ref_text(cosign, text);
	if (keyed.key != NULL)
		keyed.body = arena_printf(a, "countersign %s %d", text, agree);
	return db_tx_run(a, db, &keyed, sign_fn, &d, answer);
}
