/* input_priv.h - the inside of struct input, for the three files of input. */
#ifndef LIB_BASE_INPUT_PRIV_H
#define LIB_BASE_INPUT_PRIV_H
#include "lib/base/input.h"

#define INPUT_ROWS_MAX 200	/* of a ROWS field that names no maximum: 50 */
#define INPUT_LIST_MAX 1000

struct slot {			/* one field of the form */
	const struct field *field;
	const char **raw;	/* as typed, in the order sent */
	size_t raw_n, raw_cap;
	const char **otherwise;	/* defaults for an empty form; one, but for lists */
	size_t otherwise_n;
	struct option *option;
	size_t option_n, option_cap;
	struct input *proto;	/* ROWS: holds the options of the sub-fields */
	struct input **row;	/* ROWS: by number in the form, NULL where nothing was sent */
	size_t row_n;
	bool out;			/* about nothing here: not shown */
	struct value value;
};

struct input {
	struct arena *arena;
	const struct field *form;
	struct slot *slot;
	size_t n;
	const struct input *proto;	/* of a row: where its options are */
	bool typed;			/* anything was set: defaults do not count any more */
};

struct slot *input_slot(const struct input *in, const char *name);
const struct slot *input_option_slot(const struct input *in, const struct slot *s);
bool input_is_list(enum field_type type);
size_t input_rows_max(const struct field *f);
/* Row i, made when it is not there. */
struct input *input_row_make(struct input *in, struct slot *s, size_t i);
#endif
