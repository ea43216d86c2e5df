/* acts.c - what is done with a request; when and by whom: the rows of procedure.csv. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/law/law.h"
#include "lib/source/priv.h"

#define WORDS_MAX 2000

/* ---- sorted: what is asked for, about whom */

static const struct field sort_fields[] = {
	{ .name = "sort", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "request_sort" },
	{ .name = "subject_name", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 2, .max = 150 },
	{ 0 }
};

/* Codes of the day; how a mediation ended by the rules of the day it was received.  Of sorts a complaint about
 * enforcement stays one and nothing else becomes one: it would be another agency's. */
enum err
request_codes(struct act_move *m, const char *field, const char *kind)
{
	bool about = str_eq(request_of(m)->sort, "enforcement");
	struct law_code *codes;
	int i, n;
	int32_t day = str_eq(kind, "mediation_end") ? time_day(request_of(m)->received_at) : m->today;
	enum err e = law_codes(m->a, m->db, kind, day, &codes, &n);

	for (i = 0; e == OK && i < n; i++)
		if (!str_eq(field, "sort") || str_eq(codes[i].code, "enforcement") == about)
			input_option(m->in, field, codes[i].code, codes[i].name_zh, codes[i].name_en);
	return e;
}

static enum err
sort_prepare(struct act_move *m)
{
	const struct source_request *q = request_of(m);

	input_default(m->in, "sort", q->sort);
	if (*q->subject_name != '\0')
		input_default(m->in, "subject_name", q->subject_name);
	return request_codes(m, "sort", "request_sort");
}

static enum err
sort_it(struct act_move *m)
{
	struct source_request *q = request_of(m);

	q->sort = input_text(m->in, "sort");
	q->subject_name = input_text(m->in, "subject_name");
	return DB_EXEC(m->a, m->db, "update xz.source_request set sort = $2, subject_name = $3 where id = $1",
	    DB_I64(q->id), DB_TEXT(q->sort), DB_TEXT(q->subject_name));
}

/* ---- forwarded to who is competent, sent back by who is not (令121 41: never onward by themselves) */

static const struct field forward_fields[] = {
	{ .name = "agency", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_SELECT },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = WORDS_MAX },
	{ 0 }
};
static const struct field send_back_fields[] = {
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = WORDS_MAX },
	{ 0 }
};

/* Other agencies that have somebody to take it; never the one it is about. */
static enum err
forward_prepare(struct act_move *m)
{
	const struct source_request *q = request_of(m);
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select g.ref, g.name, coalesce(nullif(g.name_en, ''), g.name) as name_en"
	    " from xz.people_agency g where g.active and g.id <> $1 and g.id is distinct from"
	    " (select x.about_id from xz.source_request x where x.id = $2)"
	    " and exists (select from xz.people_account a where a.agency_id = g.id and a.active"
	    " and xz.people_duties(a.id) & $3::int <> 0) order by g.code limit 500", DB_I64(q->agency), DB_I64(q->id),
	    DB_I64(people_duty_bit(request_duty(q))));

	for (i = 0; e == OK && i < db_count(rows); i++)
		input_option_ref(m->in, "agency", row_ref(db_at(rows, i), "ref"), row_text(db_at(rows, i), "name"),
		    row_text(db_at(rows, i), "name_en"));
	return e;
}

/* With another agency its days begin anew.  Last of the act: from then on it is not the actor's to write. */
static enum err
hand_over(struct act_move *m, int64_t to, bool back)
{
	struct source_request *q = request_of(m);
	enum err e = DB_EXEC(m->a, m->db, "update xz.source_request set from_agency_id = agency_id, came_back = $4,"
	    " agency_id = $2, arrived_at = $3, returned = returned"
	    " + case when $4 then 1 else 0 end where id = $1", DB_I64(q->id), DB_I64(to),
	    DB_TIME(m->now), DB_BOOL(back));

	q->agency = to;
	q->arrived_at = m->now;
	return e;
}

static enum err
forward(struct act_move *m)
{
	struct ref ref;
	struct db_row r;
	enum err e;

	if (!input_ref(m->in, "agency", &ref))
		return err_set(ERR_INPUT, "no agency");
	e = DB_ONE(m->a, m->db, &r, "select id from xz.people_agency where ref = $1", DB_REF(ref));
	return e == OK ? hand_over(m, row_i64(r, "id"), false) : e;
}

static enum err
send_back(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select from_agency_id as id from xz.source_request where id = $1",
	    DB_I64(request_of(m)->id));

	return e == OK ? hand_over(m, row_i64(r, "id"), true) : e;
}

/* ---- taken on, or not; told */

