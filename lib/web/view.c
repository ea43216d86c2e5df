/* view.c - puts values into the data set of a page. */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/day.h"
#include "lib/web/priv.h"

#define NAME_MAX_ 200
#define JSON_DEPTH 16

/* Fails only without memory. */
void
hdf_put(HDF *hdf, const char *name, const char *value)
{
	NEOERR *e;

	if (value == NULL)
		return;
	e = hdf_set_value(hdf, name, value);
	if (e != STATUS_OK)
		abort();
}

void
view_text(struct req *r, const char *name, const char *value)
{
	hdf_put(r->web->hdf, name, value);
}

void
view_i64(struct req *r, const char *name, int64_t value)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%" PRId64, value);
	view_text(r, name, text);
}

void
view_bool(struct req *r, const char *name, bool value)
{
	if (value)
		view_text(r, name, "1");
}

void
view_ref(struct req *r, const char *name, struct ref value)
{
	char text[REF_TEXT_SIZE];

	if (ref_zero(value))
		return;
	ref_text(value, text);
	view_text(r, name, text);
}

/* Groups of three from the right, so that 1234567 reads 1 234 567. */
static void
grouped(uint64_t v, char out[32])
{
	char digits[24];
	int i, n = snprintf(digits, sizeof(digits), "%" PRIu64, v);

	for (i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			*out++ = ' ';
		*out++ = digits[i];
	}
	*out = '\0';
}

void
view_money(struct req *r, const char *name, int64_t fen)
{
	uint64_t v = fen < 0 ? -(uint64_t)fen : (uint64_t)fen;
	char yuan[32], text[48];

	grouped(v / 100, yuan);
	if (v % 100 == 0)
		(void)snprintf(text, sizeof(text), "%s%s", fen < 0 ? "-" : "", yuan);
	else
		(void)snprintf(text, sizeof(text), "%s%s.%02u", fen < 0 ? "-" : "", yuan, (unsigned)(v % 100));
	view_text(r, name, text);
}

void
view_day(struct req *r, const char *name, int32_t day)
{
	char text[DAY_TEXT_SIZE];

	if (day == DAY_NONE)
		return;
	day_text(day, text);
	view_text(r, name, text);
}

void
view_time(struct req *r, const char *name, int64_t us)
{
	char text[TIME_TEXT_SIZE];

	if (us == TIME_NONE)
		return;
	time_text(us, text);
	text[10] = ' ';
	text[16] = '\0';
	view_text(r, name, text);
}

static const char *
at(const char *list, int i, const char *name, char out[NAME_MAX_])
{
	int n = snprintf(out, NAME_MAX_, "%s.%d.%s", list, i, name);

	if (n < 0 || n >= NAME_MAX_)
		abort();	/* names are literals */
	return out;
}

void
view_text_at(struct req *r, const char *list, int i, const char *name, const char *value)
{
	char full[NAME_MAX_];

	view_text(r, at(list, i, name, full), value);
}

void
view_i64_at(struct req *r, const char *list, int i, const char *name, int64_t value)
{
	char full[NAME_MAX_];

	view_i64(r, at(list, i, name, full), value);
}

void
view_bool_at(struct req *r, const char *list, int i, const char *name, bool value)
{
	char full[NAME_MAX_];

	view_bool(r, at(list, i, name, full), value);
}

void
view_ref_at(struct req *r, const char *list, int i, const char *name, struct ref value)
{
	char full[NAME_MAX_];

	view_ref(r, at(list, i, name, full), value);
}

void
view_money_at(struct req *r, const char *list, int i, const char *name, int64_t fen)
{
	char full[NAME_MAX_];

	view_money(r, at(list, i, name, full), fen);
}

void
view_day_at(struct req *r, const char *list, int i, const char *name, int32_t day)
{
	char full[NAME_MAX_];

	view_day(r, at(list, i, name, full), day);
}

void
view_time_at(struct req *r, const char *list, int i, const char *name, int64_t us)
{
	char full[NAME_MAX_];

	view_time(r, at(list, i, name, full), us);
}

static bool
plain_key(const char *s)
{
	return *s != '\0' && strlen(s) <= 64 &&
	    s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static void put_json(struct req *r, const char *name, json_t *v, int depth);

static void
put_json_below(struct req *r, const char *name, const char *key, json_t *v, int depth)
{
	put_json(r, arena_printf(r->arena, "%s.%s", name, key), v, depth + 1);
}

static void
put_json(struct req *r, const char *name, json_t *v, int depth)
{
	const char *key;
	char index[24];
	json_t *item;
	size_t i;

	if (depth > JSON_DEPTH)
		return;
	switch (json_typeof(v)) {
	case JSON_OBJECT:
		json_object_foreach(v, key, item)
			if (plain_key(key))
				put_json_below(r, name, key, item, depth);
		break;
	case JSON_ARRAY:
		json_array_foreach(v, i, item) {
			(void)snprintf(index, sizeof(index), "%zu", i);
			put_json_below(r, name, index, item, depth);
		}
		break;
	case JSON_STRING: view_text(r, name, json_string_value(v)); break;
	case JSON_INTEGER: view_i64(r, name, json_integer_value(v)); break;
	case JSON_REAL: view_text(r, name, arena_printf(r->arena, "%.15g", json_real_value(v))); break;
	case JSON_TRUE: view_bool(r, name, true); break;
	default: break;
	}
}

void
view_json(struct req *r, const char *name, const char *json)
{
	json_t *v = json_loads(json, JSON_DECODE_ANY, NULL);

	if (v != NULL)
		put_json(r, name, v, 0);
	json_decref(v);
}
