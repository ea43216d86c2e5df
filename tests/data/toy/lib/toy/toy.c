/* toy.c - see toy.h: a toy as the subject of acts, its one act, the lists of pages. */
#include "lib/toy/toy.h"

#include "lib/act/act.h"
#include "lib/base/arena.h"
#include "lib/calendar/calendar.h"
#include "lib/law/law.h"
#include "lib/record/record.h"

#define SUBJECT "toy"
#define PROCEDURE "toy"
#define VERSION 1

struct toy {
	struct act_subject is;
	const char *name, *colour;
};

static struct toy *
toy_of(const struct act_move *m)
{
	return m->own;
}

/* ---- its one act */

static const struct field make_fields[] = {
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 40 },
	{ .name = "colour", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "toy_colour" },
	{ 0 }
};

static enum err
offer_colours(struct act_move *m)
{
	struct law_code *code;
	int i, n;
	enum err e = law_codes(m->a, m->db, "toy_colour", m->today, &code, &n);

	for (i = 0; e == OK && i < n; i++)
		input_option(m->in, "colour", code[i].code, code[i].name_zh, code[i].name_en);
	return e;
}

static enum err
put(struct act_move *m)
{
	struct toy *t = toy_of(m);
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select xz.new_ref() as ref");

	t->name = input_text(m->in, "name");
	t->colour = input_text(m->in, "colour");
	if (e != OK)
		return e;
	t->is.ref = row_ref(r, "ref");
	e = record_chain_open(m->a, m->db, t->is.ref, SUBJECT, m->now, &t->is.chain);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "insert into xz.toy (ref, agency_id, unit_id, made_by, made_at, name, colour, chain_id, state)"
		    " values ($1, $2, $3, $4, $5, $6, $7, $8, 'made') returning id", DB_REF(t->is.ref),
		    DB_I64(m->actor.agency), DB_ID(m->actor.unit), DB_I64(m->actor.account), DB_TIME(m->now),
		    DB_TEXT(t->name), DB_TEXT(t->colour), DB_I64(t->is.chain));
	if (e != OK)
		return e;
	t->is.id = row_i64(r, "id");
	act_note(m, "colour", json_string(t->colour));
	return OK;
}

static const struct act_step toy_steps[] = {
	{ .code = "make", .fields = make_fields, .prepare = offer_colours, .effect = put },
	{ .code = NULL },
};

/* ---- the subject */

static const struct act_step *const steps[] = { toy_steps, NULL };
static const struct act_guard guards[] = { { .name = NULL } };

/* Only new ones are acted on: nothing is read or locked. */
static enum err
load(struct act_move *m, bool lock)
{
	(void)lock;
	if (!m->is_new)
		return err_set(ERR_NOT_FOUND, "no such act");
	toy_of(m)->is = (struct act_subject){ .agency = m->actor.agency, .unit = m->actor.unit, .state = "-" };
	return act_transition_find(m->a, m->db, PROCEDURE, VERSION, m->key->action, &m->t);
}

static struct act_subject
now(const struct act_move *m)
{
	return toy_of(m)->is;
}

static enum err
may(struct act_move *m, bool *yes)
{
	*yes = m->by == ACT_PERSON && m->actor.agency != 0 && (m->actor.duties & m->t->duty) != 0;
	return OK;
}

static enum err
save(struct act_move *m)
{
	toy_of(m)->is.state = m->to;
	return DB_EXEC(m->a, m->db, "update xz.toy set state = $2, version = version + 1 where id = $1",
	    DB_I64(toy_of(m)->is.id), DB_TEXT(m->to));
}

static enum err
paper(struct act_move *m, json_t **data)
{
	char day[DAY_TEXT_SIZE];
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select name from xz.people_agency where id = $1",
	    DB_I64(m->actor.agency));

	if (e != OK)
		return e;
	day_text(m->today, day);
	*data = json_pack("{s:s,s:s,s:o}", "agency", row_text(r, "name"), "date", day, "input", act_shown(m->a, m->in));
	return OK;
}

static enum err
clock_open(struct act_move *m, const char *rule, int32_t day)
{
	const struct toy *t = toy_of(m);
	int64_t clock;

	return act_clock_start(m, &(struct clock_new){ .subject_kind = SUBJECT, .subject_id = t->is.id,
	    .subject_ref = t->is.ref, .agency = t->is.agency, .unit = t->is.unit, .duty = "officer",
	    .account = m->actor.account, .rule = rule, .start_at = m->occurred, .basis_day = day }, &clock);
}

static enum err
wanted(struct act_move *m, struct act_work *w)
{
	act_want(w, (struct act_wanted){ .kind = "toy_wind", .duty = "officer", .unit = toy_of(m)->is.unit,
	    .account = m->actor.account });
	return OK;
}

static enum err
task_clocks(struct act_move *m, struct act_wanted *w, size_t n)
{
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < n; i++)
		e = calendar_clock_find(m->a, m->db, SUBJECT, toy_of(m)->is.id, "toy.wind", &w[i].clock);
	return e;
}

static const struct act_kind toy_kind = {
	.subject = SUBJECT, .steps = steps, .guards = guards, .prefix = "toy.", .noted_only = true,
	.own_size = sizeof(struct toy), .load = load, .now = now, .may = may, .save = save, .paper = paper,
	.clock_open = clock_open, .wanted = wanted, .task_clocks = task_clocks,
};

/* ---- for pages */

enum err
toy_form(struct arena *a, struct db *db, int64_t account, struct input **out)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE };
	struct act_key key = { .procedure = PROCEDURE, .action = "make" };
	struct act_move *m;
	enum err e = act_form(a, db, &act, &toy_kind, &key, &m);

	if (e == ERR_DENIED)
		return err_set(ERR_NOT_FOUND, "not theirs to make");
	if (e == OK)
		*out = m->in;
	return e;
}

enum err
toy_make(struct arena *a, struct db *db, const struct act *act, struct input *in, struct problems *p,
    const char **answer)
{
	struct act_request q = { .kind = &toy_kind, .key = { .procedure = PROCEDURE, .action = "make" }, .in = in,
	    .version = ACT_ANY_VERSION, .body = arena_printf(a, "toy make %s", input_to_json(a, in)) };

	return act_do(a, db, act, &q, p, answer);
}

enum err
toy_list(struct arena *a, struct db *db, struct ref ref, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select t.ref, t.name, c.name_zh as colour_zh, c.name_en as colour_en, t.made_at,"
	    " d.ref as document from xz.toy t join xz.law_code c on c.kind = 'toy_colour' and c.code = t.colour"
	    " left join xz.record_document d on d.subject_kind = 'toy' and d.subject_id = t.id"
	    " where $1::uuid is null or t.ref = $1 order by t.id desc limit 50", DB_REF_OR_NULL(ref));
}
