/* input.h - typed, bounded values that an act is given, whoever gives them: a
 * form of the desk, the demo, a test.  Knows nothing of HTTP.  How a value may be typed: plain.h.
 *
 * A form is an array of struct field that ends with { 0 }.  input_read()
 * checks raw text against it and gathers problems; the module's own checks add
 * theirs with problem_add().  What was typed is kept as typed. */
#ifndef LIB_BASE_INPUT_H
#define LIB_BASE_INPUT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/ref.h"

struct arena;

enum field_type {
	FIELD_END,
	FIELD_LINE,	/* one line of text */
	FIELD_TEXT,	/* several lines */
	FIELD_DAY,	/* YYYY-MM-DD */
	FIELD_TIME,	/* local time, YYYY-MM-DDTHH:MM */
	FIELD_MONEY,	/* yuan with at most two decimals; int64 fen */
	FIELD_NUMBER,	/* whole number within [min, max] */
	FIELD_CHOICE,	/* one value of a list */
	FIELD_CHOICES,	/* several values of a list */
	FIELD_TICK,	/* yes or no */
	FIELD_REF,	/* one ref of a list the page offers */
	FIELD_REFS,	/* several refs */
	FIELD_ROWS	/* rows of sub-fields, named <name>_<row>_<sub> */
};

enum field_flag {
	FIELD_REQUIRED = 1,
	FIELD_PERSONAL = 2,	/* says something about a natural person: sealed in the record */
	FIELD_NOT_FUTURE = 4,
	FIELD_WIDE = 8,		/* layout: takes the full width */
	FIELD_FIXED = 16,	/* layout: shown, not typed; the module checks that it came back as it was */
	FIELD_SELECT = 32,	/* layout: a list, which can be emptied again, however few its options */
	FIELD_CODE = 64		/* of LINE: brought to the form of a code (plain.h) before it is measured */
};

struct field {
	const char *name;		/* [a-z][a-z0-9_]{0,39} */
	enum field_type type;
	unsigned flags;			/* enum field_flag */
	int64_t min, max;		/* characters, numbers, fen, or rows; 0,0: the type's default */
	const char *codes;		/* code table of CHOICE and CHOICES (law_code kind), or NULL:
					 * the module gives the options with input_option() */
	const struct field *rows;	/* sub-fields of ROWS; no ROWS within ROWS */
};

struct option {
	const char *value;
	const char *label_zh;
	const char *label_en;
};

struct value {			/* one typed value; absent when !given */
	const struct field *field;
	const char *raw;	/* as typed, never NULL; lists: first */
	bool given;		/* present, not empty and well-formed */
	const char *text;	/* LINE, TEXT, CHOICE: cleaned */
	int64_t number;		/* MONEY fen, NUMBER, TICK 0/1, TIME microseconds */
	int32_t day;
	struct ref ref;
	size_t list_n;		/* CHOICES, REFS */
	const char **list;	/* texts of CHOICES, REFS */
	size_t row_n;		/* ROWS: rows with anything in them */
	struct input **row;
};

struct problem {
	struct problem *next;
	const char *field;	/* full name as in the form ("goods_0_name"), "" for the whole form */
	const char *code;	/* message "problem.<code>" of the catalogue */
	const char *arg;	/* fills {arg} of the message, or NULL */
	const char *arg_en;	/* where it is words: the same in English; NULL: as arg */
};

struct problems {
	struct arena *arena;
	struct problem *first, **tail;
	size_t n;
};

struct input;

void problems_init(struct problems *p, struct arena *a);
/* field and arg are copied, code is literal. */
void problem_add(struct problems *p, const char *field, const char *code, const char *arg);
void problem_add_in(struct problems *p, const char *field, const char *code, const char *zh, const char *en);

struct input *input_new(struct arena *a, const struct field *form);
/* The same form with its options and nothing typed: for what is shown beside `in`. */
struct input *input_blank(struct arena *a, const struct input *in);
const struct field *input_form(const struct input *in);
/* Sets raw text by full form name; a second value of a list field is added.
 * False: no such field, or a second value of a single one. */
bool input_set(struct input *in, const char *name, const char *text);
/* Options of a CHOICE, CHOICES, REF or REFS field, for the page and the check.  Texts are copied; no label: the value,
 * no English one: the Chinese. */
void input_option(struct input *in, const char *name, const char *value,
    const char *label_zh, const char *label_en);
void input_option_ref(struct input *in, const char *name, struct ref value, const char *label_zh, const char *label_en);
const struct option *input_options(const struct input *in, const char *name, size_t *n);
/* In a ROWS field the sub-field is named "<rows>.<sub>" in the two calls above. */
/* What to show: all raw texts of a field (what was typed, or else the default), and the
 * rows of a ROWS field by their number in the form (NULL: nothing typed there). */
const char *const *input_raw(const struct input *in, const char *name, size_t *n);
size_t input_row_count(const struct input *in, const char *name);
const struct input *input_row(const struct input *in, const char *name, size_t i);
/* Value to show in an empty form, when nothing was typed; of a list one more of them, NULL: none. */
void input_default(struct input *in, const char *name, const char *text);
/* A field that is about nothing here: the page does not show it; a value that comes all the same is the check's. */
void input_leave_out(struct input *in, const char *name);
bool input_left_out(const struct input *in, const char *name);
/* Checks all raw text and makes the typed values.  Limits: UTF-8, lengths,
 * ranges, options, the future (now_us).  Adds to p. */
void input_read(struct input *in, int64_t now_us, struct problems *p);

/* By name; the name must be a field of the form (aborts otherwise). */
const struct value *input_value(const struct input *in, const char *name);
bool input_given(const struct input *in, const char *name);
const char *input_text(const struct input *in, const char *name);	/* "" when not given */
int64_t input_number(const struct input *in, const char *name);	/* 0 when not given */
int32_t input_day(const struct input *in, const char *name);		/* DAY_NONE */
int64_t input_time(const struct input *in, const char *name);		/* TIME_NONE */
bool input_ref(const struct input *in, const char *name, struct ref *out);
bool input_has(const struct input *in, const char *name, const char *choice);

/* Raw text of the whole form as JSON and back: kept while an approval chain
 * runs, and hashed for the act's key. */
char *input_to_json(struct arena *a, const struct input *in);
bool input_from_json(struct input *in, const char *json);
#endif
