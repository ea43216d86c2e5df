/* letter.c - what an agency is asked for by a day (监督通知书, 督办函, 意见书, the government's 决定书), its answer,
 * its objection; the proposal to the government. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/supervise/priv.h"

#define DUE_MAX 366	/* days from today: a typed day further off is a slip of the pen */

#define TEXT(n, f) { .name = n, .type = FIELD_TEXT, .flags = FIELD_WIDE | (f), .min = 5, .max = SUPERVISE_WORDS }
#define DUE { .name = "due", .type = FIELD_DAY, .flags = FIELD_REQUIRED }

static const struct field inquire_fields[] = { TEXT("demand", FIELD_REQUIRED), DUE, { 0 } };
static const struct field urge_fields[] = {
	{ .name = "duty", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 4, .max = 200 },
	TEXT("demand", FIELD_REQUIRED), DUE, { 0 }
};
static const struct field advise_fields[] = {
	TEXT("faults", FIELD_REQUIRED | FIELD_PERSONAL),
	{ .name = "basis", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 4, .max = 200 },
	TEXT("demand", FIELD_REQUIRED), DUE, { 0 }
};
static const struct field decide_fields[] = {
	{ .name = "decision", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_SELECT,
	    .codes = "supervise_decision" },
	{ .name = "number", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 60 },
	{ .name = "decided_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	TEXT("demand", FIELD_REQUIRED), DUE, { 0 }
};

static enum err
check_due(struct act_move *m)
{
	int32_t due = input_day(m->in, "due");

	if (!matter_of(m)->about_active)
		act_problem(m, "", "supervise_gone", NULL);
	if (due != DAY_NONE && due <= m->today)
		act_problem(m, "due", "supervise_due", NULL);
	else if (due != DAY_NONE && due > m->today + DUE_MAX)
		act_problem(m, "due", "supervise_far", NULL);
	return OK;
}

/* Another letter takes the place of the one that waits. */
static enum err
void_open(struct act_move *m)
{
	return DB_EXEC(m->a, m->db,
	    "update xz.supervise_letter set state = 'void' where matter_id = $1 and state = 'open'",
	    DB_I64(matter_of(m)->id));
}

static enum err
send(struct act_move *m)
{
	char day[DAY_TEXT_SIZE];

	day_text(input_day(m->in, "due"), day);
	act_note(m, "due", json_string(day));
	matter_of(m)->due_on = input_day(m->in, "due");
	return void_open(m);
}

static enum err
put_letter(struct act_move *m, const char *kind, const char *number, int32_t issued_on)
{
	struct ref demand;
	enum err e = supervise_side(m, "demand", &demand);

	return e == OK ? DB_EXEC(m->a, m->db,
	    "insert into xz.supervise_letter (matter_id, about_id, n, kind, number, document_id, issued_on, due_on,"
	    " demand_ref) select $1, $2, 1 + count(*), $3, $4, $5, $6, $7, $8 from xz.supervise_letter l"
	    " where l.matter_id = $1", DB_I64(matter_of(m)->id), DB_I64(matter_of(m)->about), DB_TEXT(kind),
	    DB_TEXT(number), DB_ID(m->document_id), DB_DAY(issued_on), DB_DAY(matter_of(m)->due_on),
	    DB_REF(demand)) : e;
}

/* Once its paper has a number. */
static enum err
sent(struct act_move *m)
{
	const char *kind = str_eq(m->t->action, "inquire") ? "notice" : m->t->action;

	return put_letter(m, kind, m->document_number, m->today);
}

static enum err
decide(struct act_move *m)
{
	enum err e = send(m);

	act_note(m, "decision", json_string(input_text(m->in, "decision")));
	act_note(m, "number", json_string(input_text(m->in, "number")));
	return e == OK ? put_letter(m, "decision", input_text(m->in, "number"), input_day(m->in, "decided_on")) : e;
}

/* ---- the agency answers */

static const struct field answer_fields[] = { TEXT("answer", FIELD_REQUIRED | FIELD_PERSONAL), { 0 } };
static const struct field report_fields[] = {
	{ .name = "done_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	TEXT("answer", FIELD_REQUIRED | FIELD_PERSONAL), { 0 }
};

static enum err
answer(struct act_move *m)
{
	struct ref side;
	enum err e = supervise_side(m, "answer", &side);

	matter_of(m)->due_on = DAY_NONE;
	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.supervise_letter set state = 'answered', answer_ref = $2, answered_at = $3, answered_by = $4"
	    " where matter_id = $1 and state = 'open'", DB_I64(matter_of(m)->id), DB_REF(side), DB_TIME(m->now),
	    DB_I64(m->actor.account)) : e;
}

/* ---- the agency objects (条例 30): the letter holds meanwhile */

static const struct field object_fields[] = { TEXT("words", FIELD_REQUIRED), { 0 } };
static const struct field objection_fields[] = {
	{ .name = "verdict", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "supervise_verdict" },
	TEXT("words", FIELD_REQUIRED), { 0 }
};

static enum err
object(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.supervise_matter set objected_at = $2 where id = $1",
	    DB_I64(matter_of(m)->id), DB_TIME(m->now));

	matter_of(m)->objected_at = m->now;
	return e == OK ? supervise_say(m, "words") : e;
}

