/* programme.c - the year's programmes: the list, one of them with its lines and editions, what others plan.
 * Templates: joint/.  Rules: lib/joint/. */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/common/story.h"
#include "cgi/desk.h"
#include "cgi/joint/joint.h"
#include "lib/base/arena.h"
#include "lib/base/csv_bytes.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/joint/joint.h"

#define SHOWN 30
#define LINES_SHOWN 50

/* Programmes come as files (module_start of cgi/modules.h). */
void
joint_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	(void)a;
	(void)c;
	(void)k;
	csv_bytes_prepare();
}

const char *
joint_word(struct req *r, const char *prefix, const char *word)
{
	return view_msg(r, arena_printf(r->arena, "joint.%s%s", prefix, word), NULL);
}

void
joint_crumb(struct req *r, int i, const char *label, const char *href)
{
	view_text_at(r, "crumbs", i, "label", label);
	view_text_at(r, "crumbs", i, "href", href);
}

long long
joint_number(struct req *r, const char *name, long long most)
{
	const char *text = req_query(r, name, 19);
	long long n = 0;

	return text != NULL && str_i64(text, 1, most, &n) ? n : 0;
}

static const char *
tone(const struct joint_programme *p)
{
	return str_eq(p->state, "filed") ? "song" : str_eq(p->state, "draft") ? "" : "amber";
}

void
joint_view(struct req *r, const char *scope, const struct joint_programme *p)
{
	const char *at = arena_printf(r->arena, "%s.", scope);
	const struct {
		const char *name, *value;
	} text[] = { { "agency", req_pick(r, p->agency_name, p->agency_en) }, { "state", p->state },
	    { "state_name", joint_word(r, "state_", p->state) }, { "tone", tone(p) },
	    { "href", ref_path(r, PROGRAMMES, p->ref, "") } };
	const struct {
		const char *name;
		int64_t value;
	} number[] = { { "year", p->year }, { "edition", p->edition }, { "filed_edition", p->filed_edition },
	    { "lines", p->lines }, { "version", p->version } };
	size_t i;

	for (i = 0; i < sizeof(text) / sizeof(*text); i++)
		view_text(r, arena_printf(r->arena, "%s%s", at, text[i].name), text[i].value);
	for (i = 0; i < sizeof(number) / sizeof(*number); i++)
		view_i64(r, arena_printf(r->arena, "%s%s", at, number[i].name), number[i].value);
	if (p->due_at != TIME_NONE)
		view_day(r, arena_printf(r->arena, "%sdue", at), time_day(p->due_at));
	view_bool(r, arena_printf(r->arena, "%slate", at), p->due_at != TIME_NONE && p->due_at < r->now);
	view_bool(r, arena_printf(r->arena, "%sreceived", at), p->received);
	view_bool(r, arena_printf(r->arena, "%sfiled", at), p->filed_edition > 0);
}

/* ---- the list */

static int
this_year(const struct req *r)
{
	int year, month, mday;

	day_parts(time_day(r->now), &year, &month, &mday);
	return year;
}

/* The year that is asked for; 0: none, or one that is none. */
static int
year_of(struct req *r)
{
	long long year = joint_number(r, "year", 2099);

	return year >= 2020 ? (int)year : 0;
}

int
joint_year(struct req *r)
{
	int year = year_of(r);

	return year != 0 ? year : this_year(r);
}

void
joint_years(struct req *r, int chosen, bool all)
{
	int i = 0, y = this_year(r) + 1;

	if (all) {
		view_text_at(r, "years", i, "value", "");
		view_text_at(r, "years", i++, "label", view_msg(r, "joint.all_years", NULL));
	}
	for (; i < 6; i++, y--) {
		view_i64_at(r, "years", i, "value", y);
		view_i64_at(r, "years", i, "label", y);
		view_bool_at(r, "years", i, "on", y == chosen);
	}
}

/* Who is above others sees who has not filed for the year. */
static enum err
view_unfiled(struct req *r, int year)
{
	static const struct column cols[] = { { "name", 'l' }, { 0 } };
	const struct db_rows *rows;
	enum err e;

	if (!req_duty(r, DUTY_SUPERVISOR))
		return OK;
	e = joint_unfiled(r->arena, r->db, r->session->account, year, &rows);
	if (e != OK)
		return e;
	rows_view(r, "unfiled", rows, cols);
	view_text(r, "unfiled_title", view_msg(r, "joint.unfiled", "year", arena_printf(r->arena, "%d", year), "n",
	    arena_printf(r->arena, "%d", db_count(rows)), NULL));
	return OK;
}

