/* opening.c - an inspection begins: of a plan line, for a reason, or to carry out the visit of a draw; what is checked,
 * by whom. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"
#include "lib/inspection/words.h"
#include "lib/record/record.h"
#include "lib/register/register.h"

#define WINDOW_DAYS_MAX 60

const struct field insp_open_fields[] = {
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "line", .type = FIELD_REF, .flags = FIELD_SELECT | FIELD_WIDE },
	{ .name = "source", .type = FIELD_CHOICE, .flags = FIELD_SELECT, .codes = "inspect_source" },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 1000 },
	{ .name = "items", .type = FIELD_REFS, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 1, .max = INSP_ITEMS_MAX },
	{ .name = "second", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_SELECT },
	{ .name = "from_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED },
	{ .name = "to_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED },
	{ .name = "emergency", .type = FIELD_TICK },
	{ .name = "surprise", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 500 },
	{ .name = "again", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 500 },
	{ 0 }
};

/* Officers of the agency with a certificate valid today: $1 agency, $2 day. */
#define CERTIFIED " from xz.people_account c join xz.people_principal p on p.id = c.id" \
    " join xz.people_officer f on f.id = c.officer_id and f.active and f.kind = 'formal'" \
    " join lateral xz.people_certificate_of(f.id, $2::date) t on true" \
    " where c.active and c.agency_id = $1 and exists (select from xz.people_duty d where d.account_id = c.id" \
    " and d.duty = 'officer'" \
    "   and d.revoked_at is null and d.from_day <= $2 and coalesce(d.until_day, 'infinity') >= $2)"

static enum err
offer_officers(struct act_move *m)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select p.ref, f.name, t.no" CERTIFIED " and c.id <> $3"
	    " order by (c.unit_id = $4) desc nulls last, f.name, c.id", DB_I64(m->actor.agency), DB_DAY(m->today),
	    DB_I64(m->actor.account), DB_ID(m->actor.unit));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const char *label = arena_printf(m->a, "%s %s", row_text(r, "name"), row_text(r, "no"));

		input_option_ref(m->in, "second", row_ref(r, "ref"), label, label);
	}
	return e;
}

/* Published items in force, the agency's own field first. */
static enum err
offer_items(struct act_move *m)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select i.ref, i.code, i.name, coalesce(nullif(i.name_en, ''), i.name) as name_en"
	    " from xz.law_check_item i left join xz.law_matter t on t.id = i.matter_id"
	    " join xz.people_agency g on g.id = $1"
	    " where i.published_on <= $2 and i.valid_from <= $2 and (i.valid_to is null or i.valid_to >= $2)"
	    " and i.mode = 'onsite'"
	    " and (i.agency_id is null or i.agency_id = $1) and (g.field = '' or t.id is null"
	    " or t.field = any (string_to_array(g.field, ';'))"
	    "   or i.id in (select x.item_id from xz.spotcheck_task_item x"
	    " join xz.spotcheck_visit v on v.task_id = x.task_id where v.id = $3))"
	    " order by i.code limit 300", DB_I64(m->actor.agency), DB_DAY(m->today), DB_ID(insp_of(m)->spot_visit));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		input_option_ref(m->in, "items", row_ref(r, "ref"),
		    arena_printf(m->a, "%s %s", row_text(r, "code"), row_text(r, "name")),
		    arena_printf(m->a, "%s %s", row_text(r, "code"), row_text(r, "name_en")));
	}
	return e;
}

static enum err
offer_lines(struct act_move *m)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select l.ref, p.year || ' · ' || l.title as title from xz.spotcheck_plan_line l"
	    " join xz.spotcheck_plan p on p.id = l.plan_id where p.agency_id = $1 and p.state = 'published'"
	    " order by p.year desc, p.id desc, l.n limit 100", DB_I64(m->actor.agency));

	for (i = 0; e == OK && i < db_count(rows); i++)
		input_option_ref(m->in, "line", row_ref(db_at(rows, i), "ref"),
		    row_text(db_at(rows, i), "title"), row_text(db_at(rows, i), "title"));
	return e;
}

