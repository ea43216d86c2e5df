/* input.c - the raw side of a form: slots, options, defaults, getters. */
#include "lib/base/input.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input_priv.h"
#include "lib/base/str.h"

void
problems_init(struct problems *p, struct arena *a)
{
	*p = (struct problems){ .arena = a };
	p->tail = &p->first;
}

void
problem_add_in(struct problems *p, const char *field, const char *code, const char *zh, const char *en)
{
	struct problem *it = ARENA_NEW(p->arena, struct problem);

	it->field = arena_strdup(p->arena, field);	/* it may be of a transaction that ended */
	it->code = code;
	it->arg = zh != NULL ? arena_strdup(p->arena, zh) : NULL;
	it->arg_en = en != NULL ? arena_strdup(p->arena, en) : NULL;
	*p->tail = it;
	p->tail = &it->next;
	p->n++;
}

void
problem_add(struct problems *p, const char *field, const char *code, const char *arg)
{
	problem_add_in(p, field, code, arg, NULL);
}

struct input *
input_new(struct arena *a, const struct field *form)
{
	struct input *in = ARENA_NEW(a, struct input);
	const struct field *f;
	size_t i;

	in->arena = a;
	in->form = form;
	for (f = form; f->type != FIELD_END; f++)
		in->n++;
	in->slot = ARENA_ARRAY(a, struct slot, in->n);
	for (i = 0; i < in->n; i++) {
		struct slot *s = &in->slot[i];

		s->field = &form[i];
		s->value = (struct value){ .field = s->field, .raw = "", .text = "",
		    .day = DAY_NONE };
		if (s->field->type == FIELD_TIME)
			s->value.number = TIME_NONE;
		if (s->field->type == FIELD_ROWS)
			s->proto = input_new(a, s->field->rows);
	}
	return in;
}

struct input *
input_blank(struct arena *a, const struct input *in)
{
	struct input *out = input_new(a, in->form);
	size_t i;

	for (i = 0; i < in->n; i++) {
		out->slot[i].option = in->slot[i].option;
		out->slot[i].option_n = in->slot[i].option_n;
		out->slot[i].proto = in->slot[i].proto;
		out->slot[i].out = in->slot[i].out;
	}
	return out;
}

const struct field *
input_form(const struct input *in)
{
	return in->form;
}

bool
input_is_list(enum field_type type)
{
	return type == FIELD_CHOICES || type == FIELD_REFS;
}

size_t
input_rows_max(const struct field *f)
{
	if (f->max <= 0)
		return 50;
	return f->max < INPUT_ROWS_MAX ? (size_t)f->max : INPUT_ROWS_MAX;
}

struct slot *
input_slot(const struct input *in, const char *name)
{
	size_t i;

	for (i = 0; i < in->n; i++)
		if (strcmp(in->slot[i].field->name, name) == 0)
			return &in->slot[i];
	return NULL;
}

static struct slot *
slot_or_abort(const struct input *in, const char *name)
{
	struct slot *s = input_slot(in, name);

	if (s == NULL)
		abort();
	return s;
}

struct input *
input_row_make(struct input *in, struct slot *s, size_t i)
{
	if (i >= s->row_n) {
		s->row = s->row == NULL ? ARENA_ARRAY(in->arena, struct input *, i + 1) :
		    arena_regrow(in->arena, s->row, i + 1, sizeof(*s->row));
		memset(s->row + s->row_n, 0, (i + 1 - s->row_n) * sizeof(*s->row));
		s->row_n = i + 1;
	}
	if (s->row[i] == NULL) {
		s->row[i] = input_new(in->arena, s->field->rows);
		s->row[i]->proto = s->proto;
	}
	return s->row[i];
}

/* "goods_12_name" for the ROWS field goods: the row number and the sub-field. */
static bool
row_name(const char *name, const struct field *f, size_t *row, const char **sub)
{
	size_t len = strlen(f->name), n = 0, digits = 0;

	if (f->type != FIELD_ROWS || strncmp(name, f->name, len) != 0 || name[len] != '_')
		return false;
	for (name += len + 1; *name >= '0' && *name <= '9' && digits < 4; name++, digits++)
		n = n * 10 + (size_t)(*name - '0');
	if (digits == 0 || *name != '_' || n >= input_rows_max(f))
		return false;
	if (digits > 1 && name[-(ptrdiff_t)digits] == '0')
		return false;	/* one spelling a row */
	*row = n;
	*sub = name + 1;
	return true;
}

static bool
set_row(struct input *in, const char *name, const char *text)
{
	const char *sub;
	size_t i, row;

	for (i = 0; i < in->n; i++) {
		struct slot *s = &in->slot[i];

		if (!row_name(name, s->field, &row, &sub))
			continue;
		if (input_slot(s->proto, sub) == NULL)
			return false;
		in->typed = true;
		return input_set(input_row_make(in, s, row), sub, text);
	}
	return false;
}

bool
input_set(struct input *in, const char *name, const char *text)
{
	struct slot *s = input_slot(in, name);

	if (s == NULL)
		return set_row(in, name, text);
	if (s->field->type == FIELD_ROWS)
		return false;
	if (s->raw_n >= (input_is_list(s->field->type) ? INPUT_LIST_MAX : 1))
		return false;
	if (s->raw_n == s->raw_cap) {
		s->raw_cap = s->raw_cap == 0 ? 1 : s->raw_cap * 2;
		s->raw = s->raw == NULL ? ARENA_ARRAY(in->arena, const char *, s->raw_cap) :
		    arena_regrow(in->arena, s->raw, s->raw_cap, sizeof(*s->raw));
	}
	s->raw[s->raw_n++] = arena_strdup(in->arena, text);
	s->value.raw = s->raw[0];
	in->typed = true;
	return true;
}

