/* paper.c - the paper of an act: its type, its draft for the approvers, its frozen form. */
#include <inttypes.h>
#include <string.h>

#include "lib/act/priv.h"
#include "lib/act/words.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/record/document.h"

enum err
act_paper_choose(struct act_move *m)
{
	return m->step->paper != NULL ? m->step->paper(m) : OK;
}

static struct record_document_new
paper_of(const struct act_move *m)
{
	struct act_subject s = m->kind->now(m);

	return (struct record_document_new){ .type = m->document, .subject_kind = m->kind->subject, .subject_id = s.id,
	    .track_id = s.part, .agency = s.agency, .unit = s.unit, .made_by = m->requester, .made_at = m->now };
}

/* p: NULL, where it is frozen at once */
static enum err
draft(struct act_move *m, const json_t *data, struct problems *p)
{
	struct record_document_new d = paper_of(m);

	return record_document_draft(m->a, m->db, &d, data, &m->document_id, p);
}

/* What a paper lacks stands at the form where it is typed there, else above it. */
static void
place_problems(struct act_move *m)
{
	const struct field *f;
	struct problem *p;

	for (p = m->p->first; p != NULL; p = p->next) {
		for (f = m->in != NULL ? input_form(m->in) : NULL; f != NULL && f->type != FIELD_END; f++)
			if (strcmp(f->name, p->field) == 0)
				break;
		if (strcmp(p->code, "paper_lacks") == 0 && (f == NULL || f->type == FIELD_END))
			p->field = "";
	}
}

enum err
act_paper_draft(struct act_move *m)
{
	json_t *data = NULL;
	enum err e;

	if (m->document == NULL)
		return OK;
	e = m->kind->paper(m, &data);
	if (e == OK)
		e = draft(m, data, m->p);
	place_problems(m);
	json_decref(data);
	return e;
}

/* What was drafted at the request may be of another type than what is made now: it is void, and the approval shows the
 * paper that was made. */
static enum err
replace_draft(struct act_move *m)
{
	bool voided;
	enum err e = record_document_void_unless(m->a, m->db, m->document_id, m->document, &voided);

	if (e != OK || !voided)
		return e;
	m->document_id = 0;
	if (m->document != NULL)
		e = act_paper_draft(m);
	return e == OK ? act_approval_paper(m, m->document_id) : e;
}

enum err
act_paper_make(struct act_move *m)
{
	json_t *data = NULL;
	enum err e = m->document_id != 0 ? replace_draft(m) : OK;

	if (e != OK || m->document == NULL)
		return e;
	e = m->kind->paper(m, &data);
	if (e == OK && m->document_id == 0)
		e = draft(m, data, NULL);
	if (e == OK)
		e = record_document_freeze(m->a, m->db, m->document_id, data,
		    m->t->cosign ? "approved" : "sealed", m->now, &m->document_number, &m->document_ref, m->p);
	place_problems(m);
	json_decref(data);
	return e;
}

/* ---- a form as people read it */

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

static json_t *form_shown(struct arena *a, const struct input *in, bool nested);

/* nested: in a cell of a table, where no paragraph is set */
static json_t *
shown(struct arena *a, const struct input *in, const struct value *v, bool nested)
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
		return json_string(v->number != 0 ? ACT_YES : ACT_NO);
	case FIELD_CHOICE:
	case FIELD_REF:
		return json_string(label_of(in, v->field->name, v->raw));
	case FIELD_CHOICES:
	case FIELD_REFS:
		return joined_labels(a, in, v);
	case FIELD_ROWS:
		rows = json_array();
		for (i = 0; i < v->row_n; i++)
			json_array_append_new(rows, form_shown(a, v->row[i], true));
		return rows;
	case FIELD_TEXT:
		return json_string(nested || v->text == NULL ? v->raw : act_paragraphs(a, v->text));
	case FIELD_LINE:
	case FIELD_DAY:
	case FIELD_NUMBER:
	case FIELD_END:
		break;
	}
	return json_string(v->text != NULL && *v->text != '\0' ? v->text : v->raw);
}

static json_t *
form_shown(struct arena *a, const struct input *in, bool nested)
{
	const struct field *f;
	json_t *out = json_object();

	for (f = input_form(in); f->type != FIELD_END; f++)
		if (input_value(in, f->name)->given)
			json_object_set_new(out, f->name, shown(a, in, input_value(in, f->name), nested));
	return out;
}

json_t *
act_shown(struct arena *a, const struct input *in)
{
	return form_shown(a, in, false);
}