static const struct insp_source *
source_of(const struct act_move *m)
{
	return m->key->source;
}

/* The draw's visit it carries out: of the actor's own, not yet recorded. */
static enum err
of_visit(struct act_move *m, struct ref *subject)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select v.id, s.ref, v.object_id from xz.spotcheck_visit v"
	    " join xz.spotcheck_pool p on p.task_id = v.task_id and p.object_id = v.object_id"
	    " join xz.register_subject s on s.id = p.subject_id join xz.spotcheck_visit_officer o on o.visit_id = v.id"
	    " and o.account_id = $2"
	    " where v.ref = $1 and v.state = 'open'", DB_REF(source_of(m)->visit), DB_I64(m->actor.account));

	if (e != OK)
		return e;
	*subject = row_ref(r, "ref");
	insp_of(m)->spot_visit = row_i64(r, "id");
	insp_of(m)->object = row_text(r, "object_id");
	return OK;
}

/* Whom it is about. */
static enum err
about(struct act_move *m)
{
	struct ref subject = source_of(m)->subject;
	struct register_subject s;
	enum err e = OK;

	if (!ref_zero(source_of(m)->visit))
		e = of_visit(m, &subject);
	if (e == OK)
		e = register_get(m->a, m->db, subject, &s);
	if (e != OK)
		return e;
	insp_of(m)->subject = s.id;
	insp_of(m)->subject_ref = s.ref;
	insp_of(m)->name = s.name;
	insp_of(m)->address = s.address;
	insp_of(m)->natural = s.natural_person;
	insp_of(m)->agency = m->actor.agency;
	insp_of(m)->unit = m->actor.unit;
	insp_of(m)->opened_by = m->actor.account;
	insp_of(m)->kind = insp_of(m)->spot_visit != 0 ? "random" : "routine";
	insp_of(m)->state = insp_of(m)->approval = "";
	if (insp_of(m)->object == NULL)
		insp_of(m)->object = *s.code != '\0' && !s.natural_person ? s.code : ref_text_in(m->a, s.ref);
	return OK;
}

enum err
insp_choices(struct act_move *m)
{
	static const struct {
		const char *code, *zh, *en;
	} kind[] = { { "routine", INSPECTION_ROUTINE }, { "case", INSPECTION_ON_CASE },
	    { "special", INSPECTION_SPECIAL } };
	size_t k;
	enum err e;

	if (insp_of(m)->spot_visit != 0) {
		input_option(m->in, "kind", "random", INSPECTION_RANDOM);
		input_default(m->in, "kind", "random");
	}
	for (k = 0; insp_of(m)->spot_visit == 0 && k < sizeof(kind) / sizeof(*kind); k++)
		input_option(m->in, "kind", kind[k].code, kind[k].zh, kind[k].en);
	e = offer_lines(m);
	if (e == OK)
		e = offer_items(m);
	if (e == OK)
		e = offer_officers(m);
	return e == OK ? insp_codes(m) : e;
}

enum err
insp_open_prepare(struct act_move *m)
{
	enum err e = about(m);

	return e == OK ? insp_choices(m) : e;
}

void
insp_window_check(struct act_move *m, int64_t from, int64_t to)
{
	if (from != TIME_NONE && to != TIME_NONE && (to <= from || to - from > WINDOW_DAYS_MAX * DAY_US || to < m->now))
		act_problem(m, "to_at", "inspect_window", NULL);
}

void
insp_begin_check(struct act_move *m)
{
	const char *kind = input_text(m->in, "kind");
	bool planned = input_given(m->in, "line"), reason = input_given(m->in, "source") &&
	    input_given(m->in, "reason");

	if (str_eq(kind, "routine") && !planned)
		act_problem(m, "line", "inspect_plan", NULL);
	if ((str_eq(kind, "case") || (str_eq(kind, "special") && !planned)) && !reason)
		act_problem(m, input_given(m->in, "source") ? "reason" : "source", "inspect_reason", NULL);
	if (insp_of(m)->emergency && !input_given(m->in, "reason"))
		act_problem(m, "reason", "inspect_reason", NULL);
	insp_window_check(m, input_time(m->in, "from_at"), input_time(m->in, "to_at"));
}