/* The slot that holds options of "name" or "rows.sub". */
static struct slot *
named_slot(const struct input *in, const char *name)
{
	const char *dot = strchr(name, '.');
	size_t i;

	if (dot == NULL)
		return slot_or_abort(in, name);
	for (i = 0; i < in->n; i++) {
		const struct slot *s = &in->slot[i];

		if (s->proto != NULL && strlen(s->field->name) == (size_t)(dot - name) &&
		    strncmp(s->field->name, name, (size_t)(dot - name)) == 0)
			return slot_or_abort(s->proto, dot + 1);
	}
	abort();
}

const struct slot *
input_option_slot(const struct input *in, const struct slot *s)
{
	return s->option_n == 0 && in->proto != NULL ? &in->proto->slot[s - in->slot] : s;
}

void
input_option(struct input *in, const char *name, const char *value, const char *label_zh,
    const char *label_en)
{
	struct slot *s = named_slot(in, name);

	if (s->option_n == s->option_cap) {
		s->option_cap = s->option_cap == 0 ? 8 : s->option_cap * 2;
		s->option = s->option == NULL ? ARENA_ARRAY(in->arena, struct option, s->option_cap) :
		    arena_regrow(in->arena, s->option, s->option_cap, sizeof(*s->option));
	}
	s->option[s->option_n++] = (struct option){
		.value = arena_strdup(in->arena, value),
		.label_zh = arena_strdup(in->arena, label_zh != NULL ? label_zh : value),
		.label_en = arena_strdup(in->arena, label_en != NULL ? label_en :
		    label_zh != NULL ? label_zh : value),
	};
}

void
input_option_ref(struct input *in, const char *name, struct ref value, const char *label_zh, const char *label_en)
{
	char text[REF_TEXT_SIZE];

	ref_text(value, text);
	input_option(in, name, text, label_zh, label_en);
}

const struct option *
input_options(const struct input *in, const char *name, size_t *n)
{
	const struct slot *s = input_option_slot(in, named_slot(in, name));

	*n = s->option_n;
	return s->option;
}

void
input_default(struct input *in, const char *name, const char *text)
{
	struct slot *s = slot_or_abort(in, name);

	const char **list;

	if (text == NULL || !input_is_list(s->field->type))
		s->otherwise_n = 0;
	if (text == NULL)
		return;
	list = ARENA_ARRAY(in->arena, const char *, s->otherwise_n + 1);
	if (s->otherwise_n > 0)
		memcpy(list, s->otherwise, s->otherwise_n * sizeof(*list));
	list[s->otherwise_n++] = arena_strdup(in->arena, text);
	s->otherwise = list;
}

void
input_leave_out(struct input *in, const char *name)
{
	slot_or_abort(in, name)->out = true;
}

bool
input_left_out(const struct input *in, const char *name)
{
	return slot_or_abort(in, name)->out;
}

const char *const *
input_raw(const struct input *in, const char *name, size_t *n)
{
	const struct slot *s = slot_or_abort(in, name);

	if (!in->typed && s->raw_n == 0 && s->otherwise_n > 0) {
		*n = s->otherwise_n;
		return s->otherwise;
	}
	*n = s->raw_n;
	return (const char *const *)s->raw;
}

size_t
input_row_count(const struct input *in, const char *name)
{
	return slot_or_abort(in, name)->row_n;
}

const struct input *
input_row(const struct input *in, const char *name, size_t i)
{
	const struct slot *s = slot_or_abort(in, name);

	return i < s->row_n ? s->row[i] : NULL;
}

const struct value *
input_value(const struct input *in, const char *name)
{
	return &slot_or_abort(in, name)->value;
}

bool
input_given(const struct input *in, const char *name)
{
	return input_value(in, name)->given;
}

const char *
input_text(const struct input *in, const char *name)
{
	const struct value *v = input_value(in, name);

	return v->given ? v->text : "";
}

int64_t
input_number(const struct input *in, const char *name)
{
	const struct value *v = input_value(in, name);

	return v->given ? v->number : 0;
}

int32_t
input_day(const struct input *in, const char *name)
{
	const struct value *v = input_value(in, name);

	return v->given ? v->day : DAY_NONE;
}

int64_t
input_time(const struct input *in, const char *name)
{
	const struct value *v = input_value(in, name);

	return v->given ? v->number : TIME_NONE;
}

bool
input_ref(const struct input *in, const char *name, struct ref *out)
{
	const struct value *v = input_value(in, name);

	if (v->given)
		*out = v->ref;
	return v->given;
}

bool
input_has(const struct input *in, const char *name, const char *choice)
{
	const struct value *v = input_value(in, name);
	size_t i;

	if (v->given && v->field->type == FIELD_CHOICE)
		return strcmp(v->text, choice) == 0;
	for (i = 0; v->given && i < v->list_n; i++)
		if (strcmp(v->list[i], choice) == 0)
			return true;
	return false;
}