static const struct field accept_fields[] = {
	{ .name = "note", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};
static const struct field reject_fields[] = {
	{ .name = "ground", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_WIDE, .codes = "reject_ground" },
	{ .name = "answer", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = WORDS_MAX },
	{ 0 }
};
static const struct field answer_fields[] = {
	{ .name = "answer", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = WORDS_MAX },
	{ 0 }
};

static enum err
reject_prepare(struct act_move *m)
{
	return request_codes(m, "ground", "reject_ground");
}

static enum err
told(struct act_move *m)
{
	return DB_EXEC(m->a, m->db, "update xz.source_request set answer = $2 where id = $1", DB_I64(request_of(m)->id),
	    DB_TEXT(input_text(m->in, "answer")));
}

static enum err
reject(struct act_move *m)
{
	return DB_EXEC(m->a, m->db, "update xz.source_request set answer = $2, ground = $3 where id = $1",
	    DB_I64(request_of(m)->id), DB_TEXT(input_text(m->in, "answer")), DB_TEXT(input_text(m->in, "ground")));
}

/* ---- a mediation ended: by agreement or without (令121 23, 24; before 2026-04-15 令20 20, 21) */

static const struct field conclude_fields[] = {
	{ .name = "outcome", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_WIDE, .codes = "mediation_end" },
	{ .name = "answer", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = WORDS_MAX },
	{ 0 }
};

static enum err
conclude_prepare(struct act_move *m)
{
	return request_codes(m, "outcome", "mediation_end");
}

static enum err
conclude(struct act_move *m)
{
	return DB_EXEC(m->a, m->db, "update xz.source_request set answer = $2, outcome = $3 where id = $1",
	    DB_I64(request_of(m)->id), DB_TEXT(input_text(m->in, "answer")), DB_TEXT(input_text(m->in, "outcome")));
}

/* ---- looked into: it became a clue */

static enum err
becomes(struct act_move *m)
{
	const struct request_clue *x = m->with;
	enum err e = DB_EXEC(m->a, m->db, "insert into xz.source_message_clue (message_id, case_id)"
	    " select q.message_id, $2 from xz.source_request q where q.id = $1", DB_I64(request_of(m)->id),
	    DB_I64(x->case_id));

	act_note(m, "clue_number", json_string(x->number));
	return e == OK ? DB_EXEC(m->a, m->db, "update xz.source_request set clue_id = $2 where id = $1",
	    DB_I64(request_of(m)->id), DB_I64(x->case_id)) : e;
}

const struct act_step request_steps[] = {
	{ .code = "sort", .fields = sort_fields, .prepare = sort_prepare, .effect = sort_it },
	{ .code = "forward", .fields = forward_fields, .prepare = forward_prepare, .after = forward },
	{ .code = "send_back", .fields = send_back_fields, .after = send_back },
	{ .code = "accept", .fields = accept_fields },
	{ .code = "reject", .fields = reject_fields, .prepare = reject_prepare, .effect = reject },
	{ .code = "answer", .fields = answer_fields, .effect = told },
	{ .code = "conclude", .fields = conclude_fields, .prepare = conclude_prepare, .effect = conclude },
	{ .code = "clue", .effect = becomes },
	{ .code = NULL },
};

/* ---- guards */

static enum err
was_forwarded(struct act_move *m, bool *holds)
{
	*holds = request_of(m)->forwarded;
	return OK;
}

/* Who got it by forwarding sends it back and never onward (令121 41). */
static enum err
at_first_hand(struct act_move *m, bool *holds)
{
	*holds = !request_of(m)->forwarded;
	return OK;
}

/* What can turn out to be an offence. */
static enum err
may_be_offence(struct act_move *m, bool *holds)
{
	*holds = !request_of(m)->has_clue && (str_eq(request_of(m)->sort, "report") ||
	    str_eq(request_of(m)->sort, "complaint"));
	return OK;
}

/* Whoever complains is told by themselves whether it is taken on, and how it ended (令121 15, 23). */
static enum err
may_follow(struct act_move *m, bool *holds)
{
	*holds = !str_eq(request_of(m)->sort, "complaint");
	return OK;
}

/* A consumer's complaint, where the field has mediation. */
static enum err
is_mediated(struct act_move *m, bool *holds)
{
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "request", request_of(m)->id, "source.mediate", &clock);

	*holds = e == OK;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
is_bound(struct act_move *m, bool *holds)
{
	*holds = request_of(m)->bound;
	return OK;
}

const struct act_guard request_guards[] = {
	{ .name = "was_forwarded", .test = was_forwarded, .when = true },
	{ .name = "at_first_hand", .test = at_first_hand, .when = true },
	{ .name = "may_be_offence", .test = may_be_offence, .when = true },
	{ .name = "may_follow", .test = may_follow, .when = true },
	{ .name = "is_mediated", .test = is_mediated, .when = true },
	{ .name = "is_bound", .test = is_bound, .when = true },
	{ .name = NULL },
};