enum err
insp_add_items(struct act_move *m)
{
	const struct value *v = input_value(m->in, "items");
	const char **hex = ARENA_ARRAY(m->a, const char *, v->list_n + 1);
	struct ref ref;
	size_t i;

	for (i = 0; i < v->list_n; i++) {
		char *s = arena_alloc(m->a, 33);

		if (!ref_parse(v->list[i], &ref))
			return err_set(ERR_INPUT, "an item that is no ref");
		str_hex(ref.b, 16, s);
		hex[i] = s;
	}
	return DB_EXEC(m->a, m->db,
	    "insert into xz.inspection_item (inspection_id, n, item_id, code, name, name_en, method,"
	    " standard, pass_test)"
	    " select $1, row_number() over (order by i.code), i.id, i.code, i.name, coalesce(nullif(i.name_en, ''),"
	    " i.name), i.method, i.standard, i.pass_test from xz.law_check_item i"
	    " where i.ref = any ($2::text[]::uuid[]) or i.id in (select x.item_id from xz.spotcheck_task_item x"
	    "  join xz.spotcheck_visit y on y.task_id = x.task_id where y.id = $3)", DB_I64(insp_of(m)->id),
	    DB_TEXTS(hex, v->list_n), DB_ID(insp_of(m)->spot_visit));
}

enum err
insp_add_officers(struct act_move *m, int64_t first)
{
	struct ref second;
	struct db_row r;
	enum err e;

	if (insp_of(m)->spot_visit != 0)
		return DB_EXEC(m->a, m->db,
		    "insert into xz.inspection_officer (inspection_id, account_id, name, certificate_no, place)"
		    " select $1, o.account_id, c.display_name, o.certificate_no,"
		    " row_number() over (order by o.account_id <> $3, o.place)"
		    " from xz.spotcheck_visit_officer o join xz.people_account c on c.id = o.account_id"
		    " where o.visit_id = $2", DB_I64(insp_of(m)->id), DB_I64(insp_of(m)->spot_visit), DB_I64(first));
	if (!input_ref(m->in, "second", &second))
		return err_set(ERR_INPUT, "no second officer");
	e = DB_EXEC(m->a, m->db,
	    "insert into xz.inspection_officer (inspection_id, account_id, name, certificate_no, place)"
	    " select $3, c.id, f.name, t.no, case when c.id = $4 then 1 else 2 end" CERTIFIED
	    " and (c.id = $4 or p.ref = $5)", DB_I64(m->actor.agency), DB_DAY(m->today), DB_I64(insp_of(m)->id),
	    DB_I64(first), DB_REF(second));
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "select count(*) >= xz.calendar_officers_least($2) as enough from xz.inspection_officer"
		    " where inspection_id = $1", DB_I64(insp_of(m)->id), DB_DAY(m->today));
	if (e == OK && !row_bool(r, "enough"))
		return act_refuse(m, ERR_INPUT, "second", "inspect_two_officers", NULL);
	return e;
}

