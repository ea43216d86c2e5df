/* caseflow.c - acts on cases: what the desk, the demo and the tests call; the engine does them. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/case_priv.h"
#include "lib/caseflow/slip.h"

/* Acts without a form are not the desk's to send: publishing has its pages, files their uploads, terms the daemon.  A
 * slip is shown where it is printed. */
static enum err
has_form(const struct caseflow_key *k)
{
	const struct act_step *s = caseflow_step_find(k->action);

	return s != NULL && s->fields != NULL && !str_eq(k->action, CASEFLOW_SLIP) ? OK :
	    err_set(ERR_NOT_FOUND, "no form of %s", k->action);
}

/* The engine's key of a case's, with what a new file comes of. */
static struct act_key
key_of(const struct caseflow_key *k, struct case_source *source)
{
	*source = (struct case_source){ .subject = k->subject, .visit = k->visit, .request = k->request,
	    .message = k->message };
	return (struct act_key){ .ref = k->case_ref, .part = k->track_ref, .procedure = k->procedure,
	    .action = k->action, .source = source };
}

enum err
caseflow_form(struct arena *a, struct db *db, const struct act *act, const struct caseflow_key *key,
    struct caseflow_form *out)
{
	struct case_source source;
	struct act_key k = key_of(key, &source);
	struct act_move *m;
	enum err e = has_form(key);

	if (e == OK)
		e = act_form(a, db, act, &caseflow_kind, &k, &m);
	if (e == OK)
		*out = (struct caseflow_form){ .in = m->in, .cf = m->is_new ? NULL : case_of(m),
		    .track = on_track(m) ? track_of(m) : NULL, .chain = m->t->chain_n > 0, .cosign = m->t->cosign,
		    .document = m->document, .actor = &m->actor };
	return e;
}

enum err
caseflow_do(struct arena *a, struct db *db, const struct act *act, const struct caseflow_key *key, int32_t version,
    const struct caseflow_form *form, struct problems *p, const char **answer)
{
	struct case_source source;
	struct act_request q = { .kind = &caseflow_kind, .key = key_of(key, &source), .version = version,
	    .in = form->in, .actor = form->actor };
	char text[REF_TEXT_SIZE];
	enum err e = has_form(key);

	if (e != OK)
		return e;
	ref_text(key->case_ref, text);
	q.body = arena_printf(a, "%s %s %s", text, key->action, input_to_json(a, form->in));
	return act_do(a, db, act, &q, p, answer);
}

enum err
caseflow_approve(struct arena *a, struct db *db, const struct act *act, struct ref approval, bool agree,
    const char *words, struct problems *p, const char **answer)
{
	return act_approve(a, db, act, &caseflow_kind, approval, agree, words, p, answer);
}

enum err
caseflow_countersign(struct arena *a, struct db *db, const struct act *act, struct ref cosign, int64_t signer,
    const char *method, bool agree, const char *words, struct problems *p, const char **answer)
{
	return act_countersign(a, db, act, &caseflow_kind, cosign, signer, method, agree, words, p, answer);
}
