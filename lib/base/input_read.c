/* input_read.c - checks raw text against the form and makes typed values. */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input_priv.h"
#include "lib/base/plain.h"
#include "lib/base/secrecy.h"
#include "lib/base/str.h"

struct reading {
	struct input *in;
	const char *prefix;	/* of the names of a row: "goods_0_" */
	int64_t now;
	struct problems *problems;
};

static void
wrong(const struct reading *r, const struct slot *s, const char *code, const char *arg)
{
	const char *name = s->field->name;

	if (*r->prefix != '\0')
		name = arena_printf(r->problems->arena, "%s%s", r->prefix, name);
	problem_add(r->problems, name, code, arg);
}

static void
wrong_n(const struct reading *r, const struct slot *s, const char *code, int64_t n)
{
	wrong(r, s, code, arena_printf(r->in->arena, "%" PRId64, n));
}

static bool
read_text(const struct reading *r, struct slot *s, const char *text)
{
	bool lines = s->field->type == FIELD_TEXT;
	int64_t max = s->field->max > 0 ? s->field->max : lines ? 20000 : 200;
	int64_t len = (int64_t)str_utf8_len(text);
	const char *fault = plain_fault(text, lines);

	if (fault != NULL)
		wrong(r, s, fault, NULL);
	else if (secrecy_marked(text))
		wrong(r, s, "secrecy", NULL);
	else if (len > max)
		wrong_n(r, s, "long", max);
	else if (len < s->field->min)
		wrong_n(r, s, "short", s->field->min);
	else
		return true;
	return false;
}

static bool
read_day(const struct reading *r, struct slot *s, const char *text)
{
	struct value *v = &s->value;

	if (!plain_day(r->in->arena, text, &v->day)) {
		v->day = DAY_NONE;
		wrong(r, s, "day", NULL);
		return false;
	}
	if ((s->field->flags & FIELD_NOT_FUTURE) && v->day > time_day(r->now)) {
		wrong(r, s, "future", NULL);
		return false;
	}
	return true;
}

static bool
read_time(const struct reading *r, struct slot *s, const char *text)
{
	struct value *v = &s->value;

	if (!plain_time(r->in->arena, text, &v->number)) {
		v->number = TIME_NONE;
		wrong(r, s, "time", NULL);
		return false;
	}
	v->day = time_day(v->number);
	if ((s->field->flags & FIELD_NOT_FUTURE) && v->number > r->now) {
		wrong(r, s, "future", NULL);
		return false;
	}
	return true;
}

static char *
yuan(struct arena *a, int64_t fen)
{
	if (fen % 100 == 0)
		return arena_printf(a, "%" PRId64, fen / 100);
	return arena_printf(a, "%" PRId64 ".%02" PRId64, fen / 100, fen % 100);
}

/* Digits, and at most two decimals. */
static bool
parse_fen(const char *s, int64_t *out)
{
	int64_t v = 0;
	int digits = 0, decimals = -1;

	for (; *s != '\0'; s++) {
		if (*s == '.' && decimals < 0 && digits > 0) {
			decimals = 0;
			continue;
		}
		if (*s < '0' || *s > '9' || ++digits > 15 || decimals == 2)
			return false;
		decimals += decimals >= 0;
		v = v * 10 + (*s - '0');
	}
	if (digits == 0 || decimals == 0)
		return false;
	for (decimals = decimals < 0 ? 0 : decimals; decimals < 2; decimals++)
		v *= 10;
	*out = v;
	return true;
}

static bool
read_money(const struct reading *r, struct slot *s, const char *text)
{
	int64_t max = s->field->max > 0 ? s->field->max : 10000000000000;	/* 100 billion yuan */
	struct value *v = &s->value;

	if (!parse_fen(text, &v->number))
		wrong(r, s, "money", NULL);
	else if (v->number > max)
		wrong(r, s, "large", yuan(r->in->arena, max));
	else if (v->number < s->field->min)
		wrong(r, s, "small", yuan(r->in->arena, s->field->min));
	else
		return true;
	v->number = 0;
	return false;
}

static bool
read_number(const struct reading *r, struct slot *s, const char *text)
{
	bool own = s->field->min != 0 || s->field->max != 0;
	int64_t max = own ? s->field->max : 999999999;
	long long n = 0;

	if (!str_i64(text, INT64_MIN, INT64_MAX, &n))
		wrong(r, s, "number", NULL);
	else if (n > max)
		wrong_n(r, s, "large", max);
	else if (n < s->field->min)
		wrong_n(r, s, "small", s->field->min);
	else {
		s->value.number = n;
		return true;
	}
	return false;
}

static bool
offered(const struct reading *r, const struct slot *s, const char *text)
{
	const struct slot *from = input_option_slot(r->in, s);
	size_t i;

	/* A page may leave the choice of a ref to a search; then the module checks it. */
	if (from->option_n == 0)
		return s->field->type == FIELD_REF || s->field->type == FIELD_REFS;
	for (i = 0; i < from->option_n; i++)
		if (strcmp(from->option[i].value, text) == 0)
			return true;
	return false;
}

