/* publication.c - see publication.h. */
#include "lib/caseflow/publication.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/move.h"
#include "lib/disclosure/disclosure.h"
#include "lib/record/record.h"
#include "lib/tlog/tlog.h"

enum publish_act { PUBLISH_SPANS, PUBLISH_OUT, PUBLISH_WITHHOLD, PUBLISH_WITHDRAW };

struct publishing {
	const struct act *act;
	struct ref track;
	enum publish_act what;
	const struct caseflow_span_word *word;
	int word_n;
	const char *reason, *code;
	struct problems *p;
};

static enum err
begin(struct move *m, struct publishing *d, struct disclosure_item *it)
{
	enum err e = people_actor_load(m->a, m->db, d->act->principal, &m->actor);

	if (e == OK)
		e = db_now(m->a, m->db, &m->now);
	m->occurred = m->now;
	m->today = time_day(m->now);
	if (e == OK)
		e = disclosure_get(m->a, m->db, d->track, it);
	if (e == OK)
		e = case_load(m->a, m->db, it->case_ref, true, &m->cf);
	if (e == OK)
		e = track_load(m->a, m->db, d->track, m->cf.id, true, &m->tr);
	m->on_track = true;
	m->to = "=";
	if (e == OK && ((m->actor.duties & DUTY_PUBLISHER) == 0 || m->actor.agency != m->cf.agency))
		e = err_set(ERR_DENIED, "publishing is the publisher's");
	/* read again under the lock */
	return e == OK ? disclosure_get(m->a, m->db, d->track, it) : e;
}

static enum err
refuse(struct move *m, const char *field, const char *code)
{
	move_problem(m, field, code, NULL);
	return ERR_STATE;
}

static enum err
new_spans(struct move *m, const struct disclosure_item *it, const struct caseflow_span_word *w)
{
	const char *text = json_string_value(json_object_get(it->draft, w->field)), *p, *hit;
	struct arena *a = m->a;
	enum err e = OK;
	bool any = false;

	for (p = text; e == OK && p != NULL && (hit = strstr(p, w->text)) != NULL; p = hit + strlen(w->text)) {
		e = disclosure_span_add(a, m->db, it->id, w->field,
		    (int)str_utf8_len(arena_strndup(a, text, (size_t)(hit - text))), (int)str_utf8_len(w->text),
		    m->actor.account);
		any = true;
	}
	if (!any)
		move_problem(m, "new_text", "not_in_text", w->text);
	return e;
}

static bool
of_item(const struct disclosure_item *it, int64_t span)
{
	int i;

	for (i = 0; i < it->span_n; i++)
		if (it->span[i].id == span)
			return true;
	return false;
}

static enum err
say_spans(struct move *m, struct publishing *d, const struct disclosure_item *it)
{
	enum err e = OK;
	int i;

	if (strcmp(it->state, "draft") != 0)
		return refuse(m, "", "publish_closed");
	for (i = 0; e == OK && i < d->word_n; i++) {
		const struct caseflow_span_word *w = &d->word[i];

		if (w->span == 0 && !str_empty(w->text) && !str_empty(w->field))
			e = new_spans(m, it, w);
		else if (of_item(it, w->span))
			e = disclosure_span_decide(m->a, m->db, w->span, w->redact, m->actor.account);
	}
	if (e == OK && m->p->n > 0)
		e = err_set(ERR_INPUT, "a new span is not in the text");
	return e;
}

static enum err
event(struct move *m, const struct disclosure_item *it, const char *kind, const char *sha256)
{
	return tlog_event(m->a, m->db, &(struct tlog_event){ .kind = kind, .digest = sha256, .subject_kind = "decision",
	    .subject_ref = it->decision_ref, .actor = m->actor.ref, .agency = m->cf.agency, .unit = m->cf.unit, .at = m->now });
}

static enum err
put_out(struct move *m, const struct disclosure_item *it)
{
	const char *sha = NULL;
	enum err e;

	if (strcmp(m->tr.publish_state, "open") != 0 || it->revoked)
		return refuse(m, "", "publish_closed");
	e = disclosure_publish(m->a, m->db, it, m->actor.account, m->now, &sha);
	if (e == ERR_STATE)
		return refuse(m, "", "span_undecided");
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set publish_state = 'published' where id = $1",
		    DB_I64(m->tr.id));
	if (e == OK)
		e = move_clock_close(m, "publish.penalty", "met");
	if (e == OK)
		e = event(m, it, "disclosure.published", sha);
	move_note(m, "sha256", json_string(sha != NULL ? sha : ""));
	return e;
}

static enum err
keep_back(struct move *m, const struct disclosure_item *it, const char *reason)
{
	enum err e;

	if (strcmp(m->tr.publish_state, "open") != 0)
		return refuse(m, "", "publish_closed");
	if (str_empty(reason)) {
		move_problem(m, "reason", "required", NULL);
		return ERR_INPUT;
	}
	e = disclosure_withhold(m->a, m->db, it->id, reason, m->actor.account);
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set publish_state = 'withheld' where id = $1",
		    DB_I64(m->tr.id));
	return e == OK ? move_clock_close(m, "publish.penalty", "met") : e;
}