static enum err
get_list(struct req *r)
{
	const char *after = req_query(r, "after", 26);
	struct joint_query q = { .limit = SHOWN + 1, .year = year_of(r) };
	struct joint_programme *list;
	const char *here = q.year != 0 ? arena_printf(r->arena, PROGRAMMES "?year=%d&", q.year) : PROGRAMMES "?";
	int i, n;
	enum err e;

	if (after != NULL && !ref_parse(after, &q.after))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	e = joint_programme_list(r->arena, r->db, &q, &list, &n);
	if (e == OK)
		e = view_unfiled(r, joint_year(r));
	if (e != OK)
		return e;
	for (i = 0; i < n && i < SHOWN; i++)
		joint_view(r, arena_printf(r->arena, "programmes.%d", i), &list[i]);
	if (n > SHOWN)
		view_text(r, "next", ref_path(r, arena_printf(r->arena, "%safter=", here), list[SHOWN - 1].ref, ""));
	if (after != NULL)
		view_text(r, "first", arena_strndup(r->arena, here, strlen(here) - 1));
	joint_years(r, q.year, true);
	view_bool(r, "may_open", req_duty(r, DUTY_COORDINATOR));
	return req_render(r, 200, "joint/programmes.cs");
}

/* ---- what others plan */

static enum err
get_others(struct req *r)
{
	static const struct column cols[] = { { "agency", 'l' }, { "code", 't' }, { "name", 'l' }, { "from_on", 'd' },
	    { "to_on", 'd' }, { 0 } };
	long long after = joint_number(r, "after", INT64_MAX);
	int year = joint_year(r), i, n;
	const struct db_rows *rows;
	enum err e;

	if (after == 0 && req_query(r, "after", 19) != NULL)
		return err_set(ERR_NOT_FOUND, "after: no such line");
	e = joint_others(r->arena, r->db, year, after, LINES_SHOWN + 1, &rows);
	if (e != OK)
		return e;
	n = db_count(rows) > LINES_SHOWN ? LINES_SHOWN : db_count(rows);
	for (i = 0; i < n; i++)
		row_view_at(r, "lines", i, db_at(rows, i), cols);
	if (db_count(rows) > LINES_SHOWN)
		view_text(r, "next", arena_printf(r->arena, PROGRAMMES "others?year=%d&after=%" PRId64, year,
		    row_i64(db_at(rows, n - 1), "id")));
	if (after != 0)
		view_text(r, "first", arena_printf(r->arena, PROGRAMMES "others?year=%d", year));
	joint_years(r, year, false);
	view_i64(r, "year", year);
	return req_render(r, 200, "joint/others.cs");
}

/* ---- one */

/* Acts on a line stand beside it; with approval and filing the page begins. */
static enum err
view_acts(struct req *r, const struct joint_programme *p, bool *writes)
{
	const char *const *acts;
	int i, n = 0;
	enum err e = joint_actions(r->arena, r->db, p, r->session->account, &acts);

	for (i = 0; e == OK && acts[i] != NULL; i++) {
		*writes = *writes || str_eq(acts[i], "alter");
		if (str_eq(acts[i], "alter") || str_eq(acts[i], "remove"))
			continue;
		view_text_at(r, "acts", n, "href", ref_path(r, PROGRAMMES, p->ref, arena_printf(r->arena, "/do/%s",
		    acts[i])));
		view_text_at(r, "acts", n, "label", joint_word(r, "act_", acts[i]));
		view_bool_at(r, "acts", n, "quiet", n > 0);
		n++;
	}
	return e;
}

/* The edition that is shown; *shown: as asked for, else the one that is written on, for who may not see that the one
 * filed last. */
