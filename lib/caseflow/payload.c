/* payload.c - what a step's line and its paper say, made from the form that was sent. */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/caseflow/move.h"
#include "lib/record/record.h"

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

static enum err payload_of(struct move *m, const struct input *in, json_t *out);

static enum err
payload_rows(struct move *m, const struct value *v, json_t **out)
{
	enum err e = OK;
	json_t *row;
	size_t i;

	*out = json_array();
	for (i = 0; e == OK && i < v->row_n; i++) {
		row = json_object();
		e = payload_of(m, v->row[i], row);
		json_array_append_new(*out, row);
	}
	return e;
}

static enum err
payload_of(struct move *m, const struct input *in, json_t *out)
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
			e = payload_rows(m, v, &item);
		else if (is_plain(f))
			item = plain(v);
		else
			e = record_side(m->a, m->db, m->cf.chain_id, v->raw, &item);
		if (e == OK)
			json_object_set_new(out, f->name, item);
	}
	return e;
}

enum err
move_payload(struct move *m, json_t **out)
{
	char text[REF_TEXT_SIZE];
	enum err e;

	*out = json_object();
	if (m->on_track) {
		ref_text(m->tr.ref, text);
		json_object_set_new(*out, "track", json_string(text));
	}
	e = m->in != NULL ? payload_of(m, m->in, *out) : OK;
	if (m->document_id != 0) {
		ref_text(m->document_ref, text);
		json_object_set_new(*out, "document", json_string(text));
	}
	if (m->document_number != NULL)
		json_object_set_new(*out, "number", json_string(m->document_number));
	if (e == OK)
		e = move_for(m, m->final ? people_duty_bit(m->t->chain[m->t->chain_n - 1]) : m->t->duty, *out);
	if (m->payload != NULL)
		json_object_update(*out, m->payload);
	return e;
}

/* ---- the paper */

static const char *
label_of(const struct input *in, const char *name, const char *value)
{
	size_t i, n;
	const struct option *o = input_options(in, name, &n);

	for (i = 0; i < n; i++)
		if (strcmp(o[i].value, value) == 0)
			return o[i].label_zh;
	return value;
}

static json_t *
money_text(struct arena *a, int64_t fen)
{
	if (fen % 100 == 0)
		return json_string(arena_printf(a, "%" PRId64, fen / 100));
	return json_string(arena_printf(a, "%" PRId64 ".%02d", fen / 100, (int)(fen % 100)));
}

static json_t *
joined_labels(struct arena *a, const struct input *in, const struct value *v)
{
	struct str s;
	size_t i;

	str_init(&s, a);
	for (i = 0; i < v->list_n; i++) {
		if (i > 0)
			str_add(&s, "、");
		str_add(&s, label_of(in, v->field->name, v->list[i]));
	}
	return json_string(s.s);
}

static json_t *shown_form(struct arena *a, const struct input *in);

static json_t *
shown(struct arena *a, const struct input *in, const struct value *v)
{
	char text[TIME_TEXT_SIZE];
	json_t *rows;
	size_t i;

	switch (v->field->type) {
	case FIELD_MONEY:
		return money_text(a, v->number);
	case FIELD_TIME:
		time_text(v->number, text);
		text[10] = ' ';
		text[16] = '\0';
		return json_string(text);
	case FIELD_TICK:
		return json_string(v->number != 0 ? "是" : "否");
	case FIELD_CHOICE:
	case FIELD_REF:
		return json_string(label_of(in, v->field->name, v->raw));
	case FIELD_CHOICES:
	case FIELD_REFS:
		return joined_labels(a, in, v);
	case FIELD_ROWS:
		rows = json_array();
		for (i = 0; i < v->row_n; i++)
			json_array_append_new(rows, shown_form(a, v->row[i]));
		return rows;
	case FIELD_LINE:
	case FIELD_TEXT:
	case FIELD_DAY:
	case FIELD_NUMBER:
	case FIELD_END:
		break;
	}
	return json_string(v->text != NULL && *v->text != '\0' ? v->text : v->raw);
}

static json_t *
shown_form(struct arena *a, const struct input *in)
{
	const struct field *f;
	json_t *out = json_object();

	for (f = input_form(in); f->type != FIELD_END; f++)
		if (input_value(in, f->name)->given)
			json_object_set_new(out, f->name, shown(a, in, input_value(in, f->name)));
	return out;
}

static enum err
parties_of(struct move *m, json_t **out)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select id, natural_person, name, code, address, representative from xz.caseflow_party"
	    " where case_id = $1 order by id", DB_I64(m->cf.id));

	*out = json_array();
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (m->on_track && row_i64(r, "id") != m->tr.party_id)
			continue;
		json_array_append_new(*out, json_pack("{s:b,s:s,s:s,s:s,s:s}", "natural",
		    row_bool(r, "natural_person"), "name", row_text(r, "name"), "code", row_text(r, "code"),
		    "address", row_text(r, "address"), "representative", row_text(r, "representative")));
	}
	return e;
}

static enum err
officers_of(struct move *m, json_t **out)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select name, certificate_no, role from xz.caseflow_officer where case_id = $1"
	    " and state = 'accepted' and (role <> 'verifier') = ($2::text is not null)"
	    " order by role desc, id", DB_I64(m->cf.id), DB_TEXT(m->cf.number));

	*out = json_array();
	for (i = 0; e == OK && i < db_count(rows); i++)
		json_array_append_new(*out, json_pack("{s:s,s:s,s:s}",
		    "name", row_text(db_at(rows, i), "name"),
		    "certificate", row_text(db_at(rows, i), "certificate_no"),
		    "role", row_text(db_at(rows, i), "role")));
	return e;
}

enum err
move_document_data(struct move *m, json_t **out)
{
	json_t *parties, *officers, *data = json_object();
	char day[DAY_TEXT_SIZE], filed[DAY_TEXT_SIZE];
	enum err e = parties_of(m, &parties);

	if (e == OK)
		e = officers_of(m, &officers);
	if (e != OK)
		return e;
	day_text(time_day(m->occurred), day);
	json_object_set_new(data, "format", json_string("xz-document-1"));
	json_object_set_new(data, "type", json_string(m->document));
	json_object_set_new(data, "agency", json_string(m->cf.agency_name));
	json_object_set_new(data, "unit", json_string(m->cf.unit_name));
	json_object_set_new(data, "date", json_string(day));
	json_object_set_new(data, "title", json_string(m->cf.title));
	json_object_set_new(data, "cause", json_string(m->cf.cause_name));
	if (m->cf.number != NULL)
		json_object_set_new(data, "case_number", json_string(m->cf.number));
	if (m->cf.clue_number != NULL)
		json_object_set_new(data, "clue_number", json_string(m->cf.clue_number));
	if (m->cf.filed_on != DAY_NONE) {
		day_text(m->cf.filed_on, filed);
		json_object_set_new(data, "filed_on", json_string(filed));
	}
	json_object_set_new(data, "by", json_string(m->actor.name));
	json_object_set_new(data, "parties", parties);
	json_object_set_new(data, "officers", officers);
	if (m->in != NULL)
		json_object_set_new(data, "input", shown_form(m->a, m->in));
	if (m->approvals != NULL)
		json_object_set(data, "approvals", m->approvals);
	if (m->doc != NULL)
		json_object_update(data, m->doc);
	*out = data;
	return OK;
}