static enum err
known_code(struct move *m, const char *code)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.law_code where kind = 'withdraw_reason' and code = $1 and valid_from <= $2"
	    " and coalesce(valid_to, 'infinity') >= $2) as yes", DB_TEXT(code), DB_DAY(m->today));

	if (e == OK && !row_bool(r, "yes")) {
		move_problem(m, "withdraw_reason", "unknown", NULL);
		e = ERR_INPUT;
	}
	return e;
}

static enum err
take_back(struct move *m, const struct disclosure_item *it, const char *code, const char *reason)
{
	enum err e;

	if (strcmp(m->tr.publish_state, "published") != 0 || !it->revoked)
		return refuse(m, "", "withdraw_not_due");
	if (str_empty(reason)) {
		move_problem(m, "reason", "required", NULL);
		return ERR_INPUT;
	}
	e = known_code(m, code);
	if (e == OK)
		e = disclosure_withdraw(m->a, m->db, it, code, reason, m->now);
	if (e == OK)
		move_note(m, "code", json_string(code));
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set publish_state = 'withdrawn' where id = $1",
		    DB_I64(m->tr.id));
	if (e == OK)
		e = move_clock_close(m, "withdraw.term", "met");
	return e == OK ? event(m, it, "disclosure.withdrawn", it->sha256) : e;
}

/* The step: nothing of the text is in it; reasons are sealed. */
static enum err
step(struct move *m, struct publishing *d)
{
	static const char *const kinds[] = { "redaction.confirmed", "publish", "withhold", "withdraw" };
	char text[REF_TEXT_SIZE];
	json_t *payload = m->payload != NULL ? m->payload : json_object(), *reason;
	enum err e;

	ref_text(d->track, text);
	json_object_set_new(payload, "track", json_string(text));
	e = record_side(m->a, m->db, m->cf.chain_id, str_empty(d->reason) ? NULL : d->reason, &reason);
	if (e != OK)
		return e;
	json_object_set_new(payload, "reason", reason);
	e = move_for(m, DUTY_PUBLISHER, payload);
	if (e == OK)
		e = move_step(m, kinds[d->what], payload);
	json_decref(payload);
	return e;
}

static enum err
publish_fn(struct arena *a, struct db *db, void *ctx)
{
	struct publishing *d = ctx;
	struct move *m = ARENA_NEW(a, struct move);
	struct disclosure_item it;
	char text[REF_TEXT_SIZE];
	enum err e;

	*m = (struct move){ .a = a, .db = db, .act = d->act, .p = d->p };
	problems_init(d->p, d->p->arena);
	e = begin(m, d, &it);
	if (e != OK)
		return e;
	if (d->what == PUBLISH_SPANS)
		e = say_spans(m, d, &it);
	else if (d->what == PUBLISH_OUT)
		e = put_out(m, &it);
	else if (d->what == PUBLISH_WITHHOLD)
		e = keep_back(m, &it, d->reason);
	else
		e = take_back(m, &it, d->code, d->reason);
	if (e == OK)
		e = step(m, d);
	if (e == OK)
		e = move_update_state(m);
	if (e == OK)
		e = move_tasks(m);
	if (e != OK)
		return e;
	ref_text(d->track, text);
	db_answer(db, arena_printf(a, "/desk/disclosure/%s", text));
	return OK;
}

static enum err
run(struct arena *a, struct db *db, struct publishing *d, const char **answer)
{
	struct act keyed = *d->act;
	char text[REF_TEXT_SIZE];
	int i;

	ref_text(d->track, text);
	if (keyed.key != NULL) {
		const char *body = arena_printf(a, "publish %d %s %s %s", (int)d->what, text, d->code != NULL ? d->code : "",
		    d->reason != NULL ? d->reason : "");

		for (i = 0; i < d->word_n; i++)
			body = arena_printf(a, "%s %lld=%d %s", body, (long long)d->word[i].span, d->word[i].redact,
			    d->word[i].text != NULL ? d->word[i].text : "");
		keyed.body = body;
	}
	return db_tx_run(a, db, &keyed, publish_fn, d, answer);
}

enum err
caseflow_spans(struct arena *a, struct db *db, const struct act *act, struct ref track,
    const struct caseflow_span_word *w, int n, struct problems *p, const char **answer)
{
	struct publishing d = { .act = act, .track = track, .what = PUBLISH_SPANS, .word = w, .word_n = n, .p = p };

	return run(a, db, &d, answer);
}

enum err
caseflow_publish(struct arena *a, struct db *db, const struct act *act, struct ref track,
    struct problems *p, const char **answer)
{
	struct publishing d = { .act = act, .track = track, .what = PUBLISH_OUT, .p = p };

	return run(a, db, &d, answer);
}

enum err
caseflow_withhold(struct arena *a, struct db *db, const struct act *act, struct ref track,
    const char *reason, struct problems *p, const char **answer)
{
	struct publishing d = { .act = act, .track = track, .what = PUBLISH_WITHHOLD, .reason = reason, .p = p };

	return run(a, db, &d, answer);
}

enum err
caseflow_withdraw(struct arena *a, struct db *db, const struct act *act, struct ref track,
    const char *code, const char *reason, struct problems *p, const char **answer)
{
	struct publishing d = { .act = act, .track = track, .what = PUBLISH_WITHDRAW, .code = code, .reason = reason, .p = p };

	return run(a, db, &d, answer);
}
