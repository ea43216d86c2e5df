/* step.c - the step of the record: what the form says, plain where it may be, sealed where it says something
 * personal. */
#include "lib/act/priv.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/people/deputy.h"
#include "lib/record/record.h"

/* Codes, dates and amounts stand in the line itself; whatever is typed as words is sealed. */
static bool
is_plain(const struct field *f)
{
	return f->type != FIELD_LINE && f->type != FIELD_TEXT && (f->flags & FIELD_PERSONAL) == 0;
}

static json_t *
plain_list(const struct value *v)
{
	json_t *out = json_array();
	size_t i;

	for (i = 0; i < v->list_n; i++)
		json_array_append_new(out, json_string(v->list[i]));
	return out;
}

static json_t *
plain(const struct value *v)
{
	char text[TIME_TEXT_SIZE], ref[REF_TEXT_SIZE];

	switch (v->field->type) {
	case FIELD_DAY:
		day_text(v->day, text);
		return json_string(text);
	case FIELD_TIME:
		time_text(v->number, text);
		return json_string(text);
	case FIELD_MONEY:
	case FIELD_NUMBER:
		return json_integer(v->number);
	case FIELD_TICK:
		return json_boolean(v->number != 0);
	case FIELD_CHOICE:
		return json_string(v->text);
	case FIELD_REF:
		ref_text(v->ref, ref);
		return json_string(ref);
	case FIELD_CHOICES:
	case FIELD_REFS:
		return plain_list(v);
	case FIELD_LINE:
	case FIELD_TEXT:
	case FIELD_ROWS:
	case FIELD_END:
		break;
	}
	return json_null();
}

static enum err form_payload(struct record_sides *sides, const struct input *in, json_t *out);

static enum err
rows_payload(struct record_sides *sides, const struct value *v, json_t **out)
{
	enum err e = OK;
	json_t *row;
	size_t i;

	*out = json_array();
	for (i = 0; e == OK && i < v->row_n; i++) {
		row = json_object();
		e = form_payload(sides, v->row[i], row);
		json_array_append_new(*out, row);
	}
	return e;
}

static enum err
form_payload(struct record_sides *sides, const struct input *in, json_t *out)
{
	const struct field *f;
	const struct value *v;
	json_t *item;
	enum err e = OK;

	for (f = input_form(in); e == OK && f->type != FIELD_END; f++) {
		v = input_value(in, f->name);
		if (!v->given)
			continue;
		if (f->type == FIELD_ROWS)
			e = rows_payload(sides, v, &item);
		else if (is_plain(f))
			item = plain(v);
		else
			e = record_sides_add(sides, v->raw, &item);
		if (e == OK)
			json_object_set_new(out, f->name, item);
	}
	return e;
}

enum err
act_stands_for(struct act_move *m, uint32_t duty, json_t *payload)
{
	char text[REF_TEXT_SIZE];
	struct ref ref;
	enum err e;

	if ((m->actor.deputised & duty) == 0)
		return OK;
	e = people_deputy_for(m->a, m->db, m->actor.account, duty, &ref);
	if (e != OK || ref_zero(ref))
		return e;
	ref_text(ref, text);
	json_object_set_new(payload, "for", json_string(text));
	return OK;
}

enum err
act_payload(struct act_move *m, json_t **out)
{
	struct record_sides *sides = record_sides_new(m->a);
	struct act_subject s = m->kind->now(m);
	char text[REF_TEXT_SIZE];
	enum err e = m->kind->telling != NULL ? m->kind->telling(m) : OK;

	*out = json_object();
	if (e != OK)
		return e;
	if (m->kind->noted_only) {
		if (m->payload != NULL)
			json_object_update(*out, m->payload);
		return OK;
	}
	if (s.part != 0) {
		ref_text(s.part_ref, text);
		json_object_set_new(*out, m->t->scope, json_string(text));
	}
	e = m->in != NULL ? form_payload(sides, m->in, *out) : OK;
	if (e == OK)
		e = record_sides_put(sides, m->db, m->kind->now(m).chain);
	if (m->document_id != 0) {
		ref_text(m->document_ref, text);
		json_object_set_new(*out, "document", json_string(text));
	}
	if (m->document_number != NULL)
		json_object_set_new(*out, "number", json_string(m->document_number));
	if (e == OK)	/* of an approved act the duty of the last approver */
		e = act_stands_for(m, m->final ? people_duty_bit(m->t->chain[m->t->chain_n - 1]) : m->t->duty, *out);
	if (m->payload != NULL)
		json_object_update(*out, m->payload);
	return e;
}

enum err
act_step_put(struct act_move *m, const char *kind, json_t *payload)
{
	struct act_subject s = m->kind->now(m);
	const char *name = m->kind->prefix != NULL ? arena_printf(m->a, "%s%s", m->kind->prefix, kind) : kind;
	struct record_entry entry = { .chain_id = s.chain, .kind = name, .actor = m->actor.ref,
	    .occurred_at = m->occurred, .recorded_at = m->now, .payload = payload, .agency = s.agency, .unit = s.unit,
	    .subject_ref = ref_zero(s.record_ref) ? s.ref : s.record_ref,
	    .subject_kind = m->kind->record != NULL ? m->kind->record : m->kind->subject, .evidence = m->evidence,
	    .evidence_n = m->evidence != NULL, .about = s.part != 0 ? s.part_ref : ref_zero(s.record_ref) ?
	    s.record_ref : s.ref, .state = s.state, .fen = m->fen };

	return record_append(m->a, m->db, &entry, &m->seq);
}
