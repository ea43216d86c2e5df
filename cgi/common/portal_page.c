/* portal_page.c - what the portal's pages share, and its home page. */
#include <stdio.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/portal.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/disclosure/public.h"
#include "lib/disclosure/text.h"
#include "lib/law/public.h"
#include "lib/people/public.h"
#include "lib/web/params.h"

#define NEWEST 6

const char *
portal_text(struct req *r, const char *name, size_t max)
{
	const char *text = req_query(r, name, max);

	if (text != NULL)
		text = str_clean(r->arena, text);
	return str_empty(text) ? NULL : text;
}

const char *
portal_word(struct req *r, const char *name, const char *const *words)
{
	const char *text = portal_text(r, name, 40);

	for (; text != NULL && *words != NULL; words++)
		if (strcmp(text, *words) == 0)
			return *words;
	return NULL;
}

struct ref
portal_ref(struct req *r, const char *name)
{
	const char *text = portal_text(r, name, 26);
	struct ref ref = { { 0 } };

	if (text != NULL && !ref_parse(text, &ref))
		memset(&ref, 0, sizeof(ref));
	return ref;
}

enum err
portal_agency_choices(struct req *r, struct ref agency)
{
	const struct db_rows *rows;
	char text[REF_TEXT_SIZE];
	int i;
	enum err e = people_public_choices(r->arena, r->db, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct ref ref = row_ref(db_at(rows, i), "ref");

		ref_text(ref, text);
		portal_option(r, "agencies", i, text, row_text(db_at(rows, i), req_pick(r, "name_zh", "name_en")),
		    ref_eq(ref, agency) ? text : NULL);
	}
	return e;
}

const char *
portal_link(struct req *r, const char *path, const char *const *keep, struct ref cursor)
{
	const char *const *values;
	char text[REF_TEXT_SIZE], sep = '?';
	struct str out;
	size_t i, n;

	str_init(&out, r->arena);
	str_add(&out, path);
	for (; *keep != NULL; keep++) {
		values = req_query_list(r, *keep, &n);
		for (i = 0; i < n; i++) {
			if (*values[i] == '\0')
				continue;
			str_printf(&out, "%c%s=%s", sep, *keep, percent_encode(r->arena, values[i]));
			sep = '&';
		}
	}
	if (!ref_zero(cursor)) {
		ref_text(cursor, text);
		str_printf(&out, "%ccursor=%s", sep, text);
		sep = '&';
	}
	if (req_is_en(r))
		str_printf(&out, "%clang=en", sep);
	return out.s;
}

int
portal_pager(struct req *r, const char *path, const char *const *keep, const struct db_rows *rows,
    const char *ref_column, int page)
{
	static const struct ref none;
	int n = db_count(rows);

	if (!ref_zero(portal_ref(r, "cursor")))
		view_text(r, "pager.first", portal_link(r, path, keep, none));
	if (n <= page)
		return n;
	view_text(r, "pager.next", portal_link(r, path, keep, row_ref(db_at(rows, page - 1), ref_column)));
	return page;
}

const char *
portal_number(struct req *r, int64_t n)
{
	char digits[24];
	struct str out;
	size_t i, len;

	(void)snprintf(digits, sizeof(digits), "%lld", (long long)n);
	len = strlen(digits);
	str_init(&out, r->arena);
	for (i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			str_add(&out, "\u00a0");
		str_addc(&out, digits[i]);
	}
	return out.s;
}

void
portal_option(struct req *r, const char *list, int i, const char *value, const char *label, const char *chosen)
{
	view_text_at(r, list, i, "value", value);
	view_text_at(r, list, i, "label", label);
	view_bool_at(r, list, i, "on", chosen != NULL && strcmp(value, chosen) == 0);
}

/* Where the words of a piece stand: our page, if it has them; else the national database, which the link says. */
static enum err
view_law(struct req *r, const char *list, int i, const struct public_piece *piece, int32_t day)
{
	struct law_named law;
	char on[DAY_TEXT_SIZE];
	const char *href;
	enum err e = law_public_named(r->db, piece->law, day, &law);

	if (e != OK)	/* not in the catalogue */
		return e == ERR_NOT_FOUND ? OK : e;
	if (!law.text) {
		view_text_at(r, list, i, "href", PORTAL_LAW_DATABASE);
		view_bool_at(r, list, i, "away", true);
		return OK;
	}
	day_text(law.on, on);
	href = arena_printf(r->arena, "%s?%son=%s", ref_path(r, "/laws/", law.ref, ""), req_is_en(r) ? "lang=en&" : "",
	    on);
	if (piece->article != 0)
		href = piece->suffix == 0 ? arena_printf(r->arena, "%s#a%d", href, piece->article) :
		    arena_printf(r->arena, "%s#a%d-%d", href, piece->article, piece->suffix);
	view_text_at(r, list, i, "href", href);
	return OK;
}

