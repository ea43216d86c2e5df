/* publication.c - see publication.h. */
#include "lib/caseflow/publication.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/case_priv.h"
#include "lib/disclosure/disclosure.h"
#include "lib/record/record.h"

/* act_move.with of the publisher's acts. */
struct publishing {
	const struct caseflow_span_word *word;
	int word_n;
	const char *reason, *code;
};

static const struct publishing *
given(const struct act_move *m)
{
	return m->with;
}

static enum err
new_spans(struct act_move *m, const struct disclosure_item *it, const struct caseflow_span_word *w)
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
		act_problem(m, "new_text", "not_in_text", w->text);
	return e;
}

static const struct disclosure_span *
span_of(const struct disclosure_item *it, int64_t id)
{
	int i;

	for (i = 0; i < it->span_n; i++)
		if (it->span[i].id == id)
			return &it->span[i];
	return NULL;
}

/* A punished citizen's name is published where the rule of the field says so, a minor's never. */
static bool
must_be_masked(const struct disclosure_item *it, const struct disclosure_span *s)
{
	return it->natural_person && !it->name_shown && str_eq(s->text, it->party_name);
}

static enum err
say_spans(struct act_move *m, const struct disclosure_item *it)
{
	const struct publishing *d = given(m);
	enum err e = OK;
	int i;

	if (strcmp(it->state, "draft") != 0)
		return act_refuse(m, ERR_STATE, "", "publish_closed", NULL);
	for (i = 0; e == OK && i < d->word_n; i++) {
		const struct caseflow_span_word *w = &d->word[i];

		if (w->span == 0 && !str_empty(w->text) && !str_empty(w->field))
			e = new_spans(m, it, w);
		else if (span_of(it, w->span) != NULL && !w->redact && must_be_masked(it, span_of(it, w->span)))
			e = act_refuse(m, ERR_STATE, "", "name_masked", NULL);
		else if (span_of(it, w->span) != NULL)
			e = disclosure_span_decide(m->a, m->db, w->span, w->redact, m->actor.account);
	}
	if (e == OK && m->p->n > 0)
		e = err_set(ERR_INPUT, "a new span is not in the text");
	return e;
}

/* With its service the party is told that it will be public, and what is public is what was served
 * (市场监督管理行政处罚信息公示规定 7, 8). */
static enum err
served(struct act_move *m, const struct disclosure_item *it)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select served_on is not null as yes from xz.caseflow_decision"
	    " where id = $1", DB_I64(it->decision));

	return e == OK && !row_bool(r, "yes") ? act_refuse(m, ERR_STATE, "", "publish_unserved", NULL) : e;
}

static enum err
put_out(struct act_move *m, const struct disclosure_item *it)
{
	bool anew = strcmp(track_of(m)->publish_state, "published") == 0;
	const char *sha = NULL;
	enum err e;

	if ((!anew && strcmp(track_of(m)->publish_state, "open") != 0) || strcmp(it->state, "draft") != 0 ||
	    it->revoked)
		return act_refuse(m, ERR_STATE, "", "publish_closed", NULL);
	e = served(m, it);
	if (e == OK)
		e = disclosure_publish(m->a, m->db, it, m->actor.account, m->now, &sha);
	if (e == ERR_STATE && m->p->n == 0)
		return act_refuse(m, ERR_STATE, "", "span_undecided", NULL);
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set publish_state = 'published' where id = $1",
		    DB_I64(track_of(m)->id));
	if (e == OK)
		e = case_clock_close(m, anew ? "withdraw.term" : "publish.penalty", "met");
	if (e == OK)
		e = act_log(m, it->version > 1 ? "disclosure.corrected" : "disclosure.published", sha, "decision",
		    it->decision_ref);
	act_note(m, "sha256", json_string(sha != NULL ? sha : ""));
	return e;
}

static enum err
keep_back(struct act_move *m, const struct disclosure_item *it)
{
	const char *reason = given(m)->reason;
	enum err e;

	if (strcmp(track_of(m)->publish_state, "open") != 0)
		return act_refuse(m, ERR_STATE, "", "publish_closed", NULL);
	if (str_empty(reason))
		return act_refuse(m, ERR_INPUT, "reason", "required", NULL);
	e = disclosure_withhold(m->a, m->db, it->id, reason, m->actor.account);
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set publish_state = 'withheld' where id = $1",
		    DB_I64(track_of(m)->id));
	return e == OK ? case_clock_close(m, "publish.penalty", "met") : e;
}

static enum err
known_code(struct act_move *m, const char *code)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.law_code where kind = 'withdraw_reason' and code = $1 and valid_from <= $2"
	    " and coalesce(valid_to, 'infinity') >= $2) as yes", DB_TEXT(code), DB_DAY(m->today));

	return e == OK && !row_bool(r, "yes") ? act_refuse(m, ERR_INPUT, "withdraw_reason", "unknown", NULL) : e;
}

