/* form.c - the posted form into an input, and an input into the page. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/web/priv.h"

#define RADIO_MAX 8	/* more options than this make a select */

/* One-time codes are for the moment, and nobody's to keep. */
static bool
is_code(const struct param *p)
{
	size_t n = strspn(p->value, "0123456789 "), i, digits = 0;

	for (i = 0; i < n; i++)
		digits += p->value[i] != ' ';
	return str_eq(p->name, "code") && p->value[n] == '\0' && digits == 6;
}

/* As a form is encoded, with no more escapes than it takes to read it again. */
static void
add_typed(struct str *out, const struct param *p)
{
	const char *s;

	if (out->len > 0)
		str_addc(out, '&');
	str_printf(out, "%s=", p->name);
	for (s = p->value; *s != '\0'; s++)
		if (strchr("%&+", *s) != NULL)
			str_printf(out, "%%%02X", (unsigned)*s);
		else
			str_addc(out, *s);
}

const char *
req_typed(struct req *r, bool *files)
{
	const struct params *p = &r->web->form;
	const struct part *f;
	struct str out;
	size_t i;

	str_init(&out, r->arena);
	for (i = 0; i < p->n; i++)
		if (p->v[i].name[0] != '_' && !str_eq(p->v[i].name, "lang") && !is_code(&p->v[i]))
			add_typed(&out, &p->v[i]);
	*files = false;
	for (f = r->web->files; f != NULL; f = f->next)
		*files = *files || f->n > 0;
	return out.s;
}

bool
req_typed_any(const struct req *r, bool (*is)(const char *text))
{
	const struct params *p = &r->web->form;
	size_t i;

	for (i = 0; i < p->n; i++)
		if (p->v[i].name[0] != '_' && is(p->v[i].value))
			return true;
	return false;
}

enum err
req_set_draft(struct req *r, const char *text)
{
	return params_parse(&r->web->draft, text, strlen(text));
}

/* The form as its draft has it; what is shown only, and not typed, is as it is now. */
static const struct input *
with_draft(struct req *r, const struct input *in)
{
	struct input *out = input_blank(r->arena, in);
	const struct params *p = &r->web->draft;
	const struct field *f;
	const char *const *raw;
	bool any = false;
	size_t i, k, n;

	for (i = 0; i < p->n; i++) {
		for (f = input_form(in); f->type != FIELD_END && !str_eq(f->name, p->v[i].name); f++)
			;
		if ((f->flags & FIELD_FIXED) == 0)
			any = input_set(out, p->v[i].name, p->v[i].value) || any;
	}
	if (!any)
		return in;
	r->web->drafted = true;
	for (f = input_form(in); f->type != FIELD_END; f++)
		if (f->flags & FIELD_FIXED)
			for (raw = input_raw(in, f->name, &n), k = 0; k < n; k++)
				(void)input_set(out, f->name, raw[k]);
	return out;
}

static void
take(struct req *r, struct input *in)
{
	const struct params *p = &r->web->form;
	const struct field *f;
	size_t i, n;

	for (i = 0; i < p->n; i++) {
		if (p->v[i].name[0] == '_' || input_set(in, p->v[i].name, p->v[i].value))
			continue;
		for (f = input_form(in); f->type != FIELD_END; f++) {
			if (!str_eq(f->name, p->v[i].name))
				continue;
			(void)params_get(p, f->name, &n);
			if (n > 1)
				problem_add(&r->problems, f->name, "double", NULL);
		}
	}
}

void
req_input(struct req *r, struct input *in)
{
	struct problems unseen;

	take(r, in);
	r->web->more = params_get(&r->web->form, "_more", NULL) != NULL;
	if (!r->web->more) {
		input_read(in, r->now, &r->problems);
		return;
	}
	problems_init(&unseen, r->arena);
	input_read(in, r->now, &unseen);
	problem_add(&r->problems, "", "more", NULL);
}

struct showing {
	struct req *r;
	const char *scope;
	const struct input *whole, *in;	/* the form; in a row that one */
	const char *prefix;	/* of names: "" or "goods_0_" */
	const char *at;		/* data set name of the field list: "form.fields" */
};

static void
put(const struct showing *s, int i, const char *name, const char *value)
{
	view_text_at(s->r, s->at, i, name, value);
}

/* "field.<scope>.<name>" or else "field.<name>"; NULL: no message. */
static const char *
field_message(const struct showing *s, const char *kind, const char *name)
{
	const char *key = arena_printf(s->r->arena, "%s.%s.%s", kind, s->scope, name);

	if (!view_has_msg(s->r, key))
		key = arena_printf(s->r->arena, "%s.%s", kind, name);
	return view_has_msg(s->r, key) ? view_msg(s->r, key, NULL) : NULL;
}

