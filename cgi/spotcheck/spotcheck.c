/* spotcheck.c - see spotcheck.h. */
#include "cgi/spotcheck/spotcheck.h"

#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/law/law.h"
#include "lib/people/admin.h"
#include "lib/spotcheck/library.h"

bool
spot_may(struct req *r, enum spotcheck_thing what, int64_t id)
{
	return req_duty(r, SPOT_WRITE) && spotcheck_may(r->arena, r->db, r->session->account, what, id) == OK;
}

enum err
spot_code_options(struct req *r, struct input *in, const char *field, const char *kind)
{
	struct law_code *c;
	int i, n;
	enum err e = law_codes(r->arena, r->db, kind, time_day(r->now), &c, &n);

	for (i = 0; e == OK && i < n; i++)
		input_option(in, field, c[i].code, c[i].name_zh, c[i].name_en);
	return e;
}

enum err
spot_code_filter(struct req *r, const char *list, const char *kind, const char *chosen)
{
	struct law_code *c;
	int i, n;
	enum err e = law_codes(r->arena, r->db, kind, time_day(r->now), &c, &n);

	for (i = 0; e == OK && i < n; i++)
		admin_option(r, list, i, c[i].code, req_is_en(r) ? c[i].name_en : c[i].name_zh, chosen);
	return e;
}

static const char *
agency_label(struct req *r, const struct people_agency *g)
{
	return req_is_en(r) && *g->name_en != '\0' ? g->name_en : g->short_name;
}

enum err
spot_agency_options(struct req *r, struct input *in, const char *field)
{
	struct people_agency *g;
	int i, n;
	enum err e = people_agency_list(r->arena, r->db, &g, &n);

	for (i = 0; e == OK && i < n; i++)
		if (g[i].active && !str_eq(g[i].kind, "government"))
			input_option(in, field, g[i].code, g[i].short_name, agency_label(r, &g[i]));
	return e;
}

enum err
spot_agency_filter(struct req *r, const char *code, int64_t *chosen)
{
	struct people_agency *g;
	int i, n;
	enum err e = people_agency_list(r->arena, r->db, &g, &n);

	*chosen = 0;
	for (i = 0; e == OK && i < n; i++) {
		admin_option(r, "agencies", i, g[i].code, agency_label(r, &g[i]), code);
		if (str_eq(code, g[i].code))
			*chosen = g[i].id;
	}
	return e == OK && code != NULL && *chosen == 0 ? err_set(ERR_NOT_FOUND, "no such agency") : e;
}

enum err
spot_region_options(struct req *r, struct input *in, const char *field)
{
	const struct db_rows *rows;
	int i;
	enum err e = spotcheck_regions(r->arena, r->db, r->session->agency, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++)
		input_option(in, field, row_text(db_at(rows, i), "code"), row_text(db_at(rows, i), "name_zh"),
		    row_text(db_at(rows, i), "name_en"));
	return e;
}

enum err
spot_region_filter(struct req *r, const char *list, const char *chosen)
{
	const struct db_rows *rows;
	int i;
	enum err e = spotcheck_regions(r->arena, r->db, r->session->agency, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++)
		admin_option(r, list, i, row_text(db_at(rows, i), "code"),
		    spot_text(r, db_at(rows, i), "name"), chosen);
	return e;
}

void
spot_word_filter(struct req *r, const char *list, const char *prefix, const char *const *words, const char *chosen)
{
	int i;

	for (i = 0; words[i] != NULL; i++)
		admin_option(r, list, i, words[i], admin_word(r, prefix, words[i]), chosen);
}

bool
spot_ratio(struct req *r, const struct input *in, const char *field, int *permille)
{
	if (!input_given(in, field))
		return false;
	if (spotcheck_ratio_parse(input_text(in, field), permille))
		return true;
	problem_add(&r->problems, field, "spot_ratio", NULL);
	return false;
}

const char *
spot_joined(struct req *r, const struct input *in, const char *field)
{
	const struct value *v = input_value(in, field);
	struct str s;
	size_t i;

	str_init(&s, r->arena);
	for (i = 0; v->given && i < v->list_n; i++) {
		if (i > 0)
			str_addc(&s, ',');
		str_add(&s, v->list[i]);
	}
	return s.s;
}

void
spot_set_list(struct req *r, struct input *in, const char *field, const char *joined)
{
	const char *p = joined != NULL ? joined : "", *end;

	for (; *p != '\0'; p = *end == ',' ? end + 1 : end) {
		end = p + strcspn(p, ",");
		(void)input_set(in, field, arena_strndup(r->arena, p, (size_t)(end - p)));
	}
}

void
spot_fact(struct req *r, int *i, const char *label, const char *value)
{
	if (str_empty(value))
		return;
	view_text_at(r, "facts", *i, "label", view_msg(r, label, NULL));
	view_text_at(r, "facts", (*i)++, "value", value);
}

const char *
spot_text(struct req *r, struct db_row row, const char *name)
{
	return row_text_null(row, arena_printf(r->arena, "%s_%s", name, req_is_en(r) ? "en" : "zh"));
}

void
spot_rates_view(struct req *r, const char *list, int i, struct db_row item)
{
	static const char *const class[] = { "A", "B", "C", "D" }, *const low[] = { "a", "b", "c", "d" };
	const char *rates = arena_printf(r->arena, "%s.%d.rates", list, i);
	int k, at = 0;

	for (k = 0; k < 4; k++) {
		const char *ratio = arena_printf(r->arena, "ratio_%s", low[k]),
		    *times = arena_printf(r->arena, "per_year_%s", low[k]);

		if (!row_has(item, ratio))
			continue;
		view_text_at(r, rates, at, "class", class[k]);
		view_text_at(r, rates, at, "ratio", spotcheck_ratio_text(r->arena, row_i32(item, ratio)));
		view_text_at(r, rates, at++, "times", view_msg(r, "spot.times", "n",
		    arena_printf(r->arena, "%" PRId64, row_i64(item, times)), NULL));
	}
}