static enum err
take_back(struct act_move *m, const struct disclosure_item *it)
{
	const char *code = given(m)->code, *reason = given(m)->reason;
	int64_t clock;
	enum err e;

	if (strcmp(track_of(m)->publish_state, "published") != 0 || !it->shown.overtaken)
		return act_refuse(m, ERR_STATE, "", "withdraw_not_due", NULL);
	if (str_empty(reason))
		return act_refuse(m, ERR_INPUT, "reason", "required", NULL);
	e = known_code(m, code);
	if (e == OK)
		e = disclosure_withdraw(m->a, m->db, it, code, reason, m->now);
	if (e == OK)
		act_note(m, "code", json_string(code));
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set publish_state = $2 where id = $1",
		    DB_I64(track_of(m)->id), DB_TEXT(strcmp(it->state, "draft") == 0 ? "open" : "withdrawn"));
	if (e == OK)
		e = case_clock_close(m, "withdraw.term", "met");
	if (e == OK && strcmp(it->state, "draft") == 0)	/* what stands now is still to be published */
		e = case_clock_open(m, "publish.penalty", m->today, &clock);
	return e == OK ? act_log(m, "disclosure.withdrawn", it->shown.sha256, "decision", it->decision_ref) : e;
}

/* The reason, sealed; nothing of the published text is in the step. */
static enum err
note_reason(struct act_move *m)
{
	const char *reason = given(m)->reason;
	json_t *side = NULL;
	enum err e = record_side(m->a, m->db, case_of(m)->chain_id, str_empty(reason) ? NULL : reason, &side);

	if (e == OK)
		act_note(m, "reason", side);
	return e;
}

/* The item as it is under the case's lock, then what is done to it. */
static enum err
on_item(struct act_move *m, enum err (*does)(struct act_move *m, const struct disclosure_item *it))
{
	struct disclosure_item it;
	enum err e = disclosure_get(m->a, m->db, track_of(m)->ref, &it);

	if (e == OK)
		e = does(m, &it);
	return e == OK ? note_reason(m) : e;
}

static enum err
spans_effect(struct act_move *m)
{
	return on_item(m, say_spans);
}

static enum err
publish_effect(struct act_move *m)
{
	return on_item(m, put_out);
}

static enum err
withhold_effect(struct act_move *m)
{
	return on_item(m, keep_back);
}

static enum err
withdraw_effect(struct act_move *m)
{
	return on_item(m, take_back);
}

/* The numbers stand in stored keys (body_of): they stay. */
enum publish_act { CONFIRM = 0, PUBLISH = 1, WITHHOLD = 2, WITHDRAW = 3 };

const struct act_step caseflow_publish_steps[] = {
	[CONFIRM] = { .code = "redaction.confirmed", .effect = spans_effect },
	[PUBLISH] = { .code = "publish", .effect = publish_effect },
	[WITHHOLD] = { .code = "withhold", .effect = withhold_effect },
	[WITHDRAW] = { .code = "withdraw", .effect = withdraw_effect },
	{ .code = NULL },
};

/* What makes the same key the same act: all that was said. */
static const char *
body_of(struct arena *a, enum publish_act what, struct ref track, const struct publishing *d)
{
	char text[REF_TEXT_SIZE];
	struct str s;
	int i;

	ref_text(track, text);
	str_init(&s, a);
	str_printf(&s, "publish %d %s %s %s", (int)what, text, d->code != NULL ? d->code : "",
	    d->reason != NULL ? d->reason : "");
	for (i = 0; i < d->word_n; i++)
		str_printf(&s, " %lld=%d %s", (long long)d->word[i].span, d->word[i].redact,
		    d->word[i].text != NULL ? d->word[i].text : "");
	return s.s;
}

static enum err
run(struct arena *a, struct db *db, const struct act *act, struct ref track, enum publish_act what,
    struct publishing *d, struct problems *p, const char **answer)
{
	struct disclosure_item it;
	enum err e = disclosure_get(a, db, track, &it);
	struct act_request q = { .kind = &caseflow_kind, .version = ACT_ANY_VERSION, .with = d,
	    .body = body_of(a, what, track, d) };

	if (e != OK)
		return e;
	q.key = (struct act_key){ .ref = it.case_ref, .part = track,
	    .action = caseflow_publish_steps[what].code };
	return act_do(a, db, act, &q, p, answer);
}

enum err
caseflow_spans(struct arena *a, struct db *db, const struct act *act, struct ref track,
    const struct caseflow_span_word *w, int n, struct problems *p, const char **answer)
{
	return run(a, db, act, track, CONFIRM, &(struct publishing){ .word = w, .word_n = n }, p, answer);
}

enum err
caseflow_publish(struct arena *a, struct db *db, const struct act *act, struct ref track,
    struct problems *p, const char **answer)
{
	return run(a, db, act, track, PUBLISH, &(struct publishing){ .code = NULL }, p, answer);
}

enum err
caseflow_withhold(struct arena *a, struct db *db, const struct act *act, struct ref track,
    const char *reason, struct problems *p, const char **answer)
{
	return run(a, db, act, track, WITHHOLD, &(struct publishing){ .reason = reason }, p, answer);
}

enum err
caseflow_withdraw(struct arena *a, struct db *db, const struct act *act, struct ref track,
    const char *code, const char *reason, struct problems *p, const char **answer)
{
	return run(a, db, act, track, WITHDRAW, &(struct publishing){ .code = code, .reason = reason }, p, answer);
}