/* The field of a form by the full name that a problem has; of a row its sub-field.  NULL: none. */
static const struct field *
field_at(const struct input *in, const char *name)
{
	const struct field *f, *g;

	for (f = input_form(in); f->type != FIELD_END; f++) {
		if (strcmp(f->name, name) == 0)
			return f;
		for (g = f->type == FIELD_ROWS && str_starts(name, f->name) ? f->rows : NULL;
		    g != NULL && g->type != FIELD_END; g++) {
			size_t n = strlen(name), k = strlen(g->name);

			if (n > k && name[n - k - 1] == '_' && strcmp(name + n - k, g->name) == 0)
				return g;
		}
	}
	return NULL;
}

/* What is missing is typed, chosen or ticked. */
static const char *
missing(const struct input *in, const char *name)
{
	const struct field *f = field_at(in, name);
	size_t n = 1;

	if (f == NULL)
		return "required";
	if (strcmp(f->name, name) == 0 && (f->type == FIELD_REF || f->type == FIELD_REFS))
		(void)input_options(in, name, &n);
	if (n == 0)
		return "nothing_to_choose";
	if (f->type == FIELD_CHOICE || f->type == FIELD_REF)
		return "choose";
	return f->type == FIELD_CHOICES || f->type == FIELD_REFS || f->type == FIELD_TICK ? "tick" : "required";
}

static const char *
problem_text(const struct showing *s, const struct problem *p)
{
	const struct field *f = field_at(s->whole, p->field);
	const char *code = p->code, *key;

	if (strcmp(code, "required") == 0)
		code = missing(s->whole, p->field);
	else if (strcmp(code, "few") == 0 && f != NULL && (f->type == FIELD_CHOICES || f->type == FIELD_REFS))
		code = "few_chosen";
	key = arena_printf(s->r->arena, "problem.%s.%s", code, f != NULL ? f->name : "");
	if (!view_has_msg(s->r, key))
		key = arena_printf(s->r->arena, "problem.%s", code);
	return view_msg(s->r, key, "arg", p->arg == NULL ? "" :
	    req_pick(s->r, p->arg, p->arg_en != NULL ? p->arg_en : p->arg), NULL);
}

static const struct problem *
problem_of(const struct req *r, const char *name)
{
	const struct problem *p;

	if (r->web->more)
		return NULL;
	for (p = r->problems.first; p != NULL; p = p->next)
		if (strcmp(p->field, name) == 0)
			return p;
	return NULL;
}

static bool
is_on(const struct input *in, const char *name, const char *value)
{
	size_t i, n;
	const char *const *raw = input_raw(in, name, &n);

	for (i = 0; i < n; i++)
		if (strcmp(raw[i], value) == 0)
			return true;
	return false;
}

static void
put_options(const struct showing *s, int i, const struct field *f)
{
	const char *list = arena_printf(s->r->arena, "%s.%d.options", s->at, i);
	size_t k, n, typed;
	const struct option *o = input_options(s->in, f->name, &n);
	bool only = n == 1 && (f->flags & FIELD_REQUIRED);	/* there is nothing to choose */

	(void)input_raw(s->in, f->name, &typed);
	for (k = 0; k < n; k++) {
		view_text_at(s->r, list, (int)k, "value", o[k].value);
		view_text_at(s->r, list, (int)k, "label", req_pick(s->r, o[k].label_zh, o[k].label_en));
		view_bool_at(s->r, list, (int)k, "on", typed > 0 ? is_on(s->in, f->name, o[k].value) : only);
	}
	view_bool_at(s->r, s->at, i, "select", (n > RADIO_MAX || (f->flags & FIELD_SELECT)) &&
	    (f->type == FIELD_CHOICE || f->type == FIELD_REF));
}

static void put_field(const struct showing *s, int i, const struct field *f);

static void
put_row(const struct showing *s, int i, const struct field *f, size_t row, const struct input *in)
{
	struct arena *a = s->r->arena;
	const char *list = arena_printf(a, "%s.%d.rows", s->at, i);
	struct showing sub = { .r = s->r, .scope = s->scope, .whole = s->whole, .in = in };
	const struct field *g;
	int k = 0;

	view_i64_at(s->r, list, (int)row, "index", (int64_t)row);
	view_text_at(s->r, list, (int)row, "label",
	    view_msg(s->r, "form.row", "n", arena_printf(a, "%zu", row + 1), NULL));
	sub.prefix = arena_printf(a, "%s_%zu_", f->name, row);
	sub.at = arena_printf(a, "%s.%zu.fields", list, row);
	for (g = f->rows; g->type != FIELD_END; g++)
		put_field(&sub, k++, g);
}

/* An input for a row nobody typed in, with the options of its list. */
static struct input *
blank_row(const struct showing *s, const struct field *f)
{
	struct input *in = input_new(s->r->arena, f->rows);
	const struct field *g;
	const struct option *o;
	size_t k, n;

	for (g = f->rows; g->type != FIELD_END; g++) {
		o = input_options(s->in, arena_printf(s->r->arena, "%s.%s", f->name, g->name), &n);
		for (k = 0; k < n; k++)
			input_option(in, g->name, o[k].value, o[k].label_zh, o[k].label_en);
	}
	return in;
}