static enum err
view_editions(struct req *r, const struct joint_programme *p, int *shown)
{
	static const struct column cols[] = { { "n", 'i' }, { "reason", 't' }, { "agreed_on", 'd' },
	    { "filed_on", 'd' }, { "upper_name", 't' }, { "upper_on", 'd' }, { "digest", 't' }, { "received_at", 'T' },
	    { "received_by", 't' }, { "late", 'b' }, { 0 } };
	const struct db_rows *rows;
	long long asked = joint_number(r, "edition", 100000);
	int i;
	enum err e = joint_editions(r->arena, r->db, p->id, &rows);

	*shown = 0;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		int n = row_i32(db_at(rows, i), "n");

		row_view_at(r, "editions", i, db_at(rows, i), cols);
		view_text_at(r, "editions", i, "href", ref_path(r, PROGRAMMES, p->ref,
		    arena_printf(r->arena, "?edition=%d", n)));
		if (*shown == 0 && (asked == 0 || asked == n)) {
			*shown = n;
			view_bool_at(r, "editions", i, "on", true);
			row_view_at(r, "edition", 0, db_at(rows, i), cols);
		}
	}
	return e == OK && *shown == 0 && asked != 0 ? err_set(ERR_NOT_FOUND, "no such edition") : e;
}

static enum err
view_lines(struct req *r, const struct joint_programme *p, int edition, bool writes)
{
	static const struct column cols[] = { { "n", 'i' }, { "code", 't' }, { "name", 'l' }, { "firms", 't' },
	    { "named", 't' }, { "from_on", 'd' }, { "to_on", 'd' }, { "visits", 'i' }, { "unannounced", 'b' },
	    { "campaign", 't' }, { "stands", 'i' }, { "done", 'i' }, { 0 } };
	const char *here = ref_path(r, PROGRAMMES, p->ref, arena_printf(r->arena, "?edition=%d", edition));
	const struct db_rows *rows;
	long long after = joint_number(r, "after", 1000000);
	int i, n;
	enum err e;

	e = joint_lines(r->arena, r->db, p->id, edition, (int)after, LINES_SHOWN + 1, &rows);
	if (e != OK)
		return e;
	n = db_count(rows) > LINES_SHOWN ? LINES_SHOWN : db_count(rows);
	for (i = 0; i < n; i++) {
		struct ref line = row_ref(db_at(rows, i), "ref");

		row_view_at(r, "lines", i, db_at(rows, i), cols);
		if (writes && edition == p->edition) {
			const char *to = ref_path(r, PROGRAMMES, p->ref, "/lines/");

			view_text_at(r, "lines", i, "alter", ref_path(r, to, line, "/do/alter"));
			view_text_at(r, "lines", i, "remove", ref_path(r, to, line, "/do/remove"));
		}
	}
	if (db_count(rows) > LINES_SHOWN)
		view_text(r, "next", arena_printf(r->arena, "%s&after=%d", here,
		    (int)row_i32(db_at(rows, n - 1), "n")));
	if (after != 0)
		view_text(r, "first", here);
	return OK;
}

/* What was filed against the visits of its year, for its agency and those above. */
static enum err
view_held(struct req *r, const struct joint_programme *p)
{
	struct joint_held h;
	enum err e = joint_held(r->arena, r->db, p->id, &h);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	view_i64(r, "held.planned", h.planned);
	view_i64(r, "held.carried", h.carried);
	view_i64(r, "held.visits", h.visits);
	view_i64(r, "held.saved", h.saved);
	return OK;
}

static enum err
get_show(struct req *r)
{
	struct joint_programme p;
	bool writes = false;
	struct ref ref;
	int edition = 0;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = joint_programme_get(r->arena, r->db, ref, &p);
	if (e == OK)
		e = view_acts(r, &p, &writes);
	if (e == OK)
		e = view_editions(r, &p, &edition);
	if (e == OK && edition != 0)
		e = view_lines(r, &p, edition, writes);
	if (e == OK && p.filed_edition > 0)
		e = view_held(r, &p);
	if (e == OK)
		e = story_view(r, p.chain, true, "joint.step_");
	if (e != OK)
		return e;
	joint_view(r, "programme", &p);
	view_bool(r, "writes", writes);
	return req_render(r, 200, "joint/programme.cs");
}

const struct route joint_programme_routes[] = {
	{ .method = GET, .path = "/desk/joint/programme/", .duties = JOINT_READS, .run = get_list },
	{ .method = GET, .path = "/desk/joint/programme/others", .duties = JOINT_READS, .run = get_others },
	{ .method = GET, .path = "/desk/joint/programme/:ref", .duties = JOINT_READS, .run = get_show },
	{ 0 }
};