static enum err
put(struct act_move *m)
{
	struct ref line = { { 0 } }, reason, surprise, again;
	struct db_row r;
	enum err e;

	(void)input_ref(m->in, "line", &line);
	e = DB_ONE(m->a, m->db, &r,
	    "insert into xz.inspection (agency_id, unit_id, kind, subject_id, object_id, subject_name, natural_person,"
	    " address, state, line_id, source, spot_visit, emergency, from_at, to_at, opened_by, opened_at)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, (select l.id from xz.spotcheck_plan_line l"
	    " where l.ref = $10), $11, $12, $13, $14, $15, $16, $17)"
	    " returning id, ref", DB_I64(insp_of(m)->agency), DB_ID(insp_of(m)->unit),
	    DB_TEXT(input_text(m->in, "kind")), DB_I64(insp_of(m)->subject),
	    DB_TEXT(insp_of(m)->object), DB_TEXT(insp_of(m)->name), DB_BOOL(insp_of(m)->natural),
	    DB_TEXT(insp_of(m)->address), DB_TEXT(insp_of(m)->state), DB_REF_OR_NULL(line),
	    input_given(m->in, "source") ? DB_TEXT(input_text(m->in, "source")) : DB_NULL,
	    DB_ID(insp_of(m)->spot_visit), DB_BOOL(insp_of(m)->emergency), DB_TIME(input_time(m->in, "from_at")),
	    DB_TIME(input_time(m->in, "to_at")), DB_I64(m->actor.account), DB_TIME(m->now));
	if (e == ERR_CONFLICT)
		return act_refuse(m, ERR_STATE, "", "inspect_visit_taken", NULL);
	if (e != OK)
		return e;
	insp_of(m)->id = row_i64(r, "id");
	insp_of(m)->ref = row_ref(r, "ref");
	e = record_chain_open(m->a, m->db, insp_of(m)->ref, "inspection", m->now, &insp_of(m)->chain);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection set chain_id = $2 where id = $1", DB_I64(insp_of(m)->id),
		    DB_I64(insp_of(m)->chain));
	if (e == OK)
		e = insp_words(m, "reason", input_text(m->in, "reason"), &reason);
	if (e == OK)
		e = insp_words(m, "surprise", input_text(m->in, "surprise"), &surprise);
	if (e == OK)
		e = insp_words(m, "again", input_text(m->in, "again"), &again);
	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.inspection set reason_ref = $2, surprise_ref = $3, again_ref = $4 where id = $1",
	    DB_I64(insp_of(m)->id), DB_REF_OR_NULL(reason), DB_REF_OR_NULL(surprise), DB_REF_OR_NULL(again)) : e;
}

/* What was not approved yet may still be: an emergency has its term from the beginning on. */
static enum err
emergency_clock(struct act_move *m)
{
	int64_t clock;

	return insp_of(m)->emergency ? act_clock_start(m,
	    &(struct clock_new){ .subject_kind = "inspection", .subject_id = insp_of(m)->id,
	    .subject_ref = insp_of(m)->ref, .agency = insp_of(m)->agency, .unit = insp_of(m)->unit,
	    .duty = "agency_head", .rule = "inspection.emergency", .start_at = m->now,
	    .expiry_action = INSPECTION_EMERGENCY_EXPIRY }, &clock) : OK;
}

enum err
insp_open(struct act_move *m)
{
	enum err e = about(m);

	if (e != OK)
		return e;
	insp_of(m)->emergency = input_number(m->in, "emergency") != 0;
	insp_begin_check(m);
	if (m->p->n > 0)
		return err_set(ERR_INPUT, "%s", m->p->first->code);
	insp_of(m)->state = input_given(m->in, "line") || insp_of(m)->spot_visit != 0 ? "planned" : "triggered";
	insp_of(m)->approval = "none";
	insp_of(m)->kind = input_text(m->in, "kind");
	insp_of(m)->source = input_given(m->in, "source") ? input_text(m->in, "source") : NULL;
	insp_of(m)->from_at = input_time(m->in, "from_at");
	e = put(m);
	if (e == OK)
		e = insp_add_items(m);
	if (e == OK)
		e = insp_add_officers(m, m->actor.account);
	if (e == OK)
		e = insp_two_officers(m);
	if (e == OK)
		e = insp_clean(m, input_given(m->in, "again"), true);
	if (e == OK)
		e = insp_items_published(m);
	if (e == OK)
		e = insp_cap(m, false);
	if (e == OK)
		e = emergency_clock(m);
	m->to = insp_of(m)->state;
	act_note(m, "kind", json_string(input_text(m->in, "kind")));
	act_note(m, "object", json_string(insp_of(m)->natural ? "" : insp_of(m)->object));
	act_note(m, "emergency", json_boolean(insp_of(m)->emergency));
	return e;
}