static void
put_rows(const struct showing *s, int i, const struct field *f)
{
	const char *more = params_get(&s->r->web->form, "_more", NULL);
	size_t max = f->max > 0 ? (size_t)f->max : 50;
	size_t row, n = input_row_count(s->in, f->name);
	const struct input *in;

	if (n < (size_t)f->min)
		n = (size_t)f->min;
	if (n == 0)
		n = 1;
	if (str_eq(more, f->name) && n < max)
		n++;
	for (row = 0; row < n; row++) {
		in = input_row(s->in, f->name, row);
		put_row(s, i, f, row, in != NULL ? in : blank_row(s, f));
	}
	view_bool_at(s->r, s->at, i, "more", n < max);
	view_i64_at(s->r, s->at, i, "row_max", (int64_t)max);
}

/* The browser's datetime-local wants a T; a stored time may have a blank. */
static const char *
shown_value(const struct showing *s, const struct field *f)
{
	size_t n;
	const char *const *raw = input_raw(s->in, f->name, &n);
	char *copy;

	if (n == 0)
		return "";
	if (f->type != FIELD_TIME || strlen(raw[0]) < 16 || raw[0][10] != ' ')
		return raw[0];
	copy = arena_strdup(s->r->arena, raw[0]);
	copy[10] = 'T';
	return copy;
}

static void
put_field(const struct showing *s, int i, const struct field *f)
{
	static const char *const type[] = { "", "line", "text", "day", "time", "money", "number",
	    "choice", "choices", "tick", "ref", "refs", "rows" };
	const char *name = arena_printf(s->r->arena, "%s%s", s->prefix, f->name);
	const char *label = field_message(s, "field", f->name);
	const struct problem *p = problem_of(s->r, name);

	put(s, i, "name", name);
	put(s, i, "type", type[f->type]);
	put(s, i, "label", label != NULL ? label : f->name);
	put(s, i, "hint", field_message(s, "hint", f->name));
	view_bool_at(s->r, s->at, i, "required", (f->flags & FIELD_REQUIRED) || (f->type == FIELD_ROWS && f->min > 0));
	view_bool_at(s->r, s->at, i, "fixed", (f->flags & FIELD_FIXED) != 0);
	view_bool_at(s->r, s->at, i, "wide", (f->flags & FIELD_WIDE) || f->type == FIELD_TEXT ||
	    f->type == FIELD_ROWS);
	if (p != NULL)
		put(s, i, "problem", problem_text(s, p));
	/* A date that is none goes back into a text box: a date box would drop it. */
	view_bool_at(s->r, s->at, i, "plain", p != NULL && (str_eq(p->code, "day") || str_eq(p->code, "time")));
	if (f->type == FIELD_ROWS) {
		put_rows(s, i, f);
		return;
	}
	put(s, i, "value", shown_value(s, f));
	if (f->type == FIELD_LINE || f->type == FIELD_TEXT)
		view_i64_at(s->r, s->at, i, "max", f->max > 0 ? f->max : f->type == FIELD_TEXT ? 20000 : 200);
	if (f->type == FIELD_TICK)
		view_bool_at(s->r, s->at, i, "on", *shown_value(s, f) != '\0' && strcmp(shown_value(s, f), "0") != 0);
	if (f->type == FIELD_CHOICE || f->type == FIELD_CHOICES || f->type == FIELD_REF ||
	    f->type == FIELD_REFS)
		put_options(s, i, f);
}

/* The label of the field a problem is at, for the summary on top of the form. */
static const char *
problem_label(const struct showing *s, const char *field)
{
	const char *label = field_message(s, "field", field);
	const struct field *f = label == NULL ? field_at(s->whole, field) : NULL;

	return f != NULL ? field_message(s, "field", f->name) : label;
}

static void
put_problems(const struct showing *s)
{
	const struct problem *p;
	const char *label;
	int i = 0;

	for (p = s->r->web->more ? NULL : s->r->problems.first; p != NULL; p = p->next, i++) {
		label = *p->field != '\0' ? problem_label(s, p->field) : NULL;
		if (*p->field != '\0')
			view_text_at(s->r, "form.problems", i, "field", p->field);
		view_text_at(s->r, "form.problems", i, "text", label == NULL ? problem_text(s, p) :
		    view_msg(s->r, "form.problem_at", "label", label, "text", problem_text(s, p), NULL));
	}
	if (i > 0)
		view_text(s->r, "form.problem_count", view_msg(s->r, i == 1 ? "form.problem_one" :
		    "form.problem_many", "n", arena_printf(s->r->arena, "%d", i), NULL));
}

void
view_input(struct req *r, const char *scope, const struct input *in)
{
	struct showing s = { .r = r, .scope = scope, .prefix = "", .at = "form.fields",
	    .in = r->method == GET && r->web->draft.n > 0 ? with_draft(r, in) : in };
	const struct field *f;
	int i = 0;

	s.whole = s.in;
	for (f = input_form(in); f->type != FIELD_END; f++)
		if (!input_left_out(in, f->name))
			put_field(&s, i++, f);
	put_problems(&s);
	view_bool(r, "form.drafted", r->web->drafted);
}