enum err
portal_law_text(struct req *r, const char *list, const char *text, int32_t day)
{
	struct public_piece *piece;
	const char **line;
	int i, k, n, lines;
	enum err e = OK;

	line = public_split(r->arena, text, "\n", &lines);
	for (i = 0; e == OK && i < lines; i++) {
		const char *below = arena_printf(r->arena, "%s.%d.pieces", list, i);

		piece = public_pieces(r->arena, line[i], &n);
		for (k = 0; e == OK && k < n; k++) {
			view_text_at(r, below, k, "text", public_grouped(r->arena, piece[k].text));
			if (piece[k].law != NULL)
				e = view_law(r, below, k, &piece[k], day != DAY_NONE ? day : time_day(r->now));
		}
	}
	return e;
}

/* "09:40", "昨日 17:26", "11-18 17:26" */
static const char *
when(struct req *r, int64_t at)
{
	char text[TIME_TEXT_SIZE];
	int32_t today = time_day(r->now), day = time_day(at);

	time_text(at, text);
	text[10] = ' ';
	text[16] = '\0';
	if (day == today)
		return arena_strdup(r->arena, text + 11);
	if (day == today - 1)
		return view_msg(r, "portal.yesterday", "time", text + 11, NULL);
	return arena_strdup(r->arena, strncmp(text, "0000", 4) != 0 && day > today - 300 ? text + 5 : text);
}

static enum err
newest(struct req *r)
{
	static const struct column cols[] = { { "decision_ref", 'r' }, { "number", 't' }, { "party_name", 't' },
	    { "cause_name", 't' }, { "agency_name", 't' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = public_newest(r->arena, r->db, NEWEST, &rows);

	if (e != OK)
		return e;
	rows_view(r, "gaz", rows, cols);
	for (i = 0; i < db_count(rows); i++) {
		view_text_at(r, "gaz", i, "when", when(r, row_time(db_at(rows, i), "published_at")));
		view_text_at(r, "gaz", i, "result",
		    public_grouped(r->arena, row_text_or(db_at(rows, i), "result_text", "")));
	}
	return OK;
}

static void
fact(struct req *r, int i, const char *label, const char *unit, int64_t n)
{
	view_text_at(r, "year", i, "label", view_msg(r, label, NULL));
	view_text_at(r, "year", i, "value", view_msg(r, unit, "n", portal_number(r, n), NULL));
	view_text_at(r, "year", i, "kind", "num");
}

/* Links to searches that find something. */
static void
example(struct req *r, int i, const char *text)
{
	if (str_empty(text))
		return;
	view_text_at(r, "example", i, "text", text);
	view_text_at(r, "example", i, "href", arena_printf(r->arena, "/search?q=%s%s", percent_encode(r->arena, text),
	    req_is_en(r) ? "&lang=en" : ""));
}

static enum err
get_home(struct req *r)
{
	struct public_figures f;
	char day[DAY_TEXT_SIZE];
	enum err e = public_figures(r->arena, r->db, time_day(r->now), &f);

	if (e == OK)
		e = newest(r);
	if (e != OK)
		return e;
	day_text(time_day(r->now), day);
	view_text(r, "today", view_msg(r, "portal.today_n", "day", day, "n", portal_number(r, f.today), NULL));
	view_text(r, "until", view_msg(r, "portal.until", "day", day, NULL));
	fact(r, 0, "portal.f_penalty", "portal.n_cases", f.penalty);
	fact(r, 1, "portal.f_no_penalty", "portal.n_cases", f.no_penalty);
	fact(r, 2, "portal.f_withdrawn", "portal.n_cases", f.withdrawn);
	fact(r, 3, "portal.f_agencies", "portal.n_agencies", f.agencies);
	fact(r, 4, "portal.f_officers", "portal.n_people", f.officers);
	example(r, 0, f.example_name);
	example(r, 1, f.example_code);
	example(r, 2, f.example_number);
	return req_render(r, 200, "portal/home.cs");
}

/* Pages of the site itself: what stands where, how it is reached by everybody, what becomes of what one leaves here. */
static enum err
get_about(struct req *r)
{
	return req_render(r, 200, arena_printf(r->arena, "portal%s.cs", r->path));
}

const struct route home_portal_routes[] = {
	{ .method = GET, .path = "/", .flags = PORTAL_FLAGS, .run = get_home },
	{ .method = GET, .path = "/sitemap", .flags = PORTAL_FLAGS, .run = get_about },
	{ .method = GET, .path = "/accessibility", .flags = PORTAL_FLAGS, .run = get_about },
	{ .method = GET, .path = "/privacy", .flags = PORTAL_FLAGS, .run = get_about },
	{ 0 }
};