static bool
read_choice(const struct reading *r, struct slot *s, const char *text)
{
	bool is_ref = s->field->type == FIELD_REF || s->field->type == FIELD_REFS;
	struct ref ref;

	if (!offered(r, s, text) || (is_ref && !ref_parse(text, &ref))) {
		wrong(r, s, "choice", NULL);
		return false;
	}
	if (is_ref)
		s->value.ref = ref;
	return true;
}

static bool
read_tick(const struct reading *r, struct slot *s, const char *text)
{
	if (str_eq(text, "1") || str_eq(text, "on") || str_eq(text, "yes")) {
		s->value.number = 1;
		return true;
	}
	if (!str_eq(text, "0"))
		wrong(r, s, "choice", NULL);
	return false;
}

static char *
plain(const struct reading *r, const struct slot *s)
{
	enum field_type type = s->field->type;

	if (s->field->flags & FIELD_CODE)
		return plain_code(r->in->arena, s->value.raw);
	return type == FIELD_NUMBER || type == FIELD_MONEY ? plain_number(r->in->arena, s->value.raw) :
	    plain_text(r->in->arena, s->value.raw);
}

static void
read_single(const struct reading *r, struct slot *s)
{
	struct value *v = &s->value;
	char *text;

	if (!str_utf8_ok(v->raw, strlen(v->raw))) {
		wrong(r, s, "utf8", NULL);
		return;
	}
	text = plain(r, s);
	if (*text == '\0')
		return;
	v->text = text;
	switch (s->field->type) {
	case FIELD_LINE: case FIELD_TEXT: v->given = read_text(r, s, text); break;
	case FIELD_DAY: v->given = read_day(r, s, text); break;
	case FIELD_TIME: v->given = read_time(r, s, text); break;
	case FIELD_MONEY: v->given = read_money(r, s, text); break;
	case FIELD_NUMBER: v->given = read_number(r, s, text); break;
	case FIELD_CHOICE: case FIELD_REF: v->given = read_choice(r, s, text); break;
	case FIELD_TICK: v->given = read_tick(r, s, text); break;
	default: break;
	}
}

static bool
in_list(const struct value *v, const char *text)
{
	size_t i;

	for (i = 0; i < v->list_n; i++)
		if (strcmp(v->list[i], text) == 0)
			return true;
	return false;
}

static void
read_list(const struct reading *r, struct slot *s)
{
	struct value *v = &s->value;
	int64_t max = s->field->max > 0 ? s->field->max : INPUT_LIST_MAX;
	bool good = true;
	size_t i;

	v->list = ARENA_ARRAY(r->in->arena, const char *, s->raw_n + 1);
	v->list_n = 0;
	for (i = 0; i < s->raw_n && good; i++) {
		if (*s->raw[i] == '\0' || in_list(v, s->raw[i]))
			continue;
		good = read_choice(r, s, s->raw[i]);
		if (good)
			v->list[v->list_n++] = s->raw[i];
	}
	v->given = good && v->list_n > 0;
	v->text = v->given ? v->list[0] : "";
	if (v->given && (int64_t)v->list_n > max)
		wrong_n(r, s, "many", max);
	else if (v->given && (int64_t)v->list_n < s->field->min)
		wrong_n(r, s, "few", s->field->min);
	else
		return;
	v->given = false;
}

static bool
row_empty(const struct input *row)
{
	size_t i, k;

	for (i = 0; row != NULL && i < row->n; i++)
		for (k = 0; k < row->slot[i].raw_n; k++)
			if (row->slot[i].raw[k][strspn(row->slot[i].raw[k], " \t\r\n")] != '\0')
				return false;
	return true;
}

static void read_all(const struct reading *r);

static void
read_rows(const struct reading *r, struct slot *s)
{
	struct value *v = &s->value;
	size_t i, before = r->problems->n;

	v->row = ARENA_ARRAY(r->in->arena, struct input *, s->row_n + 1);
	v->row_n = 0;
	for (i = 0; i < s->row_n; i++) {
		struct reading sub = { .in = s->row[i], .now = r->now, .problems = r->problems };

		if (row_empty(s->row[i]))
			continue;
		sub.prefix = arena_printf(r->in->arena, "%s%s_%zu_", r->prefix, s->field->name, i);
		read_all(&sub);
		v->row[v->row_n++] = s->row[i];
	}
	if ((int64_t)v->row_n < s->field->min)
		wrong_n(r, s, "few", s->field->min);
	v->given = v->row_n > 0 && r->problems->n == before;
}

static void
read_all(const struct reading *r)
{
	size_t i;

	for (i = 0; i < r->in->n; i++) {
		struct slot *s = &r->in->slot[i];
		size_t before = r->problems->n;

		s->value.given = false;
		s->value.text = "";
		s->value.number = s->field->type == FIELD_TIME ? TIME_NONE : 0;
		if (s->field->type == FIELD_ROWS)
			read_rows(r, s);
		else if (input_is_list(s->field->type))
			read_list(r, s);
		else if (s->raw_n > 0)
			read_single(r, s);
		if ((s->field->flags & FIELD_REQUIRED) && !s->value.given && r->problems->n == before)
			wrong(r, s, "required", NULL);
	}
}

void
input_read(struct input *in, int64_t now_us, struct problems *p)
{
	struct reading r = { .in = in, .prefix = "", .now = now_us, .problems = p };

	read_all(&r);
}
