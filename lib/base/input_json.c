/* input_json.c - the raw text of a form as JSON and back. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/input_priv.h"
#include "lib/base/json.h"

static json_t *to_object(const struct input *in);

static json_t *
to_rows(const struct slot *s)
{
	json_t *list = json_array(), *row;
	size_t i;

	for (i = 0; i < s->row_n; i++) {
		if (s->row[i] == NULL)
			continue;
		row = to_object(s->row[i]);
		if (json_object_size(row) > 0)
			json_array_append_new(list, row);
		else
			json_decref(row);
	}
	return list;
}

static json_t *
to_list(const struct slot *s)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < s->raw_n; i++)
		if (*s->raw[i] != '\0')
			json_array_append_new(list, json_string(s->raw[i]));
	return list;
}

/* In the order of the form, empty fields left out: the same input gives the same bytes. */
static json_t *
to_object(const struct input *in)
{
	json_t *o = json_object(), *v;
	size_t i;

	for (i = 0; i < in->n; i++) {
		const struct slot *s = &in->slot[i];

		if (s->field->type == FIELD_ROWS)
			v = to_rows(s);
		else if (input_is_list(s->field->type))
			v = to_list(s);
		else
			v = s->raw_n > 0 && *s->raw[0] != '\0' ? json_string(s->raw[0]) : NULL;
		if (v != NULL && (!json_is_array(v) || json_array_size(v) > 0))
			json_object_set_new(o, s->field->name, v);
		else
			json_decref(v);
	}
	return o;
}

char *
input_to_json(struct arena *a, const struct input *in)
{
	return json_text_of(a, to_object(in));
}

static bool
set_value(struct input *in, const char *name, const json_t *v)
{
	return json_is_string(v) && strlen(json_string_value(v)) == json_string_length(v) &&
	    input_set(in, name, json_string_value(v));
}

static bool
from_object(struct input *in, json_t *o)
{
	const char *name;
	json_t *v, *item;
	struct slot *s;
	size_t i;

	json_object_foreach(o, name, v) {
		s = input_slot(in, name);
		if (s == NULL)
			return false;
		if (!json_is_array(v)) {
			if (!set_value(in, name, v))
				return false;
			continue;
		}
		json_array_foreach(v, i, item) {
			if (s->field->type != FIELD_ROWS ? !set_value(in, name, item) :
			    !json_is_object(item) || i >= input_rows_max(s->field) ||
			    !from_object(input_row_make(in, s, i), item))
				return false;
			in->typed = true;
		}
	}
	return true;
}

bool
input_from_json(struct input *in, const char *json)
{
	json_t *o = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
	bool good = json_is_object(o) && from_object(in, o);

	json_decref(o);
	return good;
}