/* Upheld, nothing is asked of the agency any more; the supervisors go on from where it was opened. */
static enum err
answer_objection(struct act_move *m)
{
	bool upheld = str_eq(input_text(m->in, "verdict"), "upheld");
	enum err e = DB_EXEC(m->a, m->db, "update xz.supervise_matter set objected_at = null where id = $1",
	    DB_I64(matter_of(m)->id));

	matter_of(m)->objected_at = TIME_NONE;
	act_note(m, "verdict", json_string(input_text(m->in, "verdict")));
	if (upheld && !str_eq(matter_of(m)->state, "suspended")) {
		m->to = "opened";
		matter_of(m)->due_on = DAY_NONE;
		if (e == OK)
			e = void_open(m);
		if (e == OK)
			e = m->kind->clock_close(m, SUPERVISE_TERM);
	}
	return e == OK ? supervise_say(m, "words") : e;
}

/* ---- to the government (条例 29) */

static const struct field propose_fields[] = {
	{ .name = "reason", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "supervise_reason" },
	{ .name = "decision", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_SELECT,
	    .codes = "supervise_decision" },
	TEXT("words", FIELD_REQUIRED), { 0 }
};

/* Not followed: no report by the day, or checked and not corrected. */
static enum err
check_reason(struct act_move *m)
{
	const struct supervise_matter *x = matter_of(m);
	bool late = x->due_on != DAY_NONE && x->due_on < m->today;
	bool found = str_eq(x->state, "checked") && x->checked && !x->corrected;

	if (str_eq(input_text(m->in, "reason"), "not_followed") && !late && !found)
		act_problem(m, "reason", "supervise_followed", NULL);
	return OK;
}

static enum err
propose(struct act_move *m)
{
	enum err e = void_open(m);

	act_note(m, "reason", json_string(input_text(m->in, "reason")));
	act_note(m, "decision", json_string(input_text(m->in, "decision")));
	matter_of(m)->due_on = DAY_NONE;
	return e == OK ? supervise_say(m, "words") : e;
}

static const struct field decline_fields[] = { TEXT("words", FIELD_REQUIRED), { 0 } };

static enum err
decline(struct act_move *m)
{
	return supervise_say(m, "words");
}

const struct act_step supervise_letter_steps[] = {
	{ .code = "inquire", .fields = inquire_fields, .check = check_due, .effect = send, .after = sent },
	{ .code = "urge", .fields = urge_fields, .check = check_due, .effect = send, .after = sent },
	{ .code = "advise", .fields = advise_fields, .check = check_due, .effect = send, .after = sent },
	{ .code = "answer", .fields = answer_fields, .effect = answer },
	{ .code = "report", .fields = report_fields, .effect = answer },
	{ .code = "object", .fields = object_fields, .effect = object },
	{ .code = "answer_objection", .fields = objection_fields, .prepare = supervise_codes,
	    .effect = answer_objection },
	{ .code = "propose", .fields = propose_fields, .prepare = supervise_codes, .check = check_reason,
	    .effect = propose },
	{ .code = "decide", .fields = decide_fields, .prepare = supervise_codes, .check = check_due, .effect = decide },
	{ .code = "decline", .fields = decline_fields, .effect = decline },
	{ .code = NULL },
};
